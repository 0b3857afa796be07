//! What would have to go for a value to stay: the nearest cut.
//!
//! In: a solved batch, and how one of its locations gets out. Out: a [`Cut`].
//! Invariants: what is said is proven: the batch is solved again without the edge. A single edge
//! whose removal is enough is on every way out, and so on the one that was found.

use super::describe::{Batch, Scope};
use super::path::{self, Told, Way};
use super::{Hop, Rule, Spot};
use crate::flow::{Attrs, Event, Graph, LocId, Origin};
use crate::solve::{Options, worklist};

/// Batches with more locations are not solved again.
pub(super) const MAX_LOCATIONS: usize = 4000;

/// At most that many steps are tried.
const MAX_TRIES: usize = 12;

/// What keeps a value on the stack if it is taken away.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Cut {
    /// One of these steps of the path, by number from 0, the nearest to the value first.
    Steps(Vec<usize>),
    /// No step of its own, but one that puts what holds it on the heap.
    Holder(Box<Hop>),
    /// No single one: there is another way, which ends with that step.
    OtherWay(Option<Box<Hop>>),
    /// Its size is the reason; `alone` if there is no other.
    Size {
        /// Whether it would stay if it were smaller.
        alone: bool,
    },
    /// The functions that depend on each other here are too many to try.
    TooMany,
}

/// Tries cuts in the graph of one batch.
pub(super) struct Cutter<'a, 's> {
    scope: &'s Scope<'a>,
    batch: Batch<'a>,
    /// The batch's graph, changed only while something is tried.
    graph: Graph,
    options: Options,
}

impl<'a, 's> Cutter<'a, 's> {
    /// `None` if the batch is too large.
    pub fn new(scope: &'s Scope<'a>, batch: Batch<'a>) -> Option<Self> {
        if batch.graph.locs.len() > MAX_LOCATIONS {
            return None;
        }
        let options = Options::new(scope.rules, false);
        Some(Cutter { scope, batch, graph: batch.graph.clone(), options })
    }

    /// The nearest cut of `way`, which is told as `told`; `spot` is where the value is. `ways` are
    /// those of all that escapes.
    pub fn cut<'w>(
        &mut self,
        way: &Way,
        told: &Told,
        spot: Spot,
        find: impl Fn(LocId) -> Option<&'w Way>,
    ) -> Cut {
        if is_size(told.rule) {
            return Cut::Size { alone: self.stays_without(&[(way, 0)], way.loc) };
        }
        let is_allocation = matches!(self.batch.graph.locs[way.loc].origin, Origin::Expr(_));
        let (mut steps, mut made) = (Vec::new(), None);
        for (step, leg) in told.legs.iter().enumerate().take(MAX_TRIES) {
            // What only puts an allocation into its own variable is not worth naming.
            let goes_on = step + 1 < told.legs.len();
            let is_trivial =
                goes_on && is_allocation && told.hops[step].spot.is_some_and(|at| covers(at, spot));
            for edge in leg.clone() {
                if self.stays_without(&[(way, edge)], way.loc) {
                    if is_trivial {
                        made = Some(step);
                    } else {
                        steps.push(step);
                    }
                    break;
                }
            }
        }
        if !steps.is_empty() {
            return Cut::Steps(steps);
        }
        if let Some(holder) = find(way.root).filter(|_| way.root != Graph::HEAP)
            && self.stays_without_holder(way, holder)
        {
            let told = path::tell(self.scope, self.batch, holder);
            if let Some(hop) = told.hops.into_iter().next() {
                return Cut::Holder(Box::new(hop));
            }
        }
        // Where the ways part.
        let edge = made.and_then(|step| told.legs.get(step + 1)).map_or(0, |leg| leg.start);
        Cut::OtherWay(self.other_way(way, edge).map(Box::new))
    }

    /// Whether `loc` stays without some edges of ways.
    fn stays_without(&mut self, edges: &[(&Way, usize)], loc: LocId) -> bool {
        for &(way, edge) in edges {
            remove(&mut self.graph, way, edge);
        }
        let stays = !worklist::solve(&self.graph, &self.options).escapes(loc);
        self.restore(edges);
        stays
    }

    /// Whether what `way` leads out stays if `holder`, which holds it, does.
    fn stays_without_holder(&mut self, way: &Way, holder: &Way) -> bool {
        let Some(first) = way.edges.first().filter(|_| way.at_once) else {
            return self.stays_without(&[(holder, 0)], way.loc);
        };
        // What was on the heap when the graph was built has no edge there.
        remove(&mut self.graph, way, 0);
        let edge = crate::flow::Edge { src: first.src, derefs: first.derefs, why: first.why };
        self.graph.locs[first.dst].edges.push(edge);
        remove(&mut self.graph, holder, 0);
        let stays = !worklist::solve(&self.graph, &self.options).escapes(way.loc);
        self.restore(&[(way, 0), (holder, 0)]);
        stays
    }

    /// The last step of the way that is left without an edge of `way`.
    fn other_way(&mut self, way: &Way, edge: usize) -> Option<Hop> {
        remove(&mut self.graph, way, edge);
        let solution = worklist::solve(&self.graph, &Options { explain: true, ..self.options });
        let batch = Batch { graph: &self.graph, solution: &solution, var_loc: self.batch.var_loc };
        let other = path::ways(batch).into_iter().find(|other| other.loc == way.loc);
        let told = other.map(|other| path::tell(self.scope, batch, &other));
        self.restore(&[(way, edge)]);
        let told = told?;
        let last = told.legs.len().min(told.hops.len());
        told.hops.into_iter().take(last).next_back()
    }

    fn restore(&mut self, edges: &[(&Way, usize)]) {
        for (way, edge) in edges {
            if let Some(hop) = way.edges.get(*edge) {
                for loc in [hop.src, hop.dst, way.loc] {
                    self.graph.locs[loc].clone_from(&self.batch.graph.locs[loc]);
                }
            }
            if way.at_once {
                self.graph.events.clone_from(&self.batch.graph.events);
            }
        }
    }
}

fn is_size(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::LargeVariable | Rule::LargeAllocation | Rule::UnknownSize | Rule::ZeroSized | Rule::Alignment
    )
}

fn covers(outer: Spot, inner: Spot) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

/// Takes an edge of a way out of a graph.
fn remove(graph: &mut Graph, way: &Way, edge: usize) {
    let Some(edge) = way.edges.get(edge) else { return };
    if !way.at_once {
        let edges = &mut graph.locs[edge.dst].edges;
        edges.retain(|e| (e.src, e.derefs, e.why) != (edge.src, edge.derefs, edge.why));
        return;
    }
    let is_it = |event: &Event| matches!(*event, Event::EscapesAtOnce { loc, dst, why } if (loc, dst, why) == (edge.src, edge.dst, edge.why));
    graph.events.retain(|event| !is_it(event));
    let is_other = |event: &Event| matches!(*event, Event::EscapesAtOnce { loc, .. } if loc == way.loc);
    if !graph.events.iter().any(is_other) {
        let attrs = &mut graph.locs[way.loc].attrs;
        *attrs = attrs.without(Attrs::ALL.without(Attrs::PERSISTS));
    }
}
