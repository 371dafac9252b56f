//! Time of a generation: each stage as a share of the total, and the total relative to work that any generator has to
//! do, which is to read the document and to print its output.
//!
//! ```sh
//! cargo bench -p specwright --bench generation [-- <DOCUMENT>…]
//! ```
//!
//! All ratios are of one run on one thread, so that they hold on any machine. By default the documents are that of `spec/`,
//! a large synthetic one, and a large real one if it is available. Also prints the number of files that a second generation
//! writes, which has to be 0.

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use specwright::config::Config;
use specwright::report::{At, FileId};
use specwright::rust::Options;
use specwright::source::{Tree, load};
use specwright::workers::Workers;
use specwright::{Settings, api, dialect, emit, generate, names, output, rust};

mod synthetic;

/// The number of runs of each stage, of which the shortest counts.
const RUNS: usize = 5;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = std::env::temp_dir().join(format!("specwright-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for temporary files can be made");
    let arguments = std::env::args_os().skip(1).filter(|argument| !argument.to_string_lossy().starts_with("--"));
    let mut documents: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if documents.is_empty() {
        let large = folder.join("synthetic.yaml");
        std::fs::write(&large, synthetic::document(40)).expect("temporary files can be written");
        documents.extend([root.join("spec/huaweicloud-cdm.yaml"), large]);
        let real = root.join("../shared/corpus/real/stripe.json");
        documents.extend(Some(real).filter(|path| path.is_file()));
    }
    println!("parts of 100 of the whole; `× least`: times reading the document and laying out the output");
    println!(
        "{:24} {:>7} {:>8} {:>7} {:>7} {:>6} {:>6} {:>6} {:>6} {:>8} {:>7}",
        "document", "lines", "ms", "source", "dialect", "api", "names", "rust", "emit", "× least", "again"
    );
    for document in documents {
        measure(&document, &folder.join("out"));
    }
    let _ = std::fs::remove_dir_all(&folder);
}

fn measure(document: &Path, out: &Path) {
    let workers = Workers::new(NonZeroUsize::new(1));
    let config = Config::default();
    let settings = Settings { threads: NonZeroUsize::new(1), ..Settings::default() };
    let (source, tree) = shortest(|| load(document).expect("the document can be read"));
    let name = document.file_name().unwrap_or_default().to_string_lossy();

    let at = At::root(FileId::MAIN);
    let (dialect, (translated, _)) = shortest(|| dialect::to_3_0(tree.root(), &at));
    let (lower, (api, _)) = shortest(|| api::lower(&translated.document, &config));
    let (naming, (names, _)) = shortest(|| names::names(&api, &config, None));
    let generated = generate(&tree, &config, &settings).expect("the document is sound");
    let options = Options {
        package: generated.planned.package.clone(),
        document: name.to_string(),
        samples: None,
        example: None,
        mocks: false,
        strict_responses: false,
        own_modules: Vec::new(),
    };
    let (plan, planned) = shortest(|| rust::plan(&api, &names, options.clone(), workers));
    let (emit, files) = shortest(|| emit::emit(&planned, workers));
    let whole = source + dialect + lower + naming + plan + emit;

    let least = shortest(|| read(document, &tree)).0 + shortest(|| lay_out(&files)).0;
    let _ = std::fs::remove_dir_all(out);
    output::write(&files, out).expect("the crate can be written");
    let again = output::write(&files, out).expect("the crate can be written").len();

    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    let share = |part: Duration| 100.0 * part.as_secs_f64() / whole.as_secs_f64();
    println!(
        "{name:24} {lines:>7} {:>8.1} {:>7.1} {:>7.1} {:>6.1} {:>6.1} {:>6.1} {:>6.1} {:>8.2} {again:>7}",
        1_000.0 * whole.as_secs_f64(),
        share(source),
        share(dialect),
        share(lower),
        share(naming),
        share(plan),
        share(emit),
        whole.as_secs_f64() / least.as_secs_f64(),
    );
}

fn shortest<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut best: Option<(Duration, T)> = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        let made = black_box(work());
        let taken = start.elapsed();
        if best.as_ref().is_none_or(|(best, _)| taken < *best) {
            best = Some((taken, made));
        }
    }
    best.expect("it was run at least once")
}

/// Reads a document to values, by the parser for JSON or YAML that everyone uses.
fn read(document: &Path, tree: &Tree) -> serde_json::Value {
    let text = std::fs::read_to_string(document).expect("the document can be read");
    let value = if document.extension().is_some_and(|ending| ending == "json") {
        serde_json::from_str(&text).ok()
    } else {
        serde_yaml::from_str(&text).ok()
    };
    // Some documents only we can read.
    value.unwrap_or_else(|| tree.root().clone())
}

/// Parses and formats the written files, by the formatter for generated code that everyone uses.
fn lay_out(files: &emit::Files) -> usize {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(_, text)| prettyplease::unparse(&syn::parse_file(text).expect("it is Rust")).len()).sum()
}
