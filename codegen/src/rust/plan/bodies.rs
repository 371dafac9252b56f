//! Bodies that requests send.

use crate::api::{Content, Encoding, Framing, PropertyEncoding};
use crate::rust::docs;
use crate::rust::model::{Body, Decoding, Member};

use super::Plan;
use super::encodings::{encoding, style};
use super::symbols::{BODY, PART};

/// The request bodies of an operation, one per media type.
pub(super) fn bodies(plan: &Plan<'_>, index: usize) -> Vec<Body> {
    let Some(body) = &plan.api.operations[index].body else { return Vec::new() };
    let names = &plan.names.operations[index].bodies;
    let mut docs = body.description.as_deref().map(docs::markdown).unwrap_or_default();
    if docs.is_empty() && !body.required {
        docs.push("Sets the request body.".to_owned());
    }
    let several = body.contents.len() > 1;
    let one = |(content, method): (&Content, &String)| {
        let mut docs = docs.clone();
        if several && !body.required {
            let media_type = docs::code(&content.media_type);
            let note = match content.media_type.contains('*') {
                true => format!("Sent as `content_type`, which has to match {media_type}."),
                false => format!("Sent as {media_type}."),
            };
            docs = docs::with_note(docs, &note);
        }
        Body {
            docs,
            method: method.clone(),
            argument: "body".to_owned(),
            decoding: match content.encoding {
                Encoding::Binary => Decoding::Binary(plan.symbols.of(super::symbols::BINARY), plan.symbols.of(BODY)),
                other => encoding(plan, other),
            },
            media_type: media_type(content),
            members: content
                .property_encodings
                .iter()
                .map(|member| self::member(plan, member, content.encoding))
                .collect(),
        }
    };
    body.contents.iter().zip(names).map(one).collect()
}

/// The media type, if it is not that of the encoding.
fn media_type(content: &Content) -> Option<String> {
    let usual = match content.encoding {
        Encoding::Json(_) => "application/json",
        Encoding::Multipart(_) => "multipart/form-data",
        Encoding::Xml(_) => "application/xml",
        Encoding::Form(_) => return None,
        Encoding::Items(_, Framing::Sequence) => "application/json-seq",
        Encoding::Items(..) => "application/x-ndjson",
        // Always written.
        Encoding::Text | Encoding::Binary => "",
    };
    (content.media_type != usual).then(|| content.media_type.clone())
}

fn member(plan: &Plan<'_>, member: &PropertyEncoding, of: Encoding) -> Member {
    Member {
        wire: member.name.clone(),
        content_type: member.content_type.clone(),
        headers: member.headers.clone(),
        style: match (&member.style, of) {
            (Some(style), _) => Some(self::style(plan, *style)),
            // Of URL-encoded forms, only properties encoded as JSON are declared.
            (None, Encoding::Form(_)) => Some(crate::rust::model::Style {
                symbol: plan.symbols.of(super::symbols::STYLE),
                function: "json",
                explode: None,
                allow_reserved: false,
            }),
            (None, _) => None,
        },
        part: matches!(of, Encoding::Multipart(_)).then(|| plan.symbols.of(PART)),
    }
}
