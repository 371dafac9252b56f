//! Renders diagnostics, as text for people and as JSON for programs.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Diagnostic, Excerpt, FixFile, Place, Pointer, Severity, Written, glyph};

/// Looks up positions in the texts of the documents.
pub trait Positions {
    /// Resolves places: one result per place, in the same order.
    ///
    /// Called once for all diagnostics of a run, so that no text is read again for each.
    fn resolve(&self, places: &[&Place]) -> Vec<Resolved>;
}

/// Without texts, only what a place itself knows is shown.
impl Positions for () {
    fn resolve(&self, places: &[&Place]) -> Vec<Resolved> {
        places.iter().map(|place| Resolved::of(place)).collect()
    }
}

/// Where a diagnostic is shown.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Resolved {
    /// The index of the file in the order in which files were read.
    pub rank: u32,
    /// The file's name as the user passed it.
    pub file: Option<String>,
    /// Line and column, both counted from 1, columns in characters.
    pub position: Option<(usize, usize)>,
    /// The line's text.
    pub excerpt: Option<Excerpt>,
    /// The place in the document.
    pub pointer: Option<Pointer>,
    /// Whether the file is an overlay.
    pub in_overlay: bool,
    /// What corrects it without changing the document.
    pub fix: Option<Written>,
}

impl Resolved {
    /// Resolves a place without the text of the document.
    pub fn of(place: &Place) -> Self {
        match place {
            Place::Document(location) => {
                Self { rank: location.file.0, pointer: Some(location.pointer.clone()), ..Self::default() }
            }
            Place::Text(place) => Self {
                file: Some(place.file.clone()),
                position: Some((place.line, place.column)),
                excerpt: Some(place.excerpt.clone()),
                ..Self::default()
            },
            Place::File(file) => Self { file: Some(file.clone()), ..Self::default() },
        }
    }

    /// The sort key of diagnostics: by file, first those about the whole file, then by position, last those without one.
    pub(super) fn order(&self) -> (u32, Option<&str>, bool, Option<(usize, usize)>) {
        let nowhere = self.position.is_none() && self.pointer.is_some();
        (self.rank, self.file.as_deref(), nowhere, self.position)
    }
}

/// Renders a diagnostic like `rustc`: headline, place, the line with its mark, pointer, help and what corrects it.
///
/// Ends with a line feed and holds no other control characters, whatever the document holds.
pub fn human(diagnostic: &Diagnostic, resolved: &Resolved) -> String {
    let severity = diagnostic.severity.as_str();
    let mut out = format!("{severity}[{}]: {}\n", diagnostic.code.as_str(), glyph::plain(&diagnostic.message));
    // The gutter is as wide as the line's number.
    let number = resolved.position.map(|(line, _)| line.to_string()).unwrap_or_default();
    let gutter = " ".repeat(number.len());

    if let Some(file) = &resolved.file {
        let position = resolved.position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        line(&mut out, format_args!("{gutter}--> {}{position}", glyph::plain(file)));
    }
    if let Some(excerpt) = &resolved.excerpt
        && !number.is_empty()
    {
        let (space, mark) = (" ".repeat(excerpt.start), "^".repeat(excerpt.columns));
        line(&mut out, format_args!("{gutter} |"));
        line(&mut out, format_args!("{number} | {}", excerpt.text));
        line(&mut out, format_args!("{gutter} | {space}{mark}"));
    }
    if let Some(pointer) = &resolved.pointer {
        line(&mut out, format_args!("{gutter} = at: {}", glyph::plain(&pointer.to_string())));
    }
    if let Some(help) = &diagnostic.help {
        line(&mut out, format_args!("{gutter} = help: {}", glyph::plain(help)));
    }
    if let Some(fix) = &resolved.fix {
        let into = match fix.file {
            FixFile::Configuration => "add to the configuration",
            FixFile::Overlay => "add to the actions of an overlay",
        };
        line(&mut out, format_args!("{gutter} = fix: {into}"));
        for text in fix.text.lines() {
            line(&mut out, format_args!("{gutter}        {}", glyph::plain(text)));
        }
    }
    out
}

/// A diagnostic as a JSON object; what is not known is `null`.
pub fn json(diagnostic: &Diagnostic, resolved: &Resolved) -> Value {
    json!({
        "severity": diagnostic.severity.as_str(),
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "fix": resolved.fix.as_ref().map(|fix| match fix.file {
            FixFile::Configuration => json!({"configuration": fix.text}),
            FixFile::Overlay => json!({"overlay": fix.text}),
        }),
        "file": resolved.file,
        "line": resolved.position.map(|(line, _)| line),
        "column": resolved.position.map(|(_, column)| column),
        "pointer": resolved.pointer.as_ref().map(ToString::to_string),
    })
}

impl Severity {
    /// As it is printed: `error` or `warning`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{}", text.to_string().trim_end()).expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Code, Diagnostics, FileId, Location, On, TextPlace};

    fn location(pointer: &str) -> Location {
        let pointer = Pointer::parse(pointer).unwrap_or_default();
        Location { file: FileId::MAIN, pointer, on: On::Value }
    }

    /// A document whose places are all in line 12.
    struct Line(&'static str);

    impl Positions for Line {
        fn resolve(&self, places: &[&Place]) -> Vec<Resolved> {
            let resolve = |place: &&Place| Resolved {
                file: Some("pets.yaml".to_owned()),
                position: Some((12, 9)),
                excerpt: Some(Excerpt::new(self.0, 8, 4)),
                ..Resolved::of(place)
            };
            places.iter().map(resolve).collect()
        }
    }

    fn check(diagnostic: Diagnostic, positions: &dyn Positions, expected: &str) {
        let diagnostics = Diagnostics::from(diagnostic);
        let shown: String =
            diagnostics.resolve(positions).iter().map(|(diagnostic, resolved)| human(diagnostic, resolved)).collect();
        assert_eq!(shown, expected);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    }

    #[test]
    fn people_see_the_line_and_a_mark() {
        check(
            Diagnostic::new(Code::MissingRef, location("/paths/~1pets"), "nothing is there").help("look elsewhere"),
            &Line("  $ref: Pets # none"),
            "warning[missing-ref]: nothing is there\n\
             \x20 --> pets.yaml:12:9\n\
             \x20  |\n\
             12 |   $ref: Pets # none\n\
             \x20  |         ^^^^\n\
             \x20  = at: #/paths/~1pets\n\
             \x20  = help: look elsewhere\n",
        );
    }

    #[test]
    fn places_without_a_line_are_shown_as_far_as_known() {
        check(
            Diagnostic::new(Code::UnreadableFile, Place::File("a.yaml".to_owned()), "cannot read it"),
            &(),
            "error[unreadable-file]: cannot read it\n--> a.yaml\n",
        );
        check(
            Diagnostic::new(Code::NameClash, location("/a"), "both are `A`"),
            &(),
            "warning[name-clash]: both are `A`\n = at: #/a\n",
        );
    }

    #[test]
    fn no_control_reaches_the_terminal() {
        check(
            Diagnostic::new(Code::Malformed, location("/a\u{1b}[2J"), "a\nb\u{7}\u{202e}").help("\r"),
            &Line("  a:\t\u{1b}[2Jbb\u{9b}"),
            "warning[malformed]: a\\nb\\u{7}\\u{202e}\n\
             \x20 --> pets.yaml:12:9\n\
             \x20  |\n\
             12 |   a:    \\u{1b}[2Jbb\\u{9b}\n\
             \x20  |                 ^^^\n\
             \x20  = at: #/a\\u{1b}[2J\n\
             \x20  = help: \\r\n",
        );
    }

    #[test]
    fn programs_see_an_object() {
        let diagnostic = Diagnostic::new(Code::Syntax, TextPlace::new("x.yaml", "a: @", 3, 1), "`@` is not allowed");
        let resolved = Resolved::of(&diagnostic.place);
        let expected = json!({
            "severity": "error", "code": "syntax", "message": "`@` is not allowed", "help": null, "fix": null,
            "file": "x.yaml", "line": 1, "column": 4, "pointer": null,
        });
        assert_eq!(json(&diagnostic, &resolved), expected);

        let diagnostic = Diagnostic::new(Code::NameClash, location("/a/b"), "x").help("y");
        let expected = json!({
            "severity": "warning", "code": "name-clash", "message": "x", "help": "y", "fix": null,
            "file": null, "line": null, "column": null, "pointer": "#/a/b",
        });
        assert_eq!(json(&diagnostic, &Resolved::of(&diagnostic.place)), expected);
    }
}
