//! Lexer, grammar and syntax errors.

mod errors;
mod robustness;
mod trees;

use goesc::release::Release;
use goesc::source::{Pos, SourceMap};
use goesc::syntax::{Parsed, check, dump_file, parse_file};

/// A parsed text and what is needed to print it.
struct Outcome {
    parsed: Parsed,
    /// `line:column: message`, as gc prints them.
    errors: Vec<String>,
    text: String,
    map: SourceMap,
}

impl Outcome {
    fn tree(&self) -> String {
        dump_file(&self.parsed.file, &self.text, &self.map.interner)
    }
}

/// Parses `text` as a file of its own.
fn parse(text: &str) -> Outcome {
    let mut map = SourceMap::default();
    let id = map.add("a.go", "a.go".into(), text.into());
    let parsed = parse_file(id, text, &map.interner, Release::NEWEST.rules().syntax);
    let position = |offset: u32| {
        let (line, column) = map.line_column(Pos::new(id, offset));
        format!("{line}:{column}")
    };
    let mut errors: Vec<_> = parsed.errors.iter().map(|e| (e.pos.offset, e.message.clone())).collect();
    if !parsed.stops_before_types() {
        errors.extend(check::check_branches(&parsed.file, text, &map.interner, &position));
    }
    errors.sort_by_key(|&(offset, _)| offset);
    let errors = errors.into_iter().map(|(at, message)| format!("{}: {message}", position(at))).collect();
    Outcome { parsed, errors, text: text.to_owned(), map }
}

/// The tree of `text`, followed by its errors if there are any.
fn check(text: &str) -> String {
    let outcome = parse(text);
    let (tree, errors) = (outcome.tree(), outcome.errors);
    if errors.is_empty() { tree } else { format!("{tree}---\n{}\n", errors.join("\n")) }
}
