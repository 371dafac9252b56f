//! The mode `nullable`: a field `Option<Option<T>>`, which tells a member that is absent from one that is `null`.

use std::marker::PhantomData;

use serde::de::MapAccess;
use serde::{Deserialize, Serialize, Serializer};

pub use crate::wire::object::is_at;
use crate::wire::object::{Members, Writer};

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn blank<T>() -> Option<Option<Option<T>>> {
    Some(None)
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn read<'de, T, A>(slot: &mut Option<Option<Option<T>>>, members: &mut Members<'de, A>) -> bool
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    members.read(PhantomData::<T>, |value| *slot = Some(Some(value)))
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn write<S: Serializer, T: Serialize>(writer: &mut Writer<S>, name: &'static str, field: &Option<Option<T>>) {
    if let Some(value) = field {
        writer.write(name, value);
    }
}

/// A member that may be absent or `null`, and is read leniently.
#[doc(hidden)]
pub mod lenient {
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::lenient::{AsLenient, Lenient};
    use crate::wire::object::Members;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<Option<Option<T>>>, members: &mut Members<'de, A>) -> bool
    where
        T: Lenient<'de>,
        A: MapAccess<'de>,
    {
        members.read(AsLenient::<T>::NEW, |value| *slot = Some(Some(value)))
    }
}

/// A member that may be absent or `null`, and is read as a list, whatever it is.
#[doc(hidden)]
pub mod list {
    use serde::Deserialize;
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::list::AsList;
    use crate::wire::object::Members;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<Option<Option<Vec<T>>>>, members: &mut Members<'de, A>) -> bool
    where
        T: for<'any> Deserialize<'any>,
        A: MapAccess<'de>,
    {
        members.read(AsList::<T>::NEW, |value| *slot = Some(Some(value)))
    }
}
