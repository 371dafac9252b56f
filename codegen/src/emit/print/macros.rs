//! Invocations of macros within expressions.

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Macro, MacroDelimiter, Token};

use super::fallback;
use super::list::{Item, Trailing};
use super::overflow::{self, Arg};
use super::shape::{Context, Shape};

/// `name!(…)` as a call, `vec![…]` as an array; other macros as prettyplease writes them.
pub(super) fn print(cx: &Context, mac: &Macro, shape: Shape) -> Item {
    let name = format!("{}!", fallback::tokens(&mac.path));
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(args) = parser.parse2(mac.tokens.clone()) else {
        return fallback::macro_call(mac, shape);
    };
    if args.is_empty() {
        return Some(match mac.delimiter {
            MacroDelimiter::Paren(_) => format!("{name}()"),
            MacroDelimiter::Bracket(_) => format!("{name}[]"),
            MacroDelimiter::Brace(_) => format!("{name} {{}}"),
        });
    }
    let trailing = if args.trailing_punct() { Trailing::Always } else { Trailing::Never };
    let nested = cx.in_macro.replace(true);
    let parsed = cx.in_parsed.replace(true);
    let args: Vec<_> = args.iter().map(Arg::InMacro).collect();
    let text = match mac.delimiter {
        MacroDelimiter::Paren(_) => overflow::macro_call(cx, &name, &args, shape, trailing),
        MacroDelimiter::Bracket(_) if name == "vec!" && !nested => {
            cx.in_macro.set(false);
            overflow::array(cx, &name, &args, shape, Some(Trailing::Vertical))
        }
        MacroDelimiter::Bracket(_) => overflow::array(cx, &name, &args, shape, Some(trailing)),
        MacroDelimiter::Brace(_) => fallback::macro_call(mac, shape),
    };
    cx.in_macro.set(nested);
    cx.in_parsed.set(parsed);
    text
}
