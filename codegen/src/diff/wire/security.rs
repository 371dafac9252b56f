//! Credentials: security schemes, and which of them operations accept.

use std::collections::BTreeSet;

use crate::api::{Api, Operation, Scheme, SchemeKind};

use super::super::change::Effect;
use super::super::code::ChangeCode;
use super::super::matching::Matching;
use super::super::side::Side;
use super::super::subject::{Subject, WireChange};
use super::step::{Difference, Step};

/// Compares how the schemes of both documents send their credentials.
pub(super) fn schemes(old: &Side<'_>, new: &Side<'_>, matching: &Matching) -> Vec<WireChange> {
    let mut changes = Vec::new();
    for (index, one) in old.api.schemes.iter().enumerate() {
        let Some(other) = new.api.schemes.iter().find(|other| other.name == one.name) else { continue };
        if one.kind.sends() == other.kind.sends() {
            continue;
        }
        let uses = |of: &Operation| of.security.iter().any(|all| all.contains(&index));
        let operations: BTreeSet<usize> = matching
            .iter()
            .filter(|(_, of)| of.old.and_then(|of| old.operation(of)).is_some_and(uses))
            .map(|(operation, _)| operation)
            .collect();
        let effect = Effect::breaking_if(!operations.is_empty());
        changes.push(WireChange {
            subject: Subject::Scheme(one.name.clone()),
            code: ChangeCode::CredentialChanged,
            wire: effect,
            released: effect,
            was: Some(shown(&one.kind)),
            now: Some(shown(&other.kind)),
            headline: format!("the credential of `{}` is sent as {}", one.name, shown(&other.kind)),
            detail: Some("released clients send it the old way"),
            at: Some(new.at(&["components", "securitySchemes", &other.name])),
            operations,
        });
    }
    changes
}

/// Compares the alternatives of an operation: what was enough before has to be enough now.
pub(super) fn requirements(step: &mut Step<'_>, index: usize, old: &Operation, new: &Operation) {
    let (of_old, of_new) = (sets(step.old.api, old, None), sets(step.new.api, new, Some(step.old.api)));
    let about = Subject::Security(index);
    let lists = |sets: &[BTreeSet<&str>]| Some(sets.iter().map(listed).collect::<Vec<_>>().join(" or "));
    let at = Some(step.new.spot(&new.at));
    let lost = of_old.iter().filter(|one| !of_new.iter().any(|other| other.is_subset(one))).map(listed);
    let lost: Vec<String> = lost.collect();
    if !lost.is_empty() {
        let headline = format!("{} is not accepted any more", lost.join(" or "));
        let (was, now) = (lists(&of_old), lists(&of_new));
        let code = ChangeCode::SecurityRemoved;
        step.report(&about, Difference { code, effect: Step::BROKEN, was, now, headline, at: at.clone() });
    }
    let gained = of_new.iter().filter(|other| !of_old.contains(other)).map(listed).collect::<Vec<_>>();
    if !gained.is_empty() {
        let headline = format!("{} is accepted", gained.join(" or "));
        let (was, now) = (lists(&of_old), lists(&of_new));
        let code = ChangeCode::SecurityAdded;
        step.report(&about, Difference { code, effect: Step::FINE, was, now, headline, at });
    }
}

/// The alternatives of an operation by the names of their schemes. Without any, no credential is needed. A scheme whose name is new
/// has the name of the one before it that sent its credential alike.
fn sets<'a>(api: &'a Api, of: &Operation, before: Option<&'a Api>) -> Vec<BTreeSet<&'a str>> {
    let name = |index: &usize| {
        let scheme: &Scheme = api.schemes.get(*index)?;
        let renamed =
            before.filter(|before| before.schemes.iter().all(|one| one.name != scheme.name)).and_then(|before| {
                let is_gone = |one: &&Scheme| api.schemes.iter().all(|other| other.name != one.name);
                before.schemes.iter().filter(is_gone).find(|one| one.kind.sends() == scheme.kind.sends())
            });
        Some(renamed.unwrap_or(scheme).name.as_str())
    };
    let sets: Vec<BTreeSet<&str>> = of.security.iter().map(|all| all.iter().filter_map(name).collect()).collect();
    if sets.is_empty() { vec![BTreeSet::new()] } else { sets }
}

fn listed(all: &BTreeSet<&str>) -> String {
    let names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "no credential".to_owned() } else { names.join(" and ") }
}

fn shown(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { place, name } => format!("{} `{name}`", format!("{place:?}").to_lowercase()),
        SchemeKind::Basic => "user name and password".to_owned(),
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_) => "bearer token".to_owned(),
        SchemeKind::MutualTls => "client certificate".to_owned(),
        SchemeKind::Signer(signer) => format!("signature by `{}`", signer.name()),
    }
}
