//! The passes between lowering and escape analysis, with or without inlining.

use super::{Context, Exported, Inliner};
use crate::ir::Package;
use crate::ir::pass::abi_wrappers::Symbols;
use crate::ir::pass::devirtualize::OnlyDevirtualize;
use crate::ir::pass::{self, PassContext};

/// Runs all passes in gc's order. Returns what importers can inline.
pub fn run_passes(package: &mut Package, cx: Context<'_>, symbols: &Symbols, inline: bool) -> Exported {
    let passes = PassContext { types: cx.types, names: cx.names, rules: cx.rules, sizes: cx.sizes };
    if !inline {
        pass::run_passes(package, &passes, symbols, &mut OnlyDevirtualize::new(passes));
        return Exported::default();
    }
    let mut inliner = Inliner::new(cx);
    pass::run_passes(package, &passes, symbols, &mut inliner);
    inliner.exports(package)
}
