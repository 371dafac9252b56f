//! The XML form of objects (OpenAPI 3.0.4, §4.7.26 "XML Object").

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::model::{
    Encoding, Hint, Kind, Operation, Response, ResponseBody, TypeId, Types, Webhook, Xml, XmlOf, XmlPlace, XmlProperty,
};
use crate::report::{At, Code, Diagnostic, Diagnostics};

use super::reader::{flag, target, text};

/// The maximum number of references and `allOf` from a schema to its XML Object.
const MAX_DEPTH: usize = 20;

/// Makes bytes of XML bodies that are not objects. Returns the types of the others, and the number of request bodies that
/// are bytes.
pub(super) fn limit_to_objects(
    (operations, webhooks): (&mut [Operation], &mut [Webhook]),
    types: &Types,
    diagnostics: &mut Diagnostics,
) -> (Vec<TypeId>, usize) {
    let mut objects: Vec<TypeId> = Vec::new();
    let mut untyped = 0;
    let mut limit = |encoding: &mut Encoding| {
        let Encoding::Xml(of) = *encoding else { return };
        let of = types.resolve(of);
        match types[of].kind {
            Kind::Object(_) => {
                *encoding = Encoding::Xml(of);
                objects.push(of);
            }
            _ => *encoding = Encoding::Binary,
        }
    };
    for operation in operations {
        if let Some(body) = &mut operation.body {
            let at = body.at.pointer.key("content");
            for content in body.contents.iter_mut().filter(|content| matches!(content.encoding, Encoding::Xml(_))) {
                limit(&mut content.encoding);
                if content.encoding == Encoding::Binary {
                    untyped += 1;
                    let media_type = &content.media_type;
                    let message =
                        format!("bodies of type `{media_type}` are not supported; the body is passed as bytes");
                    let at = At::under(body.at.file, &at).key(media_type).name();
                    let diagnostic = Diagnostic::new(Code::UnsupportedBody, at, message);
                    diagnostics.push(
                        diagnostic.help("declare `properties`: only objects with properties can be written as XML"),
                    );
                }
            }
        }
        [&mut operation.success, &mut operation.failure].into_iter().flat_map(encodings).for_each(&mut limit);
    }
    for webhook in webhooks {
        webhook.payload.iter_mut().for_each(|payload| limit(&mut payload.encoding));
        [&mut webhook.success, &mut webhook.failure].into_iter().flat_map(encodings).for_each(&mut limit);
    }
    (objects, untyped)
}

fn encodings(response: &mut Response) -> Vec<&mut Encoding> {
    match &mut response.body {
        ResponseBody::Empty => Vec::new(),
        ResponseBody::One(encoding) => vec![encoding],
        ResponseBody::Several(choices) => choices.iter_mut().filter_map(|choice| choice.encoding.as_mut()).collect(),
    }
}

/// The XML form of objects, and of those that they contain.
pub(super) fn describe(types: &Types, document: &Value, mut pending: Vec<TypeId>) -> IndexMap<TypeId, Xml> {
    let mut described: IndexMap<TypeId, Xml> = IndexMap::new();
    pending.reverse();
    while let Some(id) = pending.pop() {
        if described.contains_key(&id) {
            continue;
        }
        let xml = object(types, document, id);
        pending.extend(xml.properties.iter().rev().filter_map(|property| match property.of {
            XmlOf::Object(of) => Some(of),
            _ => None,
        }));
        described.insert(id, xml);
    }
    described
}

fn object(types: &Types, document: &Value, id: TypeId) -> Xml {
    let schema = types[id].at.pointer.of(document).unwrap_or(&Value::Null);
    let declared = declaration(document, schema, 0);
    let Kind::Object(object) = &types[id].kind else {
        return Xml { name: "value".to_owned(), namespace: None, properties: Vec::new() };
    };
    let name = declared.name.clone().or_else(|| match &types[id].hint {
        Hint::Component(name) | Hint::Property(_, name) => Some(name.clone()),
        _ => types.component(id).map(str::to_owned),
    });
    let properties = object.properties.iter().map(|declared| {
        let schema = property_schema(document, schema, &declared.name, 0).unwrap_or(&Value::Null);
        property(types, document, &declared.name, schema, declared.of)
    });
    Xml {
        name: name.unwrap_or_else(|| "document".to_owned()),
        namespace: declared.namespace,
        properties: properties.collect(),
    }
}

fn property(types: &Types, document: &Value, json: &str, schema: &Value, of: TypeId) -> XmlProperty {
    let own = declaration(document, schema, 0);
    let own_name = own.name.clone().unwrap_or_else(|| json.to_owned());
    let of = types.non_null(of);
    let Kind::Array(element) = types[of].kind else {
        return XmlProperty {
            json: json.to_owned(),
            name: own_name,
            namespace: own.namespace,
            place: own.place,
            list: None,
            of: content(types, of),
        };
    };
    let items = items(document, schema, 0).map(|items| declaration(document, items, 0)).unwrap_or_default();
    // The name of an array is that of the element around it, and has no effect without one. Elements have their own name,
    // or else that of the element around them.
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
        of: content(types, types.non_null(element)),
    }
}

fn content(types: &Types, of: TypeId) -> XmlOf {
    match types[of].kind {
        Kind::Boolean => XmlOf::Boolean,
        Kind::Integer(_) | Kind::Number | Kind::IntegerEnum(_) => XmlOf::Number,
        Kind::String(_) | Kind::StringEnum(_) => XmlOf::Text,
        Kind::Object(_) => XmlOf::Object(of),
        _ => XmlOf::Any,
    }
}

/// The XML Object of a schema.
#[derive(Default)]
struct Declaration {
    name: Option<String>,
    namespace: Option<(String, String)>,
    place: XmlPlace,
    wrapped: bool,
}

/// The XML Object of a schema, or of a schema that it refers to or combines.
fn declaration(document: &Value, schema: &Value, depth: usize) -> Declaration {
    let Some(xml) = schema.get("xml") else {
        let further = others(document, schema).filter(|_| depth < MAX_DEPTH);
        let mut further = further.map(|schema| declaration(document, schema, depth + 1));
        return further.find(|xml| xml.name.is_some() || xml.namespace.is_some()).unwrap_or_default();
    };
    // 3.2 has `nodeType` instead of `attribute` and `wrapped` (OpenAPI 3.2.0, §4.26.1 "nodeType").
    let node = xml.get("nodeType").and_then(Value::as_str);
    let place = match node {
        Some("attribute") => XmlPlace::Attribute,
        Some("text" | "cdata") => XmlPlace::Text,
        _ if flag(xml, "attribute") => XmlPlace::Attribute,
        _ => XmlPlace::Element,
    };
    let namespace = text(xml, "namespace").map(|namespace| (text(xml, "prefix").unwrap_or_default(), namespace));
    Declaration { name: text(xml, "name"), namespace, place, wrapped: flag(xml, "wrapped") || node == Some("element") }
}

/// The schemas that a schema refers to or combines.
fn others<'a>(document: &'a Value, schema: &'a Value) -> impl Iterator<Item = &'a Value> {
    let combined = schema.get("allOf").and_then(Value::as_array);
    target(document, schema).into_iter().chain(combined.into_iter().flatten())
}

/// The schema of a property.
fn property_schema<'a>(document: &'a Value, schema: &'a Value, name: &str, depth: usize) -> Option<&'a Value> {
    let own = schema.get("properties").and_then(|properties| properties.get(name));
    let mut further = others(document, schema).filter(|_| depth < MAX_DEPTH);
    own.or_else(|| further.find_map(|schema| property_schema(document, schema, name, depth + 1)))
}

/// The schema of the elements of an array.
fn items<'a>(document: &'a Value, schema: &'a Value, depth: usize) -> Option<&'a Value> {
    let mut further = others(document, schema).filter(|_| depth < MAX_DEPTH);
    schema.get("items").or_else(|| further.find_map(|schema| items(document, schema, depth + 1)))
}
