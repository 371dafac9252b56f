//! The forms of properties that distinguish the objects of a union.

use std::collections::{HashMap, HashSet};

use crate::api::model::{Form, JsonKind, Kind, Property, TypeId};

use super::deciding::Deciding;
use super::leaves::element_kinds;

/// How many constants of a property are compared with values.
const MAX_CONSTANTS: usize = 50;

/// The forms of the properties of several objects, by the properties' names.
pub(super) struct Declared<'t>(HashMap<&'t str, Forms>);

/// The forms that objects declare for a property.
#[derive(Default)]
struct Forms {
    kinds: HashSet<Vec<JsonKind>>,
    all: HashSet<Vec<Form>>,
}

impl<'t> Declared<'t> {
    /// Those of several objects.
    pub fn of(cx: &'t Deciding<'_>, objects: impl Iterator<Item = TypeId>) -> Self {
        let mut declared: HashMap<&str, Forms> = HashMap::new();
        for property in objects.flat_map(|of| cx.types().properties(of)) {
            let kinds = kinds(cx, property.of);
            if !kinds.is_empty() {
                let of_name = declared.entry(&property.name).or_default();
                of_name.all.insert(forms(cx, property.of, &kinds));
                of_name.kinds.insert(kinds);
            }
        }
        Self(declared)
    }

    /// The forms of those of an object's properties that other objects declare with other forms; of all if `with_others`.
    pub fn differing(&self, cx: &Deciding<'_>, properties: &[Property], with_others: bool) -> Vec<(String, Vec<Form>)> {
        let of_property = |property: &Property| {
            let kinds = kinds(cx, property.of);
            let declared = self.0.get(&*property.name).filter(|_| !kinds.is_empty())?;
            if declared.all.len() > declared.kinds.len() {
                return Some((property.name.clone(), forms(cx, property.of, &kinds)));
            }
            let of_kinds = || kinds.into_iter().map(Form::Kind).collect();
            (with_others || declared.kinds.len() > 1).then(|| (property.name.clone(), of_kinds()))
        };
        properties.iter().filter_map(of_property).collect()
    }
}

/// The kinds of JSON of a type, without `null`; none if it allows any JSON.
fn kinds(cx: &Deciding<'_>, of: TypeId) -> Vec<JsonKind> {
    let mut kinds = kinds_with_null(cx, of);
    kinds.retain(|kind| *kind != JsonKind::Null);
    kinds
}

/// The kinds of JSON of a type, `null` among them; none if it allows any JSON.
fn kinds_with_null(cx: &Deciding<'_>, of: TypeId) -> Vec<JsonKind> {
    let inner = cx.types().non_null(of);
    let mut kinds = cx.json_kinds(inner, || element_kinds(cx, inner));
    if inner != cx.types().resolve(of) && !kinds.is_empty() && !kinds.contains(&JsonKind::Null) {
        kinds.push(JsonKind::Null);
    }
    kinds
}

/// The forms of a type: its constants, the kinds of its elements or values, or its own kinds.
fn forms(cx: &Deciding<'_>, of: TypeId, kinds: &[JsonKind]) -> Vec<Form> {
    let types = cx.types();
    let of = types.non_null(of);
    let inside = |element: TypeId, form: fn(JsonKind) -> Form| -> Vec<Form> {
        kinds_with_null(cx, element).into_iter().map(form).collect()
    };
    let narrow: Vec<Form> = match &types[of].kind {
        Kind::StringEnum(of) if of.values.len() <= MAX_CONSTANTS => {
            of.values.iter().cloned().map(Form::Constant).collect()
        }
        Kind::IntegerEnum(of) if of.values.len() <= MAX_CONSTANTS => {
            of.values.iter().map(|value| Form::Constant(value.to_string())).collect()
        }
        Kind::Boolean => {
            let values = cx.unions().boolean_values(of).unwrap_or_default();
            values.iter().map(|value| Form::Constant(value.to_string())).collect()
        }
        Kind::Array(element) => inside(*element, Form::Elements),
        Kind::Map(element) => inside(*element, Form::Values),
        _ => Vec::new(),
    };
    if narrow.is_empty() { kinds.iter().copied().map(Form::Kind).collect() } else { narrow }
}
