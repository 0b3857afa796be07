//! Builtin functions that take types, and those of package `unsafe`.
//!
//! In: a call of a builtin. Out: its result; `None` means that an error was reported.
//! Source: Spec: "Making slices, maps and channels", "Allocation", "Package unsafe".

use super::call::Call;
use super::check::Checker;
use super::constant::Constant;
use super::cycle::{CycleStep, first_in_source};
use super::info::{Mode, Selection, SelectionKind};
use super::lookup::Lookup;
use super::object::Builtin;
use super::operand::Operand;
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::ExprKind;

impl Checker<'_> {
    pub(super) fn builtin_make(&mut self, call: Call<'_>) -> Option<Operand> {
        let first = *call.args.first()?;
        let ty = self.var_type(first);
        if ty == TypeId::INVALID {
            return None;
        }
        let mut cause = None;
        if self.is_type_param(ty) {
            let fits = |&(_, under): &(TypeId, TypeId)| {
                matches!(self.store.get(under), Type::Slice(_) | Type::Map { .. } | Type::Chan { .. })
            };
            cause = match self.permitted_types(ty) {
                None => Some("no specific type".to_owned()),
                Some(types) if types.iter().all(fits) => self.no_common_type(ty),
                Some(_) => Some("type must be slice, map, or channel".to_owned()),
            };
        }
        if let Some(cause) = cause {
            let message = format!("invalid argument: cannot make {}: {cause}", self.expr_string(first));
            self.error_at(first, message);
            return None;
        }
        let min = match self.store.get(self.common_underlying(ty)) {
            Type::Slice(_) => 2,
            Type::Map { .. } | Type::Chan { .. } => 1,
            _ => {
                let separator = if self.words().causes_have_types { ':' } else { ';' };
                let message = format!(
                    "invalid argument: cannot make {}{separator} type must be slice, map, or channel",
                    self.expr_string(first)
                );
                self.error_at(first, message);
                return None;
            }
        };
        let count = call.args.len();
        if count < min || min + 1 < count {
            let message = format!(
                "invalid operation: {} expects {min} or {} arguments; found {count}",
                self.expr_string(call.id),
                min + 1
            );
            self.error_at(call.id, message);
            return None;
        }
        let mut params = vec![ty];
        let mut sizes = Vec::new();
        for &arg in &call.args[1..] {
            let (ty, size) = self.index(arg, None);
            params.push(ty);
            sizes.extend(size);
        }
        if let [len, cap] = sizes[..]
            && len > cap
        {
            self.error_at(call.args[1], "invalid argument: length and capacity swapped");
        }
        let x = Operand::new(Mode::Value, ty, call.id);
        self.finish_builtin(call, Builtin::Make, x, Some(ty), &params, false)
    }

    pub(super) fn builtin_new(&mut self, call: Call<'_>) -> Option<Operand> {
        let arg = *call.args.first()?;
        let mut x = self.expr_or_type(arg, false);
        self.exclude(&mut x, false);
        match x.mode {
            Mode::Invalid => return None,
            mode if mode != Mode::Type && !self.words().new_of_values => {
                // As a type, it is reported.
                self.var_type(arg);
                return None;
            }
            Mode::Type => self.later_var_type(arg, x.ty),
            _ => {
                if self.is_untyped(x.ty) {
                    self.assignment(&mut x, None, "argument to new");
                    if !x.is_valid() {
                        return None;
                    }
                }
                let pos = self.start_of(call.fun);
                self.require(26, pos, |checker| format!("new({})", checker.expr_string(arg)));
            }
        }
        if x.ty == TypeId::INVALID {
            return None;
        }
        let result = self.store.add(Type::Pointer(x.ty));
        let param = x.ty;
        self.finish_builtin(call, Builtin::New, x, Some(result), &[param], false)
    }

    pub(super) fn unsafe_builtin(
        &mut self,
        call: Call<'_>,
        builtin: Builtin,
        mut args: Vec<Operand>,
    ) -> Option<Operand> {
        let name = builtin.shape().name;
        let pointer = Basic::UnsafePointer.id();
        let context = format!("argument to unsafe.{name}");
        if builtin == Builtin::UnsafeOffsetof {
            return self.unsafe_offsetof(call);
        }
        let mut y = (args.len() == 2).then(|| args.swap_remove(1));
        let mut x = args.into_iter().next()?;
        let (result, params) = match builtin {
            Builtin::UnsafeAlignof | Builtin::UnsafeSizeof => {
                self.assignment(&mut x, None, &context);
                if !x.is_valid() {
                    return None;
                }
                let variable = match self.words().sizes_find_cycles {
                    true => self.has_unknown_size(x.ty),
                    false => self.has_variable_size(x.ty),
                };
                if variable {
                    let param = x.ty;
                    let result = Basic::Uintptr.id();
                    return self.finish_builtin(call, builtin, x, Some(result), &[param], false);
                }
                let value = if builtin == Builtin::UnsafeAlignof {
                    Some(self.align_of(x.ty))
                } else {
                    self.size_of(x.ty)
                };
                let Some(value) = value else {
                    if self.valid_types.is_invalid(self.store, x.ty) {
                        self.mark_broken();
                        return None;
                    }
                    let message = format!("{} is too large", self.describe(&x));
                    self.error(self.operand_pos(&x), message);
                    return None;
                };
                return Some(Operand::constant(Constant::Int(value), Basic::Uintptr.id(), call.id));
            }
            Builtin::UnsafeAdd => {
                self.assignment(&mut x, Some(pointer), &context);
                let y = y.as_mut()?;
                if !x.is_valid() || !self.valid_index(y, "length", true) {
                    return None;
                }
                (pointer, vec![pointer, y.ty])
            }
            Builtin::UnsafeSlice => {
                let Type::Pointer(base) = *self.store.get(self.common_underlying(x.ty)) else {
                    return self.not_a(&x, "a pointer");
                };
                let y = y.as_mut()?;
                if !self.valid_index(y, "length", false) {
                    return None;
                }
                (self.store.add(Type::Slice(base)), vec![self.store.underlying(x.ty), y.ty])
            }
            Builtin::UnsafeSliceData => {
                let Type::Slice(elem) = *self.store.get(self.common_underlying(x.ty)) else {
                    return self.not_a(&x, "a slice");
                };
                (self.store.add(Type::Pointer(elem)), vec![self.store.underlying(x.ty)])
            }
            Builtin::UnsafeString => {
                let bytes = self.store.add(Type::Pointer(Basic::Byte.id()));
                self.assignment(&mut x, Some(bytes), &context);
                let y = y.as_mut()?;
                if !x.is_valid() || !self.valid_index(y, "length", false) {
                    return None;
                }
                (Basic::String.id(), vec![bytes, y.ty])
            }
            _ => {
                self.assignment(&mut x, Some(Basic::String.id()), &context);
                (self.store.add(Type::Pointer(Basic::Byte.id())), vec![Basic::String.id()])
            }
        };
        self.finish_builtin(call, builtin, x, Some(result), &params, false)
    }

    /// Whether the size of `ty` depends on type arguments.
    fn has_variable_size(&self, ty: TypeId) -> bool {
        let mut todo = vec![ty];
        let mut seen = rustc_hash::FxHashSet::default();
        while let Some(ty) = todo.pop() {
            let under = self.store.underlying(ty);
            match self.store.get(under) {
                Type::TypeParam { .. } => return true,
                Type::Array { elem, .. } => todo.push(*elem),
                Type::Struct(s)
                    if seen.len() < super::predicates::MAX_DEPTH as usize && seen.insert(under) =>
                {
                    todo.extend(s.fields.iter().map(|f| f.ty));
                }
                _ => {}
            }
        }
        false
    }

    /// Whether the size of `ty` depends on type arguments, or on a type that is being declared;
    /// reports that cycle.
    fn has_unknown_size(&mut self, ty: TypeId) -> bool {
        let ty = self.store.unalias(ty);
        match self.store.get(ty) {
            Type::Named(named) => {
                if let Some(&known) = self.unknown_sizes.get(&ty) {
                    return known;
                }
                if named.instance.is_none()
                    && let Some(&start) = self.path_index.get(&named.obj)
                {
                    let cycle = self.path[start..].to_vec();
                    self.cycle_error(&cycle);
                    return true;
                }
                if self.valid_types.is_invalid(self.store, ty) {
                    self.mark_broken();
                    return true;
                }
                if let Some(start) = self.sizes_path.iter().position(|&other| other == ty) {
                    let cycle = &self.sizes_path[start..];
                    let steps: Vec<CycleStep> = cycle.iter().filter_map(|&ty| self.type_step(ty)).collect();
                    self.report_cycle(&steps, first_in_source(&steps));
                    return true;
                }
                if !self.enter() {
                    self.leave();
                    return true;
                }
                self.sizes_path.push(ty);
                let generic = self.store.generic_of(ty).unwrap_or(ty);
                let right = match named.instance {
                    Some(_) => Some(self.store.underlying(ty)),
                    None => self.right_sides.get(&generic).copied(),
                };
                let plain = named.instance.is_none();
                if plain {
                    self.push(named.obj);
                }
                let right = right.unwrap_or_else(|| self.store.underlying(ty));
                let unknown = self.has_unknown_size(right);
                if plain {
                    self.pop();
                }
                self.leave();
                self.sizes_path.pop();
                self.unknown_sizes.insert(ty, unknown);
                unknown
            }
            Type::TypeParam { .. } => true,
            Type::Array { elem, .. } => self.has_unknown_size(*elem),
            Type::Struct(s) => s.fields.iter().any(|f| self.has_unknown_size(f.ty)),
            _ => false,
        }
    }

    fn not_a(&mut self, x: &Operand, what: &str) -> Option<Operand> {
        let message = format!("invalid argument: {} is not {what}", self.describe(x));
        self.error(self.operand_pos(x), message);
        None
    }

    fn unsafe_offsetof(&mut self, call: Call<'_>) -> Option<Operand> {
        let arg = *call.args.first()?;
        let selector = self.ast().unparen(arg);
        let ExprKind::Selector { x: inner, sel } = self.expr_at(selector).kind else {
            let message = format!("invalid argument: {} is not a selector expression", self.expr_string(arg));
            self.error_at(arg, message);
            self.use_exprs(&[arg]);
            return None;
        };
        let x = self.expr(inner);
        if !x.is_valid() {
            return None;
        }
        let base = match *self.store.under(x.ty) {
            Type::Pointer(base) if matches!(self.store.under(base), Type::Struct(_)) => base,
            _ => x.ty,
        };
        let name = self.name(sel.name);
        let (obj, path, indirect) = match self.lookup_member(base, false, sel.name, false) {
            Lookup::Field { obj, path, indirect } => (obj, path, indirect),
            Lookup::Method { .. } => {
                let message = format!("invalid argument: {} is a method value", self.expr_string(arg));
                self.error_at(arg, message);
                return None;
            }
            _ => {
                let message =
                    format!("invalid argument: {} has no single field {name}", self.type_string(base));
                self.error(self.operand_pos(&x), message);
                return None;
            }
        };
        if indirect {
            let message = format!(
                "invalid argument: field {name} is embedded via a pointer in {}",
                self.type_string(base)
            );
            self.error(self.operand_pos(&x), message);
            return None;
        }
        let offset = self.offset_of(base, &path);
        let selection = Selection { kind: SelectionKind::Field, recv: base, obj, path, indirect: false };
        self.record_selection(selector, selection);
        let mode = if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value };
        let field = self.type_of(obj);
        self.record_type(selector, mode, field, None);
        if self.has_variable_size(base) {
            let result = Operand::new(Mode::Value, Basic::Uintptr.id(), call.id);
            return self.finish_builtin(
                call,
                Builtin::UnsafeOffsetof,
                result,
                Some(Basic::Uintptr.id()),
                &[field],
                false,
            );
        }
        let Some(offset) = offset else {
            let message = format!("{} is too large", self.describe(&x));
            self.error(self.operand_pos(&x), message);
            return None;
        };
        Some(Operand::constant(Constant::Int(offset), Basic::Uintptr.id(), call.id))
    }
}
