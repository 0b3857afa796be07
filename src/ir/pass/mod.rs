//! The passes between lowering and escape analysis.
//!
//! In: the package as lowering made it. Out: the package as gc's escape analysis sees it: known
//! interface calls direct, wrappers added, loop variables per iteration, static data gone
//! from `init`, dead assignments blanked.
//! Invariants: the order of the passes is gc's; what a pass has to report goes to
//! [`Package::notes`].
//! Source: gc 1.21 to 1.27, the sequence of its middle end.

pub mod abi_wrappers;
pub mod benchmark_loops;
pub mod call_sites;
pub mod dead_code;
pub mod dead_locals;
pub mod devirtualize;
pub mod equality;
pub mod loop_vars;
pub mod static_init;
mod static_inlined;
pub mod wrappers;

use super::node::{ExprId, ExprKind, FuncId, Package, StmtId, StmtKind, Var, VarClass, VarId};
use crate::release::Rules;
use crate::source::{Interner, Pos};
use crate::types::sizes::Sizes;
use crate::types::{ObjId, TypeId, TypeStore};

/// What passes read besides the package.
#[derive(Clone, Copy, Debug)]
pub struct PassContext<'a> {
    /// All types and objects.
    pub types: &'a TypeStore,
    /// All names.
    pub names: &'a Interner,
    /// The release.
    pub rules: &'a Rules,
    /// Sizes of the target machine.
    pub sizes: Sizes,
}

/// What makes interface calls direct, and may replace calls by what they call.
pub trait CallPass {
    /// Does it in all functions of a package, whose dead code is gone.
    fn package(&mut self, package: &mut Package);
    /// Does it in a wrapper that was made after that.
    fn wrapper(&mut self, package: &mut Package, func: FuncId);
    /// Does what is left when all wrappers were made.
    fn after_wrappers(&mut self, _: &mut Package) {}
    /// Whether a body may take the place of calls of this method.
    fn is_inlinable(&self, package: &Package, method: ObjId) -> bool;
}

/// Runs all passes in gc's order.
pub fn run_passes(
    package: &mut Package,
    cx: &PassContext<'_>,
    symbols: &abi_wrappers::Symbols,
    calls: &mut dyn CallPass,
) {
    let mut routines = equality::TypeRoutines::for_bodies(package, cx);
    if !cx.rules.dead_code_left_out {
        dead_code::remove_dead_code(package);
    }
    if cx.rules.benchmark_results_kept {
        benchmark_loops::keep_results_alive(package, cx);
    }
    calls.package(package);
    wrappers::make_wrappers(package, cx, calls);
    calls.after_wrappers(package);
    loop_vars::separate_loop_vars(package, cx);
    routines.for_static_data(package, cx);
    static_init::make_static(package, cx);
    abi_wrappers::make_abi_wrappers(package, cx, symbols);
    if cx.rules.dead_locals {
        dead_locals::blank_dead_locals(package);
    }
}

/// A new temporary of `func`, named after the number of variables it has.
fn new_temp(package: &mut Package, cx: &PassContext<'_>, func: FuncId, ty: TypeId, pos: Pos) -> VarId {
    let name = cx.names.intern(&format!(".autotmp_{}", package.funcs[func].vars.len()));
    let var = package.vars.alloc(Var { auto_temp: true, ..Var::new(name, pos, ty, func, VarClass::Local) });
    package.funcs[func].vars.push(var);
    var
}

/// A use of a variable.
fn use_var(package: &mut Package, var: VarId, pos: Pos) -> ExprId {
    let ty = package.vars[var].ty;
    package.expr(ExprKind::Var(var), ty, pos)
}

/// `lhs = rhs`, or `lhs := rhs`.
fn assign(package: &mut Package, lhs: ExprId, rhs: ExprId, define: bool, pos: Pos) -> StmtId {
    package.stmt(StmtKind::Assign { lhs, rhs: Some(rhs), define }, pos)
}
