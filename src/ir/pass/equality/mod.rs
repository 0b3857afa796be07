//! The equality and hash functions that gc generates together with type descriptors.
//!
//! In: a package as lowering made it. Out: functions `.eq.T` and `.hash.T` with bodies as gc
//! builds them, put into [`Package::func_list`] where gc puts them, to be analysed as any other.
//! Invariants: a type's functions are made once; what a descriptor needs is found without
//! recursion.
//! Source: gc 1.21 to 1.27: method tables are written while bodies are read, which writes the
//! descriptors of everything the two types are made of. Descriptors that nothing but the empty
//! interface needs come after escape analysis, so that their functions never print.

mod build;
mod by_signature;
mod by_type;
mod comparison;
mod descriptors;
mod requests;
mod signature;

use super::PassContext;
use crate::ir::features::Features;
use crate::ir::node::{ExprId, FuncId, FuncKind, Package, StmtId};
use crate::ir::typefmt::TypePrinter;
use crate::source::Pos;
use crate::types::{Type, TypeId};
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
        let mut init = VecDeque::new();
        for func in with_kind(package, FuncKind::PackageInit) {
            let mut stmts = package.funcs[func].body.clone().unwrap_or_default();
            if cx.rules.init_function_last {
                stmts.sort_by_key(|&stmt| package.stmts[stmt].pos);
            }
            let silent = requests::silent_conversions(package, cx, &stmts);
            for stmt in stmts {
                // Until 1.21 initialisers are read among the declarations, later before them.
                let pos = if cx.rules.init_function_last { package.stmts[stmt].pos } else { Pos::NONE };
                let entered = !cx.rules.init_function_last;
                let placed = routines.events(package, cx, &[stmt], &silent, entered);
                init.extend(placed.into_iter().map(|p| (pos, p)));
            }
        }
        let mut bodies = VecDeque::new();
        for func in reading_order(package, cx) {
            if !package.dict_itabs.is_empty() || package.funcs[func].features.has(Features::METHOD_TABLE) {
                let stmts = package.funcs[func].body.clone().unwrap_or_default();
                let placed = routines.events(package, cx, &stmts, &FxHashSet::default(), true);
                bodies.extend(placed.into_iter().map(|p| (Pos::NONE, p)));
            }
            // An instance joins the list when its body was read.
            if package.funcs[func].dup_ok {
                bodies.push_back((Pos::NONE, Placed::Met(func)));
            }
        }
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

    /// Functions met in the statements and functions made, in order.
    fn events(
        &mut self,
        package: &mut Package,
        cx: &PassContext<'_>,
        stmts: &[StmtId],
        silent: &FxHashSet<ExprId>,
        entered: bool,
    ) -> Vec<Placed> {
        let mut placed = Vec::new();
        for event in requests::of_stmts(package, cx, stmts, silent, entered) {
            match event {
                Event::Literal(func) => placed.push(Placed::Met(func)),
                Event::MethodTable(table) => {
                    self.method_table(package, cx, table);
                    placed.extend(self.new.drain(..).map(Placed::Routine));
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

/// The functions in the order in which their bodies are read. Until 1.21 the literals of
/// package-level initialisers are among them: as if they were declared where they stand.
fn reading_order(package: &Package, cx: &PassContext<'_>) -> Vec<FuncId> {
    let mut order = package.body_order.clone();
    if !cx.rules.init_function_last {
        return order;
    }
    let in_init = |func: &FuncId| {
        let node = &package.funcs[*func];
        node.kind.is_literal()
            && node.outer.is_some_and(|outer| package.funcs[outer].kind == FuncKind::PackageInit)
    };
    for literal in package.func_list.iter().copied().filter(in_init) {
        let is_before = |&func: &FuncId| {
            !package.funcs[func].dup_ok && package.funcs[func].pos < package.funcs[literal].pos
        };
        let place = order.iter().position(is_before).unwrap_or(order.len());
        order.insert(place, literal);
    }
    order
}

/// An element of the function list to come.
enum Placed {
    /// A literal or instance that has its place already.
    Met(FuncId),
    Routine(FuncId),
}

impl Placed {
    fn routine(self) -> Option<FuncId> {
        match self {
            Placed::Routine(func) => Some(func),
            Placed::Met(_) => None,
        }
    }
}

fn with_kind(package: &Package, kind: FuncKind) -> Vec<FuncId> {
    package.func_list.iter().copied().filter(|&f| package.funcs[f].kind == kind).collect()
}

/// What is met, in order, each after what is declared before the position.
type Events = VecDeque<(Pos, Placed)>;

/// The function list with the new functions between the others as they were met.
fn merge(package: &Package, mut init: Events, mut bodies: Events) -> Vec<FuncId> {
    let known: FxHashSet<FuncId> = package.func_list.iter().copied().collect();
    for events in [&mut init, &mut bodies] {
        events.retain(|(_, e)| !matches!(e, Placed::Met(func) if !known.contains(func)));
    }
    let (init_met, bodies_met) = (met(&init), met(&bodies));
    let mut list = Vec::new();
    for &func in &package.func_list {
        let node = &package.funcs[func];
        match node.kind {
            _ if init_met.contains(&func) => pop_until(&mut init, func, &mut list),
            _ if bodies_met.contains(&func) => pop_until(&mut bodies, func, &mut list),
            // First, or made after everything was read.
            FuncKind::PackageInit if list.is_empty() => {}
            FuncKind::PackageInit => {
                let rest = init.drain(..).chain(bodies.drain(..));
                list.extend(rest.filter_map(|(_, event)| event.routine()));
            }
            FuncKind::Declared => {
                while init.front().is_some_and(|&(pos, _)| pos == Pos::NONE || pos < node.pos) {
                    list.extend(init.pop_front().and_then(|(_, event)| event.routine()));
                }
            }
            kind if kind.is_literal() => {}
            _ => list.extend(init.drain(..).filter_map(|(_, event)| event.routine())),
        }
        list.push(func);
    }
    list.extend(init.into_iter().chain(bodies).filter_map(|(_, event)| event.routine()));
    list
}

fn met(events: &Events) -> FxHashSet<FuncId> {
    let func = |(_, event): &(Pos, Placed)| match event {
        Placed::Met(func) => Some(*func),
        Placed::Routine(_) => None,
    };
    events.iter().filter_map(func).collect()
}

/// Moves the functions made before `func` was met to `list`.
fn pop_until(events: &mut Events, func: FuncId, list: &mut Vec<FuncId>) {
    // What was met earlier, but has its place behind, was passed already.
    if !events.iter().any(|(_, event)| matches!(event, Placed::Met(f) if *f == func)) {
        return;
    }
    while let Some((_, event)) = events.pop_front() {
        match event {
            Placed::Met(met) if met == func => return,
            event => list.extend(event.routine()),
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
