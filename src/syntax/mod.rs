//! From text to tree: lexer, grammar, and what the grammar over-accepts.
//!
//! In: one file's text. Out: [`Parsed`]: an [`ast::File`] and errors in gc's words; there is
//! always a tree, whatever the text.

pub mod ast;
mod builder;
pub mod check;
pub mod constraint;
mod cover;
pub mod dump;
mod explain;
pub mod lexer;
mod literal;
mod parse;
pub mod quote;
pub mod survey;
pub mod token;
mod words;

pub use dump::dump_file;
pub use parse::parse_file;
pub use survey::survey;

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
    /// The offset behind which gc reads nothing, when an error keeps it from reading on.
    /// gc reads nothing after this byte.
    pub stopped_at: Option<u32>,
}

impl Parsed {
    /// Whether gc stops before it checks types. Lexical errors and misplaced branches do not stop
    /// it, only what it calls a syntax error.
    pub fn stops_before_types(&self) -> bool {
        self.errors.iter().any(|error| error.message.starts_with("syntax error"))
    }
}
