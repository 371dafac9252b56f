//! How a module that is too long is divided: a file for each operation with the types that only it uses, and files of
//! shared types by the first words of their names.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::api::{Api, Kind, Property, TypeId};
use crate::names::{Names, Scope, module, snake};

use super::modules::{children, spoken_of};

/// How many lines a file should not exceed.
const LONGEST: usize = 400;

/// What stands in one file of a divided module.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// The file's name.
    pub name: String,
    /// The operations in it.
    pub operations: Vec<usize>,
    /// The types in it.
    pub types: Vec<TypeId>,
}

/// Divides a module with these operations and types; nothing where it is short enough to stay whole.
pub(super) fn parts(api: &Api, names: &Names, operations: &[usize], types: &[TypeId]) -> Vec<Part> {
    let total = operations.iter().map(|&index| operation_lines(api, index)).sum::<usize>()
        + types.iter().map(|&id| type_lines(api, id)).sum::<usize>();
    if total <= LONGEST {
        return Vec::new();
    }
    let (own, shared) = own_types(api, operations, types);
    let mut parts: Vec<Part> = Vec::new();
    let mut scope = Scope::default();
    for &index in operations {
        let (name, _) = scope.take([module(&names.operations[index].method, "operation")]);
        parts.push(Part { name, operations: vec![index], types: own.get(&index).cloned().unwrap_or_default() });
    }
    for (name, types) in by_words(api, names, shared, 1) {
        let name = module(&name, "types");
        let (name, _) = scope.take([name.clone(), format!("{name}_types")]);
        parts.push(Part { name, operations: Vec::new(), types });
    }
    parts
}

/// The types that only one operation of the module leads to, by the operation, and the others.
fn own_types(api: &Api, operations: &[usize], types: &[TypeId]) -> (HashMap<usize, Vec<TypeId>>, Vec<TypeId>) {
    let here: HashSet<TypeId> = types.iter().copied().collect();
    let mut users: HashMap<TypeId, Vec<usize>> = HashMap::new();
    for &index in operations {
        let mut seen = HashSet::new();
        let mut open = spoken_of(api, index);
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                if here.contains(&id) {
                    users.entry(id).or_default().push(index);
                }
                open.extend(children(&api.types[id].kind));
            }
        }
    }
    let mut own: HashMap<usize, Vec<TypeId>> = HashMap::new();
    let mut shared = Vec::new();
    for &id in types {
        match users.get(&id).map(Vec::as_slice) {
            Some([only]) => own.entry(*only).or_default().push(id),
            _ => shared.push(id),
        }
    }
    (own, shared)
}

/// Types by the first words of their names: as few words as make files short enough.
fn by_words(api: &Api, names: &Names, types: Vec<TypeId>, count: usize) -> BTreeMap<String, Vec<TypeId>> {
    let mut groups: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for id in types {
        let name = names.types.get(&id).map(|name| snake(name)).unwrap_or_default();
        let words: Vec<&str> = name.split('_').take(count).collect();
        groups.entry(words.join("_")).or_default().push(id);
    }
    let mut divided: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for (name, types) in groups {
        let lines: usize = types.iter().map(|&id| type_lines(api, id)).sum();
        let further = lines > LONGEST && types.len() > 1 && count < 8;
        if further {
            for (name, types) in by_words(api, names, types, count + 1) {
                divided.entry(name).or_default().extend(types);
            }
        } else {
            divided.entry(name).or_default().extend(types);
        }
    }
    divided
}

/// About how many lines an operation takes.
fn operation_lines(api: &Api, index: usize) -> usize {
    let operation = &api.operations[index];
    let docs = text_lines(operation.description.as_deref());
    let parameters: usize =
        operation.parameters.iter().map(|parameter| 5 + text_lines(parameter.description.as_deref())).sum();
    50 + docs + parameters
}

/// About how many lines a type takes.
fn type_lines(api: &Api, id: TypeId) -> usize {
    let of = &api.types[id];
    let docs = text_lines(of.description.as_deref());
    let property = |property: &Property| 2 + text_lines(property.description.as_deref());
    docs + match &of.kind {
        Kind::Object(object) => 10 + object.properties.iter().map(property).sum::<usize>(),
        Kind::StringEnum(values) => 12 + 3 * values.values.len(),
        Kind::Union(union) => 12 + 3 * union.variants.len(),
        _ => 0,
    }
}

fn text_lines(text: Option<&str>) -> usize {
    text.map_or(0, |text| text.trim().lines().count())
}
