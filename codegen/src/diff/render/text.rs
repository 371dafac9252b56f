//! For people: the verdicts, then a line for each change.

use std::fmt::Write;

use super::super::change::{Change, Comparison, Level, Origin};
use super::super::code::ChangeCode;
use super::shown::{Shown, place, released_line, wire_line};

/// The most columns that an item takes before the others are not aligned any more.
const ITEM: usize = 32;

/// The most columns that a headline takes.
const HEADLINE: usize = 72;

/// The verdicts, a line each.
pub(super) fn summary(comparison: &Comparison) -> String {
    let (from, to) = &comparison.version;
    let version = if from == to { from.clone() } else { format!("{from} → {to}") };
    let lines = [
        ("rust", comparison.rust().as_str(), version),
        ("wire", comparison.wire().as_str(), wire_line(comparison)),
        ("released", comparison.released().as_str(), released_line(comparison)),
    ];
    lines.map(|(verdict, word, rest)| format!("{verdict:<8}  {word:<10}  {rest}").trim_end().to_owned() + "\n").concat()
}

/// The verdicts, and a line for each change. Documentation is counted.
pub(super) fn text(comparison: &Comparison, shown: &[Shown<'_>]) -> String {
    let mut out = summary(comparison);
    let (docs, rest): (Vec<&Shown<'_>>, Vec<&Shown<'_>>) =
        shown.iter().partition(|shown| shown.change.code == ChangeCode::DocsChanged);
    let width = |of: fn(&Change) -> usize, most: usize| {
        rest.iter().map(|shown| of(shown.change)).filter(|width| *width <= most).max().unwrap_or(0)
    };
    let item = width(|change| change.item.chars().count(), ITEM);
    let headline = width(|change| change.headline.chars().count(), HEADLINE);
    if !rest.is_empty() {
        out.push('\n');
    }
    for Shown { change, at } in rest {
        let line = format!(
            "{:<5}  {:<item$}  {:<headline$}  {}  {}",
            if change.code == ChangeCode::NameKept { "kept" } else { change.rust.as_str() },
            change.item,
            change.headline,
            place(at),
            change.code
        );
        _ = writeln!(out, "{}", line.trim_end());
        let notes = [
            change.detail.map(str::to_owned),
            (change.from != Origin::Document).then(|| format!("from the {}", change.from.as_str())),
            change.accepted.as_ref().map(|reason| format!("accepted: {reason}")),
        ];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        if !notes.is_empty() {
            _ = writeln!(out, "{:<5}  {:<item$}  {}", "", "", notes.join("; "));
        }
    }
    if !docs.is_empty() {
        let items = if docs.len() == 1 { "1 item".to_owned() } else { format!("{} items", docs.len()) };
        _ = writeln!(out, "{:<5}  documentation of {items}", Level::Patch.as_str());
    }
    for unmatched in &comparison.unmatched {
        _ = writeln!(out, "warning: the configuration accepts {unmatched}");
    }
    out
}
