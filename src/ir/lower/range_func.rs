//! Loops over functions.
//!
//! In: `for … range f`. Out: a call of `f` with the loop's body as a literal.
//! Source: gc 1.27.3: rewriting of range-over-func loops.

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Symbol;
use crate::syntax::ast;

/// Lowers a loop over a function at the end of `out`.
pub(super) fn lower(
    l: &mut Lowering<'_>,
    stmt: ast::StmtId,
    _label: Option<Symbol>,
    _out: &mut Vec<StmtId>,
) -> Lowered<()> {
    l.surprise(l.at(l.ast().stmts[stmt].pos), "range over a function is not supported")
}
