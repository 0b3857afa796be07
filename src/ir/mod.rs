//! Typed trees in which everything the source leaves implicit is a node.
//!
//! In: checked syntax trees (see [`lower`]). Out: one [`Package`] of functions, variables,
//! statements and expressions, shaped like the trees that gc's own passes work on, because gc's
//! messages quote them and its costs count them.
//! Invariants: every expression has its final type (no untyped types but in `nil`); address-of,
//! dereference, conversion, method call and capture are explicit and marked [`Expr::implicit`]
//! where the source did not write them; a method is called as a function whose first argument is
//! the receiver; a captured variable is a [`Var`] of the literal with [`Var::outer`] set; no
//! parentheses.

pub mod batch;
pub mod bounds;
pub mod children;
pub mod dump;
pub mod features;
pub mod fmt;
mod func;
pub mod literal_name;
pub mod lower;
pub mod node;
pub mod note;
pub mod pass;
pub mod static_value;
pub mod typefmt;
pub mod verify;
pub mod visit;

pub use node::{
    AssignOp, BuiltinOp, CallKind, Case, CommClause, ConvKind, Counters, Expr, ExprId, ExprKind, ExprSource,
    FieldRef, Func, FuncId, FuncKind, FuncRef, LitElem, LitKind, Package, Pragma, SliceKind, Stmt, StmtId,
    StmtKind, UnaryOp, Var, VarClass, VarId,
};
pub use note::{Kept, NotInlinable, PassNote, Shown};
