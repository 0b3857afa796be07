//! The facts of one package as bytes.
//!
//! In: a checked and analysed package. Out: its sections, see [`crate::facts::format`].
//! Invariants: the bytes depend on the package alone, not on ids or threads: what importers can
//! name comes first, sorted by name, then what these mention, in the order in which they do.

mod types;

use crate::facts::body::write_inlinable;
use crate::facts::bytes::Output;
use crate::facts::constant::write_constant;
use crate::facts::format::{FIRST_OTHER, NO_PACKAGE, OWN_PACKAGE, POSITIONS, Section, object};
use crate::facts::tree::write_tree;
use crate::flow::FuncSummary;
use crate::inline::Exported;
use crate::source::{FileId, Interner, SourceFile, SourceMap, Symbol};
use crate::types::predicates::{deref, is_exported_name};
use crate::types::{CheckedProgram, ObjId, ObjectKind, PackageId, Type, TypeId, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Why a package has no facts.
pub(in crate::facts) type Written<T> = Result<T, String>;

/// What all packages of a library share while they are written.
pub struct WriteContext<'a> {
    /// All types and objects.
    pub types: &'a TypeStore,
    /// All names.
    pub names: &'a Interner,
    /// What is known about a function.
    pub summary: &'a dyn Fn(ObjId) -> Option<Arc<FuncSummary>>,
    /// What importers can copy of a package.
    pub exported: &'a dyn Fn(PackageId) -> Option<Arc<Exported>>,
    /// What a file is called.
    pub file_name: &'a dyn Fn(&SourceFile) -> String,
    /// The texts, for the literals in generic functions.
    pub sources: &'a SourceMap,
    /// Trees and side tables of all packages.
    pub program: &'a CheckedProgram,
    /// The package of a file, and which of its files it is; without it nothing says where objects
    /// are.
    pub place: Option<&'a dyn Fn(FileId) -> Option<(PackageId, u32)>>,
}

/// What types declared in functions are called, by object. Packages fill it in as they are
/// written, imported ones first.
pub type LocalNames = FxHashMap<ObjId, String>;

/// The instances whose bodies are written, in the order in which they were met.
#[derive(Default)]
struct Instances {
    names: Vec<Symbol>,
    known: FxHashSet<Symbol>,
    /// How many were taken.
    taken: usize,
    /// How many of them bodies mention that importers copy, once that is known.
    mentioned: Option<usize>,
}

impl Instances {
    fn note(&mut self, name: Symbol) {
        if self.known.insert(name) {
            self.names.push(name);
        }
    }

    fn has_more(&self) -> bool {
        self.taken < self.names.len()
    }

    fn next(&mut self) -> Option<Symbol> {
        let &name = self.names.get(self.taken)?;
        self.taken += 1;
        Some(name)
    }

    /// What is noted from now on is not mentioned in what importers copy.
    fn all_mentioned_are_known(&mut self) {
        self.mentioned = Some(self.names.len());
    }

    /// Whether the instance that was taken last is mentioned in what importers copy.
    fn is_mentioned(&self) -> bool {
        self.mentioned.is_none_or(|mentioned| self.taken <= mentioned)
    }
}

/// One package while it is written.
pub(in crate::facts) struct PackageWriter<'a> {
    pub cx: &'a WriteContext<'a>,
    pub package: PackageId,
    locals: &'a mut LocalNames,
    strings: FxHashMap<String, u32>,
    string_list: Vec<String>,
    packages: Vec<PackageId>,
    types: Vec<Vec<u8>>,
    type_number: FxHashMap<TypeId, u32>,
    type_of_bytes: FxHashMap<Vec<u8>, u32>,
    /// Types that mention type parameters.
    with_params: FxHashSet<u32>,
    /// Whether the type being written does.
    met_param: bool,
    /// Objects in the order in which they were met; those from `written` on are not written yet.
    objects: Vec<ObjId>,
    object_number: FxHashMap<ObjId, u32>,
    object_bytes: Vec<Vec<u8>>,
    lists: Vec<Vec<TypeId>>,
    list_bytes: Vec<Vec<u8>>,
    /// The list and the place in it of each type parameter.
    params: FxHashMap<TypeId, (u32, u32)>,
    summaries: Vec<Vec<u8>>,
    summary_of_bytes: FxHashMap<Vec<u8>, u32>,
    pub generics: Vec<Vec<u8>>,
    bodies: Vec<Vec<u8>>,
    instances: Instances,
    /// The bodies of those that have one, by name.
    instance_bodies: Vec<(Symbol, u32)>,
    /// Where the trees of generic functions are.
    pub tree_spans: Vec<(FileId, std::ops::Range<u32>)>,
    /// Files that bodies are in.
    pub files: Vec<FileId>,
}

impl<'a> PackageWriter<'a> {
    /// Writes what importers can name, and what that mentions.
    ///
    /// # Errors
    /// What of the package is not fully known.
    pub fn new(cx: &'a WriteContext<'a>, package: PackageId, locals: &'a mut LocalNames) -> Written<Self> {
        let mut writer = PackageWriter {
            cx,
            package,
            locals,
            strings: FxHashMap::default(),
            string_list: Vec::new(),
            packages: Vec::new(),
            types: Vec::new(),
            type_number: FxHashMap::default(),
            type_of_bytes: FxHashMap::default(),
            with_params: FxHashSet::default(),
            met_param: false,
            objects: Vec::new(),
            object_number: FxHashMap::default(),
            object_bytes: Vec::new(),
            lists: Vec::new(),
            list_bytes: Vec::new(),
            params: FxHashMap::default(),
            summaries: Vec::new(),
            summary_of_bytes: FxHashMap::default(),
            generics: Vec::new(),
            bodies: Vec::new(),
            instances: Instances::default(),
            instance_bodies: Vec::new(),
            tree_spans: Vec::new(),
            files: Vec::new(),
        };
        let mut names: Vec<&str> =
            cx.types.member_names(package).into_iter().map(|name| cx.names.text(name)).collect();
        names.retain(|name| is_exported_name(name));
        names.sort_unstable();
        for name in names {
            let found = cx.types.member(package, cx.names.intern(name));
            writer.object_number(found.ok_or("a member without object")?);
        }
        writer.drain()?;
        writer.note_instances();
        writer.drain()?;
        Ok(writer)
    }

    /// Writes what was met so far.
    pub fn drain(&mut self) -> Written<()> {
        while self.object_bytes.len() < self.objects.len()
            || self.list_bytes.len() < self.lists.len()
            || self.instances.has_more()
        {
            if let Some(name) = self.instances.next() {
                let exported = (self.cx.exported)(self.package);
                if let Some(inlinable) = exported.as_ref().and_then(|e| e.by_instance.get(&name)) {
                    match write_inlinable(self, inlinable) {
                        Ok(bytes) => {
                            self.instance_bodies.push((name, self.bodies.len() as u32));
                            self.bodies.push(bytes);
                        }
                        // Placeholders, which nobody else can name, have type parameters.
                        Err(_) if !self.instances.is_mentioned() => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            while let Some(list) = self.lists.get(self.list_bytes.len()).cloned() {
                let bytes = self.list(&list)?;
                self.list_bytes.push(bytes);
            }
            if let Some(&obj) = self.objects.get(self.object_bytes.len()) {
                let bytes = self.object(obj)?;
                self.object_bytes.push(bytes);
            }
        }
        Ok(())
    }

    /// The sections.
    ///
    /// # Errors
    /// See [`PackageWriter::new`].
    pub fn finish(mut self) -> Written<Vec<u8>> {
        self.drain()?;
        let mut members: Vec<(String, u32)> = Vec::new();
        for (&obj, &number) in &self.object_number {
            members.push((self.member_name(obj), number));
        }
        members.sort_unstable();
        let mut pairs = Vec::new();
        for (name, number) in &members {
            pairs.extend(self.string(name).to_le_bytes());
            pairs.extend(number.to_le_bytes());
        }
        let passed_on = self.passed_on();
        let mut instances = Output::default();
        instances.len(self.instance_bodies.len());
        for (name, number) in std::mem::take(&mut self.instance_bodies) {
            self.symbol(&mut instances, name);
            instances.uint(number.into());
        }
        let mut packages = Output::default();
        packages.len(self.packages.len());
        for &package in &self.packages {
            packages.bytes(self.cx.types.package(package).path.as_bytes());
        }
        let mut out = Output::default();
        let table = |items: &[Vec<u8>]| {
            let mut out = Output::default();
            out.table(items);
            out.0
        };
        let strings: Vec<Vec<u8>> = self.string_list.iter().map(|s| s.as_bytes().to_vec()).collect();
        if self.cx.place.is_some() {
            out.uint(POSITIONS);
            out.bytes(&[]);
        }
        let mut section = |tag: Section, bytes: Vec<u8>| {
            out.uint(tag as u64);
            out.bytes(&bytes);
        };
        section(Section::Strings, table(&strings));
        section(Section::Packages, packages.0);
        section(Section::Types, table(&self.types));
        section(Section::Objects, table(&self.object_bytes));
        section(Section::Members, pairs);
        section(Section::TypeParams, table(&self.list_bytes));
        section(Section::Summaries, table(&self.summaries));
        section(Section::Generics, table(&self.generics));
        section(Section::Bodies, table(&self.bodies));
        section(Section::Instances, instances.0);
        section(Section::PassedOn, passed_on);
        let mut files = Output::default();
        files.len(self.files.len());
        for &file in &self.files {
            files.bytes((self.cx.file_name)(self.cx.sources.file(file)).as_bytes());
        }
        section(Section::Files, files.0);
        Ok(out.0)
    }

    fn text(&self, symbol: Symbol) -> &'a str {
        self.cx.names.text(symbol)
    }

    /// The number of a text.
    pub fn string(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.strings.get(text) {
            return known;
        }
        let number = self.string_list.len() as u32;
        self.strings.insert(text.to_owned(), number);
        self.string_list.push(text.to_owned());
        number
    }

    pub fn symbol(&mut self, out: &mut Output, symbol: Symbol) {
        let number = self.string(self.cx.names.text(symbol));
        out.uint(u64::from(number));
    }

    /// The name of an object, and where it is.
    fn name(&mut self, out: &mut Output, obj: ObjId) {
        let object = self.cx.types.object(obj);
        self.symbol(out, object.name);
        let Some(place) = self.cx.place else { return };
        match place(object.pos.file) {
            Some((package, index)) => {
                out.uint(self.package(Some(package)));
                out.uint(index.into());
                out.uint(object.pos.offset.into());
            }
            None => out.uint(NO_PACKAGE),
        }
    }

    pub fn package(&mut self, package: Option<PackageId>) -> u64 {
        match package {
            None => NO_PACKAGE,
            Some(own) if own == self.package => OWN_PACKAGE,
            Some(other) => {
                let known = self.packages.iter().position(|&p| p == other);
                let index = known.unwrap_or_else(|| {
                    self.packages.push(other);
                    self.packages.len() - 1
                });
                FIRST_OTHER + index as u64
            }
        }
    }

    /// The number of an object of this package.
    pub fn object_number(&mut self, obj: ObjId) -> u32 {
        let next = self.objects.len() as u32;
        let number = *self.object_number.entry(obj).or_insert(next);
        if number == next {
            self.objects.push(obj);
            let object = self.cx.types.object(obj);
            if self.cx.types.member(self.package, object.name) != Some(obj) {
                let name = format!("·{next}·{}", self.cx.names.text(object.name));
                self.locals.insert(obj, name);
            }
        }
        number
    }

    /// Notes a list of type parameters; its number plus one, or 0 for an empty one.
    fn list_number(&mut self, list: &[TypeId]) -> u64 {
        let Some(first) = list.first() else { return 0 };
        if let Some(&(known, _)) = self.params.get(first) {
            return u64::from(known) + 1;
        }
        let number = self.lists.len() as u32;
        self.params.extend(list.iter().enumerate().map(|(i, &param)| (param, (number, i as u32))));
        self.lists.push(list.to_vec());
        u64::from(number) + 1
    }

    fn list(&mut self, list: &[TypeId]) -> Written<Vec<u8>> {
        let mut out = Output::default();
        out.len(list.len());
        for &param in list {
            let Type::TypeParam { obj, .. } = *self.cx.types.get(param) else {
                return Err("a type parameter that is none".into());
            };
            self.name(&mut out, obj);
            let bound = self.cx.types.constraint(param).ok_or("a type parameter without constraint")?;
            let bound = self.type_number(bound)?;
            out.uint(bound.into());
        }
        Ok(out.0)
    }

    fn object(&mut self, obj: ObjId) -> Written<Vec<u8>> {
        let types = self.cx.types;
        let declared = types.object(obj);
        let mut out = Output::default();
        let ty = types.type_of(obj);
        match &declared.kind {
            ObjectKind::Const(value) => {
                out.uint(object::CONST);
                self.name(&mut out, obj);
                let number = self.type_number(ty)?;
                out.uint(number.into());
                write_constant(&mut out, value.get().ok_or("a constant without value")?)?;
            }
            ObjectKind::Var(_) => {
                let own = types.member(self.package, declared.name) == Some(obj);
                out.uint(if own { object::VAR } else { object::MADE });
                self.name(&mut out, obj);
                if !own {
                    out.uint(self.package(declared.package));
                }
                let number = self.type_number(ty)?;
                out.uint(number.into());
            }
            ObjectKind::Func => {
                out.uint(object::FUNC);
                self.func(&mut out, obj)?;
            }
            ObjectKind::TypeName => match types.get(ty) {
                Type::Alias { actual, type_params, .. } => {
                    out.uint(object::ALIAS);
                    self.name(&mut out, obj);
                    let params = type_params.get().cloned().unwrap_or_default();
                    out.uint(self.list_number(&params));
                    let actual = self.type_number(*actual.get().ok_or("an alias of nothing")?)?;
                    out.uint(actual.into());
                }
                Type::Named(named) => {
                    out.uint(object::DEFINED);
                    self.name(&mut out, obj);
                    let params = named.type_params.get().cloned().unwrap_or_default();
                    out.uint(self.list_number(&params));
                    let tree = self.tree_spans.iter().position(|(file, span)| {
                        declared.pos.file == *file && span.contains(&declared.pos.offset)
                    });
                    out.len(tree.map_or(0, |tree| tree + 1));
                    out.uint(tree.map_or(0, |_| declared.pos.offset).into());
                    let under = self.type_number(types.underlying(ty))?;
                    out.uint(under.into());
                    let methods = types.declared_methods(ty);
                    out.len(methods.len());
                    for method in methods {
                        self.func(&mut out, method)?;
                    }
                }
                // `type T = int` is an alias; what else has the type of another object is
                // predeclared.
                _ => return Err(format!("{} is no declared type", self.text(declared.name))),
            },
            _ => return Err(format!("{} cannot be imported", self.text(declared.name))),
        }
        Ok(out.0)
    }

    fn func(&mut self, out: &mut Output, obj: ObjId) -> Written<()> {
        self.name(out, obj);
        let signature = self.type_number(self.cx.types.type_of(obj))?;
        out.uint(signature.into());
        let summary = (self.cx.summary)(obj).map_or(0, |summary| self.summary(&summary) + 1);
        out.uint(summary.into());
        out.uint(self.generic(obj)?.into());
        let exported = (self.cx.exported)(self.package);
        let inlinable = exported.as_ref().and_then(|exported| exported.by_obj.get(&obj));
        let body = inlinable.map_or(Ok(0), |inlinable| {
            let bytes = write_inlinable(self, inlinable)?;
            self.bodies.push(bytes);
            Written::Ok(self.bodies.len() as u32)
        })?;
        out.uint(body.into());
        Ok(())
    }

    /// The number, plus one, of the tree of a generic function; 0 for others.
    fn generic(&mut self, func: ObjId) -> Written<u32> {
        let types = self.cx.types;
        let is_generic = match types.get(types.type_of(func)) {
            Type::Signature(s) => !s.type_params.is_empty() || !s.recv_type_params.is_empty(),
            _ => false,
        };
        if !is_generic {
            return Ok(0);
        }
        let Some(bytes) = write_tree(self, func)? else { return Ok(0) };
        self.generics.push(bytes);
        Ok(self.generics.len() as u32)
    }

    /// Notes all other instances that the package mentions: what importers copy leads to them also
    /// through methods of types and through generic code, which the importers lower themselves.
    fn note_instances(&mut self) {
        self.instances.all_mentioned_are_known();
        let exported = (self.cx.exported)(self.package);
        let mut all: Vec<Symbol> =
            exported.iter().flat_map(|exported| exported.by_instance.keys().copied()).collect();
        all.sort_unstable_by_key(|&name| self.text(name));
        all.into_iter().for_each(|name| self.instances.note(name));
    }

    /// Notes that a body mentions an instance.
    pub fn note_instance(&mut self, name: Symbol) {
        self.instances.note(name);
    }

    /// The functions of other packages whose bodies importers find.
    fn passed_on(&mut self) -> Vec<u8> {
        let (types, names) = (self.cx.types, self.cx.names);
        let exported = (self.cx.exported)(self.package);
        let mut all: Vec<(PackageId, String)> = Vec::new();
        for &obj in exported.iter().flat_map(|exported| &exported.passed_on) {
            all.extend(types.object(obj).package.map(|home| (home, func_name(types, names, obj))));
        }
        let path = |package: PackageId| types.package(package).path.as_str();
        all.sort_unstable_by(|a, b| (path(a.0), &a.1).cmp(&(path(b.0), &b.1)));
        let mut out = Output::default();
        out.len(all.len());
        for (home, name) in all {
            out.uint(self.package(Some(home)));
            out.bytes(name.as_bytes());
        }
        out.0
    }

    /// Whether `obj` is a type that was declared in a function and met before.
    pub fn is_local_type(&self, obj: ObjId) -> bool {
        self.locals.contains_key(&obj)
    }

    /// The name under which others find an object of a package.
    pub fn member_name(&self, obj: ObjId) -> String {
        match self.locals.get(&obj) {
            Some(name) => name.clone(),
            None => self.text(self.cx.types.object(obj).name).to_owned(),
        }
    }

    /// The number of a summary.
    pub fn summary(&mut self, summary: &FuncSummary) -> u32 {
        let mut out = Output::default();
        let flags = u64::from(summary.uintptr_keep_alive) | u64::from(summary.uintptr_escapes) << 1;
        out.uint(flags);
        out.len(summary.results);
        out.len(summary.params.len());
        for leaks in &summary.params {
            let levels = leaks.levels();
            let end = levels.iter().rposition(|&level| level != 0).map_or(0, |at| at + 1);
            out.bytes(&levels[..end]);
        }
        let next = self.summaries.len() as u32;
        let number = *self.summary_of_bytes.entry(out.0.clone()).or_insert(next);
        if number == next {
            self.summaries.push(out.0);
        }
        number
    }
}

/// A function's name among those of its package: with the type that it is a method of.
pub fn func_name(types: &TypeStore, names: &Interner, func: ObjId) -> String {
    let object = types.object(func);
    let recv = match types.get(types.type_of(func)) {
        Type::Signature(signature) => signature.recv,
        _ => None,
    };
    let base = recv.map(|recv| types.get(deref(types, types.type_of(recv)).0));
    let receiver = match base {
        Some(Type::Named(named)) => names.text(types.object(named.obj).name),
        _ => "",
    };
    format!("{receiver}.{}", names.text(object.name))
}
