//! What an edit of a document means: `<edit>/{old,new}.yaml`, and the verdicts in `verdicts.txt`.

mod lines;
mod table;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;
use specwright::diff::ChangeCode;
use table::{Row, rows};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/change")
}

/// The old and the new document of an edit.
fn pair(edit: &str) -> [String; 2] {
    ["old", "new"].map(|name| folder().join(edit).join(name).with_extension("yaml").display().to_string())
}

/// What `specwright diff` prints, and its exit code.
fn run(arguments: &[&str]) -> (String, ExitCode) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("diff").chain(arguments.iter().copied()).map(OsString::from);
    let code = specwright::command::run(arguments, &mut stdout, &mut stderr);
    assert_eq!(String::from_utf8_lossy(&stderr), "");
    let text = String::from_utf8(stdout).expect("the output is UTF-8");
    (text.replace(&format!("{}/", folder().display()), ""), code)
}

fn json(old: &str, new: &str) -> Value {
    let (text, code) = run(&[old, new, "--format", "json"]);
    assert_eq!(code, ExitCode::SUCCESS);
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn every_edit_has_its_verdicts() {
    let mut wrong = Vec::new();
    for Row { edit, verdicts, .. } in rows() {
        let [old, new] = pair(edit);
        let comparison = json(&old, &new);
        let printed =
            ["rust", "wire", "released"].map(|verdict| comparison[verdict].as_str().unwrap_or_default().to_owned());
        if printed != verdicts {
            wrong.push(format!("{edit}: {printed:?}, not {verdicts:?}: {:#}", comparison["changes"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_edit_is_in_the_table() {
    let listed: BTreeSet<String> = rows().iter().map(|row| row.edit.to_owned()).collect();
    let entries = std::fs::read_dir(folder()).expect("the folder can be read").flatten();
    let folders = entries.filter(|entry| entry.path().join("old.yaml").is_file());
    let folders: BTreeSet<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(listed, folders);
}

#[test]
fn every_code_has_an_edit_and_every_change_what_scripts_read() {
    let mut missing: BTreeSet<ChangeCode> = ChangeCode::ALL.iter().copied().collect();
    for Row { edit, .. } in rows() {
        let [old, new] = pair(edit);
        // Both ways: what is added in one is removed in the other.
        for comparison in [json(&old, &new), json(&new, &old)] {
            for change in comparison["changes"].as_array().expect("there is a list") {
                let text = |key: &str| change[key].as_str().unwrap_or_default();
                let code = text("code").parse::<ChangeCode>();
                assert!(code.is_ok(), "{edit}: {change:#}");
                missing.retain(|of| code != Ok(*of));
                assert!(!text("item").is_empty() && !text("message").is_empty(), "{edit}: {change:#}");
                assert!(["patch", "minor", "major"].contains(&text("rust")), "{edit}: {change:#}");
                // What belongs to the package and not to the document has no place.
                let is_package = ["crate-renamed", "feature-added", "feature-removed", "module-removed"];
                let is_package = is_package.contains(&text("code"));
                assert!(is_package || change["line"].is_u64() && change["pointer"].is_string(), "{edit}: {change:#}");
            }
        }
    }
    // The files of a crate are compared by `generate --check`. Branches of one type are one branch, so that no edit takes a conversion
    // away.
    missing.remove(&ChangeCode::GeneratorChanged);
    missing.remove(&ChangeCode::ConversionRemoved);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_document_does_not_differ_from_itself() {
    for Row { edit, .. } in rows() {
        let [_, new] = pair(edit);
        let comparison = json(&new, &new);
        assert_eq!(comparison["changes"], serde_json::json!([]), "{edit}");
        assert_eq!(comparison["version"]["from"], comparison["version"]["to"]);
    }
}

#[test]
fn a_comparison_is_printed_for_people_and_for_pull_requests() {
    let [old, new] = pair("required-parameter-added");
    for format in ["text", "markdown", "json", "github"] {
        let (printed, code) = run(&[&old, &new, "--format", format]);
        assert_eq!(code, ExitCode::SUCCESS);
        insta::assert_snapshot!(format, printed);
    }
}

#[test]
fn the_command_fails_on_what_it_is_told_to() {
    fn check(edit: &str, fail_on: &str, fails: bool) {
        let [old, new] = pair(edit);
        let (_, code) = run(&[&old, &new, "--fail-on", fail_on]);
        assert_eq!(code, if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }, "{edit} {fail_on}");
    }
    check("value-added-to-a-response-enum", "none", false);
    check("value-added-to-a-response-enum", "rust", false);
    check("value-added-to-a-response-enum", "wire", true);
    check("value-added-to-a-response-enum", "released", false);
    check("required-parameter-added", "released", true);
    check("optional-property-removed-from-responses", "rust", true);
}

#[test]
fn a_reviewed_change_is_accepted_by_code_and_item() {
    let scratch = std::env::temp_dir().join(format!("specwright-accept-{}.toml", std::process::id()));
    let path = scratch.display().to_string();
    let [old, new] = pair("required-parameter-added");
    let check = |text: &str, fails: bool, expected: &str| {
        std::fs::write(&scratch, text).expect("it can be written");
        let (printed, code) = run(&[&old, &new, "--fail-on", "released", "--config", &path]);
        assert!(printed.contains(expected), "{printed}");
        assert_eq!(code, if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }, "{text}");
    };
    let entry = |code: &str, item: &str| {
        format!("[[diff.accept]]\ncode = \"{code}\"\nitem = \"{item}\"\nreason = \"the shop is ours\"\n")
    };
    check(&entry("argument-added", "list_orders"), false, "accepted: the shop is ours");
    check(&entry("argument-added", "*"), true, "no change `argument-added` of `*`");
    check(&entry("argument-added", "create_order"), true, "no change `argument-added` of `create_order`");
    std::fs::remove_file(&scratch).expect("it can be removed");
}
