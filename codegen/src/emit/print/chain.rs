//! Chains of method calls, fields, `?` and `.await`.

use syn::{AngleBracketedGenericArguments, Expr, Ident};

use super::expr;
use super::list::Item;
use super::overflow::{self, Arg};
use super::shape::{CHAIN_WIDTH, Context, Shape, TAB};
use super::width::{first_line_width, fitting, is_multiline, last_line_extendable, last_line_width, width};
use super::{path, types};

/// A link of a chain with the `?`s after it.
struct Link<'a> {
    kind: Kind<'a>,
    tries: usize,
}

enum Kind<'a> {
    Await,
    Call(&'a Ident, Option<&'a AngleBracketedGenericArguments>, Vec<Arg<'a>>),
    Field(String),
    Parent(&'a Expr),
}

impl Link<'_> {
    fn print(&self, cx: &Context, shape: Shape) -> Item {
        let shape = shape.sub_width(self.tries)?;
        let mut text = match &self.kind {
            Kind::Await => ".await".to_owned(),
            Kind::Field(name) => format!(".{name}"),
            Kind::Parent(parent) => expr::print(cx, parent, shape)?,
            Kind::Call(method, turbofish, args) => {
                let mut name = format!(".{method}");
                if let Some(turbofish) = turbofish.filter(|turbofish| !turbofish.args.is_empty()) {
                    let arguments: Option<Vec<_>> =
                        turbofish.args.iter().map(|argument| types::argument(cx, argument, shape)).collect();
                    name.push_str("::<");
                    name.push_str(&arguments?.join(", "));
                    name.push('>');
                }
                overflow::call(cx, &name, args, shape)?
            }
        };
        text.extend(std::iter::repeat_n('?', self.tries));
        Some(text)
    }
}

/// The first expression, and the links after it.
fn links(expr: &Expr) -> (Link<'_>, Vec<Link<'_>>) {
    let mut links = Vec::new();
    let mut tries = 0;
    let mut expr = expr::ungrouped(expr);
    loop {
        let (kind, base) = match expr {
            Expr::Try(tried) => {
                tries += 1;
                expr = expr::ungrouped(&tried.expr);
                continue;
            }
            Expr::Await(awaited) => (Kind::Await, &awaited.base),
            Expr::Field(field) => (Kind::Field(path::member(&field.member)), &field.base),
            Expr::MethodCall(call) => {
                let args = call.args.iter().map(Arg::Expr).collect();
                (Kind::Call(&call.method, call.turbofish.as_ref(), args), &call.receiver)
            }
            _ => {
                links.reverse();
                return (Link { kind: Kind::Parent(expr), tries }, links);
            }
        };
        links.push(Link { kind, tries });
        tries = 0;
        expr = expr::ungrouped(base);
    }
}

pub(super) fn print(cx: &Context, expr: &Expr, shape: Shape) -> Item {
    let (parent, links) = links(expr);
    if links.is_empty() {
        return parent.print(cx, shape);
    }
    let mut chain = Chain { cx, rest: &links, count: links.len(), texts: Vec::new(), one_line: false };
    let ends_with_block = chain.root(&parent, shape)?;
    if chain.rest.is_empty() {
        return fitting(chain.texts.pop()?, cx, shape);
    }
    let nested = shape.block_indent(if ends_with_block { 0 } else { TAB }).with_max_width(cx);
    let (last, firsts) = chain.rest.split_last()?;
    for link in firsts {
        chain.texts.push(link.print(cx, nested)?);
    }
    chain.last(last, shape, nested)?;
    fitting(chain.join(nested)?, cx, shape)
}

struct Chain<'a> {
    cx: &'a Context,
    /// The links that are not part of the root.
    rest: &'a [Link<'a>],
    /// How many links there are, with those of the root.
    count: usize,
    /// The root, and what has been printed of the rest.
    texts: Vec<String>,
    one_line: bool,
}

impl Chain<'_> {
    /// Prints the parent, with as many links as a short one needs so as not to stand alone on its line.
    fn root(&mut self, parent: &Link<'_>, shape: Shape) -> Option<bool> {
        let mut text = parent.print(self.cx, shape)?;
        let mut ends_with_block = matches!(parent.kind, Kind::Parent(expr) if expr::is_block_like(expr, &text));
        let tab = TAB.saturating_sub(shape.offset);
        while text.len() <= tab && !is_multiline(&text) {
            let Some((first, rest)) = self.rest.split_first() else { break };
            match first.print(self.cx, shape.offset_left(text.len())?) {
                Some(link) => text.push_str(&link),
                None => break,
            }
            ends_with_block = last_line_extendable(&text);
            self.rest = rest;
        }
        self.texts.push(text);
        Some(ends_with_block)
    }

    fn last(&mut self, last: &Link<'_>, shape: Shape, nested: Shape) -> Option<()> {
        let cx = self.cx;
        let root = self.texts.first()?;
        let extendable = last_line_extendable(root);
        let before = last.tries
            + if extendable { last_line_width(root) } else { self.texts.iter().map(|text| width(text)).sum() };
        let budget = if self.count == 1 { shape.width } else { shape.width.min(CHAIN_WIDTH) }.saturating_sub(before);
        let all_in_one_line = budget > 0 && !self.texts.iter().any(|text| is_multiline(text));
        let own_line = nested.sub_width(shape.rhs_overhead(cx) + last.tries);
        let last_shape = if all_in_one_line {
            shape.sub_width(last.tries)?
        } else if extendable {
            nested.sub_width(last.tries)?
        } else {
            own_line?
        };
        let mut chosen = None;
        if (all_in_one_line || extendable)
            && let Some(text) = last_shape.offset_left(before).and_then(|shape| last.print(cx, shape))
        {
            let lines = text.lines().count();
            let could_fit = first_line_width(&text) <= budget;
            if could_fit && lines >= 5 {
                self.one_line = all_in_one_line;
                chosen = Some(text);
            } else {
                match last.print(cx, own_line?) {
                    Some(other) if !could_fit || other.lines().count() < lines => {
                        chosen = Some(other);
                    }
                    _ => {
                        self.one_line = could_fit && all_in_one_line;
                        chosen = Some(text);
                    }
                }
            }
        }
        let text = match chosen {
            Some(text) => text,
            None => last.print(cx, last_shape)?,
        };
        self.texts.push(text);
        Some(())
    }

    fn join(&self, nested: Shape) -> Item {
        if self.one_line {
            return Some(self.texts.concat());
        }
        if self.cx.one_line_chain.get() {
            return None;
        }
        Some(self.texts.join(&*nested.newline()))
    }
}
