//! The equality and hash functions that gc generates together with type descriptors.
//!
//! In: a package as lowering made it. Out: functions `.eq.T` and `.hash.T` with bodies as gc
//! builds them, put into [`Package::func_list`] where gc puts them, to be analysed as any other.
//! Invariants: a type's functions are made once; what a descriptor needs is found without
//! recursion.
//! Source: gc 1.21 to 1.27: method tables are written while bodies are read, which writes the
//! descriptors of everything the two types are made of. Descriptors that nothing but the empty
//! interface needs come after escape analysis, so that their functions never print.
//! Known gap: 1.21 reads package-level initialisers between the declared functions.

mod build;
mod by_signature;
mod by_type;
mod comparison;
mod descriptors;
mod requests;
mod signature;

use super::PassContext;
use crate::ir::node::{FuncId, FuncKind, Package};
use crate::ir::typefmt::TypePrinter;
use crate::types::{Sizes, Type, TypeId};
use descriptors::{Descriptors, Routine};
use requests::Event;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// The equality and hash functions of one package made so far.
#[derive(Debug, Default)]
pub struct TypeRoutines {
    descriptors: Descriptors,
    /// By full name.
    funcs: FxHashMap<String, FuncId>,
    /// Not in the function list yet.
    new: Vec<FuncId>,
    pointers: Pointers,
}

/// Pointer types made so far, by their elements.
#[derive(Debug, Default)]
struct Pointers(FxHashMap<TypeId, TypeId>);

impl Pointers {
    /// `*elem`
    fn to(&mut self, cx: &PassContext<'_>, elem: TypeId) -> TypeId {
        *self.0.entry(elem).or_insert_with(|| cx.types.add(Type::Pointer(elem)))
    }
}

impl TypeRoutines {
    /// Adds the functions that reading the package's bodies calls for. To be called directly after
    /// lowering, while the trees have everything the source has.
    pub fn for_bodies(package: &mut Package, cx: &PassContext<'_>) -> TypeRoutines {
        let mut routines = TypeRoutines::default();
        let init: Vec<FuncId> = with_kind(package, FuncKind::PackageInit);
        let bodies = package.body_order.clone();
        let init = routines.events(package, cx, &init);
        let bodies = routines.events(package, cx, &bodies);
        package.func_list = merge(package, init, bodies);
        routines
    }

    /// Adds the functions that static initialisation of package-level variables calls for. To be
    /// called after method wrappers were added, before static data is dropped from `init`.
    pub fn for_static_data(&mut self, package: &mut Package, cx: &PassContext<'_>) {
        for init in with_kind(package, FuncKind::PackageInit) {
            for table in requests::of_static_data(package, cx, init) {
                self.method_table(package, cx, table);
            }
        }
        package.func_list.append(&mut self.new);
    }

    /// Literals met in the bodies of `funcs` and functions made, in order.
    fn events(&mut self, package: &mut Package, cx: &PassContext<'_>, funcs: &[FuncId]) -> VecDeque<Placed> {
        let mut placed = VecDeque::new();
        for &func in funcs {
            for event in requests::of_body(package, cx, func) {
                match event {
                    Event::Literal(func) => placed.push_back(Placed::Literal(func)),
                    Event::MethodTable(table) => {
                        self.method_table(package, cx, table);
                        placed.extend(self.new.drain(..).map(Placed::Routine));
                    }
                }
            }
        }
        placed
    }

    fn method_table(&mut self, package: &mut Package, cx: &PassContext<'_>, table: requests::MethodTable) {
        for ty in [table.interface, table.concrete] {
            for routine in self.descriptors.write(package, cx, &mut self.pointers, ty) {
                match routine {
                    Routine::Equality(ty) if cx.rules.equality_by_signature => {
                        by_signature::equality(self, package, cx, ty);
                    }
                    Routine::Hash(ty) if cx.rules.equality_by_signature => {
                        by_signature::hash(self, package, cx, ty);
                    }
                    Routine::Equality(ty) => by_type::equality(self, package, cx, ty),
                    Routine::Hash(ty) => by_type::hash(self, package, cx, ty),
                }
            }
        }
    }
}

/// An element of the function list to come.
enum Placed {
    Literal(FuncId),
    Routine(FuncId),
}

fn with_kind(package: &Package, kind: FuncKind) -> Vec<FuncId> {
    package.func_list.iter().copied().filter(|&f| package.funcs[f].kind == kind).collect()
}

/// The function list with the new functions between literals as they were met.
fn merge(package: &Package, mut init: VecDeque<Placed>, mut bodies: VecDeque<Placed>) -> Vec<FuncId> {
    let known: FxHashSet<FuncId> = package.func_list.iter().copied().collect();
    for events in [&mut init, &mut bodies] {
        events.retain(|e| !matches!(e, Placed::Literal(func) if !known.contains(func)));
    }
    let mut list = Vec::new();
    for &func in &package.func_list {
        match package.funcs[func].kind {
            FuncKind::PackageInit => {}
            kind if kind.is_literal() => {
                let in_init = init.iter().any(|e| matches!(e, Placed::Literal(f) if *f == func));
                take(&mut list, if in_init { &mut init } else { &mut bodies }, Some(func));
            }
            FuncKind::MethodWrapper | FuncKind::MethodValueWrapper => {
                take(&mut list, &mut init, None);
                take(&mut list, &mut bodies, None);
            }
            _ => take(&mut list, &mut init, None),
        }
        list.push(func);
    }
    take(&mut list, &mut init, None);
    take(&mut list, &mut bodies, None);
    list
}

/// Moves functions up to `literal`, or all, to the list.
fn take(list: &mut Vec<FuncId>, events: &mut VecDeque<Placed>, literal: Option<FuncId>) {
    let met = |events: &VecDeque<Placed>, func| {
        events.iter().any(|e| matches!(e, Placed::Literal(f) if *f == func))
    };
    if literal.is_some_and(|func| !met(events, func)) {
        return;
    }
    while let Some(event) = events.pop_front() {
        match event {
            Placed::Routine(func) => list.push(func),
            Placed::Literal(func) if Some(func) == literal => return,
            Placed::Literal(_) => {}
        }
    }
}

/// The link spelling of a type: the same for identical types, different for others.
fn link_text(package: &Package, cx: &PassContext<'_>, ty: TypeId) -> String {
    let printer = TypePrinter {
        types: cx.types,
        names: cx.names,
        package: package.package,
        local_type: &package.local_type,
        rules: cx.rules,
    };
    printer.link_text(ty)
}

/// The target's sizes.
fn sizes(cx: &PassContext<'_>) -> Sizes {
    Sizes { word_size: cx.target.pointer, max_align: cx.target.align64 }
}
