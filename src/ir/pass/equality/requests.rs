//! Which method tables a function needs, and when.
//!
//! In: a body as lowering made it. Out: pairs of a concrete type and an interface with methods, and
//! the literals between them, in the order in which gc meets them.
//! Invariants: a conversion comes before its operand, a type assertion after; a package-level
//! initialiser's implicit conversion to the variable's type is not among them.
//! Source: gc 1.21 to 1.27, reading of expressions.

use super::PassContext;
use crate::ir::children::{body_roots, children};
use crate::ir::node::{ConvKind, ExprId, ExprKind, FuncId, FuncKind, FuncRef, Package, StmtId, StmtKind};
use crate::ir::visit::Node;
use crate::types::lookup::all_methods;
use crate::types::{Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// A concrete type as an interface sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct MethodTable {
    pub concrete: TypeId,
    /// Has methods.
    pub interface: TypeId,
}

/// Something that is met in a body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Literal(FuncId),
    MethodTable(MethodTable),
}

/// What is still to be done of a body.
enum Todo {
    Node(Node),
    Event(Event),
}

/// What `stmts` need, apart from `silent` conversions, and the literals in them, if these are
/// `entered`.
pub(super) fn of_stmts(
    package: &Package,
    cx: &PassContext<'_>,
    stmts: &[StmtId],
    silent: &FxHashSet<ExprId>,
    entered: bool,
) -> Vec<Event> {
    let mut events = Vec::new();
    let mut case_interface: FxHashMap<ExprId, TypeId> = FxHashMap::default();
    let mut todo: Vec<Todo> = stmts.iter().rev().map(|&s| Todo::Node(Node::Stmt(s))).collect();
    while let Some(next) = todo.pop() {
        let node = match next {
            Todo::Event(event) => {
                events.push(event);
                continue;
            }
            Todo::Node(node) => node,
        };
        let mut below = Vec::new();
        children(package, node, &mut |child| below.push(Todo::Node(child)));
        match node {
            Node::Stmt(stmt) => {
                if let StmtKind::TypeSwitch { x, cases, .. } = &package.stmts[stmt].kind {
                    let interface = package.exprs[*x].ty;
                    case_interface.extend(cases.iter().flat_map(|c| &c.values).map(|&v| (v, interface)));
                }
            }
            Node::Expr(expr) => match &package.exprs[expr].kind {
                ExprKind::Conv { kind: ConvKind::Interface, x } if !silent.contains(&expr) => {
                    let table = table(cx, package.exprs[*x].ty, package.exprs[expr].ty);
                    events.extend(table.map(Event::MethodTable));
                }
                ExprKind::TypeAssert { x, ty, .. } => {
                    let table = table(cx, *ty, package.exprs[*x].ty);
                    below.extend(table.map(|t| Todo::Event(Event::MethodTable(t))));
                }
                ExprKind::Type(ty) => {
                    let interface = case_interface.get(&expr);
                    let table = interface.and_then(|&interface| table(cx, *ty, interface));
                    events.extend(table.map(Event::MethodTable));
                }
                ExprKind::Closure(literal) => {
                    events.push(Event::Literal(*literal));
                    if entered {
                        below.extend(body_roots(package, *literal).into_iter().map(Todo::Node));
                    }
                }
                ExprKind::Func(FuncRef::Local(callee))
                    if package.funcs[*callee].kind == FuncKind::MapInit =>
                {
                    below.extend(body_roots(package, *callee).into_iter().map(Todo::Node));
                }
                ExprKind::Global(dict) => {
                    let pairs = package.dict_itabs.get(dict).into_iter().flatten();
                    let tables = pairs.filter_map(|&(concrete, interface)| table(cx, concrete, interface));
                    events.extend(tables.map(Event::MethodTable));
                }
                _ => {}
            },
            Node::Var(_) => {}
        }
        todo.extend(below.into_iter().rev());
    }
    events
}

/// The method tables in static data: initialisers whose value is converted to the variable's type.
pub(super) fn of_static_data(package: &Package, cx: &PassContext<'_>, init: FuncId) -> Vec<MethodTable> {
    let mut tables = Vec::new();
    for &stmt in package.funcs[init].body.iter().flatten() {
        let StmtKind::Assign { lhs, rhs: Some(value), .. } = package.stmts[stmt].kind else { continue };
        if !matches!(package.exprs[lhs].kind, ExprKind::Global(_)) {
            continue;
        }
        let mut inner = value;
        while let ExprKind::Conv { kind: ConvKind::Interface, x } = package.exprs[inner].kind {
            inner = x;
        }
        if inner != value {
            tables.extend(table(cx, package.exprs[inner].ty, package.exprs[value].ty));
        }
    }
    tables
}

/// The conversions that initialisers get after reading: to the types of their variables.
pub(super) fn silent_conversions(
    package: &Package,
    cx: &PassContext<'_>,
    initializers: &[StmtId],
) -> FxHashSet<ExprId> {
    let mut silent = FxHashSet::default();
    for &stmt in initializers {
        let values = match &package.stmts[stmt].kind {
            StmtKind::Assign { rhs, .. } => rhs.as_slice(),
            StmtKind::AssignList { rhs, .. } => rhs.as_slice(),
            _ => continue,
        };
        silent.extend(values.iter().filter(|&&value| {
            let expr = &package.exprs[value];
            expr.implicit && matches!(cx.types.under(expr.ty), Type::Interface(_))
        }));
    }
    silent
}

fn table(cx: &PassContext<'_>, concrete: TypeId, interface: TypeId) -> Option<MethodTable> {
    let is_interface = |ty| matches!(cx.types.under(ty), Type::Interface(_));
    let is_value = !matches!(cx.types.under(concrete), Type::TypeParam { .. } | Type::Tuple(_))
        && concrete != TypeId::INVALID;
    // Code compiled for shapes finds its tables in dictionaries.
    let wanted = !is_interface(concrete)
        && !cx.types.mentions_shape(concrete)
        && !cx.types.mentions_shape(interface)
        && is_value
        && is_interface(interface)
        && !all_methods(cx.types, cx.names, interface).is_empty();
    wanted.then_some(MethodTable { concrete, interface })
}
