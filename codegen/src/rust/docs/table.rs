//! Tables, as [GitHub has them](https://github.github.com/gfm/#tables-extension-).

use super::block::Block;
use super::inline;

/// The table whose head is the line `at`, and the line after it.
pub(super) fn table(lines: &[&str], at: usize) -> Option<(Block, usize)> {
    let head = lines.get(at).filter(|line| line.contains('|'))?;
    let marks = marks(lines.get(at + 1)?)?;
    let mut rows = vec![cells(head)];
    let body = lines.iter().skip(at + 2).take_while(|line| line.contains('|'));
    rows.extend(body.map(|line| cells(line)));
    let next = at + 1 + rows.len();
    Some((Block::Table { marks, rows }, next))
}

/// A table as lines, each row as wide as the widest.
pub(super) fn lines(marks: &[&'static str], rows: &[Vec<String>]) -> Vec<String> {
    // Bounded, since a head of thousands of bars above rows of one cell would take quadratic space.
    let width = rows.first().map_or(0, Vec::len).clamp(1, 64);
    let mut out = Vec::new();
    for row in rows {
        let cells: Vec<String> = (0..width).map(|at| row.get(at).map(|text| cell(text)).unwrap_or_default()).collect();
        out.push(format!("| {} |", cells.join(" | ")).replace("|  |", "| |"));
        if out.len() == 1 {
            let marks: Vec<&str> = (0..width).map(|at| marks.get(at).copied().unwrap_or("---")).collect();
            out.push(format!("| {} |", marks.join(" | ")));
        }
    }
    out
}

/// The line under the head: `| --- | :-: |`.
fn marks(line: &str) -> Option<Vec<&'static str>> {
    let line = line.trim();
    if !line.contains('|') || !line.contains('-') || line.contains(|c| !matches!(c, '|' | '-' | ':' | ' ')) {
        return None;
    }
    let mark = |cell: &String| match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => ":---:",
        (true, false) => ":---",
        (false, true) => "---:",
        (false, false) => "---",
    };
    Some(cells(line).iter().map(mark).collect())
}

/// The cells between bars; a bar after a backslash is text.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut out = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = out.last_mut() else { break };
        match c {
            '\\' if chars.next_if_eq(&'|').is_some() => cell.push('|'),
            '|' if chars.peek().is_none() => break,
            '|' => out.push(String::new()),
            _ => cell.push(c),
        }
    }
    out.iter().map(|cell| cell.trim().to_owned()).collect()
}

fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in inline::line(text).chars() {
        if c == '|' {
            // Two backslashes before a bar are ambiguous.
            out.push_str(if out.ends_with('\\') { " \\" } else { "\\" });
        }
        out.push(c);
    }
    out
}
