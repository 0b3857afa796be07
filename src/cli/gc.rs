//! `goesc gc`: exactly what `go build -gcflags=…` prints.

use super::args::GcArgs;
use super::{USAGE, session};
use crate::driver::PackageView;
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
    let render = |view: PackageView<'_>| level.map_or_else(String::new, |level| view.render_gc(level));
    let session = session::analyze(&args.common, args.mode.inlines(), render);
    let mut out = std::io::stdout().lock();
    for text in session.packages() {
        // A closed pipe is the reader's way to say that it has seen enough.
        if out.write_all(text.as_bytes()).is_err() {
            break;
        }
    }
    session.report_errors()
}
