//! Whether a package's trees keep the promises that later stages rely on.
//!
//! In: a [`Package`] after lowering or a pass. Out: one sentence per broken promise, none when all
//! hold. Tests run it after every lowering.
//! Invariants checked: every expression has a type and no untyped one; variables belong to the
//! function that uses them, or are captured by it; a source variable is declared before its use; a
//! call has as many arguments as its callee parameters; conversions are explicit.

use super::children::{body_roots, preorder};
use super::fmt::Printer;
use super::node::{
    AssignOp, CallKind, ConvKind, ExprId, ExprKind, FuncId, FuncKind, FuncRef, Package, StmtKind, VarClass,
    VarId,
};
use super::visit::Node;
use crate::release::Rules;
use crate::source::Interner;
use crate::types::predicates::{identical, is_interface, is_untyped};
use crate::types::{Type, TypeId, TypeStore};
use rustc_hash::FxHashSet;

/// The broken promises of all functions.
pub fn verify_package(package: &Package, types: &TypeStore, names: &Interner, rules: &Rules) -> Vec<String> {
    let printer = Printer { package, types, names, rules, replaced: None };
    let mut verifier = Verifier { printer, func: None, known: FxHashSet::default(), found: Vec::new() };
    for &func in &package.func_list {
        verifier.func(func);
    }
    verifier.found
}

struct Verifier<'a> {
    printer: Printer<'a>,
    func: Option<FuncId>,
    /// Variables declared so far.
    known: FxHashSet<VarId>,
    found: Vec<String>,
}

impl Verifier<'_> {
    fn func(&mut self, id: FuncId) {
        let package = self.printer.package;
        let func = &package.funcs[id];
        self.func = Some(id);
        self.known = func.params.iter().chain(&func.results).chain(&func.closure_param).copied().collect();
        self.known.extend(&func.closure_vars);
        for &var in &func.vars {
            if package.vars[var].func != id {
                self.complain(format!("{} belongs to another function", self.printer.var_text(var)));
            }
        }
        for &var in &func.closure_vars {
            let outer = package.vars[var].outer.map(|outer| package.vars[outer].func);
            if outer.is_none() || outer != func.outer {
                let name = self.printer.var_text(var);
                self.complain(format!("{name} is not captured from the function around"));
            }
        }
        if func.kind == FuncKind::PackageInit {
            // Its temporaries are declared where they are made.
            self.known.extend(&func.vars);
        }
        let mut nodes = Vec::new();
        preorder(package, &body_roots(package, id), &mut |node| {
            nodes.push(node);
            true
        });
        for &node in &nodes {
            if let Node::Stmt(stmt) = node
                && let StmtKind::TypeSwitch { cases, .. } = &package.stmts[stmt].kind
            {
                self.known.extend(cases.iter().filter_map(|case| case.var));
            }
        }
        for node in nodes {
            match node {
                Node::Var(var) => {
                    self.known.insert(var);
                }
                Node::Expr(expr) => self.expr(expr),
                Node::Stmt(stmt) => self.stmt(&package.stmts[stmt].kind),
            }
        }
    }

    fn complain(&mut self, what: String) {
        let package = self.printer.package;
        let func = self.func.map_or("", |f| self.printer.names.text(package.funcs[f].name));
        self.found.push(format!("{func}: {what}"));
    }

    fn stmt(&mut self, kind: &StmtKind) {
        let package = self.printer.package;
        match kind {
            StmtKind::Assign { lhs, rhs: Some(rhs), .. } => self.assigned(*lhs, *rhs),
            StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, .. } => {
                if lhs.len() != rhs.len() {
                    self.complain("list assignment of a different number of values".into());
                }
                for (&target, &value) in lhs.iter().zip(rhs) {
                    self.assigned(target, value);
                }
            }
            StmtKind::Return(values) => {
                let Some(func) = self.func else { return };
                let results = package.funcs[func].results.clone();
                if !values.is_empty() && values.len() != results.len() {
                    self.complain("return of a different number of values".into());
                }
                for (&value, &result) in values.iter().zip(&results) {
                    self.same(package.vars[result].ty, value, "returned");
                }
            }
            _ => {}
        }
    }

    fn assigned(&mut self, target: ExprId, value: ExprId) {
        let package = self.printer.package;
        if !matches!(package.exprs[target].kind, ExprKind::Blank) {
            self.same(package.exprs[target].ty, value, "assigned");
        }
    }

    fn same(&mut self, wanted: TypeId, value: ExprId, how: &str) {
        let (types, names) = (self.printer.types, self.printer.names);
        let actual = self.printer.package.exprs[value].ty;
        // A shape is what it is the shape of: code compiled for shapes mixes both.
        let shaped = types.mentions_shape(wanted) || types.mentions_shape(actual);
        if !shaped && !identical(types, names, wanted, actual) {
            let text = self.printer.expr_text(value);
            let (wanted, actual) = (self.printer.type_text(wanted), self.printer.type_text(actual));
            self.complain(format!("{text} of type {actual} is {how} as {wanted}"));
        }
    }

    fn expr(&mut self, id: ExprId) {
        let (package, types) = (self.printer.package, self.printer.types);
        let expr = &package.exprs[id];
        let nil = matches!(expr.kind, ExprKind::Nil);
        let untyped = is_untyped(types, expr.ty) && !nil;
        let typeless = matches!(expr.kind, ExprKind::Blank | ExprKind::Type(_));
        if !typeless && (untyped || expr.ty == TypeId::INVALID) {
            let text = self.printer.expr_text(id);
            self.complain(format!("{text} has type {}", self.printer.type_text(expr.ty)));
        }
        match &expr.kind {
            ExprKind::Var(var) => self.var(*var),
            ExprKind::Call { kind, fun, args, .. } => self.call(id, *kind, *fun, args),
            ExprKind::Conv { kind: ConvKind::Interface, .. } if !is_interface(types, expr.ty) => {
                let text = self.printer.expr_text(id);
                self.complain(format!("{text} converts to an interface that is none"));
            }
            ExprKind::Closure(func) if package.funcs[*func].outer != self.func => {
                let name = self.printer.names.text(package.funcs[*func].name);
                let hoisted = self.func.is_some_and(|f| package.funcs[f].kind == FuncKind::MapInit);
                if !hoisted {
                    self.complain(format!("literal {name} stands in another function"));
                }
            }
            _ => {}
        }
    }

    fn var(&mut self, var: VarId) {
        let package = self.printer.package;
        // Passes make temporaries without declaring them, and wrap calls around them.
        if package.vars[var].auto_temp {
            return;
        }
        let name = self.printer.var_text(var);
        if Some(package.vars[var].func) != self.func {
            self.complain(format!("{name} of another function is used without being captured"));
        } else if package.vars[var].class == VarClass::Local && !self.known.contains(&var) {
            self.complain(format!("{name} is used before it is declared"));
        }
    }

    fn call(&mut self, id: ExprId, kind: CallKind, fun: ExprId, args: &[ExprId]) {
        let (package, types) = (self.printer.package, self.printer.types);
        // Functions of the runtime are known by name only.
        if matches!(package.exprs[fun].kind, ExprKind::Func(FuncRef::Runtime(_))) {
            return;
        }
        let text = self.printer.expr_text(id);
        let Type::Signature(signature) = types.under(package.exprs[fun].ty) else {
            self.complain(format!("{text} calls something that is no function"));
            return;
        };
        let is_method = matches!(package.exprs[fun].kind, ExprKind::MethodExpr { .. });
        let interface = matches!(package.exprs[fun].kind, ExprKind::DotInterface { .. });
        if interface != (kind == CallKind::Interface) {
            self.complain(format!("{text} is dispatched in the wrong way"));
        }
        // The dictionary of code compiled for shapes is no part of the function's type, and types in
        // it look different to callers.
        let target = match package.exprs[fun].kind {
            ExprKind::Func(FuncRef::Local(func)) => Some(func),
            ExprKind::MethodExpr { target: FuncRef::Local(func), .. } => Some(func),
            _ => None,
        };
        let has_dict = |&param: &VarId| self.printer.names.text(package.vars[param].name) == ".dict";
        if let Some(func) = target.filter(|&func| package.funcs[func].params.iter().any(has_dict)) {
            if package.funcs[func].params.len() != args.len() {
                self.complain(format!("{text} has not as many arguments as parameters"));
            }
            return;
        }
        // A method expression's type may have the receiver as a parameter or apart.
        let receiver = usize::from(is_method && signature.params.len() + 1 == args.len());
        if signature.params.len() + receiver != args.len() {
            let (wanted, actual) = (signature.params.len() + receiver, args.len());
            self.complain(format!("{text} has {actual} arguments for {wanted} parameters"));
            return;
        }
        for (&param, &arg) in signature.params.iter().zip(&args[receiver..]) {
            self.same(types.type_of(param), arg, "passed");
        }
    }
}
