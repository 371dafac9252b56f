//! The usual names for pages, by which they are recognised where nobody has said how they follow each other.
//!
//! A client that takes something for a page that is none would leave out what the service has. So both sides must speak of
//! pages: a parameter that is called as those for pages are, and a response that has a list and says what comes next or
//! counts.

use serde_json::Value;

use crate::api::model::{
    Api, Kind, NextPage, Operation, PageFrom, PageTo, Paging, Parameter, Place, StringFormat, TypeId, Types,
};

use super::paging::{bare, element, json};

/// Parameters that say from where on, by a token of the page before. Names are compared without case and punctuation.
const TOKENS: [&str; 14] = [
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

/// Members of responses that are such tokens, wherever they stand.
const NEXT_TOKENS: [&str; 11] = [
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

/// Members that are such tokens in an object that speaks of what is next, or of cursors.
const NEXT_TOKENS_INSIDE: [&str; 2] = ["after", "next"];

/// Members of responses that are the URL of the next page.
const NEXT_URLS: [&str; 6] = ["odatanextlink", "nextlink", "nexturl", "nextpageurl", "nexthref", "nextpageuri"];

/// Objects in responses that speak of pages.
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

/// Parameters for the number of items before the page, and for the page's number.
const OFFSETS: [&str; 3] = ["offset", "skip", "startat"];
const NUMBERS: [&str; 4] = ["page", "pagenumber", "pageno", "pagenum"];

/// Members of responses that count all items, or all pages.
const TOTALS: [&str; 5] = ["total", "totalcount", "totalresults", "totalitems", "totalsize"];
const TOTAL_PAGES: [&str; 5] = ["totalpages", "pagecount", "lastpage", "pagetotal", "numpages"];

/// What lists of items are called where an object has several lists.
const LISTS: [&str; 8] = ["data", "items", "results", "value", "values", "records", "entries", "list"];

/// The pages of an operation, if it is plain from names and types that it has some.
pub(super) fn recognised(api: &Api, operation: &Operation, document: &Value) -> Option<Paging> {
    if operation.method != "GET" {
        return None;
    }
    let types = &api.types;
    let response = bare(types, json(operation)?);
    let (items, item) = items(types, response)?;
    let mut said = Vec::new();
    members(types, response, "", &mut said);
    let more = find(&said, |member| squeezed(&member.name) == "hasmore" && types[member.of].kind == Kind::Boolean);
    // What has an id is one thing, and the list in it is part of that.
    let is_one = said.iter().any(|member| member.pointer == "/id");
    let (next, total) = token(types, operation, &said)
        .or_else(|| last_item(types, operation, item, more.is_some()))
        .or_else(|| url(types, &said))
        .or_else(|| link(operation))
        .map(|next| (next, None))
        .or_else(|| offset(types, operation, &said).filter(|_| !is_one))
        .or_else(|| number(types, operation, &said, document).filter(|_| !is_one))?;
    Some(Paging { next, items, item, more, total, count: None, size: None })
}

/// A member of a response, of those that speak of pages.
struct Member {
    name: String,
    pointer: String,
    /// The object that it is in, squeezed.
    within: String,
    of: TypeId,
}

/// The members of a response, and of the objects in it that speak of pages.
fn members(types: &Types, id: TypeId, pointer: &str, found: &mut Vec<Member>) {
    let Kind::Object(object) = &types[id].kind else { return };
    let within = pointer.rsplit('/').next().map(squeezed).unwrap_or_default();
    for property in &object.properties {
        let of = bare(types, property.of);
        let pointer = format!("{pointer}/{}", property.name.replace('~', "~0").replace('/', "~1"));
        if ABOUT.contains(&&*squeezed(&property.name)) && pointer.matches('/').count() < 3 {
            members(types, of, &pointer, found);
        }
        found.push(Member { name: property.name.clone(), pointer, within: within.clone(), of });
    }
}

fn find(members: &[Member], is: impl Fn(&Member) -> bool) -> Option<String> {
    members.iter().find(|member| is(member)).map(|member| member.pointer.clone())
}

/// A name without case and punctuation.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The list of a response, and what is in it.
fn items(types: &Types, response: TypeId) -> Option<(String, TypeId)> {
    if let Some(item) = element(types, response) {
        return Some((String::new(), item));
    }
    let Kind::Object(object) = &types[response].kind else { return None };
    let lists: Vec<(&str, TypeId)> = object
        .properties
        .iter()
        .filter_map(|property| Some((property.name.as_str(), element(types, bare(types, property.of))?)))
        .collect();
    let known = || LISTS.iter().find_map(|list| lists.iter().find(|(name, _)| squeezed(name) == *list));
    let (name, item) = match lists.as_slice() {
        [only] => only,
        _ => known()?,
    };
    Some((format!("/{}", name.replace('~', "~0").replace('/', "~1")), *item))
}

fn queries(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.place == Place::Query)
}

fn is_word(types: &Types, id: TypeId) -> bool {
    matches!(types[id].kind, Kind::String(StringFormat::Plain) | Kind::Integer(_))
}

fn is_whole(types: &Types, id: TypeId) -> bool {
    matches!(types[id].kind, Kind::Integer(_) | Kind::Number)
}

/// A token in the response that a parameter takes.
fn token(types: &Types, operation: &Operation, said: &[Member]) -> Option<NextPage> {
    let to = queries(operation)
        .find(|parameter| TOKENS.contains(&&*squeezed(&parameter.name)) && is_word(types, bare(types, parameter.of)))?;
    let is_next = |member: &Member| {
        let name = squeezed(&member.name);
        let inside = ["cursor", "cursors", "next"].contains(&member.within.as_str());
        is_word(types, member.of)
            && (NEXT_TOKENS.contains(&name.as_str()) || (inside && NEXT_TOKENS_INSIDE.contains(&name.as_str())))
    };
    let from = find(said, is_next)?;
    Some(NextPage::Token(PageTo::Query(to.name.clone()), PageFrom::Body(from)))
}

/// The id of the last item, where the response says whether there is more.
fn last_item(types: &Types, operation: &Operation, item: TypeId, says_more: bool) -> Option<NextPage> {
    let to = queries(operation).find(|parameter| squeezed(&parameter.name) == "startingafter")?;
    let ids = match &types[bare(types, item)].kind {
        Kind::Object(object) => object.properties.iter().any(|property| property.name == "id"),
        Kind::Union(union) => union.variants.iter().all(|variant| match &types[bare(types, variant.of)].kind {
            Kind::Object(object) => object.properties.iter().any(|property| property.name == "id"),
            _ => false,
        }),
        _ => false,
    };
    (says_more && ids).then(|| NextPage::Token(PageTo::Query(to.name.clone()), PageFrom::LastItem("/id".to_owned())))
}

/// The URL of the next page in the response.
fn url(types: &Types, said: &[Member]) -> Option<NextPage> {
    let from = find(said, |member| {
        let name = squeezed(&member.name);
        let format = match types[member.of].kind {
            Kind::String(format) => format,
            _ => return false,
        };
        let is_url = format == StringFormat::Uri || ["links", "next"].contains(&member.within.as_str());
        NEXT_URLS.contains(&name.as_str())
            || (name == "next" && is_url)
            || (member.within == "next" && ["href", "url"].contains(&name.as_str()))
    })?;
    Some(NextPage::Url(PageFrom::Body(from)))
}

/// The header `Link`, where the response declares it.
fn link(operation: &Operation) -> Option<NextPage> {
    let declared = operation.success.headers.iter().any(|header| header.name.eq_ignore_ascii_case("link"));
    declared.then_some(NextPage::Url(PageFrom::Link))
}

/// A parameter for how many items to pass over.
fn offset(types: &Types, operation: &Operation, said: &[Member]) -> Option<(NextPage, Option<String>)> {
    let to = queries(operation).find(|parameter| {
        OFFSETS.contains(&&*squeezed(&parameter.name)) && is_whole(types, bare(types, parameter.of))
    })?;
    let total = find(said, |member| TOTALS.contains(&&*squeezed(&member.name)) && is_whole(types, member.of));
    Some((NextPage::Offset(PageTo::Query(to.name.clone())), total))
}

/// A parameter for the page's number, where the document says which number the first page has.
fn number(
    types: &Types,
    operation: &Operation,
    said: &[Member],
    document: &Value,
) -> Option<(NextPage, Option<String>)> {
    let to = queries(operation).find(|parameter| {
        NUMBERS.contains(&&*squeezed(&parameter.name)) && is_whole(types, bare(types, parameter.of))
    })?;
    let written = to.at.pointer.of(document)?;
    let schema = written.get("schema").unwrap_or(written);
    let least = ["default", "minimum"].into_iter().find_map(|key| schema.get(key)?.as_u64());
    let first = least.filter(|least| *least <= 1)?;
    let total = find(said, |member| TOTAL_PAGES.contains(&&*squeezed(&member.name)) && is_whole(types, member.of));
    Some((NextPage::Number(PageTo::Query(to.name.clone()), first), total))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::lower;
    use crate::config::Config;

    /// The pages of an operation with a parameter of the query, by its schema, and a response with these members.
    fn paging((name, schema): (&str, Value), members: Value, headers: Value) -> Option<Paging> {
        let response = match members {
            Value::Array(_) => json!({"type": "array", "items": {"type": "string"}}),
            members => json!({"type": "object", "properties": members}),
        };
        let get = json!({
            "parameters": [{"name": name, "in": "query", "schema": schema}],
            "responses": {"200": {"headers": headers, "content": {"application/json": {"schema": response}}}},
        });
        let document = json!({"openapi": "3.0.3", "paths": {"/": {"get": get}}});
        lower(&document, &Config::default()).0.operations.remove(0).paging
    }

    #[test]
    fn pages_are_recognised_by_names_and_types() {
        let check = |parameter: (&str, Value), members: Value, expected: Option<(NextPage, &str)>| {
            let found = paging(parameter, members.clone(), json!({}));
            let found = found.as_ref().map(|paging| (paging.next.clone(), paging.items.as_str()));
            assert_eq!(found, expected, "{members}");
        };
        let text = || json!({"type": "string"});
        let whole = || json!({"type": "integer"});
        let list = || json!({"type": "array", "items": {"type": "object", "properties": {"id": text()}}});
        let object = |members: Value| json!({"type": "object", "properties": members});
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
        let more = json!({"type": "boolean"});
        check(("starting_after", text()), json!({"data": list(), "has_more": more}), Some((last, "/data")));
        let url = NextPage::Url(body("/@odata.nextLink"));
        check(("$top", whole()), json!({"@odata.nextLink": text(), "value": list()}), Some((url, "/value")));
        let offset = NextPage::Offset(query("offset"));
        check(("offset", whole()), json!({"data": list(), "total": whole()}), Some((offset, "/data")));
        let page = || json!({"type": "integer", "minimum": 1});
        check(("page", page()), json!([]), Some((NextPage::Number(query("page"), 1), "")));

        // A token that nothing takes, or that nothing gives; a page of which nobody knows the first; no list, or which.
        check(("q", text()), json!({"next_page_token": text(), "jobs": list()}), None);
        check(("cursor", text()), json!({"jobs": list()}), None);
        check(("cursor", text()), json!({"jobs": list(), "next": text()}), None);
        check(("page", whole()), json!([]), None);
        check(("page", page()), json!({"id": text(), "tags": list()}), None);
        check(("offset", whole()), json!({"total": whole()}), None);
        check(("offset", whole()), json!({"jobs": list(), "errors": list()}), None);
    }

    #[test]
    fn the_header_link_counts_where_it_is_declared() {
        let headers = json!({"link": {"schema": {"type": "string"}}});
        let next = paging(("q", json!({})), json!([]), headers).map(|paging| paging.next);
        assert_eq!(next, Some(NextPage::Url(PageFrom::Link)));
    }
}
