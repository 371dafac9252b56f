//! Decoding one place of a JSON body and skipping the rest.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::wire::decode_error::DecodeError;
use crate::wire::json::decode::decode_by;

/// Decodes the value at a JSON pointer (RFC 6901); `None` if the body has no such place, or `null` there.
///
/// # Errors
///
/// The body is not JSON, or the value there is not a `T`.
pub(crate) fn at<T: serde::de::DeserializeOwned>(body: &[u8], pointer: &str) -> Result<Option<T>, DecodeError> {
    decode_by(body, At { pointer, of: PhantomData })
}

/// A seed that decodes the value at a pointer.
struct At<'p, T> {
    pointer: &'p str,
    of: PhantomData<T>,
}

impl<'p, T> At<'p, T> {
    /// The name of the next step, and the seed for the rest of the pointer.
    fn step(&self) -> (String, Self) {
        let rest = self.pointer.strip_prefix('/').unwrap_or(self.pointer);
        let (step, _) = rest.split_once('/').unwrap_or((rest, ""));
        let pointer = rest.get(step.len()..).unwrap_or_default();
        (step.replace("~1", "/").replace("~0", "~"), Self { pointer, of: PhantomData })
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for At<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match self.pointer {
            "" => Option::<T>::deserialize(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for At<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut properties: A) -> Result<Option<T>, A::Error> {
        let (name, rest) = self.step();
        let (mut rest, mut found) = (Some(rest), None);
        while let Some(key) = properties.next_key::<String>()? {
            match rest.take_if(|_| key == name) {
                Some(rest) => found = properties.next_value_seed(rest)?,
                None => _ = properties.next_value::<IgnoredAny>()?,
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Option<T>, A::Error> {
        let (index, rest) = self.step();
        for _ in 0..index.parse().unwrap_or(usize::MAX) {
            if elements.next_element::<IgnoredAny>()?.is_none() {
                return Ok(None);
            }
        }
        let found = elements.next_element_seed(rest)?.flatten();
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::at;

    #[test]
    fn places_are_found() {
        fn check(body: &Value, pointer: &str, expected: Option<Value>) {
            assert_eq!(at::<Value>(body.to_string().as_bytes(), pointer).ok().flatten(), expected, "{body} {pointer}");
        }
        let body = json!({"a": {"b": [1, [2, 3]]}, "c/d~": "e", "f": null});
        check(&body, "", Some(body.clone()));
        check(&body, "/a", Some(json!({"b": [1, [2, 3]]})));
        check(&body, "/a/b/1/0", Some(json!(2)));
        check(&body, "/c~1d~0", Some(json!("e")));
        check(&body, "/c~1d~0/x", None);
        check(&body, "/f", None);
        check(&body, "/f/x", None);
        check(&body, "/a/b/7", None);
        check(&body, "/a/b/x", None);
        check(&json!([1]), "/0", Some(json!(1)));
    }

    #[test]
    fn what_is_wrong_has_a_path_in_the_whole_body() {
        let error = at::<Vec<u8>>(br#"{"a": [{}], "b": {"c": [1, "x"]}}"#, "/b/c")
            .map(|_| ())
            .map_err(|error| error.path().map(str::to_owned));
        assert_eq!(error, Err(Some("b.c[1]".to_owned())));
    }
}
