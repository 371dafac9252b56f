//! What the mock server for the service has for each operation.

use crate::api::{ResponseBody, Statuses};
use crate::rust::model::Stub;

use super::links::method as link;
use super::{Plan, Root};

/// About how many lines an operation's stub takes.
pub(super) const LINES: usize = 12;

/// What the mock server has for an operation, where it is wanted.
pub(super) fn stub(plan: &Plan<'_>, index: usize, root: Root) -> Option<Stub> {
    if !plan.options.mocks {
        return None;
    }
    let (success, names) = (&plan.api.operations[index].success, &plan.names.operations[index]);
    let status = match (&success.body, success.statuses) {
        // Where they differ by status, the first may be one without a body.
        (ResponseBody::Several(_), _) => 200,
        (_, Some(Statuses::Code(code))) => code,
        (_, Some(Statuses::Range(_) | Statuses::Default) | None) => 200,
    };
    let one = matches!(success.body, ResponseBody::One(_)).then(|| success.media_types.first()).flatten();
    let media_type = one.filter(|media_type| !media_type.contains('*')).cloned().unwrap_or_default();
    Some(Stub {
        method: names.stub.clone(),
        docs: vec![format!(
            "Says what is responded to requests of {}: to all of them, or to those that are equal to the one given.",
            link(&names.method, root)
        )],
        module: format!("{}::{}", root.path(), plan.names.fixed.mock),
        status,
        media_type,
    })
}
