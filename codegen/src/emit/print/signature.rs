//! Functions: signatures and bodies.

use syn::{Block, FnArg, Receiver, ReceiverKind, ReturnType, Safety, Signature};

use super::block;
use super::generics::{self, Before, Where};
use super::list::{self, Item, List, Trailing};
use super::shape::{Context, Indent, MAX_WIDTH, Shape, at_any_width};
use super::width::{first_line_width, is_multiline, last_line, last_line_used_width, last_line_width};
use super::{attribute, pat, types};

/// A function, `prefix` being what stands before its keywords. `None` if it has parts that are not known.
pub(super) fn function(prefix: &str, signature: &Signature, body: Option<&Block>, indent: Indent) -> Item {
    let (mut text, brace) = at_any_width(|cx| self::signature(cx, prefix, signature, body.is_some(), indent))?;
    let Some(body) = body else {
        text.push(';');
        return Some(text);
    };
    let empty = body.stmts.is_empty();
    if empty && !is_multiline(&text) && brace != Brace::Attached && indent.width() + text.len() + 3 <= MAX_WIDTH {
        return Some(text + " {}");
    }
    match brace {
        Brace::Attached => {}
        Brace::NextLine => text.push_str(&indent.newline()),
        Brace::SameLine => text.push(' '),
    }
    text.push_str(&at_any_width(|cx| Some(block::braced(cx, &body.stmts, indent)))?);
    Some(text)
}

/// Where the brace goes that opens the body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Brace {
    /// At once: so rustfmt leaves it where it cannot make the signature fit.
    Attached,
    NextLine,
    SameLine,
}

/// The signature without the brace.
fn signature(
    cx: &Context,
    prefix: &str,
    signature: &Signature,
    has_body: bool,
    indent: Indent,
) -> Option<(String, Brace)> {
    if signature.variadic.is_some() {
        return None;
    }
    let clause = signature.generics.where_clause.as_ref();
    let predicates = clause.map_or(0, |clause| clause.predicates.len());
    // What follows the parentheses: `;`, ` {`, or nothing where the brace goes on the next line.
    let closing = match (has_body, predicates) {
        (false, _) => 1,
        (true, 0) => 2,
        (true, _) => 0,
    };
    let mut text = format!("{prefix}{}fn ", qualifiers(signature));
    let overhead = if has_body && predicates == 0 { 4 } else { 2 };
    let used = last_line_used_width(&text, indent.width());
    let shape = Shape { width: cx.budget(used + overhead), indent, offset: used };
    text.push_str(&generics::print(cx, &signature.ident.to_string(), &signature.generics, shape)?);

    let output = output(cx, &signature.output, Shape::indented(indent, cx))?;
    let multiline_output = is_multiline(&output);
    let output_length = if multiline_output { 0 } else { output.len() };
    let one_line_budget = if is_multiline(&text) || multiline_output {
        0
    } else {
        let parens = if output_length == 0 { 2 } else { 3 };
        cx.budget(indent.width() + text.len() + output_length + parens + closing)
    };
    text.push('(');
    let params = params(cx, signature, one_line_budget, indent)?;
    let has_params = !signature.inputs.is_empty();
    let in_block = has_params && (is_multiline(&params) || params.len() > one_line_budget);
    let mut closed_on_next_line = false;
    if in_block {
        text.push_str(&indent.deeper().newline());
        text.push_str(&params);
        text.push_str(&indent.newline());
        text.push(')');
    } else {
        text.push_str(&params);
        let used = last_line_used_width(&text, indent.width()) + first_line_width(&output);
        text.push(')');
        if !has_params && used + 1 > cx.max_width {
            text.push_str(&indent.newline());
            closed_on_next_line = true;
        }
    }
    let mut newline_brace = false;
    if !output.is_empty() {
        let on_next_line = if in_block || !has_params {
            false
        } else if is_multiline(&text) || multiline_output {
            true
        } else {
            let length = text.len() + indent.width() + output_length + 1;
            length + if predicates == 0 { 2 } else { 0 } > cx.max_width
        };
        let line = Shape::indented(indent, cx);
        let shape = if on_next_line {
            let shape = if params.is_empty() {
                newline_brace = true;
                line.offset_left(4).unwrap_or(line)
            } else {
                line
            };
            text.push_str(&shape.indent.newline());
            shape
        } else {
            if !params.is_empty() || !closed_on_next_line {
                text.push(' ');
            }
            line.offset_left(last_line_width(&text)).unwrap_or(line)
        };
        if multiline_output || on_next_line {
            text.push_str(&self::output(cx, &signature.output, shape)?);
        } else {
            text.push_str(&output);
        }
    }
    let layout = Where {
        before: if in_block && output.is_empty() { Before::Space } else { Before::Newline },
        comma: has_body,
        single_line: false,
    };
    let clause = generics::where_clause(cx, clause, Shape::indented(indent, cx), layout)?;
    text.push_str(&clause);
    newline_brace |= predicates > 0;
    newline_brace |= last_line_width(&text) + 2 > cx.budget(indent.width());
    let brace = match newline_brace {
        _ if cx.max_width > MAX_WIDTH => Brace::Attached,
        true => Brace::NextLine,
        false => Brace::SameLine,
    };
    Some((text, brace))
}

fn qualifiers(signature: &Signature) -> String {
    let mut text = String::new();
    if signature.constness.is_some() {
        text.push_str("const ");
    }
    if signature.asyncness.is_some() {
        text.push_str("async ");
    }
    match signature.safety {
        Safety::Unsafe(_) => text.push_str("unsafe "),
        Safety::Safe(_) => text.push_str("safe "),
        _ => {}
    }
    if let Some(abi) = &signature.abi {
        text.push_str(&generics::abi(abi));
    }
    text
}

fn output(cx: &Context, output: &ReturnType, shape: Shape) -> Item {
    match output {
        ReturnType::Default => Some(String::new()),
        ReturnType::Type(_, ty) => Some(format!("-> {}", types::print(cx, ty, shape.offset_left(3)?)?)),
    }
}

fn params(cx: &Context, signature: &Signature, one_line_budget: usize, indent: Indent) -> Item {
    let inner = indent.deeper();
    let budget = cx.budget(inner.width() + 1);
    let shape = Shape::legacy(budget, inner);
    // rustfmt leaves alone a parameter that cannot be made to fit, and goes on.
    let print = |input| {
        param(cx, input, shape)
            .or_else(|| at_any_width(|cx| param(cx, input, Shape::legacy(cx.budget(inner.width() + 1), inner))))
    };
    let items: Vec<Item> = signature.inputs.iter().map(print).collect();
    let tactic = list::horizontal_or_vertical(&items, one_line_budget, 2);
    let width = match tactic {
        list::Tactic::Horizontal => one_line_budget,
        _ => budget,
    };
    let list = List {
        ends_with_newline: tactic != list::Tactic::Horizontal,
        ..List::commas(Shape::legacy(width, inner), tactic, Trailing::Vertical)
    };
    list.write(&items)
}

fn param(cx: &Context, param: &FnArg, shape: Shape) -> Item {
    let attrs = match param {
        FnArg::Receiver(receiver) => &receiver.attrs,
        FnArg::Typed(typed) => &typed.attrs,
    };
    let mut text = attribute::outer(cx, attrs, Shape::legacy(shape.width, shape.indent))?;
    if is_multiline(&text) || last_line(&text).starts_with("//") {
        text.push_str(&shape.indent.newline());
    } else if !text.is_empty() {
        text.push(' ');
    }
    match param {
        FnArg::Receiver(receiver) => text.push_str(&self::receiver(cx, receiver)?),
        FnArg::Typed(typed) => {
            text.push_str(&pat::print(cx, &typed.pat, Shape::legacy(shape.width, shape.indent))?);
            text.push_str(": ");
            let width = shape.width.checked_sub(last_line_width(&text))?;
            text.push_str(&types::print(cx, &typed.ty, Shape::legacy(width, shape.indent))?);
        }
    }
    Some(text)
}

fn receiver(cx: &Context, receiver: &Receiver) -> Item {
    let mutability = if receiver.mutability.is_some() { "mut " } else { "" };
    match &receiver.kind {
        ReceiverKind::Value => Some(format!("{mutability}self")),
        ReceiverKind::Reference(_, lifetime, mutability) => {
            let lifetime = lifetime.as_ref().map_or(String::new(), |name| format!("{name} "));
            let mutability = if mutability.is_some() { "mut " } else { "" };
            Some(format!("&{lifetime}{mutability}self"))
        }
        ReceiverKind::Typed(_, ty) => {
            let shape = Shape::legacy(cx.max_width, Indent::default());
            Some(format!("{mutability}self: {}", types::print(cx, ty, shape)?))
        }
        _ => None,
    }
}
