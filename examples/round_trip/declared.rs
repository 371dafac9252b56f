//! The properties that types declare.

use std::collections::HashMap;

use serde_json::Value;
use specwright::report::Pointer;
use specwright::rust::{Crate, Item, Module, Type};
use specwright_runtime::File;

use crate::program::name;

/// The types of a crate by their names.
pub struct Declared<'c>(HashMap<&'c str, &'c Item>);

impl<'c> Declared<'c> {
    /// Those of a crate.
    pub fn of(types: &'c Crate) -> Self {
        let items = types.modules.iter().flat_map(Module::all_items);
        Self(items.filter_map(|item| Some((name(item)?, item))).collect())
    }

    /// Whether the place in a value of a type is that of a declared property.
    pub fn has_property(&self, of: &Type, place: &Pointer) -> bool {
        let tokens: Vec<_> = place.tokens().collect();
        let Some((last, parents)) = tokens.split_last() else { return false };
        let mut types = self.alternatives(of);
        for step in parents {
            types = types.iter().flat_map(|of| self.inside(of, step)).flat_map(|of| self.alternatives(of)).collect();
        }
        types.iter().any(|of| matches!(of, Type::Named(name) if self.field(name, last).is_some()))
    }

    /// A value of a type as JSON has it: an example of a file shows its content, which JSON has as base64.
    pub fn as_json(&self, of: &[&Type], value: &Value) -> Value {
        let types: Vec<&Type> = of.iter().flat_map(|of| self.alternatives(of)).collect();
        let inside = |step: &str| types.iter().filter_map(|of| self.inside(of, step)).collect::<Vec<_>>();
        let is_file = |of: &&Type| matches!(of, Type::Runtime(symbol) if symbol.path == "specwright_runtime::File");
        match value {
            Value::Object(properties) => {
                let of_property = |(name, of): (&String, &Value)| (name.clone(), self.as_json(&inside(name), of));
                Value::Object(properties.iter().map(of_property).collect())
            }
            Value::Array(elements) => {
                let of_element = |(at, of): (usize, &Value)| self.as_json(&inside(&at.to_string()), of);
                Value::Array(elements.iter().enumerate().map(of_element).collect())
            }
            Value::String(text) if types.iter().any(is_file) => {
                serde_json::to_value(File::new(text.clone().into_bytes())).unwrap_or_default()
            }
            _ => value.clone(),
        }
    }

    /// A type without `Option` and aliases, or the types of a union.
    fn alternatives<'t>(&self, of: &'t Type) -> Vec<&'t Type>
    where
        'c: 't,
    {
        let (mut types, mut pending, mut visited) = (Vec::new(), vec![of], Vec::new());
        while let Some(of) = pending.pop() {
            match of {
                Type::Option(inner) | Type::Box(inner) => pending.push(inner),
                Type::Named(name) if visited.contains(&name) => {}
                Type::Named(name) => {
                    visited.push(name);
                    match self.0.get(name.as_str()) {
                        Some(Item::Alias(alias)) => pending.push(&alias.of),
                        Some(Item::Union(union)) => pending.extend(union.variants.iter().map(|variant| &variant.of)),
                        _ => types.push(of),
                    }
                }
                _ => types.push(of),
            }
        }
        types
    }

    /// The type of a property or an element.
    fn inside<'t>(&self, of: &'t Type, step: &str) -> Option<&'t Type>
    where
        'c: 't,
    {
        match of {
            Type::Vec(element) | Type::Map(_, element) => Some(element),
            Type::Tuple(elements) => elements.get(step.parse::<usize>().ok()?),
            Type::Named(name) => self.field(name, step),
            _ => None,
        }
    }

    /// The type of the field for a property of a struct.
    fn field(&self, name: &str, property: &str) -> Option<&'c Type> {
        let Some(Item::Struct(of)) = self.0.get(name) else { return None };
        let field = of.fields.iter().find(|field| field.wire.iter().any(|wire| wire == property));
        field.map(|field| &field.of)
    }
}
