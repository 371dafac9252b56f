//! [`Members`]: the members of an object on their way in.

use std::mem;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess};

use crate::wire::lenient::Nullable;
use crate::wire::object::name::{Name, Names, Place};

/// The members of an object, one after the other, each read by the field of a table that it is for.
///
/// It keeps the first error until the end, so that a table needs no `?`.
#[doc(hidden)]
pub struct Members<'de, A: MapAccess<'de>> {
    map: A,
    /// Whose field the present member is.
    place: Place<'de>,
    /// Under which of its names a field with several has its value: (field, position of the name).
    taken: Vec<(usize, usize)>,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(crate) fn new(map: A) -> Self {
        Self { map, place: Place::default(), taken: Vec::new(), error: None }
    }

    /// Goes to the next member, of a table with these names; nothing at the end and after an error.
    pub fn advance(&mut self, names: Names) -> Option<At> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key_seed(Name { names, place: &mut self.place }) {
            Ok(next) => next.map(|()| At { member: self.place.field, asked: 0 }),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Passes over the present member without building it.
    pub fn skip(&mut self) -> bool {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
        true
    }

    /// Records an error for the first of the fields that has no value (`filled`).
    pub fn check(&mut self, names: Names, filled: &[bool]) {
        if self.error.is_none()
            && let Some(field) = filled.iter().position(|filled| !filled)
        {
            let name = names.get(field).map_or("", |(name, _)| name);
            self.error = Some(A::Error::custom(format_args!("missing field \"{name}\"")));
        }
    }

    /// Gives the present member to its field, which takes `null` for a value.
    ///
    /// Of several names that occur, the first-named one with a value other than `null` wins; of one name that occurs
    /// several times, the last.
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
        match self.map.next_value_seed(Nullable(seed)) {
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

    /// Gives the present member to its field, for which `null` is not a value unless its type says otherwise.
    ///
    /// With several names, `null` counts as absent, so that another name can give the value.
    pub(crate) fn require<V, F>(&mut self, seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de>,
        F: FnOnce(Option<V::Value>),
    {
        if self.place.has_others {
            return self.read(seed, set);
        }
        match self.map.next_value_seed(seed) {
            Ok(value) => set(Some(value)),
            Err(error) => self.error = Some(error),
        }
        true
    }

    /// The present member, whatever it is called.
    pub(crate) fn take<T: Deserialize<'de>>(&mut self) -> Option<(String, T)> {
        match self.map.next_value() {
            Ok(value) => Some((mem::take(&mut self.place.name).into_owned(), value)),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// What was made of the members, or the error.
    pub(crate) fn finish<T>(self, object: Option<T>) -> Result<T, A::Error> {
        match (self.error, object) {
            (Some(error), _) => Err(error),
            (None, Some(object)) => Ok(object),
            (None, None) => Err(A::Error::custom("a required member is missing")),
        }
    }

    /// The position of the name under which the field has its value, where it has one.
    #[inline]
    fn winner(&self) -> Option<usize> {
        // A single name cannot be beaten by another.
        if !self.place.has_others {
            return None;
        }
        self.taken.iter().find(|(field, _)| *field == self.place.field).map(|(_, position)| *position)
    }

    /// Notes whether the field has its value under the present name.
    fn record(&mut self, has: bool) {
        self.taken.retain(|(field, _)| *field != self.place.field);
        if has {
            self.taken.push((self.place.field, self.place.position));
        }
    }
}

/// The field that the present member is for, and how many fields were asked whether they are that.
#[doc(hidden)]
pub struct At {
    /// The field's position in the table; behind it where the member is for none.
    member: usize,
    asked: usize,
}

impl At {
    /// Whether it is the one that is asked next.
    // The compiler counts, and makes a table of jumps of the questions of a whole table.
    #[inline]
    pub(crate) fn is_next(&mut self) -> bool {
        let is_next = self.asked == self.member;
        self.asked += 1;
        is_next
    }
}
