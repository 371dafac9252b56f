//! Components that others extend: each is a union of its own values and of the types that extend it.

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::{Kind, Test, TypeId, Union, Variant};
use crate::report::Pointer;

use super::super::reader::{flag, text};
use super::super::unions::{Branch, Discriminated};
use super::conjunction::conjuncts;
use super::discriminator::{discriminator, own_property};
use super::drafting::Drafting;
use super::subschema::Subschema;

/// Makes a component that others extend a union of `base`, its own values, and of the components that extend it. Returns
/// whether there is a discriminator for it.
pub(super) fn extended<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, base: TypeId, schema: &Subschema<'a>) -> bool {
    let this = cx.edit(id);
    this.title = text(schema.value, "title");
    this.description = text(schema.value, "description");
    this.deprecated = flag(schema.value, "deprecated");
    let conjuncts = conjuncts(cx, schema);
    let Some(mut discriminator) = discriminator(&schema.at, &conjuncts) else { return false };
    discriminator.inherited = true;
    let mut branches = vec![Branch { of: base, component: Some(schema.at.clone()) }];
    let parent = schema.at.parent().unwrap_or_default();
    // Components that a union inside distinguishes, by a discriminator of its own.
    let mut inside: HashSet<&str> = HashSet::new();
    for child in cx.extensions(&schema.at) {
        if inside.contains(child) {
            continue;
        }
        let pointer = parent.key(child);
        let component = cx.component(pointer.clone());
        let own_base = cx.base(component);
        let value = pointer.of(cx.document());
        let configured = value.and_then(discriminator_value);
        discriminator.mapping.extend(configured.map(|value| (value.to_owned(), pointer.clone())));
        let has_own = value.and_then(own_property).is_some_and(|property| property != discriminator.property);
        let of = match own_base {
            Some(_) if has_own => {
                let descendants = cx.extensions(&pointer);
                lead_into(&mut discriminator.mapping, &pointer, &parent, &descendants);
                inside.extend(descendants);
                component
            }
            Some(base) => base,
            None => component,
        };
        branches.push(Branch { of, component: Some(pointer) });
    }
    let variants = branches.iter().map(|branch| Variant { of: branch.of, test: Test::Object }).collect();
    cx.edit(id).kind = Kind::Union(Union { variants });
    cx.unions().discriminate(id, Discriminated { discriminator, branches });
    cx.unions().add(id);
    true
}

/// The value of the discriminator for a component, by the extensions of Azure and of others.
fn discriminator_value(schema: &Value) -> Option<&str> {
    ["x-ms-discriminator-value", "x-discriminator-value"].iter().find_map(|key| schema.get(key)?.as_str())
}

/// Makes the values of a component and of its descendants select the component.
fn lead_into(mapping: &mut Vec<(String, Pointer)>, component: &Pointer, parent: &Pointer, descendants: &[&str]) {
    let name = component.last().unwrap_or_default().into_owned();
    if !mapping.iter().any(|(_, target)| target == component) {
        mapping.push((name, component.clone()));
    }
    for descendant in descendants {
        let pointer = parent.key(descendant);
        let mut is_mapped = false;
        for (_, target) in mapping.iter_mut().filter(|(_, target)| *target == pointer) {
            *target = component.clone();
            is_mapped = true;
        }
        if !is_mapped {
            mapping.push(((*descendant).to_owned(), component.clone()));
        }
    }
}
