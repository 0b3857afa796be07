//! Puts the reports of one package together.
//!
//! In: a package's IR, analysis and trees. Out: a [`PackageReport`].
//! Invariants: exactly the values that `report::gc` says escape (or do not) have a report (or a
//! reason); what was analysed several times, as generic code is, is told once.

use super::copies::{self, Told, Verdicts};
use super::cut::{Cut, Cutter};
use super::describe::{Batch, Scope};
use super::stay::{self, Uses};
use super::{Contract, Cost, Function, PackageReport, Remark, Report, Said, Spot, Stay, ValueKind};
use super::{cost, help, path};
use crate::flow::{LocId, Origin};
use crate::inline::InlineTree;
use crate::ir::{self, ExprId, ExprKind, FuncId, VarId};
use crate::release::Rules;
use crate::report::verdicts::Verdict;
use crate::solve::{BatchAnalysis, PackageAnalysis};
use crate::source::SourceMap;
use crate::syntax::ast;
use crate::types::sizes::Sizes;
use crate::types::{Type, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::Hash;

/// What explaining and drawing read besides the package.
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

/// Explains the verdicts on one package, of which gc has `said` that. Its analysis must have kept the
/// paths of its findings. With `cuts`, reports tell what would keep each value on the stack.
pub fn explain_package(
    cx: ExplainContext<'_>,
    import_path: &str,
    trees: &[ast::File],
    (package, inlined): (&ir::Package, &InlineTree),
    analysis: &PackageAnalysis,
    said: &[Verdict],
    cuts: bool,
) -> PackageReport {
    let scope = Scope::new(cx, trees, (package, inlined), analysis);
    let told = Teller { uses: Uses::new(&scope), borrowed: cost::borrowed(&scope), cuts };
    let declared: Vec<(Function, bool)> = trees.iter().flat_map(|tree| functions(cx.sources, tree)).collect();
    let undecided = undecided(package, &declared);
    let functions = declared.into_iter().map(|(function, _)| function).collect();
    let (import_path, escapes, stays, contracts) = (import_path.to_owned(), vec![], vec![], vec![]);
    let mut report = PackageReport { import_path, escapes, stays, contracts, functions, undecided };
    let mut verdicts = Verdicts::default();
    let said = SaidOf::new(said);
    for (number, batch) in analysis.batches.iter().enumerate() {
        explain_batch(&scope, &told, batch, |loc| said.of_location(number, loc), &mut verdicts);
        let (graph, solution, var_loc) = (&batch.graph, &batch.solution, &batch.var_loc);
        for &func in &batch.funcs {
            let batch = Batch { graph, solution, var_loc };
            let said = |var| said.of_param(func, var);
            let contracts = stay::contracts(&scope, batch, func, &report.functions, said);
            report.contracts.extend(contracts);
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

/// What all reports on one package are made with.
struct Teller {
    uses: Uses,
    /// See [`cost::borrowed`].
    borrowed: FxHashSet<ExprId>,
    /// See [`ExplainContext::cuts`].
    cuts: bool,
}

/// How many generic functions were never compiled, for no types.
fn undecided(package: &ir::Package, declared: &[(Function, bool)]) -> usize {
    let compiled: FxHashSet<_> =
        package.funcs.iter().map(|(_, func)| func.pos).map(|pos| (pos.file, pos.offset)).collect();
    let is_compiled =
        |head: Spot| (head.start..head.end).any(|offset| compiled.contains(&(head.file, offset)));
    declared.iter().filter(|(function, generic)| *generic && !is_compiled(function.head)).count()
}

/// The functions and methods that a file declares, and whether they are generic.
fn functions(sources: &SourceMap, tree: &ast::File) -> Vec<(Function, bool)> {
    let spot = |start: u32, end: u32| Spot { file: tree.id, start, end };
    let declared = tree.top_decls.iter().filter_map(|&id| {
        let decl = &tree.decls[id];
        let ast::DeclKind::Func { recv, name, signature, body } = &decl.kind else { return None };
        let mut generic = !tree.list(tree.signatures[*signature].type_params).is_empty();
        let name = sources.interner.text(name.name);
        let recv = recv.and_then(|recv| tree.list(recv).first()).map(|field| {
            let ty = sources.slice(tree.id, tree.exprs[field.ty].span);
            generic |= ty.contains('[');
            if ty.starts_with('*') { format!("({ty}).{name}") } else { format!("{ty}.{name}") }
        });
        let head = body.map_or(decl.span.end, |body| tree.blocks[body].span.start);
        let function = Function {
            name: recv.unwrap_or_else(|| name.to_owned()),
            head: spot(decl.span.start, head),
            whole: spot(decl.span.start, decl.span.end),
        };
        Some((function, generic))
    });
    declared.collect()
}

/// What gc says, by what it is about.
struct SaidOf {
    locations: FxHashMap<(usize, LocId), Vec<Said>>,
    params: FxHashMap<(FuncId, VarId), Vec<Said>>,
}

impl SaidOf {
    fn new(verdicts: &[Verdict]) -> Self {
        let mut said = SaidOf { locations: FxHashMap::default(), params: FxHashMap::default() };
        for Verdict { batch, about, message } in verdicts {
            let node = about.loc.map(|loc| (*batch, loc));
            let line = Said { pos: about.pos, message: message.clone(), node };
            match (about.func, about.param, node) {
                (Some(func), Some(param), _) => said.params.entry((func, param)).or_default().push(line),
                (_, _, Some(node)) => said.locations.entry(node).or_default().push(line),
                _ => {}
            }
        }
        said
    }

    fn of_location(&self, batch: usize, loc: LocId) -> Vec<Said> {
        self.locations.get(&(batch, loc)).cloned().unwrap_or_default()
    }

    fn of_param(&self, func: FuncId, param: VarId) -> Vec<Said> {
        self.params.get(&(func, param)).cloned().unwrap_or_default()
    }
}

fn explain_batch(
    scope: &Scope<'_>,
    teller: &Teller,
    analysis: &BatchAnalysis,
    said: impl Fn(LocId) -> Vec<Said>,
    verdicts: &mut Verdicts,
) {
    let batch = Batch { graph: &analysis.graph, solution: &analysis.solution, var_loc: &analysis.var_loc };
    let ways: FxHashMap<LocId, path::Way> = path::ways(batch).into_iter().map(|way| (way.loc, way)).collect();
    let mut cutter = if teller.cuts && !ways.is_empty() { Cutter::new(scope, batch) } else { None };
    for loc in batch.graph.real_locs() {
        // gc has no lines for literals that it makes.
        if scope.is_wrapper(batch.graph, loc) {
            continue;
        }
        let Some((mut value, spot)) = scope.value(batch.graph, loc) else { continue };
        copies::outside_text(scope, batch, loc, &mut value);
        let kind = value.kind;
        let cost = |hops| cost::cost(scope, batch, &teller.borrowed, loc, kind, hops);
        if batch.solution.escapes(loc) {
            // Everything that escapes was explained when it did.
            let Some(way) = ways.get(&loc) else { continue };
            let told = path::tell(scope, batch, way);
            let help = help::help(scope, batch, way, &told);
            let cut = match &mut cutter {
                Some(cutter) => Some(cutter.cut(way, &told, spot, |loc| ways.get(&loc))),
                None => teller.cuts.then_some(Cut::TooMany),
            };
            let cost = cost(&told.hops);
            let together = told.parts_together.then_some(Remark::PartsTogether);
            let remarks = free(scope, batch, loc).into_iter().chain(together).collect();
            let (stays_at, outside, copy) = (Vec::new(), None, None);
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
                says: said(loc),
                cost,
                cut,
            };
            verdicts.add(scope, batch, loc, Told::Escapes(report));
        } else if is_told(batch, loc) && !matches!(value.kind, ValueKind::Hidden | ValueKind::LoopState) {
            let why = stay::reason(scope, batch, &teller.uses, loc);
            let stay = Stay { value, spot, why, outside: None, says: said(loc), cost: cost(&[]) };
            verdicts.add(scope, batch, loc, Told::Stays(stay));
        }
    }
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

/// Sorts by `key`, stably, and puts what is there several times together.
fn tidy<T: Tells, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut kept: Vec<(T, Details)> = Vec::new();
    let mut seen: FxHashMap<T, usize> = FxHashMap::default();
    for mut item in items.drain(..) {
        let mut details = Details::default();
        item.swap(&mut details);
        match seen.get(&item) {
            Some(&at) => add_lines(&mut kept[at].1.says, details.says),
            None => {
                seen.insert(item.clone(), kept.len());
                kept.push((item, details));
            }
        }
    }
    items.extend(kept.into_iter().map(|(mut item, mut details)| {
        item.swap(&mut details);
        item
    }));
    items.sort_by_key(key);
}

/// What may differ between the times that code was analysed.
#[derive(Default)]
struct Details {
    says: Vec<Said>,
    cost: Option<Cost>,
    cut: Option<Cut>,
}

/// What has details.
trait Tells: Clone + Eq + Hash {
    fn swap(&mut self, details: &mut Details);
}

impl Tells for Report {
    fn swap(&mut self, details: &mut Details) {
        std::mem::swap(&mut self.says, &mut details.says);
        std::mem::swap(&mut self.cost, &mut details.cost);
        std::mem::swap(&mut self.cut, &mut details.cut);
    }
}

impl Tells for Stay {
    fn swap(&mut self, details: &mut Details) {
        std::mem::swap(&mut self.says, &mut details.says);
        std::mem::swap(&mut self.cost, &mut details.cost);
    }
}

impl Tells for Contract {
    fn swap(&mut self, details: &mut Details) {
        std::mem::swap(&mut self.says, &mut details.says);
    }
}

/// Adds lines that are not there yet.
pub(super) fn add_lines(says: &mut Vec<Said>, more: Vec<Said>) {
    for line in more {
        if !says.contains(&line) {
            says.push(line);
        }
    }
}
