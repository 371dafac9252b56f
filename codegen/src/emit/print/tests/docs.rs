//! Documentation stays within its comments.

use quote::quote;

use crate::emit::print::{file, inner_docs};

/// An item documented with `docs`, each an attribute, is printed after the lines `expected`.
fn check(docs: &[&str], expected: &str) {
    let items = vec![syn::parse2(quote! { #(#[doc = #docs])* pub struct A; }).unwrap()];
    let printed = file(&items);
    assert_eq!(printed, format!("{expected}pub struct A;\n"));
    assert_eq!(syn::parse_file(&printed).unwrap().items.len(), 1);
}

#[test]
fn a_line_of_documentation_is_a_line_of_comment() {
    check(&["One.", "", "Two."], "/// One.\n///\n/// Two.\n");
    check(&["One.\n\n    code\nTwo."], "/// One.\n///\n///     code\n/// Two.\n");
    check(&["Blanks at the end.   ", "   "], "/// Blanks at the end.\n///\n");
}

#[test]
fn the_blank_that_comments_bring_is_not_doubled() {
    check(&[" One.", "", "     code"], "/// One.\n///\n///     code\n");
    check(&["One.", "     code"], "/// One.\n///      code\n");
}

#[test]
fn hostile_text_does_not_leave_the_comment() {
    check(&["*/ pub struct B; /*"], "/// */ pub struct B; /*\n");
    check(&["a\r\nb\rpub struct B;"], "/// a\n/// b pub struct B;\n");
    check(&["a\u{0}b\u{b}c\u{85}d\u{7f}"], "/// a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}\n");
    check(&["a\tb"], "/// a    b\n");
    check(&["a\u{202e}b\u{2066}c\u{feff}d"], "/// abcd\n");
    check(&["/", "!", "\\"], "/// /\n/// !\n/// \\\n");
    check(&["#[a]", "\"", "r#\""], "/// #[a]\n/// \"\n/// r#\"\n");
}

#[test]
fn documentation_of_a_file_is_an_inner_comment() {
    assert_eq!(inner_docs("One.\n\n*/ Two.\r"), "//! One.\n//!\n//! */ Two.\n");
}

#[test]
fn documentation_stands_before_attributes_as_it_is_given() {
    let items: Vec<syn::Item> =
        vec![syn::parse_quote! { #[doc = "A."] #[derive(Clone, Debug)] #[doc = "B."] #[doc(hidden)] pub struct A; }];
    let expected = "/// A.\n#[derive(Clone, Debug)]\n/// B.\n#[doc(hidden)]\npub struct A;\n";
    assert_eq!(file(&items), expected);
}
