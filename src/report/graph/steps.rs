//! What the solver does, step by step, as data.
//!
//! In: the steps that `record` wrote down. Out: the solver's state after any number of them.
//! Invariants: the state after all steps is the solution: marks are its attributes, leaks its leaks.

use super::{EdgeId, NodeId};
use crate::flow::{Attrs, Leaks, Sink};
use std::collections::{BTreeMap, VecDeque};

/// How the batches of a package were solved.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Trace {
    /// Its import path.
    pub import_path: String,
    /// In the order of analysis.
    pub batches: Vec<BatchTrace>,
}

/// How one batch was solved.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BatchTrace {
    /// Its number.
    pub batch: u32,
    /// What is waiting at first, the next one in front.
    pub queue: Vec<NodeId>,
    /// The attributes that locations start with.
    pub marks: BTreeMap<NodeId, Attrs>,
    /// In order.
    pub steps: Vec<Step>,
}

/// One step of the solver.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// A location is taken from the queue: what flows to it?
    Walk {
        /// Where the walk begins.
        root: NodeId,
    },
    /// The walk found a way, or one with fewer loads.
    Reach {
        /// What flows.
        node: NodeId,
        /// Where it flows directly.
        to: NodeId,
        /// By which edge.
        edge: EdgeId,
        /// Loads between `node` and the walk's root, -1 for the address.
        derefs: i32,
    },
    /// A location gets attributes.
    Mark {
        /// Which.
        node: NodeId,
        /// What it flows to.
        root: NodeId,
        /// Those that are new.
        new: Attrs,
    },
    /// Where a parameter's value goes.
    Leak {
        /// The parameter.
        node: NodeId,
        /// What it flows to.
        root: NodeId,
        /// What callers are told.
        sink: Sink,
        /// Loads on the way.
        derefs: u32,
    },
    /// A location is to be walked from, again.
    Enqueue {
        /// Which.
        node: NodeId,
        /// Whether after all others, and not next.
        last: bool,
    },
    /// A function literal may be called by anyone: its results go anywhere.
    LoseResults {
        /// The literal, as gc names it.
        function: String,
    },
}

/// What the solver knows at some point.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct State {
    /// What is waiting, the next one in front.
    pub queue: VecDeque<NodeId>,
    /// Where the current walk began.
    pub root: Option<NodeId>,
    /// Loads between what the walk has reached and its root.
    pub distances: BTreeMap<NodeId, i32>,
    /// Attributes, of locations that have any.
    pub marks: BTreeMap<NodeId, Attrs>,
    /// Where parameters leak to, not yet optimized.
    pub leaks: BTreeMap<NodeId, Leaks>,
}

impl State {
    fn apply(&mut self, step: &Step) {
        match *step {
            Step::Walk { root } => {
                if self.queue.front() == Some(&root) {
                    self.queue.pop_front();
                }
                self.root = Some(root);
                self.distances = BTreeMap::from([(root, 0)]);
            }
            Step::Reach { node, derefs, .. } => {
                self.distances.insert(node, derefs);
            }
            Step::Mark { node, new, .. } => self.marks.entry(node).or_default().insert(new),
            Step::Leak { node, sink, derefs, .. } => self.leaks.entry(node).or_default().add(sink, derefs),
            Step::Enqueue { node, last: true } => self.queue.push_back(node),
            Step::Enqueue { node, last: false } => self.queue.push_front(node),
            Step::LoseResults { .. } => {}
        }
    }
}

impl BatchTrace {
    /// What the solver knows after the first `steps` steps.
    pub fn state(&self, steps: usize) -> State {
        let mut state = State {
            queue: self.queue.iter().copied().collect(),
            marks: self.marks.clone(),
            ..State::default()
        };
        for step in self.steps.iter().take(steps) {
            state.apply(step);
        }
        state
    }

    /// What the solver knows in the end.
    pub fn last_state(&self) -> State {
        self.state(self.steps.len())
    }
}

/// The names of attributes, in data.
pub fn attr_keys(attrs: Attrs) -> impl Iterator<Item = &'static str> {
    let names = [
        (Attrs::ESCAPES, "escapes"),
        (Attrs::PERSISTS, "persists"),
        (Attrs::MUTATES, "mutates"),
        (Attrs::CALLS, "calls"),
    ];
    names.into_iter().filter(move |(attr, _)| attrs.has(*attr)).map(|(_, name)| name)
}
