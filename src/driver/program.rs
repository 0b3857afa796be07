//! Which packages a run needs, and in which order.
//!
//! In: the packages that the user named. Out: a [`Program`]: these and all that they import, each
//! parsed once, with the packages behind their imports.
//! Invariants: `order` has every package after those that it imports; the numbers of packages and
//! the order depend on the names in the sources only, so that results are the same in every run.

use super::parse::{ParsedPackage, parse_packages};
use super::{Config, parallel};
use crate::facts::Library;
use crate::load::{ImportTarget, LoadContext, NEEDS_SOURCE, PackageFiles, find_import, load_import};
use crate::source::{Pos, SourceMap};
use crate::syntax::ast::{self, DeclKind, ExprKind};
use rustc_hash::FxHashMap;

/// Packages and what they import.
pub(super) struct Program {
    /// First the named ones, as given.
    pub packages: Vec<ProgramPackage>,
    /// Indices of all packages, imported ones first.
    pub order: Vec<usize>,
}

/// A parsed package of a program.
pub(super) struct ProgramPackage {
    pub parsed: ParsedPackage,
    /// For each path that it imports the package, or why there is none.
    pub imports: FxHashMap<String, Result<usize, String>>,
    /// The packages that it imports from the library, by path.
    pub supplied: FxHashMap<String, u32>,
    /// The other paths in the order of the imports.
    paths: Vec<String>,
    /// Whether it is part of the standard library.
    pub std: bool,
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
type Asked = Result<Request, String>;

/// Packages while they are being found.
#[derive(Default)]
struct Loading {
    packages: Vec<ProgramPackage>,
    /// What became of each request.
    requests: Vec<Result<usize, String>>,
    by_path: FxHashMap<String, Request>,
    /// What each package imports, in the order of its `paths`.
    asked: Vec<Vec<Asked>>,
}

/// Parses the `named` packages and everything that they import. Without `context` nothing can be
/// imported.
pub(super) fn load_program(
    config: &Config,
    sources: &mut SourceMap,
    context: Option<LoadContext<'_>>,
    library: Option<&Library>,
    named: Vec<PackageFiles>,
) -> Program {
    let std_root = context.and_then(|cx| cx.goroot).map(|goroot| goroot.join("src"));
    let mut loading = Loading::default();
    for parsed in parse_packages(config, sources, named) {
        let std = std_root.as_deref().is_some_and(|root| parsed.dir.starts_with(root));
        let request = loading.requests.len();
        loading.by_path.entry(parsed.import_path.clone()).or_insert(request);
        loading.requests.push(Ok(loading.packages.len()));
        loading.add(sources, library, parsed, std);
    }
    // Packages of one distance from the named ones after the other.
    while loading.asked.len() < loading.packages.len() {
        let wanted = loading.ask(context, library);
        let Some(context) = context else { continue };
        let first = loading.requests.len() - wanted.len();
        let stds: Vec<bool> = wanted.iter().map(|target| target.std).collect();
        let mut found = Vec::new();
        for (number, files) in
            parallel::map(wanted, |target| load_import(context, &target)).into_iter().enumerate()
        {
            match files {
                Ok(files) => found.push((first + number, files)),
                Err(error) => loading.requests[first + number] = Err(error),
            }
        }
        let (numbers, files): (Vec<Request>, Vec<PackageFiles>) = found.into_iter().unzip();
        for (request, parsed) in numbers.into_iter().zip(parse_packages(config, sources, files)) {
            let clause = parsed.trees.iter().find_map(|tree| tree.package);
            loading.requests[request] = match clause {
                Some(name) if sources.interner.text(name.name) == "main" => {
                    Err(format!("{} is a program, not an importable package", parsed.import_path))
                }
                _ => {
                    loading.add(sources, library, parsed, stds[request - first]);
                    Ok(loading.packages.len() - 1)
                }
            };
        }
    }
    let mut packages = loading.finish();
    let order = dependency_order(&mut packages);
    Program { packages, order }
}

impl Loading {
    fn add(&mut self, sources: &SourceMap, library: Option<&Library>, parsed: ParsedPackage, std: bool) {
        let mut paths = imported_paths(sources, &parsed);
        let mut supplied = FxHashMap::default();
        paths.retain(|path| {
            let found = library.and_then(|library| library.find_importable(path));
            supplied.extend(found.map(|number| (path.clone(), number)));
            found.is_none()
        });
        self.packages.push(ProgramPackage { parsed, imports: FxHashMap::default(), supplied, paths, std });
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
                    None => Err("there is nowhere to load packages from".to_owned()),
                    Some(cx) => find_import(cx, &parsed.import_path, &parsed.dir, path)
                        .map_err(|error| why_missing(cx, library, path, error)),
                };
                asked.push(found.map(|target| {
                    let known = self.by_path.get(&target.import_path).copied();
                    known.unwrap_or_else(|| {
                        let request = self.requests.len();
                        self.requests.push(Err(String::new()));
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

    fn finish(self) -> Vec<ProgramPackage> {
        let mut packages = self.packages;
        for (package, asked) in packages.iter_mut().zip(self.asked) {
            for (path, request) in package.paths.iter().zip(asked) {
                let index = request.and_then(|request| self.requests[request].clone());
                package.imports.insert(path.clone(), index);
            }
        }
        packages
    }
}

/// Why a package is not found, given what the search for its source says.
fn why_missing(cx: LoadContext<'_>, library: Option<&Library>, path: &str, error: String) -> String {
    match library {
        _ if error != NEEDS_SOURCE => error,
        Some(library) if library.find(path).is_some() => "use of internal package not allowed".to_owned(),
        Some(_) => format!("package {path} is not in std"),
        None => {
            let (release, goos, goarch) = (cx.build.release, &cx.build.goos, &cx.build.goarch);
            format!(
                "goesc has no facts about the standard library of Go {release} on {goos}/{goarch}: \
                 name a Go installation with --goroot"
            )
        }
    }
}

/// The paths that a package imports, `unsafe` apart, in the order of their first use.
fn imported_paths(sources: &SourceMap, package: &ParsedPackage) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for (text, _) in package.trees.iter().flat_map(|tree| imports(sources, tree)) {
        if text != "unsafe" && !text.is_empty() && !paths.iter().any(|p| p == text) {
            paths.push(text.to_owned());
        }
    }
    paths
}

/// The paths that a file imports, each with its place.
pub(super) fn imports<'a>(
    sources: &'a SourceMap,
    tree: &'a ast::File,
) -> impl Iterator<Item = (&'a str, Pos)> + 'a {
    tree.top_decls.iter().filter_map(|&decl| {
        let DeclKind::Import { path, .. } = tree.decls[decl].kind else { return None };
        let path = &tree.exprs[path];
        let text = || sources.slice(tree.id, path.span).trim_matches(['"', '`']);
        matches!(path.kind, ExprKind::BasicLit(_)).then(|| (text(), Pos::new(tree.id, path.span.start)))
    })
}

/// Where the search for an order is in a package.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    New,
    Entered,
    Done,
}

/// Every package after those that it imports. An import that closes a cycle becomes an error.
fn dependency_order(packages: &mut [ProgramPackage]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut progress = vec![Progress::New; packages.len()];
    for start in 0..packages.len() {
        if progress[start] != Progress::New {
            continue;
        }
        progress[start] = Progress::Entered;
        // Packages on the way, each with the number of its imports that were followed.
        let mut way = vec![(start, 0)];
        while let Some(&mut (package, ref mut followed)) = way.last_mut() {
            let Some(path) = packages[package].paths.get(*followed).cloned() else {
                progress[package] = Progress::Done;
                order.push(package);
                way.pop();
                continue;
            };
            *followed += 1;
            let Some(&Ok(imported)) = packages[package].imports.get(&path) else { continue };
            match progress[imported] {
                Progress::Done => {}
                Progress::New => {
                    progress[imported] = Progress::Entered;
                    way.push((imported, 0));
                }
                Progress::Entered => {
                    let from = way.iter().position(|&(p, _)| p == imported).unwrap_or(0);
                    let mut cycle: Vec<&str> =
                        way[from..].iter().map(|&(p, _)| packages[p].parsed.import_path.as_str()).collect();
                    cycle.push(&packages[imported].parsed.import_path);
                    let error = format!("import cycle not allowed: {}", cycle.join(" imports "));
                    packages[package].imports.insert(path, Err(error));
                }
            }
        }
    }
    order
}
