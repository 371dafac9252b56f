//! The rendering of diagnostics: a document for each code, named after it, and a snapshot of the output.
//!
//! `<code>.yaml` (or `.json`) is generated with `<code>.toml` beside it, and `<code>.lock` in the folder of the crate, if they are
//! there. A code without a document
//! fails, so that every message is reviewed.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use specwright::report::Code;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refusals")
}

/// The documents by their codes.
fn documents() -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    let documents = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json"));
    let mut documents: Vec<_> =
        documents.map(|path| (path.file_stem().expect("it has a name").to_string_lossy().into_owned(), path)).collect();
    documents.sort();
    documents
}

/// The output of the command for a document, on both streams, and the exit code.
fn output(document: &Path) -> String {
    let out = std::env::temp_dir().join(format!("specwright-refusals-{}", std::process::id()));
    let (spec, to) = (document.display().to_string(), out.display().to_string());
    // Without the files of the runtime, whose number is no matter of these messages.
    let place = (document.file_stem() != Some("runtime-path".as_ref())).then_some(["--runtime", "registry"]);
    let arguments =
        ["generate", &spec, "--out", &to].into_iter().chain(place.into_iter().flatten()).map(OsString::from);
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let lock = document.with_extension("lock");
    if lock.is_file() {
        std::fs::create_dir_all(&out).expect("the folder can be made");
        std::fs::copy(lock, out.join("specwright.lock")).expect("the lock can be copied");
    }
    let code = specwright::command::run(arguments, &mut stdout, &mut stderr);
    let _ = std::fs::remove_dir_all(&out);
    let output = format!("{}{}{code:?}\n", String::from_utf8_lossy(&stderr), String::from_utf8_lossy(&stdout));
    output.replace(&folder().display().to_string(), "refusals").replace(&out.display().to_string(), "OUT")
}

#[test]
fn every_code_is_rendered_as_reviewed() {
    for (code, document) in documents() {
        let output = output(&document);
        assert!(output.contains(&format!("[{code}]")), "{code} is not reported for its document:\n{output}");
        insta::assert_snapshot!(code, output);
    }
}

#[test]
fn every_code_has_a_document() {
    let shown: BTreeSet<String> = documents().into_iter().map(|(code, _)| code).collect();
    // These depend on the operating system, on sizes or on commits, and have tests of their own.
    let unit_tested = ["unreadable-file", "too-large", "alias-expansion", "version-too-low"];
    let all: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    let missing: Vec<&String> =
        all.iter().filter(|code| !shown.contains(*code) && !unit_tested.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "these codes have no document in tests/refusals: {missing:?}");
    let stray: Vec<&String> = shown.iter().filter(|code| !all.contains(*code)).collect();
    assert!(stray.is_empty(), "these documents are for unknown codes: {stray:?}");
}
