//! The program: parses the command line, and runs a subcommand or opens the window.

use std::process::ExitCode;

use clap::Parser as _;
use rejoinder::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Some(command) => cli::run(&command),
        None => cli::without_window(),
    }
}
