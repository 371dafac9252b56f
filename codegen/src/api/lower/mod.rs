//! From a document to its model, in phases.
//!
//! Each phase is a function that takes the result of the phase before it, so that none can be called too early:
//!
//! 1. [`draft`]: operations and types as they are declared.
//! 2. [`resolve`]: aliases, unions, examples and equal types.
//! 3. [`encoding`]: parameters and bodies, by their types.
//! 4. [`linking`]: a common error body, pages and long-running operations.
//! 5. [`direction`]: types that are sent, and types that are received.
//!
//! Around them are the files for parts of the document that have no types: [`info`], [`security`], [`server`], [`platform`].

mod assumptions;
mod body_type;
mod convention;
mod direction;
mod draft;
mod encoding;
mod error_body;
mod files;
mod inferred_array;
mod info;
mod linking;
mod media;
mod paging;
mod platform;
mod reader;
mod reference;
mod resolve;
mod security;
mod serialization;
mod server;
mod shallow;
mod unions;
mod waiting;
mod xml;

use serde_json::Value;

use crate::config::Config;
use crate::report::{At, Diagnostics, FileId};

use super::model::Api;
use draft::Operations;
pub use error_body::SharedError;
use reader::Reader;

/// Lowers a document of OpenAPI 3.0 to its model.
///
/// Never fails: what is not supported is omitted as the smallest part that fails, with a diagnostic. Equal input gives an
/// equal result.
pub fn lower(document: &Value, config: &Config) -> (Api, Diagnostics) {
    lower_keeping(document, config, SharedError::OfMost)
}

/// As [`lower`], with the error body of operations that declare none as an earlier generation chose it.
pub fn lower_keeping(document: &Value, config: &Config, shared_error: SharedError<'_>) -> (Api, Diagnostics) {
    let mut reader = Reader::new(document, config);
    let root = At::root(FileId::MAIN);
    let info = info::info(&mut reader, &root);
    let tags = info::tags(&mut reader, &root);
    let schemes = security::schemes(&mut reader, &root);
    let servers = server::root(&mut reader, &root);
    let (drafted, webhooks, types) =
        draft::draft(&mut reader, &root, &schemes, (tags, info::client_parameters(config)));
    let Operations { operations, omitted, omitted_parameters, tags, client_parameters } = drafted;

    let mut diagnostics = reader.finish();
    security::report_unused(document, config, &operations, &mut diagnostics);
    let (types, examples, untyped) = resolve::resolve(types, config, &mut diagnostics).into_parts();
    let (encoded, xml) = encoding::encode((operations, webhooks), types, document, &mut diagnostics);
    let linked = linking::link(encoded, config, document, shared_error, &mut diagnostics);
    let shared_error = linked.shared_error();
    let (operations, webhooks, types) = direction::direct(linked, config).into_parts();

    let mut api = Api {
        info,
        servers,
        tags,
        schemes,
        client_parameters,
        errors: info::errors(config),
        shared_error,
        endpoint_env: config.client.env.of("endpoint").cloned().unwrap_or_default(),
        platform: None,
        shown: info::shown(config, &operations),
        operations,
        webhooks,
        omitted_operations: omitted,
        omitted_parameters,
        untyped: untyped + xml.untyped,
        types,
        xml: xml.objects,
        examples,
    };
    api.platform = platform::platform(config, &api, &mut diagnostics);
    info::report_unmatched(config, &api, &mut diagnostics);
    (api, diagnostics)
}
