//! Unions of terms in constraints.
//!
//! In: `~A | B`. Out: a union type, or the type alone. Invariants: what needs complete types is
//! put off. Source: Spec: "General interfaces".

use super::check::Checker;
use super::info::Mode;
use super::lookup;
use super::store::{Type, TypeId};
use super::typeset::{MAX_TERMS, Term, overlap, type_set};
use super::typestring::{Qualifier, TypeCx, type_string};
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind};

/// gc's words for a union that is too large.
pub(super) fn too_many_terms() -> String {
    format!("cannot handle more than {MAX_TERMS} union terms (implementation limitation)")
}

impl Checker<'_> {
    /// The type of an embedded element of an interface.
    pub(super) fn union(&mut self, expr: ExprId) -> TypeId {
        let (operators, exprs) = self.flatten_union(expr);
        let mut terms: Vec<(bool, TypeId)> = Vec::new();
        let mut too_many = false;
        let mut union = TypeId::INVALID;
        for (i, &term) in exprs.iter().enumerate() {
            let (tilde, ty) = self.term(term);
            if exprs.len() == 1 && !tilde {
                return ty;
            }
            if terms.len() >= MAX_TERMS {
                if !too_many {
                    self.error_at(term, too_many_terms());
                }
                too_many = true;
                union = TypeId::INVALID;
            } else {
                terms.push((tilde, ty));
                union = self.store.add(Type::Union(terms.clone()));
            }
            if i > 0 {
                self.record_type(operators[i - 1], Mode::Type, union, None);
            }
        }
        if union != TypeId::INVALID {
            self.later_union(expr, union);
        }
        union
    }

    fn flatten_union(&self, expr: ExprId) -> (Vec<ExprId>, Vec<ExprId>) {
        let (mut operators, mut terms) = (Vec::new(), Vec::new());
        let mut left = expr;
        while let ExprKind::Binary { op: BinaryOp::Or, x, y } = self.expr_at(left).kind {
            operators.push(left);
            terms.push(y);
            left = x;
        }
        terms.push(left);
        operators.reverse();
        terms.reverse();
        (operators, terms)
    }

    fn term(&mut self, expr: ExprId) -> (bool, TypeId) {
        let (tilde, inner) = match self.expr_at(expr).kind {
            ExprKind::Tilde(inner) => (true, inner),
            _ => (false, expr),
        };
        let mut ty = self.type_expr(inner);
        if self.is_type_param(ty) {
            if tilde {
                let text = self.expr_string(expr);
                self.error_at(inner, format!("type in term {text} cannot be a type parameter"));
            } else {
                self.error_at(inner, "term cannot be a type parameter");
            }
            ty = TypeId::INVALID;
        }
        if tilde {
            let union = self.store.add(Type::Union(vec![(true, ty)]));
            self.record_type(expr, Mode::Type, union, None);
        }
        (tilde, ty)
    }

    /// Reports terms that make no sense, or overlap.
    pub(super) fn check_union(&mut self, expr: ExprId, union: TypeId) {
        let Type::Union(terms) = self.store.get(union) else { return };
        let (_, exprs) = self.flatten_union(expr);
        let spell = |checker: &Self, (tilde, ty): (bool, TypeId)| {
            // gc spells terms with import paths.
            let cx = TypeCx { qualifier: Qualifier::Paths, ..checker.type_cx() };
            format!("{}{}", if tilde { "~" } else { "" }, type_string(cx, ty))
        };
        for (i, (&(tilde, ty), &expr)) in terms.iter().zip(&exprs).enumerate() {
            let under = self.store.underlying(ty);
            let invalid = self.valid_types.is_invalid(self.store, ty);
            if ty == TypeId::INVALID || under == TypeId::INVALID || invalid {
                continue;
            }
            let is_interface = self.is_interface(ty);
            let text = self.type_string(ty);
            if tilde && is_interface {
                self.error_at(expr, format!("invalid use of ~ ({text} is an interface)"));
                continue;
            }
            if tilde && !self.identical(under, ty) {
                let under = self.type_string(under);
                self.error_at(expr, format!("invalid use of ~ (underlying type of {text} is {under})"));
                continue;
            }
            if is_interface {
                let text = spell(self, (tilde, ty));
                let methods = !lookup::all_methods(self.store, self.interner(), ty).is_empty();
                if methods {
                    self.error_at(expr, format!("cannot use {text} in union ({text} contains methods)"));
                } else if self.store.unalias(ty) == TypeId::COMPARABLE {
                    self.error_at(expr, "cannot use comparable in union");
                } else if type_set(self.store, ty).comparable {
                    self.error_at(expr, format!("cannot use {text} in union ({text} embeds comparable)"));
                }
                continue;
            }
            let as_term = |(tilde, ty): (bool, TypeId)| Term { tilde, ty };
            let clash = terms[..i].iter().copied().find(|&other| {
                other.1 != TypeId::INVALID
                    && !self.is_interface(other.1)
                    && overlap(self.store, as_term(other), as_term((tilde, ty)))
            });
            if let Some(other) = clash {
                let (text, other) = (spell(self, (tilde, ty)), spell(self, other));
                self.soft_error(self.start_of(expr), format!("overlapping terms {text} and {other}"));
            }
        }
    }
}
