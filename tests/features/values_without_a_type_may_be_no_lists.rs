use serde_json::json;

use super::api::operations::{Bot, BotLevel, BotTarget};

fn read(json: &str) -> Bot {
    serde_json::from_str(json).expect("it is read")
}

#[test]
fn they_are_lists_unless_something_beside_them_is_none() {
    let bot =
        read(r#"{"names":["a","b"],"scopes":[{"name":"x"}],"id":"B123","level":"low","port":80,"target":"http"}"#);
    assert_eq!(bot.names, ["a", "b"]);
    assert_eq!(bot.scopes.as_ref().map(Vec::len), Some(1));
    assert!(matches!(bot.level, Some(BotLevel::Low)));
    assert_eq!((bot.id, bot.port), (Some(json!("B123")), Some(json!(80))));
    assert!(matches!(bot.target, Some(BotTarget::String(text)) if text == "http"));
}

#[test]
fn a_single_element_is_a_list_too() {
    let bot = read(r#"{"names":"a","scopes":{"name":"x"}}"#);
    assert_eq!(bot.names, ["a"]);
    assert!(matches!(bot.scopes.as_deref(), Some([scope]) if scope.name == "x"));
    assert!(read(r#"{"names":{},"scopes":null}"#).names.is_empty());
}
