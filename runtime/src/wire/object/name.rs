//! [`Name`]: reads the name of a property, and finds the field that it is for.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Visitor};

/// The names of each field, in the order of the field mapping: the first, and the aliases.
#[doc(hidden)]
pub type Names = &'static [(&'static str, &'static [&'static str])];

/// The field that a property is for.
#[derive(Default)]
pub(super) struct Place<'de> {
    /// The field's position in the mapping; the number of fields if none has the name.
    pub(super) field: usize,
    /// The position of the name among those of the field.
    pub(super) position: usize,
    /// Whether the field has several names.
    pub(super) has_others: bool,
    /// The name, where it may be needed: the last field may accept any.
    pub(super) name: Cow<'de, str>,
    /// The field that the next property is probably for: properties mostly arrive in the order of the mapping.
    likely: usize,
}

impl Place<'_> {
    /// Finds the field whose first name this is, else the first that has it as an alias. Returns whether the name may be
    /// needed.
    #[inline]
    fn find(&mut self, all: Names, name: &str) -> bool {
        match all.get(self.likely) {
            Some((first, others)) if is_same(first, name) => {
                (self.field, self.position, self.has_others) = (self.likely, 0, !others.is_empty());
            }
            _ => self.look(all, name),
        }
        let is_known = self.field < all.len();
        if is_known {
            self.likely = self.field + 1;
        }
        !is_known || self.likely == all.len()
    }

    /// The same for a name with escapes in it.
    #[cold]
    fn find_owned(&mut self, all: Names, name: &str) {
        if self.find(all, name) {
            self.name = Cow::Owned(name.to_owned());
        }
    }

    #[inline(never)]
    fn look(&mut self, all: Names, name: &str) {
        if let Some(field) = all.iter().position(|(first, _)| is_same(first, name)) {
            let has_others = all.get(field).is_some_and(|(_, others)| !others.is_empty());
            (self.field, self.position, self.has_others) = (field, 0, has_others);
            return;
        }
        for (field, (_, others)) in all.iter().enumerate() {
            if let Some(position) = others.iter().position(|other| is_same(other, name)) {
                (self.field, self.position, self.has_others) = (field, position + 1, true);
                return;
            }
        }
        (self.field, self.position, self.has_others) = (all.len(), 0, false);
    }
}

/// Whether two names are equal. Most differ in length, and the rest are short, so that this is cheaper than a call of
/// `memcmp`.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        // Both ends, which overlap.
        8..=16 => one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk(),
        4..8 => one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk(),
        _ => one == other,
    }
}

/// Reads the name of a property, and records the field that the property is for.
pub(super) struct Name<'a, 'de> {
    pub(super) names: Names,
    pub(super) place: &'a mut Place<'de>,
}

impl<'de> DeserializeSeed<'de> for Name<'_, 'de> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<(), E> {
        if self.place.find(self.names, name) {
            self.place.name = Cow::Borrowed(name);
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        self.place.find_owned(self.names, name);
        Ok(())
    }
}
