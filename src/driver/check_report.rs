//! What is wrong with a program, when nothing but that is asked for.
//!
//! In: a checked program. Out: its errors as the go command shows them.
//! Invariants: as gc, a package is not looked at when one that it imports has errors.

use super::Config;
use super::check::Checked;
use crate::release::Rules;
use crate::report::errors::{LACKS_MAIN, render_errors};
use crate::source::{Diagnostic, SourceMap};
use crate::types::{CheckedProgram, TypeStore};

/// The errors of a program, those of imported packages included.
#[derive(Debug)]
pub struct CheckReport {
    /// The texts.
    pub sources: SourceMap,
    /// Types and objects of all packages.
    pub store: TypeStore,
    /// Trees and side tables of all packages.
    pub program: CheckedProgram,
    /// What could not be loaded, as the go command says it.
    pub load_errors: Vec<String>,
    /// Packages with errors, imported ones first.
    pub packages: Vec<PackageErrors>,
    rules: Rules,
}

/// The errors of one package.
#[derive(Debug)]
pub struct PackageErrors {
    /// Its import path.
    pub import_path: String,
    /// Its errors in the order in which gc finds them.
    pub errors: Vec<Diagnostic>,
    /// Whether it is a program without a function `main`, which the linker rejects.
    pub lacks_main: bool,
}

impl CheckReport {
    pub(super) fn new(config: &Config, sources: SourceMap, store: TypeStore, checked: Checked) -> Self {
        let Checked { program, mut units, order, needs, load_errors, .. } = checked;
        let mut fails = vec![false; units.len()];
        let mut packages = Vec::new();
        for index in order {
            let unit = &mut units[index];
            let blocked = needs[index].iter().any(|&need| fails[need]);
            fails[index] = blocked || !unit.errors.is_empty();
            if !blocked && (fails[index] || unit.lacks_main) {
                packages.push(PackageErrors {
                    import_path: std::mem::take(&mut unit.import_path),
                    errors: std::mem::take(&mut unit.errors),
                    lacks_main: unit.lacks_main,
                });
            }
        }
        CheckReport { sources, store, program, load_errors, packages, rules: config.rules }
    }

    /// Whether there are any errors.
    pub fn has_errors(&self) -> bool {
        !self.packages.is_empty() || !self.load_errors.is_empty()
    }

    /// The errors: first what could not be loaded, then the others under a header for each
    /// package.
    pub fn render(&self) -> String {
        let mut out: String = self.load_errors.iter().map(|error| format!("{error}\n")).collect();
        for package in &self.packages {
            out.push_str(&format!("# {}\n", package.import_path));
            render_errors(&package.errors, &self.sources, &self.rules, &mut out);
            if package.lacks_main {
                out.push_str(LACKS_MAIN);
            }
        }
        out
    }
}
