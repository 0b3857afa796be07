//! The pointer-flow graph of one batch: locations, edges, and the notes that explain edges.
//!
//! Invariants: an edge's `derefs` is at least -1; the first four locations are the heap, the
//! mutator, the callee and the blank; no edge leads into the blank location.

use super::event::Event;
use super::hole::Hole;
use super::location::{Attrs, LocId, Location, Origin};
use crate::ir::{ExprId, FuncId, StmtId, VarId};
use la_arena::{Arena, Idx, RawIdx};

/// Index of a function in [`Graph::funcs`].
pub type FuncIdx = Idx<FuncNode>;
/// Index of a note in [`Graph::notes`].
pub type NoteId = Idx<Note>;

/// `dst = derefs(src)`, kept on `dst`: -1 is `&src`, 0 a copy, n is n loads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    /// Where the value comes from.
    pub src: LocId,
    /// Loads on the way, at least -1.
    pub derefs: i32,
    /// The innermost note that explains it.
    pub why: Option<NoteId>,
}

/// One step of an explanation: this expression or statement made the value flow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Note {
    /// The node.
    pub place: Place,
    /// How it makes values flow.
    pub reason: Reason,
    /// The note of what encloses it.
    pub next: Option<NoteId>,
}

/// A node that a note or event is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// An expression.
    Expr(ExprId),
    /// A statement.
    Stmt(StmtId),
    /// A clause of a switch, by position.
    Case(StmtId, u32),
    /// A variable, at its own position.
    Var(VarId),
}

/// Why a value flows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "each is what gc calls it, see `report`")]
pub enum Reason {
    AddressOf,
    AppendedSlice,
    AppendeeSlice,
    ArrayElement,
    Assign,
    AssignPair,
    AssignPairDotType,
    AssignPairMapRead,
    AssignPairReceive,
    CallParameter,
    CalleeOperand,
    CapturedByClosure,
    CopiedSlice,
    Dot,
    DotOfPointer,
    FixedArrayIndex,
    Indirection,
    InterfaceConverted,
    MapKeyPut,
    MapLiteralKey,
    MapLiteralValue,
    NonConstantSize,
    Range,
    RangeDeref,
    Reference,
    ReflectHeaderData,
    Return,
    Send,
    Slice,
    SliceElement,
    SliceToArray,
    Spill,
    StructElement,
    SwitchCase,
    TooAligned,
    TooLarge,
    UintptrEscapes,
    ZeroSizedElement,
}

/// A function that locations of this graph belong to.
#[derive(Clone, Debug)]
pub struct FuncNode {
    /// The function; `None` in graphs that were not built from code.
    pub func: Option<FuncId>,
    /// The function whose body holds it, when it is a literal.
    pub outer: Option<FuncIdx>,
    /// Its result variables, when it is in this batch.
    pub results: Vec<LocId>,
    /// Whether its results may reach callers that nobody watches.
    pub results_lost: bool,
    /// Whether it is analysed in this batch.
    pub in_batch: bool,
}

/// Everything that may flow in one batch of functions.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The locations, in order of creation after the first four.
    pub locs: Arena<Location>,
    /// Functions that locations belong to.
    pub funcs: Arena<FuncNode>,
    /// Explanations of edges.
    pub notes: Arena<Note>,
    /// What building the graph has found already, in order.
    pub events: Vec<Event>,
    /// What a location becomes when it escapes.
    pub escape: Attrs,
}

impl Graph {
    /// The heap.
    pub const HEAP: LocId = Idx::from_raw(RawIdx::from_u32(0));
    /// See [`Origin::Mutator`].
    pub const MUTATOR: LocId = Idx::from_raw(RawIdx::from_u32(1));
    /// See [`Origin::Callee`].
    pub const CALLEE: LocId = Idx::from_raw(RawIdx::from_u32(2));
    /// See [`Origin::Blank`].
    pub const BLANK: LocId = Idx::from_raw(RawIdx::from_u32(3));
    /// Number of locations that every graph has.
    pub const PSEUDO: usize = 4;

    /// A graph with the pseudo-locations only; without `tracks_mutation` the mutator and the
    /// callee mean nothing.
    pub fn new(tracks_mutation: bool) -> Self {
        let mut locs = Arena::new();
        let mut add = |origin, attrs| {
            let mut loc = Location::new(origin);
            loc.attrs = attrs;
            locs.alloc(loc);
        };
        if tracks_mutation {
            add(Origin::Heap, Attrs::ALL);
            add(Origin::Mutator, Attrs::MUTATES);
            add(Origin::Callee, Attrs::CALLS);
        } else {
            add(Origin::Heap, Attrs::ESCAPES.with(Attrs::PERSISTS));
            add(Origin::Mutator, Attrs::NONE);
            add(Origin::Callee, Attrs::NONE);
        }
        add(Origin::Blank, Attrs::NONE);
        let escape = if tracks_mutation { Attrs::ALL } else { Attrs::ESCAPES };
        Graph { locs, funcs: Arena::new(), notes: Arena::new(), events: Vec::new(), escape }
    }

    /// Locations of the batch, in order of creation, without the pseudo-locations.
    pub fn real_locs(&self) -> impl DoubleEndedIterator<Item = LocId> + use<> {
        let ids = Self::PSEUDO as u32..self.locs.len() as u32;
        ids.map(|i| Idx::from_raw(RawIdx::from_u32(i)))
    }

    /// Explains `hole` by one more step.
    pub fn note(&mut self, mut hole: Hole, place: Place, reason: Reason) -> Hole {
        hole.notes = Some(self.notes.alloc(Note { place, reason, next: hole.notes }));
        hole
    }

    /// Lets the value of `src` flow into `hole`. The address of something that flows into what
    /// is known to escape makes it escape at once, as an event.
    pub fn flow(&mut self, hole: Hole, src: LocId) {
        if hole.addr_taken {
            self.locs[src].addr_taken = true;
        }
        let dst = hole.dst;
        if dst == Self::BLANK || (dst == src && hole.derefs >= 0) {
            return;
        }
        if self.locs[dst].attrs.has(Attrs::ESCAPES) && hole.derefs < 0 {
            self.events.push(Event::EscapesAtOnce { loc: src, dst, why: hole.notes });
            let escape = self.escape;
            self.locs[src].attrs.insert(escape);
            return;
        }
        self.locs[dst].edges.push(Edge { src, derefs: hole.derefs, why: hole.notes });
    }

    /// The notes that start with `first`, innermost first.
    pub fn notes_from(&self, first: Option<NoteId>) -> impl Iterator<Item = &Note> {
        std::iter::successors(first.map(|id| &self.notes[id]), |note| note.next.map(|id| &self.notes[id]))
    }

    /// Whether `inner` is a literal somewhere within `outer`.
    pub fn contains_closure(&self, outer: FuncIdx, inner: FuncIdx) -> bool {
        outer != inner
            && std::iter::successors(self.funcs[inner].outer, |&f| self.funcs[f].outer).any(|f| f == outer)
    }
}
