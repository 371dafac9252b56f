//! What is told of calls: by the program that makes them, and by the mock.

/// A call.
#[derive(Debug)]
pub struct Call {
    /// What the program said of it.
    pub line: String,
    /// What the mock found wrong with it.
    pub said: Vec<String>,
}

impl Call {
    /// Whether the mock took it, and its response was understood.
    pub fn is_taken(&self) -> bool {
        self.outcome().starts_with("ok ")
    }

    /// What became of it, without what it was.
    pub fn outcome(&self) -> &str {
        const KINDS: [&str; 7] = [
            "ok ",
            "not sendable",
            "no connection",
            "timed out",
            "connection broke",
            "refused by the service",
            "response not decodable",
        ];
        let starts = KINDS.iter().filter_map(|kind| Some(self.line.find(&format!(": {kind}"))? + 2));
        starts.min().and_then(|start| self.line.get(start..)).unwrap_or(&self.line)
    }

    /// Whether its response was not understood.
    pub fn is_undecodable(&self) -> bool {
        self.outcome().starts_with("response not decodable")
    }

    /// Whether the program or the mock said this.
    pub fn has(&self, text: &str) -> bool {
        self.line.contains(text) || self.says(text)
    }

    /// Whether the mock said this.
    pub fn says(&self, text: &str) -> bool {
        self.said.iter().any(|said| said.contains(text))
    }

    /// The member that the mock misses first.
    pub fn missing(&self) -> Option<&str> {
        let (_, rest) = self.said.first()?.split_once("must have required property '")?;
        rest.split('\'').next()
    }

    /// The path of its operation.
    pub fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    fn method(&self) -> &str {
        self.line.split(' ').next().unwrap_or_default()
    }
}

/// The calls by the lines of the program, in order, each with what the mock said of it in its log.
pub fn calls(lines: &[String], log: &str) -> Vec<Call> {
    let mut requests = requests(log).into_iter().peekable();
    let mut calls = Vec::new();
    for line in lines {
        let mut call = Call { line: line.clone(), said: Vec::new() };
        let was_sent = !call.outcome().starts_with("not sendable") && !call.outcome().starts_with("no connection");
        if was_sent && let Some(request) = requests.next_if(|request| request.method == call.method().to_lowercase()) {
            call.said = request.said;
        }
        calls.push(call);
    }
    calls
}

struct Received {
    method: String,
    said: Vec<String>,
}

fn requests(log: &str) -> Vec<Received> {
    let mut requests: Vec<Received> = Vec::new();
    for line in log.lines() {
        if let Some((_, rest)) = line.split_once("[HTTP SERVER] ") {
            let mut words = rest.split(' ');
            let method = words.next().unwrap_or_default();
            if line.contains("Request received") {
                requests.push(Received { method: method.to_owned(), said: Vec::new() });
                continue;
            }
        }
        if line.contains("error     ")
            && let Some(last) = requests.last_mut()
            && let Some((_, said)) = line.split_once("error     ")
        {
            last.said.push(said.trim().to_owned());
        }
    }
    requests
}
