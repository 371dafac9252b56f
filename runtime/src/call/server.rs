//! Resolves the base URL of a client: the document's servers with the values of their variables, or a custom endpoint.

use std::collections::BTreeMap;

use reqwest::Url;

use crate::call::description::{Server, Variable};

/// The values of server variables.
pub(crate) type Chosen = BTreeMap<&'static str, String>;

/// Why no server can be used.
#[derive(Debug, PartialEq)]
pub(crate) enum Unresolved {
    /// There is no server, or only servers relative to the document's URL.
    None,
    /// A variable without a default is not set.
    Missing { variable: &'static str, known: Vec<&'static str> },
    /// No server accepts the value of a variable.
    Unknown { variable: &'static str, value: String, known: Vec<&'static str> },
    /// The value of a variable would change which part of the URL is what.
    Misplaced { variable: &'static str, value: String },
    /// The URL is invalid after the values are filled in.
    Invalid { url: String, why: String },
}

impl Unresolved {
    /// A sentence that says what is wrong and what to do. `endpoint` is the builder's method that sets a URL instead.
    pub(crate) fn sentence(&self, endpoint: &str) -> String {
        match self {
            Self::None => format!("The document declares no server: call `{endpoint}` with a URL."),
            Self::Missing { variable, known } if known.is_empty() => {
                format!("No {variable} is set: call `{variable}`, or `{endpoint}` with a URL.")
            }
            Self::Missing { variable, known } => format!(
                "No {variable} is set: call `{variable}` with one of {}, or `{endpoint}` with another URL.",
                list(known)
            ),
            Self::Unknown { variable, value, known } => format!(
                "The {variable} `{value}` is unknown: choose one of {}, or call `{endpoint}` with another URL.",
                list(known)
            ),
            Self::Misplaced { variable, value } => format!(
                "The {variable} `{}` has a character that would change another part of the URL: call `{endpoint}` with \
                 the whole URL instead.",
                shown(value)
            ),
            Self::Invalid { url, why } => format!("The server's URL `{}` cannot be used: {why}.", shown(url)),
        }
    }
}

/// The base URL of the first server whose variables accept the values.
///
/// # Errors
///
/// Fails if there is no such server; see [`Unresolved`].
pub(crate) fn resolve(servers: &[Server], chosen: &Chosen) -> Result<String, Unresolved> {
    let mut servers = servers.iter().filter(|server| !server.url.starts_with('/')).peekable();
    if servers.peek().is_none() {
        return Err(Unresolved::None);
    }
    let mut failures = Vec::new();
    for server in servers {
        match fill(server, chosen) {
            Ok(url) => return base(&url).map_err(|why| Unresolved::Invalid { url, why }),
            Err(failure) => failures.push(failure),
        }
    }
    Err(summary(failures, chosen))
}

/// The first declaration of a variable.
pub(crate) fn declared(servers: &'static [Server], name: &str) -> Option<&'static Variable> {
    servers.iter().flat_map(|server| server.variables).find(|variable| variable.name == name)
}

/// Normalizes a base URL: adds the scheme `https` if there is none, and removes trailing slashes.
///
/// # Errors
///
/// Returns the reason why it cannot be a base URL.
pub(crate) fn base(url: &str) -> Result<String, String> {
    let url = url.trim();
    let url = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
    let url = Url::parse(&url).map_err(|error| format!("it is not a URL ({error})"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("its scheme is {}, not http or https", url.scheme()));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("it has a query or a fragment".into());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it has a user name or a password in it".into());
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// A URL for messages, without the part before `@`, which may contain a password.
pub(crate) fn shown(url: &str) -> String {
    match url.rsplit_once('@') {
        Some((_, rest)) => format!("…@{rest}"),
        None => url.to_owned(),
    }
}

/// Fills the values into a server's URL.
///
/// # Errors
///
/// Returns the first variable that has no value, or one that is not accepted.
fn fill<'a>(server: &'a Server, chosen: &Chosen) -> Result<String, (&'a Variable, Refused)> {
    let mut url = server.url.to_owned();
    for variable in server.variables {
        let own = chosen.get(variable.name).map(String::as_str);
        let value = own.or(variable.default).ok_or((variable, Refused::Unknown))?;
        let declared = || variable.values.iter().copied().chain(variable.default);
        let template = format!("{{{}}}", variable.name);
        if value.is_empty() || !(variable.values.is_empty() || variable.values.contains(&value)) {
            return Err((variable, Refused::Unknown));
        }
        let mut fits = server.url.match_indices(&template).map(|(at, _)| Place::of(server.url, at).admits(value));
        if !declared().any(|known| known == value) && !fits.all(|fits| fits) {
            return Err((variable, Refused::Misplaced));
        }
        url = url.replace(&template, value);
    }
    Ok(url)
}

/// Why the value of a variable is refused.
#[derive(Clone, Copy, PartialEq)]
enum Refused {
    /// There is none, or it is not one of the accepted ones.
    Unknown,
    /// It would change another part of the URL.
    Misplaced,
}

/// The part of a URL in which a variable stands.
#[derive(Clone, Copy)]
enum Place {
    /// Scheme, host or port: a key must not be sent to another host or port than the one that the document declares.
    Authority,
    Path,
    /// The whole URL, or all of it before a path.
    Url,
}

impl Place {
    fn of(url: &str, at: usize) -> Self {
        let before = url.get(..at).unwrap_or_default();
        match before.split_once("://") {
            Some((_, before)) if before.contains('/') => Self::Path,
            None if before.is_empty() && !url.contains("://") => Self::Url,
            None if before.contains('/') => Self::Path,
            _ => Self::Authority,
        }
    }

    /// Whether a value that the caller sets can stand there and changes no other part.
    fn admits(self, value: &str) -> bool {
        let others = match self {
            Self::Authority => "?#@\\<>/:[]%",
            Self::Path | Self::Url => "?#@\\<>",
        };
        let is_dot = |segment: &str| [".", ".."].contains(&segment.to_ascii_lowercase().replace("%2e", ".").as_str());
        let is_resolved = value.split('/').any(is_dot);
        !is_resolved && !value.contains(|c: char| c.is_whitespace() || c.is_control() || others.contains(c))
    }
}

/// Summarizes the failures of all servers: the first failed variable, with its known values of all servers.
fn summary(failures: Vec<(&Variable, Refused)>, chosen: &Chosen) -> Unresolved {
    let Some((first, refused)) = failures.first() else {
        return Unresolved::None;
    };
    let variable = first.name;
    let mut known: Vec<&'static str> = Vec::new();
    let alike = failures.iter().filter(|(failed, _)| failed.name == variable);
    for value in alike.flat_map(|(failed, _)| failed.values) {
        if !known.contains(value) {
            known.push(value);
        }
    }
    match chosen.get(variable) {
        Some(value) if *refused == Refused::Misplaced => Unresolved::Misplaced { variable, value: value.clone() },
        Some(value) => Unresolved::Unknown { variable, value: value.clone(), known },
        None => Unresolved::Missing { variable, known },
    }
}

fn list(values: &[&str]) -> String {
    let quoted: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Chosen, Unresolved, base, resolve, shown};
    use crate::call::description::{Server, Variable};

    const fn region(values: &'static [&'static str], default: Option<&'static str>) -> Variable {
        Variable { name: "region", default, values, env: &[] }
    }

    static SERVERS: &[Server] = &[
        Server { url: "/relative", variables: &[] },
        Server { url: "https://cdm.{region}.example.com/", variables: &[region(&["north-1", "north-4"], None)] },
        Server { url: "https://cdm.{region}.example.eu", variables: &[region(&["west-101", "north-4"], None)] },
    ];

    const WITH_DEFAULT: &[Variable] = &[region(&[], Some("a"))];
    const WITH_URL: &[Variable] = &[region(&[], Some("e.org:81/api"))];
    const OPEN: &[Variable] = &[region(&[], None)];

    fn chosen(value: &str) -> Chosen {
        Chosen::from([("region", value.to_owned())])
    }

    #[test]
    fn the_first_server_that_accepts_the_values_is_used() {
        let check = |value: &str, expected: &str| assert_eq!(resolve(SERVERS, &chosen(value)).as_deref(), Ok(expected));
        check("north-4", "https://cdm.north-4.example.com");
        check("west-101", "https://cdm.west-101.example.eu");
        let open = [Server { url: "https://{region}.example.com/v1", variables: WITH_DEFAULT }];
        assert_eq!(resolve(&open, &Chosen::new()).as_deref(), Ok("https://a.example.com/v1"));
        assert_eq!(resolve(&open, &chosen("b")).as_deref(), Ok("https://b.example.com/v1"));
    }

    #[test]
    fn errors_list_the_known_values() {
        let known = vec!["north-1", "north-4", "west-101"];
        let missing = Unresolved::Missing { variable: "region", known: known.clone() };
        assert_eq!(resolve(SERVERS, &Chosen::new()), Err(missing));
        for value in ["<YOUR REGION>", "north-5", "", "NORTH-4"] {
            let unknown = Unresolved::Unknown { variable: "region", value: value.into(), known: known.clone() };
            assert_eq!(resolve(SERVERS, &chosen(value)), Err(unknown));
        }
        let sentence = resolve(SERVERS, &chosen("x")).map_err(|error| error.sentence("endpoint"));
        let expected = "The region `x` is unknown: choose one of `north-1`, `north-4`, `west-101`, \
                        or call `endpoint` with another URL.";
        assert_eq!(sentence, Err(expected.to_owned()));
    }

    #[test]
    fn values_cannot_change_the_structure_of_the_url() {
        let open = [Server { url: "https://{region}.example.com", variables: OPEN }];
        let authority = ["evil.org/", "a:81", "a:80/", "[::1]", "evil.org%2f", "evil.org\\", "evil.org\t"];
        let any = ["evil.org?", "evil.org#", "user@evil.org", "a b", "<YOUR REGION>", ""];
        for value in authority.into_iter().chain(any) {
            assert!(resolve(&open, &chosen(value)).is_err(), "{value}");
        }
        let resolved = |url: &'static str, value: &str| {
            resolve(&[Server { url, variables: OPEN }], &chosen(value)).map_err(|error| error.sentence("endpoint"))
        };
        let misplaced = "The region `a:81` has a character that would change another part of the URL: call `endpoint` with \
                         the whole URL instead.";
        assert_eq!(resolved("https://e.org:{region}", "a:81"), Err(misplaced.to_owned()));
        for value in any.into_iter().chain(["..", "a/../b", "%2E%2e"]) {
            assert!(resolved("https://e.org/{region}", value).is_err(), "{value}");
        }
        for value in ["https://evil.org/", "ftp"] {
            assert!(resolved("{region}://e.org", value).is_err(), "{value}");
        }
        assert_eq!(resolved("https://e.org/{region}", "a/b:c").as_deref(), Ok("https://e.org/a/b:c"));
        assert_eq!(resolved("{region}/v1", "http://a.b:81").as_deref(), Ok("http://a.b:81/v1"));
        assert_eq!(resolved("https://{region}", "localhost").as_deref(), Ok("https://localhost"));
    }

    #[test]
    fn values_that_the_document_declares_are_used() {
        let declared = [Server { url: "https://{region}/v1", variables: WITH_URL }];
        assert_eq!(resolve(&declared, &Chosen::new()).as_deref(), Ok("https://e.org:81/api/v1"));
        assert!(resolve(&declared, &chosen("e.org:82")).is_err());
    }

    #[test]
    fn relative_servers_are_skipped() {
        assert_eq!(resolve(&SERVERS[..1], &Chosen::new()), Err(Unresolved::None));
        assert_eq!(resolve(&[], &Chosen::new()), Err(Unresolved::None));
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(shown("https://user:pass@word@example.com/a"), "…@example.com/a");
        assert_eq!(shown("https://example.com/a"), "https://example.com/a");
    }

    #[test]
    fn endpoints_are_normalized() {
        let check = |url: &str, expected: &str| assert_eq!(base(url).as_deref(), Ok(expected));
        check("cdm.example.com", "https://cdm.example.com");
        check(" https://cdm.example.com/ ", "https://cdm.example.com");
        check("http://127.0.0.1:8080/prefix/v2/", "http://127.0.0.1:8080/prefix/v2");
        check("localhost:8080", "https://localhost:8080");
        check("HTTPS://Example.COM:443", "https://example.com");
        for url in [
            "",
            "ftp://example.com",
            "https://",
            "https://a b",
            "https://e.org?x=1",
            "https://e.org/#x",
            "http://u:p@e.org",
        ] {
            assert!(base(url).is_err(), "{url}");
        }
    }
}
