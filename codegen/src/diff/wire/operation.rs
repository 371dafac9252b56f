//! Operations: added, removed, and what is compared of those that both documents have.

use crate::api::{Api, Flow, Operation, Server, Servers};

use super::super::change::Spot;
use super::super::code::ChangeCode;
use super::super::matching::{Match, without_names};
use super::super::side::Side;
use super::super::subject::Subject;
use super::step::{Difference, Step};
use super::{body, parameter, response, security};

/// Compares an operation.
pub(super) fn compare<'a>(old: &'a Side<'a>, new: &'a Side<'a>, index: usize, of: Match) -> Step<'a> {
    let mut step = Step::new(old, new, Flow::Sent, false);
    let (one, other) = (of.old.and_then(|of| old.operation(of)), of.new.and_then(|of| new.operation(of)));
    let about = Subject::Operation(index);
    match (one, other) {
        (Some(one), Some(other)) => {
            address(&mut step, &about, one, other);
            security::requirements(&mut step, index, one, other);
            servers(&mut step, &about, one, other);
            parameter::compare(&mut step, index, one, other);
            body::compare(&mut step, index, one, other);
            step.flow = Flow::Received;
            response::compare(&mut step, index, one, other);
        }
        (Some(one), None) => {
            let headline = format!("`{} {}` is gone", one.method, one.path);
            let (was, at) = (Some(format!("{} {}", one.method, one.path)), Some(old.spot(&one.at)));
            let code = ChangeCode::OperationRemoved;
            step.report(&about, Difference { code, effect: Step::BROKEN, was, now: None, headline, at });
        }
        (None, Some(other)) => {
            let headline = format!("`{} {}` is new", other.method, other.path);
            let (now, at) = (Some(format!("{} {}", other.method, other.path)), Some(new.spot(&other.at)));
            let code = ChangeCode::OperationAdded;
            step.report(&about, Difference { code, effect: Step::FINE, was: None, now, headline, at });
        }
        (None, None) => {}
    }
    step
}

fn address(step: &mut Step<'_>, about: &Subject, one: &Operation, other: &Operation) {
    let at = step.new.spot(&other.at);
    if without_names(&one.path) != without_names(&other.path) {
        let (was, now) = (one.path.clone(), other.path.clone());
        changed(step, about, (ChangeCode::PathChanged, "the path is another"), was, now, at.clone());
    }
    if one.method != other.method {
        let (was, now) = (one.method.clone(), other.method.clone());
        changed(step, about, (ChangeCode::HttpMethodChanged, "the HTTP method is another"), was, now, at);
    }
}

fn changed(step: &mut Step<'_>, about: &Subject, (code, what): (ChangeCode, &str), was: String, now: String, at: Spot) {
    let headline = format!("{what}: `{now}`");
    let (was, now) = (Some(was), Some(now));
    step.report(about, Difference { code, effect: Step::BROKEN, was, now, headline, at: Some(at) });
}

/// Where requests go is set by users, so that nothing fails. Servers of the document are compared for each operation that uses them;
/// equal differences are one.
fn servers(step: &mut Step<'_>, about: &Subject, one: &Operation, other: &Operation) {
    let urls = |api: &Api, own: &Option<Servers>| {
        let servers: &[Server] = own.as_ref().map_or(&api.servers.servers, |own| &own.servers);
        servers.iter().map(|server| server.url.clone()).collect::<Vec<_>>().join(", ")
    };
    let (was, now) = (urls(step.old.api, &one.servers), urls(step.new.api, &other.servers));
    if was != now {
        let at =
            if other.servers.is_some() { step.new.below(&other.at, &["servers"]) } else { step.new.at(&["servers"]) };
        let headline = format!("requests go to `{now}` by default");
        let code = ChangeCode::ServerChanged;
        let (was, now) = (Some(was), Some(now));
        step.report(about, Difference { code, effect: Step::FINE, was, now, headline, at: Some(at) });
    }
}
