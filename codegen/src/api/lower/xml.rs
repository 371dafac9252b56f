//! How objects look in XML (OpenAPI 3.0.4, §4.7.26 "XML Object").

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::model::{Api, Encoding, Hint, Kind, ResponseBody, TypeId, Types, Xml, XmlOf, XmlPlace, XmlProperty};
use crate::report::{At, Code, Diagnostic, Diagnostics, Pointer};

use super::context::{flag, text};

/// How many references and `allOf` lead at most from a schema to what it says of XML.
const FURTHEST: usize = 20;

/// Describes the objects that bodies of XML lead to. To be called when all types are decided. Bodies that are no objects
/// are bytes.
pub(super) fn settle(api: &mut Api, document: &Value, diagnostics: &mut Diagnostics) {
    let mut open: Vec<TypeId> = Vec::new();
    let types = &api.types;
    let mut settle = |encoding: &mut Encoding| {
        let Encoding::Xml(of) = *encoding else { return };
        let of = types.resolve(of);
        match types[of].kind {
            Kind::Object(_) => {
                *encoding = Encoding::Xml(of);
                open.push(of);
            }
            _ => *encoding = Encoding::Binary,
        }
    };
    for operation in &mut api.operations {
        if let Some(body) = &mut operation.body {
            let at = At::under(body.at.file, &body.at.pointer).key("content").value();
            for content in body.contents.iter_mut().filter(|content| matches!(content.encoding, Encoding::Xml(_))) {
                settle(&mut content.encoding);
                if content.encoding == Encoding::Binary {
                    api.untyped += 1;
                    let media_type = &content.media_type;
                    let message = format!("bodies of `{media_type}` are not supported; the caller gives the bytes");
                    let at = At::under(at.file, &at.pointer).key(media_type).name();
                    let diagnostic = Diagnostic::new(Code::UnsupportedBody, at, message);
                    diagnostics.push(diagnostic.help("an object with properties can be written as XML"));
                }
            }
        }
        for response in [&mut operation.success, &mut operation.failure] {
            match &mut response.body {
                ResponseBody::Empty => {}
                ResponseBody::One(encoding) => settle(encoding),
                ResponseBody::Several(choices) => {
                    choices.iter_mut().filter_map(|choice| choice.encoding.as_mut()).for_each(&mut settle);
                }
            }
        }
    }
    let mut described: IndexMap<TypeId, Xml> = IndexMap::new();
    open.reverse();
    while let Some(id) = open.pop() {
        if described.contains_key(&id) {
            continue;
        }
        let xml = object(&api.types, document, id);
        open.extend(xml.properties.iter().rev().filter_map(|member| match member.of {
            XmlOf::Object(of) => Some(of),
            _ => None,
        }));
        described.insert(id, xml);
    }
    api.xml = described;
}

fn object(types: &Types, document: &Value, id: TypeId) -> Xml {
    let at = &types[id].at.pointer;
    let schema = at.of(document).unwrap_or(&Value::Null);
    let said = said(document, schema, 0);
    let Kind::Object(object) = &types[id].kind else {
        return Xml { name: "value".to_owned(), namespace: None, properties: Vec::new() };
    };
    let name = said.name.clone().or_else(|| match &types[id].hint {
        Hint::Component(name) | Hint::Property(_, name) => Some(name.clone()),
        _ => types.component(id).map(str::to_owned),
    });
    let members = object.properties.iter().map(|property| {
        let schema = property_schema(document, schema, &property.name, 0).unwrap_or(&Value::Null);
        member(types, document, &property.name, schema, property.of)
    });
    Xml {
        name: name.unwrap_or_else(|| "document".to_owned()),
        namespace: said.namespace,
        properties: members.collect(),
    }
}

fn member(types: &Types, document: &Value, json: &str, schema: &Value, of: TypeId) -> XmlProperty {
    let own = said(document, schema, 0);
    let own_name = own.name.clone().unwrap_or_else(|| json.to_owned());
    let of = bare(types, of);
    let Kind::Array(element) = types[of].kind else {
        let of = inside(types, of);
        return XmlProperty {
            json: json.to_owned(),
            name: own_name,
            namespace: own.namespace,
            place: own.place,
            list: None,
            of,
        };
    };
    let items = items(document, schema, 0).map(|items| said(document, items, 0)).unwrap_or_default();
    // The name of a list is that of the element around it, and without one has no effect; what is inside is named by
    // itself, or else like the element around it.
    let (wrapper, fallback) = match own.wrapped {
        true => (Some(own_name.clone()), own_name),
        false => (None, json.to_owned()),
    };
    XmlProperty {
        json: json.to_owned(),
        name: items.name.unwrap_or(fallback),
        namespace: items.namespace.or(own.namespace),
        place: own.place,
        list: Some(wrapper),
        of: inside(types, bare(types, element)),
    }
}

/// A type without aliases and `null`.
fn bare(types: &Types, of: TypeId) -> TypeId {
    let of = types.resolve(of);
    match types[of].kind {
        Kind::Nullable(inner) => types.resolve(inner),
        _ => of,
    }
}

fn inside(types: &Types, of: TypeId) -> XmlOf {
    match types[of].kind {
        Kind::Boolean => XmlOf::Boolean,
        Kind::Integer(_) | Kind::Number | Kind::IntegerEnum(_) => XmlOf::Number,
        Kind::String(_) | Kind::StringEnum(_) => XmlOf::Text,
        Kind::Object(_) => XmlOf::Object(of),
        _ => XmlOf::Any,
    }
}

/// What a schema says of XML.
#[derive(Default)]
struct Said {
    name: Option<String>,
    namespace: Option<(String, String)>,
    place: XmlPlace,
    wrapped: bool,
}

/// What a schema, or what it refers to, says of XML.
fn said(document: &Value, schema: &Value, depth: usize) -> Said {
    let Some(xml) = schema.get("xml") else {
        let further = others(document, schema).filter(|_| depth < FURTHEST);
        let mut further = further.map(|schema| said(document, schema, depth + 1));
        return further.find(|said| said.name.is_some() || said.namespace.is_some()).unwrap_or_default();
    };
    // The word of 3.2 for what `attribute` and `wrapped` said (OpenAPI 3.2.0, §4.26.1 "nodeType").
    let node = xml.get("nodeType").and_then(Value::as_str);
    let place = match node {
        Some("attribute") => XmlPlace::Attribute,
        Some("text" | "cdata") => XmlPlace::Text,
        _ if flag(xml, "attribute") => XmlPlace::Attribute,
        _ => XmlPlace::Element,
    };
    let namespace = text(xml, "namespace").map(|namespace| (text(xml, "prefix").unwrap_or_default(), namespace));
    Said { name: text(xml, "name"), namespace, place, wrapped: flag(xml, "wrapped") || node == Some("element") }
}

/// The schemas that a schema refers to or is put together of.
fn others<'a>(document: &'a Value, schema: &'a Value) -> impl Iterator<Item = &'a Value> {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| Pointer::parse_fragment(reference)?.of(document));
    let parts = schema.get("allOf").and_then(Value::as_array);
    target.into_iter().chain(parts.into_iter().flatten())
}

/// The schema of a member, wherever it stands.
fn property_schema<'a>(document: &'a Value, schema: &'a Value, name: &str, depth: usize) -> Option<&'a Value> {
    let own = schema.get("properties").and_then(|properties| properties.get(name));
    let mut further = others(document, schema).filter(|_| depth < FURTHEST);
    own.or_else(|| further.find_map(|schema| property_schema(document, schema, name, depth + 1)))
}

/// The schema of the elements of a list.
fn items<'a>(document: &'a Value, schema: &'a Value, depth: usize) -> Option<&'a Value> {
    let mut further = others(document, schema).filter(|_| depth < FURTHEST);
    schema.get("items").or_else(|| further.find_map(|schema| items(document, schema, depth + 1)))
}
