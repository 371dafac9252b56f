//! Whether a type has a place for a member of an object, found by asking the type.
//!
//! It is given an object with that member alone, whose value says how it is read: a type passes over what it does not
//! know (`deserialize_ignored_any`), and reads everything else. So nothing has to be said about types for this, and those
//! that are kept as JSON, take any member or are unions have a place for every name.

use std::cell::Cell;

use serde::de::value::Error;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};

/// Whether a `T` would read the member `name`.
pub(crate) fn has_member<T: DeserializeOwned>(name: &str) -> bool {
    let read = Cell::new(false);
    // What comes of it is of no interest: other members may be missing.
    let _ = T::deserialize(Object { name: Some(name), read: &read });
    read.get()
}

/// The name of the first member of an object, where the body is one and has a member. Names with escapes are not read.
pub(crate) fn first_name(body: &[u8]) -> Option<&str> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let members = body.trim_ascii_start().strip_prefix(b"{")?;
    let name = serde_json::Deserializer::from_slice(members).into_iter::<&str>().next()?;
    name.ok()
}

/// An object with one member.
struct Object<'a> {
    name: Option<&'a str>,
    read: &'a Cell<bool>,
}

impl<'de> Deserializer<'de> for Object<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.read.set(true);
        Err(Error::custom("it is read as a whole"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    // What wants a list has no place for members, and what wants a scalar neither.
    fn deserialize_seq<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("it is no object"))
    }

    fn deserialize_str<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("it is no object"))
    }

    fn deserialize_string<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("it is no object"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier
    }
}

impl<'de> MapAccess<'de> for Object<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.name.take().map(|name| seed.deserialize(name.into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Value { read: self.read })
    }
}

/// The value of the member: nothing, but it tells that it was read.
struct Value<'a> {
    read: &'a Cell<bool>,
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Error;

    // No visitor is called, so that nothing of the types of members is compiled for this.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.read.set(true);
        Err(Error::custom("it is read"))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::{first_name, has_member};
    use crate::{Map, object, union};

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Answer {
        id: i64,
        jobs: Option<Vec<Answer>>,
        date: Option<i64>,
        user: Option<String>,
    }

    object! { Answer {
        id: "id" as required,
        jobs: "jobs",
        date: "date" as lenient,
        user: "last-udpate-user" | "last-update-user",
    } }

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Open {
        id: Option<i64>,
        others: Map,
    }

    object! { Open {
        id: "id",
        others: "*" as extra,
    } }

    #[derive(Debug)]
    struct Nothing {}

    object! { Nothing {} }

    #[derive(Debug)]
    #[allow(dead_code)]
    enum Either {
        Answer(Answer),
        Unknown(serde_json::Value),
    }

    union! { Either {
        Answer: members(&["id"], &[]),
    } }

    #[test]
    fn a_type_is_asked_for_its_members() {
        fn check<T: DeserializeOwned>(known: &[&str], unknown: &[&str]) {
            for name in known {
                assert!(has_member::<T>(name), "{} has {name}", std::any::type_name::<T>());
            }
            for name in unknown {
                assert!(!has_member::<T>(name), "{} has no {name}", std::any::type_name::<T>());
            }
        }
        check::<Answer>(&["id", "jobs", "date", "last-udpate-user", "last-update-user"], &["", "ID", "code", "user"]);
        check::<Box<Answer>>(&["id"], &["code"]);
        check::<Option<Answer>>(&["id"], &["code"]);
        check::<Nothing>(&[], &["", "id", "code"]);
        // These have a place for every name.
        check::<Open>(&["id", "code", ""], &[]);
        check::<Either>(&["id", "code"], &[]);
        check::<Map<String>>(&["code"], &[]);
        check::<serde_json::Value>(&["code"], &[]);
        // These are no objects.
        check::<Vec<Answer>>(&[], &["id", "code"]);
        check::<String>(&[], &["code"]);
    }

    #[test]
    fn the_first_name_is_read_alone() {
        let check = |body: &str, expected: Option<&str>| {
            assert_eq!(first_name(body.as_bytes()), expected, "{body}");
        };
        check(r#"{"code":"#, Some("code"));
        check("\u{feff} \n{ \"code\" : 1, \"x\": 2}", Some("code"));
        for body in ["", "{", "{}", "{1", "[]", "null", "\"code\"", "<html>", r#"[{"code":1}]"#, r#"{"c\u006fde":1}"#] {
            check(body, None);
        }
    }
}
