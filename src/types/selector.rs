//! Selectors: qualified names, fields, methods.
//!
//! In: `x.f`. Out: what it means. Invariants: every valid selector has either a use (a qualified
//! name) or a selection. Source: Spec: "Selectors", "Method expressions", "Method values".

use super::check::Checker;
use super::constant::Constant;
use super::info::{Mode, Selection, SelectionKind};
use super::lookup::Lookup;
use super::object::{ObjId, ObjectKind, PackageId, VarKind};
use super::operand::Operand;
use super::store::{Signature, Type, TypeId};
use crate::syntax::ast::{ExprId, ExprKind, Ident};

impl Checker<'_> {
    /// Checks `x.sel`; with `want_type` only a type will do.
    pub(super) fn selector(&mut self, id: ExprId, x: ExprId, sel: Ident, want_type: bool) -> Operand {
        if let ExprKind::Name(name) = self.expr_at(x).kind
            && let Some((_, obj)) = self.lookup(name)
            && let ObjectKind::PkgName(package) = self.object(obj).kind
        {
            self.info().expr_use.insert(x, obj);
            self.used.insert(obj);
            return self.qualified_name(id, package, sel);
        }
        // Chains nest here: what comes after has its own, larger, stack frame.
        let x = self.expr_or_type(x, false);
        self.member(id, x, sel, want_type)
    }

    fn member(&mut self, id: ExprId, mut x: Operand, sel: Ident, want_type: bool) -> Operand {
        let invalid = Operand::invalid(id);
        if let Mode::Builtin(_) = x.mode {
            let message = format!("invalid use of {} in selector expression", self.describe(&x));
            self.error(self.expr_at(id).pos, message);
            return invalid;
        }
        if !x.is_valid() || !self.is_complete(x.ty) {
            return invalid;
        }
        if want_type {
            let message = format!("{} is not a type", self.expr_string(id));
            self.error(sel.offset, message);
            return invalid;
        }
        if let Type::Pointer(base) = *self.store.under(x.ty)
            && !self.is_complete(base)
        {
            return invalid;
        }
        match self.lookup_member(x.ty, x.mode == Mode::Variable, sel.name, false) {
            Lookup::Field { obj, path, indirect } => {
                if x.mode == Mode::Type {
                    let (name, ty) = (self.name(sel.name), self.type_string(x.ty));
                    if self.words().method_expressions_select_fields {
                        let message = format!("operand for field selector {name} must be value of type {ty}");
                        self.error(self.operand_pos(&x), message);
                    } else {
                        let x = self.operand_expr_string(&x);
                        self.error(
                            sel.offset,
                            format!("{x}.{name} undefined (type {ty} has no method {name})"),
                        );
                    }
                    return invalid;
                }
                let selection = Selection { kind: SelectionKind::Field, recv: x.ty, obj, path, indirect };
                self.record_selection(id, selection);
                let addressable = x.mode == Mode::Variable || indirect;
                x.mode = if addressable { Mode::Variable } else { Mode::Value };
                x.ty = self.type_of(obj);
                if x.ty == TypeId::INVALID {
                    self.rely_on_type(obj, sel.offset);
                    return invalid;
                }
                x
            }
            Lookup::Method { obj, path, indirect } => {
                if self.known_type(obj).is_none() {
                    self.declare_object(obj);
                }
                self.add_use(obj);
                self.rely_on(obj, sel.offset);
                let Type::Signature(signature) = self.store.get(self.type_of(obj)) else {
                    self.rely_on_type(obj, sel.offset);
                    self.mark_broken();
                    return invalid;
                };
                let is_expr = x.mode == Mode::Type;
                let kind = if is_expr { SelectionKind::MethodExpr } else { SelectionKind::MethodValue };
                self.record_selection(id, Selection { kind, recv: x.ty, obj, path, indirect });
                let mut signature = Signature { recv: None, ..signature.clone() };
                if is_expr {
                    signature.params.insert(0, self.receiver_param(obj, &signature, x.ty));
                }
                x.mode = Mode::Value;
                x.ty = self.store.add(Type::Signature(signature));
                x
            }
            failed => {
                let (base, _) = self.deref(x.ty);
                if !self.valid_types.is_invalid(self.store, base) {
                    self.failed_selector(&x, sel, failed);
                }
                self.mark_broken();
                invalid
            }
        }
    }

    /// The first parameter of a method expression.
    fn receiver_param(&self, method: ObjId, signature: &Signature, ty: TypeId) -> ObjId {
        let no_name = self.store.universe().no_name;
        let named = signature.params.first().is_some_and(|&p| self.object(p).name != no_name);
        let recv = match self.store.get(self.type_of(method)) {
            Type::Signature(signature) => signature.recv,
            _ => None,
        };
        let name = match (named, recv.map(|r| self.object(r).name)) {
            (false, _) => no_name,
            (true, Some(name)) if name != no_name => name,
            (true, _) => self.store.universe().blank,
        };
        let pos = self.object(recv.unwrap_or(method)).pos;
        self.store.add_object(super::Object {
            kind: ObjectKind::Var(VarKind::Param),
            name,
            pos,
            package: Some(self.package),
            ty: ty.into(),
        })
    }

    fn qualified_name(&mut self, id: ExprId, package: PackageId, sel: Ident) -> Operand {
        let text = self.name(sel.name);
        if !self.store.has_members(package) {
            return Operand::invalid(id);
        }
        let Some(obj) = self.store.member(package, sel.name) else {
            let quoted = self.expr_string(id);
            let similar = self
                .store
                .member_names(package)
                .into_iter()
                .map(|n| self.name(n))
                .filter(|n| super::collect::is_exported(n) && n.to_lowercase() == text.to_lowercase())
                .min();
            let message = match similar {
                Some(similar) if self.words().causes_have_types => {
                    format!("undefined: {quoted} (but have {similar})")
                }
                _ => format!("undefined: {quoted}"),
            };
            self.error(sel.offset, message);
            return Operand::invalid(id);
        };
        if !super::collect::is_exported(text) {
            let name = self.store.package(package).name.get().map_or("", |&n| self.name(n));
            self.error(sel.offset, format!("name {text} not exported by package {name}"));
        }
        self.info().expr_use.insert(id, obj);
        self.rely_on(obj, sel.offset);
        let mut x = Operand::new(Mode::Invalid, self.type_of(obj), id);
        match &self.object(obj).kind {
            ObjectKind::Const(value) => {
                x.mode = Mode::Constant;
                x.value = value.get().cloned().unwrap_or(Constant::Unknown);
            }
            ObjectKind::TypeName => x.mode = Mode::Type,
            ObjectKind::Var(_) => x.mode = Mode::Variable,
            ObjectKind::Func => x.mode = Mode::Value,
            ObjectKind::Builtin(builtin) => x.mode = Mode::Builtin(*builtin),
            ObjectKind::PkgName(_) | ObjectKind::Label | ObjectKind::Nil => {}
        }
        let has_type = !matches!(x.mode, Mode::Builtin(_));
        if has_type && x.ty == TypeId::INVALID {
            x.invalidate();
        }
        x
    }

    fn failed_selector(&mut self, x: &Operand, sel: Ident, failed: Lookup) {
        if self.store.underlying(x.ty) == TypeId::INVALID {
            self.mark_broken();
            return;
        }
        let name = self.name(sel.name);
        let ty = self.type_string(x.ty);
        let message = match failed {
            Lookup::Ambiguous { .. } => format!("ambiguous selector {}.{name}", self.operand_expr_string(x)),
            Lookup::PointerReceiver if x.mode == Mode::Type => {
                format!("invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})")
            }
            Lookup::PointerReceiver => format!("cannot call pointer method {name} on {ty}"),
            _ => {
                let why = if self.is_interface_pointer(x.ty) {
                    self.interface_pointer_text(x.ty)
                } else {
                    let other = self.lookup_member(x.ty, x.mode == Mode::Variable, sel.name, true);
                    self.missing_member(x.ty, name, other.obj(), false)
                };
                format!("{}.{name} undefined ({why})", self.operand_expr_string(x))
            }
        };
        self.error(sel.offset, message);
    }

    /// Why `ty` has no member `name`, although it may have `other`, which is spelled alike.
    pub(super) fn missing_member(
        &self,
        ty: TypeId,
        name: &str,
        other: Option<ObjId>,
        in_literal: bool,
    ) -> String {
        /// How the other member differs.
        enum Alike {
            No,
            Misspelled,
            Unexported,
            Inaccessible,
        }
        let tail = |s: &str| s.chars().skip(1).collect::<String>();
        let exported = super::collect::is_exported;
        let mut alike = Alike::No;
        let mut alt = "";
        let other = other.filter(|&other| {
            let alt = self.name(self.object(other).name);
            self.words().case_differs_anywhere || !in_literal && tail(name) == tail(alt)
        });
        if let Some(other) = other {
            let object = self.object(other);
            alt = self.name(object.name);
            if object.package == Some(self.package) {
                alike = Alike::Misspelled;
            } else if exported(name) {
                if exported(alt) {
                    alike = Alike::Misspelled;
                } else if tail(name) == tail(alt) {
                    alike = Alike::Unexported;
                }
            } else if exported(alt) {
                if tail(name) == tail(alt) {
                    alike = Alike::Misspelled;
                }
            } else if name == alt {
                alike = Alike::Inaccessible;
            }
        }
        let ty = self.type_string(ty);
        if in_literal {
            let unknown = format!("unknown field {name} in struct literal of type {ty}");
            return match alike {
                Alike::No => unknown,
                Alike::Misspelled => format!("{unknown}, but does have {alt}"),
                Alike::Unexported => format!("{unknown}, but does have unexported {alt}"),
                Alike::Inaccessible => {
                    format!("cannot refer to unexported field {alt} in struct literal of type {ty}")
                }
            };
        }
        let what = match other.map(|o| &self.object(o).kind) {
            _ if !self.words().names_kinds => "",
            Some(ObjectKind::Var(_)) => "field ",
            Some(ObjectKind::Func) => "method ",
            _ => "object ",
        };
        let missing = format!("type {ty} has no field or method {name}");
        match alike {
            Alike::No => missing,
            Alike::Misspelled => format!("{missing}, but does have {what}{alt}"),
            Alike::Unexported => format!("{missing}, but does have unexported {what}{alt}"),
            Alike::Inaccessible => format!("cannot refer to unexported {what}{alt}"),
        }
    }
}
