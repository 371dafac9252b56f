//! The streams that the command prints to, and its exit codes.

use std::io::Write;

/// The crate was written or is up to date, or what was requested was printed.
pub(super) const SUCCESS: u8 = 0;

/// The document was refused, or `--check` found a difference.
pub(super) const REFUSED: u8 = 1;

/// The command line is invalid.
pub(super) const USAGE: u8 = 2;

/// Where the command prints.
pub(super) struct Console<'a> {
    /// Results.
    pub stdout: &'a mut dyn Write,
    /// Diagnostics and errors.
    pub stderr: &'a mut dyn Write,
    /// Whether the streams take ANSI styles.
    pub styled: bool,
    /// Whether to show a progress line on the terminal.
    pub progress: bool,
}

impl Console<'_> {
    /// Prints what the parser of the command line returned in place of arguments: a usage error, help or the version.
    pub fn parse_error(&mut self, error: &clap::Error) -> u8 {
        let text = error.render();
        let text = if self.styled { text.ansi().to_string() } else { text.to_string() };
        let stream = if error.use_stderr() { &mut self.stderr } else { &mut self.stdout };
        // A closed pipe is not worth an error.
        let _ = write!(stream, "{text}");
        if error.use_stderr() { USAGE } else { SUCCESS }
    }
}
