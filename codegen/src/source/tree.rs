//! The documents that were read: values in written order, and the texts they came from.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::bundle::{Bundle, bundle};
use super::decode::decode;
use super::gather::Gathered;
use super::homes::Homes;
use super::visit::Reading;
use super::{json, yaml};
use crate::report::{Code, Diagnostic, Diagnostics, FileId, Location, TextPlace};

/// A document, and what was noticed while it was read.
///
/// One of several files is one value: the file that the user named, with what other files hold under the member
/// `x-specwright-files` of its root, by names made of theirs. What stands in `components` or `paths` of the first file
/// only as a reference to another file stands there itself instead, and so does what cannot be a reference there.
/// References between files lead to where their targets stand; those that lead nowhere lead to a member that is `null`.
#[derive(Clone, Debug)]
pub struct Tree {
    root: Value,
    files: Vec<File>,
    opened: Vec<PathBuf>,
    homes: Homes,
    diagnostics: Diagnostics,
}

impl Tree {
    /// Reads a document from the bytes of a file. The name's ending tells JSON from YAML.
    ///
    /// # Errors
    ///
    /// As for [`load`](super::load()).
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        let name = name.into();
        let text = decode(&name, bytes)?;
        Self::from_text(name, text)
    }

    /// Reads a document from the text of a file. The name's ending tells JSON from YAML.
    ///
    /// No other file is read: references to such stay as they are.
    ///
    /// # Errors
    ///
    /// As for [`load`](super::load()).
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::new();
        let Read { file, value, .. } = File::parse(FileId::MAIN, name.into(), text.into(), &mut diagnostics)?;
        Ok(Self { root: value, files: vec![file], opened: Vec::new(), homes: Homes::default(), diagnostics })
    }

    /// Reads a document from the bytes of a file at a path, and from the files that it refers to.
    ///
    /// # Errors
    ///
    /// As for [`load`](super::load()).
    pub(super) fn from_file(path: &Path, bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        let name = path.display().to_string();
        let text = decode(&name, bytes)?;
        let mut diagnostics = Diagnostics::new();
        let main = File::parse(FileId::MAIN, name, text, &mut diagnostics)?;
        let gathered = Gathered::from(main, path, &mut diagnostics);
        let Bundle { root, files, opened, homes } = bundle(gathered, &mut diagnostics);
        Ok(Self { root, files, opened, homes, diagnostics })
    }

    /// The document: the file that the user named, with what it is put together of.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The file that the user named.
    pub fn main(&self) -> &File {
        self.files.first().expect("a tree is never without its first file")
    }

    /// One of the files.
    pub fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// All files, in the order in which they were read; the first is the one that the user named.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The paths of all files that were opened but the first, whether or not they could be read.
    pub fn opened(&self) -> &[PathBuf] {
        &self.opened
    }

    /// The value at a place.
    pub fn get(&self, location: &Location) -> Option<&Value> {
        self.file(location.file)?;
        self.homes.home(location.file, &location.pointer).of(&self.root)
    }

    /// Where that which stands at a place of the document was written: in which file, and where in it.
    pub fn written(&self, location: &Location) -> Location {
        self.homes.written(location)
    }

    /// What was noticed and did not stand in the way, such as keys that occur twice.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// A file of a document.
#[derive(Clone, Debug)]
pub struct File {
    /// The name as the user gave it.
    pub name: String,
    /// The text, without byte order mark.
    pub text: String,
    /// How it is written.
    pub format: Format,
}

impl File {
    /// Reads a text, and adds what is noticed to the diagnostics.
    ///
    /// What is noticed before an error is not told: it would point to places in a document that is not there.
    pub(super) fn parse(
        id: FileId,
        name: String,
        text: String,
        diagnostics: &mut Diagnostics,
    ) -> Result<Read, Diagnostic> {
        let is_json = Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        let source = Source { file: id, name: &name, text: &text };
        let parsed = parse(source, is_json)?;
        if parsed.value.is_null() {
            let place = TextPlace::new(name, &text, text.len() - text.trim_start().len(), 1);
            return Err(Diagnostic::new(Code::EmptyFile, place, "the file says nothing but `null`"));
        }
        diagnostics.extend(parsed.diagnostics);
        let Parsed { value, format, values, bytes, .. } = parsed;
        let aliased_bytes = bytes.saturating_sub(text.len() as u64);
        Ok(Read { file: Self { name, text, format }, value, values, aliased_bytes })
    }
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) file: File,
    /// What its text says.
    pub(super) value: Value,
    /// How many values that are.
    pub(super) values: u64,
    /// How many bytes of strings they hold beyond those of the text.
    pub(super) aliased_bytes: u64,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// JSON, [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
    Json,
    /// YAML, [1.2](https://yaml.org/spec/1.2.2/), of which all JSON is a part.
    Yaml,
}

/// A text to read, and what to call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) file: FileId,
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Parsed {
    value: Value,
    format: Format,
    diagnostics: Vec<Diagnostic>,
    values: u64,
    bytes: u64,
}

impl Parsed {
    pub(super) fn of(value: Value, format: Format, reading: Reading) -> Self {
        let (values, bytes) = (reading.values(), reading.bytes());
        Self { value, format, diagnostics: reading.into_diagnostics(), values, bytes }
    }
}

/// Reads what looks like JSON as such; if it is not, it may be YAML all the same.
fn parse(source: Source<'_>, is_json: bool) -> Result<Parsed, Diagnostic> {
    let start = source.text.trim_start();
    if !is_json && !start.starts_with(['{', '[']) {
        return yaml::parse(source);
    }
    match json::parse(source) {
        Err(error) if error.code == Code::Syntax => {
            yaml::parse(source).map_err(|other| if is_json || is_quoted(start) { error } else { other })
        }
        // What is well-formed but beyond a limit is so in YAML too.
        parsed => parsed,
    }
}

/// Whether the first thing in the brackets is what JSON has there: a quoted key, or a value in quotes.
fn is_quoted(text: &str) -> bool {
    text.get(1..).is_some_and(|rest| rest.trim_start().starts_with(['"', '{', '[']))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

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
