//! The limit for the size of a type.

use crate::api::model::TypeId;
use crate::report::{Code, Diagnostic, Fix};

use super::drafting::Drafting;

/// How many properties a type may have, or values an enum. Compilers fail on many more, and nobody writes so many.
pub(in crate::api::lower) const MAX_ITEMS: usize = 10_000;

/// Reports that a schema has more properties or values than a type may have, and what it is instead.
pub(super) fn report_limit(cx: &mut Drafting<'_, '_>, id: TypeId, count: usize, what: &str, instead: &str) {
    let message = format!("this schema has {count} {what}, more than {MAX_ITEMS}; {instead}");
    let at = cx.of(id).at.clone();
    let fix = Fix::Place(at.clone(), "type = {}".to_owned());
    cx.report_untyped(Diagnostic::new(Code::UnsupportedSchema, at, message).fix(fix));
}
