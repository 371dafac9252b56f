//! References (OpenAPI 3.0.4, §4.7.23 "Reference Object").

use serde_json::Value;

use crate::report::{At, Code, Diagnostic, Pointer};

use super::context::Context;

/// How many references may lead to references. Real documents need two or three.
const LONGEST_CHAIN: usize = 64;

/// Among how many names the closest to a missing one is looked for, and how long such names may be.
const COMPARED: usize = 5_000;
const COMPARED_LEN: usize = 100;

/// Where references lead that led to another file, and there to nothing: that was reported when the files were read.
const MISSING_FILE: &str = "#/x-specwright-files/nothing";

/// What a value is once its `$ref`, if it has one, is followed to the end.
pub(super) struct Followed<'a> {
    /// The value that is not a reference.
    pub value: &'a Value,
    /// Where it stands, if a reference led there.
    pub target: Option<Pointer>,
}

/// Follows a value's `$ref`, and those that it leads to.
///
/// Nothing comes back where the target is missing, is outside the document, or leads back to itself; the diagnostic
/// then says so.
pub(super) fn follow<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>) -> Option<Followed<'a>> {
    let mut followed = Followed { value, target: None };
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = followed.value.get("$ref").and_then(Value::as_str) else {
            return Some(followed);
        };
        let (value, target) = find(cx, reference, at)?;
        followed = Followed { value, target: Some(target) };
    }
    let reference = at.key("$ref");
    cx.diagnostics.push(Diagnostic::new(Code::RefCycle, reference.value(), "this reference leads back to itself"));
    None
}

fn find<'a>(cx: &mut Context<'a>, reference: &str, at: &At<'_>) -> Option<(&'a Value, Pointer)> {
    let place = at.key("$ref");
    let Some(fragment) = reference.strip_prefix('#') else {
        let diagnostic =
            Diagnostic::new(Code::RemoteRef, place.value(), format!("`{reference}` is outside this document"));
        cx.diagnostics.push(diagnostic.help("download it, and refer to the file"));
        return None;
    };
    let found = Pointer::parse_fragment(fragment).and_then(|pointer| Some((pointer.of(cx.document)?, pointer)));
    if reference == MISSING_FILE && found.as_ref().is_some_and(|(value, _)| value.is_null()) {
        return None;
    }
    if found.is_none()
        && let Some((value, pointer)) = in_components(cx.document, fragment)
    {
        let message = format!("`{reference}` leads to nothing, and is read as `{pointer}`");
        cx.diagnostics.push(Diagnostic::new(Code::MissingRef, place.value(), message).help("correct the reference"));
        return Some((value, pointer));
    }
    if found.is_none() {
        let diagnostic = Diagnostic::new(Code::MissingRef, place.value(), format!("`{reference}` leads to nothing"));
        let diagnostic = match closest(cx.document, fragment) {
            Some(name) => diagnostic.help(format!("did you mean `#{name}`?")),
            None => diagnostic.help("add what it names, or correct the reference"),
        };
        cx.diagnostics.push(diagnostic);
    }
    found
}

/// The component that is meant by a reference to a definition, as documents have it that were of version 2.0 once.
fn in_components<'a>(document: &'a Value, fragment: &str) -> Option<(&'a Value, Pointer)> {
    let name = fragment.strip_prefix("/definitions/")?;
    let pointer = Pointer::parse_fragment(&format!("/components/schemas/{name}"))?;
    Some((pointer.of(document)?, pointer))
}

/// The sibling of a missing target whose name is most like it.
fn closest(document: &Value, fragment: &str) -> Option<String> {
    let pointer = Pointer::parse_fragment(fragment)?;
    let (parent, wanted) = (pointer.parent()?, pointer.last()?.into_owned());
    let siblings = parent.of(document)?.as_object()?;
    // Comparing takes the product of the lengths, for each of the siblings, for each reference that leads to nothing.
    if siblings.len() > COMPARED || wanted.len() > COMPARED_LEN {
        return None;
    }
    siblings
        .keys()
        .filter(|name| name.len() <= COMPARED_LEN)
        .map(|name| (strsim::normalized_damerau_levenshtein(name, &wanted), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| parent.key(name).as_str().to_owned())
}
