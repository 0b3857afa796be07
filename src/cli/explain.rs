//! `goesc explain`: why values go to the heap, for people.

use super::args::{ExplainArgs, ExplainFormat};
use super::guide::terminal_width;
use super::session;
use crate::catalogue::Catalogue;
use crate::report::explain::{PackageReport, Style, json, markdown, on_line, render, svg};
use crate::report::fit;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &ExplainArgs) -> ExitCode {
    let detailed = args.all || args.line.is_some() || args.format == ExplainFormat::Json;
    let session = session::analyze(&args.told.common, !args.told.l, |view| {
        let report = if detailed { view.explain_in_detail() } else { view.explain() };
        match &args.line {
            Some(at) => on_line(&report, view.sources, &at.file, at.line),
            None => report,
        }
    });
    let (analysis, sources) = (&session.analysis, &session.analysis.sources);
    let style = Style {
        rules: &analysis.config.rules,
        catalogue: Catalogue::of(args.told.lang.language()),
        color: args.color.is_colored(),
        all: args.all,
        closely: args.line.is_some(),
    };
    let reports: Vec<&PackageReport> = session.packages().collect();
    let is_empty = |report: &&PackageReport| {
        report.escapes.is_empty() && report.stays.is_empty() && report.contracts.is_empty()
    };
    let nothing = args.line.as_ref().filter(|_| reports.iter().all(is_empty));
    let text = match (args.format, nothing) {
        (ExplainFormat::Text, Some(at)) => format!("{}\n", style.words().nothing_on_line(at.line)),
        (ExplainFormat::Text, None) => fitting(render(&reports, sources, style)),
        (ExplainFormat::Markdown, _) => markdown::markdown(&reports, sources, style),
        (ExplainFormat::Svg, _) => svg::svg(&reports, sources, style),
        (ExplainFormat::Json, _) => {
            let errors = session.errors().chain(std::iter::repeat(""));
            let objects = reports.iter().zip(errors).map(|(report, errors)| {
                let about = json::About { inline: !args.told.l, errors };
                format!("{}\n", json::package(report, sources, style, about))
            });
            objects.collect()
        }
    };
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    session.report_errors()
}

/// A text as it fits the terminal, if it goes to one.
pub(super) fn fitting(text: String) -> String {
    match terminal_width() {
        Some(width) => fit(&text, width),
        None => text,
    }
}
