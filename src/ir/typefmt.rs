//! gc's spelling of types.
//!
//! In: types. Out: text, either for people (package names, the current package bare) or the link
//! spelling that identifies a type in the name of an instance (`Stack[snip/x.My]`).
//! Invariants: never fails; a type nested too deeply ends in `...`. Types double in size with few
//! words: in a text of more than [`MAX_LEN`] bytes parts are cut off, or, where the spelling
//! identifies the type, replaced by checksums.
//! Source: gc 1.27.3, what `-m=2` prints for types of every kind.

use crate::release::Rules;
use crate::source::{Interner, Symbol};
use crate::syntax::ast::ChanDir;
use crate::types::lookup::interface_methods;
use crate::types::predicates::is_exported;
use crate::types::quote::quote;
use crate::types::shape::SHAPE_PACKAGE;
use crate::types::{Basic, Interface, Named, ObjId, PackageId, Signature, Struct, Type, TypeId, TypeStore};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Nesting of types beyond which nothing is spelled out.
const MAX_DEPTH: u32 = 200;

/// The same where parts that were spelled before are not spelled again.
const MAX_DEPTH_OF_SUMS: u32 = 5_000;

/// No type is spelled in more bytes than about this.
pub const MAX_LEN: usize = 1 << 18;

/// Spells types as one package's diagnostics do.
#[derive(Clone, Copy, Debug)]
pub struct TypePrinter<'a> {
    /// All types.
    pub types: &'a TypeStore,
    /// All names.
    pub names: &'a Interner,
    /// The package whose names need no qualifier.
    pub package: PackageId,
    /// Numbers of types declared in functions, see [`super::Package::local_type`].
    pub local_type: &'a FxHashMap<ObjId, u32>,
    /// The release.
    pub rules: &'a Rules,
}

/// Which of the two spellings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// For people.
    Go,
    /// Unique per type.
    Link,
}

/// A text that types are appended to.
#[derive(Default)]
struct Text {
    out: String,
    /// Nothing is appended to so long a text.
    limit: usize,
    /// Whether something was not.
    cut: bool,
    /// Checksums by part, if such stand for the parts.
    sums: Option<FxHashMap<TypeId, String>>,
}

impl Text {
    fn after(out: &mut String) -> Text {
        let out = std::mem::take(out);
        Text { limit: out.len() + MAX_LEN, out, ..Text::default() }
    }

    fn push(&mut self, c: char) {
        self.out.push(c);
    }

    fn push_str(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

impl TypePrinter<'_> {
    /// Appends the type as messages quote it.
    pub fn write(&self, out: &mut String, ty: TypeId) {
        let mut text = Text::after(out);
        self.write_styled(&mut text, ty, Style::Go, 0);
        *out = text.out;
    }

    /// The type as messages quote it.
    pub fn text(&self, ty: TypeId) -> String {
        let mut out = String::new();
        self.write(&mut out, ty);
        out
    }

    /// The spelling that is the same for identical types and different for others: import paths
    /// throughout, `byte` as `uint8`, types of functions with their number.
    pub fn link_text(&self, ty: TypeId) -> String {
        self.bounded_link_text(ty).0
    }

    /// [`TypePrinter::link_text`], and whether it has checksums in the place of parts, as it would
    /// be too long without.
    pub fn bounded_link_text(&self, ty: TypeId) -> (String, bool) {
        let mut plain = Text::after(&mut String::new());
        self.write_styled(&mut plain, ty, Style::Link, 0);
        if !plain.cut {
            return (plain.out, false);
        }
        let mut short = Text { limit: usize::MAX, sums: Some(FxHashMap::default()), ..Text::default() };
        self.write_styled(&mut short, ty, Style::Link, 0);
        (short.out, true)
    }

    /// Appends a checksum of a part instead of the part, once for each type.
    fn write_sum(&self, out: &mut Text, ty: TypeId, depth: u32) {
        let sums = out.sums.take().unwrap_or_default();
        if let Some(known) = sums.get(&ty) {
            out.push_str(known);
            out.sums = Some(sums);
            return;
        }
        let mut part = Text { limit: usize::MAX, sums: Some(sums), ..Text::default() };
        self.write_parts(&mut part, ty, Style::Link, depth);
        let mut sum = String::new();
        for byte in Sha256::digest(part.out.as_bytes()) {
            let _ = write!(sum, "{byte:02x}");
        }
        out.push_str(&sum);
        let mut sums = part.sums.unwrap_or_default();
        sums.insert(ty, sum);
        out.sums = Some(sums);
    }

    /// A receiver's base type in the name of a compiler-made method: a defined type without its
    /// package, any other as in [`TypePrinter::link_text`].
    pub fn receiver_text(&self, ty: TypeId) -> String {
        let text = self.link_text(ty);
        let unqualified = match self.types.get(self.types.unalias(ty)) {
            Type::Named(named) => self.types.object(named.obj).package.and_then(|package| {
                let prefix = link_prefix(&self.types.package(package).path) + ".";
                text.strip_prefix(prefix.as_str()).map(str::to_owned)
            }),
            _ => None,
        };
        unqualified.unwrap_or(text)
    }

    /// Whether the type has a name, so that a conversion to it needs no parentheses.
    pub fn is_named(&self, ty: TypeId) -> bool {
        let ty = self.types.unalias(ty);
        ty == TypeId::EMPTY_INTERFACE
            || matches!(self.types.get(ty), Type::Basic(_) | Type::Named(_) | Type::TypeParam { .. })
    }

    /// Appends the qualifier `pkg.` of a name of `package`; nothing for the current package and
    /// for what is predeclared.
    pub fn write_qualifier(&self, out: &mut String, package: Option<PackageId>) {
        if let Some(package) = package.filter(|&p| p != self.package) {
            out.push_str(self.package_name(package));
            out.push('.');
        }
    }

    /// Appends parameter types in parentheses, `variadic` for the last.
    pub fn write_params(&self, out: &mut String, params: &[TypeId], variadic: bool) {
        let mut text = Text::after(out);
        self.write_params_styled(&mut text, params, variadic, Style::Go, 0);
        *out = text.out;
    }

    /// Appends result types as a function type shows them, with the space before.
    pub fn write_results(&self, out: &mut String, results: &[TypeId]) {
        let mut text = Text::after(out);
        self.write_results_styled(&mut text, results, Style::Go, 0);
        *out = text.out;
    }

    fn package_name(&self, package: PackageId) -> &str {
        let package = self.types.package(package);
        match package.name.get() {
            Some(&name) => self.names.text(name),
            None => package.path.rsplit('/').next().unwrap_or_default(),
        }
    }

    fn write_styled(&self, out: &mut Text, ty: TypeId, style: Style, depth: u32) {
        if depth > MAX_DEPTH && out.sums.is_none() || depth > MAX_DEPTH_OF_SUMS {
            out.push_str("...");
            return;
        }
        if out.out.len() >= out.limit {
            if !out.cut {
                out.push_str("...");
            }
            out.cut = true;
            return;
        }
        let ty = self.types.unalias(ty);
        if ty == TypeId::EMPTY_INTERFACE && style == Style::Go {
            out.push_str("any");
            return;
        }
        let has_parts = match self.types.get(ty) {
            Type::Basic(_) | Type::TypeParam { .. } => false,
            Type::Named(named) => named.instance.is_some(),
            _ => true,
        };
        match &out.sums {
            Some(_) if has_parts => self.write_sum(out, ty, depth),
            _ => self.write_parts(out, ty, style, depth),
        }
    }

    fn write_parts(&self, out: &mut Text, ty: TypeId, style: Style, depth: u32) {
        let nested = |out: &mut Text, ty| self.write_styled(out, ty, style, depth + 1);
        match self.types.get(ty) {
            Type::Basic(basic) => out.push_str(basic_name(*basic, style)),
            Type::Named(named) => self.write_named(out, named, style, depth),
            Type::Alias { .. } => out.push_str("invalid type"),
            Type::Pointer(elem) => {
                out.push('*');
                nested(out, *elem);
            }
            Type::Slice(elem) => {
                out.push_str("[]");
                nested(out, *elem);
            }
            Type::Array { len, elem } => {
                out.push_str(&format!("[{len}]"));
                nested(out, *elem);
            }
            Type::Map { key, value } => {
                out.push_str("map[");
                nested(out, *key);
                out.push(']');
                nested(out, *value);
            }
            Type::Chan { dir: ChanDir::Recv, elem } => {
                out.push_str("<-chan ");
                nested(out, *elem);
            }
            Type::Chan { dir: ChanDir::Send, elem } => {
                out.push_str("chan<- ");
                nested(out, *elem);
            }
            Type::Chan { dir: ChanDir::Both, elem } => {
                let receives = matches!(
                    self.types.get(self.types.unalias(*elem)),
                    Type::Chan { dir: ChanDir::Recv, .. }
                );
                out.push_str(if receives { "chan (" } else { "chan " });
                nested(out, *elem);
                out.push_str(if receives { ")" } else { "" });
            }
            Type::Struct(fields) => self.write_struct(out, fields, style, depth),
            Type::Tuple(types) => {
                self.write_params_styled(out, types, false, style, depth);
            }
            Type::Signature(signature) => {
                out.push_str("func");
                self.write_signature(out, signature, style, depth);
            }
            Type::Interface(interface) => self.write_interface(out, interface, style, depth),
            Type::TypeParam { obj, .. } => out.push_str(self.names.text(self.types.object(*obj).name)),
            Type::Union(terms) => {
                for (i, (tilde, ty)) in terms.iter().enumerate() {
                    out.push_str(if i > 0 { " | " } else { "" });
                    out.push_str(if *tilde { "~" } else { "" });
                    nested(out, *ty);
                }
            }
        }
    }

    fn write_named(&self, out: &mut Text, named: &Named, style: Style, depth: u32) {
        let object = self.types.object(named.obj);
        self.write_symbol_package(out, object.package, style);
        let name = self.names.text(object.name);
        let shape = object.package.is_some_and(|package| self.types.package(package).path == SHAPE_PACKAGE);
        out.push_str(if shape && style != Style::Link { without_number(name) } else { name });
        if let Some((_, args)) = &named.instance {
            out.push('[');
            for (i, &arg) in args.iter().enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                self.write_styled(out, arg, Style::Link, depth + 1);
            }
            out.push(']');
        }
        if let (Style::Link, Some(number)) = (style, self.local_type.get(&named.obj)) {
            out.push_str(&format!("·{number}"));
        }
    }

    fn write_symbol_package(&self, out: &mut Text, package: Option<PackageId>, style: Style) {
        match (style, package) {
            (Style::Go, package) => self.write_qualifier(&mut out.out, package),
            (Style::Link, Some(package)) => {
                out.push_str(&link_prefix(&self.types.package(package).path));
                out.push('.');
            }
            (Style::Link, None) => {}
        }
    }

    fn write_struct(&self, out: &mut Text, fields: &Struct, style: Style, depth: u32) {
        out.push_str("struct {");
        for (i, field) in fields.fields.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { " " });
            let name = self.names.text(field.name);
            let separator = match field.embedded {
                false => " ",
                true if style == Style::Link && !self.is_name_of(field.name, field.ty) => " = ",
                true => "",
            };
            if !separator.is_empty() {
                if !is_exported(self.names, field.name) {
                    self.write_symbol_package(out, self.types.object(field.obj).package, style);
                }
                out.push_str(name);
                out.push_str(separator);
            }
            self.write_styled(out, field.ty, style, depth + 1);
            if !field.tag.is_empty() {
                out.push(' ');
                out.push_str(&quote(&field.tag));
            }
        }
        out.push_str(if fields.fields.is_empty() { "}" } else { " }" });
    }

    /// Whether an embedded field called `name` is called so by its type, not by an alias.
    fn is_name_of(&self, name: Symbol, ty: TypeId) -> bool {
        let ty = self.types.unalias(ty);
        let base = match self.types.get(ty) {
            Type::Pointer(elem) => self.types.unalias(*elem),
            _ => ty,
        };
        // The names of instances and of local types have more in them.
        let Type::Named(named) = self.types.get(base) else { return false };
        let object = self.types.object(named.obj);
        let is_plain = named.instance.is_none() && !self.local_type.contains_key(&named.obj);
        is_plain && object.package.is_some() && object.name == name
    }

    fn write_interface(&self, out: &mut Text, interface: &Interface, mut style: Style, depth: u32) {
        let methods = interface_methods(self.types, self.names, interface);
        out.push_str("interface {");
        for (i, method) in methods.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { " " });
            let name = self.names.text(method.name);
            if !is_exported(self.names, method.name) {
                self.write_symbol_package(out, self.types.object(method.obj).package, Style::Link);
                if self.rules.interface_types_mix_paths {
                    style = Style::Link;
                }
            }
            out.push_str(name);
            if let Type::Signature(signature) = self.types.get(method.signature) {
                self.write_signature(out, signature, style, depth + 1);
            }
        }
        out.push_str(if methods.is_empty() { "}" } else { " }" });
    }

    fn write_signature(&self, out: &mut Text, signature: &Signature, style: Style, depth: u32) {
        let types = |objs: &[ObjId]| objs.iter().map(|&o| self.types.type_of(o)).collect::<Vec<_>>();
        self.write_params_styled(out, &types(&signature.params), signature.variadic, style, depth + 1);
        self.write_results_styled(out, &types(&signature.results), style, depth + 1);
    }

    fn write_results_styled(&self, out: &mut Text, results: &[TypeId], style: Style, depth: u32) {
        match results {
            [] => {}
            [one] => {
                out.push(' ');
                self.write_styled(out, *one, style, depth);
            }
            _ => {
                out.push(' ');
                self.write_params_styled(out, results, false, style, depth);
            }
        }
    }

    fn write_params_styled(
        &self,
        out: &mut Text,
        params: &[TypeId],
        variadic: bool,
        style: Style,
        depth: u32,
    ) {
        out.push('(');
        for (i, &param) in params.iter().enumerate() {
            out.push_str(if i > 0 { ", " } else { "" });
            match self.types.under(param) {
                Type::Slice(elem) if variadic && i + 1 == params.len() => {
                    out.push_str("...");
                    self.write_styled(out, *elem, style, depth);
                }
                _ => self.write_styled(out, param, style, depth),
            }
        }
        out.push(')');
    }
}

/// The name of a shape without the number of a local type at its end.
fn without_number(name: &str) -> &str {
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    base.strip_suffix('·').unwrap_or(name)
}

fn basic_name(basic: Basic, style: Style) -> &'static str {
    match basic {
        Basic::UntypedNil => "nil",
        Basic::Byte if style == Style::Link => "uint8",
        Basic::Rune if style == Style::Link => "int32",
        basic => basic.text(),
    }
}

/// An import path as symbol names hold it: dots of the last element, quotes, percent signs and
/// what is not printable ASCII become `%xx`.
pub fn link_prefix(path: &str) -> String {
    if path == "go.shape" {
        return path.to_owned();
    }
    let last = path.rfind('/').map_or(0, |slash| slash + 1);
    let mut out = String::with_capacity(path.len());
    for (i, byte) in path.bytes().enumerate() {
        if byte <= b' ' || byte >= 0x7f || matches!(byte, b'%' | b'"') || (byte == b'.' && i >= last) {
            let _ = write!(out, "%{byte:02x}");
        } else {
            out.push(char::from(byte));
        }
    }
    out
}
