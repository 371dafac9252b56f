//! The package: its name, features and modules.

use std::collections::BTreeSet;

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::Subject;
use super::cx::Cx;

/// Compares the packages.
pub(super) fn compare(cx: &mut Cx, old: &Side<'_>, new: &Side<'_>) {
    let (one, other) = (&old.planned.package.name, &new.planned.package.name);
    if one != other {
        let text = (Some(one.clone()), Some(other.clone()));
        let headline = format!("the package is called `{other}`");
        cx.report(Subject::Package, ChangeCode::CrateRenamed, Level::Major, text, headline);
    }
    names(
        cx,
        (&features(old), &features(new)),
        Subject::Feature,
        "feature",
        [ChangeCode::FeatureAdded, ChangeCode::FeatureRemoved],
    );
    // What a module that is gone contained is reported by itself; handwritten ones are known by their names only.
    let own = |side: &Side<'_>| side.planned.own_modules.iter().map(|module| module.name.clone()).collect();
    let (of_old, of_new): (BTreeSet<String>, BTreeSet<String>) = (own(old), own(new));
    for name in of_old.difference(&of_new) {
        let headline = format!("the module `{name}` is gone");
        let about = Subject::Module(name.clone());
        cx.report(about, ChangeCode::ModuleRemoved, Level::Major, (Some(name.clone()), None), headline);
    }
}

/// The features that users can enable, apart from those of every crate.
fn features(side: &Side<'_>) -> BTreeSet<String> {
    let mock = side.planned.mock.as_ref().map(|_| "mock".to_owned());
    side.planned.features.iter().map(|feature| feature.name.clone()).chain(mock).collect()
}

fn names(
    cx: &mut Cx,
    (old, new): (&BTreeSet<String>, &BTreeSet<String>),
    about: fn(String) -> Subject,
    what: &str,
    [added, removed]: [ChangeCode; 2],
) {
    for name in old.difference(new) {
        let (text, headline) = ((Some(name.clone()), None), format!("the {what} `{name}` is gone"));
        cx.report(about(name.clone()), removed, Level::Major, text, headline);
    }
    for name in new.difference(old) {
        let (text, headline) = ((None, Some(name.clone())), format!("the {what} `{name}` is new"));
        cx.report(about(name.clone()), added, Level::Minor, text, headline);
    }
}
