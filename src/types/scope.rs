//! Which object a name stands for.
//!
//! In: declarations as the checker walks. Out: look-ups from the innermost scope outwards.
//! Invariants: a scope's parent has a smaller id; a name is entered where its scope begins, so
//! that what is found is what is visible.
//! Source: Spec: "Declarations and scope".

use super::object::ObjId;
use crate::source::Symbol;
use rustc_hash::FxHashMap;

/// Index of a scope in [`Scopes`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) struct ScopeId(u32);

/// One block of names.
#[derive(Debug)]
pub(super) struct Scope {
    /// The enclosing scope; `None` for the package scope, whose parent is the universe.
    pub parent: Option<ScopeId>,
    /// Whether it holds the parameters of a function.
    pub is_func: bool,
    /// The scopes directly inside.
    pub children: Vec<ScopeId>,
    /// Its objects in the order of declaration.
    pub objects: Vec<ObjId>,
    /// Their names; searched from start to end while few.
    names: Vec<Symbol>,
    /// Index into `objects` by name, once there are many.
    index: FxHashMap<Symbol, u32>,
}

/// So many names are searched one by one.
const FEW: usize = 8;

impl Scope {
    /// The object named `name` in this scope alone.
    pub fn get(&self, name: Symbol) -> Option<ObjId> {
        if self.names.len() <= FEW {
            self.names.iter().position(|&n| n == name).map(|i| self.objects[i])
        } else {
            self.index.get(&name).map(|&i| self.objects[i as usize])
        }
    }

    /// All names with their objects.
    pub fn entries(&self) -> impl Iterator<Item = (Symbol, ObjId)> + '_ {
        self.names.iter().copied().zip(self.objects.iter().copied())
    }
}

/// All scopes of one package.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
}

impl Scopes {
    /// Opens a scope in `parent`.
    pub fn open(&mut self, parent: Option<ScopeId>, is_func: bool) -> ScopeId {
        let id = ScopeId(self.scopes.len() as u32);
        self.scopes.push(Scope {
            parent,
            is_func,
            children: Vec::new(),
            objects: Vec::new(),
            names: Vec::new(),
            index: FxHashMap::default(),
        });
        if let Some(parent) = parent {
            self.scopes[parent.0 as usize].children.push(id);
        }
        id
    }

    /// The scope behind `id`.
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    /// Enters `obj`, or returns the object that already has the name.
    pub fn insert(&mut self, id: ScopeId, name: Symbol, obj: ObjId) -> Option<ObjId> {
        let scope = &mut self.scopes[id.0 as usize];
        if let Some(other) = scope.get(name) {
            return Some(other);
        }
        scope.names.push(name);
        scope.objects.push(obj);
        let len = scope.names.len();
        if len == FEW + 1 {
            scope.index.extend(scope.names.iter().zip(0..).map(|(&n, i)| (n, i)));
        } else if len > FEW {
            scope.index.insert(name, len as u32 - 1);
        }
        None
    }

    /// The scope and object that `name` stands for, seen from `from`.
    pub fn lookup(&self, from: ScopeId, name: Symbol) -> Option<(ScopeId, ObjId)> {
        let mut next = Some(from);
        while let Some(id) = next {
            let scope = self.get(id);
            if let Some(obj) = scope.get(name) {
                return Some((id, obj));
            }
            next = scope.parent;
        }
        None
    }
}
