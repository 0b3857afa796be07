//! What may be found in a function, so that passes which look for it can pass over the others.
//!
//! In: nodes as lowering makes them. Out: [`Features`] of each function.
//! Invariants: a function has the features of all nodes in it and in the literals that it holds;
//! one that is not known to lack a feature has it.

use super::node::{CallKind, ConvKind, ExprKind, Package, StmtKind};
use crate::syntax::ast::BinaryOp;
use crate::types::Basic;

/// A set of features.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Features(u8);

impl Features {
    /// None of them.
    pub const NONE: Features = Features(0);
    /// All of them.
    pub const ALL: Features = Features(u8::MAX);
    /// Calls of interface methods.
    pub const INTERFACE_CALL: Features = Features(1);
    /// Indexes that may be known not to be too large, though they are no constants.
    pub const BOUNDED_INDEX: Features = Features(1 << 1);
    /// Loops whose iterations have variables of their own.
    pub const DISTINCT_LOOP: Features = Features(1 << 2);
    /// What makes variables outlive an iteration: literals, addresses.
    pub const REFERENCE: Features = Features(1 << 3);
    /// Function literals, and what needs method tables.
    pub const METHOD_TABLE: Features = Features(1 << 4);

    /// As a number.
    pub fn bits(self) -> u32 {
        self.0.into()
    }

    /// What [`Features::bits`] was made from; a number that is too large stands for all.
    pub fn from_bits(bits: u32) -> Features {
        u8::try_from(bits).map_or(Features::ALL, Features)
    }

    /// Whether all of `others` are among them.
    pub fn has(self, others: Features) -> bool {
        self.0 & others.0 == others.0
    }

    /// Adds `others`.
    pub fn add(&mut self, others: Features) {
        self.0 |= others.0;
    }

    /// Those of an expression without its operands.
    pub(super) fn of_expr(package: &Package, kind: &ExprKind) -> Features {
        match kind {
            ExprKind::Call { kind: CallKind::Interface, .. } => Features::INTERFACE_CALL,
            ExprKind::Index { index, .. } => {
                let index = &package.exprs[*index];
                let may_be_bounded = match index.kind {
                    ExprKind::Literal(_) => false,
                    ExprKind::Binary {
                        op: BinaryOp::And | BinaryOp::AndNot | BinaryOp::Rem | BinaryOp::Div | BinaryOp::Shr,
                        ..
                    } => true,
                    _ => index.ty != Basic::Int.id(),
                };
                if may_be_bounded { Features::BOUNDED_INDEX } else { Features::NONE }
            }
            ExprKind::AddrOf(_) => Features::REFERENCE,
            ExprKind::Closure(_) => Features(Features::REFERENCE.0 | Features::METHOD_TABLE.0),
            ExprKind::Conv { kind: ConvKind::Interface, .. }
            | ExprKind::TypeAssert { .. }
            | ExprKind::Type(_) => Features::METHOD_TABLE,
            _ => Features::NONE,
        }
    }

    /// Those of a statement without what is in it.
    pub(super) fn of_stmt(kind: &StmtKind) -> Features {
        match kind {
            StmtKind::For { distinct_vars: true, .. } | StmtKind::Range { distinct_vars: true, .. } => {
                Features::DISTINCT_LOOP
            }
            _ => Features::NONE,
        }
    }
}
