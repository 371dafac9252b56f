//! The code that the generator writes for a feature's document.

use std::path::{Path, PathBuf};

use specwright::generation::Generation;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/features")
}

/// The names of all documents, sorted.
pub fn documents() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the entry can be read").path());
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| path.file_stem().expect("it has a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The text of a document.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(folder().join(name).with_extension("yaml")).expect("the document can be read")
}

/// Compares the code of a document with its snapshot: the modules of operations and types, and the part of the client's module
/// that depends on the document.
pub fn check(name: &str) {
    let generation = Generation { spec: folder().join(name).with_extension("yaml"), ..Generation::default() };
    let generated = generation.run().result.expect("the document is sound");
    let mut written = String::new();
    for (path, text) in &generated.files {
        if path.starts_with("src/") && path != "src/lib.rs" {
            let text = if path == "src/client.rs" { from_document(text) } else { text.clone() };
            written.push_str(&format!("// ---- {path}\n{text}\n"));
        }
    }
    insta::with_settings!({ snapshot_path => folder().join("snapshots"), prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, written);
    });
}

/// The lines of the client's module from the static that describes the API on: the lines before are the same in every crate.
fn from_document(text: &str) -> String {
    let start = text.find("static API").expect("every client describes its API");
    format!("// …\n{}", &text[start..])
}
