//! What a pointer may point to, or be stored in.

use super::graph::{Edge, FuncIdx};
use super::tags::Leaks;
use crate::ir::{ExprId, VarId};
use la_arena::Idx;

/// Index of a location in [`super::Graph::locs`].
pub type LocId = Idx<Location>;

/// Storage that may hold a pointer: a variable, an allocation site, or a temporary.
#[derive(Clone, Debug)]
pub struct Location {
    /// What it stands for.
    pub origin: Origin,
    /// The function whose frame would hold it.
    pub func: Option<FuncIdx>,
    /// Enclosing loops; 1 is the function body, 0 is outside any.
    pub loop_depth: u32,
    /// What is known before solving.
    pub attrs: Attrs,
    /// Whether it is a parameter or receiver.
    pub is_param: bool,
    /// For a result variable: its position among the results.
    pub result: Option<u32>,
    /// For the location of a function literal: its function, when that is in this graph.
    pub closure: Option<FuncIdx>,
    /// What flows in.
    pub edges: Vec<Edge>,
    /// Whether a literal captures it.
    pub captured: bool,
    /// Whether it is assigned after its definition.
    pub reassigned: bool,
    /// Whether its address is taken.
    pub addr_taken: bool,
    /// Where its value leaks to; of a parameter, known after solving.
    pub leaks: Leaks,
}

impl Location {
    /// A location without edges or attributes, outside of loops.
    pub fn new(origin: Origin) -> Self {
        Location {
            origin,
            func: None,
            loop_depth: 0,
            attrs: Attrs::NONE,
            is_param: false,
            result: None,
            closure: None,
            edges: Vec::new(),
            captured: false,
            reassigned: false,
            addr_taken: false,
            leaks: Leaks::NONE,
        }
    }
}

/// What a location stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// Everything that lives longer than any function.
    Heap,
    /// The pointer operands of stores through pointers.
    Mutator,
    /// The callee operands of calls whose results matter and whose callee is not known.
    Callee,
    /// Where values go that nobody uses.
    Blank,
    /// A variable, never a captured one's stand-in.
    Var(VarId),
    /// The storage that an expression allocates.
    Expr(ExprId),
    /// A value between expressions.
    Temp,
}

/// A set of properties of a location. They only ever grow.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Attrs(u8);

impl Attrs {
    /// The empty set.
    pub const NONE: Attrs = Attrs(0);
    /// Its address outlives its function: it must be on the heap.
    pub const ESCAPES: Attrs = Attrs(1);
    /// Its address outlives the statement.
    pub const PERSISTS: Attrs = Attrs(2);
    /// What its pointers reach may be written to.
    pub const MUTATES: Attrs = Attrs(4);
    /// Closures that its pointers reach may be called without anybody watching their results.
    pub const CALLS: Attrs = Attrs(8);
    /// All of them.
    pub const ALL: Attrs = Attrs(15);

    /// Whether all of `other` is in this set.
    pub fn has(self, other: Attrs) -> bool {
        self.0 & other.0 == other.0
    }
    /// This set and `other`.
    pub fn with(self, other: Attrs) -> Attrs {
        Attrs(self.0 | other.0)
    }
    /// What is in both.
    pub fn and(self, other: Attrs) -> Attrs {
        Attrs(self.0 & other.0)
    }
    /// This set without `other`.
    pub fn without(self, other: Attrs) -> Attrs {
        Attrs(self.0 & !other.0)
    }
    /// Adds `other`.
    pub fn insert(&mut self, other: Attrs) {
        self.0 |= other.0;
    }
}

impl std::fmt::Debug for Attrs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = [
            (Attrs::ESCAPES, "escapes"),
            (Attrs::PERSISTS, "persists"),
            (Attrs::MUTATES, "mutates"),
            (Attrs::CALLS, "calls"),
        ];
        let set: Vec<_> = names.iter().filter(|(attr, _)| self.has(*attr)).map(|(_, name)| *name).collect();
        write!(f, "{{{}}}", set.join(" "))
    }
}
