//! The client's signatures, as the service verifies them: accepted for what was sent, rejected for anything else.

use huaweicloud_cdm::job::StartJobRequest;
use huaweicloud_cdm::{AccessKey, Error, Map, Value};
use specwright_runtime::auth::SignedHeaders;

use crate::clients::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, bare, key, start, start_with_body, with_key};
use crate::page::RESPONSE;
use crate::server::{Received, Response, Server};
use crate::verifier::{Refusal, Verifier};

fn verifier() -> Verifier {
    Verifier::new(ACCESS_KEY, SECRET_KEY)
}

/// A service that accepts only requests signed with the key.
fn guarded(verifier: Verifier) -> Server {
    Server::deciding(move |request| match verifier.verify(request) {
        Ok(()) => Response::json(200, RESPONSE),
        Err(refusal) => Response::json(
            401,
            &format!(r#"{{"error_code":"APIGW.0301","error_msg":"{refusal:?}"}}"#).replace("\\", ""),
        ),
    })
}

/// The received request of the manual's example, signed with a temporary key.
async fn signed() -> Received {
    let server = Server::json(RESPONSE);
    let client = bare(&server).ak_sk(key().security_token(SECURITY_TOKEN)).build().expect("the client is complete");
    start_with_body(&client).send().await.expect("the response is the page's");
    server.only()
}

#[tokio::test]
async fn every_name_is_accepted() {
    let server = guarded(verifier());
    let client = with_key(&server);
    for name in [
        "jdbc2hive",
        "a/b",
        "/",
        "//",
        "my job",
        "100%",
        "a?b#c",
        "作业",
        "a+b",
        "%2e%2e",
        "%2F",
        "..%2f..",
        "é",
        "😀",
        "a;v=1",
        "!'()*,:@&$",
        "~-._",
        "a\\b",
        "\t",
        "...",
    ] {
        let response = client.start_job("c/l u%s", name).project_id("項目").configure(|request| request).send().await;
        // The header `X-Project-Id` has the unchanged bytes of the project's ID.
        response.unwrap_or_else(|error| panic!("{name:?}: {error}"));
    }
}

#[tokio::test]
async fn every_body_is_accepted() {
    let server = guarded(verifier());
    let client = with_key(&server);
    start(&client).send().await.unwrap();
    start(&client).body(&StartJobRequest::default()).send().await.unwrap();
    start_with_body(&client).send().await.unwrap();
    let variables = Map::from([("名".to_owned(), Value::from("ü".repeat(100_000)))]);
    start(&client).body(&StartJobRequest::new().variables(variables)).send().await.unwrap();
    for content_type in ["application/json; charset=utf-8", "text/plain", "application/octet-stream"] {
        for body in [&b"\0\xff"[..], b""] {
            let call = start(&client).configure(|request| request.bytes(content_type, body.to_vec()));
            call.send().await.unwrap_or_else(|error| panic!("{content_type} {body:?}: {error}"));
        }
    }
}

#[tokio::test]
async fn every_query_is_accepted() {
    let server = guarded(verifier());
    let client = with_key(&server);
    let queries: &[&[(&str, &str)]] = &[
        &[("a", "")],
        &[("b", "2"), ("F", "1"), ("a", "3"), ("B", "4")],
        &[("k", "z"), ("k", "a"), ("k", "")],
        &[("aB", "1"), ("a:b", "2"), ("a b", "3"), ("a-b", "4")],
        &[("名", "值 é"), ("q", "a+b~c*d/e?f#g%h&i=j")],
    ];
    for query in queries {
        let call = query
            .iter()
            .fold(start(&client), |call, (name, value)| call.configure(|request| request.query(name, value)));
        call.send().await.unwrap_or_else(|error| panic!("{query:?}: {error}"));
    }
}

#[tokio::test]
async fn temporary_keys_other_headers_and_all_headers_are_accepted() {
    let server = guarded(verifier());
    for key in [
        key().security_token(SECURITY_TOKEN),
        key().signed_headers(SignedHeaders::All),
        key().security_token(SECURITY_TOKEN).signed_headers(SignedHeaders::All),
    ] {
        let client = bare(&server).ak_sk(key).build().unwrap();
        let call = start_with_body(&client).configure(|request| {
            request
                .header("X-Language", "en-us")
                .header("X-Pad", "  a  b ")
                .header("X_Under", "1")
                .header("X-Note", "作业")
        });
        call.send().await.unwrap();
    }
    let all = server.received().pop().unwrap();
    let signed = "SignedHeaders=content-type;host;user-agent;x-language;x-note;x-pad;x-project-id;x-sdk-date;\
                  x-security-token,";
    assert!(all.header("authorization").unwrap().contains(signed), "{all:?}");
}

#[tokio::test]
async fn behind_a_prefix_the_prefix_is_signed_too() {
    let mut server = guarded(verifier());
    server.url.push_str("/gate%20way/v2/");
    start_with_body(&with_key(&server)).send().await.unwrap();
    assert!(server.only().target().starts_with("/gate%20way/v2/v1.1/"));
}

#[tokio::test]
async fn another_key_is_rejected() {
    let server = guarded(verifier());
    let check = async |key: AccessKey, expected: Refusal| {
        let error = start(&bare(&server).ak_sk(key).build().unwrap()).send().await.unwrap_err();
        assert!(matches!(error, Error::Service(_)), "{error}");
        assert_eq!((error.code(), error.message()), (Some("APIGW.0301"), Some(format!("{expected:?}").as_str())));
    };
    check(AccessKey::new(ACCESS_KEY, "another"), Refusal::Signature).await;
    check(AccessKey::new("ANOTHER", SECRET_KEY), Refusal::Key).await;
}

#[tokio::test]
async fn a_clock_may_differ_by_fifteen_minutes() {
    let request = signed().await;
    let check = |seconds: i64, expected: Result<(), Refusal>| {
        let verifier = Verifier { now: verifier().now + seconds, ..verifier() };
        assert_eq!(verifier.verify(&request), expected, "{seconds}");
    };
    check(0, Ok(()));
    check(14 * 60, Ok(()));
    check(-14 * 60, Ok(()));
    check(16 * 60, Err(Refusal::Clock));
    check(-16 * 60, Err(Refusal::Clock));

    let late =
        start(&with_key(&guarded(verifier()))).configure(|request| request.header("X-Sdk-Date", "20191115T033655Z"));
    assert_eq!(late.send().await.unwrap_err().message(), Some("Clock"));
}

#[tokio::test]
async fn altered_requests_are_rejected() {
    let request = signed().await;
    assert_eq!(verifier().verify(&request), Ok(()));
    let check = |what: &str, alter: &dyn Fn(&mut Received), expected: Refusal| {
        let mut altered = request.clone();
        alter(&mut altered);
        assert_eq!(verifier().verify(&altered), Err(expected), "{what}");
    };
    /// Replaces the first occurrence of a string in the head.
    fn replace(request: &mut Received, from: &str, to: &str) {
        let head = String::from_utf8(request.head.clone()).expect("the head is text");
        assert!(head.contains(from), "{from:?} is not in {head}");
        request.head = head.replacen(from, to, 1).into_bytes();
    }
    /// Replaces the value of a header, or removes the header.
    fn set(request: &mut Received, name: &str, value: Option<&str>) {
        let old = format!("\r\n{name}: {}", request.header(name).expect("the header is there"));
        let new = value.map(|value| format!("\r\n{name}: {value}")).unwrap_or_default();
        replace(request, &old, &new);
    }
    let missing = |name: &str| Refusal::Missing(name.into());
    check("a byte of the body", &|request| request.body[3] ^= 1, Refusal::Signature);
    check("no body", &|request| request.body.clear(), Refusal::Signature);
    check("more body", &|request| request.body.push(b' '), Refusal::Signature);
    check("another job", &|request| replace(request, "jdbc2hive", "jdbc3hive"), Refusal::Signature);
    check("another method", &|request| replace(request, "PUT", "DELETE"), Refusal::Signature);
    check("a query", &|request| replace(request, "/start", "/start?a=1"), Refusal::Signature);
    check("another host", &|request| set(request, "host", Some("cdm.example.com")), Refusal::Signature);
    check("another project", &|request| set(request, "x-project-id", Some("other")), Refusal::Signature);
    check("another token", &|request| set(request, "x-security-token", Some("other")), Refusal::Signature);
    check("no token", &|request| set(request, "x-security-token", None), missing("x-security-token"));
    check("no date", &|request| set(request, "x-sdk-date", None), missing("x-sdk-date"));
    check("no signature", &|request| set(request, "authorization", None), missing("authorization"));
    check("two projects", &|request| replace(request, "\r\n", "\r\nX-Project-Id: other\r\n"), missing("x-project-id"));
    check("another date", &|request| set(request, "x-sdk-date", Some("today")), Refusal::Date);
    check("host not signed", &|request| replace(request, "=host;", "="), Refusal::Unsigned("host".into()));
    check("date not signed", &|request| replace(request, ";x-sdk-date", ""), Refusal::Unsigned("x-sdk-date".into()));
    check("project not signed", &|request| replace(request, ";x-project-id", ""), Refusal::Signature);
    check("token not signed", &|request| replace(request, ";x-security-token", ""), Refusal::Signature);
    check("another scheme", &|request| replace(request, "SDK-HMAC-SHA256", "SDK-HMAC-SM3"), Refusal::Scheme);
    check("another key", &|request| replace(request, ACCESS_KEY, "AKOTHER"), Refusal::Key);
    check("no request", &|request| replace(request, " HTTP/1.1", ""), Refusal::Unreadable);
    let later = |request: &mut Received| {
        let date = request.header("x-sdk-date").expect("it is there").to_owned();
        let last = if date.ends_with("0Z") { "1Z" } else { "0Z" };
        set(request, "x-sdk-date", Some(&format!("{}{last}", &date[..14])));
    };
    check("another second", &later, Refusal::Signature);
    // What a proxy may change is not signed.
    let mut proxied = request.clone();
    set(&mut proxied, "user-agent", Some("proxy/1"));
    set(&mut proxied, "accept", Some("application/json"));
    assert_eq!(verifier().verify(&proxied), Ok(()));
}
