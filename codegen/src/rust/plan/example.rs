//! Examples in documentation: one on the front page, and one per operation if the crate has samples.

use std::collections::HashMap;

use crate::api::{Encoding, Operation, ParameterSample, ResponseBody, Sample, Value};
use crate::names::Scope;
use crate::rust::model::{DocLine, Expression, Item, Module, Page, SampleCall, Samples, Setup, Snippet, Type, Use};

use super::samples::{self, Called, Writer};
use super::{Plan, Root, formats, requests};

/// The number of lines up to which the first call found is used.
const SHORT: usize = 24;

/// The number of calls that are considered.
const LOOKED_AT: usize = 50;

/// A call of an operation.
pub(super) struct Example {
    pub index: usize,
    pub call: SampleCall,
    lines: usize,
}

/// The call on the front page: that of the configuration, else of those that are easiest to make the first short one, else the
/// shortest. `None` if every call needs values other than invented strings and numbers.
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

/// The first call for which this holds.
pub(super) fn such(plan: &Plan<'_>, exports: &[Use], holds: impl Fn(&Example) -> bool) -> Option<Example> {
    let writer = Writer::new(plan, exports);
    all(plan, &writer).take(LOOKED_AT).find(holds)
}

/// The calls that need no values other than examples of the document, and invented strings and numbers.
fn all<'a>(plan: &'a Plan<'a>, writer: &'a Writer<'a>) -> impl Iterator<Item = Example> + 'a {
    let mut operations: Vec<usize> = plan.modules.operations().collect();
    operations.sort_by_cached_key(|index| effort(&plan.api.operations[*index]));
    operations.into_iter().filter_map(|index| {
        let example = Example::new(plan, writer, index, &sample(plan, index)?);
        let SampleCall { arguments, options, body, .. } = &example.call;
        let values = arguments.iter().map(|(_, value)| value).chain(options.iter().flat_map(|option| &option.values));
        values.chain(body).all(is_literal).then_some(example)
    })
}

/// What speaks against calling an operation first: that it changes something, returns nothing, is about errors, and needs
/// arguments.
fn effort(of: &Operation) -> (bool, bool, usize) {
    let name = format!("{} {}", of.id.as_deref().unwrap_or_default(), of.path).to_lowercase();
    let is_odd = ["error", "fail", "debug", "internal"].iter().any(|word| name.contains(word));
    let is_empty = matches!(of.success.body, ResponseBody::Empty);
    let required = of.parameters.iter().filter(|parameter| parameter.required && !parameter.of_client).count();
    let body = of.body.as_ref().is_some_and(|body| body.required);
    (of.method != "GET", is_odd || is_empty, required + usize::from(body))
}

/// Values for a call of an operation; `None` if others than strings and numbers would have to be invented.
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
                Type::Integer(_) => Value::from(1),
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

/// Whether no part of a value is JSON that is parsed at run time.
fn is_literal(value: &Expression) -> bool {
    match value {
        Expression::Parsed(_) | Expression::Decoded(_) => false,
        Expression::New(_, arguments, setters) => {
            arguments.iter().chain(setters.iter().map(|(_, value)| value)).all(is_literal)
        }
        Expression::Map(_, entries) => entries.iter().all(|(_, value)| is_literal(value)),
        Expression::Call(.., inner) | Expression::Vec(inner) | Expression::Array(inner) | Expression::Tuple(inner) => {
            inner.iter().all(is_literal)
        }
        Expression::Some(inner) | Expression::Boxed(inner) | Expression::Reference(inner) => is_literal(inner),
        _ => true,
    }
}

/// Adds the call of the samples to the docs of each operation.
pub(super) fn attach(modules: &mut [Module], samples: &Samples) {
    let calls = samples.files.iter().flat_map(|file| &file.calls);
    let calls: HashMap<&str, &SampleCall> = calls.map(|call| (call.method.as_str(), call)).collect();
    for module in modules {
        for item in
            module.items.iter_mut().chain(module.submodules.iter_mut().flat_map(|submodule| &mut submodule.items))
        {
            if let Item::Operation(operation) = item
                && let Some(call) = calls.get(operation.method.as_str())
            {
                operation.example = shown(call, &samples.library);
            }
        }
    }
}

fn shown(call: &SampleCall, library: &str) -> Vec<DocLine> {
    let setup = Setup::Client(library.to_owned());
    let snippet = Snippet { page: Page::Docs, uses: call.uses.clone(), setup, call: call.clone() };
    let head = ["", "# Example", ""].map(|line| DocLine::Text(line.to_owned()));
    head.into_iter().chain([DocLine::Snippet(Box::new(snippet))]).collect()
}
