//! A call replaced by a copy of the callee's body.
//!
//! In: a call, and the [`Body`] of what it calls. Out: the call became an
//! [`ExprKind::InlinedCall`]: its initial statements assign the arguments to variables of the
//! caller, its body is the copy, with results assigned where the callee returns.
//! Invariants: everything copied is where the call is, apart from literals: these are copied as
//! functions, with positions of their own; the copy's nodes follow each other in the package's
//! arenas in the order of the body's.
//! Source: gc 1.21 to 1.27: inlined calls in unified IR.

use super::body::{Body, Named, ROOT, idx, raw};
use super::relocate::{Mapping, map_expr, map_func, map_stmt, map_var};
use super::tree::{InlineTree, home};
use crate::ir::literal_name::{Copied, literal_name};
use crate::ir::node::*;
use crate::ir::pass::PassContext;
use crate::source::{Pos, Symbol};
use crate::types::PackageId;
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// What was made for a call.
#[derive(Debug)]
pub struct Expanded {
    /// Literals that were copied, and what they are in the body.
    pub literals: Vec<(FuncId, FuncId)>,
    /// The statements before the body and those of the body.
    pub init: Vec<StmtId>,
    /// The statements of the body.
    pub body: Vec<StmtId>,
    /// The variables that hold the results.
    pub results: Vec<ExprId>,
    /// The first of the variables that were made.
    pub first_var: VarId,
}

/// What a copy depends on besides its body.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The function that holds the call.
    pub caller: FuncId,
    /// The call.
    pub call: ExprId,
    /// What it calls, as this package names it.
    pub callee: FuncRef,
    /// The calls so far, this one last.
    pub tree: &'a InlineTree,
}

/// Replaces the call by a copy of `body`. `resolve` finds the functions that the body names.
pub fn expand(
    package: &mut Package,
    cx: &PassContext<'_>,
    place: Place<'_>,
    body: &Body,
    resolve: &mut dyn FnMut(&mut Package, Named, &Func) -> FuncRef,
) -> Expanded {
    let Place { caller, call, callee, tree } = place;
    let pos = package.exprs[call].pos;
    let number = tree.calls.len();
    let first_var = idx(package.vars.len() as u32);
    let ExprKind::Call { fun, args, .. } = std::mem::replace(&mut package.exprs[call].kind, ExprKind::Blank)
    else {
        let (literals, init, body, results) = Default::default();
        return Expanded { literals, init, body, results, first_var };
    };
    let mut init = package.expr_init.remove(call).unwrap_or_default();
    callee_effects(package, fun, &mut init);
    let named: Vec<FuncRef> = (0..body.named.len())
        .map(|i| resolve(package, body.named[i], &body.ir.funcs[idx(body.funcs + i as u32)]))
        .collect();
    let captured = match callee {
        FuncRef::Local(func) => {
            let outer = |&var: &VarId| package.vars[var].outer.unwrap_or(var);
            package.funcs[func].closure_vars.iter().map(outer).collect()
        }
        _ => Vec::new(),
    };
    let copy = Copy {
        exprs: package.exprs.len() as u32,
        stmts: package.stmts.len() as u32,
        vars: package.vars.len() as u32,
        funcs: package.funcs.len() as u32,
        body,
        named,
        callee,
        captured,
        labels: format!("\u{b7}{number}"),
        cx,
    };
    copy.vars(package, place, pos);
    let literals = copy.literals(package, caller, tree);
    copy.exprs(package, pos);
    copy.stmts(package, pos);
    let root = body.root();
    let mut around = Some(caller);
    while let Some(func) = around {
        package.funcs[func].features.add(root.features);
        around = package.funcs[func].outer;
    }
    let params: Vec<VarId> = root.params.iter().map(|&v| copy.var(v)).collect();
    let results: Vec<VarId> = root.results.iter().map(|&v| copy.var(v)).collect();
    bind(package, cx, &params, args, pos, &mut init);
    if !body.late_results {
        for &var in &results {
            init.push(package.stmt(StmtKind::Declare(var), pos));
            let lhs = use_var(package, var, pos);
            init.push(package.stmt(StmtKind::Assign { lhs, rhs: None, define: false }, pos));
        }
    }
    let ends = &mut package.funcs[caller].counters.ends;
    let label = cx.names.intern(&format!(".i{ends}"));
    *ends += 1;
    copy.returns(package, &results, label, pos);
    let mut stmts: Vec<StmtId> = root.body.iter().flatten().map(|&s| copy.stmt(s)).collect();
    stmts.push(package.stmt(StmtKind::Label(label), pos));
    let results: Vec<ExprId> = results.iter().map(|&var| use_var(package, var, pos)).collect();
    package.exprs[call].kind =
        ExprKind::InlinedCall { func: callee, body: stmts.clone(), results: results.clone() };
    package.expr_init.insert(call, init.clone());
    Expanded { literals, init, body: stmts, results, first_var }
}

/// What evaluating the callee does besides.
fn callee_effects(package: &mut Package, mut fun: ExprId, init: &mut Vec<StmtId>) {
    loop {
        init.extend(package.expr_init.remove(fun).unwrap_or_default());
        fun = match &mut package.exprs[fun].kind {
            ExprKind::Conv { x, .. } => *x,
            ExprKind::InlinedCall { body, results, .. } => {
                init.append(body);
                match results[..] {
                    [one] => one,
                    _ => return,
                }
            }
            _ => return,
        };
    }
}

/// Assigns the arguments to the parameters.
fn bind(
    package: &mut Package,
    cx: &PassContext<'_>,
    params: &[VarId],
    args: Vec<ExprId>,
    pos: Pos,
    init: &mut Vec<StmtId>,
) {
    let (mut lhs, mut declared, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for &param in params {
        if matches!(cx.names.text(package.vars[param].name), "" | "_") {
            let ty = package.vars[param].ty;
            lhs.push(package.expr(ExprKind::Blank, ty, pos));
            continue;
        }
        declared.push(package.stmt(StmtKind::Declare(param), pos));
        lhs.push(use_var(package, param, pos));
        named.push(param);
    }
    let kind = StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs: args, define: true };
    let assign = package.stmt(kind, pos);
    package.stmts[assign].init = declared;
    for param in named {
        package.vars[param].defn = Some(assign);
    }
    init.push(assign);
}

fn use_var(package: &mut Package, var: VarId, pos: Pos) -> ExprId {
    let ty = package.vars[var].ty;
    package.expr(ExprKind::Var(var), ty, pos)
}

/// Where the nodes of a body go.
struct Copy<'a> {
    exprs: u32,
    stmts: u32,
    vars: u32,
    funcs: u32,
    body: &'a Body,
    named: Vec<FuncRef>,
    callee: FuncRef,
    /// What the callee, a literal, captures.
    captured: Vec<VarId>,
    labels: String,
    cx: &'a PassContext<'a>,
}

impl Mapping for Copy<'_> {
    fn expr(&self, id: ExprId) -> ExprId {
        idx(raw(id) + self.exprs)
    }
    fn stmt(&self, id: StmtId) -> StmtId {
        idx(raw(id) + self.stmts)
    }
    fn var(&self, id: VarId) -> VarId {
        match self.body.root().closure_vars.iter().position(|&var| var == id) {
            Some(i) if i < self.captured.len() => self.captured[i],
            _ => idx(raw(id) + self.vars),
        }
    }
    fn literal(&self, id: FuncId) -> FuncId {
        // The function itself is not copied.
        idx(raw(id) + self.funcs - 1)
    }
    fn named(&self, func: FuncRef) -> FuncRef {
        match func {
            FuncRef::Local(id) if raw(id) == ROOT => self.callee,
            FuncRef::Local(id) if raw(id) >= self.body.funcs => {
                self.named[(raw(id) - self.body.funcs) as usize]
            }
            FuncRef::Local(id) => FuncRef::Local(self.literal(id)),
            other => other,
        }
    }
    fn label(&self, label: Symbol) -> Symbol {
        let names = self.cx.names;
        names.intern(&format!("~{}{}", names.text(label), self.labels))
    }
}

/// The same with labels as they are.
struct InLiteral<'a, 'b>(&'a Copy<'b>);

impl Mapping for InLiteral<'_, '_> {
    fn expr(&self, id: ExprId) -> ExprId {
        self.0.expr(id)
    }
    fn stmt(&self, id: StmtId) -> StmtId {
        self.0.stmt(id)
    }
    fn var(&self, id: VarId) -> VarId {
        self.0.var(id)
    }
    fn literal(&self, id: FuncId) -> FuncId {
        self.0.literal(id)
    }
    fn named(&self, func: FuncRef) -> FuncRef {
        self.0.named(func)
    }
    fn label(&self, label: Symbol) -> Symbol {
        label
    }
}

impl Copy<'_> {
    fn vars(&self, package: &mut Package, place: Place<'_>, pos: Pos) {
        let ir = &self.body.ir;
        let (names, types) = (self.cx.names, self.cx.types);
        let Place { caller, tree, .. } = place;
        // Names without object are qualified by hand.
        let qualified = |home: Option<PackageId>, name: &str| {
            let home = home.filter(|&home| home != package.package);
            let Some(home) = home else { return names.intern(name) };
            let home = types.package(home);
            let qualifier = home.name.get().map_or(home.path.as_str(), |&name| names.text(name));
            names.intern(&format!("{qualifier}.{name}"))
        };
        let made_up_home = match self.cx.rules.made_up_names_local {
            true => None,
            false => home(package, types, caller),
        };
        // So are results of literals that are named after the caller.
        let renamed = !self.cx.rules.copied_literals_keep_names;
        let dict = qualified(tree.calls.last().and_then(|call| call.home), ".dict");
        let made_up: Vec<Symbol> = ir
            .vars
            .iter()
            .map(|(_, var)| {
                let text = names.text(var.name);
                if text == ".dict" {
                    return dict;
                }
                let in_literal = raw(var.func) != ROOT;
                if !text.starts_with('~') || (in_literal && !(renamed && var.class == VarClass::Result)) {
                    return var.name;
                }
                if !in_literal && var.class == VarClass::Result && self.cx.rules.inlined_results_are_capital {
                    return names.intern(&format!("~R{}", text.trim_start_matches(['~', 'r', 'b'])));
                }
                qualified(made_up_home, text)
            })
            .collect();
        for ((_, var), name) in ir.vars.iter().zip(made_up) {
            let mut new = Var { name, ..var.clone() };
            map_var(&mut new, self);
            if raw(var.func) == ROOT {
                let text = names.text(var.name);
                new.func = caller;
                new.variadic = false;
                new.pos = at(var.pos, pos);
                if text.starts_with('~') {
                    // Made for the caller's package.
                    new.obj = None;
                }
                new.read_unseen = text == ".dict" && self.body.reads_dict;
                if var.class != VarClass::Local {
                    new.pos = pos;
                    new.class = VarClass::Local;
                }
            } else {
                new.func = self.literal(var.func);
                if renamed && var.class == VarClass::Result && names.text(var.name).starts_with('~') {
                    new.obj = None;
                }
                let captures_copy = ir.funcs[var.func].outer == Some(idx(ROOT)) && var.outer.is_some();
                if captures_copy && names.text(var.name) != ".dict" {
                    new.pos = at(var.pos, pos);
                }
            }
            package.vars.alloc(new);
        }
        let used = self.used_vars();
        let is_kept = |var: VarId| {
            ir.vars[var].class != VarClass::Local || used.as_ref().is_none_or(|u| u.contains(&var))
        };
        let own: Vec<VarId> =
            self.body.root().vars.iter().filter(|&&v| is_kept(v)).map(|&v| self.var(v)).collect();
        package.funcs[caller].vars.extend(own);
    }

    /// The variables that code mentions, in releases where dead code leaves others behind.
    fn used_vars(&self) -> Option<FxHashSet<VarId>> {
        if self.cx.rules.dead_code_left_out {
            return None;
        }
        let body = self.body;
        let mut used = FxHashSet::default();
        for (_, expr) in body.ir.exprs.iter().take(body.exprs as usize) {
            if let ExprKind::Var(var) = expr.kind {
                used.insert(var);
            }
        }
        for (_, stmt) in body.ir.stmts.iter().take(body.stmts as usize) {
            match &stmt.kind {
                StmtKind::Declare(var) => {
                    used.insert(*var);
                }
                StmtKind::TypeSwitch { cases, .. } => used.extend(cases.iter().filter_map(|case| case.var)),
                _ => {}
            }
        }
        Some(used)
    }

    /// Adds the functions of literals, and names them.
    fn literals(&self, package: &mut Package, caller: FuncId, tree: &InlineTree) -> Vec<(FuncId, FuncId)> {
        let body = self.body;
        let (names, rules) = (self.cx.names, self.cx.rules);
        let mut made = Vec::new();
        if body.funcs == 1 {
            return made;
        }
        let number = tree.calls.len() - 1;
        let checksum = tree.checksum(number);
        let chain = self.names_around(tree);
        let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
        let own_name = names.text(tree.calls[number].name);
        let (mut literals, mut range_bodies) = (0, 0);
        for old in 1..body.funcs {
            let old: FuncId = idx(old);
            let mut func = body.ir.funcs[old].clone();
            map_func(&mut func, &InLiteral(self));
            let direct = func.outer == Some(idx(ROOT));
            let outer = if direct { caller } else { func.outer.map_or(caller, |outer| self.literal(outer)) };
            let copied = direct.then(|| {
                let counter =
                    if func.kind == FuncKind::RangeBody { &mut range_bodies } else { &mut literals };
                *counter += 1;
                match rules.copied_literals_keep_names {
                    true => Copied::Original(own_name, *counter, &checksum),
                    false => Copied::Chain(&chain),
                }
            });
            let name = literal_name(package, names, rules, outer, func.kind, copied);
            func.name = names.intern(&name);
            if direct && rules.copied_literals_keep_names {
                func.home = tree.calls[number].home;
            }
            func.outer = Some(outer);
            func.copied = direct;
            func.dup_ok = package.funcs[outer].dup_ok && rules.literals_dup_ok;
            func.counters = Counters::default();
            let new = package.funcs.alloc(func);
            made.push((new, old));
        }
        self.list(package, &made);
        made
    }

    /// The names of the functions around the copy, outermost first.
    fn names_around(&self, tree: &InlineTree) -> VecDeque<String> {
        let mut names = VecDeque::new();
        let mut next = Some(tree.calls.len() - 1);
        while let Some(index) = next {
            let call = &tree.calls[index];
            names.push_front(self.cx.names.text(call.name).to_owned());
            next = call.site.parent;
        }
        names
    }

    /// Adds literals to the function list.
    fn list(&self, package: &mut Package, made: &[(FuncId, FuncId)]) {
        if !self.cx.rules.inner_literals_first {
            package.func_list.extend(made.iter().map(|&(new, _)| new));
            return;
        }
        // Each after those in it.
        let mut open: Vec<FuncId> = Vec::new();
        for &(new, _) in made {
            while let Some(&last) = open.last()
                && package.funcs[new].outer != Some(last)
            {
                open.pop();
                package.func_list.push(last);
            }
            open.push(new);
        }
        package.func_list.extend(open.into_iter().rev());
    }

    fn exprs(&self, package: &mut Package, pos: Pos) {
        let ir = &self.body.ir;
        for (id, expr) in ir.exprs.iter() {
            let mut expr = expr.clone();
            map_expr(&mut expr, self);
            if let ExprKind::MethodValue { x, obj, .. } = ir.exprs[id].kind
                && ir.package != package.package
                && !self.body.root().dup_ok
            {
                package.foreign_method_values.push((ir.exprs[x].ty, obj));
            }
            if raw(id) < self.body.exprs {
                expr.pos = at(expr.pos, pos);
                if let ExprKind::CompositeLit { elems, .. } = &mut expr.kind {
                    elems.iter_mut().for_each(|elem| elem.pos = at(elem.pos, pos));
                }
            }
            package.exprs.alloc(expr);
        }
        for (id, init) in ir.expr_init.iter() {
            package.expr_init.insert(self.expr(id), init.iter().map(|&s| self.stmt(s)).collect());
        }
        for (id, source) in ir.expr_source.iter() {
            package.expr_source.insert(self.expr(id), source.clone());
        }
        for &id in &ir.dynamic {
            package.dynamic.insert(self.expr(id));
        }
    }

    fn stmts(&self, package: &mut Package, pos: Pos) {
        for (id, stmt) in self.body.ir.stmts.iter() {
            let mut stmt = stmt.clone();
            if raw(id) >= self.body.stmts {
                map_stmt(&mut stmt, &InLiteral(self));
            } else {
                map_stmt(&mut stmt, self);
                stmt.pos = at(stmt.pos, pos);
                match &mut stmt.kind {
                    StmtKind::Switch { cases, .. } => {
                        cases.iter_mut().for_each(|case| case.pos = at(case.pos, pos));
                    }
                    StmtKind::TypeSwitch { cases, tag, .. } => {
                        cases.iter_mut().for_each(|case| case.pos = at(case.pos, pos));
                        if let Some((_, tag)) = tag {
                            *tag = at(*tag, pos);
                        }
                    }
                    StmtKind::Select { cases, .. } => {
                        cases.iter_mut().for_each(|case| case.pos = at(case.pos, pos));
                    }
                    _ => {}
                }
            }
            package.stmts.alloc(stmt);
        }
    }

    /// Replaces the statements that return by assignments and jumps to `label`.
    fn returns(&self, package: &mut Package, results: &[VarId], label: Symbol, pos: Pos) {
        for id in 0..self.body.stmts {
            let id: StmtId = idx(id + self.stmts);
            let StmtKind::Return(values) = &mut package.stmts[id].kind else { continue };
            let values = std::mem::take(values);
            let mut block = std::mem::take(&mut package.stmts[id].init);
            if !values.is_empty() {
                let lhs = results.iter().map(|&var| use_var(package, var, pos)).collect();
                let kind = StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs: values, define: false };
                let assign = package.stmt(kind, pos);
                if self.body.late_results {
                    for &var in results {
                        block.push(package.stmt(StmtKind::Declare(var), pos));
                        package.vars[var].defn = Some(assign);
                    }
                }
                block.push(assign);
            }
            block.push(package.stmt(StmtKind::Goto(label), pos));
            package.stmts[id].kind = StmtKind::Block(block);
            package.stmts[id].pos = pos;
        }
    }
}

/// A position in a copy: that of the call, unless there was none.
fn at(old: Pos, call: Pos) -> Pos {
    if old == Pos::NONE { old } else { call }
}
