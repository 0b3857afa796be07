//! How error messages spell types.
//!
//! In: a type and who asks. Out: the text.
//! Invariants: always ends: named types and aliases are spelled by name, and what is nested too
//! deeply, or comes after too many bytes, is cut off.
//! Source: gc 1.27.3's error messages; Spec: "Types".

use super::lookup::method_order;
use super::object::{ObjId, PackageId};
use super::predicates::{MAX_DEPTH, is_exported};
use super::quote::quote;
use super::store::{Basic, Interface, Signature, Struct, Type, TypeId, TypeStore};
use crate::source::{Interner, Pos, SourceMap, Symbol};
use crate::syntax::ast::ChanDir;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Where types and names live and which package asks about them: what everything needs that may
/// have to name a type.
#[derive(Clone, Copy, Debug)]
pub struct TypeCx<'a> {
    /// Types, objects and packages.
    pub store: &'a TypeStore,
    /// Names.
    pub interner: &'a Interner,
    /// How packages are named.
    pub qualifier: Qualifier<'a>,
    /// Where declarations are, for names that would be misunderstood.
    pub places: Option<Places<'a>>,
}

/// How positions are spelled inside of messages.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The texts.
    pub sources: &'a SourceMap,
    /// See [`crate::release::Rules::joins_line_names`].
    pub joins_line_names: bool,
}

impl Places<'_> {
    /// A position as gc writes it inside of a message: if a directive says otherwise, the real
    /// one follows.
    pub fn text(self, pos: Pos) -> String {
        if !pos.is_known() {
            return "a package without source".to_owned();
        }
        let file = self.sources.file(pos.file);
        let (line, column) = self.sources.line_column(pos);
        let real = format!("{}:{line}:{column}", file.display_name);
        match self.sources.position(pos, self.joins_line_names) {
            Some(told) if told.line != line || told.file != file.display_name => {
                format!("{}[{}:{line}:{column}]", told.in_errors(), file.path.display())
            }
            _ => real,
        }
    }
}

impl<'a> TypeCx<'a> {
    /// For messages about `package`.
    pub fn new(store: &'a TypeStore, interner: &'a Interner, package: PackageId) -> Self {
        TypeCx { store, interner, qualifier: Qualifier::relative_to(package), places: None }
    }

    fn with_paths(self) -> Self {
        TypeCx { qualifier: Qualifier::Paths, ..self }
    }
}

/// How the package in front of a name is spelled.
#[derive(Clone, Copy, Debug)]
pub enum Qualifier<'a> {
    /// By import path, always.
    Paths,
    /// By package name, but not for the package itself.
    Relative {
        /// Its names stand alone.
        package: PackageId,
        /// Names of more than one package; these are spelled by quoted import path.
        ambiguous: &'a FxHashSet<Symbol>,
    },
}

impl Qualifier<'_> {
    /// Relative to `package`, with no two packages of one name.
    pub fn relative_to(package: PackageId) -> Self {
        static NONE: OnceLock<FxHashSet<Symbol>> = OnceLock::new();
        Qualifier::Relative { package, ambiguous: NONE.get_or_init(FxHashSet::default) }
    }
}

impl Basic {
    /// How messages spell it; `unsafe.Pointer` with its package.
    pub fn text(self) -> &'static str {
        match self {
            Basic::Invalid => "invalid type",
            Basic::Bool => "bool",
            Basic::Int => "int",
            Basic::Int8 => "int8",
            Basic::Int16 => "int16",
            Basic::Int32 => "int32",
            Basic::Int64 => "int64",
            Basic::Uint => "uint",
            Basic::Uint8 => "uint8",
            Basic::Uint16 => "uint16",
            Basic::Uint32 => "uint32",
            Basic::Uint64 => "uint64",
            Basic::Uintptr => "uintptr",
            Basic::Float32 => "float32",
            Basic::Float64 => "float64",
            Basic::Complex64 => "complex64",
            Basic::Complex128 => "complex128",
            Basic::String => "string",
            Basic::UnsafePointer => "unsafe.Pointer",
            Basic::UntypedBool => "untyped bool",
            Basic::UntypedInt => "untyped int",
            Basic::UntypedRune => "untyped rune",
            Basic::UntypedFloat => "untyped float",
            Basic::UntypedComplex => "untyped complex",
            Basic::UntypedString => "untyped string",
            Basic::UntypedNil => "untyped nil",
            Basic::Byte => "byte",
            Basic::Rune => "rune",
        }
    }
}

/// `ty` as messages spell it.
pub fn type_string(cx: TypeCx<'_>, ty: TypeId) -> String {
    let mut writer = Writer::new(cx);
    writer.ty(ty);
    writer.out
}

/// A list of types: `(int, string)`.
pub fn tuple_string(cx: TypeCx<'_>, types: &[TypeId]) -> String {
    let mut writer = Writer::new(cx);
    writer.types(types);
    writer.out
}

/// The parameters and results of a function type, without `func`; `ty` as a whole when it is
/// none.
pub fn signature_string(cx: TypeCx<'_>, ty: TypeId) -> String {
    let mut writer = Writer::new(cx);
    writer.signature_of(ty);
    writer.out
}

/// The results of a function type with their names, in parentheses; `ty` as a whole when it is
/// none.
pub fn results_string(cx: TypeCx<'_>, ty: TypeId) -> String {
    let mut writer = Writer::new(cx);
    match cx.store.under(ty) {
        Type::Signature(signature) => writer.vars(&signature.results, false),
        _ => writer.ty(ty),
    }
    writer.out
}

/// A method's name and type without parameter names, as in `have M(int) string`.
pub(super) fn method_string(cx: TypeCx<'_>, method: ObjId, with_paths: bool) -> String {
    let cx = if with_paths { cx.with_paths() } else { cx };
    let mut writer = Writer { names: false, annotate: with_paths, ..Writer::new(cx) };
    writer.symbol(cx.store.object(method).name);
    writer.signature_of(cx.store.type_of(method));
    writer.out
}

/// A package-level name as messages about another package spell it.
pub fn qualified_name(cx: TypeCx<'_>, obj: ObjId) -> String {
    let mut writer = Writer::new(cx);
    writer.name(obj);
    writer.out
}

/// Types are spelled in no more than about so many bytes: a type doubles with few words.
const MAX_LEN: usize = 1 << 16;

struct Writer<'a> {
    cx: TypeCx<'a>,
    out: String,
    /// Whether parameters are written with their names.
    names: bool,
    /// Whether the next unexported field is to be written with its package.
    annotate: bool,
    depth: u32,
}

impl<'a> Writer<'a> {
    fn new(cx: TypeCx<'a>) -> Self {
        Writer { cx, out: String::new(), names: true, annotate: false, depth: 0 }
    }

    fn ty(&mut self, ty: TypeId) {
        // Only broken programs have unnamed types that contain themselves.
        if self.depth >= MAX_DEPTH || self.out.len() >= MAX_LEN {
            self.out.push('…');
            return;
        }
        self.depth += 1;
        self.structure(ty);
        self.depth -= 1;
    }

    fn structure(&mut self, ty: TypeId) {
        let store = self.cx.store;
        match store.get(ty) {
            Type::Basic(basic) => self.out.push_str(basic.text()),
            Type::Named(named) => {
                self.name(named.obj);
                if let Some((_, args)) = &named.instance {
                    self.list('[', args, ']');
                } else if let Some(params) = named.type_params.get() {
                    self.type_params(params);
                }
            }
            Type::Alias { obj, instance, type_params, .. } => {
                self.name(*obj);
                if let Some((_, args)) = instance {
                    self.list('[', args, ']');
                } else if let Some(params) = type_params.get() {
                    self.type_params(params);
                }
            }
            Type::TypeParam { obj, .. } => self.type_param(*obj),
            Type::Pointer(elem) => {
                self.out.push('*');
                self.ty(*elem);
            }
            Type::Slice(elem) => {
                self.out.push_str("[]");
                self.ty(*elem);
            }
            Type::Array { len, elem } => {
                self.out.push_str(&format!("[{len}]"));
                self.ty(*elem);
            }
            Type::Map { key, value } => {
                self.out.push_str("map[");
                self.ty(*key);
                self.out.push(']');
                self.ty(*value);
            }
            Type::Chan { dir, elem } => self.chan(*dir, *elem),
            Type::Struct(s) => self.fields(s),
            Type::Tuple(types) => self.types(types),
            Type::Signature(signature) => {
                self.out.push_str("func");
                self.signature(signature);
            }
            Type::Interface(interface) => self.interface(ty, interface),
            Type::Union(terms) => {
                for (i, (tilde, term)) in terms.iter().enumerate() {
                    self.out.push_str(if i > 0 { " | " } else { "" });
                    self.out.push_str(if *tilde { "~" } else { "" });
                    self.ty(*term);
                }
            }
        }
    }

    fn types(&mut self, types: &[TypeId]) {
        self.list('(', types, ')');
    }

    fn list(&mut self, open: char, types: &[TypeId], close: char) {
        self.out.push(open);
        for (i, ty) in types.iter().enumerate() {
            self.separate(i, ", ");
            self.ty(*ty);
        }
        self.out.push(close);
    }

    fn separate(&mut self, index: usize, separator: &str) {
        if index > 0 {
            self.out.push_str(separator);
        }
    }

    fn symbol(&mut self, name: Symbol) {
        self.out.push_str(self.cx.interner.text(name));
    }

    fn name(&mut self, obj: ObjId) {
        let TypeCx { store, interner, qualifier, .. } = self.cx;
        let object = store.object(obj);
        if let Some(id) = object.package {
            let declared = store.package(id);
            match qualifier {
                Qualifier::Relative { package, .. } if package == id => {}
                Qualifier::Relative { ambiguous, .. } => {
                    match declared.name.get() {
                        Some(name) if ambiguous.contains(name) => {
                            self.out.push_str(&quote(declared.path.as_bytes()))
                        }
                        Some(name) => self.out.push_str(interner.text(*name)),
                        None => self.out.push_str(&declared.path),
                    }
                    self.out.push('.');
                }
                Qualifier::Paths => {
                    self.out.push_str(&declared.path);
                    self.out.push('.');
                }
            }
        }
        self.symbol(object.name);
    }

    /// A type parameter; if its name means something else elsewhere, with its declaration.
    fn type_param(&mut self, obj: ObjId) {
        let object = self.cx.store.object(obj);
        self.symbol(object.name);
        if let Some(places) = self.cx.places
            && self.cx.store.universe().scope.contains_key(&object.name)
            && object.pos.is_known()
        {
            let (name, place) = (self.cx.interner.text(object.name), places.text(object.pos));
            self.out.push_str(&format!(" /* with {name} declared at {place} */"));
        }
    }

    fn chan(&mut self, dir: ChanDir, elem: TypeId) {
        let word = match dir {
            ChanDir::Both => "chan ",
            ChanDir::Send => "chan<- ",
            ChanDir::Recv => "<-chan ",
        };
        self.out.push_str(word);
        let receiver = matches!(self.cx.store.get(elem), Type::Chan { dir: ChanDir::Recv, .. });
        if dir == ChanDir::Both && receiver {
            self.out.push('(');
            self.ty(elem);
            self.out.push(')');
        } else {
            self.ty(elem);
        }
    }

    fn fields(&mut self, s: &Struct) {
        self.out.push_str("struct{");
        for (i, field) in s.fields.iter().enumerate() {
            self.separate(i, "; ");
            let annotate = self.annotate && !is_exported(self.cx.interner, field.name);
            self.annotate &= !annotate;
            if !field.embedded {
                self.symbol(field.name);
                self.out.push(' ');
            }
            self.ty(field.ty);
            if let Some(package) = self.cx.store.object(field.obj).package.filter(|_| annotate) {
                self.out.push_str(&format!(" /* package {} */ ", self.cx.store.package(package).path));
            }
            if !field.tag.is_empty() {
                self.out.push(' ');
                self.out.push_str(&quote(&field.tag));
            }
        }
        self.out.push('}');
    }

    fn interface(&mut self, ty: TypeId, interface: &Interface) {
        if ty == self.cx.store.underlying(TypeId::COMPARABLE) {
            self.out.push_str("interface{comparable}");
            return;
        }
        if interface.implicit && interface.methods.is_empty() && interface.embedded.len() == 1 {
            self.ty(interface.embedded[0]);
            return;
        }
        self.out.push_str("interface{");
        let TypeCx { store, interner, .. } = self.cx;
        let mut methods: Vec<_> = interface.methods.iter().collect();
        methods.sort_by(|a, b| method_order(store, interner, store.object(a.obj), store.object(b.obj)));
        for (i, method) in methods.into_iter().enumerate() {
            self.separate(i, "; ");
            self.symbol(method.name);
            self.signature_of(method.signature);
        }
        for (i, embedded) in interface.embedded.iter().enumerate() {
            self.separate(i + interface.methods.len(), "; ");
            self.ty(*embedded);
        }
        self.out.push('}');
    }

    fn signature_of(&mut self, ty: TypeId) {
        match self.cx.store.get(ty) {
            Type::Signature(signature) => self.signature(signature),
            _ => self.ty(ty),
        }
    }

    fn signature(&mut self, signature: &Signature) {
        let store = self.cx.store;
        self.type_params(&signature.type_params);
        self.vars(&signature.params, signature.variadic);
        let Some(&first) = signature.results.first() else { return };
        self.out.push(' ');
        if signature.results.len() == 1 && self.cx.interner.text(store.object(first).name).is_empty() {
            self.ty(store.type_of(first));
        } else {
            self.vars(&signature.results, false);
        }
    }

    fn type_params(&mut self, params: &[TypeId]) {
        if params.is_empty() {
            return;
        }
        // Not known yet counts as invalid.
        let bound = |id: TypeId| self.cx.store.constraint(id).unwrap_or(TypeId::INVALID);
        let bounds: Vec<TypeId> = params.iter().map(|&p| bound(p)).collect();
        self.out.push('[');
        for (i, param) in params.iter().enumerate() {
            self.separate(i, ", ");
            self.ty(*param);
            // Parameters that share a constraint are followed by it once.
            if bounds.get(i + 1) != bounds.get(i) {
                self.out.push(' ');
                self.ty(bounds[i]);
            }
        }
        self.out.push(']');
    }

    fn vars(&mut self, vars: &[ObjId], variadic: bool) {
        let store = self.cx.store;
        self.out.push('(');
        for (i, &var) in vars.iter().enumerate() {
            self.separate(i, ", ");
            let name = self.cx.interner.text(store.object(var).name);
            if self.names && !name.is_empty() {
                self.out.push_str(name);
                self.out.push(' ');
            }
            let ty = store.type_of(var);
            match store.get(ty) {
                Type::Slice(elem) if variadic && i + 1 == vars.len() => {
                    self.out.push_str("...");
                    self.ty(*elem);
                }
                _ if variadic && i + 1 == vars.len() => {
                    self.ty(ty);
                    self.out.push_str("...");
                }
                _ => self.ty(ty),
            }
        }
        self.out.push(')');
    }
}
