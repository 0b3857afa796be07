//! The first phase: all packages of a program through the type checker.
//!
//! In: a parsed [`Program`]. Out: a [`Checked`] program, which the second phase reads and never
//! changes.
//! Invariants: a package is checked once, after those that it imports, which others may do at the
//! same time; packages are numbered in the order of the program.

use super::cache::Plan;
use super::parse::violations;
use super::program::{Program, ProgramPackage};
use super::{Config, parallel};
use crate::facts::Library;
use crate::ir::pass::abi_wrappers::Assembly;
use crate::load::ImportProblem;
use crate::source::{Diagnostic, Interner, Pos, SourceMap, Stage};
use crate::syntax::ast;
use crate::syntax::check::{self, check_declared};
use crate::types::check::{CheckContext, ImportError, Importer, Trust};
use crate::types::{self, CheckedPackage, CheckedProgram, ObjId, PackageId, SourcePackage, TypeStore};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

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
    /// For each file its package, and which of that package's files it is.
    pub places: Vec<(PackageId, u32)>,
}

impl Checked {
    /// Whether the go command would find anything wrong with the program so far.
    pub fn has_errors(&self) -> bool {
        let fails = |unit: &Unit| unit.lacks_main || !unit.errors.is_empty();
        !self.load_errors.is_empty() || self.units.iter().any(fails)
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
    /// Whether the user wants to know about it.
    pub shown: bool,
    /// Whether it, or what it imports, lacks a package.
    pub is_incomplete: bool,
    /// Its number in the plan, if there is one.
    pub planned: Option<usize>,
}

/// What comes out of checking one package.
#[derive(Default)]
struct Outcome {
    /// Nothing if its facts are known.
    checked: Option<CheckedPackage>,
    errors: Vec<Diagnostic>,
    lacks_main: bool,
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
    let ids = add_packages(sources, store, library, plan, &packages);
    let mut places = vec![(PackageId(0), 0); sources.len() as usize];
    for (package, &id) in packages.iter().zip(&ids).rev() {
        for (file, index) in package.parsed.files.iter().zip(0..) {
            places[file.0 as usize] = (id, index);
        }
    }
    let needs: Vec<Vec<usize>> = packages.iter().map(ProgramPackage::needs).collect();
    let outcomes: Vec<OnceLock<Outcome>> = packages.iter().map(|_| OnceLock::new()).collect();
    let session = Session { config, sources, store, library, for_analysis };
    let known = Known { ids: &ids, outcomes: &outcomes };
    parallel::in_order(&order, &needs, |index| {
        let outcome = check_one(session, known, index, &packages[index]);
        let _ = outcomes[index].set(outcome);
    });
    let mut program = CheckedProgram::default();
    let mut units = Vec::new();
    for ((package, outcome), id) in packages.into_iter().zip(outcomes).zip(ids) {
        let Some(outcome) = outcome.into_inner() else { continue };
        let parsed = package.parsed;
        if let Some(checked) = outcome.checked {
            program.add(SourcePackage { trees: parsed.trees, checked });
        }
        units.push(Unit {
            import_path: parsed.import_path,
            id,
            errors: outcome.errors,
            stops_before_types: parsed.stops_before_types,
            lacks_main: outcome.lacks_main,
            assembly: parsed.assembly,
            imports: package.imports,
            std: package.std,
            shown: package.shown,
            is_incomplete: outcome.is_incomplete,
            planned: package.planned,
        });
    }
    Checked { program, units, order, needs, load_errors, places }
}

/// Adds the packages of a program to the store, those whose facts are known as such.
fn add_packages(
    sources: &SourceMap,
    store: &TypeStore,
    library: Option<&Library>,
    plan: Option<&Plan>,
    packages: &[ProgramPackage],
) -> Vec<PackageId> {
    let names = &sources.interner;
    let mut ids = Vec::new();
    for package in packages {
        let path = compiled_path(package, names);
        let planned = library.zip(plan).zip(package.planned);
        let Some(((library, plan), planned)) = planned else {
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
    ids
}

/// What is the same for all packages.
#[derive(Clone, Copy)]
struct Session<'a> {
    config: &'a Config,
    sources: &'a SourceMap,
    store: &'a TypeStore,
    library: Option<&'a Library>,
    for_analysis: bool,
}

/// The packages that were checked so far.
#[derive(Clone, Copy)]
struct Known<'a> {
    ids: &'a [PackageId],
    outcomes: &'a [OnceLock<Outcome>],
}

impl<'a> Known<'a> {
    fn outcome(self, package: PackageId) -> Option<&'a Outcome> {
        // The program's packages were numbered one after the other.
        let first = self.ids.first().map_or(0, |id| id.0);
        self.outcomes.get(package.0.checked_sub(first)? as usize)?.get()
    }
}

/// The imports of one package.
struct ProgramImporter<'a> {
    store: &'a TypeStore,
    library: Option<&'a Library>,
    imports: &'a FxHashMap<String, Result<usize, ImportProblem>>,
    supplied: &'a FxHashMap<String, u32>,
    known: Known<'a>,
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
        let id = self.known.ids[index];
        match self.known.outcomes[index].get() {
            Some(Outcome { problem: None, .. }) => Ok(id),
            Some(Outcome { problem: Some(cause), .. }) => {
                Err(ImportError { cause: cause.clone(), package: Some(id), told: false })
            }
            None => Err(ImportError::missing("it was not analysed")),
        }
    }

    fn is_incomplete(&self, package: PackageId) -> bool {
        self.known.outcome(package).is_some_and(|outcome| outcome.is_incomplete)
    }

    fn trust(&self, obj: ObjId) -> Trust {
        let outcome = self.store.object(obj).package.and_then(|package| self.known.outcome(package));
        outcome
            .and_then(|outcome| outcome.checked.as_ref()?.distrust.get(&obj).copied())
            .unwrap_or(Trust::Full)
    }
}

fn check_one(session: Session<'_>, known: Known<'_>, index: usize, package: &ProgramPackage) -> Outcome {
    let Session { config, sources, store, library, for_analysis } = session;
    let parsed = &package.parsed;
    let files: Vec<&ast::File> = parsed.trees.iter().collect();
    let importer =
        ProgramImporter { store, library, imports: &package.imports, supplied: &package.supplied, known };
    let id = known.ids[index];
    if store.package(id).supply.is_some() {
        let mut imports: Vec<PackageId> =
            package.paths_of_all().filter_map(|path| importer.import(path).ok()).collect();
        imports.sort_unstable();
        let _ = store.package(id).imports.set(imports);
        return Outcome::default();
    }
    let context = CheckContext {
        store,
        sources,
        sizes: config.sizes,
        rules: config.rules,
        language: parsed.language,
        importer: &importer,
        for_analysis,
    };
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
        Ok(index) => known.outcomes[*index].get().is_some_and(|outcome| outcome.is_incomplete),
        Err(_) => true,
    });
    Outcome { checked: Some(checked), errors, lacks_main, problem, is_incomplete }
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
