//! Processor time of other generators for the same document, if they are installed.
//!
//! ```sh
//! cargo build --release -p specwright
//! cargo bench -p specwright --bench rivals -- <DOCUMENT>
//! ```
//!
//! Their commands are looked up in `PATH`. The variable `RIVALS` adds others, one per line: `name: command`, where `{spec}`
//! is the document and `{out}` a folder. The best processor time of three runs is compared, which only Linux reports.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod processor_time;

/// The number of runs of each.
const RUNS: usize = 3;

/// The commands that are looked up, as their documentation shows them.
const KNOWN: &str = "
progenitor: cargo-progenitor progenitor -i {spec} -o {out} -n measured -v 0.1.0
oas3-gen: oas3-gen generate client-mod -i {spec} -o {out}
openapi-to-rust: openapi-to-rust generate {spec} -o {out}
";

fn main() {
    let arguments = std::env::args_os().skip(1).filter(|argument| !argument.to_string_lossy().starts_with("--"));
    let Some(document) = arguments.map(PathBuf::from).next() else {
        println!("skipped: name a document, `cargo bench -p specwright --bench rivals -- api.json`");
        return;
    };
    if !cfg!(target_os = "linux") {
        println!("skipped: the processor time of other processes is read as Linux tells it");
        return;
    }
    let folder = std::env::temp_dir().join(format!("specwright-rivals-{}", std::process::id()));
    let own = format!("specwright: {} generate {{spec}} --out {{out}}", own().display());
    let rivals = std::env::var("RIVALS").unwrap_or_else(|_| KNOWN.to_owned());
    let mut own_seconds = None;
    for line in std::iter::once(own.as_str()).chain(rivals.lines()) {
        let Some((name, command)) = line.split_once(':') else { continue };
        match seconds(command, &document, &folder) {
            Ok(seconds) => {
                let first = *own_seconds.get_or_insert(seconds);
                println!("{name:20} {seconds:>7.2} s of processor time, {:.2} times the first", seconds / first);
            }
            Err(why) => println!("{name:20} skipped: {why}"),
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// Our own command: it is in the same folder as this one.
fn own() -> PathBuf {
    let here = std::env::current_exe().unwrap_or_default();
    here.ancestors().nth(2).unwrap_or(Path::new("")).join("specwright")
}

/// The best processor time of several runs of a command.
fn seconds(command: &str, document: &Path, folder: &Path) -> Result<f64, String> {
    let mut best = f64::INFINITY;
    for run in 0..RUNS {
        let out = folder.join(run.to_string());
        std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
        let words = command.split_whitespace().map(|word| match word {
            "{spec}" => document.as_os_str().to_owned(),
            "{out}" => out.as_os_str().to_owned(),
            word => word.into(),
        });
        let words: Vec<_> = words.collect();
        let (program, arguments) = words.split_first().ok_or("a command is missing")?;
        let mut command = Command::new(program);
        let before = processor_time::of_children().ok_or("the processor time cannot be read")?;
        let status = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let status = status.map_err(|error| format!("{}: {error}", program.display()))?;
        let spent = processor_time::of_children().ok_or("the processor time cannot be read")? - before;
        let _ = std::fs::remove_dir_all(&out);
        if !status.success() {
            return Err(format!("it failed, {status}, after {spent:.2} s"));
        }
        best = best.min(spent);
    }
    Ok(best)
}
