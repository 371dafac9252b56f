//! `enum` (OpenAPI 3.0.4, §4.7.24.1).

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::StringEnum;

use super::part::Part;

/// The texts that all of several schemas allow, each once; nothing if no schema has an `enum`, or if values are not text.
pub(super) fn enumeration(flat: &[Part<'_>]) -> Option<StringEnum> {
    let mut lists = flat.iter().filter_map(|part| part.value.get("enum")?.as_array());
    let mut values = texts(lists.next()?)?;
    for list in lists {
        let other: HashSet<String> = texts(list)?.into_iter().collect();
        values.retain(|value| other.contains(value));
    }
    (!values.is_empty()).then_some(StringEnum { values })
}

fn texts(list: &[Value]) -> Option<Vec<String>> {
    let mut values: Vec<String> = Vec::with_capacity(list.len());
    let mut seen = HashSet::new();
    for value in list {
        match value {
            Value::String(text) if seen.insert(text) => values.push(text.clone()),
            Value::String(_) | Value::Null => {}
            _ => return None,
        }
    }
    Some(values)
}
