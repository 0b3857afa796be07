//! Minimal version selection.
//!
//! In: what the main modules require, and the go.mod of each dependency. Out: for each module the
//! version that a build takes: the newest that anything in the graph requires.
//! Invariants: the result does not depend on the order of requirements; each go.mod is read at most
//! twice.
//! Rule: requirements of a dependency count; those of *its* dependencies only when it, or what led
//! to it, is of a time when go.mod did not list all that is needed (before Go 1.17).
//! Source: `go.dev/ref/mod#minimal-version-selection`, `go.dev/ref/mod#graph-pruning`.

use super::file::{ModFile, ModuleVersion};
use super::version;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

/// For each module the version that a build takes.
pub type BuildList = FxHashMap<String, String>;

/// Takes `module` into the list if it is newer than what is there.
pub fn select(list: &mut BuildList, module: &ModuleVersion) {
    let known = list.get(&module.path);
    if known.is_none_or(|known| version::compare(known, &module.version) == Ordering::Less) {
        list.insert(module.path.clone(), module.version.clone());
    }
}

/// The build list of the main modules. `go_mod` reads that of a dependency; one that is not there
/// requires nothing. `is_excluded` versions are never taken.
pub fn build_list(
    mains: &[&ModFile],
    go_mod: &dyn Fn(&ModuleVersion) -> Option<ModFile>,
    is_excluded: &dyn Fn(&ModuleVersion) -> bool,
) -> BuildList {
    let mut list = BuildList::default();
    // Modules to read, and whether to go on behind them whatever they say.
    let mut pending: Vec<(ModuleVersion, bool)> = Vec::new();
    let mut seen: FxHashSet<(ModuleVersion, bool)> = FxHashSet::default();
    for main in mains {
        for module in main.requires.iter().filter(|module| !is_excluded(module)) {
            select(&mut list, module);
            pending.push((module.clone(), !main.is_pruned()));
        }
    }
    while let Some((module, unpruned)) = pending.pop() {
        if mains.iter().any(|main| main.path == module.path) || !seen.insert((module.clone(), unpruned)) {
            continue;
        }
        let Some(file) = go_mod(&module) else { continue };
        let goes_on = unpruned || !file.is_pruned();
        for module in file.requires.into_iter().filter(|module| !is_excluded(module)) {
            select(&mut list, &module);
            if goes_on {
                pending.push((module, true));
            }
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Modules are `name version go-minor: name version, …`; the first is the main one.
    fn selected(graph: &[&str]) -> String {
        let module = |text: &str| {
            let (path, version) = text.trim().split_once(' ').unwrap();
            ModuleVersion { path: path.into(), version: version.into() }
        };
        let files: FxHashMap<ModuleVersion, ModFile> = graph
            .iter()
            .map(|line| {
                let (head, requires) = line.split_once(':').unwrap();
                let (name, go) = head.rsplit_once(' ').unwrap();
                let requires = requires.split(',').filter(|r| !r.trim().is_empty());
                let text = format!(
                    "module {}\ngo 1.{go}\n{}",
                    module(name).path,
                    requires.map(|r| format!("require {r}\n")).collect::<String>()
                );
                (module(name), ModFile::parse("go.mod", "go.mod", text.as_bytes()).unwrap())
            })
            .collect();
        let (main, _) = graph[0].split_once(':').unwrap();
        let main = &files[&module(main.rsplit_once(' ').unwrap().0)];
        let excluded = |m: &ModuleVersion| m.version == "v1.99.0";
        let list = build_list(&[main], &|m| files.get(m).cloned(), &excluded);
        let mut list: Vec<String> =
            list.into_iter().map(|(path, version)| format!("{path} {version}")).collect();
        list.sort();
        list.join(", ")
    }

    #[test]
    fn newest_that_is_required() {
        let graph = [
            "m v0.0.0 16: a v1.0.0, b v1.0.0",
            "a v1.0.0 16: c v1.1.0",
            "b v1.0.0 16: c v1.10.0, c v1.99.0, m v0.5.0",
            "c v1.1.0 16: d v1.3.0",
            "c v1.10.0 16: a v0.9.0",
            "d v1.3.0 16:",
        ];
        assert_eq!(selected(&graph), "a v1.0.0, b v1.0.0, c v1.10.0, d v1.3.0, m v0.5.0");
    }

    #[test]
    fn pruned_graphs() {
        let graph = [
            "m v0.0.0 17: a v1.0.0, old v1.0.0",
            "a v1.0.0 17: b v1.1.0",
            "b v1.1.0 17: c v1.2.0",
            "old v1.0.0 16: d v1.0.0",
            "d v1.0.0 17: e v1.0.0",
            "e v1.0.0 17: f v1.0.0",
        ];
        assert_eq!(selected(&graph), "a v1.0.0, b v1.1.0, d v1.0.0, e v1.0.0, f v1.0.0, old v1.0.0");
        let unpruned = graph.map(|line| line.replace("m v0.0.0 17", "m v0.0.0 16"));
        let unpruned: Vec<&str> = unpruned.iter().map(String::as_str).collect();
        assert!(selected(&unpruned).contains("c v1.2.0"));
    }

    #[test]
    fn cycles_end() {
        let graph = [
            "m v0.0.0 16: a v1.0.0",
            "a v1.0.0 16: b v1.0.0",
            "b v1.0.0 16: a v1.1.0",
            "a v1.1.0 16: b v1.0.0",
        ];
        assert_eq!(selected(&graph), "a v1.1.0, b v1.0.0");
    }
}
