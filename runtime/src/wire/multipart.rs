//! A `multipart/form-data` body (RFC 7578), and other bodies of parts (RFC 2046, section 5.1).

mod chain;
mod part;

use std::fmt::Write;

use reqwest::header::{HeaderName, HeaderValue};

use crate::body::Body;
use crate::wire::data::{Data, Node};
pub use crate::wire::multipart::part::Part;
use crate::wire::percent;

/// The media type of a file without one.
const ANY_BYTES: &str = "application/octet-stream";

/// Writes an object as a body, and returns it with its boundary, which is made of `random` numbers. `named`: parts have
/// names, as those of `multipart/form-data` do.
///
/// Each property is a part, a list one part per element. Scalars are text, files are their bytes, all else is JSON.
/// `declared` is what the document declares about some parts. Undefined values are left out.
///
/// # Errors
///
/// Why the value cannot be such a body, as a predicate that follows "the body".
pub(crate) fn write(
    value: &Data,
    declared: &[Part],
    named: bool,
    random: fn() -> u64,
) -> Result<(Body, String), String> {
    let Node::Object(properties) = value.root() else {
        return Err("is not an object, so that its parts have no names".into());
    };
    let mut parts = Vec::new();
    for (name, value) in properties {
        let undeclared = Part::of("");
        let part = declared.iter().find(|part| part.name == name).unwrap_or(&undeclared);
        let refuse = |why: String| format!("has a property `{name}` that {why}");
        match (part.style, value) {
            (Some(style), value) => {
                let mut form = String::new();
                style.property(&mut form, name, value).map_err(refuse)?;
                for (name, value) in form.split('&').filter_map(|pair| pair.split_once('=')) {
                    let string = |encoded| String::from_utf8_lossy(&percent::decode(encoded)).into_owned();
                    parts.extend(
                        Written::new(&string(name), Node::String(&string(value)), part, named).map_err(refuse)?,
                    );
                }
            }
            (None, Node::List(items)) => {
                for item in items {
                    parts.extend(Written::new(name, item, part, named).map_err(refuse)?);
                }
            }
            (None, value) => parts.extend(Written::new(name, value, part, named).map_err(refuse)?),
        }
    }
    let boundary = boundary(&parts, random);
    Ok((chain::join(parts.into_iter().map(|part| (part.head, part.content)), &boundary), boundary))
}

/// A part: its headers, each with its line break, and its content. The bytes of a file are not copied until the body is
/// written.
struct Written {
    head: String,
    content: Body,
}

impl Written {
    /// A part for one value; `None` if the value is undefined.
    fn new(name: &str, value: Node<'_>, part: &Part, named: bool) -> Result<Option<Self>, String> {
        let mut head = String::new();
        if named {
            head.push_str("Content-Disposition: form-data; name=\"");
            push_quoted(&mut head, name);
            head.push('"');
        }
        let declared = part.content_type.and_then(specific);
        let is_json = declared.is_none_or(is_json);
        let mut headers: Vec<(&str, &str)> = part.headers.to_vec();
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
            Node::String(string) | Node::Literal(string) if declared.is_none() || !is_json || part.style.is_some() => {
                (Body::from((*string).to_owned()), declared.or((!named).then_some("text/plain; charset=utf-8")))
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

/// The first media type of a `contentType`, a list of media types and ranges; `None` if there are ranges only.
fn specific(types: &str) -> Option<&str> {
    types.split(',').map(str::trim).find(|content_type| !content_type.is_empty() && !content_type.contains('*'))
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// Appends a name inside a quoted string, escaped as browsers do (the HTML standard, *multipart form data*), since servers
/// support no other escapes.
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

/// A boundary that occurs in none of the parts (RFC 2046, section 5.1.1). Streams are not searched: that one contains it is
/// as improbable as two equal boundaries.
fn boundary(parts: &[Written], random: fn() -> u64) -> String {
    loop {
        let boundary = format!("specwright-{:016x}{:016x}", random(), random());
        let mut whole = parts.iter().filter_map(|part| part.content.bytes());
        if !whole.any(|bytes| contains(bytes, boundary.as_bytes())) {
            return boundary;
        }
    }
}

/// Whether `needle` is in `haystack`, by the algorithm of Horspool, since haystacks are whole files.
fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let Some((_, but_last)) = needle.split_last() else {
        return true;
    };
    let mut start = 0;
    while let Some(window) = haystack.get(start..start + needle.len()) {
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
