//! The function `new` of structs.

use crate::rust::model::{Constructor, Field, Initial, Symbol, Type};

/// The number of parameters that clippy accepts (`too_many_arguments`).
const MOST: usize = 7;

/// Whether a struct with so many required and so many optional fields has a constructor, if users create it.
pub(super) fn is_wanted(required: usize, others: usize) -> bool {
    (1..=MOST).contains(&required) && others > 0
}

/// The constructor of a struct with these fields. `None` if it is of no use: if nothing is required, there is `Default`, and
/// if everything is, a struct expression reads better.
pub(super) fn constructor(fields: &[Field], extra: Option<&(String, Type)>) -> Option<Constructor> {
    let map = extra.and_then(|(name, of)| match of {
        Type::Map(symbol, _) => Some((name, symbol)),
        _ => None,
    });
    // The type of additional properties was too complex to be written, so that there is no empty value of it.
    if extra.is_some() != map.is_some() {
        return None;
    }
    let required = fields.iter().filter(|field| field.mode.required).count();
    let optional = fields.len() - required;
    if !is_wanted(required, optional + usize::from(map.is_some())) {
        return None;
    }
    let arguments = fields.iter().filter(|field| field.mode.required);
    let initial = |field: &Field| match field.mode.required {
        true => (field.name.clone(), Initial::Argument),
        false => (field.name.clone(), Initial::None),
    };
    let further = map.map(|(name, symbol): (&String, &Symbol)| (name.clone(), Initial::Map(symbol.clone())));
    let rest = match (optional, &further) {
        (_, None) => "The other fields are `None`.",
        (0, Some(_)) => "There are no additional properties.",
        (_, Some(_)) => "The other fields are `None`, and there are no additional properties.",
    };
    Some(Constructor {
        docs: vec![format!("Creates a value from its required fields. {rest}")],
        arguments: arguments.map(|field| (field.name.clone(), field.of.clone())).collect(),
        fields: fields.iter().map(initial).chain(further).collect(),
    })
}
