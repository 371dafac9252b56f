//! `generated/` equals the output of the generator, byte for byte, and has no left-over files.

use std::collections::BTreeMap;
use std::path::Path;

use specwright::output::{compare, difference};

/// The crate that the build script generated from `spec/`.
const FRESH: &str = concat!(env!("OUT_DIR"), "/huaweicloud-cdm");

/// Files that people write: the modules that the configuration in `spec/` declares, and what changed from version to version.
const OWN: [&str; 2] = ["CHANGELOG", "src/emulator"];

#[test]
fn the_committed_crate_is_up_to_date() {
    let mut fresh = BTreeMap::new();
    read(Path::new(FRESH), "", &mut fresh);
    assert!(fresh.contains_key("Cargo.toml") && fresh.contains_key("src/lib.rs"), "the build script wrote no crate");
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated");
    let differences = compare(&fresh, &committed).expect("the committed crate can be read");
    assert!(
        differences.is_empty(),
        "generated/ is not what spec/ says. Run\n\n    cargo run -- generate spec/huaweicloud-cdm.yaml --out generated\n\n\
         and review the difference:\n{}",
        difference(&differences)
    );
    // Other files in the folder would be packaged with the crate.
    let mut all = BTreeMap::new();
    read(&committed, "", &mut all);
    let is_own =
        |path: &str| OWN.iter().any(|own| path.strip_prefix(own).is_some_and(|rest| rest.starts_with(['.', '/'])));
    let foreign: Vec<&String> = all.keys().filter(|path| !fresh.contains_key(*path) && !is_own(path)).collect();
    assert!(foreign.is_empty(), "these files of generated/ were not written by the generator: {foreign:?}");
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the entry can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, std::fs::read_to_string(entry.path()).expect("the file can be read"));
        }
    }
}
