//! The files of a module that was divided before: what the lock knows stays in its file.

use std::collections::HashMap;

use crate::api::TypeId;
use crate::names::{Names, Scope, module, snake};

use super::file_contents::{FileContents, sorted};

/// Assigns operations and types to the files that the lock has for them. A new operation gets a file of its own, its types
/// are placed beside it, and other new types in the file whose name their names begin with, or in `types`.
pub(super) fn divide(names: &Names, whole: &str, operations: &[usize], types: &[TypeId]) -> Vec<FileContents> {
    let mut files = Files { scope: Scope::with([whole]), ..Files::default() };
    let file = |name: &str| names.files.get(name).map(String::as_str);
    let of_type = |id: &TypeId| names.types.get(id).map_or("", String::as_str);
    let requests = operations.iter().map(|&index| names.operations[index].request.as_str());
    for name in requests.chain(types.iter().map(of_type)).filter_map(file) {
        files.scope.reserve(name);
    }
    for &index in operations {
        let name = match file(&names.operations[index].request) {
            Some(name) => name.to_owned(),
            None => {
                let name = module(&names.operations[index].method, "operation");
                files.scope.take([name.clone(), format!("{}_operation", name.trim_end_matches('_'))]).0
            }
        };
        files.of_operation.insert(index, name.clone());
        files.at(name).operations.push(index);
    }
    for &id in types {
        let name = file(of_type(&id)).map(str::to_owned).unwrap_or_else(|| files.for_new(names, id));
        files.at(name).types.push(id);
    }
    let mut files = files.files;
    for file in &mut files {
        let users = file.types.iter().map(|&id| names.homes.only_user(id));
        if file.operations.is_empty()
            && let Some(Some(user)) = users.reduce(|one, other| if one == other { one } else { None })
        {
            file.types_of = Some(user);
        }
    }
    sorted(names, files, operations)
}

#[derive(Default)]
struct Files {
    files: Vec<FileContents>,
    /// The positions of files by name.
    by_name: HashMap<String, usize>,
    of_operation: HashMap<usize, String>,
    scope: Scope,
}

impl Files {
    /// The file of this name.
    fn at(&mut self, name: String) -> &mut FileContents {
        let next = self.files.len();
        let position = *self.by_name.entry(name.clone()).or_insert(next);
        if position == next {
            self.files.push(FileContents { name, ..FileContents::default() });
        }
        &mut self.files[position]
    }

    /// The file for a type that the lock has none for.
    fn for_new(&mut self, names: &Names, id: TypeId) -> String {
        if let Some(file) = names.homes.only_user(id).and_then(|user| self.of_operation.get(&user)) {
            return file.clone();
        }
        let name = names.types.get(&id).map(|name| snake(name)).unwrap_or_default();
        let ends = name.match_indices('_').map(|(end, _)| end).chain([name.len()]);
        let mut prefixes: Vec<&str> = ends.filter_map(|end| name.get(..end)).collect();
        prefixes.reverse();
        let known = prefixes.into_iter().find(|prefix| self.by_name.contains_key(*prefix));
        known.unwrap_or("types").to_owned()
    }
}
