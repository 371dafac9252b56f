//! [`Style`]: how a parameter that is a list or an object becomes text.

mod expand;
mod nest;

use crate::wire::data::{Data, Node};
use crate::wire::percent::Keep;
use crate::wire::style::expand::{Expansion, Flat};
pub(crate) use crate::wire::style::nest::push_member;

/// How a parameter that is a list or an object becomes text (OpenAPI 3.0.4, *Parameter Object*, `style`, `explode` and
/// `allowReserved`).
///
/// What the styles make of a value is in the specification's table *Style Examples* and, in detail, in RFC 6570,
/// section 3.2.1. Of a value that is undefined there (`None`, a list or an object without members) nothing is sent;
/// inside a list or an object it is left out.
///
/// ```
/// use specwright_runtime::Style;
///
/// const IDS: Style = Style::form(false).allow_reserved();
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    reserved: bool,
}

/// The styles, and one more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Tab,
    DeepObject,
    Cookie,
    Json,
}

impl Style {
    /// `simple`, for paths and headers: `blue,black,brown`.
    pub const fn simple(explode: bool) -> Self {
        Self::new(Kind::Simple, explode)
    }

    /// `label`, for paths: `.blue.black.brown`.
    pub const fn label(explode: bool) -> Self {
        Self::new(Kind::Label, explode)
    }

    /// `matrix`, for paths: `;color=blue;color=black;color=brown`.
    pub const fn matrix(explode: bool) -> Self {
        Self::new(Kind::Matrix, explode)
    }

    /// `form`, for queries, cookies and forms: `color=blue&color=black&color=brown`. In a cookie, what is exploded is
    /// separated as cookies are (OpenAPI 3.0.4, appendix D).
    pub const fn form(explode: bool) -> Self {
        Self::new(Kind::Form, explode)
    }

    /// `spaceDelimited`, for queries and forms: `color=blue%20black%20brown`. A value with a space in it is refused. The
    /// specification does not say what it is for a single value or exploded; it is then the same as `form`.
    pub const fn space(explode: bool) -> Self {
        Self::new(Kind::Space, explode)
    }

    /// `pipeDelimited`, for queries and forms: `color=blue%7Cblack%7Cbrown`. For the rest see [`space`](Self::space).
    pub const fn pipe(explode: bool) -> Self {
        Self::new(Kind::Pipe, explode)
    }

    /// `tsv` of Swagger 2.0, for queries and forms: `color=blue%09black%09brown`. For the rest see [`space`](Self::space).
    ///
    /// It, `space` and `pipe` are also for lists in paths and headers, which only Swagger 2.0 has (*Parameter Object*,
    /// `collectionFormat`): `blue|black|brown`.
    pub const fn tab(explode: bool) -> Self {
        Self::new(Kind::Tab, explode)
    }

    /// `deepObject`, for queries and forms: `color%5BR%5D=100&color%5BG%5D=200`. The specification does not say what
    /// it is for what is nested deeper or for lists; names and, of lists, positions then stand in brackets:
    /// `a[b][0][c]`. A single value is the same as in `form`.
    pub const fn deep_object() -> Self {
        Self::new(Kind::DeepObject, true)
    }

    /// `cookie`, for cookies (OpenAPI 3.2): `color=blue; color=black; color=brown`, with nothing encoded.
    pub const fn cookie(explode: bool) -> Self {
        Self::new(Kind::Cookie, explode)
    }

    /// JSON as the value, for members of a form whose `encoding` says `contentType: application/json` or says nothing
    /// about an object (OpenAPI 3.0.4, *Encoding Object*).
    pub const fn json() -> Self {
        Self::new(Kind::Json, false)
    }

    /// The same, with `allowReserved`: values keep the reserved characters of RFC 3986, section 2.2, and what is
    /// percent-encoded already. Those that would end the value, or that no query may have (`#`, `[`, `]`, `&`, `=`,
    /// `+`, `'`, and `,` where it separates values), are encoded all the same. It has an effect in queries and forms.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    const fn new(kind: Kind, explode: bool) -> Self {
        Self { kind, explode, reserved: false }
    }

    /// Appends a parameter to a query or a form, with `&` before it where that is needed.
    ///
    /// # Errors
    ///
    /// Why the value cannot be said in this style, to follow the parameter's name.
    pub(crate) fn query(self, out: &mut String, name: &str, value: &Data) -> Result<(), String> {
        self.member(out, name, value.root())
    }

    /// The same, for a member of a form.
    ///
    /// # Errors
    ///
    /// Those of [`query`](Self::query).
    pub(crate) fn member(self, out: &mut String, name: &str, value: Node<'_>) -> Result<(), String> {
        nest::push_styled(out, name, value, self)
    }

    /// A segment of a path, encoded. Empty where there is nothing to send.
    ///
    /// # Errors
    ///
    /// Why the value cannot be said in this style, to follow the parameter's name.
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

    /// The value of a header, if there is anything to send. Nothing is encoded.
    ///
    /// # Errors
    ///
    /// Why the value cannot be said in this style, to follow the header's name.
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
    /// Why the value cannot be said in this style, to follow the cookie's name.
    pub(crate) fn cookies(self, out: &mut String, name: &str, value: &Data) -> Result<(), String> {
        let keep = match self.kind {
            Kind::Form => Keep::Unreserved,
            Kind::Cookie => Keep::All,
            _ => return Err(self.misplaced("a cookie")),
        };
        let flat = Flat::new(value.root())?;
        if self.kind == Kind::Cookie && flat.texts().iter().any(|text| text.contains(';')) {
            return Err("has a `;` in its value, which would end the cookie".into());
        }
        if !out.is_empty() && !matches!(flat, Flat::Undefined) {
            out.push_str("; ");
        }
        Expansion::new("; ", keep).named("=").expand(out, name, &flat, self.explode);
        Ok(())
    }

    fn misplaced(self, place: &str) -> String {
        let name = match self.kind {
            Kind::Simple => "simple",
            Kind::Label => "label",
            Kind::Matrix => "matrix",
            Kind::Form => "form",
            Kind::Space => "spaceDelimited",
            Kind::Pipe => "pipeDelimited",
            Kind::Tab => "tsv",
            Kind::DeepObject => "deepObject",
            Kind::Cookie => "cookie",
            Kind::Json => "JSON",
        };
        format!("has the style {name}, which {place} cannot have")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
