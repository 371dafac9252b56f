//! What cargo-semver-checks says of the same pairs of crates.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use specwright::diff::ChangeCode;
use specwright::{Generated, output};

/// Changes that it has lints for: something is gone, or a function takes another number of arguments. What it does not see are types
/// of fields, arguments and results, and the order of arguments (its README, "What are some known limitations").
const SEEN: [ChangeCode; 20] = [
    ChangeCode::OperationRemoved,
    ChangeCode::MethodRenamed,
    ChangeCode::ArgumentAdded,
    ChangeCode::ArgumentRemoved,
    ChangeCode::ArgumentRenamed,
    ChangeCode::ArgumentRequired,
    ChangeCode::ArgumentOptional,
    ChangeCode::BodyRemoved,
    ChangeCode::BodyRequired,
    ChangeCode::BodyOptional,
    ChangeCode::TypeRemoved,
    ChangeCode::TypeRenamed,
    ChangeCode::TypeMoved,
    ChangeCode::TraitRemoved,
    ChangeCode::ConstructorRemoved,
    ChangeCode::FieldRemoved,
    ChangeCode::FieldRenamed,
    ChangeCode::ValueRemoved,
    ChangeCode::BranchRemoved,
    ChangeCode::ClientMethodRemoved,
];

/// Whether it has a lint for a change that is major.
pub fn sees(code: ChangeCode) -> bool {
    SEEN.contains(&code)
}

/// The folder of the crates, and of what is built for all of them.
pub struct Semver {
    folder: PathBuf,
}

impl Semver {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Whether it says that a crate needs a new major version. `features` are those that both crates are checked with.
    pub fn is_major(&self, old: &Generated, new: &Generated, features: &[&str]) -> Result<bool, String> {
        let (old, new) = (self.items("old", old, features)?, self.items("new", new, features)?);
        let arguments = ["semver-checks", "--release-type", "minor", "--baseline-rustdoc"];
        let output = run(Command::new("cargo").args(arguments).arg(old).arg("--current-rustdoc").arg(new))?;
        let text = String::from_utf8_lossy(&output.stderr);
        // It fails as well if it cannot read the files.
        match (output.status.success(), text.contains("semver requires new major version")) {
            (true, _) => Ok(false),
            (false, true) => Ok(true),
            (false, false) => Err(text.into_owned()),
        }
    }

    /// The public items of a crate, as rustdoc describes them.
    fn items(&self, name: &str, of: &Generated, features: &[&str]) -> Result<PathBuf, String> {
        let folder = self.folder.join(name);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.to_string()),
            _ => {}
        }
        let mut files = of.files.clone();
        if let Some(manifest) = files.get_mut("Cargo.toml") {
            manifest.push_str("\n[workspace]\n");
        }
        output::write(&files, &folder).map_err(|refused| refused.to_string())?;
        let target = self.folder.join("target");
        // The format is unstable; cargo-semver-checks sets the same variable.
        let mut command = Command::new("cargo");
        command.args(["rustdoc", "--quiet", "--lib", "--features", &features.join(",")]);
        command.args(["--", "-Z", "unstable-options", "--output-format", "json", "--cap-lints", "allow"]);
        let command = command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &target).current_dir(&folder);
        let built = run(command)?;
        if !built.status.success() {
            return Err(String::from_utf8_lossy(&built.stderr).into_owned());
        }
        let items = self.folder.join(format!("{name}.json"));
        fs::rename(target.join("doc/client.json"), &items).map_err(|error| error.to_string())?;
        Ok(items)
    }
}

fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| format!("cannot run cargo: {error}"))
}
