use super::api::Client;
use crate::server::Server;

#[tokio::test]
async fn lists_and_single_elements_are_decoded() {
    for (body, jobs) in [
        (r#"{"actions":["A"],"jobs":["j1","j2"],"configs":[{"name":"n"}]}"#, vec!["j1", "j2"]),
        (r#"{"actions":"A","jobs":"j1","configs":{"name":"n"}}"#, vec!["j1"]),
    ] {
        let server = Server::json(body);
        let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
        let cluster = client.show_cluster("c").send().await.expect("the response can be read");
        assert_eq!(cluster.actions, Some(vec!["A".to_owned()]));
        assert_eq!(cluster.jobs, Some(jobs.into_iter().map(str::to_owned).collect()));
        let names: Vec<String> = cluster.configs.into_iter().flatten().map(|config| config.name).collect();
        assert_eq!(names, ["n"]);
    }
}

#[tokio::test]
async fn an_empty_object_is_an_empty_list() {
    let server = Server::json(r#"{"configs":{}}"#);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let cluster = client.show_cluster("c").send().await.expect("the response can be read");
    assert_eq!(cluster.configs, Some(Vec::new()));
}
