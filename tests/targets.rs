//! Every operation of the repository's documents is sent to the method, server, path and query that its document means.
//! `examples/targets` compares those of other documents.

use std::path::Path;

#[path = "../examples/targets/comparison.rs"]
mod comparison;
#[path = "../examples/targets/meant.rs"]
mod meant;
#[path = "../examples/targets/written.rs"]
mod written;

#[test]
fn every_operation_is_sent_as_its_document_means() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = ["tests/features", "tests/refusals"].map(|folder| root.join(folder).read_dir().expect("it is there"));
    let documents = entries.into_iter().flatten().flatten().map(|entry| entry.path());
    let documents = documents.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    // A document that its configuration changes means what is there, too.
    let is_changed = |path: &Path| {
        let config = std::fs::read_to_string(path.with_extension("toml")).unwrap_or_default();
        config.contains("overlays =") || config.contains("omit = true")
    };
    let documents = documents.filter(|path| !is_changed(path));
    let (mut compared, mut omitted) = (0, 0);
    for document in documents.chain([root.join("spec/huaweicloud-cdm.yaml")]) {
        // Some documents of the refusals are refused.
        let Ok(comparison) = comparison::compare(&document) else { continue };
        assert_eq!(comparison.differences, Vec::<String>::new(), "{}", document.display());
        compared += comparison.operations;
        omitted += comparison.omitted;
    }
    assert!(compared > 200 && omitted > 0, "only {compared} operations were compared, {omitted} are omitted");
}
