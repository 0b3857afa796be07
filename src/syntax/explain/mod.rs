//! Why a text is not Go: gc's words and positions for what the grammar rejects.
//!
//! In: the tokens of a file that `grammar/go.lalrpop` rejected; no other file comes here. Out:
//! [`Explanation`]: the errors, and which tokens error recovery must take out so that the rest
//! can go through the grammar again.
//! Invariants: the recogniser predicts from the next token, as gc's reader does, because gc's
//! words depend on what *that* was in the middle of, which an LR table does not tell. It builds no
//! tree. Each of its steps consumes a token or ends a list, so it always ends; and it gives up
//! beyond [`MAX_DEPTH`]. Source: `go build` of 1.27.3 on `tests/syntax/errors.txt`.

mod decl;
mod expr;
mod params;
mod stmt;
mod types;

use super::check::MAX_DEPTH;
use super::lexer::Spanned;
use super::token::{LexError, Token};
use crate::release::SyntaxRules;

/// What is wrong with a file.
#[derive(Debug, Default)]
pub struct Explanation {
    /// Errors in order of discovery.
    pub errors: Vec<LexError>,
    /// Ranges of tokens that hold the errors, each a statement or declaration; they neither
    /// overlap nor touch and ascend.
    pub broken: Vec<Broken>,
    /// Nothing after this byte was looked at.
    pub stopped_at: Option<u32>,
}

/// Tokens `start..end` that are not what they should be, or that must go for the rest to be Go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Broken {
    /// Index of the first token.
    pub start: usize,
    /// Index after the last token.
    pub end: usize,
    /// Whether what is around them is whole without them.
    pub surplus: bool,
}

/// Explains why `tokens`, those of `text`, are not a Go file. `earlier` tells where lexical errors
/// stand.
pub fn explain(text: &str, tokens: &[Spanned], lexical: &[LexError], rules: SyntaxRules) -> Explanation {
    let mut reader = Reader {
        text,
        tokens,
        rules,
        at: 0,
        out: Explanation::default(),
        first_lexical: lexical.iter().map(|error| error.offset).min(),
        open: 0,
        functions: 0,
        in_header: false,
        depth: 0,
        too_deep: false,
    };
    reader.file();
    let mut out = reader.out;
    merge(&mut out.broken);
    out
}

/// A walk through the tokens.
struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Spanned],
    rules: SyntaxRules,
    /// Index of the next token.
    at: usize,
    out: Explanation,
    first_lexical: Option<u32>,
    /// Errors that are not in [`Explanation::broken`] yet.
    open: usize,
    /// Enclosing function bodies.
    functions: usize,
    /// In the header of a statement: `{` begins its block, unless in brackets.
    in_header: bool,
    /// Enclosing constructs.
    depth: usize,
    too_deep: bool,
}

/// Statement keywords: good places to go on after an error inside a function.
const STATEMENT_STARTS: &[Token] = &[
    Token::Break,
    Token::Const,
    Token::Continue,
    Token::Defer,
    Token::Fallthrough,
    Token::For,
    Token::Go,
    Token::Goto,
    Token::If,
    Token::Return,
    Token::Select,
    Token::Switch,
    Token::Type,
    Token::Var,
];

/// Keywords that start a top-level declaration.
const DECLARATION_STARTS: &[Token] = &[Token::Import, Token::Const, Token::Type, Token::Var, Token::Func];

const CLOSERS: &[Token] = &[Token::RParen, Token::RBrack, Token::RBrace];

impl Reader<'_> {
    /// The next token; `None` at the end.
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).map(|&(_, token, _)| token)
    }

    fn at(&self, token: Token) -> bool {
        self.peek() == Some(token)
    }

    fn at_any(&self, tokens: &[Token]) -> bool {
        self.peek().is_some_and(|token| tokens.contains(&token))
    }

    fn at_literal(&self) -> bool {
        matches!(self.peek(), Some(Token::Number(_) | Token::Rune | Token::String))
    }

    fn bump(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len());
    }

    /// Byte offset of the next token.
    fn offset(&self) -> u32 {
        self.tokens.get(self.at).map_or(self.text.len() as u32, |&(start, ..)| start)
    }

    fn eat(&mut self, token: Token) -> bool {
        let there = self.at(token);
        if there {
            self.bump();
        }
        there
    }

    fn expect(&mut self, token: Token) {
        if !self.eat(token) {
            let word = match token {
                Token::Chan if !self.rules.keywords_are_named => "chan",
                token => word(token),
            };
            self.unexpected(&format!(", expected {word}"));
            self.bump();
        }
    }

    /// `=`; complains about `:=` and takes it as one.
    fn eat_assign(&mut self) -> bool {
        if self.at(Token::Define) {
            self.unexpected(", expected =");
        }
        self.eat(Token::Define) || self.eat(Token::Assign)
    }

    /// A name.
    fn name(&mut self) {
        if !self.eat(Token::Ident) {
            self.unexpected(", expected name");
            self.bump();
        }
    }

    /// Reports that the next token does not fit; `why` follows its name.
    fn unexpected(&mut self, why: &str) {
        let message = format!("unexpected {}{why}", self.next_words());
        self.complain(&message);
    }

    /// Reports a syntax error at the next token.
    fn complain(&mut self, message: &str) {
        self.complain_at(self.offset(), message);
    }

    fn complain_at(&mut self, offset: u32, message: &str) {
        self.report(offset, format!("syntax error: {message}"));
    }

    /// Reports an error, unless it follows from the file's ending too early.
    fn report(&mut self, offset: u32, message: String) {
        self.open += 1;
        let follows = self.peek().is_none() && self.had_errors();
        if !follows && !self.too_deep {
            self.out.errors.push(LexError { offset, message });
        }
    }

    fn had_errors(&self) -> bool {
        !self.out.errors.is_empty() || self.first_lexical.is_some_and(|at| at <= self.offset())
    }

    /// The next token as gc calls it in errors.
    fn next_words(&self) -> String {
        let Some(&(start, token, end)) = self.tokens.get(self.at) else { return "EOF".to_owned() };
        let text = &self.text[start as usize..end as usize];
        match token {
            Token::Ident if self.rules.names_are_named => format!("name {text}"),
            Token::Number(_) | Token::Rune | Token::String => format!("literal {text}"),
            Token::Semi if !text.is_empty() => "semicolon".to_owned(),
            Token::Semi if start as usize == self.text.len() => "EOF".to_owned(),
            Token::Semi => "newline".to_owned(),
            Token::Comma => "comma".to_owned(),
            token if token.is_keyword() && self.rules.keywords_are_named => format!("keyword {text}"),
            _ => text.to_owned(),
        }
    }

    /// Skips to one of `tokens`, inside functions also to a statement keyword.
    fn skip_to(&mut self, tokens: &[Token]) {
        while let Some(token) = self.peek() {
            if tokens.contains(&token) || self.functions > 0 && STATEMENT_STARTS.contains(&token) {
                break;
            }
            self.bump();
        }
    }

    /// Items separated by `separator` up to `close`, both of which gc names when one is missing;
    /// `item` tells whether no further one may follow. The offset of `close`.
    fn list(
        &mut self,
        what: &str,
        separator: Token,
        close: Token,
        mut item: impl FnMut(&mut Self) -> bool,
    ) -> u32 {
        let mut last = false;
        while !last && self.peek().is_some() && !self.at(close) {
            last = item(self);
            if !self.eat(separator) && !self.at(close) {
                let (separator, close_word) = (word(separator), word(close));
                self.unexpected(&format!(" in {what}; possibly missing {separator} or {close_word}"));
                self.skip_to(CLOSERS);
                if !self.at(close) {
                    return self.offset();
                }
            }
        }
        let offset = self.offset();
        self.expect(close);
        offset
    }

    /// Goes one level deeper for `read`, unless that is too deep.
    fn nested<T: Default>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= MAX_DEPTH {
            if !self.too_deep {
                self.complain("nesting depth limit exceeded");
                self.out.stopped_at = Some(self.offset());
            }
            // Nothing that follows can be understood.
            self.too_deep = true;
            self.at = self.tokens.len();
            return T::default();
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads within brackets, where `{` may begin a literal value again.
    fn bracketed<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.in_header, false);
        let result = read(self);
        self.in_header = outer;
        result
    }

    /// Reads something that recovery may take out as a whole if it holds errors.
    fn replaceable<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let (start, open) = (self.at, self.open);
        let result = read(self);
        self.close_errors(start, open);
        result
    }

    /// Charges the errors since there were `open` to the tokens from `start` on.
    fn close_errors(&mut self, start: usize, open: usize) {
        if self.open > open {
            let end = self.at.min(self.tokens.len());
            self.out.broken.push(Broken { start, end, surplus: false });
            self.open = open;
        }
    }
}

/// Sorts ranges and joins those that overlap.
fn merge(ranges: &mut Vec<Broken>) {
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    ranges.dedup_by(|next, previous| {
        let overlaps = next.start < previous.end;
        if overlaps {
            previous.end = previous.end.max(next.end);
        }
        overlaps || *next == *previous
    });
}

/// A token as gc names it among what it expected.
fn word(token: Token) -> &'static str {
    match token {
        Token::Comma => "comma",
        Token::Semi => "semicolon or newline",
        Token::Ident => "name",
        Token::Assign => "=",
        Token::Colon => ":",
        Token::LParen => "(",
        Token::RParen => ")",
        Token::LBrack => "[",
        Token::RBrack => "]",
        Token::LBrace => "{",
        Token::RBrace => "}",
        Token::Chan => "keyword chan",
        _ => "token",
    }
}
