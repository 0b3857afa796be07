//! Long chains of declarations, each of which needs the next one.
//!
//! In: the package's objects. Out: some of them are declared early, so that declaring the rest
//! never nests deeply. Invariants: packages without long chains are not touched.

use super::check::Checker;
use super::object::{ObjId, ObjectKind};
use crate::source::Symbol;
use crate::syntax::ast::ExprKind;
use rustc_hash::FxHashSet;

/// So many declarations may nest.
const SEGMENT: usize = 100;

impl Checker<'_> {
    /// Declares the ends of long chains among constants, variables and types.
    pub(super) fn shorten_chains(&mut self, objects: &[ObjId]) {
        let chained: Vec<ObjId> = objects
            .iter()
            .copied()
            .filter(|&obj| !matches!(self.object(obj).kind, ObjectKind::Func))
            .collect();
        if chained.len() <= SEGMENT {
            return;
        }
        let names = self.names_by_offset();
        let mut visited: FxHashSet<ObjId> = FxHashSet::default();
        for obj in chained {
            self.shorten_chain(obj, &names, &mut visited);
        }
    }

    /// All names that are expressions, for each file in order of offset.
    fn names_by_offset(&self) -> Vec<Vec<(u32, Symbol)>> {
        let names = self.files.iter().map(|file| {
            let mut names: Vec<(u32, Symbol)> = file
                .exprs
                .iter()
                .filter_map(|(_, expr)| match expr.kind {
                    ExprKind::Name(name) => Some((expr.pos, name)),
                    _ => None,
                })
                .collect();
            names.sort_unstable();
            names
        });
        names.collect()
    }

    /// The constants, variables and types of the package that the declaration of `obj` names.
    fn needs(&self, obj: ObjId, names: &[Vec<(u32, Symbol)>]) -> Vec<ObjId> {
        let Some(&info) = self.obj_decl.get(&obj) else { return Vec::new() };
        let info = &self.decls[info as usize];
        let span = self.files[info.file].decls[info.decl].span;
        let names = &names[info.file];
        let from = names.partition_point(|&(offset, _)| offset < span.start);
        let to = names.partition_point(|&(offset, _)| offset < span.end);
        let scope = self.scopes.get(self.package_scope);
        names[from..to]
            .iter()
            .filter_map(|&(_, name)| scope.get(name))
            .filter(|&other| !matches!(self.object(other).kind, ObjectKind::Func))
            .collect()
    }

    fn shorten_chain(&mut self, start: ObjId, names: &[Vec<(u32, Symbol)>], visited: &mut FxHashSet<ObjId>) {
        if !visited.insert(start) {
            return;
        }
        let mut stack = vec![(start, self.needs(start, names))];
        while let Some((obj, needs)) = stack.last_mut() {
            if let Some(next) = needs.pop() {
                if visited.insert(next) {
                    let needs = self.needs(next, names);
                    stack.push((next, needs));
                }
                continue;
            }
            let obj = *obj;
            if stack.len() % SEGMENT == 0 {
                self.declare_object(obj);
            }
            stack.pop();
        }
    }
}
