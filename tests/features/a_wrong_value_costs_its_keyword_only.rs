use super::api::Client;
use super::api::operations::PetKind;
use crate::server::Server;

#[tokio::test]
async fn parameters_are_sent() {
    let server = Server::json(r#"{"name":null,"kind":"a"}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let call = client.show_pet(7, "a").limit(2).x_token("secret");
    let pet = call.send().await.expect("the response can be read");
    assert_eq!((pet.name, pet.kind), (None, Some(PetKind::A)));
    let request = server.only();
    assert_eq!(request.line, "GET /pets/7?tag=a&limit=2 HTTP/1.1");
    assert_eq!(request.header("X-Token"), Some("secret"));
}
