//! Structs and enums for schemas.

use std::collections::HashMap;

use crate::api::{
    Annotation, Form, Hint, Kind, Object, Owner, Property, Reusable, Tagging, Test, Type as Lowered, TypeId, Value,
};
use crate::rust::docs;
use crate::rust::model::{
    Alias, Case, Enum, Field, Inner, Item, Mode, Shape, Struct, Type, Union, UnionVariant, Variant, Wire,
};

use super::symbols::{INTEGER_ENUM, OBJECT, STRING_ENUM, UNION, VALUE};
use super::users::User;
use super::{Plan, Root, constant, constructor, links, types, xml};

/// The item of a named type: its definition, or another name for that of an equal type.
pub(super) fn item(plan: &Plan<'_>, id: TypeId, root: Root) -> Option<Item> {
    if !plan.definitions.is_other_name(id) {
        return definition(plan, id, root);
    }
    let of = &plan.api.types[id];
    let text = of.description.as_deref().or(of.title.as_deref());
    let docs: Vec<String> = text.map(docs::summary).filter(|summary| !summary.is_empty()).into_iter().collect();
    let docs = if docs.is_empty() { fallback_docs(plan, id, of, root) } else { docs };
    Some(Item::Alias(Alias {
        name: plan.names.types[&id].clone(),
        docs: if of.deprecated { deprecated(docs) } else { docs },
        of: types::defined(plan, id),
    }))
}

/// The definition of a named type under its own name, whether it is written or not.
pub(super) fn definition(plan: &Plan<'_>, id: TypeId, root: Root) -> Option<Item> {
    match &plan.api.types[id].kind {
        Kind::Object(object) => Some(Item::Struct(Box::new(structure(plan, id, object, root)))),
        Kind::StringEnum(of) => {
            let wires = of.values.iter().cloned().map(Wire::Text).collect();
            Some(Item::Enum(enumeration(plan, id, wires, &of.annotations, root)))
        }
        Kind::IntegerEnum(of) => {
            let wires = of.values.iter().copied().map(Wire::Integer).collect();
            Some(Item::Enum(enumeration(plan, id, wires, &of.annotations, root)))
        }
        Kind::Union(union) => Some(Item::Union(self::union(plan, id, union, root))),
        _ => None,
    }
}

fn structure(plan: &Plan<'_>, id: TypeId, object: &Object, root: Root) -> Struct {
    let of = &plan.api.types[id];
    let names = plan.names.members.get(&id).map(Vec::as_slice).unwrap_or_default();
    let fields: Vec<Field> = object
        .properties
        .iter()
        .zip(names)
        .enumerate()
        .map(|(index, (property, name))| {
            field(plan, of, property, name, plan.boxes.contains(plan.definitions.of(id), index))
        })
        .collect();
    let only_received = of.direction.received && !of.direction.sent;
    let optional = fields.iter().all(|field| !field.mode.required);
    let mut derives = vec!["Clone", "Debug"];
    // A default for required fields would be invented.
    if optional && !only_received {
        derives.push("Default");
    }
    derives.push("PartialEq");
    let order = plan.names.constructors.get(&id);
    let extra = object.additional.and_then(|element| {
        let name = plan.names.open.get(&id)?.clone();
        let map = Type::Map(plan.symbols.of(super::symbols::MAP), Box::new(types::of(plan, element)));
        Some((name, types::simple(plan, map, false)))
    });
    let constants = || {
        let properties = object.properties.iter().zip(&fields);
        properties.map(|(property, field)| constant::constant(plan, property, field)).collect()
    };
    let setters = plan.names.setters.get(&id).map(Vec::as_slice).unwrap_or_default();
    let constructor = (!only_received || plan.options.mocks).then(|| {
        let new = constructor::constructor(plan, &fields, setters, constants(), extra.as_ref(), only_received);
        new.in_order(&fields, order)
    });
    Struct {
        name: plan.names.types[&id].clone(),
        docs: type_docs(plan, id, of, root),
        deprecated: of.deprecated,
        derives,
        mock_derives: if only_received && plan.options.mocks && optional { vec!["Default"] } else { Vec::new() },
        constructor: constructor.map(|constructor| constructor.in_order(&fields, order)),
        fields,
        extra,
        object_macro: plan.symbols.of(OBJECT),
        xml: xml::xml(plan, id),
    }
}

fn field(plan: &Plan<'_>, object: &Lowered, property: &Property, name: &str, boxed: bool) -> Field {
    let of = types::of(plan, property.of);
    // A JSON value can be null itself.
    let any = matches!(&of, Type::Runtime(symbol) if symbol.path == VALUE);
    let is_option = matches!(of, Type::Option(_)) && !any;
    let nullable = is_option && (property.required || !property.null_is_absent);
    let inner = match of {
        Type::Option(inner) => *inner,
        other => other,
    };
    let inner = if boxed { Type::Box(Box::new(inner)) } else { inner };
    let option = |of| Type::Option(Box::new(of));
    let of = match (property.required, nullable) {
        (true, false) => inner,
        (true, true) | (false, false) => option(inner),
        (false, true) => option(option(inner)),
    };
    let of = types::simple(plan, of, false);
    let is_container =
        matches!(plan.api.types[plan.api.types.non_null(property.of)].kind, Kind::Array(_) | Kind::Map(_));
    let wire = std::iter::once(property.name.clone()).chain(property.aliases.iter().cloned()).collect();
    Field {
        name: name.to_owned(),
        docs: property_docs(plan, object, property),
        deprecated: property.deprecated,
        of,
        wire,
        mode: Mode {
            required: property.required,
            nullable,
            strict: plan.options.strict_responses && is_container && property.required && !nullable,
            lenient: property.lenient,
            list: property.list,
            formatted: false,
        },
        limits: docs::constraints_note(&property.constraints),
    }
}

/// The description of a property, or the first sentence of that of its type, with notes on its keywords.
fn property_docs(plan: &Plan<'_>, object: &Lowered, property: &Property) -> Vec<String> {
    let of = &plan.api.types[property.of];
    let mut lines = match &property.description {
        Some(text) => docs::markdown(text),
        None => {
            let text = of.description.as_deref().or(of.title.as_deref());
            text.map(docs::summary).filter(|summary| !summary.is_empty()).into_iter().collect()
        }
    };
    let default = property.default.as_ref().filter(|_| !property.required);
    if let Some(note) = default.and_then(|default| docs::default_note(default, &lines)) {
        lines = docs::with_note(lines, &note);
    }
    if let Some(note) = docs::constraints_note(&property.constraints) {
        lines = docs::with_note(lines, &note);
    }
    if property.constant == Some(Value::Null) {
        lines = docs::with_note(lines, "Always `null`.");
    }
    if property.deprecated || of.deprecated {
        lines = deprecated(lines);
    }
    let text = lines.join(" ").to_lowercase().replace(['-', ' '], "");
    if property.read_only && object.direction.sent && !text.contains("readonly") {
        lines = docs::with_note(lines, "Read-only: set by the service, omitted from requests.");
    }
    if property.write_only && object.direction.received && !text.contains("writeonly") {
        lines = docs::with_note(lines, "Write-only: omitted from responses.");
    }
    lines
}

fn enumeration(plan: &Plan<'_>, id: TypeId, wires: Vec<Wire>, words: &[Annotation], root: Root) -> Enum {
    let of = &plan.api.types[id];
    let names = plan.names.members.get(&id).map(Vec::as_slice).unwrap_or_default();
    let values: Vec<String> = wires.iter().map(Wire::text).collect();
    let described = of.description.as_deref().and_then(|text| docs::variants(text, &values));
    let (docs, texts) = match described {
        Some((rest, texts)) => (rest.map(|text| docs::markdown(&text)).unwrap_or_default(), texts),
        None => {
            let texts = words.iter().map(|word| word.description.clone().unwrap_or_default());
            (type_docs(plan, id, of, root), texts.collect())
        }
    };
    let symbol = match wires.first() {
        Some(Wire::Integer(_)) => INTEGER_ENUM,
        _ => STRING_ENUM,
    };
    let variant = |(index, (wire, name)): (usize, (Wire, &String))| Variant {
        name: name.clone(),
        docs: texts.get(index).map(|text| docs::markdown(text)).unwrap_or_default(),
        wire,
    };
    Enum {
        name: plan.names.types[&id].clone(),
        docs: if docs.is_empty() { fallback_docs(plan, id, of, root) } else { docs },
        deprecated: of.deprecated,
        variants: wires.into_iter().zip(names).enumerate().map(variant).collect(),
        open: plan.names.open.get(&id).cloned().unwrap_or_default(),
        table_macro: plan.symbols.of(symbol),
    }
}

fn union(plan: &Plan<'_>, id: TypeId, union: &crate::api::Union, root: Root) -> Union {
    let of = &plan.api.types[id];
    let names = plan.names.members.get(&id).map(Vec::as_slice).unwrap_or_default();
    let held = |variant: &crate::api::Variant, of: Type| {
        // Objects and tuples are boxed, so that no variant is much larger than another and none contains itself.
        let kind = &plan.api.types[plan.api.types.resolve(variant.of)].kind;
        let object = matches!(kind, Kind::Object(_)) || matches!(of, Type::Tuple(_));
        types::simple(plan, if object { Type::Box(Box::new(of)) } else { of }, false)
    };
    let variant = |(variant, name): (&crate::api::Variant, &String)| UnionVariant {
        name: name.clone(),
        docs: branch_docs(plan, variant.of),
        of: held(variant, types::of(plan, variant.of)),
        from: None,
        case: case(&variant.test),
    };
    let mut variants: Vec<UnionVariant> = union.variants.iter().zip(names).map(variant).collect();
    // Other names for a type are the same type.
    let defined = union.variants.iter().map(|variant| held(variant, types::defined(plan, variant.of)));
    convert(&mut variants, &defined.collect::<Vec<_>>(), &types::defined(plan, id));
    Union {
        name: plan.names.types[&id].clone(),
        docs: type_docs(plan, id, of, root),
        variants,
        open: plan.names.open.get(&id).cloned().unwrap_or_default(),
        union_macro: plan.symbols.of(UNION),
        value: plan.symbols.of(VALUE),
    }
}

/// Notes the types from which a union can be made: those of one variant alone. JSON of which nothing is known is none.
/// `defined` are the variants' types by the names of their definitions.
fn convert(variants: &mut [UnionVariant], defined: &[Type], union: &Type) {
    let unboxed = |of: &Type| match of {
        Type::Box(of) => (**of).clone(),
        of => of.clone(),
    };
    let defined: Vec<Type> = defined.iter().map(unboxed).collect();
    let mut uses: HashMap<&Type, usize> = HashMap::new();
    defined.iter().for_each(|of| *uses.entry(of).or_default() += 1);
    for (variant, of) in variants.iter_mut().zip(&defined) {
        let is_own = uses.get(of) == Some(&1);
        variant.from = (is_own && of != union && !of.is_any()).then(|| unboxed(&variant.of));
    }
}

fn branch_docs(plan: &Plan<'_>, of: TypeId) -> Vec<String> {
    let of = &plan.api.types[plan.api.types.resolve(of)];
    let text = of.description.as_deref().or(of.title.as_deref());
    text.map(docs::summary).filter(|summary| !summary.is_empty()).into_iter().collect()
}

fn case(test: &Test) -> Case {
    match test {
        Test::Boolean => Case::Boolean,
        Test::Integer => Case::Integer,
        Test::Unsigned => Case::Unsigned,
        Test::Number => Case::Number,
        Test::String => Case::String,
        Test::Array => Case::Array,
        Test::Object => Case::Object,
        Test::Tag { property, values, tagging } => match tagging {
            Tagging::Declared => Case::Tag(property.clone(), values.clone()),
            Tagging::OrAbsent => Case::Untagged(property.clone(), values.clone()),
            Tagging::Implied => Case::Implied(property.clone(), values.clone()),
        },
        Test::Properties(of) => Case::Properties(Shape {
            required: of.required.clone(),
            known: of.known.clone(),
            forms: forms(&of.forms),
            others: of.others.as_ref().map(|kinds| kinds.iter().map(|kind| kind.as_str()).collect()),
            inner: of.within.as_ref().map(|within| Inner {
                path: within.path.clone(),
                required: within.required.clone(),
                known: within.known.clone(),
                forms: forms(&within.forms),
            }),
        }),
        Test::Undecided => Case::Undecided,
    }
}

fn forms(of: &[(String, Vec<Form>)]) -> Vec<(String, Vec<String>)> {
    of.iter().map(|(name, forms)| (name.clone(), forms.iter().map(Form::text).collect())).collect()
}

fn type_docs(plan: &Plan<'_>, id: TypeId, of: &Lowered, root: Root) -> Vec<String> {
    let text = of.description.as_deref().or(of.title.as_deref());
    let docs = text.map(docs::markdown).unwrap_or_default();
    let docs = if docs.is_empty() { fallback_docs(plan, id, of, root) } else { docs };
    if of.deprecated { deprecated(docs) } else { docs }
}

/// Docs with a note that something is deprecated. An attribute would warn in the generated code, which uses all types and fields.
pub(super) fn deprecated(docs: Vec<String>) -> Vec<String> {
    if docs.join(" ").to_lowercase().contains("deprecated") { docs } else { docs::with_note(docs, "Deprecated.") }
}

/// Where a type is used, for types without a description.
fn fallback_docs(plan: &Plan<'_>, id: TypeId, of: &Lowered, root: Root) -> Vec<String> {
    let owner = |owner: Owner| match owner {
        Owner::Operation(index) => links::method(&plan.names.operations[index].method, root),
        Owner::Webhook(index) => format!("the webhook {}", docs::code(&plan.api.webhooks[index].name)),
    };
    let line = match &of.hint {
        Hint::Component(_) => used_by(plan, id, root),
        Hint::Reusable(kind, name) => {
            let what = match kind {
                Reusable::Parameter => "Value of the parameter",
                Reusable::Response => "Body of the response",
                Reusable::RequestBody => "The request body",
                Reusable::Header => "Value of the response header",
            };
            Some(format!("{what} {} of several operations.", docs::code(name)))
        }
        Hint::Base(component) => plan.names.types.get(component).map(|name| {
            format!("A [`{name}`]({}) of none of the types that extend it.", link(plan, *component, name, root))
        }),
        Hint::Property(parent, _) | Hint::Element(parent) | Hint::Branch(parent, _) => {
            plan.names.types.get(parent).map(|name| format!("Part of [`{name}`]({}).", link(plan, *parent, name, root)))
        }
        Hint::RequestBody(of @ Owner::Operation(_)) => Some(format!("Request body of {}.", owner(*of))),
        Hint::RequestBody(of @ Owner::Webhook(_)) => Some(format!("Payload of {}.", owner(*of))),
        Hint::Item(of) => Some(format!("Item of a stream that {} sends or receives.", owner(*of))),
        Hint::ResponseBody(of) => Some(format!("Response body of {}.", owner(*of))),
        Hint::ErrorBody(of) => Some(format!("Error body of {}.", owner(*of))),
        Hint::Parameter(of, name) => Some(format!("Value of the parameter {} of {}.", docs::code(name), owner(*of))),
        Hint::Header(of, name) => Some(format!("Value of the response header {} of {}.", docs::code(name), owner(*of))),
    };
    line.into_iter().collect()
}

fn link(plan: &Plan<'_>, id: TypeId, name: &str, root: Root) -> String {
    format!("{}::{}::{name}", root.path(), plan.names.home(id))
}

/// The first property that uses a type.
fn used_by(plan: &Plan<'_>, id: TypeId, root: Root) -> Option<String> {
    let &User { object, member, element } = plan.users.get(&id)?;
    let (name, field) = (plan.names.types.get(&object)?, plan.names.members.get(&object)?.get(member)?);
    let path = link(plan, object, name, root);
    let kind = if element { "Element" } else { "Value" };
    Some(format!("{kind} of [`{name}::{field}`]({path}::{field})."))
}
