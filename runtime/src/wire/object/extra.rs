//! The mode `extra`: the last entry of a field mapping, a [`Map`] of the properties that no other entry names (JSON Schema's
//! `additionalProperties`).

use serde::de::MapAccess;
use serde::{Deserialize, Serialize, Serializer};

use crate::wire::map::Map;
use crate::wire::object::{At, Properties, Writer};

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn blank<V>() -> Option<Map<V>> {
    Some(Map::new())
}

/// See the docs of [`object`](mod@crate::object). It comes last, and takes every property that no other field has.
#[doc(hidden)]
#[inline]
pub fn is_at(_: &mut At) -> bool {
    true
}

/// See the docs of [`object`](mod@crate::object). Reads the current property, whatever its name.
#[doc(hidden)]
pub fn read<'de, V, A>(slot: &mut Option<Map<V>>, properties: &mut Properties<'de, A>) -> bool
where
    V: Deserialize<'de>,
    A: MapAccess<'de>,
{
    if let (Some((key, value)), Some(map)) = (properties.take(), slot) {
        map.insert(key, value);
    }
    true
}

/// See the docs of [`object`](mod@crate::object).
#[doc(hidden)]
pub fn write<S: Serializer, V: Serialize>(writer: &mut Writer<S>, _name: &'static str, field: &Map<V>) {
    for (key, value) in field {
        writer.write(key, value);
    }
}
