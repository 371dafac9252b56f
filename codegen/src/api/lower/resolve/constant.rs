//! Objects of a union that are distinguished by the value of a property: by a discriminator, or by constants.

use std::collections::{HashMap, HashSet};

use crate::api::model::{Hint, Kind, Tagging, Test, TypeId, Types, Variant};

use super::super::unions::{Discriminated, Unions};
use super::deciding::Deciding;

/// Tags from a discriminator: mapped values, else constants of the property, else the component's name. `None` if an
/// object has no value of its own.
pub(super) fn by_discriminator(cx: &Deciding<'_>, union: TypeId, objects: &[TypeId]) -> Option<Vec<Variant>> {
    let types = cx.types();
    let discriminated = cx.unions().discriminated(union)?;
    let discriminator = &discriminated.discriminator;
    let property = &discriminator.property;
    let components = components(types, cx.unions(), union, discriminated);
    let mut mapped: HashMap<&str, Vec<&String>> = HashMap::new();
    for (value, component) in &discriminator.mapping {
        mapped.entry(component).or_default().push(value);
    }
    let mut claimed = HashSet::new();
    let mut variants = Vec::with_capacity(objects.len());
    for &of in objects {
        let component = components.get(&of).copied();
        let mapped = component.and_then(|component| mapped.get(component));
        let mut values: Vec<String> = mapped.into_iter().flatten().map(|value| (*value).clone()).collect();
        if values.is_empty() {
            let constants = constants(types, cx.unions(), of, property);
            values = constants.filter(|values| discriminator.accepts(values)).unwrap_or_default();
        }
        if values.is_empty() {
            values.extend(component.map(str::to_owned));
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
            _ => Tagging::Declared,
        };
        variants.push(Variant { of, test: Test::Tag { property: property.clone(), values, tagging } });
    }
    Some(variants)
}

/// The component to which each branch of a union refers, by the type of the branch, also in unions inside it.
fn components<'u>(
    types: &Types,
    unions: &'u Unions,
    union: TypeId,
    discriminated: &'u Discriminated,
) -> HashMap<TypeId, &'u str> {
    let mut components: HashMap<TypeId, &str> = HashMap::new();
    let mut visited = HashSet::from([union]);
    let mut pending = vec![discriminated];
    let mut only_types: Vec<(TypeId, &str)> = Vec::new();
    while let Some(discriminated) = pending.pop() {
        for branch in &discriminated.branches {
            // A union inside may have become an alias of its only type, which has the name of its own branch, if any.
            let inner = types.aliases(branch.of).find(|id| unions.contains(*id));
            let inner_discriminated = inner.and_then(|id| unions.discriminated(id).filter(|_| visited.insert(id)));
            pending.extend(inner_discriminated);
            match &branch.component {
                Some(component) if inner.is_some() => only_types.push((branch.of, component)),
                Some(component) => {
                    components.entry(types.non_null(branch.of)).or_insert(component);
                }
                None => {}
            }
        }
    }
    for (of, component) in only_types {
        components.entry(types.non_null(of)).or_insert(component);
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
