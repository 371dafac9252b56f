//! [`Members`]: the members of an object on their way in.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess};
use serde::{Deserialize, Deserializer};

use crate::lenient::Nullable;
use crate::string_enum::Text;

/// The members of an object, one after the other, each offered to the fields of a table until one takes it.
///
/// It keeps the first error until the end, so that a table needs no `?`.
#[doc(hidden)]
pub struct Members<'de, A: MapAccess<'de>> {
    map: A,
    /// The name of the present member.
    key: Cow<'de, str>,
    /// Under which of its names a field with several has its value: (first name, position of the name).
    taken: Vec<(&'static str, usize)>,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(crate) fn new(map: A) -> Self {
        Self { map, key: Cow::Borrowed(""), taken: Vec::new(), error: None }
    }

    /// Goes to the next member; `false` at the end and after an error.
    pub fn advance(&mut self) -> bool {
        if self.error.is_some() {
            return false;
        }
        match self.map.next_key_seed(Key) {
            Ok(Some(key)) => {
                self.key = key;
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.error = Some(error);
                false
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

    /// Records an error for the first of the fields (name, has a value) that has none.
    pub fn check(&mut self, fields: &[(&'static str, bool)]) {
        if self.error.is_none()
            && let Some((name, _)) = fields.iter().find(|(_, filled)| !filled)
        {
            self.error = Some(A::Error::custom(format_args!("missing field \"{name}\"")));
        }
    }

    /// Gives the present member to a field that takes `null` for a value, if it bears one of the field's names.
    ///
    /// Of several names that occur, the first-named one with a value other than `null` wins; of one name that occurs
    /// several times, the last.
    // Most offers are of members of another name: to see that must cost no call.
    #[inline]
    pub(crate) fn offer<V, F>(&mut self, names: &'static [&'static str], seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de>,
        F: FnOnce(Option<V::Value>),
    {
        match self.position(names) {
            Some(position) => self.read(names, position, seed, set),
            None => false,
        }
    }

    fn read<V, F>(&mut self, names: &'static [&'static str], position: usize, seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de>,
        F: FnOnce(Option<V::Value>),
    {
        let winner = self.winner(names);
        if winner.is_some_and(|winner| winner < position) {
            return self.skip();
        }
        match self.map.next_value_seed(Nullable(seed)) {
            Ok(None) if winner.is_some_and(|winner| winner > position) => {}
            Ok(value) => {
                self.record(names, value.is_some().then_some(position));
                set(value);
            }
            Err(error) => self.error = Some(error),
        }
        true
    }

    /// Gives the present member to a field for which `null` is not a value, unless its type says otherwise.
    ///
    /// With several names, `null` counts as absent, so that another name can give the value.
    pub(crate) fn require<V, F>(&mut self, names: &'static [&'static str], seed: V, set: F) -> bool
    where
        V: DeserializeSeed<'de>,
        F: FnOnce(Option<V::Value>),
    {
        if names.len() > 1 {
            return self.offer(names, seed, set);
        }
        if self.position(names).is_none() {
            return false;
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
            Ok(value) => Some((std::mem::take(&mut self.key).into_owned(), value)),
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

    #[inline]
    fn position(&self, names: &[&str]) -> Option<usize> {
        names.iter().position(|name| *name == self.key)
    }

    fn winner(&self, names: &[&'static str]) -> Option<usize> {
        let first = *names.first()?;
        self.taken.iter().find(|(name, _)| *name == first).map(|(_, position)| *position)
    }

    fn record(&mut self, names: &[&'static str], position: Option<usize>) {
        let [first, _, ..] = names else {
            return; // a single name cannot be beaten by another
        };
        self.taken.retain(|(name, _)| name != first);
        if let Some(position) = position {
            self.taken.push((first, position));
        }
    }
}

/// Reads a member's name, borrowed where that is possible.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(Text)
    }
}
