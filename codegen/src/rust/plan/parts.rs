//! How a module that is too long is divided: a file for each operation with the types that only it uses, and files of
//! shared types by the first words of their names.

use std::collections::{BTreeMap, HashMap};

use crate::api::{Api, Kind, Property, TypeId};
use crate::names::{Names, Scope, identifier, snake};

use super::modules::Assignment;

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
pub(super) fn parts(
    api: &Api,
    names: &Names,
    modules: &Assignment,
    operations: &[usize],
    types: &[TypeId],
) -> Vec<Part> {
    let lines: Vec<usize> = types.iter().map(|&id| type_lines(api, id)).collect();
    let total =
        operations.iter().map(|&index| operation_lines(api, index)).sum::<usize>() + lines.iter().sum::<usize>();
    if total <= LONGEST {
        return Vec::new();
    }
    let mut own: HashMap<usize, Vec<TypeId>> = HashMap::new();
    let mut shared: Vec<Shared> = Vec::new();
    for (&id, lines) in types.iter().zip(lines) {
        match modules.only_user(id) {
            Some(operation) => own.entry(operation).or_default().push(id),
            None => {
                let name = names.types.get(&id).map(|name| snake(name)).unwrap_or_default();
                shared.push(Shared { id, name, lines });
            }
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut scope = Scope::default();
    for &index in operations {
        let (name, _) = scope.take([names.operations[index].method.clone()]);
        parts.push(Part { name, operations: vec![index], types: own.remove(&index).unwrap_or_default() });
    }
    for (name, types) in by_words(shared.iter().collect(), 1) {
        let name = identifier(name.to_owned(), "types");
        let (name, _) = scope.take([name.clone(), format!("{name}_types")]);
        parts.push(Part { name, operations: Vec::new(), types });
    }
    parts
}

/// A type that several operations use.
struct Shared {
    id: TypeId,
    /// Its name in words, as a module is named.
    name: String,
    /// About how many lines it takes.
    lines: usize,
}

impl Shared {
    fn first_words(&self, count: usize) -> &str {
        let end = self.name.match_indices('_').nth(count - 1).map(|(end, _)| end);
        end.and_then(|end| self.name.get(..end)).unwrap_or(&self.name)
    }
}

/// Types by the first words of their names: as few words as make files short enough.
fn by_words(types: Vec<&Shared>, count: usize) -> BTreeMap<&str, Vec<TypeId>> {
    let mut groups: BTreeMap<&str, Vec<&Shared>> = BTreeMap::new();
    for of in types {
        groups.entry(of.first_words(count)).or_default().push(of);
    }
    let mut divided: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (name, types) in groups {
        let lines: usize = types.iter().map(|of| of.lines).sum();
        let further = lines > LONGEST && types.len() > 1 && count < 8;
        if further {
            for (name, types) in by_words(types, count + 1) {
                divided.entry(name).or_default().extend(types);
            }
        } else {
            divided.entry(name).or_default().extend(types.iter().map(|of| of.id));
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
