//! What building a graph finds out on the way, in gc's order.

use super::graph::{NoteId, Place};
use super::location::LocId;
use crate::ir::{FuncId, VarId};

/// Something to report, found before solving.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// An assignment that stores only what was there before.
    SelfAssignment {
        /// The function that holds it.
        func: FuncId,
        /// The assignment.
        place: Place,
    },
    /// The address of `loc` flows into `dst`, which is known to escape.
    EscapesAtOnce {
        /// What must be on the heap.
        loc: LocId,
        /// What escapes already.
        dst: LocId,
        /// The innermost note of the flow.
        why: Option<NoteId>,
    },
    /// How a literal captures a variable.
    Captures {
        /// The variable.
        var: VarId,
        /// Its location.
        loc: LocId,
        /// Whether by reference.
        by_ref: bool,
        /// Whether its address is taken.
        addr_taken: bool,
        /// Whether it is assigned after its definition.
        reassigned: bool,
        /// Its size in bytes.
        width: i64,
    },
}
