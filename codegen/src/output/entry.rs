//! What a path leads to, without following symbolic links.

use std::fs;
use std::io;
use std::path::Path;

use super::Refused;

/// What a path leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Entry {
    Nothing,
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device. Reading it could wait forever.
    Other,
}

/// What a path leads to.
pub(super) fn of(path: &Path) -> Result<Entry, Refused> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_symlink() => Ok(Entry::Link),
        Ok(data) if data.is_file() => Ok(Entry::File),
        Ok(data) if data.is_dir() => Ok(Entry::Folder),
        Ok(_) => Ok(Entry::Other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Entry::Nothing),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Refused::NotAFolder(path.parent().unwrap_or(path).to_owned()))
        }
        Err(error) => Err(Refused::Io(path.to_owned(), error)),
    }
}

/// The text of a file that was generated, if there is one. A symbolic link to a file with the text `same` counts as that file;
/// other links are refused, since they cannot be replaced without loss.
///
/// # Errors
///
/// There is something else than a text file, or the file system reports an error.
pub(super) fn text(path: &Path, same: &str) -> Result<Option<String>, Refused> {
    match of(path)? {
        Entry::Nothing => Ok(None),
        Entry::File => match fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Refused::NotGenerated(path.to_owned())),
            Err(error) => Err(Refused::Io(path.to_owned(), error)),
        },
        Entry::Link => {
            // What it leads to may be a pipe.
            let is_file = fs::metadata(path).is_ok_and(|data| data.is_file());
            match is_file.then(|| fs::read_to_string(path)) {
                Some(Ok(text)) if text == same => Ok(Some(text)),
                _ => Err(Refused::Link(path.to_owned())),
            }
        }
        Entry::Folder | Entry::Other => Err(Refused::NotAFile(path.to_owned())),
    }
}

/// Whether a folder is a crate of its own.
pub(super) fn is_crate(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join("Cargo.toml")).is_ok()
}
