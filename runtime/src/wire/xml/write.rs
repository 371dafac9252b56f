//! Encoding of JSON values as XML.

use serde_json::{Map, Value};

use crate::wire::xml::element::{Element, Name, Of, Place, Property};

/// Writes a value as a document.
///
/// # Errors
///
/// Why the value cannot be encoded as XML, as a predicate that follows "the body".
pub(crate) fn write(value: &Value, element: &'static Element) -> Result<String, String> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    described(&mut out, element.name, value, element)?;
    Ok(out)
}

/// An element with this name, which may differ from that of its type.
fn described(out: &mut String, name: Name, value: &Value, element: &'static Element) -> Result<(), String> {
    let Value::Object(properties) = value else {
        return simple(out, name, value);
    };
    let start = out.len();
    out.push('<');
    push_name(out, name)?;
    if !name.namespace.is_empty() {
        let colon = if name.prefix.is_empty() { "" } else { ":" };
        push_attribute(out, &format!("xmlns{colon}{}", name.prefix), name.namespace)?;
    }
    for property in element.properties.iter().filter(|property| property.place == Place::Attribute) {
        let Some(text) = properties.get(property.json).and_then(text) else { continue };
        if !property.name.namespace.is_empty()
            && !out.get(start..).unwrap_or_default().contains(&declared(property.name))
        {
            push_attribute(out, &format!("xmlns:{}", property.name.prefix), property.name.namespace)?;
        }
        let mut name = String::new();
        push_name(&mut name, property.name)?;
        push_attribute(out, &name, &text)?;
    }
    out.push('>');
    for property in element.properties.iter().filter(|property| property.place != Place::Attribute) {
        let Some(value) = properties.get(property.json) else { continue };
        self::property(out, property, value)?;
    }
    undeclared(out, properties, element)?;
    close(out, name)
}

/// Properties that the mapping does not have, under their own names.
fn undeclared(out: &mut String, properties: &Map<String, Value>, element: &'static Element) -> Result<(), String> {
    let is_known = |name: &str| element.properties.iter().any(|property| property.json == name);
    properties.iter().filter(|(name, _)| !is_known(name)).try_for_each(|(name, value)| any(out, name, value))
}

fn property(out: &mut String, property: &Property, value: &Value) -> Result<(), String> {
    if property.place == Place::Text {
        return push_text(out, &text(value).unwrap_or_default());
    }
    match (value, property.is_list) {
        (Value::Null, _) => Ok(()),
        (Value::Array(items), true) => {
            if let Some(wrapper) = property.wrapper {
                let wrapper = Name { local: wrapper, ..property.name };
                open(out, wrapper)?;
                items.iter().try_for_each(|item| one(out, property, item))?;
                return close(out, wrapper);
            }
            items.iter().try_for_each(|item| one(out, property, item))
        }
        (value, _) => one(out, property, value),
    }
}

fn one(out: &mut String, property: &Property, value: &Value) -> Result<(), String> {
    match property.of {
        Of::Element(of) => described(out, inherited(property.name, of()), value, of()),
        Of::Any if !value.is_null() && text(value).is_none() => any(out, property.name.local, value),
        _ => simple(out, property.name, value),
    }
}

/// The name of a property, in the namespace of its type unless it has one of its own.
fn inherited(name: Name, element: &'static Element) -> Name {
    match name.namespace.is_empty() && name.prefix.is_empty() {
        true => Name { local: name.local, ..element.name },
        false => name,
    }
}

fn simple(out: &mut String, name: Name, value: &Value) -> Result<(), String> {
    open(out, name)?;
    push_text(out, &text(value).unwrap_or_default())?;
    close(out, name)
}

/// A value of unknown type: each property, and each element of a list, is an XML element.
fn any(out: &mut String, name: &str, value: &Value) -> Result<(), String> {
    match value {
        Value::Null => return Ok(()),
        Value::Array(items) => return items.iter().try_for_each(|item| any(out, name, item)),
        _ => {}
    }
    check_name(name)?;
    out.push_str(&format!("<{name}>"));
    match value {
        Value::Object(properties) => properties.iter().try_for_each(|(name, value)| any(out, name, value))?,
        value => push_text(out, &text(value).unwrap_or_default())?,
    }
    out.push_str(&format!("</{name}>"));
    Ok(())
}

/// A scalar as a string.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn declared(name: Name) -> String {
    format!("xmlns:{}=", name.prefix)
}

fn open(out: &mut String, name: Name) -> Result<(), String> {
    out.push('<');
    push_name(out, name)?;
    if !name.namespace.is_empty() {
        let colon = if name.prefix.is_empty() { "" } else { ":" };
        push_attribute(out, &format!("xmlns{colon}{}", name.prefix), name.namespace)?;
    }
    out.push('>');
    Ok(())
}

fn close(out: &mut String, name: Name) -> Result<(), String> {
    out.push_str("</");
    push_name(out, name)?;
    out.push('>');
    Ok(())
}

fn push_name(out: &mut String, name: Name) -> Result<(), String> {
    if !name.prefix.is_empty() {
        check_name(name.prefix)?;
        out.push_str(name.prefix);
        out.push(':');
    }
    check_name(name.local)?;
    out.push_str(name.local);
    Ok(())
}

/// Checks a name (XML 1.0, section 2.3), except for rare characters that cannot end a name.
fn check_name(name: &str) -> Result<(), String> {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let starts = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    match starts && name.chars().all(is_letter) {
        true => Ok(()),
        false => Err(format!("has a property `{name}`, which is not a valid XML name")),
    }
}

fn push_attribute(out: &mut String, name: &str, value: &str) -> Result<(), String> {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_text(out, value)?;
    out.push('"');
    Ok(())
}

/// Appends text. Line breaks and tabs become character references, so that attributes keep them (XML 1.0, section 3.3.3).
fn push_text(out: &mut String, text: &str) -> Result<(), String> {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c if c.is_control() && u32::from(c) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                return Err(format!("has the character U+{:04X} in it, which XML cannot have", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    Ok(())
}
