//! `goesc explain`: why values go to the heap, for people.

use super::args::ExplainArgs;
use super::session;
use crate::catalogue::Catalogue;
use crate::report::explain::{PackageReport, Style, render};
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &ExplainArgs) -> ExitCode {
    let session = session::analyze(&args.common, !args.l, |view| view.explain());
    let analysis = &session.analysis;
    let style = Style {
        rules: &analysis.config.rules,
        catalogue: Catalogue::of(args.lang.language()),
        color: args.color.is_colored(),
        all: args.all,
        closely: false,
    };
    let reports: Vec<&PackageReport> = session.packages().collect();
    let text = render(&reports, &analysis.sources, style);
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    session.report_errors()
}
