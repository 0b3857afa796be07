//! What the analysis adds to trees: variables that hold copies of operands.
//!
//! In: the functions of a batch. Out: [`Prepared`]: pointers behind `uintptr` arguments are copied
//! to variables that live during the call; see also `go_wrap`.
//! Source: gc 1.21 to 1.27, `//go:uintptrkeepalive` and `//go:uintptrescapes`.

use super::builder::{Context, DefinitionCache};
use super::call::uintptr_rules;
use super::go_wrap;
use super::tags::Summaries;
use crate::ir::static_value::callee_named;
use crate::ir::visit::{Node, visit_stmts};
use crate::ir::{
    CallKind, ConvKind, ExprId, ExprKind, FuncId, LitKind, Package, StmtId, StmtKind, Var, VarClass, VarId,
};
use crate::source::Pos;
use crate::types::{Basic, Type};
use rustc_hash::FxHashMap;

/// Additions to the trees of one batch.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The copy to make before an operand is evaluated.
    pub(super) copies: FxHashMap<ExprId, OperandCopy>,
    /// The literals that `go` and `defer` statements call, where the analysis makes them.
    pub(super) wrappers: FxHashMap<StmtId, ExprId>,
    /// The callee of a call before a copy took its place.
    pub(super) callees: FxHashMap<ExprId, ExprId>,
    /// The variables, in order of creation.
    made: Vec<(FuncId, VarId)>,
}

/// A variable that holds the value of an operand.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperandCopy {
    /// The variable.
    pub var: VarId,
    /// Its declaration and assignment.
    pub stmts: [StmtId; 2],
    /// Whether a literal captures it.
    pub captured: bool,
    /// Whether it keeps a pointer behind a `uintptr` alive.
    pub keeps_pointer: bool,
}

/// Prepares the functions of `batch`.
pub fn prepare(
    cx: Context<'_>,
    package: &mut Package,
    summaries: &Summaries,
    definitions: &mut DefinitionCache,
    batch: &[FuncId],
) -> Prepared {
    let mut prepared = Prepared::default();
    for &func in batch {
        for addition in additions(cx, package, summaries, definitions, func) {
            match addition {
                Addition::Copy(conversion) => keep_alive(cx, package, func, conversion, &mut prepared),
                Addition::Wrapper { stmt, call, keeps } => {
                    go_wrap::wrap(cx, package, func, (stmt, call), keeps, &mut prepared);
                }
            }
        }
    }
    prepared
}

impl Prepared {
    /// Lists the new variables with their functions: they count for the names of later ones.
    pub fn declare(&self, package: &mut Package) {
        for &(func, var) in &self.made {
            package.funcs[func].vars.push(var);
        }
    }
}

/// Something to add to a tree.
enum Addition {
    /// A copy of the pointer behind this `uintptr` argument.
    Copy(ExprId),
    /// The literal around the call of this `go` or `defer` statement, which keeps pointers behind
    /// `uintptr` arguments alive or not.
    Wrapper { stmt: StmtId, call: ExprId, keeps: bool },
}

/// What to add to the body of `func`, in source order: each takes the next numbers.
fn additions(
    cx: Context<'_>,
    package: &Package,
    summaries: &Summaries,
    definitions: &mut DefinitionCache,
    func: FuncId,
) -> Vec<Addition> {
    let mut found = Vec::new();
    let body = package.funcs[func].body.as_deref().unwrap_or_default();
    visit_stmts(package, body, &mut |node| {
        let call = match node {
            Node::Expr(call) => call,
            Node::Var(_) => return,
            Node::Stmt(stmt) => {
                if let Some(call) = go_wrap::wrapped_call(cx, package, stmt) {
                    let keeps = match package.exprs[call].kind {
                        ExprKind::Call { kind: CallKind::Func, fun, .. } => {
                            keeps_pointers(cx, package, summaries, definitions, func, fun)
                        }
                        _ => false,
                    };
                    found.push(Addition::Wrapper { stmt, call, keeps });
                }
                return;
            }
        };
        let ExprKind::Call { fun, args, go_defer, .. } = &package.exprs[call].kind else { return };
        if *go_defer && !cx.rules.go_defer_wrapped {
            return; // Copied for the literal around it.
        }
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
        if keeps_pointers(cx, package, summaries, definitions, func, *fun) {
            found.extend(candidates.into_iter().map(Addition::Copy));
        }
    });
    found
}

/// Whether what `fun` names keeps pointers behind `uintptr` arguments alive.
fn keeps_pointers(
    cx: Context<'_>,
    package: &Package,
    summaries: &Summaries,
    definitions: &mut DefinitionCache,
    func: FuncId,
    fun: ExprId,
) -> bool {
    let definitions = definitions.get(package, cx.types, func);
    let value = definitions.static_value(package, fun, cx.rules.captured_static_values);
    callee_named(package, value).is_some_and(|callee| {
        let summary = summaries.get(cx.imports, callee);
        uintptr_rules(package, summary, callee) != (false, false)
    })
}

/// `uintptr(p)` of an `unsafe.Pointer`
pub(super) fn hides_pointer(cx: Context<'_>, package: &Package, x: ExprId) -> bool {
    let is = |x: ExprId, basic: Basic| matches!(cx.types.under(package.exprs[x].ty), Type::Basic(b) if *b == basic);
    match package.exprs[x].kind {
        ExprKind::Conv { kind: ConvKind::Nop, x: operand } => {
            is(x, Basic::Uintptr) && is(operand, Basic::UnsafePointer)
        }
        _ => false,
    }
}

fn keep_alive(
    cx: Context<'_>,
    package: &mut Package,
    func: FuncId,
    conversion: ExprId,
    prepared: &mut Prepared,
) {
    let ExprKind::Conv { x: operand, kind } = package.exprs[conversion].kind else { return };
    let pos = package.exprs[conversion].pos;
    let copy = copy_operand(cx, package, func, operand, pos, prepared);
    let pos = package.vars[copy.var].pos;
    let value = package.expr(ExprKind::Var(copy.var), package.exprs[operand].ty, pos);
    package.exprs[conversion].kind = ExprKind::Conv { kind, x: value };
    prepared.copies.insert(conversion, OperandCopy { keeps_pointer: true, ..copy });
}

/// A new variable of `func` that `operand` is assigned to; it is reported at `pos` if the operand
/// has no position of its own.
pub(super) fn copy_operand(
    cx: Context<'_>,
    package: &mut Package,
    func: FuncId,
    operand: ExprId,
    pos: Pos,
    prepared: &mut Prepared,
) -> OperandCopy {
    let expr = &package.exprs[operand];
    let ty = expr.ty;
    let pos = match expr.kind {
        ExprKind::Var(_) | ExprKind::Global(_) | ExprKind::Func(_) | ExprKind::Nil | ExprKind::Literal(_) => {
            pos
        }
        _ => expr.pos,
    };
    let made = prepared.made.iter().filter(|(f, _)| *f == func).count();
    let name = format!(".autotmp_{}", package.funcs[func].vars.len() + made);
    let var = package
        .vars
        .alloc(Var { auto_temp: true, ..Var::new(cx.names.intern(&name), pos, ty, func, VarClass::Local) });
    prepared.made.push((func, var));
    let target = package.expr(ExprKind::Var(var), ty, pos);
    let assign = StmtKind::Assign { lhs: target, rhs: Some(operand), define: false };
    let stmts = [package.stmt(StmtKind::Declare(var), pos), package.stmt(assign, pos)];
    package.vars[var].defn = Some(stmts[1]);
    OperandCopy { var, stmts, captured: false, keeps_pointer: false }
}
