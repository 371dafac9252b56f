//! Objects that are told apart by their properties.

use serde_json::{Map, Value};

/// What is known of the objects of a type.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Property],
    /// The types of JSON of properties that are not declared, if the type keeps them; none of them stands for all.
    others: Option<&'static [&'static str]>,
    inner: Option<Inside>,
}

/// An object inside another: the path to it, the properties that it must have, those that it may have, and the forms of
/// some of them. On the path an array stands for its first element.
#[doc(hidden)]
pub type Inner = (&'static [&'static str], &'static [&'static str], &'static [&'static str], &'static [Property]);

/// An [`Inner`] with names.
#[derive(Clone, Copy, Debug)]
struct Inside {
    path: &'static [&'static str],
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [Property],
}

/// A property, and the forms that its value may have: a type of JSON (`string`), an array of elements (`[string]`) or an
/// object of values (`{string}`) of a type, or a constant (`=value`: strings as they are, others as JSON writes them).
#[doc(hidden)]
pub type Property = (&'static str, &'static [&'static str]);

impl Shape {
    /// The shape of a type with these properties.
    pub(super) const fn new(required: &'static [&'static str], known: &'static [&'static str]) -> Self {
        Self { required, known, kinds: &[], others: None, inner: None }
    }

    /// The same, whose properties have one of these types of JSON.
    pub(super) const fn of_kinds(self, kinds: &'static [Property]) -> Self {
        Self { kinds, ..self }
    }

    /// The same, keeping other properties, if they have one of these types of JSON.
    pub(super) const fn with_others(self, others: &'static [&'static str]) -> Self {
        Self { others: Some(others), ..self }
    }

    /// The same, with an object inside.
    pub(super) const fn with_inner(self, (path, required, known, kinds): Inner) -> Self {
        Self { inner: Some(Inside { path, required, known, kinds }), ..self }
    }
}

/// A shape that an object has.
struct Candidate {
    index: usize,
    shape: Shape,
    fit: Fit,
    /// The number of declared properties that are present, and of constants that match.
    present: usize,
}

/// The index of the shape that an object has: the one that fits best and knows most of the properties. If another one
/// describes properties that this one would drop, it is one that keeps all, or none.
pub(super) fn choose(object: &Map<String, Value>, shapes: &[(usize, Shape)]) -> Option<usize> {
    let candidates: Vec<Candidate> =
        shapes.iter().filter_map(|(index, shape)| Candidate::new(*index, *shape, object)).collect();
    // Of several that are equally good, the first.
    let best = |candidates: &mut dyn Iterator<Item = &Candidate>| -> Option<usize> {
        let better = |best: Option<(Fit, usize, usize)>, of: &Candidate| match best {
            Some((fit, present, _)) if (fit, present) >= (of.fit, of.present) => best,
            _ => Some((of.fit, of.present, of.index)),
        };
        candidates.fold(None, better).map(|(.., index)| index)
    };
    let first = best(&mut candidates.iter())?;
    let chosen = candidates.iter().find(|of| of.index == first)?;
    let mut dropped = chosen.dropped(object).peekable();
    if dropped.peek().is_none() {
        return (!chosen.drops_inside(object, &candidates)).then_some(first);
    }
    let keeps_all = |of: &&Candidate| of.fit != Fit::None && of.dropped(object).next().is_none();
    if let Some(index) = best(&mut candidates.iter().filter(keeps_all)) {
        return Some(index);
    }
    let is_described =
        dropped.any(|(name, value)| shapes.iter().any(|(_, shape)| shape.describes(name, value, object)));
    (chosen.present > 0 && !is_described).then_some(first)
}

impl Candidate {
    /// A candidate, if the object has all required properties, and the others are of the types that the shape keeps.
    fn new(index: usize, shape: Shape, object: &Map<String, Value>) -> Option<Self> {
        let mut present = present(object, shape.required, shape.known)? + constants(object, shape.kinds);
        let mut fit = fit(object, shape.kinds);
        if let Some(inner) = shape.inner
            && let Some(inside) = inner.object(object)
        {
            present += self::present(inside, inner.required, inner.known)? + constants(inside, inner.kinds);
            fit = fit.min(self::fit(inside, inner.kinds));
        }
        if let Some(others) = shape.others {
            let undeclared = object.iter().filter(|(name, _)| !shape.knows(name));
            fit = undeclared.map(|(_, value)| fit_of(value, others)).min().map_or(fit, |of_others| fit.min(of_others));
        }
        (shape.others.is_none() || fit != Fit::None).then_some(Self { index, shape, fit, present })
    }

    /// The properties that the type does not keep. Nothing is lost with a `null`.
    fn dropped<'o>(&self, object: &'o Map<String, Value>) -> impl Iterator<Item = (&'o String, &'o Value)> + use<'o> {
        let shape = self.shape;
        object.iter().filter(move |(name, value)| shape.others.is_none() && !shape.knows(name) && !value.is_null())
    }

    /// Whether an object inside has a property that only another of the candidates knows there.
    fn drops_inside(&self, object: &Map<String, Value>, candidates: &[Self]) -> bool {
        let Some(inner) = self.shape.inner else { return false };
        let Some(inside) = inner.object(object) else { return false };
        let others = || candidates.iter().filter_map(|of| of.shape.inner).filter(|of| of.path == inner.path);
        inside.keys().any(|name| !inner.knows(name) && others().any(|other| other.knows(name)))
    }
}

impl Shape {
    fn knows(&self, name: &str) -> bool {
        self.required.contains(&name) || self.known.contains(&name)
    }

    /// Whether a property of an object is one of those that the type has. Of a type that requires what the object does not
    /// have, a property may have the name and nothing else.
    fn describes(&self, name: &str, value: &Value, object: &Map<String, Value>) -> bool {
        if self.knows(name) {
            return self.required.iter().all(|name| object.contains_key(*name)) && fit(object, self.kinds) != Fit::None;
        }
        self.others.is_some_and(|others| fit_of(value, others) != Fit::None)
    }
}

impl Inside {
    /// The object at the path.
    fn object<'o>(&self, object: &'o Map<String, Value>) -> Option<&'o Map<String, Value>> {
        self.path.iter().try_fold(object, |object, name| match object.get(*name)? {
            Value::Array(elements) => elements.first()?.as_object(),
            value => value.as_object(),
        })
    }

    fn knows(&self, name: &str) -> bool {
        self.required.contains(&name) || self.known.contains(&name)
    }
}

/// The number of known properties that are present, if all required ones are.
fn present(properties: &Map<String, Value>, required: &[&str], known: &[&str]) -> Option<usize> {
    let has = |name: &&&str| properties.contains_key(**name);
    required.iter().all(|name| has(&name)).then(|| required.len() + known.iter().filter(has).count())
}

/// How well the values of properties match their declared types, from worst to best.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Fit {
    None,
    /// Another value than the known constants.
    Open,
    /// An integer for a `number`.
    Wide,
    Exact,
}

/// The worst fit of all properties. A property that is absent or `null` fits.
fn fit(properties: &Map<String, Value>, kinds: &[Property]) -> Fit {
    let fits = kinds.iter().map(|(name, kinds)| match properties.get(*name) {
        None | Some(Value::Null) => Fit::Exact,
        Some(value) => fit_of(value, kinds),
    });
    fits.min().unwrap_or(Fit::Exact)
}

/// How many properties have one of the constants that their types allow.
fn constants(properties: &Map<String, Value>, kinds: &[Property]) -> usize {
    let is_constant = |(name, kinds): &&Property| {
        let allowed = || kinds.iter().filter_map(|kind| kind.strip_prefix('='));
        properties.get(*name).is_some_and(|value| allowed().any(|constant| is(value, constant)))
    };
    kinds.iter().filter(is_constant).count()
}

/// How well a value matches one of several forms; every value if there are none.
fn fit_of(value: &Value, kinds: &[&str]) -> Fit {
    if kinds.is_empty() {
        return Fit::Exact;
    }
    kinds.iter().map(|kind| fit_of_form(value, kind, kinds)).max().unwrap_or(Fit::None)
}

/// How well a value matches one of the forms.
fn fit_of_form(value: &Value, form: &str, forms: &[&str]) -> Fit {
    // Elements may each have another of the forms of elements.
    let inside = |value: &Value, open: char| {
        let of_elements = forms.iter().filter_map(|form| form.strip_prefix(open));
        of_elements.map(|form| fit_of_kind(value, &form[..form.len() - 1])).max().unwrap_or(Fit::None)
    };
    match (form.as_bytes().first(), value) {
        (Some(b'['), Value::Array(elements)) => {
            elements.iter().map(|element| inside(element, '[')).min().unwrap_or(Fit::Exact)
        }
        (Some(b'{'), Value::Object(properties)) => {
            properties.values().map(|value| inside(value, '{')).min().unwrap_or(Fit::Exact)
        }
        (Some(b'='), value) if is(value, &form[1..]) => Fit::Exact,
        (Some(b'='), Value::String(_) | Value::Bool(_) | Value::Number(_)) => Fit::Open,
        _ => fit_of_kind(value, form),
    }
}

/// How well a value matches a type of JSON.
fn fit_of_kind(value: &Value, of: &str) -> Fit {
    let (kind, wider) = match value {
        Value::Null => ("null", None),
        Value::Bool(_) => ("boolean", None),
        Value::Number(number) if !number.is_f64() => ("integer", Some("number")),
        Value::Number(_) => ("number", None),
        Value::String(_) => ("string", None),
        Value::Array(_) => ("array", None),
        Value::Object(_) => ("object", None),
    };
    match kind == of {
        true => Fit::Exact,
        false if wider == Some(of) => Fit::Wide,
        false => Fit::None,
    }
}

/// Whether a value is a constant.
fn is(value: &Value, constant: &str) -> bool {
    match value {
        Value::String(text) => text == constant,
        Value::Bool(value) => constant == if *value { "true" } else { "false" },
        Value::Number(number) => number.to_string() == constant,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(shapes: &[Shape], value: &Value, expected: Option<usize>) {
        let Value::Object(object) = value else { panic!("{value} is an object") };
        let indexed: Vec<(usize, Shape)> = shapes.iter().copied().enumerate().collect();
        assert_eq!(choose(object, &indexed), expected, "{shapes:?} {value}");
    }

    const fn properties(required: &'static [&'static str], known: &'static [&'static str]) -> Shape {
        Shape::new(required, known)
    }

    const fn map(others: &'static [&'static str]) -> Shape {
        Shape::new(&[], &[]).with_others(others)
    }

    #[test]
    fn the_shape_that_knows_most_properties_is_chosen() {
        let shapes = [properties(&["a"], &[]), properties(&["a", "b"], &["c"]), properties(&[], &["d"])];
        check(&shapes, &json!({"a": 1}), Some(0));
        check(&shapes, &json!({"a": 1, "b": 1}), Some(1));
        check(&shapes, &json!({"d": 1}), Some(2));
        check(&shapes, &json!({"a": 1, "new": 1}), Some(0));
        check(&[properties(&["a"], &[])], &json!({"b": 1}), None);
    }

    #[test]
    fn no_property_is_lost_that_a_type_describes() {
        let shapes = [properties(&["a"], &[]), properties(&[], &["b"]), properties(&["c", "x"], &["y"])];
        check(&shapes, &json!({"a": 1, "b": 1}), None);
        check(&shapes, &json!({"a": 1, "b": null}), Some(0));
        // It is not of the last type, of which another property is missing.
        check(&shapes, &json!({"a": 1, "y": 1}), Some(0));
        check(&shapes, &json!({"new": 1}), None);
        check(&shapes, &json!({}), Some(1));
        let wider = [properties(&["a"], &[]), properties(&["b"], &[]), properties(&["a"], &["b", "c"])];
        check(&wider, &json!({"a": 1, "b": 1}), Some(2));
        check(&wider, &json!({"b": 1, "c": 1}), Some(1));
    }

    #[test]
    fn other_properties_are_kept_by_maps() {
        let shapes = [properties(&[], &["a"]), map(&["integer"])];
        check(&shapes, &json!({"a": "x"}), Some(0));
        check(&shapes, &json!({"q": 1}), Some(1));
        check(&shapes, &json!({"a": "x", "q": 1}), None);
        check(&shapes, &json!({"a": "x", "q": true}), Some(0));
        check(&shapes, &json!({"q": "x"}), None);
        let kinds = [properties(&[], &["a"]).of_kinds(&[("a", &["string"])]), map(&["integer"])];
        check(&kinds, &json!({"a": 1}), Some(1));
        let maps = [map(&["string"]), map(&["array", "null"]), map(&["number"])];
        check(&maps, &json!({"a": "x"}), Some(0));
        check(&maps, &json!({"a": []}), Some(1));
        check(&maps, &json!({"a": null}), Some(1));
        check(&maps, &json!({"a": 1, "b": 1.5}), Some(2));
        check(&maps, &json!({"a": "x", "b": []}), None);
        check(&maps, &json!({}), Some(0));
        let open = [properties(&["a"], &["b"]), properties(&["a"], &[]).with_others(&[])];
        check(&open, &json!({"a": 1, "b": 1}), Some(0));
        check(&open, &json!({"a": 1, "b": 1, "c": 1}), Some(1));
    }

    #[test]
    fn properties_have_types() {
        let kinds = [
            properties(&[], &["v"]).of_kinds(&[("v", &["boolean"])]),
            properties(&[], &["v"]).of_kinds(&[("v", &["number"])]),
            properties(&[], &["v"]).of_kinds(&[("v", &["integer"])]),
            properties(&[], &["v", "w"]).of_kinds(&[("v", &["array", "string"])]),
        ];
        check(&kinds, &json!({"v": true}), Some(0));
        check(&kinds, &json!({"v": 2.5}), Some(1));
        check(&kinds, &json!({"v": 2}), Some(2));
        check(&kinds, &json!({"v": "t", "x": 1}), Some(3));
        check(&kinds, &json!({"v": true, "w": 1}), Some(0));
        check(&kinds, &json!({"v": null}), Some(0));
        check(&kinds, &json!({"v": {}}), Some(0));
        check(&kinds[1..2], &json!({"v": 2}), Some(0));
    }

    #[test]
    fn elements_and_values_have_types() {
        let kinds = [
            properties(&[], &["v"]).of_kinds(&[("v", &["[string]", "[null]"])]),
            properties(&[], &["v"]).of_kinds(&[("v", &["[integer]"])]),
            properties(&[], &["v"]).of_kinds(&[("v", &["{string}"])]),
            properties(&[], &["v"]).of_kinds(&[("v", &["{number}", "{boolean}"])]),
            properties(&[], &["v"]).of_kinds(&[("v", &["array"])]),
        ];
        check(&kinds, &json!({"v": ["a", null]}), Some(0));
        check(&kinds, &json!({"v": [1]}), Some(1));
        check(&kinds, &json!({"v": ["a", 1]}), Some(4));
        check(&kinds, &json!({"v": []}), Some(0));
        check(&kinds, &json!({"v": {"a": "b"}}), Some(2));
        check(&kinds, &json!({"v": {"a": 1.5, "b": true}}), Some(3));
        check(&kinds[1..3], &json!({"v": {}}), Some(1));
    }

    #[test]
    fn constants_decide_beside_types_without_them() {
        let kinds = [
            properties(&["type"], &["v"]).of_kinds(&[("type", &["string"])]),
            properties(&["type"], &["v"]).of_kinds(&[("type", &["=a", "=b"])]),
            properties(&["type"], &["v"]).of_kinds(&[("type", &["=1", "=true"])]),
        ];
        check(&kinds, &json!({"type": "c"}), Some(0));
        check(&kinds, &json!({"type": "b"}), Some(1));
        check(&kinds, &json!({"type": 1}), Some(2));
        check(&kinds, &json!({"type": true, "v": 1}), Some(2));
        check(&kinds[1..], &json!({"type": "later"}), Some(0));
        // An object with another value is that of a type without constants, unless something would be lost.
        let others = [
            properties(&["type"], &["v"]).of_kinds(&[("type", &["=a"])]),
            properties(&["type"], &[]).of_kinds(&[("type", &["string"])]),
        ];
        check(&others, &json!({"type": "b"}), Some(1));
        check(&others, &json!({"type": "b", "v": 1}), Some(0));
    }

    #[test]
    fn an_object_inside_is_told_apart_likewise() {
        let inner = [
            properties(&["data"], &[]).with_inner((&["data"], &["values"], &[], &[])),
            properties(&["data"], &[]).with_inner((&["data"], &["values", "fault"], &["more"], &[])),
            properties(&["data"], &[]).with_inner((&["data"], &["text"], &[], &[])),
        ];
        check(&inner, &json!({"data": {"values": []}}), Some(0));
        check(&inner, &json!({"data": {"values": [], "fault": 1}}), Some(1));
        check(&inner, &json!({"data": {"text": "a"}}), Some(2));
        check(&inner, &json!({"data": {"text": "a", "values": []}}), None);
        check(&inner, &json!({"data": {}}), None);
        check(&inner, &json!({"data": null}), Some(0));
        check(&inner, &json!({"values": []}), None);
        check(&inner, &json!({"data": [{"text": "a"}]}), Some(2));
        let constants = [
            properties(&[], &["data"]).with_inner((&["data"], &[], &["type"], &[("type", &["=a"])])),
            properties(&[], &["data", "more"]).with_inner((&["data"], &[], &["type"], &[("type", &["=b"])])),
        ];
        check(&constants, &json!({"data": {"type": "a"}}), Some(0));
        check(&constants, &json!({"data": {"type": "b"}}), Some(1));
    }
}
