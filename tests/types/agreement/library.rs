//! The standard library and the commands of a real Go. How many expressions are compared may only
//! rise.

use super::facts::{self, Checked};
use super::{Comparison, rules, typedump};
use crate::toolchain;
use goesc::driver::{self, Config};
use goesc::load::{BuildContext, DiskTree, LoadContext, load_patterns};
use goesc::release::Release;
use goesc::syntax::ast;
use std::collections::HashMap;

/// Compares the packages that `pattern` names with what the real Go says about them.
fn compare(test: &str, pattern: &str, least: usize) {
    let Some(go) = toolchain::find(test) else { return };
    let (goos, goarch) = ("linux".to_owned(), "amd64".to_owned());
    let build = BuildContext { goos, goarch, tags: Vec::new(), release: Release::NEWEST };
    let context = LoadContext::new(&DiskTree, &go.root, Some(&go.root), &build);
    let (named, errors) = load_patterns(context, &[pattern.to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    let config = Config { rules: rules(), ..Config::new(build.clone()) };
    let typed = driver::types_with_imports(&config, context, named);
    let (store, sources) = (&typed.store, &typed.sources);
    let packages = typed.import_paths.iter().map(String::as_str).zip(typed.program.packages());
    let packages: HashMap<&str, _> = packages.collect();
    let foreign = packages
        .values()
        .filter_map(|package| store.package(package.checked.package).name.get().copied())
        .collect();
    let mut comparison = Comparison::default();
    for (path, body) in typedump(&go, &["-packages", pattern]) {
        let package = packages.get(path.as_str()).unwrap_or_else(|| panic!("{path} was not loaded"));
        let trees: Vec<&ast::File> = package.trees.iter().collect();
        let ours = Checked { sources, store, trees: &trees, package: &package.checked, foreign: &foreign };
        comparison.compare(&path, &facts::read(&body), &facts::facts(&ours));
    }
    comparison.finish(least);
}

#[test]
fn types_of_the_standard_library() {
    compare("types_of_the_standard_library", "std", 1_370_573);
}

#[test]
#[ignore = "takes minutes"]
fn types_of_the_commands() {
    compare("types_of_the_commands", "cmd", 2_655_806);
}
