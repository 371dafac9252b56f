//! The workflow that regenerates a crate for a pull request: its commands run in a repository, with the command that was built.
#![cfg(all(feature = "command", unix))]
#![allow(clippy::panic)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use specwright::source::Tree;

/// A repository with a document and its crate, on a branch that has yet to be changed.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("specwright-workflow-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let repository = Self(path);
        let root = root();
        for file in ["huaweicloud-cdm.yaml", "huaweicloud-cdm.toml"] {
            repository.write(&format!("spec/{file}"), &read(&root.join("spec").join(file)));
        }
        copy(&root.join("generated"), &repository.0.join("generated"));
        // The runtime is beside the crate in this repository; nothing is compiled here.
        repository.write("runtime/Cargo.toml", "[package]\nname = \"specwright-runtime\"\n");
        repository.write("bin/cargo", &shim());
        fs::set_permissions(repository.0.join("bin/cargo"), fs::Permissions::from_mode(0o755))
            .expect("it can be executed");
        repository.write(".gitignore", "bin\nregenerated.patch\nsummary\n");
        repository.git(&["init", "--quiet"]);
        repository.commit();
        repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        repository
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").args(identity).args(arguments).current_dir(&self.0).output();
        let output = output.expect("git is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Next"]);
    }

    /// Changes the document.
    fn edit(&self, from: &str, to: &str) {
        let path = self.0.join("spec/huaweicloud-cdm.yaml");
        let text = read(&path);
        assert!(text.contains(from), "the document has no {from:?}");
        fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
    }

    fn run(&self, command: &str) -> Output {
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("bash")
            .args(["-e", "-c", command])
            .current_dir(&self.0)
            .envs(environment())
            .env("PATH", format!("{}:{path}", self.0.join("bin").display()))
            .env("GITHUB_BASE_REF", "main")
            .env("GITHUB_STEP_SUMMARY", self.0.join("summary"))
            .output();
        output.expect("bash is installed")
    }

    /// The names of the steps that fail.
    fn failing(&self) -> Vec<String> {
        let fails = |(name, command): &(String, String)| {
            let output = self.run(command);
            // A command that does not exist, or is used in a wrong way.
            let is_broken = matches!(output.status.code(), Some(2 | 126 | 127) | None);
            assert!(!is_broken, "{name}: {}", String::from_utf8_lossy(&output.stderr));
            !output.status.success()
        };
        steps().into_iter().filter(fails).map(|(name, _)| name).collect()
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

/// A `cargo` whose `run` is the command that was built with this test.
fn shim() -> String {
    let skip = "while [ \"$1\" != -- ]; do shift; done; shift";
    format!(
        "#!/usr/bin/env bash\n[ \"$1\" = run ] || exit 127\n{skip}\nexec {:?} \"$@\"\n",
        env!("CARGO_BIN_EXE_specwright")
    )
}

fn workflow() -> serde_json::Value {
    let text = read(&root().join("docs/ci/regenerate.yml"));
    Tree::from_text("regenerate.yml", text).expect("it is YAML").root().clone()
}

fn environment() -> Vec<(String, String)> {
    let workflow = workflow();
    let variables = workflow["env"].as_object().expect("there are variables").iter();
    variables.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())).collect()
}

/// The steps that have a command, by their names.
fn steps() -> Vec<(String, String)> {
    let workflow = workflow();
    let steps = workflow["jobs"]["regenerate"]["steps"].as_array().expect("there are steps").iter();
    let step = |step: &serde_json::Value| Some((step["name"].as_str()?.to_owned(), step["run"].as_str()?.to_owned()));
    let steps: Vec<_> = steps.filter_map(step).collect();
    assert!(steps.len() >= 3, "{steps:?}");
    steps
}

const GENERATE: &str = "cargo run -- generate \"$SPEC\" --out \"$OUT\"";

#[test]
fn a_reviewed_change_passes() {
    let repository = Repository::new("reviewed");
    repository.edit("summary: Starts a job", "summary: Starts a migration job");
    assert!(repository.run(GENERATE).status.success());
    repository.commit();
    assert_eq!(repository.failing(), [""; 0]);
    let summary = read(&repository.0.join("summary"));
    assert!(summary.starts_with("## ") && summary.contains("Rust API: **patch**"), "{summary}");
}

#[test]
fn a_crate_that_was_not_regenerated_fails() {
    let repository = Repository::new("stale");
    repository.edit("summary: Starts a job", "summary: Starts a migration job");
    repository.commit();
    assert_eq!(repository.failing(), ["The committed crate is up to date"]);
    assert!(read(&repository.0.join("regenerated.patch")).contains("migration job"));
}

#[test]
fn a_change_that_breaks_released_clients_fails() {
    let repository = Repository::new("breaking");
    repository.edit("/cdm/job/{job_name}/start:", "/cdm/jobs/{job_name}/start:");
    assert!(repository.run(GENERATE).status.success());
    repository.commit();
    assert_eq!(repository.failing(), ["Verdict"]);
}
