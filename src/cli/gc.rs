//! `goesc gc`: exactly what `go build -gcflags=…` prints.

use super::args::{GcArgs, counted};
use super::{FAILED, USAGE, session};
use crate::report::Level;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &GcArgs) -> ExitCode {
    let (m, l) = match (counted(&args.m), counted(&args.l)) {
        (Ok(m), Ok(l)) => (m, l),
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("goesc: {error}");
            return ExitCode::from(USAGE);
        }
    };
    if l != 1 {
        eprintln!(
            "goesc: inlining is not supported yet, and without it the answer would be wrong: \
             add -l, as in `goesc gc -m -l`"
        );
        return ExitCode::from(USAGE);
    }
    if m > 2 {
        eprintln!("goesc: -m={m} is not supported; -m and -m=2 are");
        return ExitCode::from(USAGE);
    }
    let session = session::analyze(&args.common);
    let analysis = &session.analysis;
    let text = match m {
        0 => String::new(),
        1 => analysis.render_gc(Level::Verdicts),
        _ => analysis.render_gc(Level::Explanations),
    };
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    eprint!("{}", analysis.render_errors());
    if session.load_failed || analysis.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}
