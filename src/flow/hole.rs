//! Where the value of an expression goes: gc's "hole", and its algebra.

use super::graph::NoteId;
use super::location::LocId;

/// The context that an expression is evaluated into: in `x = **p`, `p` is evaluated into the
/// hole `x` with two derefs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hole {
    /// What the value is stored in.
    pub dst: LocId,
    /// Loads before it is stored, at least -1 (its address is stored).
    pub derefs: i32,
    /// Why it flows, innermost first.
    pub notes: Option<NoteId>,
    /// Whether this context takes the expression's address, stored or not.
    pub addr_taken: bool,
}

impl Hole {
    /// The hole that stores into `dst`.
    pub fn to(dst: LocId) -> Self {
        Hole { dst, derefs: 0, notes: None, addr_taken: false }
    }

    /// The hole for the operand of a load from it.
    pub fn deref(self) -> Self {
        self.shift(1)
    }

    /// The hole for the operand of `&`.
    pub fn addr(self) -> Self {
        self.shift(-1)
    }

    /// The hole for an operand that is `delta` more loads away. An address has no address: the
    /// result never falls below -1.
    pub fn shift(self, delta: i32) -> Self {
        Hole { derefs: self.derefs.saturating_add(delta).max(-1), addr_taken: delta < 0, ..self }
    }
}
