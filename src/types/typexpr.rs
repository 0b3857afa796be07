//! Names, and expressions that denote types.
//!
//! In: an expression where a name or a type is expected. Out: what it denotes.
//! Invariants: the type of every type expression is recorded.
//! Source: Spec: "Types", "Declarations and scope".

use super::check::Checker;
use super::constant::Constant;
use super::decl::GENERICS;
use super::delay::Action;
use super::info::Mode;
use super::object::{ObjId, ObjectKind};
use super::operand::Operand;
use super::scope::ScopeId;
use super::store::{Basic, Type, TypeId};
use crate::release::NonTypeWords;
use crate::source::Symbol;
use crate::syntax::ast::{ExprId, ExprKind};

impl Checker<'_> {
    /// What `name` stands for here, and the scope that says so; no scope for the universe.
    pub(super) fn lookup(&self, name: Symbol) -> Option<(Option<ScopeId>, ObjId)> {
        match self.scopes.lookup(self.env.scope, name) {
            Some((scope, obj)) => Some((Some(scope), obj)),
            None => self.store.universe().scope.get(&name).map(|&obj| (None, obj)),
        }
    }

    /// What a name denotes; with `want_type`, anything but a type is an error.
    pub(super) fn ident(&mut self, expr: ExprId, name: Symbol, want_type: bool) -> Operand {
        let offset = self.expr_at(expr).pos;
        let invalid = Operand::invalid(expr);
        let Some((scope, obj)) = self.lookup(name) else {
            if name == self.store.universe().blank {
                self.error(offset, "cannot use _ as value or type");
            } else {
                let message = format!("undefined: {}", self.name(name));
                self.error(offset, message);
            }
            return invalid;
        };
        if self.is_generic_era(obj)
            && !self.require(GENERICS, offset, |checker| format!("predeclared {}", checker.name(name)))
        {
            return invalid;
        }
        self.info().expr_use.insert(expr, obj);
        let object = self.object(obj);
        let is_type = matches!(object.kind, ObjectKind::TypeName);
        if want_type && !is_type && self.words().non_type != NonTypeWords::Operand {
            let kind = match self.words().non_type {
                NonTypeWords::Kind => format!(" ({})", self.object_kind(obj)),
                NonTypeWords::Name | NonTypeWords::Operand => String::new(),
            };
            self.error(offset, format!("{}{kind} is not a type", self.name(name)));
            if self.is_own_var(obj) {
                self.used.insert(obj);
            }
            return invalid;
        }
        let own = object.package == Some(self.package);
        let open = self.open_signatures.get(&obj).copied();
        if !matches!(object.kind, ObjectKind::PkgName(_))
            && open.is_none()
            && (self.known_type(obj).is_none() || is_type && want_type && own)
        {
            self.declare_object(obj);
        }
        if open.is_some() && self.needs_open_function(obj) {
            return invalid;
        }
        let ty = open.unwrap_or_else(|| self.type_of(obj));
        if let Some(scope) = scope
            && let Some(&import) = self.dot_imports.get(&(scope, name))
        {
            self.used.insert(import);
            self.rely_on(obj, offset);
        }
        let mut x = Operand::new(Mode::Invalid, ty, expr);
        match &object.kind {
            ObjectKind::PkgName(_) => {
                let message = format!("use of package {} not in selector", self.name(name));
                self.error(offset, message);
                return invalid;
            }
            ObjectKind::Const(value) => {
                self.add_use(obj);
                if ty == TypeId::INVALID {
                    self.mark_broken();
                    return invalid;
                }
                if obj == self.store.universe().iota {
                    let Some(iota) = self.env.iota else {
                        self.error(offset, "cannot use iota outside constant declaration");
                        return invalid;
                    };
                    x.value = Constant::Int(iota);
                } else {
                    x.value = value.get().cloned().unwrap_or(Constant::Unknown);
                }
                x.mode = Mode::Constant;
            }
            ObjectKind::TypeName => {
                if let Some(unit) = self.env.unit {
                    if own {
                        self.type_uses.insert((self.env.file, unit, obj));
                    }
                    if ty == TypeId::INVALID {
                        self.mark_broken();
                    }
                }
                x.mode = Mode::Type;
            }
            ObjectKind::Var(_) => {
                if own {
                    self.used.insert(obj);
                }
                self.add_use(obj);
                if ty == TypeId::INVALID {
                    self.mark_broken();
                    return invalid;
                }
                x.mode = Mode::Variable;
            }
            ObjectKind::Func => {
                self.add_use(obj);
                if ty == TypeId::INVALID {
                    self.mark_broken();
                    return invalid;
                }
                x.mode = Mode::Value;
            }
            ObjectKind::Builtin(builtin) => x.mode = Mode::Builtin(*builtin),
            ObjectKind::Nil => x.mode = Mode::Nil,
            ObjectKind::Label => return invalid,
        }
        x
    }

    /// Whether the signature of a function needs a variable that is declared before it, which in
    /// turn needs the function: then gc looks at the variable first, and reports the cycle.
    fn needs_open_function(&mut self, function: ObjId) -> bool {
        let Some(&start) = self.path_index.get(&function) else { return false };
        let pos = self.object(function).pos;
        let is_earlier_value = |&obj: &ObjId| {
            let object = self.object(obj);
            matches!(object.kind, ObjectKind::Var(_) | ObjectKind::Const(_)) && object.pos < pos
        };
        let cycle = self.path[start..].to_vec();
        let found = cycle.iter().any(is_earlier_value);
        if found {
            self.cycle_error(&cycle);
        }
        found
    }

    /// Whether `obj` is one of the predeclared types that came with generics.
    fn is_generic_era(&self, obj: ObjId) -> bool {
        !self.allows(GENERICS)
            && [TypeId::ANY, TypeId::COMPARABLE].contains(&self.type_of(obj))
            && self.object(obj).package.is_none()
    }

    /// Notes that the current declaration uses `obj`.
    pub(super) fn add_use(&mut self, obj: ObjId) {
        if let Some(decl) = self.env.decl
            && self.obj_decl.contains_key(&obj)
        {
            self.decls[decl as usize].uses.insert(obj);
        }
    }

    /// Notes that the current declaration has an error, or uses something that has one.
    pub(super) fn mark_broken(&mut self) {
        if let Some(unit) = self.env.unit {
            self.broken.insert((self.env.file, unit));
        }
    }

    /// The type that `expr` denotes, where a variable has it.
    pub(super) fn var_type(&mut self, expr: ExprId) -> TypeId {
        let ty = self.type_expr(expr);
        self.later_var_type(expr, ty);
        ty
    }

    /// Checks later that `ty` may be the type of a variable.
    pub(super) fn later_var_type(&mut self, expr: ExprId, ty: TypeId) {
        // Only what can have an interface as underlying type needs the check.
        if matches!(self.store.get(ty), Type::Named(_) | Type::Alias { .. } | Type::Interface(_)) {
            self.later(Action::VarType { expr, ty });
        }
    }

    /// Reports constraints that are used as the type of a variable.
    pub(super) fn check_var_type(&mut self, expr: ExprId, ty: TypeId) {
        let underlying = self.store.underlying(ty);
        if self.valid_types.is_invalid(self.store, ty) {
            return;
        }
        let text = |checker: &Self| checker.type_string(ty);
        if self.embeds_comparable(underlying) {
            let message = format!(
                "cannot use type {} outside a type constraint: interface is (or embeds) comparable",
                text(self)
            );
            self.soft_error(self.start_of(expr), message);
        } else if self.is_constraint(underlying) {
            let message = format!(
                "cannot use type {} outside a type constraint: interface contains type constraints",
                text(self)
            );
            self.soft_error(self.start_of(expr), message);
        }
    }

    /// The type that `expr` denotes; must not need type arguments.
    pub(super) fn type_expr(&mut self, expr: ExprId) -> TypeId {
        let ty = self.generic_type(expr);
        if !self.is_generic(ty) {
            return ty;
        }
        let text = self.type_string(ty);
        self.error_at(expr, format!("cannot use generic type {text} without instantiation"));
        self.record_type(expr, Mode::Type, TypeId::INVALID, None);
        TypeId::INVALID
    }

    pub(super) fn type_inner(&mut self, id: ExprId) -> TypeId {
        let expr = self.expr_at(id);
        match expr.kind {
            ExprKind::Bad => TypeId::INVALID,
            ExprKind::Name(name) => {
                let x = self.ident(id, name, true);
                self.type_of_operand(&x)
            }
            ExprKind::Selector { x, sel } => {
                let x = self.selector(id, x, sel, true);
                self.type_of_operand(&x)
            }
            ExprKind::Index { x, indices } => self.instantiated_type(x, indices),
            ExprKind::Paren(inner) => self.type_expr(inner),
            ExprKind::ArrayType { len, elem } => {
                let len = match len {
                    Some(len) => self.array_length(len),
                    None => {
                        self.error(expr.pos, "invalid use of [...] array (outside a composite literal)");
                        None
                    }
                };
                let elem = self.var_type(elem);
                match len {
                    Some(len) => self.store.add(Type::Array { len, elem }),
                    None => TypeId::INVALID,
                }
            }
            ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                self.store.add(Type::Slice(elem))
            }
            ExprKind::Variadic(_) => {
                self.misplaced_dots(expr.pos);
                TypeId::INVALID
            }
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::Star(base) => match self.var_type(base) {
                base if self.is_known_invalid(base) => TypeId::INVALID,
                base => self.store.add(Type::Pointer(base)),
            },
            ExprKind::FuncType(signature) => self.signature(signature, None).0,
            ExprKind::InterfaceType(elements) => self.interface_type(elements),
            ExprKind::MapType { key, value } => {
                let key_type = self.var_type(key);
                let value = self.var_type(value);
                self.later(Action::MapKey { expr: key, key: key_type });
                self.store.add(Type::Map { key: key_type, value })
            }
            ExprKind::ChanType { dir, elem } => {
                let elem = self.var_type(elem);
                self.store.add(Type::Chan { dir, elem })
            }
            ExprKind::BasicLit(_)
            | ExprKind::Slice { .. }
            | ExprKind::TypeAssert { .. }
            | ExprKind::Call { .. }
            | ExprKind::Unary { .. }
            | ExprKind::Binary { .. }
            | ExprKind::CompositeLit { .. }
            | ExprKind::FuncLit { .. }
            | ExprKind::Tilde(_) => {
                let message = format!("{} is not a type", self.expr_string(id));
                self.error_at(id, message);
                self.use_exprs(&[id]);
                TypeId::INVALID
            }
        }
    }

    /// Whether `ty` is invalid, or an alias that is known to be.
    fn is_known_invalid(&self, mut ty: TypeId) -> bool {
        while let Type::Alias { actual, .. } = self.store.get(ty) {
            let Some(&next) = actual.get() else { return false };
            ty = next;
        }
        ty == TypeId::INVALID
    }

    fn type_of_operand(&mut self, x: &Operand) -> TypeId {
        match x.mode {
            Mode::Type => return x.ty,
            Mode::Invalid => {}
            Mode::NoValue => {
                let message = format!("{} used as type", self.describe(x));
                self.error(self.operand_pos(x), message);
            }
            _ => {
                let message = format!("{} is not a type", self.describe(x));
                self.error(self.operand_pos(x), message);
            }
        }
        TypeId::INVALID
    }

    /// The length of an array type, unless there was an error.
    fn array_length(&mut self, expr: ExprId) -> Option<i64> {
        if let ExprKind::Name(name) = self.expr_at(expr).kind {
            let pos = self.expr_at(expr).pos;
            let text = self.name(name);
            match self.lookup(name) {
                None => {
                    self.error(pos, format!("undefined array length {text} or missing type constraint"));
                    return None;
                }
                Some((_, obj)) if !matches!(self.object(obj).kind, ObjectKind::Const(_)) => {
                    self.error(pos, format!("invalid array length {text}"));
                    return None;
                }
                Some(_) => {}
            }
        }
        let x = self.expr(expr);
        if !x.is_constant() {
            if x.is_valid() {
                let message = format!("array length {} must be constant", self.describe(&x));
                self.error(self.operand_pos(&x), message);
            }
            return None;
        }
        let is_integer = self.is_integer(x.ty);
        if self.is_untyped(x.ty) || is_integer {
            if matches!(x.value, Constant::Unknown) {
                return None;
            }
            if let Some(len) = self.int64_of(&x.value)
                && len >= 0
                && self.represents(&x.value, Basic::Int)
            {
                return Some(len);
            }
        }
        let text = self.describe(&x);
        let message = if is_integer {
            format!("invalid array length {text}")
        } else {
            format!("array length {text} must be integer")
        };
        self.error(self.operand_pos(&x), message);
        None
    }
}
