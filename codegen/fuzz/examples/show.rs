//! Shows the documents that the bytes of finds stand for, and holds them against what must be.
//!
//! `show FILE…` prints the document of each file of `corpus/structured` or `artifacts/structured`; with a folder as the
//! last argument, it writes them there. `show --check FILE…` takes documents in YAML or JSON, and says what is wrong.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use arbitrary::{Arbitrary, Unstructured};
use specwright_fuzz::{check, document::Document};

fn main() {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.first().is_some_and(|first| first == Path::new("--check")) {
        for path in paths.drain(..).skip(1) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let checked = catch_unwind(|| check::generated(&name, &text).iter().for_each(check::written));
            println!("{}: {}", path.display(), if checked.is_ok() { "good" } else { "WRONG" });
        }
    }
    let folder = paths.pop_if(|last| last.is_dir());
    for path in paths {
        let bytes = std::fs::read(&path).expect("the file can be read");
        let Ok(document) = Document::arbitrary_take_rest(Unstructured::new(&bytes)) else { continue };
        let text = serde_json::to_string_pretty(&document.0).expect("values can be written");
        match &folder {
            Some(folder) => {
                let file = folder.join(path.file_name().unwrap_or_default()).with_extension("json");
                std::fs::write(file, text).expect("the file can be written");
            }
            None => println!("{text}"),
        }
    }
}
