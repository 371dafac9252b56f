//! Proves the verdicts for code: a program that uses every item of an old crate, checked with the new one.
//!
//! ```sh
//! cargo run --release --example witness                    # every edit of tests/change
//! cargo run --release --example witness -- operation-added  # some of them
//! ```
//!
//! For each edit both crates are generated below `target/witness`, and the witness of the old one (`program`) depends on the new one.
//! `cargo check` has to fail where the verdict is major, and only there. A change that compiles and means something else, such as
//! arguments that change places, is major and shown as silent. The witness has to compile with its own crate.

mod program;
#[path = "../../tests/change/table.rs"]
mod table;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use specwright::diff::{ChangeCode, Level, compare};
use specwright::generation::Generation;
use specwright::lock::Lock;
use specwright::{Generated, Settings};

/// Changes of meaning that the compiler may not see.
const SILENT: [ChangeCode; 6] = [
    ChangeCode::ArgumentMoved,
    ChangeCode::ConstructorReordered,
    ChangeCode::ArgumentAdded,
    ChangeCode::ArgumentRemoved,
    ChangeCode::MethodReassigned,
    ChangeCode::TypeReassigned,
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut workspace = workspace::Workspace::new(&root.join("target/witness"), &root.join("runtime"));
    let mut edits = Vec::new();
    for row in table::rows().into_iter().filter(|row| wanted.is_empty() || wanted.iter().any(|name| name == row.edit)) {
        let folder = root.join("tests/change").join(row.edit);
        let old = generate(&folder.join("old.yaml"), None);
        // As a regeneration does it: what the old crate has keeps its name.
        let new = old.as_ref().and_then(|old| generate(&folder.join("new.yaml"), Some(old.lock.clone())));
        let (Some(old), Some(new)) = (old, new) else {
            eprintln!("{}: a document is refused", row.edit);
            return ExitCode::FAILURE;
        };
        let comparison = compare(&old, &new);
        let [expected, ..] = row.verdicts;
        if comparison.rust().as_str() != expected {
            eprintln!("{}: the verdict is {}, the table has {expected}", row.edit, comparison.rust().as_str());
            return ExitCode::FAILURE;
        }
        let majors = comparison.changes.iter().filter(|change| change.rust == Level::Major);
        let may_be_silent =
            majors.clone().next().is_some() && majors.clone().all(|change| SILENT.contains(&change.code));
        workspace.add(row.edit, &old, &new);
        edits.push((row.edit, comparison.rust(), may_be_silent));
    }
    let failed = match workspace.check() {
        Ok(failed) => failed,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let mut wrong = failed.controls.len();
    for control in &failed.controls {
        println!("WRONG   {control} does not compile with its own crate");
    }
    for (edit, level, may_be_silent) in edits {
        let fails = failed.witnesses.iter().any(|name| name == edit);
        let (word, is_right) = match (level, fails) {
            (Level::Major, true) => ("fails", true),
            (Level::Major, false) if may_be_silent => ("silent", true),
            (Level::Major, false) => ("WRONG", false),
            (_, true) => ("WRONG", false),
            (_, false) => ("", true),
        };
        wrong += usize::from(!is_right);
        println!("{word:<7} {:<6} {edit}", level.as_str());
    }
    println!("{wrong} wrong");
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn generate(spec: &Path, lock: Option<Lock>) -> Option<Generated> {
    // The crates of a pair have one name, so that the witness of one uses the other.
    let settings = Settings { crate_name: Some("client".to_owned()), lock, ..Settings::default() };
    Generation { spec: spec.to_owned(), settings, ..Generation::default() }.run().result.ok()
}
