//! All kinds of parameters and bodies on the wire.

#![allow(clippy::unwrap_used, reason = "tests")]

mod service;

use specwright_runtime::description::{Api, Errors, Operation, Scheme, SchemeKind};
use specwright_runtime::response::{Empty, Json, Text};
use specwright_runtime::{Client, ErrorKind, File, Map, Part, Request, Style, Value, auth, responses};

use crate::service::{Received, Service};

static API: Api = Api {
    name: "parameters",
    user_agent: "parameters/1",
    servers: &[],
    params: &[],
    endpoint_env: &[],
    schemes: &[Scheme { name: "key", method: "key", kind: SchemeKind::ApiKeyCookie("key"), headers: &[], env: &[] }],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

static OPERATION: Operation = Operation {
    id: "Op",
    method: "POST",
    path: "/a/{id}/b",
    security: &[&[], &["key"]],
    servers: None,
    idempotency: None,
};

fn request(service: &Service) -> Request {
    Client::builder(&API).endpoint(&service.url).build().unwrap().request(&OPERATION)
}

/// The request as the service receives it.
async fn sent(change: impl FnOnce(Request) -> Request) -> Received {
    let service = Service::responding("204 No Content", "", "");
    change(request(&service)).send::<Empty, Empty>().await.unwrap();
    service.request()
}

/// The reason why a request is not sent.
async fn refused(change: impl FnOnce(Request) -> Request) -> String {
    let service = Service::responding("204 No Content", "", "");
    let error = change(request(&service).path("id", "i")).send::<Empty, Empty>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(service.is_untouched());
    let shown = error.to_string();
    let cause = shown.rsplit_once(" (").unwrap().0;
    cause.strip_prefix("Op: invalid request: ").unwrap().to_owned()
}

#[tokio::test]
async fn path_parameters_are_encoded() {
    let check = async |change: fn(Request) -> Request, expected: &str| {
        assert_eq!(sent(change).await.line(), format!("POST /a/{expected}/b HTTP/1.1"));
    };
    check(|r| r.path_styled("id", &["x/y", "z"], Style::simple(false)), "x%2Fy,z").await;
    check(|r| r.path_styled("id", "a", Style::label(false)), ".a").await;
    check(|r| r.path_styled("id", &[1, 2], Style::matrix(true)), ";id=1;id=2").await;
    check(|r| r.path_styled("id", "", Style::matrix(true)), ";id").await;
    check(|r| r.path_styled("id", "%2F", Style::simple(true)), "%252F").await;
    check(|r| r.path("id", "a").path_styled("id", &["b", "é"], Style::simple(true)), "b,%C3%A9").await;
    check(|r| r.path_styled("id", "a", Style::label(true)).path("id", "b,c"), "b%2Cc").await;
    check(|r| r.path_json("id", &[("a", 1)]), "%5B%5B%22a%22%2C1%5D%5D").await;
}

#[tokio::test]
async fn query_parameters_are_encoded() {
    let check = async |change: fn(Request) -> Request, expected: &str| {
        let line = sent(|r| change(r.path("id", "i"))).await.line().to_owned();
        assert_eq!(line, format!("POST /a/i/b{expected} HTTP/1.1"));
    };
    let ids: &[&str] = &["a b", "c"];
    check(|r| r.query_styled("ids", &Vec::<u8>::new(), Style::form(true)), "").await;
    assert_eq!(
        sent(|r| {
            let r = r.path("id", "i").query("q", 1).query_styled("ids", ids, Style::form(false));
            r.query_styled("none", &None::<u8>, Style::form(true)).query_styled("ids", ids, Style::form(true))
        })
        .await
        .line(),
        "POST /a/i/b?q=1&ids=a%20b,c&ids=a%20b&ids=c HTTP/1.1"
    );
    // Characters that a query may contain unencoded pass through the URL unchanged.
    check(
        |r| r.query_styled("a", ":/?#[]@!$&'()*+,;=|^`{}\"<>\\ é%41", Style::form(true).allow_reserved()),
        "?a=:/?%23%5B%5D@!$%26%27()*%2B,;%3D%7C%5E%60%7B%7D%22%3C%3E%5C%20%C3%A9%41",
    )
    .await;
    check(|r| r.query_styled("f", &Map::from([("a".into(), 1)]), Style::deep_object()), "?f%5Ba%5D=1").await;
    check(|r| r.query_json("f", &Map::from([("a".into(), "é b")])), "?f=%7B%22a%22%3A%22%C3%A9%20b%22%7D").await;
    let whole = |r: Request| r.query_string(&Map::from([("a b".into(), vec!["c+", "~"]), ("d".into(), vec![])]));
    check(whole, "?a%20b=c%2B&a%20b=%7E").await;
}

#[tokio::test]
async fn header_parameters_are_encoded() {
    let received = sent(|r| {
        let r = r.path("id", "i").header_styled("X-Ids", &[1, 2], Style::simple(false));
        let r = r.header_styled("X-Map", &Map::from([("a".into(), "b/c")]), Style::simple(true));
        let r = r.header_styled("X-None", &None::<u8>, Style::simple(true));
        let r = r.header_styled("X-Empty", "", Style::simple(true));
        r.header_json("X-Json", &Map::from([("é".into(), "\u{1F600}\u{7F}\n")]))
    })
    .await;
    assert_eq!(received.header("x-ids"), Some("1,2"));
    assert_eq!(received.header("x-map"), Some("a=b/c"));
    assert_eq!(received.header("x-none"), None);
    assert_eq!(received.header("x-empty"), Some(""));
    assert_eq!(received.header("x-json"), Some(r#"{"\u00e9":"\ud83d\ude00\u007f\n"}"#));
}

#[tokio::test]
async fn urls_that_no_library_can_send_are_not_sent() {
    let sentence = refused(|r| r.query("q", "a".repeat(65_536))).await;
    assert!(sentence.ends_with("bytes long, more than 65534"), "{sentence}");
    let length = "http://127.0.0.1:12345/a/i/b?q=".len();
    sent(|r| r.path("id", "i").query("q", "a".repeat(65_534 - length))).await;
}

#[tokio::test]
async fn a_query_of_the_path_is_joined_and_may_be_overridden() {
    static FIXED: Operation = Operation { path: "/a/{id?}?b=1&c=%20{id?}&d", ..OPERATION };
    let check = async |change: fn(Request) -> Request, expected: &str| {
        let service = Service::responding("204 No Content", "", "");
        let client = Client::builder(&API).endpoint(&service.url).build().unwrap();
        let request = change(client.request(&FIXED).path("id?", "i&"));
        request.send::<Empty, Empty>().await.unwrap();
        assert_eq!(service.request().line(), format!("POST /a/i%26?{expected} HTTP/1.1"));
    };
    check(|r| r, "b=1&c=%20i%26&d").await;
    check(|r| r.query("q", 1), "b=1&c=%20i%26&d&q=1").await;
    check(|r| r.query("d", 1).query("b", 2), "c=%20i%26&d=1&b=2").await;
}

#[tokio::test]
async fn cookies_share_one_header() {
    let received = sent(|r| {
        let r = r.path("id", "i").cookie("a", 1).cookie("b;", "x;y z");
        let r = r.cookie_styled("c", &["1", "2"], Style::form(true)).cookie_styled("d", &[1, 2], Style::form(false));
        r.cookie_styled("none", &None::<u8>, Style::form(true)).cookie_json("e", &[1])
    })
    .await;
    let expected = "a=1; b%3B=x%3By%20z; c=1; c=2; d=1,2; e=%5B1%5D";
    assert_eq!(received.header("cookie"), Some(expected));
    assert_eq!(received.head.to_lowercase().matches("\ncookie:").count(), 1);

    let service = Service::responding("204 No Content", "", "");
    let client =
        Client::builder(&API).endpoint(&service.url).credential("key", auth::ApiKey::new("k")).build().unwrap();
    let request = client.request(&OPERATION).path("id", "i").header("Cookie", "own=1").cookie("a", "b");
    assert!(!format!("{request:?}").contains("own=1"), "{request:?}");
    request.send::<Empty, Empty>().await.unwrap();
    assert_eq!(service.request().header("cookie"), Some("own=1; a=b; key=k"));

    let key = auth::ApiKey::new("s%3Aa=; admin=1, \"é\"");
    let client = Client::builder(&API).endpoint(&service.url).credential("key", key).build().unwrap();
    client.request(&OPERATION).path("id", "i").send::<Empty, Empty>().await.unwrap();
    assert_eq!(service.request().header("cookie"), Some("key=s%3Aa=%3B%20admin=1%2C%20%22%C3%A9%22"));
}

#[tokio::test]
async fn forms_are_encoded() {
    let received = sent(|r| {
        let body = Map::from([("a".into(), Value::from(vec![1, 2])), ("b".into(), Value::from("x y"))]);
        r.path("id", "i").form(&body)
    })
    .await;
    assert_eq!(received.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(received.header("content-length"), Some("15"));
    assert_eq!(received.body, b"a=1&a=2&b=x%20y");

    let styles = [("a", Style::deep_object())];
    let received = sent(|r| r.path("id", "i").form_with(&Map::from([("a".into(), vec![1])]), &styles)).await;
    assert_eq!(received.body, b"a%5B0%5D=1");
}

#[tokio::test]
async fn multipart_bodies_have_a_length_and_a_boundary() {
    let body = Map::from([("f".to_owned(), File::new("bytes").name("a.txt").content_type("text/plain"))]);
    let received = sent(|r| r.path("id", "i").multipart(&body)).await;
    let boundary = received.header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\
         Content-Type: text/plain\r\n\r\nbytes\r\n--{boundary}--\r\n"
    );
    assert_eq!(received.header("content-length"), Some(expected.len().to_string().as_str()));
    assert_eq!(String::from_utf8(received.body.clone()).unwrap(), expected);

    let meta = Map::from([("meta".to_owned(), "<a/>")]);
    let received =
        sent(|r| r.path("id", "i").multipart_with(&meta, &[Part::of("meta").content_type("application/xml")])).await;
    assert!(String::from_utf8(received.body).unwrap().contains("\r\nContent-Type: application/xml\r\n\r\n<a/>\r\n"));
}

#[tokio::test]
async fn invalid_parameters_are_named() {
    let check = async |change: fn(Request) -> Request, expected: &str| assert_eq!(refused(change).await, expected);
    let nested = "has a list or an object inside another one, which its style cannot express";
    check(|r| r.query_styled("q", &[[1]], Style::form(true)), &format!("the query parameter `q` {nested}")).await;
    check(|r| r.header_styled("X-A", &[[1]], Style::simple(true)), &format!("the header `X-A` {nested}")).await;
    check(|r| r.cookie_styled("c", &[[1]], Style::form(true)), &format!("the cookie `c` {nested}")).await;
    check(|r| r.path_styled("id", &[[1]], Style::simple(true)), &format!("the path parameter `id` {nested}")).await;
    let empty = "the path parameter `id` is empty, so the request would reach another resource";
    check(|r| r.path_styled("id", "", Style::simple(true)), empty).await;
    check(|r| r.path_styled("id", &None::<u8>, Style::matrix(true)), empty).await;
    check(|r| r.path_styled("id", &[""], Style::simple(true)), empty).await;
    let dropped = |segment: &str| {
        format!(
            "the path parameter `id` is `{segment}`, which URLs resolve away, so the request would reach another resource"
        )
    };
    check(|r| r.path_styled("id", "..", Style::simple(true)), &dropped("..")).await;
    check(|r| r.path_styled("id", "", Style::label(true)), &dropped(".")).await;
    check(|r| r.path_styled("id", ".", Style::label(true)), &dropped("..")).await;
    check(
        |r| r.header_styled("X-A", "b\r\nc", Style::simple(true)),
        "the header `X-A` contains a control character, such as a line break",
    )
    .await;
    check(
        |r| r.cookie_styled("c", "b\r\nc", Style::cookie(true)),
        "a cookie contains a control character, such as a line break",
    )
    .await;
    check(|r| r.query_string(&1), "the query is not an object, so that its values have no names").await;
    check(|r| r.form(&[1]), "the body is not an object, so that its values have no names").await;
    check(|r| r.multipart(&[1]), "the body is not an object, so that its parts have no names").await;
    let unwritable = Map::from([("a".to_owned(), f64::NAN)]);
    assert_eq!(refused(|r| r.form(&unwritable)).await, "the body is a number that is not finite");
    let keys = std::collections::BTreeMap::from([([1], 1)]);
    assert_eq!(refused(|r| r.query_json("q", &keys)).await, "the query parameter `q` cannot be encoded as JSON");
}

#[derive(Debug, PartialEq)]
enum JobsOk {
    Ok(Vec<i64>),
    NoContent,
    Other(String),
}

responses! { JobsOk {
    Ok: status(200) => Json<_>,
    NoContent: status(204),
    Other: range(2) => Text,
} }

#[derive(Debug, PartialEq)]
enum JobsError {
    Missing(String),
}

responses! { JobsError {
    Missing: status(404) => Text,
} }

#[tokio::test]
async fn responses_differ_by_status() {
    let send = async |status: &str, body: &str| {
        let service = Service::responding(status, "", body);
        request(&service).path("id", "i").send::<JobsOk, JobsError>().await
    };
    assert_eq!(send("200 OK", "[1]").await.unwrap(), JobsOk::Ok(vec![1]));
    assert_eq!(send("204 No Content", "").await.unwrap(), JobsOk::NoContent);
    assert_eq!(send("202 Accepted", "soon").await.unwrap(), JobsOk::Other("soon".into()));
    assert_eq!(send("404 Not Found", "no").await.unwrap_err().body(), Some(&JobsError::Missing("no".into())));
    let error = send("500 Internal Server Error", "no").await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Service, None));
}
