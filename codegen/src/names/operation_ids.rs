//! Ids of operations that repeat the method and the path, as FastAPI makes them: `{name}_{path}_{method}`.

use std::collections::HashMap;

use crate::api::{Api, Operation};

/// The names in the ids, by the index of the operation, if every id of the document repeats the method and the path. A name
/// that several operations have is none of them.
pub(super) fn short_ids(api: &Api) -> HashMap<usize, &str> {
    let names: Option<Vec<&str>> = api.operations.iter().map(name).collect();
    let names = names.unwrap_or_default();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in &names {
        *counts.entry(super::snake(name)).or_default() += 1;
    }
    let is_unique = |name: &str| counts.get(&super::snake(name)) == Some(&1);
    names.into_iter().enumerate().filter(|(_, name)| is_unique(name)).collect()
}

/// What stands before path and method in the id of an operation.
fn name(operation: &Operation) -> Option<&str> {
    let id = operation.id.as_deref()?;
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let path: String = operation.path.chars().map(|letter| if is_word(letter) { letter } else { '_' }).collect();
    let rest = id.strip_suffix(&operation.method.to_lowercase())?.strip_suffix('_')?;
    let name = rest.strip_suffix(&path)?;
    name.chars().any(char::is_alphanumeric).then_some(name)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::api::lower;
    use crate::config::Config;

    fn check(operations: &[(&str, &str, &str)], expected: &[&str]) {
        let mut paths = serde_json::Map::new();
        for (id, method, path) in operations {
            let item = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
            let named = path.split('{').nth(1).and_then(|rest| rest.split('}').next());
            let parameter = |name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
            let parameters: Vec<Value> = named.map(parameter).into_iter().collect();
            item[*method] = json!({"operationId": id, "parameters": parameters, "responses": {}});
        }
        let (api, _) = lower(&json!({"openapi": "3.0.0", "paths": paths}), &Config::default());
        let (names, _) = crate::names::names(&api, &Config::default(), None);
        let methods: Vec<String> = names.operations.into_iter().map(|operation| operation.method).collect();
        assert_eq!(methods, expected);
    }

    #[test]
    fn ids_that_repeat_method_and_path_are_shortened() {
        check(
            &[
                ("read_items_items__get", "get", "/items/"),
                ("read_item_items__item_id__get", "get", "/items/{item_id}"),
                ("write_items__item_id__put", "put", "/items/{item_id}"),
            ],
            &["read_items", "read_item", "write"],
        );
    }

    #[test]
    fn names_that_are_not_unique_keep_method_and_path() {
        check(
            &[("read_a_get", "get", "/a"), ("read_b_get", "get", "/b"), ("write_b_put", "put", "/b")],
            &["read_a_get", "read_b_get", "write"],
        );
    }

    #[test]
    fn one_other_id_is_enough_to_keep_all() {
        check(&[("read_a_get", "get", "/a"), ("put_it", "put", "/a")], &["read_a_get", "put_it"]);
    }
}
