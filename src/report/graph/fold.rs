//! What drawings leave out of a picture.
//!
//! In: a [`Picture`]. Out: a smaller one that says the same of everything that gc has a line about.
//! Rules, in this order:
//! 1. The locations for pointers that are written through, for function values that are called, and for values
//!    that nobody uses are left out, with their edges: they decide nothing about heap or stack.
//! 2. A temporary (a value between expressions, a variable that the compiler made, an unnamed result of an inlined
//!    call) with one edge in or one edge out, whose address nobody takes, is merged into its edges: each
//!    way through it becomes an edge whose loads are those of both, with the notes of both, which is how the
//!    solver counts, too. [`super::Edge::through`] names it. One into which nothing flows, or out of which
//!    nothing does, is left out with its edges.
//! 3. Variables of inlined copies out of which nothing flows are left out, with their edges, unless gc has a line
//!    about them.
//! 4. Of edges between the same nodes with the same loads, the first on an escaping path is kept, else the first.
//! 5. What nothing flows into or out of is left out, unless gc has a line about it.
//!
//! JSON has the whole picture.

use super::{Edge, Node, NodeId, NodeKind, Picture};
use crate::report::explain::ValueKind;
use std::collections::{BTreeMap, BTreeSet};

/// The smaller picture.
pub fn fold(picture: &Picture) -> Picture {
    let ignored: BTreeSet<NodeId> = picture
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::Mutator | NodeKind::Callee | NodeKind::Blank))
        .map(|node| node.id)
        .collect();
    let is_kept = |edge: &&Edge| !ignored.contains(&edge.from) && !ignored.contains(&edge.to);
    let mut edges: Vec<Option<Edge>> = picture.edges.iter().filter(is_kept).cloned().map(Some).collect();
    let mut temporaries: BTreeSet<NodeId> =
        picture.nodes.iter().filter(|node| is_temporary(node)).map(|node| node.id).collect();
    merge(&mut edges, &mut temporaries);
    cut_dead_ends(picture, &mut edges);
    let edges = without_repeats(edges);
    let joined: BTreeSet<NodeId> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    let merged = |id: NodeId| !joined.contains(&id);
    let nodes = picture.nodes.iter().filter(|node| !ignored.contains(&node.id));
    let nodes = nodes.filter(|node| !merged(node.id) || !node.gc.is_empty());
    Picture {
        import_path: picture.import_path.clone(),
        functions: picture.functions.clone(),
        nodes: nodes.cloned().collect(),
        edges,
    }
}

/// Whether a node is only on the way from one value to another, and gc has no line about it.
fn is_temporary(node: &Node) -> bool {
    let is_made = match node.kind {
        NodeKind::Temporary | NodeKind::Value(ValueKind::Hidden) => true,
        // The result of a call that was replaced has no name in the source either.
        NodeKind::Value(ValueKind::Variable) => node.inlined.is_some() && node.label.starts_with('~'),
        _ => false,
    };
    is_made && node.gc.is_empty()
}

/// Edges by one of their ends.
#[derive(Default)]
struct Ends {
    into: BTreeMap<NodeId, Vec<usize>>,
    out_of: BTreeMap<NodeId, Vec<usize>>,
}

impl Ends {
    fn add(&mut self, i: usize, edge: &Edge) {
        self.into.entry(edge.to).or_default().push(i);
        self.out_of.entry(edge.from).or_default().push(i);
    }
}

/// Merges temporaries until none can be.
fn merge(edges: &mut Vec<Option<Edge>>, temporaries: &mut BTreeSet<NodeId>) {
    let mut ends = Ends::default();
    for (i, edge) in edges.iter().enumerate() {
        if let Some(edge) = edge {
            ends.add(i, edge);
        }
    }
    let mut waiting: Vec<NodeId> = temporaries.iter().rev().copied().collect();
    while let Some(id) = waiting.pop() {
        if !temporaries.contains(&id) {
            continue;
        }
        let alive = |list: Option<&Vec<usize>>, edges: &[Option<Edge>]| -> Vec<usize> {
            list.into_iter().flatten().copied().filter(|&i| edges[i].is_some()).collect()
        };
        let (into, out_of) = (alive(ends.into.get(&id), edges), alive(ends.out_of.get(&id), edges));
        let is_plain = |&i: &usize| edges[i].as_ref().is_some_and(|e| e.derefs >= 0 && e.from != e.to);
        if into.len() > 1 && out_of.len() > 1 || !out_of.iter().all(is_plain) {
            continue;
        }
        temporaries.remove(&id);
        let (before, after): (Vec<Edge>, Vec<Edge>) = (
            into.iter().filter_map(|&i| edges[i].take()).collect(),
            out_of.iter().filter_map(|&i| edges[i].take()).collect(),
        );
        for first in &before {
            for second in &after {
                let merged = joined(first, second, id);
                ends.add(edges.len(), &merged);
                edges.push(Some(merged));
            }
        }
        // What was next to it may be left without one side.
        waiting.extend(before.iter().map(|edge| edge.from).chain(after.iter().map(|edge| edge.to)));
    }
}

/// Takes the edges into copies that lead nowhere, until there are none.
fn cut_dead_ends(picture: &Picture, edges: &mut [Option<Edge>]) {
    let is_copy = |node: &&Node| {
        node.inlined.is_some() && node.gc.is_empty() && node.kind == NodeKind::Value(ValueKind::Variable)
    };
    let copies: BTreeSet<NodeId> = picture.nodes.iter().filter(is_copy).map(|node| node.id).collect();
    let mut out_of: BTreeMap<NodeId, usize> = copies.iter().map(|&id| (id, 0)).collect();
    let mut into: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (i, edge) in edges.iter().enumerate() {
        if let Some(edge) = edge.as_ref().filter(|edge| edge.from != edge.to) {
            out_of.entry(edge.from).and_modify(|count| *count += 1);
        }
        if let Some(edge) = edge.as_ref().filter(|edge| copies.contains(&edge.to)) {
            into.entry(edge.to).or_default().push(i);
        }
    }
    let mut waiting: Vec<NodeId> =
        out_of.iter().filter(|&(_, &count)| count == 0).map(|(&id, _)| id).collect();
    while let Some(id) = waiting.pop() {
        for i in into.remove(&id).unwrap_or_default() {
            let Some(edge) = edges[i].take().filter(|edge| edge.from != id) else { continue };
            if let Some(count) = out_of.get_mut(&edge.from) {
                *count -= 1;
                if *count == 0 {
                    waiting.push(edge.from);
                }
            }
        }
    }
}

/// The way through a temporary.
fn joined(first: &Edge, second: &Edge, temporary: NodeId) -> Edge {
    let through = first.through.iter().chain([&temporary]).chain(&second.through);
    Edge {
        id: first.id,
        from: first.from,
        to: second.to,
        derefs: first.derefs.saturating_add(second.derefs),
        notes: first.notes.iter().chain(&second.notes).cloned().collect(),
        escapes: first.escapes && second.escapes,
        through: through.copied().collect(),
    }
}

/// One edge of those that look the same, in the order of ids.
fn without_repeats(edges: Vec<Option<Edge>>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = edges.into_iter().flatten().collect();
    edges.sort_by_key(|edge| (edge.id, edge.to));
    let mut kept: BTreeMap<(NodeId, NodeId, i32), usize> = BTreeMap::new();
    let mut result: Vec<Edge> = Vec::new();
    for edge in edges {
        match kept.get(&(edge.from, edge.to, edge.derefs)) {
            Some(&i) if edge.escapes && !result[i].escapes => result[i] = edge,
            Some(_) => {}
            None => {
                kept.insert((edge.from, edge.to, edge.derefs), result.len());
                result.push(edge);
            }
        }
    }
    // An edge that was merged with several keeps its name once for each way.
    result
}
