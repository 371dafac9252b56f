//! Files on their way: they are written to a folder of their own, and then renamed.
//!
//! The folder is in the folder of the crate, so that renaming works, and has a name that no other run has. What a run that was
//! killed left in one is removed by the next.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Refused;
use super::entry::{self, Entry};

/// The beginning of the names of such folders. The process and a number follow.
const PREFIX: &str = ".specwright-new-";

/// New files, which are in place after [`finish`](Self::finish). Without that nothing of them stays.
pub(super) struct Staging {
    folder: PathBuf,
    /// The paths of the written files, and where they belong.
    files: Vec<(PathBuf, PathBuf)>,
}

impl Staging {
    /// Creates a folder for new files in one that is claimed.
    pub fn create(folder: &Path) -> Result<Self, Refused> {
        let process = std::process::id();
        let mut number = 0_u32;
        loop {
            let folder = folder.join(format!("{PREFIX}{process}-{number}"));
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(Self { folder, files: Vec::new() }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(Refused::Io(folder, error)),
            }
        }
    }

    /// Writes a file that belongs to a path.
    pub fn add(&mut self, path: PathBuf, text: &str) -> Result<(), Refused> {
        let staged = self.folder.join(self.files.len().to_string());
        let mut file = OpenOptions::new().write(true).create_new(true).open(&staged).map_err(Refused::io(&staged))?;
        self.files.push((staged.clone(), path));
        file.write_all(text.as_bytes()).map_err(Refused::io(&staged))
    }

    /// Moves all files to where they belong.
    pub fn finish(self) -> Result<(), Refused> {
        let mut made: Option<&Path> = None;
        for (staged, path) in &self.files {
            // Files of one folder come one after the other.
            let parent = path.parent();
            if let Some(parent) = parent.filter(|_| made != parent) {
                fs::create_dir_all(parent).map_err(Refused::io(parent))?;
                made = Some(parent);
            }
            fs::rename(staged, path).map_err(Refused::io(path))?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        for (staged, _) in &self.files {
            let _ = fs::remove_file(staged);
        }
        let _ = fs::remove_dir(&self.folder);
    }
}

/// The paths of what runs that were interrupted left in a folder: files, then their folders.
pub(super) fn left_over(folder: &Path) -> Result<Vec<PathBuf>, Refused> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(Refused::Io(folder.to_owned(), error)),
    };
    for path in entries {
        let path = path.map_err(Refused::io(folder))?.path();
        if !path.file_name().is_some_and(|name| is_name(&name.to_string_lossy())) || entry::of(&path)? != Entry::Folder
        {
            continue;
        }
        for file in fs::read_dir(&path).map_err(Refused::io(&path))? {
            let file = file.map_err(Refused::io(&path))?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if is_number(&name) && entry::of(&file)? == Entry::File {
                found.push(file);
            }
        }
        found.push(path);
    }
    found.sort_by_key(|path| (std::cmp::Reverse(path.components().count()), path.clone()));
    Ok(found)
}

/// Removes what runs that were interrupted left in a folder, and returns the paths in it.
pub(super) fn clear(folder: &Path) -> Result<Vec<String>, Refused> {
    let mut cleared = Vec::new();
    for path in left_over(folder)? {
        // A folder with files of others stays.
        let removed = if entry::of(&path)? == Entry::Folder { fs::remove_dir(&path) } else { fs::remove_file(&path) };
        if removed.is_ok() {
            cleared.push(relative(folder, &path));
        }
    }
    Ok(cleared)
}

/// The path of something in a folder, with `/` between folders.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_name(name: &str) -> bool {
    let numbers = name.strip_prefix(PREFIX).and_then(|numbers| numbers.split_once('-'));
    numbers.is_some_and(|(process, number)| is_number(process) && is_number(number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
