//! `goesc gc`: exactly what `go build -gcflags=…` prints.

use super::args::GcArgs;
use super::printer::Printer;
use super::{FAILED, USAGE, session};
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
    // Whether everything is known that has to be is clear at the end only.
    let is_held = args.mode.inlines() && args.common.goroot.is_none();
    let printer = Printer::start();
    let session = session::analyze(&args.common, args.mode.inlines(), |view: PackageView<'_>| {
        let text = view.render_gc(level?);
        if is_held {
            return Some(text);
        }
        printer.print(view.number, text);
        None
    });
    if let Err(error) = session.has_bodies() {
        eprintln!("goesc: {error}");
        return ExitCode::from(FAILED);
    }
    for (number, held) in session.packages().enumerate() {
        if let Some(text) = held {
            printer.print(number, text.clone());
        }
    }
    printer.finish();
    session.report_errors()
}
