use super::api::Client;
use super::api::operations::*;
use crate::server::{Response, Server};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

fn serving(response: Response) -> (Server, Client) {
    let server = Server::start(vec![response]);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    (server, client)
}

fn book(id: i64) -> Book {
    Book { id, title: None, authors: None, scores: None, open: None, next: None, tags: None }
}

#[tokio::test]
async fn there_and_back() {
    let sent = Book {
        title: Some("<a> & b".to_owned()),
        authors: Some(vec!["x".to_owned(), "y".to_owned()]),
        scores: Some(vec![1.5, 2.0]),
        open: Some(Some(false)),
        next: Some(Box::new(book(2))),
        tags: Some(vec![Tag { kind: Some(TagKind::A) }, Tag { kind: None }]),
        ..book(1)
    };
    let expected = concat!(
        r#"<b:book xmlns:b="urn:books" id="1"><Title>&lt;a&gt; &amp; b</Title>"#,
        "<authors><author>x</author><author>y</author></authors><scores>1.5</scores><scores>2</scores>",
        r#"<open>false</open><b:book xmlns:b="urn:books" id="2"></b:book><tag kind="a"></tag><tag></tag></b:book>"#
    );
    let (server, client) = serving(Response::of(200, "application/xml; charset=utf-8", expected));
    let response = client.put_book(&sent).send().await.expect("the response can be read");
    let request = server.only();
    assert_eq!(request.header("Content-Type"), Some("application/xml"));
    assert_eq!(request.header("Accept"), Some("application/xml, text/plain, text/xml"));
    assert_eq!(request.text(), format!("{HEAD}{expected}"));
    assert_eq!(response, PutBookOk::Ok(Box::new(sent)));
}

#[tokio::test]
async fn problems_are_reported() {
    let (_server, client) =
        serving(Response::of(400, "text/xml", "<Problem><code>c</code><message>m</message></Problem>"));
    let error = client.put_book(&book(1)).send().await.expect_err("it is refused");
    assert_eq!(error.body().and_then(|problem| problem.code.as_deref()), Some("c"));
    let (_server, client) = serving(Response::of(200, "application/xml", "<b:book id='1'><scores>x</scores></b:book>"));
    let error = client.put_book(&book(1)).send().await.expect_err("it is not what is declared");
    assert_eq!(error.json_path(), Some("scores[0]"));
    let (_server, client) = serving(Response::of(200, "application/xml", "<book"));
    let error = client.put_book(&book(1)).send().await.expect_err("it is no XML");
    assert!(error.to_string().contains("the body is not the XML that is declared"), "{error}");
}
