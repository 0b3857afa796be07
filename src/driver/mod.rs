//! Runs the stages over packages.
//!
//! In: loaded packages, where to find what they import, and a [`Config`]. Out: an [`Analysis`],
//! from which `report` words whatever is asked for.
//! Two phases: first all packages of the program are parsed and checked, by several threads; then
//! each is lowered, analysed and solved, with all trees and side tables at hand.
//! Invariants: no stage stops the next: what does not parse or type-check is in the errors, the
//! rest is analysed; a package is checked and analysed once, after those that it imports; results
//! do not depend on the number of threads.

mod check;
mod check_report;
mod parallel;
mod parse;
mod program;

use crate::flow;
use crate::ir;
use crate::ir::pass::abi_wrappers::Symbols;
use crate::load::{BuildContext, LoadContext, PackageFiles};
use crate::release::{Release, Rules};
use crate::report::names::ShownNames;
use crate::report::verify::{Answer, Choices, Comparison, Log, compare};
use crate::report::{self, explain, gc};
use crate::solve::{self, PackageAnalysis};
use crate::source::{Diagnostic, Interner, SourceMap, Stage, Symbol};
use crate::syntax;
use crate::types::sizes::Sizes;
use crate::types::{self, CheckedProgram, PackageId, SourcePackage, TypeStore};
use check::{Checked, Unit};
pub use check_report::{CheckReport, PackageErrors};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// What a run depends on besides its packages.
#[derive(Clone, Debug)]
pub struct Config {
    /// Target, tags and release.
    pub build: BuildContext,
    /// What the release does.
    pub rules: Rules,
    /// Sizes and alignments of the target.
    pub sizes: Sizes,
    /// How many threads do the work; 0 for as many as the machine has. The results are the same.
    pub threads: usize,
}

impl Config {
    /// The configuration of a build. Architectures without sizes of their own have amd64's.
    pub fn new(build: BuildContext) -> Self {
        let release: Release = build.release;
        let sizes = Sizes::for_arch(&build.goarch).unwrap_or(Sizes::AMD64);
        Config { build, rules: release.rules(), sizes, threads: 0 }
    }
}

/// Everything that was found out about some packages.
#[derive(Debug)]
pub struct Analysis {
    /// Target and release.
    pub config: Config,
    /// The folder that names of files are relative to.
    pub cwd: PathBuf,
    /// The texts.
    pub sources: SourceMap,
    /// Types and objects of all packages.
    pub store: TypeStore,
    /// The trees of these packages and of all that they import, and what the checker says.
    pub program: CheckedProgram,
    /// The packages, in the order in which they were given.
    pub packages: Vec<AnalyzedPackage>,
}

/// Everything that was found out about one package.
#[derive(Debug)]
pub struct AnalyzedPackage {
    /// Its import path.
    pub import_path: String,
    /// What it is called in [`Analysis::program`], which has its trees.
    pub id: PackageId,
    /// Errors in the order in which gc finds them.
    pub errors: Vec<Diagnostic>,
    /// Whether it is a program without a function `main`, which the linker rejects.
    pub lacks_main: bool,
    /// Its functions, as the last pass left them; empty when nothing of it parses.
    pub ir: ir::Package,
    /// The verdicts.
    pub analysis: PackageAnalysis,
}

/// Analyses `packages`, each on its own: they can import nothing but `unsafe`.
pub fn analyze(config: &Config, packages: Vec<PackageFiles>) -> Analysis {
    analyze_program(config, None, packages)
}

/// Analyses `packages` and, silently, everything that they import: `context` tells where it is.
pub fn analyze_with_imports(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
) -> Analysis {
    analyze_program(config, Some(context), packages)
}

fn analyze_program(
    config: &Config,
    context: Option<LoadContext<'_>>,
    packages: Vec<PackageFiles>,
) -> Analysis {
    parallel::with_threads(config.threads, || analyze_here(config, context, packages))
}

/// Loads and type-checks `packages` and everything that they import, and goes no further.
pub fn check_with_imports(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
) -> CheckReport {
    parallel::with_threads(config.threads, || {
        let mut sources = SourceMap::default();
        let program = program::load_program(config, &mut sources, Some(context), packages);
        let store = types::universe::new_store(&sources.interner);
        let checked = check::check_program(config, &sources, &store, program, false);
        CheckReport::new(config, sources, store, checked)
    })
}

/// A program after the first phase.
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
        let mut sources = SourceMap::default();
        let program = program::load_program(config, &mut sources, Some(context), packages);
        let store = types::universe::new_store(&sources.interner);
        let Checked { program, units, .. } = check::check_program(config, &sources, &store, program, true);
        let import_paths = units.into_iter().map(|unit| unit.import_path).collect();
        TypedProgram { sources, store, program, import_paths }
    })
}

fn analyze_here(config: &Config, context: Option<LoadContext<'_>>, named: Vec<PackageFiles>) -> Analysis {
    let mut sources = SourceMap::default();
    let named_count = named.len();
    let cwd = context.map_or_else(PathBuf::new, |context| context.cwd.to_owned());
    let program = program::load_program(config, &mut sources, context, named);
    let store = types::universe::new_store(&sources.interner);
    let Checked { program, units, order } = check::check_program(config, &sources, &store, program, true);
    let session = Session { config, sources: &sources, store: &store, program: &program };
    let mut units: Vec<Option<Unit>> = units.into_iter().map(Some).collect();
    let mut summaries = flow::Imports::default();
    let mut analyzed: Vec<Option<AnalyzedPackage>> = (0..named_count).map(|_| None).collect();
    // What lowering did not understand in each package.
    let mut problems: Vec<Option<String>> = vec![None; units.len()];
    for index in order {
        let Some(unit) = units[index].take() else { continue };
        let (named, std) = (index < named_count, unit.std);
        let Some(result) = analyze_package(session, &mut summaries, &problems, unit, named) else { continue };
        let first = result.errors.iter().find(|error| error.stage == Stage::Lower);
        problems[index] = first.and_then(|e| check::why_not_reliable(config, &sources, std, e));
        if named {
            analyzed[index] = Some(result);
        }
    }
    let packages = analyzed.into_iter().flatten().collect();
    Analysis { config: config.clone(), cwd, sources, store, program, packages }
}

/// What the second phase reads.
#[derive(Clone, Copy)]
struct Session<'a> {
    config: &'a Config,
    sources: &'a SourceMap,
    store: &'a TypeStore,
    program: &'a CheckedProgram,
}

/// Lowers, analyses and solves one package after those that it imports, and adds what callers need
/// to know about its functions to `summaries`.
fn analyze_package(
    session: Session<'_>,
    summaries: &mut flow::Imports,
    problems: &[Option<String>],
    unit: Unit,
    named: bool,
) -> Option<AnalyzedPackage> {
    let Session { config, sources, store, program } = session;
    let SourcePackage { trees, checked } = program.package(unit.id)?;
    let lower =
        ir::lower::LowerContext { types: store, sources, rules: &config.rules, sizes: config.sizes, program };
    // The compiler knows package unsafe without compiling it.
    let compiled = checked.spellable && !(unit.std && unit.import_path == "unsafe");
    let mut ir = match compiled {
        true => ir::lower::lower_package(&lower, trees, checked),
        false => ir::Package::new(unit.id),
    };
    let mut errors = unit.errors;
    if !unit.stops_before_types {
        errors.append(&mut ir.errors);
        for (path, pos) in trees.iter().flat_map(|tree| program::imports(sources, tree)) {
            let Some(Ok(imported)) = unit.imports.get(path) else { continue };
            let Some(cause) = &problems[*imported] else { continue };
            let message = format!("could not import {path} ({cause})");
            errors.push(Diagnostic { pos, message, stage: Stage::Lower, soft: false });
        }
    }
    let flow = flow::Context {
        types: store,
        names: &sources.interner,
        rules: &config.rules,
        sizes: config.sizes,
        imports: summaries,
    };
    let passes = ir::pass::PassContext {
        types: store,
        names: &sources.interner,
        rules: &config.rules,
        sizes: config.sizes,
    };
    let symbols = Symbols {
        assembly: unit.assembly,
        link_names: link_names(trees, &store.package(unit.id).path, &sources.interner),
        registers: config.build.has_tag("goexperiment.regabiwrappers"),
    };
    ir::pass::run_passes(&mut ir, &passes, &symbols);
    let analysis = solve::analyze_package(flow, &mut ir, named);
    for (&obj, func) in &ir.obj_func {
        if let Some(summary) = analysis.summaries.local.get(func) {
            summaries.by_obj.insert(obj, summary.clone());
        }
    }
    Some(AnalyzedPackage {
        import_path: unit.import_path,
        id: unit.id,
        errors,
        lacks_main: unit.lacks_main,
        ir,
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

impl Analysis {
    /// Whether any package has an error.
    pub fn has_errors(&self) -> bool {
        self.packages.iter().any(|p| p.lacks_main || !p.errors.is_empty())
    }

    /// The trees of a package.
    fn trees(&self, package: &AnalyzedPackage) -> &[syntax::ast::File] {
        self.program.package(package.id).map_or(&[], |package| &package.trees)
    }

    /// What `go build -gcflags=-m` (level 1) or `-m=2` prints about the packages.
    pub fn render_gc(&self, level: gc::Level) -> String {
        self.with_headers(|package, out| self.render_gc_package(package, level, out))
    }

    fn render_gc_package(&self, package: &AnalyzedPackage, level: gc::Level, out: &mut String) {
        let (types, sources, rules) = (&self.store, &self.sources, &self.config.rules);
        let dir = self.dir(package);
        let names = &ShownNames::new(dir, &self.cwd);
        let cx = gc::RenderContext { types, sources, rules, dir, names };
        gc::render_package(cx, &package.ir, &package.analysis, level, out);
    }

    /// The folder of a package.
    fn dir(&self, package: &AnalyzedPackage) -> &Path {
        let file = self.trees(package).first().map(|tree| &self.sources.file(tree.id).path);
        file.and_then(|path| path.parent()).unwrap_or(Path::new(""))
    }

    /// How what `go build` printed differs from what it would print of the packages.
    pub fn verify(&self, log: &Log<'_>, level: gc::Level, choices: Choices) -> Comparison {
        let answer = |package: &AnalyzedPackage| {
            let mut text = String::new();
            self.render_gc_package(package, level, &mut text);
            Answer {
                import_path: package.import_path.clone(),
                dir: self.dir(package).to_owned(),
                text,
                error_count: package.errors.len(),
            }
        };
        let answers: Vec<Answer> = self.packages.iter().map(answer).collect();
        compare(log, &answers, &self.sources, choices)
    }

    /// Why values of the packages go to the heap.
    pub fn explain(&self) -> Vec<explain::PackageReport> {
        let cx = explain::ExplainContext {
            types: &self.store,
            sources: &self.sources,
            rules: &self.config.rules,
            sizes: self.config.sizes,
        };
        let each = |p: &AnalyzedPackage| {
            explain::explain_package(cx, &p.import_path, self.trees(p), &p.ir, &p.analysis)
        };
        self.packages.iter().map(each).collect()
    }

    /// The errors of all packages as `go build` prints them.
    pub fn render_errors(&self) -> String {
        self.with_headers(|package, out| {
            report::errors::render_errors(&package.errors, &self.sources, &self.config.rules, out);
            if package.lacks_main {
                out.push_str(report::errors::LACKS_MAIN);
            }
        })
    }

    /// The texts that `render` appends for each package, under a `# path` header where there is any.
    fn with_headers(&self, render: impl Fn(&AnalyzedPackage, &mut String)) -> String {
        let mut out = String::new();
        for package in &self.packages {
            let start = out.len();
            out.push_str("# ");
            out.push_str(&package.import_path);
            out.push('\n');
            let body = out.len();
            render(package, &mut out);
            if out.len() == body {
                out.truncate(start);
            }
        }
        out
    }
}
