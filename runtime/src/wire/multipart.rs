//! A `multipart/form-data` body (RFC 7578), and other bodies of parts (RFC 2046, section 5.1).

mod chain;
mod part;

use std::fmt::Write;

use reqwest::header::{HeaderName, HeaderValue};

use crate::body::Body;
use crate::wire::data::{Data, Node};
pub use crate::wire::multipart::part::Part;
use crate::wire::percent;

/// What a file is unless something else is said of it.
const ANY_BYTES: &str = "application/octet-stream";

/// Writes an object as a body, and returns it with its boundary, which is made of `random` numbers. `named`: parts have
/// names, as those of `multipart/form-data` do.
///
/// Each member is a part, a list a part per element; single values are text, files are their bytes, all else is JSON.
/// `said` is what is said of some members. What is undefined is left out.
///
/// # Errors
///
/// Why the value is no such body, to follow the words "the body".
pub(crate) fn write(value: &Data, said: &[Part], named: bool, random: fn() -> u64) -> Result<(Body, String), String> {
    let Node::Object(members) = value.root() else {
        return Err("is not an object, so that its parts have no names".into());
    };
    let mut parts = Vec::new();
    for (name, value) in members {
        let unsaid = Part::of("");
        let said = said.iter().find(|part| part.name == name).unwrap_or(&unsaid);
        let refuse = |why: String| format!("has a member `{name}` that {why}");
        match (said.style, value) {
            (Some(style), value) => {
                let mut form = String::new();
                style.member(&mut form, name, value).map_err(refuse)?;
                for (name, value) in form.split('&').filter_map(|pair| pair.split_once('=')) {
                    let text = |text| String::from_utf8_lossy(&percent::decode(text)).into_owned();
                    parts.extend(Written::new(&text(name), Node::Text(&text(value)), said, named).map_err(refuse)?);
                }
            }
            (None, Node::List(items)) => {
                for item in items {
                    parts.extend(Written::new(name, item, said, named).map_err(refuse)?);
                }
            }
            (None, value) => parts.extend(Written::new(name, value, said, named).map_err(refuse)?),
        }
    }
    let boundary = boundary(&parts, random);
    Ok((chain::join(parts.into_iter().map(|part| (part.head, part.content)), &boundary), boundary))
}

/// A part: its headers, each with its line break, and its content. A file's bytes are not copied before the body is
/// written.
struct Written {
    head: String,
    content: Body,
}

impl Written {
    /// A part for one value, if there is one.
    fn new(name: &str, value: Node<'_>, said: &Part, named: bool) -> Result<Option<Self>, String> {
        let mut head = String::new();
        if named {
            head.push_str("Content-Disposition: form-data; name=\"");
            push_quoted(&mut head, name);
            head.push('"');
        }
        let declared = said.content_type.and_then(specific);
        let is_json = declared.is_none_or(is_json);
        let mut headers: Vec<(&str, &str)> = said.headers.to_vec();
        let (content, content_type) = match &value {
            Node::Absent => return Ok(None),
            Node::File(file) => {
                let shown = file.given_name().or(named.then_some(name));
                if let Some(shown) = shown {
                    head.push_str(if named { "; filename=\"" } else { "Content-Disposition: attachment; filename=\"" });
                    push_quoted(&mut head, shown);
                    head.push('"');
                }
                headers.extend(file.headers().iter().map(|(name, value)| (name.as_str(), value.as_str())));
                (file.body().clone(), Some(file.given_type().or(declared).unwrap_or(ANY_BYTES)))
            }
            // RFC 7578, section 4.4: a part without a type is text.
            Node::Text(text) | Node::Literal(text) if declared.is_none() || !is_json || said.style.is_some() => {
                (Body::from((*text).to_owned()), declared.or((!named).then_some("text/plain; charset=utf-8")))
            }
            _ if value.has_stream() => {
                return Err("has a file inside it that is a stream, which only a part of a form can be".into());
            }
            _ if is_json => (Body::from(value.json()), Some(declared.unwrap_or("application/json"))),
            _ => {
                let declared = declared.unwrap_or_default();
                return Err(format!("is a list or an object, which cannot be written as {declared}"));
            }
        };
        if !head.is_empty() {
            head.push_str("\r\n");
        }
        if let Some(content_type) = content_type {
            headers.insert(0, ("Content-Type", content_type));
        }
        for (name, value) in headers {
            if HeaderName::from_bytes(name.as_bytes()).is_err() || HeaderValue::from_str(value).is_err() {
                let what = if name == "Content-Type" { "its media type" } else { "one of its headers" };
                return Err(format!("has a character in {what} that a header cannot have"));
            }
            write!(head, "{name}: {value}\r\n").expect("writing to a String cannot fail");
        }
        Ok(Some(Self { head, content }))
    }
}

/// The media type that `contentType` says, a list of types or ranges; none where it leaves a choice.
fn specific(types: &str) -> Option<&str> {
    types.split(',').map(str::trim).find(|content_type| !content_type.is_empty() && !content_type.contains('*'))
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// Appends a name for a quoted string, escaped as browsers do (the HTML standard, *multipart form data*): servers know
/// no other way.
fn push_quoted(out: &mut String, name: &str) {
    for c in name.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => out.push(c),
        }
    }
}

/// A boundary that is in none of the parts (RFC 2046, section 5.1.1), so far as they can be looked through: that it is
/// in a stream is as likely as that two of them are the same.
fn boundary(parts: &[Written], random: fn() -> u64) -> String {
    loop {
        let boundary = format!("specwright-{:016x}{:016x}", random(), random());
        let mut whole = parts.iter().filter_map(|part| part.content.bytes());
        if !whole.any(|bytes| contains(bytes, boundary.as_bytes())) {
            return boundary;
        }
    }
}

/// Whether `needle` is in `text`. It skips ahead by what the last byte that it looks at allows (Horspool), since texts
/// here are whole files.
fn contains(text: &[u8], needle: &[u8]) -> bool {
    let Some((_, but_last)) = needle.split_last() else {
        return true;
    };
    let mut start = 0;
    while let Some(window) = text.get(start..start + needle.len()) {
        if window == needle {
            return true;
        }
        let last = window.last();
        start += but_last.iter().rev().position(|byte| Some(byte) == last).map_or(needle.len(), |skip| skip + 1);
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
