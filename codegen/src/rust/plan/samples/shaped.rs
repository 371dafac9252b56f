//! The variant of a union for an object with certain properties, as the runtime chooses it (`union!`).

use crate::api::Value;
use crate::rust::model::{Inner, Shape};

/// The properties of an object.
type Properties = serde_json::Map<String, Value>;

/// How well a value has a kind of JSON: not, as an integer where numbers are allowed, exactly.
const NONE: usize = 0;
const WIDE: usize = 1;
const EXACT: usize = 2;

/// A shape that an object has.
struct Candidate<'s> {
    index: usize,
    shape: &'s Shape,
    fit: usize,
    present: usize,
}

/// The index of the variant, of those with their shapes; `None` for a value of none of the types.
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
    let mut present = present(object, &shape.required, &shape.known)?;
    if let Some(inner) = &shape.inner
        && let Some(inside) = inside(inner, object)
    {
        present += self::present(inside, &inner.required, &inner.known)?;
    }
    let of_others = shape.others.iter().flat_map(|others| {
        let undeclared = object.iter().filter(|(name, _)| !knows(&shape.required, &shape.known, name));
        undeclared.map(|(_, value)| fit_of(value, others))
    });
    let fit = of_others.chain([fit(object, shape)]).min().unwrap_or(EXACT);
    (shape.others.is_none() || fit > NONE).then_some(Candidate { index, shape, fit, present })
}

/// The properties that a type does not keep.
fn dropped<'o>(shape: &'o Shape, object: &'o Properties) -> impl Iterator<Item = (&'o String, &'o Value)> {
    let is_known = |name: &str| knows(&shape.required, &shape.known, name);
    object.iter().filter(move |(name, value)| shape.others.is_none() && !is_known(name) && !value.is_null())
}

/// Whether an object inside has a property that only another of the candidates knows there.
fn drops_inside(shape: &Shape, object: &Properties, candidates: &[Candidate<'_>]) -> bool {
    let Some(inner) = &shape.inner else { return false };
    let Some(inside) = inside(inner, object) else { return false };
    let others = || candidates.iter().filter_map(|of| of.shape.inner.as_ref()).filter(|of| of.path == inner.path);
    let is_lost = |name: &String| {
        !knows(&inner.required, &inner.known, name) && others().any(|of| knows(&of.required, &of.known, name))
    };
    inside.keys().any(is_lost)
}

/// Whether a property of an object is one of those that the type has.
fn describes(shape: &Shape, name: &str, value: &Value, object: &Properties) -> bool {
    if knows(&shape.required, &shape.known, name) {
        return shape.required.iter().all(|name| object.contains_key(name)) && fit(object, shape) > NONE;
    }
    shape.others.as_ref().is_some_and(|others| fit_of(value, others) > NONE)
}

/// The object at the path.
fn inside<'o>(inner: &Inner, object: &'o Properties) -> Option<&'o Properties> {
    let (first, rest) = inner.path.split_first()?;
    rest.iter().try_fold(object.get(first)?, |value, name| value.get(name))?.as_object()
}

fn knows(required: &[String], known: &[String], name: &str) -> bool {
    required.iter().chain(known).any(|of| of == name)
}

/// The number of known properties that are present, if all required ones are.
fn present(object: &Properties, required: &[String], known: &[String]) -> Option<usize> {
    let has = |name: &&String| object.contains_key(*name);
    required.iter().all(|name| has(&name)).then(|| required.len() + known.iter().filter(has).count())
}

/// The worst fit of all properties. One that is absent or `null` fits.
fn fit(object: &Properties, shape: &Shape) -> usize {
    let fits = shape.kinds.iter().map(|(name, kinds)| match object.get(name) {
        None | Some(Value::Null) => EXACT,
        Some(value) => fit_of(value, kinds),
    });
    fits.min().unwrap_or(EXACT)
}

/// How well a value has one of several kinds of JSON; every value if there are none.
fn fit_of(value: &Value, kinds: &[&'static str]) -> usize {
    let (kind, wider) = match value {
        Value::Null => ("null", None),
        Value::Bool(_) => ("boolean", None),
        Value::Number(number) if !number.is_f64() => ("integer", Some("number")),
        Value::Number(_) => ("number", None),
        Value::String(_) => ("string", None),
        Value::Array(_) => ("array", None),
        Value::Object(_) => ("object", None),
    };
    match (kinds.is_empty() || kinds.contains(&kind), wider.is_some_and(|wider| kinds.contains(&wider))) {
        (true, _) => EXACT,
        (false, true) => WIDE,
        (false, false) => NONE,
    }
}
