use super::api::Client;
use super::api::operations::State;
use crate::server::Server;

#[tokio::test]
async fn known_and_unknown_values_are_decoded() {
    async fn check(value: &str, expected: State) {
        let server = Server::json(&format!("{value:?}"));
        let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
        let state = client.show_state().send().await.expect("the response can be read");
        assert_eq!(state, expected);
        assert_eq!(state.as_str(), value);
        assert_eq!(serde_json::to_string(&state).unwrap(), format!("{value:?}"));
    }
    check("up", State::Up).await;
    check("-down", State::MinusDown).await;
    check("other", State::Other).await;
    check("sideways", State::Unrecognized("sideways".to_owned())).await;
}
