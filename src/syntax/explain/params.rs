//! Parameter lists: parameters, results, receivers and type parameters.

use super::Reader;
use super::types::Brackets;
use crate::syntax::token::Token;

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
    /// What follows `(` or `[`; whether the first entry has both name and type, if there is one.
    pub(super) fn params(&mut self, kind: ParamList) -> Option<bool> {
        self.params_after(kind, First::Nothing)
    }

    /// The same when `read` of the first entry was read already.
    pub(super) fn params_after(&mut self, kind: ParamList, read: First) -> Option<bool> {
        if matches!(read, First::All(_)) && self.eat(kind.close()) {
            return Some(true);
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
        params.first().map(|first| first.named && first.typed)
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
        let (offset, message) = if complete == params.iter().filter(|p| p.typed).count() {
            (end, if required { "missing type constraint" } else { "missing parameter type" })
        } else if required && params.len() == 1 {
            (wrong.start, "missing type parameter name or invalid array length")
        } else if required {
            (wrong.start, "missing type parameter name")
        } else {
            (wrong.start, "missing parameter name")
        };
        self.complain_at(offset, message);
    }

    fn check_dots(&mut self, kind: ParamList, params: &[Param]) {
        let named = params.iter().any(|p| p.named && p.typed);
        let is_misplaced = |at: usize| {
            let shared = named && at > 0 && !params[at - 1].typed;
            kind != ParamList::Params || at + 1 < params.len() || shared
        };
        let mut dots = params.iter().enumerate().filter_map(|(at, p)| p.dots.map(|dots| (at, dots)));
        if let Some((_, offset)) = dots.find(|&(at, _)| is_misplaced(at)) {
            let message = match kind {
                ParamList::Params => "can only use ... with final parameter",
                _ => "invalid use of ...",
            };
            self.report(offset, message.to_owned());
        }
    }

    fn param(&mut self, kind: ParamList, read: First) -> Option<Param> {
        let start = match read {
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
