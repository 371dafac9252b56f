//! Settings from environment variables: which names are read, and which take precedence.

use std::process::Command;

use huaweicloud_cdm::{BuildError, Client, ClientBuilder};

use crate::clients::{ACCESS_KEY, SECRET_KEY, TOKEN, key, start};
use crate::page::{PROJECT_ID, REQUEST_LINE, RESPONSE};
use crate::server::{Received, Server};
use crate::verifier::Verifier;

type Variables<'a> = &'a [(&'a str, &'a str)];

const PROJECT: (&str, &str) = ("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT_ID);
const SDK_AK: &str = "HUAWEICLOUD_SDK_AK";
const SDK_SK: &str = "HUAWEICLOUD_SDK_SK";

/// The builder, in an environment with only these variables.
fn with(builder: ClientBuilder, variables: Variables) -> ClientBuilder {
    let variable =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    builder.configure(|builder| builder.from_variables(variable))
}

/// The request of the manual's example call, in an environment with these variables and the server's address.
async fn sent(builder: ClientBuilder, variables: Variables<'_>) -> Received {
    let server = Server::json(RESPONSE);
    let mut all = vec![("HUAWEICLOUD_CDM_ENDPOINT", server.url.as_str()), PROJECT];
    all.extend_from_slice(variables);
    let client = with(builder, &all).build().expect("the client is complete");
    start(&client).send().await.expect("the response is the page's");
    server.only()
}

fn error(variables: Variables) -> BuildError {
    let builder = Client::builder().region("cn-north-4");
    with(builder, variables).build().expect_err("something is missing")
}

/// The access key that a request is signed with.
fn signer(request: &Received) -> Option<&str> {
    request.header("authorization")?.strip_prefix("SDK-HMAC-SHA256 Access=")?.split(',').next()
}

#[tokio::test]
async fn keys_are_read_under_the_names_of_the_sdk_and_of_the_samples() {
    let check = async |variables: Variables, expected: &str| {
        let request = sent(Client::builder(), variables).await;
        assert_eq!(request.line, REQUEST_LINE);
        assert_eq!(signer(&request), Some(expected), "{variables:?}");
        assert_eq!(Verifier::new(expected, SECRET_KEY).verify(&request), Ok(()), "{variables:?}");
        request
    };
    check(&[(SDK_AK, "sdk"), (SDK_SK, SECRET_KEY)], "sdk").await;
    check(&[("CLOUD_SDK_AK", "sample"), ("CLOUD_SDK_SK", SECRET_KEY)], "sample").await;
    let both = [("CLOUD_SDK_AK", "sample"), ("CLOUD_SDK_SK", "x"), (SDK_AK, "sdk"), (SDK_SK, SECRET_KEY)];
    check(&both, "sdk").await;
    let empty = [("CLOUD_SDK_AK", "sample"), ("CLOUD_SDK_SK", SECRET_KEY), (SDK_AK, ""), (SDK_SK, "")];
    check(&empty, "sample").await;
    let token = ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "sts");
    let request = check(&[(SDK_AK, "sdk"), (SDK_SK, SECRET_KEY), token], "sdk").await;
    assert_eq!(request.header("x-security-token"), Some("sts"));
    let request = check(&[("CLOUD_SDK_AK", "sample"), ("CLOUD_SDK_SK", SECRET_KEY), token], "sample").await;
    assert_eq!(request.header("x-security-token"), None, "the token belongs to the SDK's key");
}

#[tokio::test]
async fn a_token_takes_precedence_over_a_key_and_the_program_over_both() {
    let token = ("HUAWEICLOUD_CDM_TOKEN", TOKEN);
    let keys = [(SDK_AK, "sdk"), (SDK_SK, "sk"), token];
    let request = sent(Client::builder(), &keys).await;
    assert_eq!((request.header("x-auth-token"), signer(&request)), (Some(TOKEN), None));
    let request = sent(Client::builder().ak_sk(key()), &keys).await;
    assert_eq!((request.header("x-auth-token"), signer(&request)), (None, Some(ACCESS_KEY)));
    let request = sent(Client::builder().token("own"), &keys).await;
    assert_eq!((request.header("x-auth-token"), signer(&request)), (Some("own"), None));
    let request = sent(Client::builder().project_id("own"), &[token]).await;
    assert_eq!(request.line, REQUEST_LINE.replace(PROJECT_ID, "own"));
}

#[test]
fn half_a_key_is_reported() {
    let check = |variables: Variables, expected: &str| {
        let problems: Vec<String> = error(variables).problems().map(str::to_owned).collect();
        assert_eq!(problems, [expected], "{variables:?}");
    };
    let sentence = |present: &str, missing: &str| {
        format!("{present} is set in the environment, but {missing} is not: set both, or neither.")
    };
    check(&[(SDK_AK, "a")], &sentence(SDK_AK, SDK_SK));
    check(&[(SDK_SK, "s")], &sentence(SDK_SK, SDK_AK));
    check(&[(SDK_AK, "a"), (SDK_SK, "")], &sentence(SDK_AK, SDK_SK));
    check(&[("CLOUD_SDK_AK", "a")], &sentence("CLOUD_SDK_AK", "CLOUD_SDK_SK"));
    let token = [("HUAWEICLOUD_CDM_TOKEN", "a\nb")];
    let message = error(&token).to_string();
    assert!(message.contains("`token` contains a character") && !message.contains("a\nb"), "{message}");
}

#[test]
fn a_region_from_the_environment_is_validated_too() {
    let with_region = |region: &str| with(Client::builder(), &[("HUAWEICLOUD_CDM_REGION", region)]).build();
    assert!(with_region("eu-west-101").is_ok());
    let message = with_region("<YOUR REGION>").expect_err("no such region").to_string();
    assert!(message.contains("The region `<YOUR REGION>` is unknown"), "{message}");
    let message = with(Client::builder(), &[]).build().expect_err("no region").to_string();
    assert!(message.contains("No region is set"), "{message}");
}

#[test]
fn an_endpoint_or_region_set_by_the_program_is_not_replaced() {
    let base = |builder: ClientBuilder, variables: Variables| {
        let client = format!("{:?}", with(builder, variables).build().expect("the client is complete"));
        client.split("base: \"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    let endpoint = ("HUAWEICLOUD_CDM_ENDPOINT", "https://elsewhere.example.com");
    let region = ("HUAWEICLOUD_CDM_REGION", "tr-west-1");
    let check = |builder: ClientBuilder, variables: Variables, expected: &str| {
        assert_eq!(base(builder, variables).as_deref(), Some(expected));
    };
    let here = "https://here.example.com";
    check(Client::builder(), &[endpoint, region], "https://elsewhere.example.com");
    check(Client::builder(), &[region], "https://cdm.tr-west-1.myhuaweicloud.com");
    check(Client::builder().endpoint(here), &[endpoint, region], here);
    check(Client::builder().region("ae-ad-1"), &[endpoint, region], "https://cdm.ae-ad-1.myhuaweicloud.com");
}

/// The variable that marks a process as the child of the test below.
const CHILD: &str = "SPECWRIGHT_WIRE_CHILD";

/// A variable of a running process cannot be set safely, so this test runs itself in another process.
#[tokio::test]
async fn the_process_s_own_environment_is_read() {
    if std::env::var_os(CHILD).is_some() {
        start(&Client::from_env().unwrap()).send().await.unwrap();
        return;
    }
    let server = Server::json(RESPONSE);
    let run = |variables: Variables| {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "environment::the_process_s_own_environment_is_read", "--nocapture"]);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if ["HUAWEICLOUD_", "CLOUD_SDK_"].iter().any(|prefix| name.starts_with(prefix)) {
                child.env_remove(&*name);
            }
        }
        let output = child.envs(variables.iter().copied()).env(CHILD, "1").output().unwrap();
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.success(), text)
    };
    let place = ("HUAWEICLOUD_CDM_ENDPOINT", server.url.as_str());
    let (done, text) = run(&[place, PROJECT, ("CLOUD_SDK_AK", ACCESS_KEY), ("CLOUD_SDK_SK", SECRET_KEY)]);
    assert!(done && text.contains("1 passed"), "{text}");
    let request = server.only();
    assert_eq!(request.line, REQUEST_LINE);
    assert_eq!(Verifier::new(ACCESS_KEY, SECRET_KEY).verify(&request), Ok(()));

    let (done, text) = run(&[place, PROJECT, ("CLOUD_SDK_AK", ACCESS_KEY)]);
    assert!(!done && text.contains("CLOUD_SDK_SK"), "{text}");
    assert_eq!(server.received().len(), 1);
}
