//! The mode `required`: a field of the type itself, whose absence is an error; and `required nullable`, a field
//! `Option<T>` whose property must be present and may be `null`.

use std::marker::PhantomData;

use serde::de::MapAccess;
use serde::{Deserialize, Serialize, Serializer};

pub use crate::wire::object::is_at;
use crate::wire::object::{Properties, Writer};

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn blank<T>() -> Option<T> {
    None
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn read<'de, T, A>(slot: &mut Option<T>, properties: &mut Properties<'de, A>) -> bool
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    properties.require(PhantomData::<T>, |value| *slot = value)
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn write<S: Serializer, T: Serialize>(writer: &mut Writer<S>, name: &'static str, field: &T) {
    writer.write(name, field);
}

readings! { T => Option<T>, Option<Vec<T>>; require, value => value }

/// A property that must be present, and for which `null` is no empty list or map.
#[doc(hidden)]
pub mod strict {
    use std::marker::PhantomData;

    use serde::Deserialize;
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::object::Properties;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<T>, properties: &mut Properties<'de, A>) -> bool
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        properties.require_exactly(PhantomData::<T>, |value| *slot = value)
    }

    readings! { T => Option<T>, Option<Vec<T>>; require_exactly, value => value }
}

/// A property that must be present and may be `null`.
#[doc(hidden)]
pub mod nullable {
    use std::marker::PhantomData;

    use serde::Deserialize;
    use serde::de::MapAccess;

    pub use super::{blank, is_at, write};
    use crate::wire::object::Properties;

    /// See the docs of [`object`](mod@crate::object).
    pub fn read<'de, T, A>(slot: &mut Option<Option<T>>, properties: &mut Properties<'de, A>) -> bool
    where
        T: Deserialize<'de>,
        A: MapAccess<'de>,
    {
        properties.read(PhantomData::<T>, |value| *slot = Some(value))
    }

    readings! { T => Option<Option<T>>, Option<Option<Vec<T>>>; read, value => Some(value) }
}
