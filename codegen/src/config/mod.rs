//! Stage 0: what people decide about a document, as TOML beside it.
//!
//! The configuration knows its keys and their defaults, and nothing of the document. Which names it may speak
//! of is the business of the stages that read it: they ask for an entry with [`Table::of`] and at the end report
//! those that nothing matched, since an override that matches nothing is a mistake.
//!
//! May use: `report`.

mod keys;
mod pages;
mod platform;
mod table;
mod waiting;

pub use keys::{
    Client, ClientEnv, Config, Errors, ModuleName, Operation, OwnModule, Package, Property, Schema, Security,
};
pub use pages::{NextPage, PageFrom, Pages};
pub use platform::{Huaweicloud, Platform};
pub use table::Table;
pub use waiting::Waiting;

use crate::report::{Code, Diagnostic, Diagnostics, TextPlace};

impl Config {
    /// Reads a configuration.
    ///
    /// `file` is the name that diagnostics show, `text` the TOML.
    ///
    /// # Errors
    ///
    /// `config-syntax`, where the text is not TOML, has a key that is not known here or a value of the wrong type.
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

    /// Reports every entry of a table for which `known` does not hold, as a key that matches nothing.
    ///
    /// `what` says what the table's keys name, such as `schema`.
    pub fn report_unmatched<V>(
        &self,
        table: &Table<V>,
        what: &str,
        known: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) {
        for (key, span, _) in table.iter() {
            if !known(key) {
                let place = TextPlace::new(self.file.as_str(), &self.text, span.start, span.len());
                let message = format!("the document has no {what} called `{key}`");
                diagnostics.push(
                    Diagnostic::new(Code::ConfigUnmatched, place, message)
                        .help("remove the entry, or write the name exactly as the document does"),
                );
            }
        }
    }

    /// Reports a value of the configuration that names something that the document does not have.
    pub fn report_unknown(&self, value: &str, what: &str, diagnostics: &mut Diagnostics) {
        let quoted = format!("\"{value}\"");
        let offset = self.text.find(&quoted).unwrap_or(0);
        let place = TextPlace::new(self.file.as_str(), &self.text, offset, quoted.len());
        let message = format!("the document has no {what} called `{value}`");
        diagnostics.push(Diagnostic::new(Code::ConfigUnmatched, place, message));
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
    }

    #[test]
    fn entries_that_match_nothing_are_reported() {
        let config = Config::parse("api.toml", "[schemas.Job]\nrename = \"Task\"\n\n[schemas.Jib]\n").unwrap();
        let mut diagnostics = Diagnostics::default();
        config.report_unmatched(&config.schemas, "schema", |name| name == "Job", &mut diagnostics);
        let diagnostic = diagnostics.iter().next().unwrap();
        let Place::Text(place) = &diagnostic.place else { panic!("{diagnostic:?}") };
        assert_eq!((diagnostics.len(), place.line, place.column), (1, 4, 10));
    }
}
