//! Declarations that lowering cannot take yet: generic ones, and those that use generic code.
//!
//! In: the side tables of a checked package. Out: an error for each such declaration, at the
//! first place that needs what is missing.

use super::check::Checker;
use super::store::{Type, TypeId};
use crate::source::{Diagnostic, Stage};
use crate::syntax::ast::{DeclId, DeclKind, File};
use rustc_hash::{FxHashMap, FxHashSet};

impl Checker<'_> {
    /// The declarations, those with errors apart, that are or use generic code.
    pub(super) fn generic_declarations(&self) -> FxHashMap<(usize, DeclId), Diagnostic> {
        let mut found = FxHashMap::default();
        let mut plain: FxHashSet<TypeId> = FxHashSet::default();
        let mut generic: FxHashSet<TypeId> = FxHashSet::default();
        for (index, file) in self.files.iter().enumerate() {
            let mut places: FxHashMap<DeclId, (u32, &str)> = FxHashMap::default();
            for &decl in &file.top_decls {
                if let Some(place) = self.generic_declaration(file, decl) {
                    places.insert(decl, place);
                }
            }
            let mut use_at = |offset: u32, what: &'static str| {
                let after = file.top_decls.partition_point(|&d| file.decls[d].span.start <= offset);
                let Some(&decl) = after.checked_sub(1).and_then(|i| file.top_decls.get(i)) else { return };
                let place = places.entry(decl).or_insert((offset, what));
                if offset < place.0 && place.1 == what {
                    place.0 = offset;
                }
            };
            let info = &self.infos[index];
            for (expr, _) in info.expr_instance.iter() {
                use_at(file.exprs[expr].pos, "uses of generic code");
            }
            for (expr, entry) in info.expr_type.iter() {
                let ty = entry.ty;
                if plain.contains(&ty) {
                    continue;
                }
                if generic.contains(&ty) || self.needs_generics(ty, &mut plain) {
                    generic.insert(ty);
                    use_at(file.exprs[expr].pos, "uses of generic code");
                }
            }
            for (decl, (offset, what)) in places {
                if self.broken.contains(&(index, decl)) {
                    continue;
                }
                let error = Diagnostic {
                    pos: crate::source::Pos::new(file.id, offset),
                    message: format!("goesc does not support {what} yet"),
                    stage: Stage::Types,
                    soft: false,
                };
                found.insert((index, decl), error);
            }
        }
        found
    }

    fn generic_declaration(&self, file: &File, decl: DeclId) -> Option<(u32, &'static str)> {
        match file.decls[decl].kind {
            DeclKind::Type { name, type_params, alias, .. } if !type_params.is_empty() => {
                Some((name.offset, if alias { "generic type aliases" } else { "generic types" }))
            }
            DeclKind::Func { recv, name, signature, .. } => {
                let info = &self.infos[self.files.iter().position(|f| f.id == file.id)?];
                let obj = *info.offset_def.get(&name.offset)?;
                let Some(Type::Signature(ty)) = self.known_type(obj).map(|ty| self.store.get(ty)) else {
                    return None;
                };
                if !ty.recv_type_params.is_empty() {
                    Some((name.offset, "methods of generic types"))
                } else if !file.signatures[signature].type_params.is_empty() {
                    let is_method = recv.is_some();
                    Some((name.offset, if is_method { "generic methods" } else { "generic functions" }))
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// Whether type parameters, type arguments or lists of types occur in `ty`, or in what the
    /// types in it are defined as. Otherwise all of these types are added to `plain`.
    fn needs_generics(&self, ty: TypeId, plain: &mut FxHashSet<TypeId>) -> bool {
        let store = self.store;
        let mut todo = vec![ty];
        let mut seen: FxHashSet<TypeId> = FxHashSet::default();
        while let Some(ty) = todo.pop() {
            if plain.contains(&ty) || !seen.insert(ty) {
                continue;
            }
            match store.get(ty) {
                Type::Basic(_) => {}
                Type::TypeParam { .. } | Type::Union(_) => return true,
                Type::Alias { type_params, instance, .. } => {
                    if instance.is_some() || type_params.get().is_some() {
                        return true;
                    }
                    todo.push(store.unalias(ty));
                }
                Type::Named(named) => {
                    if named.instance.is_some() || named.type_params.get().is_some() {
                        return true;
                    }
                    todo.push(store.underlying(ty));
                }
                Type::Pointer(elem) | Type::Slice(elem) => todo.push(*elem),
                Type::Array { elem, .. } | Type::Chan { elem, .. } => todo.push(*elem),
                Type::Map { key, value } => todo.extend([*key, *value]),
                Type::Struct(s) => todo.extend(s.fields.iter().map(|f| f.ty)),
                Type::Tuple(types) => todo.extend(types),
                Type::Signature(s) => {
                    if !s.type_params.is_empty() || !s.recv_type_params.is_empty() {
                        return true;
                    }
                    todo.extend(s.params.iter().chain(&s.results).map(|&v| self.type_of(v)));
                }
                Type::Interface(i) => {
                    todo.extend(i.methods.iter().map(|m| m.signature).chain(i.embedded.iter().copied()));
                }
            }
        }
        plain.extend(seen);
        false
    }
}
