use super::api::Client;
use super::api::operations::PutJobOk;
use crate::server::{Response, Server};

fn client(response: &str) -> Client {
    let server = Server::start(vec![Response::Bytes(response.as_bytes().to_vec())]);
    Client::builder().endpoint(&server.url).build().expect("the settings are sound")
}

#[tokio::test]
async fn whatever_their_schema() {
    let json = "Content-Type: application/json\r\nX-Size: 7\r\nContent-Length: 7\r\n\r\n";
    let response = client(&format!("HTTP/1.1 200 OK\r\n{json}")).has_job().send_full().await.expect("there is a job");
    assert_eq!(response.declared.x_size, Some(7));
    let error = client(&format!("HTTP/1.1 404 No\r\n{json}")).has_job().send().await.expect_err("there is none");
    assert_eq!((error.status().map(|status| status.as_u16()), error.raw_body()), (Some(404), Some(&b""[..])));
    client("HTTP/1.1 204 Gone\r\n\r\n").delete_job().send().await.expect("it is gone");
    let response = client("HTTP/1.1 205 Again\r\nContent-Length: 0\r\n\r\n").put_job().send().await;
    assert_eq!(response.expect("it can be read"), PutJobOk::ResetContent);
    let error = client("HTTP/1.1 304 Same\r\n\r\n").put_job().send().await.expect_err("it is no success");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
}
