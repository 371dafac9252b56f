//! Types.

use syn::{GenericArgument, NamedArg, PointerMutability, ReturnType, Type, TypeFnPtr, TypeParen, TypeReference};

use super::list::{self, Item, List, Tactic, Trailing};
use super::overflow::{self, Arg};
use super::shape::{Context, Shape, TAB};
use super::width::{first_line_width, is_multiline, last_line_width};
use super::{expr, fallback, generics, macros, pair, path};

/// The text of `ty` in `shape`, or `None` if it cannot be made to fit.
pub(super) fn print(cx: &Context, ty: &Type, shape: Shape) -> Item {
    match ungrouped(ty) {
        Type::Array(array) => pair::bracketed(
            cx,
            shape,
            |shape| print(cx, &array.elem, shape),
            |shape| expr::print(cx, &array.len, shape),
        ),
        Type::FnPtr(pointer) => function_pointer(cx, pointer, shape),
        Type::ImplTrait(impl_trait) => {
            let bounds: Vec<_> = impl_trait.bounds.iter().collect();
            let bounds = generics::bounds(cx, &bounds, shape, false)?;
            Some(format!("impl {bounds}"))
        }
        Type::Infer(_) => (shape.width >= 1).then(|| "_".to_owned()),
        Type::Macro(mac) => macros::print(cx, &mac.mac, shape),
        Type::Never(_) => Some("!".to_owned()),
        Type::Paren(paren) => parenthesized(cx, paren, shape),
        Type::Path(path) => path::print(cx, path::In::Type, path.qself.as_ref(), &path.path, shape),
        Type::Ptr(pointer) => {
            let prefix = match pointer.mutability {
                PointerMutability::Const(_) => "*const ",
                PointerMutability::Mut(_) => "*mut ",
            };
            let text = print(cx, &pointer.elem, shape.offset_left(prefix.len())?)?;
            Some(format!("{prefix}{text}"))
        }
        Type::Reference(reference) => self::reference(cx, reference, shape),
        Type::Slice(slice) => {
            let inner = Shape::legacy(shape.width.checked_sub(4)?, shape.indent.aligned(1));
            Some(format!("[{}]", print(cx, &slice.elem, inner)?))
        }
        Type::TraitObject(object) => {
            let prefix = if object.dyn_token.is_some() { "dyn " } else { "" };
            let bounds: Vec<_> = object.bounds.iter().collect();
            let shape = shape.offset_left(prefix.len())?;
            Some(format!("{prefix}{}", generics::bounds(cx, &bounds, shape, true)?))
        }
        Type::Tuple(tuple) => {
            let args: Vec<_> = tuple.elems.iter().map(Arg::Type).collect();
            overflow::tuple(cx, &args, shape, args.len() == 1)
        }
        ty => fallback::ty(ty),
    }
}

fn reference(cx: &Context, reference: &TypeReference, shape: Shape) -> Item {
    let mut text = "&".to_owned();
    if let Some(lifetime) = &reference.lifetime {
        text.push_str(&lifetime.to_string());
        text.push(' ');
    }
    if reference.mutability.is_some() {
        text.push_str("mut ");
    }
    let used = text.len();
    let inner = Shape::legacy(shape.width.checked_sub(used)?, shape.indent.aligned(used));
    text.push_str(&print(cx, &reference.elem, inner)?);
    Some(text)
}

fn parenthesized(cx: &Context, paren: &TypeParen, shape: Shape) -> Item {
    let here = shape.sub_width(2).and_then(|shape| print(cx, &paren.elem, shape));
    if let Some(text) = here
        && !is_multiline(&text)
    {
        return Some(format!("({text})"));
    }
    let nested = shape.block_indent(TAB).with_max_width(cx);
    let text = print(cx, &paren.elem, nested)?;
    Some(format!("({}{text}{})", nested.newline(), shape.indent.newline()))
}

fn function_pointer(cx: &Context, pointer: &TypeFnPtr, shape: Shape) -> Item {
    if pointer.variadic.is_some() {
        return fallback::ty(&Type::FnPtr(pointer.clone()));
    }
    let mut text = String::new();
    if let Some(lifetimes) = &pointer.lifetimes {
        text.push_str(&generics::for_lifetimes(cx, lifetimes, shape)?);
    }
    if pointer.unsafety.is_some() {
        text.push_str("unsafe ");
    }
    if let Some(abi) = &pointer.abi {
        text.push_str(&generics::abi(abi));
    }
    text.push_str("fn");
    let inputs: Vec<_> = pointer.inputs.iter().collect();
    let shape = shape.offset_left(text.len())?;
    text.push_str(&function(cx, &inputs, &pointer.output, false, shape)?);
    Some(text)
}

/// `(inputs) -> output`.
pub(super) fn function(cx: &Context, inputs: &[&NamedArg], output: &ReturnType, variadic: bool, shape: Shape) -> Item {
    let output = match output {
        ReturnType::Type(_, ty) => format!(" -> {}", print(cx, ty, shape.offset_left(4)?)?),
        ReturnType::Default => String::new(),
    };
    let nested = Shape::indented(shape.block().indent.deeper(), cx);
    let items: Vec<Item> = inputs.iter().map(|input| named(cx, input, nested)).collect();
    let tactic = if inputs.is_empty() {
        Tactic::Horizontal
    } else if is_multiline(&output) {
        Tactic::Vertical
    } else {
        let limit = shape.width.saturating_sub(2 + output.len());
        list::horizontal_or_vertical(&items, limit, 2)
    };
    let trailing = if variadic { Trailing::Never } else { Trailing::Vertical };
    let list = List { ends_with_newline: tactic != Tactic::Horizontal, ..List::commas(nested, tactic, trailing) };
    let inputs = list.write(&items)?;
    let inputs = if tactic == Tactic::Horizontal {
        format!("({inputs})")
    } else {
        let (open, close) = (nested.indent.newline(), shape.block().indent.newline());
        format!("({open}{inputs}{close})")
    };
    if output.is_empty() || last_line_width(&inputs) + first_line_width(&output) <= shape.width {
        Some(format!("{inputs}{output}"))
    } else {
        Some(format!("{inputs}{}{}", nested.indent.newline(), output.trim_start()))
    }
}

fn named(cx: &Context, input: &NamedArg, shape: Shape) -> Item {
    let Some((name, _)) = &input.name else {
        return print(cx, &input.ty, shape);
    };
    let prefix = format!("{name}: ");
    let inner = Shape::legacy(shape.width.checked_sub(prefix.len())?, shape.indent);
    Some(prefix + &print(cx, &input.ty, inner)?)
}

pub(super) fn argument(cx: &Context, argument: &GenericArgument, shape: Shape) -> Item {
    match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime.to_string()),
        GenericArgument::Type(ty) => print(cx, ty, shape),
        GenericArgument::Const(value) => expr::print(cx, value, shape),
        GenericArgument::AssocType(assoc) => {
            let name = format!("{} = ", associated(cx, &assoc.ident, &assoc.generics, shape)?);
            let inner = after(&name, shape)?;
            Some(name + &print(cx, &assoc.ty, inner)?)
        }
        GenericArgument::AssocConst(assoc) => {
            let name = format!("{} = ", associated(cx, &assoc.ident, &assoc.generics, shape)?);
            let inner = after(&name, shape)?;
            Some(name + &expr::print(cx, &assoc.value, inner)?)
        }
        GenericArgument::Constraint(constraint) => {
            let name = format!("{}: ", associated(cx, &constraint.ident, &constraint.generics, shape)?);
            let inner = after(&name, shape)?;
            let bounds: Vec<_> = constraint.bounds.iter().collect();
            Some(name + &generics::bounds(cx, &bounds, inner, true)?)
        }
        _ => None,
    }
}

fn after(text: &str, shape: Shape) -> Option<Shape> {
    let width = shape.width.checked_sub(text.len())?;
    Some(Shape::legacy(width, shape.indent.aligned(text.len())))
}

fn associated(
    cx: &Context,
    ident: &syn::Ident,
    generics: &Option<syn::AngleBracketedGenericArguments>,
    shape: Shape,
) -> Item {
    let mut text = ident.to_string();
    if let Some(generics) = generics.as_ref().filter(|generics| !generics.args.is_empty()) {
        let args: Vec<_> = generics.args.iter().map(Arg::GenericArgument).collect();
        text.push_str(&overflow::angles(cx, "", &args, after(&text, shape)?)?);
    }
    Some(text)
}

pub(super) fn can_overflow(ty: &Type, count: usize) -> bool {
    match ungrouped(ty) {
        Type::Tuple(_) => count == 1,
        Type::Reference(reference) => can_overflow(&reference.elem, count),
        Type::Ptr(pointer) => can_overflow(&pointer.elem, count),
        _ => false,
    }
}

/// The type without the invisible groups that macros put around it.
pub(super) fn ungrouped(mut ty: &Type) -> &Type {
    while let Type::Group(group) = ty {
        ty = &group.elem;
    }
    ty
}
