//! Interned names: a [`Symbol`] is a `u32` that compares and hashes like the text it stands for.

use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::{Arc, PoisonError, RwLock};

/// An interned string; `Option<Symbol>` is as small as `Symbol`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Symbol(NonZeroU32);

impl Symbol {
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Independent tables of symbols: threads seldom wait for each other. A power of two.
const SHARDS: usize = 16;

/// All names of one session, shared by every thread; clones share them too. Texts are only ever
/// added, and reading one takes no lock.
#[derive(Clone, Debug, Default)]
pub struct Interner(Arc<Names>);

#[derive(Debug, Default)]
struct Names {
    texts: boxcar::Vec<Box<str>>,
    /// The symbols, by the hash of their text.
    shards: [RwLock<hashbrown::HashTable<Symbol>>; SHARDS],
}

impl Interner {
    /// The symbol of `text`, made on first use.
    pub fn intern(&self, text: &str) -> Symbol {
        let hash = hash(text);
        if let Some(symbol) = self.lookup(text, hash) {
            return symbol;
        }
        let mut table = self.shard(hash).write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&symbol) = table.find(hash, |&symbol| self.text(symbol) == text) {
            return symbol;
        }
        let number = self.0.texts.push(text.into()) + 1;
        let Some(number) = u32::try_from(number).ok().and_then(NonZeroU32::new) else {
            panic!("more than four thousand million names")
        };
        let symbol = Symbol(number);
        table.insert_unique(hash, symbol, |&symbol| self::hash(self.text(symbol)));
        symbol
    }

    /// The text of `symbol`.
    pub fn text(&self, symbol: Symbol) -> &str {
        &self.0.texts[symbol.index()]
    }

    /// The symbol of `text`, if it was ever interned.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.lookup(text, hash(text))
    }

    fn lookup(&self, text: &str, hash: u64) -> Option<Symbol> {
        let table = self.shard(hash).read().unwrap_or_else(PoisonError::into_inner);
        table.find(hash, |&symbol| self.text(symbol) == text).copied()
    }

    /// The tables use the upper bits of hashes and the lowest ones: this the ones between.
    fn shard(&self, hash: u64) -> &RwLock<hashbrown::HashTable<Symbol>> {
        &self.0.shards[(hash >> 32) as usize % SHARDS]
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_symbol_in_all_threads() {
        let names = Interner::default();
        let words: Vec<String> = (0..2000).map(|n| format!("name{}", n % 500)).collect();
        let symbols: Vec<Vec<Symbol>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| words.iter().map(|word| names.intern(word)).collect()))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(symbols.iter().all(|list| list == &symbols[0]));
        assert_eq!(names.0.texts.count(), 500);
        assert!(words.iter().zip(&symbols[0]).all(|(word, &symbol)| names.text(symbol) == word));
        assert_eq!(names.find("name7"), Some(symbols[0][7]));
        assert_eq!(names.find("other"), None);
    }
}
