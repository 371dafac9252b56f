//! The life of a feature in Unleash.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::context::{CreateContextFieldSchema, UpdateContextFieldSchema};
use client::features::{CreateFeatureSchema, UpdateFeatureSchema};
use client::types::CreateFeatureStrategySchema;
use client::{Client, Error};
use report::Report;

const PROJECT: &str = "default";
const FEATURE: &str = "dark-mode";
const ENVIRONMENT: &str = "development";

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = feature(&mut report).await;
    report.finish(end)
}

async fn feature(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    // The server is started without authentication.
    let client = report.call("a client", Client::builder().endpoint(&endpoint).api_key("none").build())?;
    report.call("the server is healthy", client.get_health().send().await);
    report.call("list projects", client.get_projects().send().await);
    report.call("list environments", client.get_all_environments().send().await);
    report.call("list strategies", client.get_all_strategies().send().await);

    let new = CreateFeatureSchema::new(FEATURE).description("at night".to_owned());
    report.call("create a feature", client.create_feature(PROJECT, &new).send().await);
    let listed = report.call("list features", client.get_features(PROJECT).send().await);
    let is_there = listed.is_some_and(|all| all.features.iter().any(|feature| feature.name == FEATURE));
    report.holds("it is among them", is_there, "not there");
    let changed = UpdateFeatureSchema::new().description("always");
    report.call("change the feature", client.update_feature(PROJECT, FEATURE, &changed).send().await);
    let strategy = CreateFeatureStrategySchema::new("default");
    let added = client.add_feature_strategy(PROJECT, FEATURE, ENVIRONMENT, &strategy).send().await;
    report.call("add a strategy", added);
    let strategies = client.get_feature_strategies(PROJECT, FEATURE, ENVIRONMENT).send().await;
    report.call("list its strategies", strategies);
    let on = client.toggle_feature_environment_on(PROJECT, FEATURE, ENVIRONMENT).send().await;
    report.call("switch it on", on);
    let read = report.call("read the feature", client.get_feature(PROJECT, FEATURE).send().await);
    let is_changed = read.as_ref().is_some_and(|feature| feature.description == Some(Some("always".to_owned())));
    report.holds("it has changed", is_changed, format!("{read:?}"));
    report.refused(
        "it cannot be created twice, with a message",
        client.create_feature(PROJECT, &new).send().await,
        |error| error.status().is_some_and(|status| status == 409) && error.message().is_some(),
    );
    report.call("archive the feature", client.archive_feature(PROJECT, FEATURE).send().await);
    report.call("delete the feature", client.delete_feature(FEATURE).send().await);
    let gone = client.get_feature(PROJECT, FEATURE).send().await;
    report.refused("it is gone", gone, |error: &Error<_>| error.status().is_some_and(|status| status == 404));

    report.call(
        "create a context field",
        client.create_context_field(&CreateContextFieldSchema::new("region")).send().await,
    );
    report.call("list context fields", client.get_context_fields().send().await);
    let change = UpdateContextFieldSchema::new().description("where");
    report.call("change the field", client.update_context_field("region", &change).send().await);
    report.call("read the field", client.get_context_field("region").send().await);
    report.call("delete the field", client.delete_context_field("region").send().await);
    Some(())
}
