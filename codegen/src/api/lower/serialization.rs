//! Parameters whose style makes no difference.

use crate::api::model::{Kind, Operation, Place, StyleKind, TypeId, Types, Writing};

/// Serializes scalar parameters as plain strings, unless their style adds something to a single value. Styles are left for
/// arrays and objects.
pub(super) fn simplify(operations: &mut [Operation], types: &Types) {
    for parameter in operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        let Writing::Styled(style) = parameter.writing else { continue };
        let is_plain = match parameter.place {
            Place::Query | Place::Cookie => {
                ![StyleKind::Cookie, StyleKind::DeepObject].contains(&style.kind) && !style.allow_reserved
            }
            Place::Path | Place::Header => ![StyleKind::Label, StyleKind::Matrix].contains(&style.kind),
        };
        if is_plain && is_scalar(types, parameter.of) {
            parameter.writing = Writing::Plain;
        }
    }
}

fn is_scalar(types: &Types, of: TypeId) -> bool {
    match &types[types.resolve(of)].kind {
        Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number
        | Kind::String(_)
        | Kind::StringEnum(_)
        | Kind::IntegerEnum(_) => true,
        Kind::Nullable(inner) => is_scalar(types, *inner),
        _ => false,
    }
}
