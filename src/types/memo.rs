//! What a walk over types knows of the parts that it has met.
//!
//! Types share parts: thirty lines, or thirty calls in each other, make a type whose parts are a
//! thousand million when each counts as often as it occurs. A walk that remembers each part looks
//! at it once. Invariants: small types, nearly all there are, cost a counter and no memory.

use rustc_hash::FxHashMap;
use std::hash::Hash;

/// Nothing is remembered of the first parts of a type.
const FREE_STEPS: u32 = 64;

/// Answers by part, once there were many parts.
#[derive(Debug)]
pub(super) struct Memo<K, V> {
    steps: u32,
    known: FxHashMap<K, V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Memo { steps: 0, known: FxHashMap::default() }
    }
}

impl<K: Hash + Eq, V: Copy> Memo<K, V> {
    /// The answer for a part that is met now.
    #[inline]
    pub fn met(&mut self, part: K) -> Option<V> {
        if self.steps < FREE_STEPS {
            self.steps += 1;
            return None;
        }
        self.known.get(&part).copied()
    }

    /// Notes the answer for a part that was met.
    #[inline]
    pub fn note(&mut self, part: K, answer: V) {
        if self.steps >= FREE_STEPS {
            self.known.insert(part, answer);
        }
    }

    /// Forgets all answers.
    pub fn clear(&mut self) {
        self.known.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_parts_are_remembered() {
        fn visits(depth: u32, memo: &mut Memo<u32, ()>) -> u32 {
            if memo.met(depth).is_some() {
                return 0;
            }
            let parts = if depth == 0 { 0 } else { visits(depth - 1, memo) + visits(depth - 1, memo) };
            memo.note(depth, ());
            parts + 1
        }
        let mut memo = Memo::default();
        assert_eq!(visits(4, &mut memo), 31);
        assert!(memo.known.is_empty());
        assert!(visits(60, &mut memo) < 200);
        memo.clear();
        assert_eq!(memo.met(3), None);
    }
}
