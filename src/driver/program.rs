//! Which packages a run needs, and in which order.
//!
//! In: the packages that the user named. Out: a [`Program`]: these and all that they import, each
//! parsed once, with the packages behind their imports.
//! Invariants: `order` has every package after those that it imports; the numbers of packages and
//! the order depend on the names in the sources only, so that results are the same in every run.

use super::Config;
use super::cache::Plan;
use super::order::dependency_order;
use super::parse::{ParsedPackage, parse_packages};
use crate::facts::Library;
use crate::load::{
    ImportProblem, ImportTarget, LoadContext, PackageFiles, find_import, load_import, variant_path,
};
use crate::parallel;
use crate::source::{Pos, SourceMap};
use crate::syntax::ast::{self, DeclKind, ExprKind};
use crate::types::is_import_path;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Packages and what they import.
pub(super) struct Program {
    /// First the named ones, as given.
    pub packages: Vec<ProgramPackage>,
    /// Indices of all packages, imported ones first.
    pub order: Vec<usize>,
    /// What could not be loaded, as the go command says it.
    pub load_errors: Vec<String>,
}

/// A parsed package of a program.
pub(super) struct ProgramPackage {
    pub parsed: ParsedPackage,
    /// For each path that it imports the package, or why there is none.
    pub imports: FxHashMap<String, Result<usize, ImportProblem>>,
    /// The packages that it imports from the library, by path.
    pub supplied: FxHashMap<String, u32>,
    /// The other paths, sorted.
    pub paths: Vec<String>,
    /// Its number in the plan, if there is one.
    pub planned: Option<usize>,
    /// Whether it is part of the standard library.
    pub std: bool,
    /// Whether the user wants to know about it.
    pub shown: bool,
}

impl ProgramPackage {
    /// The packages that it imports, each once.
    pub fn needs(&self) -> Vec<usize> {
        let mut needs: Vec<usize> = self.imports.values().flatten().copied().collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }
}

/// The number of a package that was asked for, whether it can be loaded or not.
type Request = usize;

/// What an import asks for: an error when it cannot be the path of a package.
type Asked = Result<Request, ImportProblem>;

/// Packages while they are being found.
#[derive(Default)]
struct Loading<'a> {
    plan: Option<&'a Plan>,
    packages: Vec<ProgramPackage>,
    /// What became of each request.
    requests: Vec<Result<usize, ImportProblem>>,
    by_path: FxHashMap<String, Request>,
    /// What each package imports, in the order of its `paths`.
    asked: Vec<Vec<Asked>>,
}

/// Parses the `named` packages and everything that they import. Without `context` nothing can be
/// imported; with `plan`, what it knows is not parsed.
pub(super) fn load_program(
    config: &Config,
    sources: &mut SourceMap,
    context: Option<LoadContext<'_>>,
    library: Option<&Library>,
    plan: Option<&Plan>,
    named: Vec<PackageFiles>,
) -> Program {
    let library = library.filter(|library| library.has_archive());
    let mut loading = Loading { plan, ..Loading::default() };
    let stds: Vec<bool> = named.iter().map(|files| files.standard).collect();
    for (parsed, std) in parse_packages(config, sources, named, |_| false).into_iter().zip(stds) {
        let request = loading.requests.len();
        loading.by_path.entry(parsed.import_path.clone()).or_insert(request);
        loading.requests.push(Ok(loading.packages.len()));
        let shown = !parsed.in_background;
        loading.add(sources, library, parsed, std, shown);
    }
    let named_count = loading.packages.len();
    // Packages of one distance from the named ones after the other.
    while loading.asked.len() < loading.packages.len() {
        let wanted = loading.ask(context, library);
        let Some(context) = context else { continue };
        let first = loading.requests.len() - wanted.len();
        let stds: Vec<bool> = wanted.iter().map(|target| target.std).collect();
        let mut found = Vec::new();
        for (number, files) in
            parallel::map(wanted, |target| load(context, plan, &target)).into_iter().enumerate()
        {
            match files {
                Ok(files) => found.push((first + number, files)),
                Err(error) => loading.requests[first + number] = Err(error),
            }
        }
        let (numbers, files): (Vec<Request>, Vec<PackageFiles>) = found.into_iter().unzip();
        let is_supplied = |files: &PackageFiles| supplied(plan, &files.import_path).is_some();
        let parsed = parse_packages(config, sources, files, is_supplied);
        for (request, parsed) in numbers.into_iter().zip(parsed) {
            loading.requests[request] = Ok(loading.packages.len());
            loading.add(sources, library, parsed, stds[request - first], false);
        }
    }
    let mut packages = loading.finish(sources);
    super::variants::compile_for_tests(sources, &mut packages, named_count);
    let cwd = context.map_or(Path::new(""), |context| context.cwd);
    let (order, load_errors) = dependency_order(cwd, sources, &mut packages);
    show_what_is_needed(&mut packages);
    Program { packages, order, load_errors }
}

/// The files of a package.
fn load(
    context: LoadContext<'_>,
    plan: Option<&Plan>,
    target: &ImportTarget,
) -> Result<PackageFiles, ImportProblem> {
    let known = plan.and_then(|plan| plan.take_files(plan.find(&target.import_path)?));
    known.map_or_else(|| load_import(context, target), Ok)
}

/// What is known about a package whose source is not needed: its name, and what it imports.
fn supplied<'a>(
    plan: Option<&'a Plan>,
    import_path: &str,
) -> Option<(&'a str, impl Iterator<Item = &'a str>)> {
    plan.and_then(|plan| plan.supplied(plan.find(import_path)?))
}

impl Loading<'_> {
    fn add(
        &mut self,
        sources: &SourceMap,
        library: Option<&Library>,
        parsed: ParsedPackage,
        std: bool,
        shown: bool,
    ) {
        let mut paths = match supplied(self.plan, &parsed.import_path) {
            Some((_, imports)) => imports.map(str::to_owned).collect(),
            None => imported_paths(sources, &parsed),
        };
        let planned = self.plan.and_then(|plan| plan.find(&parsed.import_path));
        let mut supplied = FxHashMap::default();
        paths.retain(|path| {
            let found = library.and_then(|library| library.find_importable(path));
            supplied.extend(found.map(|number| (path.clone(), number)));
            found.is_none()
        });
        let imports = FxHashMap::default();
        self.packages.push(ProgramPackage { parsed, imports, supplied, paths, planned, std, shown });
    }

    /// Finds out what the packages import that were added since the last call. Returns those that
    /// nobody asked for before; their requests are the last ones.
    fn ask(&mut self, context: Option<LoadContext<'_>>, library: Option<&Library>) -> Vec<ImportTarget> {
        let mut wanted = Vec::new();
        for package in &self.packages[self.asked.len()..] {
            let mut asked = Vec::new();
            for path in &package.paths {
                let parsed = &package.parsed;
                let found = match context {
                    None => Err(ImportProblem::At("there is nowhere to load packages from".to_owned())),
                    Some(cx) => find_import(cx, &parsed.import_path, &parsed.dir, path)
                        .map_err(|problem| why_missing(cx, library, path, problem)),
                };
                asked.push(found.map(|target| {
                    let tested = parsed.test_of.as_ref().filter(|tested| **tested == target.import_path);
                    let variant = tested.map(|tested| variant_path(tested, tested));
                    let known = variant.and_then(|variant| self.by_path.get(&variant));
                    let known = known.or_else(|| self.by_path.get(&target.import_path)).copied();
                    known.unwrap_or_else(|| {
                        let request = self.requests.len();
                        self.requests.push(Err(ImportProblem::At(String::new())));
                        self.by_path.insert(target.import_path.clone(), request);
                        wanted.push(target);
                        request
                    })
                }));
            }
            self.asked.push(asked);
        }
        wanted
    }

    fn finish(self, sources: &SourceMap) -> Vec<ProgramPackage> {
        let mut packages = self.packages;
        let is_program: Vec<bool> =
            packages.iter().map(|package| package.parsed.is_program(sources)).collect();
        for (package, asked) in packages.iter_mut().zip(self.asked) {
            for (path, request) in package.paths.iter().zip(asked) {
                let mut index = request.and_then(|request| self.requests[request].clone());
                if let Ok(found) = index
                    && is_program[found]
                    && package.parsed.test_of.as_deref() != Some(path)
                {
                    let text = format!("import {path:?} is a program, not an importable package");
                    index = Err(ImportProblem::At(text));
                }
                package.imports.insert(path.clone(), index);
            }
        }
        packages
    }
}

/// Packages that the user named, but that are compiled for others only, are shown if these are.
fn show_what_is_needed(packages: &mut [ProgramPackage]) {
    let mut pending: Vec<usize> = (0..packages.len()).filter(|&index| packages[index].shown).collect();
    let mut reached = vec![false; packages.len()];
    while let Some(index) = pending.pop() {
        if !std::mem::replace(&mut reached[index], true) {
            pending.extend(packages[index].needs());
        }
    }
    for (package, reached) in packages.iter_mut().zip(reached) {
        package.shown |= reached && package.parsed.in_background;
    }
}

/// Why a package is not found, given what the search for its source says.
fn why_missing(
    cx: LoadContext<'_>,
    library: Option<&Library>,
    path: &str,
    problem: ImportProblem,
) -> ImportProblem {
    if problem != ImportProblem::NoLibrary {
        return problem;
    }
    match library {
        Some(library) if library.find(path).is_some() => {
            ImportProblem::AtWithWay(format!("use of internal package {path} not allowed"))
        }
        Some(_) => ImportProblem::At(format!("package {path} is not in std")),
        None => {
            let (release, goos, goarch) = (cx.build.release, &cx.build.goos, &cx.build.goarch);
            ImportProblem::At(format!(
                "goesc has no facts about the standard library of Go {release} on {goos}/{goarch}: \
                 name a Go installation with --goroot"
            ))
        }
    }
}

/// The paths that a package imports, sorted, without `unsafe` and what the type checker refuses.
fn imported_paths(sources: &SourceMap, package: &ParsedPackage) -> Vec<String> {
    let texts = package.trees.iter().flat_map(|tree| imports(sources, tree)).map(|(text, _)| text);
    let mut paths: Vec<String> =
        texts.filter(|text| *text != "unsafe" && is_import_path(text)).map(str::to_owned).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// The paths that a file imports, each with its place.
pub(super) fn imports<'a>(
    sources: &'a SourceMap,
    tree: &'a ast::File,
) -> impl Iterator<Item = (&'a str, Pos)> + 'a {
    specs(sources, tree).map(|(text, _, pos)| (text, pos))
}

/// The paths that a file imports, each with the place of its name, if it has one, else its own; and
/// its own.
pub(super) fn specs<'a>(
    sources: &'a SourceMap,
    tree: &'a ast::File,
) -> impl Iterator<Item = (&'a str, Pos, Pos)> + 'a {
    tree.top_decls.iter().filter_map(|&decl| {
        let DeclKind::Import { path, name } = tree.decls[decl].kind else { return None };
        let path = &tree.exprs[path];
        let text = || sources.slice(tree.id, path.span).trim_matches(['"', '`']);
        let pos = |offset| Pos::new(tree.id, offset);
        let start = name.map_or(path.span.start, |name| name.offset);
        matches!(path.kind, ExprKind::BasicLit(_)).then(|| (text(), pos(start), pos(path.span.start)))
    })
}
