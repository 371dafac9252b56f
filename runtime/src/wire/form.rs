//! `application/x-www-form-urlencoded`, as a body or as a query.

use crate::wire::data::{Data, Node};
use crate::wire::style::Style;
use crate::wire::style::push_property;

/// Appends the properties of an object, each in its style if `styles` has one for it.
///
/// # Errors
///
/// Why the value is not a form, as a predicate that follows the name of its parameter.
pub(crate) fn push(out: &mut String, value: &Data, styles: &[(&str, Style)]) -> Result<(), String> {
    let properties = match value.root() {
        Node::Object(properties) => properties,
        Node::Absent => return Ok(()),
        _ => return Err("is not an object, so that its values have no names".into()),
    };
    for (name, value) in properties {
        match styles.iter().find(|(property, _)| *property == name) {
            Some((_, style)) => {
                style.property(out, name, value).map_err(|why| format!("has a property `{name}` that {why}"))?;
            }
            None => push_property(out, name, value),
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde::Serialize;
    use serde_json::json;

    use super::push;
    use crate::object;
    use crate::wire::data::Data;
    use crate::wire::file::File;
    use crate::wire::map::Map;
    use crate::wire::style::Style;

    struct Charge {
        amount: i64,
        note: Option<String>,
        metadata: Option<Map<String>>,
        expand: Vec<String>,
        paid: bool,
    }

    object! { Charge {
        amount: "amount" as required,
        note: "note",
        metadata: "metadata",
        expand: "expand" as required,
        paid: "paid" as required,
    } }

    fn form(value: impl Serialize, styles: &[(&str, Style)]) -> Result<String, String> {
        let mut out = String::new();
        push(&mut out, &Data::of(&value)?, styles)?;
        Ok(out)
    }

    #[test]
    fn properties_come_in_order() {
        let check = |note: Option<&str>, metadata: &[(&str, &str)], expand: &[&str], expected: &str| {
            let own = |text: &&str| (*text).to_owned();
            let metadata: Map<String> = metadata.iter().map(|(name, value)| (own(name), own(value))).collect();
            let expand = expand.iter().map(own).collect();
            let charge =
                Charge { amount: -5, note: note.map(Into::into), metadata: Some(metadata), expand, paid: true };
            assert_eq!(form(charge, &[]).unwrap(), expected);
        };
        check(None, &[], &[], "amount=-5&paid=true");
        check(Some(""), &[], &["a", "b"], "amount=-5&note=&expand=a&expand=b&paid=true");
        check(Some("x y&z=~"), &[("k]", "v")], &[], "amount=-5&note=x%20y%26z%3D%7E&metadata%5Bk%5D%5D=v&paid=true");
    }

    #[test]
    fn what_is_nested_has_names_in_brackets() {
        let check = |value: serde_json::Value, expected: &str| assert_eq!(form(value, &[]).unwrap(), expected);
        check(json!({"a": {"b": {"c": 1}, "d": [1, 2]}}), "a%5Bb%5D%5Bc%5D=1&a%5Bd%5D=1&a%5Bd%5D=2");
        check(json!({"a": [{"b": 1}, {"b": 2}]}), "a%5B0%5D%5Bb%5D=1&a%5B1%5D%5Bb%5D=2");
        check(json!({"a": [null, 1, null]}), "a=1");
        check(json!({"a": null, "b": [], "c": {}, "d": {"e": null}}), "");
        check(json!({}), "");
        check(json!(null), "");
    }

    #[test]
    fn properties_may_have_a_style() {
        let styles = [
            ("a", Style::deep_object()),
            ("b", Style::form(false)),
            ("c", Style::pipe(false)),
            ("d", Style::json()),
            ("e", Style::form(true).allow_reserved()),
        ];
        let check = |value: serde_json::Value, expected: &str| assert_eq!(form(value, &styles).unwrap(), expected);
        check(json!({"a": ["x"], "b": [1, 2], "c": ["x", "y"]}), "a%5B0%5D=x&b=1,2&c=x%7Cy");
        check(json!({"a": {"x": [1]}, "b": {"x": 1}, "z": [1, 2]}), "a%5Bx%5D%5B0%5D=1&b=x,1&z=1&z=2");
        check(json!({"d": {"x": [1, "é"]}}), "d=%7B%22x%22%3A%5B1%2C%22%C3%A9%22%5D%7D");
        check(json!({"d": "x", "e": "/~"}), "d=%22x%22&e=/~");
        check(json!({"d": null}), "");
    }

    /// OpenAPI 3.0.4, *Example: URL Encoded Form with JSON Values*, with `%20` for a blank.
    #[test]
    fn the_example_of_the_specification_holds() {
        let address = json!({"zip": "99999+1234"});
        let value = json!({"address": address, "id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"});
        let expected = "address=%7B%22zip%22%3A%2299999%2B1234%22%7D&id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
        assert_eq!(form(value, &[("address", Style::json())]).unwrap(), expected);
    }

    #[test]
    fn files_are_base64() {
        assert_eq!(form(Map::from([("f".to_owned(), File::new("?>"))]), &[]).unwrap(), "f=Pz4%3D");
    }

    #[test]
    fn what_is_no_form_is_refused() {
        let check = |result: Result<String, String>, expected: &str| assert_eq!(result.unwrap_err(), expected);
        check(form([1], &[]), "is not an object, so that its values have no names");
        check(form("a=b", &[]), "is not an object, so that its values have no names");
        check(
            form(json!({"a": [[1]]}), &[("a", Style::form(true))]),
            "has a property `a` that has a list or an object inside another one, which its style cannot express",
        );
    }
}
