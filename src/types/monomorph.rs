//! Generic code that would need instances without end: `func f[T any]() { f[*T]() }`.
//!
//! In: which type arguments type parameters get, anywhere in a package. Out: an error for the
//! first chain of instantiations that leads back to where it started with larger types.
//! Invariants: chains do not leave a package, so that type parameters of others do not matter.
//! Source: gc 1.27.3 for which chain is reported, and where.

use super::check::Checker;
use super::object::ObjId;
use super::store::{Type, TypeId, TypeStore};
use crate::source::Pos;
use crate::syntax::ast::{ExprId, List};
use rustc_hash::{FxHashMap, FxHashSet};

/// Type parameters, and local types of generic functions, with what they are made from.
#[derive(Debug, Default)]
pub(super) struct InstantiationGraph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// The node of each type parameter or local type; `None` for types that need none.
    index: FxHashMap<TypeId, Option<usize>>,
    /// What type parameters of receivers stand for.
    declared: FxHashMap<TypeId, TypeId>,
}

#[derive(Debug)]
struct Node {
    ty: TypeId,
    obj: ObjId,
    /// The largest number of types around another one on a chain that ends here.
    growth: u32,
    /// The last edge of that chain.
    last: Option<usize>,
    /// The number of edges on it.
    len: usize,
}

/// The type at `from` becomes part of what `to` stands for.
#[derive(Debug)]
struct Edge {
    from: usize,
    to: usize,
    /// Whether something is around it.
    grows: bool,
    pos: Pos,
    /// The whole type argument.
    ty: TypeId,
}

impl InstantiationGraph {
    /// Notes that a type parameter of a receiver stands for one of the receiver's type.
    pub fn unite(&mut self, param: TypeId, declared: TypeId) {
        self.declared.insert(param, declared);
    }

    fn param(&mut self, store: &TypeStore, ty: TypeId) -> Option<usize> {
        let ty = self.declared.get(&ty).copied().unwrap_or(ty);
        let Type::TypeParam { obj, .. } = *store.get(ty) else { return None };
        if let Some(&Some(known)) = self.index.get(&ty) {
            return Some(known);
        }
        Some(self.add(ty, obj))
    }

    fn add(&mut self, ty: TypeId, obj: ObjId) -> usize {
        self.nodes.push(Node { ty, obj, growth: 0, last: None, len: 0 });
        self.index.insert(ty, Some(self.nodes.len() - 1));
        self.nodes.len() - 1
    }

    /// The edges of a chain that grows without end, from some node back to it, last one first.
    fn endless_chain(&mut self) -> Option<Vec<usize>> {
        let end = self.longest_chains()?;
        let before = |at: usize| {
            let last = self.nodes[at].last?;
            Some((last, self.edges[last].from))
        };
        // The chain ends in a cycle, but may have left it again.
        let (mut at, mut passed) = (end, FxHashSet::default());
        while passed.insert(at) {
            at = before(at)?.1;
        }
        let (start, mut chain) = (at, Vec::new());
        loop {
            let (edge, from) = before(at)?;
            chain.push(edge);
            at = from;
            if at == start {
                return Some(chain);
            }
        }
    }

    /// Finds the chain with the largest growth for each node; ends early at a node whose chain
    /// has to contain a cycle.
    fn longest_chains(&mut self) -> Option<usize> {
        let mut changed = true;
        while changed {
            changed = false;
            for (i, edge) in self.edges.iter().enumerate() {
                let growth = self.nodes[edge.from].growth + u32::from(edge.grows);
                let len = self.nodes[edge.from].len + 1;
                if growth <= self.nodes[edge.to].growth {
                    continue;
                }
                let count = self.nodes.len();
                let to = &mut self.nodes[edge.to];
                (to.last, to.len) = (Some(i), len);
                if len == count {
                    return Some(edge.to);
                }
                to.growth = growth;
                changed = true;
            }
        }
        None
    }
}

impl Checker<'_> {
    /// Notes that `params` got the type arguments `args`, some of them `written`.
    pub(super) fn record_instantiation(
        &mut self,
        pos: u32,
        params: &[TypeId],
        args: &[TypeId],
        written: Option<List<ExprId>>,
    ) {
        let written = written.map_or(&[][..], |list| self.ast().list(list));
        for (i, (&param, &arg)) in params.iter().zip(args).enumerate() {
            let Type::TypeParam { obj, .. } = *self.store.get(param) else { continue };
            if self.object(obj).package != Some(self.package) {
                continue;
            }
            let offset = written.get(i).map_or(pos, |&expr| self.start_of(expr));
            if let Some(to) = self.instantiations.param(self.store, param) {
                self.record_parts(to, self.pos(offset), arg);
            }
        }
    }

    /// Adds an edge for each type parameter and local type in a type argument.
    fn record_parts(&mut self, to: usize, pos: Pos, arg: TypeId) {
        let whole = self.store.unalias(arg);
        let mut todo = vec![arg];
        let mut seen: FxHashSet<TypeId> = FxHashSet::default();
        while let Some(ty) = todo.pop() {
            let ty = self.store.unalias(ty);
            let from = match self.store.get(ty) {
                Type::TypeParam { .. } => self.instantiations.param(self.store, ty),
                Type::Named(named) => {
                    self.local_type_node(self.store.generic_of(ty).unwrap_or(ty), named.obj)
                }
                _ => None,
            };
            if let Some(from) = from {
                self.instantiations.edges.push(Edge { from, to, grows: ty != whole, pos, ty: arg });
            }
            if !seen.insert(ty) {
                continue;
            }
            // What comes first is looked at first.
            let parts = self.parts(ty);
            todo.extend(parts.into_iter().rev());
        }
    }

    fn parts(&self, ty: TypeId) -> Vec<TypeId> {
        let signature = |ty: TypeId| match self.store.get(ty) {
            Type::Signature(s) => s.params.iter().chain(&s.results).map(|&v| self.type_of(v)).collect(),
            _ => Vec::new(),
        };
        match self.store.get(ty) {
            Type::Pointer(elem) | Type::Slice(elem) => vec![*elem],
            Type::Array { elem, .. } | Type::Chan { elem, .. } => vec![*elem],
            Type::Map { key, value } => vec![*key, *value],
            Type::Struct(s) => s.fields.iter().map(|f| f.ty).collect(),
            Type::Signature(_) => signature(ty),
            Type::Interface(_) => {
                let methods = super::lookup::all_methods(self.store, self.interner(), ty);
                methods.iter().flat_map(|m| signature(m.signature)).collect()
            }
            _ => self.store.type_args(ty).to_vec(),
        }
    }

    /// The node of a type that is declared in a generic function: each instance of the function
    /// has its own.
    fn local_type_node(&mut self, ty: TypeId, obj: ObjId) -> Option<usize> {
        let mut scope = Some(*self.local_types.get(&obj)?);
        if let Some(&known) = self.instantiations.index.get(&ty) {
            return known;
        }
        self.instantiations.index.insert(ty, None);
        let declared = self.object(obj).pos;
        let mut node = None;
        while let Some(id) = scope {
            let entries: Vec<ObjId> = self.scopes.get(id).entries().map(|(_, obj)| obj).collect();
            for other in entries {
                let Some(param) = self.known_type(other) else { continue };
                let Type::TypeParam { obj: own, .. } = *self.store.get(param) else { continue };
                if own != other || self.object(other).pos >= declared {
                    continue;
                }
                let to = *node.get_or_insert_with(|| self.instantiations.add(ty, obj));
                let Some(from) = self.instantiations.param(self.store, param) else { continue };
                self.instantiations.edges.push(Edge { from, to, grows: true, pos: declared, ty: param });
            }
            scope = self.scopes.get(id).parent;
        }
        node
    }

    /// Reports a chain of instantiations without end. Where there is one nothing of the package can
    /// be relied on: no later stage could stop.
    pub(super) fn endless_instantiation(&mut self) {
        let mut graph = std::mem::take(&mut self.instantiations);
        let Some(chain) = graph.endless_chain() else { return };
        let Some(&first) = chain.first() else { return };
        for (file, tree) in self.files.iter().enumerate() {
            self.broken.extend(tree.top_decls.iter().map(|&decl| (file, decl)));
        }
        if self.has_errors {
            return;
        }
        let mut message = "instantiation cycle:".to_owned();
        for &edge in &chain {
            let edge = &graph.edges[edge];
            let node = &graph.nodes[edge.to];
            let how = match self.store.get(node.ty) {
                Type::TypeParam { .. } => "instantiated as",
                _ => "implicitly parameterized by",
            };
            let name = self.name(self.object(node.obj).name);
            let (at, ty) = (self.position(edge.pos), self.type_string(edge.ty));
            message.push_str(&format!("\n\t{at}: {name} {how} {ty}"));
        }
        let start = &graph.nodes[graph.edges[first].to];
        self.report(self.object(start.obj).pos, message, false);
    }
}
