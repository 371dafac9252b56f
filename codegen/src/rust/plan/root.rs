//! Where the crate's root is, seen from an item.

/// How far above an item the crate's root is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Root {
    /// The item is in a module of the root.
    Above,
    /// The item is in a part of such a module.
    TwoAbove,
}

impl Root {
    /// The path to the root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Above => "super",
            Self::TwoAbove => "super::super",
        }
    }
}
