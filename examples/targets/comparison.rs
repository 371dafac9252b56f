//! Makes the calls of a generated client, and compares them with the document.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::sync::{Arc, Mutex};

use specwright::generation::Generation;
use specwright::rust::{Item, Module, Servers};
use specwright_runtime::description::{Api, Errors, NamedServers, Operation, Server, Variable};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::{BoxFuture, HttpRequest, HttpResponse, TransportError};
use specwright_runtime::{Body, Client, HeaderMap, StatusCode, Transport};

use crate::meant::{self, Meant, decoded};
use crate::written::{Call, Described, Written};

/// Where calls go if the document does not say it.
const ENDPOINT: &str = "https://endpoint.example.com/base";

/// The outcome for a document.
#[derive(Debug)]
pub struct Comparison {
    /// The number of operations with a method.
    pub operations: usize,
    /// The number of operations that the generator omitted.
    pub omitted: usize,
    /// What differs, an operation each.
    pub differences: Vec<String>,
}

/// Compares the calls of a document's client with the document.
///
/// # Errors
///
/// Fails if the document cannot be read or is refused.
pub fn compare(path: &Path) -> Result<Comparison, Box<dyn Error>> {
    let outcome = Generation { spec: path.to_owned(), ..Generation::default() }.run();
    let (Some(tree), Ok(generated)) = (outcome.tree, outcome.result) else {
        return Err("the document is refused".into());
    };
    let meant = meant::operations(tree.root());
    let mut items = generated.planned.modules.iter().flat_map(Module::all_items);
    let client = items.find_map(|item| if let Item::Client(client) = item { Some(client) } else { None });
    let client = client.ok_or("there is no client")?;
    let (servers, own) = (described(&client.servers), client.own_servers.iter());
    let own: Vec<(String, &'static NamedServers)> = own.map(|of| (of.constant.clone(), named(of))).collect();
    let calls = Written::of(&specwright::emit::single(&generated.planned))?.calls();
    let mut differences = Vec::new();
    for (call, described) in &calls {
        let sent = send(servers, &own, call, described);
        let difference = match meant.get(&spaced(&call.headline)) {
            None => Some("the document has no such operation".to_owned()),
            Some(meant) => sent.and_then(|sent| check(meant, call, described, &sent)).err(),
        };
        differences.extend(difference.map(|difference| format!("{}: {difference}", call.headline)));
    }
    let omitted = generated.counts.operations_omitted;
    // A configuration may select operations.
    if !path.with_extension("toml").is_file() && calls.len() + omitted < meant.len() {
        differences
            .push(format!("{} operations are missing without a diagnostic", meant.len() - calls.len() - omitted));
    }
    Ok(Comparison { operations: calls.len(), omitted, differences })
}

/// What was sent: method and URL.
type Sent = (String, String);

/// Makes a call; path parameters have their names as values.
fn send(
    servers: &'static [Server],
    own: &[(String, &'static NamedServers)],
    call: &Call,
    described: &Described,
) -> Result<Sent, String> {
    let recorder = Recorder::default();
    let operation = Operation {
        id: "operation",
        method: kept(&described.method),
        path: kept(&described.path),
        security: &[],
        servers: described.servers.as_ref().and_then(|name| own.iter().find(|(own, _)| own == name)).map(|(_, of)| *of),
        idempotency: None,
    };
    let api = Api {
        name: "api",
        user_agent: "",
        servers,
        params: &[],
        endpoint_env: &[],
        schemes: &[],
        errors: Errors { pairs: &[], request_id: &[], in_success: false },
    };
    let api: &'static Api = Box::leak(Box::new(api));
    let of_document = Client::builder(api).transport(recorder.clone()).build();
    let client = of_document.or_else(|_| {
        let builder = Client::builder(api).transport(recorder.clone()).endpoint(ENDPOINT);
        let name = operation.servers.map(|of| of.name);
        name.into_iter().fold(builder, |builder, name| builder.named_endpoint(name, ENDPOINT)).build()
    });
    let mut request = client.map_err(|error| error.to_string())?.request(Box::leak(Box::new(operation)));
    for name in call.path.iter().chain(&placeholders(&described.path)) {
        request = request.path(kept(name), format!("{{{name}}}"));
    }
    for name in &call.query {
        request = request.query(name, "");
    }
    futures_lite::future::block_on(request.send::<Empty, Empty>()).map_err(|error| error.to_string())?;
    let sent = recorder.0.lock().map_err(|error| error.to_string())?.take();
    sent.ok_or_else(|| "nothing was sent".to_owned())
}

/// Compares what was sent with what was meant.
fn check(meant: &Meant, call: &Call, described: &Described, (method, url): &Sent) -> Result<(), String> {
    let headline = spaced(&format!("{method} {}", meant.path));
    if headline != spaced(&call.headline) || *method != described.method {
        return Err(format!("it is sent as {method}"));
    }
    let (target, query) = url.split_once('?').unwrap_or((url, ""));
    let server = meant.server.as_deref().unwrap_or(ENDPOINT);
    let same_server = |base: &str| reqwest_form(base).and_then(|base| target.strip_prefix(&base).map(str::to_owned));
    let Some(path) = same_server(server).or_else(|| same_server(ENDPOINT).filter(|_| meant.server.is_none())) else {
        return Err(format!("it is sent to `{url}`, not to `{server}`"));
    };
    let segments: Vec<String> = path.strip_prefix('/').unwrap_or_default().split('/').map(decoded).collect();
    if segments != meant.segments {
        return Err(format!("the path is `{path}`, not {:?}", meant.segments));
    }
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let names: Vec<String> = pairs.map(|pair| decoded(pair.split('=').next().unwrap_or_default())).collect();
    let set: BTreeSet<String> = names.iter().cloned().collect();
    if set != meant.query || names.len() != set.len() {
        return Err(format!("the query is `{query}`, not {:?}", meant.query));
    }
    Ok(())
}

/// A line with a space in place of any white space, as in docs.
pub fn spaced(line: &str) -> String {
    line.replace(char::is_whitespace, " ")
}

/// A URL as URL libraries write it, without the slash at its end.
fn reqwest_form(url: &str) -> Option<String> {
    let url = specwright_runtime::reqwest::Url::parse(url).ok()?;
    Some(url.as_str().trim_end_matches('/').to_owned())
}

/// A transport that records what it is to send.
#[derive(Clone, Debug, Default)]
struct Recorder(Arc<Mutex<Option<Sent>>>);

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        if let Ok(mut sent) = self.0.lock() {
            *sent = Some((request.method.to_string(), request.url.to_string()));
        }
        let (status, headers, body) = (StatusCode::NO_CONTENT, HeaderMap::new(), Body::default());
        Box::pin(std::future::ready(Ok(HttpResponse { status, headers, body })))
    }
}

fn placeholders(template: &str) -> Vec<String> {
    template.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
}

fn named(of: &Servers) -> &'static NamedServers {
    let name = kept(of.name.as_deref().unwrap_or("own"));
    Box::leak(Box::new(NamedServers { name, servers: described(of) }))
}

/// Servers as the client's static declares them.
fn described(of: &Servers) -> &'static [Server] {
    let strings =
        |all: &[String]| -> &'static [&'static str] { all.iter().map(|text| kept(text)).collect::<Vec<_>>().leak() };
    let servers = of.servers.iter().map(|server| Server {
        url: kept(&server.url),
        variables: server
            .variables
            .iter()
            .map(|variable| Variable {
                name: kept(&variable.name),
                // A configuration may require values that have a default in the document: they begin with it.
                default: variable.default.as_ref().or(variable.values.first()).map(|value| kept(value)),
                values: strings(&variable.values),
                env: &[],
            })
            .collect::<Vec<_>>()
            .leak(),
    });
    servers.collect::<Vec<_>>().leak()
}

/// A string that statics can hold. The program is short-lived.
fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}
