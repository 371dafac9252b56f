//! Phase 4: what follows from several operations: their common error body, pages and long-running operations.

use serde_json::Value;

use crate::api::model::{Operation, Types, Webhook};
use crate::config::Config;
use crate::report::Diagnostics;

use super::encoding::Encoded;
use super::error_body::{self, SharedError};
use super::{paging, waiting};

/// Operations with their pages and polls: all roots are there.
pub(super) struct Linked {
    operations: Vec<Operation>,
    webhooks: Vec<Webhook>,
    types: Types,
    shared_error: Option<String>,
}

impl Linked {
    /// The key of the error body of operations that declare none.
    pub fn shared_error(&self) -> Option<String> {
        self.shared_error.clone()
    }

    /// The operations, webhooks and types.
    pub fn into_parts(self) -> (Vec<Operation>, Vec<Webhook>, Types) {
        (self.operations, self.webhooks, self.types)
    }
}

/// Decides the errors of operations that declare none, which operations have pages, and which are long-running.
pub(super) fn link(
    encoded: Encoded,
    config: &Config,
    document: &Value,
    chosen: SharedError<'_>,
    diagnostics: &mut Diagnostics,
) -> Linked {
    let (mut operations, webhooks, types) = encoded.into_parts();
    let shared_error = error_body::share(&mut operations, &types, chosen);
    for operation in &mut operations {
        operation.paging = paging::paging(operation, &types, config, document, diagnostics);
    }
    paging::report_unused_rules(&operations, &types, config, diagnostics);
    for index in 0..operations.len() {
        operations[index].waiting = waiting::waiting(&operations, index, &types, config, diagnostics);
    }
    Linked { operations, webhooks, types, shared_error }
}
