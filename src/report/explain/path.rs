//! From a path of edges to the steps that a reader follows.
//!
//! In: a solved batch and the way one of its locations gets out. Out: [`Hop`]s and the [`Rule`].
//! Invariants: every edge is told, in order; edges through what the compiler made are merged
//! with the next one.

use super::copies::without_types;
use super::describe::{Batch, Launch, Scope};
use super::{Act, Capturer, Container, Fate, Hop, Returner, Rule, Spot, Spread, Subject, Target, ValueKind};
use crate::flow::{Event, Graph, LocId, Note, NoteId, Origin, Place, Reason};
use crate::ir::{ExprId, ExprKind, FuncKind, VarId};
use crate::solve::{self, FindingKind};
use std::ops::Range;

/// How something gets out, as gc explains it first.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Way {
    /// What escapes.
    pub loc: LocId,
    /// Where a pointer to it ends up.
    pub root: LocId,
    /// The edges, from `loc` to `root`.
    pub edges: Vec<solve::Hop>,
    /// Whether it was found while the graph was built.
    pub at_once: bool,
}

/// The first way out of each location that escapes, in gc's order.
pub(super) fn ways(batch: Batch<'_>) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for event in &batch.graph.events {
        if let Event::EscapesAtOnce { loc, dst, why } = *event
            && seen.insert(loc)
        {
            let edge = solve::Hop { dst, src: loc, derefs: -1, why };
            ways.push(Way { loc, root: dst, edges: vec![edge], at_once: true });
        }
    }
    for finding in &batch.solution.findings {
        if finding.kind == FindingKind::Escapes && seen.insert(finding.loc) {
            let (loc, root) = (finding.loc, finding.root);
            ways.push(Way { loc, root, edges: finding.path.clone(), at_once: false });
        }
    }
    ways
}

/// A path as a reader follows it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Told {
    /// The steps.
    pub hops: Vec<Hop>,
    /// Why it puts the value on the heap.
    pub rule: Rule,
    /// Whether it goes into one part of a variable and comes out of another.
    pub parts_together: bool,
    /// Which edges of the way each of the first steps tells, in order.
    pub legs: Vec<Range<usize>>,
}

/// Tells a way out.
pub(super) fn tell(scope: &Scope<'_>, batch: Batch<'_>, way: &Way) -> Told {
    let (hops, legs) = (Vec::new(), Vec::new());
    let mut teller = Teller { scope, batch, way, hops, legs, parts_together: false };
    let rule = teller.tell();
    Told { hops: teller.hops, rule, parts_together: teller.parts_together, legs: teller.legs }
}

/// A path being told.
pub(super) struct Teller<'a, 's> {
    pub scope: &'s Scope<'a>,
    pub batch: Batch<'a>,
    pub way: &'s Way,
    pub hops: Vec<Hop>,
    legs: Vec<Range<usize>>,
    parts_together: bool,
}

/// Edges that are told as one step.
#[derive(Default)]
pub(super) struct Leg {
    pub src: Option<LocId>,
    /// Loads on each edge, -1 for an address.
    loads: Vec<i32>,
    notes: Vec<NoteId>,
}

impl Leg {
    /// Loads on the whole way, -1 for an address: counted from the end, an address that is
    /// stored in something whose address goes on is still an address.
    fn derefs(&self) -> i32 {
        self.loads.iter().rev().fold(0, |after: i32, loads| after.max(0).saturating_add(*loads))
    }
}

impl Teller<'_, '_> {
    fn tell(&mut self) -> Rule {
        if let Some(rule) = self.size_rule() {
            return rule;
        }
        let (graph, way) = (self.batch.graph, self.way);
        let mut leg = Leg::default();
        let mut last = None;
        let mut start = 0;
        for (i, edge) in way.edges.iter().enumerate() {
            leg.src = leg.src.or(Some(edge.src));
            leg.loads.push(edge.derefs);
            let mut note = edge.why;
            while let Some(id) = note {
                leg.notes.push(id);
                note = graph.notes[id].next;
            }
            let goes_on = i + 1 < way.edges.len();
            if goes_on && self.is_passage(edge.dst) {
                continue;
            }
            let leg = std::mem::take(&mut leg);
            let before = self.hops.len();
            last = self.step(&leg, edge.dst).or(last);
            if self.hops.len() > before {
                self.legs.push(std::mem::replace(&mut start, i + 1)..i + 1);
            }
        }
        self.rule(last)
    }

    /// Whether a location has no meaning for a reader.
    fn is_passage(&self, loc: LocId) -> bool {
        match self.batch.graph.locs[loc].origin {
            Origin::Temp => true,
            Origin::Var(var) => self.scope.is_hidden(var),
            Origin::Expr(_) => self.scope.is_wrapper(self.batch.graph, loc),
            _ => false,
        }
    }

    pub fn note(&self, id: NoteId) -> Note {
        self.batch.graph.notes[id]
    }

    /// Tells one leg; the place of its last note and what happened there.
    fn step(&mut self, leg: &Leg, dst: LocId) -> Option<(Option<Place>, Act)> {
        let src = leg.src?;
        let mut acts = Vec::new();
        let mut place = None;
        let mut moved: Option<ExprId> = None;
        let mut inner: Option<ExprId> = None;
        let mut address = None;
        let mut part = false;
        for (i, &id) in leg.notes.iter().enumerate() {
            let note = self.note(id);
            let is_last = i + 1 == leg.notes.len();
            let next = leg.notes.get(i + 1).map(|&next| self.note(next).reason);
            match note.reason {
                Reason::AddressOf if acts.is_empty() => {
                    address = expr_of(note.place);
                    moved = None;
                }
                Reason::Dot
                | Reason::DotOfPointer
                | Reason::FixedArrayIndex
                | Reason::Indirection
                | Reason::ReflectHeaderData
                | Reason::Slice
                | Reason::SliceToArray
                    if acts.is_empty() =>
                {
                    moved = expr_of(note.place);
                    part |= matches!(note.reason, Reason::Dot | Reason::FixedArrayIndex);
                    if note.reason == Reason::Slice {
                        address = None;
                    }
                }
                _ => {}
            }
            let act = self.act(leg, note, next, inner, dst);
            inner = expr_of(note.place).or(inner);
            let Some(act) = act else { continue };
            if matches!(act, Act::Stored(Target::Hidden)) && !is_last {
                continue;
            }
            if acts.last() != Some(&act) {
                acts.push(act);
            }
            place = Some(note.place);
        }
        // Becoming an interface value is worth telling only if that is all that happens.
        let to_interface = |act: &Act| *act == Act::ToInterface;
        if acts.iter().any(|act| !to_interface(act)) {
            acts.retain(|act| !to_interface(act));
        }
        // Reading a number as a pointer is not what lets that pointer go.
        if acts.is_empty() || acts == [Act::ReflectHeader] {
            let (act, at) = self.unexplained(leg, dst)?;
            acts.push(act);
            place = at.or_else(|| leg.notes.last().map(|&id| self.note(id).place));
        }
        let last = acts.last().cloned()?;
        let captured_by_ref = acts.iter().any(|act| matches!(act, Act::Captured { by_ref: true, .. }));
        // What a callee does with its argument is not what happens to it before the call.
        let within = |act: &Act| match act {
            Act::Passed { fate: Fate::Leaks(_, loads) | Fate::Returns(loads), .. } => *loads as i32,
            _ => 0,
        };
        let derefs = (leg.derefs() - acts.iter().map(within).sum::<i32>()).max(-1);
        let subject = self.subject(src, derefs, address, moved, captured_by_ref);
        self.parts_together |= part && derefs == 0 && self.came_otherwise(&subject);
        let spot = self
            .crossed(&acts, dst)
            .or_else(|| place.and_then(|place| self.scope.spot(place)))
            .or_else(|| leg.notes.iter().rev().find_map(|&id| self.scope.spot(self.note(id).place)));
        self.hops.push(Hop { spot, subject, acts });
        Some((place, last))
    }

    /// Whether the step before stored into something that is spelled differently.
    fn came_otherwise(&self, subject: &Subject) -> bool {
        let Subject::Named(out) = subject else { return false };
        match self.hops.last().and_then(|hop| hop.acts.last()) {
            Some(Act::Stored(Target::Variable(into) | Target::Result(into))) => into != out,
            _ => false,
        }
    }

    /// What an edge without a telling note does, and where.
    fn unexplained(&self, leg: &Leg, dst: LocId) -> Option<(Act, Option<Place>)> {
        let (scope, graph) = (self.scope, self.batch.graph);
        let text = |id: ExprId| scope.places.short_text(id).map(str::to_owned);
        let is_closure = leg.src == Some(self.way.loc) && scope.closure_func(graph, self.way.loc).is_some();
        match graph.locs[dst].origin {
            Origin::Heap if is_closure => match scope.launch(graph, self.way.loc) {
                Some(Launch::Go) => Some((Act::Started, None)),
                Some(Launch::Defer) => Some((Act::DeferredManyTimes, None)),
                None => Some((Act::Stored(Target::Heap), None)),
            },
            Origin::Heap => match self.way.edges.iter().find_map(|edge| self.method_value_of(edge.dst)) {
                Some(id) => Some((Act::BoundReceiver(text(id)), Some(Place::Expr(id)))),
                None => Some((Act::Stored(Target::Heap), None)),
            },
            Origin::Var(var) => {
                let stored = || Act::Stored(scope.told_name(var).map_or(Target::Hidden, Target::Variable));
                Some((self.crossing(var).unwrap_or_else(stored), None))
            }
            Origin::Expr(id) if matches!(scope.ir.exprs[id].kind, ExprKind::MethodValue { .. }) => {
                Some((Act::KeptReceiver(text(id)), Some(Place::Expr(id))))
            }
            _ => None,
        }
    }

    /// The method value that binds what flows through a temporary.
    fn method_value_of(&self, temp: LocId) -> Option<ExprId> {
        let graph = self.batch.graph;
        if graph.locs[temp].origin != Origin::Temp {
            return None;
        }
        graph.locs.iter().find_map(|(_, loc)| match loc.origin {
            Origin::Expr(expr) if loc.edges.iter().any(|edge| edge.src == temp) => {
                matches!(self.scope.ir.exprs[expr].kind, ExprKind::MethodValue { .. }).then_some(expr)
            }
            _ => None,
        })
    }

    fn subject(
        &self,
        src: LocId,
        derefs: i32,
        address: Option<ExprId>,
        moved: Option<ExprId>,
        captured_by_ref: bool,
    ) -> Subject {
        let (scope, graph) = (self.scope, self.batch.graph);
        let text = |id: ExprId| scope.places.short_text(id).map(str::to_owned);
        match graph.locs[src].origin {
            Origin::Var(var) => {
                if let Some(call) = scope.inlined.result_of(var).filter(|_| derefs == 0) {
                    return Subject::Result(Some(scope.inlined_callee(call)));
                }
                let name = scope.told_name(var);
                if captured_by_ref {
                    return name.map_or(Subject::Unnamed, Subject::Named);
                }
                if derefs < 0 {
                    if let Some(slice) = moved.filter(|_| address.is_none()).and_then(text) {
                        return Subject::Named(slice);
                    }
                    if src == self.way.loc {
                        return Subject::ItsAddress;
                    }
                    return name.map_or(Subject::Unnamed, Subject::AddressOf);
                }
                match (moved.and_then(text), name) {
                    (Some(text), _) => Subject::Named(text),
                    (None, Some(name)) if derefs == 0 => Subject::Named(name),
                    (None, Some(name)) => Subject::Pointee(name),
                    (None, None) if graph.locs[src].result.is_some() => {
                        let func = &scope.ir.funcs[scope.ir.vars[var].func];
                        let declared = func.kind == FuncKind::Declared;
                        Subject::Result(declared.then(|| without_types(scope.names.text(func.name))))
                    }
                    (None, None) => Subject::Unnamed,
                }
            }
            Origin::Expr(expr) => {
                let kind = scope.value_kind(expr);
                match (derefs < 0, src == self.way.loc) {
                    (true, true) => Subject::Itself(kind),
                    (true, false) => Subject::Allocation(kind),
                    (false, _) => Subject::Contents(kind),
                }
            }
            _ => Subject::Unnamed,
        }
    }

    fn act(
        &self,
        leg: &Leg,
        note: Note,
        next: Option<Reason>,
        inner: Option<ExprId>,
        dst: LocId,
    ) -> Option<Act> {
        let (scope, graph) = (self.scope, self.batch.graph);
        let is_last = next.is_none();
        let spread = [Reason::AppendedSlice, Reason::AppendeeSlice, Reason::CopiedSlice].map(Some);
        let expr = expr_of(note.place);
        let text = |id: ExprId| scope.places.short_text(scope.strip(id)).map(str::to_owned);
        Some(match note.reason {
            Reason::Assign
            | Reason::AssignPair
            | Reason::AssignPairDotType
            | Reason::AssignPairMapRead
            | Reason::AssignPairReceive => {
                let to = if is_last { dst } else { Graph::BLANK };
                if is_last
                    && let Origin::Var(var) = graph.locs[dst].origin
                    && let Some(act) = self.crossing(var)
                {
                    return Some(act);
                }
                let target = match is_last {
                    true => scope.stored(graph, note.place, to, |value| self.is_moved(leg, inner, value)),
                    false => Target::Hidden,
                };
                Act::Stored(if target == Target::Heap && self.initializes() {
                    Target::Static
                } else {
                    target
                })
            }
            Reason::Return => {
                let literal = graph.locs[dst]
                    .func
                    .and_then(|f| graph.funcs[f].func)
                    .is_some_and(|f| matches!(scope.ir.funcs[f].kind, FuncKind::Literal));
                Act::Returned(if literal { Returner::Literal } else { Returner::Function })
            }
            Reason::Send => match note.place {
                Place::Stmt(stmt) => match scope.ir.stmts[stmt].kind {
                    crate::ir::StmtKind::Send { chan, .. } => Act::Sent(text(chan)),
                    _ => Act::Sent(None),
                },
                _ => Act::Sent(None),
            },
            Reason::CallParameter if spread.contains(&next) => return None,
            Reason::CallParameter => self.passed(leg, expr?, is_last, inner, dst),
            Reason::CalleeOperand => Act::CalledUnwatched,
            Reason::CapturedByClosure => {
                let by_ref = next == Some(Reason::Reference);
                Act::Captured { by: self.capturer(leg, dst), by_ref }
            }
            Reason::InterfaceConverted => Act::ToInterface,
            Reason::ArrayElement => Act::Element(Container::Array),
            Reason::StructElement => Act::Element(Container::Struct),
            Reason::SliceElement => Act::Element(match graph.locs[dst].origin {
                Origin::Expr(id) if scope.value_kind(id) == ValueKind::VariadicArguments => {
                    Container::Arguments
                }
                _ => Container::Slice,
            }),
            Reason::MapLiteralKey => Act::Element(Container::MapKey),
            Reason::MapLiteralValue => Act::Element(Container::MapValue),
            Reason::MapKeyPut => Act::MapKey(match expr.map(|id| &scope.ir.exprs[id].kind) {
                Some(ExprKind::IndexMap { x, .. }) => text(*x),
                _ => None,
            }),
            Reason::Range | Reason::RangeDeref => Act::Ranged(match graph.locs[dst].origin {
                Origin::Var(var) => scope.var_name(var).map(str::to_owned),
                _ => None,
            }),
            Reason::AppendedSlice => Act::Spread(Spread::Appended),
            Reason::AppendeeSlice => Act::Spread(Spread::Regrown),
            Reason::CopiedSlice => Act::Spread(Spread::Copied),
            Reason::SwitchCase => Act::Bound(match graph.locs[dst].origin {
                Origin::Var(var) => scope.var_name(var).map(str::to_owned),
                _ => None,
            }),
            Reason::UintptrEscapes => Act::PassedAsInteger,
            Reason::ReflectHeaderData => Act::ReflectHeader,
            Reason::AddressOf
            | Reason::Dot
            | Reason::DotOfPointer
            | Reason::FixedArrayIndex
            | Reason::Indirection
            | Reason::Reference
            | Reason::Slice
            | Reason::SliceToArray
            | Reason::Spill
            | Reason::NonConstantSize
            | Reason::TooAligned
            | Reason::TooLarge
            | Reason::ZeroSizedElement => return None,
        })
    }

    /// The call that a step goes into or out of, if it does no more: what the compiler put in place of
    /// the call is wherever that was copied to.
    fn crossed(&self, acts: &[Act], dst: LocId) -> Option<Spot> {
        let [Act::Passed { .. } | Act::Returned(Returner::Inlined(_))] = acts else { return None };
        let Origin::Var(var) = self.batch.graph.locs[dst].origin else { return None };
        let inlined = self.scope.inlined;
        let call = inlined.result_of(var).or_else(|| inlined.parameter_of(var).map(|(call, _)| call))?;
        self.scope.places.at(self.scope.places.call_pos(call))
    }

    /// Into or out of a body that was inlined: an assignment to what stands for a parameter or a result.
    fn crossing(&self, var: VarId) -> Option<Act> {
        let scope = self.scope;
        if let Some(call) = scope.inlined.result_of(var) {
            return Some(Act::Returned(Returner::Inlined(scope.inlined_callee(call))));
        }
        let (call, receiver) = scope.inlined.parameter_of(var)?;
        let fate = scope.var_name(var).map_or(Fate::Unknown, |name| Fate::Becomes(name.to_owned()));
        Some(Act::Passed { callee: Some(scope.inlined_callee(call)), receiver, fate })
    }

    /// Whether the path belongs to the initialisation of package-level variables.
    fn initializes(&self) -> bool {
        let graph = self.batch.graph;
        let func = graph.locs[self.way.loc].func.and_then(|node| graph.funcs[node].func);
        func.is_some_and(|func| {
            matches!(self.scope.ir.funcs[func].kind, FuncKind::PackageInit | FuncKind::MapInit)
        })
    }

    /// Whether `value` holds what a leg moves.
    fn is_moved(&self, leg: &Leg, inner: Option<ExprId>, value: ExprId) -> bool {
        let (var, allocation) = match leg.src.map(|src| self.batch.graph.locs[src].origin) {
            Some(Origin::Var(var)) => (Some(var), None),
            Some(Origin::Expr(expr)) => (None, Some(expr)),
            _ => (None, None),
        };
        match inner.or(allocation) {
            Some(expr) => self.scope.mentions(value, Some(expr), None),
            None => self.scope.mentions(value, None, var),
        }
    }

    fn capturer(&self, leg: &Leg, dst: LocId) -> Capturer {
        // The closure that captures may be a passage of this leg.
        let ends = self.way.edges.iter().skip_while(|e| Some(e.src) != leg.src).map(|e| e.dst);
        let closure = ends.chain([dst]).find_map(|loc| self.scope.closure_func(self.batch.graph, loc));
        match closure.map(|(_, func)| self.scope.ir.funcs[func].kind) {
            Some(FuncKind::GoWrapper) => Capturer::Go,
            Some(FuncKind::DeferWrapper) => Capturer::Defer,
            Some(FuncKind::RangeBody) => Capturer::RangeBody,
            _ => Capturer::Literal,
        }
    }
}

/// The expression that a note is about, if it is about one.
pub(super) fn expr_of(place: Place) -> Option<ExprId> {
    match place {
        Place::Expr(expr) => Some(expr),
        _ => None,
    }
}
