//! What each style makes of each kind of value, by the specification's own tables.

use std::collections::BTreeMap;

use serde_json::json;

use crate::wire::data::Data;
use crate::wire::secret::Secret;
use crate::wire::style::Style;
use crate::{Value, object, string_enum};

/// The object of the specification's examples, in its order.
struct Color {
    r: Option<u8>,
    g: Option<u8>,
    b: Option<u8>,
}

object! { Color {
    r: "R",
    g: "G",
    b: "B",
} }

const COLOR: Color = Color { r: Some(100), g: Some(200), b: Some(150) };
const NO_COLOR: Color = Color { r: None, g: None, b: None };
const COLORS: [&str; 3] = ["blue", "black", "brown"];

fn query(name: &str, value: impl serde::Serialize, style: Style) -> Result<String, String> {
    let mut out = String::new();
    style.query(&mut out, name, &Data::of(&value)?)?;
    Ok(out)
}

fn path(name: &str, value: impl serde::Serialize, style: Style) -> Result<String, String> {
    style.path(name, &Data::of(&value)?)
}

fn header(value: impl serde::Serialize, style: Style) -> Result<Option<String>, String> {
    style.header(&Data::of(&value)?)
}

fn cookies(name: &str, value: impl serde::Serialize, style: Style) -> Result<String, String> {
    let mut out = String::new();
    style.cookies(&mut out, name, &Data::of(&value)?)?;
    Ok(out)
}

/// The columns of the table *Style Examples*, but for undefined: the empty string, a string, an array, an object.
fn row(encode: impl Fn(Data) -> Result<String, String>, expected: [&str; 4]) {
    let values = [Data::of(""), Data::of("blue"), Data::of(&COLORS), Data::of(&COLOR)];
    for (value, expected) in values.into_iter().zip(expected) {
        assert_eq!(encode(value.unwrap()).unwrap(), expected);
    }
}

/// OpenAPI 3.0.4, 3.1.1 and 3.2.0, *Style Examples*.
#[test]
fn the_tables_of_the_specification_hold() {
    let path = |style: Style, expected| row(|value| style.path("color", &value), expected);
    path(Style::matrix(false), [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]);
    path(Style::matrix(true), [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]);
    path(Style::label(false), [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]);
    path(Style::label(true), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]);

    for explode in [false, true] {
        let object = if explode { "R=100,G=200,B=150" } else { "R,100,G,200,B,150" };
        let expected = ["", "blue", "blue,black,brown", object];
        path(Style::simple(explode), expected);
        row(|value| Ok(Style::simple(explode).header(&value)?.unwrap()), expected);
    }

    let query = |style: Style, expected| {
        row(
            |value| {
                let mut out = String::new();
                style.query(&mut out, "color", &value).map(|()| out)
            },
            expected,
        );
    };
    query(Style::form(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
    let exploded = ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"];
    query(Style::form(true), exploded);
    query(
        Style::space(false),
        ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
    );
    query(
        Style::pipe(false),
        ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
    );
    query(
        Style::deep_object(),
        [
            "color=",
            "color=blue",
            "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    );
    // Cases that the tables do not have.
    query(Style::space(true), exploded);
    query(Style::pipe(true), exploded);

    let cookie = |style: Style, expected| {
        row(
            |value| {
                let mut out = String::new();
                style.cookies(&mut out, "color", &value).map(|()| out)
            },
            expected,
        );
    };
    let joined = ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"];
    let separate = ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"];
    cookie(Style::cookie(false), joined);
    cookie(Style::cookie(true), separate);
    cookie(Style::form(false), joined);
    cookie(Style::form(true), separate);
}

/// RFC 6570, section 3.2, with its own values: what of them parameters can have.
#[test]
fn the_examples_of_rfc_6570_hold() {
    let list = ["red", "green", "blue"];
    let keys = Keys { semi: ";", dot: ".", comma: "," };
    let simple = |value: Data, explode, expected: &str| {
        assert_eq!(Style::simple(explode).path("x", &value).unwrap(), expected);
    };
    simple(Data::of("Hello World!").unwrap(), false, "Hello%20World%21");
    simple(Data::of("50%").unwrap(), false, "50%25");
    simple(Data::of(&list).unwrap(), true, "red,green,blue");
    simple(Data::of(&keys).unwrap(), false, "semi,%3B,dot,.,comma,%2C");
    simple(Data::of(&keys).unwrap(), true, "semi=%3B,dot=.,comma=%2C");

    let label = |value: Data, explode, expected: &str| {
        assert_eq!(Style::label(explode).path("x", &value).unwrap(), expected);
    };
    label(Data::of("50%").unwrap(), false, ".50%25");
    label(Data::of(&list).unwrap(), false, ".red,green,blue");
    label(Data::of(&list).unwrap(), true, ".red.green.blue");
    label(Data::of(&keys).unwrap(), false, ".semi,%3B,dot,.,comma,%2C");
    label(Data::of(&keys).unwrap(), true, ".semi=%3B.dot=..comma=%2C");

    let matrix = |name: &str, value: Data, explode, expected: &str| {
        assert_eq!(Style::matrix(explode).path(name, &value).unwrap(), expected);
    };
    matrix("half", Data::of("50%").unwrap(), false, ";half=50%25");
    matrix("empty", Data::of("").unwrap(), true, ";empty");
    matrix("list", Data::of(&list).unwrap(), true, ";list=red;list=green;list=blue");
    matrix("keys", Data::of(&keys).unwrap(), false, ";keys=semi,%3B,dot,.,comma,%2C");
    matrix("keys", Data::of(&keys).unwrap(), true, ";semi=%3B;dot=.;comma=%2C");
    matrix("list", Data::of(&["a", ""]).unwrap(), true, ";list=a;list");

    let form = |name: &str, value: Data, explode, expected: &str| {
        let mut out = String::new();
        Style::form(explode).query(&mut out, name, &value).unwrap();
        assert_eq!(out, expected);
    };
    form("half", Data::of("50%").unwrap(), false, "half=50%25");
    form("empty", Data::of("").unwrap(), true, "empty=");
    form("list", Data::of(&list).unwrap(), false, "list=red,green,blue");
    form("keys", Data::of(&keys).unwrap(), false, "keys=semi,%3B,dot,.,comma,%2C");
    form("keys", Data::of(&keys).unwrap(), true, "semi=%3B&dot=.&comma=%2C");
    form("list", Data::of(&["a", ""]).unwrap(), true, "list=a&list=");
    form("list", Data::of(&["", "a"]).unwrap(), false, "list=,a");
}

#[test]
fn the_examples_of_the_appendices_hold() {
    // OpenAPI 3.0.4, appendix C.
    let formulas = BTreeMap::from([("a", "x+y"), ("b", "x/y"), ("c", "x^y")]);
    let mut out = query("formulas", &formulas, Style::form(true)).unwrap();
    Style::form(false).query(&mut out, "words", &Data::of(&["math", "is", "fun"]).unwrap()).unwrap();
    assert_eq!(out, "a=x%2By&b=x%2Fy&c=x%5Ey&words=math,is,fun");

    let formulas = BTreeMap::from([("a", "x%2By"), ("b", "x/y"), ("c", "x^y")]);
    let mut out = query("formulas", &formulas, Style::form(true).allow_reserved()).unwrap();
    Style::space(false).query(&mut out, "words", &Data::of(&["math", "is", "fun"]).unwrap()).unwrap();
    assert_eq!(out, "a=x%2By&b=x/y&c=x%5Ey&words=math%20is%20fun");

    let none: [(); 0] = [];
    let mut out = query("formulas", none, Style::form(true)).unwrap();
    Style::space(false).query(&mut out, "words", &Data::of(&["hello", "world"]).unwrap()).unwrap();
    assert_eq!(out, "words=hello%20world");

    assert_eq!(query("❤️", "love!", Style::form(true)).unwrap(), "%E2%9D%A4%EF%B8%8F=love%21");
    // 3.2.0, *Parameter Object Examples*.
    let cookie = json!({"code": 42, "greeting": "Hello%2C world!"});
    assert_eq!(cookies("cookie", cookie, Style::cookie(true)).unwrap(), "code=42; greeting=Hello%2C world!");
    assert_eq!(cookies("greeting", "Hello, world!", Style::form(true)).unwrap(), "greeting=Hello%2C%20world%21");
    assert_eq!(header([12_345_678, 90_099], Style::simple(false)).unwrap().unwrap(), "12345678,90099");
}

struct Keys {
    semi: &'static str,
    dot: &'static str,
    comma: &'static str,
}

impl serde::Serialize for Keys {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut keys = serializer.serialize_struct("Keys", 3)?;
        keys.serialize_field("semi", self.semi)?;
        keys.serialize_field("dot", self.dot)?;
        keys.serialize_field("comma", self.comma)?;
        keys.end()
    }
}

#[test]
fn what_is_undefined_is_left_out() {
    let empty: [Value; 4] = [json!(null), json!([]), json!({}), json!({"a": null})];
    let both = |style: fn(bool) -> Style| [style(false), style(true)];
    for value in &empty {
        for style in [both(Style::form), both(Style::space), both(Style::pipe)].as_flattened() {
            assert_eq!(query("a", value, *style).unwrap(), "");
        }
        assert_eq!(query("a", value, Style::deep_object()).unwrap(), "");
        for style in [both(Style::simple), both(Style::label), both(Style::matrix)].as_flattened() {
            assert_eq!(path("a", value, *style).unwrap(), "");
        }
        for style in both(Style::simple) {
            assert_eq!(header(value, style).unwrap(), None);
        }
        for style in [both(Style::form), both(Style::cookie)].as_flattened() {
            assert_eq!(cookies("a", value, *style).unwrap(), "");
        }
    }
    let some = Color { g: None, ..COLOR };
    assert_eq!(query("c", &some, Style::form(false)).unwrap(), "c=R,100,B,150");
    assert_eq!(query("c", &some, Style::deep_object()).unwrap(), "c%5BR%5D=100&c%5BB%5D=150");
    assert_eq!(query("c", NO_COLOR, Style::form(true)).unwrap(), "");
    assert_eq!(query("c", [Some(1), None, Some(2)], Style::form(true)).unwrap(), "c=1&c=2");
    assert_eq!(query("c", [Some(1), None, Some(2)], Style::deep_object()).unwrap(), "c%5B0%5D=1&c%5B1%5D=2");
    let mut out = "a=1".to_owned();
    Style::form(true).query(&mut out, "b", &Data::of(&NO_COLOR).unwrap()).unwrap();
    Style::form(true).query(&mut out, "c", &Data::of(&2).unwrap()).unwrap();
    assert_eq!(out, "a=1&c=2");
}

#[derive(Debug)]
enum Size {
    Large,
    Other(String),
}

string_enum! { Size {
    Large: "x large",
} }

#[test]
fn single_values_have_one_text() {
    fn check(value: impl serde::Serialize, expected: &str) {
        assert_eq!(query("a", &value, Style::form(true)).unwrap(), format!("a={expected}"));
        assert_eq!(path("a", &value, Style::simple(false)).unwrap(), expected);
    }
    check(true, "true");
    check(-7, "-7");
    check(u64::MAX, "18446744073709551615");
    check(1.5, "1.5");
    check(1.0, "1");
    check(0.1_f32, "0.1");
    check('/', "%2F");
    check(Some("é"), "%C3%A9");
    check(Size::Large, "x%20large");
    check(Size::Other("s".into()), "s");
    check(Secret::from("t"), "t");
    check(json!("v"), "v");
    check(crate::wire::file::File::new("ab"), "YWI%3D");
}

#[test]
fn delimiters_inside_of_values_are_encoded() {
    assert_eq!(path("a", ["x,y", "z"], Style::simple(false)).unwrap(), "x%2Cy,z");
    assert_eq!(path("a", [";", "=", "/"], Style::matrix(true)).unwrap(), ";a=%3B;a=%3D;a=%2F");
    assert_eq!(path("a;b", "c", Style::matrix(true)).unwrap(), ";a%3Bb=c");
    assert_eq!(query("a", ["x,y", "z&a=1"], Style::form(false)).unwrap(), "a=x%2Cy,z%26a%3D1");
    assert_eq!(query("a", json!({"b]": "c[d]"}), Style::deep_object()).unwrap(), "a%5Bb%5D%5D=c%5Bd%5D");
    assert_eq!(cookies("a", ["x;y", "z,"], Style::form(false)).unwrap(), "a=x%3By,z%2C");
    assert_eq!(header(["é %2C", "b"], Style::simple(false)).unwrap().unwrap(), "é %2C,b");
}

#[test]
fn reserved_characters_are_kept_where_they_do_no_harm() {
    let check = |value: Value, style: Style, expected: &str| {
        assert_eq!(query("a/b", value, style.allow_reserved()).unwrap(), expected);
    };
    check(json!("/x?y=z&w#v [1] a+b"), Style::form(true), "a%2Fb=/x?y%3Dz%26w%23v%20%5B1%5D%20a%2Bb");
    check(json!("%2F%zz 50%"), Style::form(true), "a%2Fb=%2F%25zz%2050%25");
    check(json!(["a,b", "c:d"]), Style::form(true), "a%2Fb=a,b&a%2Fb=c:d");
    check(json!(["a,b", "c:d"]), Style::form(false), "a%2Fb=a%2Cb,c:d");
    check(json!({"k/": "v/"}), Style::form(true), "k%2F=v/");
    check(json!({"k/": "v/"}), Style::deep_object(), "a%2Fb%5Bk%2F%5D=v/");
    assert_eq!(path("a", "/", Style::simple(false).allow_reserved()).unwrap(), "%2F");
}

#[test]
fn deep_objects_nest_with_brackets() {
    let check = |value: Value, expected: &str| assert_eq!(query("f", value, Style::deep_object()).unwrap(), expected);
    check(json!({"a": {"b": {"c": 1}}, "d": true}), "f%5Ba%5D%5Bb%5D%5Bc%5D=1&f%5Bd%5D=true");
    check(json!({"a": ["x", "y"]}), "f%5Ba%5D%5B0%5D=x&f%5Ba%5D%5B1%5D=y");
    check(json!({"a": [{"b": 1}, {"b": [2]}]}), "f%5Ba%5D%5B0%5D%5Bb%5D=1&f%5Ba%5D%5B1%5D%5Bb%5D%5B0%5D=2");
}

#[test]
fn what_a_style_cannot_say_is_refused() {
    let nested = "has a list or an object inside another one, which its style cannot express";
    for value in [json!([[1]]), json!({"a": {"b": 1}}), json!([{"a": 1}]), json!({"a": []})] {
        for style in [Style::form(true), Style::form(false), Style::space(false), Style::pipe(true)] {
            assert_eq!(query("a", &value, style).unwrap_err(), nested);
        }
        for style in [Style::simple(true), Style::label(true), Style::matrix(false)] {
            assert_eq!(path("a", &value, style).unwrap_err(), nested);
        }
        assert_eq!(header(&value, Style::simple(true)).unwrap_err(), nested);
        assert_eq!(cookies("a", &value, Style::form(true)).unwrap_err(), nested);
    }
    let check = |result: Result<String, String>, expected: &str| assert_eq!(result.unwrap_err(), expected);
    check(query("a", 1, Style::simple(false)), "has the style simple, which a query cannot have");
    check(query("a", 1, Style::matrix(false)), "has the style matrix, which a query cannot have");
    check(path("a", 1, Style::form(false)), "has the style form, which a path cannot have");
    check(cookies("a", 1, Style::deep_object()), "has the style deepObject, which a cookie cannot have");
    let error = header(1, Style::label(true)).unwrap_err();
    assert_eq!(error, "has the style label, which a header cannot have");
    let expected = "has ` ` in one of its values, which its style takes for the end of the value";
    check(query("a", ["b c"], Style::space(false)), expected);
    check(query("a", ["b|c"], Style::pipe(false)), &expected.replace("` `", "`|`"));
    assert_eq!(query("a", ["b c"], Style::space(true)).unwrap(), "a=b%20c");
    assert_eq!(query("a", "b c", Style::space(false)).unwrap(), "a=b%20c");
    check(cookies("a", "b;c", Style::cookie(true)), "has a `;` in its value, which would end the cookie");
    check(query("a", f64::NAN, Style::form(true)), "is a number that is not finite");
}

/// Swagger 2.0, *Parameter Object*, `collectionFormat`: lists, wherever they are.
#[test]
fn separators_of_swagger_are_for_every_place() {
    for (style, encoded, raw) in
        [(Style::space(false), "%20", " "), (Style::pipe(false), "%7C", "|"), (Style::tab(false), "%09", "\t")]
    {
        let joined = |separator: &str| COLORS.join(separator);
        assert_eq!(query("c", COLORS, style).unwrap(), format!("c={}", joined(encoded)));
        assert_eq!(path("c", COLORS, style).unwrap(), joined(encoded));
        assert_eq!(header(COLORS, style).unwrap(), Some(joined(raw)));
        let value = format!("a{raw}b");
        for refused in
            [query("c", [&value], style), path("c", [&value], style), header([&value], style).map(|_| "".into())]
        {
            assert!(refused.unwrap_err().contains("takes for the end of the value"));
        }
        assert_eq!(path("c", "blue", style).unwrap(), "blue");
    }
}
