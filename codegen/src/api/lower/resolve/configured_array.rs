//! Properties that are arrays by configuration (`list = true`), of which a service also sends a single element bare.

use std::collections::HashSet;

use crate::api::model::{Kind, TypeId, Types};
use crate::config::Config;
use crate::report::Diagnostics;

use super::union::Decided;

/// Types with the arrays of the configuration.
pub(super) struct Configured(Types);

impl Configured {
    /// The types.
    pub fn into_types(self) -> Types {
        self.0
    }
}

/// Makes arrays of the properties that have `list = true`. In a union the array variant is chosen, since the others are
/// its forms. Reports properties without an array variant, or with several.
pub(super) fn apply(types: Decided, config: &Config, diagnostics: &mut Diagnostics) -> Configured {
    let mut types = types.into_types();
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let component = types.component(id).and_then(|name| Some((format!("`{name}`"), config.schemas.of(name)?)));
        let Some((owner, configured)) = component else { continue };
        let Kind::Object(object) = &types[id].kind else { continue };
        let arrays: Vec<Option<TypeId>> =
            object.properties.iter().map(|property| array(&types, property.of).filter(|_| property.list)).collect();
        let names = object.properties.iter().map(|property| property.name.clone());
        let known: HashSet<String> = names.zip(&arrays).filter_map(|(name, of)| of.map(|_| name)).collect();
        let mut replaced = Vec::new();
        if let Kind::Object(object) = &mut types[id].kind {
            for (property, array) in object.properties.iter_mut().zip(arrays) {
                property.list = array.is_some();
                let array = array.unwrap_or(property.of);
                replaced.push((std::mem::replace(&mut property.of, array), array));
            }
        }
        // The type of the property itself is not used elsewhere, unless it is a component.
        for (of, array) in replaced.into_iter().filter(|(of, array)| of != array) {
            if types.component(of).is_none() {
                types[of].kind = types[array].kind.clone();
            }
        }
        let is_list = |name: &str| configured.properties.of(name).is_some_and(|property| property.list);
        let others = configured.properties.iter().map(|(name, ..)| name).filter(|name| !is_list(name));
        let known = known.iter().map(String::as_str).chain(others);
        config.report_unmatched(&configured.properties, &owner, "array property", known, diagnostics);
    }
    Configured(types)
}

/// The array that a type is, nullable or not, or that is the only array of a union.
fn array(types: &Types, of: TypeId) -> Option<TypeId> {
    let resolved = types.resolve(of);
    match &types[resolved].kind {
        Kind::Array(_) => Some(of),
        Kind::Nullable(inner) => array(types, *inner).filter(|array| array == inner).map(|_| of),
        Kind::Union(union) => {
            let is_array = |of: &TypeId| matches!(types[types.resolve(*of)].kind, Kind::Array(_));
            let mut arrays = union.variants.iter().map(|variant| variant.of).filter(is_array);
            arrays.next().filter(|_| arrays.next().is_none())
        }
        _ => None,
    }
}
