//! The division of long modules into files: one per operation with the types that only it uses, and files of shared types
//! by the first words of their names.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::api::{Api, Kind, Property, TypeId};
use crate::names::{Names, Scope, module, snake};

use super::definitions::Definitions;
use super::file_contents::{FileContents, sorted};
use super::kept_files;

/// The number of lines that a file should not exceed.
const LONGEST: usize = 400;

/// The number of lines that a file of types should have at least.
const SHORTEST: usize = 50;

/// The number of letters of a line of docs.
const WIDTH: usize = 110;

/// The number of lines of another name for a type.
const OTHER_NAME: usize = 3;

/// The modules of the runtime that the module of webhooks imports, together with the macros of these names.
const IMPORTED_FOR_WEBHOOKS: [&str; 2] = ["headers", "webhooks"];

/// The number of tags that may share a file of their own.
const FEW: usize = 3;

/// Divides a module with these operations and types; empty if it is short enough for one file. `more` is the number of
/// lines that each operation takes in addition to the usual ones.
pub(super) fn divide(
    api: &Api,
    names: &Names,
    definitions: &Definitions,
    whole: &str,
    (operations, more): (&[usize], usize),
    types: &[TypeId],
) -> Vec<FileContents> {
    let lines: Vec<usize> = types.iter().map(|&id| type_lines(api, definitions, id)).collect();
    let total =
        operations.iter().map(|&index| operation_lines(api, index) + more).sum::<usize>() + lines.iter().sum::<usize>();
    if names.divided.contains(whole) {
        return kept_files::divide(names, whole, operations, types);
    }
    // A file that was short enough before grows for a while: dividing it moves everything in it.
    let longest = if names.has_features.is_some() { 2 * LONGEST } else { LONGEST };
    if total <= longest {
        return Vec::new();
    }
    let mut own: HashMap<usize, Vec<TypeId>> = HashMap::new();
    let mut shared: Vec<Shared> = Vec::new();
    for (&id, lines) in types.iter().zip(lines) {
        match names.homes.only_user(id).filter(|user| operations.contains(user)) {
            Some(operation) => own.entry(operation).or_default().push(id),
            None => shared.push(Shared::new(names, id, lines)),
        }
    }
    let mut files: Vec<FileContents> = Vec::new();
    // A file may not have the name of its module (clippy `module_inception`), nor of what the module imports itself.
    let imported = if whole == names.fixed.webhooks { &IMPORTED_FOR_WEBHOOKS[..] } else { &[] };
    let mut scope = Scope::with(imported.iter().copied().chain([whole]));
    for &index in operations {
        let types = own.remove(&index).unwrap_or_default();
        let mut chunks = chunks(api, definitions, types, operation_lines(api, index) + more).into_iter();
        let name = module(&names.operations[index].method, "operation");
        let (name, _) = scope.take([name.clone(), format!("{}_operation", name.trim_end_matches('_'))]);
        let further = format!("{}_types", name.trim_end_matches('_'));
        let types = chunks.next().unwrap_or_default();
        files.push(FileContents { name, operations: vec![index], types, ..FileContents::default() });
        for types in chunks {
            let (name, _) = scope.take([further.clone()]);
            files.push(FileContents { name, types, types_of: Some(index), ..FileContents::default() });
        }
    }
    let (words, rest) = by_subject(&shared);
    for (name, types) in words.into_iter().chain((!rest.is_empty()).then_some(("types", rest))) {
        add_types((api, definitions), name, types, &mut scope, &mut files);
    }
    // A single file is no shorter than the module.
    if files.len() > 1 { sorted(names, files, operations) } else { Vec::new() }
}

/// Adds files for types that have this name in common: one, unless it would be too long.
fn add_types(
    (api, definitions): (&Api, &Definitions),
    name: &str,
    types: Vec<TypeId>,
    scope: &mut Scope,
    files: &mut Vec<FileContents>,
) {
    for types in chunks(api, definitions, types, 0) {
        let name = module(name, "types");
        let (name, _) = scope.take([name.clone(), format!("{}_types", name.trim_end_matches('_'))]);
        files.push(FileContents { name, types, ..FileContents::default() });
    }
}

/// Divides types into files of acceptable length, in order. The first has `before` lines already.
fn chunks(api: &Api, definitions: &Definitions, types: Vec<TypeId>, before: usize) -> Vec<Vec<TypeId>> {
    let mut chunks = vec![Vec::new()];
    let mut total = before;
    for id in types {
        let lines = type_lines(api, definitions, id);
        if total > 0 && total + lines > LONGEST {
            chunks.push(Vec::new());
            total = 0;
        }
        total += lines;
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(id);
        }
    }
    chunks
}

/// Divides types by the words of their names. Types whose files would be too short share one, unless it would be too long.
fn by_subject(shared: &[Shared]) -> (BTreeMap<&str, Vec<TypeId>>, Vec<TypeId>) {
    let lines: HashMap<TypeId, usize> = shared.iter().map(|of| (of.id, of.lines)).collect();
    let long = |types: &[TypeId]| types.iter().filter_map(|id| lines.get(id)).sum::<usize>();
    let all: Vec<TypeId> = shared.iter().map(|of| of.id).collect();
    if long(&all) <= LONGEST {
        return (BTreeMap::new(), all);
    }
    let words = by_words(shared.iter().collect(), 1);
    let (short, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
        words.iter().map(|(&name, types)| (name, types.clone())).partition(|(_, types)| long(types) < SHORTEST);
    let short: HashSet<TypeId> = short.into_values().flatten().collect();
    // In the order of the document.
    let short: Vec<TypeId> = all.into_iter().filter(|id| short.contains(id)).collect();
    if long(&short) <= LONGEST { (rest, short) } else { (words, Vec::new()) }
}

/// Divides types that several tags use, or none: by tags if these are few, else by the words of their names.
///
/// `users` returns the tags that use a type.
pub(super) fn shared<'a>(
    api: &Api,
    names: &Names,
    definitions: &Definitions,
    types: &[TypeId],
    users: impl Fn(TypeId) -> &'a [usize],
) -> Vec<FileContents> {
    if names.divided.contains(&names.fixed.types) {
        return kept_files::divide(names, &names.fixed.types, &[], types);
    }
    let mut by_tags: BTreeMap<Option<&[usize]>, Vec<Shared>> = BTreeMap::new();
    for &id in types {
        let users = users(id);
        let of = Shared::new(names, id, type_lines(api, definitions, id));
        by_tags.entry((users.len() <= FEW).then_some(users)).or_default().push(of);
    }
    let mut files = Vec::new();
    let mut scope = Scope::with([names.fixed.types.as_str()]);
    for (tags, types) in by_tags {
        let lines: usize = types.iter().map(|of| of.lines).sum();
        let tags: Vec<String> = tags.unwrap_or_default().iter().map(|&tag| names.module(tag).to_owned()).collect();
        let together = tags.join("_and_");
        let groups = if tags.is_empty() || lines > LONGEST {
            by_words(types.iter().collect(), 1)
        } else {
            BTreeMap::from([(together.as_str(), types.iter().map(|of| of.id).collect())])
        };
        for (name, types) in groups {
            add_types((api, definitions), name, types, &mut scope, &mut files);
        }
    }
    sorted(names, files, &[])
}

/// The estimated number of lines of all operations and types.
pub(super) fn lines(api: &Api, names: &Names, definitions: &Definitions) -> usize {
    let types = api.types.iter().filter(|(id, _)| names.types.contains_key(id));
    (0..api.operations.len()).map(|index| operation_lines(api, index)).sum::<usize>()
        + types.map(|(id, _)| type_lines(api, definitions, id)).sum::<usize>()
}

/// A type that several operations use.
struct Shared {
    id: TypeId,
    /// Its name in snake case.
    name: String,
    /// The estimated number of its lines.
    lines: usize,
}

impl Shared {
    fn new(names: &Names, id: TypeId, lines: usize) -> Self {
        Self { id, name: names.types.get(&id).map(|name| snake(name)).unwrap_or_default(), lines }
    }

    fn first_words(&self, count: usize) -> &str {
        let end = self.name.match_indices('_').nth(count - 1).map(|(end, _)| end);
        end.and_then(|end| self.name.get(..end)).unwrap_or(&self.name)
    }
}

/// Types by the first words of their names, using as few words as files of acceptable length require.
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
            let lines_of: HashMap<TypeId, usize> = types.iter().map(|of| (of.id, of.lines)).collect();
            let mut short = HashSet::new();
            for (longer, ids) in by_words(types.clone(), count + 1) {
                // Types of which there are too few for a file of their own stay together.
                if ids.iter().filter_map(|id| lines_of.get(id)).sum::<usize>() < SHORTEST {
                    short.extend(ids);
                } else {
                    divided.entry(longer).or_default().extend(ids);
                }
            }
            if !short.is_empty() {
                // In the order of the document.
                let short = types.iter().map(|of| of.id).filter(|id| short.contains(id));
                divided.entry(name).or_default().extend(short);
            }
        } else {
            divided.entry(name).or_default().extend(types.iter().map(|of| of.id));
        }
    }
    divided
}

/// The estimated number of lines of an operation.
fn operation_lines(api: &Api, index: usize) -> usize {
    let operation = &api.operations[index];
    let docs = text_lines(operation.description.as_deref());
    let parameters: usize =
        operation.parameters.iter().map(|parameter| 5 + text_lines(parameter.description.as_deref())).sum();
    50 + docs + parameters
}

/// The estimated number of lines of a type.
fn type_lines(api: &Api, definitions: &Definitions, id: TypeId) -> usize {
    if definitions.is_other_name(id) {
        return OTHER_NAME;
    }
    let of = &api.types[id];
    let docs = text_lines(of.description.as_deref());
    let property = |property: &Property| {
        let of_type = || usize::from(api.types[property.of].description.is_some());
        2 + property.description.as_deref().map_or_else(of_type, |text| text_lines(Some(text)))
    };
    docs + match &of.kind {
        Kind::Object(object) => {
            let optional = object.properties.iter().filter(|property| !property.required);
            let setters = optional.map(|property| 1 + text_lines(property.description.as_deref()));
            let constructor = if of.direction.sent { 5 + setters.sum::<usize>() } else { 0 };
            10 + object.properties.iter().map(property).sum::<usize>() + constructor
        }
        Kind::StringEnum(values) => 12 + 3 * values.values.len(),
        Kind::IntegerEnum(values) => 12 + 3 * values.values.len(),
        Kind::Union(union) => 12 + 3 * union.variants.len(),
        _ => 0,
    }
}

fn text_lines(text: Option<&str>) -> usize {
    text.map_or(0, |text| text.trim().lines().map(|line| line.len() / WIDTH + 1).sum())
}
