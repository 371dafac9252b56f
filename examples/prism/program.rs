//! The program `every_operation` of one document.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::generation::Generation;
use specwright::{Settings, output};

use crate::facts::Facts;

/// A program that is compiled.
pub struct Program {
    path: PathBuf,
    /// What is known of the document.
    pub facts: Facts,
}

impl Program {
    /// Generates the client of a document with its samples, and compiles the program.
    ///
    /// # Errors
    ///
    /// The document is refused, or the program does not compile; then with the first error.
    pub fn of(document: &Path, work: &Path) -> Result<Self, Box<dyn Error>> {
        let stem = document.file_stem().unwrap_or_default().to_string_lossy();
        let letters = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        let name = format!("prism-{}", letters.collect::<String>().to_lowercase());
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let settings = Settings {
            crate_name: Some(name.clone()),
            runtime_path: Some(here.join("runtime").display().to_string()),
            samples: true,
            ..Settings::default()
        };
        let outcome = Generation { spec: document.to_owned(), config: None, settings }.run();
        let (Some(tree), Ok(generated)) = (outcome.tree, outcome.result) else { return Err("it is refused".into()) };
        let facts = Facts::of(&tree, &generated.diagnostics);
        let crates = work.join("crates");
        output::write(&generated.files, &crates.join(&name)).map_err(|refused| refused.to_string())?;
        let manifest = format!(
            "[workspace]\nmembers = [\"{name}\"]\nresolver = \"3\"\n\n[profile.dev]\ndebug = false\nincremental = false\n"
        );
        fs::write(crates.join("Cargo.toml"), manifest)?;
        fs::copy(here.join("Cargo.lock"), crates.join("Cargo.lock"))?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| work.join("target"), PathBuf::from);
        fs::create_dir_all(&target)?;
        let target = fs::canonicalize(target)?;
        let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--quiet", "--offline", "--example", "every_operation"])
            .env("CARGO_TARGET_DIR", &target)
            .current_dir(&crates)
            .output()?;
        if !built.status.success() {
            let said = String::from_utf8_lossy(&built.stderr);
            let first = said.lines().find(|line| line.starts_with("error")).unwrap_or_default();
            return Err(format!("the program does not compile: {first}").into());
        }
        let path = work.join("every_operation");
        fs::rename(target.join("debug/examples/every_operation"), &path)
            .or_else(|_| fs::copy(target.join("debug/examples/every_operation"), &path).map(drop))?;
        Ok(Self { path, facts })
    }

    /// Runs it against an address; a line for each call.
    ///
    /// # Errors
    ///
    /// It could not be run.
    pub fn run(&self, address: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let output = Command::new(fs::canonicalize(&self.path)?).arg(address).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // The last line is the sum.
        match lines.split_last() {
            Some((sum, calls)) if sum.ends_with("calls went well") => Ok(calls.to_vec()),
            _ => {
                let said = String::from_utf8_lossy(&output.stderr);
                Err(format!("the program broke off: {}", said.lines().last().unwrap_or_default()).into())
            }
        }
    }
}
