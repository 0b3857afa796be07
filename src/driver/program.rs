//! Which packages a run needs, and in which order.
//!
//! In: the packages that the user named. Out: a [`Program`]: these and all that they import, each
//! parsed once, with the packages behind their imports.
//! Invariants: `order` has every package after those that it imports; the order depends on the
//! names in the sources only, so that results are the same in every run.

use super::{Config, ParsedPackage, parse_package};
use crate::load::{ImportTarget, LoadContext, PackageFiles, find_import, load_import};
use crate::source::SourceMap;
use crate::syntax::ast::{DeclKind, ExprKind};
use rustc_hash::FxHashMap;
use std::path::PathBuf;

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
    /// The paths in the order of the imports.
    paths: Vec<String>,
    dir: PathBuf,
    /// Whether it is part of the standard library.
    pub std: bool,
}

/// Parses the `named` packages and everything that they import. Without `context` nothing can be
/// imported.
pub(super) fn load_program(
    config: &Config,
    sources: &mut SourceMap,
    context: Option<LoadContext<'_>>,
    named: Vec<PackageFiles>,
) -> Program {
    let std_root = context.and_then(|cx| cx.goroot).map(|goroot| goroot.join("src"));
    let mut packages: Vec<ProgramPackage> = Vec::new();
    let mut by_path: FxHashMap<String, Result<usize, String>> = FxHashMap::default();
    for files in named {
        let std = std_root.as_deref().is_some_and(|root| files.dir().starts_with(root));
        let package = parse(config, sources, files, std);
        by_path.entry(package.parsed.import_path.clone()).or_insert(Ok(packages.len()));
        packages.push(package);
    }
    let mut next = 0;
    while next < packages.len() {
        for path in packages[next].paths.clone() {
            let importer = &packages[next];
            let found = match context {
                None => Err("there is nowhere to load packages from".to_owned()),
                Some(cx) => {
                    find_import(cx, &importer.parsed.import_path, &importer.dir, &path).map(|t| (cx, t))
                }
            };
            let index = found.and_then(|(cx, target)| {
                let known = by_path.get(&target.import_path).cloned();
                let index = known.unwrap_or_else(|| import(config, sources, &mut packages, cx, &target));
                by_path.insert(target.import_path, index.clone());
                index
            });
            packages[next].imports.insert(path, index);
        }
        next += 1;
    }
    let order = dependency_order(&mut packages);
    Program { packages, order }
}

fn import(
    config: &Config,
    sources: &mut SourceMap,
    packages: &mut Vec<ProgramPackage>,
    context: LoadContext<'_>,
    target: &ImportTarget,
) -> Result<usize, String> {
    let package = parse(config, sources, load_import(context, target)?, target.std);
    let clause = package.parsed.trees.iter().find_map(|tree| tree.package);
    if clause.is_some_and(|name| sources.interner.text(name.name) == "main") {
        return Err(format!("{} is a program, not an importable package", target.import_path));
    }
    packages.push(package);
    Ok(packages.len() - 1)
}

fn parse(config: &Config, sources: &mut SourceMap, files: PackageFiles, std: bool) -> ProgramPackage {
    let dir = files.dir().to_owned();
    let parsed = parse_package(config, sources, files);
    let mut paths: Vec<String> = Vec::new();
    for tree in &parsed.trees {
        for &decl in &tree.top_decls {
            let DeclKind::Import { path, .. } = tree.decls[decl].kind else { continue };
            let path = &tree.exprs[path];
            if !matches!(path.kind, ExprKind::BasicLit(_)) {
                continue;
            }
            let text = sources.slice(tree.id, path.span).trim_matches(['"', '`']);
            if text != "unsafe" && !text.is_empty() && !paths.iter().any(|p| p == text) {
                paths.push(text.to_owned());
            }
        }
    }
    ProgramPackage { parsed, imports: FxHashMap::default(), paths, dir, std }
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
