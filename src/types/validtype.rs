//! Types that contain themselves, and so would have infinite size.
//!
//! In: defined types and what each is declared as. Out: the cycle of types, once for each cycle.
//! Source: Spec: "Type declarations"; gc 1.27.3 for where cycles start.

use super::predicates::{MAX_DEPTH, identical_by_name};
use super::store::{Type, TypeId, TypeStore};
use rustc_hash::FxHashSet;

/// What is known about the defined types of a package.
#[derive(Debug, Default)]
pub struct ValidTypes {
    valid: FxHashSet<TypeId>,
    invalid: FxHashSet<TypeId>,
}

impl ValidTypes {
    /// Whether `ty`, of which a cycle was found, is to be taken as invalid.
    pub fn is_invalid(&self, store: &TypeStore, ty: TypeId) -> bool {
        let ty = store.unalias(ty);
        self.invalid.contains(&store.generic_of(ty).unwrap_or(ty))
    }

    /// The cycle of types that makes `ty`, or a type it contains, infinite; each contains the next
    /// one, the last one the first. Reports each cycle once. `right_side` gives what a defined
    /// type is declared as, if known.
    pub fn find_cycle(
        &mut self,
        store: &TypeStore,
        ty: TypeId,
        right_side: &dyn Fn(TypeId) -> Option<TypeId>,
    ) -> Option<Vec<TypeId>> {
        let mut walk =
            Walk { store, known: self, right_side, nest: Vec::new(), path: Vec::new(), depth: 0, steps: 0 };
        walk.visit(ty).err()
    }
}

struct Walk<'a> {
    store: &'a TypeStore,
    known: &'a mut ValidTypes,
    right_side: &'a dyn Fn(TypeId) -> Option<TypeId>,
    /// Defined types, each part of the one before. The innermost one gives type parameters their
    /// meaning.
    nest: Vec<TypeId>,
    /// How the walk came here: `nest`, and the instances whose type arguments are visited.
    path: Vec<TypeId>,
    depth: u32,
    /// Types visited so far.
    steps: u32,
}

/// After so many types the rest is taken as finite.
const MAX_STEPS: u32 = 300_000;

impl Walk<'_> {
    fn visit(&mut self, ty: TypeId) -> Result<(), Vec<TypeId>> {
        self.steps += 1;
        if self.depth >= MAX_DEPTH || self.steps > MAX_STEPS {
            return Ok(());
        }
        self.depth += 1;
        let result = self.structure(self.store.unalias(ty));
        self.depth -= 1;
        result
    }

    fn structure(&mut self, ty: TypeId) -> Result<(), Vec<TypeId>> {
        match self.store.get(ty) {
            Type::Array { elem, .. } => self.visit(*elem),
            Type::Struct(s) => s.fields.iter().try_for_each(|f| self.visit(f.ty)),
            Type::Interface(i) => i.embedded.iter().try_for_each(|&e| self.visit(e)),
            Type::Union(terms) => terms.iter().try_for_each(|&(_, term)| self.visit(term)),
            Type::TypeParam { .. } => {
                // A type argument belongs to where the instance was written.
                let Some(instance) = self.nest.pop() else { return Ok(()) };
                let generic = self.store.generic_of(instance).unwrap_or(instance);
                let index = self.store.type_params(generic).iter().position(|&p| p == ty);
                let arg = index.and_then(|i| self.store.type_args(instance).get(i).copied());
                let result = arg.map_or(Ok(()), |arg| self.visit(arg));
                self.nest.push(instance);
                result
            }
            Type::Named(named) => {
                let generic = self.store.generic_of(ty).unwrap_or(ty);
                if self.known.valid.contains(&ty) || self.known.invalid.contains(&generic) {
                    return Ok(());
                }
                let same = |&other: &TypeId| identical_by_name(self.store, other, ty);
                if self.nest.iter().any(same) {
                    self.known.invalid.insert(ty);
                    self.known.invalid.insert(generic);
                    let start = self.path.iter().position(same).unwrap_or(0);
                    return Err(self.path[start..].to_vec());
                }
                let underlying = match self.store.get(generic) {
                    Type::Named(generic) => self.store.known_underlying(generic),
                    _ => None,
                };
                let Some(right) = (self.right_side)(generic).or(underlying) else { return Ok(()) };
                self.nest.push(ty);
                self.path.push(ty);
                self.visit(right)?;
                self.path.pop();
                self.nest.pop();
                // What a generic type contains depends on its type arguments.
                if named.instance.is_none() && named.type_params.get().is_none() {
                    self.known.valid.insert(ty);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
