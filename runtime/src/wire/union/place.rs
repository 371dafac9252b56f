//! Decoding a JSON value that is in memory so that an error has a path: `serde_json` reports positions in strings only.

use std::cell::RefCell;
use std::fmt;
use std::vec;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Expected, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Value, map};

use crate::wire::json::Step;
use crate::wire::number::Numbers;

thread_local! {
    /// The last error that left a union: serde passes only its message to the decoder of the whole body.
    static LAST: RefCell<Option<PlacedError>> = const { RefCell::new(None) };
}

/// The path, from the outermost step, to the place in a union at which an error whose message begins with `message` occurred.
pub(crate) fn steps(message: &str) -> Option<Vec<Step>> {
    let last = LAST.take().filter(|last| message.starts_with(&last.message))?;
    Some(last.steps.into_iter().rev().collect())
}

/// Reads a whole value into memory and passes it to `read` while `deserializer` is still at the value, so that an error has
/// its position.
///
/// # Errors
///
/// `deserializer` or `read` fails.
pub(super) fn whole<'de, D: Deserializer<'de>>(deserializer: D, read: Then<'_>) -> Result<(), D::Error> {
    deserializer.deserialize_any(Whole(read))
}

/// What is done with the value.
type Then<'r> = &'r mut dyn FnMut(Value) -> Result<(), PlacedError>;

struct Whole<'r>(Then<'r>);

impl Whole<'_> {
    fn then<E: serde::de::Error>(self, value: Value) -> Result<(), E> {
        (self.0)(value).map_err(PlacedError::leave)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.then(Value::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.then(Value::from(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.then(Value::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.then(Value::from(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.then(Value::from(value))
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<(), E> {
        self.then(Value::String(value))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.then(Value::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.then(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<(), A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(elements))?;
        self.then(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, properties: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(properties))?;
        self.then(value)
    }
}

/// A value that is decoded.
#[derive(Debug)]
pub struct Placed(Value);

impl Placed {
    pub(super) fn new(value: Value) -> Self {
        Self(value)
    }

    /// Decodes the value as a `T`.
    ///
    /// # Errors
    ///
    /// The value is not a `T`.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, PlacedError> {
        T::deserialize(Numbers(self))
    }
}

impl<'de> Deserializer<'de> for Placed {
    type Error = PlacedError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PlacedError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (.., value) => visitor.visit_f64(value.unwrap_or(f64::NAN)),
            },
            Value::String(value) => visitor.visit_string(value),
            Value::Array(elements) => visitor.visit_seq(Elements { rest: elements.into_iter(), position: 0 }),
            Value::Object(properties) => visitor.visit_map(Properties { rest: properties.into_iter(), property: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PlacedError> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, PlacedError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PlacedError> {
        self.0.deserialize_enum(name, variants, visitor).map_err(serde::de::Error::custom)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Elements {
    rest: vec::IntoIter<Value>,
    position: usize,
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = PlacedError;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, PlacedError> {
        let Some(element) = self.rest.next() else { return Ok(None) };
        let position = self.position;
        self.position += 1;
        seed.deserialize(Placed(element)).map(Some).map_err(|error| error.within(Step::Element(position)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Properties {
    rest: map::IntoIter,
    /// The property whose name has been read, but not its value.
    property: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Properties {
    type Error = PlacedError;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, PlacedError> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        let (name, _) = self.property.insert((name, value));
        seed.deserialize(StringDeserializer::<PlacedError>::new(name.clone())).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, PlacedError> {
        let (name, value) = self.property.take().unwrap_or_default();
        seed.deserialize(Placed(value)).map_err(|error| error.within(Step::Property(Some(name))))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// An error, and the path to its place: the innermost step first, as they are found on the way out.
#[derive(Debug)]
pub struct PlacedError {
    message: String,
    steps: Vec<Step>,
}

impl PlacedError {
    #[cold]
    pub(crate) fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Converts it to an error of another deserializer. Its path is kept for the code that finds the path in the whole body.
    #[cold]
    pub(crate) fn leave<E: serde::de::Error>(mut self) -> E {
        // An error of a union inside this one has the rest of its path in `LAST`.
        if let Some(within) = steps(&self.message) {
            self.steps.splice(0..0, within.into_iter().rev());
        }
        let left = E::custom(&self.message);
        LAST.set(Some(self));
        left
    }
}

impl serde::de::Error for PlacedError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), steps: Vec::new() }
    }

    // As `serde_json` words it.
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match unexpected {
            Unexpected::Unit => Self::custom(format_args!("invalid type: null, expected {expected}")),
            _ => Self::custom(format_args!("invalid type: {unexpected}, expected {expected}")),
        }
    }
}

impl fmt::Display for PlacedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PlacedError {}
