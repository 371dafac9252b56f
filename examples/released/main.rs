//! Proves the verdicts for released crates: the calls of an old crate, made at a mock server of the new document.
//!
//! ```sh
//! examples/prism/install                                     # the mock server, once
//! cargo run --release --example released                     # every edit of tests/change
//! cargo run --release --example released -- operation-added  # some of them
//! ```
//!
//! The mock server is Prism: it rejects requests that violate the new document, and responds with values of it. A program makes the
//! calls of the old crate several times, with values that together have every alternative of the schemas (`values`); of what is
//! optional the first has nothing and the second everything. At least one call has to fail where the verdict is breaking, and none
//! elsewhere; at a mock server of the old document none may fail. A service that reads a parameter another way refuses nothing, but
//! takes it for another value: that is breaking as well, and shown as silent.

mod documents;
#[path = "../prism/mock.rs"]
mod mock;
mod program;
#[path = "../../tests/change/table.rs"]
mod table;
mod values;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mock::Mock;
use program::Call;
use serde_json::Value;
use specwright::Generated;
use specwright::diff::{ChangeCode, compare};

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the number of wrong verdicts.
fn run() -> Result<usize, Box<dyn Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let prism = root.join("target/prism/node_modules/.bin/prism");
    if !prism.is_file() {
        return Err(format!("{} does not exist: run examples/prism/install", prism.display()).into());
    }
    let (work, runtime) = (root.join("target/released"), root.join("runtime"));
    let mut programs: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut wrong = 0;
    for row in table::rows().into_iter().filter(|row| wanted.is_empty() || wanted.iter().any(|name| name == row.edit)) {
        let folder = root.join("tests/change").join(row.edit);
        let (generated, old) = program::generate(&folder.join("old.yaml"), None, &runtime)?;
        let (changed, new) = program::generate(&folder.join("new.yaml"), Some(generated.lock.clone()), &runtime)?;
        let program = match programs.get(&old.to_string()) {
            Some(program) => program.clone(),
            None => {
                let folder = work.join(format!("old-{}", programs.len()));
                match fs::remove_dir_all(&folder) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                    _ => fs::create_dir_all(&folder)?,
                }
                program::write(&folder, &generated, &old, &runtime)?;
                let program = program::build(&folder, &work.join("target"))?;
                for call in calls(&program, &old, &prism, &work)?.iter().filter(|call| !call.is_ok()) {
                    wrong += 1;
                    println!("WRONG   {}: {} with its own document: {}", row.edit, call.operation, call.outcome);
                }
                programs.insert(old.to_string(), program.clone());
                program
            }
        };
        let calls = calls(&program, &new, &prism, &work)?;
        let failed = calls.iter().find(|call| !call.is_ok());
        let [.., expected] = row.verdicts;
        let word = match (expected == "breaking", failed.is_some()) {
            (true, true) => "fails",
            (true, false) if is_silent(&generated, &changed) => "silent",
            (false, false) => "",
            _ => "WRONG",
        };
        wrong += usize::from(word == "WRONG");
        let reason = failed.map(|call| format!("{}: {}", call.operation, call.outcome)).unwrap_or_default();
        let reason: String = reason.chars().take(140).collect();
        println!("{word:<7} {expected:<10} {:<45} {reason}", row.edit);
    }
    println!("{wrong} wrong");
    Ok(wrong)
}

/// Whether nothing that breaks released crates can be seen by a mock server.
fn is_silent(old: &Generated, new: &Generated) -> bool {
    let changes = compare(old, new).changes;
    changes.iter().filter(|change| change.released.is_breaking()).all(|change| change.code == ChangeCode::StyleChanged)
}

/// All calls of a program at a mock server of a document.
fn calls(program: &Path, document: &Value, prism: &Path, work: &Path) -> Result<Vec<Call>, Box<dyn Error>> {
    let mut calls = Vec::new();
    for status in 0..documents::statuses(document) {
        let path = work.join("responses.json");
        fs::write(&path, documents::with_responses(document, status).to_string())?;
        let mock = Mock::start(prism, &path, work, false)?;
        for number in 0..values::COUNT {
            calls.extend(program::run(program, &mock.address(), number)?);
        }
        mock.stop()?;
    }
    Ok(calls)
}
