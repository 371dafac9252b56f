//! Runs of the command on the folder of a crate: several at once, some that are killed, and folders with other things in them.
#![cfg(all(feature = "command", unix))]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

/// A folder that is removed at the end, with documents of one and of two tags.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("specwright-folder-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let scratch = Self(path);
        scratch.put("one.yaml", &document(&["cats"]));
        scratch.put("two.yaml", &document(&["cats", "dogs"]));
        scratch
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn specwright(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        command.current_dir(&self.0).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn generate(&self, arguments: &[&str]) -> Output {
        let mut command = self.specwright(&["generate"]);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap()
    }

    fn write(&self, document: &str) {
        let output = self.generate(&[document, "-o", "out"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }

    /// Whether `--check` finds no difference. Its exit code and its message agree.
    fn is_up_to_date(&self, document: &str) -> bool {
        let output = self.generate(&[document, "-o", "out", "--check"]);
        let is_said = text(&output.stdout).contains("is up to date");
        assert_eq!(output.status.success(), is_said, "{}{}", text(&output.stdout), text(&output.stderr));
        is_said
    }

    /// Checks that a generation is refused with this message, and returns what it printed.
    fn check_refused(&self, arguments: &[&str], message: &str) -> String {
        let output = self.generate(arguments);
        let printed = text(&output.stderr) + &text(&output.stdout);
        assert!(!output.status.success() && printed.contains(message), "{arguments:?}: {printed}");
        assert!(!printed.contains("panicked"), "{printed}");
        printed
    }

    /// The paths below the folder of the crate, hidden files too.
    fn files(&self) -> Vec<String> {
        let mut open = vec![self.0.join("out")];
        let mut files = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
                let path = entry.path();
                if entry.file_type().unwrap().is_dir() {
                    open.push(path.clone());
                }
                files.push(path.strip_prefix(self.0.join("out")).unwrap().display().to_string());
            }
        }
        files.sort();
        files
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A document with 30 operations for each tag.
fn document(tags: &[&str]) -> String {
    let mut text = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\npaths:\n".to_owned();
    for tag in tags {
        for index in 0..30 {
            text += &format!(
                "  /{tag}/{index}:\n    get: {{ operationId: {tag}{index}, tags: [{tag}], responses: {{ '204': {{ description: ok }} }} }}\n"
            );
        }
    }
    text
}

/// Waits a few milliseconds, another number in each round.
fn pause(round: u64, most: u64) {
    thread::sleep(Duration::from_micros(round.wrapping_mul(0x9E37_79B9_7F4A_7C15) % (most * 1000)));
}

fn kill(mut child: Child) {
    // SIGKILL: nothing of the process runs after it.
    let _ = child.kill();
    child.wait().unwrap();
}

/// Two runs at once, `rounds` times, each from nothing, with one document or with two.
fn two_at_once(name: &str, rounds: u64) {
    let scratch = Scratch::new(name);
    scratch.write("one.yaml");
    let one = scratch.files();
    fs::remove_dir_all(scratch.0.join("out")).unwrap();
    scratch.write("two.yaml");
    let two = scratch.files();
    for round in 0..rounds {
        let _ = fs::remove_dir_all(scratch.0.join("out"));
        let documents = if round % 2 == 0 { ["one.yaml", "one.yaml"] } else { ["one.yaml", "two.yaml"] };
        let runs = documents.map(|document| {
            let child = scratch.specwright(&["generate", document, "-o", "out"]).spawn().unwrap();
            pause(round, 20);
            child
        });
        for mut run in runs {
            assert!(run.wait().unwrap().success(), "round {round}");
        }
        let current: Vec<&str> = documents.into_iter().filter(|document| scratch.is_up_to_date(document)).collect();
        let files = scratch.files();
        let expected = if current.first() == Some(&"one.yaml") { &one } else { &two };
        assert!(!current.is_empty() && files == *expected, "round {round}: {current:?} {files:?}");
    }
}

/// A run that is killed, `rounds` times, while it replaces one document's crate by another's.
fn killed(name: &str, rounds: u64) {
    let scratch = Scratch::new(name);
    scratch.write("two.yaml");
    let whole = scratch.files();
    let mut interrupted = 0;
    for round in 0..rounds {
        fs::remove_dir_all(scratch.0.join("out")).unwrap();
        if round % 2 == 0 {
            scratch.write("one.yaml");
        }
        let child = scratch.specwright(&["generate", "two.yaml", "-o", "out"]).spawn().unwrap();
        pause(round, 60);
        kill(child);
        let is_whole = scratch.files() == whole;
        interrupted += u32::from(scratch.files().iter().any(|path| path.starts_with(".specwright")));
        assert!(!scratch.is_up_to_date("two.yaml") || is_whole, "round {round}: {:?}", scratch.files());
        scratch.write("two.yaml");
        assert!(scratch.is_up_to_date("two.yaml") && scratch.files() == whole, "round {round}: {:?}", scratch.files());
    }
    println!("{interrupted} of {rounds} runs were killed while they held the folder");
}

#[test]
fn two_runs_at_once_write_a_whole_crate() {
    two_at_once("two", 4);
}

#[test]
fn a_killed_run_leaves_nothing_that_the_next_does_not_mend() {
    killed("killed", 6);
}

#[test]
#[ignore = "takes minutes: the proof by numbers"]
fn two_runs_at_once_a_hundred_times() {
    two_at_once("two-hundred", 100);
}

#[test]
#[ignore = "takes minutes: the proof by numbers"]
fn a_killed_run_a_hundred_times() {
    killed("killed-hundred", 100);
}

#[test]
fn left_overs_are_differences_and_are_removed() {
    let scratch = Scratch::new("left-overs");
    scratch.write("one.yaml");
    let whole = scratch.files();
    scratch.put("out/.specwright-new-17-0/3", "// half a fi");
    scratch.put("out/.specwright-running", "");
    let output = scratch.generate(&["one.yaml", "-o", "out", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    for path in [".specwright-new-17-0/3", ".specwright-running"] {
        assert!(text(&output.stderr).contains(path), "{}", text(&output.stderr));
    }
    scratch.write("one.yaml");
    assert_eq!(scratch.files(), whole);
    // What has such a name and is something else stays.
    scratch.put("out/.specwright-new-17-0/notes", "mine");
    scratch.put("out/.specwright-notes/1", "mine");
    scratch.write("one.yaml");
    assert_eq!(scratch.files().len(), whole.len() + 4);
}

#[test]
fn folders_of_removed_files_are_removed() {
    let scratch = Scratch::new("empty");
    scratch.write("one.yaml");
    let whole = scratch.files();
    scratch.put("out/src/dogs/a.rs", "// @generated by specwright from two.yaml. Do not edit.\n");
    scratch.put("out/src/mine/a.rs", "// @generated by specwright from two.yaml. Do not edit.\n");
    scratch.put("out/src/mine/b.rs", "// by hand\n");
    scratch.write("one.yaml");
    let rest: Vec<String> = scratch.files().into_iter().filter(|path| !whole.contains(path)).collect();
    assert_eq!(rest, ["src/mine", "src/mine/b.rs"]);
}

#[test]
fn a_refused_document_leaves_no_folder() {
    let scratch = Scratch::new("refused");
    scratch.put("bad.yaml", "openapi: 9.9.9\n");
    scratch.check_refused(&["bad.yaml", "-o", "a/b/out"], "refused");
    assert!(!scratch.0.join("a").exists());
}

#[test]
fn crates_inside_are_not_touched() {
    let scratch = Scratch::new("inside");
    scratch.write("one.yaml");
    let output = scratch.generate(&["two.yaml", "-o", "out/src/inner"]);
    assert!(output.status.success());
    let inside = scratch.files();
    scratch.write("one.yaml");
    assert_eq!(scratch.files(), inside);
    assert!(scratch.is_up_to_date("one.yaml"));
    // Not even if the crate has files of the same names.
    scratch.put("out/src/dogs/Cargo.toml", "[package]\nname = \"dogs\"\n");
    scratch.put("out/src/dogs/mod.rs", "// @generated by specwright from dogs.yaml. Do not edit.\n");
    scratch.put("tags.yaml", &document(&["cats", "dogs"]).replace("title: Pets", "title: Pets of a long description"));
    let before = scratch.files();
    let output = scratch.generate(&["tags.yaml", "-o", "out"]);
    if !output.status.success() {
        assert!(text(&output.stderr).contains("is a crate of its own"), "{}", text(&output.stderr));
        assert_eq!(scratch.files(), before);
    }
    assert_eq!(fs::read_to_string(scratch.0.join("out/src/dogs/mod.rs")).unwrap().lines().count(), 1);
}

#[test]
fn links_are_not_followed() {
    let scratch = Scratch::new("links");
    scratch.write("one.yaml");
    let mine = "// @generated by specwright from mine.yaml. Do not edit.\n";
    scratch.put("elsewhere/lib.rs", mine);
    scratch.put("elsewhere/old.rs", mine);
    // A file.
    let lib = scratch.0.join("out/src/lib.rs");
    fs::remove_file(&lib).unwrap();
    symlink("../../elsewhere/lib.rs", &lib).unwrap();
    scratch.check_refused(&["one.yaml", "-o", "out"], "lib.rs is a symbolic link");
    fs::remove_file(&lib).unwrap();
    // A folder, with files that would be left over.
    symlink("../elsewhere", scratch.0.join("out/examples")).unwrap();
    scratch.write("one.yaml");
    fs::remove_dir_all(scratch.0.join("out/src")).unwrap();
    symlink("../elsewhere", scratch.0.join("out/src")).unwrap();
    scratch.check_refused(&["one.yaml", "-o", "out"], "src is a symbolic link");
    fs::remove_file(scratch.0.join("out/src")).unwrap();
    // The file that is locked.
    symlink("../elsewhere/lock", scratch.0.join("out/.specwright-running")).unwrap();
    scratch.check_refused(&["one.yaml", "-o", "out"], ".specwright-running is a symbolic link");
    assert_eq!(fs::read_dir(scratch.0.join("elsewhere")).unwrap().count(), 2);
    assert_eq!(fs::read_to_string(scratch.0.join("elsewhere/lib.rs")).unwrap(), mine);
}

#[test]
fn pipes_and_files_are_no_folders() {
    let scratch = Scratch::new("pipes");
    let pipe = |path: &str| {
        let path = scratch.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    pipe("pipe");
    for check in [&["-o", "pipe"][..], &["-o", "pipe", "--check"], &["-o", "pipe/out"], &["-o", "one.yaml"]] {
        scratch.check_refused(&[&["one.yaml"], check].concat(), "is not a folder");
    }
    pipe("out/src/lib.rs");
    scratch.check_refused(&["one.yaml", "-o", "out"], "lib.rs is not a file");
    scratch.check_refused(&["one.yaml", "-o", "out", "--check"], "lib.rs is not a file");
    fs::remove_file(scratch.0.join("out/src/lib.rs")).unwrap();
    pipe("out/specwright.lock");
    scratch.check_refused(&["one.yaml", "-o", "out"], "specwright.lock is not a file");
    fs::remove_file(scratch.0.join("out/specwright.lock")).unwrap();
    pipe("out/src/old.rs");
    scratch.write("one.yaml");
    scratch.check_refused(&["one.yaml", "-o", ""], "a value is required for '--out <DIR>'");
    assert!(specwright::output::write(&Default::default(), Path::new("")).is_err());
}

/// A folder with the name and the manifest of the runtime.
fn runtime(scratch: &Scratch, folder: &str) {
    scratch.put(&format!("{folder}/Cargo.toml"), "[package]\nname = \"specwright-runtime\"\nversion = \"0.1.0\"\n");
}

#[test]
fn a_wrong_runtime_path_is_an_error() {
    let scratch = Scratch::new("runtime");
    runtime(&scratch, "runtime");
    for path in ["no/such/folder", ".", "one.yaml", "runtime/Cargo.toml"] {
        let output = scratch.generate(&["one.yaml", "-o", "out", "--runtime-path", path]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("there is no crate `specwright-runtime` in"), "{}", text(&output.stderr));
        assert!(!scratch.0.join("out").exists());
    }
    // From a folder outside of the working directory, too.
    fs::create_dir_all(scratch.0.join("here")).unwrap();
    let mut command = scratch.specwright(&["generate", "../one.yaml", "-o", "../out", "--runtime-path", "../runtime"]);
    assert!(command.current_dir(scratch.0.join("here")).status().unwrap().success());
    let manifest = fs::read_to_string(scratch.0.join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains(r#"path = "../runtime""#), "{manifest}");
    symlink(scratch.0.join("here"), scratch.0.join("link")).unwrap();
    let output = scratch.generate(&["one.yaml", "-o", "link/a/out", "--runtime-path", "runtime"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let manifest = fs::read_to_string(scratch.0.join("here/a/out/Cargo.toml")).unwrap();
    assert!(manifest.contains(r#"path = "../../../runtime""#), "{manifest}");
}

#[test]
fn a_crate_carries_the_runtime_unless_it_is_elsewhere() {
    let scratch = Scratch::new("vendored");
    let manifest = || fs::read_to_string(scratch.0.join("out/Cargo.toml")).unwrap();
    let has_runtime = || scratch.files().iter().any(|path| path.starts_with("runtime"));
    scratch.write("one.yaml");
    assert!(has_runtime() && manifest().contains(r#"path = "runtime""#), "{}", manifest());
    assert!(scratch.is_up_to_date("one.yaml"));
    // A file of the runtime that was changed or added is a difference.
    scratch.put("out/runtime/src/lib.rs", "// @generated by specwright\n");
    scratch.put("out/runtime/src/old.rs", "// @generated by specwright\n");
    assert!(!scratch.is_up_to_date("one.yaml"));
    scratch.write("one.yaml");
    assert!(scratch.is_up_to_date("one.yaml") && !scratch.0.join("out/runtime/src/old.rs").exists());
    // A runtime elsewhere replaces it.
    let places = [
        ("registry", "version = \"0.1.0\", default-features"),
        ("registry=ours", "registry = \"ours\""),
        ("git=https://example.com/r.git,tag=v1", r#"git = "https://example.com/r.git", tag = "v1""#),
    ];
    for (place, expected) in places {
        assert!(scratch.generate(&["one.yaml", "-o", "out", "--runtime", place]).status.success(), "{place}");
        assert!(!has_runtime() && manifest().contains(expected), "{place}: {}", manifest());
    }
    assert!(scratch.specwright(&["vendor", "shared"]).status().unwrap().success());
    assert!(scratch.generate(&["one.yaml", "-o", "out", "--runtime", "path=shared"]).status.success());
    assert!(manifest().contains(r#"path = "../shared""#), "{}", manifest());
    scratch.put("one.toml", "[crate]\nruntime = { git = \"https://example.com/r.git\" }\n");
    scratch.write("one.yaml");
    assert!(manifest().contains(r#"git = "https://example.com/r.git""#), "{}", manifest());
}

#[test]
fn a_runtime_written_by_hand_is_not_replaced() {
    let scratch = Scratch::new("own-runtime");
    runtime(&scratch, "out/runtime");
    scratch.check_refused(&["one.yaml", "-o", "out"], "out/runtime");
}

#[test]
fn a_configuration_that_was_not_passed_names_no_runtime_elsewhere() {
    let scratch = Scratch::new("config");
    runtime(&scratch, "elsewhere");
    runtime(&scratch, "api/out/runtime");
    scratch.put("api/one.yaml", &document(&["cats"]));
    let elsewhere = scratch.0.join("elsewhere").display().to_string();
    symlink(&elsewhere, scratch.0.join("api/link")).unwrap();
    let generate = ["api/one.yaml", "-o", "api/out"];
    for path in ["../../elsewhere", elsewhere.as_str(), "../link"] {
        scratch.put("api/one.toml", &format!("[crate]\nruntime_path = \"{path}\"\n"));
        let printed = scratch.check_refused(&generate, "error[runtime-path]");
        assert!(printed.contains(" --> api/one.toml:2:16"), "{printed}");
        let output = scratch.generate(&[&generate[..], &["--config", "api/one.toml"]].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    scratch.put("api/one.toml", "[crate]\nruntime_path = \"runtime\"\n");
    assert!(scratch.generate(&generate).status.success());
    scratch.put("api/one.toml", "[crate]\nruntime_path = \"../nowhere\"\n");
    scratch.check_refused(&generate, "there is no crate `specwright-runtime`");
    scratch.check_refused(&[&generate[..], &["--config", "api/one.toml"]].concat(), "error[runtime-path]");
}

#[test]
fn references_stay_in_the_folder_unless_allowed() {
    let scratch = Scratch::new("outside");
    let of = |target: &str| {
        document(&["cats"]) + &format!("components: {{ schemas: {{ Secret: {{ $ref: '{target}' }} }} }}\n")
    };
    scratch.put("secret.yaml", "type: object\nproperties: { token: {} }\n");
    scratch.put("broken.yaml", "token: [hunter2\n");
    symlink(scratch.0.join("broken.yaml"), scratch.0.join("link.yaml")).unwrap();
    fs::create_dir_all(scratch.0.join("api")).unwrap();
    symlink(scratch.0.join("broken.yaml"), scratch.0.join("api/link.yaml")).unwrap();
    for target in ["../secret.yaml", "../broken.yaml", "link.yaml", "%2e%2e/broken.yaml"] {
        scratch.put("api/one.yaml", &of(target));
        let output = scratch.generate(&["api/one.yaml", "-o", "out"]);
        let printed = text(&output.stderr);
        assert!(printed.contains("warning[missing-ref]") && printed.contains("--allow-outside"), "{target}: {printed}");
        assert!(!printed.contains("hunter2"), "{target}: {printed}");
        scratch.check_refused(&["api/one.yaml", "-o", "out", "--strict"], "missing-ref");
        let output = scratch.generate(&["api/one.yaml", "-o", "out", "--allow-outside"]);
        assert!(!text(&output.stderr).contains("--allow-outside"), "{target}: {}", text(&output.stderr));
    }
}

#[test]
fn names_that_cannot_be_are_diagnostics() {
    let scratch = Scratch::new("names");
    let tables = [
        ("[crate]\nname = \"\"", "a package name consists of"),
        ("[crate]\nname = \"a b\"", "a package name consists of"),
        ("[crate]\nname = \"self\"", "the package cannot be called `self`"),
        ("[crate]\nname = \"specwright-runtime\"", "the package cannot be called `specwright-runtime`"),
        ("[crate]\nversion = \"two\"", "a version has three numbers"),
        ("[operations.cats1]\nrename = \"\"", "a name has at least one letter"),
        ("[operations.cats1]\nrename = \"…\"", "a name has at least one letter"),
        ("[operations.cats1]\nrename = \"1x\"", "a name begins with a letter"),
    ];
    for (table, message) in tables {
        scratch.put("one.toml", table);
        let printed = scratch.check_refused(&["one.yaml", "-o", "out"], message);
        assert!(printed.contains("error[config-syntax]") && printed.contains(" --> one.toml:2:"), "{printed}");
        assert!(!scratch.0.join("out").exists());
    }
}

#[test]
fn a_tag_is_no_folder_of_programs() {
    let scratch = Scratch::new("bin");
    scratch.put("one.yaml", &document(&["BIN"]));
    scratch.write("one.yaml");
    assert!(!scratch.0.join("out/src/bin").exists() && !scratch.0.join("out/src/bin.rs").exists());
    assert!(fs::read_to_string(scratch.0.join("out/Cargo.toml")).unwrap().contains("autobins = false"));
    assert!(fs::read_to_string(scratch.0.join("out/src/lib.rs")).unwrap().contains("pub mod bin_;"));
}
