//! Calls every operation of OpenAPI documents against a validating mock server, and reports which calls it accepted.
//!
//! ```text
//! examples/prism/install
//! cargo run --release --example prism -- <FILE OR FOLDER>… [--match <TEXT>] [--most <KIB>] [--work <FOLDER>]
//!     [--prism <PROGRAM>] [--errors]
//! ```
//!
//! The mock server is Prism. For each document, in order of size, the client is generated with its samples, and the program
//! `every_operation` is compiled and run against Prism, which rejects requests that do not match the document. With
//! `--errors` it also rejects calls for which its own response would not match. The program prints a table of accepted calls
//! and the causes of the rejected ones, which are listed in `rejected.tsv`. Causes known to be Prism's or the document's
//! are distinguished from unknown ones; see `cause.rs`.

mod cause;
mod facts;
mod log;
mod mock;
mod program;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use cause::{Cause, Origin};
use mock::Mock;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The command line.
struct Arguments {
    work: PathBuf,
    prism: PathBuf,
    wanted: String,
    most: u64,
    errors: bool,
    places: Vec<PathBuf>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut request = Arguments {
        work: PathBuf::from("target/prism/work"),
        prism: PathBuf::from("target/prism/node_modules/.bin/prism"),
        wanted: String::new(),
        most: u64::MAX,
        errors: false,
        places: Vec::new(),
    };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--work" => request.work = value()?.into(),
            "--prism" => request.prism = value()?.into(),
            "--errors" => request.errors = true,
            "--match" => request.wanted = value()?,
            "--most" => request.most = value()?.parse::<u64>()?.saturating_mul(1024),
            _ => request.places.push(PathBuf::from(argument)),
        }
    }
    Ok(request)
}

/// Runs the program. Returns whether every rejected call has a known cause.
fn run() -> Result<bool, Box<dyn Error>> {
    let request = arguments()?;
    if !request.prism.is_file() {
        return Err(format!("{} does not exist: run examples/prism/install", request.prism.display()).into());
    }
    fs::create_dir_all(&request.work)?;
    let mut causes: BTreeMap<Cause, usize> = BTreeMap::new();
    let (mut all, mut accepted, mut listed) = (0, 0, String::new());
    println!("{:>6} {:>8}  document", "calls", "accepted");
    for document in documents(&request)? {
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (calls, facts) = match calls(&document, &request) {
            Ok(found) => found,
            Err(error) => {
                println!("{:>6} {:>8}  {name}: {error}", "-", "-");
                continue;
            }
        };
        let count = calls.iter().filter(|call| call.is_accepted()).count();
        let found = calls.iter().filter_map(|call| Some((call, cause::of(call, &facts)?)));
        let ours = found.clone().filter(|(_, cause)| cause.origin == Origin::Unknown).count();
        let note = if ours > 0 { format!(", {ours} unexplained") } else { String::new() };
        println!("{:>6} {count:>8}  {name}{note}", calls.len());
        all += calls.len();
        accepted += count;
        for (call, cause) in found {
            listed.push_str(&format!("{name}\t{}\t{}\t{}\n", cause.origin, call.line, call.violations.join(" | ")));
            *causes.entry(cause).or_default() += 1;
        }
        fs::write(request.work.join("rejected.tsv"), &listed)?;
    }
    println!("\n{accepted} of {all} calls accepted ({:.2} %)", 100.0 * accepted as f64 / all.max(1) as f64);
    let known = causes.keys().all(|cause| cause.origin != Origin::Unknown);
    let mut causes: Vec<(Cause, usize)> = causes.into_iter().collect();
    causes.sort_by_key(|(cause, count)| (cause.origin, std::cmp::Reverse(*count)));
    for (cause, count) in causes {
        println!("{count:>6}  {}: {}", cause.origin, cause.text);
    }
    Ok(known)
}

/// Generates the client and makes its calls against a mock server of the document.
fn calls(document: &Path, request: &Arguments) -> Result<(Vec<log::Call>, facts::Facts), Box<dyn Error>> {
    let program = program::Program::of(document, &request.work)?;
    let mock = Mock::start(&request.prism, document, &request.work, request.errors)?;
    let lines = program.run(&mock.address())?;
    let (log, mock_ended) = mock.stop()?;
    let mut facts = program.facts;
    facts.mock_ended = mock_ended;
    Ok((log::calls(&lines, &log), facts))
}

/// The documents at these paths, in order of size. Folders are searched for JSON and YAML.
fn documents(request: &Arguments) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut documents = Vec::new();
    for place in &request.places {
        if !place.is_dir() {
            documents.push(place.clone());
            continue;
        }
        for entry in fs::read_dir(place)? {
            let path = entry?.path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if ["json", "yaml", "yml"].contains(&ending) {
                documents.push(path);
            }
        }
    }
    let mut sized = Vec::new();
    for path in documents {
        let size = fs::metadata(&path)?.len();
        if size <= request.most && path.display().to_string().contains(&request.wanted) {
            sized.push((size, path));
        }
    }
    sized.sort();
    if sized.is_empty() {
        return Err("pass documents, or folders of documents".into());
    }
    Ok(sized.into_iter().map(|(_, path)| path).collect())
}
