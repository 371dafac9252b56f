//! What is in a file of a divided module.

use crate::api::TypeId;

/// The contents of one file of a divided module.
#[derive(Clone, Debug, Default)]
pub(super) struct FileContents {
    /// The file's name.
    pub name: String,
    /// The operations in it.
    pub operations: Vec<usize>,
    /// The types in it.
    pub types: Vec<TypeId>,
    /// The operation whose types it contains, if these are too many for the file of the operation.
    pub types_of: Option<usize>,
    /// The features of which any enables it; if empty, it is always compiled.
    pub features: Vec<String>,
}
