//! Operations: a method of the client, and the request builder that it returns.

use crate::api;
use crate::names::RequestMethod;

use super::{DocLine, Stub, Symbol, Type};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id in messages.
    pub id: String,
    /// The doc lines of the client's method.
    pub docs: Vec<String>,
    /// An example at the end of the docs, if there are samples.
    pub example: Vec<DocLine>,
    /// The doc lines of the request builder.
    pub request_docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The client's method.
    pub method: String,
    /// The type of the request builder.
    pub request: String,
    /// The static that describes it.
    pub description: String,
    /// The HTTP method.
    pub http_method: String,
    /// The path as it is in the document.
    pub path: String,
    /// The template of the path and query that are sent.
    pub template: String,
    /// Whether path arguments may be empty.
    pub allows_empty_path: bool,
    /// Alternative sets of security schemes, by name.
    pub security: Vec<Vec<String>>,
    /// The static that describes its own servers, in the client's module.
    pub servers: Option<String>,
    /// Whether it is idempotent, with the runtime's type for that, if the HTTP method does not decide it.
    pub idempotency: Option<(Symbol, Idempotency)>,
    /// The required arguments, in order.
    pub arguments: Vec<Argument>,
    /// The struct of the required arguments, if there are too many for a list of parameters.
    pub bundle: Option<Bundle>,
    /// The optional arguments.
    pub options: Vec<Argument>,
    /// The request bodies, one per media type. Callers choose by the method that they call.
    pub bodies: Vec<Body>,
    /// Whether the body is required: then it is an argument of the client's methods instead of being set on the request.
    pub body_required: bool,
    /// The header `Accept`, if it differs from what the decoding of the response implies.
    pub accept: Option<String>,
    /// The body of a successful response.
    pub success: Decoding,
    /// The body of an error response.
    pub failure: Decoding,
    /// How the response can be streamed.
    pub streams: Vec<Stream>,
    /// The type of the declared response headers, if there are any.
    pub headers: Option<String>,
    /// Its pagination, if it has pages.
    pub pages: Option<Pages>,
    /// How its long-running operation is polled, if it starts one.
    pub waiting: Option<Waiting>,
    /// The mock server's method for it, if there is a mock server.
    pub stub: Option<Stub>,
    /// What its code uses of the runtime.
    pub symbols: Symbols,
}

/// The pagination of an operation.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The static that describes how they follow each other.
    pub description: String,
    /// The function that makes it, and the steps after that: functions of a text.
    pub next: NextPage,
    /// Functions with the places that they take.
    pub places: Vec<(&'static str, String)>,
    /// The type of what is on a page.
    pub item: Type,
    /// The runtime's type for this description.
    pub paging: Symbol,
    /// The runtime's type for the place of the page in a request.
    pub to: Symbol,
    /// The runtime's type for the place of the next page in a response.
    pub from: Symbol,
    /// The runtime's type for streams of pages.
    pub pages: Symbol,
    /// The runtime's type for streams of items.
    pub items: Symbol,
}

/// How the next page is requested, by variants of the runtime's types.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NextPage {
    /// By a token: its place in requests and in responses.
    Token(PageVariant, PageVariant),
    /// By the URL at this place of the response.
    Url(PageVariant),
    /// By the number of items so far, at this place of the request.
    Offset(PageVariant),
    /// By the number of the page, at this place of the request, with the number of the first page.
    Number(PageVariant, u64),
}

impl NextPage {
    /// The types that it uses: `true` for the place in a request, `false` for that in a response.
    pub fn types(&self) -> impl Iterator<Item = bool> {
        let (to, from) = match self {
            Self::Token(..) => (true, true),
            Self::Url(_) => (false, true),
            Self::Offset(_) | Self::Number(..) => (true, false),
        };
        [to.then_some(true), from.then_some(false)].into_iter().flatten()
    }
}

/// The name of a variant, and the string that it holds, if any.
pub type PageVariant = (&'static str, Option<String>);

/// How a long-running operation is polled.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The static that describes it.
    pub description: String,
    /// The operation that polls, with a static of its own.
    pub poll: Box<Operation>,
    /// How it is polled.
    pub polling: api::Waiting,
    /// The runtime's type for this description.
    pub waiting: Symbol,
    /// The runtime's type that polls.
    pub wait: Symbol,
}

/// Whether sending a request twice has the effect of sending it once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Idempotency {
    /// It does.
    Always,
    /// It does not.
    Never,
    /// It does if both have the same key in this header.
    Key(String),
}

/// A struct of arguments, without the body.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
}

/// What the code of every operation uses of the runtime.
#[derive(Clone, Debug)]
pub struct Symbols {
    /// The future of a response.
    pub call: Symbol,
    /// The request under construction.
    pub request: Symbol,
    /// The response with status and headers.
    pub response: Symbol,
    /// The description of an operation.
    pub operation: Symbol,
    /// The marker that decodes the response with status and headers.
    pub full: Symbol,
    /// The macro that implements other ways to send it.
    pub send_as: Symbol,
}

/// An argument of an operation: a parameter of the document.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines; none if the document does not describe it.
    pub docs: Vec<String>,
    /// Its name on the wire.
    pub wire: String,
    /// The method of the runtime's request that sets it: `path`, `query_styled`, `header_json` …
    pub place: &'static str,
    /// Its style, if it is a list or an object.
    pub style: Option<Style>,
    /// Its type.
    pub of: Type,
    /// What its value has to be besides its type, in one sentence.
    pub limits: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// The style of a list or an object (OpenAPI, Style Values).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Style {
    /// The runtime's type.
    pub symbol: Symbol,
    /// Its function.
    pub function: &'static str,
    /// Whether it explodes; `None` if the function has no parameter for it.
    pub explode: Option<bool>,
    /// Whether reserved characters are not encoded.
    pub allow_reserved: bool,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The method that accepts it.
    pub method: String,
    /// The name of the argument.
    pub argument: String,
    /// How it is encoded, and its type.
    pub decoding: Decoding,
    /// The media type, if it is not that of the encoding. If it is a range, callers pass a media type.
    pub media_type: Option<String>,
    /// The properties whose encoding the document declares.
    pub members: Vec<Member>,
}

impl Body {
    /// Whether callers pass the media type.
    pub fn is_of_any_type(&self) -> bool {
        let is_range = self.media_type.as_deref().is_some_and(|media_type| media_type.contains('*'));
        is_range && matches!(self.decoding, Decoding::Binary(..) | Decoding::Text(_))
    }
}

/// The encoding of a property of a form.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name on the wire.
    pub wire: String,
    /// Its media type.
    pub content_type: Option<String>,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its style.
    pub style: Option<Style>,
    /// The runtime's type for it, in multipart forms.
    pub part: Option<Symbol>,
}

/// A way to stream a response.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The method of the request builder.
    pub method: RequestMethod,
    /// The runtime's type of the stream.
    pub symbol: Symbol,
    /// The type of the items and how they are decoded; `None` for bytes.
    pub item: Option<Decoding>,
    /// How items are separated: the runtime's type, and its variant.
    pub framing: Option<(Symbol, &'static str)>,
    /// The header `Accept`, if it differs from that of the request and the runtime.
    pub accept: Option<String>,
}

/// How a body is encoded or decoded, and its type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decoding {
    /// JSON of a type, decoded by this marker.
    Json(Symbol, Type),
    /// A form, encoded by the request's method `form` or `multipart`.
    Form(&'static str, Type),
    /// A sequence of JSON values, as this type and encoded by the request's method `json_lines` or `json_seq`.
    Items(&'static str, Symbol, Type),
    /// XML of a type, decoded by this marker.
    Xml(Symbol, Type),
    /// A type that decodes itself by the status.
    Choice(String),
    /// Text.
    Text(Symbol),
    /// Bytes, decoded by this marker, as this type.
    Binary(Symbol, Symbol),
    /// Nothing.
    Empty(Symbol),
}
