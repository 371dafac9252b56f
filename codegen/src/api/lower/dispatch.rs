//! How the types of a union are told apart, decided when all types are there.

use std::collections::{HashMap, HashSet};

use crate::api::model::{
    Hint, Integer, IntegerEnum, JsonKind, Kind, Property, StringEnum, StringFormat, Tagging, Test, TypeId, Union,
    Variant,
};

use super::context::Context;
use super::object::MOST;
use super::schema::plain;
use super::union::{Discriminator, last_step};
use super::within;

/// How deep in each other lists may be that were joined.
const DEEPEST: usize = 5;

/// Decides every union: types that JSON cannot tell apart are joined, and each that is left gets a test.
pub(super) fn decide(cx: &mut Context<'_>) {
    // Joining lists makes new unions, which come to the end of the list.
    let mut next = 0;
    while let Some(&id) = cx.unions.get(next) {
        next += 1;
        let kind = decided(cx, id);
        cx.types[id].kind = kind;
    }
}

/// What texts and integers that are made one type are called beside others.
const MERGED: [&str; 2] = ["String", "Integer"];

/// The types of a union, by what JSON they are.
#[derive(Default)]
struct Leaves {
    null: bool,
    any: bool,
    boolean: Option<TypeId>,
    integers: Vec<TypeId>,
    number: Option<TypeId>,
    strings: Vec<TypeId>,
    arrays: Vec<TypeId>,
    objects: Vec<TypeId>,
}

fn decided(cx: &mut Context<'_>, id: TypeId) -> Kind {
    let mut leaves = Leaves::default();
    collect(cx, id, &mut leaves, &mut HashSet::new());
    if leaves.any {
        return Kind::Any;
    }
    let mut variants: Vec<Variant> = Vec::new();
    let mut push = |of: Option<TypeId>, test: Test| variants.extend(of.map(|of| Variant { of, test }));
    push(leaves.boolean, Test::Boolean);
    // Every integer is a number, so that both together are numbers.
    push(integers(cx, id, &leaves.integers).filter(|_| leaves.number.is_none()), Test::Integer);
    push(leaves.number, Test::Number);
    push(strings(cx, id, &leaves.strings), Test::String);
    push(arrays(cx, id, &leaves.arrays), Test::Array);
    variants.extend(objects(cx, id, &leaves.objects));
    let null = leaves.null;
    // One type made of several is what the union was, and is called like it.
    if let [only] = variants.as_slice()
        && matches!(&cx.types[only.of].hint, Hint::Branch(parent, name) if *parent == id && MERGED.contains(&name.as_str()))
        && leaves.strings.len() + leaves.integers.len() > 1
    {
        let (hint, title, description) = {
            let this = &cx.types[id];
            (this.hint.clone(), this.title.clone(), this.description.clone())
        };
        let merged = &mut cx.types[only.of];
        (merged.hint, merged.title, merged.description) = (hint, title, description);
    }
    let kind = match variants.as_slice() {
        [] => Kind::Any,
        [only] => Kind::Alias(only.of),
        _ => Kind::Union(Union { variants }),
    };
    match kind {
        kind if !null || kind == Kind::Any => kind,
        Kind::Alias(of) => Kind::Nullable(of),
        kind => {
            let (at, hint) = (cx.types[id].at.clone(), cx.types[id].hint.clone());
            let inner = plain(cx, at, hint, kind);
            cx.types[inner].description = cx.types[id].description.clone();
            Kind::Nullable(inner)
        }
    }
}

/// Sorts everything that a union leads to by what JSON it is. Unions inside are looked into.
fn collect(cx: &Context<'_>, id: TypeId, leaves: &mut Leaves, seen: &mut HashSet<TypeId>) {
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let id = cx.types.resolve(id);
        if !seen.insert(id) {
            continue;
        }
        match &cx.types[id].kind {
            // The last is on top, and the first is to come first.
            Kind::Union(union) => open.extend(union.variants.iter().rev().map(|variant| variant.of)),
            Kind::Nullable(inner) => {
                leaves.null = true;
                open.push(*inner);
            }
            Kind::Any | Kind::Alias(_) => leaves.any = true,
            Kind::Boolean => leaves.boolean = leaves.boolean.or(Some(id)),
            Kind::Integer(_) | Kind::IntegerEnum(_) => leaves.integers.push(id),
            Kind::Number => leaves.number = leaves.number.or(Some(id)),
            Kind::String(_) | Kind::StringEnum(_) => leaves.strings.push(id),
            Kind::Array(_) | Kind::Tuple(_) => leaves.arrays.push(id),
            Kind::Map(_) | Kind::Object(_) => leaves.objects.push(id),
        }
    }
}

/// One type for all texts: known values of all of them together, since an enum is open to others; where none has known
/// values, text of the format that all have, or any text.
fn strings(cx: &mut Context<'_>, id: TypeId, strings: &[TypeId]) -> Option<TypeId> {
    if let [] | [_] = strings {
        return strings.first().copied();
    }
    let (mut values, mut words) = (Vec::new(), Vec::new());
    let mut known = HashSet::new();
    for &string in strings {
        if let Kind::StringEnum(of) = &cx.types[string].kind {
            for (value, mut word) in of.values.iter().zip(of.annotations.iter().cloned()) {
                if known.insert(value) {
                    // A branch for each value is a way to describe it.
                    word.description =
                        word.description.or_else(|| alone(&of.values, cx.types[string].description.as_ref()));
                    values.push(value.clone());
                    words.push(word);
                }
            }
        }
    }
    let mut formats = strings.iter().map(|&string| match cx.types[string].kind {
        Kind::String(format) => format,
        _ => StringFormat::Plain,
    });
    let format = formats.next().filter(|first| formats.all(|format| format == *first));
    let kind = match values.is_empty() || values.len() > MOST {
        true => Kind::String(format.unwrap_or(StringFormat::Plain)),
        false => Kind::StringEnum(StringEnum { values, annotations: words }),
    };
    let at = cx.types[id].at.clone();
    Some(plain(cx, at, Hint::Branch(id, "String".to_owned()), kind))
}

/// One type for all integers, as for texts. A branch for each value has the value's name as its title.
fn integers(cx: &mut Context<'_>, id: TypeId, integers: &[TypeId]) -> Option<TypeId> {
    if let [] | [_] = integers {
        return integers.first().copied();
    }
    let (mut values, mut words) = (Vec::new(), Vec::new());
    let mut wide = false;
    for &integer in integers {
        let this = &cx.types[integer];
        wide |= this.kind == Kind::Integer(Integer::I64);
        if let Kind::IntegerEnum(of) = &this.kind {
            for (value, mut word) in of.values.iter().zip(of.annotations.iter().cloned()) {
                if !values.contains(value) {
                    word.name = word.name.or_else(|| alone(&of.values, this.title.as_ref()));
                    word.description = word.description.or_else(|| alone(&of.values, this.description.as_ref()));
                    values.push(*value);
                    words.push(word);
                }
            }
        }
    }
    let kind = match (values.is_empty(), wide) {
        (false, _) => Kind::IntegerEnum(IntegerEnum { values, annotations: words }),
        (true, true) => Kind::Integer(Integer::I64),
        (true, false) => Kind::Integer(Integer::I32),
    };
    let at = cx.types[id].at.clone();
    Some(plain(cx, at, Hint::Branch(id, "Integer".to_owned()), kind))
}

/// What is said of a type, if it has one value.
fn alone<T>(values: &[T], said: Option<&String>) -> Option<String> {
    said.filter(|_| values.len() == 1).cloned()
}

/// One type for all lists: a list of what any of them holds.
fn arrays(cx: &mut Context<'_>, id: TypeId, arrays: &[TypeId]) -> Option<TypeId> {
    if let [] | [_] = arrays {
        return arrays.first().copied();
    }
    let elements: Vec<TypeId> = arrays
        .iter()
        .flat_map(|&array| match &cx.types[array].kind {
            Kind::Array(element) => vec![*element],
            Kind::Tuple(elements) => elements.clone(),
            _ => Vec::new(),
        })
        .collect();
    let at = cx.types[id].at.clone();
    // A union of lists of itself would be joined without end.
    let depth = cx.joined.get(&id).map_or(1, |depth| depth + 1);
    if depth > DEEPEST {
        let any = plain(cx, at.clone(), Hint::Branch(id, "Item".to_owned()), Kind::Any);
        return Some(plain(cx, at, Hint::Branch(id, "List".to_owned()), Kind::Array(any)));
    }
    let list = plain(cx, at.clone(), Hint::Branch(id, "List".to_owned()), Kind::Any);
    let variants = elements.into_iter().map(|of| Variant { of, test: Test::Object }).collect();
    let element = plain(cx, at, Hint::Element(list), Kind::Union(Union { variants }));
    cx.joined.insert(element, depth);
    cx.unions.push(element);
    cx.types[list].kind = Kind::Array(element);
    Some(list)
}

/// Every object with what tells it from the others.
fn objects(cx: &Context<'_>, id: TypeId, objects: &[TypeId]) -> Vec<Variant> {
    if let [] | [_] = objects {
        return objects.iter().map(|&of| Variant { of, test: Test::Object }).collect();
    }
    let declared = cx
        .discriminators
        .get(&id)
        .and_then(|(discriminator, targets)| by_discriminator(cx, id, objects, discriminator, targets));
    declared.or_else(|| by_constant(cx, objects)).unwrap_or_else(|| by_members(cx, objects))
}

/// Tags from a discriminator: mapped values, else constants of the member, else the component's name.
fn by_discriminator(
    cx: &Context<'_>,
    id: TypeId,
    objects: &[TypeId],
    discriminator: &Discriminator,
    targets: &[Option<String>],
) -> Option<Vec<Variant>> {
    let property = &discriminator.property;
    let component = components(cx, id, targets);
    let mut mapped: HashMap<String, Vec<&String>> = HashMap::new();
    for (value, target) in &discriminator.mapping {
        mapped.entry(last_step(target)).or_default().push(value);
    }
    let mut taken = HashSet::new();
    let mut variants = Vec::with_capacity(objects.len());
    for &of in objects {
        let name = component.get(&of);
        let mapped = name.and_then(|name| mapped.get(name));
        let mut values: Vec<String> = mapped.into_iter().flatten().map(|value| (*value).clone()).collect();
        if values.is_empty() {
            values = constants(cx, of, property).filter(|values| discriminator.takes(values)).unwrap_or_default();
        }
        if values.is_empty() {
            values.extend(name.cloned());
        }
        values.retain(|value| taken.insert(value.clone()));
        if values.is_empty() {
            return None;
        }
        let is_base = discriminator.inherited && matches!(cx.types[of].hint, Hint::Base(base) if base == id);
        let tagging = match has_member(cx, of, property) {
            true if is_base => Tagging::OrAbsent,
            true if matches!(cx.types[of].kind, Kind::Object(_)) => tagging(cx, of, property),
            // Whatever members a map has, they are kept.
            true => Tagging::Declared,
            false => Tagging::Implied,
        };
        variants.push(Variant { of, test: Test::Tag { property: property.clone(), values, tagging } });
    }
    Some(variants)
}

fn has_member(cx: &Context<'_>, of: TypeId, name: &str) -> bool {
    match &cx.types[of].kind {
        Kind::Object(object) => object.properties.iter().any(|property| property.name == name),
        _ => true,
    }
}

/// Whether every value of a type has the member that tells it from others. Where it need not be there, or requests leave
/// it out (`readOnly`), it is written all the same: without it nobody could tell what the value is.
fn tagging(cx: &Context<'_>, of: TypeId, name: &str) -> Tagging {
    let Some(property) = properties(cx, of).iter().find(|property| property.name == name) else {
        return Tagging::Implied;
    };
    let is_text = matches!(cx.types[object_in(cx, property.of)].kind, Kind::String(_) | Kind::StringEnum(_));
    match property.required && !property.read_only || !is_text {
        true => Tagging::Declared,
        false => Tagging::Implied,
    }
}

/// The component that each branch of a union refers to, by the type it has become. Unions inside are looked into.
fn components(cx: &Context<'_>, id: TypeId, targets: &[Option<String>]) -> HashMap<TypeId, String> {
    let mut component: HashMap<TypeId, String> = HashMap::new();
    let mut seen = HashSet::from([id]);
    let mut open = vec![(id, targets)];
    while let Some((id, targets)) = open.pop() {
        let Kind::Union(union) = &cx.types[id].kind else { continue };
        for (variant, target) in union.variants.iter().zip(targets) {
            let of = object_in(cx, variant.of);
            if let Some((_, targets)) = cx.discriminators.get(&of).filter(|_| seen.insert(of)) {
                open.push((of, targets));
            }
            if let Some(target) = target {
                component.entry(of).or_insert_with(|| last_step(target));
            }
        }
    }
    component
}

/// What a type is besides `null`.
pub(super) fn object_in(cx: &Context<'_>, id: TypeId) -> TypeId {
    let id = cx.types.resolve(id);
    match cx.types[id].kind {
        Kind::Nullable(inner) => cx.types.resolve(inner),
        _ => id,
    }
}

/// Tags from a member that all objects have with constant values that no two of them share.
fn by_constant(cx: &Context<'_>, objects: &[TypeId]) -> Option<Vec<Variant>> {
    let (&first, rest) = objects.split_first()?;
    let Kind::Object(object) = &cx.types[first].kind else { return None };
    object.properties.iter().find_map(|property| {
        let name = &property.name;
        let mut taken: HashSet<String> = HashSet::new();
        let mut variants = Vec::with_capacity(objects.len());
        for &of in std::iter::once(&first).chain(rest) {
            let values = constants(cx, of, name)?;
            if !values.iter().all(|value| taken.insert(value.clone())) {
                return None;
            }
            let tagging = tagging(cx, of, name);
            variants.push(Variant { of, test: Test::Tag { property: name.clone(), values, tagging } });
        }
        Some(variants)
    })
}

/// The values that a member of an object may have, if they are few and all known.
fn constants(cx: &Context<'_>, of: TypeId, property: &str) -> Option<Vec<String>> {
    let Kind::Object(object) = &cx.types[of].kind else { return None };
    let property = object.properties.iter().find(|known| known.name == property)?;
    let resolved = cx.types.resolve(property.of);
    match &cx.types[resolved].kind {
        Kind::StringEnum(values) => Some(values.values.clone()),
        Kind::IntegerEnum(values) => Some(values.values.iter().map(i64::to_string).collect()),
        Kind::Boolean => Some(cx.booleans.get(&resolved)?.iter().map(bool::to_string).collect()),
        _ => None,
    }
}

/// The members of objects: which each must have, which it may have, and of what kind those are that others have of
/// another.
fn by_members(cx: &Context<'_>, objects: &[TypeId]) -> Vec<Variant> {
    let mut said: HashMap<&str, HashSet<Vec<JsonKind>>> = HashMap::new();
    for property in objects.iter().flat_map(|&of| properties(cx, of)) {
        let kinds = kinds(cx, property.of);
        if !kinds.is_empty() {
            said.entry(&property.name).or_default().insert(kinds);
        }
    }
    let test = |of: TypeId| {
        let properties = properties(cx, of);
        let (required, known) =
            properties.iter().partition::<Vec<_>, _>(|property| property.required && !property.write_only);
        let names = |properties: Vec<&Property>| properties.into_iter().map(|property| property.name.clone()).collect();
        let differing =
            properties.iter().filter(|property| said.get(&*property.name).is_some_and(|kinds| kinds.len() > 1));
        let kinds = differing.map(|property| (property.name.clone(), kinds(cx, property.of)));
        Test::Properties {
            required: names(required),
            known: names(known),
            kinds: kinds.filter(|(_, kinds)| !kinds.is_empty()).collect(),
            within: None,
        }
    };
    let mut variants = objects.iter().map(|&of| Variant { of, test: test(of) }).collect::<Vec<_>>();
    within::tell_apart(cx, &mut variants);
    variants
}

pub(super) fn properties<'c>(cx: &'c Context<'_>, of: TypeId) -> &'c [Property] {
    match &cx.types[of].kind {
        Kind::Object(object) => &object.properties,
        _ => &[],
    }
}

/// The kinds of JSON that values of a type are of, in order; none where any will do.
fn kinds(cx: &Context<'_>, id: TypeId) -> Vec<JsonKind> {
    let mut leaves = Leaves::default();
    collect(cx, id, &mut leaves, &mut HashSet::new());
    if leaves.any {
        return Vec::new();
    }
    let kinds = [
        (!leaves.arrays.is_empty(), JsonKind::Array),
        (leaves.boolean.is_some(), JsonKind::Boolean),
        (!leaves.integers.is_empty(), JsonKind::Integer),
        (leaves.number.is_some(), JsonKind::Number),
        (!leaves.objects.is_empty(), JsonKind::Object),
        (!leaves.strings.is_empty(), JsonKind::String),
    ];
    kinds.into_iter().filter_map(|(is, kind)| is.then_some(kind)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;

    #[test]
    fn lists_of_themselves_are_not_joined_without_end() {
        let own = json!({"$ref": "#/components/schemas/A"});
        let list = |of: &serde_json::Value| json!({"type": "array", "items": of});
        let schema = json!({"anyOf": [list(&own), list(&list(&own))]});
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"A": schema}}});
        assert!(lower(&document, &Config::default()).0.types.len() < 50);
    }
}
