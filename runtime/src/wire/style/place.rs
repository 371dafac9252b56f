//! Encoding of a value in a style, for each location of a parameter.

use crate::wire::data::{Data, Node};
use crate::wire::percent::Keep;
use crate::wire::style::expand::{Expansion, Flat};
use crate::wire::style::kinds::{Kind, Style};
use crate::wire::style::nest;

impl Style {
    /// Appends a parameter to a query or a form, with `&` before it if needed.
    ///
    /// # Errors
    ///
    /// Why the value cannot be encoded in this style, as a predicate that follows the name of the parameter.
    pub(crate) fn query(self, out: &mut String, name: &str, value: &Data) -> Result<(), String> {
        self.property(out, name, value.root())
    }

    /// As [`query`](Self::query), for a property of a form.
    ///
    /// # Errors
    ///
    /// As for [`query`](Self::query).
    pub(crate) fn property(self, out: &mut String, name: &str, value: Node<'_>) -> Result<(), String> {
        nest::push_styled(out, name, value, self)
    }

    /// An encoded segment of a path; empty if the value is undefined.
    ///
    /// # Errors
    ///
    /// Why the value cannot be encoded in this style, as a predicate that follows the name of the parameter.
    pub(crate) fn path(self, name: &str, value: &Data) -> Result<String, String> {
        let (prefix, expansion) = match self.kind {
            Kind::Simple => ("", Expansion::new(",", Keep::Unreserved)),
            Kind::Label => (".", Expansion::new(".", Keep::Unreserved)),
            Kind::Matrix => (";", Expansion::new(";", Keep::Unreserved).named("")),
            Kind::Space => ("", Expansion::new("%20", Keep::Unreserved).joint("%20")),
            Kind::Pipe => ("", Expansion::new("%7C", Keep::Unreserved).joint("%7C")),
            Kind::Tab => ("", Expansion::new("%09", Keep::Unreserved).joint("%09")),
            _ => return Err(self.misplaced("a path")),
        };
        let mut out = String::new();
        match Flat::new(value.root())? {
            Flat::Undefined => {}
            flat => {
                nest::check_separator(self, &flat)?;
                out.push_str(prefix);
                expansion.expand(&mut out, name, &flat, self.explode);
            }
        }
        Ok(out)
    }

    /// The value of a header; `None` if the value is undefined. Nothing is percent-encoded.
    ///
    /// # Errors
    ///
    /// Why the value cannot be encoded in this style, as a predicate that follows the name of the header.
    pub(crate) fn header(self, value: &Data) -> Result<Option<String>, String> {
        let joint = match self.kind {
            Kind::Simple => ",",
            Kind::Space => " ",
            Kind::Pipe => "|",
            Kind::Tab => "\t",
            _ => return Err(self.misplaced("a header")),
        };
        let flat = Flat::new(value.root())?;
        nest::check_separator(self, &flat)?;
        let mut out = String::new();
        Expansion::new(joint, Keep::All).joint(joint).expand(&mut out, "", &flat, self.explode);
        Ok((!matches!(flat, Flat::Undefined)).then_some(out))
    }

    /// Appends to the value of the header `Cookie`.
    ///
    /// # Errors
    ///
    /// Why the value cannot be encoded in this style, as a predicate that follows the name of the cookie.
    pub(crate) fn cookies(self, out: &mut String, name: &str, value: &Data) -> Result<(), String> {
        let keep = match self.kind {
            Kind::Form => Keep::Unreserved,
            Kind::Cookie => Keep::All,
            _ => return Err(self.misplaced("a cookie")),
        };
        let flat = Flat::new(value.root())?;
        if self.kind == Kind::Cookie && flat.strings().iter().any(|string| string.contains(';')) {
            return Err("has a `;` in its value, which would end the cookie".into());
        }
        if !out.is_empty() && !matches!(flat, Flat::Undefined) {
            out.push_str("; ");
        }
        Expansion::new("; ", keep).named("=").expand(out, name, &flat, self.explode);
        Ok(())
    }
}
