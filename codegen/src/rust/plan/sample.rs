//! A call written out: values of the document's examples as Rust expressions.

use crate::api::{Integer, Kind, TypeId, Value};
use crate::rust::model::Type;

use super::Plan;
use super::{formats, operations, types};

/// A call that compiles as it is written, and what it uses.
pub(super) struct Sample {
    /// Which operation is called.
    pub index: usize,
    /// The call, from `client` to the request, without `send`.
    pub call: Vec<String>,
    /// Types of the document that it names, with the modules they are in.
    pub uses: Vec<(String, String)>,
    /// Whether it names `Map`.
    pub map: bool,
}

/// A sample of the first operation that can be written without inventing anything but texts and numbers.
pub(super) fn first(plan: &Plan<'_>) -> Option<Sample> {
    all(plan).next()
}

/// Samples of all operations that can be written so.
pub(super) fn all(plan: &Plan<'_>) -> impl Iterator<Item = Sample> {
    (0..plan.api.operations.len()).filter_map(|index| sample(plan, index))
}

fn sample(plan: &Plan<'_>, index: usize) -> Option<Sample> {
    let operation = operations::operation(plan, index, super::Root::Above);
    if operation.deprecated || operation.bundle.is_some() {
        return None;
    }
    let mut written = Written { plan, uses: Vec::new(), map: false };
    let mut arguments = Vec::new();
    for argument in &operation.arguments {
        arguments.push(match &argument.of {
            Type::String => format!("{:?}", argument.name),
            Type::I32 | Type::I64 => "1".to_owned(),
            Type::F64 => "1.0".to_owned(),
            Type::Bool => "true".to_owned(),
            of => format!("&{:?}.parse()?", formats::of_type(of)?.sample),
        });
    }
    let mut body = None;
    if let Some(lowered) = &plan.api.operations[index].body {
        let first = lowered.contents.first();
        let value = first.and_then(|content| match (&content.example, content.encoding) {
            (Some(example), crate::api::Encoding::Json(of)) => written.value(example, of),
            _ => None,
        });
        match (value, lowered.required) {
            (Some(value), true) => arguments.push(format!("&{value}")),
            (Some(value), false) => body = Some(format!("    .body(&{value})")),
            (None, true) => return None,
            (None, false) => {}
        }
    }
    let mut call = vec![format!("    .{}({})", operation.method, arguments.join(", "))];
    call.extend(body);
    written.uses.sort();
    written.uses.dedup();
    Some(Sample { index, call, uses: written.uses, map: written.map })
}

struct Written<'a> {
    plan: &'a Plan<'a>,
    uses: Vec<(String, String)>,
    map: bool,
}

impl Written<'_> {
    fn value(&mut self, value: &Value, of: TypeId) -> Option<String> {
        let plan = self.plan;
        match (&plan.api.types[of].kind, value) {
            (Kind::Boolean, Value::Bool(value)) => Some(value.to_string()),
            (Kind::Integer(Integer::I64), Value::Number(number)) => Some(number.as_i64()?.to_string()),
            (Kind::Integer(Integer::I32), Value::Number(number)) => {
                Some(i32::try_from(number.as_i64()?).ok()?.to_string())
            }
            (Kind::Number, Value::Number(number)) => number.as_f64().map(|number| format!("{number:?}")),
            (Kind::String(format), Value::String(text)) => Some(match formats::of(*format) {
                Some(_) => format!("{text:?}.parse()?"),
                None => format!("{text:?}.into()"),
            }),
            (Kind::Array(element), Value::Array(elements)) => {
                let elements: Option<Vec<String>> = elements.iter().map(|value| self.value(value, *element)).collect();
                Some(format!("vec![{}]", elements?.join(", ")))
            }
            (Kind::Map(_), Value::Object(members)) if members.is_empty() => {
                self.map = true;
                Some("Map::new()".to_owned())
            }
            (Kind::StringEnum(values), Value::String(text)) => {
                let index = values.values.iter().position(|value| value == text)?;
                let variant = plan.names.members.get(&of)?.get(index)?;
                Some(format!("{}::{variant}", self.named(of)?))
            }
            (Kind::IntegerEnum(values), Value::Number(number)) => {
                let index = values.values.iter().position(|value| Some(*value) == number.as_i64())?;
                let variant = plan.names.members.get(&of)?.get(index)?;
                Some(format!("{}::{variant}", self.named(of)?))
            }
            (Kind::Object(object), Value::Object(members)) => {
                let names = plan.names.members.get(&of)?;
                let optional = object.properties.iter().all(|property| !property.required);
                if members.keys().any(|key| object.properties.iter().all(|property| property.name != *key)) {
                    return None;
                }
                let mut fields = Vec::new();
                for (index, (property, name)) in object.properties.iter().zip(names).enumerate() {
                    if plan.boxes.contains(of, index) && members.contains_key(&property.name) {
                        return None;
                    }
                    match members.get(&property.name) {
                        Some(value) => {
                            let value = self.value(value, property.of)?;
                            fields.push(if property.required {
                                format!("{name}: {value}")
                            } else {
                                format!("{name}: Some({value})")
                            });
                        }
                        None if property.required => return None,
                        None if optional => {}
                        None => fields.push(format!("{name}: None")),
                    }
                }
                if optional && (fields.len() < names.len() || object.additional.is_some()) {
                    fields.push("..Default::default()".to_owned());
                } else if object.additional.is_some() {
                    return None;
                }
                Some(format!("{} {{ {} }}", self.named(of)?, fields.join(", ")))
            }
            _ => None,
        }
    }

    fn named(&mut self, of: TypeId) -> Option<String> {
        let Type::Named(name) = types::of(self.plan, of) else { return None };
        self.uses.push((self.plan.modules.of_type(self.plan.names, of), name.clone()));
        Some(name)
    }
}
