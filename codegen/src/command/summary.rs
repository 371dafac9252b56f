//! What `specwright generate` prints at the end: diagnostics, and one line or one JSON object.

use std::io::Write;

use serde_json::{Value, json};

use crate::Counts;
use crate::diff::{self, Comparison, Format};
use crate::generation::Outcome;
use crate::output::{self, Changes, Difference, Refused};
use crate::report::{self, Severity};

use super::diff::positions;
use super::invocation::GenerateArguments;

/// What was done with the folder of the crate.
pub(super) enum Done {
    /// It was compared: these files differ.
    Compared(Vec<Difference>),
    /// The crate was written: these files changed.
    Written(Changes),
}

impl Done {
    fn changed(&self) -> usize {
        match self {
            Self::Compared(differences) => differences.len(),
            Self::Written(changes) => changes.len(),
        }
    }
}

/// The result of a generation, to be printed.
pub(super) struct Summary<'a> {
    pub arguments: &'a GenerateArguments,
    pub outcome: &'a Outcome,
    pub done: &'a Option<Result<Done, Refused>>,
    /// What differs from what is committed, if `--check` found a difference.
    pub verdict: Option<&'a Comparison>,
    pub millis: u128,
}

impl Summary<'_> {
    /// Prints the diagnostics to `stderr`, and one line to `stdout`.
    pub fn human(&self, stdout: &mut dyn Write, stderr: &mut dyn Write) {
        for (diagnostic, resolved) in self.outcome.resolved() {
            let _ = writeln!(stderr, "{}", report::human(diagnostic, &resolved));
        }
        let out = self.arguments.out.display();
        let count =
            |severity| self.outcome.diagnostics().iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let warnings = match count(Severity::Warning) {
            0 => String::new(),
            several => format!(", {}", counted(several, "warning")),
        };
        let line = match (&self.outcome.result, self.done) {
            (Ok(generated), Some(Ok(done))) => {
                if let Done::Compared(differences) = done {
                    let _ = write!(stderr, "{}", output::difference(differences));
                }
                let Counts { operations, types, .. } = generated.counts;
                let files = generated.files.len();
                let changed = done.changed();
                let what = match done {
                    Done::Compared(_) if changed == 0 => "is up to date".to_owned(),
                    Done::Compared(_) => format!(
                        "is out of date: {changed} of {} differ; run the command without --check to update it",
                        counted(files, "file")
                    ),
                    Done::Written(changes) => {
                        let removed = match changes.removed.len() {
                            0 => String::new(),
                            several => format!(", {several} removed"),
                        };
                        format!("{} of {} changed{removed}", changes.written.len(), counted(files, "file"))
                    }
                };
                let (operations, types) = (counted(operations, "operation"), counted(types, "type"));
                format!("{out}: {operations}, {types}, {what}{warnings}")
            }
            (Ok(_), Some(Err(refused))) => {
                let _ = writeln!(stderr, "error: {refused}");
                format!("{out}: nothing written{warnings}")
            }
            _ => {
                let errors = counted(count(Severity::Error), "error");
                format!("{}: refused, {errors}{warnings}; nothing written", self.arguments.spec.display())
            }
        };
        if let Some(comparison) = self.verdict {
            let shown = diff::shown(comparison, &(), positions(self.outcome));
            let _ = write!(stderr, "{}", diff::render(comparison, &shown, Format::Text));
        }
        let _ = writeln!(stdout, "{line}");
    }

    /// Prints one JSON object.
    pub fn json(&self, stdout: &mut dyn Write) {
        let mut diagnostics: Vec<Value> =
            self.outcome.resolved().iter().map(|(diagnostic, resolved)| report::json(diagnostic, resolved)).collect();
        let mut changed = 0;
        match self.done {
            Some(Ok(done)) => changed = done.changed(),
            Some(Err(refused)) => diagnostics.push(json!({
                "severity": "error", "code": "output", "message": refused.to_string(),
                "file": null, "line": null, "column": null, "pointer": null,
            })),
            None => {}
        }
        let generated = self.outcome.result.as_ref().ok();
        let counts = generated.map(|generated| generated.counts).unwrap_or_default();
        let verdict = self.verdict.map(|comparison| {
            let shown = diff::shown(comparison, &(), positions(self.outcome));
            diff::json(comparison, &shown)
        });
        let mut object = json!({
            "crate": generated.map(|generated| generated.planned.package.name.as_str()),
            "operations": counts.operations,
            "operations_omitted": counts.operations_omitted,
            "parameters_omitted": counts.parameters_omitted,
            "types": counts.types,
            "untyped": counts.untyped,
            "files": generated.map_or(0, |generated| generated.files.len()),
            "files_changed": changed,
            "millis": u64::try_from(self.millis).unwrap_or(u64::MAX),
            "findings": diagnostics,
        });
        if let Some(verdict) = verdict {
            object["verdict"] = verdict;
        }
        let _ = writeln!(stdout, "{object}");
    }
}

/// A number of things, as in `1 file` and `2 files`.
pub(super) fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
