//! Checks that output is the same each time, on one thread and on many.
//!
//! ```sh
//! cargo run --release -p specwright --example determinism -- <FOLDER>…
//! ```
//!
//! Generates every document in the folders, and in folders in them, twice on one thread and once on eight, and compares
//! files and diagnostics. Refused documents are compared as well. Prints the documents that differ and a count, and exits with 1
//! if any does.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use specwright::Settings;
use specwright::generation::Generation;

fn main() -> ExitCode {
    let mut documents = Vec::new();
    for folder in std::env::args_os().skip(1) {
        if let Err(error) = collect(Path::new(&folder), &mut documents) {
            eprintln!("{}: {error}", Path::new(&folder).display());
            return ExitCode::from(2);
        }
    }
    documents.sort();
    let (mut refused, mut differing) = (0, 0);
    for document in &documents {
        let alone = written(document, 1);
        refused += usize::from(alone.0.is_empty());
        for (what, again) in [("again", written(document, 1)), ("on 8 threads", written(document, 8))] {
            if let Some(difference) = difference(&alone, &again) {
                println!("{} differs {what}: {difference}", document.display());
                differing += 1;
            }
        }
    }
    let written = documents.len() - refused;
    println!("{} documents: {written} generated, {refused} refused, {differing} differences", documents.len());
    if differing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The documents in a folder.
fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, documents)?;
        } else if path.extension().is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|known| ending == *known)) {
            documents.push(path);
        }
    }
    Ok(())
}

/// The files of a document, none if it is refused, and the diagnostics.
fn written(document: &Path, threads: usize) -> (BTreeMap<String, String>, String) {
    let settings = Settings { threads: NonZeroUsize::new(threads), ..Settings::default() };
    match (Generation { spec: document.to_owned(), settings, ..Generation::default() }).run().result {
        Ok(generated) => (generated.files, format!("{:?}", generated.diagnostics)),
        Err(diagnostics) => (BTreeMap::new(), format!("{diagnostics:?}")),
    }
}

/// What differs between two runs.
fn difference(one: &(BTreeMap<String, String>, String), two: &(BTreeMap<String, String>, String)) -> Option<String> {
    if one.1 != two.1 {
        return Some("the diagnostics".to_owned());
    }
    let paths = one.0.keys().chain(two.0.keys());
    paths.into_iter().find(|path| one.0.get(*path) != two.0.get(*path)).cloned()
}
