use specwright_runtime::huaweicloud::Login;

use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn a_login_provides_the_token_and_the_project() {
    let service = Server::start(vec![Response::with(204, &[], "")]);
    let issued = r#"{"token":{"project":{"id":"p"}}}"#;
    let iam = Server::start(vec![Response::with(201, &[("X-Subject-Token", "token")], issued)]);
    let builder = Client::builder().endpoint(&service.url).identity_endpoint(&iam.url).site("south");
    let client = builder.login(Login::password("a", "u", "secret")).build().expect("the settings are sound");
    client.list_jobs().send().await.expect("the response can be read");
    assert_eq!(iam.only().line, "POST /v3/auth/tokens?nocatalog=true HTTP/1.1");
    assert!(iam.only().text().contains(r#""project":{"name":"south"}"#));
    let request = service.only();
    assert_eq!((request.line.as_str(), request.header("x-auth-token")), ("GET /p/jobs HTTP/1.1", Some("token")));
}

#[tokio::test]
async fn unset_values_are_looked_up() {
    let service = Server::start(vec![Response::with(204, &[], "")]);
    let iam = Server::json(r#"{"projects":[{"id":"p"}]}"#);
    let (of_region, of_iam) = (service.url.clone(), iam.url.clone());
    let variable = move |name: &str| match name {
        "HUAWEICLOUD_SDK_REGION_JOBS_SOUTH" => Some(of_region.clone()),
        "HUAWEICLOUD_SDK_IAM_ENDPOINT" => Some(of_iam.clone()),
        _ => None,
    };
    let client = Client::builder().site("south").user("token").sdk_defaults_from(variable).build();
    client.expect("the settings are sound").list_jobs().send().await.expect("the response can be read");
    assert_eq!(iam.only().line, "GET /v3/projects?name=south HTTP/1.1");
    assert_eq!(service.only().line, "GET /p/jobs HTTP/1.1");
}
