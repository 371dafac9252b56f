//! Loading of documents from files.

use std::path::Path;

use super::decode::decode;
use super::disk::Reach;
use super::limits;
use super::store::Store;
use super::tree::Tree;
use crate::report::{Code, Diagnostic, Diagnostics, Place};

/// Reads a document from a file, in YAML or JSON, and from the files that its references lead to.
///
/// Diagnostics name the file by this path, and other files relative to it. References are followed to files in the folder of
/// the document. URLs are never followed. A file that cannot be read is reported, and the others are read.
///
/// # Errors
///
/// The diagnostics of a file that cannot be read or is not well-formed.
pub fn load(path: &Path) -> Result<Tree, Diagnostics> {
    load_from(&Store::Disk, Reach::Folder, path)
}

/// As [`load`], from the file system or from a revision of a git repository, and with the files that references may name.
///
/// # Errors
///
/// As for [`load`].
pub fn load_from(store: &Store, reach: Reach, path: &Path) -> Result<Tree, Diagnostics> {
    let name = store.name(path);
    let place = Place::File(name.clone());
    match store.read(path) {
        Ok(bytes) if bytes.len() as u64 > limits::FILE_BYTES => {
            let limit = limits::FILE_BYTES >> 20;
            Err(Diagnostic::new(Code::TooLarge, place, format!("`{name}` is larger than {limit} MiB")).into())
        }
        Ok(bytes) => Tree::from_file(store, reach, path, bytes),
        Err(error) => {
            Err(Diagnostic::new(Code::UnreadableFile, place, format!("cannot read `{name}`: {error}")).into())
        }
    }
}

/// Reads an overlay of a document, and adds it to the document.
///
/// # Errors
///
/// The diagnostics of an overlay that cannot be read, is not well-formed or extends another document.
pub fn overlay(tree: Tree, store: &Store, path: &Path) -> Result<Tree, Diagnostics> {
    tree.add_overlay(store.name(path), text(store, path)?, path, |path| store.canonical(path).ok())
}

/// Reads a text file that is not a document, such as a configuration.
///
/// # Errors
///
/// The diagnostics of a file that cannot be read or is not UTF-8.
pub fn text(store: &Store, path: &Path) -> Result<String, Diagnostics> {
    let name = store.name(path);
    let bytes = store.read(path).map_err(|error| {
        Diagnostic::new(Code::UnreadableFile, Place::File(name.clone()), format!("cannot read `{name}`: {error}"))
    })?;
    decode(&name, bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said() {
        let check = |path: &Path| {
            let diagnostics = load(path).unwrap_err();
            let diagnostic = diagnostics.iter().next().unwrap();
            assert_eq!(diagnostic.code, Code::UnreadableFile);
            assert_eq!(diagnostic.place, Place::File(path.display().to_string()));
        };
        check(Path::new("no/such/file.yaml"));
        check(&std::env::temp_dir());
    }

    #[test]
    fn files_are_limited() {
        let path = std::env::temp_dir().join(format!("specwright-load-{}.yaml", std::process::id()));
        let sized = |bytes: u64| {
            std::fs::File::create(&path).and_then(|file| file.set_len(bytes)).unwrap();
            load(&path).unwrap_err().iter().next().unwrap().code
        };
        let codes = [sized(limits::FILE_BYTES + 1), sized(limits::FILE_BYTES)];
        std::fs::remove_file(&path).unwrap();
        // A file without content is zeros.
        assert_eq!(codes, [Code::TooLarge, Code::BinaryFile]);
    }
}
