//! Equal input gives equal bytes, each time and on any number of threads.

use std::num::NonZeroUsize;
use std::path::Path;

use specwright::config::Config;
use specwright::source::{Tree, load};
use specwright::{Generated, Settings, emit, generate};

#[path = "../codegen/benches/synthetic/mod.rs"]
mod synthetic;

#[test]
fn small_documents_are_equal_on_all_threads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/features");
    let entries = folder.read_dir().expect("the fixtures are there").flatten().map(|entry| entry.path());
    for path in entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
        check(&load(&path).expect("the document is sound"));
    }
}

#[test]
fn a_large_document_is_equal_on_all_threads() {
    let tree = Tree::from_text("large.yaml", synthetic::document(4)).expect("it is YAML");
    let files = check(&tree).files;
    assert!(files.len() > 40, "modules are divided, so that there is work for many threads: {} files", files.len());
}

/// Generates on one thread, on many and on as many as the machine has.
fn check(tree: &Tree) -> Generated {
    let run = |threads: Option<usize>| {
        let settings = Settings { threads: threads.and_then(NonZeroUsize::new), ..Settings::default() };
        generate(tree, &Config::default(), &settings).expect("the document is sound")
    };
    let alone = run(Some(1));
    for threads in [Some(8), None] {
        let other = run(threads);
        for (path, text) in &alone.files {
            assert_eq!(other.files.get(path), Some(text), "{path} on {threads:?} threads");
        }
        assert_eq!(other.files.len(), alone.files.len());
        assert_eq!(emit::single(&other.planned), emit::single(&alone.planned));
        assert_eq!(format!("{:?}", other.diagnostics), format!("{:?}", alone.diagnostics));
    }
    alone
}
