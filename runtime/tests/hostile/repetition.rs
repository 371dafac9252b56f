//! Services that make a client call again and again: tokens, pages, links and waits.

use std::io::Write;
use std::time::Duration;

use specwright_runtime::auth::OAuth2;
use specwright_runtime::description::Operation;
use specwright_runtime::pages::{PageFrom, PageTo, Paging};
use specwright_runtime::response::{Empty, Json};
use specwright_runtime::wait::Polling;
use specwright_runtime::{ErrorKind, Retry, Value};

use crate::attacker::{Attacker, response};
use crate::bounds::{GET, bounded, call_with, client_with};

static SECURED: Operation = Operation { security: &[&["oauth"]], ..GET };
static TOKEN: Paging = Paging::token(PageTo::Query("after"), PageFrom::Body("/next")).items("/data");
static LINK: Paging = Paging::url(PageFrom::Link);

/// The number of request lines that contain a text.
fn count(attacker: &Attacker, text: &str) -> usize {
    attacker.lines().iter().filter(|line| line.contains(text)).count()
}

#[tokio::test]
async fn a_service_that_rejects_every_token_causes_no_storm() {
    let attacker = Attacker::new(|stream, line| {
        let token = r#"{"access_token":"t","expires_in":3600}"#;
        let (status, body) = if line.contains("/token") { ("200 OK", token) } else { ("401 No", "") };
        stream.write_all(&response(status, "", body))
    });
    let credential = OAuth2::client_credentials("me", "s");
    let client = client_with(&attacker.url, |builder| builder.credential("oauth", credential).retry(Retry::default()));
    for _ in 0..20 {
        let error = bounded(client.request(&SECURED).send::<Empty, Empty>()).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 401);
    }
    assert!(count(&attacker, "/token") <= 3, "{:?}", attacker.lines());
    assert!(count(&attacker, "/x") <= 22, "{:?}", attacker.lines());
}

#[tokio::test]
async fn token_endpoints_that_do_not_issue_tokens_are_left_alone() {
    for reply in [
        response("200 OK", "", "{}"),
        response("200 OK", "", &"x".repeat(3_000_000)),
        response("302 Found", "Location: /token\r\n", ""),
    ] {
        let attacker = Attacker::writing(reply);
        let credential = OAuth2::client_credentials("me", "s");
        let client =
            client_with(&attacker.url, |builder| builder.credential("oauth", credential).retry(Retry::default()));
        let error = bounded(client.request(&SECURED).send::<Empty, Empty>()).await.unwrap_err();
        assert_eq!((error.kind(), attacker.connections()), (ErrorKind::InvalidRequest, 1), "{error}");
    }
}

#[tokio::test]
async fn pages_that_never_end_are_an_error() {
    let attacker = Attacker::new(|stream, line| {
        let next = if line.contains("after=a") { "b" } else { "a" };
        stream.write_all(&response("200 OK", "", &format!(r#"{{"data":[1],"next":"{next}"}}"#)))
    });
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    bounded(request.items::<i64, Json<Value>>(&TOKEN).all()).await.unwrap_err();
    assert_eq!(attacker.connections(), 3);

    let attacker = Attacker::new(|stream, line| {
        let number = line.split("after=").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap_or(0);
        stream.write_all(&response("200 OK", "", &format!(r#"{{"data":[],"next":"{}"}}"#, number + 1)))
    });
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    bounded(request.items::<i64, Json<Value>>(&TOKEN).all()).await.unwrap_err();
    assert_eq!(attacker.connections(), 101);
}

#[tokio::test]
async fn links_to_other_servers_are_not_followed() {
    let other = Attacker::writing(response("200 OK", "", "[2]"));
    let host = other.url.trim_start_matches("http:").to_owned();
    for target in [other.url.clone(), host, "https://127.0.0.1/x".to_owned(), "ftp://127.0.0.1/x".to_owned()] {
        let attacker = Attacker::writing(response("200 OK", &format!("Link: <{target}>; rel=next\r\n"), "[1]"));
        let request = client_with(&attacker.url, |builder| builder).request(&GET);
        let error = bounded(request.items::<i64, Json<Value>>(&LINK).all()).await.unwrap_err();
        assert_eq!((error.kind(), attacker.connections()), (ErrorKind::InvalidRequest, 1), "{error}");
    }
    static AT: Polling = Polling::until(&GET, "/state", &["DONE"]).every(0).url_header("Location");
    let attacker = Attacker::writing(response("202 Accepted", &format!("Location: {}/x\r\n", other.url), "{}"));
    let wait = client_with(&attacker.url, |builder| builder).request(&GET);
    bounded(wait.wait::<Json<Value>, Empty, Empty>(&AT).into_future()).await.unwrap_err();
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_long_wait_is_refused_rather_than_waited_for() {
    for after in
        ["86400", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 99999 23:59:59 GMT"]
    {
        let attacker = Attacker::writing(response("503 Busy", &format!("Retry-After: {after}\r\n"), ""));
        let error = call_with(&attacker, |builder| builder.retry(Retry::default())).await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), attacker.connections()), (503, 1), "{after}");
    }
    let attacker = Attacker::writing(response("503 Busy", "Retry-After: 0\r\n", ""));
    let retry = Retry::default().waits(Duration::ZERO, Duration::ZERO);
    call_with(&attacker, |builder| builder.retry(retry)).await.unwrap_err();
    assert_eq!(attacker.connections(), 3);
}
