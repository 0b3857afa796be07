//! How the front end does on many files: what `goesc parse` prints.
//!
//! In: names and bytes. Out: [`Survey`], plain figures.
//! Invariants: only [`parse_file`] is timed, files one after the other.

use super::ast::{File, StmtKind};
use super::{Parsed, lexer, parse_file};
use crate::release::Release;
use crate::source::{FileId, Interner};
use std::time::{Duration, Instant};

/// Figures about the files of one survey.
#[derive(Debug, Default)]
pub struct Survey {
    /// Every file, in the order given.
    pub files: Vec<FileReport>,
    /// Bytes of all files.
    pub bytes: u64,
    /// Time spent in lexing, parsing and building trees.
    pub elapsed: Duration,
}

/// What became of one file.
#[derive(Debug)]
pub struct FileReport {
    /// Its name as given.
    pub name: String,
    /// Its errors as `line:column: message`.
    pub errors: Vec<String>,
    /// Whether go/parser accepts it, as far as goesc can tell.
    pub accepted_by_go_parser: bool,
}

impl Survey {
    /// Errors of all files.
    pub fn error_count(&self) -> usize {
        self.files.iter().map(|file| file.errors.len()).sum()
    }

    /// Bytes per second, in millions.
    pub fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// Parses `files`, each a name and its bytes, one after the other.
pub fn survey(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Survey {
    let interner = Interner::default();
    let rules = Release::NEWEST.rules().syntax;
    let mut survey = Survey::default();
    for (name, bytes) in files {
        survey.bytes += bytes.len() as u64;
        let start = Instant::now();
        let (text, undecoded) = lexer::decode(bytes);
        let parsed = parse_file(FileId(0), &text, &interner, rules);
        survey.elapsed += start.elapsed();
        let undecoded = undecoded.into_iter().map(|error| (error.offset, error.message));
        let parse_errors = parsed.errors.iter().map(|e| (e.pos.offset, e.message.clone()));
        let mut errors: Vec<_> = undecoded.chain(parse_errors).collect();
        errors.sort_by_key(|&(offset, _)| offset);
        let accepted = errors.len() == parsed.errors.len() && accepted_by_go_parser(&parsed);
        let errors = errors.iter().map(|(at, message)| describe(&text, *at, message)).collect();
        survey.files.push(FileReport { name, errors, accepted_by_go_parser: accepted });
    }
    survey
}

/// Whether go/parser accepts what became `parsed`.
///
/// It draws the line between syntax and types elsewhere than gc: it leaves the number of receivers
/// to the type checker, and it counts the variables of a `range` itself.
pub fn accepted_by_go_parser(parsed: &Parsed) -> bool {
    let is_left_to_types = |message: &str| message.starts_with("method has ");
    parsed.errors.iter().all(|error| is_left_to_types(&error.message)) && !has_long_range(&parsed.file)
}

fn has_long_range(file: &File) -> bool {
    file.stmts.iter().any(|(_, stmt)| matches!(stmt.kind, StmtKind::Range { lhs, .. } if lhs.len() > 2))
}

fn describe(text: &str, offset: u32, message: &str) -> String {
    let before = &text.as_bytes()[..offset as usize];
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    let column = offset as usize - before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1) + 1;
    format!("{line}:{column}: {message}")
}
