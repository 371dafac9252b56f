//! The command line: commands, options and their help.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use clap_complete::Shell;

use crate::config::RuntimeSource;
use crate::package::is_name;

use super::console::{REFUSED, SUCCESS, USAGE};
use super::explain::Explained;

/// The name of the program.
pub(super) const PROGRAM: &str = "specwright";

/// The exit codes, for the help and for the manual page.
pub(super) const EXIT_STATUS: [(u8, &str); 3] = [
    (SUCCESS, "The crate was written or is up to date, or what was requested was printed"),
    (REFUSED, "The document was refused, --check found a difference, or --fail-on what it names"),
    (USAGE, "The command line is invalid"),
];

/// Examples, for the help and for the manual page: what is done, and the command.
pub(super) const EXAMPLES: [(&str, &str); 5] = [
    ("Generate a client crate, or update it after the document changed", "specwright generate api.yaml --out client"),
    (
        "The same, with a mock server for tests and with example programs",
        "specwright generate api.yaml -o client --mocks --samples",
    ),
    ("Check in CI that the committed crate is up to date", "specwright generate api.yaml -o client --check --strict"),
    ("Explain a diagnostic", "specwright explain missing-ref"),
    (
        "Install completions for bash",
        "specwright completions bash > ~/.local/share/bash-completion/completions/specwright",
    ),
];

const STYLES: Styles = Styles::styled()
    .header(bold(AnsiColor::Green))
    .usage(bold(AnsiColor::Green))
    .literal(bold(AnsiColor::Cyan))
    .placeholder(AnsiColor::Cyan.on_default())
    .error(bold(AnsiColor::Red))
    .valid(bold(AnsiColor::Cyan))
    .invalid(bold(AnsiColor::Yellow));

const fn bold(color: AnsiColor) -> Style {
    color.on_default().bold()
}

/// The whole command line.
pub(super) fn command() -> Command {
    Command::new(PROGRAM)
        .version(env!("CARGO_PKG_VERSION"))
        .about("Generates Rust HTTP clients from OpenAPI documents")
        .long_about(
            "Generates Rust HTTP clients from OpenAPI documents.\n\n\
             Reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2, as YAML or JSON. Writes a crate with typed requests\n\
             and responses, and one method per operation.",
        )
        .after_long_help(after_help(&EXAMPLES))
        .styles(STYLES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args_override_self(true)
        .subcommands([generate(), diff(), surface(), lock(), vendor(), explain(), completions(), man()])
}

fn after_help(examples: &[(&str, &str)]) -> String {
    let examples: String = examples.iter().map(|(purpose, line)| format!("  {purpose}:\n    {line}\n")).collect();
    let codes: String = EXIT_STATUS.iter().map(|(code, meaning)| format!("\n  {code}  {meaning}")).collect();
    format!("Examples:\n{examples}\nExit status:{codes}")
}

fn generate() -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    let switch = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("generate")
        .about("Generate a client crate from an OpenAPI document")
        .long_about(
            "Generate a client crate from an OpenAPI document.\n\n\
             Only files that changed are written. Files of an earlier run that are no longer needed are removed.\n\
             Files that specwright did not write are never touched. Diagnostics are printed to stderr, a one-line\n\
             summary to stdout.",
        )
        .after_long_help(after_help(&EXAMPLES[..3]))
        .args_override_self(true)
        .args([
            path("spec")
                .value_name("SPEC")
                .required(true)
                .value_hint(ValueHint::FilePath)
                .help("OpenAPI document, as YAML or JSON"),
            path("out")
                .short('o')
                .long("out")
                .value_name("DIR")
                .required(true)
                .value_hint(ValueHint::DirPath)
                .help("Folder of the crate"),
            path("config")
                .long("config")
                .value_name("TOML")
                .value_hint(ValueHint::FilePath)
                .help("Configuration file [default: the file beside SPEC with the same stem and .toml, if it exists]"),
            overlay(OVERLAY),
            Arg::new("crate-name")
                .long("crate-name")
                .value_name("NAME")
                .value_parser(crate_name)
                .help("Package name [default: the name in the configuration, or one derived from SPEC]"),
            path("runtime-path")
                .long("runtime-path")
                .value_name("DIR")
                .value_hint(ValueHint::DirPath)
                .conflicts_with("runtime")
                .help("Short for --runtime path=DIR"),
            Arg::new("runtime")
                .long("runtime")
                .value_name("PLACE")
                .value_parser(RuntimeSource::parse)
                .help("Where Cargo finds specwright-runtime [default: the place in the configuration, or vendored]")
                .long_help(
                    "Where Cargo finds specwright-runtime [default: the place in the configuration, or vendored]\n\n\
                     vendored                in the crate, in its folder `runtime`\n\
                     path=DIR                in a folder\n\
                     git=URL[,tag=TAG]       in a git repository; also rev=REV or branch=BRANCH\n\
                     registry[=NAME]         on crates.io, or in another registry",
                ),
            switch("samples").help("Also write example programs that call the operations"),
            switch("mocks").help("Also write a mock server of the service, for tests of code that uses the crate"),
            switch("check").help("Write nothing; print what would change, and exit with 1 if anything would"),
            switch("strict").help("Treat warnings as errors"),
            allow_outside(),
            Arg::new("message-format")
                .long("message-format")
                .value_name("FORMAT")
                .default_value("human")
                .value_parser([
                    PossibleValue::new("human").help("Diagnostics with excerpts of the document"),
                    PossibleValue::new("json").help("One JSON object on stdout"),
                ])
                .help("Format of diagnostics and summary"),
        ])
}

fn allow_outside() -> Arg {
    Arg::new("allow-outside")
        .long("allow-outside")
        .action(ArgAction::SetTrue)
        .help("Also read documents outside the folder of the document, to which its references lead")
}

fn overlay(help: &'static str) -> Arg {
    Arg::new("overlay")
        .long("overlay")
        .value_name("FILE")
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help(help)
}

/// The help of overlays of one document.
const OVERLAY: &str = "OpenAPI Overlay to apply to SPEC, after those of the configuration; may be repeated";

fn crate_name(name: &str) -> Result<String, String> {
    if is_name(name) {
        Ok(name.to_owned())
    } else {
        Err("a package name consists of ASCII letters, digits, `-` and `_`, begins with a letter and is not a keyword"
            .to_owned())
    }
}

fn diff() -> Command {
    let formats = [
        PossibleValue::new("text").help("The verdicts, and a line for each change"),
        PossibleValue::new("markdown").help("A comment for a pull request, and an entry for a change log"),
        PossibleValue::new("json").help("One JSON object"),
        PossibleValue::new("github").help("Annotations of a GitHub workflow"),
    ];
    let verdicts = [
        PossibleValue::new("none").help("Nothing"),
        PossibleValue::new("rust").help("Code that uses the crate may stop compiling"),
        PossibleValue::new("wire").help("Clients that obey the old document may fail"),
        PossibleValue::new("released").help("Crates generated from the old document may fail"),
    ];
    Command::new("diff")
        .about("Compare two versions of a document: what changes for code, for clients and for released crates")
        .long_about(
            "Compare two versions of a document: what changes for code that uses the crate (rust), for clients that\n\
             obey the old document (wire), and for crates that were generated from it (released).\n\n\
             A document is a file, or REV:PATH as git has it. Configurations are read from beside the documents.\n\
             Changes that were reviewed are accepted in the configuration, each by [[diff.accept]] with code, item\n\
             and reason, and do not count for --fail-on.",
        )
        .after_long_help(
            "Examples:\n  \
             specwright diff old.yaml new.yaml\n  \
             specwright diff HEAD~1:spec/api.yaml\n  \
             specwright diff origin/main:spec/api.yaml --format github --fail-on released",
        )
        .args([
            Arg::new("old").value_name("OLD").required(true).help("Old document: a file, or REV:PATH"),
            Arg::new("new")
                .value_name("NEW")
                .help("New document [default: the file of the working tree, if OLD is REV:PATH]"),
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .default_value("text")
                .value_parser(PossibleValuesParser::new(formats))
                .help("Format of the output"),
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("VERDICT")
                .default_value("none")
                .value_parser(PossibleValuesParser::new(verdicts))
                .help("Exit with 1 if there is such a change that is not accepted"),
            Arg::new("config")
                .long("config")
                .value_name("TOML")
                .num_args(1..=2)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("Configuration files of OLD and NEW; one is for both [default: those beside the documents]"),
            allow_outside(),
            overlay("OpenAPI Overlay to apply to both documents, after those of the configuration; may be repeated"),
        ])
}

fn surface() -> Command {
    Command::new("surface")
        .about("Print the public API of the crate, a line for each item")
        .after_long_help("Example:\n  specwright surface api.yaml")
        .args([
            Arg::new("spec")
                .value_name("SPEC")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("OpenAPI document, as YAML or JSON"),
            Arg::new("config")
                .long("config")
                .value_name("TOML")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("Configuration file [default: the file beside SPEC with the same stem and .toml, if it exists]"),
            allow_outside(),
            overlay(OVERLAY),
        ])
}

fn lock() -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    Command::new("lock")
        .about("Write the lock of a document that a build script generates from")
        .long_about(
            "Write the lock of a document that a build script generates from.\n\n\
             The lock is written beside the document, with the same stem and .lock. It keeps names, modules and the\n\
             order of arguments when the document changes. A crate has its own lock, which `generate` writes.",
        )
        .after_long_help("Example:\n  specwright lock spec/jobs-api.yaml")
        .args([
            path("spec")
                .value_name("SPEC")
                .required(true)
                .value_hint(ValueHint::FilePath)
                .help("OpenAPI document, as YAML or JSON"),
            path("config")
                .long("config")
                .value_name("TOML")
                .value_hint(ValueHint::FilePath)
                .help("Configuration file [default: the file beside SPEC with the same stem and .toml, if it exists]"),
            allow_outside(),
            overlay(OVERLAY),
        ])
}

fn vendor() -> Command {
    Command::new("vendor")
        .about("Write the runtime to a folder, for several clients in one workspace")
        .long_about(
            "Write the runtime to a folder, for several clients in one workspace.\n\n\
             A crate carries the runtime in a folder of its own, and Cargo refuses a workspace with two packages of one\n\
             name. Clients in one workspace share this one: generate each with --runtime path=DIR.",
        )
        .after_long_help("Example:\n  specwright vendor runtime\n  specwright generate api.yaml -o client --runtime path=runtime")
        .arg(
            Arg::new("dir")
                .value_name("DIR")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath)
                .help("Folder of the runtime"),
        )
}

fn explain() -> Command {
    let codes = Explained::all().map(|(code, title)| PossibleValue::new(code).help(title));
    Command::new("explain")
        .about("Explain a diagnostic or a change: what it means and what to do about it")
        .after_long_help("Example:\n  specwright explain missing-ref")
        .arg(
            Arg::new("code")
                .value_name("CODE")
                .required(true)
                .value_parser(
                    PossibleValuesParser::new(codes).try_map(|code| Explained::of(&code).ok_or("unknown code")),
                )
                .help("Code of a diagnostic, as in `warning[missing-ref]`, or of a change"),
        )
}

fn completions() -> Command {
    Command::new("completions")
        .about("Print a completion script for a shell")
        .after_long_help(
            "Examples:\n  \
             specwright completions bash > ~/.local/share/bash-completion/completions/specwright\n  \
             specwright completions zsh > ~/.zfunc/_specwright\n  \
             specwright completions fish > ~/.config/fish/completions/specwright.fish",
        )
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(Shell))
                .help("Shell to complete in"),
        )
}

fn man() -> Command {
    Command::new("man")
        .about("Print the manual page, in roff")
        .after_long_help("Example:\n  specwright man > ~/.local/share/man/man1/specwright.1")
}
