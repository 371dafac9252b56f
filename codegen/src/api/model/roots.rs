//! Where types are sent and received: the roots from which all other types of an API are reached.

use super::{Api, Content, Encoding, Header, Operation, Owner, Paging, Parameter, Stream, TypeId, Webhook};

/// A place where values of a type are sent or received.
///
/// Bodies of text or bytes have no type and are no roots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RootType<'a> {
    /// The type of the values.
    pub of: TypeId,
    /// Whether the client sends or receives them. The site does not decide that: the client receives the request body of
    /// a webhook, and sends that of an operation.
    pub flow: Flow,
    /// The part of the API to which the site belongs.
    pub owner: Owner,
    /// The sort of place.
    pub site: Site<'a>,
}

/// The way that values take.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Flow {
    /// From the client to the service.
    Sent,
    /// From the service to the client.
    Received,
}

/// The sort of place where a type is sent or received, with what the document declares there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Site<'a> {
    /// A parameter.
    Parameter(&'a Parameter),
    /// A media type of the request body.
    RequestBody(&'a Content),
    /// The body of a successful response, as it is encoded.
    ResponseBody(Encoding),
    /// The body of an error response, as it is encoded.
    ErrorBody(Encoding),
    /// A header of a successful response.
    ResponseHeader(&'a Header),
    /// A header of an error response.
    ErrorHeader(&'a Header),
    /// An event or item of a response that is read as a stream.
    StreamItem(&'a Stream),
    /// An item of a page.
    PageItem(&'a Paging),
    /// The body of a response of the operation that is polled for this one.
    PollBody(Encoding),
    /// The body of a request that the service sends.
    Payload(Encoding),
    /// A header of a request that the service sends.
    PayloadHeader(&'a Header),
    /// The body of the response to a request that the service sends.
    PayloadResponse(Encoding),
}

impl Api {
    /// Every place where a type is sent or received, in the order of the document: those of operations, then those of
    /// webhooks. Within an operation the request comes before the responses.
    pub fn roots(&self) -> impl Iterator<Item = RootType<'_>> {
        roots(&self.operations, &self.webhooks)
    }

    /// The places that belong to one part of the API.
    pub fn roots_of(&self, owner: Owner) -> Vec<RootType<'_>> {
        match owner {
            Owner::Operation(index) => of_operation(&self.operations, index),
            Owner::Webhook(index) => of_webhook(&self.webhooks, index),
        }
    }
}

/// [`Api::roots`], before there is an [`Api`].
pub(in crate::api) fn roots<'a>(
    operations: &'a [Operation],
    webhooks: &'a [Webhook],
) -> impl Iterator<Item = RootType<'a>> {
    let of_operations = (0..operations.len()).flat_map(|index| of_operation(operations, index));
    of_operations.chain((0..webhooks.len()).flat_map(|index| of_webhook(webhooks, index)))
}

fn of_operation<'a>(operations: &'a [Operation], index: usize) -> Vec<RootType<'a>> {
    let Some(operation) = operations.get(index) else { return Vec::new() };
    let owner = Owner::Operation(index);
    let root = |of: TypeId, flow: Flow, site: Site<'a>| RootType { of, flow, owner, site };
    let mut roots: Vec<RootType<'a>> = Vec::new();
    let parameters = operation.parameters.iter();
    roots.extend(parameters.map(|parameter| root(parameter.of, Flow::Sent, Site::Parameter(parameter))));
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    roots.extend(
        contents.filter_map(|content| Some(root(content.encoding.of()?, Flow::Sent, Site::RequestBody(content)))),
    );
    let bodies = |response: &super::Response, site: fn(Encoding) -> Site<'a>| {
        let typed = |encoding: Encoding| Some(root(encoding.of()?, Flow::Received, site(encoding)));
        response.body.encodings().into_iter().filter_map(typed).collect::<Vec<_>>()
    };
    for (response, body, header) in [
        (&operation.success, Site::ResponseBody as fn(Encoding) -> Site<'a>, Site::ResponseHeader as fn(_) -> Site<'a>),
        (&operation.failure, Site::ErrorBody, Site::ErrorHeader),
    ] {
        roots.extend(bodies(response, body));
        roots.extend(response.streams.iter().map(|stream| root(stream.of, Flow::Received, Site::StreamItem(stream))));
        roots.extend(response.headers.iter().map(|declared| root(declared.of, Flow::Received, header(declared))));
    }
    roots.extend(operation.paging.iter().map(|paging| root(paging.item, Flow::Received, Site::PageItem(paging))));
    let polled = operation.waiting.as_ref().and_then(|waiting| operations.get(waiting.poll));
    for response in polled.iter().flat_map(|polled| [&polled.success, &polled.failure]) {
        roots.extend(bodies(response, Site::PollBody));
    }
    roots
}

fn of_webhook<'a>(webhooks: &'a [Webhook], index: usize) -> Vec<RootType<'a>> {
    let Some(webhook) = webhooks.get(index) else { return Vec::new() };
    let owner = Owner::Webhook(index);
    let header =
        |header: &'a Header| RootType { of: header.of, flow: Flow::Received, owner, site: Site::PayloadHeader(header) };
    let mut roots: Vec<RootType<'a>> = webhook.headers.iter().map(header).collect();
    let encoding = webhook.payload.as_ref().map(|payload| payload.encoding);
    let payload = |encoding: Encoding| {
        Some(RootType { of: encoding.of()?, flow: Flow::Received, owner, site: Site::Payload(encoding) })
    };
    roots.extend(encoding.and_then(payload));
    let responses = [&webhook.success, &webhook.failure].into_iter().flat_map(|response| response.body.encodings());
    roots.extend(responses.filter_map(|encoding| {
        Some(RootType { of: encoding.of()?, flow: Flow::Sent, owner, site: Site::PayloadResponse(encoding) })
    }));
    roots
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Flow;
    use crate::api::lower;
    use crate::config::Config;

    #[test]
    fn every_place_of_an_operation_is_a_root() {
        let of = |name: &str| json!({"title": name});
        let content = |name: &str| json!({"application/json": {"schema": of(name)}});
        let events = json!({"text/event-stream": {"schema": of("event")}});
        let response = json!({"headers": {"X-A": {"schema": of("header")}}, "content": content("response")});
        let get = json!({
            "parameters": [{"name": "a", "in": "query", "schema": of("parameter")}],
            "requestBody": {"content": content("request")},
            "responses": {"200": response, "206": {"content": events}, "400": {"content": content("error")}},
        });
        let document = json!({"openapi": "3.0.3", "paths": {"/a": {"get": get}}});
        let (api, _) = lower(&document, &Config::default());
        let title = |root: super::RootType<'_>| (root.flow, api.types[root.of].title.clone().unwrap_or_default());
        let roots: Vec<(Flow, String)> = api.roots().map(title).collect();
        let expected = [
            (Flow::Sent, "parameter"),
            (Flow::Sent, "request"),
            (Flow::Received, "response"),
            (Flow::Received, "event"),
            (Flow::Received, "header"),
            (Flow::Received, "error"),
        ];
        assert_eq!(roots, expected.map(|(flow, title)| (flow, title.to_owned())));
    }
}
