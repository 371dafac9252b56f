//! Tags as constants: the property that distinguishes an object in a union can have one value only.

use std::collections::HashMap;

use crate::api::model::{Kind, Tagging, Test, TypeId, Types, Value};

/// Makes the value by which unions know an object the constant of its property, unless two unions know it by different ones.
pub(super) fn fix(mut types: Types) -> Types {
    let mut tags: HashMap<(TypeId, String), Vec<String>> = HashMap::new();
    for (_, of) in types.iter() {
        let Kind::Union(union) = &of.kind else { continue };
        for variant in &union.variants {
            if let Test::Tag { property, values, tagging: Tagging::Declared } = &variant.test {
                tags.entry((types.resolve(variant.of), property.clone())).or_default().extend(values.iter().cloned());
            }
        }
    }
    for ((id, name), values) in tags {
        let Some(first) = values.first().filter(|first| values.iter().all(|value| value == *first)) else { continue };
        let is_string = types.property(id, &name).is_some_and(|property| {
            matches!(types[types.resolve(property.of)].kind, Kind::String(_) | Kind::StringEnum(_))
        });
        let Kind::Object(object) = &mut types[id].kind else { continue };
        if let Some(property) = object.properties.iter_mut().find(|property| property.name == name)
            && is_string
        {
            property.constant.get_or_insert_with(|| Value::String(first.clone()));
        }
    }
    types
}
