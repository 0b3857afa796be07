//! The second phase: lowers, analyses and solves each package.
//!
//! In: a checked program. Out: for each package that the user named, what the caller made of it.
//! Invariants: a package is analysed after those that it imports, by any thread; what it depends
//! on are their summaries alone, so that results are the same whatever the threads do.

use super::analysis::{Analysis, AnalyzedPackage, PackageView};
use super::cache::{Key, Plan};
use super::check::{self, Checked, Unit};
use super::observe::{Step, observed};
use super::{Config, Start, cached, parallel, program};
use crate::facts::Library;
use crate::flow::{self, FuncSummary};
use crate::inline::{self, Candidate, Inlinable};
use crate::ir;
use crate::ir::pass::abi_wrappers::Symbols;
use crate::load::{LoadContext, PackageFiles};
use crate::source::{Diagnostic, Interner, SourceMap, Stage, Symbol};
use crate::syntax;
use crate::types::{CheckedProgram, ObjId, PackageId, SourcePackage, TypeStore};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// Runs both phases. `finish` turns each named package into what is kept of it.
pub(super) fn analyze<P: Send + Sync>(
    config: &Config,
    context: Option<LoadContext<'_>>,
    named: Vec<PackageFiles>,
    finish: impl Fn(Made<'_>) -> P + Sync + Send,
) -> Analysis<P> {
    let observer = config.observer.as_deref();
    let mut plan = observed(observer, Step::Load, || Plan::for_config(config, context, &named));
    if let Some(plan) = plan.as_mut().filter(|plan| plan.has_entries()) {
        if let Some(analysis) = run(config, context, named.clone(), Some(plan), &finish) {
            return analysis;
        }
        // Errors can be about what only source tells.
        plan.forget_entries();
    }
    let sure = run(config, context, named, plan.as_mut(), &finish);
    sure.unwrap_or_else(|| unreachable!("nothing but source is asked"))
}

/// Runs both phases. Nothing when `plan` brings facts and there are errors.
fn run<P: Send + Sync>(
    config: &Config,
    context: Option<LoadContext<'_>>,
    named: Vec<PackageFiles>,
    mut plan: Option<&mut Plan>,
    finish: &(impl Fn(Made<'_>) -> P + Sync + Send),
) -> Option<Analysis<P>> {
    let observer = config.observer.as_deref();
    let Start { mut sources, store, library } = Start::new(config, plan.as_deref_mut());
    let (library, plan) = (library.as_deref(), plan.as_deref());
    let needs_source = plan.is_some_and(Plan::has_entries);
    let cwd = context.map_or_else(PathBuf::new, |context| context.cwd.to_owned());
    let program = observed(observer, Step::Load, || {
        program::load_program(config, &mut sources, context, library, plan, named)
    });
    let checked = observed(observer, Step::Check, || {
        check::check_program(config, &sources, &store, library, plan, program, true)
    });
    if needs_source && checked.has_errors() {
        return None;
    }
    let Checked { program, units, order, needs, load_errors, places } = checked;
    let has_errors = AtomicBool::new(false);
    let packages = {
        let (program, places) = (&program, &places[..]);
        let session = Session { config, sources: &sources, store: &store, program, library, plan, places };
        let outcomes = Outcomes::new(&units);
        let shown: Vec<bool> = units.iter().map(|unit| unit.shown).collect();
        let kept: Vec<OnceLock<P>> = units.iter().map(|_| OnceLock::new()).collect();
        let units: Vec<Mutex<Option<Unit>>> = units.into_iter().map(|unit| Mutex::new(Some(unit))).collect();
        if let Some(observer) = observer {
            observer.packages(order.len());
        }
        let (session, outcomes, has_errors) = (&session, &outcomes, &has_errors);
        parallel::in_order_with_rest(&order, &needs, |index| {
            let unit = units[index].lock().ok().and_then(|mut unit| unit.take())?;
            let made = analyze_package(*session, outcomes, index, unit, shown[index]);
            let kept = kept.get(index);
            // What nothing waits for.
            let cwd = &cwd;
            Some(move || {
                if let (Some(package), Some(kept)) = (made, kept) {
                    has_errors.fetch_or(!package.errors.is_empty(), Ordering::Relaxed);
                    let result = observed(observer, Step::Report, || finish(Made { session, cwd, package }));
                    let _ = kept.set(result);
                }
                if let Some(observer) = observer {
                    observer.package_done();
                }
            })
        });
        kept.into_iter().filter_map(OnceLock::into_inner).collect()
    };
    let problem = library.and_then(Library::problem).map(str::to_owned);
    if needs_source && (problem.is_some() || has_errors.into_inner()) {
        return None;
    }
    Some(Analysis { config: config.clone(), cwd, sources, store, program, problem, load_errors, packages })
}

/// A package that was just analysed.
pub(super) struct Made<'a> {
    session: &'a Session<'a>,
    cwd: &'a Path,
    /// The package.
    pub package: AnalyzedPackage,
}

impl Made<'_> {
    /// What wording it takes.
    pub fn view(&self) -> PackageView<'_> {
        let Session { config, sources, store, program, .. } = *self.session;
        PackageView { config, cwd: self.cwd, sources, store, program, package: &self.package }
    }
}

/// What the second phase reads.
#[derive(Clone, Copy)]
pub(super) struct Session<'a> {
    config: &'a Config,
    sources: &'a SourceMap,
    store: &'a TypeStore,
    program: &'a CheckedProgram,
    library: Option<&'a Library>,
    plan: Option<&'a Plan>,
    /// See [`Checked::places`].
    places: &'a [(PackageId, u32)],
}

impl Session<'_> {
    /// Puts what was found out about a package into the cache.
    fn keep(self, key: &Key, package: PackageId, outcome: &Outcome) {
        let Session { config, sources, store: types, program, places, .. } = self;
        let Some(cache) = &config.cache else { return };
        let Outcome { summaries, exported, .. } = outcome;
        let analyzed = cached::Analyzed { types, sources, program, places, package, summaries, exported };
        if let Some(entry) = cached::make_entry(analyzed) {
            cache.put(key, &entry.to_bytes());
        }
    }
}

/// What importers need to know about an analysed package.
#[derive(Debug, Default)]
struct Outcome {
    /// Its functions.
    summaries: FxHashMap<ObjId, Arc<FuncSummary>>,
    /// What can be inlined of it.
    exported: Arc<inline::Exported>,
    /// What lowering did not understand of it.
    problem: Option<String>,
}

/// The packages that were analysed so far, by index.
#[derive(Debug)]
struct Outcomes {
    outcomes: Vec<OnceLock<Outcome>>,
    index: FxHashMap<PackageId, usize>,
    ids: Vec<PackageId>,
}

impl Outcomes {
    fn new(units: &[Unit]) -> Self {
        Outcomes {
            outcomes: units.iter().map(|_| OnceLock::new()).collect(),
            index: units.iter().enumerate().map(|(index, unit)| (unit.id, index)).collect(),
            ids: units.iter().map(|unit| unit.id).collect(),
        }
    }

    fn get(&self, index: usize) -> Option<&Outcome> {
        self.outcomes.get(index)?.get()
    }
}

/// What one package knows about those that it imports.
#[derive(Debug)]
struct Imported<'a> {
    types: &'a TypeStore,
    library: Option<&'a Library>,
    outcomes: &'a Outcomes,
    /// The packages in its import declarations.
    direct: Vec<PackageId>,
}

impl<'a> Imported<'a> {
    /// The library that a package comes from, and its number there.
    fn supplied(&self, package: PackageId) -> Option<(&'a Library, u32)> {
        self.library.zip(self.types.package(package).supply)
    }

    /// What a package with source exports.
    fn exported(&self, package: PackageId) -> Option<&'a inline::Exported> {
        let outcomes = self.outcomes;
        outcomes.get(*outcomes.index.get(&package)?).map(|outcome| &*outcome.exported)
    }
}

impl flow::Imports for Imported<'_> {
    fn summary(&self, func: ObjId) -> Option<&FuncSummary> {
        let package = self.types.object(func).package?;
        if self.types.package(package).supply.is_some() {
            return self.library?.summary(func);
        }
        let outcome = self.outcomes.get(*self.outcomes.index.get(&package)?)?;
        outcome.summaries.get(&func).map(|summary| &**summary)
    }
}

impl inline::Imports for Imported<'_> {
    fn candidate(&self, home: PackageId, obj: ObjId) -> Option<Candidate> {
        match self.supplied(home) {
            Some((library, _)) => library.candidate(self.types, obj),
            None => Some(self.exported(home)?.by_obj.get(&obj)?.candidate),
        }
    }

    fn inlinable(&self, home: PackageId, obj: ObjId) -> Option<&Arc<Inlinable>> {
        match self.supplied(home) {
            Some((library, _)) => library.inlinable(self.types, obj),
            None => self.exported(home)?.by_obj.get(&obj),
        }
    }

    fn instance(&self, home: PackageId, name: Symbol) -> Option<&Arc<Inlinable>> {
        match self.supplied(home) {
            Some((library, number)) => library.inlinable_instance(self.types, number, name),
            None => self.exported(home)?.by_instance.get(&name),
        }
    }

    fn mentions(&self, home: PackageId, obj: ObjId) -> &[ObjId] {
        if let Some((library, _)) = self.supplied(home) {
            return library.mentions(self.types, obj);
        }
        let known = self.exported(home).and_then(|exported| exported.mentions.get(&obj));
        known.map_or(&[], Vec::as_slice)
    }

    fn passes_on(&self, package: PackageId, obj: ObjId) -> bool {
        match self.supplied(package) {
            Some((library, number)) => library.passes_on(self.types, number, obj),
            None => self.exported(package).is_some_and(|exported| exported.passed_on.contains(&obj)),
        }
    }

    fn direct(&self) -> &[PackageId] {
        &self.direct
    }
}

/// Lowers, analyses and solves one package after those that it imports, and tells importers what
/// they need to know.
fn analyze_package(
    session: Session<'_>,
    outcomes: &Outcomes,
    index: usize,
    unit: Unit,
    named: bool,
) -> Option<AnalyzedPackage> {
    let Session { config, sources, store, program, library, plan, .. } = session;
    let observer = config.observer.as_deref();
    let planned = plan.zip(unit.planned);
    let SourcePackage { trees, checked } = program.package(unit.id)?;
    let generics = library.map(|library| library as &dyn ir::lower::generic::SuppliedGenerics);
    let lower = ir::lower::LowerContext {
        types: store,
        sources,
        rules: &config.rules,
        sizes: config.sizes,
        program,
        generics,
    };
    // The compiler knows package unsafe without compiling it.
    let compiled = checked.spellable && !(unit.std && unit.import_path == "unsafe");
    let mut ir = observed(observer, Step::Lower, || match compiled {
        true => ir::lower::lower_package(&lower, trees, checked),
        false => ir::Package::new(unit.id),
    });
    let mut errors = unit.errors;
    if !unit.stops_before_types {
        errors.append(&mut ir.errors);
        for (path, pos) in trees.iter().flat_map(|tree| program::imports(sources, tree)) {
            let Some(Ok(imported)) = unit.imports.get(path) else { continue };
            let Some(Outcome { problem: Some(cause), .. }) = outcomes.get(*imported) else { continue };
            let message = format!("could not import {path} ({cause})");
            errors.push(Diagnostic { pos, message, stage: Stage::Lower, soft: false });
        }
    }
    let inline = config.inline || !named;
    let supplied = store.package(unit.id).imports.get().into_iter().flatten().copied();
    let supplied = supplied.filter(|&package| store.package(package).supply.is_some());
    let direct = unit.imports.values().flatten().map(|&index| outcomes.ids[index]).chain(supplied).collect();
    let imports = &Imported { types: store, library, outcomes, direct };
    let (names, rules, sizes) = (&sources.interner, &config.rules, config.sizes);
    let flow = flow::Context { types: store, names, rules, sizes, imports };
    let symbols = Symbols {
        assembly: unit.assembly,
        link_names: link_names(trees, &store.package(unit.id).path, names),
        registers: config.build.has_tag("goexperiment.regabiwrappers"),
    };
    let inlining = inline::Context { types: store, names, rules, sizes, imports, spell: named };
    let mut exported = Arc::default();
    observed(observer, Step::Passes, || {
        exported = Arc::new(inline::run_passes(&mut ir, inlining, &symbols, inline));
    });
    let analysis = observed(observer, Step::Solve, || crate::solve::analyze_package(flow, &mut ir, named));
    let summary_of = |(&obj, func): (&ObjId, &ir::FuncId)| {
        analysis.summaries.local.get(func).map(|summary| (obj, summary.clone()))
    };
    let first = errors.iter().find(|error| error.stage == Stage::Lower);
    let outcome = Outcome {
        summaries: ir.obj_func.iter().filter_map(summary_of).collect(),
        exported: Arc::clone(&exported),
        problem: first.and_then(|e| check::why_not_reliable(config, sources, unit.std, e)),
    };
    let is_sure = errors.is_empty() && !unit.is_incomplete;
    if let Some(key) = planned.filter(|_| is_sure && !named).and_then(|(plan, number)| plan.wanted(number)) {
        session.keep(key, unit.id, &outcome);
    }
    let _ = outcomes.outcomes[index].set(outcome);
    named.then(|| AnalyzedPackage {
        import_path: unit.import_path,
        id: unit.id,
        errors,
        lacks_main: unit.lacks_main,
        ir,
        analysis,
        exported,
    })
}

/// What the linker calls the functions that `//go:linkname` names.
fn link_names(files: &[syntax::ast::File], path: &str, names: &Interner) -> FxHashMap<Symbol, String> {
    let all = files.iter().flat_map(syntax::check::link_names);
    all.map(|(local, remote)| {
        let own = || format!("{}.{local}", ir::typefmt::link_prefix(path));
        (names.intern(local), remote.map_or_else(own, str::to_owned))
    })
    .collect()
}
