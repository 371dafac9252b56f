//! Resolves references between the files of a document.

use serde_json::Value;

use super::address::{self, Address};
use super::gather::Gathered;
use super::homes::{Written, extended};
use super::link::Link;
use super::survey::{Reference, Role};
use crate::report::{FileId, Pointer};

/// The maximum length of a chain of references. Real documents need two or three.
const LONGEST_CHAIN: usize = 32;

/// The target of a reference.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Target {
    /// The written one: the reference is not changed.
    AsWritten,
    /// It does not exist. The reason, unless it was reported.
    Nowhere(Option<String>),
    /// A place in a file.
    At(Written),
}

impl Gathered {
    /// Resolves a reference in a file.
    ///
    /// A pointer may pass through other references (`a.yaml#/properties/x`, where `a.yaml` is a reference to `b.yaml`).
    /// One without a target in another file is resolved in the first file, if it has a target there: documents are
    /// often split that way. A mapping there may use the name of another file, as if the files were bundled already.
    pub(super) fn target(&self, file: FileId, reference: &Reference) -> Target {
        if reference.role == Role::Mapping && !reference.text.starts_with('#') && !address::is_path(&reference.text) {
            return self.named(file, &reference.text);
        }
        let (address, fragment) = address::split(&reference.text);
        let base = match address {
            Address::Here => file,
            Address::Elsewhere => return Target::AsWritten,
            Address::File(address) => match self.link(file, address) {
                Link::To(file) => file,
                Link::Broken => return Target::Nowhere(None),
                Link::Missing(why) => return Target::Nowhere(Some(why)),
                Link::Unknown => return Target::AsWritten,
            },
        };
        let is_here = address == Address::Here;
        let mut hops = LONGEST_CHAIN;
        let Some(pointer) = Pointer::parse_fragment(fragment) else {
            return match self.anchor(base, fragment) {
                Some(pointer) if !is_here || reference.resource.is_none() => Target::At((base, pointer)),
                // Of several the nearest is the target, which `dialect` determines.
                _ if is_here => Target::AsWritten,
                _ => self.nowhere(base, fragment),
            };
        };
        if let (true, Some(resource)) = (is_here, &reference.resource) {
            let inside = self.walk(base, &extended(resource, pointer.as_str()), &mut hops);
            if let Some(place) = inside {
                return if file == FileId::MAIN { Target::AsWritten } else { Target::At(place) };
            }
        }
        if let Some(place) = self.walk(base, &pointer, &mut hops) {
            let stays = is_here && place == (FileId::MAIN, pointer);
            return if stays { Target::AsWritten } else { Target::At(self.end(place, reference.role)) };
        }
        match (is_here, file) {
            (true, FileId::MAIN) => Target::AsWritten,
            (true, _) => match self.elsewhere(&pointer, reference.role, &mut hops) {
                Some(place) => Target::At(self.end(place, reference.role)),
                None => self.nowhere(base, fragment),
            },
            (false, _) => self.nowhere(base, fragment),
        }
    }

    /// The target, in another file, of a pointer that has none in its own file.
    fn elsewhere(&self, pointer: &Pointer, role: Role, hops: &mut usize) -> Option<Written> {
        let in_main = self.walk(FileId::MAIN, pointer, hops);
        let called = || Some((self.called(&pointer.last()?)?, Pointer::root()));
        in_main.or_else(|| if role == Role::Mapping { called() } else { None })
    }

    /// The value at a place.
    pub(super) fn value(&self, (file, pointer): &Written) -> Option<&Value> {
        pointer.of(&self.part(*file)?.value)
    }

    /// The place itself, or the end of a chain of references if there cannot be a reference.
    fn end(&self, mut place: Written, role: Role) -> Written {
        let mut hops = LONGEST_CHAIN;
        while role == Role::Plain
            && let Some(Value::Object(properties)) = self.value(&place)
            && properties.len() == 1
            && let Some(Value::String(text)) = properties.get("$ref")
            && let Some(next) = self.lead(place.0, text, &mut hops)
        {
            place = next;
        }
        place
    }

    /// The schema with a name, if only the file that refers to it has one. Names mean components of the first file
    /// (OpenAPI 3.1.1, §4.3.1).
    fn named(&self, file: FileId, name: &str) -> Target {
        let pointer = Pointer::root().key("components").key("schemas").key(name);
        let is_in = |file: FileId| self.value(&(file, pointer.clone())).is_some();
        if file != FileId::MAIN && is_in(file) && !is_in(FileId::MAIN) {
            Target::At((file, pointer))
        } else {
            Target::AsWritten
        }
    }

    fn anchor(&self, file: FileId, name: &str) -> Option<Pointer> {
        self.part(file)?.survey.anchors.get(name)?.clone()
    }

    fn nowhere(&self, file: FileId, fragment: &str) -> Target {
        let name = self.part(file).map(|part| part.file.name.as_str()).unwrap_or_default();
        Target::Nowhere(Some(format!("`{name}` does not contain `#{fragment}`")))
    }

    /// Follows a pointer in a file, through references where something is missing.
    fn walk(&self, file: FileId, pointer: &Pointer, hops: &mut usize) -> Option<Written> {
        let mut place = (file, Pointer::root());
        let mut value = self.value(&place)?;
        for token in pointer.tokens() {
            let below = loop {
                if let Some(below) = property(value, &token) {
                    break below;
                }
                let text = value.get("$ref")?.as_str()?;
                place = self.lead(place.0, text, hops)?;
                value = self.value(&place)?;
            };
            place.1 = place.1.key(&token);
            value = below;
        }
        Some(place)
    }

    /// The target of a reference, wherever in a file it is.
    fn lead(&self, file: FileId, text: &str, hops: &mut usize) -> Option<Written> {
        *hops = hops.checked_sub(1)?;
        let (address, fragment) = address::split(text);
        let base = match address {
            Address::Here => file,
            Address::Elsewhere => return None,
            Address::File(address) => match self.link(file, address) {
                Link::To(file) => file,
                Link::Broken | Link::Missing(_) | Link::Unknown => return None,
            },
        };
        match Pointer::parse_fragment(fragment) {
            Some(pointer) => self.walk(base, &pointer, hops),
            None => Some((base, self.anchor(base, fragment)?)),
        }
    }
}

/// A property or element, as a pointer names it (RFC 6901 §4).
fn property<'v>(value: &'v Value, token: &str) -> Option<&'v Value> {
    match value {
        Value::Object(properties) => properties.get(token),
        Value::Array(elements) if token == "0" || token.starts_with(|c: char| ('1'..='9').contains(&c)) => {
            elements.get(token.parse::<usize>().ok()?)
        }
        _ => None,
    }
}
