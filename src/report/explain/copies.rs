//! What becomes of a value in the bodies that were copied in place of calls.
//!
//! In: the verdicts on a function's own values and on those of its copies. Out: reports that tell
//! both where they differ; a copy that agrees with the function itself is not mentioned.
//! Invariants: a copy is told by where its node stands in the text of what was called; what stands
//! in the text of another package is told at the call.

use super::build::add_lines;
use super::describe::{Batch, Scope};
use super::{InlinedAt, PackageReport, Report, Said, Stay, Value, ValueKind};
use crate::flow::{LocId, Origin};
use crate::ir::literal_name::without_checksum;
use crate::ir::static_value::outermost;
use crate::ir::{FuncRef, VarId};
use crate::source::Pos;
use rustc_hash::FxHashMap;

/// The longest text of an expression in a sentence.
const MAX_LEN: usize = 40;

/// What tells the values of a text apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Key {
    /// Where it is; of what stands in another package, the call that leads there.
    pos: Pos,
    /// Where it is in the other package.
    outside: Pos,
    kind: ValueKind,
}

/// A value in inlined code.
#[derive(Debug)]
struct Copy {
    key: Key,
    /// The call in a function's own code that it came with.
    at: InlinedAt,
    told: Told,
}

/// What was found out about one value.
#[derive(Debug)]
pub(super) enum Told {
    /// It goes to the heap.
    Escapes(Report),
    /// It stays.
    Stays(Stay),
}

/// The verdicts of one package, until all are known.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    own: FxHashMap<Key, Vec<Told>>,
    /// The order of the keys.
    order: Vec<Key>,
    copies: Vec<Copy>,
}

impl Verdicts {
    /// Adds what is to be told about a location.
    pub fn add(&mut self, scope: &Scope<'_>, batch: Batch<'_>, loc: LocId, told: Told) {
        let (source, own) = match batch.graph.locs[loc].origin {
            Origin::Var(var) => (scope.inlined.source_of_var(var), scope.ir.vars[var].pos),
            Origin::Expr(expr) => (scope.inlined.source_of_expr(expr), scope.ir.exprs[expr].pos),
            _ => (None, Pos::NONE),
        };
        let kind = match &told {
            Told::Escapes(report) => report.value.kind,
            Told::Stays(stay) => stay.value.kind,
        };
        // A parameter is a variable where the function is inlined.
        let kind = if kind == ValueKind::Parameter { ValueKind::Variable } else { kind };
        let Some(from) = source else {
            return self.add_own(Key { pos: own, outside: Pos::NONE, kind }, told);
        };
        if scope.places.has(from.pos) {
            let key = Key { pos: from.pos, outside: Pos::NONE, kind };
            return self.copies.push(Copy { key, at: place(scope, from.call), told });
        }
        // The call that is in this package's text.
        let calls = &scope.inlined.calls;
        let mut shown = from.call;
        while let Some(parent) = calls[shown].site.parent
            && !scope.places.has(calls[shown].site.pos)
        {
            shown = parent;
        }
        let (key, told) =
            (Key { pos: calls[shown].site.pos, outside: from.pos, kind }, in_call(scope, shown, told));
        match calls[shown].site.parent {
            None => self.add_own(key, told),
            Some(parent) => self.copies.push(Copy { key, at: place(scope, parent), told }),
        }
    }

    fn add_own(&mut self, key: Key, told: Told) {
        let all = self.own.entry(key).or_default();
        if all.is_empty() {
            self.order.push(key);
        }
        all.push(told);
    }

    /// Puts the verdicts on functions and those on their copies together.
    pub fn finish(mut self, report: &mut PackageReport) {
        for Copy { key, at, told } in self.copies {
            let Some(own) = self.own.get_mut(&key) else {
                // Only copies are left of it.
                match told {
                    Told::Escapes(copy) => report.escapes.push(copy),
                    Told::Stays(copy) => report.stays.push(copy),
                }
                continue;
            };
            let escapes = |told: &Told| matches!(told, Told::Escapes(_));
            match (told, own.iter().any(escapes)) {
                (Told::Escapes(mut copy), false) => {
                    copy.copy = Some(at);
                    report.escapes.push(copy);
                }
                (Told::Stays(copy), true) => {
                    for told in own {
                        if let Told::Escapes(own) = told {
                            add_place(&mut own.stays_at, at.clone(), copy.says.clone());
                        }
                    }
                }
                (Told::Escapes(copy), true) => {
                    let of_own = own.iter_mut().find_map(|told| match told {
                        Told::Escapes(own) => Some(&mut own.says),
                        Told::Stays(_) => None,
                    });
                    of_own.into_iter().for_each(|says| add_lines(says, copy.says.clone()));
                }
                (Told::Stays(copy), false) => {
                    if let Some(Told::Stays(own)) = own.first_mut() {
                        add_lines(&mut own.says, copy.says);
                    }
                }
            }
        }
        for key in self.order {
            for told in self.own.remove(&key).unwrap_or_default() {
                match told {
                    Told::Escapes(mut own) => {
                        own.stays_at.sort_by_key(|at| (at.pos, at.into.clone()));
                        report.escapes.push(own);
                    }
                    Told::Stays(own) => report.stays.push(own),
                }
            }
        }
    }
}

/// Adds a call, or to one that is there already what gc says.
fn add_place(places: &mut Vec<InlinedAt>, at: InlinedAt, says: Vec<Said>) {
    let same =
        |place: &&mut InlinedAt| (&place.callee, &place.into, place.pos) == (&at.callee, &at.into, at.pos);
    match places.iter_mut().find(same) {
        Some(place) => add_lines(&mut place.says, says),
        None => places.push(InlinedAt { says, ..at }),
    }
}

/// What is told about code of another package, with the call that leads there.
fn in_call(scope: &Scope<'_>, call: usize, told: Told) -> Told {
    let (callee, spot) = (callee(scope, call), scope.places.at(scope.inlined.calls[call].site.pos));
    match told {
        Told::Escapes(report) => {
            Told::Escapes(Report { spot: spot.unwrap_or(report.spot), outside: Some(callee), ..report })
        }
        Told::Stays(stay) => {
            Told::Stays(Stay { spot: spot.unwrap_or(stay.spot), outside: Some(callee), ..stay })
        }
    }
}

/// The call that `call` is, or is within the body of, in a function's own code.
fn place(scope: &Scope<'_>, call: usize) -> InlinedAt {
    let outer = scope.inlined.outermost(call);
    // Literals and what the compiler wraps calls in have no names that a reader knows.
    let into = name(scope, FuncRef::Local(outermost(scope.ir, outer.caller)));
    InlinedAt { callee: callee(scope, call), into, pos: outer.site.pos, says: Vec::new() }
}

/// What the call `call` calls.
fn callee(scope: &Scope<'_>, call: usize) -> String {
    name(scope, scope.inlined.calls[call].callee)
}

fn name(scope: &Scope<'_>, func: FuncRef) -> String {
    without_types(&without_checksum(&scope.printer().func_text(func)))
}

/// The name of an instance without its type arguments, which a reader did not write.
pub(super) fn without_types(name: &str) -> String {
    let mut depth = 0;
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

impl<'a> Scope<'a> {
    /// What the inlined call `call` calls, as its text says, or as gc names it.
    pub fn inlined_callee(&self, call: usize) -> String {
        let pos = self.inlined.calls[call].site.pos;
        self.places.callee_at(pos).map_or_else(|| callee(self, call), str::to_owned)
    }

    /// What to call a variable; one in the text of another package is told with its function.
    pub fn told_name(&self, var: VarId) -> Option<String> {
        let name = self.var_name(var)?;
        let from = self.inlined.source_of_var(var).filter(|from| !self.places.has(from.pos));
        Some(from.map_or_else(|| name.to_owned(), |from| format!("{name} ({})", callee(self, from.call))))
    }
}

/// What to call a value whose text is in another package.
pub(super) fn outside_text(scope: &Scope<'_>, batch: Batch<'_>, loc: LocId, value: &mut Value) {
    let Origin::Expr(expr) = batch.graph.locs[loc].origin else { return };
    let outside = scope.inlined.source_of_expr(expr).is_some_and(|from| !scope.places.has(from.pos));
    if !outside
        || matches!(value.kind, ValueKind::Closure | ValueKind::LoopBody | ValueKind::VariadicArguments)
    {
        return;
    }
    // Others mention names that the reader does not know.
    let known = matches!(value.kind, ValueKind::New | ValueKind::PointerLiteral);
    let text = known.then(|| scope.printer().expr_text(expr));
    value.text = text.filter(|text| text.len() <= MAX_LEN);
}
