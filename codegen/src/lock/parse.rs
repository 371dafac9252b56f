//! Reads a lock.

use serde::Deserialize;

use crate::report::{Code, Diagnostic, Diagnostics, TextPlace};

use super::{BuilderLock, Entries, Lock, ModuleLock, OperationLock, TypeLock};

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    generator: String,
    version: String,
    errors: Option<String>,
    modules: Entries<WrittenModule>,
    operations: Entries<WrittenOperation>,
    types: Entries<WrittenType>,
    members: Entries<String>,
    builder: Entries<WrittenBuilder>,
    gone: Entries<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenModule {
    tag: Option<String>,
    role: Option<String>,
    feature: Option<String>,
    #[serde(default)]
    divided: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOperation {
    id: Option<String>,
    method: String,
    request: String,
    module: String,
    file: Option<String>,
    #[serde(default)]
    arguments: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBuilder {
    method: String,
    values: Option<String>,
    sends: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenType {
    name: String,
    module: String,
    file: Option<String>,
    #[serde(default)]
    reexported: Vec<String>,
    #[serde(default)]
    new: Vec<String>,
    used: Option<String>,
}

impl Lock {
    /// Parses a lock. `file` is its name in diagnostics.
    ///
    /// # Errors
    ///
    /// `lock-syntax`, if the text is not TOML, or has an unknown key or a value of the wrong type.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let written: Written = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            refused(file, text, span, error.message().trim().replace('\n', ", "))
        })?;
        Ok(Self {
            generator: written.generator,
            version: written.version,
            errors: written.errors,
            modules: written.modules.map(|of| ModuleLock {
                tag: of.tag,
                role: of.role,
                feature: of.feature,
                divided: of.divided,
            }),
            operations: written.operations.map(|of| OperationLock {
                id: of.id,
                method: of.method,
                request: of.request,
                module: of.module,
                file: of.file,
                arguments: of.arguments,
            }),
            types: written.types.map(|of| TypeLock {
                name: of.name,
                module: of.module,
                file: of.file,
                reexported: of.reexported,
                new: of.new,
                used: of.used,
            }),
            members: written.members,
            builder: written.builder.map(|of| BuilderLock { method: of.method, values: of.values, sends: of.sends }),
            gone: written.gone,
            file: file.to_owned(),
            text: text.to_owned(),
        })
    }
}

fn refused(file: &str, text: &str, span: std::ops::Range<usize>, message: String) -> Diagnostics {
    let place = TextPlace::new(file, text, span.start, span.len().max(1));
    Diagnostics::from(Diagnostic::new(Code::LockSyntax, place, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"# Names that users depend on.
generator = "0.1.0"
version = "0.2.0"
errors = "Problem"

[modules]
jobs = { tag = "Jobs", feature = "jobs", divided = true }
types = {}

[operations]
"POST /jobs/{}" = { id = "b", method = "b", request = "B", module = "jobs", file = "b", arguments = ["z", "a"] }
"GET /jobs" = { method = "a", request = "A", module = "jobs" }

[types]
Job = { name = "Job", module = "types", reexported = ["jobs"], new = ["id"], used = "GET /jobs response" }
"Job/a\"b" = { name = "JobAb", module = "types" }

[members]
"Job/A-b" = "a_b2"

[builder]
"scheme key" = { method = "key", sends = "header x-key" }
"variable zone" = { method = "zone", values = "Zone" }

[gone]
"type Old" = "0.1.0"
"##;

    #[test]
    fn a_lock_is_written_as_it_is_read() {
        let lock = Lock::parse("specwright.lock", TEXT).unwrap();
        let operations: Vec<&str> = lock.operations.iter().map(|(key, _)| key).collect();
        assert_eq!(operations, ["POST /jobs/{}", "GET /jobs"]);
        let again = Lock { text: TEXT.to_owned(), ..Lock::parse("specwright.lock", &lock.to_string()).unwrap() };
        assert_eq!(again, lock);
        assert_eq!(lock.to_string().lines().filter(|line| line.contains(" = ")).count(), 13);
    }

    #[test]
    fn unknown_keys_are_refused_where_they_stand() {
        let refused = Lock::parse("specwright.lock", "generator = \"1\"\n[types]\nA = { nam = \"A\" }\n").unwrap_err();
        let text: Vec<String> = refused.into_iter().map(|one| one.message).collect();
        assert!(text.iter().any(|message| message.contains("nam")), "{text:?}");
    }
}
