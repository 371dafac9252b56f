//! Finds the places that the configuration names: components, properties, operations and parameters.

use serde_json::Value;

use crate::report::Pointer;

/// The field of a document that contains other files, by their names.
const FILES: &str = "x-specwright-files";

/// The keywords whose schemas describe the same value as the schema that has them.
const COMBINING: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The most references that are followed one after the other.
const LONGEST_CHAIN: usize = 32;

/// The places of the schemas that have a name of their own: in the document, and in other files.
pub(super) fn components(document: &Value) -> Vec<(String, Pointer)> {
    let mut found = Vec::new();
    let root = Pointer::root();
    of_document(document, &root, &mut found);
    let files = root.key(FILES);
    for (name, file) in files.of(document).and_then(Value::as_object).into_iter().flatten() {
        let at = files.key(name);
        of_document(file, &at, &mut found);
        // A file may be a schema, or hold several by name.
        let named = file.as_object().into_iter().flatten().filter(|(_, value)| value.is_object());
        found.extend(named.map(|(name, _)| (name.clone(), at.key(name))));
        found.push((name.clone(), at));
    }
    found
}

fn of_document(document: &Value, at: &Pointer, found: &mut Vec<(String, Pointer)>) {
    for container in [at.key("components").key("schemas"), at.key("definitions")] {
        let rest = container.as_str().get(at.as_str().len()..).unwrap_or_default();
        let schemas = document.pointer(rest).and_then(Value::as_object);
        found.extend(schemas.into_iter().flatten().map(|(name, _)| (name.clone(), container.key(name))));
    }
}

/// A property of a schema.
#[derive(Default)]
pub(super) struct Found {
    /// Where the schema itself declares it: also in schemas within its `allOf`, `oneOf` and `anyOf`.
    pub own: Vec<Pointer>,
    /// The schemas that it is inherited from, by reference.
    pub inherited: Vec<Pointer>,
    /// The names of all properties, for suggestions.
    pub names: Vec<String>,
}

/// Finds a property of the schema at a place.
pub(super) fn property(document: &Value, schema: &Pointer, name: &str) -> Found {
    let mut found = Found::default();
    for part in parts(document, schema) {
        let properties = part.key("properties");
        let Some(declared) = properties.of(document).and_then(Value::as_object) else { continue };
        found.names.extend(declared.keys().cloned());
        if declared.contains_key(name) {
            found.own.push(properties.key(name));
        }
    }
    let mut seen = vec![schema.clone()];
    let mut open = bases(document, schema);
    while let Some(base) = open.pop().filter(|_| seen.len() < LONGEST_CHAIN) {
        if seen.contains(&base) {
            continue;
        }
        for part in parts(document, &base) {
            let declared = part.key("properties").of(document).and_then(Value::as_object);
            found.names.extend(declared.into_iter().flat_map(|declared| declared.keys().cloned()));
            if declared.is_some_and(|declared| declared.contains_key(name)) {
                found.inherited.push(base.clone());
            }
        }
        open.extend(bases(document, &base));
        seen.push(base);
    }
    found
}

/// The base of a schema that requires a property, if the schema does not require it itself.
pub(super) fn requiring_base(document: &Value, schema: &Pointer, name: &str) -> Option<Pointer> {
    let mut seen = vec![schema.clone()];
    let mut open = bases(document, schema);
    while let Some(base) = open.pop().filter(|_| seen.len() < LONGEST_CHAIN) {
        if seen.contains(&base) {
            continue;
        }
        let requires = |part: &Pointer| {
            let required = part.key("required").of(document).and_then(Value::as_array);
            required.is_some_and(|required| required.iter().any(|required| required == name))
        };
        if parts(document, &base).iter().any(requires) {
            return Some(base);
        }
        open.extend(bases(document, &base));
        seen.push(base);
    }
    None
}

/// A schema, and the schemas within it that describe the same value.
pub(super) fn parts(document: &Value, schema: &Pointer) -> Vec<Pointer> {
    let mut parts = vec![schema.clone()];
    let mut next = 0;
    while let Some(part) = parts.get(next).cloned() {
        next += 1;
        for keyword in COMBINING {
            let list = part.key(keyword);
            let count = list.of(document).and_then(Value::as_array).map_or(0, Vec::len);
            parts.extend((0..count).map(|index| list.index(index)));
        }
    }
    parts
}

/// The targets of references in the `allOf` of a schema, or of the schema itself if it is a reference.
fn bases(document: &Value, schema: &Pointer) -> Vec<Pointer> {
    parts(document, schema).iter().filter_map(|part| reference(document, part)).collect()
}

/// The schema that a part of a schema belongs to.
pub(super) fn whole(document: &Value, part: &Pointer) -> Pointer {
    let above = part.parent().and_then(|list| Some((list.parent()?, list.last()?.into_owned())));
    match above {
        Some((outer, keyword)) if COMBINING.contains(&keyword.as_str()) && outer.of(document).is_some() => {
            whole(document, &outer)
        }
        _ => part.clone(),
    }
}

/// The target of the reference at a place, if there is one.
pub(super) fn reference(document: &Value, at: &Pointer) -> Option<Pointer> {
    let text = at.of(document)?.get("$ref")?.as_str()?;
    let target = Pointer::parse_fragment(text.strip_prefix('#')?)?;
    target.of(document).map(|_| target)
}

/// A place, or the end of the chain of references there.
pub(super) fn followed(document: &Value, at: &Pointer) -> Pointer {
    let mut at = at.clone();
    for _ in 0..LONGEST_CHAIN {
        match reference(document, &at) {
            Some(target) => at = target,
            None => break,
        }
    }
    at
}

/// An operation with what it inherits parameters from: itself, the operation that contains it, the path item.
pub(super) type Holders = Vec<Pointer>;

/// All operations that have an id.
pub(super) fn operations(document: &Value) -> Vec<(String, Holders)> {
    let mut found = Vec::new();
    let paths = Pointer::root().key("paths");
    for (path, _) in paths.of(document).and_then(Value::as_object).into_iter().flatten() {
        let item = followed(document, &paths.key(path));
        let additional = item.key("additionalOperations");
        for holder in [&item, &additional] {
            for (method, value) in holder.of(document).and_then(Value::as_object).into_iter().flatten() {
                let at = holder.key(method);
                if let Some(id) = value.get("operationId").and_then(Value::as_str) {
                    found.push((id.to_owned(), vec![at.clone(), item.clone()]));
                }
                let several = at.key("x-specwright-operations");
                for (id, _) in several.of(document).and_then(Value::as_object).into_iter().flatten() {
                    found.push((id.clone(), vec![several.key(id), at.clone(), item.clone()]));
                }
            }
        }
    }
    found
}

/// The operations of a path item, or those that share an operation's method and path.
pub(super) fn siblings(document: &Value, holder: &Pointer) -> Vec<Pointer> {
    let lists = [holder.clone(), holder.key("additionalOperations"), holder.key("x-specwright-operations")];
    let is_operation = |value: &Value| value.get("responses").is_some() || value.get("operationId").is_some();
    let of = |list: &Pointer| -> Vec<Pointer> {
        let values = list.of(document).and_then(Value::as_object).into_iter().flatten();
        values.filter(|(_, value)| is_operation(value)).map(|(key, _)| list.key(key)).collect()
    };
    lists.iter().flat_map(of).collect()
}

/// The first place of a list of parameters with a parameter of this name, and the parameter there or at the end of its reference.
pub(super) fn parameter(document: &Value, holders: &Holders, name: &str) -> Option<(Pointer, Pointer)> {
    holders.iter().find_map(|holder| {
        let list = holder.key("parameters");
        let count = list.of(document)?.as_array()?.len();
        (0..count).map(|index| list.index(index)).find_map(|at| {
            let target = followed(document, &at);
            let is_it = target.of(document)?.get("name").and_then(Value::as_str) == Some(name);
            is_it.then_some((at, target))
        })
    })
}

/// The names of the parameters of an operation.
pub(super) fn parameter_names(document: &Value, holders: &Holders) -> Vec<String> {
    let mut names = Vec::new();
    for holder in holders {
        let list = holder.key("parameters");
        let count = list.of(document).and_then(Value::as_array).map_or(0, Vec::len);
        let name =
            |index| followed(document, &list.index(index)).of(document)?.get("name")?.as_str().map(str::to_owned);
        names.extend((0..count).filter_map(name));
    }
    names
}
