//! The body of errors of operations that declare none.

use crate::api::model::{Encoding, Operation, ResponseBody, Types};

/// Gives the error body that most operations declare to those that declare none, so that an operation keeps the type of its
/// errors once it declares them.
pub(super) fn share(operations: &mut [Operation], types: &Types) {
    let Some(common) = common(operations, types) else { return };
    for operation in operations {
        if operation.failure.body == ResponseBody::Empty {
            operation.failure.body = ResponseBody::One(common);
        }
    }
}

/// The error body of more than half of the operations.
fn common(operations: &[Operation], types: &Types) -> Option<Encoding> {
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
    (count * 2 > operations.len()).then_some(Encoding::Json(candidate))
}
