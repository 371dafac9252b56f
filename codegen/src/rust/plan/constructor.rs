//! The function `new` of structs.

use crate::rust::model::{Constant, Constructor, Field, Initial, Symbol, Type};

/// The number of parameters that clippy accepts (`too_many_arguments`).
const MOST: usize = 7;

/// Whether a struct with so many required and so many optional fields has a constructor, if users create it.
pub(super) fn is_wanted(required: usize, others: usize) -> bool {
    required <= MOST && others > 0
}

/// The constructor of a struct with these fields. `None` if it is of no use: if nothing is required, there is `Default`, and
/// if everything is, a struct expression reads better.
pub(super) fn constructor(
    fields: &[Field],
    constants: &[Option<Constant>],
    extra: Option<&(String, Type)>,
) -> Option<Constructor> {
    let map = extra.and_then(|(name, of)| match of {
        Type::Map(symbol, _) => Some((name, symbol)),
        _ => None,
    });
    // The type of additional properties was too complex to be written, so that there is no empty value of it.
    if extra.is_some() != map.is_some() {
        return None;
    }
    let initial = |(field, constant): (&Field, &Option<Constant>)| match (constant, field.mode.required) {
        (Some(constant), _) => Initial::Constant(constant.clone()),
        (None, true) => Initial::Argument,
        (None, false) => Initial::None,
    };
    let initials: Vec<Initial> = fields.iter().zip(constants).map(initial).collect();
    let count = |which: fn(&Initial) -> bool| initials.iter().filter(|initial| which(initial)).count();
    let required = count(|initial| *initial == Initial::Argument);
    let optional = count(|initial| *initial == Initial::None);
    let fixed = count(|initial| matches!(initial, Initial::Constant(_)));
    // If nothing is required, there is a derived `Default`.
    if required + fixed == 0 || !is_wanted(required, optional + fixed + usize::from(map.is_some())) {
        return None;
    }
    let arguments = fields.iter().zip(&initials).filter(|(_, initial)| **initial == Initial::Argument);
    let further = map.map(|(name, symbol): (&String, &Symbol)| (name.clone(), Initial::Map(symbol.clone())));
    let rest = match (optional, &further) {
        (_, None) => "The other fields are `None`.",
        (0, Some(_)) => "There are no additional properties.",
        (_, Some(_)) => "The other fields are `None`, and there are no additional properties.",
    };
    let arguments: Vec<(String, Type)> = arguments.map(|(field, _)| (field.name.clone(), field.of.clone())).collect();
    let mut sentences = Vec::new();
    if !arguments.is_empty() {
        sentences.push("Creates a value from its required fields.");
    }
    if fixed > 0 {
        sentences.push("Fields that can have one value only have it.");
    }
    if optional > 0 || further.is_some() {
        sentences.push(rest);
    }
    let named = fields.iter().map(|field| field.name.clone()).zip(initials);
    Some(Constructor { docs: vec![sentences.join(" ")], arguments, fields: named.chain(further).collect() })
}

impl Constructor {
    /// The same function with its arguments in the order of these indices into the fields.
    pub(super) fn in_order(mut self, fields: &[Field], order: Option<&Vec<usize>>) -> Self {
        let Some(order) = order else { return self };
        let position = |name: &str| order.iter().position(|&index| fields.get(index).is_some_and(|of| of.name == name));
        self.arguments.sort_by_key(|(name, _)| position(name));
        self
    }
}
