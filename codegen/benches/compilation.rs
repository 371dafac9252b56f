//! Compile time of field mappings: `cargo check` of a thousand structs with `object!`, and with serde's derives.
//!
//! ```sh
//! cargo bench -p specwright --bench compilation
//! ```
//!
//! Both are checked in one run, after their dependencies. The processor time of the child processes is compared, which
//! only Linux reports.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

mod processor_time;

/// The number of structs, and of fields in each.
const STRUCTS: usize = 1_000;
const FIELDS: usize = 8;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    if !cfg!(target_os = "linux") {
        println!("skipped: the processor time of other processes is read as Linux tells it");
        return;
    }
    let folder = std::env::temp_dir().join(format!("specwright-compilation-{}", std::process::id()));
    let derives = check(&folder.join("derives"), "serde = { version = \"1\", features = [\"derive\"] }", derives);
    let runtime = format!("specwright-runtime = {{ path = {:?}, default-features = false }}", root.join("runtime"));
    let tables = check(&folder.join("tables"), &runtime, tables);
    let plain = check(&folder.join("plain"), "", plain);
    let _ = std::fs::remove_dir_all(&folder);
    match (derives, tables, plain) {
        (Some(derives), Some(tables), Some(plain)) => {
            println!("{STRUCTS} structs of {FIELDS} fields, seconds of processor time of `cargo check`:");
            println!("serde's derives {derives:.2}, `object!` {tables:.2}, neither {plain:.2}");
            println!("`object!` takes {:.2} of what the derives take", tables / derives);
        }
        _ => println!("skipped: `cargo check` did not succeed"),
    }
}

fn derives(text: &mut String, name: usize) -> std::fmt::Result {
    writeln!(text, "#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]")?;
    writeln!(text, "pub struct S{name} {{")?;
    for field in 0..FIELDS {
        writeln!(text, "    #[serde(rename = \"field-{field}\", skip_serializing_if = \"Option::is_none\")]")?;
        writeln!(text, "    pub field_{field}: {},", of(name, field))?;
    }
    writeln!(text, "}}")
}

fn tables(text: &mut String, name: usize) -> std::fmt::Result {
    plain(text, name)?;
    write!(text, "specwright_runtime::object! {{ S{name} {{")?;
    for field in 0..FIELDS {
        write!(text, " field_{field}: \"field-{field}\",")?;
    }
    writeln!(text, "}} }}")
}

fn plain(text: &mut String, name: usize) -> std::fmt::Result {
    writeln!(text, "#[derive(Clone, Debug, PartialEq)]\npub struct S{name} {{")?;
    for field in 0..FIELDS {
        writeln!(text, "    pub field_{field}: {},", of(name, field))?;
    }
    writeln!(text, "}}")
}

/// The types of fields, the same for all: mostly strings, and other structs.
fn of(name: usize, field: usize) -> String {
    match field {
        0..4 => "Option<String>".to_owned(),
        4 => "Option<i64>".to_owned(),
        5 => "Option<bool>".to_owned(),
        6 => "Option<Vec<String>>".to_owned(),
        // No long chains: the compiler follows them.
        _ if !name.is_multiple_of(8) => format!("Option<Box<S{}>>", name - 1),
        _ => "Option<f64>".to_owned(),
    }
}

/// The processor time of checking a crate with these structs, without its dependencies, in seconds.
fn check(folder: &Path, dependency: &str, structure: fn(&mut String, usize) -> std::fmt::Result) -> Option<f64> {
    let manifest = format!(
        "[package]\nname = \"measured\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependency}\n"
    );
    std::fs::create_dir_all(folder.join("src")).ok()?;
    std::fs::write(folder.join("Cargo.toml"), manifest).ok()?;
    std::fs::write(folder.join("src/lib.rs"), "").ok()?;
    cargo_check(folder)?;
    let mut text = String::from("//! Measured.\n");
    (0..STRUCTS).try_for_each(|name| structure(&mut text, name)).ok()?;
    std::fs::write(folder.join("src/lib.rs"), text).ok()?;
    let before = processor_time::of_children()?;
    cargo_check(folder)?;
    Some(processor_time::of_children()? - before)
}

fn cargo_check(folder: &Path) -> Option<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let target = folder.with_file_name("target");
    let done = cargo.args(["check", "--quiet"]).env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    done.current_dir(folder).stderr(Stdio::null()).status().ok()?.success().then_some(())
}
