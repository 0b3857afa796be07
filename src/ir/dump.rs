//! The snapshot text of a package's trees.
//!
//! In: a [`Package`]. Out: one line per function, variable and statement; expressions as nested
//! lists in which implicit nodes are marked `~` and carry their type.
//! Invariants: equal trees give equal text: nothing depends on ids.

use super::children::{children, stmt_children};
use super::fmt::Printer;
use super::node::{ExprId, ExprKind, FuncId, Package, StmtId, StmtKind, VarClass};
use super::visit::Node;
use crate::release::Rules;
use crate::source::Interner;
use crate::types::TypeStore;
use std::fmt::Write;

/// Nesting beyond which nothing is shown.
const MAX_DEPTH: usize = 200;

/// The functions of the package in gc's order.
pub fn dump_package(package: &Package, types: &TypeStore, names: &Interner, rules: &Rules) -> String {
    let dump = Dump { printer: Printer { package, types, names, rules, replaced: None } };
    let mut out = String::new();
    for &func in &package.func_list {
        dump.func(&mut out, func);
    }
    out
}

struct Dump<'a> {
    printer: Printer<'a>,
}

impl Dump<'_> {
    fn func(&self, out: &mut String, id: FuncId) {
        let (package, names) = (self.printer.package, self.printer.names);
        let func = &package.funcs[id];
        let kind = func.kind;
        let _ = writeln!(out, "{kind:?} {} {}", names.text(func.name), self.printer.func_type_text(id));
        for &var in &func.vars {
            let var = &package.vars[var];
            let class = match var.class {
                VarClass::Param => "param",
                VarClass::Result => "result",
                VarClass::Local => "local",
            };
            let taken = if var.addr_taken { " addrtaken" } else { "" };
            let ty = self.printer.type_text(var.ty);
            let _ = writeln!(out, "  {class} {} {ty}{taken}", names.text(var.name));
        }
        for &var in &func.closure_vars {
            let _ = writeln!(out, "  captures {}", names.text(package.vars[var].name));
        }
        match &func.body {
            None => out.push_str("  no body\n"),
            Some(body) => body.iter().for_each(|&stmt| self.stmt(out, stmt, 1)),
        }
        out.push('\n');
    }

    fn stmt(&self, out: &mut String, id: StmtId, depth: usize) {
        let package = self.printer.package;
        if depth > MAX_DEPTH {
            return;
        }
        for &init in &package.stmts[id].init {
            self.stmt(out, init, depth);
        }
        let _ = write!(out, "{:1$}{2}", "", 2 * depth, self.stmt_head(id));
        let mut inner = Vec::new();
        stmt_children(package, id, &mut |child| match child {
            Node::Expr(x) => {
                out.push(' ');
                self.expr(out, x, 0);
            }
            Node::Var(_) => {}
            Node::Stmt(stmt) => inner.push(stmt),
        });
        out.push('\n');
        for stmt in inner {
            self.stmt(out, stmt, depth + 1);
        }
    }

    fn stmt_head(&self, id: StmtId) -> String {
        let (package, names) = (self.printer.package, self.printer.names);
        let label = |word: &str, label: &Option<_>| match label {
            Some(label) => format!("{word} {}", names.text(*label)),
            None => word.to_owned(),
        };
        match &package.stmts[id].kind {
            StmtKind::Declare(var) => format!("declare {}", names.text(package.vars[*var].name)),
            StmtKind::Expr(_) => "expr".into(),
            StmtKind::Assign { define, .. } => if *define { "define" } else { "assign" }.into(),
            StmtKind::AssignList { op, define, lhs, .. } => {
                format!("{} {op:?} {}", if *define { "define" } else { "assign" }, lhs.len())
            }
            StmtKind::AssignBinary { op, .. } => format!("assign {}=", op.text()),
            StmtKind::Block(_) => "block".into(),
            StmtKind::If { then, .. } => format!("if {}", then.len()),
            StmtKind::For { distinct_vars, .. } => if *distinct_vars { "for distinct" } else { "for" }.into(),
            StmtKind::Range { distinct_vars, .. } => {
                if *distinct_vars { "range distinct" } else { "range" }.into()
            }
            StmtKind::Switch { cases, .. } => format!("switch {}", cases.len()),
            StmtKind::TypeSwitch { cases, .. } => format!("typeswitch {}", cases.len()),
            StmtKind::Select { cases, .. } => format!("select {}", cases.len()),
            StmtKind::Return(_) => "return".into(),
            StmtKind::Go(_) => "go".into(),
            StmtKind::Defer { in_range_func, .. } => {
                if *in_range_func { "defer at function" } else { "defer" }.into()
            }
            StmtKind::Send { .. } => "send".into(),
            StmtKind::Label(name) => format!("label {}", names.text(*name)),
            StmtKind::Goto(name) => format!("goto {}", names.text(*name)),
            StmtKind::Break(name) => label("break", name),
            StmtKind::Continue(name) => label("continue", name),
            StmtKind::Fallthrough => "fallthrough".into(),
        }
    }

    fn expr(&self, out: &mut String, id: ExprId, depth: usize) {
        let package = self.printer.package;
        let expr = &package.exprs[id];
        let head = match &expr.kind {
            ExprKind::Var(_)
            | ExprKind::Global(_)
            | ExprKind::StaticData { .. }
            | ExprKind::Blank
            | ExprKind::Func(_)
            | ExprKind::MethodExpr { .. }
            | ExprKind::Nil
            | ExprKind::Literal(_)
            | ExprKind::Type(_)
            | ExprKind::New(_) => {
                self.printer.write_expr(out, id);
                return;
            }
            ExprKind::Unary { op, .. } => format!("{op:?}"),
            ExprKind::Binary { op, .. } => op.text().into(),
            ExprKind::Dot { field, .. } => format!("dot {}", self.printer.names.text(field.name)),
            ExprKind::DotPtr { field, .. } => format!("dotptr {}", self.printer.names.text(field.name)),
            ExprKind::DotInterface { name, .. } | ExprKind::MethodValue { name, .. } => {
                format!("method {}", self.printer.names.text(*name))
            }
            ExprKind::Conv { kind, .. } => format!("conv {kind:?}"),
            ExprKind::Builtin { op, .. } => format!("{op:?}"),
            ExprKind::Closure(func) => {
                format!("closure {}", self.printer.names.text(package.funcs[*func].name))
            }
            other => kind_name(other).into(),
        };
        let implicit = if expr.implicit { "~" } else { "" };
        let _ = write!(out, "({head}{implicit}");
        if matches!(expr.kind, ExprKind::Conv { .. } | ExprKind::CompositeLit { .. }) || expr.implicit {
            let _ = write!(out, ":{}", self.printer.type_text(expr.ty));
        }
        if depth < MAX_DEPTH {
            children(package, Node::Expr(id), &mut |child| {
                out.push(' ');
                match child {
                    Node::Expr(x) => self.expr(out, x, depth + 1),
                    Node::Stmt(stmt) => {
                        out.push('{');
                        out.push_str(&self.printer.stmt_text(stmt));
                        out.push('}');
                    }
                    Node::Var(_) => {}
                }
            });
        }
        out.push(')');
    }
}

fn kind_name(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::Concat(_) => "concat",
        ExprKind::Recv(_) => "recv",
        ExprKind::AddrOf(_) => "addr",
        ExprKind::Deref(_) => "deref",
        ExprKind::Index { .. } => "index",
        ExprKind::IndexMap { .. } => "indexmap",
        ExprKind::Slice { .. } => "slice",
        ExprKind::TypeAssert { .. } => "assert",
        ExprKind::Call { .. } => "call",
        ExprKind::MakeSlice { .. } => "makeslice",
        ExprKind::MakeMap { .. } => "makemap",
        ExprKind::MakeChan { .. } => "makechan",
        ExprKind::CompositeLit { .. } => "lit",
        ExprKind::PtrLit(_) => "ptrlit",
        ExprKind::InlinedCall { .. } => "inlined",
        _ => "leaf",
    }
}
