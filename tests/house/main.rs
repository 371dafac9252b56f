//! How the code is kept: no circles of files, layers that use only what they declare, the words of the field, links, short
//! files, names and documentation.

mod circles;
mod code;
mod imports;
mod layers;
mod links;
mod tokens;
mod words;

use std::path::{Path, PathBuf};

use code::code_lines;
use imports::Files;

/// The longest that a file may be, in lines that are neither blank nor comment nor test.
const LONGEST: usize = 400;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the repository with one of these endings, below some folders and files.
fn below(names: &[&str], endings: &[&str]) -> Vec<PathBuf> {
    let mut open: Vec<PathBuf> = names.iter().map(|name| root().join(name)).collect();
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("the folder can be read");
            let paths = entries.map(|entry| entry.expect("the entry can be read").path());
            open.extend(paths.filter(|path| path.file_name().is_some_and(|name| name != "target" && name != ".git")));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every Rust file, written by people or by the generator.
fn sources() -> Vec<PathBuf> {
    let sources = below(&["codegen", "runtime", "generated", "tests", "examples", "build.rs"], &["rs"]);
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

/// The text of a file. Some of the documents that are refused are not UTF-8.
fn text(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).expect("the file can be read")).into_owned()
}

/// The source files of a crate.
fn files(package: &str) -> Files {
    let folder = format!("{package}/src");
    let relative = |path: &Path| path.strip_prefix(root().join(&folder)).expect("it is below").display().to_string();
    below(&[&folder], &["rs"]).iter().map(|path| (relative(path), text(path))).collect()
}

/// A crate of a few files.
fn planted(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn no_files_of_the_generator_use_each_other_in_a_circle() {
    let circles = circles::circles(&files("codegen"));
    assert!(circles.is_empty(), "{}", circles.join("\n\n"));
}

#[test]
fn no_files_of_the_runtime_use_each_other_in_a_circle() {
    let circles = circles::circles(&files("runtime"));
    assert!(circles.is_empty(), "{}", circles.join("\n\n"));
}

#[test]
fn a_circle_of_files_is_reported() {
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let circles = circles::circles(&planted(files));
        let lines: Vec<&str> = circles.iter().flat_map(|circle| circle.lines().skip(1).map(str::trim)).collect();
        assert_eq!(lines, expected);
    }
    let root = ("lib.rs", "mod a;\nmod b;\n");
    let (a, b) = (("a.rs", "use crate::b::B;\npub struct A;"), ("b.rs", "\npub struct B(crate::a::A);"));
    check(&[root, a, b], &["a.rs:1 uses b.rs (crate::b::B)", "b.rs:2 uses a.rs (crate::a::A)"]);
    // Of three files, by a module that only re-exports, an alias, a group, a glob and `super`.
    check(
        &[
            ("lib.rs", "mod a;\nmod b;\nmod c;"),
            ("a/mod.rs", "mod deep;\npub use deep::{A as Renamed};"),
            ("a/deep.rs", "use super::super::{b::*};\npub struct A(B);"),
            ("b.rs", "pub struct B(c::C); use crate::c;"),
            ("c.rs", "use crate::a::Renamed;\npub struct C(Renamed);"),
        ],
        &[
            "a/deep.rs:1 uses b.rs (super::super::b)",
            "b.rs:1 uses c.rs (c::C)",
            "c.rs:1 uses a/deep.rs (crate::a::Renamed)",
        ],
    );
    // By a macro.
    check(
        &[
            root,
            ("a.rs", "pub struct A; crate::make!();"),
            ("b.rs", "#[macro_export] macro_rules! make { () => { $crate::a::A } }"),
        ],
        &["a.rs:1 uses b.rs (crate::make)", "b.rs:1 uses a.rs (crate::a::A)"],
    );
    // A module with an item of its own, which its child uses.
    check(
        &[
            ("lib.rs", "mod a;"),
            ("a/mod.rs", "mod b; pub use b::B; pub struct A;"),
            ("a/b.rs", "pub struct B(super::A);"),
        ],
        &["a/b.rs:1 uses a/mod.rs (super::A)", "a/mod.rs:1 uses a/b.rs (b::B)"],
    );
    // Not: comments, strings, tests, quoted code, modules that only re-export, other crates.
    let fine = "// crate::a::A\npub struct B; const S: &str = r#\"crate::a::A\"#; fn q() { quote! { crate::a::A } }
        #[cfg(test)] mod tests { use crate::a::A; }";
    check(&[root, a, ("b.rs", fine)], &[]);
    let inside = ("a/b.rs", "pub(in crate::a) struct B { pub(in crate::a) b: u8 }");
    check(&[("lib.rs", "mod a;"), ("a/mod.rs", "mod b; pub fn a() -> b::B { todo!() }"), inside], &[]);
    check(&[("lib.rs", "mod a; pub use a::A; pub use serde::S;"), ("a.rs", "use crate::S; pub struct A;")], &[]);
}

#[test]
fn layers_of_the_generator_use_what_they_declare() {
    let differences =
        layers::differences(&files("codegen"), &text(&root().join("ARCHITECTURE.md")), "## The generator");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn layers_of_the_runtime_use_what_they_declare() {
    let differences = layers::differences(&files("runtime"), &text(&root().join("ARCHITECTURE.md")), "## The runtime");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_layer_that_differs_from_its_declaration_is_reported() {
    fn check(low: &str, high: &str, row: &str, expected: Option<&str>) {
        let architecture =
            format!("# A\n\n## Layers\n\n| layer | is | may use |\n|---|---|---|\n| `low` | l | nothing |\n{row}\n");
        let files = planted(&[("lib.rs", "mod high; mod low;"), ("low.rs", low), ("high/mod.rs", high)]);
        let differences = layers::differences(&files, &architecture, "## Layers");
        match expected {
            Some(expected) => assert!(differences.iter().any(|line| line.contains(expected)), "{differences:#?}"),
            None => assert!(differences.is_empty(), "{differences:#?}"),
        }
    }
    let (low, high) =
        ("//! May use: nothing.\npub struct L;", "//! May use: `low`.\nuse crate::low::L;\npub struct H;");
    let row = "| `high` | h | `low` |";
    check(low, high, row, None);
    check(low, high, "| `high` | h | nothing |", Some("`high`: its documentation lists low, ARCHITECTURE.md nothing"));
    check(low, high, "", Some("`high`: its documentation lists low, ARCHITECTURE.md no layer of that name"));
    check(
        low,
        high,
        "| `high` | h | `low` |\n| `old` | o | nothing |",
        Some("`old`: its documentation lists no layer"),
    );
    check("//! Low.\npub struct L;", high, row, Some("`low` has no line"));
    check(
        &format!("{low}\nuse crate::high::H;"),
        high,
        row,
        Some("low.rs:3: `low` may not use `high` (crate::high::H)"),
    );
    check(low, "//! May use: `low`.\npub struct H;", row, Some("`high` may use `low` but does not"));
    let both = "//! May use: `high`.\npub struct L(crate::high::H);";
    check(both, high, row, Some("these layers use each other in a circle"));
}

#[test]
fn crates_are_used_only_by_the_stages_that_know_them() {
    let broken = layers::foreign(&files("codegen"));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_stage_that_uses_a_crate_it_must_not_know_is_reported() {
    fn check(path: &str, text: &str, expected: Option<&str>) {
        let broken = layers::foreign(&planted(&[(path, text)]));
        match expected {
            Some(expected) => assert!(broken.iter().any(|line| line.contains(expected)), "{text}: {broken:?}"),
            None => assert!(broken.is_empty(), "{text}: {broken:?}"),
        }
    }
    check("api/mod.rs", "fn f(value: serde_yaml::Value) {}", Some("api/mod.rs:1: `api` may not use `serde_yaml`"));
    check("rust/mod.rs", "use quote::quote;", Some("`rust` may not use `quote`"));
    check("names/mod.rs", "\nuse openapiv3::Schema;", Some("names/mod.rs:2: `names` may not use `openapiv3`"));
    check("api/mod.rs", "let text = std::fs::read_to_string(path);", Some("`api` may not use `std::fs`"));
    check("emit/mod.rs", "use quote::quote;", None);
    check("api/mod.rs", "// quote::quote\nuse crate::quote; fn f(quote: u8) {}", None);
}

#[test]
fn words_are_those_of_the_field() {
    let paths = below(&["."], &["rs", "md", "toml", "yaml"]);
    let listed = root().join("./tests/house");
    let texts: Vec<(String, String)> = paths
        .iter()
        .filter(|path| !path.starts_with(&listed))
        .map(|path| (path.strip_prefix(root().join(".")).expect("it is below").display().to_string(), text(path)))
        .collect();
    assert!(texts.len() > 300, "the files were not found");
    let files = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let broken = words::broken(files, words::EXCEPTIONS);
    assert!(broken.is_empty(), "{} places\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn a_word_of_the_list_is_reported() {
    fn check(text: &str, expected: &[(&str, usize)]) {
        let hits: Vec<(&str, usize)> = words::hits(text).iter().map(|hit| (hit.phrase, hit.line)).collect();
        assert_eq!(hits, expected, "{text}");
    }
    check("/// The answer.\nfn no_answer_to(NoAnswer: u8) {}", &[("answer*", 1), ("answer*", 2), ("answer*", 2)]);
    check("const LAST_ANSWERED: u8 = 1;", &[("answer*", 1)]);
    check(
        "/// The token is asked\n/// for by the client, and tried\n/// again.",
        &[("asked for", 1), ("tried again", 2)],
    );
    check("# Signing in", &[("signing in", 1)]);
    check("a `stand-in`, StandIn, stand_in", &[("stand-in", 1), ("stand-in", 1), ("stand-in", 1)]);
    check("They stand in the way.", &[]);
    check("It was asked. For this, see `response`.", &[]);
}

#[test]
fn an_exception_that_matches_nothing_is_reported() {
    let exception = |line| words::Exception { file: "a.rs", phrase: "findings", line, reason: "a JSON key" };
    let files = [("src/a.rs", "\"findings\""), ("src/b.rs", "fine")];
    assert!(words::broken(files.into_iter(), &[exception("\"findings\"")]).is_empty());
    let broken = words::broken(files.into_iter(), &[exception("other")]);
    assert!(broken[0].starts_with("src/a.rs:1: `findings`: write diagnostics"), "{broken:?}");
    assert!(broken[1].starts_with("this exception matches nothing"), "{broken:?}");
}

/// What is wrong with a file's length, documentation or name.
fn untidy(path: &Path, text: &str) -> Vec<String> {
    let mut untidy = Vec::new();
    let lines = code_lines(text).count();
    if lines > LONGEST {
        untidy.push(format!("{}: {lines} lines of code, more than {LONGEST}", path.display()));
    }
    // The calls of a feature have a sentence for a name, and are brought in by `include!`.
    let of_a_feature = path.with_extension("yaml").exists();
    let is_generated = text.starts_with("// @generated") && text.contains("\n//! ");
    if !(text.starts_with("//! ") || of_a_feature || is_generated) {
        untidy.push(format!("{}: does not begin with module documentation (`//!`)", path.display()));
    }
    let inside = path.strip_prefix(root()).unwrap_or(path);
    if inside.with_extension("").iter().any(|part| EMPTY_NAMES.iter().any(|name| part == *name)) {
        untidy.push(format!("{}: the name does not say what is inside", path.display()));
    }
    untidy
}

#[test]
fn files_are_short_documented_and_named_after_their_contents() {
    let untidy: Vec<String> = sources().iter().flat_map(|path| untidy(path, &text(path))).collect();
    assert!(untidy.is_empty(), "{}", untidy.join("\n"));
}

#[test]
fn an_untidy_file_is_reported() {
    let long = format!("//! Long.\n{}", "struct A;\n".repeat(LONGEST + 1));
    let check = |path: &str, text: &str, expected: &str| {
        let untidy = untidy(&root().join(path), text);
        assert!(untidy.len() == 1 && untidy[0].contains(expected), "{untidy:?}");
    };
    check("codegen/src/a.rs", &long, "401 lines of code");
    check("codegen/src/a.rs", "struct A;", "does not begin with module documentation");
    check("codegen/src/utils/a.rs", "//! A.", "does not say what is inside");
    assert!(untidy(&root().join("codegen/src/a.rs"), "//! A.\n\n// A comment.\nstruct A;").is_empty());
}

/// Links of a page that lead nowhere.
fn broken_links(page: &Path, text: &str) -> Vec<String> {
    let leads_nowhere = |link: &links::Link<'_>| {
        let target = page.parent().unwrap_or(page).join(link.path);
        let target = if link.path.is_empty() { page } else { &target };
        let has_heading = |heading: &str| links::headings(&self::text(target)).iter().any(|known| known == heading);
        !target.exists() || target.is_file() && !link.heading.is_none_or(has_heading)
    };
    let broken = links::links(text).into_iter().filter(leads_nowhere);
    let name = page.display();
    broken
        .map(|link| format!("{name}:{}: {}#{} leads nowhere", link.line, link.path, link.heading.unwrap_or_default()))
        .collect()
}

#[test]
fn links_lead_to_pages_and_headings() {
    let pages = below(&["."], &["md"]);
    assert!(pages.len() > 10, "the pages were not found");
    let broken: Vec<String> = pages.iter().flat_map(|page| broken_links(page, &text(page))).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_link_that_leads_nowhere_is_reported() {
    fn check(text: &str, expected: usize) {
        assert_eq!(broken_links(&root().join("README.md"), text).len(), expected, "{text}");
    }
    check("[a](ARCHITECTURE.md), [`b`](docs/decisions) and [c](https://example.com/none)", 0);
    check("[a](ARCHITECTURE.md#the-generator)", 0);
    check("[a](ARCHITECTURE.md#the-weather)", 1);
    check("[a](NOWHERE.md), [`b`](nowhere)", 2);
    check("```rust\nx[i](NOWHERE.md)\n```\n`y[i](NOWHERE.md)`", 0);
}
