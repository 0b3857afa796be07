//! Outlining of large map initialisers.
//!
//! In: the body of the function that initialises the package's variables. Out: the same, with each
//! `m = map[K]V{…}` that is large and free of side effects moved to a function `map.init.N`.
//! Source: gc 1.27.3: outlining of global map initialisers (in all known releases).

use super::Lowering;
use super::call::children;
use crate::ir::node::*;
use crate::syntax::ast::BinaryOp;
use crate::types::{Constant, Type, TypeId};

/// Fewest nodes of an initialiser that is moved.
const MIN_NODES: usize = 20;

impl Lowering<'_> {
    /// Outlines the map initialisers in the body of `init`.
    pub fn outline_map_inits(&mut self, init: FuncId) {
        let body = self.pkg.funcs[init].body.clone().unwrap_or_default();
        let mut outlined = Vec::with_capacity(body.len());
        let mut number = 0;
        for stmt in body {
            if !self.is_outlined(stmt) {
                outlined.push(stmt);
                continue;
            }
            let pos = self.pkg.stmts[stmt].pos;
            let signature = self.empty_signature();
            let func = self.new_func(&format!("map.init.{number}"), pos, FuncKind::MapInit, signature);
            number += 1;
            self.pkg.funcs[func].body = Some(vec![stmt]);
            self.pkg.func_list.push(func);
            let fun = self.expr_node(ExprKind::Func(FuncRef::Local(func)), signature, pos);
            let kind = CallKind::Func;
            let call = ExprKind::Call { kind, fun, args: Vec::new(), spread: false, go_defer: false };
            let call = self.expr_node(call, TypeId::EMPTY_TUPLE, pos);
            outlined.push(self.stmt_node(StmtKind::Expr(call), pos, Vec::new()));
        }
        self.pkg.funcs[init].body = Some(outlined);
    }

    fn is_outlined(&self, stmt: StmtId) -> bool {
        let StmtKind::Assign { lhs, rhs: Some(rhs), .. } = self.pkg.stmts[stmt].kind else { return false };
        let ExprKind::Global(_) = self.pkg.exprs[lhs].kind else { return false };
        matches!(self.under(self.node_type(lhs)), Type::Map { .. })
            && self.nodes_without_effects(rhs).is_some_and(|nodes| nodes >= MIN_NODES)
    }

    /// The number of gc's nodes in an expression; `None` if evaluating it has side effects.
    fn nodes_without_effects(&self, expr: ExprId) -> Option<usize> {
        let mut nodes = 0;
        let mut todo = vec![expr];
        while let Some(expr) = todo.pop() {
            if self.pkg.expr_init.contains_idx(expr) {
                return None;
            }
            nodes += 1;
            match &self.pkg.exprs[expr].kind {
                // Each element with a key or field is a node of its own.
                ExprKind::CompositeLit { elems, .. } => {
                    nodes += elems.iter().filter(|e| e.key.is_some() || e.field.is_some()).count();
                }
                // So is the type.
                ExprKind::New(_) => nodes += 1,
                ExprKind::Binary { op: BinaryOp::Div | BinaryOp::Rem, y, .. } => {
                    match self.pkg.exprs[*y].kind {
                        ExprKind::Literal(Constant::Int(0)) => return None,
                        ExprKind::Literal(_) => {}
                        _ => return None,
                    }
                }
                ExprKind::MakeMap { hint: None } | ExprKind::MakeChan { size: None } => nodes += 1,
                ExprKind::Builtin {
                    op:
                        BuiltinOp::Cap | BuiltinOp::Complex | BuiltinOp::Imag | BuiltinOp::Len | BuiltinOp::Real,
                    args,
                    ..
                } => todo.extend(args),
                ExprKind::Var(_)
                | ExprKind::Global(_)
                | ExprKind::Func(_)
                | ExprKind::Type(_)
                | ExprKind::Literal(_)
                | ExprKind::Nil
                | ExprKind::Unary { .. }
                | ExprKind::Binary { .. }
                | ExprKind::Concat(_)
                | ExprKind::AddrOf(_)
                | ExprKind::PtrLit(_)
                | ExprKind::Dot { .. } => {}
                ExprKind::Conv { kind, .. }
                    if !matches!(kind, ConvKind::SliceToArray | ConvKind::SliceToArrayPtr) => {}
                _ => return None,
            }
            children(&self.pkg.exprs[expr].kind, &mut todo);
        }
        Some(nodes)
    }
}
