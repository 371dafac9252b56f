//! Samples: programs that call the operations with sample values.

use super::{Symbol, Type, Use};

/// Programs that call every operation.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The library's name in Rust.
    pub library: String,
    /// How the client is built.
    pub client: ClientSample,
    /// The files of calls.
    pub files: Vec<SampleFile>,
    /// The features that all calls together require.
    pub features: Vec<String>,
}

/// How a program builds the client.
#[derive(Clone, Debug, Default)]
pub struct ClientSample {
    /// The builder's methods that are called, without those for URLs, and their arguments.
    pub settings: Vec<(String, Vec<Expression>)>,
    /// Whether environment variables can replace all of them.
    pub has_env: bool,
    /// A URL, if the document declares none. It is omitted if the user passes one.
    pub address: Option<String>,
    /// The builder's methods that replace the servers that some operations have of their own.
    pub endpoints: Vec<String>,
    /// Whether some operations have servers of their own without a name.
    pub has_unnamed: bool,
    /// The `use` declarations of the settings.
    pub uses: Vec<Use>,
}

/// A file of calls of operations of one tag.
#[derive(Clone, Debug)]
pub struct SampleFile {
    /// The name of the file.
    pub name: String,
    /// The module of the operations.
    pub module: String,
    /// The features of which any enables that module; if empty, it is always compiled.
    pub features: Vec<String>,
    /// The `use` declarations of the values.
    pub uses: Vec<Use>,
    /// The `use` declarations of values that only `every_operation` passes.
    pub further_uses: Vec<Use>,
    /// The calls, in order.
    pub calls: Vec<SampleCall>,
}

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct SampleCall {
    /// The name of its function.
    pub function: String,
    /// Its doc lines.
    pub docs: Vec<String>,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The id of the operation in messages.
    pub id: String,
    /// The HTTP method.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// The client's method.
    pub method: String,
    /// The arguments of the method, by name.
    pub arguments: Vec<(String, Expression)>,
    /// The struct of the arguments, if there is one.
    pub bundle: Option<String>,
    /// Further arguments after that struct: the media type and the body, if callers choose them.
    pub beside: Vec<Expression>,
    /// What is set on the request.
    pub options: Vec<SampleOption>,
    /// The body, if it is long enough for a variable; arguments and options refer to it by [`Expression::Body`].
    pub body: Option<Expression>,
    /// Whether a successful response has a body.
    pub responses: bool,
    /// The `use` declarations of the call, without those of options that only `every_operation` sets.
    pub uses: Vec<Use>,
}

/// An optional argument of a call.
#[derive(Clone, Debug)]
pub struct SampleOption {
    /// The method of the request.
    pub method: String,
    /// Its arguments, in order.
    pub values: Vec<Expression>,
    /// Whether only `every_operation` sets it, since the document has no example of it.
    pub further: bool,
}

/// A Rust expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// An environment variable, and a string in its place if it is not set.
    Environment(String, String),
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A string literal.
    Text(String),
    /// A string literal that is converted: to a `String`, a `Secret`.
    Owned(String),
    /// `Type::Variant`.
    Variant(Type, String),
    /// `Type::function(…)`, or a variant that holds a value.
    Call(Type, String, Vec<Expression>),
    /// `Type::new(…).setter(…)`.
    New(String, Vec<Expression>, Vec<(String, Expression)>),
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
    /// JSON that is parsed to any JSON value.
    Parsed(String),
    /// JSON that is parsed to the expected type.
    Decoded(String),
    /// A map from strings.
    Map(Symbol, Vec<(String, Expression)>),
    /// The variable that holds the body.
    Body,
}
