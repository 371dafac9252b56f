//! Secrets occur only in the request: no `Debug`, no `Display` and no source of an error shows them.

use std::fmt::Debug;
use std::time::Duration;

use huaweicloud_cdm::{AccessKey, Client, Secret};
use tokio::net::TcpSocket;

use crate::clients::{SECRET_KEY, SECURITY_TOKEN, TOKEN, bare, key, start_with_body};
use crate::page::RESPONSE;
use crate::server::{Response, Server};

/// Secrets that a service may send in headers.
const SESSION: &str = "session-that-nobody-may-see";

fn check(text: &str) {
    for secret in [TOKEN, SECRET_KEY, SECURITY_TOKEN, SESSION, "Signature="] {
        assert!(!text.contains(secret), "{secret} is in: {text}");
    }
}

fn check_debug(value: &impl Debug) {
    check(&format!("{value:?}\n{value:#?}"));
}

fn check_error(error: &impl std::error::Error) {
    check_debug(error);
    check(&error.to_string());
    let mut source = error.source();
    while let Some(error) = source {
        check(&format!("{error}\n{error:?}"));
        source = error.source();
    }
}

fn clients(server: &Server) -> [Client; 2] {
    let timeout = Duration::from_millis(200);
    [bare(server).token(TOKEN), bare(server).ak_sk(key().security_token(SECURITY_TOKEN))]
        .map(|builder| builder.read_timeout(timeout).build().expect("the client is complete"))
}

#[test]
fn clients_and_builders_show_no_secret() {
    let server = Server::json(RESPONSE);
    let builder = bare(&server).token(TOKEN).ak_sk(key().security_token(SECURITY_TOKEN));
    check_debug(&builder);
    check_debug(&builder.build().unwrap());
    check_debug(&key().security_token(SECURITY_TOKEN));
    check_debug(&Secret::from(TOKEN));
    let variables = |name: &str| Some(format!("{TOKEN}{name}"));
    check_debug(&bare(&server).configure(|builder| builder.from_variables(variables)));
    for client in clients(&server) {
        let call = start_with_body(&client).configure(|request| request.header("X-Auth-Token", TOKEN));
        check_debug(&call);
        check_debug(&call.send());
    }
}

#[tokio::test]
async fn responses_show_no_header_s_value() {
    let headers = [("X-Subject-Token", SESSION), ("Set-Cookie", SESSION)];
    let server = Server::start(vec![Response::with(200, &headers, RESPONSE)]);
    for client in clients(&server) {
        let response = start_with_body(&client).send_full().await.unwrap();
        assert_eq!(response.headers["set-cookie"], SESSION);
        check_debug(&response);
    }
}

#[tokio::test]
async fn errors_show_no_secret() {
    let headers = [("X-Subject-Token", SESSION), ("Set-Cookie", SESSION), ("Location", SESSION)];
    let cut = format!("HTTP/1.1 200 Status\r\nSet-Cookie: {SESSION}\r\nContent-Length: 100\r\n\r\n{{");
    let responses = [
        Response::with(401, &headers, r#"{"error_code":"X","error_msg":"Y"}"#),
        Response::with(502, &headers, "<html>"),
        Response::with(302, &headers, ""),
        Response::with(200, &headers, "<html>"),
        Response::with(200, &headers, r#"{"submissions":[{"creation-date":"abc"}]}"#),
        Response::with(200, &headers, ""),
        Response::Close,
        Response::Bytes(cut.clone().into()),
        Response::Stall(Vec::new(), Duration::from_secs(20)),
        Response::Stall(cut.into(), Duration::from_secs(20)),
    ];
    for response in responses {
        let server = Server::start(vec![response.clone()]);
        for client in clients(&server) {
            check_error(&start_with_body(&client).send().await.unwrap_err());
            check_error(&start_with_body(&client).send_full().await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn errors_before_a_response_show_no_secret() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let client = Client::builder().endpoint(&url).project_id("p").ak_sk(key().security_token(SECURITY_TOKEN));
    let client = client.build().unwrap();
    let call = start_with_body(&client).configure(|request| request.query("key", TOKEN).header("X-Own", TOKEN));
    check_error(&call.send().await.unwrap_err());
    let refused = start_with_body(&client).configure(|request| request.header("X-Own", format!("{TOKEN}\n")));
    check_debug(&refused);
    check_error(&refused.send().await.unwrap_err());
    check_error(&client.start_job("c", "..").send().await.unwrap_err());
}

#[test]
fn errors_of_building_show_no_secret() {
    let broken = |text: &str| format!("{text}\n");
    let builders = [
        Client::builder().token(broken(TOKEN)),
        Client::builder().ak_sk(AccessKey::new("ak", broken(SECRET_KEY))),
        Client::builder().ak_sk(AccessKey::new("", SECRET_KEY)),
        Client::builder().ak_sk(key().security_token(broken(SECURITY_TOKEN))),
        Client::builder().endpoint(&format!("https://user:{SESSION}@cdm.example.com")),
        Client::builder().iam_endpoint(&format!("https://user:{SESSION}@iam.example.com")),
    ];
    for builder in builders {
        check_error(&builder.build().unwrap_err());
    }
}
