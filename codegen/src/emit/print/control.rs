//! `if`, loops and `match`.

use syn::{Arm, Block, Expr, ExprIf, ExprLet, ExprMatch, Pat};

use super::assign;
use super::expr::{self, Position};
use super::list::{Item, List, Tactic, Trailing};
use super::shape::{Context, IF_ELSE_WIDTH, Indent, Shape, TAB};
use super::width::{
    extra_offset, first_line_width, is_multiline, last_line_extendable, last_line_width, trimmed_last_line_width, width,
};
use super::{attribute, block, fallback, pat};

/// An `if` or a loop.
struct Flow<'a> {
    keyword: &'static str,
    label: String,
    pattern: Option<Binding<'a>>,
    condition: Option<&'a Expr>,
    block: &'a Block,
    otherwise: Option<&'a Expr>,
    single_line: bool,
    /// Whether it follows an `else`.
    nested: bool,
}

pub(super) fn print(cx: &Context, expr: &Expr, shape: Shape, position: Position) -> Item {
    match flow(expr, position) {
        Some(flow) => flow.print(cx, shape),
        None => fallback::expr(expr, shape),
    }
}

/// A pattern with what stands before and after it.
type Binding<'a> = (&'static str, &'a Pat, &'static str);

fn binding(condition: &Expr) -> (Option<Binding<'_>>, &Expr) {
    match expr::ungrouped(condition) {
        Expr::Let(binding) => (Some(("let ", &binding.pat, " =")), &binding.expr),
        condition => (None, condition),
    }
}

fn flow(expr: &Expr, position: Position) -> Option<Flow<'_>> {
    let label = |label: &Option<syn::Label>| label.as_ref().map_or(String::new(), |label| format!("{}: ", label.name));
    Some(match expr {
        Expr::If(branch) => conditional(branch, position == Position::Value, false),
        Expr::ForLoop(each) => Flow {
            keyword: "for",
            label: label(&each.label),
            pattern: Some(("", &each.pat, " in")),
            condition: Some(&each.expr),
            block: &each.body,
            otherwise: None,
            single_line: false,
            nested: false,
        },
        Expr::Loop(endless) => Flow {
            keyword: "loop",
            label: label(&endless.label),
            pattern: None,
            condition: None,
            block: &endless.body,
            otherwise: None,
            single_line: false,
            nested: false,
        },
        Expr::While(repeated) => {
            let (pattern, condition) = binding(&repeated.cond);
            Flow {
                keyword: "while",
                label: label(&repeated.label),
                pattern,
                condition: Some(condition),
                block: &repeated.body,
                otherwise: None,
                single_line: false,
                nested: false,
            }
        }
        _ => return None,
    })
}

fn conditional(branch: &ExprIf, single_line: bool, nested: bool) -> Flow<'_> {
    let (pattern, condition) = binding(&branch.cond);
    Flow {
        keyword: "if",
        label: String::new(),
        pattern,
        condition: Some(condition),
        block: &branch.then_branch,
        otherwise: branch.else_branch.as_ref().map(|(_, otherwise)| &**otherwise),
        single_line,
        nested,
    }
}

/// The condition of an `if`, a loop or a `match`, as it would be printed in `shape`.
pub(super) fn condition(cx: &Context, expr: &Expr, shape: Shape) -> Item {
    match expr::ungrouped(expr) {
        Expr::Match(choice) => expr::print(cx, &choice.expr, shape.offset_left(8)?),
        expr => Some(flow(expr, Position::Value)?.head(cx, shape)?.0),
    }
}

/// `let pattern = value` within a condition.
pub(super) fn let_condition(cx: &Context, binding: &ExprLet, shape: Shape) -> Item {
    let pattern = pat::print(cx, &binding.pat, shape.offset_left(4)?)?;
    assign::rhs(cx, format!("let {pattern} ="), shape, |shape| expr::print(cx, &binding.expr, shape))
}

impl Flow<'_> {
    fn print(&self, cx: &Context, shape: Shape) -> Item {
        let (head, used) = self.head(cx, shape)?;
        if used == 0 {
            return Some(head);
        }
        let width = shape.width.saturating_sub(used);
        let broken = self.otherwise.is_some() || self.nested;
        let block_shape = Shape { width: if broken { width.min(1) } else { width }, ..shape };
        let mut text = head + &block::print(cx, self.block, block_shape)?;
        if let Some(otherwise) = self.otherwise {
            let shape = Shape::indented(shape.indent, cx);
            text.push_str(" else ");
            text.push_str(&match expr::ungrouped(otherwise) {
                Expr::If(branch) => conditional(branch, false, true).print(cx, shape)?,
                otherwise => {
                    let shape = Shape { width: shape.width.min(1), ..shape };
                    expr::print_at(cx, otherwise, shape, Position::Statement)?
                }
            });
        }
        Some(text)
    }

    /// All up to the brace, and the columns that it takes: 0 if the whole `if` stands on the line.
    fn head(&self, cx: &Context, shape: Shape) -> Option<(String, usize)> {
        let fresh = Shape { width: cx.budget(shape.used_width()), ..shape };
        let tight = if self.nested { fresh.offset_left(7)? } else { fresh };
        let offset = self.keyword.len() + self.label.len() + 1;
        let condition = match self.condition {
            Some(condition) => self.condition(cx, condition, tight, offset)?,
            None => String::new(),
        };
        let budget = cx.max_width.saturating_sub(tight.used_width() + offset + 2);
        let newline_brace = (is_multiline(&condition) || condition.len() > budget)
            && (!last_line_extendable(&condition) || is_offset(shape.used_width(), &condition));
        if self.single_line
            && let Some(text) = self.on_one_line(cx, &condition, shape.width)
            && text.len() <= IF_ELSE_WIDTH
        {
            return Some((text, 0));
        }
        let used = if is_multiline(&condition) {
            last_line_width(&condition)
        } else {
            self.label.len() + self.keyword.len() + condition.len() + 2
        };
        let space = if condition.is_empty() || condition.starts_with('\n') { "" } else { " " };
        let brace = if newline_brace { shape.indent.newline() } else { " ".into() };
        Some((format!("{}{}{space}{condition}{brace}", self.label, self.keyword), used))
    }

    fn condition(&self, cx: &Context, condition: &Expr, shape: Shape, offset: usize) -> Item {
        let inner = shape.offset_left(offset)?;
        if let Some((before, pattern, after)) = self.pattern {
            let pattern_shape = inner.offset_left(before.len())?.sub_width(after.len())?;
            let pattern = pat::print(cx, pattern, pattern_shape)?;
            return assign::rhs(cx, format!("{before}{pattern}{after}"), inner, |shape| {
                expr::print(cx, condition, shape)
            });
        }
        let text = expr::print(cx, condition, inner);
        if self.keyword == "if" || text.is_some() {
            return text;
        }
        let nested = shape.block_indent(TAB).with_max_width(cx);
        Some(format!("{}{}", nested.indent.newline(), expr::print(cx, condition, nested)?))
    }

    /// `if condition { value } else { value }`.
    fn on_one_line(&self, cx: &Context, condition: &str, width: usize) -> Item {
        let Expr::Block(otherwise) = expr::ungrouped(self.otherwise?) else { return None };
        if is_multiline(condition) {
            return None;
        }
        let (yes, no) = (block::simple(self.block)?, block::simple(&otherwise.block)?);
        let fixed = self.keyword.len() + "  {  } else {  }".len();
        let left = width.checked_sub(condition.len() + fixed)?;
        let yes = expr::print(cx, yes, Shape::legacy(left, Indent::default()))?;
        let left = left.checked_sub(yes.len())?;
        let no = expr::print(cx, no, Shape::legacy(left, Indent::default()))?;
        let text = format!("{} {condition} {{ {yes} }} else {{ {no} }}", self.keyword);
        (!is_multiline(&yes) && !is_multiline(&no) && text.len() <= width).then_some(text)
    }
}

/// Whether the last line is indented further than `column`.
fn is_offset(column: usize, text: &str) -> bool {
    let line = text.rsplit_once('\n').map_or(text, |(_, line)| line);
    line.len() - line.trim_start().len() > column
}

pub(super) fn choice(cx: &Context, choice: &ExprMatch, shape: Shape) -> Item {
    let head_shape = Shape { width: cx.budget(shape.used_width()), ..shape }.offset_left(6)?;
    let head = expr::print(cx, &choice.expr, head_shape)?;
    if choice.arms.is_empty() {
        return Some(format!("match {head} {{}}"));
    }
    let wide = is_multiline(&head) || head.len() + 2 > head_shape.width;
    let brace = if !last_line_extendable(&head) && wide { shape.indent.newline() } else { " ".into() };
    let arm_shape = shape.block_indent(TAB).with_max_width(cx);
    let items: Vec<Item> = choice.arms.iter().map(|arm| self::arm(cx, arm, arm_shape)).collect();
    let list = List { separator: "", ..List::commas(arm_shape, Tactic::Vertical, Trailing::Never) };
    let arms = list.write(&items)?;
    let (open, close) = (shape.indent.deeper().newline(), shape.indent.newline());
    Some(format!("match {head}{brace}{{{open}{arms}{close}}}"))
}

fn arm(cx: &Context, arm: &Arm, shape: Shape) -> Item {
    let mut left = attribute::outer(cx, &arm.attrs, shape)?;
    if !left.is_empty() {
        left.push_str(&shape.indent.newline());
    }
    let (pattern, guard) = match &arm.pat {
        Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        pattern => (pattern, None),
    };
    let pattern = pat::print(cx, pattern, shape.sub_width(5)?)?;
    let block_like = trimmed_last_line_width(&pattern) <= TAB;
    let new_line = is_multiline(&pattern) && !block_like;
    let guard = match guard {
        Some(guard) => self::guard(cx, guard, shape, trimmed_last_line_width(&pattern), new_line)?,
        None => String::new(),
    };
    left.push_str(&pattern);
    left.push_str(&guard);
    body(cx, &arm.body, &left, shape, is_multiline(&guard))
}

fn guard(cx: &Context, guard: &Expr, shape: Shape, used: usize, new_line: bool) -> Item {
    let here = shape.offset_left(used + 4).and_then(|shape| shape.sub_width(5));
    if !new_line
        && let Some(text) = here.and_then(|shape| expr::print(cx, guard, shape))
        && (!is_multiline(&text) || used <= TAB)
    {
        return Some(format!(" if {text}"));
    }
    let next = Shape::indented(shape.indent.deeper(), cx).offset_left(3)?.sub_width(5)?;
    Some(format!("{}if {}", next.indent.newline(), expr::print(cx, guard, next)?))
}

/// Whether the body may begin after the arrow and end on another line, and the body without needless braces.
fn flattened<'a>(cx: &Context, body: &'a Expr, shape: Option<Shape>) -> (bool, &'a Expr) {
    let body = expr::ungrouped(body);
    if let Expr::Block(outer) = body
        && outer.label.is_none()
        && outer.attrs.is_empty()
        && !cx.in_macro.get()
        && let Some(inner) = block::simple(&outer.block)
        && !matches!(inner, Expr::Macro(_))
    {
        if let Expr::Block(_) = inner {
            return flattened(cx, inner, None);
        }
        let multiline = shape.and_then(|shape| condition(cx, inner, shape)).is_some_and(|text| is_multiline(&text));
        return if multiline { (false, body) } else { (extends(inner), inner) };
    }
    (extends(body), body)
}

fn extends(body: &Expr) -> bool {
    match expr::ungrouped(body) {
        Expr::Array(_)
        | Expr::Block(_)
        | Expr::Call(_)
        | Expr::Closure(_)
        | Expr::Loop(_)
        | Expr::Macro(_)
        | Expr::Match(_)
        | Expr::MethodCall(_)
        | Expr::Struct(_)
        | Expr::Tuple(_)
        | Expr::Unsafe(_) => true,
        Expr::Cast(cast) => extends(&cast.expr),
        Expr::Index(index) => extends(&index.expr),
        Expr::Reference(reference) => extends(&reference.expr),
        Expr::Try(tried) => extends(&tried.expr),
        Expr::Unary(unary) => extends(&unary.expr),
        _ => false,
    }
}

fn body(cx: &Context, body: &Expr, left: &str, shape: Shape, has_guard: bool) -> Item {
    let after_arrow = shape.offset_left(extra_offset(left, shape) + 4);
    let (extend, body) = flattened(cx, body, after_arrow);
    let is_block = matches!(body, Expr::Block(_) | Expr::Unsafe(_));
    let is_empty = matches!(body, Expr::Block(body) if body.block.stmts.is_empty());
    let comma = if matches!(body, Expr::Block(_)) { "" } else { "," };
    let here_shape = after_arrow.and_then(|shape| shape.sub_width(comma.len()));
    let forbidden = has_guard && is_multiline(left) && !is_empty || !expr::attributes(body).is_empty();
    let here = here_shape.filter(|_| !forbidden).and_then(|shape| expr::print_at(cx, body, shape, Position::Statement));
    let same_line = |text: &str| Some(format!("{left} => {text}{comma}"));
    if let (Some(text), Some(shape)) = (&here, here_shape)
        && (is_block || !is_multiline(text) && width(text) <= shape.width)
    {
        return same_line(text);
    }
    let indent = if is_block && !is_empty { shape.indent } else { shape.indent.deeper() };
    let next = expr::print_at(cx, body, Shape::indented(indent, cx), Position::Statement);
    let next_line = |text: &str| {
        if is_block {
            return Some(format!("{left} =>{}{text}{comma}", indent.newline()));
        }
        // The braces that are added stay when rustfmt sees the arm again, if the condition does not fit after the arrow.
        let multiline = after_arrow.and_then(|shape| condition(cx, body, shape));
        if multiline.is_some_and(|text| is_multiline(&text)) && !cx.in_macro.get() && !forbidden {
            return Some(format!("{left} => {}", block::braced_expr(cx, body, shape.indent)));
        }
        let (open, close) = (indent.newline(), shape.indent.newline());
        if cx.in_macro.get() {
            return Some(format!("{left} =>{open}{text},"));
        }
        let semicolon = if expr::needs_semicolon(body) { ";" } else { "" };
        let brace = if forbidden { close.clone() } else { " ".into() };
        Some(format!("{left} =>{brace}{{{open}{text}{semicolon}{close}}}"))
    };
    let budget = here_shape.map_or(0, |shape| shape.width);
    match (here, next) {
        (Some(here), Some(next)) if assign::prefer_next_line(&here, &next) => next_line(&next),
        (Some(here), _) if extend && first_line_width(&here) <= budget => same_line(&here),
        (Some(here), Some(next)) if is_multiline(&here) => next_line(&next),
        (None, Some(next)) => next_line(&next),
        (Some(here), _) => same_line(&here),
        (None, None) => None,
    }
}
