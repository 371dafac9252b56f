//! Targets of references: pointers, and the anchors and identifiers (`$id`) of schemas.

use std::collections::HashMap;

use serde_json::Value;

use crate::report::{At, Pointer};

use super::kind::Kind;
use super::moved::Moved;

/// The keyword of references whose target depends on which schema refers to the one that contains them (JSON Schema Core
/// 2020-12, §8.2.3.2).
pub(super) const DYNAMIC: &str = "$dynamicRef";

/// The maximum length of a chain of references.
const LONGEST_CHAIN: usize = 64;

/// A reference whose target is looked up when everything is translated.
pub(super) struct Reference {
    /// The place of its string.
    pub at: Pointer,
    /// What it is a reference to.
    pub kind: Kind,
    /// The string.
    pub text: String,
    /// The resource that contains it.
    pub resource: usize,
}

/// The names and addresses of schemas (JSON Schema Core 2020-12, §8.2 "Base URI, Anchors, and Dereferencing").
pub(super) struct Anchors {
    /// Schemas with an identifier; the first resource is the document.
    resources: Vec<Resource>,
    /// The first resource with an address.
    by_address: HashMap<String, usize>,
    /// The places of a name, in any resource.
    names: HashMap<String, Places>,
    current: usize,
}

struct Resource {
    address: String,
    /// Its place in the translated document.
    at: Pointer,
}

impl Anchors {
    /// Begins with the document, whose address is its `$self` (OpenAPI 3.2.0, §4.1.1).
    pub fn new(document: &Value) -> Self {
        let address = document.get("$self").and_then(Value::as_str).unwrap_or_default();
        let address = address.split('#').next().unwrap_or_default().to_owned();
        let by_address = HashMap::from([(address.clone(), 0)]);
        let resources = vec![Resource { address, at: Pointer::root() }];
        Self { resources, by_address, names: HashMap::new(), current: 0 }
    }

    /// Notes the identifier and the anchors of a schema. Pass the result to [`leave`](Self::leave).
    pub fn enter(&mut self, schema: &Value, at: &At<'_>) -> usize {
        let outside = self.current;
        let Value::Object(object) = schema else { return outside };
        if let Some(id) = object.get("$id").and_then(Value::as_str)
            && !id.starts_with('#')
        {
            let base = self.resources.get(self.current).map(|resource| resource.address.as_str()).unwrap_or_default();
            let address = resolve(base, id.split('#').next().unwrap_or_default());
            self.current = self.resources.len();
            self.by_address.entry(address.clone()).or_insert(self.current);
            self.resources.push(Resource { address, at: at.pointer() });
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = object.get(key).and_then(Value::as_str) {
                self.names.entry(name.to_owned()).or_default().note(self.current, at.pointer());
            }
        }
        outside
    }

    /// Continues outside a schema.
    pub fn leave(&mut self, outside: usize) {
        self.current = outside;
    }

    /// Whether references that are written here are relative to the document.
    pub fn in_document(&self) -> bool {
        self.current == 0
    }

    /// The resource that is being visited.
    pub fn current(&self) -> usize {
        self.current
    }

    /// The target of a reference in the translated document; `None` if it is outside of it, or does not exist.
    pub fn resolve(&self, reference: &Reference, document: &Value, moved: &Moved) -> Option<Pointer> {
        let (address, fragment) = reference.text.split_once('#').unwrap_or((&reference.text, ""));
        let mut resource = reference.resource;
        if !address.is_empty() {
            let base = &self.resources.get(resource)?.address;
            let found = self.by_address.get(&resolve(base, address));
            // Many are relative to the document, although the schema around them has an address of its own.
            let of_document = || self.by_address.get(&resolve(&self.resources.first()?.address, address));
            resource = *found.or_else(of_document)?;
        }
        if !fragment.is_empty() && !fragment.starts_with('/') && !fragment.starts_with("%2") {
            return self.named(fragment, resource, &reference.at);
        }
        let pointer = Pointer::parse_fragment(fragment)?;
        if resource != 0 {
            // Within a schema that has an identifier, pointers are relative to that schema. Many are relative to the document.
            let written = moved.written_pointer(&self.resources.get(resource)?.at);
            let inside = Pointer::parse(&format!("{}{}", written.as_str(), pointer.as_str()))?;
            if !address.is_empty() || inside.of(document).is_some() {
                return Some(moved.now(&inside));
            }
        }
        Some(moved.now(&pointer))
    }

    /// The place with a name: in the same resource if it is there, else the only one. Of several the nearest counts:
    /// that is where a generic schema that is written in place binds its parameters.
    fn named(&self, name: &str, resource: usize, from: &Pointer) -> Option<Pointer> {
        let places = self.names.get(name)?;
        places.nearest(resource, from).or(places.only.as_ref()).cloned()
    }
}

/// The places that have one name.
#[derive(Default)]
struct Places {
    /// The last place in a resource at or below another place.
    below: HashMap<(usize, Pointer), Pointer>,
    /// The place, while there is one.
    only: Option<Pointer>,
}

impl Places {
    fn note(&mut self, resource: usize, place: Pointer) {
        self.only = self.below.is_empty().then(|| place.clone());
        let mut above = Some(place.clone());
        while let Some(pointer) = above {
            above = pointer.parent();
            self.below.insert((resource, pointer), place.clone());
        }
    }

    /// The place in a resource that has most steps in common with a pointer.
    fn nearest(&self, resource: usize, from: &Pointer) -> Option<&Pointer> {
        let mut above = Some(from.clone());
        while let Some(pointer) = above {
            above = pointer.parent();
            if let Some(place) = self.below.get(&(resource, pointer)) {
                return Some(place);
            }
        }
        None
    }
}

/// The target of a reference in a document, after following references to references, and its place; `None` if it does
/// not exist, or the references form a cycle.
pub(super) fn follow<'v>(document: &'v Value, reference: &str) -> Option<(Pointer, &'v Value)> {
    let mut pointer = Pointer::parse_fragment(reference.strip_prefix('#')?)?;
    for _ in 0..LONGEST_CHAIN {
        let value = pointer.of(document)?;
        match value.get("$ref").and_then(Value::as_str) {
            Some(next) => pointer = Pointer::parse_fragment(next.strip_prefix('#')?)?,
            None => return Some((pointer, value)),
        }
    }
    None
}

/// A pointer as a reference (RFC 6901 §6).
pub(super) fn fragment(pointer: &Pointer) -> String {
    format!("#{}", pointer.as_str().replace('%', "%25"))
}

/// An address written relative to another (RFC 3986 §5.2), without its fragment.
fn resolve(base: &str, address: &str) -> String {
    if address.is_empty() {
        return base.to_owned();
    }
    let has_scheme = |text: &str| {
        text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        })
    };
    if has_scheme(address) {
        return address.to_owned();
    }
    let (scheme, rest) = if has_scheme(base) { base.split_once(':').unwrap_or(("", base)) } else { ("", base) };
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            (Some(rest.get(..end).unwrap_or_default()), rest.get(end..).unwrap_or_default())
        }
        None => (None, rest),
    };
    let mut resolved = String::new();
    if !scheme.is_empty() {
        resolved.push_str(scheme);
        resolved.push(':');
    }
    if address.starts_with("//") {
        return resolved + address;
    }
    if let Some(authority) = authority {
        resolved.push_str("//");
        resolved.push_str(authority);
    }
    let path = path.split('?').next().unwrap_or_default();
    let merged = if address.starts_with('/') {
        address.to_owned()
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() && authority.is_none() && !path.starts_with('/') { "" } else { "/" };
        format!("{folder}{slash}{address}")
    };
    resolved + &without_dots(&merged)
}

/// A path without the steps `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." if steps.last().is_some_and(|last| !last.is_empty()) => {
                steps.pop();
            }
            ".." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved() {
        fn check(base: &str, address: &str, expected: &str) {
            assert_eq!(resolve(base, address), expected, "{address} at {base}");
        }
        check("", "a", "a");
        check("", "https://a.example/b", "https://a.example/b");
        check("https://a.example/b/c", "d", "https://a.example/b/d");
        check("https://a.example/b/c", "../d", "https://a.example/d");
        check("https://a.example/b/c", "/d", "https://a.example/d");
        check("https://a.example/b/c", "//z.example/d", "https://z.example/d");
        check("https://a.example", "d", "https://a.example/d");
        check("https://a.example/b?c", "", "https://a.example/b?c");
        check("b/c", "./d", "b/d");
        check("b", "d", "d");
        check("b", "../../d", "d");
    }
}
