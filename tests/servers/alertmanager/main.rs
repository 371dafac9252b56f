//! The life of an alert and a silence in Alertmanager.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::alert::PostableAlert;
use client::silence::{Matcher, PostableSilence};
use client::{Client, Map, Uuid};
use report::Report;

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = alert(&mut report).await;
    report.finish(end)
}

async fn alert(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    let client = report.call("a client", Client::builder().endpoint(&endpoint).build())?;
    report.call("read the status", client.get_status().send().await);
    report.call("list receivers", client.get_receivers().send().await);

    let labels: Map<String> = [("alertname".to_owned(), "DiskFull".to_owned())].into_iter().collect();
    report.call("post an alert", client.post_alerts(&[PostableAlert::new(labels)]).send().await);
    let alerts = report.call("list alerts", client.get_alerts().send().await).unwrap_or_default();
    let is_there = alerts.iter().any(|alert| alert.labels.get("alertname").is_some_and(|name| name == "DiskFull"));
    report.holds("the alert is among them", is_there, format!("{alerts:?}"));
    report.call("list groups", client.get_alert_groups().active(true).send().await);
    let filter = ["alertname=\"Other\"".to_owned()];
    let others = report.call("filter alerts", client.get_alerts().filter(&filter).send().await).unwrap_or_default();
    report.holds("the filter holds", others.is_empty(), others.len());

    let matcher = Matcher::new(false, "alertname", "DiskFull");
    let (begin, end) = ("2026-01-01T00:00:00Z", "2099-01-01T00:00:00Z");
    let silence = PostableSilence::new("maintenance", "tests", end.parse().ok()?, vec![matcher], begin.parse().ok()?);
    let posted = report.call("create a silence", client.post_silences(&silence).send().await)?;
    let id: Uuid = report.call("it has an ID", posted.silence_id.unwrap_or_default().parse())?;
    let silences = report.call("list silences", client.get_silences().send().await).unwrap_or_default();
    report.holds("the silence is among them", silences.len() == 1, silences.len());
    if let Some(silence) = report.call("read the silence", client.get_silence(&id).send().await) {
        report.holds("it is what was sent", silence.comment == "maintenance", silence.comment);
    }
    let changed = silence.id(id.to_string());
    let changed = report.call("change the silence", client.post_silences(&changed).send().await);
    report.holds("it has an ID still", changed.is_some_and(|silence| silence.silence_id.is_some()), "none");
    report.call("delete the silence", client.delete_silence(&id).send().await);

    let missing: Uuid = "00000000-0000-0000-0000-000000000000".parse().ok()?;
    let is_not_found = |error: &client::Error<_>| error.status().is_some_and(|status| status == 404);
    report.refused("there is no other silence", client.get_silence(&missing).send().await, is_not_found);
    let bad = client.get_alerts().filter(&["=".to_owned()]).send().await;
    report.refused("a bad filter is refused", bad, |error| error.status().is_some_and(|status| status == 400));
    Some(())
}
