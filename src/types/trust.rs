//! What one package can rely on in another.
//!
//! In: uses of objects of other packages, and what the importer knows about them. Out: an error at
//! the first use of each object whose declaration could not be analysed, and what importers of
//! this package cannot rely on in turn.
//! Invariants: an answer that depends on something unsupported is never given without an error;
//! what needs a package that is not there is left out, because the user hears of that anyway. A
//! function whose body is not understood can still be called: callers assume that all its
//! arguments escape.

use super::check::{Checker, DeclWhat, Trust};
use super::object::{ObjId, ObjectKind};
use super::store::{Type, TypeId};
use crate::syntax::ast::DeclId;
use rustc_hash::{FxHashMap, FxHashSet};

/// Nesting of types beyond which nobody looks for invalid ones.
const MAX_DEPTH: u32 = 100;

impl Checker<'_> {
    /// Notes a use of `obj` at `offset`; an error if it belongs to another package and is not
    /// fully known.
    pub(super) fn rely_on(&mut self, obj: ObjId, offset: u32) {
        if !self.cx.for_analysis || self.object(obj).package == Some(self.package) {
            return;
        }
        let package = self.object(obj).package;
        match self.cx.importer.trust(obj) {
            Trust::Full => {}
            _ if package.is_some_and(|package| self.cx.importer.is_incomplete(package)) => self.mark_broken(),
            Trust::Signature => {
                if let Some(unit) = self.env.unit {
                    self.guesses.insert((self.env.file, unit));
                }
                self.distrusted_use(obj, offset, true);
            }
            Trust::Nothing => {
                self.mark_broken();
                self.distrusted_use(obj, offset, false);
            }
        }
    }

    /// Notes a use of a field or method of another package whose type is not valid.
    pub(super) fn rely_on_type(&mut self, obj: ObjId, offset: u32) {
        self.mark_broken();
        let package = self.object(obj).package;
        let is_told = || package.is_some_and(|package| self.cx.importer.is_incomplete(package));
        if self.cx.for_analysis && package != Some(self.package) && !is_told() {
            self.distrusted_use(obj, offset, false);
        }
    }

    fn distrusted_use(&mut self, obj: ObjId, offset: u32, soft: bool) {
        if !self.distrusted.insert(obj) {
            return;
        }
        let object = self.object(obj);
        let package = object.package.map(|p| &self.store.package(p).path);
        let name = self.name(object.name);
        let path = package.map_or("", |p| p.as_str());
        let message = format!("goesc does not support {name} of package {path} yet");
        self.report(self.pos(offset), message, soft);
    }

    /// What importers cannot rely on: broken declarations, and functions that call what cannot be
    /// relied on.
    pub(super) fn distrust(&self) -> FxHashMap<ObjId, Trust> {
        let mut result = FxHashMap::default();
        if self.broken.is_empty() && self.guesses.is_empty() {
            return result;
        }
        let mut callers: FxHashMap<ObjId, Vec<ObjId>> = FxHashMap::default();
        let mut queue = Vec::new();
        for (&obj, &info) in &self.obj_decl {
            let info = &self.decls[info as usize];
            for &callee in &info.uses {
                callers.entry(callee).or_default().push(obj);
            }
            let unit = (info.file, info.decl);
            if self.broken.contains(&unit) {
                let known = matches!(info.what, DeclWhat::Func) && self.is_trusted(self.type_of(obj), 0);
                result.insert(obj, if known { Trust::Signature } else { Trust::Nothing });
            } else if self.guesses.contains(&unit) && matches!(info.what, DeclWhat::Func) {
                result.insert(obj, Trust::Signature);
            }
            if result.contains_key(&obj) && matches!(self.object(obj).kind, ObjectKind::Func) {
                queue.push(obj);
            }
        }
        let mut done: FxHashSet<ObjId> = queue.iter().copied().collect();
        while let Some(callee) = queue.pop() {
            for caller in callers.remove(&callee).unwrap_or_default() {
                if matches!(self.object(caller).kind, ObjectKind::Func) && done.insert(caller) {
                    result.entry(caller).or_insert(Trust::Signature);
                    queue.push(caller);
                }
            }
        }
        result
    }

    /// Whether everything that a type is made of could be checked.
    fn is_trusted(&self, ty: TypeId, depth: u32) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        match self.store.get(ty) {
            _ if ty == TypeId::INVALID => false,
            Type::Named(named) => self.is_trusted_name(named.obj),
            Type::Alias { obj, .. } => self.is_trusted_name(*obj),
            Type::Pointer(elem) | Type::Slice(elem) => self.is_trusted(*elem, depth + 1),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => self.is_trusted(*elem, depth + 1),
            Type::Map { key, value } => self.all_trusted([*key, *value].into_iter(), depth),
            Type::Struct(s) => self.all_trusted(s.fields.iter().map(|f| f.ty), depth),
            Type::Tuple(types) => self.all_trusted(types.iter().copied(), depth),
            Type::Signature(s) => {
                let objects = s.recv.iter().chain(&s.params).chain(&s.results);
                self.all_trusted(objects.map(|&o| self.type_of(o)), depth)
            }
            Type::Interface(i) => self
                .all_trusted(i.methods.iter().map(|m| m.signature).chain(i.embedded.iter().copied()), depth),
            Type::Basic(_) | Type::TypeParam { .. } | Type::Union(_) => true,
        }
    }

    fn all_trusted(&self, mut types: impl Iterator<Item = TypeId>, depth: u32) -> bool {
        types.all(|ty| self.is_trusted(ty, depth + 1))
    }

    fn is_trusted_name(&self, obj: ObjId) -> bool {
        match self.obj_decl.get(&obj) {
            Some(&info) => {
                let info = &self.decls[info as usize];
                let unit: (usize, DeclId) = (info.file, info.decl);
                !self.broken.contains(&unit)
            }
            None => self.cx.importer.trust(obj) == Trust::Full,
        }
    }
}
