//! What the bodies of generic functions mention, whether they have instances here or not.
//!
//! In: the generic declarations of a file, with the checker's side tables. Out: the objects that
//! names and selectors in each stand for; importers get to know them, because they need the bodies.

use super::Lowering;
use crate::types::ObjId;
use std::ops::Range;

impl Lowering<'_> {
    /// Notes what `generic` functions of the file being lowered mention: where each stands.
    pub fn note_mentions(&mut self, generic: &[(Range<u32>, ObjId)]) {
        if generic.is_empty() {
            return;
        }
        let (ast, info) = (self.ast(), self.info());
        let uses = info.expr_use.iter().map(|(expr, &obj)| (expr, obj));
        let selected = info.expr_selection.iter().map(|(&expr, selection)| (expr, selection.obj));
        let mut named: Vec<_> = uses.chain(selected).collect();
        named.sort_unstable_by_key(|&(expr, obj)| (expr.into_raw().into_u32(), obj));
        for (expr, obj) in named {
            let start = ast.exprs[expr].span.start;
            let around = generic.partition_point(|(span, _)| span.end <= start);
            if let Some((_, func)) = generic.get(around).filter(|(span, _)| span.contains(&start)) {
                self.pkg.mentions.entry(*func).or_default().push(obj);
            }
        }
    }
}
