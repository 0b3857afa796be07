//! Expression switches and type switches.
//!
//! In: tags and cases. Out: types, and a variable for each clause of a type switch that binds
//! one. Source: Spec: "Switch statements".

use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{Operand, Source};
use super::store::{Basic, TypeId};
use crate::syntax::ast::{
    BinaryOp, Clause, ClauseHead, ExprId, ExprKind, Ident, List, Stmt, StmtId, StmtKind,
};
use rustc_hash::FxHashMap;

/// A case's value, where two equal ones are an error.
#[derive(PartialEq, Eq, Hash)]
enum CaseValue {
    Number(String),
    Text(std::sync::Arc<[u8]>),
}

type SeenValues = FxHashMap<CaseValue, Vec<(u32, TypeId)>>;

impl Checker<'_> {
    /// Checks a switch whose init statement is done.
    pub(super) fn switch_stmt(&mut self, stmt: Stmt, tag: Option<ExprId>, clauses: List<Clause>) {
        let list = self.ast().list(clauses);
        let mut x = match tag {
            Some(tag) => {
                let mut x = self.expr(tag);
                self.assignment(&mut x, None, "switch expression");
                if x.is_valid() && !self.is_comparable(x.ty) && !self.has_nil(x.ty) {
                    let message = format!(
                        "cannot switch on {} ({} is not comparable)",
                        self.describe(&x),
                        self.type_string(x.ty)
                    );
                    self.error(self.operand_pos(&x), message);
                    x.invalidate();
                }
                x
            }
            None => {
                let pos = list.first().map_or(stmt.span.end.saturating_sub(1), |c| c.pos);
                Operand {
                    mode: Mode::Constant,
                    ty: Basic::Bool.id(),
                    value: Constant::Bool(true),
                    source: Source::Text(pos, "true"),
                }
            }
        };
        self.multiple_defaults(clauses);
        let mut seen = SeenValues::default();
        for clause in list {
            if let ClauseHead::Cases(cases) = clause.head {
                for &case in self.ast().list(cases) {
                    self.case_value(&mut x, case, &mut seen);
                }
            }
            self.block(clause.body);
        }
    }

    fn case_value(&mut self, tag: &mut Operand, case: ExprId, seen: &mut SeenValues) {
        let mut value = self.expr(case);
        if !tag.is_valid() || !value.is_valid() {
            return;
        }
        self.match_case(tag, &mut value);
        if !value.is_valid() {
            return;
        }
        let mut result = value.clone();
        self.comparison(&mut result, tag, BinaryOp::Eq, true);
        if !result.is_valid() || !value.is_constant() {
            return;
        }
        let key = match &value.value {
            Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_) | Constant::Huge(_) => {
                CaseValue::Number(self.number_key(&value.value))
            }
            Constant::String(text) => CaseValue::Text(text.clone()),
            Constant::Unknown | Constant::Bool(_) | Constant::Complex(_) => return,
        };
        let others = seen.entry(key).or_default();
        if let Some(&(other, _)) = others.iter().find(|&&(_, ty)| self.identical(ty, value.ty)) {
            let at = self.position(self.pos(other));
            let message = format!(
                "duplicate case {} in expression switch\n\t{at}: previous case",
                self.describe(&value)
            );
            self.error(self.operand_pos(&value), message);
            return;
        }
        others.push((self.expr_at(case).pos, value.ty));
    }

    fn match_case(&mut self, tag: &Operand, value: &mut Operand) {
        self.convert_untyped(value, tag.ty);
    }

    /// Checks a type switch whose init statement is done.
    pub(super) fn type_switch_stmt(&mut self, guard: StmtId, clauses: List<Clause>) {
        let file = self.ast();
        let (mut bound, subject) = match file.stmts[guard].kind {
            StmtKind::Define { lhs, rhs } => {
                let name = file.list(lhs).first().and_then(|&l| match file.exprs[l].kind {
                    ExprKind::Name(name) => Some(Ident { name, offset: file.exprs[l].pos }),
                    _ => None,
                });
                (name, file.list(rhs).first().copied())
            }
            StmtKind::Expr(x) => (None, Some(x)),
            _ => (None, None),
        };
        if let Some(name) = bound
            && name.name == self.store.universe().blank
        {
            self.soft_error(name.offset, "no new variable on left side of :=");
            bound = None;
        }
        let subject = subject.map(|s| file.unparen(s)).and_then(|s| match file.exprs[s].kind {
            ExprKind::TypeAssert { x, ty: None } => Some(x),
            _ => None,
        });
        let mut tag = None;
        if let Some(subject) = subject {
            let x = self.expr(subject);
            if x.is_valid() {
                if self.is_interface(x.ty) {
                    tag = Some(x);
                } else {
                    let text = self.describe(&x);
                    let message = if self.is_type_param(x.ty) {
                        format!("cannot use type switch on type parameter value {text}")
                    } else {
                        format!("{text} is not an interface")
                    };
                    self.error(self.operand_pos(&x), message);
                }
            } else if !self.words().bad_type_switches_are_checked {
                return;
            }
        }
        self.multiple_defaults(clauses);
        let mut vars = Vec::new();
        let mut seen: Vec<(Option<TypeId>, u32)> = Vec::new();
        for clause in file.list(clauses) {
            let cases = match clause.head {
                ClauseHead::Cases(cases) => file.list(cases),
                ClauseHead::Default | ClauseHead::Comm(_) => &[],
            };
            let ty = self.case_types(tag.as_ref(), cases, &mut seen);
            let stmts = file.blocks[clause.body].stmts;
            let var = self.in_scope(|checker| {
                let var = bound.map(|name| checker.clause_var(name, clause, ty));
                checker.stmt_list(stmts);
                var
            });
            vars.extend(var);
        }
        if let Some(name) = bound {
            let used = vars.iter().any(|var| self.used.contains(var));
            self.used.extend(vars);
            if !used {
                let message = format!("{} declared and not used", self.name(name.name));
                self.soft_error(name.offset, message);
            }
        }
    }

    fn clause_var(&mut self, name: Ident, clause: &Clause, ty: TypeId) -> ObjId {
        let obj = self.new_object(ObjectKind::Var(VarKind::Local), name.name, name.offset, Some(ty));
        self.declare(self.env.scope, None, obj);
        self.info().clause_var.insert(clause.pos, obj);
        obj
    }

    /// Checks the types of a clause; the type that the bound variable has in it.
    fn case_types(
        &mut self,
        tag: Option<&Operand>,
        cases: &[ExprId],
        seen: &mut Vec<(Option<TypeId>, u32)>,
    ) -> TypeId {
        let mut last = None;
        for &case in cases {
            if self.is_nil_name(case) {
                last = None;
                self.expr(case);
            } else {
                let ty = self.var_type(case);
                last = Some(ty);
                if ty == TypeId::INVALID {
                    continue;
                }
            }
            let same = |checker: &Self, other: Option<TypeId>| match (last, other) {
                (Some(a), Some(b)) => checker.identical(a, b),
                (a, b) => a == b,
            };
            if let Some(&(_, other)) = seen.iter().find(|&&(ty, _)| same(self, ty)) {
                let text = last.map_or_else(|| "nil".to_owned(), |ty| self.type_string(ty));
                let at = self.position(self.pos(other));
                let message = format!("duplicate case {text} in type switch\n\t{at}: previous case");
                self.error_at(case, message);
                continue;
            }
            seen.push((last, self.start_of(case)));
            if let (Some(x), Some(ty)) = (tag, last) {
                self.type_assertion(case, x, ty, true);
            }
        }
        match (cases.len(), last) {
            (1, Some(ty)) => ty,
            _ => tag.map_or(TypeId::INVALID, |x| x.ty),
        }
    }

    fn is_nil_name(&self, expr: ExprId) -> bool {
        let inner = self.ast().unparen(expr);
        let ExprKind::Name(name) = self.expr_at(inner).kind else { return false };
        self.lookup(name).is_some_and(|(_, obj)| matches!(self.object(obj).kind, ObjectKind::Nil))
    }
}
