//! Types.

use super::params::ParamList;
use super::{Broken, Reader};
use crate::syntax::token::Token;

/// What the brackets after a name turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    /// `[]T` or `[n]T`
    Type,
    /// `[T, U]`
    Arguments,
}

impl Reader<'_> {
    /// A type, which must be there.
    pub(super) fn type_(&mut self) {
        if !self.try_type() {
            self.unexpected(", expected type");
            self.skip_to(&[
                Token::Comma,
                Token::Colon,
                Token::Semi,
                Token::RParen,
                Token::RBrack,
                Token::RBrace,
            ]);
        }
    }

    /// A type, if there is one.
    pub(super) fn try_type(&mut self) -> bool {
        self.nested(Self::type_at_depth)
    }

    fn type_at_depth(&mut self) -> bool {
        match self.peek() {
            Some(Token::Star) => {
                self.bump();
                self.type_();
            }
            Some(Token::Arrow) => {
                self.bump();
                self.expect(Token::Chan);
                self.channel_element();
            }
            Some(Token::Func) => {
                self.bump();
                self.signature(Some("function type"));
            }
            Some(Token::LBrack) => {
                self.bump();
                if self.eat(Token::RBrack) {
                    self.type_();
                } else {
                    self.array_type(false);
                }
            }
            Some(Token::Chan) => {
                self.bump();
                self.eat(Token::Arrow);
                self.channel_element();
            }
            Some(Token::Map) => {
                self.bump();
                self.expect(Token::LBrack);
                self.type_();
                self.expect(Token::RBrack);
                self.type_();
            }
            Some(Token::Struct) => {
                self.bump();
                self.expect(Token::LBrace);
                self.list("struct type", Token::Semi, Token::RBrace, |reader| {
                    reader.field();
                    false
                });
            }
            Some(Token::Interface) => {
                self.bump();
                self.expect(Token::LBrace);
                self.list("interface type", Token::Semi, Token::RBrace, |reader| {
                    reader.interface_element();
                    false
                });
            }
            Some(Token::Ident) => self.type_name(),
            Some(Token::LParen) => {
                self.bump();
                self.type_();
                self.expect(Token::RParen);
            }
            _ => return false,
        }
        true
    }

    fn channel_element(&mut self) {
        if !self.try_type() {
            self.complain("missing channel element type");
        }
    }

    /// What follows `[`, or the length of an array type if that was `measured`.
    pub(super) fn array_type(&mut self, measured: bool) {
        if !measured && !self.eat(Token::Ellipsis) {
            self.bracketed(Self::expr);
        }
        if self.at(Token::Comma) {
            self.complain("unexpected comma; expected ]");
            self.bump();
        }
        self.expect(Token::RBrack);
        self.type_();
    }

    /// `p.T[A]`
    pub(super) fn type_name(&mut self) {
        if !self.eat(Token::Ident) {
            self.unexpected(", expected name");
            self.skip_to(&[Token::Dot, Token::Semi, Token::RBrace]);
        }
        self.rest_of_type_name();
    }

    /// What follows the first name of `p.T[A]`.
    pub(super) fn rest_of_type_name(&mut self) {
        if self.eat(Token::Dot) {
            self.name();
        }
        if self.eat(Token::LBrack) {
            if self.at(Token::RBrack) {
                self.unexpected(", expected type argument list");
            } else {
                self.bracketed(|reader| {
                    reader.type_();
                    reader.more_types();
                });
            }
            self.expect(Token::RBrack);
        }
    }

    /// `, T, U,` after a first type; whether there was a comma.
    pub(super) fn more_types(&mut self) -> bool {
        let mut comma = false;
        while self.eat(Token::Comma) {
            comma = true;
            if !self.try_type() {
                break;
            }
        }
        comma
    }

    /// `[n]T`, `[]T` or `[A, B]` after a name.
    pub(super) fn array_or_arguments(&mut self) -> Brackets {
        self.expect(Token::LBrack);
        if self.eat(Token::RBrack) {
            self.type_();
            return Brackets::Type;
        }
        let comma = self.bracketed(|reader| {
            reader.expr();
            reader.more_types()
        });
        self.expect(Token::RBrack);
        if !comma && self.try_type() { Brackets::Type } else { Brackets::Arguments }
    }

    fn field(&mut self) {
        match self.peek() {
            Some(Token::Ident) => {
                self.bump();
                let embedded = self.at_literal() || self.at_any(&[Token::Dot, Token::Semi, Token::RBrace]);
                if embedded {
                    self.rest_of_type_name();
                } else if self.at(Token::LBrack) {
                    self.array_or_arguments();
                } else {
                    while self.eat(Token::Comma) {
                        self.name();
                    }
                    self.type_();
                }
            }
            Some(Token::Star) => {
                self.bump();
                if self.at(Token::LParen) {
                    self.parenthesized_embedded();
                } else {
                    self.type_name();
                }
            }
            Some(Token::LParen) => self.parenthesized_embedded(),
            _ => {
                self.unexpected(", expected field name or embedded type");
                return self.skip_to(&[Token::Semi, Token::RBrace]);
            }
        }
        if self.at_literal() {
            self.bump();
        }
    }

    fn parenthesized_embedded(&mut self) {
        self.complain("cannot parenthesize embedded type");
        self.bump();
        self.eat(Token::Star);
        self.type_name();
        self.eat(Token::RParen);
    }

    fn interface_element(&mut self) {
        const METHOD: &str = "interface method";
        if !self.at(Token::Ident) {
            return self.union();
        }
        self.bump();
        match self.peek() {
            Some(Token::LParen) => return self.signature(Some(METHOD)),
            Some(Token::LBrack) => {
                let (start, first) = (self.offset(), self.at);
                self.bump();
                if self.at(Token::RBrack) {
                    let at = self.offset();
                    self.bump();
                    if self.at(Token::LParen) {
                        self.report(at, "empty type parameter list".to_owned());
                        return self.signature(Some(METHOD));
                    }
                    self.report(at, "empty type argument list".to_owned());
                } else {
                    let open = self.open;
                    if self.params(ParamList::Arguments).starts_named {
                        let end = self.at;
                        self.signature(Some(METHOD));
                        let message = format!("{METHOD} must have no type parameters");
                        if self.open == open {
                            // gc goes on as if they were not there.
                            self.out.broken.push(Broken { start: first, end, surplus: true });
                            self.report(start, message);
                            self.open = open;
                        } else {
                            self.report(start, message);
                        }
                        return;
                    }
                }
            }
            _ => self.rest_of_type_name(),
        }
        self.union_rest();
    }

    /// `~T | U`
    pub(super) fn union(&mut self) {
        self.term();
        self.union_rest();
    }

    /// `| T | …`
    pub(super) fn union_rest(&mut self) {
        while self.eat(Token::Or) {
            self.term();
        }
    }

    fn term(&mut self) {
        if self.eat(Token::Tilde) {
            self.type_();
        } else if !self.try_type() {
            self.unexpected(", expected ~ term or type");
            // gc stops at any operator.
            while let Some(token) = self.peek() {
                let stop = [Token::Semi, Token::RParen, Token::RBrack, Token::RBrace];
                if token.is_operator() || stop.contains(&token) {
                    break;
                }
                self.bump();
            }
        }
    }
}
