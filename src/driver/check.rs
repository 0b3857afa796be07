//! All packages of a program through the type checker.
//!
//! In: a parsed [`Program`]. Out: a [`Checked`] program, which the stages behind read and never
//! changes.
//! Invariants: a package is checked once, after those that it imports, which others may do at the
//! same time; packages are numbered in the order of the program.

use super::Config;
use super::cache::Plan;
use super::parse::violations;
use super::program::{Program, ProgramPackage};
use crate::facts::Library;
use crate::ir::pass::abi_wrappers::Assembly;
use crate::load::ImportProblem;
use crate::parallel;
use crate::source::{Diagnostic, Interner, Pos, SourceMap, Stage};
use crate::syntax::ast;
use crate::syntax::check::{self, check_declared};
use crate::types::check::{CheckContext, ImportError, Importer, Trust};
use crate::types::{self, CheckedPackage, CheckedProgram, ObjId, PackageId, SourcePackage, TypeStore};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, OnceLock};

/// A program after the type checker.
pub(super) struct Checked {
    /// Trees and side tables.
    pub program: CheckedProgram,
    /// The rest about each package, in the order of the program.
    pub units: Vec<Unit>,
    /// Indices of all packages, imported ones first.
    pub order: Vec<usize>,
    /// The packages that each of them imports.
    pub needs: Vec<Vec<usize>>,
    /// What could not be loaded, as the go command says it.
    pub load_errors: Vec<String>,
}

impl Checked {
    /// Whether the go command would find anything wrong with the program.
    pub fn has_errors(&self) -> bool {
        !self.load_errors.is_empty() || self.units.iter().any(Unit::has_errors)
    }
}

/// What is known about a checked package apart from its trees.
pub(super) struct Unit {
    pub import_path: String,
    pub id: PackageId,
    /// Errors in the order in which gc finds them.
    pub errors: Vec<Diagnostic>,
    /// Whether gc stops before it looks at types, because of a syntax error.
    pub stops_before_types: bool,
    /// Whether it is a program without a function `main`.
    pub lacks_main: bool,
    /// What its assembly files define and use.
    pub assembly: Assembly,
    /// For each path that it imports the package, or why there is none.
    pub imports: FxHashMap<String, Result<usize, ImportProblem>>,
    /// Whether it is part of the standard library.
    pub std: bool,
    /// Whether it, or what it imports, lacks a package.
    pub is_incomplete: bool,
}

impl Unit {
    /// Whether the go command would find anything wrong with it.
    pub fn has_errors(&self) -> bool {
        self.lacks_main || !self.errors.is_empty()
    }
}

/// What importers need to know about a checked package.
struct Outcome {
    /// Why importers cannot rely on it.
    problem: Option<String>,
    /// Whether it, or what it imports, lacks a package.
    is_incomplete: bool,
}

/// Checks all packages of a program.
pub(super) fn check_program(
    config: &Config,
    sources: &SourceMap,
    store: &TypeStore,
    library: Option<&Library>,
    plan: Option<&Plan>,
    program: Program,
    for_analysis: bool,
) -> Checked {
    let Program { packages, order, load_errors } = program;
    let needs: Vec<Vec<usize>> = packages.iter().map(ProgramPackage::needs).collect();
    let ids = number_packages(store, &sources.interner, library, plan, &packages);
    let program = CheckedProgram::new(&ids);
    let units: Vec<OnceLock<Unit>> = packages.iter().map(|_| OnceLock::new()).collect();
    let session = CheckSession { config, sources, store, library, program: &program, for_analysis };
    let checker = ProgramChecker::new(session, ids, packages);
    parallel::in_order(&order, &needs, |index| {
        if let Some(unit) = checker.check(index) {
            let _ = units[index].set(unit);
        }
    });
    let units = units.into_iter().filter_map(OnceLock::into_inner).collect();
    Checked { program, units, order, needs, load_errors }
}

/// Makes the packages of a program known to the store, one number after the other, and to the
/// library those that `plan` has.
pub(super) fn number_packages(
    store: &TypeStore,
    names: &Interner,
    library: Option<&Library>,
    plan: Option<&Plan>,
    packages: &[ProgramPackage],
) -> Vec<PackageId> {
    let mut ids = Vec::new();
    for package in packages {
        let path = compiled_path(package, names);
        let Some(((library, plan), planned)) = library.zip(plan).zip(package.planned) else {
            ids.push(store.add_package(path));
            continue;
        };
        let number = library.first_single() + planned as u32;
        let id = match plan.supplied(planned) {
            Some((name, _)) => {
                let id = store.add_supplied_package(path, Some(number));
                let _ = store.package(id).name.set(names.intern(name));
                id
            }
            None => store.add_package(path),
        };
        library.set_package(number, id, package.parsed.files.clone());
        ids.push(id);
    }
    if let (Some(library), Some(_)) = (library, plan) {
        library.note_not_in_heap(store);
    }
    ids
}

/// What is the same for all packages.
#[derive(Clone, Copy)]
pub(super) struct CheckSession<'a> {
    pub config: &'a Config,
    pub sources: &'a SourceMap,
    pub store: &'a TypeStore,
    pub library: Option<&'a Library>,
    /// Where checked packages are added.
    pub program: &'a CheckedProgram,
    pub for_analysis: bool,
}

/// Checks packages one by one, for several threads.
pub(super) struct ProgramChecker<'a> {
    session: CheckSession<'a>,
    ids: Vec<PackageId>,
    /// The packages that were not checked yet.
    packages: Vec<Mutex<Option<ProgramPackage>>>,
    outcomes: Vec<OnceLock<Outcome>>,
}

impl<'a> ProgramChecker<'a> {
    /// Of `packages`, whose numbers are `ids`.
    pub fn new(session: CheckSession<'a>, ids: Vec<PackageId>, packages: Vec<ProgramPackage>) -> Self {
        let outcomes = packages.iter().map(|_| OnceLock::new()).collect();
        let packages = packages.into_iter().map(|package| Mutex::new(Some(package))).collect();
        ProgramChecker { session, ids, packages, outcomes }
    }

    /// Checks a package after those that it imports, once.
    pub fn check(&self, index: usize) -> Option<Unit> {
        let package = self.packages[index].lock().ok()?.take()?;
        let is_supplied = self.session.store.package(self.ids[index]).supply.is_some();
        let Found { checked, errors, lacks_main, outcome } = match is_supplied {
            true => self.supply(index, &package),
            false => self.check_one(index, &package),
        };
        let is_incomplete = outcome.is_incomplete;
        let _ = self.outcomes[index].set(outcome);
        let parsed = package.parsed;
        if let Some(checked) = checked {
            self.session.program.add(SourcePackage { trees: parsed.trees, checked });
        }
        Some(Unit {
            import_path: parsed.import_path,
            id: self.ids[index],
            errors,
            stops_before_types: parsed.stops_before_types,
            lacks_main,
            assembly: parsed.assembly,
            imports: package.imports,
            std: package.std,
            is_incomplete,
        })
    }

    /// A package whose facts are known.
    fn supply(&self, index: usize, package: &ProgramPackage) -> Found {
        let importer = self.importer(package);
        let paths = package.imports.keys().chain(package.supplied.keys());
        let mut imports: Vec<PackageId> = paths.filter_map(|path| importer.import(path).ok()).collect();
        imports.sort_unstable();
        let _ = self.session.store.package(self.ids[index]).imports.set(imports);
        let outcome = Outcome { problem: None, is_incomplete: false };
        Found { checked: None, errors: Vec::new(), lacks_main: false, outcome }
    }

    fn importer<'p>(&'p self, package: &'p ProgramPackage) -> ProgramImporter<'p> {
        let CheckSession { store, library, .. } = self.session;
        let (imports, supplied) = (&package.imports, &package.supplied);
        ProgramImporter { store, library, imports, supplied, checker: self }
    }

    fn outcome(&self, package: PackageId) -> Option<&Outcome> {
        // The program's packages were numbered one after the other.
        let first = self.ids.first().map_or(0, |id| id.0);
        self.outcomes.get(package.0.checked_sub(first)? as usize)?.get()
    }

    fn check_one(&self, index: usize, package: &ProgramPackage) -> Found {
        let CheckSession { config, sources, store, for_analysis, .. } = self.session;
        let parsed = &package.parsed;
        let files: Vec<&ast::File> = parsed.trees.iter().collect();
        let context = CheckContext {
            store,
            sources,
            sizes: config.sizes,
            rules: config.rules,
            language: parsed.language,
            importer: &self.importer(package),
            for_analysis,
        };
        let id = self.ids[index];
        let checked = types::check_package(&context, id, &files);
        let mut errors = in_order_of_discovery(&parsed.errors, &checked, &files, parsed.stops_before_types);
        let mut lacks_main = false;
        if errors.is_empty() {
            for file in &files {
                let text = &sources.file(file.id).text;
                let found = check_declared(file, text, &files, &sources.interner, parsed.directives);
                errors.extend(violations(file.id, found));
            }
        }
        if errors.is_empty() && store.package(id).path == "main" {
            lacks_main = !files.iter().any(|file| check::declares_func(file, "main", &sources.interner));
        }
        let problem = errors.first().and_then(|first| why_not_reliable(config, sources, package.std, first));
        let is_incomplete = package.imports.values().any(|import| match import {
            Ok(index) => self.outcomes[*index].get().is_some_and(|outcome| outcome.is_incomplete),
            Err(_) => true,
        });
        let outcome = Outcome { problem, is_incomplete };
        Found { checked: Some(checked), errors, lacks_main, outcome }
    }
}

/// What comes out of checking one package.
struct Found {
    /// Nothing if its facts are known.
    checked: Option<CheckedPackage>,
    errors: Vec<Diagnostic>,
    lacks_main: bool,
    outcome: Outcome,
}

/// The imports of one package.
struct ProgramImporter<'a> {
    store: &'a TypeStore,
    library: Option<&'a Library>,
    imports: &'a FxHashMap<String, Result<usize, ImportProblem>>,
    supplied: &'a FxHashMap<String, u32>,
    checker: &'a ProgramChecker<'a>,
}

impl Importer for ProgramImporter<'_> {
    fn import(&self, path: &str) -> Result<PackageId, ImportError> {
        if let (Some(&number), Some(library)) = (self.supplied.get(path), self.library) {
            return library.import(self.store, number).map_err(ImportError::missing);
        }
        let index = match self.imports.get(path) {
            Some(Ok(index)) => *index,
            Some(Err(problem)) => return Err(ImportError::told(problem.text())),
            None => return Err(ImportError::missing("malformed import path")),
        };
        let id = self.checker.ids[index];
        match self.checker.outcomes[index].get() {
            Some(Outcome { problem: None, .. }) => Ok(id),
            Some(Outcome { problem: Some(cause), .. }) => {
                Err(ImportError { cause: cause.clone(), package: Some(id), told: false })
            }
            None => Err(ImportError::missing("it was not analysed")),
        }
    }

    fn is_incomplete(&self, package: PackageId) -> bool {
        self.checker.outcome(package).is_some_and(|outcome| outcome.is_incomplete)
    }

    fn trust(&self, obj: ObjId) -> Trust {
        let package = self.store.object(obj).package;
        let package = package.and_then(|package| self.checker.session.program.package(package));
        package.and_then(|package| package.checked.distrust.get(&obj).copied()).unwrap_or(Trust::Full)
    }
}

/// Why importers cannot rely on a package whose first error is `first`. What is wrong with the
/// standard library is goesc's fault, and told where it matters.
pub(super) fn why_not_reliable(
    config: &Config,
    sources: &SourceMap,
    std: bool,
    first: &Diagnostic,
) -> Option<String> {
    let at = sources.position(first.pos, config.rules.joins_line_names);
    let text =
        at.map_or_else(|| "it has errors".to_owned(), |at| format!("it has errors, the first at {at}"));
    (!std).then_some(text)
}

/// The errors of the front end and the type checker. gc finds everything that is wrong with a text
/// while it reads it: branches that lead nowhere at the end of their function.
fn in_order_of_discovery(
    parsed: &[Diagnostic],
    checked: &CheckedPackage,
    files: &[&ast::File],
    stops_before_types: bool,
) -> Vec<Diagnostic> {
    let mut found: Vec<(Option<Pos>, &Diagnostic)> = parsed.iter().map(|e| (Some(e.pos), e)).collect();
    let mut functions = FxHashMap::default();
    for error in &checked.errors {
        let file = files.iter().find(|file| file.id == error.pos.file);
        match (error.stage, file) {
            (Stage::Syntax, Some(file)) => {
                let spans = functions.entry(file.id).or_insert_with(|| check::function_spans(file));
                let at = error.pos.offset;
                let around = spans.iter().find(|span| (span.start..span.end).contains(&at));
                let end = around.map_or(at, |span| span.end);
                found.push((Some(Pos::new(file.id, end)), error));
            }
            _ if !stops_before_types => found.push((None, error)),
            _ => {}
        }
    }
    found.sort_by_key(|&(at, _)| (at.is_none(), at));
    found.into_iter().map(|(_, error)| error.clone()).collect()
}

/// The path that a package is compiled with: any program's is `main`, unless it is compiled for
/// its tests, which import it.
fn compiled_path(package: &ProgramPackage, names: &Interner) -> String {
    let parsed = &package.parsed;
    let clauses = parsed.trees.iter().filter_map(|tree| tree.package);
    let is_main = clauses.map(|name| names.text(name.name)).any(|name| name == "main");
    match &parsed.test_of {
        None if is_main => "main".to_owned(),
        None => parsed.import_path.clone(),
        Some(_) => parsed.import_path.split(" [").next().unwrap_or_default().to_owned(),
    }
}
