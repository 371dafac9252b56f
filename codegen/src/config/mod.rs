//! The configuration of a document: a TOML file beside it, with metadata of the crate and overrides.
//!
//! May use: `entries`, `report`.
//!
//! The configuration knows its keys and their defaults, and nothing of the document. The stages that use it look up
//! entries by name with [`Entries::of`], and report entries that match nothing, since those are mistakes.

mod checked;
mod keys;
mod pages;
mod place;
mod platform;
mod runtime_source;
mod security;
mod selection;
mod waiting;

pub use keys::{
    Accepted, Client, ClientEnv, Config, Diff, Errors, ModuleName, Naming, Null, Operation, OwnModule, Package,
    Property, ResponseAs, Responses, Schema,
};
pub use pages::{NextPage, PageFrom, PageTo, Pages};
pub use place::Place;
pub use platform::{Platform, PlatformNames};
pub use runtime_source::RuntimeSource;
pub use security::{Requirement, Requirements, Security, SecuritySettings};
pub use selection::{Generate, matches};
pub use waiting::Waiting;

use std::collections::BTreeSet;
use std::ops::Range;

pub use crate::entries::Entries;
use crate::report::{Code, Diagnostic, Diagnostics, TextPlace, nearest};

impl Config {
    /// Parses a configuration. `file` is its name in diagnostics.
    ///
    /// # Errors
    ///
    /// `config-syntax`, if the text is not TOML, or has an unknown key or a value of the wrong type.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let mut config: Self = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let place = TextPlace::new(file, text, span.start, span.len().max(1));
            Diagnostics::from(Diagnostic::new(Code::ConfigSyntax, place, error.message().trim().replace('\n', ", ")))
        })?;
        config.file = file.to_owned();
        config.text = text.to_owned();
        Ok(config)
    }

    /// The place of a quoted value, if the configuration is a file that has it.
    pub fn place(&self, value: &str) -> Option<TextPlace> {
        self.text.contains(&format!("\"{value}\"")).then(|| self.place_of(value))
    }

    /// Whether both are written alike.
    pub fn is_written_like(&self, other: &Self) -> bool {
        self.text == other.text
    }

    /// Reports every key of a table that is not `known`. `owner` is what should have it, such as `the document`, and `what` the
    /// kind of thing that the keys name, such as `schema`.
    pub fn report_unmatched<'k, V>(
        &self,
        table: &Entries<V>,
        owner: &str,
        what: &str,
        known: impl IntoIterator<Item = &'k str>,
        diagnostics: &mut Diagnostics,
    ) {
        if table.is_empty() {
            return;
        }
        let known: BTreeSet<&str> = known.into_iter().collect();
        for (key, span, _) in table.spanned().filter(|(key, ..)| !known.contains(key)) {
            let help = suggestion(nearest(key, known.iter().copied()));
            self.report_entry(span, format!("{owner} has no {what} `{key}`"), Some(help), diagnostics);
        }
    }

    /// Reports an entry that matches nothing, or contradicts the document. `span` is where it is in the text.
    pub fn report_entry(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
        diagnostics: &mut Diagnostics,
    ) {
        let place = TextPlace::new(self.file.as_str(), &self.text, span.start, span.len());
        let mut diagnostic = Diagnostic::new(Code::ConfigUnmatched, place, message);
        diagnostic.help = help;
        diagnostics.push(diagnostic);
    }

    /// Reports a value of the configuration that names something the document does not have. `what` is the kind of thing, such as
    /// `operation`.
    pub fn report_unknown(&self, value: &str, what: &str, diagnostics: &mut Diagnostics) {
        let message = format!("the document has no {what} `{value}`");
        diagnostics.push(Diagnostic::new(Code::ConfigUnmatched, self.place_of(value), message));
    }

    /// As [`report_unknown`](Self::report_unknown), with a name that the value is similar to.
    pub fn report_unknown_of(&self, value: &str, what: &str, known: Option<&str>, diagnostics: &mut Diagnostics) {
        let message = format!("the document has no {what} `{value}`");
        let diagnostic = Diagnostic::new(Code::ConfigUnmatched, self.place_of(value), message);
        diagnostics.push(diagnostic.help(suggestion(known)));
    }

    /// Reports a part of the configuration by its bytes in the text. `message` says what is wrong with it.
    pub fn report_at(&self, span: Range<usize>, message: String, diagnostics: &mut Diagnostics) {
        let place = TextPlace::new(self.file.as_str(), &self.text, span.start, span.len());
        diagnostics.push(Diagnostic::new(Code::ConfigUnmatched, place, message));
    }

    /// Reports a value of the configuration that the document does not support. `why` is the predicate of the message, such as
    /// `is not an array`.
    pub fn report_unfit(&self, value: &str, why: &str, diagnostics: &mut Diagnostics) {
        let message = format!("`{value}` {why}");
        diagnostics.push(Diagnostic::new(Code::ConfigUnmatched, self.place_of(value), message));
    }

    /// The first place of a quoted value in the text.
    pub fn place_of(&self, value: &str) -> TextPlace {
        let quoted = format!("\"{value}\"");
        let offset = self.text.find(&quoted).unwrap_or(0);
        TextPlace::new(self.file.as_str(), &self.text, offset, quoted.len())
    }
}

/// What to do about a name that matches nothing, if `known` is similar to it.
pub fn suggestion(known: Option<&str>) -> String {
    match known {
        Some(known) => format!("did you mean `{known}`?"),
        None => "write the name as in the document, or remove the entry".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::Place;

    #[test]
    fn an_empty_text_is_the_default() {
        let config = Config::parse("api.toml", "").unwrap();
        assert!(config.client.params.is_empty() && config.package.name.is_none());
    }

    #[test]
    fn mistakes_are_reported_where_they_stand() {
        fn check(text: &str, line: usize, column: usize, message: &str) {
            let diagnostics = Config::parse("api.toml", text).unwrap_err();
            let diagnostic = diagnostics.iter().next().unwrap();
            let Place::Text(place) = &diagnostic.place else { panic!("{diagnostic:?}") };
            assert_eq!((place.line, place.column), (line, column), "{text}");
            assert!(diagnostic.message.contains(message), "{}", diagnostic.message);
        }
        check("[client]\nparam = []\n", 2, 1, "unknown field `param`");
        check("[client]\nparams = 3\n", 2, 10, "invalid type");
        check("[client\n", 1, 8, "");
        check("[crate]\nname = \"\"\n", 2, 8, "`` cannot be used: a package name");
        check("[crate]\nname = \"a b\"\n", 2, 8, "`a b` cannot be used");
        check("[crate]\nname = \"2ch\"\n", 2, 8, "begins with a letter");
        for version in ["two", "1", "1.0", "01.0.0", "1.0.0-", "v1.0.0", "1.0.0\\n"] {
            check(&format!("[crate]\nversion = \"{version}\"\n"), 2, 11, "a version has three numbers");
        }
        check("[schemas.Job]\nrename = \"\"\n", 2, 10, "a name has at least one letter");
        check("[schemas.Job.properties.id]\nrename = \"…\"\n", 2, 10, "a name has at least one letter");
        check("[operations.GetJob]\nrename = \"_1x\"\n", 2, 10, "a name begins with a letter");
    }

    #[test]
    fn entries_that_match_nothing_are_reported() {
        let config = Config::parse("api.toml", "[schemas.Job]\nrename = \"Task\"\n\n[schemas.Jib]\n").unwrap();
        let mut diagnostics = Diagnostics::default();
        config.report_unmatched(&config.schemas, "the document", "schema", ["Job"], &mut diagnostics);
        let diagnostic = diagnostics.iter().next().unwrap();
        let Place::Text(place) = &diagnostic.place else { panic!("{diagnostic:?}") };
        assert_eq!((diagnostics.len(), place.line, place.column), (1, 4, 10));
    }
}
