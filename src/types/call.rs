//! Calls and conversions.
//!
//! In: `f(args)`. Out: the result, one operand or a tuple. Invariants: all arguments are checked,
//! whatever is wrong with the call. Source: Spec: "Calls", "Conversions".

use super::check::Checker;
use super::constant::Constant;
use super::decl::GENERICS;
use super::expr::Use;
use super::info::Mode;
use super::object::ObjId;
use super::operand::{Operand, Source};
use super::store::{Basic, Signature, Type, TypeId};
use crate::syntax::ast::{ExprId, ExprKind, List};
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
        let call = Call { id, fun, args: self.ast().list(args), spread };
        if let ExprKind::Index { x, indices } = self.expr_at(fun).kind {
            let (mut callee, is_function) = self.index_or_instance(fun, x, indices);
            callee.source = Source::Expr(fun);
            self.record(&callee);
            return self.call_of(call, callee, is_function.then_some(indices));
        }
        let callee = self.expr_or_type(fun, true);
        self.call_of(call, callee, None)
    }

    fn call_of(
        &mut self,
        call: Call<'_>,
        mut callee: Operand,
        brackets: Option<List<ExprId>>,
    ) -> (Operand, Use) {
        let Call { id, .. } = call;
        match callee.mode {
            Mode::Invalid => {
                self.use_exprs(call.args);
                (Operand::invalid(id), Use::Statement)
            }
            Mode::Type => {
                self.non_generic(&mut callee, None);
                if !callee.is_valid() {
                    return (Operand::invalid(id), Use::Conversion);
                }
                (self.conversion_expr(call, callee.ty), Use::Conversion)
            }
            Mode::Builtin(builtin) => {
                let mut x = self.builtin(call, builtin).unwrap_or_else(|| Operand::invalid(id));
                x.source = Source::Expr(id);
                if x.is_valid() && !x.is_constant() {
                    self.env.has_call_or_recv = true;
                }
                let kind = if builtin.shape().statement { Use::Statement } else { Use::Expression };
                (x, kind)
            }
            _ => (self.function_call(call, &callee, brackets), Use::Statement),
        }
    }

    fn function_call(&mut self, call: Call<'_>, callee: &Operand, brackets: Option<List<ExprId>>) -> Operand {
        let invalid = Operand::invalid(call.id);
        let mut called = self.common_underlying(callee.ty);
        if self.is_type_param(callee.ty)
            && let Some(cause) = self.why_not_callable(callee.ty)
        {
            let message = format!("invalid operation: cannot call {}: {cause}", self.describe(callee));
            self.error(self.operand_pos(callee), message);
            return invalid;
        }
        let Type::Signature(signature) = self.store.get(called) else {
            let text = self.describe(callee);
            let message = if self.words().causes_have_types {
                let ty = self.type_string(callee.ty);
                format!("invalid operation: cannot call {text}: {ty} is not a function")
            } else {
                format!("invalid operation: cannot call non-function {text}")
            };
            self.error(self.operand_pos(callee), message);
            return invalid;
        };
        let was_generic = !signature.type_params.is_empty();
        let mut written = None;
        if let Some(brackets) = brackets {
            let exprs = self.ast().list(brackets);
            let want = signature.type_params.len();
            let Some(types) = self.type_list(exprs) else {
                self.use_exprs(call.args);
                return invalid;
            };
            if types.len() > want {
                let message = format!("got {} type arguments but want {want}", types.len());
                self.error_at(exprs[want], message);
                self.use_exprs(call.args);
                return invalid;
            }
            if types.len() == want && want > 0 {
                let pos = self.expr_at(call.fun).pos;
                let start = self.start_of(call.fun);
                self.require(GENERICS, start, |_| "function instantiation".to_owned());
                called = self.instantiate_signature(pos, call.fun, called, &types, Some(brackets));
            } else {
                written = Some((brackets, types));
            }
        }
        let (mut args, arg_types) = self.generic_args(call.args);
        let Type::Signature(signature) = self.store.get(called) else { return invalid };
        if let Some(formal) = self.match_arguments(call, signature, &args) {
            let is_generic = |arg: &Operand| !self.operand_params(arg).is_empty();
            if signature.type_params.is_empty() && !args.iter().any(is_generic) {
                self.assign_arguments(call, &mut args, &formal);
            } else if let Some(instance) =
                self.generic_arguments(call, called, written, formal, &mut args, &arg_types)
            {
                called = instance;
            }
        }
        let Type::Signature(signature) = self.store.get(called) else { return invalid };
        if was_generic && signature.type_params.is_empty() {
            self.record_type(call.fun, Mode::Value, called, None);
        }
        self.env.has_call_or_recv = true;
        let own = &signature.type_params;
        if !own.is_empty() && signature.results.iter().any(|&r| self.mentions_params(self.type_of(r), own)) {
            self.mark_broken();
            return invalid;
        }
        match signature.results[..] {
            // gc sums up such an argument as the function.
            [] => Operand::new(Mode::NoValue, called, call.id),
            [result] => {
                let ty = self.type_of(result);
                if !self.is_complete(ty) {
                    return invalid;
                }
                if ty == TypeId::INVALID {
                    self.mark_broken();
                }
                Operand::new(Mode::Value, ty, call.id)
            }
            _ => {
                let types = signature.results.iter().map(|&r| self.type_of(r)).collect();
                Operand::new(Mode::Value, self.store.add(Type::Tuple(types)), call.id)
            }
        }
    }

    /// Why a type parameter does not permit calls, in gc's words.
    fn why_not_callable(&self, ty: TypeId) -> Option<String> {
        let is_function =
            |&&(_, under): &&(TypeId, TypeId)| matches!(self.store.get(under), Type::Signature(_));
        let types = self.permitted_types(ty).unwrap_or_default();
        match types.iter().find(|found| !is_function(found)) {
            Some(&(ty, _)) => Some(format!("{} is not a function", self.type_string(ty))),
            None => self.no_common_type(ty),
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

    /// The type of the parameter that each argument is for; reports a wrong number of arguments.
    pub(super) fn match_arguments(
        &mut self,
        call: Call<'_>,
        signature: &Signature,
        args: &[Operand],
    ) -> Option<Vec<TypeId>> {
        let params: Vec<TypeId> = signature.params.iter().map(|&p| self.type_of(p)).collect();
        let mut expected = params.len();
        let mut repeated = None;
        if !signature.variadic {
            if call.spread {
                let message =
                    format!("cannot use ... in call to non-variadic {}", self.expr_string(call.fun));
                self.error_at(call.id, message);
                return None;
            }
        } else if call.spread {
            if let [only] = call.args
                && args.len() > 1
            {
                let message =
                    format!("cannot use ... with {}-valued {}", args.len(), self.expr_string(*only));
                self.error_at(call.id, message);
                return None;
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
            return None;
        }
        let fixed = if repeated.is_some() { params.len() - 1 } else { params.len() };
        let ty = |i: usize| if i < fixed { params[i] } else { repeated.unwrap_or(TypeId::INVALID) };
        Some((0..args.len()).map(ty).collect())
    }

    /// Assigns arguments to parameters of the given types.
    pub(super) fn assign_arguments(&mut self, call: Call<'_>, args: &mut [Operand], types: &[TypeId]) {
        if args.is_empty() {
            return;
        }
        let context = format!("argument to {}", self.expr_string(call.fun));
        for (arg, &ty) in args.iter_mut().zip(types) {
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
                let function = self.target(Some(target), |_| "conversion".to_owned());
                let mut x = self.expr_for(arg, function);
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
        } else if constant_argument && self.is_type_param(target) {
            let problem = self.constant_misfit(x, target);
            x.mode = Mode::Value;
            match problem {
                None => true,
                Some(why) => {
                    cause = why;
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
            let keeps_type = x.is_constant() && self.is_integer(x.ty) && self.all_string(target);
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

    /// Why the constant `x` cannot be converted to all types that `target` permits.
    fn constant_misfit(&mut self, x: &Operand, target: TypeId) -> Option<String> {
        let text = self.type_string(target);
        let Some(types) = self.permitted_types(target) else {
            return Some(format!("{text} does not contain specific types"));
        };
        types.into_iter().find_map(|(_, under)| {
            let is_text = self.is_bytes(under) || super::predicates::is_runes(self.store, under);
            if self.is_string(x.ty) && is_text || self.convert_constant(x, under).is_some() {
                return None;
            }
            let permitted = self.type_string(under);
            Some(if self.is_integer(x.ty) && self.is_integer(under) {
                format!("constant {} overflows {permitted} (in {text})", self.constant_string(&x.value))
            } else {
                format!("cannot convert {} to type {permitted} (in {text})", self.describe(x))
            })
        })
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
