//! Types that are no more than other types: each leads to what it stands for in one step, and none to itself.

use std::collections::HashMap;

use crate::api::model::{Kind, TypeId};
use crate::report::{Code, Diagnostic};

use super::context::Context;

/// Shortens chains of types that are the same as others, and cuts those that lead back to themselves: a schema that
/// says of values only that they are its own is any JSON. To be called when all schemas are lowered.
pub(super) fn settle(cx: &mut Context<'_>) {
    let ids: Vec<TypeId> = cx.types.iter().map(|(id, _)| id).collect();
    // Whether a type is on the way that is being followed, or was before.
    let mut on_the_way: HashMap<TypeId, bool> = HashMap::new();
    for start in ids {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(id) = next {
            match on_the_way.get(&id) {
                Some(true) => cut(cx, id),
                Some(false) => {}
                None => {
                    on_the_way.insert(id, true);
                    way.push(id);
                    next = match cx.types[id].kind {
                        Kind::Alias(of) | Kind::Nullable(of) => Some(of),
                        _ => None,
                    };
                    continue;
                }
            }
            break;
        }
        for id in way.into_iter().rev() {
            on_the_way.insert(id, false);
            if let Kind::Alias(of) = cx.types[id].kind
                && let Kind::Alias(further) = cx.types[of].kind
            {
                cx.types[id].kind = Kind::Alias(further);
            }
        }
    }
}

fn cut(cx: &mut Context<'_>, id: TypeId) {
    cx.types[id].kind = Kind::Any;
    cx.untyped += 1;
    let message = "this schema is only itself; values are read as plain JSON";
    cx.diagnostics.push(Diagnostic::new(Code::RefCycle, cx.types[id].at.clone(), message));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::api::{Kind, lower};
    use crate::config::Config;

    /// Lowers component schemas; what they are, by their names, and how many diagnostics there are.
    fn check(schemas: Value, expected: &str, diagnostics: usize) {
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
        let (api, found) = lower(&document, &Config::default());
        let kinds = api.types.iter().map(|(_, of)| match &of.kind {
            Kind::Alias(of) => format!("= {:?}", api.types[*of].kind),
            Kind::Nullable(of) => format!("null or {:?}", api.types[*of].kind),
            kind => format!("{kind:?}"),
        });
        assert_eq!((kinds.collect::<Vec<_>>().join(", ").as_str(), found.len()), (expected, diagnostics), "{document}");
    }

    fn only(name: &str) -> Value {
        json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}], "description": "x"})
    }

    #[test]
    fn chains_are_short_and_end() {
        check(json!({"A": only("B"), "B": only("C"), "C": {"type": "boolean"}}), "= Boolean, = Boolean, Boolean", 0);
        check(json!({"A": only("A")}), "Any", 1);
        check(json!({"A": only("B"), "B": only("A")}), "Any, = Any", 1);
        let mut nullable = only("A");
        nullable["nullable"] = json!(true);
        nullable["example"] = json!(1);
        check(json!({"A": nullable}), "Any", 1);
    }
}
