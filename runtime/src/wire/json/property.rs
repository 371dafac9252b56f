//! Whether a type has a property, found by decoding it.
//!
//! The type is decoded from an object with that property alone, whose value no type can decode: a number out of the range of
//! all. A type skips properties that it does not have, which needs valid JSON only, and decodes the others, which fails. So
//! types need no list of their properties for this, and no code of theirs is compiled but their decoder. Types that are JSON
//! values, accept any property, or are unions have every property.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde::de::{DeserializeOwned, IgnoredAny};

/// Valid JSON, and a number out of the range of every type.
const UNREADABLE: &str = "1e999999";

/// Separates the property from the end of the object, where missing properties are reported.
const GAP: &str = "        ";

/// Whether a `T` has the property `name`.
pub(crate) fn has_property<T: DeserializeOwned>(name: &str) -> bool {
    let (object, value) = with_property(name);
    let mut deserializer = serde_json::Deserializer::from_slice(object.as_bytes());
    let failed = T::deserialize(&mut deserializer).err().map(|error| error.column());
    // Columns are counted in bytes. A type that is not an object fails before them.
    failed.is_some_and(|column| value.contains(&column))
}

/// Whether a body has any property of `T`. `true` for bodies that are no objects.
pub(crate) fn has_any_property<T: DeserializeOwned>(body: &[u8]) -> bool {
    match serde_json::from_slice::<HashMap<String, IgnoredAny>>(body) {
        Ok(properties) if properties.is_empty() => has_property::<T>(""),
        Ok(properties) => properties.keys().any(|name| has_property::<T>(name)),
        Err(_) => true,
    }
}

/// An object with a property that cannot be decoded, and the columns at which decoding it fails.
fn with_property(name: &str) -> (String, RangeInclusive<usize>) {
    let object = format!("{{{}:", serde_json::Value::from(name));
    let start = object.len();
    (format!("{object}{UNREADABLE}{GAP}}}"), start..=start + UNREADABLE.len() + 1)
}

/// The name of the first property, if the body is an object that has one. `None` if the name has escapes.
pub(crate) fn first_name(body: &[u8]) -> Option<&str> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let properties = body.trim_ascii_start().strip_prefix(b"{")?;
    let name = serde_json::Deserializer::from_slice(properties).into_iter::<&str>().next()?;
    name.ok()
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::{first_name, has_property};
    use crate::wire::map::Map;
    use crate::{object, union};

    #[derive(Debug)]
    #[allow(dead_code)]
    struct ReceivedResponse {
        id: i64,
        jobs: Option<Vec<ReceivedResponse>>,
        date: Option<i64>,
        user: Option<String>,
    }

    object! { ReceivedResponse {
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
        ReceivedResponse(ReceivedResponse),
        Unknown(serde_json::Value),
    }

    union! { Either {
        ReceivedResponse: properties(&["id"], &[]),
    } }

    #[test]
    fn a_type_reports_its_properties() {
        fn check<T: DeserializeOwned>(known: &[&str], unknown: &[&str]) {
            for name in known {
                assert!(has_property::<T>(name), "{} has {name}", std::any::type_name::<T>());
            }
            for name in unknown {
                assert!(!has_property::<T>(name), "{} has no {name}", std::any::type_name::<T>());
            }
        }
        check::<ReceivedResponse>(
            &["id", "jobs", "date", "last-udpate-user", "last-update-user"],
            &["", "ID", "code", "user"],
        );
        check::<Box<ReceivedResponse>>(&["id"], &["code"]);
        check::<Option<ReceivedResponse>>(&["id"], &["code"]);
        check::<Nothing>(&[], &["", "id", "code"]);
        // These have a place for every name.
        check::<Open>(&["id", "code", ""], &[]);
        check::<Either>(&["id", "code"], &[]);
        check::<Map<String>>(&["code"], &[]);
        check::<serde_json::Value>(&["code"], &[]);
        // These are no objects.
        check::<Vec<ReceivedResponse>>(&[], &["id", "code"]);
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
