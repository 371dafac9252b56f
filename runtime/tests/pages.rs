//! All kinds of pagination on the wire.

#![allow(clippy::unwrap_used, reason = "tests")]

mod service;

use serde_json::json;
use specwright_runtime::description::{Api, Errors, Operation, Scheme, SchemeKind};
use specwright_runtime::pages::{PageFrom, PageTo, Paging};
use specwright_runtime::response::Json;
use specwright_runtime::{Client, ErrorKind, Items, Request, Value, auth};

use crate::service::{Received, Response, Service, response};

static API: Api = Api {
    name: "pages",
    user_agent: "pages/1",
    servers: &[],
    params: &[],
    endpoint_env: &[],
    schemes: &[Scheme { name: "key", method: "key", kind: SchemeKind::ApiKeyQuery("key"), headers: &[], env: &[] }],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

static LIST: Operation = Operation {
    id: "List",
    method: "POST",
    path: "/list",
    security: &[&["key"], &[]],
    servers: None,
    idempotency: None,
};

/// A service of pages: a text to look for in the request, and the headers and the body of the page.
fn serving(pages: &[(&'static str, &'static str, Value)]) -> Service {
    let pages = pages.to_vec();
    Service::deciding(move |request| {
        let sent = format!("{}\n{}", request.line(), String::from_utf8_lossy(&request.body));
        let page = pages.iter().find(|(wanted, ..)| sent.contains(wanted));
        Response::Bytes(match page {
            Some((_, headers, body)) => response("200 OK", headers, &body.to_string()),
            None => response("404 Not Found", "", &json!({"sent": sent}).to_string()),
        })
    })
}

fn request(service: &Service) -> Request {
    Client::builder(&API).endpoint(&service.url).build().unwrap().request(&LIST)
}

fn integers(request: Request, paging: &'static Paging) -> Items<i64, Value> {
    request.items::<i64, Json<Value>>(paging)
}

/// The request targets of the pages.
fn targets(service: &Service, count: usize) -> Vec<String> {
    let target = |received: Received| received.line().split(' ').nth(1).unwrap().to_owned();
    let targets = (0..count).map(|_| target(service.request())).collect();
    assert!(service.is_untouched());
    targets
}

#[tokio::test]
async fn tokens_are_read_from_the_body_and_sent_in_the_query() {
    static PAGING: Paging = Paging::token(PageTo::Query("page[after]"), PageFrom::Body("/meta/next")).items("/data");
    let service = serving(&[
        ("after%5D=b", "", json!({"data": [], "meta": {"next": 7}})),
        ("after%5D=7", "", json!({"data": [4], "meta": {"next": ""}})),
        ("/list", "", json!({"meta": {"next": "b"}, "data": [1, 2, 3]})),
    ]);
    let request = request(&service).query("limit", 3).query("page[after]", "").query("q", "a&b");
    assert_eq!(integers(request, &PAGING).all().await.unwrap(), [1, 2, 3, 4]);
    let targets = targets(&service, 3);
    assert_eq!(targets[1], "/list?limit=3&q=a%26b&page%5Bafter%5D=b");
    assert_eq!(targets[2], "/list?limit=3&q=a%26b&page%5Bafter%5D=7");
}

#[tokio::test]
async fn tokens_are_read_from_the_last_item_and_from_headers() {
    static LAST: Paging = Paging::token(PageTo::Query("after"), PageFrom::LastItem("/id")).items("/data").more("/more");
    static HEADER: Paging = Paging::token(PageTo::Query("after"), PageFrom::Header("x-next"));
    let item = |id: &str| json!({"id": id});
    let service = serving(&[
        ("after=2", "", json!({"data": [item("3")], "more": false})),
        ("/list", "", json!({"data": [item("1"), item("2")], "more": true})),
    ]);
    let mut pages = request(&service).pages::<Json<Value>, Json<Value>>(&LAST);
    assert_eq!(pages.next().await.unwrap().unwrap()["data"][0], item("1"));
    assert_eq!(pages.next().await.unwrap().unwrap()["data"][0], item("3"));
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());

    let service = serving(&[("after=z", "", json!([2])), ("/list", "X-Next: z\r\n", json!([1]))]);
    assert_eq!(integers(request(&service), &HEADER).all().await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn tokens_are_sent_in_the_request_body() {
    static PAGING: Paging = Paging::token(PageTo::Body("/page/from"), PageFrom::Body("/next")).items("/data");
    let service = serving(&[
        (r#"{"from":"b"}"#, "", json!({"data": [2]})),
        (r#"{"size":2}"#, "", json!({"data": [1], "next": "b"})),
    ]);
    let request = request(&service).json(&json!({"size": 2}));
    assert_eq!(integers(request, &PAGING).all().await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn offsets_and_page_numbers_advance() {
    static OFFSET: Paging = Paging::offset(PageTo::Query("offset")).items("/data");
    static TOTAL: Paging = Paging::offset(PageTo::Query("offset")).items("/data").total("/total");
    static NUMBER: Paging = Paging::number(PageTo::Query("page"), 1);
    static OF: Paging = Paging::number(PageTo::Query("page"), 0).items("/data").total("/pages");
    let pages = [
        ("offset=5", "", json!({"data": [], "total": 5})),
        ("offset=3", "", json!({"data": [4, 5], "total": "5"})),
        ("/list", "", json!({"data": [1, 2, 3], "total": 5})),
    ];
    let service = serving(&pages);
    assert_eq!(integers(request(&service), &OFFSET).all().await.unwrap(), [1, 2, 3, 4, 5]);
    assert_eq!(targets(&service, 3)[2], "/list?offset=5");
    assert_eq!(integers(request(&service), &TOTAL).all().await.unwrap(), [1, 2, 3, 4, 5]);
    targets(&service, 2);
    assert_eq!(integers(request(&service).query("offset", 3), &TOTAL).all().await.unwrap(), [4, 5]);

    let service = serving(&[("page=3", "", json!([])), ("page=2", "", json!([2])), ("/list", "", json!([1]))]);
    assert_eq!(integers(request(&service), &NUMBER).all().await.unwrap(), [1, 2]);
    targets(&service, 3);
    assert_eq!(integers(request(&service).query("page", 2), &NUMBER).all().await.unwrap(), [2]);

    let service =
        serving(&[("page=1", "", json!({"data": [2], "pages": 2})), ("/list", "", json!({"data": [1], "pages": 2}))]);
    assert_eq!(integers(request(&service), &OF).all().await.unwrap(), [1, 2]);
    targets(&service, 2);
}

#[tokio::test]
async fn page_numbers_end_at_the_total_count() {
    static COUNT: Paging = Paging::number(PageTo::Query("page"), 1).items("/data").count("/total");
    static SIZE: Paging = Paging::number(PageTo::Query("page"), 1).items("/data").count("/total").size("/size");
    let pages = [
        ("page=3", "", json!({"data": [5], "total": 5, "size": 2})),
        ("page=2", "", json!({"data": [3, 4], "total": 5, "size": 2})),
        ("/list", "", json!({"data": [1, 2], "total": 5, "size": 2})),
    ];
    let service = serving(&pages);
    assert_eq!(integers(request(&service), &SIZE).all().await.unwrap(), [1, 2, 3, 4, 5]);
    targets(&service, 3);
    assert_eq!(integers(request(&service).query("page", 2), &SIZE).all().await.unwrap(), [3, 4, 5]);
    targets(&service, 2);

    // A service that ignores the page number and reports a total of 0.
    let service = serving(&[("/list", "", json!({"data": [1], "total": 0}))]);
    assert_eq!(integers(request(&service), &COUNT).all().await.unwrap(), [1]);
    targets(&service, 1);
}

#[tokio::test]
async fn links_are_followed_on_the_same_server_only() {
    static LINK: Paging = Paging::url(PageFrom::Link);
    static BODY: Paging = Paging::url(PageFrom::Body("/next")).items("/data");
    let service = serving(&[
        ("/more?key=s&page=2", "", json!([2])),
        ("/list", "Link: </more?key=s&page=2>; rel=\"next\"\r\n", json!([1])),
    ]);
    let client = Client::builder(&API).endpoint(&service.url).credential("key", auth::ApiKey::new("s"));
    let request_of = |client: &Client| client.request(&LIST);
    let client = client.build().unwrap();
    assert_eq!(integers(request_of(&client), &LINK).all().await.unwrap(), [1, 2]);
    assert_eq!(targets(&service, 2), ["/list?key=s", "/more?key=s&page=2"], "the key is sent once");

    let service = serving(&[
        ("/list?from=2", "", json!({"data": [2], "next": null})),
        ("/list", "", json!({"data": [1], "next": "?from=2"})),
    ]);
    assert_eq!(integers(request(&service), &BODY).all().await.unwrap(), [1, 2]);

    let service = serving(&[("/list", "", json!({"data": [1], "next": "https://elsewhere.example/list?key=s"}))]);
    let mut items = integers(request(&service), &BODY);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("on another server, `https://elsewhere.example`"), "{error}");
    assert!(!error.to_string().contains("key=s"), "{error}");
    assert!(items.next().await.is_none());
    targets(&service, 1);
}

#[tokio::test]
async fn repeated_pages_are_an_error() {
    static TOKEN: Paging = Paging::token(PageTo::Query("after"), PageFrom::Body("/next")).items("/data");
    static URL: Paging = Paging::url(PageFrom::Body("/next")).items("/data");
    let check = async |paging: &'static Paging, next: &str| {
        let service = serving(&[("/list", "", json!({"data": [1], "next": next}))]);
        let error = integers(request(&service), paging).all().await.unwrap_err();
        assert!(error.to_string().contains("a page that was requested before"), "{error}");
    };
    check(&TOKEN, "a").await;
    check(&URL, "/list").await;

    // A circle of several pages.
    let circle = || {
        serving(&[
            ("after=a", "", json!({"data": [2], "next": "b"})),
            ("after=b", "", json!({"data": [3], "next": "c"})),
            ("after=c", "", json!({"data": [4], "next": "a"})),
            ("/list", "", json!({"data": [1], "next": "a"})),
        ])
    };
    let service = circle();
    let error = integers(request(&service), &TOKEN).all().await.unwrap_err();
    assert!(error.to_string().contains("a page that was requested before"), "{error}");
    targets(&service, 4);
    let service = serving(&[
        ("/list?b", "", json!({"data": [3], "next": "/list"})),
        ("/list", "", json!({"data": [1], "next": "/list?b"})),
    ]);
    assert!(integers(request(&service), &URL).all().await.is_err());
    targets(&service, 2);

    // Some services have one token for a session.
    let service = circle();
    let mut items = integers(request(&service), &TOKEN).repeated_tokens(true);
    for expected in [1, 2, 3, 4, 2, 3, 4, 2] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
}

#[tokio::test]
async fn a_hundred_empty_pages_in_a_row_are_an_error() {
    static TOKEN: Paging = Paging::token(PageTo::Query("after"), PageFrom::Body("/next")).items("/data");
    // Pages that have an item each time that the number of the page is divisible by this one.
    let service = |every: u64| {
        Service::deciding(move |request| {
            let token = request.line().split("after=").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
            let page: u64 = token.unwrap_or(0);
            let data: Vec<u64> = page.is_multiple_of(every).then_some(page).into_iter().collect();
            Response::Bytes(response("200 OK", "", &json!({"data": data, "next": (page + 1).to_string()}).to_string()))
        })
    };
    let endless = service(u64::MAX);
    let mut items = integers(request(&endless), &TOKEN);
    assert_eq!(items.next().await.unwrap().unwrap(), 0);
    let error = items.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("101 empty pages in a row"), "{error}");
    targets(&endless, 102);

    let endless = service(u64::MAX);
    let mut pages = request(&endless).pages::<Json<Value>, Json<Value>>(&TOKEN).empty_pages(3);
    for _ in 0..5 {
        pages.next().await.unwrap().unwrap();
    }
    assert!(pages.next().await.unwrap().is_err());
    targets(&endless, 5);

    let sparse = service(50);
    let mut items = integers(request(&sparse), &TOKEN);
    for expected in [0, 50, 100, 150] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
}

#[tokio::test]
async fn positions_are_sent_in_the_request_body() {
    static OFFSET: Paging = Paging::offset(PageTo::Body("/page/offset")).items("/data");
    static NUMBER: Paging = Paging::number(PageTo::Body("/page"), 1).items("/data").count_header("x-total-count");
    let service = serving(&[
        (r#""offset":3"#, "", json!({"data": []})),
        (r#""offset":2"#, "", json!({"data": [3]})),
        (r#""size":2"#, "", json!({"data": [1, 2]})),
    ]);
    let sized = |service: &Service| request(service).json(&json!({"size": 2}));
    assert_eq!(integers(sized(&service), &OFFSET).all().await.unwrap(), [1, 2, 3]);
    targets(&service, 3);
    let total = "X-Total-Count: 3\r\n";
    let service =
        serving(&[(r#""page":2"#, total, json!({"data": [3]})), (r#""size":2"#, total, json!({"data": [1, 2]}))]);
    assert_eq!(integers(sized(&service), &NUMBER).all().await.unwrap(), [1, 2, 3]);
    targets(&service, 2);
}

#[tokio::test]
async fn errors_end_the_pages() {
    static PAGING: Paging = Paging::token(PageTo::Query("after"), PageFrom::Body("/next")).items("/data");
    let service = serving(&[
        ("after", "", json!({"data": [2, "x"], "next": "b"})),
        ("/list", "", json!({"data": [1], "next": "b"})),
    ]);
    let mut items = integers(request(&service), &PAGING);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("data[1]")));
    assert!(items.next().await.is_none());

    let service = serving(&[("nothing", "", json!({}))]);
    let mut items = integers(request(&service), &PAGING);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(items.next().await.is_none());
    targets(&service, 1);
}
