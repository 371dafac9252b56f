//! Names for bodies that differ by status or media type.

use crate::api::{Choice, ResponseBody, Statuses};

use super::{Scope, identifier, pascal};

/// The enum of bodies that differ by status, and a variant for each status, named by its reason phrase.
/// `name` names the enum.
pub(super) fn choices(body: &ResponseBody, name: impl FnOnce() -> String) -> Option<(String, Vec<String>)> {
    let ResponseBody::Several(choices) = body else { return None };
    let mut variants = Scope::with(["Self"]);
    let statuses = choices.first().map(|choice| choice.statuses);
    let alike = choices.iter().all(|choice| Some(choice.statuses) == statuses);
    let variants = choices.iter().map(|choice| variants.take([variant(choice, alike)]).0).collect();
    Some((name(), variants))
}

/// The variant for a choice: the reason phrase, and the media type if the choices differ by it.
fn variant(choice: &Choice, alike: bool) -> String {
    let phrase = phrase(choice.statuses);
    let Some(media_type) = &choice.media_type else { return phrase };
    let subtype = pascal(&subtype(media_type));
    if alike { identifier(subtype, "Other") } else { format!("{phrase}{subtype}") }
}

/// The reason phrase of a status (RFC 9110 §15, and the IANA registry of status codes).
pub(super) fn phrase(statuses: Statuses) -> String {
    let phrase = match statuses {
        Statuses::Code(code) => match code {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            203 => "NonAuthoritative",
            204 => "NoContent",
            205 => "ResetContent",
            206 => "PartialContent",
            207 => "MultiStatus",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            400 => "BadRequest",
            401 => "Unauthorized",
            402 => "PaymentRequired",
            403 => "Forbidden",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            406 => "NotAcceptable",
            408 => "RequestTimeout",
            409 => "Conflict",
            410 => "Gone",
            412 => "PreconditionFailed",
            413 => "ContentTooLarge",
            415 => "UnsupportedMediaType",
            422 => "UnprocessableContent",
            423 => "Locked",
            424 => "FailedDependency",
            428 => "PreconditionRequired",
            429 => "TooManyRequests",
            500 => "InternalServerError",
            501 => "NotImplemented",
            502 => "BadGateway",
            503 => "ServiceUnavailable",
            504 => "GatewayTimeout",
            other => return format!("Status{other}"),
        },
        Statuses::Range(2) => "Success",
        Statuses::Range(3) => "Redirection",
        Statuses::Range(4) => "ClientError",
        Statuses::Range(5) => "ServerError",
        Statuses::Range(_) => "Informational",
        Statuses::Default => "Default",
    };
    phrase.to_owned()
}

/// The name of a media type: `csv`, `merge-patch`.
pub(super) fn subtype(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", essence));
    let subtype = subtype.trim().trim_start_matches("x-").trim_end_matches("+json").trim_end_matches("+xml");
    match subtype {
        "*" | "octet-stream" if kind == "*" || kind == "application" => "binary".to_owned(),
        "*" => kind.to_owned(),
        "plain" => "text".to_owned(),
        _ => subtype.to_owned(),
    }
}
