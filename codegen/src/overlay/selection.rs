//! Selects values of a document by JSONPath (RFC 9535).

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::report::{Pointer, nearest};

/// The maximum length of a query, which bounds how deep its filters are nested.
const LONGEST: usize = 4_000;

/// The maximum number of brackets within each other: the parser recurses.
const DEEPEST: usize = 50;

/// Parses a query.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn parse(query: &str) -> Result<JsonPath, String> {
    if query.len() > LONGEST || depth(query) > DEEPEST {
        return Err("it is too long, or nested too deeply".to_owned());
    }
    JsonPath::parse(query).map_err(|error| {
        let at = error.position();
        format!("{} at character {}", error.message(), at + 1)
    })
}

/// The places of the selected values below a place, each once.
pub(super) fn select(query: &JsonPath, document: &Value, root: &Pointer) -> Vec<Pointer> {
    let Some(value) = root.of(document) else { return Vec::new() };
    let mut places = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for node in query.query_located(value).iter() {
        let below = node.location().to_json_pointer();
        let Some(place) = Pointer::parse(&format!("{}{below}", root.as_str())) else { continue };
        if seen.insert(place.clone()) {
            places.push(place);
        }
    }
    places
}

/// Why a query selects nothing, if that shows: the first name in it that the document does not have.
pub(super) fn hint(query: &str, document: &Value, root: &Pointer) -> Option<String> {
    let (start, value) = steps(query).into_iter().rev().find_map(|end| {
        let start = query.get(..end)?;
        let place = select(&parse(start).ok()?, document, root).into_iter().next()?;
        Some((start, place.of(document)?))
    })?;
    let name = name(query.get(start.len()..)?)?;
    if let Some(target) = value.get("$ref").and_then(Value::as_str) {
        return Some(format!("`{start}` is a reference to `{target}`; select it there"));
    }
    let nearest = nearest(&name, value.as_object()?.keys().map(String::as_str))?;
    Some(format!("`{start}` has no `{name}`; did you mean `{nearest}`?"))
}

/// The ends of the segments of a query, the first being `$`.
fn steps(query: &str) -> Vec<usize> {
    let (mut ends, mut depth, mut quote) = (Vec::new(), 0_usize, None);
    let mut letters = query.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => _ = letters.next(),
            (Some(open), letter) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '.' | '[') if depth == 0 => {
                if at > 0 {
                    ends.push(at);
                }
                depth += usize::from(letter == '[');
            }
            (None, '[' | '(') => depth += 1,
            (None, ']' | ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    ends
}

/// The name that a segment selects, if it selects one.
fn name(segment: &str) -> Option<String> {
    if let Some(rest) = segment.strip_prefix('.') {
        let name = rest.split(['.', '[']).next()?;
        return (!name.is_empty() && name != "*").then(|| name.to_owned());
    }
    let rest = segment.strip_prefix('[')?;
    let quote = rest.chars().next().filter(|quote| "'\"".contains(*quote))?;
    Some(rest.get(1..)?.split(quote).next()?.to_owned())
}

/// The number of brackets within each other.
fn depth(query: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for letter in query.chars() {
        match letter {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            // A negation is a step of its own.
            '!' => deepest += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_selects_nothing_is_explained() {
        let document = json!({"paths": {"/pets": {"get": {"responses": {"200": {"$ref": "#/r"}}}}}});
        let check = |query: &str, expected: Option<&str>| {
            assert_eq!(hint(query, &document, &Pointer::root()).as_deref(), expected, "{query}");
        };
        check("$.paths['/pet'].get", Some("`$.paths` has no `/pet`; did you mean `/pets`?"));
        check("$.path", Some("`$` has no `path`; did you mean `paths`?"));
        check("$.paths.*.got", Some("`$.paths.*` has no `got`; did you mean `get`?"));
        let reference = "`$.paths[\"/pets\"].get.responses['200']` is a reference to `#/r`; select it there";
        check("$.paths[\"/pets\"].get.responses['200'].content", Some(reference));
        check("$.paths.*[?@.x == 'a.b']", None);
        check("$.unlike", None);
    }

    #[test]
    fn hostile_queries_are_refused() {
        for query in ["(", "[?(", "!"] {
            assert!(parse(&format!("$[?{}", query.repeat(1000))).is_err(), "{query}");
        }
        assert!(parse(&format!("$.{}", "a".repeat(5000))).is_err());
    }
}
