//! A `multipart/form-data` body (RFC 7578).

use std::collections::hash_map::RandomState;
use std::fmt::Write;
use std::hash::BuildHasher;
use std::ops::Deref;

use reqwest::header::HeaderValue;

use crate::data::{Data, Node};
use crate::file::File;

/// What a file is unless something else is said of it.
const ANY_BYTES: &str = "application/octet-stream";

/// Writes an object as a body, and returns it with its boundary.
///
/// Each member is a part, a list a part per element; single values are text, files are their bytes, all else is JSON.
/// `types` are the media types (OpenAPI 3.0.4, *Encoding Object*, `contentType`) of some members. What is undefined is
/// left out.
///
/// # Errors
///
/// Why the value is no such body, to follow the words "the body".
pub(crate) fn write(value: &Data, types: &[(&str, &str)]) -> Result<(Vec<u8>, String), String> {
    let Node::Object(members) = value.root() else {
        return Err("is not an object, so that its parts have no names".into());
    };
    let mut parts = Vec::new();
    for (name, value) in members {
        let declared = types.iter().find(|(member, _)| *member == name).and_then(|(_, types)| specific(types));
        let refuse = |why: String| format!("has a member `{name}` that {why}");
        match value {
            Node::List(items) => {
                for item in items {
                    parts.extend(Part::new(name, item, declared).map_err(refuse)?);
                }
            }
            value => parts.extend(Part::new(name, value, declared).map_err(refuse)?),
        }
    }
    let boundary = boundary(&parts);
    let length = parts.iter().map(|part| part.head.len() + part.content.len() + boundary.len() + 8);
    let mut body = Vec::with_capacity(length.sum::<usize>() + boundary.len() + 6);
    for part in &parts {
        for piece in [b"--", boundary.as_bytes(), b"\r\n", part.head.as_bytes(), b"\r\n", &part.content, b"\r\n"] {
            body.extend_from_slice(piece);
        }
    }
    for piece in ["--", &boundary, "--\r\n"] {
        body.extend_from_slice(piece.as_bytes());
    }
    Ok((body, boundary))
}

/// A part: its headers, each with its line break, and its content.
struct Part<'a> {
    head: String,
    content: Content<'a>,
}

/// What is in a part. A file's bytes are not copied before the body is written.
enum Content<'a> {
    File(&'a File),
    Text(String),
}

impl Deref for Content<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::File(file) => file.bytes(),
            Self::Text(text) => text.as_bytes(),
        }
    }
}

impl<'a> Part<'a> {
    /// A part for one value, if there is one.
    fn new(name: &str, value: Node<'a>, declared: Option<&str>) -> Result<Option<Self>, String> {
        let mut head = String::from("Content-Disposition: form-data; name=\"");
        push_quoted(&mut head, name);
        head.push('"');
        let is_json = declared.is_none_or(is_json);
        let (content, content_type) = match &value {
            Node::Absent => return Ok(None),
            Node::File(file) => {
                head.push_str("; filename=\"");
                push_quoted(&mut head, file.given_name().unwrap_or(name));
                head.push('"');
                (Content::File(file), Some(file.given_type().or(declared).unwrap_or(ANY_BYTES)))
            }
            // RFC 7578, section 4.4: a part without a type is text.
            Node::Text(text) | Node::Literal(text) if declared.is_none() || !is_json => {
                (Content::Text((*text).to_owned()), declared)
            }
            _ if is_json => (Content::Text(value.json()), Some(declared.unwrap_or("application/json"))),
            _ => {
                let declared = declared.unwrap_or_default();
                return Err(format!("is a list or an object, which cannot be written as {declared}"));
            }
        };
        head.push_str("\r\n");
        if let Some(content_type) = content_type {
            if HeaderValue::from_str(content_type).is_err() {
                return Err("has a character in its media type that a header cannot have".into());
            }
            write!(head, "Content-Type: {content_type}\r\n").expect("writing to a String cannot fail");
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

/// A boundary that is in none of the parts (RFC 2046, section 5.1.1).
fn boundary(parts: &[Part<'_>]) -> String {
    let random = RandomState::new();
    let mut attempt = 0_u64;
    loop {
        let boundary = format!("specwright-{:016x}{:016x}", random.hash_one(attempt), random.hash_one(!attempt));
        if !parts.iter().any(|part| contains(&part.content, boundary.as_bytes())) {
            return boundary;
        }
        attempt += 1;
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
