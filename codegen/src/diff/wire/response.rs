//! Responses: bodies by status, streams, headers.

use crate::api::{Encoding, Operation, Response, ResponseBody, Statuses};

use super::super::change::Spot;
use super::super::code::ChangeCode;
use super::super::subject::{Subject, WireChange};
use super::step::{Difference, Step};

/// Compares the responses of an operation.
pub(super) fn compare(step: &mut Step<'_>, index: usize, old: &Operation, new: &Operation) {
    let at = step.new.below(&new.at, &["responses"]);
    bodies(step, &Subject::Success(index), (&old.success, &new.success), &at);
    statuses(step, &Subject::Success(index), (&old.success, &new.success), &at);
    media_types(step, &Subject::Success(index), (old, new), &at);
    headers(step, index, (&old.success, &new.success), &at);
    step.in_error = true;
    bodies(step, &Subject::Failure(index), (&old.failure, &new.failure), &at);
    step.in_error = false;
    for one in &old.success.streams {
        let about = Subject::Success(index);
        match new.success.streams.iter().find(|other| other.framing == one.framing) {
            Some(other) => step.element(one.of, other.of, &about),
            None => {
                let headline = format!("there is no `{}` any more", one.media_type);
                let (code, was) = (ChangeCode::MediaTypeRemoved, Some(one.media_type.clone()));
                let at = Some(at.clone());
                step.report(&about, Difference { code, effect: Step::BROKEN, was, now: None, headline, at });
            }
        }
    }
}

/// A body, and where it applies. A single body applies to all statuses.
struct Entry {
    statuses: Option<Statuses>,
    encoding: Option<Encoding>,
}

fn entries(of: &Response) -> Vec<Entry> {
    match &of.body {
        ResponseBody::Empty => vec![Entry { statuses: None, encoding: None }],
        ResponseBody::One(encoding) => vec![Entry { statuses: None, encoding: Some(*encoding) }],
        ResponseBody::Several(choices) => {
            let entry =
                |choice: &crate::api::Choice| Entry { statuses: Some(choice.statuses), encoding: choice.encoding };
            choices.iter().map(entry).collect()
        }
    }
}

fn bodies(step: &mut Step<'_>, about: &Subject, (old, new): (&Response, &Response), at: &Spot) {
    // An operation without an error response may fail all the same.
    if old.statuses.is_none() || new.statuses.is_none() {
        return;
    }
    let (of_old, of_new) = (entries(old), entries(new));
    let statuses = |entry: &Entry, of: &Response| entry.statuses.or(of.statuses);
    let applies = |one: &Entry, other: &Entry| {
        of_old.len() == 1 && of_new.len() == 1 || statuses(one, old) == statuses(other, new)
    };
    let has_media_type = |one: &Entry, other: &Entry| match (one.encoding, other.encoding) {
        (Some(one), Some(other)) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
        (None, None) => true,
        _ => false,
    };
    for other in &of_new {
        let alike: Vec<&Entry> = of_old.iter().filter(|one| applies(one, other)).collect();
        let same = alike.iter().find(|one| has_media_type(one, other));
        match (same, alike.first()) {
            (Some(one), _) => {
                if let (Some(one), Some(other)) =
                    (one.encoding.and_then(Encoding::of), other.encoding.and_then(Encoding::of))
                {
                    step.element(one, other, about);
                }
            }
            // The media type that the client requests is declared as well, or it was nothing that a client reads.
            (None, Some(one)) => {
                let is_kept = one.encoding.is_none()
                    || of_new.iter().any(|other| applies(one, other) && has_media_type(one, other));
                let effect = if is_kept { Step::FINE } else { Step::BROKEN };
                let code = if is_kept { ChangeCode::MediaTypeAdded } else { ChangeCode::MediaTypeRemoved };
                let headline = format!("{} has another form", step.about(about));
                let (was, now) = (one.encoding.map(form), other.encoding.map(form));
                step.report(about, Difference { code, effect, was, now, headline, at: Some(at.clone()) });
            }
            // Errors may have any status; what differs is how they are typed.
            (None, None) => {
                let effect = if step.in_error { Step::FINE } else { Step::BROKEN };
                let status = statuses(other, new).map(status).unwrap_or_default();
                let headline = format!("there is a body for {status}");
                let (code, now) = (ChangeCode::ResponseAdded, Some(status));
                step.report(about, Difference { code, effect, was: None, now, headline, at: Some(at.clone()) });
            }
        }
    }
}

/// Reports statuses that the old document does not declare. A generated crate reads each as the body that it knows; if that is
/// another one, it is reported as a body.
fn statuses(step: &mut Step<'_>, about: &Subject, (old, new): (&Response, &Response), at: &Spot) {
    let is_known = |status: &Statuses| old.declared.iter().any(|one| one.covers(*status));
    for added in new.declared.iter().filter(|status| !is_known(status)).copied() {
        let now = Some(status(added));
        let is_reported = |change: &WireChange| change.code == ChangeCode::ResponseAdded && change.now == now;
        if !old.declared.is_empty() && !step.changes.iter().any(is_reported) {
            let headline = format!("there are responses with the status {}", status(added));
            let (code, effect) = (ChangeCode::ResponseAdded, Step::STRICT);
            step.report(about, Difference { code, effect, was: None, now, headline, at: Some(at.clone()) });
        }
    }
}

/// Clients request the media types of the old document, of which a service that has none may respond with 406 (RFC 9110, section
/// 15.5.7).
fn media_types(step: &mut Step<'_>, about: &Subject, (old, new): (&Operation, &Operation), at: &Spot) {
    let (of_old, of_new) = (&old.success.media_types, &new.success.media_types);
    let is_json = |of: &Response| of.body.encodings().iter().any(|encoding| matches!(encoding, Encoding::Json(_)));
    let accepts = |of: &String, media_type: &String| {
        let range = of.split_once('/').filter(|(_, sub)| *sub == "*").map_or(of.as_str(), |(kind, _)| kind);
        of.eq_ignore_ascii_case(media_type) || of == "*/*" || range != of && media_type.starts_with(range)
    };
    let is_kept = of_new.iter().any(|now| of_old.iter().any(|was| accepts(was, now) || accepts(now, was)));
    // Other forms are reported as such.
    if is_kept || of_old.is_empty() || of_new.is_empty() || !is_json(&old.success) || !is_json(&new.success) {
        return;
    }
    let (was, now) = (of_old.join(", "), of_new.join(", "));
    let headline = format!("the response is `{now}`, was `{was}`");
    let (code, effect, was, now) = (ChangeCode::MediaTypeRemoved, Step::BROKEN, Some(was), Some(now));
    step.report(about, Difference { code, effect, was, now, headline, at: Some(at.clone()) });
}

fn headers(step: &mut Step<'_>, index: usize, (old, new): (&Response, &Response), at: &Spot) {
    for one in &old.headers {
        let about = Subject::Header(index, one.name.clone());
        match new.headers.iter().find(|other| other.name.eq_ignore_ascii_case(&one.name)) {
            Some(other) => {
                if one.required && !other.required {
                    let headline = format!("{} is optional", step.about(&about));
                    let code = ChangeCode::FieldOptional;
                    let at = Some(at.clone());
                    step.report(&about, Difference { code, effect: Step::BROKEN, was: None, now: None, headline, at });
                }
                step.value(one.of, other.of, &about, !one.required);
            }
            None => {
                let effect = if one.required { Step::BROKEN } else { Step::FINE };
                let headline = format!("{} is not declared any more", step.about(&about));
                let (code, was) = (ChangeCode::HeaderRemoved, Some(one.name.clone()));
                step.report(&about, Difference { code, effect, was, now: None, headline, at: Some(at.clone()) });
            }
        }
    }
    let is_known = |name: &str| old.headers.iter().any(|one| one.name.eq_ignore_ascii_case(name));
    for other in new.headers.iter().filter(|other| !is_known(&other.name)) {
        let about = Subject::Header(index, other.name.clone());
        let headline = format!("{} is declared", step.about(&about));
        let (code, now) = (ChangeCode::HeaderAdded, Some(other.name.clone()));
        step.report(&about, Difference { code, effect: Step::FINE, was: None, now, headline, at: Some(at.clone()) });
    }
}

fn form(of: Encoding) -> String {
    match of {
        Encoding::Json(_) => "JSON",
        Encoding::Form(_) => "form",
        Encoding::Multipart(_) => "multipart",
        Encoding::Items(..) => "sequence",
        Encoding::Xml(_) => "XML",
        Encoding::Text => "text",
        Encoding::Binary => "bytes",
    }
    .to_owned()
}

fn status(of: Statuses) -> String {
    match of {
        Statuses::Code(code) => code.to_string(),
        Statuses::Range(digit) => format!("{digit}XX"),
        Statuses::Default => "default".to_owned(),
    }
}
