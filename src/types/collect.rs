//! Which objects a package declares.
//!
//! In: the top-level declarations of all files. Out: package and file scopes, a [`DeclInfo`] for
//! every object, methods sorted to their receiver base types.
//! Invariants: no type is looked at yet. Source: Spec: "Declarations and scope", "Packages".

use super::check::{Checker, DeclInfo, DeclWhat, Env, Import, ImportError};
use super::decl::{GENERIC_METHODS, GENERICS};
use super::object::{ObjId, ObjectKind, PackageId, VarKind};
use super::scope::ScopeId;
use crate::source::Symbol;
use crate::syntax::ast::{DeclId, DeclKind, ExprId, ExprKind, Ident, List};
use rustc_hash::{FxHashMap, FxHashSet};

/// A method whose receiver names a type.
struct Method {
    obj: ObjId,
    pointer: bool,
    base: Symbol,
}

/// The specification that constants of a group inherit from.
#[derive(Clone, Copy)]
pub(super) struct ConstSpec {
    /// The type, if any.
    pub ty: Option<ExprId>,
    /// The values.
    pub values: List<ExprId>,
}

/// Finds out what each constant specification of a list of declarations says.
#[derive(Default)]
pub(super) struct ConstGroups {
    group: Option<u32>,
    last: Option<ConstSpec>,
}

impl ConstGroups {
    /// The type and values of a specification, and whether they come from an earlier one.
    pub fn next(&mut self, group: u32, ty: Option<ExprId>, values: List<ExprId>) -> (ConstSpec, bool) {
        if self.group != Some(group) {
            *self = ConstGroups { group: Some(group), last: None };
        }
        match self.last {
            Some(last) if ty.is_none() && values.is_empty() => (last, true),
            _ => {
                let spec = ConstSpec { ty, values };
                self.last = Some(spec);
                (spec, false)
            }
        }
    }
}

impl Checker<'_> {
    /// Declares all package-level objects.
    pub(super) fn collect_objects(&mut self) {
        if let Some(clause) = self.files.iter().find_map(|f| f.package) {
            let _ = self.store.package(self.package).name.set(clause.name);
        }
        let mut methods = Vec::new();
        let mut file_scopes = Vec::new();
        for index in 0..self.files.len() {
            let scope = self.scopes.open(Some(self.package_scope), false);
            file_scopes.push(scope);
            self.env = Env::of_file(index, scope, self.infos[index].language);
            let blank = self.store.universe().blank;
            if let Some(package) = self.ast().package.filter(|p| p.name == blank) {
                self.error(package.offset, "invalid package name _");
                continue;
            }
            let mut groups = ConstGroups::default();
            for &decl in &self.files[index].top_decls {
                self.env.unit = Some(decl);
                self.collect_decl(decl, &mut groups, &mut methods);
            }
            self.env.unit = None;
        }
        for (index, scope) in file_scopes.into_iter().enumerate() {
            self.env = Env::of_file(index, scope, self.infos[index].language);
            self.check_file_scope(scope);
        }
        for method in methods {
            if let Some(base) = self.receiver_base(method.pointer, method.base) {
                self.methods.entry(base).or_default().push(method.obj);
            }
        }
    }

    fn collect_decl(&mut self, id: DeclId, groups: &mut ConstGroups, methods: &mut Vec<Method>) {
        let file = self.ast();
        let decl = file.decls[id];
        match decl.kind {
            DeclKind::Bad => {}
            DeclKind::Import { name, path } => self.collect_import(decl.pos, name, path),
            DeclKind::Const { names, ty, values } => {
                let (spec, inherited) = groups.next(decl.group, ty, values);
                let values = file.list(spec.values);
                for (i, &name) in file.list(names).iter().enumerate() {
                    let kind = ObjectKind::Const(Default::default());
                    let obj = self.new_object(kind, name.name, name.offset, None);
                    let init = values.get(i).copied();
                    let what = DeclWhat::Const { ty: spec.ty, init, inherited, iota: decl.index };
                    let info = self.add_decl(id, what);
                    self.declare_package_object(name, obj, info);
                }
                self.check_arity(decl.pos, names, spec.values, true, inherited);
            }
            DeclKind::Var { names, ty, values } => self.collect_var(id, names, ty, values),
            DeclKind::Type { name, .. } => {
                let obj = self.new_object(ObjectKind::TypeName, name.name, name.offset, None);
                let info = self.add_decl(id, DeclWhat::Type);
                self.declare_package_object(name, obj, info);
            }
            DeclKind::Func { recv: None, name, signature, body } => {
                let obj = self.new_object(ObjectKind::Func, name.name, name.offset, None);
                self.check_special_function(name, signature, body.is_none());
                if name.name == self.store.universe().init {
                    self.info().offset_def.insert(name.offset, obj);
                } else {
                    self.declare(self.package_scope, Some(name.offset), obj);
                }
                self.check_function_params(name, signature, GENERICS, "type parameter");
                let info = self.add_decl(id, DeclWhat::Func);
                self.add_object(obj, info);
            }
            DeclKind::Func { recv: Some(recv), name, signature, .. } => {
                let obj = self.new_object(ObjectKind::Func, name.name, name.offset, None);
                if let Some(recv) = file.list(recv).first() {
                    let (pointer, base) = self.unpack_receiver(recv.ty);
                    if let ExprKind::Name(base) = file.exprs[base].kind
                        && name.name != self.store.universe().blank
                    {
                        methods.push(Method { obj, pointer, base });
                    }
                }
                if self.cx.rules.syntax.generic_methods {
                    self.check_function_params(name, signature, GENERIC_METHODS, "generic method");
                }
                self.info().offset_def.insert(name.offset, obj);
                let info = self.add_decl(id, DeclWhat::Func);
                self.add_object(obj, info);
            }
        }
    }

    /// Reports type parameters of a function if this version has none.
    fn check_function_params(
        &mut self,
        name: Ident,
        signature: crate::syntax::ast::SignatureId,
        minor: u8,
        what: &str,
    ) {
        let type_params = self.ast().signatures[signature].type_params;
        let universe = self.store.universe();
        let is_special = name.name == universe.init || name.name == universe.main && self.is_main_package();
        if !type_params.is_empty() && (minor != GENERICS || !is_special) {
            let first = self.first_param(name, type_params);
            self.require(minor, first, |_| what.to_owned());
        }
    }

    fn collect_var(&mut self, id: DeclId, names: List<Ident>, ty: Option<ExprId>, values: List<ExprId>) {
        let file = self.ast();
        let exprs = file.list(values);
        let mut vars = Vec::new();
        for &name in file.list(names) {
            let kind = ObjectKind::Var(VarKind::Package);
            vars.push((name, self.new_object(kind, name.name, name.offset, None)));
        }
        // Variables that share one initialiser share its uses, too.
        let shared = (exprs.len() == 1 && vars.len() > 1).then(|| {
            let lhs = vars.iter().map(|&(_, obj)| obj).collect();
            self.add_decl(id, DeclWhat::Var { lhs, ty, init: Some(exprs[0]) })
        });
        for (i, &(name, obj)) in vars.iter().enumerate() {
            let info = shared.unwrap_or_else(|| {
                self.add_decl(id, DeclWhat::Var { lhs: Vec::new(), ty, init: exprs.get(i).copied() })
            });
            self.declare_package_object(name, obj, info);
        }
        if ty.is_none() || !exprs.is_empty() {
            self.check_arity(file.decls[id].pos, names, values, false, false);
        }
    }

    /// Reports a mismatch between the number of names and of values.
    pub(super) fn check_arity(
        &mut self,
        pos: u32,
        names: List<Ident>,
        values: List<ExprId>,
        is_const: bool,
        inherited: bool,
    ) {
        let file = self.ast();
        let (names, values) = (file.list(names), file.list(values));
        if let Some(&extra) = values.get(names.len()) {
            if inherited {
                let at = self.position(self.pos(file.exprs[extra].pos));
                self.error(pos, format!("extra init expr at {at}"));
            } else {
                let message = format!("extra init expr {}", self.expr_string(extra));
                self.error_at(extra, message);
            }
        } else if names.len() > values.len() && (is_const || values.len() != 1) {
            let name = names[values.len()];
            self.error(name.offset, format!("missing init expr for {}", self.name(name.name)));
        }
    }

    fn check_special_function(
        &mut self,
        name: Ident,
        signature: crate::syntax::ast::SignatureId,
        no_body: bool,
    ) {
        let universe = self.store.universe();
        let is_init = name.name == universe.init;
        let is_main = name.name == universe.main && self.is_main_package();
        if !is_init && !is_main {
            return;
        }
        let signature = self.ast().signatures[signature];
        let text = self.name(name.name);
        if let Some(first) = self.ast().list(signature.type_params).first() {
            let pos = first.name.map_or(signature.span.start, |n| n.offset);
            self.soft_error(pos, format!("func {text} must have no type parameters"));
        }
        if !signature.params.is_empty() || !signature.results.is_empty() {
            self.soft_error(name.offset, format!("func {text} must have no arguments and no return values"));
        }
        if is_init && no_body {
            let message = match self.words().problem_comes_first {
                true => "func init must have a body",
                false => "missing function body",
            };
            self.soft_error(name.offset, message);
        }
    }

    fn is_main_package(&self) -> bool {
        self.files.first().and_then(|f| f.package).is_some_and(|p| p.name == self.store.universe().main)
    }

    fn add_decl(&mut self, decl: DeclId, what: DeclWhat) -> u32 {
        let (file, scope) = (self.env.file, self.env.scope);
        self.decls.push(DeclInfo { file, scope, decl, what, uses: FxHashSet::default() });
        self.decls.len() as u32 - 1
    }

    fn add_object(&mut self, obj: ObjId, info: u32) {
        self.obj_decl.insert(obj, info);
        self.objects.push(obj);
    }

    fn declare_package_object(&mut self, name: Ident, obj: ObjId, info: u32) {
        let universe = self.store.universe();
        if name.name == universe.init {
            self.error(name.offset, "cannot declare init - must be func");
            return;
        }
        if name.name == universe.main && self.is_main_package() {
            self.error(name.offset, "cannot declare main - must be func");
            return;
        }
        self.declare(self.package_scope, Some(name.offset), obj);
        self.add_object(obj, info);
    }

    /// Enters `obj` into `scope` and, with an offset, into the file's definitions.
    pub(super) fn declare(&mut self, scope: ScopeId, offset: Option<u32>, obj: ObjId) {
        let object = self.object(obj);
        if object.name != self.store.universe().blank
            && let Some(other) = self.scopes.insert(scope, object.name, obj)
        {
            let name = self.name(object.name);
            let message = format!("{name} redeclared in this block{}", self.other_declaration(other));
            self.report(object.pos, message, false);
            return;
        }
        if let Some(offset) = offset {
            self.info().offset_def.insert(offset, obj);
        }
    }

    fn collect_import(&mut self, pos: u32, name: Option<Ident>, path: ExprId) {
        let file = self.ast();
        if !matches!(file.exprs[path].kind, ExprKind::BasicLit(_)) {
            return;
        }
        let Some(text) = self.string_literal(path) else { return };
        let text = String::from_utf8_lossy(&text).into_owned();
        if let Err(cause) = valid_import_path(&text) {
            self.error_at(path, format!("invalid import path ({cause})"));
            return;
        }
        let universe = self.store.universe();
        let (package, found) = if text == "unsafe" {
            (universe.unsafe_package, true)
        } else {
            match self.cx.importer.import(&text) {
                Ok(package) => (package, true),
                Err(ImportError { cause, package: Some(package), .. }) => {
                    self.error_at(path, format!("could not import {text} ({cause})"));
                    (package, true)
                }
                Err(ImportError { cause, package: None, told }) => {
                    if !told {
                        self.error_at(path, format!("could not import {text} ({cause})"));
                    }
                    let package = self.store.add_package(text.as_str());
                    let last = text.trim_end_matches('/').rsplit('/').next().unwrap_or(&text);
                    let _ = self.store.package(package).name.set(self.cx.sources.interner.intern(last));
                    (package, false)
                }
            }
        };
        if let Some(name) = name.filter(|_| text == "C") {
            self.error(name.offset, "cannot rename import \"C\"");
            return;
        }
        let own_name = self.store.package(package).name.get().copied();
        let local = name.map(|n| n.name).or(own_name).unwrap_or(universe.no_name);
        if local == universe.init {
            self.error(pos, "cannot import package as init - init must be a func");
            return;
        }
        let obj = self.new_object(ObjectKind::PkgName(package), local, pos, Some(super::TypeId::INVALID));
        if let Some(name) = name {
            self.info().offset_def.insert(name.offset, obj);
        }
        if !found {
            self.used.insert(obj);
        }
        self.imports.push(Import { obj, file: self.env.file, pos });
        // What a package is called that is not there is a guess, which proves nothing.
        let is_guess = !found && name.is_none() && self.scopes.get(self.env.scope).get(local).is_some();
        if self.name(local) == "." {
            self.dot_import(pos, package, obj);
        } else if !is_guess {
            self.declare(self.env.scope, None, obj);
        }
    }

    fn dot_import(&mut self, pos: u32, package: PackageId, import: ObjId) {
        let scope = self.env.scope;
        let names = self.store.member_names(package).into_iter().filter(|&n| is_exported(self.name(n)));
        let mut exported: Vec<(Symbol, ObjId)> =
            names.filter_map(|n| Some((n, self.store.member(package, n)?))).collect();
        exported.sort_by_key(|&(name, _)| self.name(name));
        for (name, obj) in exported {
            if let Some(other) = self.scopes.insert(scope, name, obj) {
                let text = self.name(name);
                let message = format!("{text} redeclared in this block{}", self.other_declaration(other));
                self.error(pos, message);
            } else {
                self.dot_imports.insert((scope, name), import);
            }
        }
    }

    /// Finds out which package names mean more than one of the packages that are needed.
    pub(super) fn find_ambiguous_names(&mut self) {
        let mut imports: Vec<PackageId> = self
            .imports
            .iter()
            .filter_map(|import| match self.object(import.obj).kind {
                ObjectKind::PkgName(package) => Some(package),
                _ => None,
            })
            .collect();
        imports.sort_unstable();
        imports.dedup();
        let own = self.store.package(self.package);
        let _ = own.imports.set(imports);
        let mut seen: FxHashSet<PackageId> = FxHashSet::default();
        let mut names: FxHashMap<Symbol, PackageId> = FxHashMap::default();
        let mut ambiguous: FxHashSet<Symbol> = FxHashSet::default();
        let mut todo = vec![self.package];
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            let package = self.store.package(id);
            if let Some(&name) = package.name.get()
                && names.insert(name, id).is_some()
            {
                ambiguous.insert(name);
            }
            todo.extend(package.imports.get().into_iter().flatten());
        }
        let _ = own.ambiguous_names.set(ambiguous);
    }

    /// Names of the package and of the file must differ.
    fn check_file_scope(&mut self, scope: ScopeId) {
        let entries: Vec<(Symbol, ObjId)> = self.scopes.get(scope).entries().collect();
        for (name, obj) in entries {
            let Some(other) = self.scopes.get(self.package_scope).get(name) else { continue };
            let text = self.name(name);
            let message = match self.object(obj).kind {
                ObjectKind::PkgName(package) => {
                    let package = self.store.package(package);
                    let package_name = package.name.get().map_or("", |&n| self.name(n));
                    format!(
                        "{text} already declared through import of package {package_name} (\"{}\"){}",
                        package.path,
                        self.other_declaration(obj)
                    )
                }
                _ => {
                    let package = self.object(obj).package.map(|package| self.store.package(package));
                    let of = package.map_or_else(String::new, |package| {
                        let name = package.name.get().map_or("", |&n| self.name(n));
                        format!("package {name} (\"{}\")", package.path)
                    });
                    format!("{text} already declared through dot-import of {of}")
                }
            };
            self.report(self.object(other).pos, message, false);
        }
    }

    /// Whether a receiver type has a star, and the type it names without star and parentheses.
    pub(super) fn unpack_receiver(&self, ty: ExprId) -> (bool, ExprId) {
        let file = self.ast();
        let mut base = file.unparen(ty);
        let mut pointer = false;
        if let ExprKind::Star(inner) = file.exprs[base].kind {
            pointer = true;
            base = file.unparen(inner);
        }
        if let ExprKind::Index { x, .. } = file.exprs[base].kind {
            base = x;
        }
        (pointer, base)
    }

    /// The defined type of this package behind a receiver's type name, through aliases.
    fn receiver_base(&self, mut pointer: bool, mut name: Symbol) -> Option<ObjId> {
        let mut seen = FxHashSet::default();
        loop {
            let obj = self.scopes.get(self.package_scope).get(name)?;
            let info = &self.decls[*self.obj_decl.get(&obj)? as usize];
            let file = self.files[info.file];
            let DeclKind::Type { alias, ty, type_params, .. } = file.decls[info.decl].kind else {
                return None;
            };
            if !seen.insert(obj) {
                return None;
            }
            if !alias {
                return Some(obj);
            }
            if !type_params.is_empty() {
                return None;
            }
            let mut ty = file.unparen(ty);
            if let ExprKind::Star(inner) = file.exprs[ty].kind {
                if pointer {
                    return None;
                }
                pointer = true;
                ty = file.unparen(inner);
            }
            let ExprKind::Name(next) = file.exprs[ty].kind else { return None };
            name = next;
        }
    }

    /// Reports imports that nothing uses.
    pub(super) fn unused_imports(&mut self) {
        let blank = self.store.universe().blank;
        for import in std::mem::take(&mut self.imports) {
            let object = self.object(import.obj);
            if object.name == blank || self.used.contains(&import.obj) {
                continue;
            }
            let ObjectKind::PkgName(package) = object.kind else { continue };
            let path = &self.store.package(package).path;
            let last = path.rsplit('/').next().unwrap_or(path);
            let name = self.name(object.name);
            let message = if name.is_empty() || name == "." || name == last {
                format!("\"{path}\" imported and not used")
            } else {
                format!("\"{path}\" imported as {name} and not used")
            };
            self.env = Env::of_file(import.file, self.package_scope, self.env.language);
            self.soft_error(import.pos, message);
        }
    }
}

/// Whether a name can be used by other packages.
pub(super) fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a path can be imported at all.
pub fn is_import_path(path: &str) -> bool {
    valid_import_path(path).is_ok()
}

/// Whether a path can be imported at all; the error is gc's.
fn valid_import_path(path: &str) -> Result<(), String> {
    const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}";
    if path.is_empty() {
        return Err("empty string".to_owned());
    }
    match path.chars().find(|&c| c.is_control() || c.is_whitespace() || ILLEGAL.contains(c)) {
        Some(c) if c.is_control() => Err(format!("invalid character U+{:04X}", c as u32)),
        Some(c) => Err(format!("invalid character U+{:04X} '{c}'", c as u32)),
        None => Ok(()),
    }
}
