//! The body of errors of operations that declare none.

use crate::api::model::{Encoding, Hint, Operation, ResponseBody, Reusable, TypeId, Types};

/// How the body is chosen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SharedError<'a> {
    /// The one that most operations declare.
    #[default]
    OfMost,
    /// The one that an earlier generation chose, by its key, or none. An edit of a few operations must not change the type of
    /// the others' errors.
    Kept(Option<&'a str>),
}

/// Gives the error body that most operations declare to those that declare none, so that an operation keeps the type of its
/// errors once it declares them. Returns its key.
pub(super) fn share(operations: &mut [Operation], types: &Types, chosen: SharedError<'_>) -> Option<String> {
    let kept = |name: &str| types.iter().map(|(id, _)| id).find(|id| key(types, *id).as_deref() == Some(name));
    let of_most = || of_most(operations, types);
    let id = match chosen {
        SharedError::OfMost => of_most(),
        SharedError::Kept(None) => None,
        // The component may have another name now.
        SharedError::Kept(Some(name)) => kept(name).or_else(of_most),
    }?;
    for operation in operations {
        if operation.failure.body == ResponseBody::Empty {
            operation.failure.body = ResponseBody::One(Encoding::Json(id));
        }
    }
    key(types, id)
}

/// The error body of more than half of the operations.
fn of_most(operations: &[Operation], types: &Types) -> Option<TypeId> {
    let declared = operations.iter().filter_map(|operation| match operation.failure.body {
        ResponseBody::One(Encoding::Json(of)) => Some(types.resolve(of)),
        _ => None,
    });
    // No other than the one that remains can be a majority (Boyer and Moore).
    let (candidate, _) = declared.clone().fold((None, 0usize), |(kept, count), of| match kept {
        Some(kept) if kept == of => (Some(kept), count + 1),
        _ if count == 0 => (Some(of), 1),
        kept => (kept, count - 1),
    });
    let candidate = candidate?;
    let count = declared.filter(|of| *of == candidate).count();
    (count * 2 > operations.len()).then_some(candidate)
}

/// The name of the component that has the schema. Without one the operations have no type in common.
fn key(types: &Types, id: TypeId) -> Option<String> {
    match &types[id].hint {
        Hint::Component(name) => Some(name.clone()),
        Hint::Reusable(Reusable::Response, name) => Some(format!("responses:{name}")),
        _ => None,
    }
}
