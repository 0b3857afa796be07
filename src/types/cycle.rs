//! Declarations that need themselves.
//!
//! In: the objects on `Checker::path`. Out: errors, and objects without valid type.
//! Source: gc 1.27.3 for which cycles are errors here; cycles among the initialisers of
//! variables are found when they are put in order.

use super::check::Checker;
use super::object::{ObjId, ObjectKind};
use super::store::{Type, TypeId};
use crate::source::Pos;
use rustc_hash::FxHashSet;

/// One declaration of a cycle.
#[derive(Clone, Debug)]
pub(super) struct CycleStep {
    /// What is declared.
    pub obj: ObjId,
    /// Where the cycle passes.
    pub pos: Pos,
    /// As messages name it.
    pub name: String,
}

/// The index of the step that comes first in the source.
pub(super) fn first_in_source(cycle: &[CycleStep]) -> usize {
    (0..cycle.len()).min_by_key(|&i| cycle[i].pos).unwrap_or(0)
}

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
                // Through a type parameter list, generic types may need themselves.
                ObjectKind::TypeName
                    if self.env.in_type_params
                        && self.known_type(obj).is_some_and(|ty| self.is_generic(ty)) =>
                {
                    return true;
                }
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
        let step = |&obj: &ObjId| CycleStep {
            obj,
            pos: self.object(obj).pos,
            name: self.name(self.object(obj).name).to_owned(),
        };
        let steps: Vec<CycleStep> = cycle.iter().map(step).collect();
        self.report_cycle(&steps, first_in_source(&steps));
    }

    /// What a cycle error says of a defined type: of an instance, where it was first written.
    pub(super) fn type_step(&self, ty: TypeId) -> Option<CycleStep> {
        let Type::Named(named) = self.store.get(ty) else { return None };
        let object = self.object(named.obj);
        let instance = named.instance.is_some();
        let name = match instance && self.words().cycles_name_instances {
            true => self.type_string(ty),
            false => super::typestring::qualified_name(self.type_cx(), named.obj),
        };
        let pos = self.instance_pos.get(&ty).copied().unwrap_or(object.pos);
        Some(CycleStep { obj: named.obj, pos, name })
    }

    /// Reports a cycle from one of its objects on.
    pub(super) fn report_cycle(&mut self, cycle: &[CycleStep], start: usize) {
        let Some(first) = cycle.get(start) else { return };
        let is_type = matches!(self.object(first.obj).kind, ObjectKind::TypeName);
        for step in cycle {
            self.break_declaration(step.obj);
        }
        let (what, of) = if is_type {
            ("invalid recursive type", "invalid recursive type")
        } else {
            ("invalid cycle in declaration", "invalid cycle in declaration of")
        };
        let mut message;
        if cycle.len() == 1 {
            message = format!("{what}: {} refers to itself", first.name);
        } else {
            message = format!("{of} {}", first.name);
            let mut step = first;
            for i in 0..cycle.len() {
                let next = &cycle[(start + i + 1) % cycle.len()];
                let at = self.position(step.pos);
                let goal = match self.words().cycles_in_pairs {
                    true => format!(" {}", next.name),
                    false => String::new(),
                };
                message.push_str(&format!("\n\t{at}: {} refers to{goal}", step.name));
                step = next;
            }
            if !self.words().cycles_in_pairs {
                let at = self.position(first.pos);
                message.push_str(&format!("\n\t{at}: {}", first.name));
            }
        }
        self.report(first.pos, message, false);
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
                Type::Alias { instance: Some((generic, _)), .. } if self.store.expand(ty).is_none() => {
                    ty = *generic;
                    continue;
                }
                Type::Alias { obj, actual, .. } => (*obj, actual.get().copied()),
                Type::Named(named) => {
                    if self.store.known_underlying(named).is_some() || self.store.expand(ty).is_some() {
                        return true;
                    }
                    if named.instance.is_some() {
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
