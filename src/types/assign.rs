//! Assignments and initialisations.
//!
//! In: left sides and values. Out: types for variables that have none, and errors.
//! Source: Spec: "Assignability", "Assignment statements", "Variable declarations",
//! "Short variable declarations".

use super::check::Checker;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::store::{Basic, TypeId};
use super::untyped::Misfit;
use crate::source::Symbol;
use crate::syntax::ast::{ExprId, ExprKind};
use rustc_hash::FxHashSet;

impl Checker<'_> {
    /// Checks that `x` can be assigned to a variable of type `ty`, or to the blank identifier,
    /// and gives an untyped `x` its type.
    pub(super) fn assignment(&mut self, x: &mut Operand, ty: Option<TypeId>, context: &str) {
        self.single_value(x);
        match x.mode {
            Mode::Invalid => return,
            Mode::Constant | Mode::Variable | Mode::MapIndex | Mode::Value | Mode::Nil | Mode::CommaOk => {}
            Mode::NoValue | Mode::Builtin(_) | Mode::Type => {
                let target = ty.map_or_else(|| "_".to_owned(), |ty| self.type_string(ty));
                let message = format!("cannot assign {} to {target} in {context}", self.describe(x));
                self.error(self.operand_pos(x), message);
                x.invalidate();
                return;
            }
        }
        if self.is_untyped(x.ty) {
            if x.is_nil() && ty.is_none() {
                self.error(self.operand_pos(x), format!("use of untyped nil in {context}"));
                x.invalidate();
                return;
            }
            let target = match ty {
                Some(ty) if x.is_nil() || !self.is_interface(ty) => ty,
                _ => self.default_type(x.ty),
            };
            match self.implicit_type(x, target) {
                Ok((ty, value)) => self.settle(x, ty, value),
                Err(misfit) => {
                    let why = match misfit {
                        Misfit::Truncated => " (truncated)",
                        Misfit::Overflows => " (overflows)",
                        Misfit::Other => "",
                    };
                    let message = format!(
                        "cannot use {} as {} value in {context}{why}",
                        self.describe(x),
                        self.type_string(target)
                    );
                    self.error(self.operand_pos(x), message);
                    x.invalidate();
                    return;
                }
            }
        }
        if !self.operand_params(x).is_empty() || x.mode == Mode::Type {
            let target = self.target(ty, |_| context.to_owned());
            self.non_generic(x, target);
            if !x.is_valid() {
                return;
            }
            self.record(x);
        }
        let Some(ty) = ty else { return };
        if let Err(cause) = self.assignable(x, ty) {
            let mut message =
                format!("cannot use {} as {} value in {context}", self.describe(x), self.type_string(ty));
            if !cause.is_empty() {
                message.push_str(": ");
                message.push_str(&cause);
            }
            self.error(self.operand_pos(x), message);
            x.invalidate();
        }
    }

    /// Initialises `var` with `x`, whose type it gets if it has none.
    pub(super) fn init_var(&mut self, var: ObjId, x: &mut Operand, context: &str) {
        let declared = self.known_type(var);
        if !x.is_valid() || x.ty == TypeId::INVALID || declared == Some(TypeId::INVALID) {
            self.set_type(var, TypeId::INVALID);
            x.invalidate();
            return;
        }
        let ty = match declared {
            Some(ty) => ty,
            None if x.ty == Basic::UntypedNil.id() => {
                self.error(self.operand_pos(x), format!("use of untyped nil in {context}"));
                self.set_type(var, TypeId::INVALID);
                x.invalidate();
                return;
            }
            None => {
                let ty = self.default_type(x.ty);
                self.set_type(var, ty);
                ty
            }
        };
        self.assignment(x, Some(ty), context);
    }

    fn is_call(&self, expr: ExprId) -> bool {
        matches!(self.expr_at(self.ast().unparen(expr)).kind, ExprKind::Call { .. })
    }

    /// Initialises variables with values; with `return_at` these are the results of a return
    /// statement there.
    pub(super) fn init_vars(&mut self, lhs: &[ObjId], rhs: &[ExprId], return_at: Option<u32>) {
        let context = match return_at {
            Some(_) => "return statement",
            None if lhs.len() > 1 && self.words().results_are_numbered => "multiple assignment",
            None => "assignment",
        };
        let is_call = matches!(rhs, [only] if self.is_call(*only));
        if lhs.len() == rhs.len() && !is_call {
            for (&var, &expr) in lhs.iter().zip(rhs) {
                let target = self.target(self.known_type(var), |checker| {
                    let name = checker.name(checker.object(var).name);
                    if name.is_empty() && return_at.is_some() { "result variable" } else { name }.to_owned()
                });
                let mut x = self.expr_for(expr, target);
                self.init_var(var, &mut x, context);
            }
            return;
        }
        let [only] = *rhs else {
            if self.use_exprs(rhs) {
                match return_at {
                    Some(pos) => {
                        let values = self.expr_list(rhs);
                        self.return_mismatch(pos, lhs, &values);
                    }
                    None => self.assign_mismatch(rhs, lhs.len(), rhs.len()),
                }
            }
            self.invalidate_vars(lhs);
            return;
        };
        let (mut values, comma_ok) = self.multi_expr(only, lhs.len() == 2 && return_at.is_none());
        if lhs.len() == values.len() {
            for (&var, x) in lhs.iter().zip(&mut values) {
                self.init_var(var, x, context);
            }
            if comma_ok {
                self.record_ok_pair(only, &values);
            }
            return;
        }
        if values.first().is_some_and(Operand::is_valid) {
            match return_at {
                Some(pos) => self.return_mismatch(pos, lhs, &values),
                None => self.assign_mismatch(rhs, lhs.len(), values.len()),
            }
        }
        self.invalidate_vars(lhs);
    }

    fn record_ok_pair(&mut self, expr: ExprId, values: &[Operand]) {
        if let [value, ok] = values
            && value.is_valid()
            && ok.is_valid()
        {
            self.record_comma_ok(expr, value.ty, ok.ty);
        }
    }

    fn invalidate_vars(&mut self, vars: &[ObjId]) {
        for &var in vars {
            self.set_type(var, TypeId::INVALID);
        }
    }

    fn assign_mismatch(&mut self, rhs: &[ExprId], left: usize, right: usize) {
        let plural = |n: usize, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
        let (vars, values) = (plural(left, "variable"), plural(right, "value"));
        let first = rhs[0];
        let call = match self.expr_at(self.ast().unparen(first)).kind {
            ExprKind::Call { fun, .. } if rhs.len() == 1 => Some(fun),
            _ => None,
        };
        let message = match call {
            Some(fun) => {
                format!("assignment mismatch: {vars} but {} returns {values}", self.expr_string(fun))
            }
            None => format!("assignment mismatch: {vars} but {values}"),
        };
        self.error_at(first, message);
    }

    fn return_mismatch(&mut self, pos: u32, lhs: &[ObjId], rhs: &[Operand]) {
        let (pos, what) = match rhs.get(lhs.len()) {
            Some(extra) => (self.operand_pos(extra), "too many"),
            None => (rhs.last().map_or(pos, |last| self.operand_pos(last)), "not enough"),
        };
        let have: Vec<TypeId> = rhs.iter().map(|x| x.ty).collect();
        let want = self.types_of(lhs);
        let message = format!(
            "{what} return values\n\thave {}\n\twant {}",
            self.types_summary(&have, false, false),
            self.types_summary(&want, false, false)
        );
        self.error(pos, message);
    }

    /// The type of a left side; `Some(None)` for the blank identifier, `None` after an error.
    fn left_side(&mut self, lhs: ExprId) -> Option<Option<TypeId>> {
        let inner = self.ast().unparen(lhs);
        let mut var = None;
        if let ExprKind::Name(name) = self.expr_at(inner).kind {
            if name == self.store.universe().blank {
                return Some(None);
            }
            var = self.assigned_var(name);
        }
        let x = self.expr(lhs);
        self.restore_use(var);
        if !x.is_valid() || x.ty == TypeId::INVALID {
            return None;
        }
        if matches!(x.mode, Mode::Variable | Mode::MapIndex) {
            return Some(Some(x.ty));
        }
        let text = self.expr_string(lhs);
        if let ExprKind::Selector { x: base, .. } = self.expr_at(lhs).kind {
            let base = self.expr(base);
            if base.mode == Mode::MapIndex {
                self.error_at(lhs, format!("cannot assign to struct field {text} in map"));
                return None;
            }
        }
        let message = format!("cannot assign to {text} (neither addressable nor a map index expression)");
        self.error_at(lhs, message);
        None
    }

    /// Assigns `x` to `lhs`.
    pub(super) fn assign_operand(&mut self, lhs: ExprId, x: &mut Operand, context: &str) {
        match self.left_side(lhs) {
            None => x.invalidate(),
            Some(ty) => self.assign_to(ty, x, context),
        }
    }

    fn assign_expr(&mut self, lhs: ExprId, rhs: ExprId, context: &str) {
        match self.left_side(lhs) {
            None => {
                self.use_exprs(&[rhs]);
            }
            Some(ty) => {
                let target = self.target(ty, |checker| checker.expr_string(lhs));
                let mut x = self.expr_for(rhs, target);
                self.assign_to(ty, &mut x, context);
            }
        }
    }

    fn assign_to(&mut self, ty: Option<TypeId>, x: &mut Operand, context: &str) {
        let context =
            if ty.is_none() && context == "assignment" { "assignment to _ identifier" } else { context };
        self.assignment(x, ty, context);
    }

    /// Checks `lhs = rhs`.
    pub(super) fn assign_vars(&mut self, lhs: &[ExprId], rhs: &[ExprId]) {
        let several = lhs.len() > 1 && self.words().results_are_numbered;
        let context = if several { "multiple assignment" } else { "assignment" };
        let is_call = matches!(rhs, [only] if self.is_call(*only));
        if lhs.len() == rhs.len() && !is_call {
            for (&left, &right) in lhs.iter().zip(rhs) {
                self.assign_expr(left, right, context);
            }
            return;
        }
        let [only] = *rhs else {
            let left_ok = self.use_left_sides(lhs);
            let right_ok = self.use_exprs(rhs);
            if left_ok && right_ok && !rhs.is_empty() {
                self.assign_mismatch(rhs, lhs.len(), rhs.len());
            }
            return;
        };
        let (mut values, comma_ok) = self.multi_expr(only, lhs.len() == 2);
        if lhs.len() == values.len() {
            for (&left, x) in lhs.iter().zip(&mut values) {
                self.assign_operand(left, x, context);
            }
            if comma_ok {
                self.record_ok_pair(only, &values);
            }
            return;
        }
        if values.first().is_some_and(Operand::is_valid) {
            self.assign_mismatch(rhs, lhs.len(), values.len());
        }
        self.use_left_sides(lhs);
    }

    /// Checks `lhs := rhs`, reported at `pos`.
    pub(super) fn define_vars(&mut self, pos: u32, lhs: &[ExprId], rhs: &[ExprId]) {
        let top = self.delayed.len();
        let blank = self.store.universe().blank;
        let mut seen: FxHashSet<Symbol> = FxHashSet::default();
        let mut vars: Vec<Option<ObjId>> = Vec::with_capacity(lhs.len());
        let mut new_vars = Vec::new();
        let mut has_error = false;
        for &left in lhs {
            let ExprKind::Name(name) = self.expr_at(left).kind else {
                self.use_left_sides(&[left]);
                let message = format!("non-name {} on left side of :=", self.expr_string(left));
                self.error_at(left, message);
                has_error = true;
                vars.push(None);
                continue;
            };
            let text = self.name(name);
            if name != blank && !seen.insert(name) {
                self.error_at(left, format!("{text} repeated on left side of :="));
                has_error = true;
                vars.push(None);
                continue;
            }
            if let Some(other) = self.scopes.get(self.env.scope).get(name) {
                self.info().expr_use.insert(left, other);
                if matches!(self.object(other).kind, ObjectKind::Var(_)) {
                    vars.push(Some(other));
                } else {
                    self.error_at(left, format!("cannot assign to {text}"));
                    has_error = true;
                    vars.push(None);
                }
                continue;
            }
            let offset = self.expr_at(left).pos;
            let obj = self.new_object(ObjectKind::Var(VarKind::Local), name, offset, None);
            self.info().offset_def.insert(offset, obj);
            vars.push(Some(obj));
            if name != blank {
                new_vars.push(obj);
            }
        }
        let vars: Vec<ObjId> = vars
            .into_iter()
            .zip(lhs)
            .map(|(var, &left)| {
                let offset = self.expr_at(left).pos;
                var.unwrap_or_else(|| self.new_object(ObjectKind::Var(VarKind::Local), blank, offset, None))
            })
            .collect();
        self.init_vars(&vars, rhs, None);
        self.process_delayed(top);
        if new_vars.is_empty() && !has_error {
            self.soft_error(pos, "no new variables on left side of :=");
            return;
        }
        for var in new_vars {
            self.declare(self.env.scope, None, var);
        }
    }
}
