//! Field mappings, entry by entry.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::object;
use crate::wire::map::Map;

#[derive(Clone, Debug, Default, PartialEq)]
struct Plain {
    name: Option<String>,
    size: Option<i64>,
    tags: Option<Vec<String>>,
    any: Option<Value>,
}

object! { Plain {
    name: "na-me",
    size: "size" | "length" | "len",
    tags: "tags",
    any: "any",
} }

#[derive(Debug, PartialEq)]
struct Modes {
    id: i64,
    text: String,
    null: Option<i64>,
    null_text: Option<String>,
    three: Option<Option<i64>>,
    three_text: Option<Option<String>>,
    loose: Option<i64>,
    renamed: i64,
    any: Value,
}

object! { Modes {
    id: "id" as required,
    text: "text" as required lenient,
    null: "null" as required nullable,
    null_text: "null-text" as required nullable lenient,
    three: "three" as nullable,
    three_text: "three-text" as nullable lenient,
    loose: "loose" as lenient,
    renamed: "renamed" | "old" as required,
    any: "any" as required,
} }

#[derive(Debug, PartialEq)]
struct PendingBody {
    id: Option<i64>,
    alias: Option<i64>,
    rest: Map<i64>,
}

object! { PendingBody {
    id: "id",
    alias: "alias" | "nick",
    rest: "*" as extra,
} }

#[derive(Debug, PartialEq)]
struct Nothing {}

object! { Nothing {} }

#[derive(Debug, PartialEq)]
struct Node {
    next: Option<Box<Node>>,
    r#type: Option<String>,
}

object! { Node {
    next: "next",
    r#type: "type",
} }

/// Reads `json`, compares, and writes it to `written`.
#[track_caller]
fn check<T: Debug + DeserializeOwned + PartialEq + Serialize>(json: &str, expected: T, written: &str) {
    let read: T = serde_json::from_str(json).unwrap();
    assert_eq!(read, expected, "{json}");
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

#[track_caller]
fn refuse<T: Debug + DeserializeOwned>(json: &str, text: &str) {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    assert!(error.contains(text), "{error}");
}

#[test]
fn absent_and_null_are_none_and_none_is_left_out() {
    check("{}", Plain::default(), "{}");
    check(r#"{"na-me":null,"size":null,"any":null}"#, Plain::default(), "{}");
    let named = Plain { name: Some("a".into()), tags: Some(vec![]), ..Plain::default() };
    check(r#"{"tags":[],"na-me":"a"}"#, named, r#"{"na-me":"a","tags":[]}"#);
}

#[test]
fn unknown_properties_are_skipped() {
    let json = r#"{"x":{"na-me":[1,{"y":null}]},"na\u002dme":"a","z":"\"}"}"#;
    check(json, Plain { name: Some("a".into()), ..Plain::default() }, r#"{"na-me":"a"}"#);
}

#[test]
fn properties_come_in_any_order() {
    let check = |json: &str| {
        let read: PendingBody = serde_json::from_str(json).unwrap();
        assert_eq!(
            (read.id, read.alias, read.rest.get("x"), read.rest.len()),
            (Some(1), Some(2), Some(&3), 1),
            "{json}"
        );
    };
    for json in [
        r#"{"id":1,"alias":2,"x":3}"#,
        r#"{"x":3,"alias":2,"id":1}"#,
        r#"{"nick":2,"x":3,"id":1}"#,
        r#"{"x":3,"id":1,"nick":2}"#,
        r#"{"\u0078":3,"\u0069d":1,"nic\u006b":2}"#,
        r#"{"id":0,"x":0,"id":1,"alias":2,"x":3,"nick":9}"#,
    ] {
        check(json);
    }
}

/// Names of every length are distinguished, also if only their last letters differ.
#[test]
fn names_are_compared_to_their_end() {
    #[derive(Debug, Default, PartialEq)]
    struct Names {
        two: Option<u8>,
        five: Option<u8>,
        nine: Option<u8>,
        sixteen: Option<u8>,
        seventeen: Option<u8>,
    }

    object! { Names {
        two: "ab",
        five: "abcde",
        nine: "abcdefghi",
        sixteen: "abcdefghijklmnop",
        seventeen: "abcdefghijklmnopq",
    } }

    for name in ["ab", "abcde", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq"] {
        let read: Names = serde_json::from_value(json!({name: 1})).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), json!({name: 1}));
        for at in 0..name.len() {
            let mut other = name.as_bytes().to_vec();
            other[at] = b'_';
            let read: Names = serde_json::from_value(json!({String::from_utf8(other).unwrap(): 1})).unwrap();
            assert_eq!(read, Names::default());
        }
    }
}

#[test]
fn of_several_names_the_first_named_one_with_a_value_wins() {
    let check = |json: &str, size: Option<i64>| {
        let written = size.map_or("{}".to_owned(), |size| format!("{{\"size\":{size}}}"));
        check(json, Plain { size, ..Plain::default() }, &written);
    };
    check(r#"{"len":3}"#, Some(3));
    check(r#"{"size":1,"len":3}"#, Some(1));
    check(r#"{"len":3,"size":1}"#, Some(1));
    check(r#"{"len":3,"length":2}"#, Some(2));
    check(r#"{"length":2,"len":3}"#, Some(2));
    check(r#"{"size":null,"len":3}"#, Some(3));
    check(r#"{"len":3,"size":null}"#, Some(3));
    check(r#"{"len":null,"size":1}"#, Some(1));
    check(r#"{"size":1,"len":null}"#, Some(1));
    check(r#"{"size":1,"len":"not even a number"}"#, Some(1));
}

#[test]
fn of_one_name_the_last_wins() {
    let check = |json: &str, size: Option<i64>| {
        let read: Plain = serde_json::from_str(json).unwrap();
        assert_eq!(read.size, size, "{json}");
    };
    check(r#"{"size":1,"size":2}"#, Some(2));
    check(r#"{"size":1,"size":null}"#, None);
    check(r#"{"size":1,"size":null,"len":3}"#, Some(3));
    check(r#"{"len":3,"len":4,"size":1,"size":2}"#, Some(2));
    let read: Plain = serde_json::from_str(r#"{"na-me":"a","na-me":null}"#).unwrap();
    assert_eq!(read.name, None);
}

fn modes() -> Modes {
    Modes {
        id: 1,
        text: "2".into(),
        null: None,
        null_text: None,
        three: None,
        three_text: None,
        loose: None,
        renamed: 3,
        any: Value::Null,
    }
}

#[test]
fn each_mode_reads_and_writes_its_states() {
    let bare = r#"{"id":1,"text":"2","null":null,"null-text":null,"renamed":3,"any":null}"#;
    check(bare, modes(), bare);

    let json = r#"{"id":1,"text":2,"null":4,"null-text":5,"three":6,"three-text":true,"loose":"7","old":3,"any":[]}"#;
    let full = Modes {
        null: Some(4),
        null_text: Some("5".into()),
        three: Some(Some(6)),
        three_text: Some(Some("true".into())),
        loose: Some(7),
        any: json!([]),
        ..modes()
    };
    let written =
        r#"{"id":1,"text":"2","null":4,"null-text":"5","three":6,"three-text":"true","loose":7,"renamed":3,"any":[]}"#;
    check(json, full, written);

    let json = r#"{"id":1,"text":"2","null":null,"null-text":null,"three":null,"three-text":null,"loose":null,"renamed":null,"old":3,"any":null}"#;
    let nulls = Modes { three: Some(None), three_text: Some(None), ..modes() };
    let written =
        r#"{"id":1,"text":"2","null":null,"null-text":null,"three":null,"three-text":null,"renamed":3,"any":null}"#;
    check(json, nulls, written);
}

#[test]
fn what_is_required_must_be_there() {
    refuse::<Modes>(r#"{"text":"","null":null,"null-text":null,"renamed":3,"any":null}"#, r#"missing field "id""#);
    refuse::<Modes>(r#"{"id":1,"null":null,"null-text":null,"renamed":3,"any":null}"#, r#"missing field "text""#);
    refuse::<Modes>(r#"{"id":1,"text":"","null-text":null,"renamed":3,"any":null}"#, r#"missing field "null""#);
    refuse::<Modes>(r#"{"id":1,"text":"","null":null,"renamed":3,"any":null}"#, r#"missing field "null-text""#);
    refuse::<Modes>(r#"{"id":1,"text":"","null":null,"null-text":null,"any":null}"#, r#"missing field "renamed""#);
    refuse::<Modes>(r#"{"id":1,"text":"","null":null,"null-text":null,"renamed":3}"#, r#"missing field "any""#);
    refuse::<Modes>(r#"{"id":null}"#, "invalid type: null, expected i64");
    refuse::<Modes>(r#"{"text":null}"#, "expected a string");
    refuse::<Modes>(r#"{"id":"1"}"#, "expected i64");
}

#[test]
fn extra_properties_are_kept() {
    let rest = |id, alias, rest: &[(&str, i64)]| {
        let rest = rest.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        PendingBody { id, alias, rest }
    };
    check("{}", rest(None, None, &[]), "{}");
    let json = r#"{"z":1,"nick":2,"a":3,"id":4,"*":5,"z":6}"#;
    let written = r#"{"id":4,"alias":2,"*":5,"a":3,"z":6}"#;
    check(json, rest(Some(4), Some(2), &[("*", 5), ("a", 3), ("z", 6)]), written);
    refuse::<PendingBody>(r#"{"z":"text"}"#, "expected i64");
}

#[test]
fn tables_may_be_empty_or_nested() {
    check(r#"{"a":[{}]}"#, Nothing {}, "{}");
    let inner = Node { next: None, r#type: Some("b".into()) };
    let outer = Node { next: Some(Box::new(inner)), r#type: None };
    check(r#"{"next":{"type":"b"}}"#, outer, r#"{"next":{"type":"b"}}"#);
}

#[test]
fn only_an_object_is_one_and_numbers_must_fit() {
    for json in ["[]", "1", "\"a\"", "null", "true"] {
        refuse::<Plain>(json, "expected an object (Plain)");
    }
    refuse::<Plain>(r#"{"size":9223372036854775808}"#, "expected i64");
    refuse::<Plain>(r#"{"size":1.5}"#, "expected i64");
    refuse::<Plain>(r#"{"size":1"#, "EOF");
}

#[test]
fn any_format_will_do() {
    let value = json!({"na-me": "a", "size": 5});
    let plain = Plain { name: Some("a".into()), size: Some(5), ..Plain::default() };
    assert_eq!(serde_json::from_value::<Plain>(value.clone()).unwrap(), plain);
    assert_eq!(serde_json::to_value(&plain).unwrap(), value);
    assert_eq!(serde_json::from_reader::<_, Plain>(value.to_string().as_bytes()).unwrap(), plain);
}
