//! How a character is shown on a terminal: never as a control, and in how many columns.

use std::fmt::Write;

/// How many columns a tab takes in an excerpt.
const TAB: usize = 4;

/// Appends a character as it may be shown, and returns its number of columns.
///
/// Controls, and the marks that turn the direction of writing or show nothing, are spelled out, so that no
/// document can steer the terminal or make a line look like another one.
pub(super) fn push(shown: &mut String, c: char) -> usize {
    match c {
        '\t' => {
            shown.extend(std::iter::repeat_n(' ', TAB));
            TAB
        }
        c if is_hidden(c) => {
            let start = shown.len();
            let escape = match c {
                '\n' => shown.write_str("\\n"),
                '\r' => shown.write_str("\\r"),
                c => write!(shown, "\\u{{{:x}}}", u32::from(c)),
            };
            escape.expect("writing to a string cannot fail");
            shown.len() - start
        }
        c => {
            shown.push(c);
            columns(c)
        }
    }
}

/// A text as it may be shown: see [`push`].
pub(super) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut shown, c);
    }
    shown
}

/// Whether a character steers the terminal or is invisible.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// The columns of a character that can be shown.
///
/// A short form of [UAX #11](https://www.unicode.org/reports/tr11/): the blocks of wide characters and of
/// combining marks. Where a terminal disagrees, a caret is a column off, and nothing else is wrong.
fn columns(c: char) -> usize {
    match u32::from(c) {
        0x0000..=0x02ff => 1,
        0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x064b..=0x065f | 0x0e34..=0x0e3a => 0,
        0x0e47..=0x0e4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x200c..=0x200d | 0x20d0..=0x20ff => 0,
        0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0x1_f3fb..=0x1_f3ff | 0xe_0100..=0xe_01ef => 0,
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0x33ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff => 2,
        0xa000..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => 2,
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1_f300..=0x1_f64f | 0x1_f680..=0x1_f6ff => 2,
        0x1_f900..=0x1_f9ff | 0x1_fa70..=0x1_faff | 0x2_0000..=0x3_fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_harmless_is_shown() {
        let check = |text: &str, expected: &str, columns: usize| {
            let mut shown = String::new();
            let width: usize = text.chars().map(|c| push(&mut shown, c)).sum();
            assert_eq!((shown.as_str(), width), (expected, columns), "{text:?}");
            assert_eq!(plain(text), expected);
        };
        check("abc", "abc", 3);
        check("a\tb", "a    b", 6);
        check("\u{1b}[31m", "\\u{1b}[31m", 10);
        check("a\r\nb", "a\\r\\nb", 6);
        check("\u{202e}x", "\\u{202e}x", 9);
        check("任务", "任务", 4);
        check("e\u{301}", "e\u{301}", 1);
        check("🎉", "🎉", 2);
        check("\u{9b}", "\\u{9b}", 6);
    }
}
