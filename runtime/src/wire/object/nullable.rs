//! The mode `nullable`: a field `Option<Option<T>>`, which distinguishes an absent property from one that is `null`.

use std::marker::PhantomData;

use serde::de::MapAccess;
use serde::{Deserialize, Serialize, Serializer};

pub use crate::wire::object::is_at;
use crate::wire::object::{Properties, Writer};

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn blank<T>() -> Option<Option<Option<T>>> {
    Some(None)
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn read<'de, T, A>(slot: &mut Option<Option<Option<T>>>, properties: &mut Properties<'de, A>) -> bool
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    properties.read(PhantomData::<T>, |value| *slot = Some(Some(value)))
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn write<S: Serializer, T: Serialize>(writer: &mut Writer<S>, name: &'static str, field: &Option<Option<T>>) {
    if let Some(value) = field {
        writer.write(name, value);
    }
}

readings! { T => Option<Option<Option<T>>>, Option<Option<Option<Vec<T>>>>; read, value => Some(Some(value)) }
