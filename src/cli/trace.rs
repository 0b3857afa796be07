//! `goesc trace`: how the solver finds out what must be on the heap.

use super::args::{TraceArgs, TraceFormat};
use super::graph::{draw, unknown_function};
use crate::catalogue::Catalogue;
use crate::report::graph::{json, trace_text};
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &TraceArgs) -> ExitCode {
    let catalogue = Catalogue::of(args.shown.told.lang.language());
    let drawn = match draw(&args.shown, true) {
        Ok(drawn) => drawn,
        Err(names) => return unknown_function(catalogue, &args.shown, &names),
    };
    let traces: Vec<_> = drawn.packages().map(|package| (&package.trace, &package.whole)).collect();
    let text = match args.format {
        TraceFormat::Json => json::text(&json::trace(catalogue, &drawn.asked, &traces)),
        TraceFormat::Text => {
            let texts = traces.iter().map(|(trace, whole)| trace_text::render(catalogue, trace, whole));
            texts.collect::<Vec<_>>().join("\n")
        }
    };
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    drawn.session.report_errors()
}
