//! Parameter lists: parameters, results, receivers and type parameters.

use super::Reader;
use super::types::Brackets;
use crate::syntax::token::Token;
use crate::syntax::words::{self, ListKind};

/// Kinds of lists.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ParamList {
    /// `(…)`, where the last may have `...`
    Params,
    /// `(…)`, also of a receiver
    Results,
    /// `[…]` of a declaration: names are required, constraints may stand for types
    TypeParams,
    /// `[…]` after a name in an interface
    Arguments,
}

/// How much of the first entry of a list was read to find out that it is one; with its offset.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Nothing,
    Name(u32),
    All(u32),
}

/// What is known of a list that was read.
#[derive(Clone, Copy)]
pub(super) struct Params {
    /// How many entries it has.
    pub(super) len: usize,
    /// The first entry has both name and type.
    pub(super) starts_named: bool,
}

/// One entry.
#[derive(Clone, Copy)]
struct Param {
    named: bool,
    typed: bool,
    /// Offset of its name or, without one, of its type.
    start: u32,
    /// Offset of its `...`.
    dots: Option<u32>,
}

impl ParamList {
    fn close(self) -> Token {
        match self {
            ParamList::Params | ParamList::Results => Token::RParen,
            ParamList::TypeParams | ParamList::Arguments => Token::RBrack,
        }
    }
    fn has_unions(self) -> bool {
        self.close() == Token::RBrack
    }
}

impl Reader<'_> {
    /// What follows `(` or `[`.
    pub(super) fn params(&mut self, kind: ParamList) -> Params {
        self.params_after(kind, First::Nothing)
    }

    /// The same when `read` of the first entry was read already.
    pub(super) fn params_after(&mut self, kind: ParamList, read: First) -> Params {
        if matches!(read, First::All(_)) && self.eat(kind.close()) {
            return Params { len: 1, starts_named: true };
        }
        let mut read = read;
        let mut params = Vec::new();
        let end = self.list("parameter list", Token::Comma, kind.close(), |reader| {
            let read = std::mem::replace(&mut read, First::Nothing);
            params.extend(reader.nested(|reader| reader.param(kind, read)));
            false
        });
        self.check_names(kind, &params, end);
        self.check_dots(kind, &params);
        let starts_named = params.first().is_some_and(|first| first.named && first.typed);
        Params { len: params.len(), starts_named }
    }

    /// Either all entries have a name and a type, directly or from the next type on, or none has.
    fn check_names(&mut self, kind: ParamList, params: &[Param], end: u32) {
        let required = kind == ParamList::TypeParams;
        let complete = params.iter().filter(|p| p.named && p.typed).count();
        if complete == 0 && !required {
            return;
        }
        let last_typed = params.iter().rposition(|p| p.typed);
        let is_wrong = |(at, param): &(usize, &Param)| {
            !param.named || !param.typed && last_typed.is_none_or(|last| *at > last)
        };
        let Some((_, wrong)) = params.iter().enumerate().find(is_wrong) else { return };
        let list = if required { ListKind::TypeParams } else { ListKind::Params };
        let misnamed = complete < params.iter().filter(|p| p.typed).count();
        let (offset, message) =
            words::mixed_params(self.rules, list, params.len(), misnamed, wrong.start, end);
        self.complain_at(offset, &message);
    }

    fn check_dots(&mut self, kind: ParamList, params: &[Param]) {
        if !self.rules.dots_are_syntax {
            return;
        }
        let named = params.iter().any(|p| p.named && p.typed);
        let is_misplaced = |at: usize| {
            let shared = named && at > 0 && !params[at - 1].typed;
            kind != ParamList::Params || at + 1 < params.len() || shared
        };
        let mut dots = params.iter().enumerate().filter_map(|(at, p)| p.dots.map(|dots| (at, dots)));
        if let Some((_, offset)) = dots.find(|&(at, _)| is_misplaced(at)) {
            self.report(offset, words::misplaced_dots(kind == ParamList::Params).to_owned());
        }
    }

    fn param(&mut self, kind: ParamList, read: First) -> Option<Param> {
        let start = match read {
            // gc's function types begin after the keyword.
            First::Nothing if self.at(Token::Func) => {
                self.tokens.get(self.at + 1).map_or(self.offset(), |&(start, ..)| start)
            }
            First::Nothing => self.offset(),
            First::Name(start) => start,
            First::All(start) => return Some(Param { named: true, typed: true, start, dots: None }),
        };
        let entry = |named, typed| Some(Param { named, typed, start, dots: None });
        let unions = kind.has_unions();
        let named = read != First::Nothing || self.eat(Token::Ident);
        if named && (self.at(Token::LBrack) || self.at(Token::Dot) || unions && self.at(Token::Or)) {
            let is_type = if self.at(Token::LBrack) {
                self.array_or_arguments() == Brackets::Type
            } else {
                self.rest_of_type_name();
                false
            };
            if unions {
                self.union_rest();
            }
            return entry(is_type, true);
        }
        if self.at(Token::Ellipsis) {
            let dots = self.offset();
            self.bump();
            if !self.try_type() {
                self.complain("... is missing type");
                return entry(named, true);
            }
            return Some(Param { named, typed: true, start, dots: Some(dots) });
        }
        if unions && self.at(Token::Tilde) {
            self.union();
            return entry(named, true);
        }
        let typed = self.try_type();
        if unions && typed {
            self.union_rest();
        }
        if !named && !typed {
            let close = kind.close();
            self.unexpected(&format!(", expected {}", super::word(close)));
            self.skip_to(&[Token::Comma, close]);
            return None;
        }
        entry(named, typed)
    }
}
