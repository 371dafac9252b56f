//! Which files references may name, and their bytes.
//!
//! A document is text from somewhere else, and the files it refers to are read with the rights of the user. Therefore:
//!
//! - Only regular files are read, no devices and no pipes.
//! - They are in the folder of the file that the user named, after symbolic links are resolved.
//! - If the user allows it ([`Reach::Anywhere`]), a relative path may leave that folder, but there only to files that end in
//!   `.json`, `.yaml` or `.yml`. An absolute path may not.
//! - Nothing is fetched from the network.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use super::address::{self, Candidate};
use super::decode::decode;
use super::file::{File, Read};
use super::limits;
use super::link::Link;
use super::store::Store;
use crate::report::{Code, Diagnostics, FileId};

/// Which files references may name.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Reach {
    /// Files in the folder of the document. The content of others could end in the output, and in the log of a build.
    #[default]
    Folder,
    /// Documents outside of it, too, by relative paths.
    Anywhere,
}

/// The files that were read, each once.
pub(super) struct Disk {
    store: Store,
    reach: Reach,
    /// The folder of the file that the user named, without links; nothing if it has none.
    home: Option<PathBuf>,
    known: HashMap<PathBuf, Link>,
    opened: Vec<PathBuf>,
    /// Files that do not exist.
    absent: BTreeSet<PathBuf>,
    bytes: u64,
    values: u64,
}

/// A file that may be read.
pub(super) struct Place {
    /// The path, relative to the file that the user named.
    pub(super) path: PathBuf,
    /// The path without symbolic links, which identifies the file.
    real: PathBuf,
}

/// Why a file has no value.
pub(super) enum Refused {
    /// It was not read.
    Unread(String),
    /// It was read, but it is not a valid document.
    Broken(Diagnostics),
}

impl Disk {
    /// Begins with the file that the user named, which was read.
    pub(super) fn new(store: &Store, reach: Reach, main: &Path, read: &Read) -> Self {
        let real = store.canonical(main).ok();
        let home = real.as_deref().and_then(Path::parent).map(Path::to_owned);
        let known = real.into_iter().map(|real| (real, Link::To(FileId::MAIN))).collect();
        Self {
            store: store.clone(),
            reach,
            home,
            known,
            opened: Vec::new(),
            absent: BTreeSet::new(),
            bytes: read.file.text.len() as u64,
            values: read.values,
        }
    }

    /// The first of several paths to a file that may be read.
    ///
    /// # Errors
    ///
    /// The reason why the first of them cannot be read.
    pub(super) fn place(&mut self, candidates: Vec<Candidate>) -> Result<Place, String> {
        let mut why = None;
        let mut likeliest = None;
        for candidate in candidates {
            match self.allowed(&candidate) {
                Ok(real) => return Ok(Place { path: candidate.path, real }),
                Err(error) => why = why.or(Some(error)),
            }
            likeliest = likeliest.or(Some(candidate.path));
        }
        self.absent.extend(likeliest.filter(|path| !self.store.is_file(path)));
        Err(why.unwrap_or_default())
    }

    /// The target of an earlier reference to the same file.
    pub(super) fn known(&self, place: &Place) -> Option<Link> {
        self.known.get(&place.real).cloned()
    }

    /// Notes the targets of references to a file.
    pub(super) fn note(&mut self, place: Place, link: Link) {
        self.known.insert(place.real, link);
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Why there is no value.
    pub(super) fn read(&mut self, place: &Place, id: FileId, diagnostics: &mut Diagnostics) -> Result<Read, Refused> {
        let name = self.store.name(&place.path);
        if self.known.len() > limits::FILES {
            return Err(Refused::Unread(format!(
                "`{name}` is not read: the document has more than {} files",
                limits::FILES
            )));
        }
        if self.bytes > limits::FILE_BYTES || self.values > limits::VALUES {
            let message = format!("`{name}` is not read: the files of the document are too large in total");
            return Err(Refused::Unread(message));
        }
        let bytes =
            self.store.read(&place.path).map_err(|error| Refused::Unread(format!("cannot read `{name}`: {error}")))?;
        self.opened.push(place.path.clone());
        self.bytes += bytes.len() as u64;
        if self.bytes > limits::FILE_BYTES {
            let limit = limits::FILE_BYTES >> 20;
            let message = format!("`{name}` is not read: the files of the document are larger than {limit} MiB");
            return Err(Refused::Unread(message));
        }
        let text = decode(&name, bytes).map_err(Refused::Broken)?;
        let read = File::parse(id, name, text, diagnostics).map_err(|diagnostic| {
            // A file that exceeds its limit costs as much as one that reaches it.
            if matches!(diagnostic.code, Code::AliasExpansion | Code::TooDeep | Code::TooLarge) {
                self.values += limits::ALIASED_VALUES;
            }
            Refused::Broken(diagnostic.into())
        })?;
        self.values += read.values;
        self.bytes += read.aliased_bytes;
        Ok(read)
    }

    /// The files that were read, in that order, and those that do not exist.
    pub(super) fn into_paths(self) -> (Vec<PathBuf>, BTreeSet<PathBuf>) {
        (self.opened, self.absent)
    }

    fn allowed(&self, candidate: &Candidate) -> Result<PathBuf, String> {
        let name = candidate.path.display();
        let real = match self.store.canonical(&candidate.path) {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(format!("the file `{name}` does not exist"));
            }
            Err(error) => return Err(format!("cannot read `{name}`: {error}")),
        };
        if !self.store.is_regular(&real) {
            return Err(format!("`{name}` is not a file"));
        }
        let is_at_home = self.home.as_ref().is_some_and(|home| real.starts_with(home));
        if !is_at_home && !candidate.is_relative {
            return Err(format!("`{name}` is outside the folder of the document; use a relative path"));
        }
        if !is_at_home && self.reach == Reach::Folder {
            return Err(format!(
                "`{name}` is outside the folder of the document; `--allow-outside` allows such files, if you trust the document"
            ));
        }
        if !is_at_home && !address::ends_as_documents(&real) {
            return Err(format!(
                "`{name}` is outside the folder of the document; only `.json`, `.yaml` and `.yml` files are read from there"
            ));
        }
        Ok(real)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use serde_json::Value;

    use super::*;

    /// Reads a file after `files` others that have `bytes` and `values` in total.
    fn read_after(files: usize, bytes: u64, values: u64) -> Result<Value, String> {
        let path = std::env::temp_dir().join(format!("specwright-disk-{}-{files}-{values}.json", std::process::id()));
        fs::write(&path, "[1]").unwrap();
        let known = (0..files).map(|index| (PathBuf::from(index.to_string()), Link::To(FileId::MAIN))).collect();
        let mut disk = Disk {
            store: Store::Disk,
            reach: Reach::Folder,
            home: None,
            known,
            opened: Vec::new(),
            absent: BTreeSet::new(),
            bytes,
            values,
        };
        let place = Place { path: path.clone(), real: path.clone() };
        let read = disk.read(&place, FileId::MAIN, &mut Diagnostics::default());
        fs::remove_file(&path).unwrap();
        match read {
            Ok(read) => Ok(read.value),
            Err(Refused::Unread(why)) => Err(why),
            Err(Refused::Broken(diagnostics)) => panic!("{diagnostics:?}"),
        }
    }

    #[test]
    fn the_total_size_of_all_files_is_limited() {
        let check = |files, bytes, values, expected: Option<&str>| {
            let why = read_after(files, bytes, values).err();
            assert_eq!(why.is_some(), expected.is_some(), "{why:?}");
            assert!(why.unwrap_or_default().contains(expected.unwrap_or_default()));
        };
        check(limits::FILES, limits::FILE_BYTES - 3, limits::VALUES, None);
        check(limits::FILES + 1, 0, 0, Some("more than 10000 files"));
        check(1, limits::FILE_BYTES - 2, 0, Some("larger than 128 MiB"));
        check(1, limits::FILE_BYTES + 1, 1, Some("too large in total"));
        check(1, 0, limits::VALUES + 1, Some("too large in total"));
    }
}
