//! Names and descriptions of `enum` values, from the extensions that are in use for them.

use serde_json::Value;

use crate::api::model::Annotation;

/// The annotations of the values of an `enum`: from arrays that are as long as that of the values (with or without
/// `null`), from maps by value, or from the objects of `x-ms-enum`.
pub(super) fn annotations(schema: &Value, values: &[Value]) -> Vec<Annotation> {
    let mut annotations: Vec<Annotation> = vec![Annotation::default(); values.len()];
    for key in ["x-enum-varnames", "x-enumNames", "x-enum-names"] {
        annotate(&mut annotations, values, schema.get(key), |annotation| &mut annotation.name);
    }
    for key in ["x-enum-descriptions", "x-enumDescriptions"] {
        annotate(&mut annotations, values, schema.get(key), |annotation| &mut annotation.description);
    }
    let entries = schema.get("x-ms-enum").and_then(|of| of.get("values")?.as_array());
    for entry in entries.into_iter().flatten() {
        let index = values.iter().position(|value| Some(value) == entry.get("value"));
        let Some(annotation) = index.and_then(|index| annotations.get_mut(index)) else { continue };
        annotation.name = annotation.name.take().or_else(|| nonempty(entry.get("name")));
        annotation.description = annotation.description.take().or_else(|| nonempty(entry.get("description")));
    }
    annotations
}

fn annotate(
    annotations: &mut [Annotation],
    values: &[Value],
    from: Option<&Value>,
    field: fn(&mut Annotation) -> &mut Option<String>,
) {
    let mut set = |index: usize, text: Option<String>| {
        if let Some(annotation) = annotations.get_mut(index)
            && field(annotation).is_none()
        {
            *field(annotation) = text;
        }
    };
    match from {
        Some(Value::Array(entries)) if entries.len() == values.len() => {
            entries.iter().enumerate().for_each(|(index, entry)| set(index, nonempty(Some(entry))));
        }
        Some(Value::Array(entries)) => {
            let indexes = values.iter().enumerate().filter(|(_, value)| !value.is_null()).map(|(index, _)| index);
            let indexes: Vec<usize> = indexes.collect();
            if indexes.len() == entries.len() {
                indexes.into_iter().zip(entries).for_each(|(index, entry)| set(index, nonempty(Some(entry))));
            }
        }
        Some(Value::Object(entries)) => {
            for (index, value) in values.iter().enumerate() {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                set(index, nonempty(entries.get(&text)));
            }
        }
        _ => {}
    }
}

/// A string, trimmed, unless it is empty.
fn nonempty(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
