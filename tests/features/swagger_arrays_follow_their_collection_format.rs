use super::api::Client;
use crate::server::{Response, Server};

#[tokio::test]
async fn in_every_place() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let list = ["a", "b,c"].map(str::to_owned);
    let request = client.list_jobs(&[1, 2]).multi(&list).csv(&list).ssv(&list).tsv(&list).pipes(&list).x_tags(&list);
    request.send().await.expect("it is responded");
    let request = server.only();
    let expected = "/jobs/1%7C2?multi=a&multi=b%2Cc&csv=a,b%2Cc&ssv=a%20b%2Cc&tsv=a%09b%2Cc&pipes=a%7Cb%2Cc";
    assert_eq!(request.target(), expected);
    assert_eq!(request.header("X-Tags"), Some("a b,c"));
}
