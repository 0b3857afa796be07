//! Declarations that need themselves.
//!
//! In: the objects on `Checker::path`. Out: errors, and objects without valid type.
//! Source: gc 1.27.3 for which cycles are errors here; cycles among the initialisers of
//! variables are found when they are put in order.

use super::check::Checker;
use super::object::{ObjId, ObjectKind};
use super::store::{Type, TypeId};
use rustc_hash::FxHashSet;

impl Checker<'_> {
    /// Reports types that are defined as themselves by names alone: `type A B; type B A`.
    pub(super) fn direct_cycles(&mut self) {
        let mut done: FxHashSet<ObjId> = FxHashSet::default();
        for obj in self.objects.clone() {
            if matches!(self.object(obj).kind, ObjectKind::TypeName) {
                self.direct_cycle(obj, &mut done);
            }
        }
    }

    fn direct_cycle(&mut self, mut obj: ObjId, done: &mut FxHashSet<ObjId>) {
        let mut chain: Vec<ObjId> = Vec::new();
        let mut on_chain: FxHashSet<ObjId> = FxHashSet::default();
        while !done.contains(&obj) {
            if !on_chain.insert(obj) {
                self.set_invalid(obj);
                let start = chain.iter().position(|&o| o == obj).unwrap_or(0);
                self.cycle_error(&chain[start..]);
                break;
            }
            chain.push(obj);
            let Some(name) = self.right_side_name(obj) else { break };
            match self.scopes.get(self.package_scope).get(name) {
                Some(next) if matches!(self.object(next).kind, ObjectKind::TypeName) => obj = next,
                _ => break,
            }
        }
        done.extend(chain);
    }

    /// Whether the declarations from `obj` on, which is being declared, may need `obj` again;
    /// reports an error if not.
    pub(super) fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let cycle = self.path[self.path_index[&obj]..].to_vec();
        let (mut values, mut definitions) = (0, 0);
        for &obj in &cycle {
            match self.object(obj).kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName => {
                    let is_alias = self
                        .known_type(obj)
                        .is_some_and(|ty| matches!(self.store.get(ty), Type::Alias { .. }));
                    definitions += usize::from(!is_alias);
                }
                _ => {}
            }
        }
        if values == cycle.len() || values == 0 && definitions > 0 {
            return true;
        }
        self.cycle_error(&cycle);
        false
    }

    /// Reports a cycle, starting at the object that comes first in the source.
    pub(super) fn cycle_error(&mut self, cycle: &[ObjId]) {
        let Some(start) = (0..cycle.len()).min_by_key(|&i| self.object(cycle[i]).pos) else { return };
        let first = cycle[start];
        let is_type = matches!(self.object(first).kind, ObjectKind::TypeName);
        for &obj in cycle {
            self.break_declaration(obj);
        }
        let name = |obj: ObjId| self.name(self.object(obj).name);
        let (what, of) = if is_type {
            ("invalid recursive type", "invalid recursive type")
        } else {
            ("invalid cycle in declaration", "invalid cycle in declaration of")
        };
        let mut message;
        if cycle.len() == 1 {
            message = format!("{what}: {} refers to itself", name(first));
        } else {
            message = format!("{of} {}", name(first));
            let mut obj = first;
            for i in 0..cycle.len() {
                let next = cycle[(start + i + 1) % cycle.len()];
                let at = self.position(self.object(obj).pos);
                let goal =
                    if self.words().cycles_in_pairs { format!(" {}", name(next)) } else { String::new() };
                message.push_str(&format!("\n\t{at}: {} refers to{goal}", name(obj)));
                obj = next;
            }
            if !self.words().cycles_in_pairs {
                let at = self.position(self.object(first).pos);
                message.push_str(&format!("\n\t{at}: {}", name(first)));
            }
        }
        self.report(self.object(first).pos, message, false);
    }

    /// Marks the declaration of `obj` as having an error.
    pub(super) fn break_declaration(&mut self, obj: ObjId) {
        if let Some(&info) = self.obj_decl.get(&obj) {
            let info = &self.decls[info as usize];
            self.broken.insert((info.file, info.decl));
        }
    }

    /// Whether `ty` has an underlying type yet; reports a cycle if not.
    pub(super) fn is_complete(&mut self, mut ty: TypeId) -> bool {
        loop {
            let (obj, next) = match self.store.get(ty) {
                Type::Alias { obj, actual } => (*obj, actual.get().copied()),
                Type::Named(named) => {
                    if named.underlying.get().is_some() {
                        return true;
                    }
                    (named.obj, self.right_sides.get(&ty).copied())
                }
                _ => return true,
            };
            if let Some(&start) = self.path_index.get(&obj) {
                let cycle = self.path[start..].to_vec();
                self.cycle_error(&cycle);
                return false;
            }
            match next {
                Some(next) => ty = next,
                None => return false,
            }
        }
    }
}
