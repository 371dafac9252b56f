//! The project of a region: looked up if it is not configured.

use std::error::Error as _;
use std::time::Duration;

use huaweicloud_cdm::{AccessKey, Client, ClientBuilder, Error, IamError};

use crate::clients::{ACCESS_KEY, SECRET_KEY, TOKEN, key, start};
use crate::iam::{all, environment, with_projects};
use crate::page::{PROJECT_ID, REQUEST_LINE, RESPONSE};
use crate::server::{Response, Server};
use crate::verifier::Verifier;

/// A client of a region that uses the SDKs' sources of credentials, with an empty environment.
fn builder(service: &Server, iam: &Server) -> ClientBuilder {
    let builder = Client::builder().endpoint(&service.url).iam_endpoint(&iam.url).region("cn-north-4");
    builder.sdk_defaults_from(environment(&[]))
}

#[tokio::test]
async fn keys_look_it_up_once_for_many_calls() {
    let (service, iam) = (Server::json(RESPONSE), with_projects(&[PROJECT_ID]));
    let client = builder(&service, &iam).ak_sk(key()).build().unwrap();
    assert!(iam.received().is_empty(), "nothing is requested before a call");
    let outcomes = all((0..100).map(|_| start(&client).send())).await;
    assert!(outcomes.iter().all(Result::is_ok));

    let question = iam.only();
    assert_eq!(question.line, "GET /v3/projects?name=cn-north-4 HTTP/1.1");
    let verifier = Verifier::new(ACCESS_KEY, SECRET_KEY);
    assert_eq!(verifier.verify(&question), Ok(()));
    for request in service.received() {
        assert_eq!((request.line.as_str(), request.header("x-project-id")), (REQUEST_LINE, Some(PROJECT_ID)));
        assert_eq!(verifier.verify(&request), Ok(()));
    }
}

#[tokio::test]
async fn a_token_looks_it_up_too_and_takes_precedence_over_keys_of_the_environment() {
    let (service, iam) = (Server::json(RESPONSE), with_projects(&[PROJECT_ID]));
    let keys = [("HUAWEICLOUD_SDK_AK", "a"), ("HUAWEICLOUD_SDK_SK", "s")];
    let client = builder(&service, &iam).token(TOKEN).sdk_defaults_from(environment(&keys)).build().unwrap();
    start(&client).send().await.unwrap();
    for request in [iam.only(), service.only()] {
        assert_eq!((request.header("x-auth-token"), request.header("authorization")), (Some(TOKEN), None));
    }
    assert_eq!(service.only().line, REQUEST_LINE);
}

#[tokio::test]
async fn a_project_that_is_known_is_not_looked_up() {
    let (service, iam) = (Server::json(RESPONSE), with_projects(&["other"]));
    let given = builder(&service, &iam).ak_sk(key()).project_id(PROJECT_ID).build().unwrap();
    let variable = environment(&[("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT_ID)]);
    let from_environment = builder(&service, &iam).ak_sk(key()).sdk_defaults_from(variable).build().unwrap();
    for client in [given, from_environment] {
        start(&client).send().await.unwrap();
        assert_eq!(service.received().pop().unwrap().line, REQUEST_LINE);
    }
    assert!(iam.received().is_empty());
}

#[tokio::test]
async fn no_project_and_several_projects_are_reported_with_advice() {
    let check = async |ids: &[&str], expected: &str| {
        let (service, iam) = (Server::json(RESPONSE), with_projects(ids));
        let client = builder(&service, &iam).ak_sk(key()).build().unwrap();
        let error = start(&client).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
        let begin = "StartJob: invalid request: the parameter `project_id` cannot be looked up: ";
        assert_eq!(error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause), format!("{begin}{expected}"));
        assert!(service.received().is_empty());
        assert!(start(&client).send().await.is_err());
        assert_eq!(iam.received().len(), 2, "the next call looks again");
    };
    let none = "IAM has no project `cn-north-4` that these credentials can access: call `project_id` with the ID that \
                the console shows for the region, or open the region there once, which creates its project";
    check(&[], none).await;
    let several = "IAM has 2 projects named `cn-north-4`: call `project_id` with one of `a`, `b`";
    check(&["a", "b"], several).await;
}

#[tokio::test]
async fn an_error_of_iam_is_reported_to_all_waiting_calls() {
    let body = r#"{"error_msg":"Policy doesn't allow it.","error_code":"IAM.0003"}"#;
    let iam = Server::start(vec![Response::with(403, &[("X-IAM-Trace-Id", "trace-1")], body)]);
    let service = Server::json(RESPONSE);
    let client = builder(&service, &iam).ak_sk(key()).build().unwrap();
    let outcomes = all((0..20).map(|_| start(&client).send())).await;
    assert_eq!((iam.received().len(), service.received().len()), (1, 0));
    for outcome in outcomes {
        let error = outcome.unwrap_err();
        let sources = std::iter::successors(error.source(), |error| (*error).source());
        let refused: Vec<&IamError> = sources.filter_map(|source| source.downcast_ref()).collect();
        assert_eq!(refused.iter().map(|refused| refused.code()).collect::<Vec<_>>(), [Some("IAM.0003")]);
        assert!(error.to_string().contains("trace-1") && !format!("{error:?}").contains(SECRET_KEY), "{error}");
    }
}

#[tokio::test]
async fn the_timeout_of_the_call_includes_the_lookup() {
    let iam = Server::start(vec![Response::Stall(Vec::new(), Duration::from_secs(2))]);
    let service = Server::json(RESPONSE);
    let client = builder(&service, &iam).ak_sk(key()).build().unwrap();
    let error =
        start(&client).configure(|request| request.timeout(Duration::from_millis(50))).send().await.unwrap_err();
    assert!(error.is_timeout() && error.is_connect(), "{error}");
    assert!(error.to_string().contains("the parameter `project_id` was not looked up in time"), "{error}");
}

#[tokio::test]
async fn without_a_region_or_the_option_nothing_is_looked_up() {
    let (service, iam) = (Server::json(RESPONSE), with_projects(&[PROJECT_ID]));
    let nowhere = Client::builder().endpoint(&service.url).iam_endpoint(&iam.url).ak_sk(key());
    let client = nowhere.sdk_defaults_from(environment(&[])).build().unwrap();
    let error = start(&client).send().await.unwrap_err().to_string();
    assert!(error.contains("no region is set: call `project_id` or `region`"), "{error}");

    let bare = Client::builder().endpoint(&service.url).iam_endpoint(&iam.url).region("cn-north-4");
    let client = bare.ak_sk(AccessKey::new("a", "s")).build().unwrap();
    let error = start(&client).send().await.unwrap_err().to_string();
    assert!(error.contains("the path parameter `project_id` has no value"), "{error}");
    assert!(iam.received().is_empty() && service.received().is_empty());
}
