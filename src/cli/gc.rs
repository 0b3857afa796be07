//! `goesc gc`: exactly what `go build -gcflags=…` prints.

use super::args::GcArgs;
use super::printer::Printer;
use super::{USAGE, session};
use crate::driver::PackageView;
use std::process::ExitCode;

pub(super) fn run(args: &GcArgs) -> ExitCode {
    let level = match args.mode.level() {
        Ok(level) => level,
        Err(error) => {
            eprintln!("goesc: {error}");
            return ExitCode::from(USAGE);
        }
    };
    let printer = Printer::start();
    let session = session::analyze(&args.common, args.mode.inlines(), |view: PackageView<'_>| {
        if let Some(level) = level {
            printer.print(view.number, view.render_gc(level));
        }
    });
    printer.finish();
    session.report_errors()
}
