//! Whether an operation may be sent again after a failure (RFC 9110, §9.2.2), and by which key a service knows that it was.

use serde_json::Value;

use crate::api::model::{Idempotency, Kind, Operation, Parameter, Place};

use super::context::Context;

/// What parameters for such keys are called, without marks and capitals.
const KEYS: [&str; 2] = ["idempotencykey", "xidempotencykey"];

/// Decides it for an operation: the configuration first, then `x-specwright-idempotent`, then a header for a key that the
/// operation declares, then the one that the configuration has for all.
///
/// Nothing where it is as the method says. A call need not give a key, since the client makes one, and so a parameter for
/// it is not required any more.
pub(super) fn idempotency(cx: &Context<'_>, value: &Value, operation: &mut Operation) -> Option<Idempotency> {
    let decided = operation.id.as_deref().and_then(|id| cx.config.operations.of(id));
    let said = || value.get("x-specwright-idempotent").and_then(Value::as_bool);
    let repeatable = decided.and_then(|decided| decided.idempotent).or_else(said);
    if repeatable == Some(false) {
        return Some(Idempotency::Never);
    }
    let named = decided.and_then(|decided| decided.idempotency_key.as_deref());
    let declared = operation.parameters.iter_mut().find(|parameter| match named {
        Some(name) => parameter.place == Place::Header && parameter.name.eq_ignore_ascii_case(name),
        None => is_key(cx, parameter),
    });
    let declared = declared.map(|parameter| {
        parameter.required = false;
        parameter.name.clone()
    });
    let acts_twice = matches!(operation.method.as_str(), "PATCH" | "POST");
    let general = || cx.config.client.idempotency_key.clone().filter(|_| acts_twice);
    match declared.or_else(|| named.map(str::to_owned)).or_else(general) {
        Some(name) => Some(Idempotency::Key(name)),
        None => repeatable.map(|_| Idempotency::Always),
    }
}

/// Whether a parameter is a header for keys, which any text can be.
fn is_key(cx: &Context<'_>, parameter: &Parameter) -> bool {
    let plain: String = parameter.name.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
    let is_text = matches!(cx.types[cx.types.resolve(parameter.of)].kind, Kind::Any | Kind::String(_));
    parameter.place == Place::Header && KEYS.contains(&plain.to_ascii_lowercase().as_str()) && is_text
}
