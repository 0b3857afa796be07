//! The tokens the grammar sees: semicolons inserted, comments taken out.
//!
//! In: a file's text. Out: an iterator of [`Spanned`] tokens and, once it is exhausted, [`Notes`]:
//! `//go:` directives, the build constraint, `//line` directives and lexical errors.
//! Invariants: spans ascend and lie on character boundaries; an inserted semicolon is empty and
//! stands at the line break or comment that caused it, or at the end of the text. There is always
//! a next token or an end, never a failure. Spec: "Semicolons".

use super::ast::{BuildConstraint, Directive};
use super::literal;
use super::token::{LexError, Scanner, Token};
use crate::source::LineDirective;
use logos::Logos;

/// A token with its first byte and the byte after its last.
pub type Spanned = (u32, Token, u32);

/// What the lexer finds beside tokens.
#[derive(Debug, Default)]
pub struct Notes {
    /// `//go:name args` comments, in order of offset.
    pub directives: Vec<Directive>,
    /// The first `//go:build` line before the package clause.
    pub build_constraint: Option<BuildConstraint>,
    /// `//line` directives, in order of offset.
    pub line_directives: Vec<LineDirective>,
    /// Lexical errors, in order of offset.
    pub errors: Vec<LexError>,
}

/// The text of bytes that should be UTF-8, and an error for each byte that is not.
pub fn decode(bytes: Vec<u8>) -> (String, Vec<LexError>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut errors = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            let message = "invalid UTF-8 encoding".to_owned();
            errors.push(LexError { offset: text.len() as u32, message });
            // A blank keeps later offsets where they are in the file.
            text.push(' ');
        }
    }
    (text, errors)
}

/// Iterator of the tokens of one text.
pub struct Tokens<'t> {
    scanner: Scanner<'t>,
    notes: Notes,
    /// The previous token may end a statement.
    ends_statement: bool,
    /// No `package` keyword so far.
    before_package: bool,
    depth: DepthMeter,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`.
    pub fn new(text: &'t str) -> Self {
        let mut scanner = Token::lexer(text);
        if text.starts_with('\u{feff}') {
            scanner.bump('\u{feff}'.len_utf8());
        }
        Tokens {
            scanner,
            notes: Notes::default(),
            ends_statement: false,
            before_package: true,
            depth: DepthMeter::default(),
        }
    }

    /// What was found beside the tokens; complete once the iterator is exhausted.
    pub fn into_notes(mut self) -> Notes {
        let mut errors = std::mem::take(&mut self.scanner.extras.errors);
        errors.append(&mut self.notes.errors);
        errors.extend(literal::odd_characters(self.scanner.source()));
        errors.sort_by_key(|error| error.offset);
        Notes { errors, ..self.notes }
    }

    /// No tree of the tokens so far nests deeper than this (left spines apart).
    pub fn max_depth(&self) -> usize {
        self.depth.max as usize
    }

    fn semicolon(&mut self, at: usize) -> Option<Spanned> {
        self.depth.note(Token::Semi);
        self.ends_statement = false;
        Some((at as u32, Token::Semi, at as u32))
    }

    /// Keeps a line comment that is a directive.
    fn note_line_comment(&mut self) {
        let comment = self.scanner.slice();
        let start = self.scanner.span().start;
        let text = comment[2..].trim_end_matches('\r');
        if let Some(directive) = text.strip_prefix("go:") {
            let offset = start as u32;
            let (name, args) = directive.split_once([' ', '\t']).unwrap_or((directive, ""));
            if name == "build" && self.before_package && self.notes.build_constraint.is_none() {
                let text = args.trim().to_owned();
                self.notes.build_constraint = Some(BuildConstraint { offset, text });
            }
            let (name, args) = (format!("go:{name}"), args.trim().to_owned());
            self.notes.directives.push(Directive { offset, name, args });
        } else if let Some(line) = text.strip_prefix("line ") {
            let source = self.scanner.source().as_bytes();
            if start == 0 || source[start - 1] == b'\n' {
                let after = (start + comment.len() + 1).min(source.len());
                self.note_line_directive(start + 7, line, after);
            }
        } else if text.starts_with("export ") || text.starts_with("extern ") {
            let (name, args) = (text[..6].to_owned(), text[7..].trim().to_owned());
            self.notes.directives.push(Directive { offset: start as u32, name, args });
        }
    }

    /// Keeps a `/*line …*/` comment.
    fn note_block_comment(&mut self) {
        let comment = self.scanner.slice();
        let body = comment[2..].strip_suffix("*/");
        if let Some(line) = body.and_then(|text| text.strip_prefix("line "))
            && !line.contains('\n')
        {
            let start = self.scanner.span().start;
            self.note_line_directive(start + 7, line, start + comment.len());
        }
    }

    /// Keeps the directive `text`, which stands at `at` and applies from `from` on.
    fn note_line_directive(&mut self, at: usize, text: &str, from: usize) {
        match parse_line_directive(text) {
            Ok(Some((name, line, column))) => {
                let (name, offset) = (name.to_owned(), from as u32);
                self.notes.line_directives.push(LineDirective { offset, name, line, column });
            }
            Ok(None) => {}
            Err((offset, message)) => {
                self.notes.errors.push(LexError { offset: (at + offset) as u32, message });
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Spanned;

    #[inline]
    fn next(&mut self) -> Option<Spanned> {
        loop {
            let Some(result) = self.scanner.next() else {
                let end = self.scanner.source().len();
                return if self.ends_statement { self.semicolon(end) } else { None };
            };
            let span = self.scanner.span();
            // No error: every character starts some token.
            let token = result.unwrap_or(Token::Invalid);
            match token {
                Token::Newline if self.ends_statement => return self.semicolon(span.start),
                Token::Newline | Token::Invalid => {}
                Token::LineComment => self.note_line_comment(),
                Token::BlockComment => {
                    self.note_block_comment();
                    if self.ends_statement && self.scanner.slice().contains('\n') {
                        return self.semicolon(span.start);
                    }
                }
                token => {
                    self.ends_statement = token.may_end_statement();
                    self.depth.note(token);
                    if token == Token::Package {
                        self.before_package = false;
                    }
                    return Some((span.start as u32, token, span.end as u32));
                }
            }
        }
    }
}

/// An upper bound of the depth of nesting, kept while tokens pass by.
///
/// Open brackets count, and in each of them the tokens since the last separator that may nest
/// without brackets.
#[derive(Debug, Default)]
struct DepthMeter {
    current: u32,
    max: u32,
    /// What the innermost bracket adds beside itself.
    level: u32,
    /// The same for the brackets around it.
    outer: Vec<u32>,
}

impl DepthMeter {
    #[inline]
    fn note(&mut self, token: Token) {
        use Token::*;
        match token {
            LParen | LBrack | LBrace => {
                self.outer.push(std::mem::take(&mut self.level));
                self.current += 1;
                self.max = self.max.max(self.current);
            }
            RParen | RBrack | RBrace => {
                self.current = self.current.saturating_sub(self.level + 1);
                self.level = self.outer.pop().unwrap_or(0);
                if token == RBrack {
                    self.prefix();
                }
            }
            Semi | Comma => {
                self.current -= self.level;
                self.level = 0;
            }
            Add | Sub | Star | And | Xor | Not | Tilde | Arrow | Chan | Func | Else | Colon => {
                self.prefix();
            }
            _ => {}
        }
    }

    #[inline]
    fn prefix(&mut self) {
        self.level += 1;
        self.current += 1;
        self.max = self.max.max(self.current);
    }
}

/// Largest line or column number of a directive.
const MAX_POSITION: u32 = 1 << 30;

/// A name, line and column.
type NamedLine<'t> = (&'t str, u32, u32);

/// Name, line and column (0 if there is none) of `name:line` or `name:line:column`; `None` if
/// there is no colon; else the offset in `text` and the words of an error.
fn parse_line_directive(text: &str) -> Result<Option<NamedLine<'_>>, (usize, String)> {
    let Some((rest, last)) = text.rsplit_once(':') else { return Ok(None) };
    let number =
        |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    let valid = |n: u32| (1..=MAX_POSITION).contains(&n);
    let bad = |part: &str, at: usize, what: &str| Err((at, format!("invalid {what} number: {part}")));
    let Some(last_number) = number(last) else {
        return bad(last, rest.len() + 1, "line");
    };
    if let Some((name, middle)) = rest.rsplit_once(':')
        && let Some(line) = number(middle)
    {
        return if !valid(last_number) {
            bad(last, rest.len() + 1, "column")
        } else if !valid(line) {
            bad(&text[name.len() + 1..], name.len() + 1, "line")
        } else {
            Ok(Some((name, line, last_number)))
        };
    }
    if valid(last_number) { Ok(Some((rest, last_number, 0))) } else { bad(last, rest.len() + 1, "line") }
}
