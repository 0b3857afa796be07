//! The passes between lowering and escape analysis, with or without inlining.

use super::{Context, Exported, InlineTree, Inliner};
use crate::ir::lower::Reader;
use crate::ir::pass::abi_wrappers::Symbols;
use crate::ir::pass::devirtualize::OnlyDevirtualize;
use crate::ir::pass::{self, CallPass, PassContext};
use crate::ir::{FuncId, Package};
use crate::types::ObjId;

/// Runs all passes in gc's order. Returns what importers can inline, and what was
/// inlined here.
pub fn run_passes<'a>(
    package: &mut Package,
    cx: Context<'a>,
    symbols: &Symbols,
    inline: bool,
    reader: Option<&'a mut Reader<'_>>,
) -> (Exported, InlineTree) {
    let passes = PassContext { types: cx.types, names: cx.names, rules: cx.rules, sizes: cx.sizes };
    if !inline {
        let wrappers = cx.rules.inline.wrappers_always.then(|| Inliner::new(cx, None));
        let mut calls = NotInlined { devirtualize: OnlyDevirtualize::new(passes), wrappers, cx };
        pass::run_passes(package, &passes, symbols, &mut calls);
        return (Exported::default(), InlineTree::default());
    }
    let mut inliner = Inliner::new(cx, reader);
    pass::run_passes(package, &passes, symbols, &mut inliner);
    let exported = inliner.exports(package);
    (exported, inliner.into_tree())
}

/// Leaves all calls as they are; that what other packages declare may be inlined shows in
/// wrappers all the same.
struct NotInlined<'a> {
    devirtualize: OnlyDevirtualize<'a>,
    /// Replaces calls in wrappers, in releases that do so whatever the flags.
    wrappers: Option<Inliner<'a, 'a>>,
    cx: Context<'a>,
}

impl CallPass for NotInlined<'_> {
    fn package(&mut self, package: &mut Package) {
        if let Some(inliner) = &mut self.wrappers {
            inliner.find_links(package);
        }
        self.devirtualize.package(package);
    }

    fn wrapper(&mut self, package: &mut Package, func: FuncId) {
        if let Some(inliner) = &mut self.wrappers {
            inliner.wrapper(package, func);
        }
        self.devirtualize.wrapper(package, func);
    }

    fn is_inlinable(&self, package: &Package, method: ObjId) -> bool {
        !package.obj_func.contains_key(&method) && self.cx.imported(method).is_some()
    }
}
