//! How much an edit of the document changes in the crate.

use std::collections::BTreeSet;
use std::path::Path;

use specwright::Generated;
use specwright::Settings;
use specwright::diff::{ChangeCode, compare};
use specwright::generation::Generation;
use specwright::lock::Lock;

use super::table::{Row, rows};
use super::{folder, pair};

/// The most lines, added and removed, and the most files that an edit changes.
const MOST: (usize, usize) = (12, 2);

/// Edits that add or remove whole things, such as operations, types and forms of a body, or change what several files have, such as
/// the credentials of every operation, or a call that is in examples as well.
const WHOLE: &[&str] = &[
    "response-string-becomes-an-enum",
    "response-enum-becomes-a-string",
    "branch-added-to-a-union",
    "component-takes-the-name-of-an-inline-type",
    "operation-added",
    "operation-of-the-same-name-added-before",
    "operation-removed",
    "second-error-with-another-body",
    "second-success-with-another-body",
    "text-beside-json-in-a-response",
    "security-scheme-added",
    "security-scheme-replaced",
    "first-response-header-declared",
    "received-type-is-sent-too",
    "paging-parameters-appear",
    "crate-becomes-large",
    "api-key-moves-to-the-query",
    "second-security-scheme-required-too",
    "response-header-removed",
    "parameter-elements-become-an-enum",
    "branch-removed-from-a-union",
    "server-variable-added",
    "operation-gets-its-own-server",
    "json-response-becomes-xml",
    "json-response-becomes-text",
    "callback-added",
    "response-object-becomes-free-form",
    "body-removed",
    "path-parameter-added",
    "component-split-for-requests",
    "last-operations-of-a-tag-removed",
    "schema-becomes-another-kind",
    "server-variable-gets-values",
    "scheme-takes-a-user-name",
    "events-become-of-another-type",
    "parameter-uses-another-component",
    "components-exchange-their-names",
    "parameters-become-many",
    "success-body-removed",
    "webhook-added",
    "configuration-changed",
    "lock-changed",
    "webhook-payload-uses-another-schema",
];

/// Edits of small things that change more than they should: a name or a type that stands in several files.
const TOO_MUCH: [&str; 4] =
    ["api-key-header-renamed", "path-parameter-renamed", "security-scheme-renamed", "string-gets-a-format"];

/// Files that say what changed, and not code.
const APART: [&str; 2] = ["specwright.lock", "surface.txt"];

fn generated(document: &str, lock: Option<Lock>) -> Generated {
    let settings = Settings { crate_name: Some("print-shop".to_owned()), lock, ..Settings::default() };
    let lock = Some(Path::new(document).with_extension("lock"));
    let generation = Generation { spec: document.into(), lock, settings, ..Generation::default() };
    generation
        .run()
        .result
        .map_err(|diagnostics| format!("{document}: {diagnostics:?}"))
        .expect("the documents are generated")
}

/// The lines that were added or removed, and the files with such lines.
fn difference(old: &Generated, new: &Generated) -> (usize, usize) {
    let paths: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    let text = |of: &Generated, path: &str| of.files.get(path).cloned().unwrap_or_default();
    // The first line of a file has the name of the document.
    let text = |of: &Generated, path: &str| text(of, path).replace("old.yaml", "").replace("new.yaml", "");
    let counts = paths.into_iter().filter(|path| !APART.contains(&path.as_str())).map(|path| {
        let (old, new) = (text(old, path), text(new, path));
        changed(&old.lines().collect::<Vec<_>>(), &new.lines().collect::<Vec<_>>())
    });
    counts.filter(|count| *count > 0).fold((0, 0), |(lines, files), count| (lines + count, files + 1))
}

/// The lines that are not in a longest sequence of common lines.
fn changed(old: &[&str], new: &[&str]) -> usize {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[start..], &new[start..]);
    let mut longest = vec![0; new.len() + 1];
    for one in old {
        let mut diagonal = 0;
        for (index, other) in new.iter().enumerate() {
            let above = longest[index + 1];
            longest[index + 1] = if one == other { diagonal + 1 } else { above.max(longest[index]) };
            diagonal = above;
        }
    }
    old.len() + new.len() - 2 * longest[new.len()]
}

#[test]
fn an_edit_changes_a_few_lines_of_the_crate() {
    let mut table = String::new();
    let mut wrong = Vec::new();
    for Row { edit, .. } in rows() {
        let [old, new] = pair(edit);
        let old = generated(&old, None);
        let new = generated(&new, Some(old.lock.clone()));
        let (lines, files) = difference(&old, &new);
        let mark = match edit {
            edit if WHOLE.contains(&edit) => " (whole things)",
            edit if TOO_MUCH.contains(&edit) => " (too much)",
            _ => "",
        };
        table.push_str(&format!("{lines:>4} {files:>3}  {edit}{mark}\n"));
        let is_little = lines <= MOST.0 && files <= MOST.1;
        if is_little != mark.is_empty() {
            wrong.push(format!("{edit}: {lines} lines in {files} files"));
        }
    }
    insta::assert_snapshot!("lines", table);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_edit_gives_a_name_or_a_place_to_something_else() {
    const FORBIDDEN: [ChangeCode; 7] = [
        ChangeCode::ArgumentMoved,
        ChangeCode::ConstructorReordered,
        ChangeCode::MethodReassigned,
        ChangeCode::MethodRenamed,
        ChangeCode::TypeReassigned,
        ChangeCode::TypeRenamed,
        ChangeCode::TypeMoved,
    ];
    // A person decided these names.
    let is_decided =
        |edit: &str| ["toml", "lock"].iter().any(|kind| folder().join(edit).join("new").with_extension(kind).is_file());
    // The document gives the names to other components.
    let is_exchanged = |edit: &str| edit == "components-exchange-their-names";
    for Row { edit, .. } in rows().into_iter().filter(|row| !is_decided(row.edit) && !is_exchanged(row.edit)) {
        for [one, other] in [pair(edit), {
            let [old, new] = pair(edit);
            [new, old]
        }] {
            let old = generated(&one, None);
            let new = generated(&other, Some(old.lock.clone()));
            let comparison = compare(&old, &new);
            let found: Vec<_> = comparison
                .changes
                .iter()
                .filter(|change| FORBIDDEN.contains(&change.code))
                .map(|change| &change.headline)
                .collect();
            assert!(found.is_empty(), "{edit}: {found:?}");
        }
    }
}
