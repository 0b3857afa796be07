//! Errors of a package against those that its comments expect.

use crate::expected::{Expected, expected};
use crate::packages::TestPackage;
use goesc::source::{Diagnostic, Pos, SourceMap, Stage};
use std::collections::HashMap;
use std::fmt::Write;

/// What comparing found.
#[derive(Default)]
pub struct Outcome {
    /// How many errors are expected.
    pub expected: usize,
    /// How many of these were reported where they should.
    pub reported: usize,
    /// How many errors nobody expects.
    pub unexpected: usize,
    /// What differs, a line each.
    pub text: String,
}

/// Compares. As in Go's test, an error takes the nearest comment on its line that matches.
pub fn compare(package: &TestPackage, errors: &[Diagnostic], sources: &SourceMap) -> Outcome {
    let mut outcome = Outcome::default();
    let mut open: HashMap<(u32, u32), Vec<(u32, Expected)>> = HashMap::new();
    for file in &package.files {
        for comment in expected(&sources.file(file.id).text) {
            let (line, column) = sources.line_column(Pos::new(file.id, comment.offset));
            open.entry((file.id.0, line)).or_default().push((column, comment));
            outcome.expected += 1;
        }
    }
    let has_syntax_errors = errors.iter().any(|error| error.message.starts_with("syntax error"));
    let mut lines: Vec<((u32, u32, u32), String)> = Vec::new();
    for error in errors {
        let (line, column) = sources.line_column(error.pos);
        let here = open.entry((error.pos.file.0, line)).or_default();
        let matching = here.iter().enumerate().filter(|(_, (_, comment))| comment.matches(&error.message));
        let nearest = matching.min_by_key(|(_, (at, _))| at.abs_diff(column)).map(|(index, _)| index);
        match nearest {
            Some(index) => {
                let (at, comment) = here.remove(index);
                if at.abs_diff(column) <= package.tolerance {
                    outcome.reported += 1;
                } else {
                    let text = format!("at column {column}, not {at}: {}", comment.text);
                    lines.push(((error.pos.file.0, line, column), text));
                }
            }
            // After a syntax error goesc shows no other ones, like gc.
            None if has_syntax_errors && error.stage == Stage::Types => {}
            None => {
                outcome.unexpected += 1;
                lines.push(((error.pos.file.0, line, column), format!("unexpected: {}", error.message)));
            }
        }
    }
    for ((file, line), comments) in open {
        for (column, comment) in comments {
            lines.push(((file, line, column), format!("missing: {}", comment.text)));
        }
    }
    lines.sort();
    for ((file, line, column), text) in lines {
        let name = &sources.file(goesc::source::FileId(file)).display_name;
        // Writing to a string cannot fail.
        let _ = writeln!(outcome.text, "{name}:{line}:{column}: {text}");
    }
    outcome
}
