//! Calls every operation of OpenAPI documents at a mock that validates requests, and tells which calls it took.
//!
//! ```text
//! examples/prism/install
//! cargo run --release --example prism -- <FILE OR FOLDER>… [--match <TEXT>] [--most <KIB>] [--work <FOLDER>]
//!     [--prism <PROGRAM>] [--errors]
//! ```
//!
//! The mock is Prism. For each document, the smallest first, the client is generated with its samples, the program
//! `every_operation` is compiled, and run against the mock, which refuses what is not as the document says. With
//! `--errors` it also refuses where its own response would not be. It ends with
//! a table of how many calls were taken, and of the causes for which others were not; the calls themselves are listed
//! in `refused.tsv`. Causes that are known to be Prism's or the document's are told apart from those that are not, see
//! `cause.rs`.

mod cause;
mod facts;
mod mock;
mod program;
mod told;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use cause::{Cause, Whose};
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

/// What is asked for.
struct Request {
    work: PathBuf,
    prism: PathBuf,
    wanted: String,
    most: u64,
    errors: bool,
    places: Vec<PathBuf>,
}

fn request() -> Result<Request, Box<dyn Error>> {
    let mut request = Request {
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

/// Whether all calls were taken but those that are known not to be.
fn run() -> Result<bool, Box<dyn Error>> {
    let request = request()?;
    if !request.prism.is_file() {
        return Err(format!("{} is not there: run examples/prism/install", request.prism.display()).into());
    }
    fs::create_dir_all(&request.work)?;
    let mut causes: BTreeMap<Cause, usize> = BTreeMap::new();
    let (mut all, mut taken, mut listed) = (0, 0, String::new());
    println!("{:>6} {:>6}  document", "calls", "taken");
    for document in documents(&request)? {
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (calls, facts) = match calls(&document, &request) {
            Ok(found) => found,
            Err(error) => {
                println!("{:>6} {:>6}  {name}: {error}", "-", "-");
                continue;
            }
        };
        let count = calls.iter().filter(|call| call.is_taken()).count();
        let found = calls.iter().filter_map(|call| Some((call, cause::of(call, &facts)?)));
        let ours = found.clone().filter(|(_, cause)| cause.whose == Whose::NotKnown).count();
        let note = if ours > 0 { format!(", {ours} not explained") } else { String::new() };
        println!("{:>6} {count:>6}  {name}{note}", calls.len());
        all += calls.len();
        taken += count;
        for (call, cause) in found {
            listed.push_str(&format!("{name}\t{}\t{}\t{}\n", cause.whose, call.line, call.said.join(" | ")));
            *causes.entry(cause).or_default() += 1;
        }
        fs::write(request.work.join("refused.tsv"), &listed)?;
    }
    println!("\n{taken} of {all} calls taken ({:.2} %)", 100.0 * taken as f64 / all.max(1) as f64);
    let known = causes.keys().all(|cause| cause.whose != Whose::NotKnown);
    let mut causes: Vec<(Cause, usize)> = causes.into_iter().collect();
    causes.sort_by_key(|(cause, count)| (cause.whose, std::cmp::Reverse(*count)));
    for (cause, count) in causes {
        println!("{count:>6}  {}: {}", cause.whose, cause.text);
    }
    Ok(known)
}

/// Generates the client, and makes its calls at a mock of the document.
fn calls(document: &Path, request: &Request) -> Result<(Vec<told::Call>, facts::Facts), Box<dyn Error>> {
    let program = program::Program::of(document, &request.work)?;
    let mock = Mock::start(&request.prism, document, &request.work, request.errors)?;
    let lines = program.run(&mock.address())?;
    let (log, mock_ended) = mock.stop()?;
    let mut facts = program.facts;
    facts.mock_ended = mock_ended;
    Ok((told::calls(&lines, &log), facts))
}

/// The documents at these places, folders searched for JSON and YAML, the smallest first.
fn documents(request: &Request) -> Result<Vec<PathBuf>, Box<dyn Error>> {
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
        return Err("name documents, or folders of them".into());
    }
    Ok(sized.into_iter().map(|(_, path)| path).collect())
}
