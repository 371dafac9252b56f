//! Files that do not exist, for Cargo to watch.
//!
//! Cargo runs a build script at each build if `rerun-if-changed` names a file that does not exist, and watches a folder with
//! everything in it. So it gets a folder of symbolic links: those that lead nowhere do not count, and when a file is created,
//! the link to it does.

use std::path::{Path, PathBuf};

/// Makes a folder of links to files that do not exist. Returns whether there is anything to watch: on systems without symbolic
/// links there is not.
#[cfg(unix)]
pub fn watch_absent(folder: &Path, absent: &[PathBuf]) -> bool {
    make(folder, absent).is_ok()
}

/// Makes a folder of links to files that do not exist. Returns whether there is anything to watch: on systems without symbolic
/// links there is not.
#[cfg(not(unix))]
pub fn watch_absent(_: &Path, _: &[PathBuf]) -> bool {
    false
}

#[cfg(unix)]
fn make(folder: &Path, absent: &[PathBuf]) -> std::io::Result<()> {
    use std::fs;
    use std::io;
    use std::time::SystemTime;

    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if fs::symlink_metadata(&path)?.is_symlink() {
            fs::remove_file(path)?;
        }
    }
    for (index, path) in absent.iter().enumerate() {
        match std::os::unix::fs::symlink(std::path::absolute(path)?, folder.join(index.to_string())) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    // The folder is newer than the run of the script that makes it. Cargo would take it for changed.
    fs::File::open(folder)?.set_modified(SystemTime::UNIX_EPOCH)
}
