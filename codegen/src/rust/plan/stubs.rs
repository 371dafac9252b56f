//! Stubs: the mock server's methods for operations.

use crate::api::{ResponseBody, Statuses};
use crate::rust::model::Stub;

use super::links::method as link;
use super::{Plan, Root};

/// The estimated number of lines of a stub.
pub(super) const LINES: usize = 12;

/// The stub of an operation, if a mock server is requested.
pub(super) fn stub(plan: &Plan<'_>, index: usize, root: Root) -> Option<Stub> {
    if !plan.options.mocks {
        return None;
    }
    let (success, names) = (&plan.api.operations[index].success, &plan.names.operations[index]);
    let status = match (&success.body, success.statuses) {
        // If bodies differ by status, the first may have none.
        (ResponseBody::Several(_), _) => 200,
        (_, Some(Statuses::Code(code))) => code,
        (_, Some(Statuses::Range(_) | Statuses::Default) | None) => 200,
    };
    let one = matches!(success.body, ResponseBody::One(_)).then(|| success.media_types.first()).flatten();
    let media_type = one.filter(|media_type| !media_type.contains('*')).cloned().unwrap_or_default();
    Some(Stub {
        method: names.stub.clone(),
        docs: vec![format!(
            "Stubs {}: sets the response to all of its requests, or to those equal to `request`.",
            link(&names.method, root)
        )],
        module: format!("{}::{}", root.path(), plan.names.fixed.mock),
        status,
        media_type,
    })
}
