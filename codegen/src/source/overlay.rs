//! Overlays, as they are read: the file of the document that they change, and references in them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::address::{self, Address};
use super::bundle::fragment;
use super::file::{File, Read};
use super::homes::Homes;
use super::survey::survey;
use crate::report::{At, Code, Diagnostic, Diagnostics, FileId, Pointer, Severity};

/// An overlay of a document, as it is read. Its actions are for the stage that applies them.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// The file.
    pub file: File,
    /// Its value. References to files of the document lead to where these are in the document.
    pub value: Value,
    /// The file of the document that it changes: the main file, or another one that `extends` names.
    pub target: FileId,
}

impl Overlay {
    /// The overlay that was read from a path. `canonical` is what identifies a file.
    pub(super) fn new(
        read: Read,
        id: FileId,
        path: &Path,
        (files, homes): (&[File], &Homes),
        canonical: impl Fn(&Path) -> Option<PathBuf>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Diagnostic> {
        let Read { file, value, .. } = read;
        let files = Files { files, homes, canonical };
        let target = files.target(&value, id, path)?;
        let mut overlay = Self { file, value, target };
        files.redirect(&mut overlay, id, path, diagnostics);
        Ok(overlay)
    }
}

/// The files of a document, as addresses in an overlay name them.
struct Files<'t, C> {
    files: &'t [File],
    homes: &'t Homes,
    canonical: C,
}

impl<C: Fn(&Path) -> Option<PathBuf>> Files<'_, C> {
    /// The file that an overlay extends. A URL may be that of the document, which its copy does not know.
    fn target(&self, value: &Value, id: FileId, path: &Path) -> Result<FileId, Diagnostic> {
        let Some(Value::String(extends)) = value.get("extends") else { return Ok(FileId::MAIN) };
        let Address::File(address) = address::split(extends).0 else { return Ok(FileId::MAIN) };
        let folder = path.parent().unwrap_or(Path::new(""));
        self.find(folder, address).ok_or_else(|| {
            let root = At::root(id);
            let message = format!("this overlay extends `{extends}`, which is not the document and none of its files");
            Diagnostic::new(Code::OverlaySyntax, root.key("extends").value(), message).help(format!(
                "the document is `{}`; paths are relative to the overlay. Correct `extends`, or remove it",
                self.files.first().map_or("", |main| main.name.as_str())
            ))
        })
    }

    /// Lets references in an overlay lead to where their targets are in the document. They are written as they are to stand in the file
    /// that the overlay changes.
    fn redirect(&self, overlay: &mut Overlay, id: FileId, path: &Path, diagnostics: &mut Diagnostics) {
        let target = usize::try_from(overlay.target.0)
            .ok()
            .and_then(|index| self.files.get(index))
            .map(|file| PathBuf::from(&file.name))
            .unwrap_or_default();
        let folders = [target.parent(), path.parent()].map(|folder| folder.unwrap_or(Path::new("")));
        for reference in survey(&overlay.value, |_, _| true).references {
            let (address, rest) = address::split(&reference.text);
            let file = match address {
                Address::Here if overlay.target == FileId::MAIN || !reference.text.starts_with("#/") => continue,
                Address::Here => Some(overlay.target),
                Address::File(_) if !address::is_path(&reference.text) => continue,
                Address::File(address) => folders.iter().find_map(|folder| self.find(folder, address)),
                Address::Elsewhere => continue,
            };
            let pointer = Pointer::parse_fragment(rest);
            let home = file.zip(pointer).map(|(file, pointer)| self.homes.home(file, &pointer));
            match (home, overlay.value.pointer_mut(reference.at.as_str())) {
                (Some(home), Some(text)) => *text = Value::String(fragment(&home)),
                _ => {
                    let at = At::under(id, &reference.at).value();
                    let message = format!("`{}` is in no file of the document", reference.text);
                    let diagnostic = Diagnostic::new(Code::MissingRef, at, message).severity(Severity::Warning);
                    diagnostics.push(diagnostic.help("write what it refers to into the overlay, under `components`"));
                }
            }
        }
    }

    /// The file that an address in a folder names. Where nothing identifies files, those of the same name are the same.
    fn find(&self, folder: &Path, address: &str) -> Option<FileId> {
        for candidate in address::candidates(folder, address) {
            for (id, file) in (0..).map(FileId).zip(self.files) {
                let name = Path::new(&file.name);
                let is_same = match ((self.canonical)(&candidate.path), (self.canonical)(name)) {
                    (Some(one), Some(other)) => one == other,
                    _ => candidate.path.file_name() == name.file_name(),
                };
                if is_same {
                    return Some(id);
                }
            }
        }
        None
    }
}
