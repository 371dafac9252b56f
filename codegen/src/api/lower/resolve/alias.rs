//! Aliases: each refers directly to a type that is not an alias.

use std::collections::HashMap;
use std::ops::Deref;

use crate::api::model::{Kind, Type, TypeId, Types};
use crate::report::{Code, Diagnostic, Diagnostics, Fix};

/// Types whose aliases are short and end.
pub(super) struct Acyclic(Types);

impl Acyclic {
    /// The types.
    pub fn into_types(self) -> Types {
        self.0
    }

    /// Adds a type that is no alias.
    pub fn add(&mut self, of: Type) -> TypeId {
        self.0.add(of)
    }

    /// A type, to be changed to one that is no alias.
    pub fn edit(&mut self, id: TypeId) -> &mut Type {
        &mut self.0[id]
    }
}

impl Deref for Acyclic {
    type Target = Types;

    fn deref(&self) -> &Types {
        &self.0
    }
}

/// Shortens chains of aliases, and cuts cycles of them: a schema that is only itself is any JSON. Also
/// returns the number of cycles.
pub(super) fn shorten(mut types: Types, diagnostics: &mut Diagnostics) -> (Acyclic, usize) {
    let mut cycles = 0;
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    // Whether a visited type is on the current path.
    let mut visited: HashMap<TypeId, bool> = HashMap::new();
    for start in ids {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(id) = next {
            match visited.get(&id) {
                Some(true) => {
                    cycles += 1;
                    cut(&mut types, id, diagnostics);
                }
                Some(false) => {}
                None => {
                    visited.insert(id, true);
                    path.push(id);
                    next = match types[id].kind {
                        Kind::Alias(of) | Kind::Nullable(of) => Some(of),
                        _ => None,
                    };
                    continue;
                }
            }
            break;
        }
        for id in path.into_iter().rev() {
            visited.insert(id, false);
            if let Kind::Alias(of) = types[id].kind
                && let Kind::Alias(further) = types[of].kind
            {
                types[id].kind = Kind::Alias(further);
            }
        }
    }
    (Acyclic(types), cycles)
}

fn cut(types: &mut Types, id: TypeId, diagnostics: &mut Diagnostics) {
    types[id].kind = Kind::Any;
    let message = "this schema refers only to itself; values are read as plain JSON";
    let fix = Fix::Place(types[id].at.clone(), "type = {}".to_owned());
    diagnostics.push(Diagnostic::new(Code::RefCycle, types[id].at.clone(), message).fix(fix));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::api::{Kind, lower};
    use crate::config::Config;

    /// Lowers component schemas, and compares their kinds and the number of diagnostics.
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
