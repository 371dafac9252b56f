//! [`Properties`]: reads the properties of an object.

use std::marker::PhantomData;
use std::mem;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess};

use crate::wire::json::Step;
use crate::wire::json::null::Null;
use crate::wire::lenient::Nullable;
use crate::wire::number::NumbersSeed;
use crate::wire::object::missing;
use crate::wire::object::name::{Name, Names, Place};
use crate::wire::union::PlacedError;

/// The properties of an object, one after another, each read by the field that it is for.
///
/// It keeps the first error until the end, so that a field mapping needs no `?`.
#[doc(hidden)]
pub struct Properties<'de, A: MapAccess<'de>> {
    map: A,
    /// The names of the mapping.
    names: Names,
    /// The field that the current property is for.
    place: Place<'de>,
    /// For fields with several names that have a value: the field, and the position of the name it was under.
    decoded: Vec<(usize, usize)>,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Properties<'de, A> {
    pub(crate) fn new(map: A) -> Self {
        Self { map, names: &[], place: Place::default(), decoded: Vec::new(), error: None }
    }

    /// Advances to the next property, of a mapping with these names; `None` at the end and after an error.
    pub fn advance(&mut self, names: Names) -> Option<At> {
        if self.error.is_some() {
            return None;
        }
        self.names = names;
        match self.map.next_key_seed(Name { names, place: &mut self.place }) {
            Ok(next) => next.map(|()| At { property: self.place.field, compared: 0 }),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Skips the current property without building its value.
    pub fn skip(&mut self) -> bool {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
        true
    }

    /// Records an error for the fields without a value.
    pub fn check(&mut self, names: Names, filled: &[bool]) {
        if self.error.is_none() && filled.contains(&false) {
            let missing = names.iter().zip(filled).filter(|(_, filled)| !**filled).map(|((name, _), _)| *name);
            self.error = Some(A::Error::custom(missing::note(missing.collect())));
        }
    }

    /// Reads the current property for its field, which accepts `null`.
    ///
    /// If several names of the field occur, the first in the mapping whose value is not `null` wins; if one name occurs
    /// several times, the last occurrence wins.
    pub(crate) fn read<V, F>(&mut self, seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de>,
        F: FnOnce(Option<V::Value>),
    {
        let winner = self.winner();
        let position = self.place.position;
        if winner.is_some_and(|winner| winner < position) {
            return self.skip();
        }
        match self.map.next_value_seed(Nullable(NumbersSeed(seed))) {
            Ok(None) if winner.is_some_and(|winner| winner > position) => {}
            Ok(value) => {
                if self.place.has_others {
                    self.record(value.is_some());
                }
                set(value);
            }
            Err(error) => self.error = Some(error),
        }
        true
    }

    /// Reads the current property for its field, which accepts `null` if its type does, or as an empty list or map.
    ///
    /// If the field has several names, `null` counts as absent, so that another name can provide the value.
    pub(crate) fn require<V, F>(&mut self, seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de> + Copy,
        F: FnOnce(Option<V::Value>),
    {
        if self.place.has_others {
            return self.read(seed, set);
        }
        match self.map.next_value_seed(Nullable(NumbersSeed(seed))) {
            Ok(None) => match seed.deserialize(Null::<PlacedError>::VALUE) {
                Ok(value) => set(Some(value)),
                Err(error) => self.refuse_null(error),
            },
            Ok(value) => set(value),
            Err(error) => self.error = Some(error),
        }
        true
    }

    /// Records that the current property, which was `null`, needs a value. The error gets the position of the end of the object
    /// and, from there, the path to the property.
    #[cold]
    fn refuse_null(&mut self, error: PlacedError) {
        let name = self.names.get(self.place.field).map(|(name, _)| (*name).to_owned());
        self.error = Some(loop {
            match self.map.next_entry::<IgnoredAny, IgnoredAny>() {
                Ok(Some(_)) => {}
                Ok(None) => break error.within(Step::Property(name)).leave(),
                Err(error) => break error,
            }
        });
    }

    /// As [`require`](Self::require), but `null` is no empty list or map.
    pub(crate) fn require_exactly<V, F>(&mut self, seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de>,
        F: FnOnce(Option<V::Value>),
    {
        if self.place.has_others {
            return self.read(seed, set);
        }
        match self.map.next_value_seed(NumbersSeed(seed)) {
            Ok(value) => set(Some(value)),
            Err(error) => self.error = Some(error),
        }
        true
    }

    /// The name and value of the current property.
    pub(crate) fn take<T: Deserialize<'de>>(&mut self) -> Option<(String, T)> {
        match self.map.next_value_seed(NumbersSeed(PhantomData)) {
            Ok(value) => Some((mem::take(&mut self.place.name).into_owned(), value)),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// The object that was read, or the first error.
    pub(crate) fn finish<T>(self, object: Option<T>) -> Result<T, A::Error> {
        match (self.error, object) {
            (Some(error), _) => Err(error),
            (None, Some(object)) => Ok(object),
            (None, None) => Err(A::Error::custom("a required property is missing")),
        }
    }

    /// The position of the name under which the field got its value, if it has one.
    #[inline]
    fn winner(&self) -> Option<usize> {
        // With a single name there is nothing to compare.
        if !self.place.has_others {
            return None;
        }
        self.decoded.iter().find(|(field, _)| *field == self.place.field).map(|(_, position)| *position)
    }

    /// Records whether the field has its value under the current name.
    fn record(&mut self, has: bool) {
        self.decoded.retain(|(field, _)| *field != self.place.field);
        if has {
            self.decoded.push((self.place.field, self.place.position));
        }
    }
}

/// The field that the current property is for, and the number of fields compared with it so far.
#[doc(hidden)]
pub struct At {
    /// The field's position in the mapping; the number of fields if the property is for none.
    property: usize,
    compared: usize,
}

impl At {
    /// Whether the property is for the next field.
    // The compiler evaluates the count, and turns the comparisons of a whole mapping into a jump table.
    #[inline]
    pub(crate) fn is_next(&mut self) -> bool {
        let is_next = self.compared == self.property;
        self.compared += 1;
        is_next
    }
}
