//! What callers need to know about a function: where each parameter leaks to.
//!
//! Invariants: levels are at most [`Leaks::MAX_LEVEL`]; a release names only the first results
//! ([`crate::release::Rules::max_tagged_results`]), a flow to another one is a flow to the heap.

use crate::ir::{FuncId, FuncRef};
use crate::types::ObjId;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Results that a tag can name at most, in any release.
const MAX_RESULTS: usize = 7;

/// Where the value of a parameter goes, with the least number of loads for each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Leaks {
    /// Each entry is one more than the loads; 0 is "no such flow". Heap, mutator, callee, results.
    levels: [u8; 3 + MAX_RESULTS],
}

/// What a [`Leaks`] has an entry for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sink {
    /// The heap.
    Heap,
    /// A store through the pointer.
    Mutator,
    /// A call of it.
    Callee,
    /// A result, by position.
    Result(usize),
}

impl Leaks {
    /// Nothing leaks.
    pub const NONE: Leaks = Leaks { levels: [0; 3 + MAX_RESULTS] };
    /// The parameter itself leaks to the heap: what is assumed of an unknown function.
    pub const UNKNOWN: Leaks = {
        let mut levels = [0; 3 + MAX_RESULTS];
        levels[0] = 1;
        Leaks { levels }
    };
    /// Loads beyond this number are not told apart.
    pub const MAX_LEVEL: u32 = 254;

    fn slot(sink: Sink) -> Option<usize> {
        match sink {
            Sink::Heap => Some(0),
            Sink::Mutator => Some(1),
            Sink::Callee => Some(2),
            Sink::Result(i) => (i < MAX_RESULTS).then_some(3 + i),
        }
    }

    /// One number for each sink, as [`Leaks::from_levels`] takes them.
    pub fn levels(&self) -> &[u8] {
        &self.levels
    }

    /// Undoes [`Leaks::levels`]; numbers beyond the last sink do not count.
    pub fn from_levels(numbers: &[u8]) -> Leaks {
        let mut leaks = Leaks::NONE;
        for (level, &number) in leaks.levels.iter_mut().zip(numbers) {
            *level = number;
        }
        leaks
    }

    /// Loads between the parameter and `sink`; `None` when it does not flow there.
    pub fn get(&self, sink: Sink) -> Option<u32> {
        let level = self.levels[Self::slot(sink)?];
        (level > 0).then(|| u32::from(level) - 1)
    }

    /// Adds a flow; the fewest loads count.
    pub fn add(&mut self, sink: Sink, derefs: u32) {
        let Some(slot) = Self::slot(sink) else { return };
        let level = derefs.min(Self::MAX_LEVEL) as u8 + 1;
        let old = self.levels[slot];
        if old == 0 || level < old {
            self.levels[slot] = level;
        }
    }

    /// These leaks without the entries that the heap's makes redundant.
    pub fn optimized(mut self) -> Leaks {
        let heap = self.levels[0];
        if heap > 0 {
            for level in &mut self.levels[1..] {
                if *level >= heap {
                    *level = 0;
                }
            }
        }
        self
    }

    /// All flows, with levels: heap, mutator, callee, results in order.
    pub fn iter(&self) -> impl Iterator<Item = (Sink, u32)> + '_ {
        let sinks = [Sink::Heap, Sink::Mutator, Sink::Callee];
        let sinks = sinks.into_iter().chain((0..MAX_RESULTS).map(Sink::Result));
        sinks.filter_map(|sink| self.get(sink).map(|level| (sink, level)))
    }

    /// The results that it flows to, with levels, in order.
    pub fn results(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        (0..MAX_RESULTS).filter_map(|i| self.get(Sink::Result(i)).map(|level| (i, level)))
    }
}

impl std::fmt::Debug for Leaks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut map = f.debug_map();
        for (sink, level) in self.iter() {
            map.entry(&sink, &level);
        }
        map.finish()
    }
}

/// What callers know about an analysed function.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FuncSummary {
    /// Each parameter's leaks, receiver first.
    pub params: Vec<Leaks>,
    /// Number of results.
    pub results: usize,
    /// Whether pointers converted to `uintptr` arguments stay alive during the call.
    pub uintptr_keep_alive: bool,
    /// Whether pointers converted to `uintptr` arguments escape.
    pub uintptr_escapes: bool,
}

impl FuncSummary {
    /// The leaks of parameter `i`; unknown if there is none.
    pub fn param(&self, i: usize) -> Leaks {
        self.params.get(i).copied().unwrap_or(Leaks::UNKNOWN)
    }
}

/// What is known about the functions of other packages.
pub trait Imports: std::fmt::Debug + Sync {
    /// What callers know about a declared function or method.
    fn summary(&self, func: ObjId) -> Option<&FuncSummary>;
}

/// Nothing is known about other packages.
#[derive(Clone, Copy, Debug)]
pub struct NoImports;

impl Imports for NoImports {
    fn summary(&self, _: ObjId) -> Option<&FuncSummary> {
        None
    }
}

/// All summaries that a package's analysis uses and produces.
#[derive(Clone, Debug, Default)]
pub struct Summaries {
    /// Functions of the package, filled batch by batch.
    pub local: FxHashMap<FuncId, Arc<FuncSummary>>,
}

impl Summaries {
    /// What is known about `func`.
    pub fn get<'a>(&'a self, imports: &'a dyn Imports, func: FuncRef) -> Option<&'a FuncSummary> {
        match func {
            FuncRef::Local(id) => self.local.get(&id).map(|summary| &**summary),
            FuncRef::Extern(obj) => imports.summary(obj),
            FuncRef::Runtime(_) => None,
        }
    }
}
