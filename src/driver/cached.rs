//! What a cache keeps of an analysed package, and how it comes back.
//!
//! In: a package that was analysed without errors. Out: an [`Entry`]; and from it what importers
//! ask for.
//! Invariants: generic code is compiled by those who use it, from its source: packages that let
//! others name any are checked again, but not analysed.

use super::cache::Entry;
use super::probe::key;
use crate::facts::{LocalNames, WriteContext, params_of, read_summaries, write_package, write_summaries};
use crate::flow::FuncSummary;
use crate::source::{FileId, Interner};
use crate::types::{ObjId, ObjectKind, PackageId, Type, TypeStore};
use rustc_hash::FxHashMap;
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
    place: Option<&dyn Fn(FileId) -> Option<(PackageId, u32)>>,
) -> Entry {
    let is_generic = Cell::new(place.is_none());
    let cx = WriteContext {
        types,
        names,
        summary: &|obj| summaries.get(&obj).cloned(),
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
        _ => {
            let mut known: Vec<(String, &FuncSummary)> = functions(types, package)
                .into_iter()
                .filter_map(|func| Some((key(types, names, func), &**summaries.get(&func)?)))
                .collect();
            known.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            Entry::Summaries(write_summaries(&known))
        }
    }
}

/// The summaries of a package that was checked, from what [`make_entry`] wrote; nothing if it is
/// damaged.
pub(super) fn restore(
    types: &TypeStore,
    names: &Interner,
    package: PackageId,
    bytes: &[u8],
) -> Option<FuncSummaries> {
    let mut known = read_summaries(bytes)?;
    let functions = functions(types, package).into_iter();
    Some(
        functions
            .filter_map(|func| Some((func, Arc::new(known.remove(&key(types, names, func))?))))
            .collect(),
    )
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
