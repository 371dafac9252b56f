//! Calls that are shown in documentation: one on the first page of the crate, and one with each operation where the crate
//! has samples.

use std::collections::HashMap;

use crate::api::{Encoding, ParameterSample, Sample, Value};
use crate::names::Scope;
use crate::rust::model::{
    Expression, Item, Module, Piece, Place, Rest, SampleCall, Samples, Snippet, Start, Type, Use,
};

use super::samples::{self, Called, Writer};
use super::{Plan, Root, formats, requests};

/// How many lines a call may take that is shown before others.
const SHORT: usize = 24;

/// Among how many calls one is looked for that is short, or what else it should be.
const LOOKED_AT: usize = 50;

/// A call, and which operation it is of.
pub(super) struct Example {
    pub index: usize,
    pub call: SampleCall,
    lines: usize,
}

/// The call that the crate shows first: that of the configuration, or the first that is short, or the shortest. Nothing
/// where none can be written without inventing anything but texts and numbers.
pub(super) fn first(plan: &Plan<'_>, exports: &[Use]) -> Option<Example> {
    let writer = Writer::new(plan, exports);
    if let Some((index, sample)) = &plan.options.example {
        return Some(Example::new(plan, &writer, *index, sample));
    }
    let mut shortest: Option<Example> = None;
    for example in all(plan, &writer).take(LOOKED_AT) {
        if example.lines <= SHORT {
            return Some(example);
        }
        if shortest.as_ref().is_none_or(|other| example.lines < other.lines) {
            shortest = Some(example);
        }
    }
    shortest
}

/// The first of some calls for which this holds.
pub(super) fn such(plan: &Plan<'_>, exports: &[Use], holds: impl Fn(&Example) -> bool) -> Option<Example> {
    let writer = Writer::new(plan, exports);
    all(plan, &writer).take(LOOKED_AT).find(holds)
}

/// The calls that can be written without inventing anything but texts and numbers.
fn all<'a>(plan: &'a Plan<'a>, writer: &'a Writer<'a>) -> impl Iterator<Item = Example> + 'a {
    (0..plan.api.operations.len()).filter_map(|index| {
        let example = Example::new(plan, writer, index, &sample(plan, index)?);
        let SampleCall { arguments, options, body, .. } = &example.call;
        let values = arguments.iter().map(|(_, value)| value).chain(options.iter().flat_map(|option| &option.values));
        values.chain(body).all(is_literal).then_some(example)
    })
}

/// What an operation may be called with, as far as that need not be made up.
fn sample(plan: &Plan<'_>, index: usize) -> Option<Sample> {
    let lowered = &plan.api.operations[index];
    let operation = requests::request(plan, index, Root::Above);
    if operation.deprecated || operation.bundle.is_some() {
        return None;
    }
    let mut parameters = Vec::new();
    for (parameter, name) in lowered.parameters.iter().zip(&plan.names.operations[index].parameters) {
        let argument = operation.arguments.iter().find(|argument| argument.name == *name);
        let value = match argument.filter(|_| parameter.required && !parameter.of_client) {
            Some(argument) => Some(match &argument.of {
                Type::String => Value::String(argument.name.clone()),
                Type::I32 | Type::I64 => Value::from(1),
                Type::F64 => Value::from(1.0),
                Type::Bool => Value::Bool(true),
                of => Value::from(formats::of_type(of)?.sample),
            }),
            None => None,
        };
        parameters.push(ParameterSample { is_example: value.is_some(), value });
    }
    let Some(body) = &lowered.body else { return Some(Sample { parameters, body: None, is_valid: true }) };
    let content = body.contents.first();
    let example = content.and_then(|content| match (&content.example, content.encoding) {
        (Some(example), Encoding::Json(_)) => Some(example.clone()),
        _ => None,
    });
    let is_there = example.is_some() || !body.required;
    is_there.then_some(Sample { parameters, body: example, is_valid: true })
}

impl Example {
    fn new(plan: &Plan<'_>, writer: &Writer<'_>, index: usize, sample: &Sample) -> Self {
        let Called { call, lines, .. } = samples::call(plan, writer, index, sample, &mut Scope::with([]));
        Self { index, call, lines }
    }
}

/// Whether nothing of a value is JSON that is read at run time.
fn is_literal(value: &Expression) -> bool {
    match value {
        Expression::Parsed(_) | Expression::Decoded(_) => false,
        Expression::Struct(_, fields, rest) => {
            let rest = match rest {
                Some(Rest::New(arguments)) => arguments.as_slice(),
                Some(Rest::Default) | None => &[],
            };
            fields.iter().map(|(_, value)| value).chain(rest).all(is_literal)
        }
        Expression::Map(_, members) => members.iter().all(|(_, value)| is_literal(value)),
        Expression::Call(.., inner) | Expression::Vec(inner) | Expression::Array(inner) | Expression::Tuple(inner) => {
            inner.iter().all(is_literal)
        }
        Expression::Some(inner) | Expression::Boxed(inner) | Expression::Reference(inner) => is_literal(inner),
        _ => true,
    }
}

/// Adds to the docs of each operation the call that samples make of it.
pub(super) fn attach(modules: &mut [Module], samples: &Samples) {
    let calls = samples.sheets.iter().flat_map(|sheet| &sheet.calls);
    let calls: HashMap<&str, &SampleCall> = calls.map(|call| (call.method.as_str(), call)).collect();
    for module in modules {
        for item in module.items.iter_mut().chain(module.parts.iter_mut().flat_map(|part| &mut part.items)) {
            if let Item::Operation(operation) = item
                && let Some(call) = calls.get(operation.method.as_str())
            {
                operation.example = shown(call, &samples.library);
            }
        }
    }
}

fn shown(call: &SampleCall, library: &str) -> Vec<Piece> {
    let start = Start::Client(library.to_owned());
    let snippet = Snippet { place: Place::Docs, uses: call.uses.clone(), start, call: call.clone() };
    let head = ["", "# Example", ""].map(|line| Piece::Line(line.to_owned()));
    head.into_iter().chain([Piece::Code(Box::new(snippet))]).collect()
}
