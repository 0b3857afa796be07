//! Packages after those that they import, and what could not be loaded of them.
//!
//! In: packages and the packages behind their imports. Out: an order; the errors in the go
//! command's words and order.
//! Invariants: an import that closes a cycle is an error, and leads nowhere afterwards.
//! Source: output of the go command 1.27.3.

use super::program::{ProgramPackage, specs};
use crate::load::{ImportProblem, short_name};
use crate::source::{Pos, SourceMap};
use rustc_hash::FxHashSet;
use std::path::Path;

/// Where the search for an order is in a package.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    New,
    Entered,
    Done,
}

/// Every package after those that it imports; and the load errors of the program.
pub(super) fn dependency_order(
    cwd: &Path,
    sources: &SourceMap,
    packages: &mut [ProgramPackage],
) -> (Vec<usize>, Vec<String>) {
    let mut order = Vec::new();
    let mut errors: Vec<String> = Vec::new();
    let mut missing = FxHashSet::default();
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
                add(&mut errors, std::mem::take(&mut packages[package].parsed.problems));
                way.pop();
                continue;
            };
            *followed += 1;
            match packages[package].imports.get(&path) {
                None => {}
                // A package that is not there is told once.
                Some(Err(ImportProblem::At(_))) if !missing.insert(path.clone()) => {}
                Some(Err(problem)) => {
                    let way: Vec<usize> = way.iter().map(|&(package, _)| package).collect();
                    add(&mut errors, [worded(cwd, sources, packages, &way, &path, problem)]);
                }
                Some(&Ok(imported)) => match progress[imported] {
                    Progress::Done => {}
                    Progress::New => {
                        progress[imported] = Progress::Entered;
                        way.push((imported, 0));
                    }
                    Progress::Entered => {
                        let mut way: Vec<usize> = way.iter().map(|&(package, _)| package).collect();
                        way.push(imported);
                        let text = cycle(sources, packages, &way, "import cycle not allowed");
                        packages[package].imports.insert(path, Err(ImportProblem::Alone(text.clone())));
                        add(&mut errors, [text]);
                    }
                },
            }
        }
    }
    (order, errors)
}

fn add(errors: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for error in more {
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
}

/// Packages that import each other; the last of `way` is one of the others.
pub(super) fn cycle(sources: &SourceMap, packages: &[ProgramPackage], way: &[usize], what: &str) -> String {
    let path = |index: usize| base_path(&packages[index].parsed.import_path);
    let mut text = format!("package {}", path(way[0]));
    for pair in way.windows(2) {
        let file = place(sources, &packages[pair[0]], path(pair[1])).map(|pos| &sources.file(pos.file).path);
        let name = file.and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy();
        text += &format!("\n\timports {} from {name}", path(pair[1]));
    }
    format!("{text}: {what}")
}

/// A problem with the import `path` of the last package on the way, in the go command's words.
fn worded(
    cwd: &Path,
    sources: &SourceMap,
    packages: &[ProgramPackage],
    way: &[usize],
    path: &str,
    problem: &ImportProblem,
) -> String {
    let importer = way.last().map(|&index| &packages[index]);
    let at = || {
        let pos = importer.and_then(|importer| place(sources, importer, path));
        pos.and_then(|pos| {
            let file = short_name(cwd, &sources.file(pos.file).path);
            let position = sources.position(pos, false)?;
            Some(format!("{file}:{}:{}: ", position.line, position.column))
        })
        .unwrap_or_default()
    };
    let led = || {
        let paths = way.iter().map(|&index| base_path(&packages[index].parsed.import_path));
        format!("package {}", paths.collect::<Vec<_>>().join("\n\timports "))
    };
    match problem {
        ImportProblem::At(text) => format!("{}{text}", at()),
        ImportProblem::AtWithWay(text) => format!("{}\n\t{}{text}", led(), at()),
        ImportProblem::Way(text) => format!("{}\n\timports {path}: {text}", led()),
        ImportProblem::Alone(text) => text.clone(),
        ImportProblem::NoLibrary => format!("{}{}", at(), problem.text()),
    }
}

/// Where a package imports `path` first.
fn place(sources: &SourceMap, package: &ProgramPackage, path: &str) -> Option<Pos> {
    let mut found = package.parsed.trees.iter().flat_map(|tree| specs(sources, tree));
    found.find(|&(text, ..)| text == path).map(|(_, pos, _)| pos)
}

/// An import path without what a package is compiled for.
fn base_path(path: &str) -> &str {
    path.split(" [").next().unwrap_or(path)
}
