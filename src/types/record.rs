//! Writing results into the side tables.
//!
//! In: operands. Out: entries of [`super::FileInfo`].
//! Invariants: an expression with an untyped type is entered when its type is final, at the
//! latest when the package is done.

use super::check::{Checker, Untyped};
use super::constant::Constant;
use super::info::{Mode, Selection, TypeAndValue};
use super::operand::Operand;
use super::store::{Type, TypeId};
use crate::syntax::ast::{DeclId, ExprId, ExprKind};
use rustc_hash::{FxHashMap, FxHashSet};

impl Checker<'_> {
    /// Enters what is known about the expression behind `x`.
    pub(super) fn record(&mut self, x: &Operand) {
        let Some(expr) = x.expr() else { return };
        match x.mode {
            Mode::Invalid => self.mark_broken(),
            Mode::NoValue => self.record_type(expr, Mode::NoValue, TypeId::EMPTY_TUPLE, None),
            mode => {
                let value = x.is_constant().then(|| x.value.clone());
                if self.is_untyped(x.ty) {
                    let info = Untyped { is_shift_operand: false, mode, ty: x.ty, value };
                    self.untyped.insert((self.env.file, expr), info);
                } else {
                    self.record_type(expr, mode, x.ty, value);
                }
            }
        }
    }

    /// Enters the final type of an expression.
    pub(super) fn record_type(&mut self, expr: ExprId, mode: Mode, ty: TypeId, value: Option<Constant>) {
        if mode != Mode::Invalid {
            self.info().expr_type.insert(expr, TypeAndValue { mode, ty, value });
        }
    }

    /// Enters what is still untyped at the end.
    pub(super) fn record_untyped(&mut self) {
        for ((file, expr), info) in std::mem::take(&mut self.untyped) {
            let entry = TypeAndValue { mode: info.mode, ty: info.ty, value: info.value };
            self.infos[file].expr_type.insert(expr, entry);
        }
    }

    /// Enters the signature of a builtin for `fun` and what its parentheses hold.
    pub(super) fn record_builtin(&mut self, mut fun: ExprId, mode: Mode, signature: TypeId) {
        loop {
            self.record_type(fun, mode, signature, None);
            match self.expr_at(fun).kind {
                ExprKind::Paren(inner) => fun = inner,
                _ => return,
            }
        }
    }

    /// Turns the type of a comma-ok expression into a pair.
    pub(super) fn record_comma_ok(&mut self, mut expr: ExprId, value: TypeId, ok: TypeId) {
        let pair = self.store.add(Type::Tuple(vec![value, ok]));
        loop {
            if let Some(entry) = self.info().expr_type.get_mut(expr) {
                entry.ty = pair;
            }
            match self.expr_at(expr).kind {
                ExprKind::Paren(inner) => expr = inner,
                _ => return,
            }
        }
    }

    /// Enters what a selector means.
    pub(super) fn record_selection(&mut self, expr: ExprId, selection: Selection) {
        self.info().expr_selection.insert(expr, selection);
    }

    /// Marks as broken every declaration that names a type whose declaration is broken.
    pub(super) fn spread_broken(&mut self) {
        if self.broken.is_empty() {
            return;
        }
        let mut users: FxHashMap<(usize, DeclId), Vec<(usize, DeclId)>> = FxHashMap::default();
        for &(file, decl, obj) in &self.type_uses {
            if let Some(&info) = self.obj_decl.get(&obj) {
                let info = &self.decls[info as usize];
                users.entry((info.file, info.decl)).or_default().push((file, decl));
            }
        }
        let mut queue: Vec<(usize, DeclId)> = self.broken.iter().copied().collect();
        let mut done: FxHashSet<(usize, DeclId)> = FxHashSet::default();
        while let Some(decl) = queue.pop() {
            if done.insert(decl) {
                queue.extend(users.remove(&decl).unwrap_or_default());
            }
        }
        self.broken = done;
    }
}
