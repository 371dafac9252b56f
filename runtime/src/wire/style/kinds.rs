//! [`Style`]: which styles there are.

/// How a parameter that is a list or an object is encoded as a string (OpenAPI 3.0.4, *Parameter Object*, `style`,
/// `explode` and `allowReserved`).
///
/// The specification's table *Style Examples* shows each style, and RFC 6570, section 3.2.1, defines them. A value that is
/// undefined there (`None`, an empty list or object) is not sent; inside a list or an object it is left out.
///
/// ```
/// use specwright_runtime::Style;
///
/// const IDS: Style = Style::form(false).allow_reserved();
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    pub(super) kind: Kind,
    pub(super) explode: bool,
    pub(super) reserved: bool,
}

/// The styles of the specification, and JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
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

    /// `form`, for queries, cookies and forms: `color=blue&color=black&color=brown`. In a cookie, exploded values are
    /// separated as cookies are (OpenAPI 3.0.4, appendix D).
    pub const fn form(explode: bool) -> Self {
        Self::new(Kind::Form, explode)
    }

    /// `spaceDelimited`, for queries and forms: `color=blue%20black%20brown`. A value that contains a space is
    /// refused. The specification does not define it for scalars or exploded; then it is the same as `form`.
    pub const fn space(explode: bool) -> Self {
        Self::new(Kind::Space, explode)
    }

    /// `pipeDelimited`, for queries and forms: `color=blue%7Cblack%7Cbrown`. See [`space`](Self::space) for the rest.
    pub const fn pipe(explode: bool) -> Self {
        Self::new(Kind::Pipe, explode)
    }

    /// `tsv` of Swagger 2.0, for queries and forms: `color=blue%09black%09brown`. See [`space`](Self::space) for the rest.
    ///
    /// Swagger 2.0 also has `tsv`, `ssv` and `pipes` for lists in paths and headers (*Parameter Object*, `collectionFormat`):
    /// `blue|black|brown`.
    pub const fn tab(explode: bool) -> Self {
        Self::new(Kind::Tab, explode)
    }

    /// `deepObject`, for queries and forms: `color%5BR%5D=100&color%5BG%5D=200`. The specification does not define it for
    /// deeper objects or for lists; then names, and the positions in lists, are in brackets: `a[b][0][c]`. A scalar is the
    /// same as in `form`.
    pub const fn deep_object() -> Self {
        Self::new(Kind::DeepObject, true)
    }

    /// `cookie`, for cookies (OpenAPI 3.2): `color=blue; color=black; color=brown`, with nothing encoded.
    pub const fn cookie(explode: bool) -> Self {
        Self::new(Kind::Cookie, explode)
    }

    /// JSON, for properties of a form whose `encoding` declares `contentType: application/json`, and for objects without an
    /// `encoding` (OpenAPI 3.0.4, *Encoding Object*).
    pub const fn json() -> Self {
        Self::new(Kind::Json, false)
    }

    /// Sets `allowReserved`: values keep the reserved characters of RFC 3986, section 2.2, and percent-encoded ones. Those
    /// that would end the value, or that are not allowed in a query (`#`, `[`, `]`, `&`, `=`, `+`, `'`, and `,` between
    /// values), are still encoded. It has an effect in queries and forms only.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    const fn new(kind: Kind, explode: bool) -> Self {
        Self { kind, explode, reserved: false }
    }

    /// Why the style is refused in `place`, as a predicate that follows the name of the parameter.
    pub(super) fn misplaced(self, place: &str) -> String {
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
