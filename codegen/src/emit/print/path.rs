//! Paths, with generic arguments.

use syn::{Member, Path, PathArguments, PathSegment, QSelf};

use super::list::Item;
use super::overflow::{self, Arg};
use super::shape::{Context, Shape};
use super::types;
use super::width::extra_offset;

/// Where a path stands: in an expression its generic arguments follow a `::`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum In {
    Expr,
    Type,
}

pub(super) fn print(cx: &Context, place: In, qself: Option<&QSelf>, path: &Path, shape: Shape) -> Item {
    let global = if path.leading_colon.is_some() { "::" } else { "" };
    let Some(qself) = qself else {
        return segments(cx, place, global.to_owned(), path.segments.iter(), shape);
    };
    let mut text = format!("<{}", types::print(cx, &qself.ty, shape)?);
    if qself.position > 0 {
        text.push_str(" as ");
        text.push_str(global);
        let of_trait = path.segments.iter().take(qself.position);
        text = segments(cx, In::Type, text, of_trait, shape.sub_width(3)?)?;
    }
    text.push_str(">::");
    segments(cx, place, text, path.segments.iter().skip(qself.position), shape)
}

fn segments<'a>(
    cx: &Context,
    place: In,
    mut text: String,
    segments: impl Iterator<Item = &'a PathSegment>,
    shape: Shape,
) -> Item {
    let shape = shape.visual_indent(0);
    for (index, segment) in segments.enumerate() {
        if index > 0 {
            text.push_str("::");
        }
        let shape = shape.shrink_left(extra_offset(&text, shape))?;
        text.push_str(&self::segment(cx, place, segment, shape)?);
    }
    Some(text)
}

fn segment(cx: &Context, place: In, segment: &PathSegment, shape: Shape) -> Item {
    let mut text = segment.ident.to_string();
    let shape = shape.offset_left(text.len())?;
    match &segment.arguments {
        PathArguments::None => {}
        PathArguments::AngleBracketed(arguments) if arguments.args.is_empty() => {}
        PathArguments::AngleBracketed(arguments) => {
            if place == In::Expr || cx.in_macro.get() && arguments.colon2_token.is_some() {
                text.push_str("::");
            }
            let args: Vec<_> = arguments.args.iter().map(Arg::GenericArgument).collect();
            text.push_str(&overflow::angles(cx, "", &args, shape)?);
        }
        PathArguments::Parenthesized(signature) => {
            let inputs: Vec<_> = signature.inputs.iter().collect();
            text.push_str(&types::function(cx, &inputs, &signature.output, false, shape)?);
        }
    }
    Some(text)
}

pub(super) fn member(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
