//! Layers: the folders and single files directly below a crate's `src`, and what each may use of the others.
//!
//! It is declared where the layer is documented, in a line ``//! May use: `report`, `config`.`` or `//! May use: nothing.`,
//! and in the table of ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};

use crate::circles::components;
use crate::imports::{Files, imports};
use crate::tokens::tokens;

/// Crates and modules of the standard library that only some stages of the generator use.
const KNOWN_TO: [(&str, &[&str]); 10] = [
    ("openapiv3", &["api", "dialect"]),
    ("prettyplease", &["emit"]),
    ("proc_macro2", &["emit"]),
    ("quote", &["emit"]),
    ("saphyr_parser", &["source"]),
    ("serde_yaml", &["source"]),
    ("similar", &["output"]),
    ("std::fs", &["output", "source"]),
    ("syn", &["emit"]),
    ("toml", &["config", "entries", "lock"]),
];

/// What each layer may use, or uses.
type Layers = BTreeMap<String, BTreeSet<String>>;

/// The layer of a file. The root of the crate and its `main` are no layers.
fn layer(path: &str) -> Option<&str> {
    let name = path.split('/').next().unwrap_or(path).trim_end_matches(".rs");
    (name != "lib" && name != "main").then_some(name)
}

/// Where the documentation of a crate's layers, the table of them and the code differ, a line each.
pub fn differences(files: &Files, architecture: &str, heading: &str) -> Vec<String> {
    let (declared, mut differences) = declared(files);
    let table = table(architecture, heading);
    for name in declared.keys().chain(table.keys()).collect::<BTreeSet<_>>() {
        if declared.get(name) != table.get(name) {
            let list = |layers: &Layers| layers.get(name).map_or("no layer of that name".to_owned(), list);
            let (own, row) = (list(&declared), list(&table));
            differences.push(format!("`{name}`: its documentation lists {own}, ARCHITECTURE.md {row}"));
        }
    }
    let mut used = Layers::new();
    for import in imports(files) {
        let (Some(from), to) = (layer(&import.from), layer(&import.to).unwrap_or("lib")) else { continue };
        if from != to {
            used.entry(from.to_owned()).or_default().insert(to.to_owned());
            if declared.get(from).is_some_and(|allowed| !allowed.contains(to)) {
                let place = format!("{}:{}", import.from, import.line);
                differences.push(format!("{place}: `{from}` may not use `{to}` ({})", import.path));
            }
        }
    }
    for (name, allowed) in &declared {
        let used = used.remove(name).unwrap_or_default();
        for layer in allowed.difference(&used) {
            differences.push(format!("`{name}` may use `{layer}` but does not: remove it from the line `May use`"));
        }
    }
    let edges = declared.iter().flat_map(|(from, to)| to.iter().map(|to| (from.as_str(), to.as_str()))).collect();
    for circle in components(&edges) {
        differences.push(format!("these layers use each other in a circle: {circle:?}"));
    }
    differences
}

fn list(layers: &BTreeSet<String>) -> String {
    if layers.is_empty() { "nothing".to_owned() } else { layers.iter().cloned().collect::<Vec<_>>().join(", ") }
}

/// What the layers declare in their documentation, and those that do not.
fn declared(files: &Files) -> (Layers, Vec<String>) {
    let mut layers = Layers::new();
    let mut missing = Vec::new();
    for name in files.keys().filter_map(|path| layer(path)).collect::<BTreeSet<_>>() {
        let documentation =
            [format!("{name}.rs"), format!("{name}/mod.rs")].into_iter().find_map(|path| files.get(&path));
        let mut lines = documentation.into_iter().flat_map(|text| text.lines());
        match lines.find_map(|line| line.strip_prefix("//! May use: ")) {
            Some(list) => _ = layers.insert(name.to_owned(), quoted(list)),
            None => missing.push(format!("`{name}` has no line `//! May use: …` in its documentation")),
        }
    }
    (layers, missing)
}

/// The rows of the first table below a heading: the layer is in the first column, what it may use in the last.
fn table(architecture: &str, heading: &str) -> Layers {
    let below = architecture.split_once(&format!("\n{heading}\n")).map_or("", |(_, below)| below);
    let lines = below.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let rows = lines
        .filter_map(|line| line.trim_matches('|').split_once('|').zip(line.trim_end_matches('|').rsplit_once('|')));
    rows.filter_map(|((first, _), (_, last))| Some((quoted(first).pop_first()?, quoted(last)))).collect()
}

/// The names in backticks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Where stages of the generator use crates that are not theirs, a line each.
pub fn foreign(files: &Files) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, text) in files {
        let Some(layer) = layer(path) else { continue };
        let tokens = tokens(text);
        for (known, stages) in KNOWN_TO {
            let steps: Vec<&str> = known.split("::").flat_map(|step| ["::", step]).skip(1).collect();
            let stands =
                |window: &[crate::tokens::Token<'_>]| window.iter().map(|token| token.text).eq(steps.iter().copied());
            let position = tokens.windows(steps.len()).enumerate().find(|(at, window)| {
                let alone = *at == 0 || !["::", ".", "mod", "fn", "let"].contains(&tokens[at - 1].text);
                let path = steps.len() > 1 || tokens.get(at + 1).is_some_and(|next| next.text == "::");
                stands(window) && alone && path
            });
            if let Some((at, _)) = position.filter(|_| !stages.contains(&layer)) {
                broken.push(format!("{path}:{}: `{layer}` may not use `{known}`", tokens[at].line));
            }
        }
    }
    broken
}
