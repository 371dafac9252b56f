//! How a value of an object is made of what it must have.

use crate::rust::model::{Constructor, Field, Initial, Symbol, Type};

/// How many arguments a function may have for clippy (`too_many_arguments`).
const MOST: usize = 7;

/// Whether an object with so many fields that are required, and so many others, has a constructor where users make it.
pub(super) fn is_wanted(required: usize, others: usize) -> bool {
    (1..=MOST).contains(&required) && others > 0
}

/// The constructor of an object with these fields that users make. Nothing where they do as well without: if nothing is
/// required, there is `Default`, and if all is, naming the fields says more than their order.
pub(super) fn constructor(fields: &[Field], extra: Option<&(String, Type)>) -> Option<Constructor> {
    let map = extra.and_then(|(name, of)| match of {
        Type::Map(symbol, _) => Some((name, symbol)),
        _ => None,
    });
    // Further members of a type that was too complex to be written are of none that could be made.
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
        (_, None) => "all others are `None`.",
        (0, Some(_)) => "there are no further ones.",
        (_, Some(_)) => "all others are `None`, and there are no further ones.",
    };
    Some(Constructor {
        docs: vec![format!("A value with the required members; {rest}")],
        arguments: arguments.map(|field| (field.name.clone(), field.of.clone())).collect(),
        fields: fields.iter().map(initial).chain(further).collect(),
    })
}
