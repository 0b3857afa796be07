//! What locations and expressions are called.
//!
//! In: IR nodes and graph locations. Out: [`Value`]s, names and [`Target`]s in terms of the
//! source.
//! Invariants: what the compiler made has no name here, it is described by what it stands for.

use super::copies::without_types;
use super::place::{self, Places};
use super::{ExplainContext, Spot, Target, Value, ValueKind};
use crate::flow::{DefinitionCache, Graph, LocId, Origin, Place, Summaries};
use crate::inline::InlineTree;
use crate::ir::fmt::Printer;
use crate::ir::literal_name::without_checksum;
use crate::ir::static_value::callee_named;
use crate::ir::{
    self, BuiltinOp, ConvKind, ExprId, ExprKind, FuncId, FuncKind, FuncRef, LitKind, StmtId, StmtKind,
    VarClass, VarId,
};
use crate::release::Rules;
use crate::solve::{PackageAnalysis, Solution};
use crate::source::{Interner, Pos};
use crate::syntax::ast;
use crate::types::{Sizes, Type, TypeStore};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// How deep expressions are looked into.
const MAX_DEPTH: u32 = 64;

/// Everything that is known about one package.
#[derive(Debug)]
pub(in crate::report) struct Scope<'a> {
    pub ir: &'a ir::Package,
    pub types: &'a TypeStore,
    pub names: &'a Interner,
    pub rules: &'a Rules,
    pub sizes: Sizes,
    pub summaries: &'a Summaries,
    pub inlined: &'a InlineTree,
    pub places: Places<'a>,
    /// Function literals that a `go` or `defer` statement calls.
    pub launched: FxHashMap<ExprId, Launch>,
    /// Operands in whose place a known value is used.
    pub replaced: FxHashMap<ExprId, ExprId>,
    pub definitions: RefCell<DefinitionCache>,
}

/// The statement that calls a function literal later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::report) enum Launch {
    Go,
    Defer,
}

/// One batch of functions, solved.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Batch<'a> {
    pub graph: &'a Graph,
    pub solution: &'a Solution,
    pub var_loc: &'a FxHashMap<VarId, LocId>,
}

impl<'a> Scope<'a> {
    /// What is known about a package that was analysed.
    pub fn new(
        cx: ExplainContext<'a>,
        trees: &'a [ast::File],
        (package, inlined): (&'a ir::Package, &'a InlineTree),
        analysis: &'a PackageAnalysis,
    ) -> Self {
        let replaced = analysis.batches.iter().flat_map(|batch| &batch.replaced);
        Scope {
            ir: package,
            types: cx.types,
            names: &cx.sources.interner,
            rules: cx.rules,
            sizes: cx.sizes,
            summaries: &analysis.summaries,
            inlined,
            places: Places::new(package, inlined, cx.sources, trees),
            launched: Scope::launched(package),
            replaced: replaced.map(|(&operand, &value)| (operand, value)).collect(),
            definitions: RefCell::default(),
        }
    }

    /// Finds the function literals that `go` and `defer` statements call.
    fn launched(ir: &ir::Package) -> FxHashMap<ExprId, Launch> {
        let mut launched = FxHashMap::default();
        for (_, stmt) in ir.stmts.iter() {
            let (call, launch) = match stmt.kind {
                StmtKind::Go(call) => (call, Launch::Go),
                StmtKind::Defer { call, .. } => (call, Launch::Defer),
                _ => continue,
            };
            if let ExprKind::Call { fun, .. } = ir.exprs[call].kind {
                launched.insert(fun, launch);
            }
        }
        launched
    }

    /// Whether the compiler made this variable.
    pub fn is_hidden(&self, var: VarId) -> bool {
        let var = &self.ir.vars[var];
        var.auto_temp || self.names.text(var.name).starts_with(['.', '#'])
    }

    /// A variable's name as the source writes it; a result or parameter without a name, and what
    /// the compiler made, have none.
    pub fn var_name(&self, var: VarId) -> Option<&'a str> {
        let name = self.names.text(self.ir.vars[var].name);
        let named = !self.is_hidden(var) && !name.starts_with('~') && name != "_";
        named.then_some(name)
    }

    /// What a location is, and where. `None` for what stands for no storage of the program.
    pub fn value(&self, graph: &Graph, loc: LocId) -> Option<(Value, Spot)> {
        match graph.locs[loc].origin {
            Origin::Var(var) => {
                let class = self.ir.vars[var].class;
                let kind = match class {
                    _ if self.names.text(self.ir.vars[var].name).starts_with('#') => ValueKind::LoopState,
                    _ if self.is_hidden(var) => ValueKind::Hidden,
                    VarClass::Param => ValueKind::Parameter,
                    VarClass::Result | VarClass::Local => ValueKind::Variable,
                };
                let text = match kind {
                    ValueKind::Hidden => self.hidden_value(var).and_then(|e| self.places.short_text(e)),
                    _ => self.var_name(var),
                };
                Some((Value { kind, text: text.map(str::to_owned) }, self.places.var(var)?))
            }
            Origin::Expr(expr) => {
                let kind = self.value_kind(expr);
                let text = match kind {
                    ValueKind::Closure | ValueKind::LoopBody | ValueKind::VariadicArguments => None,
                    ValueKind::Boxed { .. } => self.operand_text(expr),
                    _ => self.places.brief_text(expr),
                };
                Some((Value { kind, text }, self.places.expr(expr)?))
            }
            Origin::Heap | Origin::Mutator | Origin::Callee | Origin::Blank | Origin::Temp => None,
        }
    }

    /// What kind of allocation an expression is.
    pub fn value_kind(&self, id: ExprId) -> ValueKind {
        let expr = &self.ir.exprs[id];
        match &expr.kind {
            ExprKind::New(_) => ValueKind::New,
            ExprKind::PtrLit(_) => ValueKind::PointerLiteral,
            ExprKind::MakeSlice { .. } => ValueKind::MakeSlice,
            ExprKind::MakeMap { .. } => ValueKind::MakeMap,
            ExprKind::CompositeLit { kind: LitKind::Map, .. } => ValueKind::MapLiteral,
            ExprKind::CompositeLit { .. } if expr.implicit => ValueKind::VariadicArguments,
            ExprKind::CompositeLit { .. } => ValueKind::SliceLiteral,
            ExprKind::Closure(func) if self.ir.funcs[*func].kind == FuncKind::RangeBody => {
                ValueKind::LoopBody
            }
            ExprKind::Closure(_) => ValueKind::Closure,
            ExprKind::MethodValue { .. } => ValueKind::MethodValue,
            ExprKind::Concat(_) | ExprKind::Binary { .. } => ValueKind::Concat,
            ExprKind::Builtin { op: BuiltinOp::Append, .. } => ValueKind::Append,
            ExprKind::Conv { kind, x } => match kind {
                ConvKind::Interface => {
                    let constant = self.is_constant(*x);
                    ValueKind::Boxed { constant }
                }
                ConvKind::StringToBytes | ConvKind::StringToRunes => ValueKind::FromString,
                ConvKind::BytesToString | ConvKind::RunesToString | ConvKind::RuneToString => {
                    ValueKind::ToString
                }
                _ => ValueKind::Other,
            },
            _ => ValueKind::Other,
        }
    }

    fn is_constant(&self, id: ExprId) -> bool {
        let id = self.replaced.get(&id).copied().unwrap_or(id);
        matches!(self.ir.exprs[id].kind, ExprKind::Literal(_))
    }

    /// The source's text of what an interface conversion boxes.
    fn operand_text(&self, id: ExprId) -> Option<String> {
        match self.ir.exprs[id].kind {
            ExprKind::Conv { x, .. } => self.places.brief_text(self.strip(x)),
            _ => None,
        }
    }

    /// The expression whose value a compiler-made variable holds.
    pub fn hidden_value(&self, var: VarId) -> Option<ExprId> {
        place::hidden_value(self.ir, var)
    }

    /// The expression without implicit conversions, address-ofs and dereferences around it.
    pub fn strip(&self, mut id: ExprId) -> ExprId {
        for _ in 0..MAX_DEPTH {
            let expr = &self.ir.exprs[id];
            id = match expr.kind {
                ExprKind::Conv { x, .. } | ExprKind::AddrOf(x) | ExprKind::Deref(x) if expr.implicit => x,
                _ => break,
            };
        }
        id
    }

    /// The function literal or wrapper whose closure is stored in a location.
    pub fn closure_func(&self, graph: &Graph, loc: LocId) -> Option<(ExprId, FuncId)> {
        match graph.locs[loc].origin {
            Origin::Expr(expr) => match self.ir.exprs[expr].kind {
                ExprKind::Closure(func) => Some((expr, func)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Which statement runs the function literal in a location later, if one does.
    pub fn launch(&self, graph: &Graph, loc: LocId) -> Option<Launch> {
        let (expr, func) = self.closure_func(graph, loc)?;
        match self.ir.funcs[func].kind {
            FuncKind::GoWrapper => Some(Launch::Go),
            FuncKind::DeferWrapper => Some(Launch::Defer),
            _ => self.launched.get(&expr).copied(),
        }
    }

    /// Whether the compiler made the function literal in a location.
    pub fn is_wrapper(&self, graph: &Graph, loc: LocId) -> bool {
        self.closure_func(graph, loc).is_some_and(|(_, func)| self.ir.funcs[func].kind.is_wrapper())
    }

    /// Whether the compiler made the function literal in a location for a `go` or `defer`
    /// statement: gc has no line for it.
    pub fn is_call_wrapper(&self, graph: &Graph, loc: LocId) -> bool {
        let kind = self.closure_func(graph, loc).map(|(_, func)| self.ir.funcs[func].kind);
        matches!(kind, Some(FuncKind::GoWrapper | FuncKind::DeferWrapper))
    }

    /// The functions that the variable `fun` of `func` may hold, if all are known.
    pub fn known_callees(&self, func: FuncId, fun: ExprId) -> Vec<FuncRef> {
        let definitions = self.definitions.borrow_mut().get(self.ir, self.types, func);
        let value = definitions.static_value(self.ir, fun, self.rules.captured_static_values);
        if let Some(func) = callee_named(self.ir, value) {
            return vec![func];
        }
        match self.ir.exprs[value].kind {
            ExprKind::Var(var) if self.rules.several_callees => definitions.assigned_callees(self.ir, var),
            _ => Vec::new(),
        }
    }

    /// Whether a callee is a method of a type parameter: a word of the dictionary, taken for a
    /// function. A method value has it in a variable that the compiler made.
    pub fn is_type_parameter_method(&self, fun: ExprId) -> bool {
        let found = |id: ExprId| match self.ir.exprs[id].kind {
            ExprKind::Conv { kind: ConvKind::Nop, x } => match self.ir.exprs[x].kind {
                ExprKind::AddrOf(word) => {
                    let is_func = matches!(self.types.under(self.ir.exprs[id].ty), Type::Signature(_));
                    is_func && matches!(self.ir.exprs[word].kind, ExprKind::Index { .. })
                }
                _ => false,
            },
            _ => false,
        };
        match self.ir.exprs[fun].kind {
            ExprKind::Var(var) if self.is_hidden(var) => {
                self.hidden_value(self.ir.canonical(var)).is_some_and(found)
            }
            _ => found(fun),
        }
    }

    /// A call's callee as the source writes it; a literal has no name.
    pub fn callee_name(&self, call: ExprId) -> Option<String> {
        let ExprKind::Call { fun, .. } = self.ir.exprs[call].kind else { return None };
        match self.ir.exprs[self.strip(fun)].kind {
            ExprKind::Closure(_) => None,
            _ => self.places.callee_text(call).map(str::to_owned).or_else(|| self.outside_callee(call, fun)),
        }
    }

    /// What a call in another package's text calls, as gc names it.
    fn outside_callee(&self, call: ExprId, fun: ExprId) -> Option<String> {
        if !self.places.is_outside(call) {
            return None;
        }
        if let ExprKind::Var(var) = self.ir.exprs[fun].kind {
            return self.told_name(var);
        }
        let named = callee_named(self.ir, fun)?;
        Some(without_types(&without_checksum(&self.printer().func_text(named))))
    }

    /// Spells nodes as gc does.
    pub fn printer(&self) -> Printer<'a> {
        Printer { package: self.ir, types: self.types, names: self.names, rules: self.rules, replaced: None }
    }

    /// What an assignment to `lhs` stores into.
    pub fn target(&self, lhs: ExprId) -> Target {
        let text = || self.places.short_text(lhs).map(str::to_owned);
        let short = |id: ExprId| self.places.short_text(self.strip(id)).map(str::to_owned);
        let mut id = lhs;
        for _ in 0..MAX_DEPTH {
            match self.ir.exprs[id].kind {
                ExprKind::Var(var) if self.is_hidden(var) => return Target::Hidden,
                ExprKind::Var(var) => {
                    let name = text().or_else(|| self.told_name(var));
                    return match (self.ir.vars[var].class, name) {
                        (_, None) => Target::Hidden,
                        (VarClass::Result, Some(name)) => Target::Result(name),
                        (_, Some(name)) => Target::Variable(name),
                    };
                }
                ExprKind::Global(obj) => {
                    let name = || self.names.text(self.types.object(obj).name).to_owned();
                    return Target::Global(text().unwrap_or_else(name));
                }
                ExprKind::Blank => return Target::Global("_".to_owned()),
                ExprKind::Deref(x) | ExprKind::DotPtr { x, .. } => {
                    let pointer = short(x);
                    let text =
                        text().filter(|text| pointer.as_ref().is_some_and(|p| *text != format!("*{p}")));
                    return Target::Pointer(pointer, text);
                }
                ExprKind::IndexMap { x, .. } => return Target::Map(short(x)),
                ExprKind::Dot { x, .. } => id = x,
                ExprKind::Index { x, .. } => {
                    let array = matches!(
                        self.types.get(self.types.underlying(self.ir.exprs[x].ty)),
                        Type::Array { .. }
                    );
                    if !array {
                        return Target::Element(short(x));
                    }
                    id = x;
                }
                ExprKind::Conv { x, .. } => id = x,
                _ => break,
            }
        }
        Target::Heap
    }

    /// Where a statement stores what flows to `dst`; `moved` tells whether a value of the
    /// statement is what flows.
    pub fn stored(&self, graph: &Graph, place: Place, dst: LocId, moved: impl Fn(ExprId) -> bool) -> Target {
        let to_dst = match graph.locs[dst].origin {
            Origin::Var(var) => match (self.told_name(var), self.ir.vars[var].class) {
                (Some(name), VarClass::Result) => Target::Result(name),
                (Some(name), _) => Target::Variable(name),
                (None, _) => Target::Hidden,
            },
            _ => Target::Heap,
        };
        let targets = match place {
            Place::Stmt(stmt) => self.assigned(stmt, moved),
            _ => Vec::new(),
        };
        let fits = |target: &Target| match (&to_dst, target) {
            (Target::Heap, Target::Variable(_) | Target::Result(_) | Target::Hidden) => false,
            (Target::Heap, _) => true,
            (
                Target::Variable(name) | Target::Result(name),
                Target::Variable(text) | Target::Result(text),
            ) => text
                .strip_prefix(name.as_str())
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')),
            _ => false,
        };
        let fitting: Vec<Target> = targets.into_iter().filter(fits).collect();
        match fitting.split_first() {
            Some((target, others)) if others.iter().all(|other| other == target) => target.clone(),
            // Several places on the heap: one of them, for the rule.
            Some((target, _)) if to_dst == Target::Heap => target.clone(),
            _ => to_dst,
        }
    }

    fn assigned(&self, stmt: StmtId, moved: impl Fn(ExprId) -> bool) -> Vec<Target> {
        match &self.ir.stmts[stmt].kind {
            StmtKind::AssignList { lhs, rhs, .. } if lhs.len() == rhs.len() => {
                let pairs = || lhs.iter().zip(rhs);
                let all = pairs()
                    .filter(|&(_, &value)| moved(value))
                    .map(|(&l, _)| self.target(l))
                    .collect::<Vec<_>>();
                if all.is_empty() { lhs.iter().map(|&l| self.target(l)).collect() } else { all }
            }
            StmtKind::Assign { lhs, .. } | StmtKind::AssignBinary { x: lhs, .. } => vec![self.target(*lhs)],
            StmtKind::AssignList { lhs, .. } => lhs.iter().map(|&l| self.target(l)).collect(),
            StmtKind::Range { key, value, .. } => key.iter().chain(value).map(|&l| self.target(l)).collect(),
            _ => Vec::new(),
        }
    }

    /// Where a note's node is.
    pub fn spot(&self, place: Place) -> Option<Spot> {
        match place {
            Place::Expr(expr) => self.places.expr(expr),
            Place::Stmt(stmt) => self.places.stmt(stmt),
            Place::Var(var) => self.places.var(var),
            Place::Case(stmt, i) => self.places.clause(self.case_pos(stmt, i)?),
        }
    }

    fn case_pos(&self, stmt: StmtId, i: u32) -> Option<Pos> {
        match &self.ir.stmts[stmt].kind {
            StmtKind::Switch { cases, .. } | StmtKind::TypeSwitch { cases, .. } => {
                cases.get(i as usize).map(|c| c.pos)
            }
            _ => None,
        }
    }

    /// Whether `id` is, or holds close by, the expression `inner` or the variable `var`.
    pub fn mentions(&self, id: ExprId, inner: Option<ExprId>, var: Option<VarId>) -> bool {
        self.mentions_within(id, inner, var, MAX_DEPTH)
    }

    fn mentions_within(&self, id: ExprId, inner: Option<ExprId>, var: Option<VarId>, depth: u32) -> bool {
        if Some(id) == inner {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else { return false };
        let within = |x: ExprId| self.mentions_within(x, inner, var, depth);
        match &self.ir.exprs[id].kind {
            ExprKind::Var(v) => var.is_some_and(|var| self.ir.canonical(*v) == self.ir.canonical(var)),
            ExprKind::AddrOf(x) | ExprKind::Deref(x) | ExprKind::PtrLit(x) => within(*x),
            ExprKind::Conv { x, .. } | ExprKind::Dot { x, .. } | ExprKind::DotPtr { x, .. } => within(*x),
            ExprKind::Index { x, .. } | ExprKind::Slice { x, .. } | ExprKind::TypeAssert { x, .. } => {
                within(*x)
            }
            ExprKind::MethodValue { x, .. } | ExprKind::DotInterface { x, .. } => within(*x),
            ExprKind::Call { fun, args, .. } => args.iter().any(|&a| within(a)) || within(*fun),
            ExprKind::Builtin { args, .. } => args.iter().any(|&a| within(a)),
            ExprKind::CompositeLit { elems, .. } => {
                elems.iter().any(|e| within(e.value) || e.key.is_some_and(within))
            }
            _ => false,
        }
    }
}
