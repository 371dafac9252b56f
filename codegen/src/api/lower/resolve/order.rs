//! The order in which unions are decided: from the leaves up.

use std::collections::HashSet;

use crate::api::model::{TypeId, Types};

use super::super::unions::Unions;

/// Sorts unions so that each is after those that its types contain. Cycles are cut at the union that was drafted
/// first.
pub(super) fn leaves_first(types: &Types, unions: &Unions) -> Vec<TypeId> {
    let mut visited: HashSet<TypeId> = HashSet::new();
    let mut ordered = Vec::new();
    for union in unions.ids() {
        // Types on the way from the union, each with those of its children that are left.
        let mut path: Vec<(TypeId, std::vec::IntoIter<TypeId>)> = Vec::new();
        let enter = |id: TypeId| (id, types[id].kind.children().into_iter());
        if visited.insert(union) {
            path.push(enter(union));
        }
        while let Some((id, children)) = path.last_mut() {
            match children.next() {
                Some(child) if visited.insert(child) => path.push(enter(child)),
                Some(_) => {}
                None => {
                    ordered.extend(Some(*id).filter(|id| unions.contains(*id)));
                    path.pop();
                }
            }
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::api::{Kind, Test, lower};
    use crate::config::Config;

    /// The tests of a component that is a union.
    fn tests(schemas: Value, name: &str) -> Vec<Test> {
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
        let (api, _) = lower(&document, &Config::default());
        let (_, union) = api.types.iter().find(|(id, _)| api.types.component(*id) == Some(name)).expect("it is there");
        let Kind::Union(union) = &union.kind else { panic!("{union:?}") };
        union.variants.iter().map(|variant| variant.test.clone()).collect()
    }

    #[test]
    fn constants_of_inner_unions_distinguish_outer_ones() {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let one_of =
            |values: [&str; 2]| json!({"anyOf": values.map(|value| json!({"type": "string", "enum": [value]}))});
        let object = |values: [&str; 2]| json!({"required": ["kind"], "properties": {"kind": one_of(values)}});
        let schemas = json!({
            "Outer": {"oneOf": [reference("A"), reference("B")]},
            "A": object(["a", "b"]),
            "B": object(["c", "d"]),
        });
        let values: Vec<Vec<String>> = tests(schemas, "Outer")
            .into_iter()
            .map(|test| match test {
                Test::Tag { values, .. } => values,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(values, [["a", "b"], ["c", "d"]]);
    }
}
