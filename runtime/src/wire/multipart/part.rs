//! [`Part`]: what a document says of a part of a form.

use crate::wire::style::Style;

/// What a document says of a part of a form beyond its value (OpenAPI 3.0.4, *Encoding Object*).
///
/// ```
/// use specwright_runtime::Part;
///
/// const PICTURE: Part = Part::of("picture").content_type("image/png");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub(super) name: &'static str,
    pub(super) content_type: Option<&'static str>,
    pub(super) headers: &'static [(&'static str, &'static str)],
    pub(super) style: Option<Style>,
}

impl Part {
    /// The part that is the member of this name.
    pub const fn of(name: &'static str) -> Self {
        Self { name, content_type: None, headers: &[], style: None }
    }

    /// The same, with a media type, or a list of types and ranges, of which the first type counts. The type that a file
    /// has of its own comes before it.
    #[must_use]
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self { content_type: Some(content_type), ..self }
    }

    /// The same, with headers: names and values.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// The same, in a style: what a query would have as names and values, the parts have (OpenAPI 3.1.1, *Encoding
    /// Object*).
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self { style: Some(style), ..self }
    }
}
