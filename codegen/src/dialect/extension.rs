//! Extensions of others that change what is sent or written, and that are not supported.

use indexmap::IndexMap;

use crate::report::{At, Code, Diagnostic, Diagnostics, Fix, Location};

/// The extensions that are not supported, and what that means.
const UNSUPPORTED: [(&str, &str); 8] = [
    ("x-ms-client-flatten", "the properties stay in an object of their own"),
    ("x-ms-client-name", "the name on the wire is used"),
    ("x-ms-header-collection-prefix", "such headers are in the map of all headers only"),
    ("x-ms-mutability", "the property can be sent in every request"),
    ("x-ms-parameter-grouping", "each parameter is passed by itself"),
    ("x-ms-parameterized-host", "the endpoint has to be set on the client"),
    ("x-ms-paths", "the operations in it are omitted"),
    ("x-ms-skip-url-encoding", "the value is percent-encoded, so that it cannot have several segments"),
];

/// The places of extensions that are not supported.
#[derive(Default)]
pub(super) struct Unsupported(IndexMap<&'static str, (Location, usize)>);

impl Unsupported {
    /// Notes the extension of this key, if it is not supported.
    pub fn note(&mut self, key: &str, at: &At<'_>) {
        if let Some((known, _)) = UNSUPPORTED.iter().find(|(known, _)| *known == key) {
            self.0.entry(known).or_insert_with(|| (at.name(), 0)).1 += 1;
        }
    }

    /// Reports each extension once, at its first place.
    pub fn report(self, diagnostics: &mut Diagnostics) {
        for (key, (at, count)) in self.0 {
            let consequence = UNSUPPORTED.iter().find(|(known, _)| *known == key).map(|(_, what)| *what);
            let places = match count {
                1 => String::new(),
                2 => ", here and in one more place".to_owned(),
                _ => format!(", here and in {} more places", count - 1),
            };
            let message = format!("`{key}` is not supported{places}: {}", consequence.unwrap_or_default());
            let fix = Fix::Overlay(at.clone(), "remove: true".to_owned());
            diagnostics.push(Diagnostic::new(Code::UnsupportedExtension, at, message).fix(fix));
        }
    }
}
