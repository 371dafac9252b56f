//! References (OpenAPI 3.0.4, §4.7.23 "Reference Object").

use serde_json::Value;

use crate::report::{At, Code, Diagnostic, Fix, Pointer, nearest};

use super::reader::Reader;

/// The maximum length of a chain of references. Real documents need two or three.
const LONGEST_CHAIN: usize = 64;

/// The target of references to something that is missing in another file, which was reported when the file was read.
const MISSING_FILE: &str = "#/x-specwright-files/nothing";

/// A value after its `$ref`, if it has one, has been followed to the end.
pub(super) struct Followed<'a> {
    /// The value that is not a reference.
    pub value: &'a Value,
    /// Its position, if a reference led to it.
    pub target: Option<Pointer>,
}

impl Followed<'_> {
    /// The position of the value, which was reached from `at`.
    pub fn position(&self, at: &At<'_>) -> Pointer {
        self.target.clone().unwrap_or_else(|| at.pointer())
    }
}

/// Follows a value's `$ref`, and the references in a chain from there.
///
/// `None` if the target is missing, is outside the document, or is the reference itself, which is reported.
pub(super) fn follow<'a>(reader: &mut Reader<'a>, value: &'a Value, at: &At<'_>) -> Option<Followed<'a>> {
    let mut followed = Followed { value, target: None };
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = followed.value.get("$ref").and_then(Value::as_str) else {
            return Some(followed);
        };
        let (value, target) = find(reader, reference, at)?;
        followed = Followed { value, target: Some(target) };
    }
    let reference = at.key("$ref");
    let fix = Fix::Place(at.value(), "type = {}".to_owned());
    let diagnostic = Diagnostic::new(Code::RefCycle, reference.value(), "this reference leads back to itself");
    reader.report(diagnostic.fix(fix));
    None
}

fn find<'a>(reader: &mut Reader<'a>, reference: &str, holder: &At<'_>) -> Option<(&'a Value, Pointer)> {
    let at = holder.key("$ref");
    let any = || Fix::Place(holder.value(), "type = {}".to_owned());
    let another =
        |pointer: &Pointer| Fix::Overlay(holder.value(), format!("update: {{$ref: '#{}'}}", pointer.as_str()));
    let Some(fragment) = reference.strip_prefix('#') else {
        if !reference.starts_with("//") && !reference.split(['/', '?', '#']).next().is_some_and(|it| it.contains(':')) {
            let message = format!("`{reference}` is neither a file nor the `$id` of a schema");
            let diagnostic = Diagnostic::new(Code::MissingRef, at.value(), message);
            reader.report(diagnostic.help("add the target, or correct the reference").fix(any()));
            return None;
        }
        let diagnostic =
            Diagnostic::new(Code::RemoteRef, at.value(), format!("`{reference}` is a URL, and only files are read"));
        reader.report(diagnostic.help("download the target, and refer to the file").fix(any()));
        return None;
    };
    let target = Pointer::parse_fragment(fragment).and_then(|pointer| Some((pointer.of(reader.document())?, pointer)));
    if reference == MISSING_FILE && target.as_ref().is_some_and(|(value, _)| value.is_null()) {
        return None;
    }
    if target.is_none()
        && let Some((value, pointer)) = in_components(reader.document(), fragment)
    {
        let message = format!("`{reference}` does not exist; `{pointer}` is used instead");
        let diagnostic = Diagnostic::new(Code::MissingRef, at.value(), message).help("correct the reference");
        reader.report(diagnostic.fix(another(&pointer)));
        return Some((value, pointer));
    }
    if target.is_none() {
        let diagnostic = Diagnostic::new(Code::MissingRef, at.value(), format!("`{reference}` does not exist"));
        let diagnostic = match closest(reader.document(), fragment) {
            Some(name) => {
                let fix = another(&Pointer::parse(&name).unwrap_or_default());
                diagnostic.help(format!("did you mean `#{name}`?")).fix(fix)
            }
            None => diagnostic.help("add its target, or correct the reference").fix(any()),
        };
        reader.report(diagnostic);
    }
    target
}

/// The component for a reference to a definition, as in documents that were converted from version 2.0.
fn in_components<'a>(document: &'a Value, fragment: &str) -> Option<(&'a Value, Pointer)> {
    let name = fragment.strip_prefix("/definitions/")?;
    let pointer = Pointer::parse_fragment(&format!("/components/schemas/{name}"))?;
    Some((pointer.of(document)?, pointer))
}

/// The sibling of a missing target with the most similar name.
fn closest(document: &Value, fragment: &str) -> Option<String> {
    let pointer = Pointer::parse_fragment(fragment)?;
    let (parent, wanted) = (pointer.parent()?, pointer.last()?.into_owned());
    let siblings = parent.of(document)?.as_object()?;
    let name = nearest(&wanted, siblings.keys().map(String::as_str))?;
    Some(parent.key(name).as_str().to_owned())
}
