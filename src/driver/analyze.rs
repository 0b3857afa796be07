//! The work on each package of a program: checks, lowers, analyses and solves it.
//!
//! In: a parsed program. Out: for each package that the user named, what the caller made of it.
//! Invariants: a package is analysed after those that it imports, by any thread; what it depends
//! on are their summaries alone, so that results are the same whatever the threads do.

use super::analysis::{Analysis, AnalyzedPackage, PackageView};
use super::cache::{Key, Plan};
use super::check::{self, CheckSession, ProgramChecker, Unit};
use super::observe::{Step, observed};
use super::program::{Program, ProgramPackage};
use super::{Config, Start, cached, program};
use crate::facts::Library;
use crate::flow::{self, FuncSummary};
use crate::inline::{self, Candidate, Inlinable};
use crate::ir;
use crate::ir::pass::abi_wrappers::Symbols;
use crate::load::{LoadContext, PackageFiles};
use crate::parallel::{self, Phases};
use crate::source::{Diagnostic, Interner, SourceMap, Stage, Symbol};
use crate::syntax;
use crate::types::{CheckedProgram, ObjId, PackageId, SourcePackage, TypeStore};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Checks, lowers and analyses all packages. `finish` turns each named one into what is kept of it.
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

/// The same with what `plan` knows. Nothing when that brings facts and there are errors; then `finish`
/// was not called.
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
    let has_entries = plan.is_some_and(Plan::has_entries);
    let cwd = context.map_or_else(PathBuf::new, |context| context.cwd.to_owned());
    let program = observed(observer, Step::Load, || {
        program::load_program(config, &mut sources, context, library, plan, named)
    });
    let Program { packages, order, load_errors } = program;
    if has_entries && !load_errors.is_empty() {
        return None;
    }
    let ids = check::number_packages(&store, &sources.interner, library, plan, &packages);
    let needs: Vec<Vec<usize>> = packages.iter().map(ProgramPackage::needs).collect();
    let sizes: Vec<usize> = packages.iter().map(|package| package.parsed.size(&sources)).collect();
    let places = places(&sources, &packages, &ids);
    let program = CheckedProgram::new(&ids);
    let packages = {
        let (sources, store, program, places) = (&sources, &store, &program, &places[..]);
        let session = Session { config, sources, store, program, library, plan, places };
        let check = CheckSession { config, sources, store, library, program, for_analysis: true };
        let shown: Vec<bool> = packages.iter().map(|package| package.shown).collect();
        let numbers = shown.iter().scan(0, |next, &shown| {
            let number = shown.then_some(*next);
            *next += usize::from(shown);
            Some(number)
        });
        let mut work = Analyzing {
            session,
            cwd: &cwd,
            numbers: numbers.collect(),
            planned: packages.iter().map(|package| package.planned).collect(),
            outcomes: Outcomes::new(&ids),
            checker: ProgramChecker::new(check, ids, packages),
            is_checked: false,
            checked: shown.iter().map(|_| Mutex::default()).collect(),
            lowered: shown.iter().map(|_| Mutex::default()).collect(),
            kept: shown.iter().map(|_| OnceLock::new()).collect(),
            result: finish,
        };
        if has_entries {
            parallel::in_order(&order, &needs, |index| work.begin(index));
            let has_errors = |unit: &Mutex<Option<Unit>>| {
                unit.lock().is_ok_and(|unit| unit.as_ref().is_some_and(Unit::has_errors))
            };
            let is_damaged = library.is_some_and(|library| library.problem().is_some());
            if is_damaged || work.checked.iter().any(has_errors) {
                return None;
            }
            work.is_checked = true;
        }
        if let Some(observer) = observer {
            observer.packages(order.len());
        }
        parallel::in_phases(&order, &needs, &sizes, &work);
        work.kept.into_iter().filter_map(OnceLock::into_inner).collect()
    };
    let problem = library.and_then(Library::problem).map(str::to_owned);
    Some(Analysis { config: config.clone(), cwd, sources, store, program, problem, load_errors, packages })
}

/// For each file its package, and which of that package's files it is.
fn places(sources: &SourceMap, packages: &[ProgramPackage], ids: &[PackageId]) -> Vec<(PackageId, u32)> {
    let mut places = vec![(PackageId(0), 0); sources.len() as usize];
    // What is compiled once more for a test comes last, and shares its files.
    for (package, &id) in packages.iter().zip(ids).rev() {
        for (file, index) in package.parsed.files.iter().zip(0..) {
            places[file.0 as usize] = (id, index);
        }
    }
    places
}

/// The work on the packages of a program.
struct Analyzing<'a, P, F> {
    session: Session<'a>,
    cwd: &'a Path,
    /// The number of each package among those that are shown.
    numbers: Vec<Option<usize>>,
    /// The number of each package in the plan.
    planned: Vec<Option<usize>>,
    checker: ProgramChecker<'a>,
    /// Whether all packages were checked before.
    is_checked: bool,
    /// Packages that were checked and not lowered yet.
    checked: Vec<Mutex<Option<Unit>>>,
    /// Packages that were lowered and not analysed yet.
    lowered: Vec<Mutex<Option<Lowered<'a>>>>,
    outcomes: Outcomes,
    /// What is made of an analysed package.
    result: &'a F,
    kept: Vec<OnceLock<P>>,
}

impl<P: Send + Sync, F: Fn(Made<'_>) -> P + Sync + Send> Phases for Analyzing<'_, P, F> {
    fn begin(&self, index: usize) {
        if self.is_checked {
            return;
        }
        let observer = self.session.config.observer.as_deref();
        let unit = observed(observer, Step::Check, || self.checker.check(index));
        put(&self.checked[index], unit);
    }

    fn prepare(&self, index: usize) {
        let lowered = take(&self.checked[index]).and_then(|unit| lower_package(self.session, unit));
        put(&self.lowered[index], lowered);
    }

    fn finish(&self, index: usize) -> Option<impl FnOnce()> {
        let number = self.numbers[index];
        let lowered = take(&self.lowered[index]);
        let key = self.session.plan.zip(self.planned[index]).and_then(|(plan, planned)| plan.wanted(planned));
        let is_sure = lowered.as_ref().is_some_and(|lowered| !lowered.unit.is_incomplete);
        let package = lowered
            .map(|lowered| analyze_package(self.session, &self.outcomes, index, lowered, number.is_some()));
        let key =
            key.filter(|_| is_sure && package.as_ref().is_some_and(|package| package.errors.is_empty()));
        Some(move || {
            let observer = self.session.config.observer.as_deref();
            if let (Some(key), Some(outcome)) = (key, self.outcomes.get(index)) {
                self.session.keep(key, self.outcomes.ids[index], outcome);
            }
            if let (Some(package), Some(number)) = (package, number) {
                let made = Made { session: &self.session, cwd: self.cwd, package, number };
                let result = observed(observer, Step::Report, || (self.result)(made));
                let _ = self.kept[index].set(result);
            }
            if let Some(observer) = observer {
                observer.package_done();
            }
        })
    }
}

fn put<T>(slot: &Mutex<Option<T>>, value: Option<T>) {
    *slot.lock().unwrap_or_else(PoisonError::into_inner) = value;
}

fn take<T>(slot: &Mutex<Option<T>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// A package that was just analysed.
pub(super) struct Made<'a> {
    session: &'a Session<'a>,
    cwd: &'a Path,
    /// The package.
    pub package: AnalyzedPackage,
    /// Its number among those that are shown.
    number: usize,
}

impl Made<'_> {
    /// What wording it takes.
    pub fn view(&self) -> PackageView<'_> {
        let Session { config, sources, store, program, .. } = *self.session;
        PackageView {
            config,
            cwd: self.cwd,
            sources,
            store,
            program,
            package: &self.package,
            number: self.number,
        }
    }
}

/// What the work on each package reads.
#[derive(Clone, Copy)]
pub(super) struct Session<'a> {
    config: &'a Config,
    sources: &'a SourceMap,
    store: &'a TypeStore,
    program: &'a CheckedProgram,
    library: Option<&'a Library>,
    plan: Option<&'a Plan>,
    /// See [`places`].
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
    fn new(ids: &[PackageId]) -> Self {
        Outcomes {
            outcomes: ids.iter().map(|_| OnceLock::new()).collect(),
            index: ids.iter().enumerate().map(|(index, &id)| (id, index)).collect(),
            ids: ids.to_vec(),
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

/// A package that was lowered.
struct Lowered<'a> {
    unit: Unit,
    ir: ir::Package,
    /// What reads more of it.
    reader: Option<ir::lower::Reader<'a>>,
}

/// Lowers one package after all that it imports were checked.
fn lower_package(session: Session<'_>, unit: Unit) -> Option<Lowered<'_>> {
    let Session { config, sources, store, program, library, .. } = session;
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
    let (ir, reader) = observed(config.observer.as_deref(), Step::Lower, || match compiled {
        true => {
            let (ir, reader) = ir::lower::lower_package(&lower, trees, checked);
            (ir, Some(reader))
        }
        false => (ir::Package::new(unit.id), None),
    });
    Some(Lowered { unit, ir, reader })
}

/// Analyses and solves one package after those that it imports, and tells importers what they need
/// to know.
fn analyze_package(
    session: Session<'_>,
    outcomes: &Outcomes,
    index: usize,
    lowered: Lowered<'_>,
    named: bool,
) -> AnalyzedPackage {
    let Session { config, sources, store, program, library, .. } = session;
    let observer = config.observer.as_deref();
    let Lowered { unit, mut ir, mut reader } = lowered;
    let trees = program.package(unit.id).map_or(&[][..], |package| &package.trees);
    // Only what the user hears of needs wrappers for types that inlined bodies bring.
    let reader = reader.as_mut().filter(|_| named);
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
    let (mut exported, mut inlined) = (inline::Exported::default(), inline::InlineTree::default());
    observed(observer, Step::Passes, || {
        (exported, inlined) = inline::run_passes(&mut ir, inlining, &symbols, inline, reader);
    });
    let exported = Arc::new(exported);
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
    let _ = outcomes.outcomes[index].set(outcome);
    AnalyzedPackage {
        import_path: unit.import_path,
        id: unit.id,
        errors,
        lacks_main: unit.lacks_main,
        ir,
        inlined,
        analysis,
        exported,
    }
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
