//! A document that was read: its value in written order, and the files it was read from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::bundle::{Bundle, bundle};
use super::decode::decode;
use super::disk::Reach;
use super::file::{File, Read};
use super::gather::Gathered;
use super::homes::Homes;
use super::overlay::Overlay;
use super::store::Store;
use crate::report::{Diagnostics, FileId, Location, Pointer};

/// A document, and the diagnostics of reading it.
///
/// Several files become one value: the file that the user named, with the others under the property `x-specwright-files` of its
/// root, by names derived from the file names. References to other files in `components` or `paths` of the first file, and those
/// in places that do not allow references, are replaced by their targets.
/// References between files are rewritten to the places of their targets; those without a target refer to a property that is `null`.
#[derive(Clone, Debug)]
pub struct Tree {
    root: Value,
    files: Vec<File>,
    overlays: Vec<Overlay>,
    opened: Vec<PathBuf>,
    absent: BTreeSet<PathBuf>,
    homes: Homes,
    diagnostics: Diagnostics,
}

impl Tree {
    /// Reads a document from the bytes of a file. The file extension tells JSON from YAML.
    ///
    /// # Errors
    ///
    /// As for [`load`](super::load()).
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        let name = name.into();
        let text = decode(&name, bytes)?;
        Self::from_text(name, text)
    }

    /// Reads a document from the text of a file. The file extension tells JSON from YAML.
    ///
    /// No other file is read, and references to other files stay as they are.
    ///
    /// # Errors
    ///
    /// As for [`load`](super::load()).
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::new();
        let Read { file, value, .. } = File::parse(FileId::MAIN, name.into(), text.into(), &mut diagnostics)?;
        Ok(Self {
            root: value,
            files: vec![file],
            overlays: Vec::new(),
            opened: Vec::new(),
            absent: BTreeSet::new(),
            homes: Homes::default(),
            diagnostics,
        })
    }

    /// Reads a document from the bytes of a file at a path, and from the files that it refers to.
    ///
    /// # Errors
    ///
    /// As for [`load`](super::load()).
    pub(super) fn from_file(store: &Store, reach: Reach, path: &Path, bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        let name = store.name(path);
        let text = decode(&name, bytes)?;
        let mut diagnostics = Diagnostics::new();
        let main = File::parse(FileId::MAIN, name, text, &mut diagnostics)?;
        let gathered = Gathered::from(store, reach, main, path, &mut diagnostics);
        let Bundle { root, files, opened, absent, homes } = bundle(gathered, &mut diagnostics);
        Ok(Self { root, files, overlays: Vec::new(), opened, absent, homes, diagnostics })
    }

    /// The document: the main file, with the parts of other files.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The main file, which the user passed.
    pub fn main(&self) -> &File {
        self.files.first().expect("a tree has a main file")
    }

    /// One of the files of the document, or an overlay.
    pub fn file(&self, id: FileId) -> Option<&File> {
        let index = usize::try_from(id.0).ok()?;
        let overlay = || self.overlays.get(index.checked_sub(self.files.len())?);
        self.files.get(index).or_else(|| overlay().map(|overlay| &overlay.file))
    }

    /// The overlays, in the order in which they are applied, each with its id. The document is as it was written.
    pub fn overlays(&self) -> impl Iterator<Item = (FileId, &Overlay)> {
        (self.files.len()..).zip(&self.overlays).map(|(index, overlay)| (file_id(index), overlay))
    }

    /// The same document with another overlay, which is applied after those that it has.
    ///
    /// # Errors
    ///
    /// The diagnostics of an overlay that is not well-formed, or extends another document.
    pub fn with_overlay(self, name: impl Into<String>, text: impl Into<String>) -> Result<Self, Diagnostics> {
        let name = name.into();
        let path = PathBuf::from(&name);
        self.add_overlay(name, text.into(), &path, |_| None)
    }

    /// Whether another tree has the same overlays.
    pub fn has_overlays_of(&self, other: &Self) -> bool {
        self.overlays.iter().map(|overlay| &overlay.value).eq(other.overlays.iter().map(|overlay| &overlay.value))
    }

    /// The same document with the overlays of another tree instead of its own.
    ///
    /// # Errors
    ///
    /// The diagnostics of an overlay that extends a file which this document does not have.
    pub fn with_overlays_of(&self, other: &Self) -> Result<Self, Diagnostics> {
        let mut tree = Self { overlays: Vec::new(), ..self.clone() };
        for overlay in &other.overlays {
            tree = tree.with_overlay(overlay.file.name.as_str(), overlay.file.text.as_str())?;
        }
        Ok(tree)
    }

    /// Adds an overlay. `canonical` is what identifies a file, if there is one of that name.
    pub(super) fn add_overlay(
        mut self,
        name: String,
        text: String,
        path: &Path,
        canonical: impl Fn(&Path) -> Option<PathBuf>,
    ) -> Result<Self, Diagnostics> {
        let id = file_id(self.files.len() + self.overlays.len());
        let mut diagnostics = Diagnostics::new();
        let overlay = File::parse(id, name, text, &mut diagnostics)?;
        let overlay = Overlay::new(overlay, id, path, (&self.files, &self.homes), canonical, &mut diagnostics)?;
        self.overlays.push(overlay);
        self.diagnostics.extend(diagnostics);
        Ok(self)
    }

    /// Where a value of one of the files is in the document.
    pub fn home(&self, location: &Location) -> Pointer {
        self.homes.home(location.file, &location.pointer)
    }

    /// All files of the document, in the order in which they were read; the main file first.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The paths of all files that were opened, except the main file, whether or not they could be read.
    pub fn opened(&self) -> &[PathBuf] {
        &self.opened
    }

    /// The paths of files that are referred to and do not exist.
    pub fn absent(&self) -> impl Iterator<Item = &PathBuf> {
        self.absent.iter()
    }

    /// The value at a place of the document.
    pub fn get(&self, location: &Location) -> Option<&Value> {
        self.file(location.file)?;
        self.home(location).of(&self.root)
    }

    /// The file, and the place in it, where a part of the document was written.
    pub fn written(&self, location: &Location) -> Location {
        self.homes.written(location)
    }

    /// The warnings of reading the document, such as duplicate keys.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::Code;
    use crate::source::Format;

    #[test]
    fn the_form_is_told_by_name_and_text() {
        let check = |name: &str, text: &str, value: Value, format: Format| {
            let tree = Tree::from_text(name, text).unwrap();
            assert_eq!((tree.root(), tree.main().format), (&value, format), "{text}");
            assert!(tree.diagnostics().is_empty(), "{text}");
        };
        check("x.json", r#"{"a": 1}"#, json!({"a": 1}), Format::Json);
        check("x.yaml", r#" {"a": 1}"#, json!({"a": 1}), Format::Json);
        check("x.JSON", "[1]", json!([1]), Format::Json);
        check("x.yaml", "a: 1", json!({"a": 1}), Format::Yaml);
        // YAML that begins with a bracket, and YAML that is called JSON.
        check("x.yaml", "{a: 1}", json!({"a": 1}), Format::Yaml);
        check("x.yaml", "{\"a\": 1, # one\n}", json!({"a": 1}), Format::Yaml);
        check("x.json", "a: 1", json!({"a": 1}), Format::Yaml);
    }

    #[test]
    fn the_more_useful_error_is_told() {
        let check = |name: &str, text: &str, message: &str| {
            let diagnostics = Tree::from_text(name, text).unwrap_err();
            let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
            assert_eq!(messages, [message], "{text}");
        };
        check("x.json", r#"{"a": 1 "b": 2}"#, "expected `,` or `}`");
        check("x.yaml", r#"{"a": 1 "b": 2}"#, "expected `,` or `}`");
        check("x.yaml", "{a: 1 b: : ]", "did not find expected ',' or '}', while parsing a flow mapping");
    }

    #[test]
    fn null_is_no_document() {
        for (name, text) in [("x.yaml", "# nothing\n---\n"), ("x.yaml", "~"), ("x.json", " null ")] {
            let diagnostics = Tree::from_text(name, text).unwrap_err();
            assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::EmptyFile]);
        }
    }

    #[test]
    fn values_are_had_by_location() {
        let tree = Tree::from_text("x.yaml", "a: [1, 2]").unwrap();
        let at = crate::report::At::root(FileId::MAIN);
        let a = at.key("a");
        assert_eq!(tree.get(&a.index(1).value()), Some(&json!(2)));
        assert_eq!(tree.get(&a.index(2).value()), None);
        assert_eq!(tree.get(&crate::report::At::root(FileId(1)).value()), None);
    }
}
