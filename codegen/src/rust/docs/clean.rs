//! Characters: newlines of one kind, no tabs, no invisible characters.

/// The text with `\n` as its only newline, tabs expanded to multiples of four, and without control characters and those
/// that change the direction of text (which `rustc` denies in comments).
pub(super) fn clean(text: &str) -> String {
    // The fast path for nearly every text.
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return dedent(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
                column = 0;
            }
            '\t' => {
                let width = 4 - column % 4;
                out.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\u{a0}' | '\u{202f}' => {
                out.push(' ');
                column += 1;
            }
            _ if c.is_control() || invisible(c) => {}
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    dedent(&out)
}

/// Direction marks and overrides (Unicode TR9), zero-width spaces, the soft hyphen, the byte order mark.
fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// The text without the indent that all lines share, as doc strings have it. The first line has none if it follows the
/// opening quotes directly; then the spaces before the closing quotes show that it is a doc string.
fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let quotes = text.rsplit('\n').next().filter(|last| last.trim().is_empty());
    let is_doc_string = !text.starts_with([' ', '\n']) && quotes.is_some_and(|last| last.len() >= 4);
    let lines = text.lines().skip(usize::from(is_doc_string));
    let filled = lines.filter(|line| !line.trim().is_empty());
    let shared = filled.map(indent).min().unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line.get(indent(line).min(shared)..).unwrap_or(""));
        out.push('\n');
    }
    out
}
