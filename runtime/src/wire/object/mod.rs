//! [`object!`](crate::object!): the field mapping of a struct: how it is encoded as a JSON object.
//!
//! A field mapping costs little to compile, because all that can be shared is here: the macro expands to one flat
//! implementation of [`Object`] and two forwarding ones, of `Serialize` and `Deserialize`. Each mode of a field
//! (`as required lenient`) is a module below with the same functions, and the words of the mode are its path:
//!
//! - `blank()`: the slot before reading; `Some` if the property may be absent,
//! - `is_at(at)`: whether the current property is for this field; the fields of a mapping are compared in turn,
//! - `read(slot, properties)`: reads the current property, which is for this field,
//! - `write(writer, name, field)`.
//!
//! A slot is an `Option` of the field's own type, `None` only while a required property has not been read.

/// Declares the modules `lenient` and `list` of a mode, which differ from the mode by how a value is read: the slot of a
/// field with values of type `T`, how `Properties` reads one, and what goes into the slot.
macro_rules! readings {
    ($T:ident => $Slot:ty, $Slots:ty; $read:ident, $value:ident => $filled:expr) => {
        /// The same mode, read leniently.
        #[doc(hidden)]
        pub mod lenient {
            use serde::de::MapAccess;

            pub use super::{blank, is_at, write};
            use crate::wire::lenient::{AsLenient, Lenient};
            use crate::wire::object::Properties;

            /// See the docs of [`object`](mod@crate::object).
            pub fn read<'de, $T, A>(slot: &mut $Slot, properties: &mut Properties<'de, A>) -> bool
            where
                $T: Lenient<'de>,
                A: MapAccess<'de>,
            {
                properties.$read(AsLenient::<$T>::NEW, |$value| *slot = $filled)
            }
        }

        /// The same mode, which reads a value that is not a list as a list of one.
        #[doc(hidden)]
        pub mod list {
            use serde::Deserialize;
            use serde::de::MapAccess;

            pub use super::{blank, is_at, write};
            use crate::wire::list::AsList;
            use crate::wire::object::Properties;

            /// See the docs of [`object`](mod@crate::object).
            pub fn read<'de, $T, A>(slot: &mut $Slots, properties: &mut Properties<'de, A>) -> bool
            where
                $T: for<'any> Deserialize<'any>,
                A: MapAccess<'de>,
            {
                properties.$read(AsList::<$T>::NEW, |$value| *slot = $filled)
            }
        }
    };
}

mod constructor;
pub mod extra;
mod mapping;
pub(crate) mod missing;
mod name;
pub mod nullable;
mod properties;
pub mod required;
mod writer;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::number::unchanged;
pub use crate::wire::object::name::Names;
pub use crate::wire::object::properties::{At, Properties};
pub use crate::wire::object::writer::Writer;

/// A struct that [`object!`](crate::object!) knows how to read and write.
#[doc(hidden)]
pub trait Object: Sized {
    /// The name of the struct, for messages.
    const NAME: &'static str;

    /// The names of the property of each field.
    const NAMES: Names;

    /// Reads all properties; `None` if that failed, in which case `properties` holds the error.
    fn read<'de, A: MapAccess<'de>>(properties: &mut Properties<'de, A>) -> Option<Self>;

    /// Writes all properties.
    fn write<S: Serializer>(&self, writer: &mut Writer<S>);
}

/// Reads a `T` from a map.
///
/// # Errors
///
/// The value is not a map, a property cannot be read as its field, or a required property is missing.
#[doc(hidden)]
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // Not as a map, whose values may be numbers. Fields say by themselves how they are read.
    deserializer.deserialize_struct(T::NAME, &[], Whole(PhantomData))
}

struct Whole<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut properties = Properties::new(map);
        let object = T::read(&mut properties);
        properties.finish(object)
    }
}

/// Writes `object` as a map.
///
/// # Errors
///
/// The serializer fails.
#[doc(hidden)]
pub fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    unchanged(&Written(object), serializer)
}

/// An object whose fields say by themselves how they are written.
struct Written<'a, T>(&'a T);

impl<T: Object> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut writer = Writer::new(serializer)?;
        self.0.write(&mut writer);
        writer.finish()
    }
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
pub fn read<'de, T, A>(slot: &mut Option<Option<T>>, properties: &mut Properties<'de, A>) -> bool
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    properties.read(PhantomData::<T>, |value| *slot = Some(value))
}

/// See the module's docs.
#[doc(hidden)]
pub fn write<S: Serializer, T: Serialize>(writer: &mut Writer<S>, name: &'static str, field: &Option<T>) {
    if let Some(value) = field {
        writer.write(name, value);
    }
}

readings! { T => Option<Option<T>>, Option<Option<Vec<T>>>; read, value => Some(value) }

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
