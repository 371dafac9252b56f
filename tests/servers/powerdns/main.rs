//! The life of a zone in PowerDNS.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::Client;
use client::zonemetadata::Metadata;
use client::zones::{Record, RrSet, Zone, ZoneKind};
use report::Report;

const SERVER: &str = "localhost";
const ZONE: &str = "example.org.";

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = zone(&mut report).await;
    report.finish(end)
}

async fn zone(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    let client = report.call("a client", Client::builder().endpoint(&endpoint).api_key_header("secret").build())?;
    let servers = report.call("list servers", client.list_servers().send().await)?;
    report.holds("there is one", servers.len() == 1, servers.len());

    let zone = Zone::new().name(ZONE).kind(ZoneKind::Native).nameservers(vec!["ns1.example.org.".to_owned()]);
    let created = report.call("create a zone", client.create_zone(SERVER, &zone).send().await);
    let id = created.and_then(|zone| zone.id).unwrap_or_else(|| ZONE.to_owned());
    let zones = report.call("list zones", client.list_zones(SERVER).send().await)?;
    report.holds("the zone is among them", zones.iter().any(|zone| zone.id.as_deref() == Some(&id)), zones.len());

    let address = Record::new("192.0.2.1");
    let set = RrSet::new("www.example.org.", "A", 60, vec![address]).changetype("REPLACE");
    let change = Zone::new().rrsets(vec![set]);
    report.call("add a record", client.patch_zone(SERVER, &id, &change).send().await);
    if let Some(zone) = report.call("read the zone", client.list_zone(SERVER, &id).send().await) {
        let sets = zone.rrsets.unwrap_or_default();
        let is_there =
            sets.iter().any(|set| set.type_ == "A" && set.records.iter().any(|of| of.content == "192.0.2.1"));
        report.holds("the record is in it", is_there, format!("{sets:?}"));
    }
    let metadata = Metadata::new().kind("ALLOW-AXFR-FROM").metadata(vec!["192.0.2.0/24".to_owned()]);
    report.call("add metadata", client.create_metadata(SERVER, &id, &metadata).send().await);
    report.call("list metadata", client.list_metadata(SERVER, &id).send().await);
    report.call("read statistics", client.get_stats(SERVER).send().await);
    report.call("read the configuration", client.get_config(SERVER).send().await);
    report.call("search", client.search_data(SERVER, "www*", 10).send().await);
    report.call("delete the zone", client.delete_zone(SERVER, &id).send().await);
    let again = client.list_zone(SERVER, &id).send().await;
    let is_not_found = |error: &client::Error<_>| error.status().is_some_and(|status| status == 404);
    report.refused("the zone is gone", again, is_not_found);
    let bad = client.create_zone(SERVER, &Zone::new().name("no dot").kind(ZoneKind::Native)).send().await;
    report.refused("a bad name is refused, with the reason", bad, |error| {
        error.status().is_some_and(|status| status == 422) && error.to_string().contains("not canonical")
    });
    Some(())
}
