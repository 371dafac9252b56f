//! `enum` (OpenAPI 3.0.4, §4.7.24.1): the values of schemas that list them.

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::{Annotation, Hint, IntegerEnum, Kind, StringEnum, Test, TypeId, Union, Variant};
use crate::report::{At, Code, Diagnostic, FileId, Fix, Location, Pointer};

use super::super::reader::json_type;
use super::annotation::annotations;
use super::drafting::Drafting;
use super::limit::{MAX_ITEMS, report_limit};
use super::subschema::{Subschema, first};

/// The values of an `enum`, each once and without `null`, by their JSON type.
#[derive(Default)]
struct Values {
    strings: Vec<(String, Annotation)>,
    integers: Vec<(i64, Annotation)>,
    booleans: Vec<bool>,
    /// Numbers with a fraction, or too large for 64 bits.
    numbers: bool,
    arrays: bool,
    objects: bool,
}

impl Values {
    /// The values that all of several schemas allow, where one of them has an `enum`.
    fn of(conjuncts: &[Subschema<'_>]) -> Option<(Self, Pointer)> {
        let mut holders = enums(conjuncts);
        let (holder, list) = holders.next()?;
        let others: Vec<HashSet<String>> =
            holders.map(|(_, list)| list.iter().map(Value::to_string).collect()).collect();
        let allowed = |value: &&Value| others.iter().all(|list| list.contains(&value.to_string()));
        let mut seen: HashSet<String> = HashSet::new();
        let mut values = Self::default();
        for (value, annotation) in list.iter().zip(annotations(holder.value, list)) {
            if !allowed(&value) || !seen.insert(value.to_string()) {
                continue;
            }
            match value {
                Value::Null => {}
                Value::Bool(value) => values.booleans.push(*value),
                Value::String(text) => values.strings.push((text.clone(), annotation)),
                Value::Number(_) => match integer(value) {
                    Some(integer) => values.integers.push((integer, annotation)),
                    None => values.numbers = true,
                },
                Value::Array(_) => values.arrays = true,
                Value::Object(_) => values.objects = true,
            }
        }
        Some((values, holder.at.key("enum")))
    }

    /// The number of JSON types among the values, with integers as numbers.
    fn json_types(&self) -> usize {
        let numeric = self.numbers || !self.integers.is_empty();
        let present = [!self.strings.is_empty(), numeric, !self.booleans.is_empty(), self.arrays, self.objects];
        present.into_iter().filter(|is_present| *is_present).count()
    }
}

/// The schemas that have an `enum`, with its values.
fn enums<'s, 'a>(conjuncts: &'s [Subschema<'a>]) -> impl Iterator<Item = (&'s Subschema<'a>, &'a Vec<Value>)> {
    conjuncts.iter().filter_map(|schema| Some((schema, schema.value.get("enum")?.as_array()?)))
}

/// The kind of the values that several schemas allow; `None` if none of them has an `enum`, or if the `enum` adds nothing
/// to the declared type.
pub(super) fn enumeration<'a>(cx: &mut Drafting<'a, '_>, id: TypeId, conjuncts: &[Subschema<'a>]) -> Option<Kind> {
    let most = enums(conjuncts).map(|(_, values)| values.len()).max()?;
    if most > MAX_ITEMS {
        report_limit(cx, id, most, "values", "any value of the type is read");
        return None;
    }
    let (values, at) = Values::of(conjuncts)?;
    let declared = first(conjuncts, "type").and_then(|(value, _)| value.as_str()).unwrap_or_default();
    match declared {
        _ if values.json_types() == 0 => None,
        "string" => {
            if values.json_types() > 1 || values.strings.is_empty() {
                report_mistyped(cx, id, &at, "string", "string");
            }
            all_as_strings(conjuncts)
        }
        "integer" | "number" | "boolean" | "object" if !values.strings.is_empty() => {
            mistyped_strings(cx, id, conjuncts, values, declared, &at)
        }
        "integer" if values.booleans.is_empty() => integers(values),
        "boolean" if values.json_types() == 1 => {
            cx.unions().limit_boolean(id, values.booleans);
            None
        }
        "integer" | "number" | "boolean" | "object" | "array" => None,
        _ => {
            if values.arrays || values.objects {
                let message = "some values of this `enum` are arrays or objects, which are read as plain JSON";
                let at = At::under(FileId::MAIN, &at).value();
                let fix = Fix::Overlay(at.clone(), "remove: true".to_owned());
                cx.report_untyped(Diagnostic::new(Code::UnsupportedSchema, at, message).fix(fix));
            }
            by_json_type(cx, id, values)
        }
    }
}

/// The kind of strings in an `enum` of another declared type. If they are values of that type written as strings, and no
/// example is a string, the declared type applies; else they are strings. Either way both forms are read.
fn mistyped_strings(
    cx: &mut Drafting<'_, '_>,
    id: TypeId,
    conjuncts: &[Subschema<'_>],
    mut values: Values,
    declared: &str,
    at: &Pointer,
) -> Option<Kind> {
    let has_string = |keyword: &&str| first(conjuncts, keyword).is_some_and(|(value, _)| value.is_string());
    let example_is_string = ["example", "default"].iter().any(has_string);
    let all = |test: fn(&str) -> bool| values.strings.iter().all(|(text, _)| test(text));
    let are_of_type = match declared {
        _ if example_is_string && values.json_types() == 1 => false,
        "integer" => all(|text| text.parse::<i64>().is_ok()),
        "number" => all(|text| text.parse::<f64>().is_ok()),
        "boolean" => all(|text| ["true", "false"].contains(&text)),
        _ => false,
    };
    report_mistyped(cx, id, at, declared, if are_of_type { declared } else { "string" });
    match declared {
        _ if !are_of_type => by_json_type(cx, id, values),
        "integer" => {
            let strings = std::mem::take(&mut values.strings).into_iter();
            values.integers.extend(strings.filter_map(|(text, annotation)| Some((text.parse().ok()?, annotation))));
            let mut seen = HashSet::new();
            values.integers.retain(|(value, _)| seen.insert(*value));
            integers(values)
        }
        _ => None,
    }
}

/// Notes and reports that values are of another JSON type than the schema declares.
fn report_mistyped(cx: &mut Drafting<'_, '_>, id: TypeId, at: &Pointer, declared: &str, assumed: &str) {
    cx.note_mistyped(id);
    let at = At::under(FileId::MAIN, at);
    let contradicts = |value: &&Value| match declared {
        "string" => !value.is_string(),
        _ => value.is_string(),
    };
    let values = at.pointer().of(cx.document()).and_then(Value::as_array);
    let what = values.into_iter().flatten().find(contradicts).map_or("a value of another type", json_type);
    let message = format!("this `enum` contains {what}, its type is `{declared}`; values are read as `{assumed}`");
    let schema = Location { pointer: at.pointer().parent().unwrap_or_default(), ..at.value() };
    let fix = match declared == assumed {
        true => Fix::Overlay(at.value(), "remove: true".to_owned()),
        false => Fix::Overlay(schema, format!("update: {{type: {assumed}}}")),
    };
    let diagnostic = Diagnostic::new(Code::EnumContradictsType, at.value(), message);
    cx.report(diagnostic.help("correct the one that is wrong").fix(fix));
}

/// All values as strings, which is their declared type.
fn all_as_strings(conjuncts: &[Subschema<'_>]) -> Option<Kind> {
    let as_string = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let mut enums = enums(conjuncts);
    let (holder, list) = enums.next()?;
    let annotated = list.iter().zip(annotations(holder.value, list));
    let mut values: Vec<(String, Annotation)> =
        annotated.filter_map(|(value, annotation)| Some((as_string(value)?, annotation))).collect();
    for (_, list) in enums {
        let other: HashSet<String> = list.iter().filter_map(as_string).collect();
        values.retain(|(value, _)| other.contains(value));
    }
    let mut seen = HashSet::new();
    values.retain(|(value, _)| seen.insert(value.clone()));
    (!values.is_empty()).then(|| string_enum(values))
}

/// Integers that all fit into 64 bits.
fn integers(values: Values) -> Option<Kind> {
    (!values.integers.is_empty() && !values.numbers).then(|| integer_enum(values.integers))
}

fn integer_enum(values: Vec<(i64, Annotation)>) -> Kind {
    let (values, annotations) = values.into_iter().unzip();
    Kind::IntegerEnum(IntegerEnum { values, annotations })
}

fn string_enum(values: Vec<(String, Annotation)>) -> Kind {
    let (values, annotations) = values.into_iter().unzip();
    Kind::StringEnum(StringEnum { values, annotations })
}

/// The kind of values without a declared type: a union if they are of several JSON types.
fn by_json_type(cx: &mut Drafting<'_, '_>, id: TypeId, values: Values) -> Option<Kind> {
    let several = values.json_types() > 1;
    let mut kinds: Vec<(&'static str, Kind)> = Vec::new();
    if !values.booleans.is_empty() {
        if !several {
            cx.unions().limit_boolean(id, values.booleans);
        }
        kinds.push(("Boolean", Kind::Boolean));
    }
    if values.numbers {
        kinds.push(("Number", Kind::Number));
    } else if !values.integers.is_empty() {
        kinds.push(("Integer", integer_enum(values.integers)));
    }
    if !values.strings.is_empty() {
        kinds.push(("String", string_enum(values.strings)));
    }
    if values.arrays {
        kinds.push(("List", Kind::Array(cx.add_at(id, Hint::Element(id), Kind::Any))));
    }
    if values.objects {
        kinds.push(("Map", Kind::Map(cx.add_at(id, Hint::Element(id), Kind::Any))));
    }
    if !several {
        return kinds.pop().map(|(_, kind)| kind);
    }
    let variants = kinds.into_iter().map(|(name, kind)| {
        let of = cx.add_at(id, Hint::Branch(id, name.to_owned()), kind);
        Variant { of, test: Test::Object }
    });
    let variants = variants.collect();
    cx.unions().add(id);
    Some(Kind::Union(Union { variants }))
}

/// Whether `null` is one of several values. In 3.0 that takes `nullable: true` beside it (OpenAPI 3.0.4, §4.7.24.2),
/// which documents often omit.
pub(super) fn has_null(schema: &Value) -> bool {
    let Some(Value::Array(values)) = schema.get("enum") else { return false };
    values.iter().any(Value::is_null) && !values.iter().all(Value::is_null)
}

/// The integer that a number is; a number with a zero fraction is one (JSON Schema Core 2020-12, §6.3).
fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    value.as_i64().or_else(|| {
        let float = value.as_f64()?;
        (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
    })
}
