//! Examples as evidence: where one contradicts its own schema, both forms are read.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::api::model::{self, Form, Hint, Kind, Property, Test, Type, TypeId, Types};
use crate::config::Responses;
use crate::report::{Code, Diagnostic, Diagnostics, Fix, Location, On, Pointer};

use crate::api::chosen::chosen;

use super::super::assumptions::{Assumption, Assumptions};
use super::super::draft::Example;
use super::super::reader::json_type;
use super::configured_array::Configured;
use super::matching::{MAX_DEPTH, allows_null, expected, fits, is_readable, kinds, may_be, step};
use super::usage::{Usage, has_forms, with_inner};

/// How many properties of an example are compared with the types of a union.
const MAX_CONTRADICTIONS: usize = 20;

/// How many references in the examples of a document are followed, which may lead back to themselves.
const MAX_REFERENCES: usize = 500;

/// Types with lenient properties where the document shows that services send other forms.
pub(super) struct Validated(Types);

impl Validated {
    /// The types.
    pub fn into_types(self) -> Types {
        self.0
    }
}

/// Validates every example against its schema. A property whose example is the right value in another JSON form (a number
/// as a string) becomes lenient, as do properties of types in `mistyped`. Every contradiction is reported, unless the
/// property is lenient by configuration. An object of which an example has more properties than are declared keeps them.
/// Also returns the positions of the examples.
pub(super) fn validate(
    types: Configured,
    (document, examples): (&Value, Vec<Example<'_>>),
    (mistyped, assumptions): (HashSet<TypeId>, Assumptions),
    reading: Responses,
    diagnostics: &mut Diagnostics,
) -> (Validated, Vec<model::Example>) {
    let types = types.into_types();
    let mut cx = Validating { types, document, references: 0, mistyped, assumptions, reading, diagnostics };
    cx.apply_mistyped();
    let usage = Usage::of(&cx.types);
    let mut positions = Vec::with_capacity(examples.len());
    for Example { value, of, at } in examples {
        cx.value(&usage, value, of, &at, None);
        positions.push(model::Example { of, at: at.pointer });
    }
    cx.apply_mistyped();
    (Validated(cx.types), positions)
}

/// One run of validating examples.
struct Validating<'d> {
    types: Types,
    document: &'d Value,
    /// How many references in examples have been followed.
    references: usize,
    /// Types of which the document has values of another JSON type.
    mistyped: HashSet<TypeId>,
    assumptions: Assumptions,
    reading: Responses,
    diagnostics: &'d mut Diagnostics,
}

/// The property of an object through which a type was reached.
type Through = (TypeId, usize);

impl<'d> Validating<'d> {
    /// Makes properties lenient whose type has values of another JSON type.
    fn apply_mistyped(&mut self) {
        let ids: Vec<TypeId> = self.types.iter().map(|(id, _)| id).collect();
        for id in ids {
            let is_lenient = |property: &Property| {
                let is_mistyped = || with_inner(&self.types, property.of).any(|of| self.mistyped.contains(&of));
                (property.lenient || is_mistyped()) && has_forms(&self.types, property.of)
            };
            let lenient: Vec<bool> = self.types.properties(id).iter().map(is_lenient).collect();
            if let Kind::Object(object) = &mut self.types[id].kind {
                for (property, lenient) in object.properties.iter_mut().zip(lenient) {
                    property.lenient = lenient;
                }
            }
        }
    }

    /// Validates a value.
    fn value(&mut self, usage: &Usage, value: &Value, of: TypeId, at: &Location, through: Option<Through>) {
        let of = self.types.resolve(of);
        if let Some((target, at)) = self.target(value, at) {
            self.references += 1;
            return self.value(usage, target, of, &at, through);
        }
        match (&self.types[of].kind, value) {
            (Kind::Union(_), _) => {
                if let Some(of) = self.selected(of, value, at) {
                    self.value(usage, value, of, at, through);
                }
            }
            (Kind::Any | Kind::External(_), _) | (Kind::Nullable(_), Value::Null) => {}
            (&Kind::Nullable(inner), _) => self.value(usage, value, inner, at, through),
            (&Kind::Array(element), value) if !value.is_array() && self.is_read_as_array(through) => {
                if value.as_object().is_none_or(|properties| !properties.is_empty()) {
                    self.value(usage, value, element, at, None);
                }
            }
            (&Kind::Array(element), Value::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    self.value(usage, value, element, &step(at, &index.to_string()), through);
                }
            }
            (Kind::Tuple(types), Value::Array(elements)) => {
                for (index, (of, value)) in types.clone().into_iter().zip(elements).enumerate() {
                    self.value(usage, value, of, &step(at, &index.to_string()), None);
                }
            }
            (&Kind::Map(element), Value::Object(properties)) => {
                for (name, value) in properties {
                    self.value(usage, value, element, &step(at, name), None);
                }
            }
            (Kind::Object(object), Value::Object(properties)) => {
                let mut indexes: HashMap<&str, usize> = HashMap::new();
                for (index, property) in object.properties.iter().enumerate() {
                    for name in std::iter::once(&property.name).chain(&property.aliases) {
                        indexes.entry(name).or_insert(index);
                    }
                }
                let known = properties.iter().filter_map(|(name, value)| {
                    let index = *indexes.get(name.as_str())?;
                    Some((name, value, index, object.properties.get(index)?.of))
                });
                let known: Vec<_> = known.collect();
                let is_undeclared =
                    |name: &&String| !indexes.contains_key(name.as_str()) && !usage.is_implied_tag(of, name);
                if let Some(name) = properties.keys().find(is_undeclared) {
                    self.undeclared(of, name, properties, at);
                }
                self.omitted(usage, of, properties, at);
                for (name, value, index, inner) in known {
                    if value.is_null() && self.is_omitted(of, index) {
                        continue;
                    }
                    self.value(usage, value, inner, &step(at, name), Some((of, index)));
                }
            }
            (kind, value) if fits(kind, value) => {}
            (kind, value) => {
                let (is_readable, expected) = (is_readable(kind, value), expected(kind));
                match through {
                    None if is_readable && usage.is_only_lenient(of) => {}
                    None if is_readable && usage.is_strict(of) => {
                        self.mistyped.insert(of);
                        self.report_both_read(value, expected, at, None);
                    }
                    through => self.contradiction(value, (expected, is_readable), at, through),
                }
            }
        }
    }

    /// The target of a reference in an example: an example is a value, yet authors expect that it is followed.
    fn target(&self, value: &Value, at: &Location) -> Option<(&'d Value, Location)> {
        let properties = value.as_object().filter(|of| of.len() == 1 && self.references < MAX_REFERENCES)?;
        let pointer = Pointer::parse_fragment(properties.get("$ref")?.as_str()?.strip_prefix('#')?)?;
        Some((pointer.of(self.document)?, Location { file: at.file, pointer, on: at.on }))
    }

    /// The type of a union that a value selects. Where there are several types for scalars, a value in another form would
    /// select another one of them. An object that selects a type by its properties, but has a property of another kind than
    /// the type declares, is not of that type: the kind decides from then on.
    fn selected(&mut self, union: TypeId, value: &Value, at: &Location) -> Option<TypeId> {
        if !value.is_array() && !value.is_object() {
            return None;
        }
        let mut contradictions: Vec<(Location, &Value, &str)> = Vec::new();
        for _ in 0..MAX_CONTRADICTIONS {
            let Kind::Union(of) = &self.types[union].kind else { return None };
            let Some(index) = chosen(of.variants.iter().map(|variant| &variant.test), value) else { break };
            let variant = of.variants.get(index)?;
            let object = self.types.non_null(variant.of);
            let (Test::Properties(shape), Value::Object(properties)) = (&variant.test, value) else {
                return Some(variant.of);
            };
            let is_other = |property: &&Property| {
                let is_known = shape.forms.iter().any(|(name, _)| *name == property.name);
                properties.get(&property.name).is_some_and(|value| !is_known && self.is_other(property, value))
            };
            let Some(property) = self.types.properties(object).iter().find(is_other) else { return Some(variant.of) };
            let name = property.name.clone();
            let declared = self.types.non_null(property.of);
            contradictions.extend(
                properties.get(&name).map(|value| (step(at, &name), value, expected(&self.types[declared].kind))),
            );
            let forms = kinds(&self.types, declared).into_iter().map(Form::Kind).collect();
            if let Kind::Union(of) = &mut self.types[union].kind
                && let Some(Test::Properties(shape)) = of.variants.get_mut(index).map(|variant| &mut variant.test)
            {
                shape.forms.push((name, forms));
            }
        }
        for (at, value, expected) in contradictions {
            self.contradiction(value, (expected, false), &at, None);
        }
        None
    }

    /// Whether a value is of another kind than a property declares, and is not read all the same.
    fn is_other(&self, property: &Property, value: &Value) -> bool {
        let of = self.types.non_null(property.of);
        let is_list = property.list && matches!(self.types[of].kind, Kind::Array(_));
        !value.is_null()
            && !is_list
            && !may_be(&self.types, of, value, MAX_DEPTH)
            && !is_readable(&self.types[of].kind, value)
    }

    /// Notes the required properties that an example omits, or that are `null` in it. A property that selects the object
    /// in a union has to be there.
    fn omitted(&mut self, usage: &Usage, of: TypeId, properties: &Map<String, Value>, at: &Location) {
        let types = &self.types;
        let is_omitted = |property: &&Property| {
            let names = std::iter::once(&property.name).chain(&property.aliases);
            let mut values = names.filter_map(|name| properties.get(name));
            let is_missing = match values.next() {
                None => !property.read_only && !property.write_only,
                Some(value) => value.is_null() && !allows_null(types, property.of, MAX_DEPTH),
            };
            property.required && !property.omitted && is_missing && !usage.is_tag(of, &property.name)
        };
        let omitted: Vec<String> =
            types.properties(of).iter().filter(is_omitted).map(|property| property.name.clone()).collect();
        for name in omitted {
            let what = if properties.contains_key(&name) { "is `null`" } else { "is missing" };
            let is_strict = self.reading == Responses::Strict;
            let read = if is_strict { "responses without it are errors" } else { "responses may omit it" };
            let message = format!("`{name}` {what} in this example, its schema requires it; {read}");
            let help = "remove it from `required`, or correct the example";
            let keys = if properties.contains_key(&name) { "nullable = true" } else { "required = false" };
            let fix = self.of_property(of, &name, keys);
            let diagnostic = Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message);
            self.diagnostics.push(diagnostic.help(help).fix(fix));
            if is_strict {
                continue;
            }
            if let Kind::Object(object) = &mut self.types[of].kind
                && let Some(property) = object.properties.iter_mut().find(|property| property.name == name)
            {
                property.omitted = true;
            }
        }
    }

    /// What corrects a property of an object.
    fn of_property(&self, of: TypeId, property: &str, keys: &str) -> Fix {
        match self.types.component(of) {
            Some(component) => Fix::property(component, property, keys),
            None => {
                let at = &self.types[of].at;
                let pointer = at.pointer.key("properties").key(property);
                Fix::Place(Location { pointer, ..at.clone() }, keys.to_owned())
            }
        }
    }

    /// Whether an example shows that a property is omitted.
    fn is_omitted(&self, of: TypeId, index: usize) -> bool {
        self.types.properties(of).get(index).is_some_and(|property| property.omitted || !property.required)
    }

    /// Makes an object keep undeclared properties, which an example shows to be there.
    fn undeclared(&mut self, of: TypeId, name: &str, properties: &Map<String, Value>, at: &Location) {
        // An example is no place for a reference.
        let is_reference = properties.len() == 1 && name == "$ref";
        if is_reference || !self.assumptions.take(of, Assumption::Declared) {
            return;
        }
        let this = &self.types[of];
        let (place, direction) = (this.at.clone(), this.direction);
        let hint = Hint::Element(of);
        let any = Type {
            at: place,
            hint,
            title: None,
            description: None,
            deprecated: false,
            kind: Kind::Any,
            constraints: None,
            direction,
            equal_to: None,
        };
        let any = self.types.add(any);
        if let Kind::Object(object) = &mut self.types[of].kind {
            object.additional = Some(any);
        }
        let message =
            format!("this example has a property {name:?}, which its schema does not declare; it is kept as JSON");
        let help = "declare the property, or `additionalProperties: true`";
        let at = Location { on: On::Key, ..step(at, name) };
        let fix = Fix::Overlay(self.types[of].at.clone(), "update: {additionalProperties: true}".to_owned());
        self.diagnostics.push(Diagnostic::new(Code::UndeclaredProperty, at, message).help(help).fix(fix));
    }

    /// Whether a property takes a single element for an array of it.
    fn is_read_as_array(&self, through: Option<Through>) -> bool {
        through.is_some_and(|(of, index)| self.types.properties(of).get(index).is_some_and(|property| property.list))
    }

    fn contradiction(
        &mut self,
        value: &Value,
        (expected, is_readable): (&str, bool),
        at: &Location,
        through: Option<Through>,
    ) {
        if is_readable && let Some((object, index)) = through {
            if let Kind::Object(object) = &mut self.types[object].kind
                && let Some(property) = object.properties.get_mut(index)
                && std::mem::replace(&mut property.lenient, true)
            {
                return;
            }
            self.report_both_read(value, expected, at, through);
            return;
        }
        let message = format!("this example is {}, its schema declares {expected}", json_type(value));
        let fix = Fix::Overlay(at.clone(), "remove: true".to_owned());
        let diagnostic = Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message);
        self.diagnostics.push(diagnostic.help("correct the one that is wrong").fix(fix));
    }

    fn report_both_read(&mut self, value: &Value, expected: &str, at: &Location, through: Option<Through>) {
        let message =
            format!("this example is {}, its schema declares {expected}; both are accepted", json_type(value));
        let help = "correct the one that is wrong, or set `lenient = true` for the property in the configuration";
        let component = through.and_then(|(of, index)| {
            Some(Fix::property(
                self.types.component(of)?,
                &self.types.properties(of).get(index)?.name,
                "lenient = true",
            ))
        });
        let fix = component.unwrap_or_else(|| Fix::Overlay(at.clone(), "remove: true".to_owned()));
        let diagnostic = Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message);
        self.diagnostics.push(diagnostic.help(help).fix(fix));
    }
}
