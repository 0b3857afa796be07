//! Statements.

use super::Reader;
use super::expr::{Form, Shape};
use crate::syntax::token::Token;

/// The statements with a header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyword {
    If,
    Switch,
    For,
}

impl Keyword {
    fn text(self) -> &'static str {
        match self {
            Keyword::If => "if",
            Keyword::Switch => "switch",
            Keyword::For => "for",
        }
    }
}

/// What a simple statement was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SimpleForm {
    Plain,
    Range,
}

impl Reader<'_> {
    /// The body of a function; recovery may empty it.
    pub(super) fn function_body(&mut self) {
        self.functions += 1;
        let (start, open) = (self.at + 1, self.open);
        self.nested(Self::block);
        self.functions -= 1;
        let closed = self.at > start
            && self.tokens.get(self.at - 1).is_some_and(|&(_, token, _)| token == Token::RBrace);
        if closed {
            let end = self.at;
            self.at -= 1;
            self.close_errors(start, open);
            self.at = end;
        }
    }

    /// A block at its `{`.
    fn block(&mut self) {
        self.expect(Token::LBrace);
        self.statements();
        self.expect(Token::RBrace);
    }

    /// The block after a header.
    fn block_after(&mut self, what: &str) {
        if !self.eat(Token::LBrace) {
            self.unexpected(&format!(", expected {{ after {what}"));
            self.skip_to(&[Token::Ident, Token::RBrace]);
            if self.eat(Token::RBrace) {
                return;
            }
        }
        self.statements();
        self.expect(Token::RBrace);
    }

    fn statements(&mut self) {
        let ends = [Token::RBrace, Token::Case, Token::Default];
        while self.peek().is_some() && !self.at_any(&ends) {
            let (start, open) = (self.at, self.open);
            if !self.nested(Self::statement) {
                break;
            }
            let mut separated = self.at(Token::Semi);
            if !separated && !self.at(Token::RBrace) {
                self.unexpected(" at end of statement");
                self.skip_to(&[Token::Semi, Token::RBrace, Token::Case, Token::Default]);
                separated = self.at(Token::Semi);
            }
            self.close_errors(start, open);
            if separated {
                self.bump();
            }
        }
    }

    /// Whether there was a statement.
    fn statement(&mut self) -> bool {
        let Some(token) = self.peek() else { return false };
        match token {
            Token::Ident => {
                let first = self.exprs();
                let is_name = first.is_some_and(|x| x.form == Form::Name && !x.paren);
                if is_name && self.at(Token::Colon) {
                    return self.labeled();
                }
                self.after_exprs(first, None);
            }
            Token::Var | Token::Const | Token::Type => {
                self.bump();
                self.specifications(token);
            }
            Token::LBrace => self.block(),
            Token::For => self.for_(),
            Token::Switch => self.switch(),
            Token::Select => self.select(),
            Token::If => self.if_(),
            Token::Fallthrough => self.bump(),
            Token::Break | Token::Continue => {
                self.bump();
                self.eat(Token::Ident);
            }
            Token::Go | Token::Defer => {
                self.bump();
                self.primary();
            }
            Token::Goto => {
                self.bump();
                self.name();
            }
            Token::Return => {
                self.bump();
                if !self.at(Token::Semi) && !self.at(Token::RBrace) {
                    self.exprs();
                }
            }
            Token::Semi => {}
            Token::Tilde => return false,
            token if token.is_unary() || token.starts_operand() => self.simple(None),
            _ => return false,
        }
        true
    }

    fn labeled(&mut self) -> bool {
        let colon = self.offset();
        self.bump();
        if self.at(Token::RBrace) {
            return true;
        }
        let found = self.nested(Self::statement);
        if !found {
            self.complain_at(colon, "missing statement after label");
        }
        found
    }

    fn simple(&mut self, keyword: Option<Keyword>) {
        self.simple_form(keyword);
    }

    fn simple_form(&mut self, keyword: Option<Keyword>) -> SimpleForm {
        if keyword == Some(Keyword::For) && self.eat(Token::Range) {
            self.expr();
            return SimpleForm::Range;
        }
        let first = self.exprs();
        self.after_exprs(first, keyword)
    }

    /// The rest of a simple statement after its left side, of one shape if it is no list.
    fn after_exprs(&mut self, left: Option<Shape>, keyword: Option<Keyword>) -> SimpleForm {
        match self.peek() {
            Some(Token::Assign | Token::Define) => {
                self.bump();
                if keyword == Some(Keyword::For) && self.eat(Token::Range) {
                    self.expr();
                    return SimpleForm::Range;
                }
                self.exprs();
            }
            _ if left.is_none() => {
                self.unexpected(", expected := or = or comma");
                self.skip_to(&[Token::Semi, Token::RBrace]);
            }
            Some(Token::OpAssign(_) | Token::Arrow) => {
                self.bump();
                self.expr();
            }
            Some(Token::Inc | Token::Dec) => self.bump(),
            _ => {}
        }
        SimpleForm::Plain
    }

    fn header(&mut self, keyword: Keyword) {
        self.bump();
        if self.at(Token::LBrace) {
            if keyword == Keyword::If {
                self.complain("missing condition in if statement");
            }
            return;
        }
        let outer = std::mem::replace(&mut self.in_header, true);
        self.header_parts(keyword);
        self.in_header = outer;
    }

    fn header_parts(&mut self, keyword: Keyword) {
        if !self.at(Token::Semi) {
            if self.eat(Token::Var) {
                let word = keyword.text();
                self.complain(&format!("var declaration not allowed in {word} initializer"));
            }
            if self.simple_form(Some(keyword)) == SimpleForm::Range || self.at(Token::LBrace) {
                return;
            }
        }
        let semicolon = self.at(Token::Semi).then(|| (self.offset(), self.next_words()));
        if semicolon.is_some() {
            self.bump();
        } else {
            self.expect(Token::LBrace);
            if !self.at(Token::LBrace) {
                self.skip_to(&[Token::LBrace, Token::RBrace]);
            }
        }
        if keyword == Keyword::For {
            if !self.at(Token::Semi) {
                if self.at(Token::LBrace) {
                    self.unexpected(", expected for loop condition");
                    return;
                }
                self.simple(None);
            }
            self.expect(Token::Semi);
            if !self.at(Token::LBrace) {
                self.simple(None);
            }
        } else if !self.at(Token::LBrace) {
            self.simple(Some(keyword));
        } else if let (Keyword::If, Some((offset, words))) = (keyword, semicolon) {
            if words == "semicolon" {
                self.complain_at(offset, "missing condition in if statement");
            } else {
                let message = format!("unexpected {words}, expected {{ after if clause");
                self.complain_at(offset, &message);
            }
        }
    }

    fn for_(&mut self) {
        self.header(Keyword::For);
        self.block_after("for clause");
    }

    fn if_(&mut self) {
        self.header(Keyword::If);
        self.block_after("if clause");
        if self.eat(Token::Else) {
            match self.peek() {
                Some(Token::If) => self.nested(Self::if_),
                Some(Token::LBrace) => self.block(),
                _ => {
                    self.complain("else must be followed by if or statement block");
                    self.skip_to(&[Token::Ident, Token::RBrace]);
                }
            }
        }
    }

    fn switch(&mut self) {
        self.header(Keyword::Switch);
        self.clauses("switch", |reader| {
            reader.exprs();
        });
    }

    fn select(&mut self) {
        self.bump();
        self.clauses("select", |reader| reader.simple(None));
    }

    /// The clauses of a switch or select, whose `case` is followed by `head`.
    fn clauses(&mut self, what: &str, head: fn(&mut Self)) {
        if !self.eat(Token::LBrace) {
            self.complain(&format!("missing {{ after {what} clause"));
            self.skip_to(&[Token::Case, Token::Default, Token::RBrace]);
        }
        while self.peek().is_some() && !self.at(Token::RBrace) {
            if self.eat(Token::Case) {
                head(self);
            } else if !self.eat(Token::Default) {
                self.unexpected(", expected case or default or }");
                self.skip_to(&[Token::Colon, Token::Case, Token::Default, Token::RBrace]);
            }
            self.expect(Token::Colon);
            self.statements();
        }
        self.expect(Token::RBrace);
    }
}
