//! Diagnostics about types that do not exist, or contradict each other.

use crate::api::model::TypeId;
use crate::report::{At, Code, Diagnostic, FileId, Fix, Location, Pointer};

use super::drafting::Drafting;

/// Reports schemas that together allow no value, because their types differ.
pub(super) fn report_contradiction(cx: &mut Drafting<'_, '_>, id: TypeId, names: &[&str], assumed: &str) {
    let is_other = |name: &&&str| **name != assumed && !(**name == "number" && assumed == "integer");
    if let Some(other) = names.iter().find(is_other) {
        let message = format!(
            "the schemas that apply here require a value to be `{assumed}` and `{other}` at once; it is read as `{assumed}`"
        );
        let at = cx.of(id).at.clone();
        let fix = Fix::Place(at.clone(), format!("type = \"{assumed}\""));
        let diagnostic = Diagnostic::new(Code::ContradictorySchema, at, message);
        cx.report(diagnostic.help("correct the one that is wrong").fix(fix));
    }
}

/// Reports a type that does not exist, and the type that is assumed.
pub(super) fn report_unknown_type(cx: &mut Drafting<'_, '_>, written: &str, at: &Pointer, assumed: Option<&str>) {
    if written == "\"any\"" {
        return;
    }
    if assumed.is_none() {
        cx.count_untyped();
    }
    let how = assumed.map_or_else(|| "values are read as plain JSON".to_owned(), |name| format!("read as `{name}`"));
    let message = format!("there is no type {written}; {how}");
    let place = At::under(FileId::MAIN, at).value();
    let schema = Location { pointer: at.parent().unwrap_or_default(), ..place.clone() };
    let meant = assumed.unwrap_or("string");
    let fix = Fix::Place(schema, format!("type = \"{meant}\""));
    cx.report(Diagnostic::new(Code::Malformed, place, message).fix(fix));
}
