//! JSON values as XML.

use serde_json::{Map, Value};

use crate::wire::xml::{Element, Member, Name, Of, Place};

/// Writes a value as a document.
///
/// # Errors
///
/// Why it cannot be one, to follow the words "the body".
pub(crate) fn write(value: &Value, element: &'static Element) -> Result<String, String> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    described(&mut out, element.name, value, element)?;
    Ok(out)
}

/// An element under a name, which may be another than that of its type.
fn described(out: &mut String, name: Name, value: &Value, element: &'static Element) -> Result<(), String> {
    let Value::Object(members) = value else {
        return simple(out, name, value);
    };
    let start = out.len();
    out.push('<');
    push_name(out, name)?;
    if !name.namespace.is_empty() {
        let colon = if name.prefix.is_empty() { "" } else { ":" };
        push_attribute(out, &format!("xmlns{colon}{}", name.prefix), name.namespace)?;
    }
    for member in element.members.iter().filter(|member| member.place == Place::Attribute) {
        let Some(text) = members.get(member.json).and_then(text) else { continue };
        if !member.name.namespace.is_empty() && !out.get(start..).unwrap_or_default().contains(&declared(member.name)) {
            push_attribute(out, &format!("xmlns:{}", member.name.prefix), member.name.namespace)?;
        }
        let mut name = String::new();
        push_name(&mut name, member.name)?;
        push_attribute(out, &name, &text)?;
    }
    out.push('>');
    for member in element.members.iter().filter(|member| member.place != Place::Attribute) {
        let Some(value) = members.get(member.json) else { continue };
        self::member(out, member, value)?;
    }
    further(out, members, element)?;
    close(out, name)
}

/// Members that the table does not know, under their names.
fn further(out: &mut String, members: &Map<String, Value>, element: &'static Element) -> Result<(), String> {
    let is_known = |name: &str| element.members.iter().any(|member| member.json == name);
    members.iter().filter(|(name, _)| !is_known(name)).try_for_each(|(name, value)| any(out, name, value))
}

fn member(out: &mut String, member: &Member, value: &Value) -> Result<(), String> {
    if member.place == Place::Text {
        return push_text(out, &text(value).unwrap_or_default());
    }
    match (value, member.is_list) {
        (Value::Null, _) => Ok(()),
        (Value::Array(items), true) => {
            if let Some(wrapper) = member.wrapper {
                let wrapper = Name { local: wrapper, ..member.name };
                open(out, wrapper)?;
                items.iter().try_for_each(|item| one(out, member, item))?;
                return close(out, wrapper);
            }
            items.iter().try_for_each(|item| one(out, member, item))
        }
        (value, _) => one(out, member, value),
    }
}

fn one(out: &mut String, member: &Member, value: &Value) -> Result<(), String> {
    match member.of {
        Of::Element(of) => described(out, inherited(member.name, of()), value, of()),
        Of::Any if !value.is_null() && text(value).is_none() => any(out, member.name.local, value),
        _ => simple(out, member.name, value),
    }
}

/// The name of a member, in the namespace of its type where it has none of its own.
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

/// A value of which nothing is known: members are elements, and of a list each is.
fn any(out: &mut String, name: &str, value: &Value) -> Result<(), String> {
    match value {
        Value::Null => return Ok(()),
        Value::Array(items) => return items.iter().try_for_each(|item| any(out, name, item)),
        _ => {}
    }
    check_name(name)?;
    out.push_str(&format!("<{name}>"));
    match value {
        Value::Object(members) => members.iter().try_for_each(|(name, value)| any(out, name, value))?,
        value => push_text(out, &text(value).unwrap_or_default())?,
    }
    out.push_str(&format!("</{name}>"));
    Ok(())
}

/// The text of a single value.
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

/// Whether a name can stand in XML (XML 1.0, section 2.3), but for the rarer letters: what ends a name does not.
fn check_name(name: &str) -> Result<(), String> {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let starts = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    match starts && name.chars().all(is_letter) {
        true => Ok(()),
        false => Err(format!("has a member `{name}`, which is no name in XML")),
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

/// Appends text. Line breaks and tabs are references, so that attributes keep them (XML 1.0, section 3.3.3).
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
