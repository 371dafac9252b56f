//! The results of calls, from the output of the program and the log of the mock server.

/// A call.
#[derive(Debug)]
pub struct Call {
    /// The line that the program printed.
    pub line: String,
    /// The violations that the mock server logged.
    pub violations: Vec<String>,
}

impl Call {
    /// Whether the mock server accepted the call, and its response was decoded.
    pub fn is_accepted(&self) -> bool {
        self.outcome().starts_with("ok ")
    }

    /// The outcome, without the description of the call.
    pub fn outcome(&self) -> &str {
        const KINDS: [&str; 7] = [
            "ok ",
            "invalid request",
            "connection failed",
            "timed out",
            "connection lost",
            "service error",
            "invalid response",
        ];
        let starts = KINDS.iter().filter_map(|kind| Some(self.line.find(&format!(": {kind}"))? + 2));
        starts.min().and_then(|start| self.line.get(start..)).unwrap_or(&self.line)
    }

    /// Whether the response could not be decoded.
    pub fn is_undecodable(&self) -> bool {
        self.outcome().starts_with("invalid response")
    }

    /// Whether the line or a violation contains this text.
    pub fn has(&self, text: &str) -> bool {
        self.line.contains(text) || self.says(text)
    }

    /// Whether a violation contains this text.
    pub fn says(&self, text: &str) -> bool {
        self.violations.iter().any(|violation| violation.contains(text))
    }

    /// The property that the first violation reports as missing.
    pub fn missing(&self) -> Option<&str> {
        let (_, rest) = self.violations.first()?.split_once("must have required property '")?;
        rest.split('\'').next()
    }

    /// The path of the operation.
    pub fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    fn method(&self) -> &str {
        self.line.split(' ').next().unwrap_or_default()
    }
}

/// The calls by the lines of the program, in order, each with its violations from the log.
pub fn calls(lines: &[String], log: &str) -> Vec<Call> {
    let mut requests = requests(log).into_iter().peekable();
    let mut calls = Vec::new();
    for line in lines {
        let mut call = Call { line: line.clone(), violations: Vec::new() };
        let was_sent =
            !call.outcome().starts_with("invalid request") && !call.outcome().starts_with("connection failed");
        if was_sent && let Some(request) = requests.next_if(|request| request.method == call.method().to_lowercase()) {
            call.violations = request.violations;
        }
        calls.push(call);
    }
    calls
}

struct LoggedRequest {
    method: String,
    violations: Vec<String>,
}

fn requests(log: &str) -> Vec<LoggedRequest> {
    let mut requests: Vec<LoggedRequest> = Vec::new();
    for line in log.lines() {
        if let Some((_, rest)) = line.split_once("[HTTP SERVER] ") {
            let mut words = rest.split(' ');
            let method = words.next().unwrap_or_default();
            if line.contains("Request received") {
                requests.push(LoggedRequest { method: method.to_owned(), violations: Vec::new() });
                continue;
            }
        }
        if line.contains("error     ")
            && let Some(last) = requests.last_mut()
            && let Some((_, violation)) = line.split_once("error     ")
        {
            last.violations.push(violation.trim().to_owned());
        }
    }
    requests
}
