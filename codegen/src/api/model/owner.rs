//! The parts of an API to which types belong.

/// The part of an API to which a type, or a place where it is sent or received, belongs.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Owner {
    /// An operation, by its index into [`Api::operations`](super::Api::operations).
    Operation(usize),
    /// A request that the service sends, by its index into [`Api::webhooks`](super::Api::webhooks).
    Webhook(usize),
}
