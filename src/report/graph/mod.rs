//! Pictures of what flows, and the solver's steps over them.
//!
//! In: a package's IR, analysis, trees and verdicts. Out: a [`Picture`] and a [`Trace`], which are data, and
//! from them SVG, DOT, Mermaid, JSON, text and a page.
//! Invariants: a node is a location of a batch's graph, an edge one of its edges, and both have ids that depend
//! on nothing but the program, the release and whether calls are inlined: `b0.n5` is location 5 of batch 0, in
//! the order in which gc meets them, `b0.e3` the batch's fourth edge, `b0.x0` its first flow of an address into
//! something that was known to escape; the messages of a node are `report::verdicts`' and no others; nothing is
//! left out of the data. What drawings leave out is told in [`fold()`].

mod build;
pub mod dot;
pub mod draw;
pub mod fold;
pub mod html;
pub mod json;
mod layout;
pub mod mermaid;
mod record;
mod step_words;
pub mod steps;
pub mod svg;
pub mod trace_text;
pub mod words;

pub use build::{node_id, picture};
pub use fold::fold;
pub use record::trace;
pub use steps::{BatchTrace, State, Step, Trace};

use super::explain::ValueKind;
use crate::flow::{Attrs, Leaks, Reason, Sink};
use crate::source::FileId;
use std::fmt;

/// The pointer flow of one package, or of a part of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Picture {
    /// Its import path.
    pub import_path: String,
    /// The functions whose locations may be in it, in gc's order.
    pub functions: Vec<Function>,
    /// Locations, by batch and number.
    pub nodes: Vec<Node>,
    /// What flows, by batch and number; each joins two of the nodes.
    pub edges: Vec<Edge>,
}

/// A function that is analysed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// gc's name: `f`, `(*T).M`, `f.func1`.
    pub name: String,
    /// Which batch it is in.
    pub batch: u32,
    /// Its name in the text, or the word `func` of a literal.
    pub span: Option<Place>,
}

/// Names a node: a batch of the package and a location of its graph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId {
    /// From 0, in the order of analysis.
    pub batch: u32,
    /// Which kind of number follows.
    pub space: NodeSpace,
    /// From 0, in gc's order.
    pub number: u32,
}

/// What a node's number counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum NodeSpace {
    /// Locations (`b0.n5`).
    Location,
    /// Parameters without a location: those of functions without a body (`b0.p0`).
    Bodyless,
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.space {
            NodeSpace::Location => 'n',
            NodeSpace::Bodyless => 'p',
        };
        write!(f, "b{}.{letter}{}", self.batch, self.number)
    }
}

/// Names an edge.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct EdgeId {
    /// From 0, in the order of analysis.
    pub batch: u32,
    /// Whether it is no edge for the solver, because its target was known to escape (`b0.x0`).
    pub at_once: bool,
    /// From 0: by target, then in the order of creation.
    pub number: u32,
}

impl fmt::Display for EdgeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b{}.{}{}", self.batch, if self.at_once { 'x' } else { 'e' }, self.number)
    }
}

/// A location.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// Its name.
    pub id: NodeId,
    /// What it stands for.
    pub kind: NodeKind,
    /// What the source calls it; empty for what the source does not mention.
    pub label: String,
    /// Where that is; of an inlined copy, where its text is.
    pub span: Option<Place>,
    /// The function whose frame would hold it, as gc names it.
    pub function: Option<String>,
    /// Enclosing loops; 1 is the function body.
    pub loop_depth: u32,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// Where a parameter's value goes.
    pub leaks: Vec<Leak>,
    /// What the solver found out.
    pub attrs: Attrs,
    /// What `-m` says about it, without the position.
    pub gc: Vec<String>,
    /// The call that it was copied with.
    pub inlined: Option<Inlined>,
}

/// What a node stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NodeKind {
    /// Everything that lives longer than any function.
    Heap,
    /// The pointers that are written through.
    Mutator,
    /// The function values that are called.
    Callee,
    /// Where values go that nobody uses.
    Blank,
    /// A value between expressions.
    Temporary,
    /// A result variable.
    Result,
    /// A variable or an allocation.
    Value(ValueKind),
}

impl NodeKind {
    /// Whether it is one of the first four locations, which every graph has.
    pub fn is_pseudo(self) -> bool {
        matches!(self, NodeKind::Heap | NodeKind::Mutator | NodeKind::Callee | NodeKind::Blank)
    }
}

/// What was decided about a location.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// It is on the heap.
    Heap,
    /// It stays on the stack.
    Stack,
    /// A parameter whose value may be kept when its function returns.
    Leaks,
    /// A parameter that is not kept.
    Keeps,
}

impl Outcome {
    /// Its name in data.
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Heap => "heap",
            Outcome::Stack => "stack",
            Outcome::Leaks => "leaks",
            Outcome::Keeps => "keeps",
        }
    }
}

/// One place that a parameter's value goes to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Leak {
    /// Where.
    pub sink: Sink,
    /// Loads on the way.
    pub derefs: u32,
}

/// The entries of a summary.
pub(super) fn leaks_of(leaks: &Leaks) -> Vec<Leak> {
    leaks.iter().map(|(sink, derefs)| Leak { sink, derefs }).collect()
}

/// A call that was replaced by what it calls.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inlined {
    /// What was copied.
    pub callee: String,
    /// The call.
    pub at: Option<Place>,
}

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The name of the file as messages show it.
    pub name: String,
    /// First line, from 1.
    pub line: u32,
    /// First byte of the line, from 1.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// One past the last byte.
    pub end_column: u32,
}

/// `to = derefs(from)`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edge {
    /// Its name.
    pub id: EdgeId,
    /// Where the value comes from.
    pub from: NodeId,
    /// Where it goes.
    pub to: NodeId,
    /// -1 is the address, 0 a copy, n is n loads.
    pub derefs: i32,
    /// What made it, innermost first.
    pub notes: Vec<Note>,
    /// Whether it is on the path by which something gets to the heap.
    pub escapes: bool,
    /// In drawings: the temporaries that were merged into it.
    pub through: Vec<NodeId>,
}

/// An expression or statement that makes a value flow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Its text, as the source writes it or else as gc does.
    pub text: String,
    /// How it makes values flow.
    pub reason: Reason,
    /// Where it is.
    pub span: Option<Place>,
}

impl Picture {
    /// The node of that name.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.binary_search_by_key(&id, |node| node.id).ok().map(|i| &self.nodes[i])
    }

    /// The nodes of one batch.
    pub fn batch_nodes(&self, batch: u32) -> &[Node] {
        let start = self.nodes.partition_point(|node| node.id.batch < batch);
        let end = self.nodes.partition_point(|node| node.id.batch <= batch);
        &self.nodes[start..end]
    }

    /// The edges of one batch.
    pub fn batch_edges(&self, batch: u32) -> &[Edge] {
        let start = self.edges.partition_point(|edge| edge.id.batch < batch);
        let end = self.edges.partition_point(|edge| edge.id.batch <= batch);
        &self.edges[start..end]
    }

    /// The functions of one batch, in gc's order.
    pub fn batch_functions(&self, batch: u32) -> impl Iterator<Item = &Function> {
        self.functions.iter().filter(move |function| function.batch == batch)
    }

    /// What one batch is called: the names of its functions.
    pub fn batch_title(&self, batch: u32) -> String {
        let names: Vec<&str> = self.batch_functions(batch).map(|function| function.name.as_str()).collect();
        names.join(", ")
    }

    /// The batches in it, in order.
    pub fn batches(&self) -> Vec<u32> {
        let mut batches: Vec<u32> = self.nodes.iter().map(|node| node.id.batch).collect();
        batches.dedup();
        batches
    }

    /// The batches that are drawn: those with more than the locations which every graph has.
    pub fn drawn_batches(&self) -> impl Iterator<Item = u32> {
        let is_drawn = |batch: &u32| self.batch_nodes(*batch).iter().any(|node| !node.kind.is_pseudo());
        self.batches().into_iter().filter(is_drawn)
    }

    /// The part of it that is about the function `name`, as gc names it, and the literals in it, with what
    /// they are joined to. The type arguments of an instance may be left out. `None` if there is no such
    /// function.
    pub fn of_function(&self, name: &str) -> Option<Picture> {
        let known = self.functions.iter().any(|function| is_named(&function.name, name));
        if !known {
            return None;
        }
        let is_within = |function: &str| is_named(function, name) || is_literal_of(function, name);
        let own: std::collections::BTreeSet<NodeId> = self
            .nodes
            .iter()
            .filter(|node| node.function.as_deref().is_some_and(is_within))
            .map(|node| node.id)
            .collect();
        let edges: Vec<Edge> = self
            .edges
            .iter()
            .filter(|edge| own.contains(&edge.from) || own.contains(&edge.to))
            .cloned()
            .collect();
        let joined: std::collections::BTreeSet<NodeId> =
            edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        let nodes = self.nodes.iter().filter(|node| own.contains(&node.id) || joined.contains(&node.id));
        let functions = self.functions.iter().filter(|function| is_within(&function.name));
        Some(Picture {
            import_path: self.import_path.clone(),
            functions: functions.cloned().collect(),
            nodes: nodes.cloned().collect(),
            edges,
        })
    }
}

/// Whether `name` means `function`: its name, whatever stands for type parameters.
fn is_named(function: &str, name: &str) -> bool {
    function == name || (function.contains('[') && without_arguments(function) == without_arguments(name))
}

/// Whether `function` is a literal somewhere in the function `name`.
fn is_literal_of(function: &str, name: &str) -> bool {
    let within = |function: &str, name: &str| {
        function.strip_prefix(name).is_some_and(|rest| {
            [".func", ".gowrap", ".deferwrap", "-range"].iter().any(|mark| rest.starts_with(mark))
        })
    };
    within(function, name) || within(&without_arguments(function), &without_arguments(name))
}

/// A function's name without what is in brackets.
fn without_arguments(name: &str) -> String {
    let mut depth = 0u32;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What a run was asked for; said at the head of every document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The release whose rules apply: `1.27`.
    pub release: String,
    /// Whether calls are replaced by what they call.
    pub inline: bool,
    /// The only function that is shown.
    pub func: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_functions() {
        assert!(is_named("f", "f"));
        assert!(is_named("F[go.shape.int]", "F"));
        assert!(is_named("(*T[go.shape.[]int]).M", "(*T).M"));
        assert!(is_named("(*T[go.shape.int]).M", "(*T[E]).M"));
        assert!(!is_named("f.func1", "f"));
        assert!(is_literal_of("f.func1", "f"));
        assert!(is_literal_of("F[go.shape.int].func1.2", "F"));
        assert!(!is_literal_of("ff", "f"));
        assert!(!is_literal_of("f", "f"));
    }
}
