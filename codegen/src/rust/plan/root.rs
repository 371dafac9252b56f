//! The path from an item to the crate's root.

/// The position of the crate's root, relative to the module of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Root {
    /// The item is in a module of the root.
    Above,
    /// The item is in a submodule of such a module.
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
