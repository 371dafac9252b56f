//! The crates and their witnesses, as one workspace that is checked at once.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use specwright::Generated;
use specwright::emit::Files;

use crate::program;

/// The workspace.
pub struct Workspace {
    folder: PathBuf,
    runtime: PathBuf,
    /// The folders of packages, with their files.
    packages: BTreeMap<String, Files>,
    /// The old crates that have a control, by their files.
    controls: Vec<Files>,
}

/// What does not compile.
#[derive(Default)]
pub struct Failed {
    /// Witnesses of old crates with new ones, by their edit.
    pub witnesses: BTreeSet<String>,
    /// Witnesses of crates with themselves, and crates.
    pub controls: BTreeSet<String>,
}

impl Workspace {
    pub fn new(folder: &Path, runtime: &Path) -> Self {
        Self { folder: folder.to_owned(), runtime: runtime.to_owned(), packages: BTreeMap::new(), controls: Vec::new() }
    }

    /// Adds both crates of an edit and the witness of the old one. Equal old crates have one control.
    pub fn add(&mut self, edit: &str, old: &Generated, new: &Generated) {
        let name = format!("new-{edit}");
        self.package(&name, new);
        self.witness(&format!("witness-{edit}"), &name, old);
        if !self.controls.contains(&old.files) {
            let index = self.controls.len();
            self.controls.push(old.files.clone());
            self.package(&format!("old-{index}"), old);
            self.witness(&format!("control-{index}"), &format!("old-{index}"), old);
        }
    }

    fn package(&mut self, name: &str, generated: &Generated) {
        let mut files = generated.files.clone();
        if let Some(manifest) = files.get_mut("Cargo.toml") {
            *manifest = manifest.replace("name = \"client\"", &format!("name = \"{name}\""));
            let runtime =
                format!("specwright-runtime = {{ path = {:?}, version = ", self.runtime.display().to_string());
            *manifest = manifest.replace("specwright-runtime = { version = ", &runtime);
        }
        for module in &generated.planned.own_modules {
            files.insert(format!("src/{}.rs", module.name), "//! Written by hand.\n".to_owned());
        }
        self.packages.insert(format!("crates/{name}"), files);
    }

    fn witness(&mut self, name: &str, of: &str, old: &Generated) {
        let features: Vec<String> = old.planned.features.iter().map(|feature| format!("{:?}", feature.name)).collect();
        let runtime = &old.planned.package.runtime_features;
        let runtime: Vec<String> = runtime.iter().map(|feature| format!("{feature:?}")).collect();
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             client = {{ package = {of:?}, path = \"../crates/{of}\", default-features = false, features = [\"rustls\"{}{}] }}\n\
             specwright-runtime = {{ path = {:?}, features = [{}] }}\n",
            if features.is_empty() { "" } else { ", " },
            features.join(", "),
            self.runtime.display().to_string(),
            runtime.join(", "),
        );
        let mut files = Files::new();
        files.insert("Cargo.toml".to_owned(), manifest);
        files.insert("src/lib.rs".to_owned(), program::witness(&old.planned));
        self.packages.insert(name.to_owned(), files);
    }

    /// Writes all packages and checks them.
    pub fn check(&self) -> Result<Failed, String> {
        self.write().map_err(|error| format!("cannot write to {}: {error}", self.folder.display()))?;
        let output = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--keep-going", "--message-format", "json", "--quiet"])
            .current_dir(&self.folder)
            .output()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        let messages = String::from_utf8_lossy(&output.stdout);
        let mut failed = Failed::default();
        for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let is_error = message["reason"] == "compiler-message" && message["message"]["level"] == "error";
            if !is_error {
                continue;
            }
            let name = message["target"]["name"].as_str().unwrap_or_default().replace('_', "-");
            match name.strip_prefix("witness-") {
                Some(edit) => _ = failed.witnesses.insert(edit.to_owned()),
                None => {
                    eprintln!("{}", message["message"]["rendered"].as_str().unwrap_or_default());
                    failed.controls.insert(name);
                }
            }
        }
        let is_finished = messages.lines().any(|line| line.contains("\"build-finished\""));
        if is_finished { Ok(failed) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
    }

    fn write(&self) -> io::Result<()> {
        // The crates are no members, so that they are checked with the features that their witnesses enable.
        let mut manifest = "[workspace]\nresolver = \"3\"\nexclude = [\"crates\"]\nmembers = [\n".to_owned();
        for (package, files) in &self.packages {
            // Files of an earlier run would be modules of this one.
            match std::fs::remove_dir_all(self.folder.join(package)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            if !package.starts_with("crates/") {
                manifest.push_str(&format!("    {package:?},\n"));
            }
            for (path, text) in files {
                let path = self.folder.join(package).join(path);
                if let Some(parent) = path.parent() {
                    std::fs::create_dir_all(parent)?;
                }
                std::fs::write(path, text)?;
            }
        }
        manifest.push_str("]\n");
        std::fs::write(self.folder.join("Cargo.toml"), manifest)
    }
}
