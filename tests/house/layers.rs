//! Who may use whom in the generator.

use std::path::Path;

use crate::code::code_lines;

/// The stages, and what else of the generator each may use.
const STAGES: [(&str, &[&str]); 9] = [
    ("config", &["report"]),
    ("source", &["report"]),
    ("dialect", &["report"]),
    ("api", &["config", "report"]),
    ("names", &["api", "config", "report"]),
    ("rust", &["api", "names"]),
    ("emit", &["rust"]),
    ("output", &[]),
    ("report", &[]),
];

/// Crates and modules of the standard library that only some stages know.
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
    ("toml", &["config"]),
];

/// What a file of the generator uses that its stage must not, a line each.
pub fn broken(path: &Path, text: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/src");
    let Ok(inside) = path.strip_prefix(&root) else { return Vec::new() };
    let steps: Vec<String> = inside.with_extension("").iter().map(|step| step.to_string_lossy().into_owned()).collect();
    let Some(stage) = steps.first().map(String::as_str) else { return Vec::new() };
    // How many `super` lead from this file to the root of the crate.
    let depth = steps.len() - usize::from(steps.last().is_some_and(|last| last == "mod"));
    let allowed = STAGES.iter().find(|(name, _)| *name == stage).map(|(_, allowed)| *allowed);
    let mut broken = Vec::new();
    let mut say = |line: usize, used: &str| {
        broken.push(format!("{}:{line}: `{stage}` must not use `{used}`", inside.display()));
    };
    for (number, line) in code_lines(text) {
        for used in of_the_crate(line, depth) {
            let is_stage = STAGES.iter().any(|(name, _)| *name == used);
            if let Some(allowed) = allowed
                && is_stage
                && used != stage
                && !allowed.contains(&used.as_str())
            {
                say(number, &used);
            }
        }
        for (known, stages) in KNOWN_TO {
            if words_contain(line, known) && !stages.contains(&stage) {
                say(number, known);
            }
        }
    }
    broken
}

/// The modules of the crate that a line names, through `crate::` or enough of `super::`.
fn of_the_crate(line: &str, depth: usize) -> Vec<String> {
    let climb = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", climb.as_str()] {
        let mut rest = line;
        while let Some(position) = rest.find(start) {
            let before = rest[..position].chars().next_back();
            rest = &rest[position + start.len()..];
            let inside_word = before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':');
            if inside_word || rest.starts_with("super") {
                continue;
            }
            let group = match rest.strip_prefix('{') {
                Some(group) => group.split_once(';').map_or(group, |(group, _)| group),
                None => rest.split([':', ';', ' ', '(', ')', ',', '>']).next().unwrap_or_default(),
            };
            found.extend(group.split(',').map(|path| {
                path.trim().split("::").next().unwrap_or_default().trim_end_matches(['}', ' ']).to_owned()
            }));
        }
    }
    found
}

/// Whether a line names a path, and not only a longer word that contains it.
fn words_contain(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(position, _)| {
        let before = line[..position].chars().next_back();
        let after = line[position + path.len()..].chars().next();
        let joins = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        !joins(before) && (line[position + path.len()..].starts_with("::") || (path.contains("::") && !joins(after)))
    })
}
