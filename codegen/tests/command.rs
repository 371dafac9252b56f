//! What a person sees of the command line: help, usage errors, completions and the manual page.
#![cfg(feature = "command")]

use std::ffi::OsString;
use std::process::ExitCode;

/// What the command prints to stdout and stderr, and its exit code.
struct Printed {
    stdout: String,
    stderr: String,
    code: ExitCode,
}

fn specwright(line: &str) -> Printed {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = line.split_whitespace().map(OsString::from);
    let code = specwright::command::run(arguments, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    Printed { stdout: text(stdout), stderr: text(stderr), code }
}

/// Checks that a command line is refused with exit code 2 and with this text on stderr, and nothing on stdout.
fn check_usage_error(line: &str, expected: &str) {
    let printed = specwright(line);
    assert_eq!(printed.code, ExitCode::from(2), "{line}");
    assert_eq!(printed.stdout, "", "{line}");
    assert_eq!(printed.stderr, expected, "{line}");
}

fn check_success(line: &str) -> String {
    let printed = specwright(line);
    assert_eq!(printed.code, ExitCode::SUCCESS, "{line}: {}", printed.stderr);
    assert_eq!(printed.stderr, "", "{line}");
    printed.stdout
}

#[test]
fn a_mistyped_flag_is_suggested() {
    check_usage_error(
        "generate api.yaml --out client --message-formt json",
        "error: unexpected argument '--message-formt' found\n\
         \n\
         \x20 tip: a similar argument exists: '--message-format'\n\
         \n\
         Usage: specwright generate --out <DIR> --message-format <FORMAT> <SPEC>\n\
         \n\
         For more information, try '--help'.\n",
    );
    check_usage_error(
        "generate api.yaml -o client --stric",
        "error: unexpected argument '--stric' found\n\
         \n\
         \x20 tip: a similar argument exists: '--strict'\n\
         \n\
         Usage: specwright generate --out <DIR> --strict <SPEC>\n\
         \n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn a_mistyped_value_is_suggested() {
    check_usage_error(
        "generate api.yaml -o client --message-format jsn",
        "error: invalid value 'jsn' for '--message-format <FORMAT>'\n\
         \x20 [possible values: human, json]\n\
         \n\
         \x20 tip: a similar value exists: 'json'\n\
         \n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn a_mistyped_command_is_suggested() {
    check_usage_error(
        "genrate api.yaml",
        "error: unrecognized subcommand 'genrate'\n\
         \n\
         \x20 tip: a similar subcommand exists: 'generate'\n\
         \n\
         Usage: specwright <COMMAND>\n\
         \n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn a_mistyped_code_is_suggested() {
    let printed = specwright("explain missing-reff");
    assert_eq!(printed.code, ExitCode::from(2));
    assert!(printed.stderr.starts_with("error: invalid value 'missing-reff' for '<CODE>'\n"), "{}", printed.stderr);
    assert!(printed.stderr.contains("tip: a similar value exists: 'missing-ref'"), "{}", printed.stderr);
}

#[test]
fn missing_arguments_are_named_with_the_usage() {
    let check = |line: &str, missing: &str, usage: &str| {
        let expected = format!(
            "error: the following required arguments were not provided:\n  {missing}\n\nUsage: specwright {usage}\n\n\
             For more information, try '--help'.\n",
        );
        check_usage_error(line, &expected);
    };
    check("generate api.yaml", "--out <DIR>", "generate --out <DIR> <SPEC>");
    check("generate --out client", "<SPEC>", "generate --out <DIR> <SPEC>");
    check("explain", "<CODE>", "explain <CODE>");
}

#[test]
fn unexpected_arguments_are_named() {
    check_usage_error(
        "generate a.yaml b.yaml --out client",
        "error: unexpected argument 'b.yaml' found\n\
         \n\
         Usage: specwright generate [OPTIONS] --out <DIR> <SPEC>\n\
         \n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn an_invalid_package_name_is_refused() {
    check_usage_error(
        "generate a.yaml --out client --crate-name 1x",
        "error: invalid value '1x' for '--crate-name <NAME>': a package name consists of ASCII letters, digits, `-` and `_`, begins with a letter and is not a keyword\n\
         \n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn a_missing_command_prints_the_help_as_an_error() {
    let printed = specwright("");
    assert_eq!((printed.code, printed.stdout.as_str()), (ExitCode::from(2), ""));
    assert_eq!(printed.stderr, check_success("-h"));
}

#[test]
fn help_is_short_or_long() {
    let short = check_success("-h");
    assert_eq!(
        short,
        "Generates Rust HTTP clients from OpenAPI documents\n\n\
         Usage: specwright <COMMAND>\n\n\
         Commands:\n\
         \x20 generate     Generate a client crate from an OpenAPI document\n\
         \x20 diff         Compare two versions of a document: what changes for code, for clients and for released crates\n\
         \x20 surface      Print the public API of the crate, a line for each item\n\
         \x20 lock         Write the lock of a document that a build script generates from\n\
         \x20 vendor       Write the runtime to a folder, for several clients in one workspace\n\
         \x20 explain      Explain a diagnostic or a change: what it means and what to do about it\n\
         \x20 completions  Print a completion script for a shell\n\
         \x20 man          Print the manual page, in roff\n\
         \x20 help         Print this message or the help of the given subcommand(s)\n\n\
         Options:\n\
         \x20 -h, --help     Print help (see more with '--help')\n\
         \x20 -V, --version  Print version\n"
    );
    let long = check_success("--help");
    assert!(long.contains("Examples:") && long.contains("Exit status:"), "{long}");
    assert_eq!(check_success("help"), long);
}

#[test]
fn help_of_a_command_lists_every_option() {
    let help = check_success("generate --help");
    assert_eq!(help, check_success("help generate"));
    for option in [
        "<SPEC>",
        "-o, --out <DIR>",
        "--config <TOML>",
        "--crate-name <NAME>",
        "--runtime-path <DIR>",
        "--runtime <PLACE>",
        "--samples",
        "--mocks",
        "--check",
        "--strict",
        "--allow-outside",
        "--message-format <FORMAT>",
        "-h, --help",
    ] {
        assert!(help.contains(option), "{option} is missing:\n{help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
    let help = check_success("explain --help");
    assert!(help.contains("missing-ref:"), "{help}");
}

#[test]
fn the_version_is_that_of_the_package() {
    let expected = format!("specwright {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(check_success("--version"), expected);
    assert_eq!(check_success("-V"), expected);
}

#[test]
fn codes_are_explained() {
    let explanation = check_success("explain missing-ref");
    assert!(explanation.starts_with("missing-ref: ") && explanation.contains("`$ref`"), "{explanation}");
}

#[test]
fn completions_know_commands_options_and_values() {
    for (shell, start) in [("bash", "_specwright() {"), ("zsh", "#compdef specwright"), ("fish", "# Print")] {
        let script = check_success(&format!("completions {shell}"));
        assert!(script.starts_with(start), "{shell}: {script}");
        for word in ["generate", "explain", "completions", "message-format", "json", "strict"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    check_usage_error(
        "completions csh",
        "error: invalid value 'csh' for '<SHELL>'\n\
         \x20 [possible values: bash, elvish, fish, powershell, zsh]\n\
         \n\
         \x20 tip: a similar value exists: 'zsh'\n\
         \n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn the_manual_page_covers_every_command() {
    let page = check_success("man");
    for part in [
        ".TH specwright 1",
        "\\fBspecwright generate [OPTIONS] \\-\\-out <DIR> <SPEC>\\fR",
        "\\fBspecwright completions <SHELL>\\fR",
        ".SH \"GENERATE OPTIONS\"",
        "\\fB\\-o\\fR, \\fB\\-\\-out\\fR \\fI<DIR>\\fR",
        ".SH \"EXIT STATUS\"",
        ".SH EXAMPLES",
    ] {
        assert!(page.contains(part), "{part} is missing:\n{page}");
    }
    assert!(!page.contains("(1)"), "there is one page for all commands:\n{page}");
}
