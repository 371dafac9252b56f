//! Programs that call every operation with sample values.

mod client;
mod expression;

use std::collections::BTreeSet;

use crate::api::{self, Encoding, ParameterSample, Sample, Value};
use crate::names::Scope;
use crate::rust::docs;
use crate::rust::model::{
    Argument, Decoding, Expression, Parameter, SampleCall, SampleFile, SampleOption, Samples, Target, Type, Use,
};

use super::{Plan, Root, operations};

pub(super) use client::{Credentials, client};
pub(super) use expression::Writer;

/// The number of lines of calls that a file should not exceed.
const LONGEST: usize = 320;

/// The number of short arguments that fit on one line.
const ON_ONE_LINE: usize = 3;

/// Names that files of programs may not have, besides that of the library.
const FILES: [&str; 8] = ["alloc", "core", "every_operation", "main", "outcome", "specwright_runtime", "std", "tokio"];

/// Names that functions of a file may not have.
const FUNCTIONS: [&str; 3] = ["calls", "client", "main"];

/// The programs, for these samples of the operations in their order. `exports` are the re-exports of the library's root.
pub(super) fn samples(plan: &Plan<'_>, samples: &[Sample], exports: &[Use]) -> Samples {
    let library = plan.library();
    let writer = Writer::new(plan, exports);
    let client = client(plan, Credentials::All);
    let mut file_names = Scope::with(FILES.into_iter().chain([library.as_str()]));
    let mut files = Vec::new();
    for (tag, operations) in plan.modules.with_operations() {
        let module = plan.names.module(tag).to_owned();
        let mut functions = Scope::with(FUNCTIONS);
        let mut file = OpenFile::default();
        let mut open = Vec::new();
        for &index in operations {
            let Some(sample) = samples.get(index) else { continue };
            let one = call(plan, &writer, index, sample, &mut functions);
            if !file.calls.is_empty() && file.lines + one.lines > LONGEST {
                open.push(std::mem::take(&mut file));
            }
            file.add(one);
        }
        open.push(file);
        for file in open {
            let (name, _) = file_names.take([module.clone(), format!("{}_calls", module.trim_end_matches('_'))]);
            files.push(SampleFile {
                name,
                module: module.clone(),
                features: plan.features.of_tag(tag),
                further_uses: file.further_uses.difference(&file.uses).cloned().collect(),
                uses: file.uses.into_iter().collect(),
                calls: file.calls,
            });
        }
    }
    let mut features: Vec<String> = files.iter().flat_map(|file| file.features.clone()).collect();
    features.sort();
    features.dedup();
    Samples { library, client, files, features }
}

/// A file to which calls are added.
#[derive(Default)]
struct OpenFile {
    calls: Vec<SampleCall>,
    uses: BTreeSet<Use>,
    further_uses: BTreeSet<Use>,
    lines: usize,
}

impl OpenFile {
    fn add(&mut self, one: Called) {
        self.uses.extend(one.call.uses.iter().cloned());
        self.calls.push(one.call);
        self.further_uses.extend(one.further_uses);
        self.lines += one.lines;
    }
}

/// A call, the `use` declarations of values that only `every_operation` passes, and the estimated number of its lines.
pub(super) struct Called {
    pub call: SampleCall,
    pub further_uses: BTreeSet<Use>,
    pub lines: usize,
}

/// The call of an operation with these values.
pub(super) fn call(
    plan: &Plan<'_>,
    writer: &Writer<'_>,
    index: usize,
    sample: &Sample,
    functions: &mut Scope,
) -> Called {
    let lowered = &plan.api.operations[index];
    let names = &plan.names.operations[index];
    let operation = operations::operation(plan, index, Root::Above);
    let signature = operation.signature();
    let given = |argument: &Argument| {
        let found = lowered.parameters.iter().zip(&names.parameters).zip(&sample.parameters);
        found
            .into_iter()
            .find(|((_, name), _)| **name == argument.name)
            .map(|((parameter, _), value)| (parameter, value))
    };
    let value = |argument: &Argument, parameter: &api::Parameter, sample: &ParameterSample| {
        Some(writer.passed(sample.value.as_ref()?, &argument.of, parameter.of))
    };
    let content = lowered.body.as_ref().and_then(|body| body.contents.first());
    let content = content.zip(sample.body.as_ref());
    let mut body = None;
    let mut passed = |of: &Parameter<'_>| match of.target {
        Target::Argument(argument) => {
            given(argument).and_then(|(parameter, sample)| value(argument, parameter, sample))
        }
        Target::ContentType => content.map(|(content, _)| Expression::Text(some_type(&content.media_type).to_owned())),
        Target::Body(of) => {
            let (content, sampled) = content?;
            match self::body(writer, sampled, &of.decoding, content.encoding) {
                Expression::Reference(inner) if is_long(&inner) => {
                    body = Some(*inner);
                    Some(Expression::Reference(Box::new(Expression::Body)))
                }
                written => Some(written),
            }
        }
    };
    let (mut arguments, mut beside, mut options) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(method) = signature.methods.first() {
        let has_bundle = operation.bundle.is_some();
        let named = if has_bundle { &method.bundled } else { &method.parameters };
        arguments.extend(named.iter().filter_map(|of| Some((of.name.to_owned(), passed(of)?))));
        if has_bundle {
            beside.extend(method.parameters.iter().filter_map(&mut passed));
        }
    }
    // Of several bodies, the first is shown.
    if let Some(setter) = signature.setters.iter().find(|setter| setter.body().is_some()) {
        let values: Vec<Expression> = setter.parameters.iter().filter_map(&mut passed).collect();
        if !values.is_empty() {
            options.push(SampleOption { method: setter.name.to_owned(), values, further: false });
        }
    }
    // Real services act on optional headers, such as conditions, whose values cannot be invented.
    let is_given = |argument: &&Argument| {
        let found = given(argument);
        !argument.deprecated
            && !argument.place.starts_with("header")
            && found.is_some_and(|(parameter, _)| !parameter.of_client)
    };
    let mut optional = |further: bool| {
        for argument in operation.options.iter().filter(is_given) {
            if let Some((parameter, sample)) = given(argument).filter(|(_, sample)| sample.is_example != further)
                && let Some(value) = value(argument, parameter, sample)
            {
                options.push(SampleOption { method: argument.name.clone(), values: vec![value], further });
            }
        }
        writer.take_uses()
    };
    let mut uses = optional(false);
    let further_uses = optional(true);
    // The body comes last, as on the wire.
    options.sort_by_key(|option| operation.bodies.first().is_some_and(|body| body.method == option.method));
    let (function, _) = functions.take([operation.method.clone(), format!("call_{}", operation.method)]);
    let mut lines = vec![docs::code(&format!("{} {}", operation.http_method, operation.path))];
    if let Some(summary) = lowered.summary.as_deref().map(docs::summary).filter(|summary| !summary.is_empty()) {
        lines.splice(0..0, [summary, String::new()]);
    }
    if let Some(bundle) = &operation.bundle {
        let module = plan.names.module(plan.modules.of_operation(index));
        uses.insert(Use { path: format!("{}::{module}", plan.library()), name: bundle.name.clone() });
    }
    let call = SampleCall {
        function,
        docs: lines,
        deprecated: operation.deprecated,
        id: operation.id.clone(),
        http_method: operation.http_method.clone(),
        path: operation.path.clone(),
        method: operation.method.clone(),
        arguments,
        bundle: operation.bundle.as_ref().map(|bundle| bundle.name.clone()),
        beside,
        options,
        body,
        responses: !matches!(operation.success, Decoding::Empty(_)),
        uses: uses.into_iter().collect(),
    };
    let lines = 12
        + call.options.len()
        + call.arguments.iter().map(|(_, value)| self::lines(value)).sum::<usize>()
        + call.body.as_ref().map_or(0, self::lines);
    Called { call, further_uses, lines }
}

/// A body as an argument.
fn body(writer: &Writer<'_>, value: &Value, decoding: &Decoding, encoding: Encoding) -> Expression {
    let text = || Expression::Text(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    match (decoding, encoding.of()) {
        (Decoding::Json(_, of), Some(id)) => writer.passed(value, of, id),
        (Decoding::Form(_, of) | Decoding::Xml(_, of), Some(id)) => {
            Expression::Reference(Box::new(writer.written(value, of, id)))
        }
        // Documents describe the list of items, or one of them.
        (Decoding::Items(.., of), Some(id)) => {
            let elements = value.as_array().filter(|_| !matches!(of, Type::Vec(_))).map(Vec::as_slice);
            let elements = elements.unwrap_or(std::slice::from_ref(value)).iter();
            Expression::Vec(elements.map(|value| writer.written(value, of, id)).collect())
        }
        _ => text(),
    }
}

/// A media type in a range.
fn some_type(range: &str) -> &str {
    match range.split(['/', ';']).next() {
        Some("text") => "text/plain",
        Some("image") => "image/png",
        Some("audio") => "audio/mpeg",
        Some("video") => "video/mp4",
        _ => "application/octet-stream",
    }
}

/// Whether a value is long enough for a variable.
fn is_long(value: &Expression) -> bool {
    match value {
        Expression::Decoded(_) | Expression::Parsed(_) => true,
        Expression::New(_, arguments, setters) => {
            setters.len() > 1
                || arguments.len() > ON_ONE_LINE
                || arguments.iter().chain(setters.iter().map(|(_, value)| value)).any(is_long)
        }

        Expression::Map(_, members) => !members.is_empty(),
        Expression::Call(.., inner) => inner.iter().any(is_long),
        Expression::Array(inner) => !inner.is_empty(),
        Expression::Boxed(inner) => is_long(inner),
        _ => false,
    }
}

/// The estimated number of lines of a value.
fn lines(value: &Expression) -> usize {
    match value {
        Expression::New(_, arguments, setters) => {
            1 + arguments.iter().chain(setters.iter().map(|(_, value)| value)).map(lines).sum::<usize>()
        }
        Expression::Map(_, members) => 2 + members.iter().map(|(_, value)| lines(value)).sum::<usize>(),
        Expression::Call(.., inner) | Expression::Vec(inner) | Expression::Array(inner) | Expression::Tuple(inner) => {
            inner.iter().map(lines).sum::<usize>().max(1)
        }
        Expression::Some(inner) | Expression::Boxed(inner) | Expression::Reference(inner) => lines(inner),
        _ => 1,
    }
}
