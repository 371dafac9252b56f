//! From a document to its meaning, one file per OpenAPI object.

mod alias;
mod array;
mod context;
mod convention;
mod direction;
mod dispatch;
mod enumeration;
mod examples;
mod idempotency;
mod info;
mod inheritance;
mod list;
mod media;
mod member_encoding;
mod object;
mod operation;
mod paging;
mod parameter;
mod part;
mod platform;
mod reference;
mod request_body;
mod response;
mod schema;
mod security;
mod sequence;
mod server;
mod shallow;
mod sharing;
mod types;
mod union;
mod waiting;
mod within;
mod xml;

use serde_json::Value;

use crate::config::Config;
use crate::report::{At, Diagnostics, FileId};

use super::model::Api;
use context::Context;

/// Lowers a document of OpenAPI 3.0 to its meaning.
///
/// Never fails: what cannot be supported is left out, as little as possible, and said in the diagnostics. Equal
/// input gives an equal result.
pub fn lower(document: &Value, config: &Config) -> (Api, Diagnostics) {
    let mut cx = Context::new(document, config);
    let root = At::root(FileId::MAIN);
    let info = info::info(&mut cx, &root);
    let tags = info::tags(&mut cx, &root);
    let schemes = security::schemes(&mut cx, &root);
    let servers = server::root(&mut cx, &root);
    let mut api = Api {
        info,
        servers,
        tags,
        schemes,
        client_parameters: info::client_parameters(config),
        errors: info::errors(config),
        endpoint_env: config.client.env.of("endpoint").cloned().unwrap_or_default(),
        platform: None,
        operations: Vec::new(),
        shown: None,
        omitted_operations: 0,
        untyped: 0,
        types: super::Types::default(),
        xml: indexmap::IndexMap::new(),
        examples: Vec::new(),
    };
    operation::operations(&mut cx, &root, &mut api);
    schema::components(&mut cx, &root);
    alias::settle(&mut cx);
    dispatch::decide(&mut cx);
    list::settle(&mut cx);
    api.examples = examples::hold_against_schemas(&mut cx);
    sharing::share(&mut cx);
    api.types = cx.types;
    api.untyped = cx.untyped;
    request_body::settle(&mut api);
    xml::settle(&mut api, document, &mut cx.diagnostics);
    parameter::settle(&mut api);
    paging::decide(&mut api, config, document, &mut cx.diagnostics);
    waiting::decide(&mut api, config, &mut cx.diagnostics);
    direction::mark(&mut api);
    direction::settle(&mut api);
    api.platform = platform::platform(config, &api, &mut cx.diagnostics);
    api.shown = info::shown(config, &api);
    info::report_unmatched(config, &api, &mut cx.diagnostics);
    (api, cx.diagnostics)
}
