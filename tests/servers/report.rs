//! What a program reports of the calls that it makes: a line for each, and how many were right.

use std::fmt::{Debug, Display};
use std::process::ExitCode;

/// The calls that were made.
#[derive(Default)]
pub struct Report {
    right: usize,
    wrong: usize,
}

impl Report {
    /// Reports a call. A step that needs what a failed one returned ends the workflow.
    pub fn call<T, E: Display>(&mut self, what: &str, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => {
                self.holds(what, true, "");
                Some(value)
            }
            Err(error) => {
                self.holds(what, false, error);
                None
            }
        }
    }

    /// Reports a call that the service has to refuse.
    pub fn refused<T: Debug, E: Display>(
        &mut self,
        what: &str,
        result: Result<T, E>,
        expected: impl FnOnce(&E) -> bool,
    ) {
        match result {
            Ok(value) => self.holds(what, false, format!("{value:?}")),
            Err(error) => {
                let is_expected = expected(&error);
                self.holds(what, is_expected, error);
            }
        }
    }

    /// Reports whether something is as expected, and what it is if not.
    pub fn holds(&mut self, what: &str, is_right: bool, found: impl Display) {
        if is_right {
            self.right += 1;
            println!("right  {what}");
        } else {
            self.wrong += 1;
            println!("WRONG  {what}: {found}");
        }
    }

    /// Prints the numbers. A workflow that did not come to its end is wrong.
    pub fn finish(mut self, end: Option<()>) -> ExitCode {
        if end.is_none() {
            self.holds("the workflow comes to its end", false, "a step failed that others need");
        }
        println!("{} right, {} wrong", self.right, self.wrong);
        if self.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
