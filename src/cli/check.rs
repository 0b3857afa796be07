//! `goesc check`: loads and type-checks, and goes no further.

use super::args::CheckArgs;
use super::{FAILED, session};
use crate::driver;
use std::mem::ManuallyDrop;
use std::process::ExitCode;

pub(super) fn run(args: &CheckArgs) -> ExitCode {
    let (report, load_failed) = session::load(&args.common, false, driver::check_with_imports);
    // The process ends soon: nobody gains from taking it apart.
    let report = ManuallyDrop::new(report);
    eprint!("{}", report.render());
    if load_failed || report.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}
