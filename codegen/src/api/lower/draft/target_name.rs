//! Names of schemas to which references lead: components, and schemas inside other things.

use crate::api::model::{Hint, Reusable};
use crate::report::Pointer;

/// Names of the objects whose properties are schemas that have names of their own.
const CONTAINERS: [&str; 4] = ["schemas", "definitions", "$defs", "x-specwright-files"];

/// Whether a pointer leads to a component, and not into one or to another place of the document.
pub(super) fn is_component(pointer: &Pointer) -> bool {
    let mut tokens = pointer.tokens();
    let is_named = tokens.next().as_deref() == Some("components") && tokens.next().as_deref() == Some("schemas");
    is_named && tokens.next().is_some() && tokens.next().is_none()
}

/// What the type of the schema of a parameter, response, request body or header is named after if that is a component: the
/// component, and none of the operations that refer to it.
pub(super) fn reusable(hint: Hint, at: &Pointer) -> Hint {
    if !matches!(
        hint,
        Hint::RequestBody(_) | Hint::ResponseBody(_) | Hint::ErrorBody(_) | Hint::Parameter(..) | Hint::Header(..)
    ) {
        return hint;
    }
    let mut tokens = at.tokens().skip_while(|token| token != "components").skip(1);
    let kind = match tokens.next().as_deref() {
        Some("parameters") => Reusable::Parameter,
        Some("responses") => Reusable::Response,
        Some("requestBodies") => Reusable::RequestBody,
        Some("headers") => Reusable::Header,
        _ => return hint,
    };
    tokens.next().map_or(hint, |name| Hint::Reusable(kind, name.into_owned()))
}

/// The name of the type of a schema at a pointer, until it is known what it is part of.
pub(super) fn name_of_target(pointer: &Pointer) -> String {
    let last = || pointer.last().unwrap_or_default().into_owned();
    let tokens: Vec<String> = pointer.tokens().map(|token| token.into_owned()).collect();
    let in_container = tokens.len().checked_sub(2).and_then(|index| tokens.get(index));
    if in_container.is_some_and(|container| CONTAINERS.contains(&container.as_str())) {
        return last();
    }
    let mut words: Vec<&str> = Vec::new();
    let mut tokens = tokens.iter().map(String::as_str);
    while let Some(token) = tokens.next() {
        match token {
            "schemas" | "definitions" | "$defs" | "x-specwright-files" => words = tokens.next().into_iter().collect(),
            "parameters" | "headers" | "requestBodies" | "properties" | "paths" => words.extend(tokens.next()),
            "responses" if words.is_empty() => words.extend(tokens.next()),
            "responses" => {
                tokens.next();
                words.push("response");
            }
            "requestBody" => words.push("request"),
            "items" | "additionalProperties" => words.push("item"),
            "content" | "allOf" => {
                tokens.next();
            }
            "oneOf" | "anyOf" => {
                words.push("option");
                words.extend(tokens.next());
            }
            "components" | "schema" => {}
            other => words.push(other),
        }
    }
    if words.is_empty() { last() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_named_after_what_they_are_part_of() {
        fn check(fragment: &str, expected: &str) {
            assert_eq!(Pointer::parse_fragment(fragment).map(|at| name_of_target(&at)).as_deref(), Some(expected));
        }
        check("/components/schemas/Pet", "Pet");
        check("/components/schemas/Pet/properties/tags/items", "Pet tags item");
        check("/components/schemas/Pet/allOf/1/properties/owner", "Pet owner");
        check("/components/schemas/Pet/$defs/Owner", "Owner");
        check("/components/responses/Problem/content/application~1json/schema", "Problem");
        check("/components/parameters/Limit/schema", "Limit");
        check("/paths/~1pets/get/responses/200/content/application~1json/schema/items", "/pets get response item");
    }
}
