use super::api::Client;
use crate::server::{Response, Server};

/// A client of a server that is not ready at first.
fn client() -> (Server, Client) {
    let busy = Response::with(503, &[("Retry-After", "0")], "");
    let server = Server::start(vec![busy, Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

#[tokio::test]
async fn idempotent_operations_are_retried() {
    let (server, client) = client();
    client.find_job("j").send().await.expect("the second response is good");
    assert_eq!(server.received().len(), 2);

    let (server, client) = self::client();
    client.delete_job("j").send().await.expect("the second response is good");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn other_operations_are_not_retried() {
    let (server, client) = client();
    let error = client.start_job("j").send().await.unwrap_err();
    assert_eq!((error.attempts(), server.received().len()), (1, 1));

    let (server, client) = self::client();
    let error = client.rename_job("j").send().await.unwrap_err();
    assert_eq!((error.attempts(), server.received().len()), (1, 1));
    let again = client.rename_job("j").configure(|request| request.idempotent(true));
    again.send().await.expect("the server is ready by now");
}
