//! The programs that make the calls of old crates.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use specwright::generation::Generation;
use specwright::lock::Lock;
use specwright::rust::Runtime;
use specwright::{Generated, Settings, output};

use crate::documents::with_requests;
use crate::values::COUNT;

/// The start of each program. The mock server chooses a response by the header `Prefer`.
const HEAD: &str = r#"use specwright_runtime::{Attempt, BoxError, HeaderMap, Interceptor};

#[derive(Debug)]
pub struct Prefer(String);

impl Prefer {
    pub fn of_arguments() -> Self {
        Self(format!("example=v{}", std::env::args().nth(2).unwrap_or_default()))
    }
}

impl Interceptor for Prefer {
    fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
        headers.insert("prefer", self.0.parse()?);
        Ok(())
    }
}
"#;

/// A call and its outcome.
pub struct Call {
    /// Method, path and id of the operation.
    pub operation: String,
    /// `ok` and the status, or why it failed.
    pub outcome: String,
}

impl Call {
    /// Whether it succeeded.
    pub fn is_ok(&self) -> bool {
        self.outcome.starts_with("ok ")
    }
}

/// Generates a document. The crate has one name, so that the programs of all variants fit it.
pub fn generate(document: &Path, lock: Option<Lock>, runtime: &Path) -> Result<(Generated, Value), Box<dyn Error>> {
    let settings = Settings {
        crate_name: Some("client".to_owned()),
        runtime: Some(Runtime::Path(runtime.display().to_string())),
        samples: true,
        lock,
        ..Settings::default()
    };
    let beside = Some(document.with_extension("lock"));
    let outcome = Generation { spec: document.to_owned(), lock: beside, settings, ..Generation::default() }.run();
    match (outcome.tree, outcome.result) {
        (Some(tree), Ok(generated)) => Ok((generated, tree.root().clone())),
        _ => Err(format!("{} is refused", document.display()).into()),
    }
}

/// Writes the program of an old crate: a module for each number of its values.
pub fn write(folder: &Path, generated: &Generated, document: &Value, runtime: &Path) -> Result<(), Box<dyn Error>> {
    output::write(&generated.files, &folder.join("client")).map_err(|refused| refused.to_string())?;
    let source = folder.join("src");
    let mut main = HEAD.to_owned();
    let mut arms = String::new();
    for number in 0..COUNT {
        let changed = folder.join(format!("requests-{number}.json"));
        fs::write(&changed, with_requests(document, number).to_string())?;
        // What a variant leaves out must not change the names of the rest.
        let (variant, _) = generate(&changed, Some(generated.lock.clone()), runtime)?;
        for (path, text) in &variant.files {
            let Some(name) = path.strip_prefix("examples/every_operation/") else { continue };
            let (name, text) = match name {
                "main.rs" => ("mod.rs", module(text)),
                name => (name, text.clone()),
            };
            let path = source.join(format!("v{number}")).join(name);
            fs::create_dir_all(path.parent().unwrap_or(&source))?;
            fs::write(path, text)?;
        }
        main.push_str(&format!("\nmod v{number};"));
        arms.push_str(&format!("        Some(\"{number}\") => v{number}::run().await,\n"));
    }
    main.push_str(&format!(
        "\n\n#[tokio::main]\nasync fn main() -> Result<std::process::ExitCode, Box<dyn std::error::Error>> {{\n    \
         match std::env::args().nth(2).as_deref() {{\n{arms}        _ => Err(\"there is no such variant\".into()),\n    }}\n}}\n"
    ));
    fs::write(source.join("main.rs"), main)?;
    Ok(fs::write(folder.join("Cargo.toml"), manifest(generated, folder, runtime))?)
}

/// The program as a module.
fn module(text: &str) -> String {
    text.replace("#[tokio::main]\nasync fn main()", "pub async fn run()").replace(
        ".build()?",
        ".configure(|builder| builder.interceptor(crate::Prefer::of_arguments()))\n        .build()?",
    )
}

fn manifest(generated: &Generated, folder: &Path, runtime: &Path) -> String {
    let features: Vec<String> =
        generated.planned.features.iter().map(|feature| format!("{:?}", feature.name)).collect();
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         client = {{ path = \"client\", features = [{}] }}\nspecwright-runtime = {{ path = {:?} }}\n\
         serde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        features.join(", "),
        runtime.display().to_string(),
    )
}

/// Compiles the program in a folder.
pub fn build(folder: &Path, target: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        .env("CARGO_TARGET_DIR", target)
        .current_dir(folder)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(target.join("debug").join(folder.file_name().unwrap_or_default()))
}

/// The calls with the values of a number.
pub fn run(program: &Path, address: &str, number: usize) -> Result<Vec<Call>, Box<dyn Error>> {
    let output = Command::new(program).args([address, &number.to_string()]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let call = |line: &str| {
        let (operation, outcome) = line.split_once(": ")?;
        Some(Call { operation: operation.to_owned(), outcome: outcome.to_owned() })
    };
    if !text.trim_end().ends_with("calls succeeded") {
        return Err(format!("the program did not finish: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(text.lines().filter_map(call).collect())
}
