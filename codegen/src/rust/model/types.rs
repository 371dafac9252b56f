//! Types and the names by which they are written.

/// A Rust type.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Type {
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// Something of the runtime.
    Runtime(Symbol),
    /// A type of this crate.
    Named(String),
    /// `Option<_>`.
    Option(Box<Type>),
    /// `Vec<_>`.
    Vec(Box<Type>),
    /// `(_, _)`.
    Tuple(Vec<Type>),
    /// `Box<_>`.
    Box(Box<Type>),
    /// The runtime's map from text.
    Map(Symbol, Box<Type>),
}

impl Type {
    /// Whether values are any JSON, which is what the runtime's map holds unless told otherwise.
    pub fn is_any(&self) -> bool {
        matches!(self, Self::Runtime(symbol) if symbol.path == "specwright_runtime::Value")
    }
}

/// Something of the runtime, and how this crate writes it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Symbol {
    /// Its path.
    pub path: &'static str,
    /// Whether a type of the document has the same name, so that the path is written out.
    pub qualified: bool,
}

impl Symbol {
    /// The last step of the path.
    pub fn name(&self) -> &'static str {
        self.path.rsplit("::").next().unwrap_or(self.path)
    }
}

/// One name that is brought in: `use path::name;`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Use {
    /// The path of the module it is in.
    pub path: String,
    /// Its name there.
    pub name: String,
}
