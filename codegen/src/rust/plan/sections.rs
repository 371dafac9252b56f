//! Sections of the crate's documentation and README: authentication, operations, errors, pagination and so on.

use crate::api::{Operation, Place, Scheme, SchemeKind};
use crate::rust::docs;
use crate::rust::model::Page;

use super::Plan;

/// How many operations are named as examples of what some have in common.
const NAMED: usize = 3;

/// The width of paragraphs.
const WIDTH: usize = 116;

/// What the API is.
pub(super) fn introduction(plan: &Plan<'_>) -> Vec<String> {
    let info = &plan.api.info;
    // A title may consist of marks only.
    let title = Some(docs::summary(&info.title)).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| docs::summary(&plan.options.package.name));
    let mut lines = vec![format!("A client for {title}")];
    if let Some(description) = &info.description {
        lines.push(String::new());
        lines.extend(docs::markdown(description));
    }
    if let Some((url, description)) = &info.external_docs {
        let what = description
            .as_deref()
            .map_or_else(|| "API documentation".to_owned(), |text| text.trim_end_matches('.').to_owned());
        lines.push(String::new());
        lines.extend(docs::markdown(&format!("{what}: {url}")));
    }
    lines
}

/// How credentials are set.
pub(super) fn authentication(plan: &Plan<'_>, page: Page) -> Vec<String> {
    let mut lines = Vec::new();
    for (scheme, method) in plan.api.schemes.iter().zip(&plan.names.schemes) {
        let text = scheme.description.as_deref().map(docs::summary).filter(|text| !text.is_empty());
        let text = text.unwrap_or_else(|| credential(scheme));
        lines.push(format!("- {}: {text}", code(page, &format!("ClientBuilder::{method}"))));
        let sources = credential_variables(scheme);
        if !sources.is_empty() {
            lines.push(format!("  {} reads it from {sources}.", code(page, "Client::from_env")));
        }
    }
    if let Some(of) = &plan.api.platform {
        lines.extend(platform(&of.names.service, page));
    }
    section("Authentication", lines)
}

/// What the credential of a security scheme is.
pub(super) fn credential(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::ApiKey { place: Place::Query, name } => {
            format!("An API key, sent in the query parameter {}.", docs::code(name))
        }
        SchemeKind::ApiKey { place: Place::Cookie, name } => {
            format!("An API key, sent in the cookie {}.", docs::code(name))
        }
        SchemeKind::ApiKey { name, .. } => format!("An API key, sent in the header {}.", docs::code(name)),
        SchemeKind::Basic => "A user name and a password, sent by HTTP basic authentication.".to_owned(),
        SchemeKind::Bearer => "A bearer token.".to_owned(),
        SchemeKind::OAuth2 { .. } => "An OAuth 2.0 access token.".to_owned(),
        SchemeKind::OpenIdConnect(_) => "An OpenID Connect access token.".to_owned(),
        SchemeKind::MutualTls => "An HTTP client with a client certificate (mutual TLS).".to_owned(),
        SchemeKind::Signer(signer) => {
            format!("An access key that signs each request ({}).", docs::code(signer.name()))
        }
    }
}

/// What clients of Huawei Cloud have besides.
fn platform(service: &str, page: Page) -> Vec<String> {
    let (login, defaults) = (code(page, "ClientBuilder::login"), code(page, "ClientBuilder::sdk_defaults"));
    let from_defaults = code(page, "Client::from_sdk_defaults");
    vec![
        format!("- {login}: Logs in to IAM with an account, a user name and a password. Tokens are renewed before they expire."),
        format!("- {defaults}, {from_defaults}: Reads what is not set from the sources that"),
        format!("  the official SDKs use: environment variables (including `HUAWEICLOUD_SDK_REGION_{service}_{{ID}}` and"),
        "  `HUAWEICLOUD_SDK_IAM_ENDPOINT`), the section `[basic]` of `~/.huaweicloud/credentials`, and the agency credentials".to_owned(),
        "  of the server's metadata service.".to_owned(),
        String::new(),
        "The project ID may be omitted with either of them: IAM returns it with the token of a login, and otherwise the first".to_owned(),
        "call that needs it looks it up. Clones of a client share tokens, keys and the project ID. If IAM rejects a request,".to_owned(),
        "an `IamError` is among the sources of the call's error.".to_owned(),
    ]
}

/// The operations by tag.
pub(super) fn operations(plan: &Plan<'_>, page: Page) -> Vec<String> {
    let mut lines = Vec::new();
    for (module, operations) in plan.modules.with_operations() {
        lines.push(String::new());
        lines.push(code(page, plan.names.module(module)));
        lines.push(String::new());
        for &index in operations {
            let name = format!("Client::{}", plan.names.operations[index].method);
            let summary = plan.api.operations[index].summary.as_deref().map(docs::summary).unwrap_or_default();
            let link = code(page, &name);
            // A link before a colon and one word would define where links of that name lead (CommonMark, §4.7).
            let defines = page == Page::Docs && summary.split(' ').count() == 1;
            let target = if defines { format!("({name})") } else { String::new() };
            lines.push(if summary.is_empty() { format!("- {link}") } else { format!("- {link}{target}: {summary}") });
        }
    }
    if lines.is_empty() {
        return lines;
    }
    let introduction = [
        format!(
            "{} has one method per operation. Required parameters are arguments, optional ones are set on the",
            code(page, "Client")
        ),
        "request that the method returns, and `send` sends it.".to_owned(),
    ];
    section("Operations", introduction.into_iter().chain(lines).collect())
}

/// The requests that the service sends, if there are any.
pub(super) fn webhooks(plan: &Plan<'_>, page: Page) -> Vec<String> {
    let webhooks = &plan.api.webhooks;
    if webhooks.is_empty() {
        return Vec::new();
    }
    let payloads = code(page, &format!("{}::{}", plan.names.fixed.webhooks, plan.names.payloads));
    let named = webhooks.iter().take(NAMED).map(|webhook| docs::code(&webhook.name)).collect::<Vec<_>>().join(", ");
    let others = if webhooks.len() > NAMED { format!(" and {} more", webhooks.len() - NAMED) } else { String::new() };
    let lines = vec![
        format!("{payloads} decodes the bodies of requests that the service sends, by the names"),
        format!("of their webhooks and callbacks: {named}{others}."),
    ];
    section("Webhooks", lines)
}

/// How calls fail.
pub(super) fn errors(page: Page) -> Vec<String> {
    let variants = [
        ("InvalidRequest", "The request could not be built. Nothing was sent."),
        ("Connect", "No connection could be established. Nothing was sent."),
        ("Timeout", "The call timed out."),
        ("Transport", "The connection broke during the call."),
        ("Service", "The service returned an error: its status, request ID, code, message and body are available."),
        ("Decode", "The response could not be decoded. The error has its status, its raw body and the JSON path."),
    ];
    let head = [format!("A call that fails returns an {}, whose variants are:", code(page, "Error")), String::new()];
    let variants = variants.map(|(name, text)| match page {
        Page::Docs => format!("- [`{name}`](Error::{name}): {text}"),
        Page::Readme => format!("- `{name}`: {text}"),
    });
    section("Errors", head.into_iter().chain(variants).collect())
}

/// How a service is used that deviates from the document.
pub(super) fn deviations(plan: &Plan<'_>, page: Page) -> Vec<String> {
    if plan.api.operations.is_empty() {
        return Vec::new();
    }
    let (send_as, request) = (code(page, "SendAs"), code(page, "Client::request"));
    let text = format!(
        "Where the service deviates from its description, the trait {send_as} has other ways to send every request: \
         `send_bytes`, `send_stream`, `send_as::<T>` and `send_events_as::<T>`. `send_full` keeps the raw body beside the decoded one. \
         {request} makes requests that this crate has no method for."
    );
    section("Other responses and requests", wrapped(&text))
}

/// How pages are requested, if there are any.
pub(super) fn pagination(plan: &Plan<'_>, page: Page) -> Vec<String> {
    let Some(examples) = examples(plan, page, |operation| operation.paging.is_some()) else { return Vec::new() };
    let text = format!(
        "Operations that return pages, such as {examples}, have two more methods beside `send`: `pages` returns the \
         pages one by one, and `items` the items on them. Both request the next page on demand."
    );
    section("Pagination", wrapped(&text))
}

/// How long-running operations are polled, if there are any.
pub(super) fn long_running(plan: &Plan<'_>, page: Page) -> Vec<String> {
    let Some(examples) = examples(plan, page, |operation| operation.waiting.is_some()) else { return Vec::new() };
    let text = format!(
        "Operations that start something, such as {examples}, have a method `wait` beside `send`: it polls the \
         long-running operation until it completes."
    );
    section("Long-running operations", wrapped(&text))
}

/// What is retried, what limits a call, and how calls are observed.
pub(super) fn retries(page: Page) -> Vec<String> {
    let (retry, timeout) = (code(page, "ClientBuilder::retry"), code(page, "ClientBuilder::timeout"));
    let lines = [
        "Failed calls are retried twice by default, with exponential backoff and jitter, if it is safe to repeat them:"
            .to_owned(),
        "after connection failures, timeouts and the statuses 408, 429, 502, 503 and 504. `Retry-After` is respected."
            .to_owned(),
        format!("{retry} sets another policy."),
        String::new(),
        format!(
            "{timeout} limits the time of a call including its retries. Connecting is limited to 60 seconds, and the"
        ),
        "time between two reads of a response to 120 seconds.".to_owned(),
        String::new(),
        "With the feature `tracing`, each attempt is recorded as a span with the attributes of OpenTelemetry."
            .to_owned(),
    ];
    section("Retries, timeouts and observability", lines.to_vec())
}

/// The Cargo features.
pub(super) fn features(plan: &Plan<'_>) -> Vec<String> {
    let mut lines: Vec<String> = [
        "- `rustls` (default): HTTPS by rustls.",
        "- `http2` (default): HTTP/2, with services that offer it over TLS.",
        "- `blocking`: Calls from code that is not async.",
        "- `brotli`, `gzip`, `zstd`: Compressed responses.",
        "- `tracing`: A `tracing` span for each attempt of a call.",
    ]
    .map(str::to_owned)
    .to_vec();
    if plan.options.mocks {
        lines.push(format!("- `mock`: A mock server for tests, in the module `{}`.", plan.names.fixed.mock));
    }
    if plan.features.any() {
        lines.push("- One feature per tag, all of them enabled by default: without default features, only the operations of the".to_owned());
        lines.push("  enabled tags are compiled.".to_owned());
    }
    section("Features", lines)
}

/// How code that uses the crate is tested, if there is a mock server.
pub(super) fn testing(plan: &Plan<'_>) -> Vec<String> {
    if !plan.options.mocks {
        return Vec::new();
    }
    let module = &plan.names.fixed.mock;
    let lines = [
        format!(
            "The feature `mock` provides `{module}::MockServer`, a server on localhost with a method per operation, which sets"
        ),
        "the response. Unmatched requests get 501 and a description of the request.".to_owned(),
    ];
    section("Testing", lines.to_vec())
}

/// A section with a heading; nothing if it is empty.
fn section(title: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    let blank = if lines.first().is_some_and(String::is_empty) { None } else { Some(String::new()) };
    [String::new(), format!("# {title}")].into_iter().chain(blank).chain(lines).collect()
}

/// A paragraph on lines of readable length.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut().filter(|line| line.len() + word.len() < WIDTH) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A path in the crate, as a link where the page is part of its documentation.
fn code(page: Page, path: &str) -> String {
    if page == Page::Docs { format!("[`{path}`]") } else { format!("`{path}`") }
}

/// The environment variables of a credential, as part of a sentence: `A and B, or C`.
pub(super) fn credential_variables(scheme: &Scheme) -> String {
    let alternatives: Vec<String> = scheme.env.iter().map(|names| conjunction(&variables(names))).collect();
    alternatives.join(", or ")
}

/// Names of environment variables as code.
pub(super) fn variables(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// A list in a sentence: `A, B and C`.
fn conjunction(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// Some of the operations for which this holds; nothing if there are none.
fn examples(plan: &Plan<'_>, page: Page, holds: impl Fn(&Operation) -> bool) -> Option<String> {
    let all = plan.modules.operations().map(|index| (&plan.api.operations[index], &plan.names.operations[index]));
    let named = all.filter(|(operation, _)| holds(operation)).take(NAMED);
    let named: Vec<String> = named.map(|(_, names)| code(page, &format!("Client::{}", names.method))).collect();
    (!named.is_empty()).then(|| conjunction(&named))
}
