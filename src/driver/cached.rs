//! What a cache keeps of an analysed package, and how it comes back.
//!
//! In: a package that was analysed without errors. Out: an [`Entry`]; and from it what importers
//! ask for.
//! Invariants: generic code is compiled by those who use it, from its source: packages that let
//! others name any are checked again, but not analysed.

use super::cache::Entry;
use crate::facts::{LocalNames, Outline, OutlineFunc, WriteContext, func_name, params_of, write_package};
use crate::flow::FuncSummary;
use crate::inline::{Exported, Inlinable};
use crate::source::{FileId, Interner};
use crate::types::{ObjId, ObjectKind, PackageId, Type, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::Cell;
use std::sync::Arc;

/// What is known about the functions of a package.
type FuncSummaries = FxHashMap<ObjId, Arc<FuncSummary>>;

/// What to keep of a package; `place` knows the packages of files. Without it source is needed.
pub(super) fn make_entry(
    types: &TypeStore,
    names: &Interner,
    package: PackageId,
    summaries: &FuncSummaries,
    exported: &Arc<Exported>,
    place: Option<&dyn Fn(FileId) -> Option<(PackageId, u32)>>,
) -> Entry {
    let is_generic = Cell::new(place.is_none());
    let cx = WriteContext {
        types,
        names,
        summary: &|obj| summaries.get(&obj).cloned(),
        exported: &|home| (home == package).then(|| Arc::clone(exported)),
        generic: &|obj| {
            is_generic.set(is_generic.get() || !params_of(types, obj).is_empty());
            None
        },
        place,
    };
    match write_package(&cx, package, &mut LocalNames::default()) {
        Ok(facts) if !is_generic.get() => {
            let name = types.package(package).name.get();
            Entry::Facts(name.map_or("", |&name| names.text(name)).to_owned(), facts)
        }
        _ => Entry::Outline(outline(types, names, package, summaries, exported).to_bytes()),
    }
}

fn outline(
    types: &TypeStore,
    names: &Interner,
    package: PackageId,
    summaries: &FuncSummaries,
    exported: &Exported,
) -> Outline {
    let func = |func: ObjId| OutlineFunc {
        name: func_name(types, names, func),
        summary: summaries.get(&func).map(|summary| FuncSummary::clone(summary)),
        candidate: exported.by_obj.get(&func).map(|inlinable| inlinable.candidate),
    };
    let mut functions: Vec<OutlineFunc> = functions(types, package).into_iter().map(func).collect();
    functions.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    let passed_on = exported.passed_on.iter().filter_map(|&obj| {
        let home = types.object(obj).package?;
        Some((types.package(home).path.clone(), func_name(types, names, obj)))
    });
    let mut passed_on: Vec<(String, String)> = passed_on.collect();
    passed_on.sort_unstable();
    Outline { functions, passed_on }
}

/// What is known about a package that was checked, from its outline.
pub(super) fn restore(
    types: &TypeStore,
    names: &Interner,
    package: PackageId,
    outline: Outline,
) -> (FuncSummaries, Exported) {
    let (mut summaries, mut exported) = (FxHashMap::default(), Exported::default());
    let mut known: FxHashMap<String, OutlineFunc> =
        outline.functions.into_iter().map(|func| (func.name.clone(), func)).collect();
    for func in functions(types, package) {
        let Some(OutlineFunc { summary, candidate, .. }) = known.remove(&func_name(types, names, func))
        else {
            continue;
        };
        summaries.extend(summary.map(|summary| (func, Arc::new(summary))));
        let inlinable = candidate.map(|candidate| Arc::new(Inlinable { candidate, body: None }));
        exported.by_obj.extend(inlinable.map(|inlinable| (func, inlinable)));
    }
    if !outline.passed_on.is_empty() {
        let homes = packages_below(types, package);
        let objects = outline
            .passed_on
            .iter()
            .filter_map(|(home, name)| find_func(types, names, *homes.get(home.as_str())?, name));
        exported.passed_on = objects.collect();
    }
    (summaries, exported)
}

/// The packages that a package needs, by path.
fn packages_below(types: &TypeStore, package: PackageId) -> FxHashMap<&str, PackageId> {
    let mut found = FxHashMap::default();
    let mut seen: FxHashSet<PackageId> = FxHashSet::default();
    let mut todo = vec![package];
    while let Some(id) = todo.pop() {
        if seen.insert(id) {
            let package = types.package(id);
            found.insert(package.path.as_str(), id);
            todo.extend(package.imports.get().into_iter().flatten());
        }
    }
    found
}

/// The function that [`func_name`] calls so.
fn find_func(types: &TypeStore, names: &Interner, package: PackageId, name: &str) -> Option<ObjId> {
    let (receiver, name) = name.split_once('.')?;
    let name = names.intern(name);
    if receiver.is_empty() {
        return types.member(package, name);
    }
    let receiver = types.member(package, names.intern(receiver))?;
    let methods = types.declared_methods(types.type_of(receiver));
    methods.iter().copied().find(|&method| types.object(method).name == name)
}

/// The declared functions and methods of a package, in any order.
fn functions(types: &TypeStore, package: PackageId) -> Vec<ObjId> {
    let mut found = Vec::new();
    for name in types.member_names(package) {
        let Some(obj) = types.member(package, name) else { continue };
        let ty = types.type_of(obj);
        match (&types.object(obj).kind, types.get(ty)) {
            (ObjectKind::Func, _) => found.push(obj),
            (ObjectKind::TypeName, Type::Named(named)) if named.obj == obj => {
                found.extend(types.declared_methods(ty).iter().copied());
            }
            _ => {}
        }
    }
    found
}
