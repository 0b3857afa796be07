//! Generic functions as operands: instantiation, written out or inferred.
//!
//! In: operands with generic signatures, type arguments, and calls or assignments that tell the
//! missing ones. Out: operands without type parameters; the type arguments are recorded.
//! Source: Spec: "Instantiations", "Type inference".

use super::call::Call;
use super::check::Checker;
use super::decl::GENERICS;
use super::delay::Action;
use super::infer::Inference;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::store::{Signature, Type, TypeId};
use super::subst::substitute;
use super::typeset::common_underlying;
use crate::source::Symbol;
use crate::syntax::ast::{ExprId, ExprKind, List};

/// The function type that a generic function is assigned to, and what has that type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    /// A [`Type::Signature`].
    pub signature: TypeId,
    /// What errors call it.
    pub what: Symbol,
}

/// The version from which on type arguments of functions are inferred outside of calls.
const REVERSE_INFERENCE: u8 = 21;

impl Checker<'_> {
    /// A target of type `ty`, if generic functions can be assigned to it.
    pub(super) fn target(&self, ty: Option<TypeId>, what: impl FnOnce(&Self) -> String) -> Option<Target> {
        let signature = match self.words().functions_inferred_anywhere {
            true => common_underlying(self.store, ty?).ok()?,
            false => self.store.underlying(ty?),
        };
        if !matches!(self.store.get(signature), Type::Signature(_)) {
            return None;
        }
        Some(Target { signature, what: self.interner().intern(&what(self)) })
    }

    /// The type parameters of an operand that is a generic function.
    pub(super) fn operand_params(&self, x: &Operand) -> &[TypeId] {
        match (x.mode, self.store.get(self.store.underlying(x.ty))) {
            (Mode::Value, Type::Signature(signature)) => &signature.type_params,
            _ => &[],
        }
    }

    /// Instantiates or reports a generic operand where it cannot stay generic.
    pub(super) fn non_generic(&mut self, x: &mut Operand, target: Option<Target>) {
        let what = match x.mode {
            Mode::Type if self.is_generic(x.ty) => "type",
            Mode::Value if !self.operand_params(x).is_empty() => {
                if let (Some(_), Some(expr)) = (target, x.expr()) {
                    let pos = self.expr_at(expr).pos;
                    self.function_instance(x, expr, pos, None, target, true);
                    return;
                }
                "function"
            }
            _ => return,
        };
        let message =
            format!("cannot use generic {what} {} without instantiation", self.operand_expr_string(x));
        self.error(self.operand_pos(x), message);
        x.invalidate();
        x.ty = TypeId::INVALID;
    }

    /// Gives the generic function `x` the type arguments written in `brackets` (an index
    /// expression), and others as far as `target` tells. Without `infer`, type arguments that are
    /// not enough are returned.
    pub(super) fn function_instance(
        &mut self,
        x: &mut Operand,
        expr: ExprId,
        pos: u32,
        brackets: Option<List<ExprId>>,
        target: Option<Target>,
        infer: bool,
    ) -> Option<Vec<TypeId>> {
        let written = brackets.map_or(&[][..], |list| self.ast().list(list));
        // gc reports an index expression at its bracket, a selector at its dot.
        let own_pos = self.expr_at(expr).pos;
        let instance_pos = if brackets.is_some() { own_pos } else { pos };
        let allowed = self.require(GENERICS, instance_pos, |_| "function instantiation".to_owned());
        let Some(types) = self.type_list(written) else {
            x.invalidate();
            return None;
        };
        let generic = self.store.underlying(x.ty);
        let params = self.operand_params(x).to_vec();
        if types.len() > params.len() {
            let last = written[types.len() - 1];
            let message = format!("got {} type arguments but want {}", types.len(), params.len());
            self.error_at(last, message);
            x.invalidate();
            return None;
        }
        let mut args = types.clone();
        if types.len() < params.len() {
            if !infer {
                return Some(types);
            }
            let mut formal = Vec::new();
            let mut operands = Vec::new();
            if let Some(target) = target {
                if allowed && !self.allows(REVERSE_INFERENCE) {
                    let how = if brackets.is_some() { "partially" } else { "implicitly" };
                    self.require(REVERSE_INFERENCE, pos, |_| {
                        format!("{how} instantiated function in assignment")
                    });
                }
                formal.push(self.without_params(generic));
                operands.push(Operand {
                    source: Source::Name(own_pos, target.what),
                    ..Operand::new(Mode::Value, target.signature, expr)
                });
            }
            let renamed = self.rename_params(&params);
            let formal: Vec<TypeId> =
                formal.into_iter().map(|ty| substitute(self.store, ty, &params, &renamed)).collect();
            let known: Vec<Option<TypeId>> = types.iter().copied().map(Some).collect();
            let inference = Inference {
                pos,
                params: &renamed,
                known: &known,
                formal: &formal,
                args: &operands,
                reverse: target.is_some(),
            };
            match self.infer(&inference) {
                Ok(inferred) => args = inferred,
                Err(error) => {
                    if let Some((pos, message)) = error {
                        self.error(pos, message);
                    }
                    x.invalidate();
                    return None;
                }
            }
        }
        x.ty = self.instantiate_signature(pos, expr, generic, &args, brackets);
        x.mode = Mode::Value;
        None
    }

    /// A generic signature as one without type parameters of its own.
    fn without_params(&self, generic: TypeId) -> TypeId {
        match self.store.get(generic) {
            Type::Signature(signature) if !signature.type_params.is_empty() => {
                let signature = Signature { type_params: Vec::new(), ..signature.clone() };
                self.store.add(Type::Signature(signature))
            }
            _ => generic,
        }
    }

    /// The instance of a generic signature with `args`, recorded for the function in `expr`.
    pub(super) fn instantiate_signature(
        &mut self,
        pos: u32,
        expr: ExprId,
        generic: TypeId,
        args: &[TypeId],
        written: Option<List<ExprId>>,
    ) -> TypeId {
        let params = self.store.type_params(generic).to_vec();
        let instance = substitute(self.store, self.without_params(generic), &params, args);
        let mut name = self.ast().unparen(expr);
        while let ExprKind::Index { x, .. } = self.expr_at(name).kind {
            name = self.ast().unparen(x);
        }
        self.info().expr_instance.insert(name, args.to_vec());
        let tuple = self.store.add(Type::Tuple(args.to_vec()));
        self.later(Action::FuncInstance { pos, generic, tuple, args: written });
        instance
    }

    /// Checks the arguments of a call; generic functions among them may stay generic. The second
    /// list has the type arguments written for each.
    pub(super) fn generic_args(&mut self, exprs: &[ExprId]) -> (Vec<Operand>, Vec<Vec<TypeId>>) {
        let infer = !self.allows(REVERSE_INFERENCE);
        let mut operands = Vec::with_capacity(exprs.len());
        let mut written = Vec::with_capacity(exprs.len());
        for &expr in exprs {
            let mut known = Vec::new();
            let mut x = match self.expr_at(expr).kind {
                ExprKind::Index { x, indices } => {
                    let (mut operand, is_function) = self.index_or_instance(expr, x, indices);
                    if is_function {
                        let pos = self.expr_at(x).pos;
                        let partial =
                            self.function_instance(&mut operand, expr, pos, Some(indices), None, infer);
                        known = partial.unwrap_or_default();
                    } else {
                        self.exclude(&mut operand, true);
                    }
                    operand.source = Source::Expr(expr);
                    if known.is_empty() {
                        self.record(&operand);
                    }
                    operand
                }
                _ => self.generic_expr(expr).0,
            };
            self.exclude(&mut x, true);
            written.push(known);
            match self.store.get(x.ty) {
                Type::Tuple(types) if x.is_valid() && exprs.len() == 1 => {
                    return (
                        types.iter().map(|&ty| Operand::new(Mode::Value, ty, expr)).collect(),
                        Vec::new(),
                    );
                }
                _ => {}
            }
            if exprs.len() > 1 {
                self.single_value(&mut x);
            }
            operands.push(x);
        }
        (operands, written)
    }

    /// Infers the type arguments of a call and of generic arguments, and assigns the arguments to
    /// `formal`, the types of the parameters. The signature of the instance that is called.
    pub(super) fn generic_arguments(
        &mut self,
        call: Call<'_>,
        signature: TypeId,
        written: Option<(List<ExprId>, Vec<TypeId>)>,
        formal: Vec<TypeId>,
        args: &mut [Operand],
        arg_types: &[Vec<TypeId>],
    ) -> Option<TypeId> {
        let own = self.store.type_params(signature).to_vec();
        if !own.is_empty() && !self.allows(GENERICS) {
            let fun = self.ast().unparen(call.fun);
            let (pos, how) = match self.expr_at(call.fun).kind {
                ExprKind::Index { .. } => (self.start_of(fun), ""),
                _ => (self.start_of(call.id), "implicit "),
            };
            self.require(GENERICS, pos, |_| format!("{how}function instantiation"));
        }
        let mut params = self.rename_params(&own);
        let mut known: Vec<Option<TypeId>> = match &written {
            Some((_, types)) if !own.is_empty() => types.iter().copied().map(Some).collect(),
            _ => Vec::new(),
        };
        known.resize(params.len(), None);
        let renamed: Vec<TypeId> =
            formal.iter().map(|&ty| substitute(self.store, ty, &own, &params)).collect();
        let is_generic = |arg: &&Operand| matches!(self.store.get(arg.ty), Type::Signature(s) if !s.type_params.is_empty());
        let first_generic = args.iter().find(is_generic).map(|arg| self.operand_pos(arg));
        let mut generic_args = Vec::new();
        for (i, arg) in args.iter_mut().enumerate() {
            let arg_params = self.operand_params(arg).to_vec();
            if !arg.is_valid() || arg_params.is_empty() {
                continue;
            }
            let fresh = self.rename_params(&arg_params);
            let ty = self.without_params(self.store.underlying(arg.ty));
            let ty = substitute(self.store, ty, &arg_params, &fresh);
            if let Type::Signature(plain) = self.store.get(ty) {
                let generic = Signature { type_params: fresh.clone(), ..plain.clone() };
                arg.ty = self.store.add(Type::Signature(generic));
            }
            params.extend(&fresh);
            known.extend(arg_types.get(i).into_iter().flatten().copied().map(Some));
            known.resize(params.len(), None);
            generic_args.push((i, fresh.len()));
        }
        if let Some(pos) = first_generic {
            self.require(REVERSE_INFERENCE, pos, |_| {
                "implicitly instantiated function as argument".to_owned()
            });
        }
        if params.is_empty() {
            self.assign_arguments(call, args, &formal);
            return Some(signature);
        }
        let pos = self.expr_at(call.id).pos;
        let inference =
            Inference { pos, params: &params, known: &known, formal: &renamed, args, reverse: false };
        let inferred = match self.infer(&inference) {
            Ok(mut inferred) => {
                // A function that stands for a parameter has its own type arguments by now.
                for ty in &mut inferred {
                    *ty = self.without_params(*ty);
                }
                inferred
            }
            Err(error) => {
                if let Some((pos, message)) = error {
                    let fun = self.expr_string(call.fun);
                    self.error(pos, format!("in call to {fun}, {message}"));
                }
                return None;
            }
        };
        let count = own.len();
        let mut result = signature;
        let mut formal = formal;
        if count > 0 {
            let list = written.map(|(list, _)| list);
            result = self.instantiate_signature(pos, call.fun, signature, &inferred[..count], list);
            for ty in &mut formal {
                *ty = substitute(self.store, *ty, &own, &inferred[..count]);
            }
        }
        let mut next = count;
        for (i, len) in generic_args {
            let arg = &mut args[i];
            if let Some(expr) = arg.expr() {
                let types = &inferred[next..next + len];
                arg.ty = self.instantiate_signature(pos, expr, arg.ty, types, None);
                self.record(arg);
            }
            next += len;
        }
        self.assign_arguments(call, args, &formal);
        Some(result)
    }
}
