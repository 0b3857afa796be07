//! Struct types, interface types and signatures.
//!
//! In: their syntax. Out: types, with objects for fields, methods, parameters and results.
//! Invariants: a type is added when all of its parts are known; what needs complete parts is
//! put off. Source: Spec: "Struct types", "Interface types", "Function types", "Method declarations".

use super::check::Checker;
use super::delay::Action;
use super::object::{ObjId, ObjectKind, VarKind};
use super::scope::ScopeId;
use super::store::{Basic, Interface, MethodSpec, Signature, Struct, StructField, Type, TypeId};
use crate::release::SyntaxRules;
use crate::source::Symbol;
use crate::syntax::ast::{self, ExprId, ExprKind, Field, Ident, InterfaceElem, List, SignatureId};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

impl Checker<'_> {
    /// The type `struct { fields }`.
    pub(super) fn struct_type(&mut self, fields: List<Field>) -> TypeId {
        let file = self.ast();
        let blank = self.store.universe().blank;
        let mut result = Struct::default();
        let mut names: FxHashMap<Symbol, ObjId> = FxHashMap::default();
        let mut previous: Option<(ExprId, TypeId)> = None;
        for field in file.list(fields) {
            let ty = match previous {
                Some((expr, ty)) if expr == field.ty => ty,
                _ => self.var_type(field.ty),
            };
            previous = Some((field.ty, ty));
            let tag = field.tag.and_then(|tag| self.string_literal(tag)).unwrap_or_default();
            let (name, ty, embedded) = match field.name {
                Some(name) => (name, ty, false),
                None => {
                    let pos = self.start_of(field.ty);
                    match self.embedded_name(field.ty) {
                        Some(name) => {
                            self.later(Action::Embedded { pos, ty });
                            (name, ty, true)
                        }
                        None => {
                            let text = self.expr_string(field.ty);
                            self.error(pos, format!("invalid embedded field type {text}"));
                            (Ident { name: blank, offset: pos }, TypeId::INVALID, true)
                        }
                    }
                }
            };
            let kind = if embedded { VarKind::Embedded } else { VarKind::Field };
            let obj = self.new_object(ObjectKind::Var(kind), name.name, name.offset, Some(ty));
            if name.name != blank
                && let Some(other) = names.insert(name.name, obj)
            {
                names.insert(name.name, other);
                let text = self.name(name.name);
                let message = format!("{text} redeclared{}", self.other_declaration(other));
                self.error(name.offset, message);
                continue;
            }
            self.info().offset_def.insert(name.offset, obj);
            result.fields.push(StructField { obj, name: name.name, ty, embedded, tag: tag.into() });
        }
        self.store.add(Type::Struct(result))
    }

    /// The name under which a type is embedded: that of `T`, `*T` or `p.T`.
    fn embedded_name(&self, ty: ExprId) -> Option<Ident> {
        let file = self.ast();
        let mut base = ty;
        if let ExprKind::Star(inner) = file.exprs[base].kind {
            base = inner;
        }
        loop {
            let expr = file.exprs[base];
            match expr.kind {
                ExprKind::Name(name) => return Some(Ident { name, offset: expr.pos }),
                ExprKind::Selector { sel, .. } => return Some(sel),
                ExprKind::Index { x, .. } => base = x,
                _ => return None,
            }
        }
    }

    /// The type `interface { elements }`.
    pub(super) fn interface_type(&mut self, elements: List<InterfaceElem>) -> TypeId {
        let file = self.ast();
        let mut result = Interface::default();
        for &element in file.list(elements) {
            match element {
                InterfaceElem::Method { name, .. } if name.name == self.store.universe().blank => {
                    self.error(name.offset, "methods must have a unique non-blank name");
                }
                InterfaceElem::Method { name, signature } => {
                    let ty = self.signature(signature, None).0;
                    let obj = self.new_object(ObjectKind::Func, name.name, name.offset, Some(ty));
                    self.info().offset_def.insert(name.offset, obj);
                    result.methods.push(MethodSpec { obj, name: name.name, signature: ty });
                }
                InterfaceElem::Embedded(expr) => {
                    let embedded = self.union(expr);
                    result.embedded.push(embedded);
                }
            }
        }
        if result.methods.is_empty() && result.embedded.is_empty() {
            let _ = result.all_methods.set(Vec::new());
            return self.store.add(Type::Interface(result));
        }
        let ty = self.store.add(Type::Interface(result));
        self.later(Action::Interface { ty, elements });
        ty
    }

    /// A signature, with the scope that holds its parameters.
    pub(super) fn signature(&mut self, id: SignatureId, recv: Option<List<Field>>) -> (TypeId, ScopeId) {
        self.signature_of(id, recv, |_, _| {})
    }

    /// Like [`Checker::signature`]; `bind` gets the type parameters before what follows them is
    /// looked at.
    pub(super) fn signature_of(
        &mut self,
        id: SignatureId,
        recv: Option<List<Field>>,
        bind: impl FnOnce(&mut Self, &[TypeId]),
    ) -> (TypeId, ScopeId) {
        let signature: ast::Signature = self.ast().signatures[id];
        let outer = self.env.scope;
        let scope = self.scopes.open(Some(outer), true);
        self.env.scope = scope;
        let (recv, recv_type_params) = recv.map(|recv| self.receiver(recv)).unwrap_or_default();
        let type_params = match signature.type_params.is_empty() {
            true => Vec::new(),
            false => self.type_params(signature.type_params, |_, _| {}),
        };
        bind(self, &type_params);
        let (params, variadic) = self.parameters(VarKind::Param, signature.params);
        let (results, _) = self.parameters(VarKind::Result, signature.results);
        for &obj in recv.iter().chain(&params).chain(&results) {
            let object = self.object(obj);
            if object.name != self.store.universe().no_name {
                self.declare(scope, Some(object.pos.offset), obj);
            }
        }
        self.env.scope = outer;
        let signature = Signature { recv, params, results, variadic, type_params, recv_type_params };
        (self.store.add(Type::Signature(signature)), scope)
    }

    fn receiver(&mut self, list: List<Field>) -> (Option<ObjId>, Vec<TypeId>) {
        let file = self.ast();
        let [field, ..] = file.list(list) else { return Default::default() };
        let SyntaxRules { dots_are_syntax, .. } = self.cx.rules.syntax;
        let mut field = *field;
        if let ExprKind::Variadic(elem) = file.exprs[field.ty].kind
            && (dots_are_syntax || !self.words().receivers_at_types)
        {
            self.ignored_dots(field.ty);
            field.ty = elem;
        }
        let (_, base) = self.unpack_receiver(field.ty);
        let (ty, type_params) = match self.receiver_brackets(field.ty) {
            Some(brackets) => self.generic_receiver(field.ty, brackets),
            None => {
                let ty = self.var_type(field.ty);
                let is_valid = self.check_alias_receiver(base, ty);
                (if is_valid { ty } else { TypeId::INVALID }, Vec::new())
            }
        };
        let no_name = self.store.universe().no_name;
        let (name, offset) = match field.name {
            Some(name) => (name.name, name.offset),
            None => (no_name, self.expr_at(field.ty).pos),
        };
        let recv = self.new_object(ObjectKind::Var(VarKind::Receiver), name, offset, Some(ty));
        self.later(Action::Receiver { base, recv });
        (Some(recv), type_params)
    }

    /// The `T[P]` of a generic receiver.
    fn receiver_brackets(&self, ty: ExprId) -> Option<ExprId> {
        let file = self.ast();
        let mut base = file.unparen(ty);
        if let ExprKind::Star(inner) = file.exprs[base].kind {
            base = file.unparen(inner);
        }
        matches!(file.exprs[base].kind, ExprKind::Index { .. }).then_some(base)
    }

    fn parameters(&mut self, kind: VarKind, list: List<Field>) -> (Vec<ObjId>, bool) {
        let file = self.ast();
        let fields = file.list(list);
        let no_name = self.store.universe().no_name;
        let mut vars = Vec::with_capacity(fields.len());
        let mut variadic = false;
        let mut previous: Option<(ExprId, TypeId)> = None;
        for (i, field) in fields.iter().enumerate() {
            let ty = match previous {
                Some((expr, ty)) if expr == field.ty => ty,
                _ => match self.expr_at(field.ty).kind {
                    ExprKind::Variadic(elem) => {
                        let elem = self.var_type(elem);
                        if kind == VarKind::Param && i + 1 == fields.len() {
                            variadic = true;
                            let ty = self.store.add(Type::Slice(elem));
                            self.record_type(field.ty, super::Mode::Type, ty, None);
                            ty
                        } else {
                            self.ignored_dots(field.ty);
                            elem
                        }
                    }
                    _ => self.var_type(field.ty),
                },
            };
            previous = Some((field.ty, ty));
            let (name, offset) = match field.name {
                Some(name) => (name.name, name.offset),
                None => (no_name, self.expr_at(field.ty).pos),
            };
            vars.push(self.new_object(ObjectKind::Var(kind), name, offset, Some(ty)));
        }
        (vars, variadic)
    }

    /// Reports `...T` that counts as `T`, unless it was a syntax error.
    fn ignored_dots(&mut self, ty: ExprId) {
        if !self.cx.rules.syntax.dots_are_syntax {
            self.soft_error(self.expr_at(ty).pos, "can only use ... with final parameter in list");
        }
    }

    /// Reports receivers that are not a type of this package or a pointer to one.
    pub(super) fn check_receiver(&mut self, base: ExprId, recv: ObjId) {
        let ty = self.type_of(recv);
        let (target, _) = self.deref(ty);
        let actual = self.store.unalias(target);
        if actual == TypeId::INVALID {
            return;
        }
        let pos = match self.words().receivers_at_types {
            true => self.start_of(base),
            false => self.object(recv).pos.offset,
        };
        match self.store.get(actual) {
            Type::Named(named) => {
                if self.object(named.obj).package != Some(self.package) {
                    let text = self.type_string(target);
                    self.error(pos, format!("cannot define new methods on non-local type {text}"));
                    return;
                }
                let cause = match self.store.under(actual) {
                    Type::Basic(Basic::UnsafePointer) => "unsafe.Pointer",
                    Type::Pointer(_) | Type::Interface(_) => "pointer or interface type",
                    _ => return,
                };
                let text = self.type_string(target);
                self.error(pos, format!("invalid receiver type {text} ({cause})"));
            }
            Type::Basic(_) => {
                let text = self.type_string(target);
                self.error(pos, format!("cannot define new methods on non-local type {text}"));
            }
            _ => {
                let text = self.type_string(ty);
                self.error(pos, format!("invalid receiver type {text}"));
            }
        }
    }

    /// A signature that no source spells, from the types of its parameters and result.
    pub(super) fn make_signature(&self, result: Option<TypeId>, params: &[TypeId], variadic: bool) -> TypeId {
        let no_name = self.store.universe().no_name;
        let var = |kind, ty| {
            self.store.add_object(super::Object {
                kind: ObjectKind::Var(kind),
                name: no_name,
                pos: crate::source::Pos::NONE,
                package: None,
                ty: OnceLock::from(self.default_type(ty)),
            })
        };
        self.store.add(Type::Signature(Signature {
            recv: None,
            params: params.iter().map(|&ty| var(VarKind::Param, ty)).collect(),
            results: result.iter().map(|&ty| var(VarKind::Result, ty)).collect(),
            variadic,
            ..Signature::default()
        }))
    }
}
