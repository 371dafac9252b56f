//! Encodings of bodies and styles of parameters, in terms of the runtime.

use crate::api::{Encoding, Framing, Style as LoweredStyle, StyleKind};
use crate::rust::model::{Decoding, Style};

use super::symbols::{BINARY, BYTES, JSON, JSON_ITEMS, STRICT_JSON, STYLE, TEXT, XML_BODY};
use super::{Plan, types};

/// The style of a list or an object.
pub(super) fn style(plan: &Plan<'_>, style: LoweredStyle) -> Style {
    let (function, explodes) = match style.kind {
        StyleKind::Form => ("form", true),
        StyleKind::Space => ("space", true),
        StyleKind::Pipe => ("pipe", true),
        StyleKind::DeepObject => ("deep_object", false),
        StyleKind::Simple => ("simple", true),
        StyleKind::Label => ("label", true),
        StyleKind::Matrix => ("matrix", true),
        StyleKind::Tab => ("tab", true),
        StyleKind::Cookie => ("cookie", true),
    };
    let explode = explodes.then_some(style.explode);
    Style { symbol: plan.symbols.of(STYLE), function, explode, allow_reserved: style.allow_reserved }
}

/// The encoding of a body.
pub(super) fn encoding(plan: &Plan<'_>, encoding: Encoding) -> Decoding {
    match encoding {
        Encoding::Json(of) => {
            let marker = if plan.options.strict_responses { STRICT_JSON } else { JSON };
            Decoding::Json(plan.symbols.of(marker), types::simple(plan, types::of(plan, of), true))
        }
        Encoding::Form(of) => Decoding::Form("form", types::of(plan, of)),
        Encoding::Multipart(of) => Decoding::Form("multipart", types::of(plan, of)),
        Encoding::Items(of, framing) => {
            let method = if framing == Framing::Sequence { "json_seq" } else { "json_lines" };
            Decoding::Items(method, plan.symbols.of(JSON_ITEMS), types::of(plan, of))
        }
        Encoding::Xml(of) => Decoding::Xml(plan.symbols.of(XML_BODY), types::of(plan, of)),
        Encoding::Text => Decoding::Text(plan.symbols.of(TEXT)),
        Encoding::Binary => Decoding::Binary(plan.symbols.of(BINARY), plan.symbols.of(BYTES)),
    }
}
