//! The second phase: lowers, analyses and solves each package.
//!
//! In: a checked program. Out: for each package that the user named, what the caller made of it.
//! Invariants: a package is analysed after those that it imports, by any thread; what it depends
//! on are their summaries alone, so that results are the same whatever the threads do.

use super::analysis::{Analysis, AnalyzedPackage, PackageView};
use super::check::{self, Checked, Unit};
use super::observe::{Step, observed};
use super::{Config, Start, parallel, program};
use crate::facts::{ClassTarget, Library};
use crate::flow::{self, FuncSummary};
use crate::inline;
use crate::ir;
use crate::ir::pass::abi_wrappers::Symbols;
use crate::load::{LoadContext, PackageFiles};
use crate::source::{Diagnostic, Interner, SourceMap, Stage, Symbol};
use crate::syntax;
use crate::types::{CheckedProgram, ObjId, PackageId, SourcePackage, TypeId, TypeStore};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

/// Runs both phases. `finish` turns each named package into what is kept of it.
pub(super) fn analyze<P: Send + Sync>(
    config: &Config,
    context: Option<LoadContext<'_>>,
    named: Vec<PackageFiles>,
    finish: impl Fn(Made<'_>) -> P + Sync + Send,
) -> Analysis<P> {
    let observer = config.observer.as_deref();
    let Start { mut sources, store, library } = Start::new(config);
    let library = library.as_deref();
    let cwd = context.map_or_else(PathBuf::new, |context| context.cwd.to_owned());
    let program = observed(observer, Step::Load, || {
        program::load_program(config, &mut sources, context, library, named)
    });
    let Checked { program, units, order, needs, load_errors } = observed(observer, Step::Check, || {
        check::check_program(config, &sources, &store, library, program, true)
    });
    let packages = {
        let session = Session { config, sources: &sources, store: &store, program: &program, library };
        let outcomes = Outcomes::new(&units);
        let shown: Vec<bool> = units.iter().map(|unit| unit.shown).collect();
        let kept: Vec<OnceLock<P>> = units.iter().map(|_| OnceLock::new()).collect();
        let units: Vec<Mutex<Option<Unit>>> = units.into_iter().map(|unit| Mutex::new(Some(unit))).collect();
        if let Some(observer) = observer {
            observer.packages(order.len());
        }
        let (session, outcomes, finish) = (&session, &outcomes, &finish);
        parallel::in_order_with_rest(&order, &needs, |index| {
            let unit = units[index].lock().ok().and_then(|mut unit| unit.take())?;
            let made = analyze_package(*session, outcomes, index, unit, shown[index]);
            let kept = kept.get(index);
            // What nothing waits for.
            let cwd = &cwd;
            Some(move || {
                if let (Some(package), Some(kept)) = (made, kept) {
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
    let lacks_bodies = config.inline && library.is_some_and(Library::is_used);
    Analysis {
        config: config.clone(),
        cwd,
        sources,
        store,
        program,
        problem,
        lacks_bodies,
        load_errors,
        packages,
    }
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
}

/// What importers need to know about an analysed package.
#[derive(Debug, Default)]
struct Outcome {
    /// Its functions.
    summaries: FxHashMap<ObjId, Arc<FuncSummary>>,
    /// What can be inlined of it.
    exported: inline::Exported,
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
    target: ClassTarget,
    /// Whether the package is compiled with inlining.
    inline: bool,
    library: Option<&'a Library>,
    outcomes: &'a Outcomes,
    /// The packages in its import declarations.
    direct: Vec<PackageId>,
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

    fn instance(&self, func: ObjId, args: &[TypeId]) -> Option<FuncSummary> {
        self.library?.instance(self.types, self.target, self.inline, func, args)
    }
}

impl inline::Imports for Imported<'_> {
    fn exported(&self, package: PackageId) -> Option<&inline::Exported> {
        self.outcomes.get(*self.outcomes.index.get(&package)?).map(|outcome| &outcome.exported)
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
    let Session { config, sources, store, program, library } = session;
    let observer = config.observer.as_deref();
    let SourcePackage { trees, checked } = program.package(unit.id)?;
    let generics = library.map(|library| library as &dyn ir::lower::generic::SuppliedGenerics);
    let lower = ir::lower::LowerContext {
        types: store,
        sources,
        rules: &config.rules,
        sizes: config.sizes,
        program,
        generics,
        keeps_generics: config.keeps_generics,
    };
    // The compiler knows package unsafe without compiling it.
    let compiled = checked.spellable && !(unit.std && unit.import_path == "unsafe");
    let (mut ir, mut reader) = observed(observer, Step::Lower, || match compiled {
        true => {
            let (ir, reader) = ir::lower::lower_package(&lower, trees, checked);
            (ir, Some(reader))
        }
        false => (ir::Package::new(unit.id), None),
    });
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
    let direct = unit.imports.values().flatten().map(|&index| outcomes.ids[index]).collect();
    let imports =
        &Imported { types: store, target: config.class_target(), inline, library, outcomes, direct };
    let (names, rules, sizes) = (&sources.interner, &config.rules, config.sizes);
    let flow = flow::Context { types: store, names, rules, sizes, imports };
    let symbols = Symbols {
        assembly: unit.assembly,
        link_names: link_names(trees, &store.package(unit.id).path, names),
        registers: config.build.has_tag("goexperiment.regabiwrappers"),
    };
    let inlining = inline::Context { types: store, names, rules, sizes, imports, spell: named };
    let (mut exported, mut inlined) = Default::default();
    observed(observer, Step::Passes, || {
        (exported, inlined) = inline::run_passes(&mut ir, inlining, &symbols, inline, reader);
    });
    let analysis = observed(observer, Step::Solve, || crate::solve::analyze_package(flow, &mut ir, named));
    let summary_of = |(&obj, func): (&ObjId, &ir::FuncId)| {
        analysis.summaries.local.get(func).map(|summary| (obj, summary.clone()))
    };
    let first = errors.iter().find(|error| error.stage == Stage::Lower);
    let outcome = Outcome {
        summaries: ir.obj_func.iter().filter_map(summary_of).collect(),
        exported,
        problem: first.and_then(|e| check::why_not_reliable(config, sources, unit.std, e)),
    };
    let _ = outcomes.outcomes[index].set(outcome);
    named.then(|| AnalyzedPackage {
        import_path: unit.import_path,
        id: unit.id,
        errors,
        lacks_main: unit.lacks_main,
        ir,
        inlined,
        analysis,
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
