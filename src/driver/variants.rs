//! Packages that are compiled once more for a test.
//!
//! In: a program with the tests of some packages. Out: the same program; what lies between an
//! external test of a package and that package is there a second time, because it must see the
//! package with its test files.
//! Invariants: no package of a test meets both kinds of the tested package.
//! Source: `go list -test -deps`; output of `go test`.

use super::order::cycle;
use super::parse::ParsedPackage;
use super::program::ProgramPackage;
use crate::load::{ImportProblem, variant_path};
use crate::source::SourceMap;
use rustc_hash::FxHashMap;

/// Adds what the tests among the first `named` packages need.
pub(super) fn compile_for_tests(sources: &SourceMap, packages: &mut Vec<ProgramPackage>, named: usize) {
    let index_of = |packages: &[ProgramPackage], path: &str| {
        packages.iter().position(|package| package.parsed.import_path == path)
    };
    for inner in 0..named {
        let Some(tested) = packages[inner].parsed.test_of.clone() else { continue };
        if packages[inner].parsed.import_path != variant_path(&tested, &tested) {
            continue;
        }
        let Some(plain) = index_of(packages, &tested) else { continue };
        let needing = needing(packages, plain);
        refuse_cycles(sources, packages, inner, plain, &needing);
        let Some(outer) = index_of(packages, &variant_path(&format!("{tested}_test"), &tested)) else {
            continue;
        };
        // Everything that the external tests reach and that needs the tested package.
        let mut copies: FxHashMap<usize, usize> = FxHashMap::default();
        copies.insert(plain, inner);
        let mut pending = vec![outer];
        while let Some(index) = pending.pop() {
            for need in packages[index].needs() {
                if needing[need] && !copies.contains_key(&need) {
                    let copy = copy_of(&packages[need], &tested);
                    copies.insert(need, packages.len());
                    packages.push(copy);
                    pending.push(need);
                }
            }
        }
        let users: Vec<usize> =
            copies.values().copied().filter(|&copy| copy != inner).chain([outer]).collect();
        for user in users {
            for import in packages[user].imports.values_mut().flatten() {
                *import = copies.get(import).copied().unwrap_or(*import);
            }
        }
    }
}

/// Which packages reach `target`, itself excepted.
fn needing(packages: &[ProgramPackage], target: usize) -> Vec<bool> {
    let mut importers = vec![Vec::new(); packages.len()];
    for (index, package) in packages.iter().enumerate() {
        package.needs().into_iter().for_each(|need| importers[need].push(index));
    }
    let mut found = vec![false; packages.len()];
    let mut pending = vec![target];
    while let Some(index) = pending.pop() {
        for &importer in &importers[index] {
            if importer != target && !std::mem::replace(&mut found[importer], true) {
                pending.push(importer);
            }
        }
    }
    found
}

/// Test files of the package itself cannot import what imports the package.
fn refuse_cycles(
    sources: &SourceMap,
    packages: &mut [ProgramPackage],
    inner: usize,
    plain: usize,
    needing: &[bool],
) {
    for path in packages[inner].paths.clone() {
        let Some(&Ok(mut at)) = packages[inner].imports.get(&path) else { continue };
        if !needing[at] {
            continue;
        }
        let mut way = vec![inner, at];
        while at != plain {
            let step = packages[at]
                .needs()
                .into_iter()
                .find(|&need| need == plain || needing[need] && !way.contains(&need));
            let Some(next) = step else { break };
            way.push(next);
            at = next;
        }
        let text = cycle(sources, packages, &way, "import cycle not allowed in test");
        packages[inner].imports.insert(path, Err(ImportProblem::Alone(text)));
    }
}

/// A package as the tests of `tested` see it.
fn copy_of(package: &ProgramPackage, tested: &str) -> ProgramPackage {
    let parsed = &package.parsed;
    ProgramPackage {
        parsed: ParsedPackage {
            import_path: variant_path(&parsed.import_path, tested),
            dir: parsed.dir.clone(),
            language: parsed.language,
            files: parsed.files.clone(),
            trees: parsed.trees.clone(),
            errors: parsed.errors.clone(),
            stops_before_types: parsed.stops_before_types,
            directives: parsed.directives,
            assembly: parsed.assembly.clone(),
            test_of: Some(tested.to_owned()),
            in_background: false,
            problems: Vec::new(),
        },
        imports: package.imports.clone(),
        supplied: package.supplied.clone(),
        paths: package.paths.clone(),
        planned: None,
        std: package.std,
        shown: package.shown || parsed.in_background,
    }
}
