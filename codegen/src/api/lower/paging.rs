//! Pages: from the configuration of an operation, or by the usual names in the document.

use serde_json::Value;

use crate::api::model::{Body, Encoding, NextPage, Operation, PageFrom, PageTo, Paging, Place, Types};
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
        _ => config
            .pages
            .iter()
            .find_map(|rule| by_rule(types, operation, rule.get_ref()))
            .or_else(|| convention::recognised(types, operation, document)),
    }
}

/// Reports the rules of the configuration that apply to no operation.
pub(super) fn report_unused_rules(
    operations: &[Operation],
    types: &Types,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    for rule in &config.pages {
        if !operations.iter().any(|operation| by_rule(types, operation, rule.get_ref()).is_some()) {
            let message = "this rule for pages fits no operation: none has its parameter, and its places in the bodies";
            config.report_at(rule.span(), message.to_owned(), diagnostics);
        }
    }
}

/// The paging of an operation by a rule for all operations, if the operation shows that it has such pages.
fn by_rule(types: &Types, operation: &Operation, rule: &config::Pages) -> Option<Paging> {
    let shows_it = match &rule.next {
        config::NextPage::Url(config::PageFrom::Header(name)) => has_header(operation, name),
        config::NextPage::Url(_) => true,
        config::NextPage::Token(to, _) | config::NextPage::Offset(to) | config::NextPage::Number(to) => match to {
            config::PageTo::Query(name) => has_query(operation, name),
            config::PageTo::Body(pointer) => has_in_body(types, operation, pointer),
        },
    };
    of_configuration(types, operation, rule).ok().filter(|_| shows_it)
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
    let to = |to: &config::PageTo| match to {
        config::PageTo::Query(name) if has_query(operation, name) => Ok(PageTo::Query(name.clone())),
        config::PageTo::Query(name) => Err((name.clone(), "is not a query parameter")),
        config::PageTo::Body(pointer) if has_json_body(operation) => Ok(PageTo::Body(pointer.clone())),
        config::PageTo::Body(pointer) => Err((pointer.clone(), "is not in a JSON request body")),
    };
    let item = type_at(types, body, &pages.items).and_then(|array| element(types, array));
    let item = item.ok_or_else(|| (pages.items.clone(), "is not an array in the response"))?;
    let next = match &pages.next {
        config::NextPage::Token(into, from) => NextPage::Token(to(into)?, page_from(from, place)?),
        config::NextPage::Url(from) => NextPage::Url(page_from(from, place)?),
        config::NextPage::Offset(into) => NextPage::Offset(to(into)?),
        config::NextPage::Number(into) => NextPage::Number(to(into)?, pages.first.unwrap_or(1)),
    };
    let more = pages.more.as_ref().map(place).transpose()?;
    let total = pages.total.as_ref().map(place).transpose()?;
    let count = pages.count.as_ref().map(place).transpose()?;
    let size = pages.size.as_ref().map(place).transpose()?;
    let count_header = pages.count_header.clone();
    Ok(Paging { next, items: pages.items.clone(), item, more, total, count, count_header, size })
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

fn has_header(operation: &Operation, name: &str) -> bool {
    operation.success.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name))
}

/// Whether the body of the request is always JSON.
fn has_json_body(operation: &Operation) -> bool {
    let is_json = |body: &Body| body.contents.iter().all(|content| matches!(content.encoding, Encoding::Json(_)));
    operation.body.as_ref().is_some_and(is_json)
}

/// Whether the JSON body of the request declares a place.
fn has_in_body(types: &Types, operation: &Operation, pointer: &str) -> bool {
    let mut contents = operation.body.iter().flat_map(|body| &body.contents);
    contents.any(|content| match content.encoding {
        Encoding::Json(of) => type_at(types, of, pointer).is_some(),
        _ => false,
    })
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

    #[test]
    fn rules_hold_for_every_operation_with_their_shape() {
        let page = json!({"type": "object", "properties": {
            "rows": {"type": "array", "items": {}}, "anchor": {"type": "string"},
        }});
        let of = |schema: &serde_json::Value| json!({"200": {"content": {"application/json": {"schema": schema}}}});
        let anchor = json!([{"name": "anchor", "in": "query", "schema": {"type": "string"}}]);
        let search = json!({"type": "object", "properties": {"skip": {"type": "integer"}}});
        let body = json!({"content": {"application/json": {"schema": search}}});
        let document = json!({"openapi": "3.0.3", "paths": {
            "/a": {"get": {"operationId": "A", "parameters": anchor, "responses": of(&page)}},
            "/b": {"get": {"parameters": anchor, "responses": of(&page)}},
            "/c": {"get": {"parameters": anchor, "responses": of(&json!({"type": "array", "items": {}}))}},
            "/d": {"get": {"responses": of(&page)}},
            "/e": {"post": {"requestBody": body, "responses": of(&page)}},
            "/f": {"get": {"operationId": "F", "parameters": anchor, "responses": of(&page)}},
        }});
        let rules = "[[pages]]\nby = 'token'\nparameter = 'anchor'\nfrom = '/anchor'\nitems = '/rows'\n\
                     [[pages]]\nby = 'offset'\nbody = '/skip'\nitems = '/rows'\n\
                     [[pages]]\nby = 'number'\nparameter = 'nowhere'\n\
                     [operations.F]\npaged = false\n";
        let config = Config::parse("api.toml", rules).unwrap();
        let (api, diagnostics) = lower(&document, &config);
        let paged: Vec<bool> = api.operations.iter().map(|operation| operation.paging.is_some()).collect();
        assert_eq!(paged, [true, true, false, false, true, false]);
        let unmatched: Vec<_> = diagnostics.iter().filter(|found| found.code == Code::ConfigUnmatched).collect();
        assert_eq!(unmatched.len(), 1, "{unmatched:?}");
        assert!(unmatched[0].message.contains("fits no operation"), "{unmatched:?}");
    }
}
