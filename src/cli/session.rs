//! What every analysing command does first: load what the user named and run the stages.

use super::args::CommonArgs;
use crate::driver::{self, Analysis, Config};
use crate::load::{DiskTree, FileTree, LoadContext, PackageFiles, load_patterns};
use std::mem::ManuallyDrop;
use std::path::Path;

/// An analysis, and whether everything the user named could be loaded.
pub(super) struct Session {
    /// What was found out. The process ends soon: nobody gains from taking it apart.
    pub analysis: ManuallyDrop<Analysis>,
    /// Whether a pattern or file could not be loaded (already reported).
    pub load_failed: bool,
}

/// Loads and analyses what `args` name; what cannot be loaded is reported on stderr.
pub(super) fn analyze(args: &CommonArgs, inline: bool) -> Session {
    let (analysis, load_failed) = load(args, |config, context, packages| {
        driver::analyze_with_imports(&Config { inline, ..config.clone() }, context, packages)
    });
    Session { analysis: ManuallyDrop::new(analysis), load_failed }
}

/// Loads what `args` name and hands it to `work`. Also whether anything could not be loaded, which
/// is reported on stderr.
pub(super) fn load<R>(
    args: &CommonArgs,
    work: impl FnOnce(&Config, LoadContext<'_>, Vec<PackageFiles>) -> R,
) -> (R, bool) {
    let tree = DiskTree;
    let build = args.build_context();
    let cwd = tree.absolute(Path::new(".")).unwrap_or_else(|_| "/".into());
    let goroot = args.goroot.as_deref().map(|dir| tree.absolute(dir).unwrap_or_else(|_| cwd.join(dir)));
    let context = LoadContext { tree: &tree, cwd: &cwd, goroot: goroot.as_deref(), build: &build };
    let (packages, errors) = load_patterns(context, &args.patterns);
    for error in &errors {
        eprintln!("goesc: {error}");
    }
    let config = Config { threads: args.threads, ..Config::new(build.clone()) };
    (work(&config, context, packages), !errors.is_empty())
}
