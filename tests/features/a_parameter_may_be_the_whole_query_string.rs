use super::api::Client;
use super::api::operations::{ByFormQuery, ByJsonQuery};
use crate::server::{Response, Server};

fn client(server: &Server) -> Client {
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn it_is_written_as_its_media_type_says() {
    let server = Server::deciding(|_| Response::with(204, &[], ""));
    let client = client(&server);
    let form = ByFormQuery { state: Some("a b".to_owned()), tags: Some(vec!["x".to_owned(), "y&z".to_owned()]) };
    client.by_form().query(&form).send().await.expect("it is responded");
    client.by_json(&ByJsonQuery { numbers: Some(vec![1, 2]) }).send().await.expect("it is responded");
    client.by_text("$.a[0]").session("s=/1").send().await.expect("it is responded");
    let received = server.received();
    let targets: Vec<&str> = received.iter().map(|request| request.target()).collect();
    assert_eq!(targets[0], "/by-form?state=a%20b&tags=x&tags=y%26z");
    assert_eq!(targets[1], "/by-json?%7B%22numbers%22%3A%5B1%2C2%5D%7D");
    assert_eq!(targets[2], "/by-text?%24.a%5B0%5D");
    assert_eq!(received[2].header("Cookie"), Some("session=s=/1"));
}
