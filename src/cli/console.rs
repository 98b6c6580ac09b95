//! Standard streams, exit codes, and the one place where errors are told.

use std::io::{self, Read, Write};
use std::process::ExitCode;

/// How a subcommand ended, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Done, nothing to report.
    Done,
    /// Problems were found.
    Problems,
    /// Something could not be read, written or understood.
    Failed,
}

/// The streams a subcommand works on.
pub struct Console<'a> {
    /// Standard input.
    pub input: Box<dyn Read + 'a>,
    output: Box<dyn Write + 'a>,
    errors: Box<dyn Write + 'a>,
    reader_left: bool,
}

impl Console<'static> {
    /// The process's own streams.
    pub fn of_process() -> Self {
        Self::new(io::stdin(), io::BufWriter::new(io::stdout()), io::stderr())
    }
}

impl<'a> Console<'a> {
    /// These streams.
    pub fn new(input: impl Read + 'a, output: impl Write + 'a, errors: impl Write + 'a) -> Self {
        Self {
            input: Box::new(input),
            output: Box::new(output),
            errors: Box::new(errors),
            reader_left: false,
        }
    }

    /// Puts bytes on standard output; nobody reading them any more is no failure.
    ///
    /// # Errors
    /// What the system says, as when the disk that the output goes to is full.
    pub fn put(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let put = if self.reader_left {
            Ok(())
        } else {
            self.output.write_all(bytes)
        };
        self.unless_reader_left(put)
    }

    /// Puts a line on standard output.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.put(line.as_bytes())?;
        self.put(b"\n")
    }

    /// Tells of something that went wrong, on standard error, after what was said before it.
    pub fn complain(&mut self, message: impl std::fmt::Display) {
        // An output that cannot be written is told of when the command ends.
        self.output.flush().ok();
        let message = printable(&message.to_string());
        // There is nobody left to tell if this fails.
        writeln!(self.errors, "rejoinder: {message}").ok();
    }

    /// Ends the command: tells the error if there is one, and gives the exit code.
    pub fn finish(mut self, done: anyhow::Result<Outcome>) -> ExitCode {
        let flushed = self.output.flush();
        let done = done.and_then(|outcome| {
            self.unless_reader_left(flushed)?;
            Ok(outcome)
        });
        match done {
            Ok(Outcome::Done) => ExitCode::SUCCESS,
            Ok(Outcome::Problems) => ExitCode::from(1),
            Ok(Outcome::Failed) => ExitCode::from(2),
            Err(error) => {
                self.complain(format!("{error:#}"));
                ExitCode::from(2)
            }
        }
    }

    fn unless_reader_left(&mut self, put: io::Result<()>) -> anyhow::Result<()> {
        match put {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.reader_left = true;
                Ok(())
            }
            Err(error) => Err(anyhow::anyhow!(
                "the output could not be written ({error}); make room, or send it elsewhere"
            )),
            Ok(()) => Ok(()),
        }
    }
}

/// The text without what would act on a terminal; names and contents of files may hold anything.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}
