//! Sample instances of the generic code of a library.
//!
//! In: a checked library. Out: a Go file that instantiates what programs can name, once for each
//! combination of classes of type arguments; and, after it was analysed, what is known about each
//! generic object.
//! Invariants: a combination that a constraint forbids is an error of its own declaration, which
//! is left out; so what comes out are the combinations that can be.

use super::PackageView;
use crate::facts::{Class, GenericFacts, Verdicts, free_params, params_of};
use crate::flow::FuncSummary;
use crate::ir::lower::generic::GenericFindings;
use crate::source::Interner;
use crate::types::lookup::all_methods;
use crate::types::predicates::{deref, is_exported_name};
use crate::types::typeset::{common_underlying, constraint_interface};
use crate::types::{ObjId, ObjectKind, PackageId, Type, TypeId, TypeStore};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The import path of the package that makes the instances.
pub(super) const PROBE: &str = "goesc.probe";
/// With more free type parameters, sizes are not told apart.
const MAX_SIZED_PARAMS: usize = 2;
/// Types nested deeper are not written.
const MAX_DEPTH: u32 = 20;

/// The text of the file.
pub(super) fn probe_file(types: &TypeStore, names: &Interner, packages: &[(String, PackageId)]) -> String {
    let mut packages: Vec<&(String, PackageId)> = packages.iter().collect();
    packages.sort();
    let mut probe = Probe { types, names, imports: String::new(), body: String::new(), stubs: 0 };
    for (number, (path, id)) in packages.into_iter().enumerate() {
        let inside = path.starts_with("vendor/") || path.split('/').any(|part| part == "internal");
        if inside || path == "unsafe" {
            continue;
        }
        probe.package(number, path, *id);
    }
    format!("package probe\n\n{}\n{}", probe.imports, probe.body)
}

struct Probe<'a> {
    types: &'a TypeStore,
    names: &'a Interner,
    imports: String,
    body: String,
    stubs: usize,
}

impl Probe<'_> {
    fn package(&mut self, number: usize, path: &str, id: PackageId) {
        let before = self.body.len();
        let mut members: Vec<&str> =
            self.types.member_names(id).into_iter().map(|name| self.names.text(name)).collect();
        members.retain(|name| is_exported_name(name));
        members.sort_unstable();
        for name in members {
            let Some(obj) = self.types.member(id, self.names.intern(name)) else { continue };
            let ty = self.types.type_of(obj);
            let value = match self.types.object(obj).kind {
                ObjectKind::Func => "= ",
                ObjectKind::TypeName if matches!(self.types.get(ty), Type::Named(_)) => "",
                _ => continue,
            };
            let params = self.types.type_params(ty).to_vec();
            if !params.is_empty() {
                self.instances(&format!("var _ {value}p{number}.{name}"), &params);
            }
        }
        if self.body.len() > before {
            let _ = writeln!(self.imports, "import p{number} {path:?}");
        }
    }

    /// A declaration for each combination of classes.
    fn instances(&mut self, start: &str, params: &[TypeId]) {
        let free = free_params(self.types, params);
        let classes: &[Class] = if free.len() <= MAX_SIZED_PARAMS { &Class::ALL } else { &Class::KINDS };
        let samples: Vec<Vec<String>> = free
            .iter()
            .map(|&param| classes.iter().map(|&class| self.sample(class, params[param])).collect())
            .collect();
        for combination in 0..classes.len().pow(free.len() as u32) {
            let mut args: FxHashMap<TypeId, String> = FxHashMap::default();
            let mut rest = combination;
            for (samples, &param) in samples.iter().zip(&free) {
                args.insert(params[param], samples[rest % classes.len()].clone());
                rest /= classes.len();
            }
            let texts: Option<Vec<String>> =
                params.iter().map(|&param| self.text(param, &args, MAX_DEPTH)).collect();
            if let Some(texts) = texts {
                let _ = writeln!(self.body, "{start}[{}]", texts.join(", "));
            }
        }
    }

    /// A type of a class that has the methods that a type parameter needs.
    fn sample(&mut self, class: Class, param: TypeId) -> String {
        let methods = constraint_interface(self.types, param)
            .map(|interface| all_methods(self.types, self.names, interface).into_owned())
            .unwrap_or_default();
        if methods.is_empty() {
            return class.sample().to_owned();
        }
        let name = format!("stub{}", self.stubs);
        self.stubs += 1;
        let own = FxHashMap::from_iter([(param, name.clone())]);
        let sample = match class {
            // A defined pointer type has no methods.
            Class::Direct => "map[int]*int",
            class => class.sample(),
        };
        let mut signatures = Vec::new();
        for method in methods {
            let Some(signature) = self.signature(method.signature, &own, MAX_DEPTH) else { continue };
            signatures.push(format!("{}{signature}", self.names.text(method.name)));
        }
        if class == Class::Interface {
            let _ = writeln!(self.body, "type {name} interface {{ {} }}", signatures.join("; "));
            return name;
        }
        let _ = writeln!(self.body, "type {name} {sample}");
        for signature in signatures {
            let _ = writeln!(self.body, "func ({name}) {signature} {{ panic(0) }}");
        }
        name
    }

    /// A type as Go writes it, with type arguments; `None` if that is not possible here.
    fn text(&self, ty: TypeId, args: &FxHashMap<TypeId, String>, depth: u32) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let part = |ty: TypeId| self.text(ty, args, depth);
        Some(match self.types.get(self.types.unalias(ty)) {
            Type::TypeParam { .. } => match args.get(&ty) {
                Some(arg) => arg.clone(),
                None => part(common_underlying(self.types, ty).ok()?)?,
            },
            Type::Pointer(elem) => format!("*{}", part(*elem)?),
            Type::Slice(elem) => format!("[]{}", part(*elem)?),
            Type::Array { len, elem } => format!("[{len}]{}", part(*elem)?),
            Type::Map { key, value } => format!("map[{}]{}", part(*key)?, part(*value)?),
            Type::Chan { elem, .. } => format!("chan {}", part(*elem)?),
            Type::Signature(_) => format!("func{}", self.signature(ty, args, depth)?),
            Type::Basic(_) => self.names.text(self.types.object(self.basic(ty)?).name).to_owned(),
            Type::Interface(interface) if interface.methods.is_empty() && interface.embedded.is_empty() => {
                "any".to_owned()
            }
            Type::Named(_) if self.types.unalias(ty) == TypeId::ERROR => "error".to_owned(),
            _ => return None,
        })
    }

    /// The predeclared name of a basic type.
    fn basic(&self, ty: TypeId) -> Option<ObjId> {
        let scope = &self.types.universe().scope;
        let is_name = |obj: ObjId| matches!(self.types.object(obj).kind, ObjectKind::TypeName);
        scope.values().copied().find(|&obj| is_name(obj) && self.types.type_of(obj) == self.types.unalias(ty))
    }

    /// Parameters and results.
    fn signature(&self, ty: TypeId, args: &FxHashMap<TypeId, String>, depth: u32) -> Option<String> {
        let Type::Signature(signature) = self.types.get(ty) else { return None };
        let list = |vars: &[ObjId]| -> Option<String> {
            let texts: Option<Vec<String>> =
                vars.iter().map(|&var| self.text(self.types.type_of(var), args, depth)).collect();
            Some(texts?.join(", "))
        };
        Some(format!("({}) ({})", list(&signature.params)?, list(&signature.results)?))
    }
}

/// The summaries of the sample instances in an analysed package, by what [`key`] calls functions.
pub(super) fn sample_verdicts(view: PackageView<'_>) -> FxHashMap<String, Verdicts> {
    let (ir, solved, types) = (&view.package.ir, &view.package.analysis, view.store);
    let class = |ty| Class::of(types, &view.sources.interner, view.config.class_target(), ty);
    let mut by_func: FxHashMap<ObjId, FxHashMap<Vec<Class>, FuncSummary>> = FxHashMap::default();
    for (id, func) in ir.funcs.iter() {
        let (Some(obj), Some(args), Some(summary)) =
            (func.obj, &func.shape_args, solved.summaries.local.get(&id))
        else {
            continue;
        };
        let free = free_params(types, &params_of(types, obj));
        let classes: Vec<Class> = free.iter().filter_map(|&i| args.get(i).map(|&arg| class(arg))).collect();
        if classes.len() == free.len() {
            by_func.entry(obj).or_default().insert(classes, (**summary).clone());
        }
    }
    let verdicts = |(obj, known): (ObjId, _)| {
        let free = free_params(types, &params_of(types, obj));
        (key(types, &view.sources.interner, obj), verdicts(&free, &known))
    };
    by_func.into_iter().map(verdicts).collect()
}

/// What a function or method is called in every store.
pub(super) fn key(types: &TypeStore, names: &Interner, func: ObjId) -> String {
    let object = types.object(func);
    let package = object.package.map_or("", |package| types.package(package).path.as_str());
    let receiver = match types.get(types.type_of(func)) {
        Type::Signature(signature) => signature.recv.map(|recv| deref(types, types.type_of(recv)).0),
        _ => None,
    };
    let receiver = match receiver.map(|ty| types.get(ty)) {
        Some(Type::Named(named)) => names.text(types.object(named.obj).name),
        _ => "",
    };
    format!("{package}.{receiver}.{}", names.text(object.name))
}

/// What is known about generic objects; `verdicts` without and with inlining, by what [`key`] calls
/// functions.
pub(super) fn generic_facts(
    types: &TypeStore,
    names: &Interner,
    verdicts: [FxHashMap<String, Verdicts>; 2],
    findings: Vec<(ObjId, GenericFindings)>,
) -> FxHashMap<ObjId, GenericFacts> {
    let mut facts: FxHashMap<ObjId, GenericFacts> = FxHashMap::default();
    for (obj, found) in findings {
        let params = params_of(types, obj);
        let placeholders: Vec<(TypeId, TypeId)> =
            found.placeholders.iter().filter_map(|&(ty, at)| Some((ty, *params.get(at)?))).collect();
        let entry = facts.entry(obj).or_default();
        entry.placeholders.extend(&placeholders);
        entry.dictionary = Some(found.dictionary);
        for (func, mentions) in found.mentions {
            let entry = facts.entry(func).or_default();
            entry.placeholders.extend(&placeholders);
            entry.mentions = mentions;
            let key = key(types, names, func);
            entry.verdicts = verdicts.each_ref().map(|known| known.get(&key).cloned().unwrap_or_default());
        }
    }
    facts
}

fn verdicts(free: &[usize], known: &FxHashMap<Vec<Class>, FuncSummary>) -> Verdicts {
    let mut dims = Vec::new();
    for (at, &param) in free.iter().enumerate() {
        let mut classes: Vec<Class> = known.keys().map(|key| key[at]).collect();
        classes.sort_unstable();
        classes.dedup();
        dims.push((param, classes));
    }
    let count: usize = dims.iter().map(|(_, classes)| classes.len()).product();
    let value = |mut index: usize| {
        let mut key = Vec::new();
        for (_, classes) in dims.iter().rev() {
            key.push(classes[index % classes.len()]);
            index /= classes.len();
        }
        key.reverse();
        known.get(&key).cloned()
    };
    let values = (0..count).map(value).collect();
    Verdicts { dims, values }
}
