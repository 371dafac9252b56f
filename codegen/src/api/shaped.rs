//! The type of a union for an object with certain properties, as the runtime chooses it (`union!`).

use serde_json::{Map, Value};

use super::model::{Form, JsonKind, Shape, Within};

/// The properties of an object.
type Properties = Map<String, Value>;

/// How well a value has a form: not, as another value where constants are known, as an integer where numbers are allowed,
/// exactly.
const NONE: usize = 0;
const OPEN: usize = 1;
const WIDE: usize = 2;
const EXACT: usize = 3;

/// A shape that an object has.
struct Candidate<'s> {
    index: usize,
    shape: &'s Shape,
    fit: usize,
    /// The number of properties that are present, and of constants that match.
    present: usize,
}

/// The index of the type, of those with their shapes; `None` for a value of none of them.
pub(super) fn chosen(object: &Properties, shapes: &[(usize, &Shape)]) -> Option<usize> {
    let candidates: Vec<Candidate<'_>> =
        shapes.iter().filter_map(|(index, shape)| candidate(*index, shape, object)).collect();
    // Of several that are equally good, the first.
    let best = |all: &mut dyn Iterator<Item = usize>| {
        all.min_by_key(|at| std::cmp::Reverse((candidates[*at].fit, candidates[*at].present)))
    };
    let chosen = &candidates[best(&mut (0..candidates.len()))?];
    if dropped(chosen.shape, object).next().is_none() {
        return (!drops_inside(chosen.shape, object, &candidates)).then_some(chosen.index);
    }
    let keeps_all = |at: &usize| candidates[*at].fit > NONE && dropped(candidates[*at].shape, object).next().is_none();
    if let Some(at) = best(&mut (0..candidates.len()).filter(keeps_all)) {
        return Some(candidates[at].index);
    }
    let is_described = dropped(chosen.shape, object)
        .any(|(name, value)| shapes.iter().any(|(_, shape)| describes(shape, name, value, object)));
    (chosen.present > 0 && !is_described).then_some(chosen.index)
}

fn candidate<'s>(index: usize, shape: &'s Shape, object: &Properties) -> Option<Candidate<'s>> {
    let mut present = present(object, &shape.required, &shape.known)? + constants(object, &shape.forms);
    let mut fit = fit(object, &shape.forms);
    if let Some(within) = &shape.within
        && let Some(inside) = inside(within, object)
    {
        present += self::present(inside, &within.required, &within.known)? + constants(inside, &within.forms);
        fit = fit.min(self::fit(inside, &within.forms));
    }
    if let Some(others) = &shape.others {
        let undeclared = object.iter().filter(|(name, _)| !knows(&shape.required, &shape.known, name));
        let of_kinds = |value| others.iter().map(|kind| fit_of_kind(value, *kind)).max().unwrap_or(EXACT);
        fit = undeclared.map(|(_, value)| of_kinds(value)).min().map_or(fit, |of_others| fit.min(of_others));
    }
    (shape.others.is_none() || fit > NONE).then_some(Candidate { index, shape, fit, present })
}

/// The properties that a type does not keep.
fn dropped<'o>(shape: &'o Shape, object: &'o Properties) -> impl Iterator<Item = (&'o String, &'o Value)> {
    let is_known = |name: &str| knows(&shape.required, &shape.known, name);
    object.iter().filter(move |(name, value)| shape.others.is_none() && !is_known(name) && !value.is_null())
}

/// Whether an object inside has a property that only another of the candidates knows there.
fn drops_inside(shape: &Shape, object: &Properties, candidates: &[Candidate<'_>]) -> bool {
    let Some(within) = &shape.within else { return false };
    let Some(inside) = inside(within, object) else { return false };
    let others = || candidates.iter().filter_map(|of| of.shape.within.as_ref()).filter(|of| of.path == within.path);
    let is_lost = |name: &String| {
        !knows(&within.required, &within.known, name) && others().any(|of| knows(&of.required, &of.known, name))
    };
    inside.keys().any(is_lost)
}

/// Whether a property of an object is one of those that the type has.
fn describes(shape: &Shape, name: &str, value: &Value, object: &Properties) -> bool {
    if knows(&shape.required, &shape.known, name) {
        return shape.required.iter().all(|name| object.contains_key(name)) && fit(object, &shape.forms) > NONE;
    }
    let is_of =
        |others: &Vec<JsonKind>| others.is_empty() || others.iter().any(|kind| fit_of_kind(value, *kind) > NONE);
    shape.others.as_ref().is_some_and(is_of)
}

/// The object at the path.
fn inside<'o>(within: &Within, object: &'o Properties) -> Option<&'o Properties> {
    within.path.iter().try_fold(object, |object, name| match object.get(name)? {
        Value::Array(elements) => elements.first()?.as_object(),
        value => value.as_object(),
    })
}

fn knows(required: &[String], known: &[String], name: &str) -> bool {
    required.iter().chain(known).any(|of| of == name)
}

/// The number of known properties that are present, if all required ones are.
fn present(object: &Properties, required: &[String], known: &[String]) -> Option<usize> {
    let has = |name: &&String| object.contains_key(*name);
    required.iter().all(|name| has(&name)).then(|| required.len() + known.iter().filter(has).count())
}

/// How many properties have one of the constants that their types allow.
fn constants(object: &Properties, forms: &[(String, Vec<Form>)]) -> usize {
    let is_constant = |(name, forms): &&(String, Vec<Form>)| {
        let matches = |value| forms.iter().any(|form| matches!(form, Form::Constant(of) if is_constant(value, of)));
        object.get(name).is_some_and(matches)
    };
    forms.iter().filter(is_constant).count()
}

/// The worst fit of all properties. One that is absent or `null` fits.
fn fit(object: &Properties, forms: &[(String, Vec<Form>)]) -> usize {
    let fits = forms.iter().map(|(name, forms)| match object.get(name) {
        None | Some(Value::Null) => EXACT,
        Some(value) => forms.iter().map(|form| fit_of(value, form, forms)).max().unwrap_or(EXACT),
    });
    fits.min().unwrap_or(EXACT)
}

/// How well a value has one of several forms. Elements may each have another of them.
fn fit_of(value: &Value, form: &Form, forms: &[Form]) -> usize {
    let best = |kinds: &mut dyn Iterator<Item = JsonKind>, value| {
        kinds.map(|kind| fit_of_kind(value, kind)).max().unwrap_or(NONE)
    };
    let of_elements = |form: &Form| if let Form::Elements(kind) = form { Some(*kind) } else { None };
    let of_values = |form: &Form| if let Form::Values(kind) = form { Some(*kind) } else { None };
    match (form, value) {
        (Form::Elements(_), Value::Array(elements)) => {
            let fits = elements.iter().map(|element| best(&mut forms.iter().filter_map(of_elements), element));
            fits.min().unwrap_or(EXACT)
        }
        (Form::Values(_), Value::Object(properties)) => {
            let fits = properties.values().map(|value| best(&mut forms.iter().filter_map(of_values), value));
            fits.min().unwrap_or(EXACT)
        }
        (Form::Constant(constant), value) if is_constant(value, constant) => EXACT,
        (Form::Constant(_), Value::String(_) | Value::Bool(_) | Value::Number(_)) => OPEN,
        (Form::Kind(kind), value) => fit_of_kind(value, *kind),
        _ => NONE,
    }
}

/// How well a value has a kind of JSON.
fn fit_of_kind(value: &Value, of: JsonKind) -> usize {
    let (kind, wider) = match value {
        Value::Null => (JsonKind::Null, None),
        Value::Bool(_) => (JsonKind::Boolean, None),
        Value::Number(number) if !number.is_f64() => (JsonKind::Integer, Some(JsonKind::Number)),
        Value::Number(_) => (JsonKind::Number, None),
        Value::String(_) => (JsonKind::String, None),
        Value::Array(_) => (JsonKind::Array, None),
        Value::Object(_) => (JsonKind::Object, None),
    };
    match kind == of {
        true => EXACT,
        false if wider == Some(of) => WIDE,
        false => NONE,
    }
}

/// Whether a value is a constant: a string as it is, a boolean or a number as JSON writes it.
pub(super) fn is_constant(value: &Value, constant: &str) -> bool {
    match value {
        Value::String(text) => text == constant,
        Value::Bool(value) => constant == if *value { "true" } else { "false" },
        Value::Number(number) => number.to_string() == constant,
        _ => false,
    }
}
