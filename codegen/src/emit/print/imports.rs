//! Imports: put into the form that rustfmt gives them, sorted, and broken where they do not fit.

use std::cmp::Ordering;

use syn::{ItemUse, UseTree};

use super::list::{self, Item, List, Tactic, Trailing};
use super::order::version;
use super::shape::{Context, Shape, TAB};
use super::width::is_multiline;
use super::{attribute, item};

/// A `use` with its attributes.
pub(super) struct Import<'a> {
    item: &'a ItemUse,
    tree: Tree,
}

impl<'a> Import<'a> {
    pub(super) fn new(item: &'a ItemUse) -> Self {
        let mut path = Vec::new();
        collect(&item.tree, item.leading_colon.is_some(), &mut path);
        let tree = Tree { path }.normalized(item.attrs.is_empty(), true);
        Self { item, tree }
    }

    /// Whether it imports nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.tree.path.is_empty()
    }

    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.tree.cmp(&other.tree)
    }

    pub(super) fn print(&self, cx: &Context, shape: Shape) -> Item {
        let visibility = item::visibility(&self.item.vis);
        let tree_shape = shape.offset_left(4)?.sub_width(1)?.offset_left(visibility.len())?;
        let tree = self.tree.print(cx, tree_shape)?;
        let attrs = attribute::outer(cx, &self.item.attrs, shape)?;
        let newline = if attrs.is_empty() { "".into() } else { shape.indent.newline() };
        Some(format!("{attrs}{newline}{visibility}use {tree};"))
    }
}

#[derive(Clone, Eq, PartialEq)]
struct Tree {
    path: Vec<Segment>,
}

#[derive(Clone, Eq, PartialEq)]
enum Segment {
    /// `self`, with its alias; likewise the others.
    Here(Option<String>),
    Super(Option<String>),
    Crate(Option<String>),
    Name(String, Option<String>),
    Glob,
    List(Vec<Tree>),
}

impl Segment {
    fn named(name: String, alias: Option<String>) -> Self {
        match name.as_str() {
            "self" => Self::Here(alias),
            "super" => Self::Super(alias),
            "crate" => Self::Crate(alias),
            _ => Self::Name(name, alias),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Here(_) => 0,
            Self::Super(_) => 1,
            Self::Crate(_) => 2,
            Self::Name(..) => 3,
            Self::Glob => 4,
            Self::List(_) => 5,
        }
    }

    fn order(&self, other: &Self, aliases: bool) -> Ordering {
        match (self, other) {
            (Self::Here(a), Self::Here(b)) | (Self::Super(a), Self::Super(b)) | (Self::Crate(a), Self::Crate(b)) => {
                by_alias(a, b, aliases)
            }
            (Self::Name(a, alias_a), Self::Name(b, alias_b)) => {
                version(unraw(a), unraw(b)).then_with(|| by_alias(alias_a, alias_b, aliases))
            }
            (Self::List(a), Self::List(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn print(&self, cx: &Context, shape: Shape) -> Item {
        let (name, alias) = match self {
            Self::Here(alias) => ("self", alias),
            Self::Super(alias) => ("super", alias),
            Self::Crate(alias) => ("crate", alias),
            Self::Name(name, alias) => (name.as_str(), alias),
            Self::Glob => return Some("*".to_owned()),
            Self::List(trees) => return group(cx, trees, shape.offset_left(1)?.sub_width(1)?),
        };
        Some(match alias {
            Some(alias) => format!("{name} as {alias}"),
            None => name.to_owned(),
        })
    }
}

fn unraw(name: &str) -> &str {
    name.trim_start_matches("r#")
}

fn by_alias(a: &Option<String>, b: &Option<String>, aliases: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if aliases => version(unraw(a), unraw(b)),
        _ if aliases => a.is_some().cmp(&b.is_some()),
        _ => Ordering::Equal,
    }
}

impl Tree {
    /// `outermost`: `self` alone and empty lists then import nothing. `droppable`: and may be left out.
    fn normalized(mut self, droppable: bool, outermost: bool) -> Self {
        let Some(last) = self.path.pop() else { return self };
        match &last {
            Segment::List(trees) if trees.is_empty() && droppable => {
                self.path.clear();
                return self;
            }
            Segment::Here(None) if self.path.is_empty() && outermost && droppable => return self,
            // `a::self` is `a`.
            Segment::Here(None) if matches!(self.path.last(), Some(before) if !matches!(before, Segment::Here(_))) => {
                return self;
            }
            // `a::self as b` is `a as b`.
            Segment::Here(Some(alias)) => {
                if let Some(Segment::Name(_, before @ None)) = self.path.last_mut() {
                    *before = Some(alias.clone());
                    return self;
                }
            }
            _ => {}
        }
        let last = match last {
            Segment::List(mut trees) => {
                if let [only] = trees.as_slice()
                    && !matches!(only.path.as_slice(), [Segment::Here(_)])
                    && let Some(only) = trees.pop()
                {
                    // `a::{b}` is `a::b`.
                    self.path.extend(only.path);
                    return self.normalized(droppable, outermost);
                }
                let mut trees: Vec<_> = trees.into_iter().map(|tree| tree.normalized(true, false)).collect();
                trees.sort();
                trees.dedup();
                Segment::List(trees)
            }
            last => last,
        };
        self.path.push(last);
        self
    }

    fn print(&self, cx: &Context, mut shape: Shape) -> Item {
        let mut text = String::new();
        for (index, segment) in self.path.iter().enumerate() {
            let segment = segment.print(cx, shape)?;
            text.push_str(&segment);
            if index + 1 < self.path.len() {
                text.push_str("::");
                shape = shape.offset_left(2 + segment.len())?;
            }
        }
        Some(text)
    }
}

impl Ord for Tree {
    fn cmp(&self, other: &Self) -> Ordering {
        for (a, b) in self.path.iter().zip(&other.path) {
            let order = a.order(b, true);
            // Aliases do not matter as long as the rest of the paths differs.
            if order != Ordering::Equal && a.order(b, false) != Ordering::Equal {
                return order;
            }
        }
        self.path.len().cmp(&other.path.len())
    }
}

impl PartialOrd for Tree {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn collect(tree: &UseTree, global: bool, path: &mut Vec<Segment>) {
    let global = if global { "::" } else { "" };
    match tree {
        UseTree::Path(tree) => {
            path.push(Segment::named(format!("{global}{}", tree.ident), None));
            collect(&tree.tree, false, path);
        }
        UseTree::Name(tree) => path.push(Segment::named(format!("{global}{}", tree.ident), None)),
        UseTree::Rename(tree) => {
            let alias = (tree.ident != tree.rename).then(|| tree.rename.to_string());
            path.push(Segment::named(format!("{global}{}", tree.ident), alias));
        }
        UseTree::Glob(_) => {
            if !global.is_empty() {
                path.push(Segment::Name(String::new(), None));
            }
            path.push(Segment::Glob);
        }
        UseTree::Group(group) => {
            if !global.is_empty() {
                path.push(Segment::Name(String::new(), None));
            }
            let trees = group
                .items
                .iter()
                .map(|tree| {
                    let mut path = Vec::new();
                    collect(tree, false, &mut path);
                    Tree { path }
                })
                .collect();
            path.push(Segment::List(trees));
        }
    }
}

/// `{…}`: packed into lines where it does not fit on one; with lists in it, those on lines of their own.
fn group(cx: &Context, trees: &[Tree], shape: Shape) -> Item {
    let nested = shape.block_indent(TAB).with_max_width(cx).sub_width(1)?;
    let items: Vec<Item> = trees.iter().map(|tree| tree.print(cx, nested)).collect();
    let has_list = trees.iter().any(|tree| matches!(tree.path.last(), Some(Segment::List(_))));
    let remaining = if has_list { 0 } else { shape.width.saturating_sub(2) };
    let tactic = match list::horizontal_or_vertical(&items, remaining, 2) {
        Tactic::Horizontal => Tactic::Horizontal,
        _ => Tactic::Mixed,
    };
    let ends_with_newline = tactic != Tactic::Horizontal;
    let trailing = if ends_with_newline { Trailing::Vertical } else { Trailing::Never };
    let list = List { ends_with_newline, nested: has_list, ..List::commas(nested, tactic, trailing) };
    let text = list.write(&items)?;
    if is_multiline(&text) || text.len() > remaining {
        let (open, close) = (nested.indent.newline(), shape.indent.newline());
        return Some(format!("{{{open}{text}{close}}}"));
    }
    Some(format!("{{{text}}}"))
}
