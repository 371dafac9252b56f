//! How an operation is called: the one place from which method, request, mock server, samples, docs and surface take its
//! shape.

use crate::names::RequestMethod;

use super::{Argument, Body, Decoding, Operation, Pages, Stream, Symbol, Type, Waiting};

/// The shape of an operation for its callers.
#[derive(Clone, Debug)]
pub struct Signature<'a> {
    /// The client's methods that make the request: one, or one for each body among which callers must choose.
    pub methods: Vec<Method<'a>>,
    /// The request's methods that set what is optional: arguments, then bodies.
    pub setters: Vec<Method<'a>>,
    /// How the request is sent.
    pub sends: Vec<Send<'a>>,
}

/// A method that takes values for a request.
#[derive(Clone, Debug)]
pub struct Method<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it takes in a struct, where it takes one.
    pub bundled: Vec<Parameter<'a>>,
    /// What it takes by itself, in order, after the struct.
    pub parameters: Vec<Parameter<'a>>,
}

impl<'a> Method<'a> {
    /// All that it takes, in order.
    pub fn all(&self) -> impl Iterator<Item = &Parameter<'a>> {
        self.bundled.iter().chain(&self.parameters)
    }

    /// The body that it takes, if it takes one.
    pub fn body(&self) -> Option<&'a Body> {
        self.all().find_map(|parameter| match parameter.target {
            Target::Body(body) => Some(body),
            _ => None,
        })
    }
}

/// A parameter of a method.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    /// Its name in Rust.
    pub name: &'a str,
    /// How its value is passed.
    pub passed: Passed<'a>,
    /// What its value is for.
    pub target: Target<'a>,
}

/// What the value of a parameter is for.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// An argument of the operation.
    Argument(&'a Argument),
    /// The media type of the body.
    ContentType,
    /// The body.
    Body(&'a Body),
}

/// How a value is passed.
#[derive(Clone, Copy, Debug)]
pub enum Passed<'a> {
    /// As it is.
    Value(&'a Type),
    /// As `&str`.
    Str,
    /// As a slice of elements.
    Slice(&'a Type),
    /// By reference.
    Reference(&'a Type),
    /// As what becomes items of the runtime's type.
    Items(&'a Symbol, &'a Type),
    /// As what becomes a body of the runtime's type; in a struct, as that type.
    Body(&'a Symbol),
    /// As `()`.
    Unit,
}

impl<'a> Passed<'a> {
    /// How a value of a type is passed.
    pub fn of(of: &'a Type) -> Self {
        match of {
            Type::Bool | Type::Integer(_) | Type::F64 => Self::Value(of),
            Type::String => Self::Str,
            Type::Vec(element) => Self::Slice(element),
            _ => Self::Reference(of),
        }
    }

    /// How a body is passed. JSON, forms and XML are read from a reference, whatever they are.
    pub fn of_body(body: &'a Body) -> Self {
        match &body.decoding {
            Decoding::Json(_, Type::String) | Decoding::Text(_) => Self::Str,
            Decoding::Json(_, Type::Vec(element)) => Self::Slice(element),
            Decoding::Json(_, of) | Decoding::Form(_, of) | Decoding::Xml(_, of) => Self::Reference(of),
            Decoding::Items(_, items, of) => Self::Items(items, of),
            Decoding::Binary(_, bytes) => Self::Body(bytes),
            Decoding::Empty(_) | Decoding::Choice(_) => Self::Unit,
        }
    }

    /// Whether it holds a reference, so that a struct of it has a lifetime.
    pub fn is_borrowed(self) -> bool {
        matches!(self, Self::Str | Self::Slice(_) | Self::Reference(_))
    }
}

/// A way to send a request.
#[derive(Clone, Copy, Debug)]
pub enum Send<'a> {
    /// For the body of the response.
    Body,
    /// For status, headers and body of the response.
    Full,
    /// For what the response streams.
    Stream(&'a Stream),
    /// For pages.
    Pages(&'a Pages),
    /// For the items on pages.
    Items(&'a Pages),
    /// For the result of the long-running operation.
    Wait(&'a Waiting),
}

impl Send<'_> {
    /// The method that does.
    pub fn method(self) -> RequestMethod {
        match self {
            Self::Body => RequestMethod::Send,
            Self::Full => RequestMethod::SendFull,
            Self::Stream(stream) => stream.method,
            Self::Pages(_) => RequestMethod::Pages,
            Self::Items(_) => RequestMethod::Items,
            Self::Wait(_) => RequestMethod::Wait,
        }
    }
}

impl Operation {
    /// How it is called.
    pub fn signature(&self) -> Signature<'_> {
        Signature { methods: self.methods(), setters: self.setters(), sends: self.sends() }
    }

    fn methods(&self) -> Vec<Method<'_>> {
        if self.body_required && !self.bodies.is_empty() {
            self.bodies.iter().map(|body| self.method(&body.method, Some(body))).collect()
        } else {
            vec![self.method(&self.method, None)]
        }
    }

    fn method<'a>(&'a self, name: &'a str, body: Option<&'a Body>) -> Method<'a> {
        let arguments = self.arguments.iter().map(parameter);
        let body = body.map(body_parameters).unwrap_or_default();
        // The body has no place in the struct, which methods for other media types share.
        let (bundled, parameters) = match self.bundle {
            Some(_) => (arguments.collect(), body),
            None => (Vec::new(), arguments.chain(body).collect()),
        };
        Method { name, bundled, parameters }
    }

    fn setters(&self) -> Vec<Method<'_>> {
        let method = |name, parameters| Method { name, bundled: Vec::new(), parameters };
        let arguments = self.options.iter().map(|argument| method(argument.name.as_str(), vec![parameter(argument)]));
        let bodies = self.bodies.iter().filter(|_| !self.body_required);
        arguments.chain(bodies.map(|body| method(body.method.as_str(), body_parameters(body)))).collect()
    }

    fn sends(&self) -> Vec<Send<'_>> {
        let mut sends = vec![Send::Body, Send::Full];
        sends.extend(self.streams.iter().map(Send::Stream));
        sends.extend(self.pages.iter().flat_map(|pages| [Send::Pages(pages), Send::Items(pages)]));
        sends.extend(self.waiting.iter().map(Send::Wait));
        sends
    }
}

fn parameter(argument: &Argument) -> Parameter<'_> {
    Parameter { name: &argument.name, passed: Passed::of(&argument.of), target: Target::Argument(argument) }
}

/// The media type, where callers choose it, and the body.
fn body_parameters(body: &Body) -> Vec<Parameter<'_>> {
    let content_type = Parameter { name: "content_type", passed: Passed::Str, target: Target::ContentType };
    let passed = Parameter { name: &body.argument, passed: Passed::of_body(body), target: Target::Body(body) };
    body.is_of_any_type().then_some(content_type).into_iter().chain([passed]).collect()
}
