//! What would keep a value on the stack.
//!
//! In: a solved batch and the way one of its locations gets out. Out: a [`Help`], or none.
//! Invariants: help is proven: the batch is solved once more with only that change, and the value
//! stays. Nothing is guessed about edges that the change would not remove.

use super::cut::MAX_LOCATIONS;
use super::describe::{Batch, Scope};
use super::path::{Told, Way};
use super::{Act, Help, Rule, Subject, Target};
use crate::flow::{Attrs, Event, Graph, LocId, Origin, Reason};
use crate::ir::{ExprKind, VarClass};
use crate::solve::{self, Options};
use crate::types::Type;

/// What would keep `way.loc` on the stack, if that can be proven.
pub(super) fn help(scope: &Scope<'_>, batch: Batch<'_>, way: &Way, told: &Told) -> Option<Help> {
    let help = match told.rule {
        Rule::Returned => return_value(scope, batch, way, told)?,
        Rule::LargeVariable => Help::Smaller(scope.rules.max_explicit_var),
        Rule::LargeAllocation | Rule::UnknownSize => size(scope, batch, way, told.rule)?,
        Rule::Loop => Help::BeforeLoop(name(scope, batch, way.loc)),
        Rule::DeferInLoop => Help::DeferOutsideLoop,
        _ => return None,
    };
    let mut graph = batch.graph.clone();
    match help {
        Help::BeforeLoop(_) => graph.locs[way.loc].loop_depth = graph.locs[way.root].loop_depth,
        _ => remove_first_edge(&mut graph, way)?,
    }
    stays(scope, &graph, way.loc).then_some(help)
}

/// `return &x` as the only step: returning x would do.
fn return_value(scope: &Scope<'_>, batch: Batch<'_>, way: &Way, told: &Told) -> Option<Help> {
    let [hop] = &told.hops[..] else { return None };
    let returned = matches!(hop.acts[..], [Act::Returned(_)] | [Act::Stored(Target::Result(_))]);
    let Origin::Var(var) = batch.graph.locs[way.loc].origin else { return None };
    let local = scope.ir.vars[var].class != VarClass::Result;
    let edge = way.edges.first()?;
    let mut notes = batch.graph.notes_from(edge.why);
    let whole =
        notes.all(|note| !matches!(note.reason, Reason::Dot | Reason::FixedArrayIndex | Reason::Slice));
    (returned && whole && local && hop.subject == Subject::ItsAddress)
        .then(|| scope.var_name(var).map(|name| Help::ReturnValue(name.to_owned())))?
}

fn size(scope: &Scope<'_>, batch: Batch<'_>, way: &Way, rule: Rule) -> Option<Help> {
    let Origin::Expr(expr) = batch.graph.locs[way.loc].origin else { return None };
    let expr = &scope.ir.exprs[expr];
    let limit = scope.rules.max_implicit_var;
    match (&expr.kind, scope.types.under(expr.ty)) {
        (ExprKind::MakeSlice { .. }, Type::Slice(elem)) => {
            let elem = scope.sizes.bytes_of(scope.types, scope.names, *elem);
            let most = limit.checked_div(elem)?;
            Some(if rule == Rule::UnknownSize { Help::ConstantSize(most) } else { Help::FewerElements(most) })
        }
        (ExprKind::New(_) | ExprKind::PtrLit(_), _) => Some(Help::Smaller(limit)),
        _ => None,
    }
}

fn name(scope: &Scope<'_>, batch: Batch<'_>, loc: LocId) -> Option<String> {
    match batch.graph.locs[loc].origin {
        Origin::Var(var) => scope.var_name(var).map(str::to_owned),
        _ => None,
    }
}

/// Takes away the first edge of a way. `None` if the location has a second reason that was found
/// before solving.
fn remove_first_edge(graph: &mut Graph, way: &Way) -> Option<()> {
    let edge = way.edges.first()?;
    if way.at_once {
        let events = graph.events.iter();
        let reasons =
            events.filter(|e| matches!(e, Event::EscapesAtOnce { loc, .. } if *loc == way.loc)).count();
        if reasons > 1 {
            return None;
        }
        let attrs = &mut graph.locs[way.loc].attrs;
        *attrs = attrs.without(Attrs::ALL.without(Attrs::PERSISTS));
    } else {
        let edges = &mut graph.locs[edge.dst].edges;
        edges.retain(|e| (e.src, e.derefs, e.why) != (edge.src, edge.derefs, edge.why));
    }
    Some(())
}

/// Whether `loc` stays on the stack in a changed graph.
fn stays(scope: &Scope<'_>, graph: &Graph, loc: LocId) -> bool {
    if graph.locs.len() > MAX_LOCATIONS {
        return false;
    }
    let solution = solve::worklist::solve(graph, &Options::new(scope.rules, false));
    !solution.escapes(loc)
}
