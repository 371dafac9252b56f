//! What a single line shows: its indent, headings, rules.

/// How many spaces the line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line without up to `width` spaces before it.
pub(super) fn strip(line: &str, width: usize) -> &str {
    line.get(indent(line).min(width)..).unwrap_or(line)
}

/// `## text ##`
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let trimmed = line.trim();
    let text = trimmed.trim_start_matches('#');
    let level = trimmed.len() - text.len();
    if !(1..=6).contains(&level) || !(text.is_empty() || text.starts_with(' ')) {
        return None;
    }
    let open = text.trim_end_matches('#');
    let text = if open.is_empty() || open.ends_with(' ') { open } else { text };
    Some((level, text.trim()))
}

/// Three or more of one of `*`, `-`, `_`, and nothing else.
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next().filter(|c| matches!(c, '*' | '-' | '_')) else {
        return false;
    };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}
