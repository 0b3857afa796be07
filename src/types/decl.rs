//! Declarations: from a name to its type and value.
//!
//! In: objects collected from the package, and declaration statements. Out: their types, values
//! and methods. Invariants: an object is declared when it is first needed; while that goes on it
//! is on `Checker::path`, and needing it again is a cycle.
//! Source: Spec: "Declarations and scope"; gc 1.27.3 for what a valid cycle is.

use super::check::{Checker, DeclWhat, Env};
use super::collect::{ConstGroups, ConstSpec};
use super::delay::{Action, Delayed};
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::store::{Named, Signature, Type, TypeId};
use crate::source::{Diagnostic, Symbol};
use crate::syntax::ast::{DeclId, DeclKind, ExprId, ExprKind, Field, Ident, List};
use rustc_hash::FxHashMap;
use std::sync::{OnceLock, RwLock};

/// Aliases may have type parameters since Go 1.23.
const GENERIC_ALIASES: u8 = 23;

/// Since when types and functions may have type parameters.
pub(super) const GENERICS: u8 = 18;

/// Since when methods may have type parameters of their own.
pub(super) const GENERIC_METHODS: u8 = 27;

/// Since when there are aliases.
const ALIASES: u8 = 9;

impl Checker<'_> {
    /// Declares everything at package level, but no function bodies: defined types, then
    /// aliases, then the rest.
    pub(super) fn package_objects(&mut self) {
        let objects = std::mem::take(&mut self.objects);
        let phase = |checker: &Self, obj: ObjId| {
            let info = &checker.decls[checker.obj_decl[&obj] as usize];
            match checker.files[info.file].decls[info.decl].kind {
                DeclKind::Type { alias, .. } => 1 + u8::from(alias),
                DeclKind::Func { .. } => 3,
                _ => 4,
            }
        };
        self.shorten_chains(&objects);
        for wanted in 1..=2 {
            for &obj in &objects {
                if phase(self, obj) == wanted {
                    self.declare_object(obj);
                }
            }
        }
        // Methods come before what may ask whether a type has them. What is found and put off
        // meanwhile goes where gc has it, which keeps to the source.
        let (errors, delayed) = (self.errors.len(), self.delayed.len());
        let mut found: Vec<(usize, Vec<Diagnostic>, Vec<Option<Delayed>>)> = Vec::new();
        for wanted in 3..=4 {
            for (i, &obj) in objects.iter().enumerate() {
                if phase(self, obj) == wanted {
                    self.declare_object(obj);
                    found.push((i, self.errors.split_off(errors), self.delayed.split_off(delayed)));
                }
            }
        }
        found.sort_by_key(|&(i, ..)| i);
        for (_, errors, delayed) in found {
            self.errors.extend(errors);
            self.delayed.extend(delayed);
        }
        self.objects = objects;
        self.methods.clear();
    }

    /// Finds the type of `obj`, and a constant's value.
    pub(super) fn declare_object(&mut self, obj: ObjId) {
        if self.path_index.contains_key(&obj) {
            let valid = self.valid_cycle(obj);
            let invalid = match self.object(obj).kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => !valid || self.known_type(obj).is_none(),
                ObjectKind::TypeName => !valid,
                _ => self.known_type(obj).is_none(),
            };
            if invalid {
                self.set_invalid(obj);
            }
            return;
        }
        if self.known_type(obj).is_some() {
            return;
        }
        let declared = self.store.declared_origin(obj);
        if declared != obj {
            // A method of an instance: its type follows from that of the declared method.
            return self.declare_object(declared);
        }
        let Some(&info) = self.obj_decl.get(&obj) else {
            self.set_type(obj, TypeId::INVALID);
            return;
        };
        if !self.enter() {
            self.leave();
            self.set_type(obj, TypeId::INVALID);
            return;
        }
        self.push(obj);
        let saved = self.env;
        let (decl, scope, file) = {
            let info = &self.decls[info as usize];
            (info.decl, info.scope, info.file)
        };
        self.env = Env::of_file(file, scope, self.infos[file].language);
        self.env.unit = Some(decl);
        match self.decls[info as usize].what.clone() {
            DeclWhat::Const { ty, init, inherited, iota } => {
                self.env.decl = Some(info);
                self.const_decl(obj, ty, init, inherited, iota);
            }
            DeclWhat::Var { lhs, ty, init } => {
                self.env.decl = Some(info);
                self.var_decl(obj, &lhs, ty, init);
            }
            DeclWhat::Type => {
                self.type_decl(obj, decl);
                self.collect_methods(obj);
            }
            DeclWhat::Func => self.func_decl(obj, decl, info),
        }
        self.env = saved;
        self.pop();
        self.leave();
    }

    /// Marks `obj` as being declared.
    pub(super) fn push(&mut self, obj: ObjId) {
        self.path_index.insert(obj, self.path.len());
        self.path.push(obj);
    }

    /// Marks the innermost object that is being declared as done.
    pub(super) fn pop(&mut self) {
        if let Some(obj) = self.path.pop() {
            self.path_index.remove(&obj);
        }
    }

    fn const_decl(
        &mut self,
        obj: ObjId,
        ty: Option<ExprId>,
        init: Option<ExprId>,
        inherited: bool,
        iota: u32,
    ) {
        let (saved_iota, saved_pos) = (self.env.iota, self.env.error_pos);
        self.env.iota = Some(i64::from(iota));
        self.env.error_pos = None;
        self.const_value(obj, ty, init, inherited);
        self.env.iota = saved_iota;
        self.env.error_pos = saved_pos;
    }

    fn const_value(&mut self, obj: ObjId, ty: Option<ExprId>, init: Option<ExprId>, inherited: bool) {
        let mut declared = None;
        if let Some(expr) = ty {
            let ty = self.type_expr(expr);
            if !self.is_const_type(ty) {
                if self.store.underlying(ty) != TypeId::INVALID {
                    let message = format!("invalid constant type {}", self.type_string(ty));
                    self.error_at(expr, message);
                }
                self.set_type(obj, TypeId::INVALID);
                return;
            }
            declared = Some(ty);
        }
        if let Some(ty) = declared {
            self.set_type(obj, ty);
        }
        let value = init.map(|init| {
            if inherited {
                self.env.error_pos = Some(self.object(obj).pos.offset);
            }
            self.expr(init)
        });
        self.init_const(obj, value);
    }

    fn var_decl(&mut self, obj: ObjId, lhs: &[ObjId], ty: Option<ExprId>, init: Option<ExprId>) {
        if let Some(expr) = ty {
            let ty = self.var_type(expr);
            self.set_type(obj, ty);
        }
        let Some(init) = init else {
            if ty.is_none() {
                self.set_type(obj, TypeId::INVALID);
            }
            return;
        };
        if lhs.len() <= 1 {
            let target = self
                .target(self.known_type(obj), |checker| checker.name(checker.object(obj).name).to_owned());
            let mut x = self.expr_for(init, target);
            self.init_var(obj, &mut x, "variable declaration");
            return;
        }
        if ty.is_some() {
            let ty = self.type_of(obj);
            for &var in lhs {
                self.set_type(var, ty);
            }
        }
        self.init_vars(lhs, &[init], None);
    }

    fn type_decl(&mut self, obj: ObjId, decl: DeclId) {
        let DeclKind::Type { name, type_params, alias, ty, .. } = self.ast().decls[decl].kind else { return };
        self.later(Action::ValidType { obj });
        let outer = self.env.scope;
        if !type_params.is_empty() {
            self.env.scope = self.scopes.open(Some(outer), false);
        }
        let bind = |own: TypeId| {
            move |checker: &Self, params: &[TypeId]| {
                if let Type::Named(Named { type_params, .. }) | Type::Alias { type_params, .. } =
                    checker.store.get(own)
                {
                    let _ = type_params.set(params.to_vec());
                }
            }
        };
        if alias {
            let own = self.store.add(Type::Alias {
                obj,
                actual: OnceLock::new(),
                type_params: OnceLock::new(),
                instance: None,
            });
            self.set_type(obj, own);
            let mut params = Vec::new();
            let mut allowed = true;
            if !type_params.is_empty() {
                let first = self.first_param(name, type_params);
                allowed = self.require(GENERIC_ALIASES, first, |_| "generic type alias".to_owned());
            }
            if allowed {
                self.require(ALIASES, self.ast().decls[decl].pos, |_| "type alias".to_owned());
            }
            if !type_params.is_empty() {
                params = self.type_params(type_params, bind(own));
            }
            let mut actual = self.type_expr(ty);
            self.env.scope = outer;
            if params.contains(&actual) {
                self.error_at(ty, "cannot use type parameter declared in alias declaration as RHS");
                actual = TypeId::INVALID;
            }
            if let Type::Alias { actual: slot, .. } = self.store.get(own) {
                // An alias of itself would never end; the cycle was reported.
                let circular = self.leads_to(actual, own);
                let _ = slot.set(if circular { TypeId::INVALID } else { actual });
            }
            let waiting = self.waiting.remove(&own).unwrap_or_default();
            self.complete(waiting);
            return;
        }
        let own = self.new_named(obj);
        self.set_type(obj, own);
        if !type_params.is_empty() {
            let first = self.first_param(name, type_params);
            self.require(GENERICS, first, |_| "type parameter".to_owned());
            self.type_params(type_params, bind(own));
        }
        let mut rhs = self.type_expr(ty);
        self.env.scope = outer;
        if self.is_type_param(rhs) {
            self.error_at(ty, "cannot use a type parameter as RHS in type declaration");
            rhs = TypeId::INVALID;
        }
        self.set_right_side(own, rhs);
    }

    /// Where a list of type parameters of `name` starts.
    pub(super) fn first_param(&self, name: Ident, type_params: List<Field>) -> u32 {
        let first = self.ast().list(type_params).first().and_then(|field| field.name);
        first.map_or(name.offset, |name| name.offset)
    }

    /// Whether following aliases from `ty` arrives at `goal`.
    fn leads_to(&self, mut ty: TypeId, goal: TypeId) -> bool {
        loop {
            if ty == goal {
                return true;
            }
            match self.store.get(ty) {
                Type::Alias { actual, .. } => match actual.get() {
                    Some(&next) => ty = next,
                    None => return false,
                },
                _ => return false,
            }
        }
    }

    fn new_named(&self, obj: ObjId) -> TypeId {
        self.store.add(Type::Named(Named {
            obj,
            underlying: OnceLock::new(),
            methods: RwLock::default(),
            type_params: OnceLock::new(),
            instance: None,
            supply: None,
        }))
    }

    /// Says what a defined type is defined as; its underlying type follows when that is known.
    fn set_right_side(&mut self, named: TypeId, rhs: TypeId) {
        self.right_sides.insert(named, rhs);
        self.complete(vec![named]);
    }

    /// Gives defined types their underlying types, as far as known, and then those that wait for
    /// them.
    fn complete(&mut self, mut ready: Vec<TypeId>) {
        while let Some(named) = ready.pop() {
            let mut next = self.right_sides.get(&named).copied().unwrap_or(TypeId::INVALID);
            let mut steps = 0;
            let underlying = loop {
                steps += 1;
                next = match self.store.get(next) {
                    // A cycle of names was reported elsewhere.
                    _ if next == named || steps > self.right_sides.len() + self.path.len() + 100 => {
                        break Some(TypeId::INVALID);
                    }
                    Type::Alias { actual, .. } => {
                        match actual.get().copied().or_else(|| self.store.expand(next)) {
                            Some(actual) => actual,
                            None => {
                                next = self.store.generic_of(next).unwrap_or(next);
                                break None;
                            }
                        }
                    }
                    Type::Named(Named { instance: Some((generic, _)), .. }) => {
                        match self.store.underlying(next) {
                            TypeId::INVALID if !self.has_right_side(*generic) => {
                                next = *generic;
                                break None;
                            }
                            known => break Some(known),
                        }
                    }
                    Type::Named(other) => {
                        match (self.store.known_underlying(other), self.right_sides.get(&next)) {
                            (Some(known), _) => break Some(known),
                            (None, Some(&rhs)) => rhs,
                            (None, None) => break None,
                        }
                    }
                    _ => break Some(next),
                };
            };
            match underlying {
                Some(underlying) => {
                    if let Type::Named(named) = self.store.get(named) {
                        let _ = named.underlying.set(underlying);
                    }
                    ready.extend(self.waiting.remove(&named).unwrap_or_default());
                }
                None => self.waiting.entry(next).or_default().push(named),
            }
        }
    }

    /// Whether the underlying type of a defined type is known.
    fn has_right_side(&self, ty: TypeId) -> bool {
        matches!(self.store.get(ty), Type::Named(named) if self.store.known_underlying(named).is_some())
    }

    /// Gives a defined type its methods.
    fn collect_methods(&mut self, obj: ObjId) {
        let Some(methods) = self.methods.remove(&obj) else { return };
        let ty = self.type_of(obj);
        let Type::Named(named) = self.store.get(ty) else { return };
        self.later(Action::FieldsAndMethods { ty });
        let mut by_name: FxHashMap<Symbol, ObjId> = FxHashMap::default();
        for method in methods {
            let object = self.object(method);
            if let Some(&other) = by_name.get(&object.name) {
                let message = format!(
                    "method {}.{} already declared at {}",
                    self.name(self.object(obj).name),
                    self.name(object.name),
                    self.position(self.object(other).pos)
                );
                self.report(object.pos, message, false);
                continue;
            }
            by_name.insert(object.name, method);
            if let Ok(mut methods) = named.methods.write() {
                methods.push(method);
            }
        }
    }

    /// Reports fields of a struct type that have the name of a method.
    pub(super) fn check_fields_and_methods(&mut self, ty: TypeId) {
        let Type::Named(named) = self.store.get(ty) else { return };
        let Type::Struct(structure) = self.store.under(ty) else { return };
        let methods = named.methods.read().map(|m| m.clone()).unwrap_or_default();
        let by_name: FxHashMap<Symbol, ObjId> = methods.iter().map(|&m| (self.object(m).name, m)).collect();
        for field in &structure.fields {
            if let Some(&method) = by_name.get(&field.name) {
                let message = format!(
                    "field and method with the same name {}{}",
                    self.name(field.name),
                    self.other_declaration(field.obj)
                );
                self.report(self.object(method).pos, message, false);
            }
        }
    }

    fn func_decl(&mut self, obj: ObjId, decl: DeclId, info: u32) {
        let DeclKind::Func { recv, signature, body, .. } = self.ast().decls[decl].kind else { return };
        let empty = self.store.add(Type::Signature(Signature::default()));
        self.open_signatures.insert(obj, empty);
        let (ty, scope) = self.signature_of(signature, recv, |checker, params| {
            let type_params = params.to_vec();
            let known = checker.store.add(Type::Signature(Signature { type_params, ..Signature::default() }));
            checker.open_signatures.insert(obj, known);
        });
        self.open_signatures.remove(&obj);
        self.set_type(obj, ty);
        let type_params = self.ast().signatures[signature].type_params;
        if body.is_none() && !type_params.is_empty() {
            self.soft_error(self.ast().decls[decl].pos, "generic function is missing function body");
        }
        if let Some(body) = body {
            let saved = self.env;
            self.env.decl = Some(info);
            self.later(Action::Body { scope, signature: ty, body });
            self.env = saved;
        }
    }

    /// Checks a declaration statement.
    pub(super) fn decl_stmt(&mut self, decls: List<DeclId>) {
        let file = self.ast();
        let mut groups = ConstGroups::default();
        for &id in file.list(decls) {
            let decl = file.decls[id];
            match decl.kind {
                DeclKind::Const { names, ty, values } => {
                    let (spec, inherited) = groups.next(decl.group, ty, values);
                    self.local_consts(id, names, spec, inherited);
                }
                DeclKind::Var { names, ty, values } => self.local_vars(id, names, ty, values),
                DeclKind::Type { name, .. } => {
                    let obj = self.new_object(ObjectKind::TypeName, name.name, name.offset, None);
                    self.declare(self.env.scope, Some(name.offset), obj);
                    self.local_types.insert(obj, self.env.scope);
                    self.push(obj);
                    self.type_decl(obj, id);
                    self.pop();
                }
                DeclKind::Bad | DeclKind::Import { .. } | DeclKind::Func { .. } => {}
            }
        }
    }

    fn local_consts(&mut self, id: DeclId, names: List<Ident>, spec: ConstSpec, inherited: bool) {
        let file = self.ast();
        let top = self.delayed.len();
        let values = file.list(spec.values);
        let mut consts = Vec::new();
        for (i, &name) in file.list(names).iter().enumerate() {
            let obj = self.new_object(ObjectKind::Const(Default::default()), name.name, name.offset, None);
            consts.push(obj);
            self.const_decl(obj, spec.ty, values.get(i).copied(), inherited, file.decls[id].index);
        }
        self.check_arity(file.decls[id].pos, names, spec.values, true, inherited);
        self.process_delayed(top);
        for (&name, obj) in file.list(names).iter().zip(consts) {
            self.declare(self.env.scope, Some(name.offset), obj);
        }
    }

    fn local_vars(&mut self, id: DeclId, names: List<Ident>, ty: Option<ExprId>, values: List<ExprId>) {
        let file = self.ast();
        let top = self.delayed.len();
        let exprs = file.list(values);
        let names_list = file.list(names);
        let vars: Vec<ObjId> = names_list
            .iter()
            .map(|name| self.new_object(ObjectKind::Var(VarKind::Local), name.name, name.offset, None))
            .collect();
        for (i, &var) in vars.iter().enumerate() {
            if exprs.len() == names_list.len() {
                self.var_decl(var, &[], ty, Some(exprs[i]));
            } else if let [init] = exprs {
                // The first variable takes care of all.
                self.var_decl(var, &vars, ty, Some(*init));
                break;
            } else {
                self.var_decl(var, &[], ty, exprs.get(i).copied());
            }
        }
        if ty.is_none() || !exprs.is_empty() {
            self.check_arity(file.decls[id].pos, names, values, false, false);
        }
        self.process_delayed(top);
        for (name, var) in names_list.iter().zip(vars) {
            self.declare(self.env.scope, Some(name.offset), var);
        }
    }

    /// Gives a constant its type and value.
    fn init_const(&mut self, obj: ObjId, value: Option<Operand>) {
        let declared = self.known_type(obj);
        let Some(mut x) = value.filter(|x| x.is_valid() && x.ty != TypeId::INVALID) else {
            self.set_type(obj, TypeId::INVALID);
            return;
        };
        if declared == Some(TypeId::INVALID) {
            return;
        }
        if !x.is_constant() {
            let message = format!("{} is not constant", self.describe(&x));
            self.error(self.operand_pos(&x), message);
            self.set_type(obj, TypeId::INVALID);
            return;
        }
        let ty = declared.unwrap_or(x.ty);
        self.set_type(obj, ty);
        self.assignment(&mut x, Some(ty), "constant declaration");
        if x.is_valid()
            && let ObjectKind::Const(value) = &self.object(obj).kind
        {
            let _ = value.set(x.value);
        }
    }

    /// The name that a type's right side consists of, if it is nothing but a name.
    pub(super) fn right_side_name(&self, obj: ObjId) -> Option<Symbol> {
        let info = &self.decls[*self.obj_decl.get(&obj)? as usize];
        let file = self.files[info.file];
        match file.decls[info.decl].kind {
            DeclKind::Type { ty, .. } => match file.exprs[ty].kind {
                ExprKind::Name(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }
}
