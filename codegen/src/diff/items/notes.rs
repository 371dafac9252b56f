//! What all items have: a place, documentation, deprecation.

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::side::{Placed, Side};
use super::super::subject::Subject;
use super::cx::Cx;

/// Compares where two items are. `name` is that of the old one.
pub(super) fn place(cx: &mut Cx, about: &Subject, name: &str, new: &Side<'_>, (one, other): (Placed<'_>, Placed<'_>)) {
    if one.module != other.module && !new.has(one.module, cx.now(name)) {
        let (was, now) = (format!("{}::{name}", one.module), format!("{}::{}", other.module, cx.now(name)));
        let headline = format!("`{name}` is in the module `{}`", other.module);
        cx.report(about.clone(), ChangeCode::TypeMoved, Level::Major, (Some(was), Some(now)), headline);
    }
    // Every feature that was enough has to be enough still.
    let is_needed = !other.features.is_empty()
        && (one.features.is_empty() || one.features.iter().any(|feature| !other.features.contains(feature)));
    if is_needed {
        let list = |features: &[String]| (!features.is_empty()).then(|| features.join(" or "));
        let text = (list(one.features), list(other.features));
        let headline = format!("`{name}` needs the feature `{}`", other.features.join("` or `"));
        cx.report(about.clone(), ChangeCode::FeatureNeeded, Level::Major, text, headline);
    }
}

/// Compares the documentation of an item.
pub(super) fn docs(cx: &mut Cx, about: Subject, name: &str, (old, new): (&[String], &[String])) {
    if old != new {
        let headline = format!("the documentation of `{name}` changed");
        cx.report(about, ChangeCode::DocsChanged, Level::Patch, (None, None), headline);
    }
}

/// Compares whether an item is deprecated.
pub(super) fn deprecated(cx: &mut Cx, about: Subject, name: &str, (old, new): (bool, bool)) {
    let (code, level, headline) = match (old, new) {
        (false, true) => (ChangeCode::Deprecated, Level::Minor, format!("`{name}` is deprecated")),
        (true, false) => (ChangeCode::Undeprecated, Level::Patch, format!("`{name}` is not deprecated any more")),
        _ => return,
    };
    cx.report(about, code, level, (None, None), headline);
}
