//! The claim on a folder: one run at a time writes to it.
//!
//! A file in the folder is locked while a run writes. The lock ends with the process, however that ends, so that nobody waits
//! for a run that was killed. The file is removed at the end; one that is there and is not locked was left over.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};
use same_file::Handle;

use super::Refused;
use super::entry::{self, Entry};
use super::staging;

/// The name of the file that is locked.
pub(super) const FILE: &str = ".specwright-running";

/// A claim on a folder. While it is held, no other run writes there.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    file: Option<File>,
    /// Folders that were created for it, the outermost first.
    created: Vec<PathBuf>,
    /// What runs that were interrupted left in the folder. It was removed.
    pub(super) cleared: Vec<String>,
}

impl Claim {
    /// Claims a folder, which is created if it does not exist. While another run has it, `waiting` is called once, and the
    /// claim waits for the end of that run.
    ///
    /// # Errors
    ///
    /// The path is empty, there is something else than a folder, or the file system reports an error.
    pub fn of(folder: &Path, waiting: impl FnOnce()) -> Result<Self, Refused> {
        let mut waiting = Some(waiting);
        let mut claim = Self { folder: folder.to_owned(), file: None, created: Vec::new(), cleared: Vec::new() };
        let path = folder.join(FILE);
        loop {
            claim.create_folder()?;
            let file = match open_or_create(&path) {
                Ok(file) => file,
                // The run that created the folder has removed it again.
                Err(Refused::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(refused) => return Err(refused),
            };
            if !lock(&file, &path, &mut waiting)? {
                // A file system without locks. Temporary files have names of their own all the same.
                claim.file = Some(file);
                return Ok(claim);
            }
            // The run before may have removed the file in the meantime: then the lock is one on nothing.
            if is_at(&file, &path) {
                let _ = file.set_len(0);
                let _ = writeln!(&file, "specwright writes to this folder: process {}", std::process::id());
                claim.file = Some(file);
                claim.cleared = staging::clear(folder)?;
                return Ok(claim);
            }
        }
    }

    /// The claimed folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn create_folder(&mut self) -> Result<(), Refused> {
        if self.folder.as_os_str().is_empty() {
            return Err(Refused::NoFolder);
        }
        let missing: Vec<PathBuf> = self
            .folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_err())
            .map(Path::to_owned)
            .collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(&path) {
                Ok(()) => self.created.push(path),
                // Another run was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                    return Err(Refused::NotAFolder(path.parent().unwrap_or(&path).to_owned()));
                }
                Err(error) => return Err(Refused::Io(path, error)),
            }
        }
        match fs::metadata(&self.folder) {
            Ok(data) if data.is_dir() => Ok(()),
            Ok(_) => Err(Refused::NotAFolder(self.folder.clone())),
            Err(error) => Err(Refused::Io(self.folder.clone(), error)),
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            // It is removed before the lock ends, so that nobody can lock it in between and lose it.
            let _ = fs::remove_file(self.folder.join(FILE));
            drop(file);
        }
        // Folders that are not empty stay.
        for path in self.created.iter().rev() {
            let _ = fs::remove_dir(path);
        }
    }
}

/// Waits until no run writes to a folder, and prevents others from beginning while the result is kept. Nothing is written.
///
/// Returns whether a run left its file there.
pub(super) fn wait(folder: &Path) -> Result<(Option<File>, bool), Refused> {
    let path = folder.join(FILE);
    loop {
        if !matches!(entry::of(&path)?, Entry::File) {
            return Ok((None, false));
        }
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Refused::Io(path, error)),
        };
        match FileExt::lock_shared(&file) {
            Ok(()) if is_at(&file, &path) => return Ok((Some(file), true)),
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok((None, false)),
            Err(error) => return Err(Refused::Io(path, error)),
        }
    }
}

/// Opens the file, without following a symbolic link.
fn open_or_create(path: &Path) -> Result<File, Refused> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match entry::of(path)? {
            Entry::File => OpenOptions::new().write(true).open(path).map_err(Refused::io(path)),
            Entry::Nothing => Err(Refused::Io(path.to_owned(), io::ErrorKind::NotFound.into())),
            Entry::Link => Err(Refused::Link(path.to_owned())),
            Entry::Folder | Entry::Other => Err(Refused::NotAFile(path.to_owned())),
        },
        opened => opened.map_err(Refused::io(path)),
    }
}

/// Locks a file; false if the file system has no locks.
fn lock(file: &File, path: &Path, waiting: &mut Option<impl FnOnce()>) -> Result<bool, Refused> {
    let error = match FileExt::try_lock(file) {
        Ok(()) => return Ok(true),
        Err(TryLockError::WouldBlock) => {
            if let Some(waiting) = waiting.take() {
                waiting();
            }
            match FileExt::lock(file) {
                Ok(()) => return Ok(true),
                Err(error) => error,
            }
        }
        Err(TryLockError::Error(error)) => error,
    };
    if error.kind() == io::ErrorKind::Unsupported { Ok(false) } else { Err(Refused::Io(path.to_owned(), error)) }
}

/// Whether a path leads to an open file, and by no link.
fn is_at(file: &File, path: &Path) -> bool {
    let handle = |file: &File| Handle::from_file(file.try_clone()?);
    matches!(entry::of(path), Ok(Entry::File))
        && matches!((handle(file), Handle::from_path(path)), (Ok(a), Ok(b)) if a == b)
}
