//! Expressions.
//!
//! In: an expression. Out: an [`Operand`], and what is recorded about the expression.
//! Invariants: an invalid operand means that an error was reported.
//! Source: Spec: "Expressions".

use super::check::Checker;
use super::constant::Constant;
use super::delay::Action;
use super::generic_call::Target;
use super::info::Mode;
use super::object::ObjId;
use super::operand::{Operand, Source};
use super::store::{Basic, Type, TypeId};
use super::typeset::for_all;
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, LitKind, UnaryOp};

/// Whether an expression may stand as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// A conversion: no.
    Conversion,
    /// No.
    Expression,
    /// Yes.
    Statement,
}

/// Since when numbers may have underscores and more bases, and shift counts may be signed.
pub(super) const NEW_NUMBERS: u8 = 13;

impl Checker<'_> {
    /// Checks an expression that must have one value.
    pub(super) fn expr(&mut self, expr: ExprId) -> Operand {
        self.expr_with_hint(expr, None)
    }

    /// Like [`Checker::expr`]; a composite literal without type has the type `hint`.
    pub(super) fn expr_with_hint(&mut self, expr: ExprId, hint: Option<TypeId>) -> Operand {
        let mut x = self.raw_expr(expr, hint).0;
        self.exclude(&mut x, true);
        self.single_value(&mut x);
        x
    }

    /// Like [`Checker::expr`]; a generic function gets type arguments from `target`.
    pub(super) fn expr_for(&mut self, expr: ExprId, target: Option<Target>) -> Operand {
        let mut x = self.any_expr(expr, None, target, false).0;
        self.exclude(&mut x, true);
        self.single_value(&mut x);
        x
    }

    /// Checks an element of a literal or an index, which may be a generic function.
    pub(super) fn element_expr(&mut self, expr: ExprId, hint: Option<TypeId>) -> Operand {
        let mut x = self.any_expr(expr, hint, None, true).0;
        self.exclude(&mut x, true);
        self.single_value(&mut x);
        x
    }

    /// Checks an expression that may have several values, or be a generic function.
    pub(super) fn generic_expr(&mut self, expr: ExprId) -> (Operand, Use) {
        self.any_expr(expr, None, None, true)
    }

    /// Checks an expression that has one value or denotes a type; with `allow_generic` it may be
    /// generic.
    pub(super) fn expr_or_type(&mut self, expr: ExprId, allow_generic: bool) -> Operand {
        let mut x = self.any_expr(expr, None, None, allow_generic).0;
        if x.mode == Mode::NoValue {
            self.no_value(&mut x, "used as value or type");
        }
        self.single_value(&mut x);
        x
    }

    /// Checks an expression that may have several values; with `allow_ok` a comma-ok
    /// expression has two. The second result tells whether that is the case.
    pub(super) fn multi_expr(&mut self, expr: ExprId, allow_ok: bool) -> (Vec<Operand>, bool) {
        let mut x = self.raw_expr(expr, None).0;
        self.exclude(&mut x, true);
        let start = self.start_of(expr);
        if x.is_valid()
            && let Type::Tuple(types) = self.store.get(x.ty)
        {
            let numbered = self.words().results_are_numbered;
            let result = |(i, &ty): (usize, &TypeId)| match numbered {
                true => Operand::value_of(ty, Source::Result(start, i + 1)),
                false => Operand::new(Mode::Value, ty, expr),
            };
            return (types.iter().enumerate().map(result).collect(), false);
        }
        if allow_ok && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let source = match self.words().results_are_numbered {
                true => Source::Text(start, "ok value of (comma, ok) expression"),
                false => Source::Expr(expr),
            };
            let ok = Operand::value_of(Basic::UntypedBool.id(), source);
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// Reports operands that are not values.
    pub(super) fn exclude(&mut self, x: &mut Operand, and_types: bool) {
        match x.mode {
            Mode::NoValue => self.no_value(x, "used as value"),
            Mode::Builtin(_) => self.no_value(x, "must be called"),
            Mode::Type if and_types => self.no_value(x, "is not an expression"),
            _ => {}
        }
    }

    fn no_value(&mut self, x: &mut Operand, what: &str) {
        let message = format!("{} {what}", self.describe(x));
        self.error(self.operand_pos(x), message);
        x.invalidate();
    }

    /// Reports operands that are several values.
    pub(super) fn single_value(&mut self, x: &mut Operand) {
        if x.mode == Mode::Value && matches!(self.store.get(x.ty), Type::Tuple(_)) {
            let message = format!("multiple-value {} in single-value context", self.describe(x));
            self.error(self.operand_pos(x), message);
            x.invalidate();
        }
    }

    /// Checks an expression, whatever it is, and records its type.
    pub(super) fn raw_expr(&mut self, expr: ExprId, hint: Option<TypeId>) -> (Operand, Use) {
        self.any_expr(expr, hint, None, false)
    }

    fn any_expr(
        &mut self,
        expr: ExprId,
        hint: Option<TypeId>,
        target: Option<Target>,
        allow_generic: bool,
    ) -> (Operand, Use) {
        let (mut x, kind) = if self.enter() {
            self.expr_inner(expr, hint, target)
        } else {
            self.error(self.expr_at(expr).pos, "expression nested too deeply");
            (Operand::invalid(expr), Use::Statement)
        };
        self.leave();
        x.source = Source::Expr(expr);
        if !allow_generic {
            self.non_generic(&mut x, target);
        }
        self.record(&x);
        let failed = x_is_error(&self.expr_at(expr).kind, &x);
        (x, if failed { Use::Statement } else { kind })
    }

    fn expr_inner(&mut self, id: ExprId, hint: Option<TypeId>, target: Option<Target>) -> (Operand, Use) {
        let expr = self.expr_at(id);
        let x = match expr.kind {
            ExprKind::Bad => Operand::invalid(id),
            ExprKind::Name(name) => self.ident(id, name, false),
            ExprKind::Variadic(_) => {
                self.misplaced_dots(expr.pos);
                Operand::invalid(id)
            }
            ExprKind::BasicLit(kind) => self.basic_literal(id, kind),
            ExprKind::FuncLit { signature, body } => {
                let (ty, scope) = self.signature(signature, None);
                self.later(Action::Body { scope, signature: ty, body });
                Operand::new(Mode::Value, ty, id)
            }
            ExprKind::CompositeLit { ty, elements } => self.composite_literal(id, ty, elements, hint),
            ExprKind::Paren(inner) => {
                let (mut x, kind) = self.raw_expr(inner, None);
                x.source = Source::Expr(id);
                return (x, kind);
            }
            ExprKind::Selector { x, sel } => self.selector(id, x, sel, false),
            ExprKind::Index { x, indices } => self.index_expr(id, x, indices, target),
            ExprKind::Slice { x, lo, tail } => self.slice_expr(id, x, lo, tail),
            ExprKind::TypeAssert { x, ty } => self.type_assertion_expr(id, x, ty),
            ExprKind::Call { fun, args, spread } => return self.call_expr(id, fun, args, spread),
            ExprKind::Star(inner) => self.star_expr(id, inner),
            ExprKind::Unary { op, x } => {
                let x = self.unary(id, op, x);
                let kind = if op == UnaryOp::Recv { Use::Statement } else { Use::Expression };
                return (x, kind);
            }
            ExprKind::Tilde(inner) => {
                let x = self.expr(inner);
                if x.is_valid() {
                    let hint = match self.all_integer(x.ty) {
                        true => " (use ^ for bitwise complement)",
                        false => "",
                    };
                    let message = format!("cannot use ~ outside of interface or type constraint{hint}");
                    self.error_at(id, message);
                }
                Operand::invalid(id)
            }
            ExprKind::Binary { .. } => self.binary_chain(id),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                let ty = self.type_expr(id);
                Operand::new(Mode::Type, ty, id)
            }
        };
        (x, Use::Expression)
    }

    fn basic_literal(&mut self, id: ExprId, kind: LitKind) -> Operand {
        /// Longer numbers are not meaningful, says gc.
        const MAX_LITERAL: usize = 10_000;
        let expr = self.expr_at(id);
        let text = self.cx.sources.slice(self.ast().id, expr.span);
        let is_number = matches!(kind, LitKind::Int | LitKind::Float | LitKind::Imag);
        if is_number && text.len() > MAX_LITERAL {
            let message = format!("excessively long constant: {}... ({} chars)", &text[..10], text.len());
            self.error(expr.pos, message);
            return Operand::invalid(id);
        }
        if is_number {
            self.check_literal_version(expr.pos, kind, text);
        }
        let ty = match kind {
            LitKind::Int => Basic::UntypedInt,
            LitKind::Float => Basic::UntypedFloat,
            LitKind::Imag => Basic::UntypedComplex,
            LitKind::Rune => Basic::UntypedRune,
            LitKind::String => Basic::UntypedString,
        };
        // What is no literal at all was reported by the lexer, and has no value.
        if self.ast().errors.iter().any(|at| (expr.span.start..=expr.span.end).contains(at)) {
            return Operand::invalid(id);
        }
        let value = Constant::from_literal(kind, text);
        if matches!(value, Constant::Unknown) {
            if is_number {
                self.error(expr.pos, format!("malformed constant: {text}"));
            }
            return Operand::invalid(id);
        }
        let mut x = Operand::constant(value, ty.id(), id);
        self.check_overflow(&mut x, id);
        x
    }

    /// Reports how a number is written if this version cannot write it so.
    fn check_literal_version(&mut self, pos: u32, kind: LitKind, text: &str) {
        if self.allows(NEW_NUMBERS) || text.len() <= 2 {
            return;
        }
        let base = text.strip_prefix('0').and_then(|rest| rest.chars().next());
        let what = match base.map(|c| c.to_ascii_lowercase()) {
            _ if text.contains('_') => "underscore in numeric literal",
            Some('b') => "binary literal",
            Some('o') => "0o/0O-style octal literal",
            Some('x') if kind != LitKind::Int => "hexadecimal floating-point literal",
            _ => return,
        };
        self.require(NEW_NUMBERS, pos, |_| what.to_owned());
    }

    /// The bytes of a string literal.
    pub(super) fn string_literal(&self, id: ExprId) -> Option<Vec<u8>> {
        let expr = self.expr_at(id);
        let ExprKind::BasicLit(LitKind::String) = expr.kind else { return None };
        match Constant::from_literal(LitKind::String, self.cx.sources.slice(self.ast().id, expr.span)) {
            Constant::String(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }

    fn star_expr(&mut self, id: ExprId, inner: ExprId) -> Operand {
        let mut x = self.expr_or_type(inner, false);
        match x.mode {
            Mode::Invalid => {}
            Mode::Type => {
                self.later_var_type(inner, x.ty);
                x.ty = self.store.add(Type::Pointer(x.ty));
            }
            _ => {
                let base = match self.store.get(self.pointer_base(x.ty)) {
                    Type::Pointer(base) if !x.is_nil() => Some(*base),
                    _ => None,
                };
                match base {
                    Some(base) if self.is_complete(base) => {
                        x.mode = Mode::Variable;
                        x.ty = base;
                    }
                    Some(_) => x.invalidate(),
                    None => {
                        let mut all_pointers = true;
                        for_all(self.store, x.ty, |found| {
                            let under = found.map(|(_, under)| self.store.get(under));
                            all_pointers &= matches!(under, Some(Type::Pointer(_)));
                            all_pointers
                        });
                        let text = self.describe(&x);
                        let message = match all_pointers && !x.is_nil() {
                            true => format!(
                                "invalid operation: pointers of {text} must have identical base types"
                            ),
                            false => format!("invalid operation: cannot indirect {text}"),
                        };
                        self.error(self.operand_pos(&x), message);
                        x.invalidate();
                    }
                }
            }
        }
        x.source = Source::Expr(id);
        x
    }

    fn unary(&mut self, id: ExprId, op: UnaryOp, inner: ExprId) -> Operand {
        let x = self.expr(inner);
        if x.is_valid() { self.unary_of(id, op, inner, x) } else { x }
    }

    fn unary_of(&mut self, id: ExprId, op: UnaryOp, inner: ExprId, mut x: Operand) -> Operand {
        match op {
            UnaryOp::Addr => {
                let unparen = self.ast().unparen(inner);
                let is_literal = matches!(self.expr_at(unparen).kind, ExprKind::CompositeLit { .. });
                if !is_literal && x.mode != Mode::Variable {
                    let message = format!("invalid operation: cannot take address of {}", self.describe(&x));
                    self.error(self.operand_pos(&x), message);
                    x.invalidate();
                    return x;
                }
                x.mode = Mode::Value;
                x.ty = self.store.add(Type::Pointer(x.ty));
                return x;
            }
            UnaryOp::Recv => {
                let pos = self.operand_pos(&x);
                match self.channel_element(pos, &x, true) {
                    Some(elem) if self.is_complete(elem) => {
                        x.mode = Mode::CommaOk;
                        x.ty = elem;
                        self.env.has_call_or_recv = true;
                    }
                    _ => x.invalidate(),
                }
                return x;
            }
            UnaryOp::Plus | UnaryOp::Neg | UnaryOp::Not | UnaryOp::BitNot => {}
        }
        let defined = match op {
            UnaryOp::Not => self.all_boolean(x.ty),
            UnaryOp::BitNot => self.all_integer(x.ty),
            _ => self.all_numeric(x.ty),
        };
        if !defined {
            self.undefined_operator(&x, op.text());
            x.invalidate();
            return x;
        }
        if x.is_constant() {
            if matches!(x.value, Constant::Unknown) {
                return x;
            }
            x.value = self.constant_unary(op, &x.value, x.ty);
            x.source = Source::Expr(id);
            self.check_overflow(&mut x, id);
            return x;
        }
        x.mode = Mode::Value;
        x
    }

    pub(super) fn undefined_operator(&mut self, x: &Operand, op: &str) {
        let message = format!("invalid operation: operator {op} not defined on {}", self.describe(x));
        self.error(self.operand_pos(x), message);
    }

    /// The element type of a channel that is received from, or sent to.
    pub(super) fn channel_element(&mut self, pos: u32, x: &Operand, receive: bool) -> Option<TypeId> {
        use crate::syntax::ast::ChanDir;
        if self.is_type_param(x.ty) {
            return self.common_channel_element(pos, x, receive);
        }
        let text = self.describe(x);
        let verb = if receive { "receive from" } else { "send to" };
        let problem = match self.store.under(x.ty) {
            Type::Chan { dir: ChanDir::Send, .. } if receive => "send-only channel",
            Type::Chan { dir: ChanDir::Recv, .. } if !receive => "receive-only channel",
            Type::Chan { elem, .. } if !x.is_nil() => return Some(*elem),
            _ => "non-channel",
        };
        let message = if self.words().causes_have_types {
            let ty = self.type_string(x.ty);
            format!("invalid operation: cannot {verb} {problem} {ty} {text}")
        } else {
            format!("invalid operation: cannot {verb} {problem} {text}")
        };
        self.error(pos, message);
        None
    }

    /// The element type of the channels that a type parameter permits.
    fn common_channel_element(&mut self, pos: u32, x: &Operand, receive: bool) -> Option<TypeId> {
        use crate::syntax::ast::ChanDir;
        let bad = |checker: &Self, (ty, under): &(TypeId, TypeId)| {
            let what = match checker.store.get(*under) {
                Type::Chan { dir: ChanDir::Send, .. } if receive => "send-only channel",
                Type::Chan { dir: ChanDir::Recv, .. } if !receive => "receive-only channel",
                Type::Chan { .. } => return None,
                _ => "non-channel",
            };
            Some(format!("{what} {}", checker.type_string(*ty)))
        };
        let cause = match self.permitted_types(x.ty) {
            None => "no specific channel type".to_owned(),
            Some(types) => match types.iter().find_map(|found| bad(self, found)) {
                Some(cause) => cause,
                None => match (self.no_common_type(x.ty), self.store.get(self.common_underlying(x.ty))) {
                    (None, Type::Chan { elem, .. }) => return Some(*elem),
                    (cause, _) => cause.unwrap_or_default(),
                },
            },
        };
        let verb = if receive { "receive from" } else { "send to" };
        let message = format!("invalid operation: cannot {verb} {}: {cause}", self.describe(x));
        self.error(pos, message);
        None
    }

    /// The underlying type of `ty`, or the pointer type that all types share which a type
    /// parameter permits.
    fn pointer_base(&self, ty: TypeId) -> TypeId {
        match self.permitted_types(ty) {
            Some(types) if self.is_type_param(ty) => {
                let base = |under: TypeId| match self.store.get(under) {
                    Type::Pointer(base) => Some(*base),
                    _ => None,
                };
                let Some(first) = types.first().and_then(|&(_, under)| base(under)) else {
                    return TypeId::INVALID;
                };
                let same =
                    types.iter().all(|&(_, under)| base(under).is_some_and(|b| self.identical(b, first)));
                if same { types[0].1 } else { TypeId::INVALID }
            }
            _ => self.store.underlying(ty),
        }
    }

    fn type_assertion_expr(&mut self, id: ExprId, inner: ExprId, ty: Option<ExprId>) -> Operand {
        let Some(ty) = ty else {
            self.error_at(id, "invalid syntax tree: use of .(type) outside type switch");
            self.use_exprs(&[inner]);
            return Operand::invalid(id);
        };
        let mut x = self.expr(inner);
        if !x.is_valid() {
            return x;
        }
        if !self.is_interface(x.ty) {
            let text = self.describe(&x);
            let message = if self.is_type_param(x.ty) {
                format!("invalid operation: cannot use type assertion on type parameter value {text}")
            } else {
                format!("invalid operation: {text} is not an interface")
            };
            self.error(self.operand_pos(&x), message);
            x.invalidate();
            return x;
        }
        let target = self.var_type(ty);
        if target == TypeId::INVALID || !self.is_complete(target) {
            x.invalidate();
            return x;
        }
        self.type_assertion(id, &x, target, false);
        x.mode = Mode::CommaOk;
        x.ty = target;
        x
    }

    /// Reports assertions that can never hold.
    pub(super) fn type_assertion(&mut self, expr: ExprId, x: &Operand, target: TypeId, in_switch: bool) {
        let Err(cause) = self.assertable(x.ty, target) else { return };
        let text = self.expr_string(expr);
        let ty = self.type_string(target);
        let message = if in_switch {
            format!(
                "impossible type switch case: {text}\n\t{} cannot have dynamic type {ty} {cause}",
                self.describe(x)
            )
        } else {
            format!(
                "impossible type assertion: {text}\n\t{ty} does not implement {} {cause}",
                self.type_string(x.ty)
            )
        };
        self.error_at(expr, message);
    }

    /// Checks expressions for their own sake; whether they are all valid.
    pub(super) fn use_exprs(&mut self, exprs: &[ExprId]) -> bool {
        let valid = exprs.iter().filter(|&&expr| self.use_expr(expr, false)).count();
        valid == exprs.len()
    }

    /// Checks left sides of an assignment for their own sake: naming a variable does not count
    /// as using it.
    pub(super) fn use_left_sides(&mut self, exprs: &[ExprId]) -> bool {
        let valid = exprs.iter().filter(|&&expr| self.use_expr(expr, true)).count();
        valid == exprs.len()
    }

    fn use_expr(&mut self, expr: ExprId, is_left: bool) -> bool {
        let inner = self.ast().unparen(expr);
        match self.expr_at(inner).kind {
            ExprKind::Name(name) if name == self.store.universe().blank => true,
            ExprKind::Name(name) => {
                let var = if is_left { self.assigned_var(name) } else { None };
                let x = self.expr_or_type(inner, true);
                self.restore_use(var);
                x.is_valid()
            }
            _ => self.any_expr(expr, None, None, true).0.is_valid(),
        }
    }

    /// The variable of this package that `name` stands for, and whether it is used already.
    pub(super) fn assigned_var(&self, name: crate::source::Symbol) -> Option<(ObjId, bool)> {
        let (_, obj) = self.lookup(name)?;
        self.is_own_var(obj).then(|| (obj, self.used.contains(&obj)))
    }

    /// Undoes what naming a variable did to it.
    pub(super) fn restore_use(&mut self, var: Option<(ObjId, bool)>) {
        if let Some((var, false)) = var {
            self.used.remove(&var);
        }
    }

    /// Reports constants that their type cannot hold, or that are too large for any.
    pub(super) fn check_overflow(&mut self, x: &mut Operand, expr: ExprId) {
        let pos = match self.expr_at(expr).kind {
            ExprKind::Unary { .. } | ExprKind::Binary { .. } => self.expr_at(expr).pos,
            _ => self.start_of(expr),
        };
        if matches!(x.value, Constant::Unknown) {
            match self.is_string(x.ty) {
                true => self.unsupported(pos, "constant strings of more than 64 MiB"),
                false => self.error(pos, "constant result is not representable"),
            }
            return;
        }
        if !self.is_untyped(x.ty) {
            if let Type::Basic(basic) = self.store.under(x.ty) {
                let shown = self.store.underlying(x.ty);
                self.make_representable(x, *basic, shown);
            }
            return;
        }
        /// Untyped integers have so many bits.
        const MAX_BITS: u64 = 512;
        match &x.value {
            Constant::BigInt(value) if value.bits() > MAX_BITS => {
                let op = match self.expr_at(expr).kind {
                    ExprKind::Unary { op: UnaryOp::BitNot, .. } => "bitwise complement ",
                    ExprKind::Binary { op, .. } => match op {
                        BinaryOp::Add => "addition ",
                        BinaryOp::Sub => "subtraction ",
                        BinaryOp::Xor => "bitwise XOR ",
                        BinaryOp::Mul => "multiplication ",
                        BinaryOp::Shl => "shift ",
                        _ => "",
                    },
                    _ => "",
                };
                self.error(pos, format!("constant {op}overflow"));
                x.value = Constant::Unknown;
            }
            _ => {}
        }
    }
}

/// Whether an error makes the expression pass as a statement, to avoid more errors about it.
fn x_is_error(kind: &ExprKind, x: &Operand) -> bool {
    !x.is_valid() && !matches!(kind, ExprKind::Paren(_) | ExprKind::Call { .. })
}
