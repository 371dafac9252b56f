//! `specwright completions` and `specwright man`.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::console::{Console, SUCCESS};
use super::definition::{EXAMPLES, EXIT_STATUS, PROGRAM, command};

/// Prints a completion script.
pub(super) fn completions(shell: Shell, console: &mut Console<'_>) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), PROGRAM, &mut script);
    let _ = console.stdout.write_all(&script);
    SUCCESS
}

/// Prints the manual page: one page for all commands.
pub(super) fn man(console: &mut Console<'_>) -> u8 {
    let _ = write_man(console.stdout);
    SUCCESS
}

fn write_man(out: &mut dyn Write) -> std::io::Result<()> {
    let mut command = command()
        .disable_help_subcommand(true)
        // The option is listed once, for all commands.
        .mut_subcommands(|subcommand| subcommand.disable_help_flag(true));
    command.build();
    let page = Man::new(command.clone()).date("");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    commands(&command).to_writer(out)?;
    for subcommand in command.get_subcommands() {
        let heading = format!("{} options", subcommand.get_name());
        let subcommand = subcommand.clone().mut_args(|argument| argument.help_heading(heading.clone()));
        Man::new(subcommand).render_options_section(out)?;
    }
    let mut closing = Roff::new();
    closing.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in EXIT_STATUS {
        closing.control("TP", []).text([bold(code.to_string())]).text([roman(meaning)]);
    }
    closing.control("SH", ["EXAMPLES"]);
    for (purpose, line) in EXAMPLES {
        closing.text([roman(format!("{purpose}:"))]).control("PP", []).control("RS", ["4"]);
        closing.text([bold(line)]).control("RE", []).control("PP", []);
    }
    closing.to_writer(out)
}

/// The section that lists the commands.
fn commands(command: &Command) -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["COMMANDS"]);
    for subcommand in command.get_subcommands() {
        let usage = subcommand.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
        section.control("TP", []).text([bold(usage)]).text([roman(about)]);
    }
    section
}
