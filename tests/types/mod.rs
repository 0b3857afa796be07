//! The type checker: what it makes of small programs and of the corpus.

mod agreement;
mod leaves;
mod library;
mod mutations;
mod programs;
mod robust;
mod snapshots;
mod testdata;

use goesc::release::{Release, Rules};
use goesc::report::errors::render_errors;
use goesc::source::{Diagnostic, FileId, SourceFile, SourceMap, Stage};
use goesc::syntax::check::function_spans;
use goesc::syntax::{ast, parse_file};
use goesc::types::{CheckContext, CheckedPackage, NoImports, Sizes, TypeStore, check_package, new_store};
use std::path::PathBuf;

/// A checked program of one file.
pub struct Checked {
    pub sources: SourceMap,
    pub store: TypeStore,
    pub file: ast::File,
    pub syntax_errors: Vec<Diagnostic>,
    pub package: CheckedPackage,
    pub rules: Rules,
}

/// Parses and checks one file.
pub fn check_file(name: &str, text: &str, release: &str) -> Checked {
    check_with(name, text, Release::parse(release).expect("a known release").rules())
}

/// Parses and checks one file by the given rules.
pub fn check_with(name: &str, text: &str, rules: Rules) -> Checked {
    check_as(name, text, rules, None)
}

/// Parses and checks one file in Go 1.`language`.
pub fn check_as(name: &str, text: &str, rules: Rules, language: Option<u8>) -> Checked {
    let mut sources = SourceMap::default();
    let parsed = parse_file(FileId(0), text, &sources.interner, rules.syntax);
    let mut source = SourceFile::new(name, PathBuf::new(), text.into());
    source.line_directives = parsed.line_directives;
    sources.push(source);
    let store = new_store(&sources.interner);
    let package = store.add_package("command-line-arguments");
    let cx = CheckContext {
        store: &store,
        sources: &sources,
        sizes: Sizes::AMD64,
        rules,
        language,
        importer: &NoImports,
        for_analysis: true,
    };
    let checked = check_package(&cx, package, &[&parsed.file]);
    Checked { store, file: parsed.file, syntax_errors: parsed.errors, package: checked, sources, rules }
}

impl Checked {
    /// The errors that gc prints, as it prints them.
    pub fn printed_errors(&self) -> String {
        // Only what gc calls a syntax error keeps it from checking types; it looks for misplaced
        // branches at the end of each function.
        let fatal = self.syntax_errors.iter().any(|e| e.message.starts_with("syntax error"));
        let spans = function_spans(&self.file);
        let branch_pos = |error: &Diagnostic| {
            let at = error.pos.offset;
            spans.iter().find(|span| (span.start..span.end).contains(&at)).map_or(at, |span| span.end)
        };
        let mut all: Vec<(u32, Diagnostic)> =
            self.syntax_errors.iter().map(|e| (e.pos.offset, e.clone())).collect();
        for error in &self.package.errors {
            if error.stage == Stage::Syntax {
                all.push((branch_pos(error), error.clone()));
            } else if !fatal {
                all.push((u32::MAX, error.clone()));
            }
        }
        all.sort_by_key(|&(at, _)| at);
        let all: Vec<Diagnostic> = all.into_iter().map(|(_, error)| error).collect();
        let mut text = String::new();
        render_errors(&all, &self.sources, &self.rules, &mut text);
        text
    }
}
