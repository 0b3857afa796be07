//! Puts the reports of one package together.
//!
//! In: a package's IR, analysis and trees. Out: a [`PackageReport`].
//! Invariants: exactly the values that `report::gc` says escape (or do not) have a report (or a
//! reason); what was analysed several times, as generic code is, is told once.

use super::copies::{self, Told, Verdicts};
use super::cut::{Cut, Cutter};
use super::describe::{Batch, Scope};
use super::place::Places;
use super::stay::{self, Uses};
use super::{Contract, Origin as ReportOrigin, PackageReport, Remark, Report, Spot, Stay, ValueKind};
use super::{cost, help, path};
use crate::flow::{LocId, Origin};
use crate::inline::InlineTree;
use crate::ir::{self, ExprId, ExprKind, FuncId, VarId};
use crate::release::Rules;
use crate::report::Verdict;
use crate::solve::{BatchAnalysis, PackageAnalysis};
use crate::source::SourceMap;
use crate::syntax::ast;
use crate::types::sizes::Sizes;
use crate::types::{Type, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::hash::Hash;

/// What explaining reads besides the package.
#[derive(Clone, Copy, Debug)]
pub struct ExplainContext<'a> {
    /// All types.
    pub types: &'a TypeStore,
    /// Texts and names.
    pub sources: &'a SourceMap,
    /// The release.
    pub rules: &'a Rules,
    /// Sizes on the machine.
    pub sizes: Sizes,
}

/// Explains the verdicts on one package. Its analysis must have kept the paths of its findings. With
/// gc's verdicts on the package, reports are detailed: they have gc's words, and cuts.
pub fn explain_package(
    cx: ExplainContext<'_>,
    import_path: &str,
    trees: &[ast::File],
    (package, inlined): (&ir::Package, &InlineTree),
    analysis: &PackageAnalysis,
    verdicts: Option<&[Verdict]>,
) -> PackageReport {
    let mut scope = Scope {
        ir: package,
        types: cx.types,
        names: &cx.sources.interner,
        rules: cx.rules,
        sizes: cx.sizes,
        summaries: &analysis.summaries,
        inlined,
        places: Places::new(package, inlined, cx.sources, trees),
        launched: Scope::launched(package),
        replaced: FxHashMap::default(),
        definitions: RefCell::default(),
    };
    for batch in &analysis.batches {
        scope.replaced.extend(&batch.replaced);
    }
    let builder = Builder {
        scope: &scope,
        uses: Uses::new(&scope),
        borrowed: cost::borrowed(&scope),
        words: verdicts.map(Words::new),
    };
    let mut report = PackageReport { import_path: import_path.to_owned(), ..PackageReport::default() };
    let mut verdicts = Verdicts::default();
    for (number, batch) in analysis.batches.iter().enumerate() {
        builder.explain_batch(number, batch, &mut verdicts);
        let (graph, solution, var_loc) = (&batch.graph, &batch.solution, &batch.var_loc);
        for &func in &batch.funcs {
            let batch = Batch { graph, solution, var_loc };
            for (var, mut contract) in stay::contracts(&scope, batch, func) {
                contract.origin = builder.origin_of_param(number, func, var, var_loc.get(&var).copied());
                report.contracts.push(contract);
            }
        }
    }
    verdicts.finish(&mut report);
    let order: FxHashMap<_, _> = trees.iter().enumerate().map(|(i, tree)| (tree.id, i)).collect();
    let key = |spot: Spot| (order.get(&spot.file).copied(), spot);
    tidy(&mut report.escapes, |r| key(r.spot));
    tidy(&mut report.stays, |s| key(s.spot));
    tidy(&mut report.contracts, |c| key(c.spot));
    report
}

/// gc's words about one package.
#[derive(Debug, Default)]
struct Words<'a> {
    of_loc: FxHashMap<(usize, LocId), Vec<&'a str>>,
    of_param: FxHashMap<(usize, FuncId, VarId), Vec<&'a str>>,
}

impl<'a> Words<'a> {
    fn new(verdicts: &'a [Verdict]) -> Self {
        let mut words = Words::default();
        for Verdict { batch, about, message } in verdicts {
            match (about.func.zip(about.param), about.loc) {
                (Some((func, param)), _) => words.of_param.entry((*batch, func, param)).or_default(),
                (None, Some(loc)) => words.of_loc.entry((*batch, loc)).or_default(),
                (None, None) => continue,
            }
            .push(message);
        }
        words
    }
}

/// What all reports on one package are made with.
struct Builder<'a, 's> {
    scope: &'s Scope<'a>,
    uses: Uses,
    /// See [`cost::borrowed`].
    borrowed: FxHashSet<ExprId>,
    /// Only for detailed reports.
    words: Option<Words<'s>>,
}

impl Builder<'_, '_> {
    fn origin_of_param(&self, batch: usize, func: FuncId, var: VarId, loc: Option<LocId>) -> ReportOrigin {
        let said = self.words.as_ref().and_then(|words| words.of_param.get(&(batch, func, var)));
        origin(batch, loc, said)
    }

    fn origin_of_loc(&self, batch: usize, loc: LocId) -> ReportOrigin {
        origin(batch, Some(loc), self.words.as_ref().and_then(|words| words.of_loc.get(&(batch, loc))))
    }

    fn explain_batch(&self, number: usize, analysis: &BatchAnalysis, verdicts: &mut Verdicts) {
        let scope = self.scope;
        let batch =
            Batch { graph: &analysis.graph, solution: &analysis.solution, var_loc: &analysis.var_loc };
        let ways: FxHashMap<LocId, path::Way> =
            path::ways(batch).into_iter().map(|way| (way.loc, way)).collect();
        let detailed = self.words.is_some();
        let mut cutter = if detailed && !ways.is_empty() { Cutter::new(scope, batch) } else { None };
        for loc in batch.graph.real_locs() {
            // gc has no lines for literals that it makes.
            if scope.is_wrapper(batch.graph, loc) {
                continue;
            }
            let Some((mut value, spot)) = scope.value(batch.graph, loc) else { continue };
            copies::outside_text(scope, batch, loc, &mut value);
            let cost = |hops| cost::cost(scope, batch, &self.borrowed, loc, value.kind, hops);
            let origin = self.origin_of_loc(number, loc);
            if batch.solution.escapes(loc) {
                // Everything that escapes was explained when it did.
                let Some(way) = ways.get(&loc) else { continue };
                let told = path::tell(scope, batch, way);
                let help = help::help(scope, batch, way, &told);
                let cut = match &mut cutter {
                    Some(cutter) => Some(cutter.cut(way, &told, spot, |loc| ways.get(&loc))),
                    None => detailed.then_some(Cut::TooMany),
                };
                let together = told.parts_together.then_some(Remark::PartsTogether);
                let remarks = free(scope, batch, loc).into_iter().chain(together).collect();
                let (stays_at, outside, copy) = (Vec::new(), None, None);
                let cost = cost(&told.hops);
                let report = Report {
                    value,
                    spot,
                    hops: told.hops,
                    rule: told.rule,
                    help,
                    remarks,
                    stays_at,
                    outside,
                    copy,
                    cost,
                    cut,
                    origin,
                };
                verdicts.add(scope, batch, loc, Told::Escapes(report));
            } else if is_told(batch, loc) && !matches!(value.kind, ValueKind::Hidden | ValueKind::LoopState) {
                let why = stay::reason(scope, batch, &self.uses, loc);
                let cost = cost(&[]);
                let stay = Stay { value, spot, why, outside: None, cost, origin };
                verdicts.add(scope, batch, loc, Told::Stays(stay));
            }
        }
    }
}

fn origin(batch: usize, loc: Option<LocId>, said: Option<&Vec<&str>>) -> ReportOrigin {
    let gc = said.into_iter().flatten().map(|&text| text.to_owned()).collect();
    ReportOrigin { gc, node: loc.map(|loc| (batch, loc.into_raw().into_u32())) }
}

/// Why nothing is allocated at run time for a value in an interface, although it escapes.
fn free(scope: &Scope<'_>, batch: Batch<'_>, loc: LocId) -> Option<Remark> {
    let Origin::Expr(expr) = batch.graph.locs[loc].origin else { return None };
    let ValueKind::Boxed { constant } = scope.value_kind(expr) else { return None };
    let ExprKind::Conv { x, .. } = scope.ir.exprs[expr].kind else { return None };
    let ty = scope.ir.exprs[x].ty;
    let is_basic = matches!(scope.types.under(ty), Type::Basic(_));
    match scope.sizes.bytes_of(scope.types, scope.names, ty) {
        0 => Some(Remark::FreeEmpty),
        _ if constant => Some(Remark::FreeConstant),
        1 if is_basic => Some(Remark::FreeByte),
        _ => None,
    }
}

/// Whether it is worth telling that something stays: allocations, and variables whose address
/// is taken.
fn is_told(batch: Batch<'_>, loc: LocId) -> bool {
    let loc = &batch.graph.locs[loc];
    match loc.origin {
        Origin::Expr(_) => true,
        Origin::Var(_) => loc.addr_taken,
        _ => false,
    }
}

/// What is the same where code was analysed several times.
trait Repeated: Clone + Eq + Hash {
    fn origin(&mut self) -> &mut ReportOrigin;

    /// It without what differs between the times.
    fn bare(&self) -> Self;
}

impl Repeated for Report {
    fn origin(&mut self) -> &mut ReportOrigin {
        &mut self.origin
    }

    fn bare(&self) -> Self {
        Report { origin: ReportOrigin::default(), cut: None, cost: None, ..self.clone() }
    }
}

impl Repeated for Stay {
    fn origin(&mut self) -> &mut ReportOrigin {
        &mut self.origin
    }

    fn bare(&self) -> Self {
        Stay { origin: ReportOrigin::default(), cost: None, ..self.clone() }
    }
}

impl Repeated for Contract {
    fn origin(&mut self) -> &mut ReportOrigin {
        &mut self.origin
    }

    fn bare(&self) -> Self {
        Contract { origin: ReportOrigin::default(), ..self.clone() }
    }
}

/// Sorts by `key`, stably, and drops what is there already, except for gc's words about it.
fn tidy<T: Repeated, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut seen: FxHashMap<T, usize> = FxHashMap::default();
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for mut item in items.drain(..) {
        let first = *seen.entry(item.bare()).or_insert(kept.len());
        match kept.get_mut(first) {
            None => kept.push(item),
            Some(first) => {
                for text in std::mem::take(&mut item.origin().gc) {
                    if !first.origin().gc.contains(&text) {
                        first.origin().gc.push(text);
                    }
                }
            }
        }
    }
    kept.sort_by_key(key);
    *items = kept;
}
