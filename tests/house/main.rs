//! How the code is kept: who may use whom, how long files are, what they are called, that each says what it is for.

mod code;
mod layers;

use std::path::{Path, PathBuf};

use code::code_lines;

/// The longest that a file may be, in lines that are neither blank nor comment nor test.
const LONGEST: usize = 400;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"];

/// Every Rust file that people write, and those that are written for them in the repository.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = ["codegen", "runtime", "generated", "tests", "examples", "build.rs"]
        .iter()
        .map(|name| root.join(name))
        .collect();
    let mut sources = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("the folder can be read");
            open.extend(entries.map(|entry| entry.expect("the entry can be read").path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            sources.push(path);
        }
    }
    sources.retain(|path| !path.components().any(|part| part.as_os_str() == "target"));
    sources.sort();
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the source can be read")
}

#[test]
fn stages_use_only_what_the_design_allows() {
    let broken: Vec<String> = sources().iter().flat_map(|path| layers::broken(path, &text(path))).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_stage_that_reaches_where_it_must_not_is_found() {
    fn check(path: &str, text: &str, expected: Option<&str>) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/src").join(path);
        let broken = layers::broken(&path, text);
        match expected {
            Some(expected) => assert!(broken.iter().any(|line| line.contains(expected)), "{text}: {broken:?}"),
            None => assert!(broken.is_empty(), "{text}: {broken:?}"),
        }
    }
    check("emit/client.rs", "use crate::api::Api;", Some("`emit` must not use `api`"));
    check("emit/mod.rs", "use super::names::Names;", Some("`emit` must not use `names`"));
    check("api/lower/mod.rs", "use super::super::rust::Crate;", Some("`api` must not use `rust`"));
    check("rust/plan/mod.rs", "use crate::{api::Api, emit};", Some("`rust` must not use `emit`"));
    check("api/mod.rs", "fn f(value: serde_yaml::Value) {}", Some("`api` must not use `serde_yaml`"));
    check("rust/mod.rs", "use quote::quote;", Some("`rust` must not use `quote`"));
    check("names/mod.rs", "use openapiv3::Schema;", Some("`names` must not use `openapiv3`"));
    check("api/mod.rs", "let text = std::fs::read_to_string(path);", Some("`api` must not use `std::fs`"));
    check("emit/client.rs", "use crate::rust::Crate; use super::tokens;", None);
    check("emit/client.rs", "// use crate::api::Api;", None);
    check("names/types.rs", "use crate::api::{Api, Kind}; use super::types;", None);
}

#[test]
fn files_are_short() {
    let long: Vec<String> = sources()
        .iter()
        .map(|path| (path, code_lines(&text(path)).count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{}: {lines} lines of code, more than {LONGEST}", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn files_say_what_they_are_for() {
    let generated = |text: &str| text.starts_with("// @generated");
    let silent: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|path| {
            let text = text(path);
            // The calls of a feature have a sentence for a name, and are brought in by `include!`.
            let of_a_feature = path.with_extension("yaml").exists();
            !(text.starts_with("//! ") || of_a_feature || generated(&text) && text.contains("\n//! "))
        })
        .collect();
    assert!(silent.is_empty(), "these files do not begin with what they are for: {silent:#?}");
}

#[test]
fn names_say_what_is_inside() {
    let empty: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|path| {
            path.components().any(|part| {
                let name = part.as_os_str().to_string_lossy();
                EMPTY_NAMES.contains(&name.trim_end_matches(".rs"))
            })
        })
        .collect();
    assert!(empty.is_empty(), "these names say nothing: {empty:#?}");
}
