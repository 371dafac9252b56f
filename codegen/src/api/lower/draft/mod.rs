//! Phase 1: operations and types as they are declared.
//!
//! Every schema becomes a type, with its references followed and its `allOf` merged. Unions are lists of branches, and
//! aliases may refer to each other; [`resolve`](super::resolve) decides what they are.

mod annotation;
mod array;
mod branch_name;
mod conjunction;
mod constraint;
mod declared_type;
mod discriminator;
mod drafting;
mod enumeration;
mod extension;
mod idempotency;
mod inheritance;
mod limit;
mod media_content;
mod mistyped;
mod object;
mod operation;
mod parameter;
mod path_group;
mod path_template;
mod property_encoding;
mod request_body;
mod response;
mod schema;
mod selection;
mod sequence;
mod subschema;
mod target_name;
mod union;
mod webhook;

pub(super) use drafting::{DraftedTypes, Example};
pub(super) use limit::MAX_ITEMS;
pub(super) use operation::Operations;

use crate::api::model::{ClientParameter, Scheme, Tag, Webhook};
use crate::report::At;

use super::reader::Reader;
use selection::Selection;

/// Drafts the operations, webhooks and components of a document.
pub(super) fn draft<'a>(
    reader: &mut Reader<'a>,
    root: &At<'_>,
    schemes: &[Scheme],
    declared: (Vec<Tag>, Vec<ClientParameter>),
) -> (Operations, Vec<Webhook>, DraftedTypes<'a>) {
    let config = reader.config();
    let mut selection = Selection::new(config);
    let mut cx = schema::drafting(reader);
    let operations = operation::operations(&mut cx, root, schemes, (declared, &mut selection));
    let webhooks = webhook::webhooks(&mut cx, root, (&operations.operations, &mut selection));
    selection.report_unmatched(config, cx.reader().diagnostics());
    schema::components(&mut cx, root);
    (operations, webhooks, cx.finish())
}
