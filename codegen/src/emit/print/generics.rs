//! Generic parameters, bounds and where clauses.

use syn::{
    Abi, BoundLifetimes, GenericParam, Generics, Lifetime, PathArguments, TraitBound, TypeParamBound, WhereClause,
    WherePredicate,
};

use super::list::{Item, List, Tactic, Trailing};
use super::overflow::{self, Arg};
use super::shape::{Context, Indent, Shape, TAB};
use super::width::{is_multiline, last_line_extendable, last_line_used_width, last_line_width};
use super::{assign, attribute, expr, fallback, path, types};

/// `name<…>`, or `name` if there are no parameters.
pub(super) fn print(cx: &Context, name: &str, generics: &Generics, shape: Shape) -> Item {
    if generics.params.is_empty() {
        return Some(name.to_owned());
    }
    let args: Vec<_> = generics.params.iter().map(Arg::GenericParam).collect();
    overflow::angles(cx, name, &args, shape)
}

pub(super) fn param(cx: &Context, param: &GenericParam, shape: Shape) -> Item {
    let attrs = match param {
        GenericParam::Lifetime(param) => &param.attrs,
        GenericParam::Type(param) => &param.attrs,
        GenericParam::Const(param) => &param.attrs,
    };
    let mut text = attribute::outer(cx, attrs, shape)?;
    if !text.is_empty() {
        text.push(' ');
    }
    match param {
        GenericParam::Lifetime(param) => {
            text.push_str(&param.lifetime.to_string());
            if !param.bounds.is_empty() {
                text.push_str(": ");
                text.push_str(&lifetimes(param.bounds.iter()));
            }
        }
        GenericParam::Type(param) => {
            let mut name = param.ident.to_string();
            if !param.bounds.is_empty() {
                let items: Vec<_> = param.bounds.iter().collect();
                name.push_str(": ");
                name.push_str(&bounds(cx, &items, shape, true)?);
            }
            if let Some((_, default)) = &param.default {
                name.push_str(" = ");
                let width = shape.width.checked_sub(name.len())?;
                let inner = Shape::legacy(width, shape.indent.aligned(name.len()));
                name.push_str(&types::print(cx, default, inner)?);
            }
            text.push_str(&name);
        }
        GenericParam::Const(param) => {
            let mut name = format!("const {}: {}", param.ident, types::print(cx, &param.ty, shape)?);
            if let Some((_, default)) = &param.default {
                name.push_str(" = ");
                let width = shape.width.checked_sub(name.len())?;
                name.push_str(&expr::print(cx, default, Shape::legacy(width, shape.indent))?);
            }
            text.push_str(&name);
        }
    }
    Some(text)
}

fn lifetimes<'a>(lifetimes: impl Iterator<Item = &'a Lifetime>) -> String {
    lifetimes.map(Lifetime::to_string).collect::<Vec<_>>().join(" + ")
}

/// `for<'a> `.
pub(super) fn for_lifetimes(cx: &Context, binder: &BoundLifetimes, shape: Shape) -> Item {
    let params: Option<Vec<_>> = binder.lifetimes.iter().map(|lifetime| param(cx, lifetime, shape)).collect();
    Some(format!("for<{}> ", params?.join(", ")))
}

/// `extern "C" `.
pub(super) fn abi(abi: &Abi) -> String {
    match &abi.name {
        Some(name) => format!("extern {} ", name.token()),
        None => "extern \"C\" ".to_owned(),
    }
}

/// Bounds joined by `+`, one a line if they do not fit.
pub(super) fn bounds(cx: &Context, items: &[&TypeParamBound], shape: Shape, indent: bool) -> Item {
    if items.is_empty() {
        return Some(String::new());
    }
    let joined = join(cx, items, shape, indent, false)?;
    if !is_multiline(&joined) && joined.len() <= shape.width {
        return Some(joined);
    }
    let retry = match items {
        [only] => has_many_arguments(only),
        _ => true,
    };
    if retry { join(cx, items, shape, indent, true) } else { Some(joined) }
}

fn join(cx: &Context, items: &[&TypeParamBound], shape: Shape, indent: bool, force_newline: bool) -> Item {
    let is_lifetime = |bound: &&TypeParamBound| matches!(bound, TypeParamBound::Lifetime(_));
    let in_order = match (items.iter().rposition(|bound| !is_lifetime(bound)), items.iter().position(is_lifetime)) {
        (Some(last_trait), Some(first_lifetime)) => last_trait < first_lifetime,
        _ => true,
    };
    let shape = if indent && force_newline { shape.block_indent(TAB).with_max_width(cx) } else { shape };
    let mut result = String::new();
    let mut extendable = false;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            if force_newline && (!extendable || !in_order) {
                result.push_str(&shape.indent.newline());
            } else {
                result.push(' ');
            }
            result.push_str("+ ");
        }
        let text = bound(cx, item, shape)?;
        extendable = is_lifetime(item) || last_line_extendable(&text);
        result.push_str(&text);
    }
    Some(result)
}

fn has_many_arguments(bound: &TypeParamBound) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => {
            let segments = &bound.path.segments;
            segments.len() > 1
                || segments.first().is_some_and(|segment| match &segment.arguments {
                    PathArguments::AngleBracketed(arguments) => arguments.args.len() > 1,
                    _ => false,
                })
        }
        TypeParamBound::PreciseCapture(capture) => capture.params.len() > 1,
        _ => false,
    }
}

fn bound(cx: &Context, bound: &TypeParamBound, shape: Shape) -> Item {
    match bound {
        TypeParamBound::Trait(bound) => trait_bound(cx, bound, shape),
        TypeParamBound::Lifetime(lifetime) => Some(lifetime.to_string()),
        TypeParamBound::PreciseCapture(capture) => {
            let args: Vec<_> = capture.params.iter().map(Arg::Captured).collect();
            overflow::angles(cx, "use", &args, shape)
        }
        bound => Some(fallback::tokens(bound)),
    }
}

fn trait_bound(cx: &Context, bound: &TraitBound, shape: Shape) -> Item {
    let mut prefix = String::new();
    if let Some(lifetimes) = &bound.lifetimes {
        prefix.push_str(&for_lifetimes(cx, lifetimes, shape)?);
    }
    if bound.maybe.is_some() {
        prefix.push('?');
    }
    let shape = shape.offset_left(prefix.len())?;
    let text = path::print(cx, path::In::Type, None, &bound.path, shape)?;
    Some(match bound.paren_token {
        Some(_) => format!("({prefix}{text})"),
        None => prefix + &text,
    })
}

/// What stands before a `where`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Before {
    Newline,
    Space,
}

impl Before {
    /// A space if the last line is only a closing delimiter.
    pub(super) fn snuggled(text: &str) -> Self {
        if last_line_width(text) == 1 { Self::Space } else { Self::Newline }
    }
}

/// How a where clause is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Where {
    pub(super) before: Before,
    /// Whether there is a comma at the end.
    pub(super) comma: bool,
    /// Whether `where` and the predicates may share a line.
    pub(super) single_line: bool,
}

pub(super) fn where_clause(cx: &Context, clause: Option<&WhereClause>, shape: Shape, layout: Where) -> Item {
    let Some(clause) = clause.filter(|clause| !clause.predicates.is_empty()) else {
        return Some(String::new());
    };
    let block = shape.block().with_max_width(cx);
    let clause_shape = block.block_indent(TAB).sub_width(TAB)?.sub_width(1)?;
    let items: Vec<Item> = clause.predicates.iter().map(|item| predicate(cx, item, clause_shape)).collect();
    let trailing = if layout.comma { Trailing::Vertical } else { Trailing::Never };
    let text = List::commas(clause_shape, Tactic::Vertical, trailing).write(&items)?;
    let before = match layout.before {
        Before::Space => " ".into(),
        Before::Newline => block.indent.newline(),
    };
    let fits = layout.single_line && !is_multiline(&text) && 6 + text.len() <= shape.width;
    let separator = if fits { " ".into() } else { clause_shape.indent.newline() };
    Some(format!("{before}where{separator}{text}"))
}

fn predicate(cx: &Context, predicate: &WherePredicate, shape: Shape) -> Item {
    match predicate {
        WherePredicate::Lifetime(predicate) => {
            let bounds = lifetimes(predicate.bounds.iter());
            Some(if bounds.is_empty() {
                format!("{}:", predicate.lifetime)
            } else {
                format!("{}: {bounds}", predicate.lifetime)
            })
        }
        WherePredicate::Type(predicate) => {
            let binder = match &predicate.lifetimes {
                Some(lifetimes) => for_lifetimes(cx, lifetimes, shape)?,
                None => String::new(),
            };
            let ty = types::print(cx, &predicate.bounded_ty, shape)?;
            let items: Vec<_> = predicate.bounds.iter().collect();
            assign::rhs(cx, format!("{binder}{ty}:"), shape, |shape| bounds(cx, &items, shape, true))
        }
        _ => None,
    }
}

/// What is between the braces of an item whose generics are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Body {
    /// The item ends with a semicolon.
    None,
    Empty,
    Full,
}

/// Generics, where clause and opening brace of a struct, an enum or a trait, `used` columns being taken before.
pub(super) fn with_brace(cx: &Context, generics: &Generics, body: Body, indent: Indent, used: usize) -> Item {
    let shape = Shape::legacy(cx.budget(used + indent.width()), indent);
    let mut text = print(cx, "", generics, shape)?;
    let has_where = generics.where_clause.as_ref().is_some_and(|clause| !clause.predicates.is_empty());
    if has_where {
        let budget = cx.budget(last_line_used_width(&text, indent.width()));
        let layout = Where { before: Before::snuggled(&text), comma: body != Body::None, single_line: false };
        let shape = Shape::legacy(budget, indent.block_only());
        text.push_str(&where_clause(cx, generics.where_clause.as_ref(), shape, layout)?);
    }
    if body == Body::None {
        return Some(text);
    }
    let overhead = if body == Body::Empty { 3 } else { 2 };
    let remaining = cx.budget(last_line_used_width(&text, used));
    if overhead <= remaining && (body == Body::Empty || !has_where) {
        text.push(' ');
    } else {
        text.push_str(&indent.block_only().newline());
    }
    text.push('{');
    Some(text)
}
