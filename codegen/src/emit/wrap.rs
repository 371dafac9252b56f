//! Wraps long lines of docs without changing what they mean in Markdown.

/// The maximum length of a line: 120 columns including the indentation of a field and `/// `.
const WIDTH: usize = 112;

/// The lines of docs, with long lines of paragraphs and list items wrapped. Code, tables, headings and link definitions stay as
/// they are. What remains of a long line is joined with the next line of its paragraph.
pub(super) fn wrapped(lines: &[String]) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::with_capacity(lines.len());
    let mut fence: Option<&str> = None;
    // The indentation of the paragraph that the last line belongs to, if that line is what remained of a long one.
    let mut open: Option<usize> = None;
    for line in lines {
        let text = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let is_code = fence.is_some() || mark.is_some() || line.starts_with("    ") || line.starts_with('\t');
        let continued = open.take().filter(|below| !is_code && continues(line, *below));
        let joined = continued.and_then(|_| wrapped.pop()).map(|remainder| format!("{remainder} {text}"));
        let line = joined.as_ref().unwrap_or(line);
        if is_code || line.len() <= WIDTH || !is_prose(line.trim_start()) {
            wrapped.push(line.clone());
            open = continued;
        } else {
            let below = wrap(line, &mut wrapped);
            open = Some(continued.unwrap_or(below));
        }
        // A backslash at the end of a line is a break (CommonMark, §6.7).
        open = open.filter(|_| !line.ends_with('\\'));
    }
    wrapped
}

/// Whether a line belongs to a paragraph or a list item, where line breaks have no meaning: not to a heading, a table, a quote,
/// HTML, or the definition of a link.
fn is_prose(text: &str) -> bool {
    let is_definition = text.starts_with('[') && text.contains("]:");
    let is_table = text.starts_with('|') || text.contains(" | ");
    !text.starts_with(['#', '>', '<']) && !is_table && !is_definition
}

/// Whether a line continues the paragraph before it, whose lines are indented by `below`.
fn continues(line: &str, below: usize) -> bool {
    let text = line.trim_start();
    let is_rule = text.chars().all(|letter| matches!(letter, '-' | '*' | '_' | '=' | ' '));
    line.len() - text.len() == below && is_prose(text) && !is_rule && !text.split(' ').next().is_some_and(is_marker)
}

/// Wraps a line. Returns the indentation of its paragraph.
fn wrap(line: &str, wrapped: &mut Vec<String>) -> usize {
    let indent = line.len() - line.trim_start().len();
    let text = line.trim_start();
    // Further lines of a list item are indented to its text (CommonMark, §5.2).
    let marker = text.find(' ').and_then(|end| text.split_at_checked(end)).filter(|(word, _)| is_marker(word));
    let item = marker.map_or(0, |(word, rest)| word.len() + rest.len() - rest.trim_start().len());
    let below = " ".repeat(indent + item);
    let mut current = String::new();
    let mut in_code = false;
    for word in line.get(indent..).unwrap_or_default().split(' ') {
        let longer = current.chars().count() + 1 + word.chars().count() > WIDTH;
        if longer && !in_code && current.trim().len() > item && begins_nothing(word) {
            wrapped.push(std::mem::replace(&mut current, format!("{below}{word}")));
        } else if current.is_empty() {
            current = format!("{}{word}", " ".repeat(indent));
        } else {
            current.push(' ');
            current.push_str(word);
        }
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    wrapped.push(current);
    below.len()
}

/// Whether a word begins a list item (CommonMark, §5.2).
fn is_marker(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']);
    matches!(word, "-" | "*" | "+") || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a word has no special meaning at the beginning of a line, where it could begin a list, a heading, a quote, a table, a
/// fence, an underline, HTML, or a definition.
fn begins_nothing(word: &str) -> bool {
    !word.is_empty()
        && !is_marker(word)
        && !word.starts_with("```")
        && !word.starts_with(['#', '>', '|', '~', '=', '<', '-', '*', '+', '_', '[', ':'])
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrapped};

    fn check(lines: &[&str], expected: &[&str]) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(wrapped(&lines), expected);
    }

    #[test]
    fn paragraphs_and_items_are_broken() {
        let word = "word ".repeat(21);
        let word = word.trim();
        check(&["short", "", "lines"], &["short", "", "lines"]);
        check(&[&format!("{word} and more words")], &[&format!("{word} and"), "more words"]);
        check(&[&format!("- {word} and more words")], &[&format!("- {word} and"), "  more words"]);
        check(&[&format!("-  {word} and more words")], &[&format!("-  {word} and"), "   more words"]);
        check(&[&format!("1. {word} and more words")], &[&format!("1. {word} and"), "   more words"]);
        check(&[&format!("  {word} and more words")], &[&format!("  {word} and"), "  more words"]);
    }

    #[test]
    fn the_rest_of_a_paragraph_follows() {
        let word = "word ".repeat(21);
        let word = word.trim();
        let long = format!("{word} and more words");
        check(&[&long, "of it"], &[&format!("{word} and"), "more words of it"]);
        check(
            &[&long, &long],
            &[&format!("{word} and"), &format!("more words {}", &word[..99]), "word and more words"],
        );
        check(&[&format!("- {long}"), "  of it"], &[&format!("- {word} and"), "  more words of it"]);
        for other in ["- an item", "", "# heading", "---", "```text", "1. an item", "    code", "  deeper"] {
            check(&[&long, other], &[&format!("{word} and"), "more words", other]);
        }
        check(&[&format!("{long}\\"), "broken"], &[&format!("{word} and"), "more words\\", "broken"]);
        check(&["short", "lines"], &["short", "lines"]);
    }

    #[test]
    fn no_line_begins_with_what_would_mean_something() {
        let word = "word ".repeat(22);
        let word = word.trim();
        check(&[&format!("{word} - one 2. three")], &[&format!("{word} -"), "one 2. three"]);
        check(&[&format!("{word} `some code` after")], &[word, "`some code` after"]);
        check(&[&format!("{word} ```some code``` after")], &[&format!("{word} ```some code```"), "after"]);
    }

    #[test]
    fn code_tables_and_headings_stay() {
        let long = "word ".repeat(40);
        let long = long.trim();
        for line in [
            format!("# {long}"),
            format!("| {long} |"),
            format!("    {long}"),
            format!("> {long}"),
            format!("<b> {long}"),
        ] {
            check(&[&line], &[&line]);
        }
        check(&["```text", long, "```"], &["```text", long, "```"]);
        let one = "w".repeat(2 * WIDTH);
        check(&[&one], &[&one]);
    }
}
