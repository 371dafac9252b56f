//! What the command is told.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::package::is_name;

/// How to call it.
pub(super) const USAGE: &str = "\
Usage: specwright generate <SPEC> --out <DIR> [OPTIONS]
       specwright explain <CODE>

Options of generate:
  --out <DIR>               the folder of the crate
  --config <TOML>           decisions about the document [default: the file beside it with the same stem and .toml]
  --crate-name <NAME>       the package's name [default: the configuration's, or after the document]
  --runtime-path <DIR>      depend on the runtime in this folder, not in the registry
  --samples                 write programs too that call the operations with sample values
  --mocks                   write a mock server for the service too, for tests of code that uses the crate
  --check                   write nothing; show what would change, and exit with 1 if anything would
  --strict                  take warnings for errors
  --message-format <FORMAT> human or json [default: human]

  -h, --help                print this
  -V, --version             print the version

Exit codes: 0 written, or up to date; 1 the document was refused, or --check found a difference; 2 wrong usage.
";

/// What to do.
#[derive(Debug)]
pub(super) enum Command {
    /// Generate a crate.
    Generate(Request),
    /// Say more about a code.
    Explain(String),
    /// Print a text.
    Print(String),
}

/// What to generate.
#[derive(Debug, Default)]
pub(super) struct Request {
    /// The document.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The configuration, if it is named.
    pub config: Option<PathBuf>,
    /// The package's name, if it is given.
    pub crate_name: Option<String>,
    /// The folder of the runtime, if it is given.
    pub runtime_path: Option<PathBuf>,
    /// Write programs that call the operations.
    pub samples: bool,
    /// Write a mock server for the service.
    pub mocks: bool,
    /// Write nothing.
    pub check: bool,
    /// Take warnings for errors.
    pub strict: bool,
    /// Say everything in one JSON object.
    pub json: bool,
}

/// Reads the arguments, the program's name not among them.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let said = |error: lexopt::Error| error.to_string();
    match parser.next().map_err(said)? {
        Some(Arg::Value(word)) if word == "generate" => generate(&mut parser),
        Some(Arg::Value(word)) if word == "explain" => match parser.next().map_err(said)? {
            Some(Arg::Value(code)) => Ok(Command::Explain(code.to_string_lossy().into_owned())),
            _ => Err("`explain` takes a code, such as `missing-ref`".to_owned()),
        },
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Print(USAGE.to_owned())),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            Ok(Command::Print(format!("specwright {}\n", env!("CARGO_PKG_VERSION"))))
        }
        Some(other) => {
            Err(format!("{}: `specwright generate` or `specwright explain` is expected", other.unexpected()))
        }
        None => Err("a command is missing".to_owned()),
    }
}

fn generate(parser: &mut Parser) -> Result<Command, String> {
    let mut request = Request::default();
    let (mut spec, mut out) = (None, None);
    let said = |error: lexopt::Error| error.to_string();
    while let Some(argument) = parser.next().map_err(said)? {
        match argument {
            Arg::Long("out") => out = Some(PathBuf::from(parser.value().map_err(said)?)),
            Arg::Long("config") => request.config = Some(parser.value().map_err(said)?.into()),
            Arg::Long("crate-name") => {
                let name = parser.value().map_err(said)?.to_string_lossy().into_owned();
                if !is_name(&name) {
                    return Err(format!(
                        "`{name}` cannot be a package's name: ASCII letters, digits, `-` and `_`, a letter first, no keyword"
                    ));
                }
                request.crate_name = Some(name);
            }
            Arg::Long("runtime-path") => request.runtime_path = Some(parser.value().map_err(said)?.into()),
            Arg::Long("samples") => request.samples = true,
            Arg::Long("mocks") => request.mocks = true,
            Arg::Long("check") => request.check = true,
            Arg::Long("strict") => request.strict = true,
            Arg::Long("message-format") => {
                let format = parser.value().map_err(said)?;
                request.json = match format.to_str() {
                    Some("human") => false,
                    Some("json") => true,
                    _ => return Err(format!("`{}` is no message format: human or json", format.to_string_lossy())),
                };
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Print(USAGE.to_owned())),
            Arg::Value(path) if spec.is_none() => spec = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().to_string()),
        }
    }
    request.spec = spec.ok_or("the document is missing: `specwright generate <SPEC> --out <DIR>`")?;
    request.out = out.ok_or("the folder is missing: `--out <DIR>`")?;
    Ok(Command::Generate(request))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(text: &str) -> Result<Command, String> {
        parse(text.split_whitespace().map(OsString::from))
    }

    #[test]
    fn requests_are_read() {
        let Command::Generate(request) =
            words("generate a.yaml --out dir --check --samples --mocks --message-format=json").unwrap()
        else {
            panic!("it is a request");
        };
        assert_eq!((request.spec, request.out), (PathBuf::from("a.yaml"), PathBuf::from("dir")));
        assert!(request.check && request.json && request.samples && request.mocks && !request.strict);
    }

    #[test]
    fn wrong_usage_says_what_is_wrong() {
        fn check(text: &str, expected: &str) {
            let message = words(text).unwrap_err();
            assert!(message.contains(expected), "{message}");
        }
        check("", "a command is missing");
        check("make a.yaml", "make");
        check("generate --out dir", "the document is missing");
        check("generate a.yaml", "--out");
        check("generate a.yaml --out dir --fast", "--fast");
        check("generate a.yaml b.yaml --out dir", "b.yaml");
        check("generate a.yaml --out dir --message-format xml", "xml");
        check("generate a.yaml --out dir --crate-name 1x", "`1x`");
    }
}
