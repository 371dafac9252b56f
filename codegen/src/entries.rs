//! A TOML table whose keys are names of the document: its entries in their order, with the places where they are written.
//!
//! May use: nothing.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use toml::Spanned;

/// Entries by key, in the order in which they are written. Lookups take constant time.
#[derive(Clone, Debug)]
pub struct Entries<V> {
    entries: Vec<Entry<V>>,
    index: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Entry<V> {
    key: String,
    value: V,
    /// The bytes of the key in the text.
    span: Range<usize>,
}

impl<V> Entries<V> {
    /// Adds an entry at the end, unless there is one of this key.
    pub fn push(&mut self, key: String, value: V) {
        self.insert(key, 0..0, value);
    }

    /// As [`push`](Self::push), with the place of the key.
    pub fn push_spanned(&mut self, key: Spanned<String>, value: V) {
        let span = key.span();
        self.insert(key.into_inner(), span, value);
    }

    /// The value of this key.
    pub fn of(&self, key: &str) -> Option<&V> {
        self.position(key).map(|position| &self.entries[position].value)
    }

    /// The position of the entry of this key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The key and the value at a position.
    pub fn at(&self, position: usize) -> Option<(&str, &V)> {
        self.entries.get(position).map(|entry| (entry.key.as_str(), &entry.value))
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries.iter().map(|entry| (entry.key.as_str(), &entry.value))
    }

    /// Keys and values in order, with the bytes of the text where the key stands.
    pub fn spanned(&self) -> impl Iterator<Item = (&str, Range<usize>, &V)> {
        self.entries.iter().map(|entry| (entry.key.as_str(), entry.span.clone(), &entry.value))
    }

    /// The bytes of the text where the entry at a position begins.
    pub fn span(&self, position: usize) -> Range<usize> {
        self.entries.get(position).map_or(0..0, |entry| entry.span.clone())
    }

    /// The same entries with other values.
    pub fn map<W>(self, to: impl Fn(V) -> W) -> Entries<W> {
        let entries = self.entries.into_iter();
        let entries = entries.map(|entry| Entry { key: entry.key, value: to(entry.value), span: entry.span }).collect();
        Entries { entries, index: self.index }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn insert(&mut self, key: String, span: Range<usize>, value: V) {
        if !self.index.contains_key(&key) {
            self.index.insert(key.clone(), self.entries.len());
            self.entries.push(Entry { key, value, span });
        }
    }
}

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: HashMap::new() }
    }
}

/// Equal if keys and values are, in the same order. Where they stand in a text does not count.
impl<V: PartialEq> PartialEq for Entries<V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<V> FromIterator<(String, V)> for Entries<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        let mut all = Self::default();
        for (key, value) in entries {
            all.push(key, value);
        }
        all
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Written<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<V>, A::Error> {
                let mut entries: Vec<(Spanned<String>, V)> = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                // The parser sorts the keys of a table; the order of the lines is kept.
                entries.sort_by_key(|(key, _)| key.span().start);
                let mut all = Entries::default();
                for (key, value) in entries {
                    all.push_spanned(key, value);
                }
                Ok(all)
            }
        }

        deserializer.deserialize_map(Written(PhantomData))
    }
}
