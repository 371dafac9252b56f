//! A TOML table whose keys are names of the document, with the places where they are written.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use toml::Spanned;

/// Entries by name, in the order in which they are written.
#[derive(Clone, Debug)]
pub struct Table<V>(Vec<(Spanned<String>, V)>);

impl<V> Table<V> {
    /// The entry of this name.
    pub fn of(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, key: Spanned<String>, value: V) {
        self.0.push((key, value));
    }

    /// All entries: the name, the bytes of the text where it stands, the value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Range<usize>, &V)> {
        self.0.iter().map(|(key, value)| (key.get_ref().as_str(), key.span(), value))
    }
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Table<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = Table<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<V>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Table(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}
