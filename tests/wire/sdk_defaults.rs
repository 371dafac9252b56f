//! The sources of credentials of the official SDKs: the environment, the profile, the metadata of the server.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use huaweicloud_cdm::{Client, ClientBuilder, Error};
use specwright_runtime::jiff::Timestamp;

use crate::clients::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, TOKEN, key, start};
use crate::iam::{all, environment, later, with_projects};
use crate::page::{PROJECT_ID, REQUEST_LINE, RESPONSE};
use crate::server::{Received, Response, Server};
use crate::verifier::Verifier;

type Variables<'a> = &'a [(&'a str, &'a str)];

/// A home folder with this profile. It is removed when the value is dropped.
struct Home(PathBuf);

impl Home {
    fn new(name: &str, profile: &str) -> Self {
        let path = std::env::temp_dir().join(format!("specwright-wire-{}-{name}", std::process::id()));
        std::fs::create_dir_all(path.join(".huaweicloud")).expect("the folder can be made");
        let home = Self(path);
        std::fs::write(home.profile(), profile).expect("the file can be written");
        home
    }

    fn text(&self) -> &str {
        self.0.to_str().expect("the path is text")
    }

    fn profile(&self) -> String {
        format!("{}/.huaweicloud/credentials", self.text())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The access key that a request is signed with.
fn signer(request: &Received) -> Option<&str> {
    request.header("authorization")?.strip_prefix("SDK-HMAC-SHA256 Access=")?.split(',').next()
}

fn builder(service: &Server) -> ClientBuilder {
    Client::builder().endpoint(&service.url).region("cn-north-4")
}

/// The manual's example call by a client with these environment variables.
async fn sent(builder: ClientBuilder, service: &Server, variables: Variables<'_>) -> Received {
    let client = builder.sdk_defaults_from(environment(variables)).build().expect("the client is complete");
    start(&client).send().await.expect("the response is the page's");
    service.received().pop().expect("it was sent")
}

/// A metadata service whose keys expire after so many seconds: `first` for the first request, `second` for later ones.
fn metadata(seconds: u64, needs_token: bool) -> Server {
    let requested = AtomicUsize::new(0);
    Server::deciding(move |request| match request.line.as_str() {
        "PUT /meta-data/latest/api/token HTTP/1.1" if needs_token => {
            match request.header("x-metadata-token-ttl-seconds") {
                Some("21600") => Response::of(200, "text/plain", "meta-token"),
                _ => Response::of(400, "text/plain", "no"),
            }
        }
        "PUT /meta-data/latest/api/token HTTP/1.1" => Response::of(405, "text/plain", "no"),
        "GET /openstack/latest/securitykey HTTP/1.1"
            if request.header("x-metadata-token") == needs_token.then_some("meta-token") =>
        {
            let key = ["first", "second"][requested.fetch_add(1, Ordering::SeqCst).min(1)];
            let end = Timestamp::now() + Duration::from_secs(seconds);
            let body = format!(
                r#"{{"credential":{{"access":"{key}","secret":"{SECRET_KEY}","securitytoken":"{SECURITY_TOKEN}",
                "expires_at":"{end}"}}}}"#
            );
            Response::json(200, &body)
        }
        _ => Response::of(401, "text/plain", "no"),
    })
}

#[tokio::test]
async fn sources_have_a_precedence() {
    let (service, metadata) = (Server::json(RESPONSE), metadata(7_200, true));
    let home = Home::new("order", "[basic]\nak = profile\nsk = s\nproject_id = p\n");
    let project = ("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT_ID);
    let address = ("HUAWEICLOUD_METADATA_ENDPOINT", metadata.url.as_str());
    let (home, samples) = (("HOME", home.text()), [("CLOUD_SDK_AK", "samples"), ("CLOUD_SDK_SK", "s")]);
    let sdk = [("HUAWEICLOUD_SDK_AK", "sdk"), ("HUAWEICLOUD_SDK_SK", "s"), ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "t")];
    let mut variables = vec![project, address];
    let check = async |builder: ClientBuilder, variables: Variables<'_>, expected: Option<&str>| {
        let request = sent(builder, &service, variables).await;
        assert_eq!((request.line.as_str(), signer(&request)), (REQUEST_LINE, expected), "{variables:?}");
        request
    };
    check(builder(&service), &variables, Some("first")).await;
    assert_eq!(metadata.received().len(), 2);
    variables.push(home);
    check(builder(&service), &variables, Some("profile")).await;
    variables.extend(samples);
    check(builder(&service), &variables, Some("samples")).await;
    variables.extend(sdk);
    let request = check(builder(&service), &variables, Some("sdk")).await;
    assert_eq!(request.header("x-security-token"), Some("t"));
    check(builder(&service).ak_sk(key()), &variables, Some(ACCESS_KEY)).await;
    check(builder(&service).token("own"), &variables, None).await;
    variables.push(("HUAWEICLOUD_CDM_TOKEN", TOKEN));
    let request = check(builder(&service), &variables, None).await;
    assert_eq!(request.header("x-auth-token"), Some(TOKEN));
    assert_eq!(metadata.received().len(), 2, "it is the last source");
}

#[tokio::test]
async fn a_profile_has_keys_and_related_settings() {
    let (service, iam) = (Server::json(RESPONSE), with_projects(&[PROJECT_ID]));
    let text = format!("[basic]\nak = {ACCESS_KEY}\nsk = {SECRET_KEY}\nsecurity_token = {SECURITY_TOKEN}\n");
    let verifier = Verifier::new(ACCESS_KEY, SECRET_KEY);

    let home = Home::new("keys", &format!("{text}iam_endpoint = {}\n", iam.url));
    let elsewhere = ("HUAWEICLOUD_SDK_IAM_ENDPOINT", "http://127.0.0.1:1");
    let request = sent(builder(&service), &service, &[("HOME", home.text()), elsewhere]).await;
    assert_eq!((request.line.as_str(), request.header("x-security-token")), (REQUEST_LINE, Some(SECURITY_TOKEN)));
    assert_eq!((verifier.verify(&request), verifier.verify(&iam.only())), (Ok(()), Ok(())));

    let named = Home::new("named", &format!("{text}project_id = of-profile\n"));
    let profile = ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", &*named.profile());
    let request = sent(builder(&service), &service, &[("HOME", home.text()), profile]).await;
    assert_eq!(request.line, REQUEST_LINE.replace(PROJECT_ID, "of-profile"));
    assert_eq!((request.header("x-project-id"), verifier.verify(&request)), (Some("of-profile"), Ok(())));
    let request = sent(builder(&service).project_id("own"), &service, &[profile]).await;
    assert_eq!(request.line, REQUEST_LINE.replace(PROJECT_ID, "own"));
    assert_eq!(iam.received().len(), 1);
}

#[test]
fn problems_in_a_profile_are_reported_with_file_and_line() {
    let check = |name: &str, text: &str, expected: &str| {
        let home = Home::new(name, text);
        let builder = Client::builder().region("cn-north-4").sdk_defaults_from(environment(&[("HOME", home.text())]));
        let error = builder.build().unwrap_err();
        let problems: Vec<String> = error.problems().map(|problem| problem.replace(&home.profile(), "FILE")).collect();
        assert_eq!(problems, [expected]);
    };
    check("section", "[global]\nak = a\nsk = s\n", "The profile `FILE` has no section `[basic]`.");
    check("missing", "[basic]\nak = a\n", "The profile `FILE` has no key `sk` in its section `[basic]`.");
    check("value", "[basic]\nak = a\n\nsk =\n", "The profile `FILE`, line 4, has the key `sk` without a value.");
    let neither = "The profile `FILE`, line 2, is neither a section, nor a key with a value.";
    check("neither", "[basic]\nsecret-that-stands-alone\n", neither);

    let nowhere = [("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/nowhere/credentials")];
    let error = Client::builder().region("cn-north-4").sdk_defaults_from(environment(&nowhere)).build().unwrap_err();
    let expected =
        "The profile `/nowhere/credentials` does not exist, to which HUAWEICLOUD_SDK_CREDENTIALS_FILE points.";
    assert_eq!(error.problems().collect::<Vec<_>>(), [expected]);
}

#[tokio::test]
async fn metadata_gives_keys_with_a_token_and_in_the_old_way() {
    for needs_token in [true, false] {
        let (service, metadata) = (Server::json(RESPONSE), metadata(7_200, needs_token));
        let address = format!("{}/", metadata.url);
        let variables = [("HUAWEICLOUD_METADATA_ENDPOINT", &*address)];
        let client =
            builder(&service).project_id(PROJECT_ID).sdk_defaults_from(environment(&variables)).build().unwrap();
        assert!(metadata.received().is_empty(), "nothing is requested before a call");
        let outcomes = all((0..100).map(|_| start(&client).send())).await;
        assert!(outcomes.iter().all(Result::is_ok));
        let requested: Vec<String> = metadata.received().into_iter().map(|request| request.line).collect();
        let expected = ["PUT /meta-data/latest/api/token HTTP/1.1", "GET /openstack/latest/securitykey HTTP/1.1"];
        assert_eq!(requested, expected);
        for request in service.received() {
            assert_eq!(Verifier::new("first", SECRET_KEY).verify(&request), Ok(()));
            assert_eq!(request.header("x-security-token"), Some(SECURITY_TOKEN));
        }
        let shown = format!("{client:#?} {:#?}", client.as_ref());
        assert!(!shown.contains(SECRET_KEY) && !shown.contains(SECURITY_TOKEN), "{shown}");
    }
}

#[tokio::test]
async fn keys_of_metadata_are_renewed_when_less_than_forty_minutes_remain() {
    let (service, metadata) = (Server::json(RESPONSE), metadata(3_600, true));
    let variables = [("HUAWEICLOUD_METADATA_ENDPOINT", &*metadata.url)];
    let client = builder(&service).project_id(PROJECT_ID).sdk_defaults_from(environment(&variables)).build().unwrap();
    for seconds in [0, 19 * 60, 62] {
        later(seconds).await;
        start(&client).send().await.unwrap();
    }
    let received = service.received();
    let signers: Vec<_> = received.iter().map(signer).collect();
    assert_eq!(signers, [Some("first"), Some("first"), Some("second")]);
}

#[tokio::test]
async fn without_credentials_all_sources_are_listed() {
    let service = Server::json(RESPONSE);
    let check = async |metadata: Server, why: &str| {
        let variables = [("HOME", "/nowhere"), ("HUAWEICLOUD_METADATA_ENDPOINT", &*metadata.url)];
        let client =
            builder(&service).project_id(PROJECT_ID).sdk_defaults_from(environment(&variables)).build().unwrap();
        let error = start(&client).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
        let begin = "StartJob: invalid request: the credential set by `ak_sk` cannot be used: no access key is in the environment \
                     (HUAWEICLOUD_CDM_TOKEN, HUAWEICLOUD_SDK_AK, CLOUD_SDK_AK) or the profile \
                     /nowhere/.huaweicloud/credentials, and the metadata service at ";
        assert_eq!(
            error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
            format!("{begin}{}{why}", metadata.url)
        );
        assert!(service.received().is_empty());
    };
    let no_agency = || Response::of(404, "text/plain", "");
    check(Server::start(vec![no_agency()]), " responded with 404 Not Found: does the server have an agency?").await;
    check(Server::start(vec![Response::json(200, "{}")]), " returned keys without `access`").await;
    check(Server::start(vec![Response::of(500, "text/plain", "")]), " responded with 500 Internal Server Error").await;
}

#[tokio::test]
async fn a_metadata_service_that_does_not_respond_times_out_after_three_seconds() {
    let (service, metadata) =
        (Server::json(RESPONSE), Server::start(vec![Response::Stall(vec![], Duration::from_secs(9))]));
    let variables = [("HUAWEICLOUD_METADATA_ENDPOINT", &*metadata.url)];
    let client = builder(&service).project_id(PROJECT_ID).sdk_defaults_from(environment(&variables)).build().unwrap();
    let begin = Instant::now();
    let error = start(&client).send().await.unwrap_err().to_string();
    assert!(error.contains("did not respond") && error.contains("~/.huaweicloud/credentials"), "{error}");
    assert!((2_900..8_000).contains(&begin.elapsed().as_millis()), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn endpoints_of_a_region_and_of_iam_are_read_from_the_environment() {
    let (service, iam) = (Server::json(RESPONSE), with_projects(&[PROJECT_ID]));
    let several = format!("{},https://second.example.com", service.url);
    let region = ("HUAWEICLOUD_SDK_REGION_CDM_CN_NORTH_4", several.as_str());
    let others =
        [("HUAWEICLOUD_SDK_IAM_ENDPOINT", iam.url.as_str()), ("HUAWEICLOUD_SDK_AK", "a"), ("HUAWEICLOUD_SDK_SK", "s")];
    let variables = [&others[..], &[region]].concat();
    sent(Client::builder().region("cn-north-4"), &service, &variables).await;
    assert_eq!((service.only().line.as_str(), iam.only().target()), (REQUEST_LINE, "/v3/projects?name=cn-north-4"));

    // The environment may set the endpoint of an unknown region.
    let new = [&others[..], &[("HUAWEICLOUD_SDK_REGION_CDM_XX_NEW_1", &*service.url)]].concat();
    sent(Client::builder().region("xx-new-1"), &service, &new).await;

    let base = |builder: ClientBuilder, variables: Variables<'_>| {
        let client = format!("{:?}", builder.sdk_defaults_from(environment(variables)).build().unwrap());
        client.split("base: \"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned).unwrap()
    };
    let of_environment = [&variables[..], &[("HUAWEICLOUD_CDM_REGION", "cn-north-4")]].concat();
    assert_eq!(base(Client::builder(), &of_environment), service.url);
    assert_eq!(base(Client::builder().region("cn-north-1"), &variables), "https://cdm.cn-north-1.myhuaweicloud.com");
    assert_eq!(base(Client::builder().region("cn-north-4").endpoint("https://own"), &variables), "https://own");
    let endpoint = [&of_environment[..], &[("HUAWEICLOUD_CDM_ENDPOINT", "https://elsewhere")]].concat();
    assert_eq!(base(Client::builder(), &endpoint), "https://elsewhere");
}

#[test]
fn regions_are_validated_too() {
    for region in ["<YOUR REGION>", "", "CN-NORTH-4"] {
        let builder = Client::builder().region(region).ak_sk(key()).sdk_defaults_from(environment(&[]));
        let error = builder.build().unwrap_err().to_string();
        let expected = format!("The region `{region}` is unknown: choose one of `cn-north-4`, `cn-north-1`");
        assert!(error.contains(&expected), "{error}");
    }
}

/// The variable that marks a process as the child of the test below.
const CHILD: &str = "SPECWRIGHT_WIRE_DEFAULTS_CHILD";

/// A variable of a running process cannot be set safely, so this test runs itself in another process.
#[tokio::test]
async fn the_process_s_own_environment_is_read() {
    if std::env::var_os(CHILD).is_some() {
        start(&Client::from_sdk_defaults("cn-north-4").unwrap()).send().await.unwrap();
        return;
    }
    let (service, iam) = (Server::json(RESPONSE), with_projects(&[PROJECT_ID]));
    let home = Home::new("process", &format!("[basic]\nak = {ACCESS_KEY}\nsk = {SECRET_KEY}\n"));
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "sdk_defaults::the_process_s_own_environment_is_read", "--nocapture"]);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if ["HUAWEICLOUD_", "CLOUD_SDK_"].iter().any(|prefix| name.starts_with(prefix)) {
            child.env_remove(&*name);
        }
    }
    child.env("HOME", home.text()).env("HUAWEICLOUD_SDK_REGION_CDM_CN_NORTH_4", &service.url);
    let output = child.env("HUAWEICLOUD_SDK_IAM_ENDPOINT", &iam.url).env(CHILD, "1").output().unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    assert_eq!((service.only().line.as_str(), iam.only().target()), (REQUEST_LINE, "/v3/projects?name=cn-north-4"));
    assert_eq!(Verifier::new(ACCESS_KEY, SECRET_KEY).verify(&service.only()), Ok(()));
}
