//! The life of a collection in Chroma.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::collection::{CreateCollectionPayload, UpdateCollectionPayload};
use client::database::CreateDatabasePayload;
use client::record::{
    AddCollectionRecordsPayload, DeleteCollectionRecordsPayload, EmbeddingsPayloadListItem, GetRequestPayload,
    QueryRequestPayload,
};
use client::tenant::CreateTenantPayload;
use client::types::HashMapItem;
use client::{Client, Error, Map};
use report::Report;

const TENANT: &str = "tests";
const DATABASE: &str = "animals";

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = collection(&mut report).await;
    report.finish(end)
}

fn is_not_found<E>(error: &Error<E>) -> bool {
    error.status().is_some_and(|status| status == 404) && error.message().is_some()
}

async fn collection(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    // The server takes any key.
    let client = report.call("a client", Client::builder().endpoint(&endpoint).api_key_auth("none").build())?;
    report.call("the heart beats", client.heartbeat().send().await);
    report.call("read the version", client.version().send().await);
    report.call("check the server", client.healthcheck().send().await);
    report.call("before flight", client.pre_flight_checks().send().await);
    report.call("who am I", client.get_user_identity().send().await);

    report.call("create a tenant", client.create_tenant(&CreateTenantPayload::new(TENANT)).send().await);
    report.call("read the tenant", client.get_tenant(TENANT).send().await);
    report
        .call("create a database", client.create_database(TENANT, &CreateDatabasePayload::new(DATABASE)).send().await);
    report.call("list databases", client.list_databases(TENANT).send().await);

    let metadata: Map<HashMapItem> = [("legs".to_owned(), HashMapItem::Integer(4))].into_iter().collect();
    let payload = CreateCollectionPayload::new("cats").metadata(metadata.clone());
    let created =
        report.call("create a collection", client.create_collection(TENANT, DATABASE, &payload).send().await)?;
    let id = created.id.to_string();
    let listed = report.call("list collections", client.list_collections(TENANT, DATABASE).send().await);
    report.holds("it is the only one", listed.as_ref().is_some_and(|all| all.len() == 1), format!("{listed:?}"));
    let read = report.call("read the collection", client.get_collection(TENANT, DATABASE, "cats").send().await)?;
    report.holds("it has its metadata", read.metadata == Some(metadata), format!("{:?}", read.metadata));
    report.call("count collections", client.count_collections(TENANT, DATABASE).send().await);

    let embeddings = [[1.0, 0.0], [0.0, 1.0]].map(|of| EmbeddingsPayloadListItem::List(of.to_vec())).to_vec();
    let records = AddCollectionRecordsPayload::new(embeddings, vec!["tom".to_owned(), "kitty".to_owned()])
        .documents(vec![Some("a tom".to_owned()), None]);
    report.call("add records", client.collection_add(TENANT, DATABASE, &id, &records).send().await);
    let count = report.call("count records", client.collection_count(TENANT, DATABASE, &id).send().await);
    report.holds("there are two", count == Some(2), format!("{count:?}"));
    let got = client.collection_get(TENANT, DATABASE, &id, &GetRequestPayload::new().limit(10)).send().await;
    let got = report.call("read records", got);
    report.holds("both are there", got.as_ref().is_some_and(|got| got.ids.len() == 2), format!("{got:?}"));
    let query = QueryRequestPayload::new(vec![vec![0.9, 0.1]]).n_results(1);
    let found = report.call("query records", client.collection_query(TENANT, DATABASE, &id, &query).send().await);
    let is_tom = found.as_ref().is_some_and(|found| found.ids == [["tom"]]);
    report.holds("the nearest is found", is_tom, format!("{found:?}"));

    let renamed = UpdateCollectionPayload::new().new_name("felines".to_owned());
    report.call("rename the collection", client.update_collection(TENANT, DATABASE, &id, &renamed).send().await);
    let some = DeleteCollectionRecordsPayload::new().ids(vec!["tom".to_owned()]);
    report.call("delete a record", client.collection_delete(TENANT, DATABASE, &id, &some).send().await);
    report.call("delete the collection", client.delete_collection(TENANT, DATABASE, "felines").send().await);
    let gone = client.get_collection(TENANT, DATABASE, "felines").send().await;
    report.refused("the collection is gone, with a message", gone, is_not_found);
    report.call("delete the database", client.delete_database(TENANT, DATABASE).send().await);
    Some(())
}
