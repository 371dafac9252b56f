//! Bodies as a server reads them, by a parser that shares nothing with what writes them.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;

use super::{contains, write};
use crate::body::Body;
use crate::object;
use crate::wire::data::Data;
use crate::wire::file::File;
use crate::wire::map::Map;
use crate::wire::multipart::Part;
use crate::wire::style::Style;

struct Upload {
    title: Option<String>,
    tags: Vec<String>,
    count: Option<i64>,
    meta: Option<Map>,
    files: Vec<File>,
}

object! { Upload {
    title: "title",
    tags: "tags" as required,
    count: "count",
    meta: "meta",
    files: "files" as required,
} }

/// Numbers that do not repeat.
fn number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

/// A part as a server sees it.
#[derive(Debug, PartialEq)]
struct Parsed {
    headers: Vec<(String, String)>,
    content: Vec<u8>,
}

/// Reads a body by RFC 2046, section 5.1.1, and fails where it is not one.
fn parse(body: &[u8], boundary: &str) -> Vec<Parsed> {
    let find = |text: &[u8], needle: &[u8]| text.windows(needle.len()).position(|window| window == needle);
    let delimiter = format!("\r\n--{boundary}");
    assert!(boundary.len() <= 70 && boundary.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    let mut rest = body.strip_prefix(&delimiter.as_bytes()[2..]).expect("a first delimiter");
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, delimiter.as_bytes()).expect("a delimiter behind the part");
        let head_end = find(part, b"\r\n\r\n").expect("an empty line behind the headers");
        let head = std::str::from_utf8(&part[..head_end]).unwrap();
        let headers = head.split("\r\n").map(|line| line.split_once(": ").expect("a header"));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        parts.push(Parsed { headers, content: part[head_end + 4..end].to_vec() });
        rest = &part[end + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n", "the last delimiter");
    parts
}

/// Each part as `disposition|type|content`.
fn parts(value: impl serde::Serialize, declared: &[Part]) -> Result<Vec<String>, String> {
    let (body, boundary) = write(&Data::of(&value)?, declared, true, number)?;
    let body = body.bytes().expect("nothing is a stream");
    let show = |part: Parsed| {
        let [("Content-Disposition", disposition), rest @ ..] =
            &*part.headers.iter().map(|(name, value)| (&**name, &**value)).collect::<Vec<_>>()
        else {
            panic!("{part:?}");
        };
        let content_type = match rest {
            [] => "",
            [("Content-Type", content_type)] => content_type,
            _ => panic!("{part:?}"),
        };
        let disposition = disposition.strip_prefix("form-data; name=").unwrap();
        format!("{disposition}|{content_type}|{}", String::from_utf8_lossy(&part.content))
    };
    Ok(parse(body, &boundary).into_iter().map(show).collect())
}

#[test]
fn each_member_is_a_part() {
    let upload = Upload {
        title: Some("é \r\n--x".into()),
        tags: vec!["a".into(), String::new()],
        count: None,
        meta: Some(Map::from([("k".into(), json!([1, {"l": null}]))])),
        files: vec![
            File::new("\r\n--\r\n").name("a.png").content_type("image/png"),
            File::new(vec![b'x'; 3]),
            File::new(""),
        ],
    };
    let expected = [
        "\"title\"||é \r\n--x",
        "\"tags\"||a",
        "\"tags\"||",
        "\"meta\"|application/json|{\"k\":[1,{\"l\":null}]}",
        "\"files\"; filename=\"a.png\"|image/png|\r\n--\r\n",
        "\"files\"; filename=\"files\"|application/octet-stream|xxx",
        "\"files\"; filename=\"files\"|application/octet-stream|",
    ];
    assert_eq!(parts(upload, &[]).unwrap(), expected);

    let nothing = Upload { title: None, tags: Vec::new(), count: None, meta: None, files: Vec::new() };
    assert!(parts(nothing, &[]).unwrap().is_empty());
    let scalars = json!({"a": true, "b": -1.5, "c": null, "d": [null, [1], {}]});
    let expected = ["\"a\"||true", "\"b\"||-1.5", "\"d\"|application/json|[1]", "\"d\"|application/json|{}"];
    assert_eq!(parts(scalars, &[]).unwrap(), expected);
}

#[test]
fn bytes_arrive_as_they_are() {
    let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    let (body, boundary) =
        write(&Data::of(&Map::from([("f".into(), File::new(bytes.clone()))])).unwrap(), &[], true, number).unwrap();
    assert_eq!(parse(body.bytes().unwrap(), &boundary).pop().unwrap().content, bytes);
}

#[test]
fn names_cannot_break_out() {
    let name = "a\"; x=\"\r\nX: y\\é%22";
    let file = File::new("").name("\"\r\n\r\n.png");
    let expected = ["\"a%22; x=%22%0D%0AX: y\\é%22\"; filename=\"%22%0D%0A%0D%0A.png\"|application/octet-stream|"];
    assert_eq!(parts(Map::from([(name.to_owned(), file)]), &[]).unwrap(), expected);
    let file = Map::from([("f".to_owned(), File::new("").content_type("a/b\r\nX: y"))]);
    let expected = "has a property `f` that has a character in its media type that a header cannot have";
    assert_eq!(parts(file, &[]).unwrap_err(), expected);
}

#[test]
fn properties_may_have_a_type() {
    let check = |value: serde_json::Value, types: &'static str, expected: &str| {
        let declared = [Part::of("x").content_type("y/z"), Part::of("m").content_type(types)];
        assert_eq!(parts(json!({ "m": value }), &declared).unwrap(), [expected]);
    };
    check(json!("<a/>"), "application/xml", "\"m\"|application/xml|<a/>");
    check(json!([1]), "text/plain; charset=utf-8", "\"m\"|text/plain; charset=utf-8|1");
    check(json!("a"), "application/json", "\"m\"|application/json|\"a\"");
    check(json!({"a": 1}), "application/vnd.x+json; v=1", "\"m\"|application/vnd.x+json; v=1|{\"a\":1}");
    check(json!("a"), "text/*, text/csv", "\"m\"|text/csv|a");
    check(json!("a"), "*/*", "\"m\"||a");
    let error = parts(json!({"m": {"a": 1}}), &[Part::of("m").content_type("application/xml")]).unwrap_err();
    assert_eq!(error, "has a property `m` that is a list or an object, which cannot be written as application/xml");

    let file = |file: File, types: &'static str, expected: &str| {
        let found = parts(Map::from([("m".to_owned(), file)]), &[Part::of("m").content_type(types)]).unwrap();
        assert_eq!(found, [format!("\"m\"; filename=\"m\"|{expected}|")]);
    };
    file(File::new(""), "image/png, image/jpeg", "image/png");
    file(File::new(""), "image/*", "application/octet-stream");
    file(File::new(""), "application/json", "application/json");
    file(File::new("").content_type("image/gif"), "image/*", "image/gif");
    file(File::new("").content_type("image/gif"), "image/png", "image/gif");
}

#[test]
fn only_an_object_has_parts() {
    for value in [json!([1]), json!("a"), json!(null)] {
        assert_eq!(parts(value, &[]).unwrap_err(), "is not an object, so that its parts have no names");
    }
}

#[test]
fn boundaries_differ_and_are_looked_for() {
    let data = Data::of(&json!({})).unwrap();
    assert_ne!(write(&data, &[], true, number).unwrap().1, write(&data, &[], true, number).unwrap().1);

    let check = |text: &str, expected: bool| assert_eq!(contains(text.as_bytes(), b"abcab"), expected, "{text}");
    check("", false);
    check("abca", false);
    check("abcab", true);
    check("xabcab", true);
    check("abcabx", true);
    check("abcaabcab", true);
    check("ababcacab", false);
    check("bcab abca bcab", false);
    check("aaaaaaaaaabcab", true);
}

#[test]
fn properties_may_have_headers_and_a_style() {
    let declared = Part::of("m").content_type("text/csv").headers(&[("X-Rows", "1")]);
    let (body, boundary) = write(&Data::of(&json!({"m": "a,b"})).unwrap(), &[declared], true, number).unwrap();
    let part = parse(body.bytes().unwrap(), &boundary).pop().unwrap();
    let headers: Vec<String> = part.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(headers, ["Content-Disposition: form-data; name=\"m\"", "Content-Type: text/csv", "X-Rows: 1"]);

    let check = |value: serde_json::Value, style: Style, expected: &[&str]| {
        assert_eq!(parts(json!({ "m": value }), &[Part::of("m").style(style)]).unwrap(), expected);
    };
    check(json!(["a b", "c"]), Style::form(false), &["\"m\"||a b,c"]);
    check(json!(["a", "c"]), Style::pipe(false), &["\"m\"||a|c"]);
    check(json!([1, "é&"]), Style::form(true), &["\"m\"||1", "\"m\"||é&"]);
    check(json!({"x": 1, "y": "="}), Style::deep_object(), &["\"m[x]\"||1", "\"m[y]\"||="]);
}

#[test]
fn parts_have_no_names_outside_of_form_data() {
    let mut file = Map::from([("media".to_owned(), serde_json::to_value(File::new("ab")).unwrap())]);
    file.insert("meta".to_owned(), json!({"a": 1}));
    let (body, boundary) = write(&Data::of(&file).unwrap(), &[], false, number).unwrap();
    let parts = parse(&[b"", &**body.bytes().unwrap()].concat(), &boundary);
    assert_eq!(parts[0].headers, [("Content-Type".to_owned(), "text/plain; charset=utf-8".to_owned())]);
    assert_eq!(parts[1].headers, [("Content-Type".to_owned(), "application/json".to_owned())]);
    assert_eq!(parts[1].content, br#"{"a":1}"#);
}

/// Its length is known where that of each part is, and it can be sent again where each part can.
#[tokio::test]
async fn streams_are_parts_too() {
    let stream = || Body::reopened(|| Body::from("ab"));
    let check = async |body: Body, length: bool, replayable: bool| {
        let form = Map::from([("f".to_owned(), File::new(body)), ("g".to_owned(), File::new("c"))]);
        let (body, boundary) = write(&Data::of_parts(&form).unwrap(), &[], true, number).unwrap();
        assert_eq!((body.length().is_some(), body.is_replayable()), (length, replayable));
        let read = body.clone().collect(10_000).await.bytes;
        assert!(body.length().is_none_or(|length| length == read.len() as u64));
        assert_eq!(parse(&read, &boundary).iter().map(|part| &*part.content).collect::<Vec<_>>(), [&b"ab"[..], b"c"]);
    };
    check(stream(), false, true).await;
    check(stream().with_length(2), true, true).await;
    check(Body::stream(Body::from("ab")).with_length(2), true, false).await;
    let form = Map::from([("f".to_owned(), File::new(stream()))]);
    assert_eq!(Data::of(&form).unwrap_err(), "has a file that is a stream, which only a part of a form can be");
}
