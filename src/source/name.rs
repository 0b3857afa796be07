//! Interned names: a [`Symbol`] is a `u32` that compares and hashes like the text it stands for.

use lasso::{Spur, ThreadedRodeo};
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// An interned string; `Option<Symbol>` is as small as `Symbol`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Symbol(Spur);

/// All names of one session, shared by every thread; clones share them too.
#[derive(Clone, Debug)]
pub struct Interner {
    names: Arc<ThreadedRodeo<Spur, FxBuildHasher>>,
}

impl Default for Interner {
    fn default() -> Self {
        Interner { names: Arc::new(ThreadedRodeo::with_hasher(FxBuildHasher)) }
    }
}

impl Interner {
    /// The symbol of `text`, made on first use.
    pub fn intern(&self, text: &str) -> Symbol {
        Symbol(self.names.get_or_intern(text))
    }

    /// The text of `symbol`.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.names.resolve(&symbol.0)
    }

    /// The symbol of `text`, if it was ever interned.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.names.get(text).map(Symbol)
    }
}
