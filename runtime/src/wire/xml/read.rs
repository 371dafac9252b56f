//! Decoding of XML as JSON values.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use crate::wire::xml::element::{Element, Of, Place, Property};

/// The deepest nesting of elements that is accepted.
const DEEPEST: usize = 128;

/// A parsed element.
#[derive(Default)]
struct Node {
    /// Without its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
    text: String,
}

/// Parses a document as a value of a type with this mapping. Prefixes, the name of the root element, and properties that the
/// type does not have are ignored.
///
/// # Errors
///
/// Why the document is not valid.
pub(crate) fn read(text: &str, element: &'static Element) -> Result<Value, String> {
    Ok(described(&parse(text)?, element))
}

fn parse(text: &str) -> Result<Node, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = vec![Node::default()];
    loop {
        let place = reader.buffer_position();
        let wrong = |what: &str| format!("{what} at byte {place}");
        let event = reader.read_event().map_err(|error| wrong(&error.to_string()))?;
        let depth = open.len();
        let Some(last) = open.last_mut() else { return Err(wrong("an element ends that was not begun")) };
        match event {
            Event::Start(start) if depth > DEEPEST => {
                let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                return Err(wrong(&format!("`{name}` is nested too deeply")));
            }
            Event::Start(start) => open.push(node(&start).map_err(|what| wrong(&what))?),
            Event::Empty(start) => last.children.push(node(&start).map_err(|what| wrong(&what))?),
            Event::End(_) => {
                let ended = open.pop().unwrap_or_default();
                match open.last_mut() {
                    Some(parent) => parent.children.push(ended),
                    None => return Err(wrong("an element ends that was not begun")),
                }
            }
            Event::Text(text) => last.text.push_str(&text.xml_content().map_err(|error| wrong(&error.to_string()))?),
            Event::CData(text) => last.text.push_str(&text.decode().map_err(|error| wrong(&error.to_string()))?),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| wrong(&error.to_string()))?;
                let name = reference.decode().map_err(|error| wrong(&error.to_string()))?;
                match (character, &*name) {
                    (Some(character), _) => last.text.push(character),
                    (None, "amp") => last.text.push('&'),
                    (None, "lt") => last.text.push('<'),
                    (None, "gt") => last.text.push('>'),
                    (None, "quot") => last.text.push('"'),
                    (None, "apos") => last.text.push('\''),
                    // Documents may define others, but such a document may be an attack that exhausts memory.
                    (None, other) => return Err(wrong(&format!("the entity `{other}` is not known"))),
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::DocType(_) | Event::PI(_) => {}
        }
    }
    let (Some(document), true) = (open.pop(), open.is_empty()) else {
        return Err("the document ends inside of an element".into());
    };
    document.children.into_iter().next().ok_or_else(|| "there is no element".into())
}

fn node(start: &BytesStart<'_>) -> Result<Node, String> {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut node = Node { name: name(start.local_name().as_ref()), ..Node::default() };
    // The parser compares each name with all others, which takes minutes for an element with many attributes.
    let mut names = HashSet::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if !names.insert(attribute.key.into_inner()) {
            return Err(format!("the attribute `{}` occurs twice", name(attribute.key.as_ref())));
        }
        let value = attribute.unescape_value().map_err(|error| error.to_string())?;
        if !attribute.key.as_ref().starts_with(b"xmlns") {
            node.attributes.push((name(attribute.key.local_name().as_ref()), value.into_owned()));
        }
    }
    Ok(node)
}

fn described(node: &Node, element: &'static Element) -> Value {
    let mut properties = Map::new();
    for property in element.properties {
        if let Some(value) = property_of(node, property) {
            properties.insert(property.json.to_owned(), value);
        }
    }
    Value::Object(properties)
}

fn property_of(node: &Node, property: &Property) -> Option<Value> {
    match property.place {
        Place::Attribute => {
            let (_, value) = node.attributes.iter().find(|(name, _)| name == property.name.local)?;
            return Some(simple(value, property.of));
        }
        Place::Text => return Some(simple(&node.text, property.of)),
        Place::Element => {}
    }
    let named = |node: &Node, name: &str| node.children.iter().filter(|child| child.name == name).count() > 0;
    if !property.is_list {
        return node
            .children
            .iter()
            .find(|child| child.name == property.name.local)
            .map(|child| value(child, property.of));
    }
    let around = match property.wrapper {
        Some(wrapper) => node.children.iter().find(|child| child.name == wrapper)?,
        None if !named(node, property.name.local) => return None,
        None => node,
    };
    let items = around.children.iter().filter(|child| child.name == property.name.local);
    Some(items.map(|child| value(child, property.of)).collect())
}

fn value(node: &Node, of: Of) -> Value {
    match of {
        Of::Element(of) => described(node, of()),
        Of::Any => any(node),
        of => simple(&node.text, of),
    }
}

/// A scalar. A string that does not have its type stays a string, so that decoding the type reports it.
fn simple(text: &str, of: Of) -> Value {
    let plain = || Value::from(text);
    match of {
        Of::Number => match serde_json::from_str::<Value>(text.trim().trim_start_matches('+')) {
            Ok(number @ Value::Number(_)) => number,
            _ => plain(),
        },
        Of::Boolean => match text.trim() {
            "true" | "1" => true.into(),
            "false" | "0" => false.into(),
            _ => plain(),
        },
        Of::Text | Of::Any | Of::Element(_) => plain(),
    }
}

/// An element of unknown type: a string, or an object of its attributes and elements.
fn any(node: &Node) -> Value {
    if node.attributes.is_empty() && node.children.is_empty() {
        return node.text.as_str().into();
    }
    let mut properties: Map<String, Value> = Map::new();
    for (name, value) in &node.attributes {
        properties.insert(name.clone(), value.as_str().into());
    }
    for child in &node.children {
        let value = any(child);
        match properties.get_mut(&child.name) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => _ = properties.insert(child.name.clone(), value),
        }
    }
    Value::Object(properties)
}
