//! What the printer does not know is left to prettyplease, and indented with what it stands in.

use super::check;

#[test]
fn unknown_items_are_moved_to_their_place() {
    check(
        "mod a { trait B { fn c(&self) { d() } } }",
        "mod a {\n    trait B {\n        fn c(&self) {\n            d()\n        }\n    }\n}\n",
    );
}

#[test]
fn unknown_expressions_are_moved_to_their_place() {
    check("fn f() { let a = 'b: { break 'b 1; }; }", "fn f() {\n    let a = 'b: {\n        break 'b 1;\n    };\n}\n");
}

#[test]
fn literals_of_several_lines_are_left_as_they_are() {
    check(
        "mod a { trait B { const C: &'static str = \"x\n  y\"; } }",
        "mod a {\n    trait B {\n    const C: &'static str = \"x\n  y\";\n}\n}\n",
    );
}
