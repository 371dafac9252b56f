//! The target of an address in a reference.

use crate::report::FileId;

/// The target of an address.
#[derive(Clone, Debug)]
pub(super) enum Link {
    /// To a file.
    To(FileId),
    /// To a file that could not be read, which was reported.
    Broken,
    /// To no file, with the reason.
    Missing(String),
    /// To something that is not the name of a file.
    Unknown,
}
