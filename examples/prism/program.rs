//! The program `every_operation` for one document.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::generation::Generation;
use specwright::rust::Runtime;
use specwright::{Settings, output};

use crate::facts::Facts;

/// A compiled program.
pub struct Program {
    path: PathBuf,
    /// Facts about the document.
    pub facts: Facts,
}

impl Program {
    /// Generates the client of a document with samples and compiles the program.
    ///
    /// # Errors
    ///
    /// Fails if the document is rejected, or with the first compiler error.
    pub fn of(document: &Path, work: &Path) -> Result<Self, Box<dyn Error>> {
        let stem = document.file_stem().unwrap_or_default().to_string_lossy();
        let letters = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        let name = format!("prism-{}", letters.collect::<String>().to_lowercase());
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let settings = Settings {
            crate_name: Some(name.clone()),
            runtime: Some(Runtime::Path(here.join("runtime").display().to_string())),
            samples: true,
            ..Settings::default()
        };
        let outcome = Generation { spec: document.to_owned(), settings, ..Generation::default() }.run();
        let (Some(tree), Ok(generated)) = (outcome.tree, outcome.result) else {
            return Err("the document is rejected".into());
        };
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
            let stderr = String::from_utf8_lossy(&built.stderr);
            let first = stderr.lines().find(|line| line.starts_with("error")).unwrap_or_default();
            return Err(format!("the program does not compile: {first}").into());
        }
        let path = work.join("every_operation");
        fs::rename(target.join("debug/examples/every_operation"), &path)
            .or_else(|_| fs::copy(target.join("debug/examples/every_operation"), &path).map(drop))?;
        Ok(Self { path, facts })
    }

    /// Runs the program against a server. Returns a line per call.
    ///
    /// # Errors
    ///
    /// Fails if the program cannot be run or does not finish.
    pub fn run(&self, address: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let output = Command::new(fs::canonicalize(&self.path)?).arg(address).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // The last line is a summary.
        match lines.split_last() {
            Some((sum, calls)) if sum.ends_with("calls succeeded") => Ok(calls.to_vec()),
            _ => {
                let stderr = String::from_utf8_lossy(&output.stderr);
                Err(format!("the program did not finish: {}", stderr.lines().last().unwrap_or_default()).into())
            }
        }
    }
}
