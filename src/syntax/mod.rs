//! From text to tree: lexer, grammar, and what the grammar over-accepts.
//!
//! In: one file's text. Out: [`Parsed`]: an [`ast::File`] and errors in gc's words; there is
//! always a tree, whatever the text.

pub mod ast;
mod builder;
mod cover;
pub mod lexer;
mod literal;
mod parse;
pub mod token;

pub use parse::parse_file;

use crate::source::Diagnostic;

/// What [`parse_file`] makes of a text.
#[derive(Debug)]
pub struct Parsed {
    /// The tree of all that could be understood.
    pub file: ast::File,
    /// Syntax errors in order of position.
    pub errors: Vec<Diagnostic>,
    /// `//line` directives, in order of offset.
    pub line_directives: Vec<crate::source::LineDirective>,
}
