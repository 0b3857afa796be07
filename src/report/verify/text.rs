//! A comparison as text for people.
//!
//! In: a [`Comparison`] and the sources. Out: a table by kind of message, then the first divergence
//! of each kind in its source or, asked for, a list of all of them, and a summary.

use super::{Comparison, Counts, Divergence, Kind, Line, PackageComparison, Reordered, Side};
use crate::report::snippet::{self, Texts};
use crate::source::{FileId, SourceMap};
use codespan_reporting::diagnostic::{Diagnostic, Label};
use rustc_hash::FxHashSet;
use std::fmt::Write;

/// How to show it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// All divergences, a line each.
    pub list: bool,
    /// Whether to colour.
    pub color: bool,
}

/// The text of a comparison.
pub fn render(comparison: &Comparison, sources: &SourceMap, style: Style) -> String {
    let mut out = String::new();
    write_table(comparison, &mut out);
    out.push('\n');
    if style.list {
        write_list(comparison, &mut out);
    } else {
        write_first(comparison, &Texts(sources), style.color, &mut out);
    }
    write_summary(comparison, &mut out);
    out
}

// Writing to a string cannot fail: its results are not looked at.

fn write_table(comparison: &Comparison, out: &mut String) {
    let _ = writeln!(out, "{:36}{:>9}{:>9}{:>9}{:>9}", "", "expected", "found", "missing", "extra");
    let kinds = comparison.kinds.iter().map(|(kind, &counts)| (kind.label(), counts));
    for (label, counts) in kinds.chain([("all", comparison.counts())]) {
        let Counts { expected, found, missing, extra } = counts;
        let _ = writeln!(out, "{label:36}{expected:>9}{found:>9}{missing:>9}{extra:>9}");
    }
}

fn write_list(comparison: &Comparison, out: &mut String) {
    for package in comparison.packages.iter().filter(|package| !package.is_exact()) {
        let _ = writeln!(out, "# {}", package.path);
        for Divergence { side, line } in &package.divergences {
            let sign = if *side == Side::Log { '-' } else { '+' };
            let _ = writeln!(out, "{sign} {line}");
        }
        if let Some(Reordered { expected, found, index }) = &package.order {
            let _ = writeln!(out, "~ after {index} messages: Go has {expected}\n~ where goesc has {found}");
        }
    }
    if !comparison.is_exact() {
        out.push('\n');
    }
}

fn write_first(comparison: &Comparison, texts: &Texts<'_>, color: bool, out: &mut String) {
    let mut seen: FxHashSet<Kind> = FxHashSet::default();
    for package in &comparison.packages {
        for divergence in &package.divergences {
            if seen.insert(divergence.line.kind) {
                let twin = twin(package, divergence);
                seen.extend(twin.map(|twin| twin.line.kind));
                let heading = heading(divergence, twin);
                write_line(&heading, package, &divergence.line, texts, color, out);
            }
        }
    }
    let reordered = |package| PackageComparison::order(package).map(|order| (package, order));
    if let Some((package, order)) = comparison.packages.iter().find_map(reordered) {
        let heading = format!(
            "the same messages in another order: after {} of them Go says `{}`, goesc `{}`",
            order.index, order.expected.text, order.found
        );
        write_line(&heading, package, &order.expected, texts, color, out);
    }
}

impl PackageComparison {
    fn order(&self) -> Option<&Reordered> {
        self.order.as_ref()
    }
}

/// What the other side alone says at the same position.
fn twin<'a>(package: &'a PackageComparison, divergence: &Divergence) -> Option<&'a Divergence> {
    let place = |line: &'_ Line| (line.file.clone(), line.line, line.column);
    let here = place(&divergence.line);
    let is_same = |kind: Kind| (kind >= Kind::Capturing) == (divergence.line.kind >= Kind::Capturing);
    package
        .divergences
        .iter()
        .find(|other| other.side != divergence.side && is_same(other.line.kind) && place(&other.line) == here)
}

fn heading(divergence: &Divergence, twin: Option<&Divergence>) -> String {
    let (log, goesc) = match divergence.side {
        Side::Log => (Some(divergence), twin),
        Side::Goesc => (twin, Some(divergence)),
    };
    let quoted = |d: &Divergence| format!("`{}`", d.line.text.trim_start());
    match (log, goesc) {
        (Some(log), Some(goesc)) => format!("Go says {}, goesc says {}", quoted(log), quoted(goesc)),
        (Some(log), None) => format!("Go says {}, goesc does not", quoted(log)),
        (None, Some(goesc)) => format!("goesc says {}, Go does not", quoted(goesc)),
        (None, None) => String::new(),
    }
}

fn write_line(
    heading: &str,
    package: &PackageComparison,
    line: &Line,
    texts: &Texts<'_>,
    color: bool,
    out: &mut String,
) {
    let mut diagnostic: Diagnostic<FileId> = Diagnostic::error().with_message(heading);
    match line.pos {
        Some(pos) => {
            let start = pos.offset as usize;
            let label = Label::primary(pos.file, start..start + 1).with_message(line.text.trim_start());
            diagnostic = diagnostic.with_label(label);
        }
        None => diagnostic = diagnostic.with_note(format!("at: {line}")),
    }
    diagnostic = diagnostic.with_note(format!("package: {}", package.path));
    snippet::emit(&diagnostic, texts, color, out);
}

fn write_summary(comparison: &Comparison, out: &mut String) {
    let (count, first) = &comparison.other_lines;
    if let (1.., Some(first)) = (count, first) {
        let _ = writeln!(out, "{count} lines of the log are not of -m, the first: {first}");
    }
    if comparison.left_out > 0 {
        let _ = writeln!(out, "{} packages of the log were left out", comparison.left_out);
    }
    let unsupported: Vec<&PackageComparison> =
        comparison.packages.iter().filter(|package| package.error_count > 0).collect();
    if !unsupported.is_empty() {
        let inexact = unsupported.iter().filter(|package| !package.is_exact()).count();
        let _ = writeln!(
            out,
            "{} packages have errors or what goesc does not support; {inexact} of them are not exact",
            unsupported.len()
        );
    }
    let Counts { expected, found, missing, extra } = comparison.counts();
    let (exact, packages) = (comparison.exact_count(), comparison.packages.len());
    let _ = writeln!(out, "lines: {found} of {expected} found, {missing} missing, {extra} extra");
    let _ = writeln!(out, "packages: {exact} of {packages} exact");
}
