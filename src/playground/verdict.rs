//! What is shown of one value: gc's messages about it, and the report that explains them.
//!
//! In: an analysed package. Out: its verdicts in source order.
//! Invariants: what several copies of one body have in common is shown once.

use super::analyze::line_column;
use crate::driver::PackageView;
use crate::report::VerdictKind;
use crate::report::explain::words::Words;
use crate::report::explain::{Contract, PackageReport, Report, Spot, Stay};
use crate::source::Pos;
use rustc_hash::FxHashSet;
use serde_json::{Value, json};

/// What is shown of one value.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What gc says it is.
    pub kind: VerdictKind,
    pos: Pos,
    gc: Vec<String>,
    told: Told,
}

/// Who explains it.
#[derive(Clone, Debug)]
enum Told {
    Escapes(Box<Report>),
    Stays(Box<Stay>),
    Contract(Box<Contract>),
    Nobody,
}

/// The verdicts on a package, in source order.
pub(super) fn verdicts(view: PackageView<'_>) -> Vec<Shown> {
    let mut shown: Vec<(_, Shown)> = Vec::new();
    for verdict in view.verdicts() {
        let about = verdict.about;
        let key = (verdict.batch, about.loc, about.func, about.param, about.pos);
        match shown.last_mut() {
            Some((last, same)) if *last == key => same.gc.push(verdict.message),
            _ => {
                let (kind, pos) = (about.kind, about.pos);
                shown.push((key, Shown { kind, pos, gc: vec![verdict.message], told: Told::Nobody }));
            }
        }
    }
    let mut met = FxHashSet::default();
    let mut shown: Vec<Shown> = shown.into_iter().map(|(_, shown)| shown).collect();
    shown.retain(|shown| met.insert((shown.pos, shown.kind, shown.gc.clone())));
    shown.sort_by_key(|shown| shown.pos);
    let report = view.explain();
    for shown in &mut shown {
        shown.told = find(view, &report, shown);
    }
    shown
}

/// The report about a value.
fn find(view: PackageView<'_>, report: &PackageReport, shown: &Shown) -> Told {
    // The smallest spot that has gc's position.
    fn nearest<T>(all: &[T], spot: impl Fn(&T) -> Spot, pos: Pos) -> Option<&T> {
        let has = |at: Spot| at.file == pos.file && at.start <= pos.offset && pos.offset < at.end;
        all.iter().filter(|item| has(spot(item))).min_by_key(|item| {
            let at = spot(item);
            (pos.offset - at.start, at.end - at.start)
        })
    }
    let _ = view;
    let found = match shown.kind {
        VerdictKind::Heap => nearest(&report.escapes, |r| r.spot, shown.pos)
            .map(|report| Told::Escapes(Box::new(report.clone()))),
        VerdictKind::Stack => {
            nearest(&report.stays, |s| s.spot, shown.pos).map(|stay| Told::Stays(Box::new(stay.clone())))
        }
        VerdictKind::Leaks | VerdictKind::Keeps => nearest(&report.contracts, |c| c.spot, shown.pos)
            .map(|contract| Told::Contract(Box::new(contract.clone()))),
        VerdictKind::Remark => None,
    };
    found.unwrap_or(Told::Nobody)
}

impl Shown {
    /// The verdict as the page reads it.
    pub fn json(&self, view: PackageView<'_>, words: Words<'_>) -> Value {
        let (spot, title, rule, steps) = match &self.told {
            Told::Escapes(report) => {
                let title = words.heading(&report.value, report.outside.as_deref());
                let steps = report.hops.iter().map(|hop| {
                    let mut step = place(view, hop.spot.unwrap_or(report.spot));
                    step["text"] = words.hop(hop).into();
                    step
                });
                (Some(report.spot), title, Some(report.rule.code()), steps.collect())
            }
            Told::Stays(stay) => (Some(stay.spot), words.stay(stay), None, Vec::new()),
            Told::Contract(contract) => (Some(contract.spot), words.contract(contract), None, Vec::new()),
            Told::Nobody => (None, self.gc.join("; "), None, Vec::new()),
        };
        let (line, column) = line_column(view.sources, self.pos.file, self.pos.offset);
        let mut value = match spot {
            Some(spot) => place(view, spot),
            None => json!({ "line": line, "column": column, "end_line": line, "end_column": column + 1 }),
        };
        value["id"] = format!("v{}.{line}.{column}", self.kind as u8).into();
        value["gc_line"] = line.into();
        value["gc_column"] = column.into();
        value["outcome"] = outcome(self.kind).into();
        value["cost"] = Value::Null;
        value["rule"] = rule.into();
        value["gc"] = self.gc.clone().into();
        value["title"] = title.into();
        value["steps"] = Value::Array(steps);
        value["notes"] = Value::Array(Vec::new());
        value["node"] = Value::Null;
        value
    }
}

/// What the page calls a kind of verdict.
fn outcome(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Heap => "heap",
        VerdictKind::Stack => "stack",
        VerdictKind::Leaks => "leaks",
        VerdictKind::Keeps => "keeps",
        VerdictKind::Remark => "remark",
    }
}

/// Lines and columns of a spot, from 1.
fn place(view: PackageView<'_>, spot: Spot) -> Value {
    let (line, column) = line_column(view.sources, spot.file, spot.start);
    let (end_line, end_column) = line_column(view.sources, spot.file, spot.end);
    json!({ "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}
