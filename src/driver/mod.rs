//! Runs the stages over packages.
//!
//! In: loaded packages, where to find what they import, and a [`Config`]. Out: an [`Analysis`],
//! from which `report` words whatever is asked for.
//! Two phases: first all packages of the program are parsed and checked, by several threads; then
//! each is lowered, analysed and solved, with all trees and side tables at hand.
//! Invariants: no stage stops the next: what does not parse or type-check is in the errors, the
//! rest is analysed; a package is checked and analysed once, after those that it imports; results
//! do not depend on the number of threads.

mod analysis;
mod analyze;
mod cache;
mod cached;
mod check;
mod check_report;
mod facts;
mod observe;
mod order;
mod parse;
mod program;
mod variants;

use crate::facts::{Archive, Library};
use crate::load::{BuildContext, LoadContext, PackageFiles};
use crate::parallel;
use crate::release::{Release, Rules};
use crate::source::SourceMap;
use crate::types::sizes::Sizes;
use crate::types::{self, CheckedProgram, TypeStore};
pub use analysis::{Analysis, AnalyzedPackage, PackageView};
use cache::Plan;
pub use cache::{Cache, Key};
use check::Checked;
pub use check_report::{CheckReport, PackageErrors};
pub use facts::build_facts;
pub use observe::{Observer, Step};
use std::sync::Arc;

/// What a run depends on besides its packages.
#[derive(Clone, Debug)]
pub struct Config {
    /// Target, tags and release.
    pub build: BuildContext,
    /// What the release does.
    pub rules: Rules,
    /// Sizes and alignments of the target.
    pub sizes: Sizes,
    /// Whether calls in the named packages are replaced by the bodies of what they call. In those
    /// that they import they always are: the go command gives `-gcflags` to what it is asked to
    /// build, and to nothing else.
    pub inline: bool,
    /// How many threads do the work; 0 for as many as the machine has. The results are the same.
    pub threads: usize,
    /// Who is told how far the work is.
    pub observer: Option<Arc<dyn Observer>>,
    /// What is known about packages that are not there as source: the standard library.
    pub facts: Option<Arc<Archive>>,
    /// Where to keep what is found out about imported packages. The results are the same.
    pub cache: Option<Arc<dyn Cache>>,
}

impl Config {
    /// The configuration of a build. Architectures without sizes of their own have amd64's.
    pub fn new(build: BuildContext) -> Self {
        let release: Release = build.release;
        let sizes = Sizes::for_arch(&build.goarch).unwrap_or(Sizes::AMD64);
        Config {
            build,
            rules: release.rules(),
            sizes,
            inline: true,
            threads: 0,
            observer: None,
            facts: None,
            cache: None,
        }
    }
}

/// What a run starts with.
struct Start {
    sources: SourceMap,
    store: TypeStore,
    library: Option<Arc<Library>>,
}

impl Start {
    /// Nothing but what is predeclared, and facts: the configuration's, and what is known to `plan`.
    fn new(config: &Config, plan: Option<&mut Plan>) -> Self {
        let sources = SourceMap::default();
        let store = types::universe::new_store(&sources.interner);
        let single = plan.filter(|plan| plan.has_entries()).map(Plan::single_packages);
        let library = (config.facts.is_some() || single.is_some()).then(|| {
            let (facts, names) = (config.facts.clone(), sources.interner.clone());
            Arc::new(Library::with_single(facts, single.unwrap_or_default(), names))
        });
        if let Some(library) = &library {
            store.set_supplier(library.clone());
        }
        Start { sources, store, library }
    }
}

/// Analyses `packages`, each on its own: they can import nothing but `unsafe`.
pub fn analyze(config: &Config, packages: Vec<PackageFiles>) -> Analysis {
    analyze_program(config, None, packages, |made| made.package)
}

/// Analyses `packages` and, silently, everything that they import: `context` tells where it is.
pub fn analyze_with_imports(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
) -> Analysis {
    analyze_program(config, Some(context), packages, |made| made.package)
}

/// Analyses `packages` and, silently, everything that they import, and keeps only what `each` makes
/// of them.
pub fn analyze_each<P: Send + Sync>(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
    each: impl Fn(PackageView<'_>) -> P + Sync + Send,
) -> Analysis<P> {
    analyze_program(config, Some(context), packages, |made| each(made.view()))
}

fn analyze_program<P: Send + Sync>(
    config: &Config,
    context: Option<LoadContext<'_>>,
    packages: Vec<PackageFiles>,
    finish: impl Fn(analyze::Made<'_>) -> P + Sync + Send,
) -> Analysis<P> {
    parallel::with_threads(config.threads, || analyze::analyze(config, context, packages, finish))
}

/// Loads and type-checks `packages` and everything that they import, and goes no further.
pub fn check_with_imports(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
) -> CheckReport {
    let check = |packages, mut plan: Option<Plan>| {
        let Start { mut sources, store, library } = Start::new(config, plan.as_mut());
        let (library, plan) = (library.as_deref(), plan.as_ref());
        let program = program::load_program(config, &mut sources, Some(context), library, plan, packages);
        let checked = check::check_program(config, &sources, &store, library, plan, program, false);
        let is_sure = !checked.has_errors() && library.is_none_or(|library| library.problem().is_none());
        (is_sure, CheckReport::new(config, sources, store, checked))
    };
    parallel::with_threads(config.threads, || {
        if let Some(plan) = Plan::for_config(config, Some(context), &packages)
            && plan.has_entries()
            && let (true, report) = check(packages.clone(), Some(plan))
        {
            return report;
        }
        check(packages, None).1
    })
}

/// A program after the type checker.
#[derive(Debug)]
pub struct TypedProgram {
    /// The texts.
    pub sources: SourceMap,
    /// Types and objects of all packages.
    pub store: TypeStore,
    /// Trees and side tables of all packages.
    pub program: CheckedProgram,
    /// The import paths of the packages in `program`.
    pub import_paths: Vec<String>,
}

/// What the type checker knows about `packages` and everything that they import.
pub fn types_with_imports(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
) -> TypedProgram {
    parallel::with_threads(config.threads, || {
        let Start { mut sources, store, library } = Start::new(config, None);
        let library = library.as_deref();
        let program = program::load_program(config, &mut sources, Some(context), library, None, packages);
        let Checked { program, units, .. } =
            check::check_program(config, &sources, &store, library, None, program, true);
        let import_paths = units.into_iter().map(|unit| unit.import_path).collect();
        TypedProgram { sources, store, program, import_paths }
    })
}
