use serde_json::json;

use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

#[tokio::test]
async fn the_type_follows_from_keywords() {
    let value = json!({
        "members": { "a": "a" }, "elements": ["a"], "pattern": "a", "length": "l", "bound": 1.5, "whole": 2,
        "moment": "2020-02-02T02:02:02Z", "count": [1, "a"], "size": { "a": [] }, "both": [], "not_text": 1,
        "not_one": "b", "anything": null, "yes": 1, "misspelt": "m", "long": 3, "any": {}, "listed": 4,
        "listed_one": null, "closed": { "x": 1 }, "branches": "b",
    });
    let server = Server::json(&value.to_string());
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let thing = client.show_thing().send().await.expect("the response can be read");
    assert_eq!(thing.members.unwrap().a.as_deref(), Some("a"));
    assert_eq!(thing.pattern.as_deref(), Some("a"));
    assert_eq!((thing.bound, thing.whole, thing.long), (Some(1.5), Some(2), Some(3)));
    assert_eq!(thing.count, Some(vec![json!(1), json!("a")]));
    assert_eq!(thing.size.unwrap()["a"], json!([]));
    assert_eq!(thing.both, Some(json!([])));
    assert_eq!(thing.not_one.as_deref(), Some("b"));
    assert_eq!(thing.misspelt.as_deref(), Some("m"));
    assert_eq!(thing.listed, Some(ThingListed::Integer(4)));
    assert_eq!(thing.listed_one, None);
    assert_eq!(thing.branches, Some(ThingBranches::String("b".to_owned())));
}
