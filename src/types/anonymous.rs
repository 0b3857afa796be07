//! Interfaces without a name that contain themselves through what they embed.
//!
//! In: the checked files of a package. Out: where such interfaces are written. gc rejects them,
//! because their spelling would never end; no later stage may see them.
//! Source: gc 1.27.3, `corpus/errors/anonymous_cycles.go`.

use super::check::Checker;
use super::info::FileInfo;
use super::lookup::all_methods;
use super::memo::Memo;
use super::store::{Type, TypeId, TypeStore};
use crate::source::{Diagnostic, Interner, Pos, Stage};
use crate::syntax::ast::{ExprKind, File};
use rustc_hash::FxHashMap;

/// What gc says of such an interface.
const ANONYMOUS_CYCLE: &str =
    "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";

impl Checker<'_> {
    /// Whether all types can be spelled. gc looks for those that cannot when all else is right.
    pub(super) fn check_spellable(&mut self) -> bool {
        let cycles = anonymous_cycles(self.store, &self.cx.sources.interner, self.files, &self.infos);
        let spellable = cycles.is_empty();
        if !self.has_errors && self.files.iter().all(|file| file.errors.is_empty()) {
            self.errors.extend(cycles.into_iter().map(|pos| Diagnostic {
                pos,
                message: ANONYMOUS_CYCLE.to_owned(),
                stage: Stage::Types,
                soft: false,
            }));
        }
        spellable
    }
}

/// The interface literals that lead to a cycle, in source order; of each cycle only the first.
fn anonymous_cycles(store: &TypeStore, names: &Interner, files: &[&File], infos: &[FileInfo]) -> Vec<Pos> {
    let mut finder = Finder { store, names, cyclic: FxHashMap::default(), without: Memo::default() };
    let mut found = Vec::new();
    for (file, info) in files.iter().zip(infos) {
        let mut literals: Vec<_> =
            file.exprs.iter().filter(|(_, e)| matches!(e.kind, ExprKind::InterfaceType(_))).collect();
        literals.sort_by_key(|(_, expr)| expr.span.start);
        let mut end = 0;
        for (id, expr) in literals {
            // Those inside others are looked at with them.
            if expr.span.start < end {
                continue;
            }
            end = expr.span.end;
            if info.expr_type.get(id).is_some_and(|expr| finder.has_cycle(expr.ty)) {
                found.push(Pos::new(file.id, expr.pos));
                finder.cyclic.values_mut().for_each(|cyclic| *cyclic = false);
            }
        }
    }
    found
}

struct Finder<'a> {
    store: &'a TypeStore,
    names: &'a Interner,
    /// The interfaces seen so far, and whether they are being looked at.
    cyclic: FxHashMap<TypeId, bool>,
    /// Types that lead to no cycle.
    without: Memo<TypeId, ()>,
}

impl Finder<'_> {
    /// Whether an unnamed interface is reached again from its own methods.
    fn has_cycle(&mut self, ty: TypeId) -> bool {
        let methods = all_methods(self.store, self.names, ty).into_owned();
        methods.iter().any(|method| self.leads_to_cycle(method.signature))
    }

    /// Whether the parts of a type lead to such an interface. Defined types do not.
    fn leads_to_cycle(&mut self, ty: TypeId) -> bool {
        let ty = self.store.unalias(ty);
        if self.without.met(ty).is_some() {
            return false;
        }
        let found = self.parts_lead_to_cycle(ty);
        if !found {
            self.without.note(ty, ());
        }
        found
    }

    fn parts_lead_to_cycle(&mut self, ty: TypeId) -> bool {
        match self.store.get(ty) {
            Type::Pointer(elem) | Type::Slice(elem) => self.leads_to_cycle(*elem),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => self.leads_to_cycle(*elem),
            Type::Map { key, value } => self.leads_to_cycle(*key) || self.leads_to_cycle(*value),
            Type::Struct(fields) => fields.fields.iter().any(|field| self.leads_to_cycle(field.ty)),
            Type::Tuple(types) => types.iter().any(|&ty| self.leads_to_cycle(ty)),
            Type::Signature(signature) => {
                let vars = signature.params.iter().chain(&signature.results);
                vars.into_iter().any(|&var| self.leads_to_cycle(self.store.type_of(var)))
            }
            Type::Interface(interface) => {
                if interface.methods.is_empty() && interface.embedded.is_empty() {
                    return false;
                }
                if let Some(&cyclic) = self.cyclic.get(&ty) {
                    return cyclic;
                }
                self.cyclic.insert(ty, true);
                let found = self.has_cycle(ty);
                if !found {
                    self.cyclic.insert(ty, false);
                }
                found
            }
            _ => false,
        }
    }
}
