//! Whether a type has a place for a member of an object, found by asking the type.
//!
//! It is given an object with that member alone, whose value nothing can read: a number beyond all that there are. A type
//! passes over what it does not know, and only looks whether that is JSON; everything else it reads, and fails there. So
//! nothing has to be said about types for this, and nothing more of them is compiled than what reads responses: those that are
//! kept as JSON, take any member or are unions have a place for every name.

use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;

/// What passes for a number as long as nobody wants to know which.
const UNREADABLE: &str = "1e999999";

/// What stands between the member and the end of the object, where it is told that members are missing.
const GAP: &str = "        ";

/// Whether a `T` would read the member `name`.
pub(crate) fn has_member<T: DeserializeOwned>(name: &str) -> bool {
    let (object, value) = with_member(name);
    let mut deserializer = serde_json::Deserializer::from_slice(object.as_bytes());
    let failed = T::deserialize(&mut deserializer).err().map(|error| error.column());
    // Columns are counted in bytes. What wants no object has failed before.
    failed.is_some_and(|column| value.contains(&column))
}

/// An object with a member that cannot be read, and the columns in which that is noticed.
fn with_member(name: &str) -> (String, RangeInclusive<usize>) {
    let object = format!("{{{}:", serde_json::Value::from(name));
    let start = object.len();
    (format!("{object}{UNREADABLE}{GAP}}}"), start..=start + UNREADABLE.len() + 1)
}

/// The name of the first member of an object, where the body is one and has a member. Names with escapes are not read.
pub(crate) fn first_name(body: &[u8]) -> Option<&str> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let members = body.trim_ascii_start().strip_prefix(b"{")?;
    let name = serde_json::Deserializer::from_slice(members).into_iter::<&str>().next()?;
    name.ok()
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::{first_name, has_member};
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
        ReceivedResponse: members(&["id"], &[]),
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
