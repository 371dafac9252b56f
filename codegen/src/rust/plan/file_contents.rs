//! What is in a file of a divided module.

use std::collections::HashMap;

use crate::api::TypeId;
use crate::names::Names;

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

/// Files in the order in which their module declares them: those of its operations in their order, each before further files of
/// the types that only the operation uses, then the others by name. Their types are in the order of the crate.
pub(super) fn sorted(names: &Names, mut files: Vec<FileContents>, operations: &[usize]) -> Vec<FileContents> {
    for file in &mut files {
        file.types.sort_by_key(|&id| names.homes.position(id));
    }
    let position: HashMap<usize, usize> =
        operations.iter().enumerate().map(|(position, &operation)| (operation, position)).collect();
    files.sort_by_key(|file| {
        let operation = file.operations.first().or(file.types_of.as_ref());
        let position = operation.and_then(|operation| position.get(operation)).copied().unwrap_or(usize::MAX);
        (position, file.operations.is_empty(), file.name.clone())
    });
    files
}
