//! `goesc check`: loads and type-checks, and goes no further.

use super::args::CheckArgs;
use super::{FAILED, session};
use crate::driver;
use std::process::ExitCode;

pub(super) fn run(args: &CheckArgs) -> ExitCode {
    let (report, load_failed) = session::load(&args.common, driver::check_with_imports);
    eprint!("{}", report.render());
    if load_failed || report.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}
