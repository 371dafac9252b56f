//! Decodes every example of OpenAPI documents into the generated types, encodes it again, and reports which values survive.
//!
//! ```text
//! cargo run --release --example round_trip -- <FILE OR FOLDER>… [--match <TEXT>] [--work <FOLDER>]
//! ```
//!
//! For each document it writes, compiles and runs a program with the types of the examples. Numbers are compared by value.
//! A `null` of a declared property may be read as absent, which is the same to a reader. The program prints a table of the surviving values and of what
//! happened to the others, which are listed in `lost.tsv`. `validate`, beside this file, says which of those are valid by
//! their schemas.

mod declared;
mod program;
mod survival;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use program::Program;
use survival::Fate;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (mut work, mut wanted, mut places) = (PathBuf::from("target/round-trip"), String::new(), Vec::new());
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--work" => work = arguments.next().ok_or("--work needs a value")?.into(),
            "--match" => wanted = arguments.next().ok_or("--match needs a value")?,
            _ => places.push(PathBuf::from(argument)),
        }
    }
    let documents: Vec<PathBuf> =
        documents(&places)?.into_iter().filter(|path| path.display().to_string().contains(&wanted)).collect();
    let mut programs = Vec::new();
    for path in &documents {
        match Program::of(path) {
            Ok(program) => programs.extend(program),
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
    }
    program::write_all(&programs, &work)?;
    program::build_all(&work)?;

    let mut fates: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut kept, mut lost) = (0, 0, String::new());
    println!("{:>8} {:>8}  document", "examples", "survive");
    for program in &programs {
        let results = program.run(&work)?;
        let same = results.iter().filter(|(_, _, fate)| *fate == Fate::Same).count();
        println!("{:>8} {same:>8}  {}", results.len(), program.document);
        all += results.len();
        kept += same;
        for (at, schema, fate) in results.iter().filter(|(_, _, fate)| *fate != Fate::Same) {
            *fates.entry(fate.kind()).or_default() += 1;
            lost.push_str(&format!("{}\t{at}\t{schema}\t{fate}\n", program.document));
        }
    }
    fs::write(work.join("lost.tsv"), lost)?;
    println!("\n{kept} of {all} examples survive ({:.2} %)", 100.0 * kept as f64 / all.max(1) as f64);
    let mut fates: Vec<_> = fates.into_iter().collect();
    fates.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (kind, count) in fates {
        println!("{count:>8}  {kind}");
    }
    Ok(())
}

/// The documents at these paths, in order of name. Folders are searched for JSON and YAML.
fn documents(places: &[PathBuf]) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let is_document = |path: &Path| {
        path.extension().and_then(|extension| extension.to_str()).is_some_and(|e| ["json", "yaml", "yml"].contains(&e))
    };
    let mut documents = Vec::new();
    for place in places {
        if !place.is_dir() {
            documents.push(place.clone());
            continue;
        }
        let mut found =
            fs::read_dir(place)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
        found.retain(|path| path.is_file() && is_document(path));
        found.sort();
        documents.extend(found);
    }
    if documents.is_empty() {
        return Err("pass documents, or folders of documents".into());
    }
    Ok(documents)
}
