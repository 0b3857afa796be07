//! Where a path ends, and why that puts the value on the heap.
//!
//! In: a path whose steps are told. Out: its [`Rule`]; a last step about the root, where that matters.
//! Invariants: the rule is that of the last step; a size that no stack takes needs no steps.

use super::describe::Launch;
use super::path::Teller;
use super::{Act, Capturer, Container, Fate, Hop, Rule, Spot, Subject, Target, ValueKind};
use crate::flow::{Attrs, Graph, LocId, Origin, Place, Reason};

impl Teller<'_, '_> {
    /// A size or kind that no stack takes is a rule of its own, without a path.
    pub fn size_rule(&self) -> Option<Rule> {
        let note = self.note(self.way.edges.first()?.why?);
        let variable = matches!(self.batch.graph.locs[self.way.loc].origin, Origin::Var(_));
        Some(match note.reason {
            Reason::TooLarge if variable => Rule::LargeVariable,
            Reason::TooLarge => Rule::LargeAllocation,
            Reason::NonConstantSize => Rule::UnknownSize,
            Reason::ZeroSizedElement => Rule::ZeroSized,
            Reason::TooAligned => Rule::Alignment,
            _ => return None,
        })
    }

    /// Why what was told last puts the value on the heap; tells what the root is, where that
    /// matters.
    pub fn rule(&mut self, last: Option<(Option<Place>, Act)>) -> Rule {
        let (scope, graph) = (self.scope, self.batch.graph);
        let root = self.way.root;
        if root == Graph::HEAP {
            return self.heap_rule(last);
        }
        let target = &graph.locs[root];
        if target.result.is_some() {
            self.name_result(root);
            return Rule::Returned;
        }
        let loc = &graph.locs[self.way.loc];
        let escapes = self.batch.solution.attrs.get(root).is_some_and(|a| a.has(Attrs::ESCAPES));
        let name = match target.origin {
            Origin::Var(var) => scope.var_name(var).map(str::to_owned),
            _ => None,
        };
        let spot = match target.origin {
            Origin::Var(var) => scope.places.var(var),
            Origin::Expr(expr) => scope.places.expr(expr),
            _ => None,
        };
        let mut close = |act: Act, subject: Subject| {
            if let Some(spot) = spot {
                self.hops.push(Hop { spot: Some(spot), subject, acts: vec![act] });
            }
        };
        if escapes {
            if let Some(launch) = scope.launch(graph, root) {
                let (act, rule) = match launch {
                    Launch::Go => (Act::Started, Rule::Go),
                    Launch::Defer => (Act::DeferredManyTimes, Rule::DeferInLoop),
                };
                if !scope.is_call_wrapper(graph, root) {
                    close(act, Subject::Allocation(ValueKind::Closure));
                }
                return rule;
            }
            close(Act::OnHeap(scope.value(graph, root).map(|(value, _)| value)), Subject::Unnamed);
            return match scope.closure_func(graph, root) {
                Some(_) => Rule::EscapingLiteral,
                None => Rule::HeapPointsTo,
            };
        }
        if target.func == loc.func && target.loop_depth < loc.loop_depth {
            let call = match target.origin {
                Origin::Var(var) => scope.inlined.parameter_of(var),
                _ => None,
            };
            if let Some((call, _)) = call {
                let acts = vec![Act::OutsideLoop(None)];
                let spot = scope.places.at(scope.inlined.calls[call].site.pos);
                self.hops.push(Hop { spot, subject: Subject::Unnamed, acts });
            } else if let Some(name) = name {
                close(Act::OutsideLoop(Some(name)), Subject::Unnamed);
            }
            return Rule::Loop;
        }
        if target.func != loc.func {
            // What a literal captures by reference is a variable of the function around it.
            let outer = match (name, target.origin) {
                (Some(name), _) => Some((name, spot)),
                (None, Origin::Expr(_)) => self.captured().inspect(|_| {
                    self.hops.pop();
                }),
                _ => None,
            };
            if outer.is_none()
                && let Some(hop) = self.hops.last_mut()
                && let [act @ Act::Captured { by: Capturer::RangeBody, .. }] = &mut hop.acts[..]
            {
                *act = Act::KeptOutside;
            }
            if let Some((name, spot)) = outer {
                let acts = vec![Act::OutsideLiteral(name)];
                self.hops.push(Hop { spot, subject: Subject::Unnamed, acts });
            }
            return Rule::OuterVariable;
        }
        Rule::Other
    }

    /// The variable that the last step captures, and its declaration.
    fn captured(&self) -> Option<(String, Option<Spot>)> {
        let captures = matches!(self.hops.last()?.acts[..], [Act::Captured { .. }]);
        let edge = self.way.edges.last().filter(|_| captures)?;
        match self.batch.graph.locs[edge.src].origin {
            Origin::Var(var) => Some((self.scope.var_name(var)?.to_owned(), self.scope.places.var(var))),
            _ => None,
        }
    }

    /// A value that an assignment stores in a named result is returned, in the end.
    fn name_result(&mut self, root: LocId) {
        let Origin::Var(var) = self.batch.graph.locs[root].origin else { return };
        let name = self.scope.var_name(var).map(str::to_owned);
        if let Some(hop) = self.hops.last_mut()
            && let Some(Act::Stored(target)) = hop.acts.last_mut()
            && !matches!(target, Target::Result(_))
            && let Some(name) = name
        {
            *target = Target::Result(name);
        }
    }

    fn heap_rule(&self, last: Option<(Option<Place>, Act)>) -> Rule {
        // A number that was followed as a pointer is what a reader has to know, wherever it went.
        let read = |hop: &Hop| matches!(hop.acts[..], [Act::ReflectHeader, Act::BoundReceiver(_)]);
        if self.hops.last().is_some_and(read) {
            return Rule::ReflectHeader;
        }
        let Some((_, act)) = last else { return Rule::Other };
        match act {
            Act::Stored(target) => match target {
                Target::Global(_) | Target::Static => Rule::Global,
                Target::Pointer(..) => Rule::ThroughPointer,
                Target::Element(_) => Rule::SliceElement,
                Target::Map(_) => Rule::Map,
                _ => Rule::Other,
            },
            Act::Sent(_) => Rule::Channel,
            Act::Passed { fate, .. } => match fate {
                Fate::Leaks(..) | Fate::Becomes(_) | Fate::Returns(_) => Rule::LeakingParameter,
                Fate::UnknownMethod | Fate::TypeParameterMethod => Rule::InterfaceMethod,
                Fate::UnknownFunction => Rule::FunctionValue,
                Fate::NoBody => Rule::NoBody,
                Fate::Unknown => Rule::UnknownFunction,
            },
            Act::Builtin(Some(name)) if name == "panic" => Rule::Panic,
            Act::Appended(_) => Rule::Appended,
            Act::Spread(_) => Rule::CopiedElements,
            Act::MapKey(_) | Act::Element(Container::MapKey | Container::MapValue) => Rule::Map,
            Act::Captured { by: Capturer::Go, .. } | Act::Started => Rule::Go,
            Act::Captured { by: Capturer::Defer, .. } | Act::DeferredManyTimes => Rule::DeferInLoop,
            Act::Captured { .. } => Rule::EscapingLiteral,
            Act::BoundReceiver(_) => Rule::MethodValue,
            Act::PassedAsInteger => Rule::EscapingUintptr,
            Act::Returned(_) => Rule::Returned,
            _ => Rule::Other,
        }
    }
}
