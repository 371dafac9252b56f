//! `specwright generate`.

use std::io::Write;
use std::time::Instant;

use serde_json::{Value, json};

use crate::output::{self, Changes, Difference, Refused};
use crate::report::{self, Diagnostics, Severity};
use crate::session::{Outcome, Session, relative};
use crate::{Counts, Settings};

use super::arguments::Request;
use super::{DONE, REFUSED};

/// Generates a crate and writes it, or tells what writing would change.
pub(super) fn generate(request: &Request, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let start = Instant::now();
    let session = Session {
        spec: request.spec.clone(),
        config: request.config.clone(),
        settings: Settings {
            crate_name: request.crate_name.clone(),
            runtime_path: request.runtime_path.as_deref().map(|path| relative(&request.out, path)),
            samples: request.samples,
            mocks: request.mocks,
            strict: request.strict,
            threads: None,
        },
    };
    let outcome = session.run();
    let done = outcome.result.as_ref().ok().map(|generated| {
        if request.check {
            output::compare(&generated.files, &request.out).map(Done::Compared)
        } else {
            output::write(&generated.files, &request.out).map(Done::Written)
        }
    });
    let summary = Summary { request, outcome: &outcome, done: &done, millis: start.elapsed().as_millis() };
    if request.json {
        summary.json(stdout)
    } else {
        summary.human(stdout, stderr)
    }
    let code = match done {
        Some(Ok(Done::Written(_))) => DONE,
        Some(Ok(Done::Compared(differences))) if differences.is_empty() => DONE,
        _ => REFUSED,
    };
    // The process ends: to give back each piece of a large document by itself would take longer than most stages.
    std::mem::forget(outcome);
    code
}

/// What was done with the folder.
enum Done {
    /// Nothing; this is what differs.
    Compared(Vec<Difference>),
    /// It holds the crate; this is what changed.
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

/// Everything there is to say in the end.
struct Summary<'a> {
    request: &'a Request,
    outcome: &'a Outcome,
    done: &'a Option<Result<Done, Refused>>,
    millis: u128,
}

impl Summary<'_> {
    fn diagnostics(&self) -> &Diagnostics {
        match &self.outcome.result {
            Ok(generated) => &generated.diagnostics,
            Err(diagnostics) => diagnostics,
        }
    }

    fn resolved(&self) -> Vec<(&report::Diagnostic, report::Resolved)> {
        match &self.outcome.tree {
            Some(tree) => self.diagnostics().resolve(tree),
            None => self.diagnostics().resolve(&()),
        }
    }

    fn human(&self, stdout: &mut dyn Write, stderr: &mut dyn Write) {
        for (diagnostic, resolved) in self.resolved() {
            let _ = writeln!(stderr, "{}", report::human(diagnostic, &resolved));
        }
        let out = self.request.out.display();
        let count = |severity| self.diagnostics().iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let warnings = match count(Severity::Warning) {
            0 => String::new(),
            1 => ", 1 warning".to_owned(),
            several => format!(", {several} warnings"),
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
                        "is not what the document says: {changed} of {files} files differ; run the command without --check"
                    ),
                    Done::Written(_) => format!("{changed} of {files} files changed"),
                };
                format!("{out}: {operations} operations, {types} types, {what}{warnings}")
            }
            (Ok(_), Some(Err(refused))) => {
                let _ = writeln!(stderr, "error: {refused}");
                format!("{out}: nothing written{warnings}")
            }
            _ => {
                let errors = count(Severity::Error);
                let word = if errors == 1 { "error" } else { "errors" };
                format!("{}: refused, {errors} {word}{warnings}; nothing written", self.request.spec.display())
            }
        };
        let _ = writeln!(stdout, "{line}");
    }

    fn json(&self, stdout: &mut dyn Write) {
        let mut diagnostics: Vec<Value> =
            self.resolved().iter().map(|(diagnostic, resolved)| report::json(diagnostic, resolved)).collect();
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
        let object = json!({
            "crate": generated.map(|generated| generated.planned.package.name.as_str()),
            "operations": counts.operations,
            "operations_omitted": counts.operations_omitted,
            "types": counts.types,
            "untyped": counts.untyped,
            "files": generated.map_or(0, |generated| generated.files.len()),
            "files_changed": changed,
            "millis": u64::try_from(self.millis).unwrap_or(u64::MAX),
            "findings": diagnostics,
        });
        let _ = writeln!(stdout, "{object}");
    }
}
