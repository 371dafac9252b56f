//! One step of the comparison: what differs in one place, and the pairs of types that it leads to.

use std::collections::BTreeSet;

use crate::api::{Api, Flow, Kind, TypeId};

use super::super::change::{Effect, Spot};
use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::{Subject, WireChange};
use super::limits::{self, Limit};

/// Two types in the same place, neither an alias nor nullable.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub old: TypeId,
    pub new: TypeId,
    pub flow: Flow,
    /// Whether it is in the body of an error, which a crate keeps even if it cannot be decoded.
    pub in_error: bool,
    /// What a difference is about, if the types have no name.
    pub about: Subject,
}

/// Where a value is.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Place {
    /// In a property or parameter that has to be there.
    Required,
    /// In one that may be absent, so that `null` is read as absence.
    Optional,
    /// In an array, a map or a body.
    Element,
}

/// What is compared in one place.
pub(super) struct Step<'a> {
    pub old: &'a Side<'a>,
    pub new: &'a Side<'a>,
    pub flow: Flow,
    pub in_error: bool,
    pub changes: Vec<WireChange>,
    pub pairs: Vec<Pair>,
}

/// What a difference is, apart from what it is about.
pub(super) struct Difference {
    pub code: ChangeCode,
    pub effect: (Effect, Effect),
    pub was: Option<String>,
    pub now: Option<String>,
    pub headline: String,
    pub at: Option<Spot>,
}

impl<'a> Step<'a> {
    pub fn new(old: &'a Side<'a>, new: &'a Side<'a>, flow: Flow, in_error: bool) -> Self {
        Self { old, new, flow, in_error, changes: Vec::new(), pairs: Vec::new() }
    }

    pub fn is_sent(&self) -> bool {
        self.flow == Flow::Sent
    }

    /// Compatible for everybody.
    pub const FINE: (Effect, Effect) = (Effect::Compatible, Effect::Compatible);

    /// Breaking for everybody.
    pub const BROKEN: (Effect, Effect) = (Effect::Breaking, Effect::Breaking);

    /// Breaking for clients that are stricter than the generated ones.
    pub const STRICT: (Effect, Effect) = (Effect::Breaking, Effect::Compatible);

    /// Breaking if requests have it.
    pub fn if_sent(&self) -> (Effect, Effect) {
        if self.is_sent() { Self::BROKEN } else { Self::FINE }
    }

    /// Breaking if responses have it.
    pub fn if_received(&self) -> (Effect, Effect) {
        if self.is_sent() { Self::FINE } else { Self::BROKEN }
    }

    /// Breaking for strict clients if responses have it.
    pub fn if_received_strictly(&self) -> (Effect, Effect) {
        if self.is_sent() { Self::FINE } else { Self::STRICT }
    }

    /// Adds a difference.
    pub fn report(&mut self, about: &Subject, difference: Difference) {
        let Difference { code, effect: (wire, released), was, now, headline, at } = difference;
        let released = if self.in_error { Effect::Compatible } else { released };
        let detail = detail(code, self.flow, wire, released);
        let operations = about.operation().into_iter().collect::<BTreeSet<_>>();
        let subject = about.clone();
        self.changes.push(WireChange { subject, code, wire, released, was, now, headline, detail, at, operations });
    }

    /// Compares the types of a value: whether it may be `null`, and then as a pair. If `null` is read as absence, which is
    /// allowed in this place, it breaks no generated crate.
    pub fn value(&mut self, old: TypeId, new: TypeId, about: &Subject, null_is_read: bool) {
        self.nullable(old, new, about, if null_is_read { Place::Optional } else { Place::Required });
    }

    fn nullable(&mut self, old: TypeId, new: TypeId, about: &Subject, place: Place) {
        let ((old, was_nullable), (new, is_nullable)) = (plain(self.old.api, old), plain(self.new.api, new));
        if was_nullable != is_nullable {
            let is_element = place == Place::Element;
            let is_property = matches!(about, Subject::Property(..)) && !is_element;
            let (effect, code, headline) = if is_nullable {
                let received = if place == Place::Optional { Self::STRICT } else { Self::BROKEN };
                let effect = if self.is_sent() { Self::FINE } else { received };
                let code = if is_property { ChangeCode::FieldNullable } else { ChangeCode::ElementNullable };
                (effect, code, "may be `null`")
            } else {
                let code = if is_property { ChangeCode::FieldNotNullable } else { ChangeCode::ElementNotNullable };
                (self.if_sent(), code, "may not be `null` any more")
            };
            let at = Some(self.new.spot(&self.new.api.types[new].at));
            let element = if is_element && matches!(about, Subject::Property(..) | Subject::Parameter(..)) {
                "an element of "
            } else {
                ""
            };
            let headline = format!("{element}{} {headline}", self.about(about));
            self.report(about, Difference { code, effect, was: None, now: None, headline, at });
        }
        self.pairs.push(Pair { old, new, flow: self.flow, in_error: self.in_error, about: about.clone() });
    }

    /// Compares the types of a value that no property or parameter has: the schema has its limits.
    pub fn element(&mut self, old: TypeId, new: TypeId, about: &Subject) {
        let of = |side: &Side<'_>, id: TypeId| {
            let of = side.api.types.aliases(id).find_map(|id| side.api.types[id].constraints.as_deref());
            of.cloned().unwrap_or_default()
        };
        let at = self.new.spot(&self.new.api.types[new].at);
        for limit in limits::compare(&of(self.old, old), &of(self.new, new)) {
            self.limit(about, limit, at.clone());
        }
        self.nullable(old, new, about, Place::Element);
    }

    /// Reports a limit.
    pub fn limit(&mut self, about: &Subject, limit: Limit, at: Spot) {
        let is_tightened = limit.code == ChangeCode::ConstraintTightened;
        let effect = if is_tightened { self.if_sent() } else { self.if_received_strictly() };
        let less = if is_tightened { "less" } else { "more" };
        let headline = format!("`{}` of {} allows {less}", limit.name, self.about(about));
        let Limit { code, was, now, .. } = limit;
        self.report(about, Difference { code, effect, was, now, headline, at: Some(at) });
    }

    /// What a subject is called in a sentence.
    pub fn about(&self, about: &Subject) -> String {
        match about {
            Subject::Property(of, name) => format!("`{name}` of `{of}`"),
            Subject::Type(of) => format!("`{of}`"),
            Subject::Parameter(_, key) => match key {
                super::super::subject::ParameterKey::Path(index) => format!("path parameter {}", index + 1),
                super::super::subject::ParameterKey::Query(name) => format!("query parameter `{name}`"),
                super::super::subject::ParameterKey::Header(name) => format!("header `{name}`"),
                super::super::subject::ParameterKey::Cookie(name) => format!("cookie `{name}`"),
            },
            Subject::Webhook(name) => format!("the payload of `{name}`"),
            Subject::Body(..) => "the request body".to_owned(),
            Subject::Success(_) => "the response".to_owned(),
            Subject::Failure(_) => "the error response".to_owned(),
            Subject::Header(_, name) => format!("response header `{name}`"),
            Subject::Branch(of, name) => format!("`{of}::{name}`"),
            _ => "a value".to_owned(),
        }
    }
}

/// What follows for clients, in a few words.
fn detail(code: ChangeCode, flow: Flow, wire: Effect, released: Effect) -> Option<&'static str> {
    match (code, flow, wire, released) {
        (_, _, Effect::Compatible, _) => None,
        (ChangeCode::OperationRemoved, ..) => Some("released clients get an error from the service"),
        (ChangeCode::PathChanged | ChangeCode::HttpMethodChanged | ChangeCode::StyleChanged, ..) => {
            Some("released clients send requests the old way")
        }
        (ChangeCode::SecurityRemoved, ..) => Some("released clients are not authenticated"),
        (
            ChangeCode::ArgumentAdded
            | ChangeCode::ArgumentRequired
            | ChangeCode::BodyAdded
            | ChangeCode::BodyRequired
            | ChangeCode::FieldAdded
            | ChangeCode::FieldRequired,
            Flow::Sent,
            ..,
        ) => Some("requests without it are refused: released clients fail"),
        (_, Flow::Sent, ..) => Some("requests of released clients may be refused"),
        (_, Flow::Received, _, Effect::Breaking) => Some("released clients may fail on responses"),
        (_, Flow::Received, ..) => Some("strict clients may fail on responses; generated crates do not"),
    }
}

/// A type without aliases and `null`, and whether it may be `null`.
pub(super) fn plain(api: &Api, id: TypeId) -> (TypeId, bool) {
    let is_nullable = api.types.aliases(id).any(|id| matches!(api.types[id].kind, Kind::Nullable(_)));
    (api.types.aliases(id).last().unwrap_or(id), is_nullable)
}
