//! Components that others extend: each is a union of its own values and of the types that extend it.

use crate::api::model::{Kind, Test, TypeId, Union, Variant};

use super::super::reader::{flag, text};
use super::super::unions::{Branch, Discriminated};
use super::conjunction::conjuncts;
use super::drafting::Drafting;
use super::subschema::{Subschema, last_token};
use super::union::discriminator;

/// Makes a component that others extend a union of `base`, its own values, and of the components that extend it. Returns
/// whether there is a discriminator for it.
pub(super) fn extended<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, base: TypeId, schema: &Subschema<'a>) -> bool {
    let this = cx.edit(id);
    this.title = text(schema.value, "title");
    this.description = text(schema.value, "description");
    this.deprecated = flag(schema.value, "deprecated");
    let conjuncts = conjuncts(cx, schema);
    let Some(mut discriminator) = discriminator(&conjuncts) else { return false };
    discriminator.inherited = true;
    let mut branches = vec![Branch { of: base, component: Some(last_token(schema.at.as_str())) }];
    let parent = schema.at.parent().unwrap_or_default();
    for child in cx.extensions(&schema.at) {
        let pointer = parent.key(child);
        let of = cx.component(pointer.clone());
        let of = cx.base(of).unwrap_or(of);
        let value = pointer.of(cx.document()).and_then(|schema| schema.get("x-ms-discriminator-value")?.as_str());
        let component = last_token(pointer.as_str());
        discriminator.mapping.extend(value.map(|value| (value.to_owned(), component.clone())));
        branches.push(Branch { of, component: Some(component) });
    }
    let variants = branches.iter().map(|branch| Variant { of: branch.of, test: Test::Object }).collect();
    cx.edit(id).kind = Kind::Union(Union { variants });
    cx.unions().discriminate(id, Discriminated { discriminator, branches });
    cx.unions().add(id);
    true
}
