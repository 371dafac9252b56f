//! Round trips of values, with the examples of the specification and of services.

use serde_json::json;

use super::{Described, read, write};
use crate::{Value, object};

#[derive(Debug, PartialEq)]
struct Book {
    id: i64,
    title: Option<String>,
    open: Option<bool>,
    authors: Option<Vec<String>>,
    tags: Option<Vec<Tag>>,
    parent: Option<Box<Book>>,
    extra: Option<Value>,
}

object! { Book {
    id: "id" as required,
    title: "title",
    open: "open",
    authors: "authors",
    tags: "tags",
    parent: "parent",
    extra: "extra",
} }

crate::xml! { Book "book" in "b" "urn:books" {
    number("id").attribute(),
    text("title").namespace("d", "urn:titles"),
    boolean("open"),
    text("authors").named("author").list_in("authors"),
    element("tags", Tag).named("tag").list(),
    element("parent", Book),
    any("extra"),
} }

#[derive(Debug, PartialEq)]
struct Tag {
    lang: Option<String>,
    value: Option<String>,
}

object! { Tag {
    lang: "lang",
    value: "value",
} }

crate::xml! { Tag "tag" {
    text("lang").attribute(),
    text("value").content(),
} }

fn book(text: &str) -> Result<Book, String> {
    let value = read(text, Book::element())?;
    serde_json::from_value(value).map_err(|error| error.to_string())
}

#[test]
fn values_are_written_by_the_table() {
    let value = json!({
        "id": 1, "title": "a & \"b\"\n", "open": true, "authors": ["x", "<y>"],
        "tags": [{"lang": "de", "value": "ä"}, {"value": ""}],
        "parent": {"id": 2}, "extra": {"k": [1, 2]}, "unknown": 5, "nothing": null,
    });
    let expected = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><b:book xmlns:b="urn:books" id="1">"#,
        r#"<d:title xmlns:d="urn:titles">a &amp; &quot;b&quot;&#10;</d:title><open>true</open>"#,
        r#"<authors><author>x</author><author>&lt;y&gt;</author></authors>"#,
        r#"<tag lang="de">ä</tag><tag></tag><b:parent xmlns:b="urn:books" id="2"></b:parent>"#,
        r#"<extra><k>1</k><k>2</k></extra><unknown>5</unknown></b:book>"#
    );
    assert_eq!(write(&value, Book::element()).unwrap(), expected);
    let read = read(expected, Book::element()).unwrap();
    let mut known = value;
    known.as_object_mut().unwrap().retain(|name, _| !["unknown", "nothing"].contains(&name.as_str()));
    known["extra"] = json!({"k": ["1", "2"]});
    assert_eq!(read, known);
}

#[test]
fn documents_are_read_whatever_they_have_besides() {
    let text = "\u{FEFF}<?xml version='1.0'?><!-- c --><x:book xmlns:x='urn:x' id=' 7 ' other='y'>\
        <title><![CDATA[<a>]]>&#x20;&amp;&#98;</title>\n <open>1</open><authors/><tag xml:lang='en'>t</tag>\
        <unknown><a/></unknown></x:book>";
    let found = book(text).unwrap();
    let tags = vec![Tag { lang: Some("en".into()), value: Some("t".into()) }];
    let expected = Book {
        id: 7,
        title: Some("<a> &b".into()),
        open: Some(true),
        authors: Some(Vec::new()),
        tags: Some(tags),
        parent: None,
        extra: None,
    };
    assert_eq!(found, expected);
    assert_eq!(book("<book id='1'><extra>t</extra></book>").unwrap().extra, Some("t".into()));
    assert_eq!(book("<book id='1'><parent id='2'/></book>").unwrap().parent.map(|book| book.id), Some(2));
}

#[test]
fn what_is_wrong_is_said() {
    let check = |text: &str, expected: &str| {
        let error = book(text).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    };
    check("", "there is no element");
    check("text", "there is no element");
    check("<book", "at byte 0");
    check("<book id='1'>", "ends inside of an element");
    check("<book id='1'></x>", "at byte 13");
    check("<book id='1'><title>&bomb;</title></book>", "the entity `bomb` is not known at byte 20");
    check("<book id='x'/>", "invalid type: string \"x\"");
    check(&"<a>".repeat(10_000), "is nested too deeply");
    for (value, expected) in [
        (json!({"id": 1, "title": "\u{1}"}), "has the character U+0001 in it, which XML cannot have"),
        (json!({"id": 1, "a b": 1}), "has a property `a b`, which is not a valid XML name"),
    ] {
        assert_eq!(write(&value, Book::element()).unwrap_err(), expected);
    }
}
