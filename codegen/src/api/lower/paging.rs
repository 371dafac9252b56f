//! Pages: what the configuration says of an operation's, and where it says nothing, what its document has the usual names
//! for.

use serde_json::Value;

use crate::api::model::{
    Api, Encoding, Kind, NextPage, Operation, PageFrom, PageTo, Paging, Place, ResponseBody, TypeId, Types,
};
use crate::config::{self, Config};
use crate::report::Diagnostics;

use super::convention;

/// Decides for every operation whether its responses come in pages.
pub(super) fn decide(api: &mut Api, config: &Config, document: &Value, diagnostics: &mut Diagnostics) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let decided = operation.id.as_deref().and_then(|id| Some((id, config.operations.of(id)?)));
        let paging = match decided {
            Some((_, config::Operation { paged: Some(false), .. })) => None,
            Some((id, config::Operation { pages: Some(pages), .. })) => declared(api, operation, pages)
                .map_err(|(value, what)| {
                    let what = format!("{what} in the operation `{id}`");
                    config.report_unknown(&value, &what, diagnostics);
                })
                .ok(),
            _ => convention::recognised(api, operation, document),
        };
        api.operations[index].paging = paging;
    }
}

/// What the configuration says, held against the operation.
///
/// # Errors
///
/// A value that names something that the operation does not have, and what that would be.
fn declared(api: &Api, operation: &Operation, pages: &config::Pages) -> Result<Paging, (String, &'static str)> {
    let body = json(operation).ok_or_else(|| (pages.items.clone(), "response of JSON"))?;
    let place = |pointer: &String| match at(&api.types, body, pointer) {
        Some(_) => Ok(pointer.clone()),
        None => Err((pointer.clone(), "place in the response")),
    };
    let query = |name: &String| match has_query(operation, name) {
        true => Ok(PageTo::Query(name.clone())),
        false => Err((name.clone(), "parameter of the query")),
    };
    let item = at(&api.types, body, &pages.items).and_then(|list| element(&api.types, list));
    let item = item.ok_or_else(|| (pages.items.clone(), "list"))?;
    let next = match &pages.next {
        config::NextPage::Token { query: Some(name), from, .. } => NextPage::Token(query(name)?, from_of(from, place)?),
        config::NextPage::Token { body: pointer, from, .. } => {
            let pointer = pointer.clone().unwrap_or_default();
            let to = match &operation.body {
                Some(body) if body.contents.iter().all(|content| matches!(content.encoding, Encoding::Json(_))) => {
                    PageTo::Body(pointer)
                }
                _ => return Err((pointer, "request body of JSON")),
            };
            NextPage::Token(to, from_of(from, place)?)
        }
        config::NextPage::Url(from) => NextPage::Url(from_of(from, place)?),
        config::NextPage::Offset(name) => NextPage::Offset(query(name)?),
        config::NextPage::Number(name) => NextPage::Number(query(name)?, pages.first.unwrap_or(1)),
    };
    let more = pages.more.as_ref().map(place).transpose()?;
    let total = pages.total.as_ref().map(place).transpose()?;
    let count = pages.count.as_ref().map(place).transpose()?;
    let size = pages.size.as_ref().map(place).transpose()?;
    Ok(Paging { next, items: pages.items.clone(), item, more, total, count, size })
}

fn from_of<E>(from: &config::PageFrom, place: impl Fn(&String) -> Result<String, E>) -> Result<PageFrom, E> {
    Ok(match from {
        config::PageFrom::Body(pointer) => PageFrom::Body(place(pointer)?),
        config::PageFrom::LastItem(pointer) => PageFrom::LastItem(pointer.clone()),
        config::PageFrom::Header(name) if name.eq_ignore_ascii_case("link") => PageFrom::Link,
        config::PageFrom::Header(name) => PageFrom::Header(name.clone()),
    })
}

/// The type of the response, where it has one and is JSON.
pub(super) fn json(operation: &Operation) -> Option<TypeId> {
    match operation.success.body {
        ResponseBody::One(Encoding::Json(of)) => Some(of),
        _ => None,
    }
}

pub(super) fn has_query(operation: &Operation, name: &str) -> bool {
    operation.parameters.iter().any(|parameter| parameter.place == Place::Query && parameter.name == name)
}

/// A type without the names and the `null` that it may have besides.
pub(super) fn bare(types: &Types, id: TypeId) -> TypeId {
    let id = types.resolve(id);
    match types[id].kind {
        Kind::Nullable(inner) => types.resolve(inner),
        _ => id,
    }
}

/// The type of what is at a place of a value, through members of objects and elements of lists.
pub(super) fn at(types: &Types, id: TypeId, pointer: &str) -> Option<TypeId> {
    let mut steps = pointer.strip_prefix('/').map(|rest| rest.split('/')).into_iter().flatten();
    steps.try_fold(bare(types, id), |id, step| {
        let step = step.replace("~1", "/").replace("~0", "~");
        match &types[id].kind {
            Kind::Object(object) => {
                let property = object.properties.iter().find(|property| property.name == step)?;
                Some(bare(types, property.of))
            }
            Kind::Map(of) => Some(bare(types, *of)),
            Kind::Array(of) if step.bytes().all(|byte| byte.is_ascii_digit()) => Some(bare(types, *of)),
            _ => None,
        }
    })
}

/// The type of the elements of a list.
pub(super) fn element(types: &Types, id: TypeId) -> Option<TypeId> {
    match types[id].kind {
        Kind::Array(of) => Some(of),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;
    use crate::report::Code;

    #[test]
    fn what_the_configuration_names_must_be_there() {
        let response = json!({"type": "object", "properties": {
            "data": {"type": "array", "items": {}}, "next": {"type": "string"}, "name": {"type": "string"},
        }});
        let get = json!({
            "operationId": "A",
            "parameters": [{"name": "from", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {"content": {"application/json": {"schema": response}}}},
        });
        let document = json!({"openapi": "3.0.3", "paths": {"/": {"get": get}}});
        let check = |keys: &str, message: Option<&str>| {
            let config = Config::parse("api.toml", &format!("[operations.A.pages]\n{keys}\n")).unwrap();
            let (api, diagnostics) = lower(&document, &config);
            assert_eq!(api.operations[0].paging.is_some(), message.is_none(), "{keys}");
            let said = diagnostics.iter().find(|diagnostic| diagnostic.code == Code::ConfigUnmatched);
            assert_eq!(said.is_some(), message.is_some(), "{keys}: {said:?}");
            assert!(said.is_none_or(|said| said.message.contains(message.unwrap_or_default())), "{said:?}");
        };
        check("by = 'token'\nparameter = 'from'\nfrom = '/next'\nitems = '/data'", None);
        check("by = 'token'\nparameter = 'form'\nfrom = '/next'\nitems = '/data'", Some("parameter of the query"));
        check("by = 'token'\nparameter = 'from'\nfrom = '/nxt'\nitems = '/data'", Some("place in the response"));
        check("by = 'token'\nbody = '/from'\nfrom = '/next'\nitems = '/data'", Some("request body of JSON"));
        check("by = 'url'\nfrom_header = 'Link'\nitems = '/name'", Some("list in the operation `A`"));
        check("by = 'number'\nparameter = 'from'\nitems = '/data'\nmore = '/more'", Some("place in the response"));
    }
}
