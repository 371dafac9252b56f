//! Long-running operations.

use crate::rust::model::{Decoding, Type, Waiting};

use super::requests::request;
use super::symbols::{JSON, VALUE, WAIT, WAITING};
use super::{Plan, Root};

/// How the long-running operation that an operation starts is polled.
pub(super) fn waiting(plan: &Plan<'_>, index: usize, root: Root) -> Option<Waiting> {
    let waiting = plan.api.operations[index].waiting.as_ref()?;
    let (description, poll_description) = plan.names.operations[index].waiting.clone()?;
    let mut poll = request(plan, waiting.poll, root);
    poll.description = poll_description;
    // The enum of error bodies is in the module of the polled operation, which may be disabled.
    if let Decoding::Choice(_) = poll.failure {
        poll.failure = Decoding::Json(plan.symbols.of(JSON), Type::Runtime(plan.symbols.of(VALUE)));
    }
    Some(Waiting {
        description,
        poll: Box::new(poll),
        polling: waiting.clone(),
        waiting: plan.symbols.of(WAITING),
        wait: plan.symbols.of(WAIT),
    })
}
