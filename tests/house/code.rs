//! What of a file is code.

/// The lines of code of a file with their numbers from 1: no blank lines, no comments, nothing of its unit tests.
pub fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    // Unit tests stand at the end of a file.
    let before_tests = lines.take_while(|(_, line)| line.trim_end() != "#[cfg(test)]");
    before_tests.filter(|(_, line)| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("//")
    })
}
