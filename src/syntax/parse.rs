//! The facade: one text in, a tree and all its errors out.
//!
//! In: a file's text and the session's names. Out: [`Parsed`]; there is always a tree.
//! Invariants: errors ascend by position.

use super::Parsed;
use super::builder::Builder;
use super::lexer::Tokens;
use crate::source::{Diagnostic, FileId, Interner, Pos, Stage};

lalrpop_util::lalrpop_mod!(
    #[allow(missing_docs, unused_imports, unused_variables, clippy::all, clippy::pedantic)]
    grammar,
    "/go.rs"
);

/// Parses the text of the file `id`.
pub fn parse_file(id: FileId, text: &str, interner: &Interner) -> Parsed {
    let mut tokens = Tokens::new(text);
    let mut builder = Builder::new(id, text, interner);
    let result = grammar::FileParser::new().parse(&mut builder, tokens.by_ref());
    if let Err(error) = &result {
        builder.error(0, format!("{error:?}"));
        tokens.by_ref().for_each(drop);
    }
    let notes = tokens.into_notes();
    let (mut file, mut errors) = builder.finish();
    file.directives = notes.directives;
    file.build_constraint = notes.build_constraint;
    errors.extend(notes.errors.into_iter().map(|error| Diagnostic {
        pos: Pos::new(id, error.offset),
        message: error.message,
        stage: Stage::Syntax,
        soft: false,
    }));
    errors.sort_by_key(|error| error.pos);
    Parsed { file, errors, line_directives: notes.line_directives }
}
