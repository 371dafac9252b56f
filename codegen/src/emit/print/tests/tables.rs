//! The layout of tables, which rustfmt leaves alone.

use super::check;

#[test]
fn an_entry_is_a_line() {
    check(
        r#"object! { Start { r#type: "type", date: "creation-date" as required lenient, user: "udpate" | "update" } }"#,
        r#"
object! { Start {
    r#type: "type",
    date: "creation-date" as required lenient,
    user: "udpate" | "update",
} }
"#,
    );
    check(
        r#"string_enum! { Kind else Unrecognized { Other: "other", } }"#,
        "string_enum! { Kind else Unrecognized {\n    Other: \"other\",\n} }\n",
    );
    check("object! { Empty {} }", "object! { Empty {\n} }\n");
}

#[test]
fn entries_may_hold_types_and_lists() {
    check(
        r#"union! { Pet by "kind" { Cat(Box<Map<Cat>>): "cat" | 'c', Dog: [-1, 2.5], Unknown(a::Value) => { a, b } } }"#,
        r#"
union! { Pet by "kind" {
    Cat(Box<Map<Cat>>): "cat" | 'c',
    Dog: [-1, 2.5],
    Unknown(a::Value) => { a, b },
} }
"#,
    );
}

#[test]
fn tables_are_indented_with_their_module() {
    check(r#"mod a { headers! { B { c: "C" } } }"#, "mod a {\n    headers! { B {\n        c: \"C\",\n    } }\n}\n");
}
