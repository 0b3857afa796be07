//! Function literals.
//!
//! In: a literal in the body of a function. Out: a [`Func`] of its own and the expression that
//! makes the closure; the function list grows when the literal is met, before its body is lowered.
//! Source: gc 1.27.3: literals of unified IR.

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::TypeId;

impl Lowering<'_> {
    /// Lowers a function literal.
    pub fn func_lit(&mut self, expr: ast::ExprId, body: ast::BlockId) -> Lowered<ExprId> {
        let pos = self.at(self.ast().exprs[expr].pos);
        let ty = self.type_of(expr)?;
        let func = self.new_literal(pos, FuncKind::Literal, ty);
        let place = self.pkg.func_list.len() - 1;
        let declared = self.type_and_value(expr).map_or(ty, |tv| tv.ty);
        self.open_frame_of(func, declared);
        self.lower_body(body)?;
        if self.cx.rules.inner_literals_first {
            self.pkg.func_list[place..].rotate_left(1);
        }
        Ok(self.expr_node(ExprKind::Closure(func), ty, pos))
    }

    /// Adds a literal of the innermost function to the function list.
    pub fn new_literal(&mut self, pos: Pos, kind: FuncKind, ty: TypeId) -> FuncId {
        let outer = self.func();
        let name = self.literal_name(outer, kind);
        let func = self.new_func(&name, pos, kind, ty);
        self.pkg.funcs[func].outer = Some(outer);
        self.pkg.funcs[func].dup_ok = self.pkg.funcs[outer].dup_ok;
        self.pkg.func_list.push(func);
        func
    }
}
