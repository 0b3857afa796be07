//! Expressions.

use super::{CLOSERS, Reader};
use crate::syntax::token::Token;

/// What is known of an expression that was read.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) form: Form,
    /// It can only be a value, not a type.
    pub(super) value: bool,
    /// It can only be a type or an element of a constraint.
    pub(super) type_elem: bool,
    /// It stands in parentheses.
    pub(super) paren: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    Name,
    Selector,
    Index,
    /// An array, slice, struct or map type.
    CompositeType,
    #[default]
    Other,
}

impl Shape {
    fn of(form: Form) -> Self {
        Shape { form, ..Shape::default() }
    }
    fn value() -> Self {
        Shape { value: true, ..Shape::default() }
    }
    fn type_(form: Form) -> Self {
        Shape { form, type_elem: true, ..Shape::default() }
    }
}

impl Reader<'_> {
    pub(super) fn expr(&mut self) -> Shape {
        let first = self.unary();
        self.operands(first)
    }

    /// The expression of which a name was just read.
    pub(super) fn expr_after_name(&mut self) -> Shape {
        let first = self.suffixes(Shape::of(Form::Name));
        self.operands(first)
    }

    fn operands(&mut self, first: Shape) -> Shape {
        let mut shape = first;
        while self.peek().is_some_and(Token::is_binary) {
            self.bump();
            let operand = self.unary();
            shape = Shape { type_elem: shape.type_elem || operand.type_elem, ..Shape::value() };
        }
        shape
    }

    /// A list of expressions; its only shape, or `None` if there are several.
    pub(super) fn exprs(&mut self) -> Option<Shape> {
        let mut only = Some(self.expr());
        while self.eat(Token::Comma) {
            self.expr();
            only = None;
        }
        only
    }

    fn unary(&mut self) -> Shape {
        let Some(operator) = self.peek().filter(|token| token.is_unary()) else {
            return self.primary();
        };
        self.bump();
        let x = self.nested(Self::unary);
        match operator {
            Token::Star => Shape { type_elem: x.type_elem, ..Shape::default() },
            Token::Tilde => Shape { type_elem: true, ..Shape::value() },
            Token::Arrow if x.type_elem => Shape::type_(Form::Other),
            _ => Shape { type_elem: x.type_elem, ..Shape::value() },
        }
    }

    pub(super) fn primary(&mut self) -> Shape {
        let first = self.operand();
        self.suffixes(first)
    }

    fn operand(&mut self) -> Shape {
        match self.peek() {
            Some(Token::Ident) => {
                self.bump();
                Shape::of(Form::Name)
            }
            Some(Token::Number(_) | Token::Rune | Token::String) => {
                self.bump();
                Shape::value()
            }
            Some(Token::LParen) => {
                self.bump();
                let inner = self.nested(|reader| reader.bracketed(Self::expr));
                self.expect(Token::RParen);
                Shape { paren: true, ..inner }
            }
            Some(Token::Func) => {
                self.bump();
                self.signature(Some("function type"));
                if self.at(Token::LBrace) {
                    self.bracketed(Self::function_body);
                    return Shape::value();
                }
                Shape::type_(Form::Other)
            }
            Some(Token::LBrack | Token::Struct | Token::Map) => {
                self.type_();
                Shape::type_(Form::CompositeType)
            }
            Some(Token::Chan | Token::Interface) => {
                self.type_();
                Shape::type_(Form::Other)
            }
            _ => {
                self.unexpected(", expected expression");
                self.skip_to(CLOSERS);
                Shape::default()
            }
        }
    }

    /// Selectors, indices, calls and literal values after `x`.
    fn suffixes(&mut self, mut x: Shape) -> Shape {
        loop {
            x = match self.peek() {
                Some(Token::Dot) => {
                    self.bump();
                    self.after_dot(x)
                }
                Some(Token::LBrack) => {
                    self.bump();
                    self.nested(|reader| reader.after_bracket(x))
                }
                Some(Token::LParen) => {
                    self.bump();
                    self.nested(|reader| reader.bracketed(Self::arguments));
                    Shape::value()
                }
                Some(Token::LBrace) if self.may_be_literal(x) => {
                    if x.paren {
                        self.complain("cannot parenthesize type in composite literal");
                    }
                    self.literal_value();
                    Shape::value()
                }
                _ => return x,
            }
        }
    }

    fn may_be_literal(&self, x: Shape) -> bool {
        match x.form {
            Form::Name | Form::Selector => !self.in_header,
            Form::Index => !self.in_header && !x.value,
            Form::CompositeType => true,
            Form::Other => false,
        }
    }

    fn after_dot(&mut self, x: Shape) -> Shape {
        if self.eat(Token::Ident) {
            return Shape::of(Form::Selector);
        }
        if self.eat(Token::LParen) {
            if !self.eat(Token::Type) {
                self.type_();
            }
            self.expect(Token::RParen);
            return Shape::value();
        }
        self.unexpected(", expected name or (");
        self.skip_to(&[Token::Semi, Token::RParen]);
        x
    }

    fn after_bracket(&mut self, x: Shape) -> Shape {
        if !self.at(Token::Colon) {
            let (index, comma) = if self.at(Token::RBrack) {
                self.unexpected(", expected operand");
                (Shape::default(), false)
            } else {
                self.bracketed(|reader| {
                    let first = reader.expr();
                    (first, reader.more_types())
                })
            };
            if comma || self.at(Token::RBrack) {
                self.expect(Token::RBrack);
                let value = x.value || index.value && !comma;
                return Shape { form: Form::Index, value, ..Shape::default() };
            }
        }
        if !self.eat(Token::Colon) {
            self.unexpected(", expected comma, : or ]");
            self.skip_to(&[Token::Comma, Token::Colon, Token::RBrack]);
        }
        self.bracketed(Self::bounds);
        self.expect(Token::RBrack);
        Shape::value()
    }

    /// The second and third index of a slice expression.
    fn bounds(&mut self) {
        let middle = !self.at(Token::Colon) && !self.at(Token::RBrack);
        if middle {
            self.expr();
        }
        if self.at(Token::Colon) {
            if !middle {
                self.report(self.offset(), "middle index required in 3-index slice".to_owned());
            }
            self.bump();
            if self.at(Token::RBrack) {
                self.report(self.offset(), "final index required in 3-index slice".to_owned());
            } else {
                self.expr();
            }
        }
    }

    fn arguments(&mut self) {
        self.list("argument list", Token::Comma, Token::RParen, |reader| {
            reader.expr();
            reader.eat(Token::Ellipsis)
        });
    }

    fn literal_value(&mut self) {
        self.nested(|reader| {
            reader.bracketed(|reader| {
                reader.expect(Token::LBrace);
                reader.list("composite literal", Token::Comma, Token::RBrace, |reader| {
                    reader.element();
                    if reader.eat(Token::Colon) {
                        reader.element();
                    }
                    false
                });
            });
        });
    }

    fn element(&mut self) {
        if self.at(Token::LBrace) {
            self.literal_value();
        } else {
            self.expr();
        }
    }
}
