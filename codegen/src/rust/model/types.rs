//! Types, and paths of the runtime.

use crate::api::Integer;

/// A Rust type.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Type {
    /// `bool`.
    Bool,
    /// `i64`, `u32` and the others.
    Integer(Integer),
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A type of the runtime.
    Runtime(Symbol),
    /// A type of this crate.
    Named(String),
    /// A type that the user has written, by its path.
    External(String),
    /// `Option<_>`.
    Option(Box<Type>),
    /// `Vec<_>`.
    Vec(Box<Type>),
    /// `(_, _)`.
    Tuple(Vec<Type>),
    /// `Box<_>`.
    Box(Box<Type>),
    /// The runtime's map from strings.
    Map(Symbol, Box<Type>),
}

impl Type {
    /// Whether values are any JSON, which is the default for the values of the runtime's map.
    pub fn is_any(&self) -> bool {
        matches!(self, Self::Runtime(symbol) if symbol.path == "specwright_runtime::Value")
    }
}

/// An item of the runtime, and how the crate refers to it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Symbol {
    /// Its path.
    pub path: &'static str,
    /// Whether a type of the document has the same name, so that the full path is written.
    pub qualified: bool,
}

impl Symbol {
    /// The last segment of the path.
    pub fn name(&self) -> &'static str {
        self.path.rsplit("::").next().unwrap_or(self.path)
    }
}

/// A `use` declaration: `use path::name;`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Use {
    /// The path of its module.
    pub path: String,
    /// Its name.
    pub name: String,
}
