//! The path of a value during a walk through a document, from which a diagnostic's place is made.

use std::fmt;

use super::{FileId, Location, On, Pointer};

/// The path of a value during a walk through a document. It borrows its keys and allocates nothing.
///
/// ```ignore
/// let root = At::root(file);
/// let paths = root.key("paths");
/// for (path, item) in items {
///     lower(item, &paths.key(path), diagnostics);
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The file of the value.
    pub file: FileId,
    /// The path of the value that holds this one.
    pub parent: Option<&'a At<'a>>,
    /// The last step of the path.
    pub key: Key<'a>,
}

impl<'a> At<'a> {
    /// The whole document of a file.
    pub const fn root(file: FileId) -> Self {
        Self { file, parent: None, key: Key::Root }
    }

    /// A place from which to walk on, such as the target of a `$ref`.
    pub const fn under(file: FileId, pointer: &'a Pointer) -> Self {
        Self { file, parent: None, key: Key::Pointer(pointer) }
    }

    /// The place under a key.
    pub const fn key<'b>(&'b self, name: &'b str) -> At<'b>
    where
        'a: 'b,
    {
        At { file: self.file, parent: Some(self), key: Key::Name(name) }
    }

    /// The place under an array index.
    pub const fn index<'b>(&'b self, index: usize) -> At<'b>
    where
        'a: 'b,
    {
        At { file: self.file, parent: Some(self), key: Key::Index(index) }
    }

    /// The path as an owned pointer.
    pub fn pointer(&self) -> Pointer {
        let mut pointer = Pointer::root();
        self.write(&mut pointer);
        pointer
    }

    /// The value at this path, for a diagnostic to mark.
    pub fn value(&self) -> Location {
        Location { file: self.file, pointer: self.pointer(), on: On::Value }
    }

    /// The key of the value at this path, for a diagnostic to mark.
    pub fn name(&self) -> Location {
        Location { file: self.file, pointer: self.pointer(), on: On::Key }
    }

    fn write(&self, pointer: &mut Pointer) {
        if let Some(parent) = self.parent {
            parent.write(pointer);
        }
        match self.key {
            Key::Root => {}
            Key::Pointer(prefix) => pointer.push(prefix),
            Key::Name(name) => pointer.push_key(name),
            Key::Index(index) => pointer.push_index(index),
        }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pointer().fmt(f)
    }
}

/// One step of an [`At`].
#[derive(Clone, Copy, Debug)]
pub enum Key<'a> {
    /// No step: the whole document.
    Root,
    /// Several steps at once, from the whole document.
    Pointer(&'a Pointer),
    /// The value of an object's key.
    Name(&'a str),
    /// An element of an array, counted from 0.
    Index(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_spells_its_pointer() {
        let root = At::root(FileId::MAIN);
        assert_eq!(root.to_string(), "#");
        let paths = root.key("paths");
        let path = paths.key("/a~b/{c}");
        let parameter = path.key("parameters");
        let parameter = parameter.index(3);
        assert_eq!(parameter.to_string(), "#/paths/~1a~0b~1{c}/parameters/3");

        let pointer = parameter.pointer();
        let name = At::under(FileId(2), &pointer);
        let name = name.key("");
        assert_eq!(name.to_string(), "#/paths/~1a~0b~1{c}/parameters/3/");
        assert_eq!(name.name().file, FileId(2));
        assert_eq!(name.name().on, On::Key);
        assert_eq!(name.value().on, On::Value);
    }
}
