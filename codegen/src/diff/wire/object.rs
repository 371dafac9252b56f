//! Objects: properties that were added, removed, renamed, or became required, optional or something else.

use crate::api::{Flow, Object, Property, Type, Value};

use super::super::change::Spot;
use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::Subject;
use super::limits;
use super::step::{Difference, Pair, Step, plain};
use super::word::word;

/// Compares two objects.
pub(super) fn compare(step: &mut Step<'_>, pair: &Pair, (old, new): (&Object, &Object)) {
    let is_visible = |of: &&Property| match pair.flow {
        Flow::Sent => !of.read_only,
        Flow::Received => !of.write_only,
    };
    let of_old: Vec<&Property> = old.properties.iter().filter(is_visible).collect();
    let of_new: Vec<&Property> = new.properties.iter().filter(is_visible).collect();
    let removed: Vec<&Property> = of_old.iter().filter(|one| find(&of_new, &one.name).is_none()).copied().collect();
    let added: Vec<&Property> = of_new.iter().filter(|one| find(&of_old, &one.name).is_none()).copied().collect();
    let name = step.old.name(pair.old).or_else(|| step.new.name(pair.new)).unwrap_or_default().to_owned();
    let about = |property: &str| Subject::Property(name.clone(), property.to_owned());
    if let ([one], [other]) = (removed.as_slice(), added.as_slice())
        && is_same(step, old, new, one, other)
    {
        renamed(step, pair, &about(&one.name), one, other);
    } else {
        for property in removed {
            let at = place(step.old, &step.old.api.types[pair.old], property);
            let effect = if property.required { step.if_received() } else { Step::FINE };
            let headline = format!("`{name}` has no property `{}` any more", property.name);
            let code = ChangeCode::FieldRemoved;
            let was = Some(shown(step.old, property));
            step.report(&about(&property.name), Difference { code, effect, was, now: None, headline, at: Some(at) });
        }
        for property in added {
            let at = place(step.new, &step.new.api.types[pair.new], property);
            let effect = if property.required { step.if_sent() } else { Step::FINE };
            let required = if property.required { "required " } else { "" };
            let headline = format!("`{name}` has the {required}property `{}`", property.name);
            let code = ChangeCode::FieldAdded;
            let now = Some(shown(step.new, property));
            step.report(&about(&property.name), Difference { code, effect, was: None, now, headline, at: Some(at) });
        }
    }
    for one in &of_old {
        if let Some(other) = find(&of_new, &one.name) {
            let at = place(step.new, &step.new.api.types[pair.new], other);
            property(step, &about(&one.name), one, other, at);
        }
    }
    match (old.additional, new.additional) {
        (Some(one), Some(other)) => step.element(one, other, &Subject::Type(name)),
        // A generated crate sends undeclared properties only where it has a map for them.
        (one, None) if new.closed && !old.closed && step.is_sent() => {
            let effect = if one.is_some() { Step::BROKEN } else { Step::STRICT };
            let at = Some(step.new.spot(&step.new.api.types[pair.new].at));
            let headline = format!("`{name}` has no undeclared properties any more");
            let code = ChangeCode::ConstraintTightened;
            step.report(&Subject::Type(name), Difference { code, effect, was: None, now: None, headline, at });
        }
        _ => {}
    }
}

fn find<'a>(properties: &[&'a Property], name: &str) -> Option<&'a Property> {
    properties.iter().find(|property| property.name == name).copied()
}

/// Whether a property that is gone and a new one are the same under another name: in the same place among the others, of the
/// same kind.
fn is_same(step: &Step<'_>, old: &Object, new: &Object, one: &Property, other: &Property) -> bool {
    let index = |of: &Object, name: &str| of.properties.iter().position(|property| property.name == name);
    let kind = |side: &Side<'_>, of: &Property| {
        let (id, is_nullable) = plain(side.api, of.of);
        (word(&side.api.types[id].kind), side.name(id).map(str::to_owned), is_nullable)
    };
    old.properties.len() == new.properties.len()
        && index(old, &one.name) == index(new, &other.name)
        && one.required == other.required
        && kind(step.old, one) == kind(step.new, other)
}

/// A client that reads or sends the old name finds nothing, or sends nothing.
fn renamed(step: &mut Step<'_>, pair: &Pair, about: &Subject, one: &Property, other: &Property) {
    let at = place(step.new, &step.new.api.types[pair.new], other);
    let effect = match (step.is_sent(), one.required) {
        (_, true) => Step::BROKEN,
        (true, false) => Step::FINE,
        (false, false) => Step::STRICT,
    };
    let headline = format!("{} is called `{}`", step.about(about), other.name);
    let (was, now) = (Some(one.name.clone()), Some(other.name.clone()));
    let code = ChangeCode::FieldRenamed;
    step.report(about, Difference { code, effect, was, now, headline, at: Some(at) });
}

fn property(step: &mut Step<'_>, about: &Subject, one: &Property, other: &Property, at: Spot) {
    let of = step.about(about);
    if one.required != other.required {
        let (code, effect, headline) = if other.required {
            (ChangeCode::FieldRequired, step.if_sent(), format!("{of} is required"))
        } else {
            (ChangeCode::FieldOptional, step.if_received(), format!("{of} is optional"))
        };
        let (was, now) = (Some(shown(step.old, one)), Some(shown(step.new, other)));
        step.report(about, Difference { code, effect, was, now, headline, at: Some(at.clone()) });
    }
    // A required property that could be null may be absent now, which `Option` does not make up for.
    step.value(one.of, other.of, about, !one.required);
    values(step, about, (&one.default, &other.default), at.clone());
    if one.constant != other.constant && other.constant.is_some() {
        let text = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        let (headline, effect) = match one.constant {
            // A response with another value is of a type that released clients do not know.
            Some(_) => (format!("{of} has another value"), if step.is_sent() { Step::BROKEN } else { Step::STRICT }),
            None => (format!("{of} can have one value only"), step.if_sent()),
        };
        let code = ChangeCode::EnumClosed;
        let (was, now) = (text(&one.constant), text(&other.constant));
        step.report(about, Difference { code, effect, was, now, headline, at: Some(at.clone()) });
    }
    for limit in limits::compare(&one.constraints, &other.constraints) {
        step.limit(about, limit, at.clone());
    }
}

/// Compares defaults, which matter where a request leaves the value out.
pub(super) fn values(step: &mut Step<'_>, about: &Subject, of: (&Option<Value>, &Option<Value>), at: Spot) {
    if of.0 != of.1 && step.is_sent() {
        let text = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        let headline = format!("{} has another default", step.about(about));
        let (code, effect) = (ChangeCode::DefaultChanged, Step::FINE);
        step.report(about, Difference { code, effect, was: text(of.0), now: text(of.1), headline, at: Some(at) });
    }
}

/// A property in a few words.
fn shown(side: &Side<'_>, of: &Property) -> String {
    let (id, is_nullable) = plain(side.api, of.of);
    let required = if of.required { "required" } else { "optional" };
    let null = if is_nullable { " or null" } else { "" };
    let kind = side.name(id).map_or_else(|| word(&side.api.types[id].kind), |name| format!("`{name}`"));
    format!("{}: {required}, {kind}{null}", of.name)
}

/// The place of a property.
pub(super) fn place(side: &Side<'_>, owner: &Type, of: &Property) -> Spot {
    // What `allOf` adds, or another component, is where its own schema is.
    let own = &side.api.types[of.of];
    let is_inline = matches!(&own.hint, crate::api::Hint::Property(_, name) if *name == of.name);
    if is_inline { side.spot(&own.at) } else { side.below(&owner.at, &["properties", &of.name]) }
}
