//! The program: parses the command line, and runs a subcommand or opens the window.

use std::process::ExitCode;

use rejoinder::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::of_process();
    match arguments.command {
        Some(command) => cli::run(&command),
        None => open_window(arguments.file),
    }
}

#[cfg(feature = "gui")]
fn open_window(file: Option<std::path::PathBuf>) -> ExitCode {
    match rejoinder::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::no_window(&error.to_string()),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<std::path::PathBuf>) -> ExitCode {
    cli::without_window()
}
