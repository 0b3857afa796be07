//! Checking one package: the state that all rules share, and the order of the phases.
//!
//! In: the trees of a package's files and a [`CheckContext`]. Out: a [`CheckedPackage`].
//! Invariants: `Checker::env` always belongs to the file whose expressions are looked at; each
//! declaration is checked when first needed, function bodies after all declarations.
//! Source: gc 1.27.3 for the order in which errors are found.

use super::constant::Constant;
use super::delay::Delayed;
use super::info::{CheckedPackage, FileInfo, Mode};
use super::language;
use super::monomorph::InstantiationGraph;
use super::object::{ObjId, Object, ObjectKind, PackageId};
use super::scope::{ScopeId, Scopes};
use super::sizes::Sizes;
use super::store::{TypeId, TypeStore};
use super::validtype::ValidTypes;
use crate::release::Rules;
use crate::source::{Diagnostic, Pos, SourceMap, Symbol};
use crate::syntax::ast::{self, DeclId, ExprId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Finds the packages that a package imports.
pub trait Importer {
    /// The checked package behind an import path.
    ///
    /// # Errors
    /// Why there is none, or why it cannot be relied on.
    fn import(&self, path: &str) -> Result<PackageId, ImportError>;

    /// Whether a package, or one that it needs, imports what is not there. The user hears of that.
    fn is_incomplete(&self, _package: PackageId) -> bool {
        false
    }

    /// How far an object of another package can be relied on.
    fn trust(&self, _obj: ObjId) -> Trust {
        Trust::Full
    }
}

/// What is wrong with an import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportError {
    /// In gc's words, without position: `package foo is not in std`.
    pub cause: String,
    /// The package, when there is one, but with errors of its own.
    pub package: Option<PackageId>,
    /// Whether the user hears of it anyway, so that it is no error of the importing package.
    pub told: bool,
}

impl ImportError {
    /// There is no package.
    pub fn missing(cause: impl Into<String>) -> Self {
        ImportError { cause: cause.into(), package: None, told: false }
    }

    /// There is no package, and the user hears of it anyway.
    pub fn told(cause: impl Into<String>) -> Self {
        ImportError { told: true, ..ImportError::missing(cause) }
    }
}

/// How much is known about an object of another package.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trust {
    /// Everything.
    Full,
    /// Its type, but not what it does: its body, or one that it calls, could not be analysed.
    Signature,
    /// Nothing: its declaration could not be checked.
    Nothing,
}

/// An [`Importer`] that finds nothing; `unsafe` is always there.
#[derive(Clone, Copy, Debug)]
pub struct NoImports;

impl Importer for NoImports {
    fn import(&self, path: &str) -> Result<PackageId, ImportError> {
        Err(ImportError::missing(format!("package {path} is not in std")))
    }
}

/// What checking a package depends on besides its files.
#[derive(Clone, Copy)]
pub struct CheckContext<'a> {
    /// Where types and objects go.
    pub store: &'a TypeStore,
    /// Names, and the texts that literals are read from.
    pub sources: &'a SourceMap,
    /// Sizes and alignments of the target.
    pub sizes: Sizes,
    /// The release whose words apply.
    pub rules: Rules,
    /// Minor version of the language that the package's module asks for; `None` without a module.
    pub language: Option<u8>,
    /// The packages that can be imported.
    pub importer: &'a dyn Importer,
    /// Whether the package is analysed afterwards: then a use of what the analysis cannot take is
    /// an error.
    pub for_analysis: bool,
}

/// Checks the `files` of `package`. Never fails: errors are in the result.
pub fn check_package(cx: &CheckContext<'_>, package: PackageId, files: &[&ast::File]) -> CheckedPackage {
    let mut scopes = Scopes::default();
    let package_scope = scopes.open(None, false);
    let infos = files
        .iter()
        .map(|file| FileInfo {
            language: language::of_file(file, cx.language, &cx.rules),
            ..FileInfo::default()
        })
        .collect();
    let mut checker = Checker {
        cx: *cx,
        store: cx.store,
        files,
        package,
        infos,
        errors: Vec::new(),
        has_errors: false,
        broken: FxHashSet::default(),
        type_uses: FxHashSet::default(),
        scopes,
        package_scope,
        decls: Vec::new(),
        obj_decl: FxHashMap::default(),
        objects: Vec::new(),
        methods: FxHashMap::default(),
        imports: Vec::new(),
        dot_imports: FxHashMap::default(),
        used: FxHashSet::default(),
        invalid_objects: FxHashSet::default(),
        distrusted: FxHashSet::default(),
        guesses: FxHashSet::default(),
        path: Vec::new(),
        path_index: FxHashMap::default(),
        instance_pos: FxHashMap::default(),
        instantiations: InstantiationGraph::default(),
        local_types: FxHashMap::default(),
        unknown_sizes: FxHashMap::default(),
        sizes_path: Vec::new(),
        open_signatures: FxHashMap::default(),
        right_sides: FxHashMap::default(),
        waiting: FxHashMap::default(),
        valid_types: ValidTypes::default(),
        untyped: FxHashMap::default(),
        delayed: Vec::new(),
        depth: 0,
        signature_instances: FxHashMap::default(),
        env: Env::of_file(0, package_scope, 0),
    };
    checker.run();
    checker.finish()
}

/// A package-level declaration or method, as far as one of its objects is concerned.
#[derive(Debug)]
pub(super) struct DeclInfo {
    /// Index of its file.
    pub file: usize,
    /// The scope of its file.
    pub scope: ScopeId,
    /// Its syntax.
    pub decl: DeclId,
    /// What it declares, and with what.
    pub what: DeclWhat,
    /// The package-level constants, variables, functions and methods that its initialiser or
    /// body uses.
    pub uses: FxHashSet<ObjId>,
}

/// The parts of a declaration that the checker needs apart from the syntax.
#[derive(Clone, Debug)]
pub(super) enum DeclWhat {
    /// A constant; type and value may come from an earlier specification.
    Const { ty: Option<ExprId>, init: Option<ExprId>, inherited: bool, iota: u32 },
    /// A variable; `lhs` is empty unless several variables share one initialiser.
    Var { lhs: Vec<ObjId>, ty: Option<ExprId>, init: Option<ExprId> },
    /// A type.
    Type,
    /// A function or method.
    Func,
}

/// Where the checker is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Env {
    /// Index of the file.
    pub file: usize,
    /// The declaration that collects uses, if any.
    pub decl: Option<u32>,
    /// The top-level declaration that an error breaks.
    pub unit: Option<DeclId>,
    /// The innermost scope.
    pub scope: ScopeId,
    /// Minor language version.
    pub language: u8,
    /// The value of `iota`, in a constant declaration.
    pub iota: Option<i64>,
    /// Where to report errors about an inherited constant expression.
    pub error_pos: Option<u32>,
    /// The signature of the function whose body this is.
    pub signature: Option<TypeId>,
    /// Whether a call or receive was seen.
    pub has_call_or_recv: bool,
    /// Whether this is a type parameter list.
    pub in_type_params: bool,
}

impl Env {
    /// Outside of any declaration of a file.
    pub fn of_file(file: usize, scope: ScopeId, language: u8) -> Env {
        Env {
            file,
            decl: None,
            unit: None,
            scope,
            language,
            iota: None,
            error_pos: None,
            signature: None,
            has_call_or_recv: false,
            in_type_params: false,
        }
    }
}

/// What is known about an expression whose type is not final.
#[derive(Clone, Debug)]
pub(super) struct Untyped {
    /// Whether it is the left operand of a shift that is not constant.
    pub is_shift_operand: bool,
    /// How it may be used.
    pub mode: Mode,
    /// Its type so far.
    pub ty: TypeId,
    /// Its value, when constant.
    pub value: Option<Constant>,
}

/// An import declaration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Import {
    /// The package name it declares.
    pub obj: ObjId,
    /// Index of the file.
    pub file: usize,
    /// Where an error about it goes.
    pub pos: u32,
}

/// The state of checking one package.
pub(super) struct Checker<'a> {
    pub cx: CheckContext<'a>,
    pub store: &'a TypeStore,
    pub files: &'a [&'a ast::File],
    pub package: PackageId,
    pub infos: Vec<FileInfo>,
    pub errors: Vec<Diagnostic>,
    /// Whether any error was found, also one that is not in `errors` yet.
    pub has_errors: bool,
    pub broken: FxHashSet<(usize, DeclId)>,
    /// Which declaration names which package-level type.
    pub type_uses: FxHashSet<(usize, DeclId, ObjId)>,
    pub scopes: Scopes,
    pub package_scope: ScopeId,
    pub decls: Vec<DeclInfo>,
    pub obj_decl: FxHashMap<ObjId, u32>,
    /// Package-level objects and methods in source order.
    pub objects: Vec<ObjId>,
    /// Methods not yet given to their receiver base type.
    pub methods: FxHashMap<ObjId, Vec<ObjId>>,
    pub imports: Vec<Import>,
    /// The import behind each object in a file scope that came with a dot-import.
    pub dot_imports: FxHashMap<(ScopeId, Symbol), ObjId>,
    /// Variables and package names that were used.
    pub used: FxHashSet<ObjId>,
    /// Objects whose type was taken back, because it is part of an invalid cycle.
    pub invalid_objects: FxHashSet<ObjId>,
    /// Objects of other packages that were reported as not reliable.
    pub distrusted: FxHashSet<ObjId>,
    /// Declarations that use functions of other packages whose bodies could not be analysed.
    pub guesses: FxHashSet<(usize, DeclId)>,
    /// The objects being declared, outermost first.
    pub path: Vec<ObjId>,
    pub path_index: FxHashMap<ObjId, usize>,
    /// Where each instance of a generic type was first written.
    pub instance_pos: FxHashMap<TypeId, Pos>,
    /// Which type arguments type parameters get.
    pub instantiations: InstantiationGraph,
    /// The scope of each type that is declared in a function.
    pub local_types: FxHashMap<ObjId, ScopeId>,
    /// Of which types `unsafe.Sizeof` is no constant, as far as asked for.
    pub unknown_sizes: FxHashMap<TypeId, bool>,
    /// The types whose sizes are being looked at.
    pub sizes_path: Vec<TypeId>,
    /// The functions whose signatures are being looked at, and what is known of these.
    pub open_signatures: FxHashMap<ObjId, TypeId>,
    /// The right side of each defined type.
    pub right_sides: FxHashMap<TypeId, TypeId>,
    /// Defined types that wait for the underlying type of another one.
    pub waiting: FxHashMap<TypeId, Vec<TypeId>>,
    /// Which defined types are known to be finite.
    pub valid_types: ValidTypes,
    pub untyped: FxHashMap<(usize, ExprId), Untyped>,
    pub delayed: Vec<Option<Delayed>>,
    /// How deep expressions and statements are nested at the moment.
    pub depth: u32,
    pub env: Env,
    /// Instances of generic signatures with their type arguments, by a hash of both.
    pub signature_instances: FxHashMap<u64, Vec<(TypeId, Vec<TypeId>, TypeId)>>,
}

impl<'a> Checker<'a> {
    fn run(&mut self) {
        self.check_branches();
        self.collect_objects();
        self.find_ambiguous_names();
        self.direct_cycles();
        self.package_objects();
        self.process_delayed(0);
    }

    fn finish(mut self) -> CheckedPackage {
        let init_order = self.order_initializers();
        self.unused_imports();
        self.endless_instantiation();
        self.record_untyped();
        self.spread_broken();
        let spellable = self.check_spellable();
        let distrust = if self.cx.for_analysis { self.distrust() } else { FxHashMap::default() };
        let members: FxHashMap<Symbol, ObjId> = self.scopes.get(self.package_scope).entries().collect();
        let _ = self.store.package(self.package).members.set(members);
        self.store.note_not_in_heap(self.package, &self.cx.sources.interner);
        CheckedPackage {
            package: self.package,
            files: self.infos,
            init_order,
            errors: self.errors,
            broken: self.broken,
            invalid_objects: self.invalid_objects,
            spellable,
            distrust,
        }
    }

    /// The file that `env` is in.
    pub fn ast(&self) -> &'a ast::File {
        self.files[self.env.file]
    }

    /// What the checker knows about the file that `env` is in.
    pub fn info(&mut self) -> &mut FileInfo {
        &mut self.infos[self.env.file]
    }

    /// An expression of the current file.
    pub fn expr_at(&self, expr: ExprId) -> ast::Expr {
        self.ast().exprs[expr]
    }

    /// A byte of the current file.
    pub fn pos(&self, offset: u32) -> Pos {
        Pos::new(self.ast().id, offset)
    }

    /// The text of a name.
    pub fn name(&self, name: Symbol) -> &'a str {
        self.cx.sources.interner.text(name)
    }

    /// The object behind `id`.
    pub fn object(&self, id: ObjId) -> &'a Object {
        self.store.object(id)
    }

    /// The type of an object as far as known, unless it was taken back.
    pub fn known_type(&self, id: ObjId) -> Option<TypeId> {
        if self.invalid_objects.contains(&id) {
            return Some(TypeId::INVALID);
        }
        self.store.known_type(id)
    }

    /// The type of an object; invalid while not known.
    pub fn type_of(&self, id: ObjId) -> TypeId {
        self.known_type(id).unwrap_or(TypeId::INVALID)
    }

    /// Sets the type of an object, if it has none.
    pub fn set_type(&self, id: ObjId, ty: TypeId) {
        let _ = self.object(id).ty.set(ty);
    }

    /// Declares that `id` has no valid type, whatever it had.
    pub fn set_invalid(&mut self, id: ObjId) {
        if self.object(id).ty.set(TypeId::INVALID).is_err() {
            self.invalid_objects.insert(id);
        }
    }

    /// A new object of this package, declared at `offset` of the current file.
    pub fn new_object(&self, kind: ObjectKind, name: Symbol, offset: u32, ty: Option<TypeId>) -> ObjId {
        self.store.add_object(Object {
            kind,
            name,
            pos: self.pos(offset),
            package: Some(self.package),
            ty: ty.map_or_else(OnceLock::new, OnceLock::from),
        })
    }

    /// Whether the language version of the current file is at least Go 1.`minor`.
    pub fn allows(&self, minor: u8) -> bool {
        self.env.language >= minor
    }

    /// Whether `obj` is a variable that an assignment or use can mark.
    pub fn is_own_var(&self, obj: ObjId) -> bool {
        let object = self.object(obj);
        matches!(object.kind, ObjectKind::Var(_)) && object.package == Some(self.package)
    }

    /// Enters one more level of nesting; false when there are too many.
    pub fn enter(&mut self) -> bool {
        self.depth += 1;
        self.depth <= MAX_DEPTH
    }

    /// Leaves a level of nesting.
    pub fn leave(&mut self) {
        self.depth -= 1;
    }
}

/// Deepest nesting of expressions and statements that is checked. The parser has a limit of its
/// own; declarations that need each other add up.
const MAX_DEPTH: u32 = 550;
