//! The enum of webhooks' payloads, and the types of their headers.

use crate::api::{Encoding, Kind, Payload, Response, ResponseBody, Statuses, Webhook};
use crate::rust::docs;
use crate::rust::model::{Item, WebhookVariant, Webhooks};

use super::encodings::encoding;
use super::items::deprecated;
use super::responses::{boxed, headers_type};
use super::symbols::WEBHOOKS;
use super::{Plan, Root, links};

/// The number of lines up to which an example of a payload is shown.
const LONGEST_EXAMPLE: usize = 24;

/// The items of webhooks, which are in their module.
pub(super) fn items(plan: &Plan<'_>) -> Vec<Item> {
    let mut items = vec![Item::Webhooks(webhooks(plan))];
    for (webhook, names) in plan.api.webhooks.iter().zip(&plan.names.webhooks) {
        let Some(name) = names.headers.clone() else { continue };
        let docs = vec![format!("Headers of requests of the webhook {}.", docs::code(&webhook.name))];
        items.push(Item::Headers(headers_type(plan, name, docs, &webhook.headers, &names.header_fields)));
    }
    items
}

fn webhooks(plan: &Plan<'_>) -> Webhooks {
    let variants = plan.api.webhooks.iter().zip(&plan.names.webhooks).map(|(webhook, names)| WebhookVariant {
        name: names.variant.clone(),
        docs: variant_docs(plan, webhook, names.headers.as_deref()),
        wire: webhook.name.clone(),
        decoding: webhook.payload.as_ref().map(|payload| boxed(encoding(plan, payload.encoding))),
    });
    let docs = ["The payload of a request that the service sends, by the name of its webhook or callback."];
    Webhooks {
        name: plan.names.payloads.clone(),
        docs: docs.map(str::to_owned).to_vec(),
        example: example(plan),
        variants: variants.collect(),
        webhooks_macro: plan.symbols.of(WEBHOOKS),
    }
}

/// How a handler of a web server decodes a request.
fn example(plan: &Plan<'_>) -> Vec<String> {
    let (library, module, name) = (plan.library(), &plan.names.fixed.webhooks, &plan.names.payloads);
    let webhooks = plan.api.webhooks.iter().zip(&plan.names.webhooks);
    let mut with_payload = webhooks.clone().filter(|(webhook, _)| webhook.payload.is_some());
    let Some((webhook, names)) = with_payload.next().or_else(|| webhooks.clone().next()) else { return Vec::new() };
    let (wire, variant) = (&webhook.name, &names.variant);
    let pattern = match webhook.payload {
        Some(_) => format!("{name}::{variant}(payload) => println!(\"{{payload:?}}\"),"),
        None => format!("{name}::{variant} => println!(\"received\"),"),
    };
    let others = if plan.api.webhooks.len() > 1 { "other => println!(\"{other:?}\")," } else { "_ => {}" };
    // The names are those of the document, and may contain anything.
    let wire = format!("{wire:?}").replace("```", "");
    let lines = [
        "",
        "# Example",
        "",
        "What the handler of a web server does with a request. `body` may be the `Bytes` of axum, or what hyper has collected.",
        "",
        "```no_run",
        &format!("use {library}::DecodeError;"),
        &format!("use {library}::{module}::{name};"),
        "",
        "fn receive(body: &[u8]) -> Result<(), DecodeError> {",
        &format!("    match {name}::decode({wire}, body)? {{"),
        &format!("        {pattern}"),
        &format!("        {others}"),
        "    }",
        "    Ok(())",
        "}",
        "```",
    ];
    lines.map(str::to_owned).to_vec()
}

fn variant_docs(plan: &Plan<'_>, webhook: &Webhook, headers: Option<&str>) -> Vec<String> {
    let texts = [webhook.summary.as_deref(), webhook.description.as_deref()];
    let mut lines: Vec<String> = Vec::new();
    for text in texts.into_iter().flatten().map(docs::markdown).filter(|text| !text.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text);
    }
    let payload = webhook.payload.as_ref();
    if lines.is_empty() {
        let described = payload.and_then(|payload| payload.description.as_deref()).map(docs::markdown);
        lines.extend(described.unwrap_or_default());
    }
    let callers = webhook.callback_of.iter().filter_map(|&index| plan.names.operations.get(index));
    let callers: Vec<String> = callers.map(|names| links::method(&names.method, Root::Above)).collect();
    let what = match callers.is_empty() {
        true => format!("The webhook {}", docs::code(&webhook.name)),
        false => format!("The callback {} of {}", docs::code(&webhook.name), callers.join(", ")),
    };
    let media_type = payload.map(|payload| format!(" with a body of {}", docs::code(&payload.media_type)));
    let headers = headers.map(|headers| format!(", whose headers are [`{headers}`]")).unwrap_or_default();
    let method = &webhook.method;
    lines = paragraph(lines, format!("{what}, `{method}`{}{headers}.", media_type.unwrap_or_default()));
    if let Some(response) = response(plan, &webhook.success) {
        lines = paragraph(lines, response);
    }
    if let Some(example) = payload.and_then(example_of) {
        lines.extend(["".to_owned(), "```json".to_owned()].into_iter().chain(example).chain(["```".to_owned()]));
    }
    if webhook.deprecated { deprecated(lines) } else { lines }
}

fn paragraph(mut lines: Vec<String>, text: String) -> Vec<String> {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(text);
    lines
}

/// The response that the service expects.
fn response(plan: &Plan<'_>, success: &Response) -> Option<String> {
    let status = match success.statuses? {
        Statuses::Code(code) => format!("`{code}`"),
        Statuses::Range(digit) => format!("`{digit}XX`"),
        Statuses::Default => return None,
    };
    let of = match &success.body {
        ResponseBody::One(Encoding::Json(of)) => Some(*of),
        _ => None,
    };
    let named = of.and_then(|of| {
        let of = plan.api.types.resolve(of);
        let name = plan.names.types.get(&of)?;
        let is_nullable = matches!(plan.api.types[of].kind, Kind::Nullable(_));
        (!is_nullable).then(|| {
            let module = plan.names.home(of);
            let link = format!("[`{name}`]({}::{module}::{name})", Root::Above.path());
            let is_here = module == plan.names.fixed.webhooks;
            format!(" and {} as JSON", if is_here { format!("[`{name}`]") } else { link })
        })
    });
    Some(format!("The service expects a response with the status {status}{}.", named.unwrap_or_default()))
}

/// The document's example of a payload, if it is short.
fn example_of(payload: &Payload) -> Option<Vec<String>> {
    let example = payload.example.as_ref().filter(|example| example.is_object() || example.is_array())?;
    let text = format!("{example:#}");
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    (lines.len() <= LONGEST_EXAMPLE && !text.contains("```")).then_some(lines)
}
