//! The command line: everything the program does without a window.
//!
//! [`Arguments`] is the one description that the parser and the help come from. Each subcommand
//! is a file with a function from its arguments and a [`Console`] to an [`Outcome`]; results go
//! to standard output, everything else to standard error, and a reader that stops listening is
//! no failure. Output is byte-identical on every run. Exit codes: 0 done and nothing to report,
//! 1 problems found, 2 something could not be read, written, understood or opened.
//!
//! The room imports everything but `editor` and `app`. It needs no display.

mod arguments;
mod check;
mod console;
mod deck;
mod document;
mod examples;
mod export;
mod fmt;
mod glyphs;
mod html;
mod input;
mod layout_json;
mod look;
mod parting;
mod steps;
mod stepwise;
mod tidy;

use std::process::ExitCode;

pub use arguments::{Arguments, Command};
pub use console::{Console, Outcome};

/// Carries out a subcommand on the process's own streams.
pub fn run(command: &Command) -> ExitCode {
    let mut console = Console::of_process();
    let done = match command {
        Command::Check(arguments) => check::run(arguments, &mut console),
        Command::Fmt(arguments) => fmt::run(arguments, &mut console),
        Command::Tidy(arguments) => tidy::run(arguments, &mut console),
        Command::Steps(arguments) => steps::run(arguments, &mut console),
        Command::Export(arguments) => export::run(arguments, &mut console),
        Command::LayoutJson(arguments) => layout_json::run(arguments, &mut console),
        Command::Examples(arguments) => examples::run(arguments, &mut console),
    };
    console.finish(done)
}

/// Says why there is no window, and gives the exit code for it.
pub fn no_window(why: &str) -> ExitCode {
    let mut console = Console::of_process();
    console.complain(why);
    console.finish(Ok(Outcome::Failed))
}

/// Says that this build has no window.
pub fn without_window() -> ExitCode {
    no_window(
        "this build has no window; build it with the feature `gui`, or see `rejoinder --help`",
    )
}
