use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn fragments_are_cut_queries_joined_and_literals_encoded() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&format!("{}/v1", server.url)).build().expect("the settings are sound");

    client.delete_object("b", "k/#?").send().await.expect("it is sent");
    client.abort_upload("b", "k", "7&a").send().await.expect("it is sent");
    client.list_models("7").send().await.expect("it is sent");
    client.list_models("7").limit(5).kind("c").send().await.expect("it is sent");
    client.show_size("%2F").send().await.expect("it is sent");
    client.list_jobs().send().await.expect("it is sent");

    let lines: Vec<String> = server.received().into_iter().map(|request| request.line).collect();
    let expected = [
        "DELETE /v1/b/k%2F%23%3F HTTP/1.1",
        "DELETE /v1/b/k?uploadId=7%26a HTTP/1.1",
        "GET /v1/models?beta=true&kind=a%20b&id=7 HTTP/1.1",
        "GET /v1/models?beta=true&id=7&limit=5&kind=c HTTP/1.1",
        "GET /v1/gr%C3%B6%C3%9Fe%20100%25/a%2Fb%7C%252F/%7Bc HTTP/1.1",
        "GET /v1/jobs HTTP/1.1",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn variables_do_not_change_the_host() {
    for tenant in ["evil.org/", "evil.org:81", "evil.org:80/", "a@evil.org", "evil.org#", "evil.org?", "[::1]"] {
        let error = Client::builder().tenant(tenant).build().expect_err("it is refused").to_string();
        assert!(error.contains("would change another part of the URL"), "{error}");
    }
}
