//! All files that a document consists of, from the first reference to the last.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::address::{self, Address};
use super::disk::{Disk, Reach, Refused};
use super::file::{File, Read};
use super::limits;
use super::link::Link;
use super::store::Store;
use super::survey::{Survey, leads_out, survey};
use crate::report::{At, Code, Diagnostic, Diagnostics, FileId, Severity};

/// The files of a document, and the links between them.
pub(super) struct Gathered {
    /// The files; the first is the one that the user named.
    pub(super) files: Vec<DocumentFile>,
    /// The files that were opened, except the first.
    pub(super) opened: Vec<PathBuf>,
    /// The files that are referred to and do not exist.
    pub(super) absent: BTreeSet<PathBuf>,
    /// Targets of addresses, by the file that contains them.
    links: HashMap<FileId, HashMap<String, Link>>,
    /// The other files, by their names in the document.
    called: HashMap<String, FileId>,
}

/// One file of a document.
pub(super) struct DocumentFile {
    pub(super) file: File,
    pub(super) value: Value,
    pub(super) survey: Survey,
    /// The unique name of the file in the document: the stem of its file name.
    pub(super) key: String,
    /// Its folder.
    folder: PathBuf,
}

impl Gathered {
    /// Reads all files that a file refers to, directly or not, in the order of their first reference.
    ///
    /// Reports mistakes in them, and files that cannot be read.
    pub(super) fn from(store: &Store, reach: Reach, main: Read, path: &Path, diagnostics: &mut Diagnostics) -> Self {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut disk = Disk::new(store, reach, path, &main);
        // Most documents are one file, and need no list of the references in it.
        let mut surveyed = survey(&main.value, leads_out);
        if !surveyed.references.is_empty() {
            surveyed = survey(&main.value, |_, _| true);
        }
        let main = DocumentFile { file: main.file, value: main.value, survey: surveyed, key: String::new(), folder };
        let mut gathered = Self {
            files: vec![main],
            opened: Vec::new(),
            absent: BTreeSet::new(),
            links: HashMap::new(),
            called: HashMap::new(),
        };
        let mut keys = Keys::default();

        let mut next = 0;
        while let Some(part) = gathered.files.get(next) {
            let id = FileId(u32::try_from(next).unwrap_or(u32::MAX));
            next += 1;
            let out: Vec<(String, bool)> = part
                .survey
                .references
                .iter()
                .filter(|reference| leads_out(&reference.text, reference.role))
                .filter_map(|reference| match address::split(&reference.text) {
                    (Address::File(address), _) => Some((address.to_owned(), reference.resource.is_some())),
                    _ => None,
                })
                .collect();
            let (folder, has_addresses) = (part.folder.clone(), part.survey.has_addresses);
            for (address, has_address) in out {
                if gathered.links.get(&id).is_some_and(|links| links.contains_key(&address)) {
                    continue;
                }
                let link = gathered.follow(&mut disk, &mut keys, &folder, &address, diagnostics);
                // What is not a file may be the address of a schema, which `dialect` determines.
                let is_name = has_address || has_addresses || !address.contains(['.', '/']);
                let link = if is_name && matches!(link, Link::Missing(_)) { Link::Unknown } else { link };
                gathered.links.entry(id).or_default().insert(address, link);
            }
        }
        (gathered.opened, gathered.absent) = disk.into_paths();
        gathered
    }

    /// The target of an address in a file.
    pub(super) fn link(&self, from: FileId, address: &str) -> Link {
        self.links.get(&from).and_then(|links| links.get(address)).cloned().unwrap_or(Link::Unknown)
    }

    /// One of the files.
    pub(super) fn part(&self, id: FileId) -> Option<&DocumentFile> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The file with this name.
    pub(super) fn called(&self, name: &str) -> Option<FileId> {
        self.called.get(name).copied()
    }

    /// Reports that a target does not exist.
    pub(super) fn missing(at: &At<'_>, message: String) -> Diagnostic {
        Diagnostic::new(Code::MissingRef, at.value(), message).help(
            "add the target, or correct the reference; paths are relative to the file that contains the reference",
        )
    }

    fn follow(
        &mut self,
        disk: &mut Disk,
        keys: &mut Keys,
        folder: &Path,
        address: &str,
        diagnostics: &mut Diagnostics,
    ) -> Link {
        let place = match disk.place(address::candidates(folder, address)) {
            Ok(place) => place,
            Err(why) => return Link::Missing(why),
        };
        if let Some(known) = disk.known(&place) {
            return known;
        }
        let Ok(index) = u32::try_from(self.files.len()) else { return Link::Unknown };
        let link = match disk.read(&place, FileId(index), diagnostics) {
            Ok(Read { file, value, .. }) => {
                let key = keys.of(&place.path);
                let survey = survey(&value, |_, _| true);
                let folder = place.path.parent().unwrap_or(Path::new("")).to_owned();
                self.called.insert(key.clone(), FileId(index));
                self.files.push(DocumentFile { file, value, survey, key, folder });
                Link::To(FileId(index))
            }
            Err(Refused::Unread(why)) => Link::Missing(why),
            Err(Refused::Broken(found)) => {
                if diagnostics.len() < limits::NOTICES {
                    diagnostics.extend(found.into_iter().map(|diagnostic| diagnostic.severity(Severity::Warning)));
                }
                Link::Broken
            }
        };
        disk.note(place, link.clone());
        link
    }
}

/// The names of files, each used once.
#[derive(Default)]
struct Keys {
    /// The number of files by wanted name.
    wanted: HashMap<String, usize>,
    used: HashSet<String>,
}

impl Keys {
    /// A name for a file: its stem, or that of its folder if it is the index of that.
    fn of(&mut self, path: &Path) -> String {
        let text = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
        let stem = text(path.file_stem()).unwrap_or_default();
        let is_index = stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("_index");
        let folder = text(path.parent().and_then(Path::file_name)).filter(|_| is_index);
        let stem = folder.unwrap_or(stem);
        loop {
            let count = self.wanted.entry(stem.clone()).or_default();
            *count += 1;
            let key = if *count == 1 { stem.clone() } else { format!("{stem}-{count}") };
            if key != NOTHING && self.used.insert(key.clone()) {
                return key;
            }
        }
    }
}

/// The name of an empty file, to which references without a target point, so that they are reported only once.
pub(super) const NOTHING: &str = "nothing";
