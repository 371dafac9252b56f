//! OAuth 2 tokens: how they are requested, cached and renewed, and the errors of token endpoints.

#![allow(clippy::unwrap_used, reason = "tests")]

mod realm;
mod script;

use std::error::Error as _;
use std::time::Duration;

use specwright_runtime::auth::{Bearer, OAuth2, TokenError};
use specwright_runtime::description::{Api, Operation, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::{Client, ErrorKind, Retry};
use tokio::time::advance;

use crate::realm::{API, GET, POST, Realm, call, call_concurrently};
use crate::script::{operation, scheme};

#[tokio::test(start_paused = true)]
async fn client_credentials_are_exchanged_for_a_token() {
    let check = async |credential: OAuth2, expected: &str| {
        let realm = Realm::issuing(3600);
        call(&realm.client(credential), &GET).await.unwrap();
        assert_eq!(realm.token_requests(), [expected]);
        assert_eq!(realm.tokens(), ["t0"]);
        let received = realm.received.lock().unwrap();
        assert_eq!(received[0].headers["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(received[0].headers["accept"], "application/json");
    };
    let own = || OAuth2::client_credentials("me", "s:c&r");
    // "me:s%3Ac%26r"
    let basic = "POST https://id.example.com/token Basic bWU6cyUzQWMlMjZy";
    check(own(), &format!("{basic} grant_type=client_credentials")).await;
    let scoped = own().scopes(["read:jobs", "write:jobs"]).parameter("audience", "https://a.b");
    let expected = "grant_type=client_credentials&scope=read%3Ajobs%20write%3Ajobs&audience=https%3A%2F%2Fa.b";
    check(scoped, &format!("{basic} {expected}")).await;
    let expected =
        "POST https://id.example.com/other - grant_type=client_credentials&client_id=me&client_secret=s%3Ac%26r";
    check(own().secret_in_body().token_url("https://id.example.com/other"), expected).await;
}

#[tokio::test(start_paused = true)]
async fn refresh_tokens_rotate() {
    let realm = Realm::new(|asked, request| match request.url.host_str() {
        Some("id.example.com") => {
            (200, format!(r#"{{"access_token":"t{asked}","expires_in":"100","refresh_token":"r{asked}"}}"#))
        }
        _ => (200, String::new()),
    });
    let client = realm.client(OAuth2::refresh_token("desktop", "first"));
    for _ in 0..3 {
        call(&client, &GET).await.unwrap();
        advance(Duration::from_secs(95)).await;
    }
    let ask = |token: &str| {
        format!(
            "POST https://id.example.com/refresh - grant_type=refresh_token&refresh_token={token}&client_id=desktop"
        )
    };
    assert_eq!(realm.token_requests(), [ask("first"), ask("r0"), ask("r1")]);

    let realm = Realm::issuing(100);
    call(&realm.client(OAuth2::refresh_token("web", "first").client_secret("s")), &GET).await.unwrap();
    let expected = "POST https://id.example.com/refresh Basic d2ViOnM= grant_type=refresh_token&refresh_token=first";
    assert_eq!(realm.token_requests(), [expected]);
}

#[tokio::test(start_paused = true)]
async fn tokens_are_cached_and_renewed_before_expiry() {
    let realm = Realm::issuing(3600);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    call(&client, &GET).await.unwrap();
    advance(Duration::from_secs(3530)).await;
    call(&client.clone(), &POST).await.unwrap();
    assert_eq!(realm.tokens(), ["t0", "t0"]);
    advance(Duration::from_secs(20)).await;
    call(&client, &GET).await.unwrap();
    assert_eq!(realm.tokens(), ["t0", "t0", "t1"], "50 seconds before expiry");
}

#[tokio::test(start_paused = true)]
async fn passwords_are_exchanged_for_a_token() {
    static FAST: Api = Api {
        schemes: &[
            scheme("login", SchemeKind::OAuth2 { token_url: Some("token"), refresh_url: None }),
            scheme("rooted", SchemeKind::OAuth2 { token_url: Some("/login/access-token"), refresh_url: None }),
        ],
        ..script::API
    };
    static LOGIN: Operation = Operation { security: &[&["login"]], ..operation("GET", None) };
    static ROOTED: Operation = Operation { security: &[&["rooted"]], ..operation("GET", None) };
    let check = async |scheme, operation, credential: OAuth2, expected: &str| {
        let realm = Realm::issuing(100);
        let builder = Client::builder(&FAST).endpoint("https://id.example.com/api/v1").transport(realm.clone());
        call(&builder.credential(scheme, credential).build().unwrap(), operation).await.unwrap();
        let requests = realm.token_requests();
        assert_eq!(requests[0], expected);
        assert!(requests[1].starts_with("GET https://id.example.com/api/v1/x Bearer t"), "{requests:?}");
    };
    let own = || OAuth2::password("rosa", "a&b");
    let form = "grant_type=password&username=rosa&password=a%26b";
    let url = "POST https://id.example.com/api/v1/token";
    check("login", &LOGIN, own(), &format!("{url} - {form}")).await;
    check("login", &LOGIN, own().scopes(["me", "items"]), &format!("{url} - {form}&scope=me%20items")).await;
    check("login", &LOGIN, own().client_id("app"), &format!("{url} - {form}&client_id=app")).await;
    let basic = "Basic YXBwOnM=";
    check("login", &LOGIN, own().client_id("app").client_secret("s"), &format!("{url} {basic} {form}")).await;
    let rooted = format!("POST https://id.example.com/login/access-token - {form}");
    check("rooted", &ROOTED, own(), &rooted).await;
    let shown = format!("{:?}", OAuth2::password("rosa", "hunter2"));
    assert!(shown.contains("rosa") && !shown.contains("hunter2"), "{shown}");
}

/// A realm that accepts only the tokens from `first` on.
fn strict(first: usize) -> Realm {
    Realm::new(move |asked, request| match request.url.host_str() {
        Some("id.example.com") => (200, format!(r#"{{"access_token":"t{asked}","expires_in":3600}}"#)),
        _ => {
            let token = request.headers["authorization"].to_str().unwrap().strip_prefix("Bearer t").unwrap().to_owned();
            if token.parse::<usize>().unwrap() >= first { (200, String::new()) } else { (401, String::new()) }
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_renewed_once() {
    let realm = strict(1);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    call(&client, &POST).await.unwrap();
    call(&client, &POST).await.unwrap();
    assert_eq!(realm.tokens(), ["t0", "t1", "t1"]);

    let realm = strict(100);
    let error = call(&realm.client(OAuth2::client_credentials("me", "s")), &GET).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (401, 2));
    assert_eq!(realm.tokens(), ["t0", "t1"]);

    // A service that rejects every token causes no storm of token requests.
    let realm = strict(100);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    for _ in 0..10 {
        assert_eq!(call(&client, &GET).await.unwrap_err().status().unwrap().as_u16(), 401);
    }
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (2, 11));
    // Later it is renewed again, in case that helps.
    advance(Duration::from_secs(30)).await;
    call(&client, &GET).await.unwrap_err();
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (3, 13));

    let realm = strict(1);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    let once = client.request(&GET).retry(Retry::none()).send::<Empty, Empty>().await;
    assert_eq!(once.unwrap_err().attempts(), 1);
    call(&client, &GET).await.unwrap();
    assert_eq!(realm.tokens(), ["t0", "t1"]);
}

#[tokio::test(start_paused = true)]
async fn concurrent_rejections_renew_the_token_once() {
    let realm = strict(1);
    let client = realm.client(OAuth2::client_credentials("me", "s"));
    call_concurrently(&client, 20).await;
    assert_eq!((realm.token_requests().len(), realm.tokens().len()), (2, 40));
}

#[tokio::test(start_paused = true)]
async fn token_endpoint_errors_are_reported() {
    let check = async |status: u16, body: &str, expected: &str| {
        let body = body.to_owned();
        let realm = Realm::new(move |_, _| (status, body.clone()));
        let error = call(&realm.client(OAuth2::client_credentials("me", "hunter2")), &GET).await.unwrap_err();
        assert_eq!((error.kind(), realm.tokens().len()), (ErrorKind::InvalidRequest, 0));
        let expected = format!("Op: invalid request: the credential set by `oauth` cannot be used: {expected}");
        assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), expected);
        assert!(!format!("{error:?}").contains("hunter2"));
        (error, realm.token_requests().len())
    };
    let refused = r#"{"error":"invalid_client","error_description":"Who are you?"}"#;
    let expected = "the token endpoint responded with 401 Unauthorized: invalid_client: Who are you?";
    let (error, asked) = check(401, refused, expected).await;
    let source = error.source().and_then(|source| source.downcast_ref::<TokenError>()).unwrap();
    assert_eq!((source.error(), source.description()), (Some("invalid_client"), Some("Who are you?")));
    assert_eq!((source.status().as_u16(), asked), (401, 1));
    // Transient failures are retried.
    let (_, asked) = check(503, "<html>", "the token endpoint responded with 503 Service Unavailable").await;
    assert_eq!(asked, 3);
    let (_, asked) = check(0, "", "the token endpoint did not respond: cut off").await;
    assert_eq!(asked, 3);
    check(200, "{}", "the token endpoint responded without an `access_token`").await;
    let mac = r#"{"access_token":"t","token_type":"mac"}"#;
    check(200, mac, "the token endpoint returned a token of type `mac`, not a bearer token").await;
    let broken = "the token endpoint returned a token with a character that is not allowed in a header";
    check(200, r#"{"access_token":"a\nb"}"#, broken).await;
}

#[tokio::test(start_paused = true)]
async fn the_token_endpoint_is_discovered() {
    static OIDC: Operation = Operation { security: &[&["oidc"]], ..operation("GET", None) };
    let named = |endpoint: &'static str| {
        Realm::new(move |asked, request| match request.url.path() {
            "/.well-known/openid-configuration" => (200, format!(r#"{{"token_endpoint":"{endpoint}"}}"#)),
            "/token" => (200, format!(r#"{{"access_token":"t{asked}","expires_in":100}}"#)),
            _ => (200, String::new()),
        })
    };
    let client = |realm: &Realm, credential: OAuth2| {
        let builder = Client::builder(&API).endpoint("https://api.example.com").transport(realm.clone());
        builder.credential("oidc", credential).build().unwrap()
    };
    let realm = named("https://id.example.com/token");
    let own = client(&realm, OAuth2::client_credentials("me", "s"));
    for _ in 0..2 {
        call(&own, &OIDC).await.unwrap();
        advance(Duration::from_secs(95)).await;
    }
    // The discovery document is fetched once.
    let document = "GET https://id.example.com/.well-known/openid-configuration - ";
    let token = "POST https://id.example.com/token Basic bWU6cw== grant_type=client_credentials";
    assert_eq!(realm.token_requests(), [document, token, token]);
    assert_eq!(realm.tokens(), ["t1", "t2"]);

    let realm = named("http://id.example.com/token");
    let error = call(&client(&realm, OAuth2::client_credentials("me", "s")), &OIDC).await.unwrap_err();
    assert!(
        error
            .to_string()
            .rsplit_once(" (")
            .map_or("", |(cause, _)| cause)
            .ends_with("declares a token endpoint without TLS"),
        "{error}"
    );
    assert_eq!(realm.token_requests().len(), 1, "the secret is not sent");

    let realm = named("https://id.example.com/token");
    call(&client(&realm, OAuth2::from("given")), &OIDC).await.unwrap();
    assert_eq!((realm.token_requests().len(), realm.tokens()), (0, vec!["given".to_owned()]));
}

#[test]
fn build_rejects_unusable_oauth2_settings() {
    let problems = |scheme: &'static str, credential: OAuth2| {
        let builder = Client::builder(&API).endpoint("https://api.example.com").credential(scheme, credential);
        builder.build().map(|_| ()).map_err(|error| error.problems().collect::<Vec<_>>().join(" "))
    };
    let own = || OAuth2::client_credentials("me", "s");
    assert_eq!(
        problems("bare", own()).unwrap_err(),
        "The credential set by `bare` needs a token URL, which the document does not declare: call `token_url`."
    );
    assert!(problems("bare", own().token_url("https://id.example.com")).is_ok());
    assert!(problems("bare", OAuth2::from("t")).is_ok());
    assert!(problems("oauth", own().token_url("id.example.com")).unwrap_err().contains("is not a URL"));
    assert!(problems("mtls", own()).unwrap_err().contains("which the scheme `mtls` does not accept"));
    let bearer = Client::builder(&API).endpoint("https://e.org").credential("oauth", Bearer::new("t"));
    assert!(bearer.build().is_ok());
    let shown = format!("{:?}", own().client_secret("hunter2").parameter("password", "hunter3"));
    assert!(!shown.contains("hunter") && shown.contains("password"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn environment_variables_hold_a_secret_or_a_token() {
    static ENV: Operation = Operation { security: &[&["env"]], ..operation("GET", None) };
    let check = async |variables: &[(&str, &str)], expected: &str| {
        let realm = Realm::issuing(100);
        let builder = Client::builder(&API).endpoint("https://api.example.com").transport(realm.clone());
        let held = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
        call(&builder.from_variables(held).build().unwrap(), &ENV).await.unwrap();
        assert_eq!(realm.tokens(), [expected]);
    };
    check(&[("ID", "me"), ("SECRET", "s")], "t0").await;
    check(&[("TOKEN", "given")], "given").await;
}

#[test]
fn mutual_tls_needs_a_custom_http_client() {
    use specwright_runtime::auth::MutualTls;

    let builder = || Client::builder(&API).endpoint("https://e.org").credential("mtls", MutualTls);
    let problem = builder().build().unwrap_err().to_string();
    assert!(problem.contains("call `http_client` with a client that has one"), "{problem}");
    assert!(builder().http_client(specwright_runtime::http_client_builder().build().unwrap()).build().is_ok());
}
