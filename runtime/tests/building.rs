//! Building clients from settings in code and from environment variables, and the errors of builders.

#![allow(clippy::unwrap_used, reason = "tests")]

mod client;
mod service;

use std::time::Duration;

use specwright_runtime::reqwest;

use crate::client::{Client, ClientBuilder};
use crate::service::Service;

const HOW: &str = "choose one of `cn-north-4`, `cn-north-1`, `eu-west-101`, or call `endpoint` with another URL.";

#[test]
fn build_errors_name_the_problem_and_the_fix() {
    let check = |builder: ClientBuilder, expected: &str| {
        let error = builder.build().unwrap_err();
        assert_eq!(error.to_string(), format!("A client for huaweicloud-cdm cannot be built. {expected}"));
    };
    check(
        Client::builder(),
        "No region is set: call `region` with one of `cn-north-4`, `cn-north-1`, `eu-west-101`, or `endpoint` with another URL.",
    );
    check(Client::builder().region("mars-1"), &format!("The region `mars-1` is unknown: {HOW}"));
    check(Client::builder().region("<YOUR REGION>"), &format!("The region `<YOUR REGION>` is unknown: {HOW}"));
    check(Client::builder().region(""), &format!("The region `` is unknown: {HOW}"));
    check(
        Client::builder().endpoint("ftp://e.org"),
        "The endpoint `ftp://e.org` cannot be used: its scheme is ftp, not http or https.",
    );
    check(
        Client::builder().endpoint("e.org?a=b"),
        "The endpoint `e.org?a=b` cannot be used: it has a query or a fragment.",
    );
    let valid = || Client::builder().region("cn-north-4");
    check(valid().project_id(""), "The value of `project_id` is empty.");
    check(valid().token(""), "The credential set by `token` is empty.");
    check(
        valid().token("a\nb"),
        "The credential set by `token` contains a character that is not allowed in a header, such as a line break.",
    );
    check(valid().configure(|b| b.param("planet", "mars")), "There is no parameter `planet`.");
    check(
        valid().http_client(reqwest_client()).read_timeout(Duration::from_secs(1)),
        "`connect_timeout` and `read_timeout` have no effect on a custom HTTP client: set them on that client.",
    );
    check(
        Client::builder().region("x").project_id("").token(""),
        &format!(
            "The region `x` is unknown: {HOW} The value of `project_id` is empty. The credential set by \
             `token` is empty."
        ),
    );
    assert_eq!(Client::builder().region("x").project_id("").build().unwrap_err().problems().count(), 2);
}

/// The base URL of the client built from these settings and variables, read from its `Debug` output.
fn base(builder: ClientBuilder, variables: &[(&str, &str)]) -> String {
    let shown = format!("{:?}", builder.variables(variables).build().unwrap());
    let (_, rest) = shown.split_once("base: \"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[test]
fn builder_settings_override_environment_variables() {
    let check = |builder: ClientBuilder, variables: &[(&str, &str)], expected: &str| {
        assert_eq!(base(builder, variables), expected);
    };
    let (region, endpoint) =
        (("HUAWEICLOUD_CDM_REGION", "cn-north-1"), ("HUAWEICLOUD_CDM_ENDPOINT", "http://e.org/p/"));
    check(Client::builder().region("cn-north-4"), &[], "https://cdm.cn-north-4.myhuaweicloud.com");
    check(Client::builder().region("eu-west-101"), &[], "https://cdm.eu-west-101.myhuaweicloud.eu");
    check(Client::builder().endpoint("e.org"), &[], "https://e.org");
    check(Client::builder().region("mars-1").endpoint("e.org"), &[], "https://e.org");
    check(Client::builder(), &[region], "https://cdm.cn-north-1.myhuaweicloud.com");
    check(Client::builder(), &[region, endpoint], "http://e.org/p");
    check(Client::builder().region("cn-north-4"), &[region], "https://cdm.cn-north-4.myhuaweicloud.com");
    check(Client::builder().region("cn-north-4"), &[endpoint], "https://cdm.cn-north-4.myhuaweicloud.com");
    check(Client::builder().endpoint("a.org"), &[region, endpoint], "https://a.org");
    check(Client::builder(), &[region, ("HUAWEICLOUD_CDM_ENDPOINT", "")], "https://cdm.cn-north-1.myhuaweicloud.com");
}

#[tokio::test]
async fn parameters_and_tokens_are_read_from_the_environment() {
    let variables = [("HUAWEICLOUD_SDK_PROJECT_ID", "env-p"), ("HUAWEICLOUD_CDM_TOKEN", "env-t")];
    let check = async |builder: fn(ClientBuilder) -> ClientBuilder, project_id: &str, token: &str| {
        let service = Service::responding("200 OK", "", "{}");
        let builder = builder(Client::builder().endpoint(&service.url).variables(&variables));
        builder.build().unwrap().start_job("c", "j").send().await.unwrap();
        let request = service.request();
        assert_eq!(request.line(), format!("PUT /v1.1/{project_id}/clusters/c/cdm/job/j/start HTTP/1.1"));
        assert_eq!(request.header("x-auth-token"), Some(token));
    };
    check(|builder| builder, "env-p", "env-t").await;
    check(|builder| builder.project_id("own-p"), "own-p", "env-t").await;
    check(|builder| builder.token("own-t"), "env-p", "own-t").await;
}

#[cfg(feature = "sdk-hmac-sha256")]
#[tokio::test]
async fn access_keys_are_read_from_the_environment() {
    use specwright_runtime::auth::AccessKey;

    let send = async |variables: &[(&str, &str)], change: fn(ClientBuilder) -> ClientBuilder| {
        let service = Service::responding("200 OK", "", "{}");
        let builder = Client::builder().endpoint(&service.url).project_id("p").variables(variables);
        change(builder).build().map_err(|error| error.to_string())?.start_job("c", "j").send().await.unwrap();
        let request = service.request();
        let access = request.header("authorization").map(|value| value.split(',').next().unwrap().to_owned());
        let token = request.header("x-security-token").map(str::to_owned);
        assert_eq!(request.header("x-project-id").is_some(), access.is_some());
        Ok::<_, String>((access, token))
    };
    let access = |key: &str| Some(format!("SDK-HMAC-SHA256 Access={key}"));
    let (ak, sk) = (("HUAWEICLOUD_SDK_AK", "A1"), ("HUAWEICLOUD_SDK_SK", "S1"));
    let token = ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "T1");
    let (seed_ak, seed_sk) = (("CLOUD_SDK_AK", "A2"), ("CLOUD_SDK_SK", "S2"));
    assert_eq!(send(&[ak, sk], |b| b).await, Ok((access("A1"), None)));
    assert_eq!(send(&[ak, sk, token], |b| b).await, Ok((access("A1"), Some("T1".into()))));
    assert_eq!(send(&[seed_ak, seed_sk], |b| b).await, Ok((access("A2"), None)));
    assert_eq!(send(&[seed_ak, seed_sk, token], |b| b).await, Ok((access("A2"), None)));
    assert_eq!(send(&[ak, sk, seed_ak, seed_sk], |b| b).await, Ok((access("A1"), None)));
    assert_eq!(send(&[ak, sk], |b| b.ak_sk(AccessKey::new("A3", "S3"))).await, Ok((access("A3"), None)));
    // A credential set in code wins over one from the environment, although the document lists the token first.
    let stray = ("HUAWEICLOUD_CDM_TOKEN", "t");
    assert_eq!(send(&[stray], |b| b.ak_sk(AccessKey::new("A3", "S3"))).await, Ok((access("A3"), None)));
    assert_eq!(send(&[stray, ak, sk], |b| b).await, Ok((None, None)));

    let half = async |variables: &[(&str, &str)], expected: &str| {
        let error = send(variables, |b| b).await.unwrap_err();
        assert!(error.ends_with(expected), "{error}");
    };
    let expected = "HUAWEICLOUD_SDK_AK is set in the environment, but HUAWEICLOUD_SDK_SK is not: set both, or neither.";
    half(&[ak], expected).await;
    half(&[ak, ("HUAWEICLOUD_SDK_SK", ""), seed_ak, seed_sk], expected).await;
    half(&[seed_sk], "CLOUD_SDK_SK is set in the environment, but CLOUD_SDK_AK is not: set both, or neither.").await;
}

#[test]
fn debug_output_contains_no_secrets() {
    let variables = [("HUAWEICLOUD_SDK_AK", "env-a"), ("HUAWEICLOUD_SDK_SK", "env-secret")];
    let builder = Client::builder().endpoint("e.org").project_id("p").token("own-secret").variables(&variables);
    let check = |shown: String| assert!(!shown.contains("secret"), "{shown}");
    check(format!("{builder:?}"));
    check(format!("{builder:#?}"));
    let client = if cfg!(feature = "sdk-hmac-sha256") { builder } else { Client::builder().endpoint("e.org") }.build();
    let client = client.unwrap();
    check(format!("{client:?}"));
    let request = client.start_job("c", "j").configure(|request| request.header("A", "secret").query("b", "secret"));
    check(format!("{request:?}"));
    check(format!("{:?}", request.send()));
}

#[tokio::test]
async fn a_custom_http_client_is_used() {
    let service = Service::responding("200 OK", "", "{}");
    let client = Client::builder().endpoint(&service.url).project_id("p").token("t").http_client(reqwest_client());
    let client = client.configure(|builder| builder.user_agent("mine/1")).build().unwrap();
    client.start_job("c", "j").send().await.unwrap();
    assert_eq!(service.request().header("user-agent"), Some("mine/1"));
}

/// A client that follows no redirects. TLS is configured by hand, since the process has no default crypto provider.
fn reqwest_client() -> reqwest::Client {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    #[cfg(feature = "rustls")]
    let builder = {
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
        builder.tls_backend_preconfigured(tls)
    };
    builder.build().unwrap()
}
