//! Whether an operation is idempotent (RFC 9110, §9.2.2), and the key by which a service recognises a retry.

use serde_json::Value;

use crate::api::model::{Idempotency, Kind, Operation, Parameter, Place};

use super::drafting::Drafting;

/// Names of headers for such keys, in lower case and without punctuation.
const KEYS: [&str; 2] = ["idempotencykey", "xidempotencykey"];

/// The idempotency of an operation: from its configuration, `x-specwright-idempotent`, a header for a key that it
/// declares, or the configuration for all operations, in this order. `None` if its method decides.
///
/// A parameter for a key becomes optional, since the client makes a key.
pub(super) fn idempotency(cx: &Drafting<'_, '_>, value: &Value, operation: &mut Operation) -> Option<Idempotency> {
    let configured = operation.id.as_deref().and_then(|id| cx.config().operations.of(id));
    let declared = || value.get("x-specwright-idempotent").and_then(Value::as_bool);
    let repeatable = configured.and_then(|configured| configured.idempotent).or_else(declared);
    if repeatable == Some(false) {
        return Some(Idempotency::Never);
    }
    let named = configured.and_then(|configured| configured.idempotency_key.as_deref());
    let declared = operation.parameters.iter_mut().find(|parameter| match named {
        Some(name) => parameter.place == Place::Header && parameter.name.eq_ignore_ascii_case(name),
        None => is_key(cx, parameter),
    });
    let declared = declared.map(|parameter| {
        parameter.required = false;
        parameter.name.clone()
    });
    let acts_twice = matches!(operation.method.as_str(), "PATCH" | "POST");
    let general = || cx.config().client.idempotency_key.clone().filter(|_| acts_twice);
    match declared.or_else(|| named.map(str::to_owned)).or_else(general) {
        Some(name) => Some(Idempotency::Key(name)),
        None => repeatable.map(|_| Idempotency::Always),
    }
}

/// Whether a parameter is a header for keys, which may be any string.
fn is_key(cx: &Drafting<'_, '_>, parameter: &Parameter) -> bool {
    let plain: String = parameter.name.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
    let is_string = matches!(cx.resolved(parameter.of), Kind::Any | Kind::String(_));
    parameter.place == Place::Header && KEYS.contains(&plain.to_ascii_lowercase().as_str()) && is_string
}
