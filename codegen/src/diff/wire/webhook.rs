//! Requests that the service sends: their payloads are received, the responses to them sent.

use crate::api::{Encoding, Flow, ResponseBody, Webhook};

use super::super::code::ChangeCode;
use super::super::matching::Matching;
use super::super::side::Side;
use super::super::subject::Subject;
use super::graph::{From, Graph};
use super::step::{Difference, Step};

/// Compares the webhooks and callbacks that both documents have. One that is gone is received no more, and a new one is kept as
/// JSON, so that nothing fails.
pub(super) fn compare<'a>(
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    matching: &Matching,
    graph: &mut Graph,
) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    for one in &old.api.webhooks {
        let Some(other) = new.api.webhooks.iter().find(|other| other.name == one.name) else { continue };
        let mut step = Step::new(old, new, Flow::Received, false);
        webhook(&mut step, one, other);
        let pairs = std::mem::take(&mut step.pairs);
        let is_owner = |of: Option<usize>| of.is_some_and(|of| one.callback_of.contains(&of));
        for (index, _) in matching.iter().filter(|(_, of)| is_owner(of.old)) {
            graph.enter(pairs.clone(), From::Operation(index));
        }
        graph.enter(pairs, From::Webhook);
        steps.push(step);
    }
    steps
}

fn webhook(step: &mut Step<'_>, one: &Webhook, other: &Webhook) {
    let about = Subject::Webhook(one.name.clone());
    if let (Some(one), Some(other)) = (&one.payload, &other.payload) {
        match types(one.encoding, other.encoding) {
            Some(Some((one, other))) => step.element(one, other, &about),
            Some(None) => {}
            None => {
                let (was, now) = (Some(one.media_type.clone()), Some(other.media_type.clone()));
                let headline = format!("{} is `{}`, was `{}`", step.about(&about), other.media_type, one.media_type);
                let (code, at) = (ChangeCode::MediaTypeRemoved, Some(step.new.spot(&other.at)));
                step.report(&about, Difference { code, effect: Step::BROKEN, was, now, headline, at });
            }
        }
    }
    for one in &one.headers {
        if let Some(other) = other.headers.iter().find(|other| other.name.eq_ignore_ascii_case(&one.name)) {
            step.element(one.of, other.of, &about);
        }
    }
    step.flow = Flow::Sent;
    if let (ResponseBody::One(one), ResponseBody::One(other)) = (&one.success.body, &other.success.body)
        && let Some(Some((one, other))) = types(*one, *other)
    {
        step.element(one, other, &about);
    }
}

/// The types of two bodies of the same kind; `None` if they are of different kinds.
fn types(one: Encoding, other: Encoding) -> Option<Option<(crate::api::TypeId, crate::api::TypeId)>> {
    let is_same = std::mem::discriminant(&one) == std::mem::discriminant(&other);
    is_same.then(|| one.of().zip(other.of()))
}
