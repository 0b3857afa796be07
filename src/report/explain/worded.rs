//! Reports in words, before they become text, a page or a picture.
//!
//! In: reports as data. Out: [`Worded`] ones: a title, steps with their places, notes.
//! Invariants: every format shows these words and no others.

use super::{Contract, PackageReport, Report, Spot, Stay, Style, render};
use crate::report::snippet::Texts;
use crate::source::{Pos, SourceMap};
use std::borrow::Borrow;

/// One value or parameter in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Worded {
    /// The verdict.
    pub title: String,
    /// The declaration or the expression.
    pub spot: Spot,
    /// What happens, in order; the value itself is the first. Numbers are not in the texts.
    pub steps: Vec<(Spot, String)>,
    /// Rule, remarks, help, cost, cut.
    pub notes: Vec<String>,
}

/// Everything that is to be shown: what escapes, and with `all` or `closely` also the rest.
pub(super) fn all(
    packages: &[impl Borrow<PackageReport>],
    sources: &SourceMap,
    style: Style<'_>,
) -> Vec<Worded> {
    let mut found = Vec::new();
    for package in packages.iter().map(Borrow::borrow) {
        found.extend(package.escapes.iter().map(|escape| report(escape, sources, style)));
        if style.all || style.closely {
            found.extend(package.stays.iter().map(|value| stay(value, style)));
            found.extend(package.contracts.iter().map(|param| contract(param, style)));
        }
    }
    found
}

/// A value that escapes.
pub(super) fn report(report: &Report, sources: &SourceMap, style: Style<'_>) -> Worded {
    let words = style.words();
    let mut steps = vec![(report.spot, words.label(report))];
    steps.extend(report.hops.iter().map(|hop| (hop.spot.unwrap_or(report.spot), words.hop(hop))));
    Worded {
        title: words.title(report),
        spot: report.spot,
        steps,
        notes: render::notes(report, &Texts(sources), words),
    }
}

/// A value that stays.
pub(super) fn stay(stay: &Stay, style: Style<'_>) -> Worded {
    let words = style.words();
    let title = words.stay(stay);
    let notes = stay.cost.map(|cost| words.cost(cost, false)).into_iter().collect();
    Worded { steps: vec![(stay.spot, words.subject(&stay.value))], title, spot: stay.spot, notes }
}

/// A parameter.
pub(super) fn contract(contract: &Contract, style: Style<'_>) -> Worded {
    let steps = vec![(contract.spot, contract.param.clone())];
    Worded { title: style.words().contract(contract), spot: contract.spot, steps, notes: Vec::new() }
}

/// The reports that are about one line, of a file that is called `file`, or whatever file if empty;
/// and the parameters of a function that is declared there.
pub fn on_line(report: &PackageReport, sources: &SourceMap, file: &str, line: u32) -> PackageReport {
    let is_there = |spot: Spot| {
        let name = &sources.file(spot.file).display_name;
        let known = file.is_empty() || same_file(name, file);
        known && sources.line_column(Pos::new(spot.file, spot.start)).0 == line
    };
    let declared_there = |contract: &Contract| {
        let mut functions = report.functions.iter().filter(|function| is_there(function.head));
        let inside = |head: Spot| head.contains(contract.spot);
        is_there(contract.spot)
            || contract.literal.is_none() && functions.any(|function| inside(function.head))
    };
    PackageReport {
        import_path: report.import_path.clone(),
        escapes: report.escapes.iter().filter(|report| is_there(report.spot)).cloned().collect(),
        stays: report.stays.iter().filter(|stay| is_there(stay.spot)).cloned().collect(),
        contracts: report.contracts.iter().filter(|contract| declared_there(contract)).cloned().collect(),
        functions: report.functions.iter().filter(|function| is_there(function.head)).cloned().collect(),
        undecided: 0,
    }
}

/// Whether a file that is shown as `shown` is the one that a user calls `named`.
fn same_file(shown: &str, named: &str) -> bool {
    let plain = |name: &str| name.trim_start_matches("./").replace('\\', "/");
    let (shown, named) = (plain(shown), plain(named));
    shown == named || shown.ends_with(&format!("/{named}")) || named.ends_with(&format!("/{shown}"))
}
