//! Builtin functions on values.
//!
//! In: a call of a builtin. Out: its result; the signature it stands for is recorded for the
//! called expression. Invariants: `None` means that an error was reported.
//! Source: Spec: "Built-in functions". Those that take types, and package `unsafe`, are in
//! [`super::builtin_types`].

use super::call::Call;
use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::object::Builtin;
use super::operand::{Operand, Source};
use super::store::{Basic, Signature, Type, TypeId};
use super::typeset::common_underlying;
use crate::syntax::ast::{BinaryOp, ChanDir};

impl Checker<'_> {
    /// Checks a call of `builtin`.
    pub(super) fn builtin(&mut self, call: Call<'_>, builtin: Builtin) -> Option<Operand> {
        let shape = builtin.shape();
        let name = shape.name;
        if call.spread && builtin != Builtin::Append {
            self.error_at(call.id, format!("invalid operation: invalid use of ... with built-in {name}"));
            self.use_exprs(call.args);
            return None;
        }
        let is_len = matches!(builtin, Builtin::Len | Builtin::Cap);
        let outer = self.env.has_call_or_recv;
        if is_len {
            self.env.has_call_or_recv = false;
        }
        let takes_values = !matches!(builtin, Builtin::Make | Builtin::New | Builtin::UnsafeOffsetof);
        let args = if takes_values { self.expr_list(call.args) } else { Vec::new() };
        let result = self.builtin_with(call, builtin, args);
        if is_len {
            self.env.has_call_or_recv = outer;
        }
        result
    }

    fn builtin_with(&mut self, call: Call<'_>, builtin: Builtin, mut args: Vec<Operand>) -> Option<Operand> {
        let shape = builtin.shape();
        if args.iter().any(|a| !a.is_valid()) {
            return None;
        }
        let takes_values = !matches!(builtin, Builtin::Make | Builtin::New | Builtin::UnsafeOffsetof);
        let count = if takes_values { args.len() } else { call.args.len() };
        let problem = if count < shape.min_args {
            Some("not enough")
        } else if !shape.variadic && count > shape.min_args {
            Some("too many")
        } else {
            None
        };
        if let Some(problem) = problem {
            let message = format!(
                "invalid operation: {problem} arguments for {} (expected {}, found {count})",
                self.expr_string(call.id),
                shape.min_args
            );
            self.error_at(call.id, message);
            return None;
        }
        match builtin {
            Builtin::Append => self.builtin_append(call, args),
            Builtin::Len | Builtin::Cap => self.builtin_len(call, builtin, args.swap_remove(0)),
            Builtin::Clear => self.builtin_clear(call, args.swap_remove(0)),
            Builtin::Close => self.builtin_close(call, args.swap_remove(0)),
            Builtin::Complex => {
                let y = args.pop()?;
                self.builtin_complex(call, args.pop()?, y)
            }
            Builtin::Copy => {
                let y = args.pop()?;
                self.builtin_copy(call, args.pop()?, y)
            }
            Builtin::Delete => {
                let y = args.pop()?;
                self.builtin_delete(call, args.pop()?, y)
            }
            Builtin::Real | Builtin::Imag => self.builtin_real(call, builtin, args.swap_remove(0)),
            Builtin::Max | Builtin::Min => self.builtin_max(call, builtin, args),
            Builtin::Panic => {
                let mut x = args.swap_remove(0);
                self.assignment(&mut x, Some(TypeId::EMPTY_INTERFACE), "argument to panic");
                self.finish_builtin(call, builtin, x, None, &[TypeId::EMPTY_INTERFACE], false)
            }
            Builtin::Print | Builtin::Println => {
                let context = format!("{}{}", self.words().print_argument, shape.name);
                for arg in &mut args {
                    self.assignment(arg, None, &context);
                    if !arg.is_valid() {
                        return None;
                    }
                }
                let types: Vec<TypeId> = args.iter().map(|a| a.ty).collect();
                let x = Operand::new(Mode::NoValue, TypeId::EMPTY_TUPLE, call.id);
                self.finish_builtin(call, builtin, x, None, &types, false)
            }
            Builtin::Recover => {
                let x = Operand::new(Mode::Value, TypeId::EMPTY_INTERFACE, call.id);
                self.finish_builtin(call, builtin, x, Some(TypeId::EMPTY_INTERFACE), &[], false)
            }
            Builtin::Make => self.builtin_make(call),
            Builtin::New => self.builtin_new(call),
            Builtin::UnsafeAdd
            | Builtin::UnsafeAlignof
            | Builtin::UnsafeOffsetof
            | Builtin::UnsafeSizeof
            | Builtin::UnsafeSlice
            | Builtin::UnsafeSliceData
            | Builtin::UnsafeString
            | Builtin::UnsafeStringData => self.unsafe_builtin(call, builtin, args),
        }
    }

    /// The result of a call that is not constant: a value of type `result`, or none. Records
    /// the signature.
    pub(super) fn finish_builtin(
        &mut self,
        call: Call<'_>,
        builtin: Builtin,
        mut x: Operand,
        result: Option<TypeId>,
        params: &[TypeId],
        variadic: bool,
    ) -> Option<Operand> {
        if !x.is_valid() {
            return None;
        }
        let signature = self.make_signature(result, params, variadic);
        self.record_builtin(call.fun, Mode::Builtin(builtin), signature);
        (x.mode, x.ty) = match result {
            Some(ty) => (Mode::Value, ty),
            None => (Mode::NoValue, TypeId::EMPTY_TUPLE),
        };
        Some(x)
    }

    fn slice_element(&mut self, x: &Operand, what: &str) -> Option<TypeId> {
        let slice = |&(_, under): &(TypeId, TypeId)| match *self.store.get(under) {
            Type::Slice(elem) => Some(elem),
            _ => None,
        };
        let elems: Option<Vec<TypeId>> = self
            .permitted_types(x.ty)
            .filter(|types| !types.is_empty())
            .and_then(|types| types.iter().map(slice).collect());
        if let Some(elems) = elems {
            let Some(&other) = elems.iter().find(|&&elem| !self.identical(elem, elems[0])) else {
                return Some(elems[0]);
            };
            let message = format!(
                "invalid {what}: mismatched slice element types {} and {} in {}",
                self.type_string(elems[0]),
                self.type_string(other),
                self.describe(x)
            );
            self.error(self.operand_pos(x), message);
            return None;
        }
        let have = if x.is_nil() { "untyped nil".to_owned() } else { self.describe(x) };
        let message = if self.words().causes_have_types {
            format!("invalid {what}: argument must be a slice; have {have}")
        } else {
            format!("first argument to append must be a slice; have {have}")
        };
        self.error(self.operand_pos(x), message);
        None
    }

    /// Whether `ty` is a string or slice of bytes, or a type parameter that permits only such.
    fn is_text(&self, ty: TypeId) -> bool {
        let fits = |&(_, under): &(TypeId, TypeId)| match *self.store.get(under) {
            Type::Slice(elem) => self.identical(elem, Basic::Byte.id()),
            _ => self.is_string(under),
        };
        self.permitted_types(ty).is_some_and(|types| types.iter().all(fits))
    }

    fn byte_slice(&self) -> TypeId {
        self.store.add(Type::Slice(Basic::Byte.id()))
    }

    fn builtin_append(&mut self, call: Call<'_>, mut args: Vec<Operand>) -> Option<Operand> {
        let elem = self.slice_element(&args[0], "append")?;
        let x = args[0].clone();
        let result = x.ty;
        if let ([_, y], true) = (&args[..], call.spread)
            && self.is_text(y.ty)
            && !self.is_bytes(y.ty)
        {
            let bytes = self.byte_slice();
            if self.is_assignable(&x, bytes) {
                let ty = self.default_type(y.ty);
                return self.finish_builtin(call, Builtin::Append, x, Some(result), &[result, ty], true);
            }
        }
        let rest = self.store.add(Type::Slice(elem));
        let made = self.make_signature(Some(result), &[result, rest], true);
        if let Type::Signature(signature) = self.store.get(made) {
            let signature: Signature = signature.clone();
            if let Some(formal) = self.match_arguments(call, &signature, &args) {
                self.assign_arguments(call, &mut args, &formal);
            }
        }
        self.finish_builtin(call, Builtin::Append, x, Some(result), &[result, rest], true)
    }

    /// The array behind a pointer to one; other types are returned as they are.
    pub(super) fn array_behind(&self, ty: TypeId) -> TypeId {
        if let Type::Pointer(base) = *self.store.under(ty)
            && let Type::Array { .. } = self.store.under(base)
        {
            return self.store.underlying(base);
        }
        self.store.underlying(ty)
    }

    fn builtin_len(&mut self, call: Call<'_>, builtin: Builtin, mut x: Operand) -> Option<Operand> {
        let is_len = builtin == Builtin::Len;
        let mut value = None;
        let valid = match *self.store.get(self.array_behind(x.ty)) {
            Type::Basic(basic) if basic.is_string() && is_len => {
                if let (true, Constant::String(text)) = (x.is_constant(), &x.value) {
                    value = Some(Constant::Int(text.len() as i64));
                } else if x.is_constant() {
                    value = Some(Constant::Unknown);
                }
                true
            }
            Type::Array { len, .. } => {
                if !self.env.has_call_or_recv {
                    value = Some(if len >= 0 { Constant::Int(len) } else { Constant::Unknown });
                }
                true
            }
            Type::Slice(_) | Type::Chan { .. } => true,
            Type::Map { .. } => is_len,
            Type::TypeParam { .. } => self.permitted_types(x.ty).is_some_and(|types| {
                types.iter().all(|&(_, under)| match *self.store.get(self.array_behind(under)) {
                    Type::Basic(basic) => basic.is_string() && is_len,
                    Type::Map { .. } => is_len,
                    Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
                    _ => false,
                })
            }),
            _ => false,
        };
        if !valid {
            if self.store.underlying(x.ty) != TypeId::INVALID {
                let name = builtin.shape().name;
                let what = if self.words().names_kinds { "built-in " } else { "" };
                let message = format!("invalid argument: {} for {what}{name}", self.describe(&x));
                self.error(self.operand_pos(&x), message);
            }
            return None;
        }
        match value {
            Some(value) => {
                x.mode = Mode::Constant;
                x.ty = Basic::Int.id();
                x.value = value;
                Some(x)
            }
            None => {
                let param = x.ty;
                self.finish_builtin(call, builtin, x, Some(Basic::Int.id()), &[param], false)
            }
        }
    }

    fn builtin_clear(&mut self, call: Call<'_>, x: Operand) -> Option<Operand> {
        let pos = self.start_of(call.fun);
        self.require(21, pos, |_| "clear".to_owned());
        let fits = |&(_, under): &(TypeId, TypeId)| {
            matches!(self.store.get(under), Type::Map { .. } | Type::Slice(_))
        };
        if !self.permitted_types(x.ty).is_some_and(|types| types.iter().all(fits)) {
            let message = format!(
                "invalid argument: cannot clear {}: argument must be (or constrained by) map or slice",
                self.describe(&x)
            );
            self.error(self.operand_pos(&x), message);
            return None;
        }
        let param = x.ty;
        self.finish_builtin(call, Builtin::Clear, x, None, &[param], false)
    }

    fn builtin_close(&mut self, call: Call<'_>, x: Operand) -> Option<Operand> {
        let bad = |&(_, under): &(TypeId, TypeId)| match self.store.get(under) {
            Type::Chan { dir: ChanDir::Recv, .. } => Some("receive-only channel"),
            Type::Chan { .. } => None,
            _ => Some("non-channel"),
        };
        let problem = match self.permitted_types(x.ty) {
            None => Some("non-channel"),
            Some(types) => types.iter().find_map(bad),
        };
        let Some(problem) = problem else {
            let param = x.ty;
            return self.finish_builtin(call, Builtin::Close, x, None, &[param], false);
        };
        let message = format!("invalid operation: cannot close {problem} {}", self.describe(&x));
        self.error(self.operand_pos(&x), message);
        None
    }

    /// Reports a type parameter for whose result there is no type in the language.
    fn unsupported_param(&mut self, name: &str, x: &Operand) -> Option<Operand> {
        let message = format!(
            "{} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)",
            self.describe(x)
        );
        self.error(self.operand_pos(x), message);
        None
    }

    fn builtin_complex(&mut self, call: Call<'_>, mut x: Operand, mut y: Operand) -> Option<Operand> {
        match (self.is_untyped(x.ty), self.is_untyped(y.ty)) {
            (false, false) => {}
            (true, false) => self.convert_untyped(&mut x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) if x.is_constant() && y.is_constant() => {
                for operand in [&mut x, &mut y] {
                    if self.is_numeric(operand.ty) && operand.value.imag().is_zero() {
                        operand.ty = Basic::UntypedFloat.id();
                    }
                }
            }
            (true, true) => {
                self.convert_untyped(&mut x, Basic::Float64.id());
                self.convert_untyped(&mut y, Basic::Float64.id());
            }
        }
        if !x.is_valid() || !y.is_valid() {
            return None;
        }
        if !self.identical(x.ty, y.ty) {
            let message = format!(
                "invalid operation: {} (mismatched types {} and {})",
                self.expr_string(call.id),
                self.type_string(x.ty),
                self.type_string(y.ty)
            );
            self.error(self.operand_pos(&x), message);
            return None;
        }
        let result = match *self.store.under(x.ty) {
            Type::Basic(Basic::Float32) => Basic::Complex64,
            Type::Basic(Basic::Float64) => Basic::Complex128,
            Type::Basic(Basic::UntypedFloat) => Basic::UntypedComplex,
            _ if self.all_basic(x.ty, |b| matches!(b, Basic::Float32 | Basic::Float64)) => {
                return self.unsupported_param("complex", &x);
            }
            _ => {
                let message = format!(
                    "invalid argument: arguments have type {}, expected floating-point",
                    self.type_string(x.ty)
                );
                self.error(self.operand_pos(&x), message);
                return None;
            }
        }
        .id();
        if x.is_constant() && y.is_constant() {
            let part = |value: &Constant| value.to_float().unwrap_or(Constant::Unknown);
            x.value = Constant::complex(part(&x.value), part(&y.value));
            x.ty = result;
            return Some(x);
        }
        let param = x.ty;
        self.finish_builtin(call, Builtin::Complex, x, Some(result), &[param, param], false)
    }

    fn builtin_real(&mut self, call: Call<'_>, builtin: Builtin, mut x: Operand) -> Option<Operand> {
        if self.is_untyped(x.ty) {
            if !x.is_constant() {
                self.convert_untyped(&mut x, Basic::Complex128.id());
                if !x.is_valid() {
                    return None;
                }
            } else if self.is_numeric(x.ty) {
                x.ty = Basic::UntypedComplex.id();
            }
        }
        let result = match *self.store.under(x.ty) {
            Type::Basic(Basic::Complex64) => Basic::Float32,
            Type::Basic(Basic::Complex128) => Basic::Float64,
            Type::Basic(Basic::UntypedComplex) => Basic::UntypedFloat,
            _ if self.all_basic(x.ty, |b| matches!(b, Basic::Complex64 | Basic::Complex128)) => {
                return self.unsupported_param(builtin.shape().name, &x);
            }
            _ => {
                let message = format!(
                    "invalid argument: argument has type {}, expected complex type",
                    self.type_string(x.ty)
                );
                self.error(self.operand_pos(&x), message);
                return None;
            }
        }
        .id();
        if x.is_constant() {
            x.value = if builtin == Builtin::Real { x.value.real() } else { x.value.imag() };
            x.ty = result;
            return Some(x);
        }
        let param = x.ty;
        self.finish_builtin(call, builtin, x, Some(result), &[param], false)
    }

    fn builtin_copy(&mut self, call: Call<'_>, x: Operand, y: Operand) -> Option<Operand> {
        let is_slice = |ty| {
            common_underlying(self.store, ty)
                .is_ok_and(|under| matches!(self.store.get(under), Type::Slice(_)))
        };
        if !self.words().causes_have_types && !(is_slice(x.ty) && (is_slice(y.ty) || self.is_text(y.ty))) {
            let message = format!(
                "invalid argument: copy expects slice arguments; found {} and {}",
                self.describe(&x),
                self.describe(&y)
            );
            self.error(self.operand_pos(&x), message);
            return None;
        }
        let to = self.slice_element(&x, "copy")?;
        let bytes = self.byte_slice();
        let from_text = self.all_string(y.ty);
        let special = self.is_text(y.ty) && self.is_assignable(&x, bytes);
        if !special {
            let from = if from_text { Basic::Byte.id() } else { self.slice_element(&y, "copy")? };
            if !self.identical(to, from) {
                let start = if self.words().problem_comes_first {
                    "invalid copy: arguments"
                } else {
                    "invalid argument: arguments to copy"
                };
                let message = format!(
                    "{start} {} and {} have different element types {} and {}",
                    self.describe(&x),
                    self.describe(&y),
                    self.type_string(to),
                    self.type_string(from)
                );
                self.error(self.operand_pos(&x), message);
                return None;
            }
        }
        let params = [x.ty, self.default_type(y.ty)];
        self.finish_builtin(call, Builtin::Copy, x, Some(Basic::Int.id()), &params, false)
    }

    fn builtin_delete(&mut self, call: Call<'_>, map: Operand, mut key: Operand) -> Option<Operand> {
        let key_of = |&(_, under): &(TypeId, TypeId)| match *self.store.get(under) {
            Type::Map { key, .. } => Some(key),
            _ => None,
        };
        let keys: Vec<TypeId> = self
            .permitted_types(map.ty)
            .and_then(|types| types.iter().map(key_of).collect())
            .unwrap_or_default();
        let Some(&ty) = keys.first() else {
            let message = format!("invalid argument: {} is not a map", self.describe(&map));
            self.error(self.operand_pos(&map), message);
            return None;
        };
        if keys.iter().any(|&key| !self.identical(key, ty)) {
            let message =
                format!("invalid argument: maps of {} must have identical key types", self.describe(&map));
            self.error(self.operand_pos(&map), message);
            return None;
        }
        self.assignment(&mut key, Some(ty), "argument to delete");
        self.finish_builtin(call, Builtin::Delete, key, None, &[map.ty, ty], false)
    }

    fn builtin_max(&mut self, call: Call<'_>, builtin: Builtin, args: Vec<Operand>) -> Option<Operand> {
        let name = builtin.shape().name;
        let pos = self.start_of(call.fun);
        self.require(21, pos, |_| format!("built-in {name}"));
        let op = if builtin == Builtin::Max { BinaryOp::Gt } else { BinaryOp::Lt };
        let sources: Vec<Source> = args.iter().map(|a| a.source).collect();
        let count = args.len();
        let mut result: Option<Operand> = None;
        for mut arg in args {
            if !self.all_ordered(arg.ty) {
                let message = format!("invalid argument: {} cannot be ordered", self.describe(&arg));
                self.error(self.operand_pos(&arg), message);
                return None;
            }
            let Some(mut x) = result.take() else {
                result = Some(arg);
                continue;
            };
            self.match_types(&mut x, &mut arg);
            if !x.is_valid() {
                return None;
            }
            if !self.identical(x.ty, arg.ty) {
                let message = format!(
                    "invalid argument: mismatched types {} (previous argument) and {} (type of {})",
                    self.type_string(x.ty),
                    self.type_string(arg.ty),
                    self.operand_expr_string(&arg)
                );
                self.error(self.operand_pos(&arg), message);
                return None;
            }
            if x.is_constant() && arg.is_constant() {
                if self.constant_compare(&arg.value, op, &x.value) == Constant::Bool(true) {
                    x = arg;
                }
            } else {
                x.mode = Mode::Value;
            }
            result = Some(x);
        }
        let mut x = result?;
        if !x.is_constant() {
            x.mode = Mode::Value;
            let what = if self.words().names_kinds { "built-in " } else { "" };
            let context = format!("argument to {what}{name}");
            self.assignment(&mut x, Some(TypeId::EMPTY_INTERFACE), &context);
            if !x.is_valid() {
                return None;
            }
        }
        for source in sources {
            if let Source::Expr(expr) = source {
                self.update_type(expr, x.ty, true);
            }
        }
        if x.is_constant() {
            return Some(x);
        }
        let ty = x.ty;
        self.finish_builtin(call, builtin, x, Some(ty), &vec![ty; count], false)
    }
}
