use super::api::Client;
use super::api::operations::Filter;
use crate::server::{Response, Server};

#[tokio::test]
async fn each_is_written_in_its_style() {
    let server = Server::start(vec![Response::with(204, &[], "")]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let texts = |texts: [&str; 2]| texts.map(str::to_owned);
    let filter = Filter { owner: Some("a b".to_owned()), size: None };
    let request = client.list_jobs(&[1, 2], "x").tags(&texts(["a", "b"])).states(&texts(["c", "d,e"]));
    request.filter(&filter).query(&filter).x_ids(&[3, 4]).session("s").send().await.expect("the response can be read");
    let request = server.only();
    let expected =
        "/jobs/1,2/.x?tags=a&tags=b&states=c,d%2Ce&filter%5Bowner%5D=a%20b&query=%7B%22owner%22%3A%22a%20b%22%7D";
    assert_eq!(request.target(), expected);
    assert_eq!((request.header("X-Ids"), request.header("Cookie")), (Some("3,4"), Some("session=s")));
}
