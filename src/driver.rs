//! Runs the stages over packages.
//!
//! In: loaded packages and a [`Config`]. Out: an [`Analysis`], from which `report` words whatever
//! is asked for.
//! Invariants: no stage stops the next: what does not parse or type-check is in the errors, the
//! rest is analysed; results do not depend on the number of threads.

use crate::flow::{self, PackageAnalysis};
use crate::ir;
use crate::load::{BuildContext, PackageFiles};
use crate::release::{Release, Rules};
use crate::report;
use crate::source::{Diagnostic, FileId, MAX_FILE_LEN, Pos, SourceMap, Stage};
use crate::syntax;
use crate::types::{self, CheckContext, Importer, PackageId, Sizes, TypeStore};
use std::sync::Arc;

/// What a run depends on besides its packages.
#[derive(Clone, Debug)]
pub struct Config {
    /// Target, tags and release.
    pub build: BuildContext,
    /// What the release does.
    pub rules: Rules,
    /// Sizes and alignments of the target.
    pub sizes: Sizes,
}

impl Config {
    /// The configuration of a build. Architectures without sizes of their own have amd64's.
    pub fn new(build: BuildContext) -> Self {
        let release: Release = build.release;
        let sizes = Sizes::for_arch(&build.goarch).unwrap_or_else(Sizes::amd64);
        Config { build, rules: release.rules(), sizes }
    }
}

/// Everything that was found out about some packages.
#[derive(Debug)]
pub struct Analysis {
    /// Target and release.
    pub config: Config,
    /// The texts.
    pub sources: SourceMap,
    /// Types and objects of all packages.
    pub store: TypeStore,
    /// The packages, in the order in which they were given.
    pub packages: Vec<AnalyzedPackage>,
}

/// Everything that was found out about one package.
#[derive(Debug)]
pub struct AnalyzedPackage {
    /// Its import path.
    pub import_path: String,
    /// Its files, sorted by name.
    pub files: Vec<FileId>,
    /// Errors in the order in which gc finds them.
    pub errors: Vec<Diagnostic>,
    /// Its functions, as the last pass left them; empty when nothing of it parses.
    pub ir: ir::Package,
    /// The verdicts.
    pub analysis: PackageAnalysis,
}

/// The answer to every import until packages can be loaded.
struct OnlyUnsafe;

impl Importer for OnlyUnsafe {
    fn import(&self, path: &str) -> Result<PackageId, String> {
        Err(format!("importing {path:?} is not supported yet (only \"unsafe\" is)"))
    }
}
