//! `goesc gc`: exactly what `go build -gcflags=…` prints.

use super::args::GcArgs;
use super::{FAILED, USAGE, session};
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &GcArgs) -> ExitCode {
    let level = match args.mode.level() {
        Ok(level) => level,
        Err(error) => {
            eprintln!("goesc: {error}");
            return ExitCode::from(USAGE);
        }
    };
    let session = session::analyze(&args.common, args.mode.inlines());
    let analysis = &session.analysis;
    let text = level.map_or_else(String::new, |level| analysis.render_gc(level));
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    eprint!("{}", analysis.render_errors());
    if session.load_failed || analysis.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}
