//! `goesc explain`: why values go to the heap, for people.

use super::args::{ColorChoice, ExplainArgs};
use super::{FAILED, session};
use crate::report::explain::{Style, render};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

pub(super) fn run(args: &ExplainArgs) -> ExitCode {
    let session = session::analyze(&args.common);
    let analysis = &session.analysis;
    let style = Style { rules: &analysis.config.rules, color: is_colored(args.color), all: args.all };
    let text = render(&analysis.explain(), &analysis.sources, style);
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    eprint!("{}", analysis.render_errors());
    if session.load_failed || analysis.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// Whether to colour. By default on a terminal that can, unless `NO_COLOR` is set.
fn is_colored(choice: ColorChoice) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => std::io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb(),
    }
}
