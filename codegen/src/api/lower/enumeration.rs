//! `enum` (OpenAPI 3.0.4, §4.7.24.1), and what documents say of its values beside it.

use std::collections::HashSet;

use serde_json::Value;

use crate::api::model::{Annotation, Hint, IntegerEnum, Kind, StringEnum, Test, TypeId, Union, Variant};
use crate::report::{At, Code, Diagnostic, FileId, Pointer};

use super::context::{Context, kind as name_of};
use super::object::{MOST, too_many};
use super::part::{Part, first};
use super::schema::plain;

/// The values of an `enum`, each once and without `null`, by what JSON they are.
#[derive(Default)]
struct Values {
    texts: Vec<(String, Annotation)>,
    integers: Vec<(i64, Annotation)>,
    booleans: Vec<bool>,
    /// Numbers with a fraction, or too large for 64 bits.
    numbers: bool,
    lists: bool,
    objects: bool,
}

impl Values {
    /// The values that all of several schemas allow, where one of them has an `enum`.
    fn of(flat: &[Part<'_>]) -> Option<(Self, Pointer)> {
        let mut holders = flat.iter().filter_map(|part| Some((part, part.value.get("enum")?.as_array()?)));
        let (holder, list) = holders.next()?;
        let others: Vec<HashSet<String>> =
            holders.map(|(_, list)| list.iter().map(Value::to_string).collect()).collect();
        let allowed = |value: &&Value| others.iter().all(|list| list.contains(&value.to_string()));
        let mut seen: HashSet<String> = HashSet::new();
        let mut values = Self::default();
        for (value, word) in list.iter().zip(words(holder.value, list)) {
            if !allowed(&value) || !seen.insert(value.to_string()) {
                continue;
            }
            match value {
                Value::Null => {}
                Value::Bool(value) => values.booleans.push(*value),
                Value::String(text) => values.texts.push((text.clone(), word)),
                Value::Number(_) => match integer(value) {
                    Some(integer) => values.integers.push((integer, word)),
                    None => values.numbers = true,
                },
                Value::Array(_) => values.lists = true,
                Value::Object(_) => values.objects = true,
            }
        }
        Some((values, holder.at.key("enum")))
    }

    /// How many kinds of JSON there are, integers being numbers where there are others.
    fn kinds(&self) -> usize {
        let numeric = self.numbers || !self.integers.is_empty();
        let kinds = [!self.texts.is_empty(), numeric, !self.booleans.is_empty(), self.lists, self.objects];
        kinds.into_iter().filter(|there| *there).count()
    }
}

/// The type of the values that several schemas allow; nothing if none of them has an `enum`, or if it says no more
/// than the declared type does.
pub(super) fn enumeration<'a>(cx: &mut Context<'a>, id: TypeId, flat: &[Part<'a>]) -> Option<Kind> {
    let most = flat.iter().filter_map(|part| part.value.get("enum")?.as_array()).map(Vec::len).max()?;
    if most > MOST {
        too_many(cx, id, most, "values", "any value of the type is read");
        return None;
    }
    let (values, at) = Values::of(flat)?;
    let declared = first(flat, "type").and_then(|(value, _)| value.as_str()).unwrap_or_default();
    match declared {
        _ if values.kinds() == 0 => None,
        "string" => {
            if values.kinds() > 1 || values.texts.is_empty() {
                loose(cx, id, &at, "string", "string");
            }
            texts(flat)
        }
        "integer" | "number" | "boolean" | "object" if !values.texts.is_empty() => {
            contradiction(cx, id, flat, values, declared, &at)
        }
        "integer" if values.booleans.is_empty() => integers(values),
        "boolean" if values.kinds() == 1 => {
            cx.booleans.insert(id, values.booleans);
            None
        }
        "integer" | "number" | "boolean" | "object" | "array" => None,
        _ => {
            if values.lists || values.objects {
                cx.untyped += 1;
                let message = "some values of this `enum` are lists or objects, which are read as plain JSON";
                let at = At::under(FileId::MAIN, &at).value();
                cx.diagnostics.push(Diagnostic::new(Code::UnsupportedSchema, at, message));
            }
            by_kind(cx, id, values)
        }
    }
}

/// Texts, where the type says something else. If they are values of that type written as text, and no example is text,
/// they are taken for them; else they are what they are. Either way both forms are read.
fn contradiction(
    cx: &mut Context<'_>,
    id: TypeId,
    flat: &[Part<'_>],
    mut values: Values,
    declared: &str,
    at: &Pointer,
) -> Option<Kind> {
    let example_is_text =
        ["example", "default"].iter().any(|key| first(flat, key).is_some_and(|(value, _)| value.is_string()));
    let all = |test: fn(&str) -> bool| values.texts.iter().all(|(text, _)| test(text));
    let written = match declared {
        _ if example_is_text && values.kinds() == 1 => false,
        "integer" => all(|text| text.parse::<i64>().is_ok()),
        "number" => all(|text| text.parse::<f64>().is_ok()),
        "boolean" => all(|text| ["true", "false"].contains(&text)),
        _ => false,
    };
    loose(cx, id, at, declared, if written { declared } else { "string" });
    match declared {
        _ if !written => by_kind(cx, id, values),
        "integer" => {
            let texts = std::mem::take(&mut values.texts);
            values.integers.extend(texts.into_iter().filter_map(|(text, word)| Some((text.parse().ok()?, word))));
            let mut seen = HashSet::new();
            values.integers.retain(|(value, _)| seen.insert(*value));
            integers(values)
        }
        _ => None,
    }
}

/// Notes that values come in another form than the type has them, and says it.
fn loose(cx: &mut Context<'_>, id: TypeId, at: &Pointer, declared: &str, taken: &str) {
    cx.loose.insert(id);
    let at = At::under(FileId::MAIN, at);
    let odd =
        at.pointer().of(cx.document).and_then(Value::as_array).into_iter().flatten().find(|value| match declared {
            "string" => !value.is_string(),
            _ => value.is_string(),
        });
    let what = odd.map_or("something else", name_of);
    let message = format!("these values hold {what}, the type says `{declared}`; they are taken for `{taken}`");
    cx.diagnostics
        .push(Diagnostic::new(Code::EnumContradictsType, at.value(), message).help("correct the one that is wrong"));
}

/// All values as text, which is what the type says that they are.
fn texts(flat: &[Part<'_>]) -> Option<Kind> {
    let mut lists = flat.iter().filter_map(|part| Some((part, part.value.get("enum")?.as_array()?)));
    let written = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let (holder, list) = lists.next()?;
    let words = words(holder.value, list);
    let mut values: Vec<(String, Annotation)> =
        list.iter().zip(words).filter_map(|(value, word)| Some((written(value)?, word))).collect();
    for (_, list) in lists {
        let other: HashSet<String> = list.iter().filter_map(written).collect();
        values.retain(|(value, _)| other.contains(value));
    }
    let mut seen = HashSet::new();
    values.retain(|(value, _)| seen.insert(value.clone()));
    (!values.is_empty()).then(|| Kind::StringEnum(string_enum(values)))
}

/// Integers, all of which 64 bits hold.
fn integers(values: Values) -> Option<Kind> {
    let (values, words): (Vec<i64>, Vec<Annotation>) = values.integers.into_iter().filter(|_| !values.numbers).unzip();
    (!values.is_empty()).then_some(Kind::IntegerEnum(IntegerEnum { values, annotations: words }))
}

fn string_enum(values: Vec<(String, Annotation)>) -> StringEnum {
    let (values, words) = values.into_iter().unzip();
    StringEnum { values, annotations: words }
}

/// What values of which no type is declared are: one type, or a union by what JSON they are.
fn by_kind(cx: &mut Context<'_>, id: TypeId, values: Values) -> Option<Kind> {
    let several = values.kinds() > 1;
    let mut kinds: Vec<(&'static str, Kind)> = Vec::new();
    if !values.booleans.is_empty() {
        if !several {
            cx.booleans.insert(id, values.booleans.clone());
        }
        kinds.push(("Boolean", Kind::Boolean));
    }
    if values.numbers {
        kinds.push(("Number", Kind::Number));
    } else if !values.integers.is_empty() {
        let (values, words) = values.integers.into_iter().unzip();
        kinds.push(("Integer", Kind::IntegerEnum(IntegerEnum { values, annotations: words })));
    }
    if !values.texts.is_empty() {
        kinds.push(("String", Kind::StringEnum(string_enum(values.texts))));
    }
    let at = cx.types[id].at.clone();
    if values.lists {
        let element = plain(cx, at.clone(), Hint::Element(id), Kind::Any);
        kinds.push(("List", Kind::Array(element)));
    }
    if values.objects {
        let element = plain(cx, at.clone(), Hint::Element(id), Kind::Any);
        kinds.push(("Map", Kind::Map(element)));
    }
    if !several {
        return kinds.pop().map(|(_, kind)| kind);
    }
    let variants = kinds.into_iter().map(|(name, kind)| {
        let of = plain(cx, at.clone(), Hint::Branch(id, name.to_owned()), kind);
        Variant { of, test: Test::Object }
    });
    let variants = variants.collect();
    cx.unions.push(id);
    Some(Kind::Union(Union { variants }))
}

/// Whether `null` is one of several values. In 3.0 that takes `nullable: true` beside it (OpenAPI 3.0.4, §4.7.24.2),
/// which documents forget; who lists `null` means it.
pub(super) fn lists_null(schema: &Value) -> bool {
    let Some(Value::Array(values)) = schema.get("enum") else { return false };
    values.iter().any(Value::is_null) && !values.iter().all(Value::is_null)
}

/// The integer that a number is; a fraction of zero is none (JSON Schema Core 2020-12, §6.3).
fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    value.as_i64().or_else(|| {
        let float = value.as_f64()?;
        (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
    })
}

/// What the document calls each value, and says of it, in the extensions that are in use for it: lists as long as that
/// of the values (with or without `null`), maps from values, or the objects of `x-ms-enum`.
fn words(schema: &Value, list: &[Value]) -> Vec<Annotation> {
    let mut words: Vec<Annotation> = vec![Annotation::default(); list.len()];
    for key in ["x-enum-varnames", "x-enumNames", "x-enum-names"] {
        fill(&mut words, list, schema.get(key), |word| &mut word.name);
    }
    for key in ["x-enum-descriptions", "x-enumDescriptions"] {
        fill(&mut words, list, schema.get(key), |word| &mut word.description);
    }
    let named = schema.get("x-ms-enum").and_then(|of| of.get("values")?.as_array());
    for entry in named.into_iter().flatten() {
        let is_it = |value: &Value| Some(value) == entry.get("value");
        let Some(word) = list.iter().position(is_it).and_then(|index| words.get_mut(index)) else { continue };
        word.name = word.name.take().or_else(|| said(entry.get("name")));
        word.description = word.description.take().or_else(|| said(entry.get("description")));
    }
    words
}

fn fill(
    words: &mut [Annotation],
    list: &[Value],
    from: Option<&Value>,
    of: fn(&mut Annotation) -> &mut Option<String>,
) {
    let mut set = |index: usize, said: Option<String>| {
        if let Some(word) = words.get_mut(index)
            && of(word).is_none()
        {
            *of(word) = said;
        }
    };
    match from {
        Some(Value::Array(entries)) if entries.len() == list.len() => {
            entries.iter().enumerate().for_each(|(index, entry)| set(index, said(Some(entry))));
        }
        Some(Value::Array(entries)) => {
            let places: Vec<usize> = (0..list.len()).filter(|&at| list.get(at).is_some_and(|v| !v.is_null())).collect();
            if places.len() == entries.len() {
                places.into_iter().zip(entries).for_each(|(index, entry)| set(index, said(Some(entry))));
            }
        }
        Some(Value::Object(entries)) => {
            for (index, value) in list.iter().enumerate() {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                set(index, said(entries.get(&text)));
            }
        }
        _ => {}
    }
}

fn said(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
