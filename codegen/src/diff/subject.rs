//! What a change is about, by identities that both versions share.

use std::collections::BTreeSet;

use crate::api::Place;

use super::change::{Effect, Level, Spot};
use super::code::ChangeCode;

/// What a change is about. Operations are indexes of [`Matching`](super::matching::Matching), types are names in Rust: of the
/// old crate, or of the new one if it alone has the type.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Subject {
    /// The package.
    Package,
    /// A Cargo feature.
    Feature(String),
    /// A module.
    Module(String),
    /// A method of the client or its builder.
    Client(String),
    /// A security scheme, by its name in the document.
    Scheme(String),
    /// The security requirements of an operation.
    Security(usize),
    /// An operation.
    Operation(usize),
    /// A parameter of an operation: by its name on the wire, in the path by its position.
    Parameter(usize, ParameterKey),
    /// A request that the service sends, by its name.
    Webhook(String),
    /// The request body of an operation, or one of its media types.
    Body(usize, String),
    /// The response of an operation.
    Success(usize),
    /// The error response of an operation.
    Failure(usize),
    /// The headers of the response of an operation.
    Headers(usize),
    /// A header of the response of an operation.
    Header(usize, String),
    /// A method that sends the request.
    Send(usize, &'static str),
    /// A type.
    Type(String),
    /// A property of a type.
    Property(String, String),
    /// A value of an enum.
    Value(String, String),
    /// A branch of a union, by the name of its variant.
    Branch(String, String),
}

/// What identifies a parameter of an operation.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum ParameterKey {
    /// The position in the path.
    Path(usize),
    /// The name in the query.
    Query(String),
    /// The name of a header, in small letters.
    Header(String),
    /// The name of a cookie.
    Cookie(String),
}

impl ParameterKey {
    /// The key of a parameter that is not in the path.
    pub fn named(place: Place, name: &str) -> Self {
        match place {
            // There is a position for those in the path.
            Place::Path | Place::Query => Self::Query(name.to_owned()),
            Place::Header => Self::Header(name.to_ascii_lowercase()),
            Place::Cookie => Self::Cookie(name.to_owned()),
        }
    }
}

impl Subject {
    /// The operation that it belongs to.
    pub fn operation(&self) -> Option<usize> {
        match self {
            Self::Security(operation)
            | Self::Operation(operation)
            | Self::Parameter(operation, _)
            | Self::Body(operation, _)
            | Self::Success(operation)
            | Self::Failure(operation)
            | Self::Headers(operation)
            | Self::Header(operation, _)
            | Self::Send(operation, _) => Some(*operation),
            _ => None,
        }
    }

    /// The type that it belongs to.
    pub fn of_type(&self) -> Option<&str> {
        match self {
            Self::Type(name) | Self::Property(name, _) | Self::Value(name, _) | Self::Branch(name, _) => Some(name),
            _ => None,
        }
    }
}

/// A difference between the items of two crates.
#[derive(Clone, Debug)]
pub(super) struct ItemChange {
    pub subject: Subject,
    pub code: ChangeCode,
    pub level: Level,
    pub was: Option<String>,
    pub now: Option<String>,
    /// What changed, in one line.
    pub headline: String,
}

/// A difference between what two services send and accept.
#[derive(Clone, Debug)]
pub(super) struct WireChange {
    pub subject: Subject,
    pub code: ChangeCode,
    pub wire: Effect,
    pub released: Effect,
    pub was: Option<String>,
    pub now: Option<String>,
    /// What changed, in one line.
    pub headline: String,
    /// What follows from it.
    pub detail: Option<&'static str>,
    pub at: Option<Spot>,
    /// The operations that it affects.
    pub operations: BTreeSet<usize>,
}
