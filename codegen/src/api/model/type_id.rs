//! The index of a type.

/// The index of a [`Type`](super::Type) in [`Types`](super::Types).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(u32);

impl TypeId {
    /// The id of the type at an index.
    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("the size limit of sources keeps schemas below 2^32"))
    }

    /// The index of the type.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}
