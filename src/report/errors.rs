//! Errors of a Go program, as `go build` prints them.
//!
//! In: diagnostics in the order in which gc finds them. Out: text.
//! Source: recorded output of Go 1.21 to 1.27, `corpus/errors/`.

use crate::release::Rules;
use crate::source::{Diagnostic, FileId, SourceMap};
use std::fmt::Write;

/// gc gives up after this many errors.
const MAX_ERRORS: usize = 10;

/// What every syntax error's message starts with; gc reports one a line, whatever the text.
const SYNTAX: &str = "syntax error";

/// What Go's linker says of a program without a function `main`.
pub const LACKS_MAIN: &str = "runtime.main_main·f: function main is undeclared in the main package\n";

/// Appends the errors of one package to `out`: sorted by position, equal ones once, and no more
/// than gc shows before it gives up.
pub fn render_errors(errors: &[Diagnostic], sources: &SourceMap, rules: &Rules, out: &mut String) {
    let position = |pos| sources.position(pos, rules.joins_line_names);
    let line = |pos| position(pos).map_or(0, |p| p.line);
    let format = |pos| position(pos).map_or_else(String::new, |p| p.in_errors());
    let mut shown: Vec<(&Diagnostic, u32)> = Vec::new();
    let mut last_syntax = None;
    let mut last_other: Option<(FileId, u32, &str)> = None;
    let mut gave_up = None;
    for error in errors {
        let at = line(error.pos);
        if error.message.starts_with(SYNTAX) {
            if last_syntax.replace((error.pos.file, at)) == Some((error.pos.file, at)) {
                continue;
            }
        } else {
            let key = (error.pos.file, at, error.message.as_str());
            if last_other.replace(key) == Some(key) {
                continue;
            }
        }
        shown.push((error, at));
        if shown.len() == MAX_ERRORS {
            gave_up = Some(error.pos);
            break;
        }
    }
    // What a directive names counts as a file, and files come in the order of their first errors.
    let region = |error: &Diagnostic| (error.pos.file, sources.directives_before(error.pos));
    let mut regions: Vec<(FileId, usize)> = Vec::new();
    for error in errors {
        if !regions.contains(&region(error)) {
            regions.push(region(error));
        }
    }
    let rank = |error: &Diagnostic| regions.iter().position(|&r| r == region(error));
    shown.sort_by_key(|(error, _)| (rank(error), error.pos));
    let mut previous: Option<&Diagnostic> = None;
    for (error, _) in shown {
        let repeated = previous.is_some_and(|p| p.pos == error.pos && p.message == error.message);
        if !repeated {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}: {}", format(error.pos), error.message);
        }
        previous = Some(error);
    }
    if let Some(pos) = gave_up {
        let _ = writeln!(out, "{}: too many errors", format(pos));
    }
}
