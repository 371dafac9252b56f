//! The mode `required`: a field of the type itself, whose absence is an error; and `required nullable`, a field
//! `Option<T>` whose member must be there and may be `null`.

use std::marker::PhantomData;

use serde::de::MapAccess;
use serde::{Deserialize, Serialize, Serializer};

pub use crate::wire::object::is_at;
use crate::wire::object::{Members, Writer};

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn blank<T>() -> Option<T> {
    None
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn read<'de, T, A>(slot: &mut Option<T>, members: &mut Members<'de, A>) -> bool
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    members.require(PhantomData::<T>, |value| *slot = value)
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn write<S: Serializer, T: Serialize>(writer: &mut Writer<S>, name: &'static str, field: &T) {
    writer.write(name, field);
}

/// A required member that is read leniently.
#[doc(hidden)]
pub mod lenient {
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::lenient::{AsLenient, Lenient};
    use crate::wire::object::Members;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<T>, members: &mut Members<'de, A>) -> bool
    where
        T: Lenient<'de>,
        A: MapAccess<'de>,
    {
        members.require(AsLenient::<T>::NEW, |value| *slot = value)
    }
}

/// A required member that is read as a list, whatever it is.
#[doc(hidden)]
pub mod list {
    use serde::Deserialize;
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::list::AsList;
    use crate::wire::object::Members;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<Vec<T>>, members: &mut Members<'de, A>) -> bool
    where
        T: for<'any> Deserialize<'any>,
        A: MapAccess<'de>,
    {
        members.require(AsList::<T>::NEW, |value| *slot = value)
    }
}

/// A member that must be there and may be `null`.
#[doc(hidden)]
pub mod nullable {
    use std::marker::PhantomData;

    use serde::Deserialize;
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::object::Members;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<Option<T>>, members: &mut Members<'de, A>) -> bool
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        members.read(PhantomData::<T>, |value| *slot = Some(value))
    }

    /// A member that must be there, may be `null`, and is read leniently.
    pub mod lenient {
        use serde::de::MapAccess;

        pub use super::{blank, is_at, write};
        use crate::wire::lenient::{AsLenient, Lenient};
        use crate::wire::object::Members;

        /// See the docs of [`object`](mod@crate::object).
        pub fn read<'de, T, A>(slot: &mut Option<Option<T>>, members: &mut Members<'de, A>) -> bool
        where
            T: Lenient<'de>,
            A: MapAccess<'de>,
        {
            members.read(AsLenient::<T>::NEW, |value| *slot = Some(value))
        }
    }

    /// A member that must be there, may be `null`, and is read as a list, whatever it is.
    pub mod list {
        use serde::Deserialize;
        use serde::de::MapAccess;

        pub use super::{blank, is_at, write};
        use crate::wire::list::AsList;
        use crate::wire::object::Members;

        /// See the docs of [`object`](mod@crate::object).
        pub fn read<'de, T, A>(slot: &mut Option<Option<Vec<T>>>, members: &mut Members<'de, A>) -> bool
        where
            T: for<'any> Deserialize<'any>,
            A: MapAccess<'de>,
        {
            members.read(AsList::<T>::NEW, |value| *slot = Some(value))
        }
    }
}
