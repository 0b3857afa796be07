//! Builds the graph of one batch: what the builder files of the construct families share.

use super::event::Event;
use super::graph::{FuncIdx, FuncNode, Graph, Place, Reason};
use super::hole::Hole;
use super::location::{Attrs, LocId, Location, Origin};
use super::prepare::Prepared;
use super::tags::{Imports, Summaries};
use crate::ir::static_value::{Definitions, outermost};
use crate::ir::visit::{Node, visit_stmts};
use crate::ir::{ExprId, FuncId, Package, Stmt, StmtId, StmtKind, VarClass, VarId};
use crate::release::Rules;
use crate::source::{Interner, Symbol};
use crate::types::layout;
use crate::types::sizes::Sizes;
use crate::types::{TypeId, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// What an analysis reads besides the code.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// All types.
    pub types: &'a TypeStore,
    /// All names.
    pub names: &'a Interner,
    /// The release.
    pub rules: &'a Rules,
    /// Sizes on the machine.
    pub sizes: Sizes,
    /// What is known about other packages.
    pub imports: &'a dyn Imports,
}

impl Context<'_> {
    /// Whether values of type `ty` hold pointers.
    pub fn has_pointers(&self, ty: TypeId) -> bool {
        layout::has_pointers(self.types, ty)
    }
    /// Size of a value of type `ty`, in bytes.
    pub fn size_of(&self, ty: TypeId) -> i64 {
        self.sizes.bytes_of(self.types, self.names, ty)
    }
    /// Whether an interface holds values of type `ty` without allocating.
    pub fn is_direct(&self, ty: TypeId) -> bool {
        layout::is_direct_interface(self.types, self.names, self.sizes, ty, self.rules.one_word_direct)
    }
}

/// The known definitions of each outermost function, read when first needed.
#[derive(Debug, Default)]
pub struct DefinitionCache(FxHashMap<FuncId, Rc<Definitions>>);

impl DefinitionCache {
    /// The definitions that hold in `func`.
    pub fn get(&mut self, package: &Package, types: &TypeStore, func: FuncId) -> Rc<Definitions> {
        let func = outermost(package, func);
        let entry = self.0.entry(func).or_insert_with(|| Rc::new(Definitions::of(package, types, func)));
        Rc::clone(entry)
    }
}

/// A function literal met while walking: how it captures is decided at the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct PendingClosure {
    /// What stores into the closure's storage.
    pub hole: Hole,
    /// The literal's function.
    pub func: FuncId,
}

/// The function whose body is being walked.
#[derive(Debug)]
pub(super) struct Walk {
    /// The function.
    pub func: FuncId,
    /// Its node in the graph.
    pub node: FuncIdx,
    /// Loops around the current statement; 1 in the body.
    pub loop_depth: u32,
    /// Labels that a later `goto` jumps back to.
    looping: FxHashSet<Symbol>,
}

/// Builds one graph.
pub(super) struct Builder<'a> {
    pub cx: Context<'a>,
    pub package: &'a Package,
    pub summaries: &'a Summaries,
    pub definitions: &'a mut DefinitionCache,
    pub prepared: &'a Prepared,
    pub graph: Graph,
    /// Location of each variable of the batch.
    pub var_loc: FxHashMap<VarId, LocId>,
    pub func_node: FxHashMap<FuncId, FuncIdx>,
    pub closures: Vec<PendingClosure>,
    pub walk: Walk,
}

/// What building a batch's graph leaves behind.
pub struct Built {
    /// The graph.
    pub graph: Graph,
    /// The location of each variable.
    pub var_loc: FxHashMap<VarId, LocId>,
    /// Variables that a literal captures by reference.
    pub by_ref: Vec<VarId>,
}

/// Builds the graph of `batch`; reasons to be on the heap are not yet in it.
pub fn build(
    cx: Context<'_>,
    package: &Package,
    summaries: &Summaries,
    definitions: &mut DefinitionCache,
    prepared: &Prepared,
    batch: &[FuncId],
) -> Built {
    let Some(&first) = batch.first() else {
        return Built {
            graph: Graph::new(cx.rules.tracks_mutation),
            var_loc: FxHashMap::default(),
            by_ref: Vec::new(),
        };
    };
    let mut graph = Graph::new(cx.rules.tracks_mutation);
    let node = graph.funcs.alloc(FuncNode {
        func: Some(first),
        outer: None,
        results: Vec::new(),
        results_lost: !cx.rules.tracks_mutation,
        in_batch: true,
    });
    let mut builder = Builder {
        cx,
        package,
        summaries,
        definitions,
        prepared,
        graph,
        var_loc: FxHashMap::default(),
        func_node: FxHashMap::from_iter([(first, node)]),
        closures: Vec::new(),
        walk: Walk { func: first, node, loop_depth: 1, looping: FxHashSet::default() },
    };
    builder.link_outer(first, node);
    for &func in batch {
        let node = builder.node_of(func);
        builder.graph.funcs[node].in_batch = true;
    }
    for &func in batch {
        builder.declare_func(func);
    }
    for &func in batch {
        if !crate::ir::batch::belongs_to_outer(package, cx.rules, cx.names, func) {
            builder.walk_func(func);
        }
    }
    let by_ref = builder.flow_closures();
    Built { graph: builder.graph, var_loc: builder.var_loc, by_ref }
}

impl<'a> Builder<'a> {
    /// The node of `func`, and of the functions around it.
    pub fn node_of(&mut self, func: FuncId) -> FuncIdx {
        if let Some(&node) = self.func_node.get(&func) {
            return node;
        }
        let node = self.graph.funcs.alloc(FuncNode {
            func: Some(func),
            outer: None,
            results: Vec::new(),
            results_lost: !self.cx.rules.tracks_mutation,
            in_batch: false,
        });
        self.func_node.insert(func, node);
        self.link_outer(func, node);
        node
    }

    fn link_outer(&mut self, func: FuncId, node: FuncIdx) {
        let f = &self.package.funcs[func];
        if let (true, Some(outer)) = (f.kind.is_literal(), f.outer) {
            let outer = self.node_of(outer);
            self.graph.funcs[node].outer = Some(outer);
        }
    }

    /// Makes the locations of a function's variables.
    fn declare_func(&mut self, func: FuncId) {
        let package = self.package;
        self.enter(func);
        let f = &package.funcs[func];
        for &var in f.vars.iter().chain(&f.closure_param) {
            self.new_var_loc(var);
        }
        let results: Vec<LocId> = f.results.iter().map(|&var| self.loc_of(var)).collect();
        for (i, &loc) in results.iter().enumerate() {
            self.graph.locs[loc].result = Some(i as u32);
        }
        let node = self.walk.node;
        self.graph.funcs[node].results = results;
    }

    fn enter(&mut self, func: FuncId) -> Walk {
        let node = self.node_of(func);
        let walk = Walk { func, node, loop_depth: 1, looping: FxHashSet::default() };
        std::mem::replace(&mut self.walk, walk)
    }

    /// Walks the body of `func`, and returns to where the walk was.
    pub fn walk_func(&mut self, func: FuncId) {
        let outer = self.enter(func);
        let body = self.package.funcs[func].body.as_deref().unwrap_or_default();
        let mut seen = FxHashSet::default();
        let looping = &mut self.walk.looping;
        visit_stmts(self.package, body, &mut |node| {
            if let Node::Stmt(stmt) = node {
                match self.package.stmts[stmt].kind {
                    StmtKind::Label(label) => {
                        seen.insert(label);
                    }
                    StmtKind::Goto(label) if seen.contains(&label) => {
                        looping.insert(label);
                    }
                    _ => {}
                }
            }
        });
        self.block(body);
        self.walk = outer;
    }

    /// Whether a later `goto` jumps back to `label`.
    pub fn is_looping(&self, label: Symbol) -> bool {
        self.walk.looping.contains(&label)
    }

    /// The statement.
    pub fn stmt_at(&self, id: StmtId) -> &'a Stmt {
        &self.package.stmts[id]
    }

    /// Type of an expression.
    pub fn ty(&self, expr: ExprId) -> TypeId {
        self.package.exprs[expr].ty
    }

    /// A new location in the current function, at the current depth.
    pub fn new_loc(&mut self, origin: Origin, persists: bool) -> LocId {
        let mut loc = Location::new(origin);
        loc.func = Some(self.walk.node);
        loc.loop_depth = self.walk.loop_depth;
        if persists {
            loc.attrs.insert(Attrs::PERSISTS);
        }
        self.graph.locs.alloc(loc)
    }

    /// A new location for a variable of the current function.
    pub fn new_var_loc(&mut self, var: VarId) -> LocId {
        let loc = self.new_loc(Origin::Var(var), true);
        self.graph.locs[loc].is_param = self.package.vars[var].class == VarClass::Param;
        self.var_loc.insert(var, loc);
        loc
    }

    /// The location of a variable, or of what it captures.
    pub fn loc_of(&mut self, var: VarId) -> LocId {
        let var = self.package.canonical(var);
        if let Some(&loc) = self.var_loc.get(&var) {
            return loc;
        }
        let node = self.node_of(self.package.vars[var].func);
        let outer = std::mem::replace(&mut self.walk.node, node);
        let loc = self.new_var_loc(var);
        self.walk.node = outer;
        loc
    }

    /// A hole that stores on the heap.
    pub fn heap(&self) -> Hole {
        Hole::to(Graph::HEAP)
    }

    /// A hole that stores nowhere.
    pub fn discard_hole(&self) -> Hole {
        Hole::to(Graph::BLANK)
    }

    /// A hole for pointers that are written through.
    pub fn mutator(&self) -> Hole {
        let dst = if self.cx.rules.tracks_mutation { Graph::MUTATOR } else { Graph::BLANK };
        Hole::to(dst)
    }

    /// A hole for closures that are called.
    pub fn callee(&self) -> Hole {
        let dst = if self.cx.rules.tracks_mutation { Graph::CALLEE } else { Graph::BLANK };
        Hole::to(dst)
    }

    /// Explains `hole` by one more step.
    pub fn note(&mut self, hole: Hole, place: Place, reason: Reason) -> Hole {
        self.graph.note(hole, place, reason)
    }

    /// A hole that stores into each of `holes`.
    pub fn tee(&mut self, holes: &[Hole]) -> Hole {
        match holes {
            [] => self.discard_hole(),
            [hole] => *hole,
            _ => {
                let temp = self.new_loc(Origin::Temp, false);
                for &hole in holes {
                    self.graph.flow(hole, temp);
                }
                Hole::to(temp)
            }
        }
    }

    /// A hole that stores into `hole`, but some time later.
    pub fn later(&mut self, hole: Hole) -> Hole {
        let temp = self.new_loc(Origin::Temp, true);
        self.graph.flow(hole, temp);
        Hole::to(temp)
    }

    /// Makes storage for what `expr` allocates, whose address flows into `hole`; the result
    /// stores into it.
    pub fn spill(&mut self, hole: Hole, expr: ExprId) -> Hole {
        let loc = self.new_loc(Origin::Expr(expr), false);
        let hole = self.note(hole.addr(), Place::Expr(expr), Reason::Spill);
        self.graph.flow(hole, loc);
        Hole::to(loc)
    }

    /// Reports something.
    pub fn event(&mut self, event: Event) {
        self.graph.events.push(event);
    }
}
