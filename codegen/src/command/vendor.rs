//! `specwright vendor`.

use std::path::Path;

use crate::output;
use crate::vendor;

use super::console::{Console, REFUSED, SUCCESS};
use super::summary::counted;

/// Writes the runtime to a folder.
pub(super) fn vendor(folder: &Path, console: &mut Console<'_>) -> u8 {
    let files = vendor::files().collect();
    match output::write(&files, folder) {
        Ok(changes) => {
            let (changed, files) = (changes.len(), counted(files.len(), "file"));
            let _ = writeln!(console.stdout, "{}: {changed} of {files} changed", folder.display());
            SUCCESS
        }
        Err(refused) => {
            let _ = writeln!(console.stderr, "error: {refused}");
            REFUSED
        }
    }
}
