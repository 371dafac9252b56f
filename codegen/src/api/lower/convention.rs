//! The usual names for pages, by which they are recognised without configuration.
//!
//! A client that mistakes a response for a page would hide data of the service. So both the request and the response must
//! show pages: a parameter with a usual name, and a response with an array and a token, URL or total.

use serde_json::Value;

use crate::api::model::{
    Kind, NextPage, Operation, PageFrom, PageTo, Paging, Parameter, Place, StringFormat, TypeId, Types,
};

use super::body_type::{element, json_response};

/// Parameters for the token of the previous page. Names are compared without case and punctuation.
const TOKENS: [&str; 15] = [
    "continue",
    "cursor",
    "pagetoken",
    "nexttoken",
    "nextpagetoken",
    "continuation",
    "continuationtoken",
    "after",
    "pageafter",
    "marker",
    "pagecursor",
    "startcursor",
    "nextcursor",
    "paginationtoken",
    "paginationcursor",
];

/// Properties of responses that are such tokens, wherever they are.
const NEXT_TOKENS: [&str; 12] = [
    "continue",
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "endcursor",
    "nextmarker",
    "continuation",
    "continuationtoken",
    "nextpagecursor",
    "paginationtoken",
    "nextpaginationtoken",
    "cursornext",
];

/// Properties that are such tokens in an object about the next page, or about cursors.
const NEXT_TOKENS_INSIDE: [&str; 2] = ["after", "next"];

/// Properties of responses that are the URL of the next page.
const NEXT_URLS: [&str; 6] = ["odatanextlink", "nextlink", "nexturl", "nextpageurl", "nexthref", "nextpageuri"];

/// Objects in responses that are about pages.
const ABOUT: [&str; 12] = [
    "cursor",
    "cursors",
    "links",
    "meta",
    "metadata",
    "next",
    "page",
    "pageinfo",
    "pagination",
    "paging",
    "responsemetadata",
    "pages",
];

/// Parameters for the id of the last item of the previous page, and properties of responses that are this id, beside one that
/// shows whether there are more.
const AFTER: [&str; 2] = ["after", "afterid"];
const LAST_ID: &str = "lastid";

/// Parameters for the number of items before the page, and for the page's number.
const OFFSETS: [&str; 3] = ["offset", "skip", "startat"];
const NUMBERS: [&str; 4] = ["page", "pagenumber", "pageno", "pagenum"];

/// Parameters for the size of a page.
const SIZES: [&str; 4] = ["perpage", "pagesize", "limit", "size"];

/// Response headers that count all items.
const TOTAL_HEADERS: [&str; 4] = ["xtotalcount", "xtotal", "totalcount", "xpaginationtotalcount"];

/// Properties of responses that count all items, or all pages.
const TOTALS: [&str; 5] = ["total", "totalcount", "totalresults", "totalitems", "totalsize"];
const TOTAL_PAGES: [&str; 5] = ["totalpages", "pagecount", "lastpage", "pagetotal", "numpages"];

/// Names of the array of items in an object with several arrays.
const ARRAYS: [&str; 8] = ["data", "items", "results", "value", "values", "records", "entries", "list"];

/// The pages of an operation, if names and types show that it has some.
pub(super) fn recognised(types: &Types, operation: &Operation, document: &Value) -> Option<Paging> {
    if operation.method != "GET" {
        return None;
    }
    let response = types.non_null(json_response(operation)?);
    let (items, item) = items(types, response)?;
    let mut fields = Vec::new();
    add_fields(types, response, "", &mut fields);
    let more = find(&fields, |field| normalized(&field.name) == "hasmore" && types[field.of].kind == Kind::Boolean);
    // An object with an id is a single thing, and the array is part of it.
    let is_single = fields.iter().any(|field| field.pointer == "/id");
    let (next, total) = token(types, operation, &fields)
        .or_else(|| last_id(types, operation, &fields).filter(|_| more.is_some()))
        .or_else(|| last_item(types, operation, item, more.is_some()))
        .or_else(|| url(types, &fields))
        .or_else(|| link(operation))
        .map(|next| (next, None))
        .or_else(|| offset(types, operation, &fields).filter(|_| !is_single))
        .or_else(|| number(types, operation, &fields, document).filter(|_| !is_single))?;
    let by_count = matches!(next, NextPage::Offset(_) | NextPage::Number(..));
    let count_header = total_header(operation).filter(|_| by_count && total.is_none());
    Some(Paging { next, items, item, more, total, count: None, count_header, size: None })
}

/// A property of a response, or of an object in it that is about pages.
struct Field {
    name: String,
    pointer: String,
    /// The normalized name of the object that it is in.
    within: String,
    of: TypeId,
}

/// Adds the properties of a response, and of the objects in it that are about pages.
fn add_fields(types: &Types, id: TypeId, pointer: &str, fields: &mut Vec<Field>) {
    let Kind::Object(object) = &types[id].kind else { return };
    let within = pointer.rsplit('/').next().map(normalized).unwrap_or_default();
    for property in &object.properties {
        let of = types.non_null(property.of);
        let pointer = format!("{pointer}/{}", property.name.replace('~', "~0").replace('/', "~1"));
        if ABOUT.contains(&&*normalized(&property.name)) && pointer.matches('/').count() < 3 {
            add_fields(types, of, &pointer, fields);
        }
        fields.push(Field { name: property.name.clone(), pointer, within: within.clone(), of });
    }
}

fn find(fields: &[Field], is: impl Fn(&Field) -> bool) -> Option<String> {
    fields.iter().find(|field| is(field)).map(|field| field.pointer.clone())
}

/// A name in lower case and without punctuation.
fn normalized(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The array of items of a response, and the type of an item.
fn items(types: &Types, response: TypeId) -> Option<(String, TypeId)> {
    if let Some(item) = element(types, response) {
        return Some((String::new(), item));
    }
    let Kind::Object(object) = &types[response].kind else { return None };
    let arrays: Vec<(&str, TypeId)> = object
        .properties
        .iter()
        .filter_map(|property| Some((property.name.as_str(), element(types, types.non_null(property.of))?)))
        .collect();
    let known = || ARRAYS.iter().find_map(|array| arrays.iter().find(|(name, _)| normalized(name) == *array));
    let (name, item) = match arrays.as_slice() {
        [only] => only,
        _ => known()?,
    };
    Some((format!("/{}", name.replace('~', "~0").replace('/', "~1")), *item))
}

fn queries(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.place == Place::Query)
}

fn is_token(types: &Types, id: TypeId) -> bool {
    matches!(types[id].kind, Kind::String(StringFormat::Plain) | Kind::Integer(_))
}

fn is_count(types: &Types, id: TypeId) -> bool {
    matches!(types[id].kind, Kind::Integer(_) | Kind::Number)
}

/// A token in the response that a parameter takes.
fn token(types: &Types, operation: &Operation, fields: &[Field]) -> Option<NextPage> {
    let to = queries(operation).find(|parameter| {
        TOKENS.contains(&&*normalized(&parameter.name)) && is_token(types, types.non_null(parameter.of))
    })?;
    let is_next = |field: &Field| {
        let name = normalized(&field.name);
        let inside = ["cursor", "cursors", "next"].contains(&field.within.as_str());
        is_token(types, field.of)
            && (NEXT_TOKENS.contains(&name.as_str()) || (inside && NEXT_TOKENS_INSIDE.contains(&name.as_str())))
    };
    let from = find(fields, is_next)?;
    Some(NextPage::Token(PageTo::Query(to.name.clone()), PageFrom::Body(from)))
}

/// The id of the last item, which the response has beside the items.
fn last_id(types: &Types, operation: &Operation, fields: &[Field]) -> Option<NextPage> {
    let to = queries(operation).find(|parameter| {
        AFTER.contains(&&*normalized(&parameter.name)) && is_token(types, types.non_null(parameter.of))
    })?;
    let from = find(fields, |field| normalized(&field.name) == LAST_ID && is_token(types, field.of))?;
    Some(NextPage::Token(PageTo::Query(to.name.clone()), PageFrom::Body(from)))
}

/// The header of the number of all items, if the response declares it.
fn total_header(operation: &Operation) -> Option<String> {
    let mut headers = operation.success.headers.iter();
    headers.find(|header| TOTAL_HEADERS.contains(&&*normalized(&header.name))).map(|header| header.name.clone())
}

/// The id of the last item, if the response shows whether there are more.
fn last_item(types: &Types, operation: &Operation, item: TypeId, shows_more: bool) -> Option<NextPage> {
    let to = queries(operation).find(|parameter| normalized(&parameter.name) == "startingafter")?;
    let item = types.non_null(item);
    let has_id = match &types[item].kind {
        Kind::Union(union) => {
            union.variants.iter().all(|variant| types.property(types.non_null(variant.of), "id").is_some())
        }
        _ => types.property(item, "id").is_some(),
    };
    (shows_more && has_id)
        .then(|| NextPage::Token(PageTo::Query(to.name.clone()), PageFrom::LastItem("/id".to_owned())))
}

/// The URL of the next page in the response.
fn url(types: &Types, fields: &[Field]) -> Option<NextPage> {
    let from = find(fields, |field| {
        let name = normalized(&field.name);
        let format = match types[field.of].kind {
            Kind::String(format) => format,
            _ => return false,
        };
        let is_url = format == StringFormat::Uri || ["links", "next"].contains(&field.within.as_str());
        NEXT_URLS.contains(&name.as_str())
            || (name == "next" && is_url)
            || (field.within == "next" && ["href", "url"].contains(&name.as_str()))
    })?;
    Some(NextPage::Url(PageFrom::Body(from)))
}

/// The header `Link`, if the response declares it.
fn link(operation: &Operation) -> Option<NextPage> {
    let declared = operation.success.headers.iter().any(|header| header.name.eq_ignore_ascii_case("link"));
    declared.then_some(NextPage::Url(PageFrom::Link))
}

/// A parameter for the number of items to skip.
fn offset(types: &Types, operation: &Operation, fields: &[Field]) -> Option<(NextPage, Option<String>)> {
    let to = queries(operation).find(|parameter| {
        OFFSETS.contains(&&*normalized(&parameter.name)) && is_count(types, types.non_null(parameter.of))
    })?;
    let total = find(fields, |field| TOTALS.contains(&&*normalized(&field.name)) && is_count(types, field.of));
    Some((NextPage::Offset(PageTo::Query(to.name.clone())), total))
}

/// A parameter for the page number, if the document declares the number of the first page, or if there is also a parameter for
/// the size and a header for the number of all items: then it is 1.
fn number(
    types: &Types,
    operation: &Operation,
    fields: &[Field],
    document: &Value,
) -> Option<(NextPage, Option<String>)> {
    let to = queries(operation).find(|parameter| {
        NUMBERS.contains(&&*normalized(&parameter.name)) && is_count(types, types.non_null(parameter.of))
    })?;
    let written = to.at.pointer.of(document)?;
    let schema = written.get("schema").unwrap_or(written);
    let least = ["default", "minimum"].into_iter().find_map(|key| schema.get(key)?.as_u64());
    let has_size = queries(operation).any(|parameter| SIZES.contains(&&*normalized(&parameter.name)));
    let usual = (least.is_none() && has_size && total_header(operation).is_some()).then_some(1);
    let first = least.filter(|least| *least <= 1).or(usual)?;
    let total = find(fields, |field| TOTAL_PAGES.contains(&&*normalized(&field.name)) && is_count(types, field.of));
    Some((NextPage::Number(PageTo::Query(to.name.clone()), first), total))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::lower;
    use crate::config::Config;

    /// The pages of an operation with a query parameter of this schema, and a response with these properties.
    fn paging(parameter: (&str, Value), properties: Value, headers: Value) -> Option<Paging> {
        paging_by(&[parameter], properties, headers)
    }

    fn paging_by(parameters: &[(&str, Value)], properties: Value, headers: Value) -> Option<Paging> {
        let parameter = |(name, schema): &(&str, Value)| json!({"name": name, "in": "query", "schema": schema});
        let response = match properties {
            Value::Array(_) => json!({"type": "array", "items": {"type": "string"}}),
            properties => json!({"type": "object", "properties": properties}),
        };
        let get = json!({
            "parameters": parameters.iter().map(parameter).collect::<Vec<_>>(),
            "responses": {"200": {"headers": headers, "content": {"application/json": {"schema": response}}}},
        });
        let document = json!({"openapi": "3.0.3", "paths": {"/": {"get": get}}});
        lower(&document, &Config::default()).0.operations.remove(0).paging
    }

    #[test]
    fn pages_are_recognised_by_names_and_types() {
        let check = |parameter: (&str, Value), properties: Value, expected: Option<(NextPage, &str)>| {
            let found = paging(parameter, properties.clone(), json!({}));
            let found = found.as_ref().map(|paging| (paging.next.clone(), paging.items.as_str()));
            assert_eq!(found, expected, "{properties}");
        };
        let text = || json!({"type": "string"});
        let whole = || json!({"type": "integer"});
        let list = || json!({"type": "array", "items": {"type": "object", "properties": {"id": text()}}});
        let object = |properties: Value| json!({"type": "object", "properties": properties});
        let query = |name: &str| PageTo::Query(name.to_owned());
        let body = |place: &str| PageFrom::Body(place.to_owned());

        let token = NextPage::Token(query("page-token"), body("/next_page_token"));
        check(("page-token", text()), json!({"next_page_token": text(), "jobs": list()}), Some((token, "/jobs")));
        let token = NextPage::Token(query("after"), body("/paging/next/after"));
        let inside = object(json!({"next": object(json!({"after": text()}))}));
        check(
            ("after", text()),
            json!({"results": list(), "errors": list(), "paging": inside}),
            Some((token, "/results")),
        );
        let last = NextPage::Token(query("starting_after"), PageFrom::LastItem("/id".to_owned()));
        let more = || json!({"type": "boolean"});
        check(("starting_after", text()), json!({"data": list(), "has_more": more()}), Some((last, "/data")));
        let url = NextPage::Url(body("/@odata.nextLink"));
        check(("$top", whole()), json!({"@odata.nextLink": text(), "value": list()}), Some((url, "/value")));
        let offset = NextPage::Offset(query("offset"));
        check(("offset", whole()), json!({"data": list(), "total": whole()}), Some((offset, "/data")));
        let page = || json!({"type": "integer", "minimum": 1});
        check(("page", page()), json!([]), Some((NextPage::Number(query("page"), 1), "")));

        let last = NextPage::Token(query("after"), body("/last_id"));
        let listed = json!({"data": list(), "first_id": text(), "last_id": text(), "has_more": more()});
        check(("after", text()), listed, Some((last, "/data")));
        check(("after", text()), json!({"data": list(), "last_id": text()}), None);
        let token = NextPage::Token(query("continue"), body("/metadata/continue"));
        let metadata = object(json!({"continue": text(), "remainingItemCount": whole()}));
        check(("continue", text()), json!({"metadata": metadata, "items": list()}), Some((token, "/items")));

        // No parameter for the token, or no token; an unknown number of the first page; no array, or an ambiguous one.
        check(("q", text()), json!({"next_page_token": text(), "jobs": list()}), None);
        check(("cursor", text()), json!({"jobs": list()}), None);
        check(("cursor", text()), json!({"jobs": list(), "next": text()}), None);
        check(("page", whole()), json!([]), None);
        check(("page", page()), json!({"id": text(), "tags": list()}), None);
        check(("offset", whole()), json!({"total": whole()}), None);
        check(("offset", whole()), json!({"jobs": list(), "errors": list()}), None);
    }

    #[test]
    fn the_header_link_is_used_if_it_is_declared() {
        let headers = json!({"link": {"schema": {"type": "string"}}});
        let next = paging(("q", json!({})), json!([]), headers).map(|paging| paging.next);
        assert_eq!(next, Some(NextPage::Url(PageFrom::Link)));
    }

    #[test]
    fn numbers_are_used_with_a_size_and_a_count_in_a_header() {
        let whole = || json!({"type": "integer"});
        let both = || [("page", whole()), ("per_page", whole())];
        let total = || json!({"X-Total-Count": {"schema": whole()}});
        let found = paging_by(&both(), json!([]), total()).map(|paging| (paging.next, paging.count_header));
        let number = NextPage::Number(PageTo::Query("page".to_owned()), 1);
        assert_eq!(found, Some((number, Some("X-Total-Count".to_owned()))));
        assert_eq!(paging_by(&both(), json!([]), json!({})), None);
        assert_eq!(paging_by(&both()[..1], json!([]), total()), None);
        let link = json!({"Link": {"schema": {"type": "string"}}, "X-Total-Count": {"schema": whole()}});
        let found = paging_by(&both(), json!([]), link).map(|paging| (paging.next, paging.count_header));
        assert_eq!(found, Some((NextPage::Url(PageFrom::Link), None)));
    }
}
