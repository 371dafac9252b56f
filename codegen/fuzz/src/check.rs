//! Checks that must hold for every document and its output.

use specwright::config::Config;
use specwright::source::Tree;
use specwright::{Generated, Settings, emit, generate, report};

use crate::resolution;

/// Generates twice and renders the diagnostics: nothing may panic, and both runs must have the same result.
pub fn generated(name: &str, text: &str) -> Option<Generated> {
    let (first, said) = run(name, text);
    let (second, said_again) = run(name, text);
    assert_eq!(said, said_again, "equal documents give equal diagnostics");
    let files = |generated: &Option<Generated>| generated.as_ref().map(|generated| generated.files.clone());
    assert_eq!(files(&first), files(&second), "equal documents give equal files");
    first
}

/// One generation, and its diagnostics as text and JSON.
fn run(name: &str, text: &str) -> (Option<Generated>, String) {
    let tree = match Tree::from_text(name, text) {
        Ok(tree) => tree,
        Err(diagnostics) => {
            let shown = diagnostics.resolve(&());
            return (None, shown.iter().map(|(diagnostic, place)| report::human(diagnostic, place)).collect());
        }
    };
    let result = generate(&tree, &Config::default(), &Settings::default());
    let diagnostics = match &result {
        Ok(generated) => &generated.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    let mut said = String::new();
    for (diagnostic, place) in diagnostics.resolve(&tree) {
        let human = report::human(diagnostic, &place);
        let control = human.chars().find(|letter| letter.is_control() && *letter != '\n');
        assert!(control.is_none(), "a diagnostic holds {control:?}: {human:?}");
        said.push_str(&human);
        said.push_str(&report::json(diagnostic, &place).to_string());
    }
    (result.ok(), said)
}

/// Checks all written files.
///
/// # Panics
///
/// Panics if one is wrong: that is what a fuzzer looks for.
pub fn written(generated: &Generated) {
    for (path, text) in &generated.files {
        clean(path, text);
    }
    manifest(generated);
    resolution::check(&generated.files);
    let single = emit::single(&generated.planned);
    clean("the single file", &single);
    syn::parse_file(&single).unwrap_or_else(|error| panic!("the single file: {error}\n{single}"));
}

/// Checks that no character of a text makes it look different.
fn clean(path: &str, text: &str) {
    let fault = text.char_indices().find(|&(_, letter)| hides(letter));
    if let Some((at, letter)) = fault {
        let line = text[..at].lines().count();
        panic!("{path}:{line} holds {letter:?}: {:?}", text.lines().nth(line.saturating_sub(1)));
    }
    let trailing = text.lines().find(|line| line.ends_with([' ', '\t']));
    assert!(trailing.is_none(), "{path} has a line with white space at its end: {trailing:?}");
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path} does not end with one line feed");
}

/// Whether a character is invisible and changes how others look: controls, and those that change the direction
/// of writing, which rustc refuses (`text_direction_codepoint_in_literal`).
fn hides(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Checks that `Cargo.toml` is TOML with the expected values.
fn manifest(generated: &Generated) {
    let text = &generated.files["Cargo.toml"];
    let manifest: toml::Table = text.parse().unwrap_or_else(|error| panic!("Cargo.toml: {error}\n{text}"));
    let package = manifest["package"].as_table().expect("a table");
    let planned = &generated.planned.package;
    for (key, meant) in [("name", &planned.name), ("version", &planned.version), ("description", &planned.description)]
    {
        assert_eq!(package[key].as_str(), Some(meant.as_str()), "{key} in Cargo.toml");
    }
    assert_eq!(manifest.len(), 3, "tables in Cargo.toml: {text}");
}
