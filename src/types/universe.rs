//! What every file can name without declaring it.
//!
//! In: the interner. Out: [`new_store`]: a [`TypeStore`] with the predeclared types at the ids
//! that [`Basic::id`] promises, the universe scope and package `unsafe`.
//! Invariants: the order of the reserved types is fixed.
//! Source: Spec: "Predeclared identifiers", "Package unsafe".

use super::constant::Constant;
use super::object::{Builtin, ObjId, Object, ObjectKind, PackageId, VarKind};
use super::store::{Basic, Interface, MethodSpec, Named, Signature, Type, TypeId, TypeStore};
use crate::source::{Interner, Pos, Symbol};
use rustc_hash::FxHashMap;
use std::sync::{OnceLock, RwLock};

/// The universe scope and what the checker compares against.
#[derive(Debug)]
pub struct Universe {
    /// Every predeclared object by name.
    pub scope: FxHashMap<Symbol, ObjId>,
    /// Package `unsafe`.
    pub unsafe_package: PackageId,
    /// `iota`
    pub iota: ObjId,
    /// `_`
    pub blank: Symbol,
    /// The empty name of what has none.
    pub no_name: Symbol,
    /// `init`
    pub init: Symbol,
    /// `main`
    pub main: Symbol,
}

/// A store that holds what is predeclared and nothing else.
pub fn new_store(interner: &Interner) -> TypeStore {
    let store = TypeStore::empty();
    let mut scope = FxHashMap::default();
    let object = |name: &str, kind: ObjectKind, ty: TypeId, package: Option<PackageId>| {
        let name = interner.intern(name);
        (name, store.add_object(Object { kind, name, pos: Pos::NONE, package, ty: OnceLock::from(ty) }))
    };
    for basic in Basic::ALL {
        let id = store.add(Type::Basic(basic));
        debug_assert_eq!(id, basic.id());
        if let Some(name) = type_name(basic) {
            scope.extend([object(name, ObjectKind::TypeName, id, None)]);
        }
    }

    let (error, error_obj) = object("error", ObjectKind::TypeName, TypeId::ERROR, None);
    let (any, any_obj) = object("any", ObjectKind::TypeName, TypeId::ANY, None);
    let (comparable, comparable_obj) = object("comparable", ObjectKind::TypeName, TypeId::COMPARABLE, None);
    scope.extend([(error, error_obj), (any, any_obj), (comparable, comparable_obj)]);
    let named = |obj| Named {
        obj,
        underlying: OnceLock::new(),
        methods: RwLock::default(),
        type_params: OnceLock::new(),
        instance: None,
        supply: None,
    };
    store.add(Type::Named(named(error_obj)));
    store.add(Type::Alias {
        obj: any_obj,
        actual: OnceLock::from(TypeId::EMPTY_INTERFACE),
        type_params: OnceLock::new(),
        instance: None,
    });
    store.add(Type::Named(named(comparable_obj)));
    store.add(Type::Interface(Interface::default()));
    store.add(Type::Tuple(Vec::new()));

    let result = object("", ObjectKind::Var(VarKind::Result), Basic::String.id(), None).1;
    let signature = store.add(Type::Signature(Signature { results: vec![result], ..Signature::default() }));
    let (name, obj) = object("Error", ObjectKind::Func, signature, None);
    let methods = vec![MethodSpec { obj, name, signature }];
    let interface = store.add(Type::Interface(Interface { methods, ..Interface::default() }));
    let constraint = store.add(Type::Interface(Interface::default()));
    for (id, underlying) in [(TypeId::ERROR, interface), (TypeId::COMPARABLE, constraint)] {
        if let Type::Named(named) = store.get(id) {
            let _ = named.underlying.set(underlying);
        }
    }

    let constant = |value| ObjectKind::Const(OnceLock::from(value));
    scope.extend([
        object("true", constant(Constant::Bool(true)), Basic::UntypedBool.id(), None),
        object("false", constant(Constant::Bool(false)), Basic::UntypedBool.id(), None),
        object("nil", ObjectKind::Nil, Basic::UntypedNil.id(), None),
    ]);
    let iota = object("iota", constant(Constant::Int(0)), Basic::UntypedInt.id(), None);
    scope.extend([iota]);

    let unsafe_package = store.add_package("unsafe");
    let mut members = FxHashMap::default();
    let pointer = Basic::UnsafePointer.id();
    members.extend([object("Pointer", ObjectKind::TypeName, pointer, Some(unsafe_package))]);
    for builtin in Builtin::ALL {
        let shape = builtin.shape();
        let (into, package) =
            if shape.in_unsafe { (&mut members, Some(unsafe_package)) } else { (&mut scope, None) };
        into.extend([object(shape.name, ObjectKind::Builtin(builtin), TypeId::INVALID, package)]);
    }
    let package = store.package(unsafe_package);
    let _ = package.name.set(interner.intern("unsafe"));
    let _ = package.members.set(members);

    let universe = Universe {
        scope,
        unsafe_package,
        iota: iota.1,
        blank: interner.intern("_"),
        no_name: interner.intern(""),
        init: interner.intern("init"),
        main: interner.intern("main"),
    };
    let _ = store.universe.set(universe);
    store
}

impl TypeStore {
    /// The universe scope.
    ///
    /// # Panics
    /// When the store was not made by [`new_store`].
    pub fn universe(&self) -> &Universe {
        self.universe.get().expect("the store was made by new_store")
    }
}

/// How a builtin is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct BuiltinShape {
    /// Its name, without `unsafe.`.
    pub name: &'static str,
    /// Fewest arguments.
    pub min_args: usize,
    /// Whether it takes more than the fewest.
    pub variadic: bool,
    /// Whether a call may stand as a statement.
    pub statement: bool,
    /// Whether it belongs to package `unsafe`.
    pub in_unsafe: bool,
}

impl Builtin {
    /// All builtin functions.
    pub const ALL: [Builtin; 26] = [
        Builtin::Append,
        Builtin::Cap,
        Builtin::Clear,
        Builtin::Close,
        Builtin::Complex,
        Builtin::Copy,
        Builtin::Delete,
        Builtin::Imag,
        Builtin::Len,
        Builtin::Make,
        Builtin::Max,
        Builtin::Min,
        Builtin::New,
        Builtin::Panic,
        Builtin::Print,
        Builtin::Println,
        Builtin::Real,
        Builtin::Recover,
        Builtin::UnsafeAdd,
        Builtin::UnsafeAlignof,
        Builtin::UnsafeOffsetof,
        Builtin::UnsafeSizeof,
        Builtin::UnsafeSlice,
        Builtin::UnsafeSliceData,
        Builtin::UnsafeString,
        Builtin::UnsafeStringData,
    ];

    /// Its name and how it is called.
    pub(super) fn shape(self) -> BuiltinShape {
        let (name, min_args, variadic, statement) = match self {
            Builtin::Append => ("append", 1, true, false),
            Builtin::Cap => ("cap", 1, false, false),
            Builtin::Clear => ("clear", 1, false, true),
            Builtin::Close => ("close", 1, false, true),
            Builtin::Complex => ("complex", 2, false, false),
            Builtin::Copy => ("copy", 2, false, true),
            Builtin::Delete => ("delete", 2, false, true),
            Builtin::Imag => ("imag", 1, false, false),
            Builtin::Len => ("len", 1, false, false),
            Builtin::Make => ("make", 1, true, false),
            Builtin::Max => ("max", 1, true, false),
            Builtin::Min => ("min", 1, true, false),
            Builtin::New => ("new", 1, false, false),
            Builtin::Panic => ("panic", 1, false, true),
            Builtin::Print => ("print", 0, true, true),
            Builtin::Println => ("println", 0, true, true),
            Builtin::Real => ("real", 1, false, false),
            Builtin::Recover => ("recover", 0, false, true),
            Builtin::UnsafeAdd => ("Add", 2, false, false),
            Builtin::UnsafeAlignof => ("Alignof", 1, false, false),
            Builtin::UnsafeOffsetof => ("Offsetof", 1, false, false),
            Builtin::UnsafeSizeof => ("Sizeof", 1, false, false),
            Builtin::UnsafeSlice => ("Slice", 2, false, false),
            Builtin::UnsafeSliceData => ("SliceData", 1, false, false),
            Builtin::UnsafeString => ("String", 2, false, false),
            Builtin::UnsafeStringData => ("StringData", 1, false, false),
        };
        BuiltinShape {
            name,
            min_args,
            variadic,
            statement,
            in_unsafe: self as usize >= Builtin::UnsafeAdd as usize,
        }
    }
}

/// The name by which a predeclared type is known in the universe scope.
fn type_name(basic: Basic) -> Option<&'static str> {
    let hidden = matches!(basic, Basic::Invalid | Basic::UnsafePointer) || basic.is_untyped();
    (!hidden).then(|| basic.text())
}
