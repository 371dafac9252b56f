//! What follows a `=` or a `:`: on the same line, or on the next if that looks better.

use syn::ExprAssign;

use super::expr;
use super::list::Item;
use super::shape::{Context, Shape};
use super::width::{first_line, fits, is_multiline, last_line_width, line_feeds, width};

pub(super) fn assignment(cx: &Context, assign: &ExprAssign, shape: Shape) -> Item {
    let left = expr::print(cx, &assign.left, shape.sub_width(2)?)?;
    rhs(cx, format!("{left} ="), shape, |shape| expr::print(cx, &assign.right, shape))
}

/// `lhs`, which ends with the operator, and what `print` makes of the room that is left.
pub(super) fn rhs(cx: &Context, lhs: String, shape: Shape, print: impl Fn(Shape) -> Item) -> Item {
    let indent = if is_multiline(&lhs) { shape.indent.width() } else { 0 };
    let used = last_line_width(&lhs).saturating_sub(indent) + 1;
    let here = shape.offset_left(used).unwrap_or(Shape { width: 0, ..shape.add_offset(used) });
    let text = choose(cx, here, print(here), print)?;
    Some(lhs + &text)
}

fn choose(cx: &Context, shape: Shape, here: Item, print: impl Fn(Shape) -> Item) -> Item {
    if let Some(text) = &here {
        if text.is_empty() {
            return Some(String::new());
        }
        if !is_multiline(text) && width(text) <= shape.width {
            return Some(format!(" {text}"));
        }
    }
    let indent = shape.indent.deeper();
    let next_shape = Shape::indented(indent, cx).sub_width(shape.rhs_overhead(cx))?;
    match (here, print(next_shape)) {
        (Some(here), Some(next)) => Some(if !fits(&next, cx, next_shape) {
            format!(" {here}")
        } else if prefer_next_line(&here, &next) {
            format!("{}{next}", indent.newline())
        } else {
            format!(" {here}")
        }),
        (None, Some(next)) => Some(format!("{}{next}", indent.newline())),
        (Some(here), None) => Some(format!(" {here}")),
        (None, None) => None,
    }
}

/// Whether `next`, on a line of its own, looks better than `here`, which begins on the line of the operator.
pub(super) fn prefer_next_line(here: &str, next: &str) -> bool {
    let opens = |delimiter| first_line(here).ends_with(delimiter) && !first_line(next).ends_with(delimiter);
    !is_multiline(next) || line_feeds(here) > line_feeds(next) + 1 || opens('(') || opens('{') || opens('[')
}
