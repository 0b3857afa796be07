//! Reports as Markdown, ready to paste into a review.
//!
//! In: [`PackageReport`]s. Out: Markdown: a heading for each report, its source in a fence with
//! numbered marks, the steps, the notes.
//! Invariants: whatever the source has in it, it stays within its fence or its code span.

use super::worded::{self, Worded};
use super::{PackageReport, Style, render};
use crate::source::{Pos, SourceMap};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Columns of a tab.
const TAB: &str = "    ";

/// All reports, with a summary at the end.
pub fn markdown(packages: &[impl Borrow<PackageReport>], sources: &SourceMap, style: Style<'_>) -> String {
    let mut out = String::new();
    for worded in worded::all(packages, sources, style) {
        write_report(&worded, sources, &mut out);
    }
    let _ = writeln!(out, "{}", render::summary(packages, style));
    out
}

/// One value. Writing to a string cannot fail.
pub(super) fn write_report(worded: &Worded, sources: &SourceMap, out: &mut String) {
    let (line, column) = sources.line_column(Pos::new(worded.spot.file, worded.spot.start));
    let file = &sources.file(worded.spot.file).display_name;
    let _ = writeln!(out, "### {}\n", plain(&worded.title));
    let _ = writeln!(out, "{}\n", code(&format!("{file}:{line}:{column}")));
    let excerpt = excerpt(worded, sources);
    let fence = "`".repeat(longest_run(&excerpt).max(2) + 1);
    let _ = writeln!(out, "{fence}go\n{excerpt}{fence}\n");
    for (number, (_, text)) in worded.steps.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", number + 1, plain(text));
    }
    if !worded.notes.is_empty() {
        out.push('\n');
    }
    for note in &worded.notes {
        let _ = writeln!(out, "- {}", plain(note));
    }
    out.push('\n');
}

/// The lines that steps are on, each with the numbers of its steps and its own in a comment.
fn excerpt(worded: &Worded, sources: &SourceMap) -> String {
    let mut lines: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (number, (spot, _)) in worded.steps.iter().enumerate() {
        let line = sources.line_column(Pos::new(spot.file, spot.start)).0;
        lines.entry((spot.file != worded.spot.file, spot.file, line)).or_default().push(number + 1);
    }
    let text_of = |&(_, file, line): &(bool, _, u32)| {
        let text = sources.line_text(file, line).trim_end();
        text.replace('\t', TAB)
    };
    let width = lines.keys().map(|key| text_of(key).chars().count()).max().unwrap_or(0).min(72);
    let mut out = String::new();
    let mut last = None;
    for (key, numbers) in &lines {
        let (_, file, line) = *key;
        if last.is_some_and(|(before, at)| before != file || at + 1 != line) {
            let name = if last.is_some_and(|(before, _)| before != file) {
                format!(" {}", sources.file(file).display_name)
            } else {
                String::new()
            };
            let _ = writeln!(out, "// …{name}");
        }
        last = Some((file, line));
        let marks: String = numbers.iter().map(|&number| mark(number)).collect();
        let _ = writeln!(out, "{:width$}  // {marks} {line}", text_of(key));
    }
    out
}

/// A number in a circle.
fn mark(number: usize) -> String {
    match u32::try_from(number).ok().filter(|number| (1..=20).contains(number)) {
        Some(number) => char::from_u32(0x2460 + number - 1).map(String::from).unwrap_or_default(),
        None => format!("({number})"),
    }
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    format!("{fence}{text}{fence}")
}

/// A sentence with what Markdown would take for markup escaped, except in its code spans.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks closes nothing: the last one is escaped.
    let spans = parts.len() % 2 == 1;
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push_str(if spans { "`" } else { "\\`" });
        }
        if i % 2 == 1 && spans {
            out.push_str(part);
            continue;
        }
        for c in part.chars() {
            if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
