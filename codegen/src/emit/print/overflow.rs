//! Lists between delimiters: arguments, arrays, tuples, generics. On one line if they fit; else with the last element
//! running over the end of the line; else one a line.

use syn::{CapturedParam, Expr, Field, GenericArgument, GenericParam, Pat, Type};

use super::attribute::{self, Nested};
use super::closure;
use super::control;
use super::expr;
use super::list::{self, Item, List, Tactic, Trailing};
use super::shape::{ARRAY_WIDTH, ATTRIBUTE_WIDTH, CALL_WIDTH, Context, SHORT_ELEMENT, Shape, TAB};
use super::width::{extra_offset, first_line, first_line_width, is_multiline, last_line_width, line_feeds};
use super::{generics, item, pat, types};

/// Something that a list between delimiters is made of.
#[derive(Clone, Copy)]
pub(super) enum Arg<'a> {
    Captured(&'a CapturedParam),
    Expr(&'a Expr),
    Field(&'a Field),
    GenericArgument(&'a GenericArgument),
    GenericParam(&'a GenericParam),
    InMacro(&'a Expr),
    Nested(&'a Nested),
    Pat(&'a Pat),
    Type(&'a Type),
}

/// Macros whose arguments begin with a template: how many come before it.
const TEMPLATES: &[(&str, usize)] = &[
    ("assert!", 1),
    ("assert_eq!", 2),
    ("assert_ne!", 2),
    ("debug!", 0),
    ("debug_assert!", 1),
    ("debug_assert_eq!", 2),
    ("debug_assert_ne!", 2),
    ("eprint!", 0),
    ("eprintln!", 0),
    ("error!", 0),
    ("format!", 0),
    ("format_args!", 0),
    ("info!", 0),
    ("panic!", 0),
    ("print!", 0),
    ("println!", 0),
    ("trace!", 0),
    ("unreachable!", 0),
    ("warn!", 0),
    ("write!", 1),
    ("writeln!", 1),
];

impl Arg<'_> {
    fn print(self, cx: &Context, shape: Shape) -> Item {
        match self {
            Self::Captured(CapturedParam::Lifetime(lifetime)) => Some(lifetime.to_string()),
            Self::Captured(CapturedParam::Ident(ident)) => Some(ident.to_string()),
            Self::Captured(_) => None,
            Self::Expr(expr) | Self::InMacro(expr) => expr::print(cx, expr, shape),
            Self::Field(field) => item::field(cx, field, shape),
            Self::GenericArgument(argument) => types::argument(cx, argument, shape),
            Self::GenericParam(param) => generics::param(cx, param, shape),
            Self::Nested(nested) => attribute::nested(cx, nested, shape),
            Self::Pat(pat) => pat::print(cx, pat, shape),
            Self::Type(ty) => types::print(cx, ty, shape),
        }
    }

    fn expr(&self) -> Option<&Expr> {
        match self {
            Self::Expr(expr) | Self::InMacro(expr) => Some(expr),
            _ => None,
        }
    }

    fn is_simple(&self) -> bool {
        match self {
            Self::Nested(nested) => nested.is_simple(),
            _ => self.expr().is_some_and(expr::is_simple),
        }
    }

    fn can_overflow(&self, count: usize) -> bool {
        match self {
            Self::Expr(expr) | Self::InMacro(expr) => expr::can_overflow(expr, count),
            Self::Nested(nested) => count == 1 && !matches!(nested, Nested::Lit(_)),
            Self::GenericArgument(GenericArgument::Type(ty)) => types::can_overflow(ty, count),
            Self::Type(ty) => types::can_overflow(ty, count),
            Self::Pat(pat) => pat::can_overflow(pat, count),
            _ => false,
        }
    }

    fn has_attributes(&self) -> bool {
        match self {
            Self::Expr(expr) | Self::InMacro(expr) => !expr::attributes(expr).is_empty(),
            Self::Field(field) => !field.attrs.is_empty(),
            _ => false,
        }
    }
}

/// `name(…)`, as a call.
pub(super) fn call(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape) -> Item {
    parens(cx, name, args, shape, CALL_WIDTH, trailing(cx))
}

/// `name!(…)`.
pub(super) fn macro_call(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape, trailing: Trailing) -> Item {
    parens(cx, name, args, shape, CALL_WIDTH, Some(trailing))
}

/// `(…)`; `single` says that a lone element needs its comma.
pub(super) fn tuple(cx: &Context, args: &[Arg<'_>], shape: Shape, single: bool) -> Item {
    let force = if single { Some(Trailing::Always) } else { trailing(cx) };
    parens(cx, "", args, shape, CALL_WIDTH, force)
}

/// `name(…)` as a pattern; `single` says that a lone element needs its comma.
pub(super) fn pattern(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape, single: bool) -> Item {
    parens(cx, name, args, shape, cx.max_width, single.then_some(Trailing::Always))
}

/// `name(…)` of a tuple struct or variant.
pub(super) fn fields(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape) -> Item {
    parens(cx, name, args, shape, CALL_WIDTH, None)
}

/// `name(…)` of an attribute.
pub(super) fn attribute(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape) -> Item {
    parens(cx, name, args, shape, ATTRIBUTE_WIDTH, Some(Trailing::Never))
}

/// `name<…>`.
pub(super) fn angles(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape) -> Item {
    Delimited::new(cx, name, args, shape, ("<", ">"), cx.max_width, None).print(shape)
}

/// `[…]`, or `name![…]`.
pub(super) fn array(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape, force: Option<Trailing>) -> Item {
    Delimited::new(cx, name, args, shape, ("[", "]"), ARRAY_WIDTH, force).print(shape)
}

fn parens(cx: &Context, name: &str, args: &[Arg<'_>], shape: Shape, max: usize, force: Option<Trailing>) -> Item {
    Delimited::new(cx, name, args, shape, ("(", ")"), max, force).print(shape)
}

/// In a macro no comma is added.
pub(super) fn trailing(cx: &Context) -> Option<Trailing> {
    cx.in_macro.get().then_some(Trailing::Never)
}

struct Delimited<'a> {
    cx: &'a Context,
    args: &'a [Arg<'a>],
    name: &'a str,
    delimiters: (&'static str, &'static str),
    one_line_shape: Shape,
    one_line_width: usize,
    nested_shape: Shape,
    item_max_width: usize,
    force: Option<Trailing>,
}

impl<'a> Delimited<'a> {
    fn new(
        cx: &'a Context,
        name: &'a str,
        args: &'a [Arg<'a>],
        shape: Shape,
        delimiters: (&'static str, &'static str),
        item_max_width: usize,
        force: Option<Trailing>,
    ) -> Self {
        let one_line_width = shape.width.saturating_sub(extra_offset(name, shape) + 2);
        let one_line_shape = shape
            .offset_left(last_line_width(name) + 1)
            .and_then(|shape| shape.sub_width(1))
            .unwrap_or(Shape { width: 0, ..shape });
        let nested = shape.block().block_indent(TAB).with_max_width(cx);
        let nested_shape = Shape { width: nested.width.saturating_sub(1), ..nested };
        Self { cx, args, name, delimiters, one_line_shape, one_line_width, nested_shape, item_max_width, force }
    }

    fn print(&self, shape: Shape) -> Item {
        let mut items: Vec<Item> = Vec::with_capacity(self.args.len());
        if let Some((_, firsts)) = self.args.split_last() {
            items.extend(firsts.iter().map(|arg| arg.print(self.cx, self.nested_shape)));
            items.push(None);
        }
        let tactic = self.last_with_overflow(&mut items);
        let list = List {
            ends_with_newline: matches!(tactic, Tactic::Mixed | Tactic::Vertical),
            ..List::commas(self.nested_shape, tactic, self.force.unwrap_or(Trailing::Vertical))
        };
        let text = list.write(&items)?;
        Some(self.wrap(&text, shape, tactic == Tactic::Horizontal))
    }

    fn default_tactic(&self, items: &[Item]) -> Tactic {
        let limit = self.one_line_width.min(self.item_max_width);
        list::horizontal_or_vertical(items, limit, 2)
    }

    /// Fills in the last of `items`.
    fn last_with_overflow(&self, items: &mut [Item]) -> Tactic {
        let (Some(last), Some(slot)) = (self.args.last(), items.len().checked_sub(1)) else {
            return Tactic::Horizontal;
        };
        let count = self.args.len();
        let combine = count == 1 && last.expr().is_some() && !last.has_attributes() && self.name.len() < TAB;
        let overflow = combine || last.can_overflow(count);
        let placeholder = if overflow {
            let before = self.cx.one_line_chain.get();
            if !combine && last.expr().is_some_and(expr::is_method_call) {
                self.cx.one_line_chain.set(true);
            }
            let text = self.last_shape(items).and_then(|shape| self.print_last(last, shape));
            self.cx.one_line_chain.set(before);
            text
        } else {
            None
        };
        if let Some(text) = &placeholder {
            items[slot] = Some(first_line(text).to_owned());
        } else {
            items[slot] = last.print(self.cx, self.nested_shape);
        }
        let tactic = self.default_tactic(items);
        match placeholder {
            Some(text) if tactic == Tactic::Horizontal => {
                let mut text = Some(text);
                if count == 1 && text.as_deref().map(line_feeds) == Some(1) {
                    let alone = last.print(self.cx, self.nested_shape);
                    if alone.as_deref().is_some_and(|alone| !is_multiline(alone)) {
                        text = alone;
                    }
                }
                items[slot] = text;
                tactic
            }
            placeholder => {
                if placeholder.is_some() {
                    items[slot] = last.print(self.cx, self.nested_shape);
                }
                self.tactic_without_overflow(items)
            }
        }
    }

    fn tactic_without_overflow(&self, items: &[Item]) -> Tactic {
        if let [item] = items
            && self.one_line_width != 0
            && !is_multiline(list::item_text(item))
            && list::item_width(item) <= self.one_line_width
        {
            return Tactic::Horizontal;
        }
        let tactic = self.default_tactic(items);
        if tactic != Tactic::Vertical {
            return tactic;
        }
        if let Some(before) = self.template() {
            let fits =
                |items: &[Item]| list::horizontal_or_vertical(items, self.nested_shape.width, 2) == Tactic::Horizontal;
            let simple = self.args.len() > before
                && self.args[..before].iter().all(Arg::is_simple)
                && self.args[before + 1..].iter().all(Arg::is_simple);
            if simple && fits(&items[..before]) && fits(&items[before + 1..]) {
                return Tactic::Template(before);
            }
        } else if self.args.iter().all(Arg::is_simple)
            && items.iter().all(|item| list::item_text(item).len() <= SHORT_ELEMENT)
        {
            return Tactic::Mixed;
        }
        tactic
    }

    fn template(&self) -> Option<usize> {
        matches!(self.args.first()?, Arg::InMacro(_))
            .then(|| TEMPLATES.iter().find(|(name, _)| *name == self.name))
            .flatten()
            .map(|(_, before)| *before)
    }

    fn last_shape(&self, items: &[Item]) -> Option<Shape> {
        let shape = self.one_line_shape;
        if self.args.len() == 1 && !self.args[0].expr().is_some_and(expr::is_nested_call) {
            return Some(shape);
        }
        let before = items.split_last().map_or(&[][..], |(_, before)| before);
        let offset = before.iter().map(|item| 2 + list::item_text(item).len()).sum();
        Shape { width: shape.width.min(self.item_max_width), ..shape }.offset_left(offset)
    }

    fn print_last(&self, last: &Arg<'_>, shape: Shape) -> Item {
        let Arg::Expr(expr) = last else {
            return last.print(self.cx, shape);
        };
        match expr::ungrouped(expr) {
            Expr::Closure(closure) => {
                let is_closure = |arg: &&Arg<'_>| matches!(arg.expr(), Some(Expr::Closure(_)));
                if self.args.iter().filter(is_closure).count() > 1 {
                    None
                } else {
                    closure::print_last(self.cx, expr, closure, shape)
                }
            }
            Expr::If(_) | Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_) | Expr::Match(_) => {
                let multiline =
                    control::condition(self.cx, expr, shape).is_some_and(|condition| is_multiline(&condition));
                if multiline { None } else { expr::print(self.cx, expr, shape) }
            }
            _ => expr::print(self.cx, expr, shape),
        }
    }

    fn wrap(&self, items: &str, shape: Shape, extendable: bool) -> String {
        let width = shape.width.saturating_sub(last_line_width(self.name));
        let needed = if items.is_empty() { 2 } else { first_line_width(items) + 1 };
        let mut result = String::with_capacity(self.name.len() + items.len() + 32);
        result.push_str(self.name);
        result.push_str(self.delimiters.0);
        if extendable && needed <= width {
            result.push_str(items);
        } else {
            if !items.is_empty() {
                result.push_str(&self.nested_shape.indent.newline());
                result.push_str(items);
            }
            result.push_str(&shape.indent.block_only().newline());
        }
        result.push_str(self.delimiters.1);
        result
    }
}
