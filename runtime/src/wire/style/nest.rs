//! Properties of a query or a form: in a style, or with names in brackets if they are nested.

use crate::wire::data::Node;
use crate::wire::percent::Keep;
use crate::wire::style::expand::{Expansion, Flat};
use crate::wire::style::kinds::{Kind, Style};

/// Appends a property to a form whose document does not declare an encoding: the elements of a list under the same name,
/// nested values with names in brackets. Lists of lists or objects have positions in brackets, so that a decoder can tell
/// their elements apart.
///
/// The specification does not define how values are encoded. The encoding is the one that OpenAPI 3.2, *URL
/// Percent-Encoding*, calls safest: all but the unreserved characters, and `~`, which both the WHATWG's and older decoders
/// accept.
pub(crate) fn push_property(out: &mut String, name: &str, value: Node<'_>) {
    push_nested(out, &Keep::Form.encode(name), value, Brackets { positions: false, keep: Keep::Form });
}

/// Appends a property in a style.
///
/// # Errors
///
/// Why the value cannot be encoded in this style, as a predicate that follows the name of the parameter.
pub(super) fn push_styled(out: &mut String, name: &str, value: Node<'_>, style: Style) -> Result<(), String> {
    let keep = if style.reserved { Keep::Reserved } else { Keep::Unreserved };
    let expansion = Expansion::new("&", keep).named("=");
    let expansion = match style.kind {
        Kind::Form => expansion,
        Kind::Space => expansion.joint("%20"),
        Kind::Pipe => expansion.joint("%7C"),
        Kind::Tab => expansion.joint("%09"),
        Kind::DeepObject => {
            push_nested(out, &Keep::Unreserved.encode(name), value, Brackets { positions: true, keep });
            return Ok(());
        }
        Kind::Json => {
            if !matches!(value, Node::Absent) {
                push_pair(out, &Keep::Form.encode(name), &value.json(), Keep::Form);
            }
            return Ok(());
        }
        _ => return Err(style.misplaced("a query")),
    };
    let flat = Flat::new(value)?;
    check_separator(style, &flat)?;
    if !matches!(flat, Flat::Undefined) {
        separate(out);
        expansion.expand(out, name, &flat, style.explode);
    }
    Ok(())
}

/// Refuses values that contain their separator, since an encoded separator looks the same inside a value and between values
/// (OpenAPI 3.0.4, appendix E).
///
/// # Errors
///
/// The values contain it, as a predicate that follows the name of the parameter.
pub(super) fn check_separator(style: Style, flat: &Flat<'_>) -> Result<(), String> {
    let separator = match style.kind {
        Kind::Space => ' ',
        Kind::Pipe => '|',
        Kind::Tab => '\t',
        _ => return Ok(()),
    };
    match !style.explode && flat.is_split_by(separator) {
        true => Err(format!("has `{separator}` in one of its values, which its style takes for the end of the value")),
        false => Ok(()),
    }
}

/// How nested names are written.
#[derive(Clone, Copy)]
struct Brackets {
    /// Whether the elements of all lists have their position in brackets.
    positions: bool,
    /// The characters that are not encoded in values.
    keep: Keep,
}

/// Appends nested values. `name` is encoded. Brackets are encoded too, since RFC 3986, section 3.4, allows none in a query.
fn push_nested(out: &mut String, name: &str, value: Node<'_>, brackets: Brackets) {
    match value {
        Node::Absent => {}
        Node::List(items) => {
            let positions =
                brackets.positions || items.clone().any(|item| matches!(item, Node::List(_) | Node::Object(_)));
            for (position, item) in items.filter(|item| !matches!(item, Node::Absent)).enumerate() {
                if positions {
                    push_nested(out, &format!("{name}%5B{position}%5D"), item, brackets);
                } else {
                    push_nested(out, name, item, brackets);
                }
            }
        }
        Node::Object(properties) => {
            for (property, value) in properties {
                let property = brackets.keep.in_names().encode(property);
                push_nested(out, &format!("{name}%5B{property}%5D"), value, brackets);
            }
        }
        scalar => push_pair(out, name, &scalar.scalar().unwrap_or_default(), brackets.keep),
    }
}

fn push_pair(out: &mut String, name: &str, value: &str, keep: Keep) {
    separate(out);
    out.push_str(name);
    out.push('=');
    keep.encode_into(out, value);
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
}
