//! Types that contain themselves, and so would have infinite size.
//!
//! In: defined types and what each is declared as. Out: the cycle of declarations, once for each
//! cycle.
//! Source: Spec: "Type declarations"; gc 1.27.3 for wording and for where cycles start.

use super::object::{ObjId, ObjectKind};
use super::predicates::MAX_DEPTH;
use super::store::{Type, TypeId, TypeStore};
use super::typestring::{TypeCx, qualified_name};
use crate::source::Pos;
use rustc_hash::{FxHashMap, FxHashSet};

/// What is known about the defined types of a package.
#[derive(Debug, Default)]
pub struct ValidTypes {
    valid: FxHashSet<TypeId>,
    invalid: FxHashSet<TypeId>,
}

impl ValidTypes {
    /// Whether `ty`, of which a cycle was found, is to be taken as invalid.
    pub fn is_invalid(&self, ty: TypeId) -> bool {
        self.invalid.contains(&ty)
    }

    /// The cycle of type names that makes `ty`, or a type it contains, infinite; each contains
    /// the next one, the last one the first. Reports each cycle once. `right_side` gives what a
    /// defined type is declared as, if known.
    pub fn find_cycle(
        &mut self,
        store: &TypeStore,
        ty: TypeId,
        right_side: &dyn Fn(TypeId) -> Option<TypeId>,
    ) -> Option<Vec<ObjId>> {
        let mut walk = Walk {
            store,
            known: self,
            right_side,
            path: Vec::new(),
            instances: Vec::new(),
            on_path: FxHashMap::default(),
            depth: 0,
            steps: 0,
        };
        walk.visit(ty).err()
    }
}

struct Walk<'a> {
    store: &'a TypeStore,
    known: &'a mut ValidTypes,
    right_side: &'a dyn Fn(TypeId) -> Option<TypeId>,
    /// Defined types, each in the one before.
    path: Vec<ObjId>,
    on_path: FxHashMap<TypeId, usize>,
    /// Instances whose right sides are being visited; the innermost one gives type parameters
    /// their meaning.
    instances: Vec<TypeId>,
    depth: u32,
    /// Instances visited so far.
    steps: u32,
}

/// After so many instances the rest is taken as finite.
const MAX_STEPS: u32 = 100_000;

impl Walk<'_> {
    fn underlying_of(&self, ty: TypeId) -> Option<TypeId> {
        match self.store.get(ty) {
            Type::Named(named) => named.underlying.get().copied(),
            _ => None,
        }
    }

    fn visit(&mut self, ty: TypeId) -> Result<(), Vec<ObjId>> {
        if self.depth >= MAX_DEPTH {
            return Ok(());
        }
        self.depth += 1;
        let result = self.structure(self.store.unalias(ty));
        self.depth -= 1;
        result
    }

    fn structure(&mut self, ty: TypeId) -> Result<(), Vec<ObjId>> {
        match self.store.get(ty) {
            Type::Array { elem, .. } => self.visit(*elem),
            Type::Struct(s) => s.fields.iter().try_for_each(|f| self.visit(f.ty)),
            Type::Interface(i) => i.embedded.iter().try_for_each(|&e| self.visit(e)),
            Type::Union(terms) => terms.iter().try_for_each(|&(_, term)| self.visit(term)),
            Type::TypeParam { .. } => {
                // A type argument belongs to where the instance was written.
                let Some(instance) = self.instances.pop() else { return Ok(()) };
                let generic = self.store.generic_of(instance).unwrap_or(instance);
                let index = self.store.type_params(generic).iter().position(|&p| p == ty);
                let arg = index.and_then(|i| self.store.type_args(instance).get(i).copied());
                let result = arg.map_or(Ok(()), |arg| self.visit(arg));
                self.instances.push(instance);
                result
            }
            Type::Named(named) if named.instance.is_some() => {
                let Some(&(generic, _)) = named.instance.as_ref() else { return Ok(()) };
                if self.known.invalid.contains(&ty) || self.known.invalid.contains(&generic) {
                    return Ok(());
                }
                if let Some(&start) = self.on_path.get(&ty).or_else(|| {
                    self.on_path.get(&generic).filter(|_| {
                        self.instances.contains(&ty)
                            || self.store.type_args(ty) == self.store.type_params(generic)
                    })
                }) {
                    self.known.invalid.insert(ty);
                    self.known.invalid.insert(generic);
                    return Err(self.path[start..].to_vec());
                }
                self.steps += 1;
                if self.steps > MAX_STEPS {
                    return Ok(());
                }
                let right = (self.right_side)(generic).or_else(|| self.underlying_of(generic));
                let Some(right) = right else { return Ok(()) };
                self.on_path.insert(ty, self.path.len());
                self.path.push(named.obj);
                self.instances.push(ty);
                let result = self.visit(right);
                self.instances.pop();
                result?;
                self.path.pop();
                self.on_path.remove(&ty);
                Ok(())
            }
            Type::Named(named) => {
                if self.known.valid.contains(&ty) || self.known.invalid.contains(&ty) {
                    return Ok(());
                }
                if let Some(&start) = self.on_path.get(&ty) {
                    self.known.invalid.insert(ty);
                    return Err(self.path[start..].to_vec());
                }
                let Some(right) = (self.right_side)(ty).or_else(|| named.underlying.get().copied()) else {
                    return Ok(());
                };
                self.on_path.insert(ty, self.path.len());
                self.path.push(named.obj);
                self.visit(right)?;
                self.path.pop();
                self.on_path.remove(&ty);
                self.known.valid.insert(ty);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// gc's words for declarations that need each other, to be reported at the first one;
/// `position` spells a position.
pub fn cycle_text(cx: TypeCx<'_>, cycle: &[ObjId], position: &dyn Fn(Pos) -> String) -> String {
    let Some(&first) = cycle.first() else { return String::new() };
    let name = |obj: ObjId| qualified_name(cx, obj);
    let is_type = matches!(cx.store.object(first).kind, ObjectKind::TypeName);
    let what = if is_type { "invalid recursive type" } else { "invalid cycle in declaration" };
    if cycle.len() == 1 {
        return format!("{what}: {} refers to itself", name(first));
    }
    let of = if is_type { "" } else { " of" };
    let mut text = format!("{what}{of} {}", name(first));
    for (&obj, &next) in cycle.iter().zip(cycle.iter().skip(1).chain([&first])) {
        let at = position(cx.store.object(obj).pos);
        text.push_str(&format!("\n\t{at}: {} refers to {}", name(obj), name(next)));
    }
    text
}
