use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn each_is_called_where_it_is_served() {
    let (jobs, id) =
        (Server::start(vec![Response::with(204, &[], "")]), Server::start(vec![Response::with(201, &[], "")]));
    let client = Client::builder()
        .endpoint(&jobs.url)
        .id_endpoint(&format!("{}/v3", id.url))
        .build()
        .expect("the settings are sound");
    client.create_token().send().await.expect("the response can be read");
    #[allow(deprecated)]
    client.list_jobs().send().await.expect("the response can be read");
    assert_eq!(id.only().line, "POST /v3/token HTTP/1.1");
    assert_eq!(jobs.only().line, "GET /jobs HTTP/1.1");
}
