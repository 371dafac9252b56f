//! Links in docs. rustdoc warns of an explicit target if the name itself resolves to it.

use std::collections::HashSet;

use crate::rust::model::{Item, Use};

use super::Root;
use super::uses::name;

/// A link to a method of the client.
pub(super) fn method(method: &str, root: Root) -> String {
    format!("[`Client::{method}`]({}::Client::{method})", root.path())
}

/// Removes the targets of links to types that are in scope.
pub(super) fn shorten(items: &mut [Item], uses: &[Use]) {
    let own = items.iter().filter_map(name).map(str::to_owned);
    let brought = uses.iter().filter(|of| of.path.starts_with("super")).map(|of| of.name.clone());
    let known: HashSet<String> = own.chain(brought).collect();
    for docs in items.iter_mut().flat_map(docs) {
        for line in docs.iter_mut().filter(|line| line.contains("`](super::")) {
            *line = shortened(line, &known);
        }
    }
}

/// The line without the targets of links to types that are in scope.
fn shortened(line: &str, known: &HashSet<String>) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, (label, target))) = rest.split_once("[`").and_then(|(before, link)| {
        let (label, link) = link.split_once("`](")?;
        Some((before, (label, link)))
    }) {
        let Some((path, after)) = target.split_once(')') else { break };
        text.push_str(before);
        match known.contains(label) && path.rsplit("::").next() == Some(label) {
            true => text.push_str(&format!("[`{label}`]")),
            false => text.push_str(&format!("[`{label}`]({path})")),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

fn docs(item: &mut Item) -> Vec<&mut Vec<String>> {
    match item {
        Item::Struct(of) => vec![&mut of.docs],
        Item::Enum(of) => vec![&mut of.docs],
        Item::Alias(of) => vec![&mut of.docs],
        Item::Union(of) => vec![&mut of.docs],
        Item::Webhooks(of) => of.variants.iter_mut().map(|variant| &mut variant.docs).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn names_that_are_known_need_no_target() {
        let known = ["Task".to_owned()].into();
        let check = |line: &str, expected: &str| assert_eq!(shortened(line, &known), expected);
        check("Part of [`Task`](super::task::Task).", "Part of [`Task`].");
        check("Part of [`Other`](super::task::Other).", "Part of [`Other`](super::task::Other).");
        check(
            "[`Task::id`](super::task::Task::id), [`Task`](super::Task)",
            "[`Task::id`](super::task::Task::id), [`Task`]",
        );
        check("[`Task`](super::task", "[`Task`](super::task");
    }
}
