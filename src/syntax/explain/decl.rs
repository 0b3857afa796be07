//! Files, declarations and parameter lists.

use super::params::{First, ParamList};
use super::{DECLARATION_STARTS, Reader};
use crate::syntax::token::Token;
use crate::syntax::words;

impl Reader<'_> {
    pub(super) fn file(&mut self) {
        if !self.eat(Token::Package) {
            self.complain("package statement must be first");
            return self.stop();
        }
        self.name();
        self.expect(Token::Semi);
        // gc reads no further then, not even lexical errors.
        if self.had_errors() {
            return self.stop();
        }
        let mut bodiless = false;
        while let Some(keyword) = self.peek() {
            if !DECLARATION_STARTS.contains(&keyword) {
                let (start, open) = (self.at, self.open);
                if keyword == Token::LBrace && bodiless {
                    self.complain("unexpected semicolon or newline before {");
                } else {
                    self.complain("non-declaration statement outside function body");
                }
                self.skip_to(DECLARATION_STARTS);
                self.close_errors(start, open);
                continue;
            }
            let (start, open) = (self.at, self.open);
            bodiless = self.declaration(keyword);
            if self.peek().is_some() && !self.at(Token::Semi) {
                self.unexpected(" after top level declaration");
                self.skip_to(DECLARATION_STARTS);
            }
            self.close_errors(start, open);
            self.eat(Token::Semi);
        }
    }

    fn stop(&mut self) {
        self.out.stopped_at = Some(self.offset());
        self.at = self.tokens.len();
    }

    /// Whether it was a function without a body.
    fn declaration(&mut self, keyword: Token) -> bool {
        self.bump();
        match keyword {
            Token::Func => return self.function(),
            Token::Import => self.group(Self::import),
            keyword => self.specifications(keyword),
        }
        false
    }

    /// What follows `const`, `var` or `type`.
    pub(super) fn specifications(&mut self, keyword: Token) {
        match keyword {
            Token::Const => self.group(Self::constant),
            Token::Var => self.group(Self::variable),
            _ => self.group(Self::type_spec),
        }
    }

    fn group(&mut self, spec: fn(&mut Self)) {
        if self.eat(Token::LParen) {
            self.list("grouped declaration", Token::Semi, Token::RParen, |reader| {
                reader.replaceable(spec);
                false
            });
        } else {
            spec(self);
        }
    }

    fn import(&mut self) {
        if self.at(Token::Ident) || self.at(Token::Dot) {
            self.bump();
        }
        if self.at(Token::String) {
            self.bump();
        } else if self.at_literal() {
            self.complain("import path must be a string");
            self.bump();
        } else {
            self.complain("missing import path");
            self.skip_to(&[Token::Semi, Token::RParen]);
        }
    }

    fn names(&mut self) {
        self.name();
        while self.eat(Token::Comma) {
            self.name();
        }
    }

    fn constant(&mut self) {
        self.names();
        if self.peek().is_some() && !self.at(Token::Semi) && !self.at(Token::RParen) {
            self.try_type();
            if self.eat_assign() {
                self.exprs();
            }
        }
    }

    fn variable(&mut self) {
        self.names();
        if self.eat_assign() {
            self.exprs();
        } else {
            self.type_();
            if self.eat_assign() {
                self.exprs();
            }
        }
    }

    fn type_spec(&mut self) {
        self.name();
        let found = if self.eat(Token::LBrack) {
            self.bracketed_type_spec()
        } else {
            self.eat_assign();
            self.try_type()
        };
        if !found {
            self.unexpected(" in type declaration");
            self.skip_to(&[Token::Semi, Token::RParen]);
        }
    }

    /// What follows `type T [`; whether there was a type.
    fn bracketed_type_spec(&mut self) -> bool {
        if self.eat(Token::RBrack) {
            self.type_();
            return true;
        }
        if !self.at(Token::Ident) {
            self.array_type(false);
            return true;
        }
        let start = self.at;
        self.bump();
        let only_name = |reader: &Self| reader.at == start + 1;
        let mut splits = self.at(Token::LBrack);
        if !splits {
            let like_constraint = self.at(Token::Star) || self.at(Token::LParen);
            let type_elem = self.bracketed(Self::expr_after_name).type_elem;
            splits = if only_name(self) {
                !self.at(Token::RBrack)
            } else {
                like_constraint && (type_elem || self.at(Token::Comma))
            };
        }
        if splits {
            let name = self.tokens[start].0;
            let first = if only_name(self) { First::Name(name) } else { First::All(name) };
            self.params_after(ParamList::TypeParams, first);
            self.eat_assign();
            self.try_type()
        } else {
            self.array_type(true);
            true
        }
    }

    /// Whether it has no body.
    fn function(&mut self) -> bool {
        let method = self.eat(Token::LParen);
        if method {
            let receivers = self.params(ParamList::Results).len;
            if let Some(message) = words::receivers(receivers) {
                self.report(self.offset(), message.to_owned());
            }
        }
        if self.eat(Token::Ident) {
            self.signature((method && !self.rules.generic_methods).then_some("method"));
        } else {
            self.unexpected(if method { ", expected name" } else { ", expected name or (" });
            self.skip_to(&[Token::LBrace, Token::Semi]);
        }
        let has_body = self.at(Token::LBrace);
        if has_body {
            self.function_body();
        }
        !has_body
    }

    /// Type parameters, parameters and results; `no_type_params` is what may not have the former.
    pub(super) fn signature(&mut self, no_type_params: Option<&str>) {
        let start = self.offset();
        if self.eat(Token::LBrack) {
            if let Some(what) = no_type_params {
                self.complain_at(start, &format!("{what} must have no type parameters"));
            }
            if self.at(Token::RBrack) {
                self.complain("empty type parameter list");
                self.bump();
            } else {
                self.params(ParamList::TypeParams);
            }
        }
        self.expect(Token::LParen);
        self.params(ParamList::Params);
        if self.eat(Token::LParen) {
            self.params(ParamList::Results);
        } else {
            self.try_type();
        }
    }
}
