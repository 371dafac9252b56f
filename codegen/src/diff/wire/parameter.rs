//! Parameters of an operation.

use crate::api::{Operation, Parameter, Place};

use super::super::code::ChangeCode;
use super::super::subject::{ParameterKey, Subject};
use super::step::{Difference, Step};
use super::{limits, object};

/// Compares the parameters of an operation.
pub(super) fn compare(step: &mut Step<'_>, index: usize, old: &Operation, new: &Operation) {
    let (of_old, of_new) = (keyed(old), keyed(new));
    for (key, one) in &of_old {
        let about = Subject::Parameter(index, key.clone());
        let Some((_, other)) = of_new.iter().find(|(other, _)| other == key) else {
            let headline = format!("{} is gone", step.about(&about));
            let (was, at) = (Some(shown(one)), Some(step.old.spot(&one.at)));
            let code = ChangeCode::ArgumentRemoved;
            step.report(&about, Difference { code, effect: Step::FINE, was, now: None, headline, at });
            continue;
        };
        parameter(step, &about, one, other);
    }
    for (key, other) in &of_new {
        if of_old.iter().all(|(one, _)| one != key) {
            let about = Subject::Parameter(index, key.clone());
            let effect = if other.required { Step::BROKEN } else { Step::FINE };
            let required = if other.required { "required " } else { "" };
            let headline = format!("there is the {required}{}", step.about(&about));
            let (now, at) = (Some(shown(other)), Some(step.new.spot(&other.at)));
            let code = ChangeCode::ArgumentAdded;
            step.report(&about, Difference { code, effect, was: None, now, headline, at });
        }
    }
}

/// The parameters of an operation by what identifies them.
fn keyed(of: &Operation) -> Vec<(ParameterKey, &Parameter)> {
    let mut names = of.template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    let positions: Vec<&str> = names.by_ref().collect();
    let key = |parameter: &Parameter| match parameter.place {
        Place::Path => {
            let position = positions.iter().position(|name| *name == parameter.name);
            ParameterKey::Path(position.unwrap_or(positions.len()))
        }
        place => ParameterKey::named(place, &parameter.name),
    };
    of.parameters.iter().map(|parameter| (key(parameter), parameter)).collect()
}

fn parameter(step: &mut Step<'_>, about: &Subject, one: &Parameter, other: &Parameter) {
    let at = step.new.spot(&other.at);
    let of = step.about(about);
    if one.required != other.required {
        let (code, effect, headline) = if other.required {
            (ChangeCode::ArgumentRequired, Step::BROKEN, format!("{of} is required"))
        } else {
            (ChangeCode::ArgumentOptional, Step::FINE, format!("{of} is optional"))
        };
        let (was, now) = (Some(shown(one)), Some(shown(other)));
        step.report(about, Difference { code, effect, was, now, headline, at: Some(at.clone()) });
    }
    if one.writing != other.writing {
        let (was, now) = (Some(format!("{:?}", one.writing)), Some(format!("{:?}", other.writing)));
        let headline = format!("{of} is serialized another way");
        let code = ChangeCode::StyleChanged;
        step.report(about, Difference { code, effect: Step::BROKEN, was, now, headline, at: Some(at.clone()) });
    }
    object::values(step, about, (&one.default, &other.default), at.clone());
    for limit in limits::compare(&one.constraints, &other.constraints) {
        step.limit(about, limit, at.clone());
    }
    step.value(one.of, other.of, about, true);
}

fn shown(of: &Parameter) -> String {
    format!("{}: {}", of.name, if of.required { "required" } else { "optional" })
}
