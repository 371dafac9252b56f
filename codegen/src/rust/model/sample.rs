//! Samples: programs that call the operations with values.

use super::{Symbol, Type, Use};

/// Programs that call every operation.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The library's name in Rust.
    pub library: String,
    /// How the client is made.
    pub client: ClientSample,
    /// The calls, a file each.
    pub sheets: Vec<SampleSheet>,
    /// The features without which some operation is not there.
    pub features: Vec<String>,
}

/// How a program makes the client.
#[derive(Clone, Debug, Default)]
pub struct ClientSample {
    /// What the builder is told, without addresses: its method, and what that takes.
    pub settings: Vec<(String, Vec<Expression>)>,
    /// Whether all of that is found in the environment too.
    pub has_env: bool,
    /// An address, where the document has none; it is left out where the caller gives one.
    pub address: Option<&'static str>,
    /// The builder's methods that replace the servers that some operations have of their own.
    pub endpoints: Vec<String>,
    /// Whether some operations have servers of their own without a name.
    pub has_unnamed: bool,
    /// What the settings bring in by name.
    pub uses: Vec<Use>,
}

/// Calls of operations of one tag, as many as make a file.
#[derive(Clone, Debug)]
pub struct SampleSheet {
    /// The name of the file.
    pub name: String,
    /// The module whose operations they are.
    pub module: String,
    /// The features any of which compiles that module; none where it is compiled always.
    pub features: Vec<String>,
    /// What the values bring in by name.
    pub uses: Vec<Use>,
    /// What further values bring in by name, which only some programs give.
    pub further_uses: Vec<Use>,
    /// The calls, in order.
    pub calls: Vec<SampleCall>,
}

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct SampleCall {
    /// The name of the function that makes it.
    pub function: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether the compiler would warn of the operation.
    pub deprecated: bool,
    /// What the operation is called in messages.
    pub id: String,
    /// The HTTP method.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// The client's method.
    pub method: String,
    /// What the method takes, by name.
    pub arguments: Vec<(String, Expression)>,
    /// The struct in which it takes them, if it is one.
    pub bundle: Option<String>,
    /// What it takes beside the struct: the media type and the body, where callers choose them.
    pub beside: Vec<Expression>,
    /// What the request takes besides.
    pub options: Vec<SampleOption>,
    /// The body, where it is long enough for a name of its own; arguments and options speak of it by
    /// [`Expression::Body`].
    pub body: Option<Expression>,
    /// Whether a response has a body.
    pub responses: bool,
    /// What it brings in by name, options that only some programs give left aside.
    pub uses: Vec<Use>,
}

/// An optional argument of a call.
#[derive(Clone, Debug)]
pub struct SampleOption {
    /// The request's method.
    pub method: String,
    /// What it takes, in order.
    pub values: Vec<Expression>,
    /// Whether only a program gives it that leaves nothing out: the document has no example of it.
    pub further: bool,
}

/// Where the fields of a struct come from that are not named.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// `..Default::default()`.
    Default,
    /// `..Type::new(…)`.
    New(Vec<Expression>),
}

/// A value, written in Rust.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// A literal.
    Text(String),
    /// A literal that becomes what holds text: a `String`, a `Secret`.
    Owned(String),
    /// `Type::Variant`.
    Variant(Type, String),
    /// `Type::function(…)`, or a variant that holds something.
    Call(Type, String, Vec<Expression>),
    /// `Type { field: … }`, and where the fields that are not named come from.
    Struct(String, Vec<(String, Expression)>, Option<Rest>),
    /// `Type::default()`.
    Default(String),
    /// `None`.
    None,
    /// `Some(…)`.
    Some(Box<Expression>),
    /// `vec![…]`.
    Vec(Vec<Expression>),
    /// `[…]`.
    Array(Vec<Expression>),
    /// `(…, …)`.
    Tuple(Vec<Expression>),
    /// `Box::new(…)`.
    Boxed(Box<Expression>),
    /// `&…`.
    Reference(Box<Expression>),
    /// JSON text that is read as any JSON.
    Parsed(String),
    /// JSON text that is read as the type that is asked for.
    Decoded(String),
    /// A map from texts.
    Map(Symbol, Vec<(String, Expression)>),
    /// The body that has a name of its own.
    Body,
}
