//! Proves the verdicts for code: a program that uses every item of an old crate, checked with the new one.
//!
//! ```sh
//! cargo run --release --example witness                    # every edit of tests/change
//! cargo run --release --example witness -- operation-added  # some of them
//! cargo run --release --example witness -- --semver         # what cargo-semver-checks says, which has to be installed
//! ```
//!
//! For each edit both crates are generated below `target/witness`, and the witness of the old one (`program`) depends on the new one.
//! `cargo check` has to fail where the verdict is major, and only there. A change that compiles and means something else, such as
//! arguments that change places, is major and shown as silent. The witness has to compile with its own crate.
//!
//! With `--semver` the verdicts are held against those of cargo-semver-checks, with the feature `mock` and without it: where it says
//! major, so do we; where we say more, it has no lint for the change (`semver`).

mod program;
mod semver;
#[path = "../../tests/change/table.rs"]
mod table;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use specwright::diff::{ChangeCode, Comparison, Level, compare};
use specwright::generation::Generation;
use specwright::lock::Lock;
use specwright::rust::Runtime;
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
    let mut wanted: Vec<String> = std::env::args().skip(1).collect();
    let with_semver = wanted.first().is_some_and(|first| first == "--semver");
    if with_semver {
        wanted.remove(0);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut workspace = workspace::Workspace::new(&root.join("target/witness"), &root.join("runtime"));
    let checks = semver::Semver::new(&root.join("target/semver"));
    let (mut edits, mut differing) = (Vec::new(), 0);
    for row in table::rows().into_iter().filter(|row| wanted.is_empty() || wanted.iter().any(|name| name == row.edit)) {
        let folder = root.join("tests/change").join(row.edit);
        let runtime = with_semver.then(|| root.join("runtime").display().to_string());
        let old = generate(&folder.join("old.yaml"), None, runtime.clone());
        // As a regeneration does it: what the old crate has keeps its name.
        let new = old.as_ref().and_then(|old| generate(&folder.join("new.yaml"), Some(old.lock.clone()), runtime));
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
        if with_semver {
            differing += usize::from(!agrees(&checks, &old, &new, row.edit, &comparison));
            continue;
        }
        let majors = comparison.changes.iter().filter(|change| change.rust == Level::Major);
        let may_be_silent =
            majors.clone().next().is_some() && majors.clone().all(|change| SILENT.contains(&change.code));
        workspace.add(row.edit, &old, &new);
        edits.push((row.edit, comparison.rust(), may_be_silent));
    }
    if with_semver {
        println!("{differing} wrong");
        return if differing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
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

/// Whether cargo-semver-checks says nothing that we do not, and we nothing that it has a lint for.
fn agrees(checks: &semver::Semver, old: &Generated, new: &Generated, edit: &str, comparison: &Comparison) -> bool {
    let majors: Vec<ChangeCode> =
        comparison.changes.iter().filter(|change| change.rust == Level::Major).map(|change| change.code).collect();
    let mut is_right = true;
    for features in [&[][..], &["mock"]] {
        let (word, more) = match checks.is_major(old, new, features) {
            Ok(true) => (if majors.is_empty() { "WRONG" } else { "major" }, String::new()),
            Ok(false) if majors.is_empty() => ("", String::new()),
            Ok(false) => {
                let codes: Vec<&str> = majors.iter().map(|code| code.as_str()).collect();
                (if majors.iter().any(|code| semver::sees(*code)) { "WRONG" } else { "blind" }, codes.join(", "))
            }
            Err(message) => ("WRONG", message),
        };
        is_right &= word != "WRONG";
        println!("{word:<6} {:<6} {:<5} {edit:<45} {more}", comparison.rust().as_str(), features.join(","));
    }
    is_right
}

fn generate(spec: &Path, lock: Option<Lock>, runtime_path: Option<String>) -> Option<Generated> {
    // The crates of a pair have one name, so that the witness of one uses the other.
    let crate_name = Some("client".to_owned());
    let mocks = runtime_path.is_some();
    let runtime = runtime_path.map(Runtime::Path);
    let settings = Settings { crate_name, lock, runtime, mocks, ..Settings::default() };
    let lock = Some(spec.with_extension("lock"));
    Generation { spec: spec.to_owned(), lock, settings, ..Generation::default() }.run().result.ok()
}
