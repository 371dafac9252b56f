//! Compares what the operations of clients send with what their documents mean.
//!
//! ```text
//! cargo run --release --example targets -- <FILE OR FOLDER>… [--match <TEXT>]
//! ```
//!
//! For each document, the calls in the text of the generated client are made with a transport that sends nothing. Method,
//! server, path and the names of the query parameters are compared with those in the document, which is read without the
//! generator. The program prints a table and what differs, and fails if anything does.

mod comparison;
mod meant;
mod written;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use comparison::Comparison;

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

/// Runs the program. Returns whether all operations are sent as meant.
fn run() -> Result<bool, Box<dyn Error>> {
    let (mut wanted, mut places) = (String::new(), Vec::new());
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--match" => wanted = arguments.next().ok_or("--match needs a value")?,
            _ => places.push(PathBuf::from(argument)),
        }
    }
    let (mut all, mut same, mut omitted, mut differing) = (0, 0, 0, 0);
    println!("{:>10} {:>8} {:>8}  document", "operations", "as meant", "omitted");
    for path in documents(&places)?.iter().filter(|path| path.display().to_string().contains(&wanted)) {
        let name = path.display();
        match comparison::compare(path) {
            Ok(Comparison { operations, omitted: left_out, differences }) => {
                let as_meant = operations.saturating_sub(differences.len());
                println!("{operations:>10} {as_meant:>8} {left_out:>8}  {name}");
                differences.iter().for_each(|difference| println!("{:>30}{difference}", ""));
                differing += differences.len();
                (all, same, omitted) = (all + operations, same + as_meant, omitted + left_out);
            }
            Err(error) => println!("{:>10} {:>8} {:>8}  {name}: {error}", "-", "-", "-"),
        }
    }
    println!("\n{same} of {all} operations are sent as meant, {omitted} are omitted with a diagnostic");
    Ok(differing == 0)
}

/// The documents at these paths, in order of name. Folders are searched for JSON and YAML.
fn documents(places: &[PathBuf]) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut documents = Vec::new();
    for place in places {
        if !place.is_dir() {
            documents.push(place.clone());
            continue;
        }
        let mut found: Vec<PathBuf> = fs::read_dir(place)?.flatten().map(|entry| entry.path()).collect();
        found
            .retain(|path| path.extension().is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|e| ending == *e)));
        found.sort();
        documents.extend(found);
    }
    if documents.is_empty() {
        return Err("pass documents, or folders of documents".into());
    }
    Ok(documents)
}
