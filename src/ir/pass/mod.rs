//! The passes between lowering and escape analysis when nothing is inlined.
//!
//! In: the package as lowering made it. Out: the package as gc's escape analysis sees it: known
//! interface calls direct, wrappers added, loop variables per iteration, static data gone
//! from `init`, dead assignments blanked.
//! Invariants: the order of the passes is gc's; what a pass has to report goes to
//! [`Package::notes`].
//! Source: gc 1.21 to 1.27, the sequence of its middle end.

pub mod abi_wrappers;
pub mod dead_code;
pub mod dead_locals;
pub mod devirtualize;
pub mod equality;
pub mod loop_vars;
pub mod static_init;
pub mod wrappers;

use super::batch::batches;
use super::node::{ExprId, ExprKind, FuncId, Package, StmtId, StmtKind, Var, VarClass, VarId};
use crate::release::{DevirtualizeOrder, Rules};
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

/// Runs all passes in gc's order.
pub fn run_passes(package: &mut Package, cx: &PassContext<'_>, symbols: &abi_wrappers::Symbols) {
    let mut routines = equality::TypeRoutines::for_bodies(package, cx);
    if !cx.rules.dead_code_left_out {
        dead_code::remove_dead_code(package);
    }
    let order = match cx.rules.devirtualize_order {
        DevirtualizeOrder::List | DevirtualizeOrder::ListPreorder => Vec::new(),
        DevirtualizeOrder::Batches | DevirtualizeOrder::ListThenBatches => {
            batches(package, cx.rules, cx.names)
        }
    };
    devirtualize::devirtualize_package(package, cx, &order);
    add_wrappers(package, cx);
    loop_vars::separate_loop_vars(package, cx);
    routines.for_static_data(package, cx);
    static_init::make_static(package, cx);
    abi_wrappers::make_abi_wrappers(package, cx, symbols);
    if cx.rules.dead_locals {
        dead_locals::blank_dead_locals(package);
    }
}

/// Adds the method wrappers, and devirtualizes the calls in them.
fn add_wrappers(package: &mut Package, cx: &PassContext<'_>) {
    let nothing_is_inlinable = |_: &Package, _: ObjId| false;
    let old = package.func_list.len();
    wrappers::make_wrappers(package, cx, &nothing_is_inlinable);
    let mut devirtualizer = devirtualize::Devirtualizer::default();
    let made = package.func_list[old..].to_vec();
    for func in made {
        devirtualizer.function(package, cx, func);
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
