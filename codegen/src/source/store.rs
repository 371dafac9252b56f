//! Where files are read from: the file system, or a revision of a git repository.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use super::limits;

/// Where files are read from.
#[derive(Clone, Debug, Default)]
pub enum Store {
    /// The file system.
    #[default]
    Disk,
    /// A revision of a repository. Its paths begin at the root of the repository.
    Git(Revision),
}

/// A revision of a git repository.
#[derive(Clone, Debug)]
pub struct Revision {
    name: String,
    files: HashSet<PathBuf>,
    /// A folder of the repository.
    folder: PathBuf,
    /// The root of the repository, from that folder.
    root: PathBuf,
}

impl Revision {
    /// Finds a revision of the repository of a folder.
    ///
    /// # Errors
    ///
    /// What `git` prints.
    pub fn find(folder: &Path, name: &str) -> io::Result<Self> {
        let listed = git(folder, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", name])?;
        let listed = String::from_utf8_lossy(&listed);
        let files = listed.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect();
        let root = String::from_utf8_lossy(&git(folder, &["rev-parse", "--show-cdup"])?).trim_end().to_owned();
        Ok(Self { name: name.to_owned(), files, folder: folder.to_owned(), root: PathBuf::from(root) })
    }

    /// The path of a file of the repository in the working tree.
    pub fn in_working_tree(&self, path: &Path) -> PathBuf {
        // From the current folder, `.` adds nothing.
        let folder = if self.folder == Path::new(".") { Path::new("") } else { &self.folder };
        folder.join(&self.root).join(path)
    }
}

/// The last commit that changed a path, if it is in a repository.
pub fn last_commit(path: &Path) -> Option<String> {
    commit(path, &["log", "-1", "--format=%H"])
}

/// The last commit that changed a line of a file that matches a regular expression.
pub fn last_commit_of_line(path: &Path, line: &str) -> Option<String> {
    commit(path, &["log", "-1", "--format=%H", "-G", line])
}

fn commit(path: &Path, arguments: &[&str]) -> Option<String> {
    let (folder, name) = within(path)?;
    let arguments = [arguments, &["--", &name]].concat();
    let commit = String::from_utf8(git(&folder, &arguments).ok()?).ok()?.trim().to_owned();
    (!commit.is_empty()).then_some(commit)
}

/// The folder of a file that is in a repository, and its path from the root of that.
pub fn path_in_repository(path: &Path) -> Option<(PathBuf, PathBuf)> {
    let (folder, name) = within(path)?;
    let listed = git(&folder, &["ls-files", "-z", "--full-name", "--", &name]).ok()?;
    let first = listed.split(|byte| *byte == 0).next().filter(|name| !name.is_empty())?;
    Some((folder, PathBuf::from(String::from_utf8(first.to_vec()).ok()?)))
}

/// The folder of a file or folder, and its name there.
fn within(path: &Path) -> Option<(PathBuf, String)> {
    let folder = path.parent()?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    Some((folder.to_owned(), path.file_name()?.to_str()?.to_owned()))
}

impl Store {
    /// The name of a file for diagnostics.
    pub fn name(&self, path: &Path) -> String {
        match self {
            Self::Disk => path.display().to_string(),
            Self::Git(revision) => format!("{}:{}", revision.name, path.display()),
        }
    }

    /// Whether there is a regular file.
    pub fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_file(),
            Self::Git(revision) => revision.files.contains(&normal(path)),
        }
    }

    /// The path without symbolic links, which identifies a file.
    pub(super) fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        match self {
            Self::Disk => fs::canonicalize(path),
            Self::Git(revision) => {
                let path = normal(path);
                if revision.files.contains(&path) { Ok(path) } else { Err(io::ErrorKind::NotFound.into()) }
            }
        }
    }

    /// Whether the file without symbolic links is a regular one.
    pub(super) fn is_regular(&self, real: &Path) -> bool {
        match self {
            Self::Disk => fs::metadata(real).is_ok_and(|data| data.is_file()),
            Self::Git(revision) => revision.files.contains(real),
        }
    }

    /// Reads a file until one byte beyond the limit, whatever size it claims: pipes and devices claim none.
    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self {
            Self::Disk => {
                let mut bytes = Vec::new();
                let mut limited = io::Read::take(fs::File::open(path)?, limits::FILE_BYTES + 1);
                io::Read::read_to_end(&mut limited, &mut bytes)?;
                Ok(bytes)
            }
            Self::Git(revision) => {
                git(&revision.folder, &["cat-file", "blob", &format!("{}:{}", revision.name, slashes(&normal(path)))])
            }
        }
    }
}

/// A path with `/`, as git has them on every system.
fn slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = normal.pop(),
            part => normal.push(part),
        }
    }
    normal
}

/// The output of `git` in a folder.
fn git(folder: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.trim().lines().next().unwrap_or("`git` failed").to_owned();
    Err(io::Error::other(message))
}
