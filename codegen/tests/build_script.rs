//! Generation in a build script, as Cargo runs it: when it runs again, and what it prints.
//!
//! Compiling the generator for a scratch package would take minutes. So the build script there calls this test program, which
//! generates as a build script does, and passes on what it prints.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: 'pet.yaml' } } } }
";

const SCRIPT: &str = r#"
use std::io::Write;
use std::process::Command;

fn main() {
    let mut generate = Command::new(env!("GENERATE"));
    generate.args(["generate_as_a_build_script", "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
    let output = generate.env("AS_BUILD_SCRIPT", "1").output().unwrap();
    let text: Vec<&[u8]> = output.stdout.split(|byte| *byte == b'\n').collect();
    for line in text {
        // The name of the test is before what it prints first.
        if let Some(at) = line.windows(7).position(|part| part == b"cargo::") {
            std::io::stdout().write_all(&[&line[at..], b"\n"].concat()).unwrap();
        }
    }
}
"#;

/// A package with a build script.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("specwright-build-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let scratch = Self(path);
        scratch.put("Cargo.toml", "[package]\nname = \"pets\"\nedition = \"2024\"\n[workspace]\n");
        scratch.put("src/lib.rs", "");
        scratch.put("build.rs", SCRIPT);
        scratch.put("spec/pets.yaml", DOCUMENT);
        scratch
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Cargo compares times.
        thread::sleep(Duration::from_millis(20));
        fs::write(path, text).unwrap();
    }

    /// Builds the package and returns whether Cargo compiled it again.
    fn builds(&self) -> bool {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--offline"]).current_dir(&self.0).env("GENERATE", env::current_exe().unwrap());
        // Those of the run of this test.
        for (name, _) in env::vars_os() {
            if name.as_bytes().starts_with(b"CARGO") && name != "CARGO_HOME" {
                cargo.env_remove(name);
            }
        }
        let output = cargo.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{printed}");
        printed.contains("Compiling pets")
    }

    /// What the build script prints, called by hand.
    fn prints(&self, document: &OsStr) -> String {
        let mut generate = Command::new(env::current_exe().unwrap());
        generate.args(["generate_as_a_build_script", "--exact", "--ignored", "--nocapture"]).current_dir(&self.0);
        generate.env("AS_BUILD_SCRIPT", "1").env("OUT_DIR", self.0.join("out")).env("DOCUMENT", document);
        fs::create_dir_all(self.0.join("out")).unwrap();
        String::from_utf8_lossy(&generate.output().unwrap().stdout).into_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
#[ignore = "called by the build script"]
fn generate_as_a_build_script() {
    if env::var_os("AS_BUILD_SCRIPT").is_some() {
        let document = env::var_os("DOCUMENT").unwrap_or_else(|| "spec/pets.yaml".into());
        specwright::build_as(document, "pets");
    }
}

#[test]
fn an_unchanged_build_compiles_nothing_and_new_files_are_seen() {
    let scratch = Scratch::new("unchanged");
    assert!(scratch.builds());
    let check = |expected: bool, what: &str| {
        assert_eq!(scratch.builds(), expected, "{what}");
        assert!(!scratch.builds(), "{what}: nothing has changed since");
    };
    check(false, "neither a configuration nor a lock exists, nor one of the files");
    scratch.put("spec/notes.txt", "");
    check(false, "another file of the folder is created");
    scratch.put("spec/pets.toml", "[crate]\nname = \"pets\"\n");
    check(true, "the configuration is created");
    scratch.put("spec/pets.toml", "[crate]\nname = \"pets-client\"\n");
    check(true, "the configuration changes");
    scratch.put("spec/pet.yaml", "type: object");
    check(true, "a file of the document is created");
    fs::remove_file(scratch.0.join("spec/pets.toml")).unwrap();
    check(true, "the configuration is removed");
    scratch.put("spec/pets.lock", "");
    check(true, "the lock is created");
}

#[test]
fn control_characters_of_names_end_no_directive() {
    let scratch = Scratch::new("names");
    let document = DOCUMENT.replace("pet.yaml", r"x%0Acargo::rustc-env=LEAK=ref.yaml");
    for name in ["a\ncargo::rustc-env=LEAK=1.yaml", "a\rcargo::rustc-env=LEAK=1.yaml"] {
        scratch.put(name, &document);
        scratch.put("x\ncargo::rustc-env=LEAK=ref.yaml", "type: object");
        let printed = scratch.prints(OsStr::new(name));
        assert!(printed.contains("cargo::warning=changes of"), "{printed}");
        let is_leak = |line: &str| line.trim_start().starts_with("cargo::rustc-env");
        assert!(!printed.split(['\n', '\r']).any(is_leak), "{printed}");
    }
    let name = OsStr::from_bytes(b"caf\xe9.yaml");
    fs::write(scratch.0.join(name), DOCUMENT).unwrap();
    let printed = scratch.prints(name);
    assert!(!printed.contains("rerun-if-changed=caf") && printed.contains("changes of"), "{printed}");
}
