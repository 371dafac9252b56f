//! Items of the runtime that generated code uses, and whether a name of the document forces the full path.

use std::collections::HashSet;

use crate::names::Names;
use crate::rust::model::Symbol;

pub(super) const BYTE_STREAM: &str = "specwright_runtime::stream::ByteStream";
pub(super) const EVENT_DATA: &str = "specwright_runtime::stream::EventData";
pub(super) const EVENT_STREAM: &str = "specwright_runtime::stream::EventStream";
pub(super) const FRAMING: &str = "specwright_runtime::stream::Framing";
pub(super) const ITEM_STREAM: &str = "specwright_runtime::stream::ItemStream";
pub(super) const JSON_ITEMS: &str = "specwright_runtime::JsonItems";
pub(super) const PART: &str = "specwright_runtime::Part";
pub(super) const BINARY: &str = "specwright_runtime::response::Binary";
pub(super) const BODY: &str = "specwright_runtime::Body";
pub(super) const BYTES: &str = "specwright_runtime::Bytes";
pub(super) const CALL: &str = "specwright_runtime::Call";
pub(super) const CONSTRUCTOR: &str = "specwright_runtime::constructor";
pub(super) const EMPTY: &str = "specwright_runtime::response::Empty";
pub(super) const FULL: &str = "specwright_runtime::response::Full";
pub(super) const HEADERS: &str = "specwright_runtime::headers";
pub(super) const IDEMPOTENCY: &str = "specwright_runtime::description::Idempotency";
pub(super) const INTEGER_ENUM: &str = "specwright_runtime::integer_enum";
pub(super) const JSON: &str = "specwright_runtime::response::Json";
pub(super) const MAP: &str = "specwright_runtime::Map";
pub(super) const OBJECT: &str = "specwright_runtime::object";
pub(super) const OPERATION: &str = "specwright_runtime::description::Operation";
pub(super) const REQUEST: &str = "specwright_runtime::Request";
pub(super) const RESPONSE: &str = "specwright_runtime::Response";
pub(super) const FILE: &str = "specwright_runtime::File";
pub(super) const ITEMS: &str = "specwright_runtime::Items";
pub(super) const PAGE_FROM: &str = "specwright_runtime::pages::PageFrom";
pub(super) const PAGE_TO: &str = "specwright_runtime::pages::PageTo";
pub(super) const PAGES: &str = "specwright_runtime::Pages";
pub(super) const PAGING: &str = "specwright_runtime::pages::Paging";
pub(super) const RESPONSES: &str = "specwright_runtime::responses";
pub(super) const SEND_AS: &str = "specwright_runtime::send_as";
pub(super) const SECRET: &str = "specwright_runtime::Secret";
pub(super) const STRICT_JSON: &str = "specwright_runtime::response::StrictJson";
pub(super) const STRING_ENUM: &str = "specwright_runtime::string_enum";
pub(super) const STYLE: &str = "specwright_runtime::Style";
pub(super) const TEXT: &str = "specwright_runtime::response::Text";
pub(super) const UNION: &str = "specwright_runtime::union";
pub(super) const XML: &str = "specwright_runtime::xml";
pub(super) const XML_BODY: &str = "specwright_runtime::response::Xml";
pub(super) const VALUE: &str = "specwright_runtime::Value";
pub(super) const WAIT: &str = "specwright_runtime::Wait";
pub(super) const WEBHOOKS: &str = "specwright_runtime::webhooks";
pub(super) const WAITING: &str = "specwright_runtime::wait::Polling";

/// The names of types of the crate.
pub(super) struct Symbols<'a>(HashSet<&'a str>);

impl<'a> Symbols<'a> {
    /// Collects the names.
    pub fn new(names: &'a Names) -> Self {
        let types = names.types.values().map(String::as_str);
        let requests = names.operations.iter().map(|operation| operation.request.as_str());
        let headers = names.operations.iter().filter_map(|operation| operation.headers.as_deref());
        let arguments = names.operations.iter().filter_map(|operation| operation.arguments.as_deref());
        let choices = names.operations.iter().flat_map(|operation| [&operation.success, &operation.failure]);
        let choices = choices.flatten().map(|(name, _)| name.as_str());
        let variables = names.variable_types.values().map(|names| names.name.as_str());
        let webhooks = names.webhooks.iter().filter_map(|webhook| webhook.headers.as_deref());
        let webhooks = webhooks.chain(std::iter::once(names.payloads.as_str()));
        Self(
            types
                .chain(webhooks)
                .chain(requests)
                .chain(headers)
                .chain(arguments)
                .chain(choices)
                .chain(variables)
                .collect(),
        )
    }

    /// How the code refers to an item of the runtime.
    pub fn of(&self, path: &'static str) -> Symbol {
        let name = path.rsplit("::").next().unwrap_or(path);
        Symbol { path, qualified: self.0.contains(name) }
    }
}
