//! Responses of operations: the decoding of their bodies, types of bodies that differ by status, and their headers.

use crate::api::{Choice, Header, Kind, Response, ResponseBody, Statuses, TypeId};
use crate::rust::docs;
use crate::rust::model::{ChoiceVariant, Choices, Decoding, Field, Headers, Mode, Type};

use super::encodings::encoding;
use super::items::deprecated;
use super::links::method as link;
use super::symbols::{EMPTY, FILE, HEADERS, JSON, RESPONSES, VALUE};
use super::{Plan, Root, formats, types};

/// How the body of a response is decoded.
pub(super) fn decoding(
    plan: &Plan<'_>,
    response: &Response,
    named: Option<&(String, Vec<String>)>,
    failure: bool,
) -> Decoding {
    match (&response.body, named) {
        (ResponseBody::Several(_), Some((name, _))) => Decoding::Choice(name.clone()),
        (ResponseBody::One(one), _) => encoding(plan, *one),
        // The body of an error is kept even if the document does not declare one.
        (ResponseBody::Empty | ResponseBody::Several(_), _) if failure => {
            Decoding::Json(plan.symbols.of(JSON), Type::Runtime(plan.symbols.of(VALUE)))
        }
        (ResponseBody::Empty | ResponseBody::Several(_), _) => Decoding::Empty(plan.symbols.of(EMPTY)),
    }
}

/// A body whose type is boxed if it is large, so that variants have similar sizes.
pub(super) fn boxed(decoding: Decoding) -> Decoding {
    match decoding {
        Decoding::Json(marker, of) if is_large(&of) => Decoding::Json(marker, Type::Box(Box::new(of))),
        Decoding::Xml(marker, of) => Decoding::Xml(marker, Type::Box(Box::new(of))),
        other => other,
    }
}

/// Whether values of a type may be larger than three words.
fn is_large(of: &Type) -> bool {
    match of {
        Type::Named(_) | Type::Tuple(_) => true,
        Type::Option(of) => is_large(of),
        _ => false,
    }
}

/// The enums of bodies that differ by status.
pub(super) fn choices(plan: &Plan<'_>, index: usize, root: Root) -> Vec<Choices> {
    let (lowered, names) = (&plan.api.operations[index], &plan.names.operations[index]);
    let both = [(&lowered.success, &names.success, "Response"), (&lowered.failure, &names.failure, "Error")];
    let one = |(response, named, what): (&Response, &Option<(String, Vec<String>)>, &str)| {
        let (ResponseBody::Several(all), Some((name, variants))) = (&response.body, named) else { return None };
        let variant = |(choice, name): (&Choice, &String)| ChoiceVariant {
            name: name.clone(),
            docs: choice.description.as_deref().map(docs::markdown).unwrap_or_default(),
            test: match choice.statuses {
                Statuses::Code(code) => ("status", Some(code)),
                Statuses::Range(digit) => ("range", Some(u16::from(digit))),
                Statuses::Default => ("any", None),
            },
            media_type: choice.media_type.clone(),
            decoding: choice.encoding.map(|one| boxed(encoding(plan, one))),
        };
        let docs = vec![format!("{what} bodies of {}, by status.", link(&names.method, root))];
        let variants = all.iter().zip(variants).map(variant).collect();
        Some(Choices { name: name.clone(), docs, variants, responses_macro: plan.symbols.of(RESPONSES) })
    };
    both.into_iter().filter_map(one).collect()
}

/// Whether a type is an enum of strings or integers, nullable or not.
fn is_enum(plan: &Plan<'_>, of: TypeId) -> bool {
    match plan.api.types[plan.api.types.resolve(of)].kind {
        Kind::Nullable(inner) => is_enum(plan, inner),
        Kind::StringEnum(_) | Kind::IntegerEnum(_) => true,
        _ => false,
    }
}

/// The type of the headers that a document declares for successful responses of an operation.
pub(super) fn headers(plan: &Plan<'_>, index: usize, root: Root) -> Option<Headers> {
    let names = &plan.names.operations[index];
    let name = names.headers.clone()?;
    let docs = vec![format!("Response headers of {}.", link(&names.method, root))];
    Some(headers_type(plan, name, docs, &plan.api.operations[index].success.headers, &names.header_fields))
}

/// A type of headers.
pub(super) fn headers_type(
    plan: &Plan<'_>,
    name: String,
    docs: Vec<String>,
    headers: &[Header],
    fields: &[String],
) -> Headers {
    let field = |(header, name): (&Header, &String)| {
        let of = match types::of(plan, header.of) {
            Type::Option(inner) => *inner,
            other => other,
        };
        let of = match of {
            // Lists and objects in headers have styles; the string is kept.
            Type::Vec(_) | Type::Tuple(_) | Type::Map(..) => Type::String,
            Type::Named(_) if !is_enum(plan, header.of) => Type::String,
            Type::Runtime(symbol) if [FILE, VALUE].contains(&symbol.path) => Type::String,
            other => other,
        };
        let formatted = formats::of_type(&of).is_some();
        let docs = header.description.as_deref().map(docs::markdown).unwrap_or_default();
        Field {
            name: name.clone(),
            docs: if header.deprecated { deprecated(docs) } else { docs },
            deprecated: header.deprecated,
            of: if header.required { of } else { Type::Option(Box::new(of)) },
            wire: vec![header.name.clone()],
            mode: Mode {
                required: header.required,
                nullable: false,
                strict: false,
                lenient: false,
                list: false,
                formatted,
            },
            limits: None,
        }
    };
    let fields = headers.iter().zip(fields).map(field).collect();
    Headers { name, docs, fields, headers_macro: plan.symbols.of(HEADERS) }
}
