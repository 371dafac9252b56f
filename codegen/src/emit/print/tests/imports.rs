//! Imports take the form and the order that rustfmt gives them.

use super::check;

#[test]
fn lists_are_sorted_by_version_and_flattened() {
    check(
        "use a::{E10, E9, self, b::{c}, super_, B as C, x::*, _d, r#type};",
        "use a::{self, _d, B as C, E9, E10, b::c, super_, r#type, x::*};\n",
    );
    check("use a::{b}; use a::self; use {};", "use a;\nuse a::b;\n");
}

#[test]
fn rows_are_sorted() {
    check(
        "use b::C; use b::a; use a::{x, y}; use a::z; pub use a::*; use a;",
        "use a;\nuse a::z;\npub use a::*;\nuse a::{x, y};\nuse b::C;\nuse b::a;\n",
    );
    check("use crate::a; use super::b; use self::c;", "use self::c;\nuse super::b;\nuse crate::a;\n");
}

#[test]
fn long_lists_are_packed_and_nested_ones_stand_alone() {
    check(
        "use runtime::{Aaaaaaaaaaaaaaaaaaaa, Bbbbbbbbbbbbbbbbbbbbbbbb, Cccccccccccccccccccccc, Ddddddddddddddddd};",
        "
use runtime::{
    Aaaaaaaaaaaaaaaaaaaa, Bbbbbbbbbbbbbbbbbbbbbbbb, Cccccccccccccccccccccc, Ddddddddddddddddd,
};
",
    );
    check(
        "use runtime::{A, B, c::{D, E}, F};",
        "
use runtime::{
    A, B, F,
    c::{D, E},
};
",
    );
}

#[test]
fn imports_with_attributes_keep_them() {
    check("#[cfg(test)] use b::a; use a::b;", "use a::b;\n#[cfg(test)]\nuse b::a;\n");
}
