//! Examples as evidence: where one refutes what a type assumes, the type allows more.

use indexmap::IndexSet;
use serde_json::Value;

use crate::api::model::{Direction, Hint, Kind, Test, Type, TypeId, Union, Variant};
use crate::report::{Code, Diagnostic, Diagnostics, Fix, Location};

use super::super::assumptions::{Assumption, Assumptions};
use super::super::draft::Example;
use super::super::reader::json_type;
use super::super::unions::Unions;
use super::alias::Acyclic;
use super::matching::{MAX_DEPTH, may_be, step};

/// Widens every type of which an example refutes what it assumes. The example is valid by its schema:
///
/// - a type that follows from keywords becomes a union of this type, in which others are kept as JSON;
/// - a tuple that is shorter in an example becomes an array;
/// - elements of other types than those of `prefixItems` are kept as JSON.
///
/// Returns what is left of the assumptions.
pub(super) fn widen(
    types: Acyclic,
    unions: &mut Unions,
    assumptions: Assumptions,
    examples: &[Example<'_>],
    diagnostics: &mut Diagnostics,
) -> (Acyclic, Assumptions) {
    let mut cx = Widening { types, unions, assumptions, diagnostics };
    for Example { value, of, at } in examples {
        cx.value(value, *of, at);
    }
    (cx.types, cx.assumptions)
}

/// One run of widening.
struct Widening<'a> {
    types: Acyclic,
    unions: &'a mut Unions,
    assumptions: Assumptions,
    diagnostics: &'a mut Diagnostics,
}

impl Widening<'_> {
    /// Compares a value with what its type assumes.
    fn value(&mut self, value: &Value, of: TypeId, at: &Location) {
        let of = self.types.resolve(of);
        self.compare(value, of, at);
        match (&self.types[of].kind, value) {
            (&Kind::Nullable(inner), _) if !value.is_null() => self.value(value, inner, at),
            (Kind::Union(union), _) => {
                // What a value of several types shows is not known.
                let fitting = |of: &TypeId| may_be(&self.types, *of, value, MAX_DEPTH);
                let of = union.variants.iter().map(|variant| self.types.resolve(variant.of)).filter(fitting);
                let fitting: IndexSet<TypeId> = of.collect();
                if let (Some(&only), 1) = (fitting.first(), fitting.len())
                    && !matches!(self.types[only].kind, Kind::Nullable(_) | Kind::Union(_))
                {
                    self.value(value, only, at);
                }
            }
            (&Kind::Array(element), Value::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    self.value(value, element, &step(at, &index.to_string()));
                }
            }
            (Kind::Tuple(types), Value::Array(elements)) => {
                for (index, (of, value)) in types.clone().into_iter().zip(elements).enumerate() {
                    self.value(value, of, &step(at, &index.to_string()));
                }
            }
            (&Kind::Map(element), Value::Object(properties)) => {
                for (name, value) in properties {
                    self.value(value, element, &step(at, name));
                }
            }
            (Kind::Object(object), Value::Object(properties)) => {
                let additional = object.additional;
                let declared = |name: &str| object.properties.iter().find(|property| property.name == name);
                let of = |name: &str| declared(name).map(|property| property.of).or(additional);
                let known = properties.iter().filter_map(|(name, value)| Some((name, value, of(name)?)));
                for (name, value, of) in known.collect::<Vec<_>>() {
                    self.value(value, of, &step(at, name));
                }
            }
            _ => {}
        }
    }

    /// Widens a type if a value refutes what it assumes.
    fn compare(&mut self, value: &Value, of: TypeId, at: &Location) {
        if !may_be(&self.types, of, value, MAX_DEPTH) {
            if self.assumptions.take(of, Assumption::Type) {
                self.report(value, of, at);
                self.widen_type(of, value.is_null());
            } else if self.assumptions.take(of, Assumption::Rest) {
                self.unions.open(of);
            }
        }
        if let Kind::Tuple(elements) = &self.types[of].kind
            && value.as_array().is_some_and(|values| values.len() < elements.len())
            && self.assumptions.take(of, Assumption::Length)
        {
            let variants = elements.iter().map(|&of| Variant { of, test: Test::Object }).collect();
            let element = self.add(of, Hint::Element(of), Kind::Union(Union { variants }));
            self.unions.add(element);
            self.types.edit(of).kind = Kind::Array(element);
        }
    }

    /// Makes a type the only one that is known of its values; others are kept as JSON.
    fn widen_type(&mut self, of: TypeId, by_null: bool) {
        let this = &self.types[of];
        let (kind, hint, description) = (this.kind.clone(), this.hint.clone(), this.description.clone());
        if by_null {
            let inner = self.add(of, hint, kind);
            self.types.edit(inner).description = description;
            self.types.edit(of).kind = Kind::Nullable(inner);
            // Other examples may show more.
            self.assumptions.add(inner, Assumption::Type);
            self.move_declared(of, inner);
            return;
        }
        let inner = self.add(of, Hint::Branch(of, name(&kind).to_owned()), kind);
        self.move_declared(of, inner);
        self.types.edit(of).kind = Kind::Union(Union { variants: vec![Variant { of: inner, test: Test::Object }] });
        self.unions.add(of);
        self.unions.open(of);
    }

    /// Notes that what is assumed about the properties of a type is about another now.
    fn move_declared(&mut self, from: TypeId, to: TypeId) {
        if self.assumptions.take(from, Assumption::Declared) {
            self.assumptions.add(to, Assumption::Declared);
        }
    }

    /// Adds a type at the position of another.
    fn add(&mut self, at: TypeId, hint: Hint, kind: Kind) -> TypeId {
        let at = self.types[at].at.clone();
        let direction = Direction::default();
        self.types.add(Type {
            at,
            hint,
            title: None,
            description: None,
            deprecated: false,
            kind,
            constraints: None,
            direction,
            equal_to: None,
        })
    }

    fn report(&mut self, value: &Value, of: TypeId, at: &Location) {
        let (example, name) = (json_type(value), name(&self.types[of].kind));
        let others = if value.is_null() { "`null` is read too" } else { "other values are kept as JSON" };
        let message = format!("this example is {example}; its schema has keywords of {name}s, but no `type`; {others}");
        let help = "declare the `type` in the schema, or correct the example";
        let fix = Fix::Overlay(self.types[of].at.clone(), format!("update: {{type: {name}}}"));
        self.diagnostics.push(Diagnostic::new(Code::TypeNotDeclared, at.clone(), message).help(help).fix(fix));
    }
}

/// The name of the type as in `type`, and in messages.
fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "boolean",
        Kind::Integer(_) | Kind::IntegerEnum(_) => "integer",
        Kind::Number => "number",
        Kind::String(_) | Kind::StringEnum(_) => "string",
        Kind::Array(_) | Kind::Tuple(_) => "array",
        Kind::Map(_) | Kind::Object(_) => "object",
        Kind::Any | Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) | Kind::External(_) => "value",
    }
}
