//! What copying a body costs: about one for each node of gc's trees.
//!
//! Invariants: nodes are looked at in gc's order, because the first obstacle is the one that is
//! reported, and because a literal that is called is decided when its call is met.

use super::callee::{Origin, origin};
use super::candidates::{Candidates, budget};
use super::{BIG, BUDGET, CALL, Context, is_intrinsic_call};
use crate::ir::children::{body_roots, children, preorder};
use crate::ir::visit::Node;
use crate::ir::{
    AssignOp, BuiltinOp, CallKind, ConvKind, ExprId, ExprKind, FieldRef, FuncId, FuncRef, LitKind,
    NotInlinable, Package, StmtId, StmtKind, VarClass,
};
use crate::types::lookup::all_methods;
use crate::types::{Constant, Type, TypeId};

/// The cost of the body of `func`, or why it cannot be copied.
pub(super) fn cost_of(
    candidates: &mut Candidates,
    package: &mut Package,
    cx: &Context<'_>,
    func: FuncId,
) -> Result<u32, NotInlinable> {
    let in_big = cx.rules.inline.limits_count_in_costs && is_big(package, func);
    let budget = budget(cx, &package.funcs[func]);
    let mut meter = Meter { candidates, cx, func, in_big, budget, cost: 0 };
    meter.nodes(package, body_roots(package, func))?;
    let cost = u32::try_from(meter.cost).unwrap_or(0);
    if cost > budget { Err(NotInlinable::TooComplex { cost, budget }) } else { Ok(cost) }
}

/// Adds up the nodes of one function.
struct Meter<'a, 'c> {
    candidates: &'a mut Candidates,
    cx: &'a Context<'c>,
    func: FuncId,
    /// Whether the function is big.
    in_big: bool,
    /// What it may cost.
    budget: u32,
    cost: i64,
}

impl Meter<'_, '_> {
    fn nodes(&mut self, package: &mut Package, roots: Vec<Node>) -> Result<(), NotInlinable> {
        let mut stack = roots;
        stack.reverse();
        let mut below = Vec::new();
        while let Some(node) = stack.pop() {
            self.node(package, node)?;
            match self.live_branch(package, node) {
                Some(live) => below.extend(live),
                None => children(package, node, &mut |child| below.push(child)),
            }
            stack.extend(below.drain(..).rev());
        }
        Ok(())
    }

    fn node(&mut self, package: &mut Package, node: Node) -> Result<(), NotInlinable> {
        self.cost += match node {
            Node::Var(_) => 1,
            Node::Stmt(stmt) => self.stmt(package, stmt)?,
            Node::Expr(expr) => self.expr(package, expr)?,
        };
        Ok(())
    }

    /// The children of an `if` with a constant condition that run.
    fn live_branch(&self, package: &Package, node: Node) -> Option<Vec<Node>> {
        let Node::Stmt(stmt) = node else { return None };
        let StmtKind::If { cond, then, els } = &package.stmts[stmt].kind else { return None };
        let ExprKind::Literal(Constant::Bool(value)) = package.exprs[*cond].kind else { return None };
        let live = if value { then } else { els };
        Some(package.stmts[stmt].init.iter().chain(live).map(|&s| Node::Stmt(s)).collect())
    }

    fn stmt(&mut self, package: &Package, stmt: StmtId) -> Result<i64, NotInlinable> {
        Ok(match &package.stmts[stmt].kind {
            StmtKind::Expr(_) | StmtKind::Block(_) | StmtKind::Fallthrough => 0,
            StmtKind::Go(_) => return Err(NotInlinable::Go),
            StmtKind::Defer { .. } => return Err(NotInlinable::Defer),
            StmtKind::If { cond, .. } => {
                i64::from(!matches!(package.exprs[*cond].kind, ExprKind::Literal(Constant::Bool(_))))
            }
            StmtKind::TypeSwitch { x, cases, .. } => {
                let iface = package.exprs[*x].ty;
                let types = cases.iter().flat_map(|case| &case.values);
                let looked_up: i64 = types.map(|&ty| self.type_operand(package, ty, iface)).sum();
                1 + own_nodes(&package.stmts[stmt].kind) + looked_up
            }
            kind => 1 + own_nodes(kind) - temporaries(package, kind),
        })
    }

    /// What a type as an operand costs if it is looked up at run time; `iface` is what may hold it.
    fn type_operand(&self, package: &Package, expr: ExprId, iface: TypeId) -> i64 {
        match package.exprs[expr].kind {
            ExprKind::Type(ty) if package.dynamic.contains(&expr) => 1 + self.run_time_type(ty, iface),
            _ => 0,
        }
    }

    /// Nodes that look up what tells whether an interface holds a `ty`.
    fn run_time_type(&self, ty: TypeId, iface: TypeId) -> i64 {
        let types = self.cx.types;
        let empty = match types.under(iface) {
            Type::Interface(_) => all_methods(types, self.cx.names, iface).is_empty(),
            _ => true,
        };
        let methods = !empty && !matches!(types.under(ty), Type::Interface(_));
        descriptor(types.mentions_shape(ty) || methods && types.mentions_shape(iface))
    }

    fn expr(&mut self, package: &mut Package, expr: ExprId) -> Result<i64, NotInlinable> {
        let node = &package.exprs[expr];
        Ok(match &node.kind {
            ExprKind::Type(_) | ExprKind::MethodExpr { .. } => 0,
            ExprKind::Conv { kind: ConvKind::Nop, .. } => 0,
            ExprKind::MethodValue { .. } => 2,
            ExprKind::Closure(_) => 16,
            &ExprKind::CompositeLit { kind, ref elems } => {
                let keys = elems.iter().filter(|elem| match kind {
                    LitKind::Struct | LitKind::Map => true,
                    LitKind::Array | LitKind::Slice { .. } => elem.key.is_some(),
                });
                let own = if matches!(kind, LitKind::Slice { .. }) { 2 } else { 1 };
                own + keys.count() as i64
            }
            ExprKind::MakeMap { hint: size } | ExprKind::MakeChan { size } => 1 + i64::from(size.is_none()),
            ExprKind::AddrOf(x) if self.is_first_field(package, *x) => -1,
            ExprKind::AddrOf(_) => 1,
            ExprKind::Deref(x) => {
                let mut pointer = *x;
                while let ExprKind::Conv { kind: ConvKind::Nop, x } = package.exprs[pointer].kind {
                    pointer = x;
                }
                i64::from(!matches!(package.exprs[pointer].kind, ExprKind::AddrOf(_)))
            }
            ExprKind::Slice { x, lo, hi, .. } if self.cx.rules.inline.slicing_all_is_free => {
                let from_start = lo.is_some_and(|lo| is_zero(package, lo));
                let to_end = hi.is_some_and(|hi| is_length_of(package, hi, *x));
                1 - i64::from(from_start) - 2 * i64::from(to_end)
            }
            &ExprKind::TypeAssert { x, ty, .. } if package.dynamic.contains(&expr) => {
                let iface = package.exprs[x].ty;
                1 + descriptor(self.cx.types.mentions_shape(iface)) + self.run_time_type(ty, iface)
            }
            ExprKind::New(_) if package.dynamic.contains(&expr) => 2 + descriptor(true),
            ExprKind::Builtin { op: BuiltinOp::Recover, .. } => return Err(NotInlinable::Recover),
            ExprKind::Builtin { op: BuiltinOp::Panic, args, .. } => {
                let converted = args.first().is_some_and(|&arg| {
                    let arg = &package.exprs[arg];
                    arg.implicit && matches!(arg.kind, ExprKind::Conv { kind: ConvKind::Interface, .. })
                });
                2 - i64::from(converted)
            }
            ExprKind::Call { kind: CallKind::Interface, .. } => 1 + CALL,
            &ExprKind::Call { kind: CallKind::Func, fun, .. } => 1 + self.call(package, fun)?,
            _ => 1,
        })
    }

    /// What calling `fun` costs beside the nodes of the call.
    fn call(&mut self, package: &mut Package, fun: ExprId) -> Result<i64, NotInlinable> {
        let rules = &self.cx.rules.inline;
        let called = match package.exprs[fun].kind {
            ExprKind::Func(func) => Some((func, false)),
            ExprKind::MethodExpr { target, .. } => Some((target, true)),
            _ => None,
        };
        if let Some((func, is_method)) = called {
            let runtime_only = matches!(func, FuncRef::Runtime(_));
            if let Some(known) = origin(package, self.cx, func) {
                if !is_method
                    && rules.caller_frame.0 == known.path
                    && rules.caller_frame.1.contains(&known.name)
                {
                    return Err(NotInlinable::CallerFrame(self.cx.names.intern(known.name)));
                }
                if !is_method && known.path == "runtime" && known.name == "throw" && rules.throw_costs {
                    return Ok(i64::from(BUDGET));
                }
                if runtime_only && rules.range_defer_is_known && known.name == "deferrangefunc" {
                    return Err(NotInlinable::DeferInRangeFunc);
                }
                let cheap = match is_method {
                    false => self.is_cheap(&known, runtime_only),
                    true => self.is_cheap_method(package, fun, &known),
                };
                if cheap {
                    return Ok(0);
                }
            }
        }
        if is_intrinsic_call(package, self.cx, fun) {
            return Ok(0);
        }
        if let Some(callee) = self.candidates.callees.resolve(package, self.cx, self.func, fun) {
            if let FuncRef::Local(func) = callee
                && package.funcs[func].kind.is_literal()
            {
                let in_budget = self.cost <= i64::from(self.budget);
                self.candidates.decide_called(package, self.cx, self.func, func, in_budget);
            }
            let own = callee == FuncRef::Local(self.func);
            if let Some(candidate) = self.candidates.of(self.cx, callee).filter(|_| !own) {
                let fits = candidate.cost <= candidate.limit(self.cx, self.in_big);
                if fits || !rules.limits_count_in_costs {
                    return Ok(i64::from(candidate.cost));
                }
            }
        }
        Ok(match package.exprs[fun].kind {
            ExprKind::Var(var)
                if package.vars[var].outer.is_some() || package.vars[var].class == VarClass::Param =>
            {
                i64::from(rules.function_value_call)
            }
            _ => CALL,
        })
    }

    /// Whether a call of this function counts as a plain node.
    fn is_cheap(&self, callee: &Origin<'_>, runtime_only: bool) -> bool {
        let rules = self.cx.rules;
        let helper = rules
            .escape_helper
            .is_some_and(|(path, prefix)| callee.path == path && callee.name.starts_with(prefix));
        let state = runtime_only && rules.inline.range_state_is_cheap && callee.name == "panicrangestate";
        let current = (callee.path, callee.name) == ("runtime", "getg");
        let byteorder = callee.path == "internal/byteorder"
            && rules.inline.byteorder.is_some_and(|prefixes| {
                let rest = prefixes.iter().find_map(|prefix| callee.name.strip_prefix(prefix));
                rest.is_some_and(is_fixed_size)
            });
        helper || state || current || byteorder || (callee.path, callee.name) == rules.inline.no_escape
    }

    /// Whether a call of this method counts as a plain node.
    fn is_cheap_method(&self, package: &Package, fun: ExprId, callee: &Origin<'_>) -> bool {
        let ExprKind::MethodExpr { recv, name, .. } = package.exprs[fun].kind else { return false };
        let Type::Named(named) = self.cx.types.get(self.cx.types.unalias(recv)) else { return false };
        let receiver = self.cx.names.text(self.cx.types.object(named.obj).name);
        match (callee.path, receiver, self.cx.names.text(name)) {
            ("encoding/binary", "littleEndian" | "bigEndian", method) => is_fixed_size(method),
            ("runtime", "heapBits", "nextArena") => true,
            _ => false,
        }
    }

    /// Whether `x` is the field at the start of a variable, or of what a variable points to.
    fn is_first_field(&self, package: &Package, x: ExprId) -> bool {
        let (ExprKind::Dot { x, field } | ExprKind::DotPtr { x, field }) = package.exprs[x].kind else {
            return false;
        };
        let named = matches!(package.exprs[x].kind, ExprKind::Var(_) | ExprKind::Global(_));
        named && self.offset(package.exprs[x].ty, field) == Some(0)
    }

    fn offset(&self, ty: TypeId, field: FieldRef) -> Option<i64> {
        let types = self.cx.types;
        let (base, _) = crate::types::predicates::deref(types, ty);
        match types.under(base) {
            Type::Struct(fields) if field.index > 0 => {
                let offsets = self.cx.sizes.offsets_of(types, self.cx.names, fields);
                offsets.get(field.index as usize).copied().flatten()
            }
            Type::Struct(_) => Some(0),
            _ => None,
        }
    }
}

/// Nodes that look up a type or method table: in the dictionary, or by its address.
fn descriptor(in_dictionary: bool) -> i64 {
    if in_dictionary { 4 } else { 2 }
}

/// The rest of the names of functions that read, write or append an integer.
fn is_fixed_size(name: &str) -> bool {
    let size = name.strip_prefix("Put").or_else(|| name.strip_prefix("Append")).unwrap_or(name);
    matches!(size, "Uint16" | "Uint32" | "Uint64")
}

fn is_zero(package: &Package, expr: ExprId) -> bool {
    matches!(package.exprs[expr].kind, ExprKind::Literal(Constant::Int(0)))
}

/// Whether `expr` is `len(x)` of the same variable.
fn is_length_of(package: &Package, expr: ExprId, x: ExprId) -> bool {
    let ExprKind::Builtin { op: BuiltinOp::Len, args, .. } = &package.exprs[expr].kind else { return false };
    let Some(&of) = args.first() else { return false };
    match (&package.exprs[of].kind, &package.exprs[x].kind) {
        (ExprKind::Var(a), ExprKind::Var(b)) => a == b,
        (ExprKind::Global(a), ExprKind::Global(b)) => a == b,
        _ => false,
    }
}

/// Nodes of gc's that belong to a statement and are none of ours: clauses, guards.
fn own_nodes(kind: &StmtKind) -> i64 {
    match kind {
        StmtKind::Switch { cases, .. } => cases.len() as i64,
        StmtKind::TypeSwitch { cases, tag, .. } => 1 + i64::from(tag.is_some()) + cases.len() as i64,
        StmtKind::Select { cases, .. } => cases.len() as i64,
        _ => 0,
    }
}

/// Nodes for the temporaries of `a, b = f()`, which do not count.
fn temporaries(package: &Package, kind: &StmtKind) -> i64 {
    let StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, .. } = kind else { return 0 };
    let init = rhs.first().and_then(|&first| package.expr_init.get(first));
    match init.map(Vec::as_slice) {
        Some(&[stmt]) if matches!(package.stmts[stmt].kind, StmtKind::AssignList { .. }) => {
            4 * lhs.len() as i64 + 1
        }
        _ => 0,
    }
}

/// Whether a function has so many nodes that only little is copied into it.
pub fn is_big(package: &Package, func: FuncId) -> bool {
    // The function itself counts.
    let mut nodes: i64 = 1;
    preorder(package, &body_roots(package, func), &mut |node| {
        nodes += match node {
            Node::Var(_) => 1,
            Node::Stmt(stmt) => match &package.stmts[stmt].kind {
                StmtKind::Expr(_) => 0,
                kind => 1 + own_nodes(kind) - temporaries(package, kind),
            },
            Node::Expr(expr) => match &package.exprs[expr].kind {
                // The type is a node of its own.
                ExprKind::MethodExpr { .. } | ExprKind::New(_) => 2,
                ExprKind::CompositeLit { kind, elems } => {
                    let keyed = matches!(kind, LitKind::Struct | LitKind::Map);
                    1 + elems.iter().filter(|elem| keyed || elem.key.is_some()).count() as i64
                }
                ExprKind::MakeMap { hint: size } | ExprKind::MakeChan { size } => {
                    1 + i64::from(size.is_none())
                }
                _ => 1,
            },
        };
        nodes < i64::from(BIG)
    });
    nodes >= i64::from(BIG)
}
