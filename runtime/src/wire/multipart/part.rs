//! [`Part`]: what a document declares about a part of a form.

use crate::wire::style::Style;

/// What a document declares about a part of a form beyond its value (OpenAPI 3.0.4, *Encoding Object*).
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
    /// The part for the property of this name.
    pub const fn of(name: &'static str) -> Self {
        Self { name, content_type: None, headers: &[], style: None }
    }

    /// Sets the media type, or a list of media types and ranges, of which the first media type is used. The media type of a
    /// file takes precedence.
    #[must_use]
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self { content_type: Some(content_type), ..self }
    }

    /// Sets headers: names and values.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// Sets the style: the parts have the names and values that a query would have (OpenAPI 3.1.1, *Encoding Object*).
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self { style: Some(style), ..self }
    }
}
