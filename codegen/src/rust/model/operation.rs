//! Operations: a method of the client, and the request that it makes.

use crate::names::RequestMethod;

use super::{Piece, Stub, Symbol, Type};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What it is called in messages.
    pub id: String,
    /// The doc lines of the client's method.
    pub docs: Vec<String>,
    /// What the docs end with: a call, where there are samples.
    pub example: Vec<Piece>,
    /// The doc lines of the request's type.
    pub request_docs: Vec<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
    /// The client's method.
    pub method: String,
    /// The request's type.
    pub request: String,
    /// The static that describes it.
    pub description: String,
    /// The HTTP method.
    pub http_method: String,
    /// The path template, as the document has it.
    pub path: String,
    /// Alternatives of schemes, by name.
    pub security: Vec<Vec<String>>,
    /// The static of its own servers, in the client's module.
    pub servers: Option<String>,
    /// Whether it may be sent again: the runtime's type and its variant, where the method does not say so.
    pub idempotency: Option<(Symbol, Idempotency)>,
    /// What the method takes, in order.
    pub arguments: Vec<Argument>,
    /// The struct in which it takes them, where they are too many to be told apart by their order.
    pub bundle: Option<Bundle>,
    /// What the request takes besides.
    pub options: Vec<Argument>,
    /// The bodies among which callers choose; of several, each belongs to a method of its own.
    pub bodies: Vec<Body>,
    /// Whether the client's methods take the body, and not the request's.
    pub body_required: bool,
    /// What `Accept` says, where it is not what the decoding of the response would say.
    pub accept: Option<String>,
    /// What `send` gives.
    pub success: Decoding,
    /// What an error carries.
    pub failure: Decoding,
    /// What may be read while it comes.
    pub streams: Vec<Stream>,
    /// The type of the declared headers, if there are some.
    pub headers: Option<String>,
    /// How its pages follow each other, if they do.
    pub pages: Option<Pages>,
    /// How it is seen that what it began has come to its end, if that is waited for.
    pub waiting: Option<Waiting>,
    /// What the mock server for the service has for it, where there is one.
    pub stub: Option<Stub>,
    /// The names of the runtime that the code speaks of.
    pub symbols: Symbols,
}

/// Responses that come in pages.
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
    /// The type of the description.
    pub paging: Symbol,
    /// The type of where a request says which page it is for.
    pub to: Symbol,
    /// The type of where a response says what the next page is asked for with.
    pub from: Symbol,
    /// The pages.
    pub pages: Symbol,
    /// What is on them.
    pub items: Symbol,
}

/// What the next page is asked for with: variants of the runtime's types, with what they hold.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NextPage {
    /// A token.
    Token(PageVariant, PageVariant),
    /// A URL.
    Url(PageVariant),
    /// The number of items so far.
    Offset(PageVariant),
    /// The page's number, and that of the first page.
    Number(PageVariant, u64),
}

impl NextPage {
    /// Which types it is made of: `true` for where a request says the page, `false` for where a response does.
    pub fn types(&self) -> impl Iterator<Item = bool> {
        let (to, from) = match self {
            Self::Token(..) => (true, true),
            Self::Url(_) => (false, true),
            Self::Offset(_) | Self::Number(..) => (true, false),
        };
        [to.then_some(true), from.then_some(false)].into_iter().flatten()
    }
}

/// A variant, and the text that it holds, if it does.
pub type PageVariant = (&'static str, Option<String>);

/// How it is seen that what an operation began has come to its end.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The static that describes it.
    pub description: String,
    /// The operation that asks, with a static of its own.
    pub poll: Box<Operation>,
    /// Where its response says how it stands.
    pub status: String,
    /// What is said there when it has succeeded.
    pub done: Vec<String>,
    /// What is said there when it has failed.
    pub failed: Vec<String>,
    /// Further places of the response, and what is said there when it has failed.
    pub failed_at: Vec<(String, Vec<String>)>,
    /// Seconds between two questions.
    pub interval: Option<u64>,
    /// Parameters of the operation that asks, and where their values stand in the response of the one that began it.
    pub given: Vec<(String, String)>,
    /// The header of the response that says where to ask.
    pub url: Option<String>,
    /// The type of the description.
    pub waiting: Symbol,
    /// What waits.
    pub wait: Symbol,
}

/// Whether sending an operation twice has the effect of sending it once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Idempotency {
    /// It has.
    Always,
    /// It has not.
    Never,
    /// It has where both carry the same key in this header.
    Key(String),
}

/// A struct of arguments.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether the body is in it: the only one that callers can give, and without a choice of its media type.
    pub has_body: bool,
}

/// The names of the runtime that an operation's code speaks of.
#[derive(Clone, Debug)]
pub struct Symbols {
    /// The future.
    pub call: Symbol,
    /// The request under construction.
    pub request: Symbol,
    /// The full response.
    pub response: Symbol,
    /// The description of an operation.
    pub operation: Symbol,
    /// Decoding of the full response.
    pub full: Symbol,
}

/// A value that a call is given.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name in Rust.
    pub name: String,
    /// Its doc lines, or its part of the method's docs.
    pub docs: Vec<String>,
    /// Its name on the wire.
    pub wire: String,
    /// The request's method that takes it: `path`, `query_styled`, `header_json` …
    pub place: &'static str,
    /// Its style: the function of the runtime's `Style`, whether it explodes, whether reserved characters stay.
    pub style: Option<Style>,
    /// Its type; a list is sent element by element.
    pub of: Type,
    /// Whether users should move away from it.
    pub deprecated: bool,
}

/// A style of lists and objects.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Style {
    /// The runtime's type.
    pub symbol: Symbol,
    /// Its function.
    pub function: &'static str,
    /// Whether elements and members are written each by itself; nothing where the function does not ask.
    pub explode: Option<bool>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its doc lines.
    pub docs: Vec<String>,
    /// The method that takes it.
    pub method: String,
    /// The name of the argument.
    pub argument: String,
    /// JSON of this type; or text or bytes.
    pub decoding: Decoding,
    /// The media type, where it is not that of the decoding. A range is asked of callers.
    pub media_type: Option<String>,
    /// How members are written of which the document says so.
    pub members: Vec<Member>,
}

impl Body {
    /// Whether callers say the media type.
    pub fn is_of_any_type(&self) -> bool {
        let is_range = self.media_type.as_deref().is_some_and(|media_type| media_type.contains('*'));
        is_range && matches!(self.decoding, Decoding::Binary(..) | Decoding::Text(_))
    }

    /// Whether it is given by one value, and can be a member of a struct of arguments.
    pub fn is_plain(&self) -> bool {
        !self.is_of_any_type() && !matches!(self.decoding, Decoding::Items(..))
    }
}

/// How a member of a form is written.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name on the wire.
    pub wire: String,
    /// Its media types.
    pub content_type: Option<String>,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its style.
    pub style: Option<Style>,
    /// What says so in the runtime, in forms of parts.
    pub part: Option<Symbol>,
}

/// What of a response may be read while it comes.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The method of the request.
    pub method: RequestMethod,
    /// The type that gives it.
    pub symbol: Symbol,
    /// The type of each value, and what decodes it; nothing for bytes.
    pub item: Option<Decoding>,
    /// How values are told from each other: the runtime's type, and its variant.
    pub framing: Option<(Symbol, &'static str)>,
    /// What `Accept` says, where it is not what the request or the runtime would say.
    pub accept: Option<String>,
}

/// How a body is written or read, and its type in Rust.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decoding {
    /// JSON of a type, through this marker.
    Json(Symbol, Type),
    /// A form of a type's members, by the request's method `form` or `multipart`.
    Form(&'static str, Type),
    /// JSON values of a type one after the other, as this type and by the request's method `json_lines` or `json_seq`.
    Items(&'static str, Symbol, Type),
    /// XML of a type, through this marker.
    Xml(Symbol, Type),
    /// A type that decodes itself, by status.
    Choice(String),
    /// Text.
    Text(Symbol),
    /// Bytes, through this marker, as this type.
    Binary(Symbol, Symbol),
    /// Nothing.
    Empty(Symbol),
}
