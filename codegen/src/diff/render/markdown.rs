//! A comment for a pull request, which is the entry of a change log as well.

use std::fmt::Write;

use super::super::change::{Change, Comparison, Level};
use super::super::code::ChangeCode;
use super::shown::{Shown, place, released_line, wire_line};

/// The comment: the version as its heading, the verdicts, then the changes by what they mean.
pub(super) fn markdown(comparison: &Comparison, shown: &[Shown<'_>]) -> String {
    let mut out = format!("## {}\n\n", comparison.version.1);
    let rest = |text: String| if text.is_empty() { text } else { format!(": {text}") };
    _ = writeln!(
        out,
        "- Rust API: **{}**, {} → {}",
        comparison.rust().as_str(),
        comparison.version.0,
        comparison.version.1
    );
    _ = writeln!(out, "- On the wire: **{}**{}", comparison.wire().as_str(), rest(wire_line(comparison)));
    _ = writeln!(out, "- Released clients: **{}**{}", comparison.released().as_str(), rest(released_line(comparison)));
    let is_docs = |change: &Change| change.code == ChangeCode::DocsChanged;
    let is_breaking = |change: &Change| change.rust == Level::Major;
    let is_service = |change: &Change| change.released.is_breaking() || change.wire.is_breaking();
    section(&mut out, "Breaking changes", shown, is_breaking);
    section(&mut out, "Breaking for clients, not for code", shown, |of| is_service(of) && !is_breaking(of));
    let is_addition = |of: &Change| of.rust == Level::Minor && !is_service(of);
    section(&mut out, "Added", shown, |of| is_addition(of) && of.code != ChangeCode::Deprecated);
    section(&mut out, "Deprecated", shown, |of| is_addition(of) && of.code == ChangeCode::Deprecated);
    section(&mut out, "Changed", shown, |of| of.rust == Level::Patch && !is_service(of) && !is_docs(of));
    let docs = shown.iter().filter(|shown| is_docs(shown.change)).count();
    if docs > 0 {
        let items = if docs == 1 { "1 item".to_owned() } else { format!("{docs} items") };
        _ = write!(out, "\nThe documentation of {items} changed.\n");
    }
    if !comparison.unmatched.is_empty() {
        out.push_str("\n### Configuration\n\n");
        for unmatched in &comparison.unmatched {
            _ = writeln!(out, "- The configuration accepts {unmatched}.");
        }
    }
    out
}

fn section(out: &mut String, title: &str, shown: &[Shown<'_>], is_in: impl Fn(&Change) -> bool) {
    let mut lines = shown.iter().filter(|shown| is_in(shown.change)).peekable();
    if lines.peek().is_none() {
        return;
    }
    _ = write!(out, "\n### {title}\n\n");
    for Shown { change, at } in lines {
        let detail = change.detail.map(|detail| format!("; {detail}")).unwrap_or_default();
        let place = Some(place(at)).filter(|place| !place.is_empty()).map(|place| format!(", {place}"));
        let accepted = change.accepted.as_ref().map(|reason| format!(" Accepted: {reason}.")).unwrap_or_default();
        let place = place.unwrap_or_default();
        _ = writeln!(out, "- {}{detail}. (`{}`{place}){accepted}", capital(&change.headline), change.code);
    }
}

/// A sentence with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
