//! Comparisons with revisions of a git repository, and what `generate` makes of them.
#![cfg(feature = "command")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Ferries, version: '1' }
paths:
  /ferries/{ferry}:
    get:
      operationId: getFerry
      parameters: [{ name: ferry, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: It., content: { application/json: { schema: { $ref: 'types.yaml#/Ferry' } } } }
";

const TYPES: &str =
    "Ferry: { type: object, required: [name], properties: { name: { type: string }, decks: { type: integer } } }\n";

/// A repository with a document of two files, its configuration and its crate.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("specwright-diff-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("spec")).expect("the folder can be made");
        let repository = Self(folder);
        repository.write("spec/ferries.yaml", DOCUMENT);
        repository.write("spec/types.yaml", TYPES);
        repository.write("spec/ferries.toml", "[crate]\nversion = \"0.4.2\"\n");
        repository.git(&["init", "--quiet"]);
        assert!(repository.generate(&[]).status.success());
        repository.commit();
        repository
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.0.join(path), text).expect("the file can be written");
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=Tests", "-c", "user.email=tests@example.com"];
        let output = Command::new("git").args(identity).args(arguments).current_dir(&self.0).output();
        let output = output.expect("git is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Next"]);
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_specwright");
        Command::new(program).args(arguments).current_dir(self.0.join(folder)).output().expect("the command runs")
    }

    fn generate(&self, further: &[&str]) -> Output {
        let arguments = ["generate", "spec/ferries.yaml", "--out", "client"];
        self.run("", &[&arguments, further].concat())
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_revision_is_compared_with_the_working_tree() {
    let repository = Repository::new("revision");
    repository.write("spec/types.yaml", &TYPES.replace("decks", "lanes"));
    for folder in ["", "spec"] {
        let output = repository.run(folder, &["diff", "HEAD:spec/ferries.yaml"]);
        let printed = stdout(&output);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(
            printed.starts_with("rust      major       0.4.2 → 0.5.0\nwire      breaking    1 of 1 operation\n"),
            "{printed}"
        );
        assert!(printed.contains("types.yaml:1:") && printed.contains("field-renamed"), "{printed}");
    }
    let output = repository.run("", &["diff", "HEAD:spec/ferries.yaml", "HEAD:spec/ferries.yaml"]);
    assert_eq!(stdout(&output), "rust      patch       0.4.2\nwire      compatible\nreleased  compatible\n");
}

#[test]
fn what_does_not_exist_is_wrong_usage() {
    let repository = Repository::new("usage");
    for operand in ["nowhere:spec/ferries.yaml", "spec/ferries.yaml"] {
        let output = repository.run("", &["diff", operand]);
        assert_eq!(output.status.code(), Some(2), "{operand}: {}", stderr(&output));
    }
    let output = repository.run("", &["diff", "HEAD:spec/nothing.yaml"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("HEAD:spec/nothing.yaml"));
}

#[test]
fn a_change_of_the_configuration_is_told_from_one_of_the_document() {
    let repository = Repository::new("configuration");
    repository.write(
        "spec/types.yaml",
        &TYPES.replace("decks: { type: integer }", "decks: { type: integer }, port: { type: string }"),
    );
    let renamed = "[crate]\nversion = \"0.4.2\"\n\n[operations.getFerry]\nrename = \"ferry\"\n";
    repository.write("spec/ferries.toml", renamed);
    let output = repository.run("", &["diff", "HEAD:spec/ferries.yaml", "--format", "json"]);
    let comparison: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let changes = comparison["changes"].as_array().expect("there is a list");
    let origin = |code: &str| {
        let change = changes.iter().find(|change| change["code"] == code);
        change.and_then(|change| change["from"].as_str()).unwrap_or_default()
    };
    assert_eq!((origin("method-renamed"), origin("field-added")), ("configuration", "document"), "{comparison:#}");
}

#[test]
fn a_check_ends_with_the_verdict() {
    let repository = Repository::new("check");
    let output = repository.generate(&["--check"]);
    assert!(output.status.success() && !stderr(&output).contains("rust  "), "{}", stderr(&output));

    repository.write("spec/types.yaml", &TYPES.replace("[name]", "[name, decks]"));
    let output = repository.generate(&["--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("\nrust      major       0.4.2 → 0.5.0\n"), "{}", stderr(&output));
    assert!(stderr(&output).contains("field-required"), "{}", stderr(&output));
    let output = repository.generate(&["--check", "--message-format", "json"]);
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(summary["verdict"]["rust"], "major", "{summary:#}");
}

#[test]
fn files_of_another_generator_are_told_apart() {
    let repository = Repository::new("generator");
    let lib = repository.0.join("client/src/lib.rs");
    let text = std::fs::read_to_string(&lib).expect("there is one");
    repository.write("client/src/lib.rs", &format!("{text}\n// older\n"));
    repository.commit();
    let output = repository.generate(&["--check"]);
    assert!(stderr(&output).contains("generator-changed"), "{}", stderr(&output));
}

#[test]
fn a_version_below_what_the_changes_require_is_reported() {
    let repository = Repository::new("version");
    repository.write("spec/types.yaml", &TYPES.replace("[name]", "[name, decks]"));
    let output = repository.generate(&[]);
    assert!(output.status.success());
    assert!(
        stderr(&output).contains("warning[version-too-low]: the version 0.4.2 is below 0.5.0"),
        "{}",
        stderr(&output)
    );
    // It stays below until it is raised, in whichever commit the change was made.
    repository.commit();
    let output = repository.generate(&["--check"]);
    assert!(output.status.success() && stderr(&output).contains("warning[version-too-low]"), "{}", stderr(&output));
    let output = repository.generate(&["--check", "--strict"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[version-too-low]"), "{}", stderr(&output));

    repository.write("spec/ferries.toml", "[crate]\nversion = \"0.5.0\"\n");
    let output = repository.generate(&[]);
    assert!(!stderr(&output).contains("version-too-low"), "{}", stderr(&output));
    repository.commit();
    let output = repository.generate(&["--check", "--strict"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn the_surface_is_kept_in_the_crate_if_the_configuration_requests_it() {
    let repository = Repository::new("surface");
    let kept =
        |repository: &Repository| std::fs::read_to_string(Path::new(&repository.0).join("client/surface.txt")).ok();
    assert_eq!(kept(&repository), None);
    repository.write("spec/ferries.toml", "[crate]\nversion = \"0.4.2\"\nsurface = true\n");
    assert!(repository.generate(&[]).status.success());
    let text = kept(&repository).expect("it is written");
    assert!(
        text.starts_with("# @generated by specwright from ferries.yaml. Do not edit.\n\ncrate ferries 0.4.2\n"),
        "{text}"
    );
    assert!(text.ends_with(&stdout(&repository.run("", &["surface", "spec/ferries.yaml"]))), "{text}");
    repository.write("spec/ferries.toml", "[crate]\nversion = \"0.4.2\"\n");
    assert!(repository.generate(&[]).status.success());
    assert_eq!(kept(&repository), None);
}
