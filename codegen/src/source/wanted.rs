//! Places to look up, found while a text is read once.

use std::collections::HashMap;

use crate::report::{On, Pointer};

/// The bytes of a value or a key in a text.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Span {
    /// The first byte.
    pub(super) start: usize,
    /// The first byte behind it.
    pub(super) end: usize,
}

/// Pointers as a tree, so that each step of a reading finds what is wanted there in one lookup.
#[derive(Debug)]
pub(super) struct Wanted {
    nodes: Vec<Node>,
}

/// What is known of the value at a pointer.
#[derive(Debug, Default)]
struct Node {
    names: HashMap<String, usize>,
    /// Those of the names that can be array indexes.
    indexes: HashMap<usize, usize>,
    key: Option<Span>,
    value: Option<Written>,
}

/// Where a value is, and whether it is an object or array: of such only the beginning is known.
#[derive(Clone, Copy, Debug)]
struct Written {
    span: Span,
    holds_values: bool,
}

impl Wanted {
    pub(super) fn new<'p>(pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let mut wanted = Self { nodes: vec![Node::default()] };
        for pointer in pointers {
            let mut at = 0;
            for token in pointer.tokens() {
                at = wanted.child_or_new(at, &token);
            }
        }
        wanted
    }

    /// Where a pointer's value or key is written, or else the nearest value above it.
    pub(super) fn find(&self, text: &str, pointer: &Pointer, on: On) -> Span {
        let (mut at, mut on) = (0, on);
        for token in pointer.tokens() {
            let Some(child) = self.written_child(at, &token) else {
                // An object that lacks the value is best marked by its key.
                on = On::Key;
                break;
            };
            at = child;
        }
        let Some((node, value)) = self.nodes.get(at).and_then(|node| Some((node, node.value?))) else {
            return Span::default();
        };
        match node.key {
            Some(key) if on == On::Key || value.span.start >= value.span.end => key,
            // The first line of a block does not show what the block is.
            Some(key) if value.holds_values && has_line_feed(text, key.end, value.span.start) => key,
            _ => value.span,
        }
    }

    fn written_child(&self, at: usize, token: &str) -> Option<usize> {
        let child = *self.nodes.get(at)?.names.get(token)?;
        self.nodes.get(child)?.value.map(|_| child)
    }

    fn child_or_new(&mut self, at: usize, token: &str) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else {
            return at;
        };
        if let Some(&child) = node.names.get(token) {
            return child;
        }
        node.names.insert(token.to_owned(), new);
        if let Ok(index) = token.parse() {
            node.indexes.insert(index, new);
        }
        self.nodes.push(Node::default());
        new
    }

    /// Forgets what is known of a value and all in it: a later one replaces it.
    fn forget(&mut self, at: usize) {
        let mut pending = vec![at];
        while let Some(node) = pending.pop().and_then(|at| self.nodes.get_mut(at)) {
            node.key = None;
            node.value = None;
            pending.extend(node.names.values());
        }
    }
}

fn has_line_feed(text: &str, start: usize, end: usize) -> bool {
    text.as_bytes().get(start..end).is_some_and(|between| between.contains(&b'\n'))
}

/// Receives the values of a text one by one, and notes the positions of those that are wanted.
#[derive(Debug)]
pub(super) struct Walk<'w> {
    wanted: &'w mut Wanted,
    open: Vec<Open>,
}

/// An object or array that the reading is in.
#[derive(Debug)]
struct Open {
    /// The node of the tree for it, if anything in it is wanted.
    node: Option<usize>,
    step: Step,
}

#[derive(Debug)]
enum Step {
    /// In an array, before the element with this index.
    Element(usize),
    /// In an object, before a key.
    Key,
    /// In an object, before the value of a key, which is wanted as this node.
    Value(Option<usize>),
}

impl<'w> Walk<'w> {
    pub(super) fn new(wanted: &'w mut Wanted) -> Self {
        Self { wanted, open: Vec::new() }
    }

    /// Starts again, as if no value had been received.
    pub(super) fn restart(&mut self) {
        self.open.clear();
        self.wanted.forget(0);
    }

    /// Whether the next scalar is a key that may be wanted, so that its text must be right.
    pub(super) fn is_at_wanted_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.node.is_some() && matches!(open.step, Step::Key))
    }

    /// A string, number or the like. The text is only looked at if it is a wanted key.
    pub(super) fn scalar(&mut self, text: &str, span: Span) {
        match self.open.last_mut() {
            Some(Open { node, step: step @ Step::Key }) => {
                let child =
                    node.and_then(|node| self.wanted.nodes.get(node)).and_then(|node| node.names.get(text).copied());
                *step = Step::Value(child);
                if let Some(child) = child {
                    self.wanted.forget(child);
                    if let Some(node) = self.wanted.nodes.get_mut(child) {
                        node.key = Some(span);
                    }
                }
            }
            _ => {
                self.value(span, false);
            }
        }
    }

    /// The beginning of an object.
    pub(super) fn open_object(&mut self, span: Span) {
        let node = self.value(span, true);
        self.open.push(Open { node, step: Step::Key });
    }

    /// The beginning of an array.
    pub(super) fn open_array(&mut self, span: Span) {
        let node = self.value(span, true);
        self.open.push(Open { node, step: Step::Element(0) });
    }

    /// The end of the object or array that was opened last.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Notes the beginning of a value, and returns its node.
    fn value(&mut self, span: Span, holds_values: bool) -> Option<usize> {
        let node = match self.open.last_mut() {
            None => Some(0),
            Some(Open { node, step: Step::Element(index) }) => {
                let child =
                    node.and_then(|node| self.wanted.nodes.get(node)).and_then(|node| node.indexes.get(index).copied());
                *index += 1;
                child
            }
            Some(Open { step: step @ Step::Value(_), .. }) => match std::mem::replace(step, Step::Key) {
                Step::Value(child) => child,
                Step::Element(_) | Step::Key => None,
            },
            // An object as a key: no tree is made of such a text.
            Some(Open { step: step @ Step::Key, .. }) => {
                *step = Step::Value(None);
                None
            }
        };
        if let Some(node) = node.and_then(|node| self.wanted.nodes.get_mut(node)) {
            node.value = Some(Written { span, holds_values });
        }
        node
    }
}
