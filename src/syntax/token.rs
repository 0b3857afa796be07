//! Tokens of Go, as logos finds them; [`super::lexer`] adds semicolons and errors.
//!
//! In: UTF-8 text. Out: [`Token`]s, blanks, line breaks and comments included.
//! Invariants: no input makes the scanner fail; what is malformed is recorded in
//! [`Scan::errors`] and still yields the token it resembles. Spec: "Lexical elements".

use super::ast::BinaryOp;
use super::literal;
use logos::{Lexer, Logos};

/// State of a scan beside its tokens.
#[derive(Debug, Default)]
pub struct Scan {
    /// What is malformed, in order of discovery.
    pub errors: Vec<LexError>,
}

/// A malformed piece of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LexError {
    /// Byte offset where gc reports it.
    pub offset: u32,
    /// gc's words.
    pub message: String,
}

/// A token.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(extras = Scan, skip r"[ \t\r]+")]
#[allow(missing_docs)] // each variant is its text
pub enum Token {
    /// A line break and the blanks and line breaks after it.
    #[regex(r"\n[ \t\r\n]*")]
    Newline,
    #[token("//", literal::line_comment)]
    LineComment,
    #[token("/*", literal::block_comment)]
    BlockComment,
    /// Characters that cannot start a token; an error was recorded.
    #[regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f#$?@\\]", literal::invalid_character)]
    Invalid,

    #[regex("[A-Za-z_][A-Za-z0-9_]*")]
    #[regex(r"([A-Za-z_][A-Za-z0-9_]*)?[^\x00-\x7f][A-Za-z0-9_[^\x00-\x7f]]*", literal::wide_identifier)]
    Ident,
    #[regex("[0-9]", literal::number)]
    #[regex(r"\.[0-9]", literal::fraction)]
    Number(Number),
    #[token("'", literal::rune)]
    Rune,
    #[token("\"", literal::string)]
    #[token("`", literal::raw_string)]
    String,

    #[token("break")]
    Break,
    #[token("case")]
    Case,
    #[token("chan")]
    Chan,
    #[token("const")]
    Const,
    #[token("continue")]
    Continue,
    #[token("default")]
    Default,
    #[token("defer")]
    Defer,
    #[token("else")]
    Else,
    #[token("fallthrough")]
    Fallthrough,
    #[token("for")]
    For,
    #[token("func")]
    Func,
    #[token("go")]
    Go,
    #[token("goto")]
    Goto,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("interface")]
    Interface,
    #[token("map")]
    Map,
    #[token("package")]
    Package,
    #[token("range")]
    Range,
    #[token("return")]
    Return,
    #[token("select")]
    Select,
    #[token("struct")]
    Struct,
    #[token("switch")]
    Switch,
    #[token("type")]
    Type,
    #[token("var")]
    Var,

    #[token("+")]
    Add,
    #[token("-")]
    Sub,
    #[token("*")]
    Star,
    #[token("/")]
    Div,
    #[token("%")]
    Rem,
    #[token("&")]
    And,
    #[token("|")]
    Or,
    #[token("^")]
    Xor,
    #[token("<<")]
    Shl,
    #[token(">>")]
    Shr,
    #[token("&^")]
    AndNot,
    #[token("&&")]
    AndAnd,
    #[token("||")]
    OrOr,
    #[token("==")]
    Eq,
    #[token("!=")]
    Ne,
    #[token("<")]
    Lt,
    #[token("<=")]
    Le,
    #[token(">")]
    Gt,
    #[token(">=")]
    Ge,
    #[token("!")]
    Not,
    #[token("~")]
    Tilde,
    #[token("<-")]
    Arrow,
    #[token("++")]
    Inc,
    #[token("--")]
    Dec,
    /// `op=`
    #[token("+=", |_| BinaryOp::Add)]
    #[token("-=", |_| BinaryOp::Sub)]
    #[token("*=", |_| BinaryOp::Mul)]
    #[token("/=", |_| BinaryOp::Div)]
    #[token("%=", |_| BinaryOp::Rem)]
    #[token("&=", |_| BinaryOp::And)]
    #[token("|=", |_| BinaryOp::Or)]
    #[token("^=", |_| BinaryOp::Xor)]
    #[token("<<=", |_| BinaryOp::Shl)]
    #[token(">>=", |_| BinaryOp::Shr)]
    #[token("&^=", |_| BinaryOp::AndNot)]
    OpAssign(BinaryOp),
    #[token("=")]
    Assign,
    #[token(":=")]
    Define,
    #[token("...")]
    Ellipsis,
    #[token("(")]
    LParen,
    #[token(")")]
    RParen,
    #[token("[")]
    LBrack,
    #[token("]")]
    RBrack,
    #[token("{")]
    LBrace,
    #[token("}")]
    RBrace,
    #[token(",")]
    Comma,
    #[token(".")]
    Dot,
    /// `;`, or where the lexer inserts one: then it is empty.
    #[token(";")]
    Semi,
    #[token(":")]
    Colon,
    /// A statement or declaration that error recovery took out; never in a text.
    Bad,
}

/// Forms of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// `42`
    Int,
    /// `1.5`
    Float,
    /// `2i`
    Imag,
}

impl Token {
    /// Whether a line break after this token ends the statement. Spec: "Semicolons".
    #[inline]
    pub fn may_end_statement(self) -> bool {
        use Token::*;
        matches!(
            self,
            Ident
                | Number(_)
                | Rune
                | String
                | Break
                | Continue
                | Fallthrough
                | Return
                | Inc
                | Dec
                | RParen
                | RBrack
                | RBrace
        )
    }

    /// Whether this is a word of the language.
    pub fn is_keyword(self) -> bool {
        use Token::*;
        matches!(
            self,
            Break
                | Case
                | Chan
                | Const
                | Continue
                | Default
                | Defer
                | Else
                | Fallthrough
                | For
                | Func
                | Go
                | Goto
                | If
                | Import
                | Interface
                | Map
                | Package
                | Range
                | Return
                | Select
                | Struct
                | Switch
                | Type
                | Var
        )
    }

    /// Whether gc counts this among the operators (which `*` and `<-` are not).
    pub fn is_operator(self) -> bool {
        use Token::*;
        matches!(self, Not | Tilde) || self != Star && self.is_binary()
    }

    /// Whether this may stand between two operands.
    pub fn is_binary(self) -> bool {
        use Token::*;
        matches!(
            self,
            Add | Sub
                | Star
                | Div
                | Rem
                | And
                | Or
                | Xor
                | Shl
                | Shr
                | AndNot
                | AndAnd
                | OrOr
                | Eq
                | Ne
                | Lt
                | Le
                | Gt
                | Ge
        )
    }

    /// Whether this may stand before an operand.
    pub fn is_unary(self) -> bool {
        use Token::*;
        matches!(self, Add | Sub | Star | Not | Xor | Tilde | And | Arrow)
    }

    /// Whether an operand may begin with this, other than a name.
    pub fn starts_operand(self) -> bool {
        use Token::*;
        matches!(self, Number(_) | Rune | String | Func | LParen | LBrack | Struct | Map | Chan | Interface)
    }
}

/// The scanner behind [`super::lexer::Tokens`].
pub type Scanner<'t> = Lexer<'t, Token>;
