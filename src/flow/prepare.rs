//! Pointers behind `uintptr` arguments are copied to variables that live during the call.
//!
//! In: the functions of a batch. Out: for each conversion `uintptr(p)` in an argument of a
//! function that keeps its arguments alive, the declaration and assignment of `p`'s copy, which
//! takes `p`'s place in the tree.
//! Source: gc 1.21 to 1.27, `//go:uintptrkeepalive` and `//go:uintptrescapes`.

use super::builder::{Context, DefinitionCache};
use super::call::uintptr_rules;
use super::tags::Summaries;
use crate::ir::static_value::callee_named;
use crate::ir::visit::{Node, visit_stmts};
use crate::ir::{
    ConvKind, ExprId, ExprKind, FuncId, LitKind, Package, Stmt, StmtId, StmtKind, Var, VarClass,
};
use crate::types::{Basic, Type};
use rustc_hash::FxHashMap;

/// Makes the copies for all calls in `batch`.
pub fn keep_alive(
    cx: Context<'_>,
    package: &mut Package,
    summaries: &Summaries,
    definitions: &mut DefinitionCache,
    batch: &[FuncId],
) -> FxHashMap<ExprId, [StmtId; 2]> {
    let mut copies = FxHashMap::default();
    for &func in batch {
        for conversion in conversions(cx, package, summaries, definitions, func) {
            let copy = copy_operand(cx, package, func, conversion);
            copies.extend(copy.map(|copy| (conversion, copy)));
        }
    }
    copies
}

fn conversions(
    cx: Context<'_>,
    package: &Package,
    summaries: &Summaries,
    definitions: &mut DefinitionCache,
    func: FuncId,
) -> Vec<ExprId> {
    let mut found = Vec::new();
    let body = package.funcs[func].body.as_deref().unwrap_or_default();
    visit_stmts(package, body, &mut |node| {
        let Node::Expr(call) = node else { return };
        let ExprKind::Call { fun, args, .. } = &package.exprs[call].kind else { return };
        let operands = args.iter().flat_map(|&arg| match &package.exprs[arg].kind {
            ExprKind::CompositeLit { kind: LitKind::Slice { .. }, elems } => {
                elems.iter().map(|elem| elem.value).collect()
            }
            _ => vec![arg],
        });
        let candidates: Vec<ExprId> = operands.filter(|&x| hides_pointer(cx, package, x)).collect();
        if candidates.is_empty() {
            return;
        }
        let definitions = definitions.get(package, cx.types, func);
        let value = definitions.static_value(package, *fun, cx.rules.captured_static_values);
        let Some(callee) = callee_named(package, value) else { return };
        let summary = summaries.get(cx.imports, callee).map(|s| &**s);
        if uintptr_rules(package, summary, callee) != (false, false) {
            found.extend(candidates);
        }
    });
    found
}

/// `uintptr(p)` of an `unsafe.Pointer`
fn hides_pointer(cx: Context<'_>, package: &Package, x: ExprId) -> bool {
    let is = |x: ExprId, basic: Basic| matches!(cx.types.under(package.exprs[x].ty), Type::Basic(b) if *b == basic);
    match package.exprs[x].kind {
        ExprKind::Conv { kind: ConvKind::Nop, x: operand } => {
            is(x, Basic::Uintptr) && is(operand, Basic::UnsafePointer)
        }
        _ => false,
    }
}

fn copy_operand(
    cx: Context<'_>,
    package: &mut Package,
    func: FuncId,
    conversion: ExprId,
) -> Option<[StmtId; 2]> {
    let ExprKind::Conv { x: operand, kind } = package.exprs[conversion].kind else { return None };
    let (ty, has_own_pos) = {
        let expr = &package.exprs[operand];
        let shared = matches!(
            expr.kind,
            ExprKind::Var(_) | ExprKind::Global(_) | ExprKind::Func(_) | ExprKind::Nil | ExprKind::Literal(_)
        );
        (expr.ty, !shared)
    };
    let pos = if has_own_pos { package.exprs[operand].pos } else { package.exprs[conversion].pos };
    let name = format!(".autotmp_{}", package.funcs[func].vars.len());
    let assign = package.stmt(StmtKind::Fallthrough, pos);
    let var = package.vars.alloc(Var {
        name: cx.names.intern(&name),
        pos,
        ty,
        func,
        class: VarClass::Local,
        outer: None,
        defn: None,
        auto_temp: true,
        obj: None,
        addr_taken: false,
        variadic: false,
    });
    let target = package.expr(ExprKind::Var(var), ty, pos);
    let copy = package.expr(ExprKind::Var(var), ty, pos);
    package.stmts[assign] = Stmt {
        kind: StmtKind::Assign { lhs: target, rhs: Some(operand), define: false },
        pos,
        init: Vec::new(),
    };
    let declare = package.stmt(StmtKind::Declare(var), pos);
    package.exprs[conversion].kind = ExprKind::Conv { kind, x: copy };
    Some([declare, assign])
}
