//! Objects of a union that are distinguished by the value of a property: by a discriminator, or by constants.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::api::model::{Hint, Kind, Tagging, Test, TypeId, Types, Variant};

use crate::report::Pointer;

use super::super::unions::{Discriminated, Discriminator, Unions};
use super::deciding::Deciding;
use super::leaves::{Leaves, Tag};

/// Tags from a discriminator: mapped values, else those of a union inside with the same discriminator, else constants of
/// the property that no other object has, else the component's name. `None` if an object has no value of its own.
pub(super) fn by_discriminator(cx: &Deciding<'_>, union: TypeId, leaves: &Leaves) -> Option<Vec<Variant>> {
    let types = cx.types();
    let objects = &leaves.objects;
    let discriminated = cx.unions().discriminated(union)?;
    let discriminator = &discriminated.discriminator;
    let property = &discriminator.property;
    let components = components(types, cx.unions(), union, discriminated);
    let mapped = mapped(discriminator, &components);
    let constants: HashMap<TypeId, Vec<String>> =
        objects.iter().filter_map(|&of| Some((of, constants(types, cx.unions(), of, property)?))).collect();
    let mut uses: HashMap<&String, usize> = HashMap::new();
    for value in constants.values().flatten() {
        *uses.entry(value).or_default() += 1;
    }
    let mut claimed = HashSet::new();
    let mut variants = Vec::with_capacity(objects.len());
    for &of in objects {
        let components = components.get(&of).map(Vec::as_slice).unwrap_or_default();
        let of_mapping = components.iter().filter_map(|component| mapped.get(component)).flatten();
        let mut values: Vec<String> = of_mapping.map(|value| (*value).clone()).collect();
        if values.is_empty() {
            values
                .extend(leaves.tags.get(&of).filter(|tag| tag.property == *property).into_iter().flat_map(Tag::values));
        }
        let own = constants.get(&of).map(Vec::as_slice).unwrap_or_default();
        let is_decisive = |value: &String| uses.get(value).is_none_or(|uses| *uses == 1);
        if values.is_empty() && discriminator.accepts(own) && own.iter().all(is_decisive) {
            values.extend(own.iter().cloned());
        }
        if values.is_empty()
            && let Some(component) = components.first()
        {
            let name = component.last().unwrap_or_default();
            values.push(spelt(own, &name).unwrap_or(&name).to_owned());
        }
        values.retain(|value| claimed.insert(value.clone()));
        if values.is_empty() {
            return None;
        }
        let is_base = discriminator.inherited && matches!(types[of].hint, Hint::Base(base) if base == union);
        let tagging = match &types[of].kind {
            Kind::Object(_) if types.property(of, property).is_none() => Tagging::Implied,
            _ if is_base => Tagging::OrAbsent,
            Kind::Object(_) => tagging(types, of, property),
            // A map keeps all properties.
            Kind::Map(_) => Tagging::Declared,
            // A union whose types need not have the property.
            _ => Tagging::Implied,
        };
        variants.push(Variant { of, test: Test::Tag { property: property.clone(), values, tagging } });
    }
    Some(variants)
}

/// The values of the mapping that select each component. A target that is none of the components selects those with its
/// name.
fn mapped<'u>(
    discriminator: &'u Discriminator,
    components: &HashMap<TypeId, Vec<&'u Pointer>>,
) -> HashMap<&'u Pointer, Vec<&'u String>> {
    let known: HashSet<&Pointer> = components.values().flatten().copied().collect();
    let mut by_name: HashMap<Option<Cow<'_, str>>, Vec<&Pointer>> = HashMap::new();
    for &component in &known {
        by_name.entry(component.last()).or_default().push(component);
    }
    let mut mapped: HashMap<&Pointer, Vec<&String>> = HashMap::new();
    for (value, target) in &discriminator.mapping {
        if known.contains(target) {
            mapped.entry(target).or_default().push(value);
            continue;
        }
        for &component in by_name.get(&target.last()).into_iter().flatten() {
            mapped.entry(component).or_default().push(value);
        }
    }
    mapped
}

/// The only constant that is a component's name, in its own spelling.
fn spelt<'c>(constants: &'c [String], name: &str) -> Option<&'c str> {
    if let Some(same) = constants.iter().find(|value| *value == name) {
        return Some(same);
    }
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let name = letters(name).to_lowercase();
    let mut same = constants.iter().filter(|value| letters(value).to_lowercase() == name);
    same.next().filter(|_| same.next().is_none()).map(String::as_str)
}

/// The component to which each branch of a union refers, by the type of the branch, also in unions inside it.
fn components<'u>(
    types: &Types,
    unions: &'u Unions,
    union: TypeId,
    discriminated: &'u Discriminated,
) -> HashMap<TypeId, Vec<&'u Pointer>> {
    let mut components: HashMap<TypeId, Vec<&Pointer>> = HashMap::new();
    let mut visited = HashSet::from([union]);
    let mut pending = vec![discriminated];
    let mut only_types: Vec<(TypeId, &Pointer)> = Vec::new();
    while let Some(discriminated) = pending.pop() {
        for branch in &discriminated.branches {
            // A union inside may have become an alias of its only type, which has the name of its own branch, if any.
            let inner = types.aliases(branch.of).find(|id| unions.contains(*id));
            let inner_discriminated = inner.and_then(|id| unions.discriminated(id).filter(|_| visited.insert(id)));
            pending.extend(inner_discriminated);
            match &branch.component {
                Some(component) if inner.is_some() => only_types.push((branch.of, component)),
                Some(component) => {
                    components.entry(types.non_null(branch.of)).or_default().push(component);
                }
                None => {}
            }
        }
    }
    for (of, component) in only_types {
        components.entry(types.non_null(of)).or_default().push(component);
    }
    components
}

/// Tags from a property of all objects with constant values, of which no two objects have the same.
pub(super) fn by_constant(cx: &Deciding<'_>, objects: &[TypeId]) -> Option<Vec<Variant>> {
    let types = cx.types();
    let &first = objects.first()?;
    types.properties(first).iter().find_map(|property| {
        let name = &property.name;
        let mut claimed: HashSet<String> = HashSet::new();
        let mut variants = Vec::with_capacity(objects.len());
        for &of in objects {
            let values = constants(types, cx.unions(), of, name)?;
            if !values.iter().all(|value| claimed.insert(value.clone())) {
                return None;
            }
            let tagging = tagging(types, of, name);
            variants.push(Variant { of, test: Test::Tag { property: name.clone(), values, tagging } });
        }
        Some(variants)
    })
}

/// Whether every value of a type has the property that distinguishes it. A property that is optional, or that requests
/// omit (`readOnly`), is written all the same: without it nobody could tell the type of the value.
fn tagging(types: &Types, of: TypeId, name: &str) -> Tagging {
    let Some(property) = types.property(of, name) else { return Tagging::Implied };
    let is_string = matches!(types[types.non_null(property.of)].kind, Kind::String(_) | Kind::StringEnum(_));
    match property.required && !property.read_only || !is_string {
        true => Tagging::Declared,
        false => Tagging::Implied,
    }
}

/// The values of a property, if they are all known.
fn constants(types: &Types, unions: &Unions, of: TypeId, property: &str) -> Option<Vec<String>> {
    let resolved = types.resolve(types.property(of, property)?.of);
    match &types[resolved].kind {
        Kind::StringEnum(values) => Some(values.values.clone()),
        Kind::IntegerEnum(values) => Some(values.values.iter().map(i64::to_string).collect()),
        Kind::Boolean => Some(unions.boolean_values(resolved)?.iter().map(bool::to_string).collect()),
        _ => None,
    }
}
