//! Arguments parsed to what the command is to do.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap_complete::Shell;

use crate::config::RuntimeSource;
use crate::diff::Format;
use crate::source::Reach;

use super::definition::{PROGRAM, command};
use super::explain::Explained;

/// What the command is to do.
#[derive(Debug)]
pub(super) enum Invocation {
    /// Generate a crate.
    Generate(GenerateArguments),
    /// Compare two versions of a document.
    Diff(DiffArguments),
    /// Print the public API of a crate.
    Surface(DocumentArguments),
    /// Write the lock of a document.
    Lock(DocumentArguments),
    /// Write the runtime to a folder.
    Vendor(PathBuf),
    /// Explain a code.
    Explain(Explained),
    /// Print a completion script.
    Completions(Shell),
    /// Print the manual page.
    Man,
}

/// The arguments of `generate`.
#[derive(Debug)]
pub(super) struct GenerateArguments {
    /// The document.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The configuration file, if it was passed.
    pub config: Option<PathBuf>,
    /// Overlays of the document.
    pub overlays: Vec<PathBuf>,
    /// The package name, if it was passed.
    pub crate_name: Option<String>,
    /// Where the runtime is, if it was passed.
    pub runtime: Option<RuntimeSource>,
    /// Write example programs.
    pub samples: bool,
    /// Write a mock server.
    pub mocks: bool,
    /// Write nothing, and print what would change.
    pub check: bool,
    /// Treat warnings as errors.
    pub strict: bool,
    /// Print one JSON object instead of text for people.
    pub json: bool,
    /// Which files references may name.
    pub reach: Reach,
}

/// Parses the arguments, which do not contain the program name. Help and version are errors too, as `clap` has it.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, clap::Error> {
    let arguments = std::iter::once(PROGRAM.into()).chain(arguments);
    let mut matches = command().try_get_matches_from(arguments)?;
    let (name, mut matches) = matches.remove_subcommand().expect("clap requires a subcommand");
    Ok(match name.as_str() {
        "generate" => Invocation::Generate(GenerateArguments::from_matches(&mut matches)),
        "diff" => Invocation::Diff(DiffArguments::from_matches(&mut matches)),
        "surface" => Invocation::Surface(DocumentArguments::from_matches(&mut matches)),
        "lock" => Invocation::Lock(DocumentArguments::from_matches(&mut matches)),
        "vendor" => Invocation::Vendor(matches.remove_one("dir").expect("clap requires a folder")),
        "explain" => Invocation::Explain(matches.remove_one("code").expect("clap requires a code")),
        "completions" => Invocation::Completions(matches.remove_one("shell").expect("clap requires a shell")),
        _ => Invocation::Man,
    })
}

/// The arguments of `diff`.
#[derive(Debug)]
pub(super) struct DiffArguments {
    /// The old document: a file, or a path in a revision.
    pub old: String,
    /// The new document, if it was passed.
    pub new: Option<String>,
    /// The format of the output.
    pub format: Format,
    /// What makes the command fail.
    pub fail_on: FailOn,
    /// The configuration files: none, one for both, or one for each.
    pub config: Vec<PathBuf>,
    /// Which files references may name.
    pub reach: Reach,
    /// Overlays of both documents.
    pub overlays: Vec<PathBuf>,
}

/// What makes `diff` fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FailOn {
    /// Nothing.
    None,
    /// A major change for code that uses the crate.
    Rust,
    /// A breaking change for clients that obey the old document.
    Wire,
    /// A breaking change for released crates.
    Released,
}

/// A document, for commands that take nothing else.
#[derive(Debug)]
pub(super) struct DocumentArguments {
    /// The document.
    pub spec: PathBuf,
    /// The configuration file, if it was passed.
    pub config: Option<PathBuf>,
    /// Overlays of the document.
    pub overlays: Vec<PathBuf>,
    /// Which files references may name.
    pub reach: Reach,
}

impl DocumentArguments {
    fn from_matches(matches: &mut ArgMatches) -> Self {
        Self {
            spec: matches.remove_one("spec").expect("clap requires a document"),
            config: matches.remove_one("config"),
            overlays: overlays(matches),
            reach: reach(matches),
        }
    }
}

/// Which files references may name.
fn reach(matches: &ArgMatches) -> Reach {
    if matches.get_flag("allow-outside") { Reach::Anywhere } else { Reach::Folder }
}

impl DiffArguments {
    fn from_matches(matches: &mut ArgMatches) -> Self {
        Self {
            old: matches.remove_one("old").expect("clap requires a document"),
            new: matches.remove_one("new"),
            format: match matches.get_one::<String>("format").map(String::as_str) {
                Some("markdown") => Format::Markdown,
                Some("json") => Format::Json,
                Some("github") => Format::GitHub,
                _ => Format::Text,
            },
            fail_on: match matches.get_one::<String>("fail-on").map(String::as_str) {
                Some("rust") => FailOn::Rust,
                Some("wire") => FailOn::Wire,
                Some("released") => FailOn::Released,
                _ => FailOn::None,
            },
            config: matches.remove_many("config").map(Iterator::collect).unwrap_or_default(),
            reach: reach(matches),
            overlays: overlays(matches),
        }
    }
}

impl GenerateArguments {
    fn from_matches(matches: &mut ArgMatches) -> Self {
        let folder = matches.remove_one::<PathBuf>("runtime-path");
        Self {
            spec: matches.remove_one("spec").expect("clap requires a document"),
            out: matches.remove_one("out").expect("clap requires a folder"),
            config: matches.remove_one("config"),
            overlays: overlays(matches),
            crate_name: matches.remove_one("crate-name"),
            runtime: matches
                .remove_one("runtime")
                .or_else(|| folder.map(|folder| RuntimeSource::Path(folder.display().to_string()))),
            samples: matches.get_flag("samples"),
            mocks: matches.get_flag("mocks"),
            check: matches.get_flag("check"),
            strict: matches.get_flag("strict"),
            json: matches.get_one::<String>("message-format").is_some_and(|format| format == "json"),
            reach: reach(matches),
        }
    }
}

fn overlays(matches: &mut ArgMatches) -> Vec<PathBuf> {
    matches.remove_many("overlay").map(Iterator::collect).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::Code;

    fn parse_line(line: &str) -> Result<Invocation, clap::Error> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn generate(line: &str) -> GenerateArguments {
        match parse_line(line).unwrap() {
            Invocation::Generate(arguments) => arguments,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn options_of_generate_are_parsed() {
        let arguments = generate("generate a.yaml --out dir --check --samples --mocks --message-format=json");
        assert_eq!((arguments.spec, arguments.out), (PathBuf::from("a.yaml"), PathBuf::from("dir")));
        assert!(arguments.check && arguments.json && arguments.samples && arguments.mocks && !arguments.strict);

        let arguments = generate(
            "generate -o dir --strict --config c.toml --overlay a --crate-name x-y --runtime-path ../r --overlay b a.yaml",
        );
        assert_eq!(arguments.overlays, [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!(arguments.config, Some(PathBuf::from("c.toml")));
        assert_eq!(arguments.crate_name.as_deref(), Some("x-y"));
        assert_eq!(arguments.runtime, Some(RuntimeSource::Path("../r".to_owned())));
        assert!(arguments.strict && !arguments.json && !arguments.check);
        assert_eq!(arguments.reach, Reach::Folder);
        assert_eq!(generate("generate a.yaml -o dir --allow-outside").reach, Reach::Anywhere);
    }

    #[test]
    fn the_last_of_repeated_options_counts() {
        let arguments = generate("generate a.yaml --out a --out b --check --check");
        assert_eq!(arguments.out, PathBuf::from("b"));
        assert!(arguments.check);
    }

    #[test]
    fn other_commands_are_parsed() {
        assert!(matches!(
            parse_line("explain missing-ref"),
            Ok(Invocation::Explain(Explained::Diagnostic(Code::MissingRef)))
        ));
        assert!(matches!(parse_line("completions fish"), Ok(Invocation::Completions(Shell::Fish))));
        assert!(matches!(parse_line("man"), Ok(Invocation::Man)));
    }
}
