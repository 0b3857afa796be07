//! Calls and conversions.
//!
//! In: `f(args)`. Out: the result, one operand or a tuple. Invariants: all arguments are checked,
//! whatever is wrong with the call. Source: Spec: "Calls", "Conversions".

use super::check::Checker;
use super::constant::Constant;
use super::expr::Use;
use super::info::Mode;
use super::object::ObjId;
use super::operand::{Operand, Source};
use super::store::{Basic, Signature, Type, TypeId};
use crate::syntax::ast::{ExprId, List};
use std::sync::Arc;

/// The parts of a call expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call<'a> {
    /// The expression as a whole; `None` for calls that the checker makes up.
    pub id: ExprId,
    /// What is called.
    pub fun: ExprId,
    /// The arguments.
    pub args: &'a [ExprId],
    /// Whether the last argument is followed by `...`.
    pub spread: bool,
}

impl Checker<'_> {
    /// Checks a call, conversion, or call of a builtin.
    pub(super) fn call_expr(
        &mut self,
        id: ExprId,
        fun: ExprId,
        args: List<ExprId>,
        spread: bool,
    ) -> (Operand, Use) {
        let callee = self.expr_or_type(fun);
        let call = Call { id, fun, args: self.ast().list(args), spread };
        self.call_of(call, callee)
    }

    fn call_of(&mut self, call: Call<'_>, callee: Operand) -> (Operand, Use) {
        let Call { id, .. } = call;
        match callee.mode {
            Mode::Invalid => {
                self.use_exprs(call.args);
                (Operand::invalid(id), Use::Statement)
            }
            Mode::Type => (self.conversion_expr(call, callee.ty), Use::Conversion),
            Mode::Builtin(builtin) => {
                let mut x = self.builtin(call, builtin).unwrap_or_else(|| Operand::invalid(id));
                x.source = Source::Expr(id);
                if x.is_valid() && !x.is_constant() {
                    self.env.has_call_or_recv = true;
                }
                let kind = if builtin.shape().statement { Use::Statement } else { Use::Expression };
                (x, kind)
            }
            _ => (self.function_call(call, &callee), Use::Statement),
        }
    }

    fn function_call(&mut self, call: Call<'_>, callee: &Operand) -> Operand {
        let invalid = Operand::invalid(call.id);
        let Type::Signature(signature) = self.store.under(callee.ty) else {
            let text = self.describe(callee);
            let message = if self.words().causes_have_types {
                let ty = self.type_string(callee.ty);
                format!("invalid operation: cannot call {text}: {ty} is not a function")
            } else {
                format!("invalid operation: cannot call non-function {text}")
            };
            self.error(self.operand_pos(callee), message);
            self.use_after_error(call.args);
            return invalid;
        };
        let mut args = self.arguments_of(call.args);
        self.arguments(call, signature, &mut args);
        self.env.has_call_or_recv = true;
        match signature.results[..] {
            [] => Operand::new(Mode::NoValue, TypeId::EMPTY_TUPLE, call.id),
            [result] => {
                let ty = self.type_of(result);
                if ty == TypeId::INVALID || !self.is_complete(ty) {
                    return invalid;
                }
                Operand::new(Mode::Value, ty, call.id)
            }
            _ => {
                let types = signature.results.iter().map(|&r| self.type_of(r)).collect();
                Operand::new(Mode::Value, self.store.add(Type::Tuple(types)), call.id)
            }
        }
    }

    /// gc does not look at the arguments of what cannot be called; variables in them still
    /// count as used here, without further errors.
    fn use_after_error(&mut self, args: &[ExprId]) {
        let errors = self.errors.len();
        self.use_exprs(args);
        self.errors.truncate(errors);
    }

    /// Checks arguments: a single one may be a call with several results.
    pub(super) fn arguments_of(&mut self, args: &[ExprId]) -> Vec<Operand> {
        match args {
            [] => Vec::new(),
            [only] => {
                let mut x = self.raw_expr(*only, None).0;
                self.exclude(&mut x, true);
                match self.store.get(x.ty) {
                    Type::Tuple(types) if x.is_valid() => {
                        types.iter().map(|&ty| Operand::new(Mode::Value, ty, *only)).collect()
                    }
                    _ => vec![x],
                }
            }
            _ => args.iter().map(|&arg| self.expr(arg)).collect(),
        }
    }

    /// Checks arguments of a builtin; like gc's lists of expressions, which word results of a
    /// call differently from arguments.
    pub(super) fn expr_list(&mut self, exprs: &[ExprId]) -> Vec<Operand> {
        match exprs {
            [] => Vec::new(),
            [only] => self.multi_expr(*only, false).0,
            _ => exprs.iter().map(|&expr| self.expr(expr)).collect(),
        }
    }

    /// Assigns arguments to the parameters of a signature.
    pub(super) fn arguments(&mut self, call: Call<'_>, signature: &Signature, args: &mut [Operand]) {
        let params: Vec<TypeId> = signature.params.iter().map(|&p| self.type_of(p)).collect();
        let mut expected = params.len();
        let mut repeated = None;
        if !signature.variadic {
            if call.spread {
                let message =
                    format!("cannot use ... in call to non-variadic {}", self.expr_string(call.fun));
                self.error_at(call.id, message);
                return;
            }
        } else if call.spread {
            if let [only] = call.args
                && args.len() > 1
            {
                let message =
                    format!("cannot use ... with {}-valued {}", args.len(), self.expr_string(*only));
                self.error_at(call.id, message);
                return;
            }
        } else if args.len() + 1 >= params.len() {
            repeated = params.last().map(|&last| match *self.store.under(last) {
                Type::Slice(elem) => elem,
                _ => TypeId::INVALID,
            });
            expected = args.len();
        } else {
            expected -= 1;
        }
        if args.len() != expected {
            self.wrong_argument_count(call, signature, args, &params, expected);
            return;
        }
        if args.is_empty() {
            return;
        }
        let context = format!("argument to {}", self.expr_string(call.fun));
        let fixed = if repeated.is_some() { params.len() - 1 } else { params.len() };
        for (i, arg) in args.iter_mut().enumerate() {
            let ty = if i < fixed { params[i] } else { repeated.unwrap_or(TypeId::INVALID) };
            self.assignment(arg, Some(ty), &context);
        }
    }

    fn wrong_argument_count(
        &mut self,
        call: Call<'_>,
        signature: &Signature,
        args: &[Operand],
        params: &[TypeId],
        expected: usize,
    ) {
        let (pos, what) = if args.len() > expected {
            (self.operand_pos(&args[expected]), "too many")
        } else if let Some(last) = args.last() {
            (self.operand_pos(last), "not enough")
        } else {
            (self.start_of(call.id), "not enough")
        };
        let have: Vec<TypeId> = args.iter().map(|a| a.ty).collect();
        let message = format!(
            "{what} arguments in call to {}\n\thave {}\n\twant {}",
            self.expr_string(call.fun),
            self.types_summary(&have, false, call.spread && self.words().have_lists_dots),
            self.types_summary(params, signature.variadic, false)
        );
        self.error(pos, message);
    }

    /// A list of types as gc sums them up when their number is wrong.
    pub(super) fn types_summary(&self, types: &[TypeId], variadic: bool, spread: bool) -> String {
        let mut parts = Vec::with_capacity(types.len());
        for (i, &ty) in types.iter().enumerate() {
            let is_last = i + 1 == types.len();
            let mut text = if ty == TypeId::INVALID {
                "unknown type".to_owned()
            } else if self.is_untyped(ty) {
                if self.is_numeric(ty) {
                    "number".to_owned()
                } else {
                    self.type_string(ty).replace("untyped ", "")
                }
            } else {
                self.type_string(ty)
            };
            if is_last && variadic {
                if let Type::Slice(elem) = *self.store.get(ty) {
                    text = self.type_string(elem);
                }
                text.insert_str(0, "...");
            } else if is_last && spread {
                text.push_str("...");
            }
            parts.push(text);
        }
        format!("({})", parts.join(", "))
    }

    /// The types of variables, for [`Checker::types_summary`].
    pub(super) fn types_of(&self, vars: &[ObjId]) -> Vec<TypeId> {
        vars.iter().map(|&v| self.type_of(v)).collect()
    }

    fn conversion_expr(&mut self, call: Call<'_>, target: TypeId) -> Operand {
        let invalid = Operand::invalid(call.id);
        if !self.is_complete(target) {
            return invalid;
        }
        let text = |checker: &Self| checker.type_string(target);
        match *call.args {
            [] => {
                let message = format!("missing argument in conversion to {}", text(self));
                self.error_at(call.id, message);
                invalid
            }
            [arg] => {
                let mut x = self.expr(arg);
                if !x.is_valid() {
                    return invalid;
                }
                if target == TypeId::INVALID {
                    return invalid;
                }
                if self.is_constraint(self.store.underlying(target)) {
                    let message = format!(
                        "cannot use interface {} in conversion (contains specific type constraints or is comparable)",
                        text(self)
                    );
                    self.error_at(call.id, message);
                    return invalid;
                }
                if call.spread {
                    let message = format!("invalid use of ... in conversion to {}", text(self));
                    self.error_at(arg, message);
                    return invalid;
                }
                self.conversion(&mut x, target);
                x.source = Source::Expr(call.id);
                x
            }
            [.., last] => {
                self.use_exprs(call.args);
                let message = format!("too many arguments in conversion to {}", text(self));
                self.error_at(last, message);
                invalid
            }
        }
    }

    /// Converts `x` to `target`.
    pub(super) fn conversion(&mut self, x: &mut Operand, target: TypeId) {
        let constant_argument = x.is_constant();
        let to_constant = constant_argument && self.is_const_type(target);
        let mut cause = String::new();
        let ok = if to_constant {
            match self.convert_constant(x, target) {
                Some(value) => {
                    x.value = value;
                    true
                }
                None if self.words().overflow_is_concise
                    && self.is_integer(x.ty)
                    && self.is_integer(target) =>
                {
                    let message = format!(
                        "constant {} overflows {}",
                        self.constant_string(&x.value),
                        self.type_string(target)
                    );
                    self.error(self.operand_pos(x), message);
                    x.invalidate();
                    return;
                }
                None => {
                    // gc describes the value that it tried.
                    if self.is_integer(target)
                        && let Some(value) = x.value.to_int()
                    {
                        x.value = value;
                    }
                    false
                }
            }
        } else {
            match self.convertible(x, target) {
                Ok(()) => {
                    x.mode = Mode::Value;
                    true
                }
                Err(why) => {
                    cause = why;
                    false
                }
            }
        };
        if !ok {
            let mut message =
                format!("cannot convert {} to type {}", self.describe(x), self.type_string(target));
            if !cause.is_empty() {
                message.push_str(": ");
                message.push_str(&cause);
            }
            self.error(self.operand_pos(x), message);
            x.invalidate();
            return;
        }
        if self.is_untyped(x.ty) {
            let keeps_type = x.is_constant() && self.is_integer(x.ty) && self.is_string(target);
            let is_final = if x.ty == Basic::UntypedNil.id() {
                target
            } else if self.is_interface(target) || constant_argument && !self.is_const_type(target) {
                self.default_type(x.ty)
            } else if keeps_type {
                x.ty
            } else {
                target
            };
            if let Some(expr) = x.expr() {
                self.update_type(expr, is_final, true);
            }
        }
        x.ty = target;
    }

    /// The constant `x` as a constant of type `target`.
    fn convert_constant(&mut self, x: &Operand, target: TypeId) -> Option<Constant> {
        let Type::Basic(basic) = *self.store.under(target) else { return None };
        if let Some(value) = self.represent(&x.value, basic) {
            return Some(value);
        }
        if self.is_integer(x.ty) && basic.is_string() {
            let code = match x.value {
                Constant::Int(code) => u32::try_from(code).ok().and_then(char::from_u32),
                _ => None,
            };
            let text = code.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
            return Some(Constant::String(Arc::from(text.into_bytes())));
        }
        None
    }
}
