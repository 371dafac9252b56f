//! How users create structs: the function `new`, which takes all that is required, however much that is, and a setter for
//! each other field.
//!
//! `docs/decisions/0011-structs-may-grow.md` explains why.

use crate::rust::model::{Constant, Constructor, Field, FieldParameter, FieldSetter, Symbol, Type};

use super::Plan;
use super::symbols::{CONSTRUCTOR, SECRET, VALUE};

/// The constructor of a struct with these fields and their setters' names. `for_mocks`: only mock servers need it.
pub(super) fn constructor(
    plan: &Plan<'_>,
    fields: &[Field],
    setters: &[String],
    constants: Vec<Option<Constant>>,
    extra: Option<&(String, Type)>,
    for_mocks: bool,
) -> Constructor {
    let mut of = Constructor {
        docs: Vec::new(),
        parameters: Vec::new(),
        constants: Vec::new(),
        setters: Vec::new(),
        extra: extra.map(|(name, of)| FieldParameter { field: name.clone(), of: of.clone(), converts: false }),
        is_default: false,
        for_mocks,
        constructor_macro: Symbol { path: CONSTRUCTOR, qualified: for_mocks || plan.symbols.of(CONSTRUCTOR).qualified },
    };
    for ((field, name), constant) in fields.iter().zip(setters).zip(constants) {
        match (constant, field.mode.required) {
            (Some(constant), _) => of.constants.push((field.name.clone(), constant)),
            (None, true) => of.parameters.push(parameter(field)),
            (None, false) => of.setters.push(FieldSetter {
                name: name.clone(),
                docs: field.docs.clone(),
                parameter: parameter(field),
            }),
        }
    }
    of.is_default = of.parameters.is_empty() && !of.constants.is_empty();
    of.docs = vec![docs(&of)];
    of
}

/// The parameter for a field.
fn parameter(field: &Field) -> FieldParameter {
    let of = match &field.of {
        Type::Option(of) if !field.mode.required => (**of).clone(),
        of => of.clone(),
    };
    let converts = match &of {
        Type::String | Type::Box(_) => true,
        // A value that may be null, or `None`.
        Type::Option(_) => !field.mode.required,
        Type::Runtime(symbol) => matches!(symbol.path, SECRET | VALUE),
        _ => false,
    };
    FieldParameter { field: field.name.clone(), of, converts }
}

fn docs(of: &Constructor) -> String {
    let mut sentences = Vec::new();
    match (of.parameters.is_empty(), of.setters.is_empty() && of.extra.is_none()) {
        (true, _) => sentences.push("Creates a value in which no optional field is set."),
        (false, true) => sentences.push("Creates a value from its fields."),
        (false, false) => sentences.push("Creates a value from its required fields."),
    }
    if !of.constants.is_empty() {
        sentences.push("Fields that can have one value only have it.");
    }
    sentences.join(" ")
}

impl Constructor {
    /// The same function with its parameters in the order of these indices into the fields.
    pub(super) fn in_order(mut self, fields: &[Field], order: Option<&Vec<usize>>) -> Self {
        let Some(order) = order else { return self };
        let position = |name: &str| order.iter().position(|&index| fields.get(index).is_some_and(|of| of.name == name));
        self.parameters.sort_by_key(|parameter| position(&parameter.field));
        self
    }
}
