//! Streamed responses, and the header `Accept`.

use crate::api::{Encoding, Framing, Kind, Operation, ResponseBody, Stream as Lowered, StringFormat, TypeId};
use crate::names::RequestMethod;
use crate::rust::model::{Decoding, Stream};

use super::Plan;
use super::encodings::encoding;
use super::symbols::{BYTE_STREAM, EVENT_DATA, EVENT_STREAM, FRAMING, ITEM_STREAM, TEXT};

/// The ways to stream a response.
pub(super) fn streams(plan: &Plan<'_>, operation: &Operation) -> Vec<Stream> {
    let mut streams: Vec<Stream> = Vec::new();
    for lowered in &operation.success.streams {
        let stream = stream(plan, lowered, accept(operation).is_some());
        // Of two with the same method, the first is used.
        if !streams.iter().any(|known| known.method == stream.method) {
            streams.push(stream);
        }
    }
    if operation.success.body.encodings().contains(&Encoding::Binary) {
        let accept = bytes(operation);
        let symbol = plan.symbols.of(BYTE_STREAM);
        streams.push(Stream { method: RequestMethod::SendStream, symbol, item: None, framing: None, accept });
    }
    streams
}

/// The media types of bodies that are bytes, if there are others.
fn bytes(operation: &Operation) -> Option<String> {
    let ResponseBody::Several(choices) = &operation.success.body else { return None };
    let bytes = choices.iter().filter(|choice| choice.encoding == Some(Encoding::Binary));
    let media_types: Option<Vec<&str>> = bytes.map(|choice| choice.media_type.as_deref()).collect();
    media_types.map(|media_types| media_types.join(", "))
}

/// A way to stream a response. `accepts` is whether the operation sets the header `Accept`.
fn stream(plan: &Plan<'_>, lowered: &Lowered, accepts: bool) -> Stream {
    let item = match item(plan, lowered.of) {
        Decoding::Json(_, of) if lowered.is_wrapped => Some(Decoding::Json(plan.symbols.of(EVENT_DATA), of)),
        other => Some(other),
    };
    if lowered.is_data {
        let symbol = plan.symbols.of(EVENT_STREAM);
        return Stream { method: RequestMethod::SendEvents, symbol, item, framing: None, accept: None };
    }
    let (method, variant, usual) = match lowered.framing {
        Framing::Events => (RequestMethod::SendEvents, "Events", "text/event-stream"),
        Framing::Lines => (RequestMethod::SendItems, "Lines", "application/x-ndjson"),
        Framing::Sequence => (RequestMethod::SendItems, "Sequence", "application/json-seq"),
    };
    let framing = Some((plan.symbols.of(FRAMING), variant));
    let accepts = accepts && lowered.framing != Framing::Events;
    let accept = (accepts || lowered.media_type != usual).then(|| lowered.media_type.clone());
    Stream { method, symbol: plan.symbols.of(ITEM_STREAM), item, framing, accept }
}

/// How items are decoded: strings as text, everything else as JSON.
fn item(plan: &Plan<'_>, of: TypeId) -> Decoding {
    match plan.api.types[plan.api.types.resolve(of)].kind {
        Kind::String(StringFormat::Plain) => Decoding::Text(plan.symbols.of(TEXT)),
        _ => encoding(plan, Encoding::Json(of)),
    }
}

/// The header `Accept`, if it differs from what the decoding of the response implies: JSON, if the response or the error is.
pub(super) fn accept(operation: &Operation) -> Option<String> {
    let mut all: Vec<&str> = Vec::new();
    for media_type in operation.success.media_types.iter().chain(&operation.failure.media_types) {
        if !all.contains(&media_type.as_str()) {
            all.push(media_type);
        }
    }
    let implied = |body: &ResponseBody| match body {
        ResponseBody::One(Encoding::Json(_)) => Some("application/json"),
        ResponseBody::One(Encoding::Xml(_)) => Some("application/xml"),
        _ => None,
    };
    // Errors without a declared body are decoded as JSON.
    let of_errors = || match operation.failure.body {
        ResponseBody::Empty => Some("application/json"),
        _ => implied(&operation.failure.body),
    };
    let usual = implied(&operation.success.body).or_else(of_errors).unwrap_or_default();
    let all = all.join(", ");
    (!all.is_empty() && all != usual).then_some(all)
}
