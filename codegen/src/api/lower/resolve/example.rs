//! Examples as evidence: where one contradicts its own schema, both forms are read.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::api::model::{self, Hint, Kind, Property, StringFormat, Tagging, Test, Type, TypeId, Types, Union};
use crate::report::{Code, Diagnostic, Diagnostics, Location, On};

use super::super::assumptions::{Assumption, Assumptions};
use super::super::draft::Example;
use super::super::reader::json_type;
use super::configured_array::Configured;

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
    examples: Vec<Example<'_>>,
    (mistyped, assumptions): (HashSet<TypeId>, Assumptions),
    diagnostics: &mut Diagnostics,
) -> (Validated, Vec<model::Example>) {
    let mut cx = Validating { types: types.into_types(), mistyped, assumptions, diagnostics };
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
    /// Types of which the document has values of another JSON type.
    mistyped: HashSet<TypeId>,
    assumptions: Assumptions,
    diagnostics: &'d mut Diagnostics,
}

/// The property of an object through which a type was reached.
type Through = (TypeId, usize);

impl Validating<'_> {
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
        match (&self.types[of].kind, value) {
            (Kind::Union(union), _) => {
                if let Some(of) = selected(union, value) {
                    self.value(usage, value, of, at, through);
                }
            }
            (Kind::Any, _) | (Kind::Nullable(_), Value::Null) => {}
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
                for (name, value, index, inner) in known {
                    self.value(usage, value, inner, &step(at, name), Some((of, index)));
                }
            }
            (kind, value) if fits(kind, value) => {}
            (kind, value) => {
                let (is_readable, expected) = (is_readable(kind, value), expected(kind));
                match through {
                    None if is_readable && usage.is_only_lenient(of) => {}
                    None if is_readable && usage.strict.contains(&of) => {
                        self.mistyped.insert(of);
                        self.report_both_read(value, expected, at);
                    }
                    through => self.contradiction(value, (expected, is_readable), at, through),
                }
            }
        }
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
        self.diagnostics.push(Diagnostic::new(Code::UndeclaredProperty, at, message).help(help));
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
            self.report_both_read(value, expected, at);
            return;
        }
        let message = format!("this example is {}, its schema declares {expected}", json_type(value));
        let diagnostic = Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message);
        self.diagnostics.push(diagnostic.help("correct the one that is wrong"));
    }

    fn report_both_read(&mut self, value: &Value, expected: &str, at: &Location) {
        let message =
            format!("this example is {}, its schema declares {expected}; both are accepted", json_type(value));
        let help = "correct the one that is wrong, or set `lenient = true` for the property in the configuration";
        self.diagnostics.push(Diagnostic::new(Code::ExampleContradictsSchema, at.clone(), message).help(help));
    }
}

/// The types of properties, without arrays and `null` around them.
struct Usage {
    /// Types of lenient properties.
    lenient: HashSet<TypeId>,
    /// Types of other properties.
    strict: HashSet<TypeId>,
    /// Objects of unions, and the properties that select them although they do not declare them.
    tags: HashMap<TypeId, HashSet<String>>,
}

impl Usage {
    fn of(types: &Types) -> Self {
        let mut usage = Self { lenient: HashSet::new(), strict: HashSet::new(), tags: HashMap::new() };
        for (_, of) in types.iter() {
            let Kind::Union(union) = &of.kind else { continue };
            for variant in &union.variants {
                if let Test::Tag { property, tagging: Tagging::Implied, .. } = &variant.test {
                    usage.tags.entry(types.non_null(variant.of)).or_default().insert(property.clone());
                }
            }
        }
        for property in types.iter().flat_map(|(id, _)| types.properties(id)) {
            let of_sort = if property.lenient { &mut usage.lenient } else { &mut usage.strict };
            of_sort.extend(with_inner(types, property.of));
        }
        usage
    }

    /// Whether a property selects an object in a union although the object does not declare it.
    fn is_implied_tag(&self, of: TypeId, property: &str) -> bool {
        self.tags.get(&of).is_some_and(|tags| tags.contains(property))
    }

    /// Whether all properties of a type are lenient, so that a contradiction is known.
    fn is_only_lenient(&self, of: TypeId) -> bool {
        self.lenient.contains(&of) && !self.strict.contains(&of)
    }
}

/// Whether lenient reading knows more than one JSON form for values of a type.
fn has_forms(types: &Types, of: TypeId) -> bool {
    with_inner(types, of).last().is_some_and(|of| {
        let file = types[of].kind == Kind::String(StringFormat::File);
        let plain = !file && matches!(types[of].kind, Kind::String(_) | Kind::StringEnum(_));
        plain || matches!(types[of].kind, Kind::Boolean | Kind::Integer(_) | Kind::IntegerEnum(_) | Kind::Number)
    })
}

/// A type, and the types inside it through aliases, `null` and arrays.
fn with_inner(types: &Types, of: TypeId) -> impl Iterator<Item = TypeId> {
    let inner = |of: &TypeId| match types[*of].kind {
        Kind::Alias(inner) | Kind::Nullable(inner) | Kind::Array(inner) => Some(inner),
        _ => None,
    };
    // The number of types bounds arrays of themselves.
    std::iter::successors(Some(of), inner).take(types.len())
}

/// The type of a union that the JSON type or the tag of a value selects.
fn selected(union: &Union, value: &Value) -> Option<TypeId> {
    let is = |test: &Test| match test {
        Test::Tag { property, values, tagging } => match value.get(property) {
            Some(Value::String(tag)) => values.contains(tag),
            None => value.is_object() && *tagging == Tagging::OrAbsent,
            _ => false,
        },
        Test::Object => value.is_object(),
        Test::Array => value.is_array(),
        // A value in another form would select another type.
        Test::Boolean
        | Test::Integer
        | Test::Unsigned
        | Test::Number
        | Test::String
        | Test::Properties { .. }
        | Test::Undecided => false,
    };
    union.variants.iter().find(|variant| is(&variant.test)).map(|variant| variant.of)
}

/// The position of a property or element.
pub(super) fn step(at: &Location, name: &str) -> Location {
    Location { file: at.file, pointer: at.pointer.key(name), on: at.on }
}

fn fits(of: &Kind, value: &Value) -> bool {
    match of {
        Kind::Any => true,
        Kind::Boolean => value.is_boolean(),
        // A float without a fraction is an integer (JSON Schema Core 2020-12, §6.3).
        Kind::Integer(_) | Kind::IntegerEnum(_) => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        Kind::Number => value.is_number(),
        Kind::String(_) | Kind::StringEnum(_) => value.is_string(),
        Kind::Array(_) | Kind::Tuple(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) => value.is_object(),
        Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) => true,
    }
}

/// Whether lenient reading accepts a value: the right one in another JSON form.
fn is_readable(of: &Kind, value: &Value) -> bool {
    match (of, value) {
        (Kind::Integer(_) | Kind::IntegerEnum(_), Value::String(text)) => text.parse::<i64>().is_ok(),
        (Kind::Number, Value::String(text)) => text.parse::<f64>().is_ok(),
        (Kind::Boolean, Value::String(text)) => text == "true" || text == "false",
        (Kind::String(format), Value::Number(_) | Value::Bool(_)) => *format != StringFormat::File,
        (Kind::StringEnum(_), Value::Number(_) | Value::Bool(_)) => true,
        _ => false,
    }
}

fn expected(of: &Kind) -> &'static str {
    match of {
        Kind::Any | Kind::Nullable(_) | Kind::Union(_) | Kind::Alias(_) => "anything",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) | Kind::IntegerEnum(_) => "an integer",
        Kind::Number => "a number",
        Kind::String(_) | Kind::StringEnum(_) => "a string",
        Kind::Array(_) | Kind::Tuple(_) => "an array",
        Kind::Map(_) | Kind::Object(_) => "an object",
    }
}
