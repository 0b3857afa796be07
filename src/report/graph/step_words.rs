//! The solver's steps in words of the source.
//!
//! In: a step, and the picture of the whole package. Out: a sentence.

use super::words::{content, names, reason_name, result_name};
use super::{Edge, EdgeId, NodeId, NodeKind, Picture, Step};
use crate::catalogue::{Catalogue, Language, say};
use crate::flow::{Attrs, Sink};
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
        let text = self.words(step);
        match self.catalogue.language() {
            Language::Zh => without_inner_spaces(&text),
            Language::En => text,
        }
    }

    fn words(&mut self, step: &Step) -> String {
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
            Step::Leak { node, sink, derefs, .. } => self.leak(node, sink, derefs),
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

    fn leak(&self, node: NodeId, sink: Sink, derefs: u32) -> String {
        let c = self.catalogue;
        let what = content(c, self.name(node), derefs);
        match sink {
            Sink::Heap => say!(c, "graph-leak-heap", what = what),
            Sink::Mutator => say!(c, "graph-leak-mutator", what = what),
            Sink::Callee => say!(c, "graph-leak-callee", what = what),
            Sink::Result(i) => {
                let result = self.picture.node(node).map(|node| result_name(self.picture, node, i));
                say!(c, "graph-leak-result", what = what, result = result.unwrap_or_default())
            }
        }
    }
}

/// Chinese has spaces only beside other scripts; names in a sentence may be either.
fn without_inner_spaces(text: &str) -> String {
    let is_chinese =
        |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}');
    let chars: Vec<char> = text.chars().collect();
    let is_inner = |i: usize| {
        let (before, after) = (i.checked_sub(1).map(|i| chars[i]), chars.get(i + 1).copied());
        chars[i] == ' ' && before.is_some_and(is_chinese) && after.is_some_and(is_chinese)
    };
    chars.iter().enumerate().filter(|&(i, _)| !is_inner(i)).map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::without_inner_spaces;

    #[test]
    fn spaces_between_scripts_stay() {
        assert_eq!(without_inner_spaces("x 的值流到 堆（第 3 行）"), "x 的值流到堆（第 3 行）");
    }
}
