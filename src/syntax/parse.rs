//! The facade: one text in, a tree and all its errors out.
//!
//! In: a file's text and the session's names. Out: [`Parsed`]; there is always a tree.
//! Invariants: errors ascend by position. A text that is Go goes through the grammar once; one
//! that is not is explained, its broken statements and declarations are replaced by
//! [`Token::Bad`], and the rest goes through the grammar again.

use super::Parsed;
use super::ast::File;
use super::builder::Builder;
use super::check::{self, Violation};
use super::explain::{Broken, Explanation, explain};
use super::lexer::{Spanned, Tokens};
use super::token::{LexError, Token};
use crate::release::SyntaxRules;
use crate::source::{Diagnostic, FileId, Interner, Pos, Stage};
use lalrpop_util::ParseError;

lalrpop_util::lalrpop_mod!(
    #[allow(missing_docs, unused, clippy::all, clippy::pedantic)]
    grammar,
    "/go.rs"
);

/// Parses the text of the file `id` by the rules of a release.
pub fn parse_file(id: FileId, text: &str, interner: &Interner, rules: SyntaxRules) -> Parsed {
    let mut tokens = Tokens::new(text);
    let mut builder = Builder::new(id, text, interner, rules);
    let result = grammar::FileParser::new().parse(&mut builder, tokens.by_ref());
    let (mut file, mut errors, stopped_at) = match result {
        Ok(()) if builder.rejected.is_none() => {
            let (file, errors) = builder.finish();
            (file, errors, None)
        }
        _ => {
            let at = result.err().map(|error| offset_of(error, text)).or(builder.rejected);
            drop(builder);
            recover(id, text, interner, rules, at.unwrap_or(0))
        }
    };
    // What comes after a failure is only looked at for directives and lexical errors.
    tokens.by_ref().for_each(drop);
    errors.extend(check::limit_depth(&mut file, &tokens));
    let notes = tokens.into_notes();
    file.directives = notes.directives;
    file.build_constraint = notes.build_constraint;
    // gc reads no further than the package clause if there was an error so far.
    let first_decl = file.top_decls.first().map_or(text.len() as u32, |&decl| file.decls[decl].group);
    let first_error = notes.errors.first().map(|error| error.offset);
    let stopped_at = stopped_at.or(first_error.filter(|&at| at < first_decl).map(|_| first_decl));
    if let Some(end) = stopped_at {
        errors.retain(|&(offset, _)| offset <= end);
    }
    // What is wrong with a token comes before what is wrong with its place.
    let lexical = notes.errors.into_iter().map(|error| (error.offset, error.message));
    let lexical = lexical.filter(|&(offset, _)| stopped_at.is_none_or(|end| offset <= end));
    let errors = one_syntax_error_per_line(text, lexical.chain(errors).collect());
    file.errors = errors.iter().map(|&(offset, _)| offset).collect();
    let diagnostic = |(offset, message)| {
        let pos = Pos::new(id, offset);
        Diagnostic { pos, message, stage: Stage::Syntax, soft: false }
    };
    let errors = errors.into_iter().map(diagnostic).collect();
    Parsed { file, errors, line_directives: notes.line_directives, stopped_at }
}

/// How often a broken file goes through the grammar before its tree is given up.
const MAX_ROUNDS: usize = 20;

/// Parses what is left of a text that the grammar rejects at `offset`: the tree, the errors, and
/// where reading stopped if it did.
fn recover(
    id: FileId,
    text: &str,
    interner: &Interner,
    rules: SyntaxRules,
    offset: u32,
) -> (File, Vec<Violation>, Option<u32>) {
    let mut source = Tokens::new(text);
    let tokens: Vec<Spanned> = source.by_ref().collect();
    let lexical = source.into_notes().errors;
    let Explanation { errors, mut broken, stopped_at } = explain(text, &tokens, &lexical, rules);
    // gc says nothing of a text that ends too early because of a lexical error.
    let explained = !errors.is_empty() || !lexical.is_empty();
    let mut errors: Vec<_> =
        errors.into_iter().map(|LexError { offset, message }| (offset, message)).collect();
    if stopped_at.is_some() {
        let file = Builder::new(id, text, interner, rules).finish().0;
        return (file, errors, stopped_at);
    }
    // Usually one round is enough. The grammar may still reject what recovery left over: then the
    // declaration it rejects goes as well, until nothing is left to reject.
    for _ in 0..MAX_ROUNDS {
        let mut builder = Builder::new(id, text, interner, rules);
        let repaired = replace(&tokens, &broken);
        let result = grammar::FileParser::new().parse(&mut builder, repaired.iter().copied());
        let Err(error) = result else {
            let (file, violations) = builder.finish();
            errors.extend(violations);
            if !explained {
                errors.push((offset, unexpected_at(text, &tokens, offset)));
            }
            return (file, errors, None);
        };
        let at = offset_of(error, text);
        let Some(wider) = widen(text, &tokens, &broken, at) else { break };
        broken = wider;
    }
    if !explained {
        errors.push((offset, unexpected_at(text, &tokens, offset)));
    }
    (Builder::new(id, text, interner, rules).finish().0, errors, None)
}

fn offset_of(error: ParseError<u32, Token, std::convert::Infallible>, text: &str) -> u32 {
    match error {
        ParseError::UnrecognizedToken { token: (start, ..), .. }
        | ParseError::ExtraToken { token: (start, ..) } => start,
        ParseError::InvalidToken { location } => location,
        ParseError::UnrecognizedEof { .. } => text.len() as u32,
        ParseError::User { error } => match error {},
    }
}

/// What to say of a token that only the grammar rejects.
fn unexpected_at(text: &str, tokens: &[Spanned], offset: u32) -> String {
    let token = tokens.iter().find(|&&(start, ..)| start == offset);
    if let Some((_, Token::Ellipsis, _)) = token {
        // Older releases find out when they check types.
        return "invalid use of '...'".to_owned();
    }
    let words = match token {
        Some(&(start, _, end)) if start < end => &text[start as usize..end as usize],
        Some(_) => "newline",
        None => "EOF",
    };
    format!("syntax error: unexpected {words}")
}

/// The tokens with each broken range replaced by one [`Token::Bad`], and without what is surplus.
fn replace(tokens: &[Spanned], broken: &[Broken]) -> Vec<Spanned> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    for &Broken { start, end, surplus } in broken {
        out.extend_from_slice(&tokens[at..start]);
        if surplus {
            at = end;
            continue;
        }
        let first = tokens.get(start).map_or(0, |&(first, ..)| first);
        let last = tokens[start..end].last().map_or(first, |&(.., last)| last);
        out.push((first, Token::Bad, last));
        // A declaration that ran into the next one lacks its semicolon.
        let next = tokens.get(end).map(|&(_, token, _)| token);
        let separated = next.is_some_and(|token| {
            let ends = [Token::Semi, Token::RParen, Token::RBrace, Token::Case, Token::Default];
            ends.contains(&token)
        });
        if !separated {
            out.push((last, Token::Semi, last));
        }
        at = end;
    }
    out.extend_from_slice(&tokens[at..]);
    out
}

/// `broken` with the whole top-level declaration around `offset` in it as well; `None` if it is
/// already.
///
/// A keyword in the first column is taken for a top-level declaration: in a broken text, counting
/// braces would tell less.
fn widen(text: &str, tokens: &[Spanned], broken: &[Broken], offset: u32) -> Option<Vec<Broken>> {
    let starts = |index: usize| {
        let (start, token, _) = tokens[index];
        let first_column = start > 0 && text.as_bytes()[start as usize - 1] == b'\n';
        first_column && matches!(token, Token::Func | Token::Var | Token::Const | Token::Type | Token::Import)
    };
    let here = tokens.partition_point(|&(start, ..)| start <= offset).saturating_sub(1);
    let clause_end = tokens.iter().position(|&(_, token, _)| token == Token::Semi)? + 1;
    let start = (clause_end..=here).rev().find(|&index| starts(index)).unwrap_or(clause_end);
    let end = (here + 1..tokens.len()).find(|&index| starts(index)).unwrap_or(tokens.len());
    if start >= end || broken.iter().any(|b| b.start <= start && end <= b.end) {
        return None;
    }
    let mut wider: Vec<Broken> =
        broken.iter().copied().filter(|b| b.end <= start || end <= b.start).collect();
    wider.push(Broken { start, end, surplus: false });
    wider.sort_by_key(|b| b.start);
    Some(wider)
}

/// The errors by position, and as gc prints them: at most one syntax error per line, and no error
/// twice.
fn one_syntax_error_per_line(text: &str, mut errors: Vec<Violation>) -> Vec<Violation> {
    if errors.len() < 2 {
        return errors;
    }
    let lines = LineStarts::new(text);
    // What is found first on a line counts, not what stands first.
    let mut last_syntax = None;
    errors.retain(|(offset, message)| {
        let line = lines.line(*offset);
        !message.starts_with("syntax error") || last_syntax.replace(line) != Some(line)
    });
    errors.sort_by_key(|&(offset, _)| offset);
    let mut last: Option<(usize, String)> = None;
    errors.retain(|(offset, message)| {
        let this = (lines.line(*offset), message.clone());
        let repeated = last.as_ref() == Some(&this);
        last = Some(this);
        !repeated
    });
    errors
}

/// Where the lines of a text start.
struct LineStarts(Vec<u32>);

impl LineStarts {
    fn new(text: &str) -> Self {
        let after_break = |(at, byte): (usize, u8)| (byte == b'\n').then_some(at as u32 + 1);
        LineStarts(text.bytes().enumerate().filter_map(after_break).collect())
    }

    /// The index of the line of a byte.
    fn line(&self, offset: u32) -> usize {
        self.0.partition_point(|&start| start <= offset)
    }
}
