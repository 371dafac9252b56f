//! Pages: from the configuration of an operation, or by the usual names in the document.

use serde_json::Value;

use crate::api::model::{Encoding, NextPage, Operation, PageFrom, PageTo, Paging, Place, Types};
use crate::config::{self, Config};
use crate::report::Diagnostics;

use super::body_type::{element, json_response, type_at};
use super::convention;

/// How the next page of an operation is requested, if its responses are pages.
pub(super) fn paging(
    operation: &Operation,
    types: &Types,
    config: &Config,
    document: &Value,
    diagnostics: &mut Diagnostics,
) -> Option<Paging> {
    let configured = operation.id.as_deref().and_then(|id| Some((id, config.operations.of(id)?)));
    match configured {
        Some((_, config::Operation { paged: Some(false), .. })) => None,
        Some((id, config::Operation { pages: Some(pages), .. })) => of_configuration(types, operation, pages)
            .map_err(|(value, why)| {
                config.report_unfit(&value, &format!("{why} of the operation `{id}`"), diagnostics);
            })
            .ok(),
        _ => convention::recognised(types, operation, document),
    }
}

/// The paging of the configuration, checked against the operation.
///
/// # Errors
///
/// A name that the operation does not have, and what it would be.
fn of_configuration(
    types: &Types,
    operation: &Operation,
    pages: &config::Pages,
) -> Result<Paging, (String, &'static str)> {
    let body = json_response(operation).ok_or_else(|| (pages.items.clone(), "is not in a JSON response"))?;
    let place = |pointer: &String| match type_at(types, body, pointer) {
        Some(_) => Ok(pointer.clone()),
        None => Err((pointer.clone(), "is not a place in the response")),
    };
    let query = |name: &String| match has_query(operation, name) {
        true => Ok(PageTo::Query(name.clone())),
        false => Err((name.clone(), "is not a query parameter")),
    };
    let item = type_at(types, body, &pages.items).and_then(|array| element(types, array));
    let item = item.ok_or_else(|| (pages.items.clone(), "is not an array in the response"))?;
    let next = match &pages.next {
        config::NextPage::Token { query: Some(name), from, .. } => {
            NextPage::Token(query(name)?, page_from(from, place)?)
        }
        config::NextPage::Token { body: pointer, from, .. } => {
            let pointer = pointer.clone().unwrap_or_default();
            let to = match &operation.body {
                Some(body) if body.contents.iter().all(|content| matches!(content.encoding, Encoding::Json(_))) => {
                    PageTo::Body(pointer)
                }
                _ => return Err((pointer, "is not in a JSON request body")),
            };
            NextPage::Token(to, page_from(from, place)?)
        }
        config::NextPage::Url(from) => NextPage::Url(page_from(from, place)?),
        config::NextPage::Offset(name) => NextPage::Offset(query(name)?),
        config::NextPage::Number(name) => NextPage::Number(query(name)?, pages.first.unwrap_or(1)),
    };
    let more = pages.more.as_ref().map(place).transpose()?;
    let total = pages.total.as_ref().map(place).transpose()?;
    let count = pages.count.as_ref().map(place).transpose()?;
    let size = pages.size.as_ref().map(place).transpose()?;
    Ok(Paging { next, items: pages.items.clone(), item, more, total, count, size })
}

fn page_from<E>(from: &config::PageFrom, place: impl Fn(&String) -> Result<String, E>) -> Result<PageFrom, E> {
    Ok(match from {
        config::PageFrom::Body(pointer) => PageFrom::Body(place(pointer)?),
        config::PageFrom::LastItem(pointer) => PageFrom::LastItem(pointer.clone()),
        config::PageFrom::Header(name) if name.eq_ignore_ascii_case("link") => PageFrom::Link,
        config::PageFrom::Header(name) => PageFrom::Header(name.clone()),
    })
}

fn has_query(operation: &Operation, name: &str) -> bool {
    operation.parameters.iter().any(|parameter| parameter.place == Place::Query && parameter.name == name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;
    use crate::report::Code;

    #[test]
    fn names_of_the_configuration_must_exist() {
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
            let unmatched = diagnostics.iter().find(|diagnostic| diagnostic.code == Code::ConfigUnmatched);
            assert_eq!(unmatched.is_some(), message.is_some(), "{keys}: {unmatched:?}");
            assert!(
                unmatched.is_none_or(|unmatched| unmatched.message.contains(message.unwrap_or_default())),
                "{unmatched:?}"
            );
        };
        check("by = 'token'\nparameter = 'from'\nfrom = '/next'\nitems = '/data'", None);
        check("by = 'token'\nparameter = 'form'\nfrom = '/next'\nitems = '/data'", Some("query parameter"));
        check("by = 'token'\nparameter = 'from'\nfrom = '/nxt'\nitems = '/data'", Some("place in the response"));
        check("by = 'token'\nbody = '/from'\nfrom = '/next'\nitems = '/data'", Some("JSON request body"));
        check(
            "by = 'url'\nfrom_header = 'Link'\nitems = '/name'",
            Some("`/name` is not an array in the response of the operation `A`"),
        );
        check("by = 'number'\nparameter = 'from'\nitems = '/data'\nmore = '/more'", Some("place in the response"));
    }
}
