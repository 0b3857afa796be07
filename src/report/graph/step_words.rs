//! The solver's steps in words of the source.
//!
//! In: a step, and the picture of the whole package. Out: a sentence.

use super::words::{content, leak_text, names, reason_name};
use super::{Edge, EdgeId, Leak, NodeId, NodeKind, Picture, Step};
use crate::catalogue::{Catalogue, say};
use crate::flow::Attrs;
use std::collections::BTreeMap;

/// Words the steps of one batch.
pub(super) struct StepWords<'a> {
    catalogue: &'a Catalogue,
    picture: &'a Picture,
    names: BTreeMap<NodeId, String>,
    edges: BTreeMap<EdgeId, &'a Edge>,
    /// Where the current walk began.
    root: Option<NodeId>,
}

impl<'a> StepWords<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, picture: &'a Picture, batch: u32) -> Self {
        let edges = picture.batch_edges(batch).iter().map(|edge| (edge.id, edge)).collect();
        StepWords { catalogue, picture, names: names(catalogue, picture, batch), edges, root: None }
    }

    /// What a node is called.
    pub(super) fn name(&self, id: NodeId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// The sentence of a step; steps must be asked for in order.
    pub(super) fn step(&mut self, step: &Step) -> String {
        let c = self.catalogue;
        match *step {
            Step::Walk { root } => {
                self.root = Some(root);
                match self.picture.node(root).map(|node| node.kind) {
                    Some(NodeKind::Heap) => say!(c, "graph-step-walk-heap"),
                    Some(NodeKind::Mutator) => say!(c, "graph-step-walk-mutator"),
                    Some(NodeKind::Callee) => say!(c, "graph-step-walk-callee"),
                    _ => say!(c, "graph-step-walk", root = self.name(root)),
                }
            }
            Step::Reach { node, to, edge, derefs } => self.reach(node, to, edge, derefs),
            Step::Mark { node, root, new } => self.mark(node, root, new),
            Step::Leak { node, sink, derefs, .. } => self.leak(node, &Leak { sink, derefs }),
            Step::Enqueue { node, last: true } => say!(c, "graph-step-enqueue-last", name = self.name(node)),
            Step::Enqueue { node, last: false } => say!(c, "graph-step-enqueue-next", name = self.name(node)),
            Step::LoseResults { ref function } => {
                say!(c, "graph-step-lose-results", function = function.as_str())
            }
        }
    }

    fn reach(&self, node: NodeId, to: NodeId, edge: EdgeId, derefs: i32) -> String {
        let c = self.catalogue;
        let what = match derefs {
            ..0 => say!(c, "graph-content-address", name = self.name(node)),
            _ => content(c, self.name(node), derefs as u32),
        };
        let root = self.root.map_or("", |root| self.name(root));
        let note = self.edges.get(&edge).and_then(|edge| edge.notes.last());
        let way = match note {
            Some(note) => {
                let line = note.span.as_ref().map_or(0, |place| place.line);
                let (text, reason) = (note.text.as_str(), reason_name(c, note.reason));
                match line {
                    0 => say!(c, "graph-way", text = text, reason = reason),
                    _ => say!(c, "graph-way-line", text = text, reason = reason, line = line),
                }
            }
            None => String::new(),
        };
        let sentence = match Some(to) == self.root {
            true => say!(c, "graph-step-reach", what = what, root = root),
            false => say!(c, "graph-step-reach-through", what = what, root = root, next = self.name(to)),
        };
        match way.is_empty() {
            true => sentence,
            false => say!(c, "graph-step-because", sentence = sentence, way = way),
        }
    }

    fn mark(&self, node: NodeId, root: NodeId, new: Attrs) -> String {
        let c = self.catalogue;
        let (name, root_name) = (self.name(node), self.name(root));
        if new.has(Attrs::ESCAPES) {
            return match self.picture.node(root).map(|node| node.kind) {
                Some(NodeKind::Heap) => say!(c, "graph-step-escapes-heap", name = name),
                Some(NodeKind::Result) => say!(c, "graph-step-escapes-result", name = name, root = root_name),
                _ => say!(c, "graph-step-escapes", name = name, root = root_name),
            };
        }
        let texts = [
            new.has(Attrs::PERSISTS).then(|| say!(c, "graph-step-persists", name = name)),
            new.has(Attrs::MUTATES).then(|| say!(c, "graph-step-mutates", name = name)),
            new.has(Attrs::CALLS).then(|| say!(c, "graph-step-calls", name = name)),
        ];
        let both = |first: String, second: String| say!(c, "graph-step-both", first = first, second = second);
        texts.into_iter().flatten().reduce(both).unwrap_or_default()
    }

    fn leak(&self, id: NodeId, leak: &Leak) -> String {
        let node = self.picture.node(id);
        node.map_or_else(String::new, |node| {
            leak_text(self.catalogue, self.picture, node, self.name(id), leak)
        })
    }
}
