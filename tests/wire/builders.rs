//! Building clients: regions, endpoints, credentials, and the errors for invalid ones.

use huaweicloud_cdm::{AccessKey, Client, ClientBuilder, Region};

use crate::capture::Capture;
use crate::clients::{ACCESS_KEY, SECRET_KEY, TOKEN, start, with_token};
use crate::page::{PROJECT_ID, REQUEST_LINE, RESPONSE};
use crate::server::Server;

const REGIONS: [&str; 21] = [
    "cn-north-4",
    "cn-north-1",
    "cn-north-2",
    "cn-north-9",
    "cn-east-2",
    "cn-east-3",
    "cn-south-1",
    "cn-south-2",
    "cn-southwest-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "sa-brazil-1",
    "af-south-1",
    "la-south-2",
    "la-north-2",
    "na-mexico-1",
    "tr-west-1",
    "ae-ad-1",
    "eu-west-101",
];

/// The URL of the manual's example call, without its path.
async fn base(builder: ClientBuilder) -> String {
    let capture = Capture::default();
    let transport = capture.clone();
    let builder = builder.project_id(PROJECT_ID).token(TOKEN).configure(|builder| builder.transport(transport));
    start(&builder.build().expect("the client is complete")).send().await.expect("the transport responses");
    let path = REQUEST_LINE.split(' ').nth(1).expect("it has a target");
    let url = capture.urls().concat();
    url.strip_suffix(path).expect("the path is the page's").to_owned()
}

/// The problems that an invalid builder reports.
fn problems(builder: ClientBuilder) -> Vec<String> {
    builder.build().expect_err("no client can be built of this").problems().map(str::to_owned).collect()
}

#[tokio::test]
async fn every_region_has_its_address() {
    for region in REGIONS {
        let domain = if region == "eu-west-101" { "eu" } else { "com" };
        let expected = format!("https://cdm.{region}.myhuaweicloud.{domain}");
        assert_eq!(base(Client::builder().region(region)).await, expected);
    }
    let typed = base(Client::builder().region(Region::EuWest101)).await;
    assert_eq!(typed, "https://cdm.eu-west-101.myhuaweicloud.eu");
}

#[test]
fn an_unknown_region_is_reported_with_the_known_ones() {
    let known = REGIONS.map(|region| format!("`{region}`")).join(", ");
    for region in ["mars-1", "<YOUR REGION>", "", "CN-NORTH-4", " cn-north-4", "cn-north-4/../x", "a.evil.example#"] {
        let expected =
            format!("The region `{region}` is unknown: choose one of {known}, or call `endpoint` with another URL.");
        assert_eq!(problems(Client::builder().region(region)), [expected]);
    }
    let expected = format!("No region is set: call `region` with one of {known}, or `endpoint` with another URL.");
    assert_eq!(problems(Client::builder()), [expected]);
}

#[tokio::test]
async fn an_endpoint_is_used_unchanged_and_takes_precedence_over_the_region() {
    let check = async |endpoint: &str, expected: &str| {
        assert_eq!(base(Client::builder().endpoint(endpoint)).await, expected);
        assert_eq!(base(Client::builder().region("cn-north-4").endpoint(endpoint)).await, expected);
        assert_eq!(base(Client::builder().endpoint(endpoint).region("cn-north-4")).await, expected);
    };
    check("cdm.mars-1.example.com", "https://cdm.mars-1.example.com").await;
    check("cdm.mars-1.example.com:8443", "https://cdm.mars-1.example.com:8443").await;
    check("https://cdm.mars-1.example.com/", "https://cdm.mars-1.example.com").await;
    check("http://localhost:8080", "http://localhost:8080").await;
    check("https://example.com/proxy/cdm/", "https://example.com/proxy/cdm").await;
    check("https://[::1]:8443", "https://[::1]:8443").await;
}

#[tokio::test]
async fn a_prefix_comes_before_the_path() {
    let mut server = Server::json(RESPONSE);
    server.url.push_str("/proxy/cdm/");
    start(&with_token(&server)).send().await.unwrap();
    assert_eq!(server.only().line, REQUEST_LINE.replace("/v1.1", "/proxy/cdm/v1.1"));
}

#[test]
fn an_invalid_endpoint_is_reported() {
    let check = |endpoint: &str, expected: &str| {
        for builder in [Client::builder().endpoint(endpoint), with_service().iam_endpoint(endpoint)] {
            let problems = problems(builder);
            assert!(problems.len() == 1 && problems[0].contains(expected), "{endpoint}: {problems:?}");
        }
    };
    fn with_service() -> ClientBuilder {
        Client::builder().endpoint("https://cdm.example.com")
    }
    check("", "not a URL");
    check("https://", "not a URL");
    check("ftp://example.com", "its scheme is ftp");
    check("https://example.com/?a=1", "a query");
    check("https://example.com/#a", "a fragment");
    check("https://user:word@example.com", "a user name");
}

#[test]
fn all_problems_are_reported_together() {
    let builder = Client::builder().region("mars-1").project_id("").token("").ak_sk(AccessKey::new(ACCESS_KEY, ""));
    let message = builder.build().unwrap_err().to_string();
    assert!(message.starts_with("A client for huaweicloud-cdm cannot be built. "), "{message}");
    for part in [
        "The region `mars-1` is unknown",
        "The value of `project_id` is empty.",
        "The credential set by `token` is empty.",
        "The credential set by `ak_sk` has a secret key that is empty.",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
}

#[test]
fn credentials_that_cannot_be_sent_are_reported() {
    let with = || Client::builder().region("cn-north-4");
    let check = |builder: ClientBuilder, expected: &str| assert_eq!(problems(builder), [expected]);
    let line_break = "contains a character that is not allowed in a header, such as a line break";
    check(with().token("a\nb"), &format!("The credential set by `token` {line_break}."));
    let key = || AccessKey::new(ACCESS_KEY, SECRET_KEY);
    check(
        with().ak_sk(AccessKey::new("", SECRET_KEY)),
        "The credential set by `ak_sk` has an access key that is empty.",
    );
    check(
        with().ak_sk(AccessKey::new(ACCESS_KEY, "")),
        "The credential set by `ak_sk` has a secret key that is empty.",
    );
    check(with().ak_sk(key().security_token("")), "The credential set by `ak_sk` has a security token that is empty.");
    let broken = format!("The credential set by `ak_sk` has an access key that {line_break}.");
    check(with().ak_sk(AccessKey::new("a\r\nX-Injected: 1", SECRET_KEY)), &broken);
}
