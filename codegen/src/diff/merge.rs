//! What both comparisons report about one thing, as one change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::{Kind, Place};

use super::change::{Change, Effect, Level, Origin, Spot};
use super::code::ChangeCode;
use super::matching::Matching;
use super::side::Side;
use super::subject::{ItemChange, ParameterKey, Subject, WireChange};
use super::users::Users;

/// Merges the changes of both comparisons.
pub(super) fn merge(
    old: &Side<'_>,
    new: &Side<'_>,
    matching: &Matching,
    wire: Vec<WireChange>,
    items: Vec<ItemChange>,
    renamed: &BTreeMap<String, String>,
) -> Vec<Change> {
    let owners = owners(old, new, matching);
    let mut grouped = group(wire);
    let mut of_subject: HashMap<Key, Vec<usize>> = HashMap::new();
    for (index, change) in grouped.iter().enumerate() {
        of_subject.entry(key(&change.subject)).or_default().push(index);
    }
    let merger = Merger { old, new, matching, renamed, users: (Users::new(old.api), Users::new(new.api)) };
    let mut levels: HashMap<usize, ItemChange> = HashMap::new();
    let mut alone = Vec::new();
    for item in items {
        let item = ItemChange { subject: of_owner(item.subject, &owners), ..item };
        let candidates = of_subject.get(&key(&item.subject)).into_iter().flatten();
        let open: Vec<usize> = candidates.filter(|index| !levels.contains_key(index)).copied().collect();
        let same = open.iter().find(|index| grouped[**index].code == item.code);
        let alike = open.iter().find(|index| explains(&grouped[**index], &item));
        match same.or(alike) {
            Some(index) => _ = levels.insert(*index, item),
            None => alone.push(item),
        }
    }
    let merged = grouped.drain(..).enumerate().map(|(index, wire)| merger.change(wire, levels.remove(&index)));
    merged.chain(alone.into_iter().map(|item| merger.item(item))).collect()
}

/// What subjects are found by: bodies by their operation, whatever their media type.
type Key = Subject;

fn key(of: &Subject) -> Key {
    match of {
        Subject::Body(operation, _) => Subject::Body(*operation, String::new()),
        other => other.clone(),
    }
}

/// What the types of headers and of bodies that differ by status belong to.
fn owners(old: &Side<'_>, new: &Side<'_>, matching: &Matching) -> HashMap<String, Subject> {
    let mut owners = HashMap::new();
    for (index, of) in matching.iter() {
        for (side, of) in [(new, of.new), (old, of.old)] {
            let Some(names) = of.and_then(|of| side.names.operations.get(of)) else { continue };
            let choices = |of: &Option<(String, Vec<String>)>| of.as_ref().map(|(name, _)| name.clone());
            let all = [
                (names.headers.clone(), Subject::Headers(index)),
                (choices(&names.success), Subject::Success(index)),
                (choices(&names.failure), Subject::Failure(index)),
            ];
            owners.extend(all.into_iter().filter_map(|(name, owner)| Some((name?, owner))));
        }
    }
    owners
}

/// Types that belong to an operation have no schema: their changes are those of the operation.
fn of_owner(subject: Subject, owners: &HashMap<String, Subject>) -> Subject {
    let Some(owner) = subject.of_type().and_then(|name| owners.get(name)) else { return subject };
    match (owner, &subject) {
        (Subject::Headers(operation), Subject::Property(_, name)) => Subject::Header(*operation, name.clone()),
        (owner, _) => owner.clone(),
    }
}

/// One change for what is the same in both directions, and for what is the same for many operations.
fn group(changes: Vec<WireChange>) -> Vec<WireChange> {
    let mut index: HashMap<(Subject, ChangeCode, Option<String>, Option<String>), usize> = HashMap::new();
    let mut grouped: Vec<WireChange> = Vec::new();
    for change in changes {
        let is_shared =
            matches!(change.code, ChangeCode::SecurityAdded | ChangeCode::SecurityRemoved | ChangeCode::ServerChanged);
        let subject = if is_shared { Subject::Package } else { change.subject.clone() };
        let key = (subject, change.code, change.was.clone(), change.now.clone());
        match index.get(&key) {
            Some(&at) => {
                let known = &mut grouped[at];
                known.detail = if change.released > known.released || change.wire > known.wire {
                    change.detail
                } else {
                    known.detail
                };
                known.wire = known.wire.max(change.wire);
                known.released = known.released.max(change.released);
                known.operations.extend(change.operations);
            }
            None => {
                index.insert(key, grouped.len());
                grouped.push(change);
            }
        }
    }
    grouped
}

/// Whether a difference of the documents is the reason for one of the items.
fn explains(wire: &WireChange, item: &ItemChange) -> bool {
    let of_itself = matches!(
        wire.code,
        ChangeCode::StyleChanged
            | ChangeCode::DefaultChanged
            | ChangeCode::ConstraintTightened
            | ChangeCode::ConstraintLoosened
    );
    let for_itself = matches!(item.code, ChangeCode::DocsChanged | ChangeCode::Deprecated | ChangeCode::Undeprecated);
    let is_whole = matches!(wire.subject, Subject::Operation(_) | Subject::Body(..));
    let is_body_type = matches!(item.code, ChangeCode::BodyTypeChanged) && wire.code != ChangeCode::MediaTypeAdded;
    !of_itself && !for_itself && (!is_whole || is_body_type)
}

struct Merger<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    matching: &'a Matching,
    renamed: &'a BTreeMap<String, String>,
    users: (Users, Users),
}

impl Merger<'_> {
    /// A difference of the documents, with what it means for the items.
    fn change(&self, wire: WireChange, item: Option<ItemChange>) -> Change {
        let at = wire.at.or_else(|| self.at(&wire.subject));
        let (level, text, headline) = match item {
            Some(item) => (item.level, (item.was, item.now), item.headline),
            None => (Level::Patch, (wire.was, wire.now), wire.headline),
        };
        let is_everywhere = wire.operations.len() > 1
            && matches!(wire.code, ChangeCode::SecurityAdded | ChangeCode::SecurityRemoved | ChangeCode::ServerChanged);
        let item = if is_everywhere { "Client".to_owned() } else { self.name(&wire.subject) };
        Change {
            code: wire.code,
            item,
            operations: self.ids(&wire.operations),
            rust: level,
            wire: wire.wire,
            released: wire.released,
            was: text.0,
            now: text.1,
            headline,
            detail: wire.detail,
            at,
            from: Origin::Document,
            accepted: None,
        }
    }

    /// A difference of the items alone.
    fn item(&self, item: ItemChange) -> Change {
        let operations = match (item.subject.operation(), item.subject.of_type()) {
            (Some(operation), _) => BTreeSet::from([operation]),
            (None, Some(name)) => self.of_type(name),
            (None, None) => BTreeSet::new(),
        };
        Change {
            code: item.code,
            item: self.name(&item.subject),
            operations: self.ids(&operations),
            rust: item.level,
            wire: Effect::Compatible,
            released: Effect::Compatible,
            was: item.was,
            now: item.now,
            headline: item.headline,
            detail: None,
            at: self.at(&item.subject),
            from: Origin::Document,
            accepted: None,
        }
    }

    /// The operations that use a type, by their indexes of the matching.
    fn of_type(&self, name: &str) -> BTreeSet<usize> {
        let (side, users, is_old) = match self.old.id(name) {
            Some(_) => (self.old, &self.users.0, true),
            None => (self.new, &self.users.1, false),
        };
        let Some(id) = side.id(name) else { return BTreeSet::new() };
        let users = users.of(id);
        let index = |of: super::matching::Match| if is_old { of.old } else { of.new };
        let is_user = |(_, of): &(usize, super::matching::Match)| index(*of).is_some_and(|of| users.contains(&of));
        self.matching.iter().filter(is_user).map(|(index, _)| index).collect()
    }

    fn ids(&self, operations: &BTreeSet<usize>) -> Vec<String> {
        let id = |index: &usize| {
            let of = self.matching.get(*index)?;
            of.old.map(|of| self.old.operation_id(of)).or_else(|| of.new.map(|of| self.new.operation_id(of)))
        };
        operations.iter().filter_map(id).collect()
    }

    /// The item that a subject belongs to.
    fn name(&self, subject: &Subject) -> String {
        if let Some(operation) = subject.operation().and_then(|index| self.matching.get(index)) {
            let old = operation.old.map(|of| self.old.method(of));
            return old.or_else(|| operation.new.map(|of| self.new.method(of))).unwrap_or_default().to_owned();
        }
        match subject {
            Subject::Feature(name) | Subject::Module(name) | Subject::Client(name) | Subject::Webhook(name) => {
                name.clone()
            }
            Subject::Scheme(name) => {
                let method = |side: &Side<'_>| {
                    let index = side.api.schemes.iter().position(|scheme| scheme.name == *name)?;
                    side.names.schemes.get(index).cloned()
                };
                let method = method(self.old).or_else(|| method(self.new)).unwrap_or_else(|| name.clone());
                format!("ClientBuilder::{method}")
            }
            other => other.of_type().unwrap_or(&self.old.planned.package.name).to_owned(),
        }
    }

    /// The place of a subject: in the new document, or in the old one if it is gone.
    fn at(&self, subject: &Subject) -> Option<Spot> {
        let now = |name: &str| self.renamed.get(name).cloned();
        let type_of = |side: &Side<'_>, name: &str| Some((side.id(name)?, ()));
        if let Some(of) = subject.operation().and_then(|index| self.matching.get(index)) {
            let of_new = of.new.and_then(|of| place_in(self.new, of, subject));
            return of_new.or_else(|| of.old.and_then(|of| place_in(self.old, of, subject)));
        }
        if let Subject::Scheme(name) = subject {
            let side = if self.new.api.schemes.iter().any(|of| of.name == *name) { self.new } else { self.old };
            return Some(side.at(&["components", "securitySchemes", name]));
        }
        if let Subject::Client(_) = subject {
            return Some(self.new.at(&["servers"]));
        }
        let name = subject.of_type()?;
        let other = now(name).unwrap_or_else(|| name.to_owned());
        let found = [(self.new, other.as_str()), (self.old, name)].into_iter().find_map(|(side, name)| {
            let (id, ()) = type_of(side, name)?;
            match subject {
                Subject::Property(_, property) => {
                    side.api.types.property(id, property)?;
                    Some(side.below(&side.api.types[id].at, &["properties", property]))
                }
                Subject::Value(..) => Some(side.below(&side.api.types[id].at, &["enum"])),
                _ => Some(side.spot(&side.api.types[id].at)),
            }
        });
        let found = found.or_else(|| {
            let id = self.new.id(&other)?;
            let of = &self.new.api.types[id];
            matches!(of.kind, Kind::Object(_) | Kind::Union(_)).then(|| self.new.spot(&of.at))
        });
        found.or_else(|| [self.new, self.old].into_iter().find_map(|side| without_schema(side, name)))
    }
}

/// The place of a type that no schema is: the enum of payloads, and those of server variables.
fn without_schema(side: &Side<'_>, name: &str) -> Option<Spot> {
    if side.names.payloads == name {
        return side.api.webhooks.first().map(|webhook| side.spot(&webhook.at));
    }
    side.names.variable_types.values().any(|of| of.name == name).then(|| side.at(&["servers"]))
}

/// The place of a part of an operation.
fn place_in(side: &Side<'_>, index: usize, subject: &Subject) -> Option<Spot> {
    let of = side.operation(index)?;
    Some(match subject {
        Subject::Parameter(_, key) => {
            let parameter = of.parameters.iter().find(|parameter| match key {
                ParameterKey::Path(_) => parameter.place == Place::Path,
                key => ParameterKey::named(parameter.place, &parameter.name) == *key,
            })?;
            side.spot(&parameter.at)
        }
        Subject::Body(..) => side.spot(&of.body.as_ref()?.at),
        Subject::Success(_) | Subject::Failure(_) | Subject::Headers(_) | Subject::Header(..) => {
            side.below(&of.at, &["responses"])
        }
        _ => side.spot(&of.at),
    })
}
