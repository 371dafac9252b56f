//! [`object!`](crate::object!): the table of how a struct looks as a JSON object.
//!
//! The table costs little to compile because all that can be shared is here: the macro expands to one flat
//! implementation of [`Object`] and two forwarding ones, of `Serialize` and `Deserialize`. Each mode of a field
//! (`as required lenient`) is a module below with the same functions, and the words of the mode are its path:
//!
//! - `blank()`: the slot before anything was read; `Some` where the member may be absent,
//! - `is_at(at)`: whether the present member is for this field; the fields of a table are asked in turn,
//! - `read(slot, members)`: reads the present member, which is for this field,
//! - `write(writer, name, field)`.
//!
//! A slot is an `Option` of the field's own type, `None` only while a required member has not been seen.

pub mod extra;
mod members;
mod name;
pub mod nullable;
pub mod required;
mod table;
mod writer;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::wire::object::members::{At, Members};
pub use crate::wire::object::name::Names;
pub use crate::wire::object::writer::Writer;

/// A struct that [`object!`](crate::object!) knows how to read and write.
#[doc(hidden)]
pub trait Object: Sized {
    /// What to call it in messages.
    const NAME: &'static str;

    /// The names of its members, for each field.
    const NAMES: Names;

    /// Reads all members. `None`: there was an error, which `members` holds.
    fn read<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Option<Self>;

    /// Writes all members.
    fn write<S: Serializer>(&self, writer: &mut Writer<S>);
}

/// Reads a `T` from a map.
///
/// # Errors
///
/// Anything but a map, a member that its field cannot take, or a required member that is missing.
#[doc(hidden)]
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Whole(PhantomData))
}

struct Whole<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut members = Members::new(map);
        let object = T::read(&mut members);
        members.finish(object)
    }
}

/// Writes `object` as a map.
///
/// # Errors
///
/// Those of the serializer.
#[doc(hidden)]
pub fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(serializer)?;
    object.write(&mut writer);
    writer.finish()
}

/// See the module's docs.
#[doc(hidden)]
#[inline]
pub fn is_at(at: &mut At) -> bool {
    at.is_next()
}

/// See the module's docs.
#[doc(hidden)]
pub fn blank<T>() -> Option<Option<T>> {
    Some(None)
}

/// See the module's docs.
#[doc(hidden)]
pub fn read<'de, T, A>(slot: &mut Option<Option<T>>, members: &mut Members<'de, A>) -> bool
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    members.read(PhantomData::<T>, |value| *slot = Some(value))
}

/// See the module's docs.
#[doc(hidden)]
pub fn write<S: Serializer, T: Serialize>(writer: &mut Writer<S>, name: &'static str, field: &Option<T>) {
    if let Some(value) = field {
        writer.write(name, value);
    }
}

/// An optional member that is read leniently.
#[doc(hidden)]
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

/// An optional member that is read as a list, whatever it is.
#[doc(hidden)]
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
