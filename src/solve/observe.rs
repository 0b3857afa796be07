//! Who watches the solver work.
//!
//! In: what [`super::worklist`] does, as it does it. Out: whatever an observer makes of it.
//! Invariants: an observer cannot change what the solver does; [`Nobody`] costs nothing, because
//! the solver is compiled once for each kind of observer.

use crate::flow::{Attrs, FuncIdx, LocId, Sink};
use std::collections::VecDeque;

/// Is told each step of [`super::worklist::solve_watched`]. Every method does nothing by default.
pub trait Observer {
    /// These locations wait to be walked from, the next one in front.
    fn start(&mut self, roots: &VecDeque<LocId>) {
        let _ = roots;
    }
    /// `root` is taken from the queue; a walk from it begins.
    fn walk(&mut self, root: LocId) {
        let _ = root;
    }
    /// The walk reached `loc`, or reached it with fewer loads than before, from `from` by that
    /// location's edge number `edge`.
    fn reach(&mut self, loc: LocId, from: LocId, edge: usize, derefs: i32) {
        let _ = (loc, from, edge, derefs);
    }
    /// `loc` gets attributes that it did not have, because it flows to `root`.
    fn mark(&mut self, loc: LocId, root: LocId, new: Attrs) {
        let _ = (loc, root, new);
    }
    /// A parameter's value flows to `sink`, after that many loads; nothing less was known.
    fn leak(&mut self, param: LocId, root: LocId, sink: Sink, derefs: u32) {
        let _ = (param, root, sink, derefs);
    }
    /// `loc` is to be walked from (again): next, or (`last`) after all that wait.
    fn enqueue(&mut self, loc: LocId, last: bool) {
        let _ = (loc, last);
    }
    /// The literal of this function may be called by anyone: nobody watches its results any more.
    fn lose_results(&mut self, func: FuncIdx) {
        let _ = func;
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Observer for Nobody {}
