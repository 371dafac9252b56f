use serde_json::{Value, json};

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

/// Decodes a response, and checks that it is encoded to the same JSON.
async fn echoed(value: Value) -> Place {
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let place = client.echo(&Place::default()).send().await.expect("the response can be read");
    client.echo(&place).send().await.expect("the response can be read");
    let sent = server.received().remove(1);
    assert_eq!(serde_json::from_str::<Value>(sent.text()).expect("it is JSON"), value);
    place
}

#[tokio::test]
async fn arrays_of_a_known_length_are_tuples() {
    let place = echoed(json!({
        "point": [1.5, 2],
        "plugin": ["map", { "on": true }],
        "path": [["left", 3, "walk"], ["right", null, "fly"]],
        "parent": ["north", { "point": [0.5, 0.5] }],
    }));
    let place = place.await;
    assert_eq!(place.point, Some((1.5, 2.0)));
    assert_eq!(place.plugin.unwrap().1.on, Some(true));
    let path = place.path.unwrap();
    assert_eq!(path[0], ("left".to_owned(), Some(3), Kind::Walk));
    assert_eq!(path[1], ("right".to_owned(), None, Kind::Other("fly".to_owned())));
    assert_eq!(place.parent.unwrap().1.point, Some((0.5, 0.5)));
}

#[tokio::test]
async fn arrays_of_other_lengths_are_lists() {
    let place = echoed(json!({
        "optional": ["a"],
        "head_and_rest": ["a", 1, 2, true],
        "open": ["a", 1, [null]],
        "same": [1, 2],
    }));
    let place = place.await;
    assert_eq!(place.optional, Some(vec![PlaceOptionalItem::String("a".to_owned())]));
    assert_eq!(place.head_and_rest.unwrap()[1], PlaceHeadAndRestItem::Integer(1));
    let open = place.open.unwrap();
    assert_eq!(open[..2], [PlaceOpenItem::String("a".to_owned()), PlaceOpenItem::Integer(1)]);
    assert_eq!(open[2], PlaceOpenItem::Unknown(json!([null])));
    assert_eq!(place.same, Some(vec![1, 2]));
}
