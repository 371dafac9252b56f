//! Lists that a service sends as a single value if they have one element, or as an empty object if they have none.
//!
//! Services that convert other formats to JSON write `"REBOOTING"` for `["REBOOTING"]`, and `{}` for `[]`. A field that is
//! marked `list` in its field mapping accepts these; all others do not. Encoding always writes an array.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A seed that decodes a list of `T` from an array, from a single `T`, or from an empty object.
#[doc(hidden)]
pub struct AsList<T>(PhantomData<T>);

impl<T> Clone for AsList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for AsList<T> {}

impl<T> AsList<T> {
    /// The seed.
    pub const NEW: Self = Self(PhantomData);

    /// A list of the one value of a deserializer.
    fn one<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error>
    where
        T: Deserialize<'de>,
    {
        T::deserialize(from).map(|value| vec![value])
    }
}

impl<'de, T: for<'any> Deserialize<'any>> DeserializeSeed<'de> for AsList<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: for<'any> Deserialize<'any>> Visitor<'de> for AsList<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array, or one element of it")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Vec<T>, E> {
        Self::one(value.into_deserializer())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Vec<T>, E> {
        Self::one(value.into_deserializer())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Vec<T>, E> {
        Self::one(value.into_deserializer())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Vec<T>, E> {
        Self::one(value.into_deserializer())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Vec<T>, E> {
        Self::one(value.into_deserializer())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element()? {
            values.push(value);
        }
        Ok(values)
    }

    fn visit_map<A: MapAccess<'de>>(self, properties: A) -> Result<Vec<T>, A::Error> {
        // Whether there are any properties is known only after reading.
        let properties = Map::deserialize(MapAccessDeserializer::new(properties))?;
        match properties.is_empty() {
            true => Ok(Vec::new()),
            false => Self::one(Value::Object(properties)).map_err(A::Error::custom),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::Value;

    use crate::object;

    #[derive(Debug, PartialEq)]
    struct Input {
        name: String,
    }

    object! { Input {
        name: "name" as required,
    } }

    #[derive(Debug, Default, PartialEq)]
    struct Config {
        actions: Option<Vec<String>>,
        inputs: Option<Vec<Input>>,
        sizes: Option<Option<Vec<f64>>>,
    }

    object! { Config {
        actions: "actions" as list,
        inputs: "inputs" as list,
        sizes: "sizes" as nullable list,
    } }

    #[derive(Debug, PartialEq)]
    struct Strict {
        flags: Vec<bool>,
        counts: Option<Vec<u8>>,
    }

    object! { Strict {
        flags: "flags" as required list,
        counts: "counts" as required nullable list,
    } }

    fn check(json: &str, expected: Config) {
        let config: Config = serde_json::from_str(json).unwrap();
        assert_eq!(config, expected, "{json}");
    }

    fn inputs(names: &[&str]) -> Option<Vec<Input>> {
        Some(names.iter().map(|name| Input { name: (*name).to_owned() }).collect())
    }

    #[test]
    fn one_element_stands_for_a_list_of_it() {
        let actions = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
        check(r#"{"actions":["A","B"]}"#, Config { actions: actions(&["A", "B"]), ..Config::default() });
        check(r#"{"actions":"A"}"#, Config { actions: actions(&["A"]), ..Config::default() });
        check(r#"{"actions":""}"#, Config { actions: actions(&[""]), ..Config::default() });
        check(r#"{"inputs":[{"name":"a"}]}"#, Config { inputs: inputs(&["a"]), ..Config::default() });
        check(r#"{"inputs":{"name":"a"}}"#, Config { inputs: inputs(&["a"]), ..Config::default() });
        check(r#"{"sizes":100}"#, Config { sizes: Some(Some(vec![100.0])), ..Config::default() });
        check(r#"{"sizes":-1.5}"#, Config { sizes: Some(Some(vec![-1.5])), ..Config::default() });
    }

    #[test]
    fn an_object_without_properties_stands_for_a_list_without_elements() {
        check(r#"{"actions":{},"inputs":{}}"#, Config { actions: Some(Vec::new()), inputs: inputs(&[]), sizes: None });
    }

    #[test]
    fn null_and_absence_are_what_they_are_elsewhere() {
        check("{}", Config::default());
        check(r#"{"actions":null,"sizes":null}"#, Config { sizes: Some(None), ..Config::default() });
        let strict: Strict = serde_json::from_str(r#"{"flags":true,"counts":null}"#).unwrap();
        assert_eq!(strict, Strict { flags: vec![true], counts: None });
        let error = serde_json::from_str::<Strict>(r#"{"counts":5}"#).unwrap_err();
        assert!(error.to_string().starts_with("missing field \"flags\""), "{error}");
    }

    #[test]
    fn what_is_no_element_is_an_error() {
        for json in [r#"{"actions":5}"#, r#"{"actions":{"a":1}}"#, r#"{"inputs":"a"}"#, r#"{"inputs":[[]]}"#] {
            assert!(serde_json::from_str::<Config>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_list_is_written() {
        let config: Config = serde_json::from_str(r#"{"actions":"A","inputs":{}}"#).unwrap();
        assert_eq!(serde_json::to_value(&config).unwrap(), serde_json::json!({"actions": ["A"], "inputs": []}));
        assert_eq!(serde_json::to_value(Config::default()).unwrap(), Value::Object(serde_json::Map::new()));
    }
}
