//! [`TooLong`]: a record of a stream exceeds the limit.

/// A record is longer than the limit.
#[derive(Debug)]
pub(super) struct TooLong;
