//! What every analysing command does first: load what the user named and run the stages.

use super::FAILED;
use super::args::CommonArgs;
use super::cache::DiskCache;
use super::environment::module_settings;
use super::progress::Progress;
use crate::driver::{self, Analysis, Cache, Config, PackageView};
use crate::facts::Archive;
use crate::load::{
    BuildContext, DiskTree, FileTree, LoadContext, LoadError, Modules, PackageFiles, changes_library,
    load_patterns, normalize,
};
use crate::parallel;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// An analysis, and whether everything the user named could be loaded.
pub(super) struct Session<P> {
    /// What was found out. The process ends soon: nobody gains from taking it apart.
    pub analysis: ManuallyDrop<Analysis<Shown<P>>>,
    /// Whether a pattern or file could not be loaded (already reported).
    pub load_failed: bool,
}

/// What is kept of a package.
#[derive(Debug)]
pub(super) struct Shown<P> {
    /// What a command shows.
    pub shown: P,
    /// Its errors, worded.
    errors: String,
}

impl<P> Shown<P> {
    /// What `show` makes of a package.
    pub fn new(view: PackageView<'_>, show: impl Fn(PackageView<'_>) -> P) -> Self {
        Shown { shown: show(view), errors: view.render_errors() }
    }
}

impl<P> Session<P> {
    /// A finished analysis.
    pub fn new(analysis: Analysis<Shown<P>>, load_failed: bool) -> Self {
        Session { analysis: ManuallyDrop::new(analysis), load_failed }
    }

    /// What is to be shown of each package.
    pub fn packages(&self) -> impl Iterator<Item = &P> {
        self.analysis.packages.iter().map(|package| &package.shown)
    }

    /// The errors of each package, worded.
    pub fn errors(&self) -> impl Iterator<Item = &str> {
        self.analysis.packages.iter().map(|package| package.errors.as_str())
    }

    /// Prints the errors of the program. The exit status that follows from them.
    pub fn report_errors(&self) -> ExitCode {
        let mut failed = self.load_failed || !self.analysis.load_errors.is_empty();
        eprint!("{}", self.analysis.render_load_errors());
        for package in &self.analysis.packages {
            failed |= !package.errors.is_empty();
            eprint!("{}", package.errors);
        }
        if let Some(problem) = &self.analysis.problem {
            failed = true;
            eprintln!("goesc: {problem}");
        }
        if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
    }
}

/// Loads and analyses what `args` name, and keeps what `show` makes of each package; what cannot be
/// loaded is reported on stderr.
pub(super) fn analyze<P: Send + Sync>(
    args: &CommonArgs,
    inline: bool,
    show: impl Fn(PackageView<'_>) -> P + Sync + Send,
) -> Session<P> {
    let each = |view: PackageView<'_>| Shown::new(view, &show);
    let work =
        |config: &Config, cx: LoadContext<'_>, packages| driver::analyze_each(config, cx, packages, each);
    let (analysis, load_failed) = load(args, inline, work);
    Session::new(analysis, load_failed)
}

/// Loads what `args` name and hands it to `work`. Also whether anything could not be loaded, which
/// is reported on stderr.
pub(super) fn load<R>(
    args: &CommonArgs,
    inline: bool,
    work: impl FnOnce(&Config, LoadContext<'_>, Vec<PackageFiles>) -> R,
) -> (R, bool) {
    with_context(args, |context, broken| {
        // Without knowing the modules, every answer would be a guess.
        let (packages, errors) = match broken {
            None => parallel::with_threads(args.threads, || load_patterns(context, &args.patterns)),
            Some(text) => (Vec::new(), vec![LoadError { text }]),
        };
        for error in &errors {
            eprintln!("goesc: {error}");
        }
        let mut facts_failed = false;
        let facts = match (context.goroot, &args.facts) {
            (Some(_), _) => None,
            (None, Some(file)) => match super::facts::open(file) {
                Ok(facts) => Some(facts),
                Err(error) => {
                    eprintln!("goesc: {error}");
                    facts_failed = true;
                    None
                }
            },
            (None, None) => {
                crate::facts::embedded(context.build.release, &context.build.goos, &context.build.goarch)
            }
        };
        for tag in context.build.tags.iter().filter(|tag| facts.is_some() && changes_library(tag)) {
            eprintln!(
                "goesc: the standard library is known without the tag {tag}; name a Go installation with --goroot to \
             make it count there"
            );
        }
        let progress = Progress::start();
        let observer = progress.observer();
        // What a file says is no part of keys.
        let cache = match args.no_cache || args.facts.is_some() {
            true => None,
            false => DiskCache::of_user().map(Arc::new),
        };
        let config = Config {
            inline,
            threads: args.threads,
            facts,
            observer,
            cache: cache.clone().map(|cache| cache as Arc<dyn Cache>),
            ..Config::new(context.build.clone())
        };
        let result = work(&config, context, packages);
        if let Some(cache) = cache {
            cache.trim();
        }
        (result, facts_failed || !errors.is_empty())
    })
}

/// Whether what `args` name is there to be analysed, or is known to be in the standard library.
pub(super) fn finds(args: &CommonArgs) -> bool {
    with_context(args, |context, broken| {
        let BuildContext { release, goos, goarch, .. } = context.build;
        let is_library = |archive: Arc<Archive>| archive.paths().any(|path| args.patterns[..] == [path]);
        broken.is_some()
            || crate::facts::embedded(*release, goos, goarch).is_some_and(is_library)
            || !load_patterns(context, &args.patterns).0.is_empty()
    })
}

/// Calls `work` with what loading reads, and with what is wrong with the modules, if anything is.
fn with_context<R>(args: &CommonArgs, work: impl FnOnce(LoadContext<'_>, Option<String>) -> R) -> R {
    let tree = DiskTree;
    let cwd = tree.absolute(Path::new(".")).unwrap_or_else(|_| "/".into());
    let goroot = args.goroot.as_deref().map(|dir| tree.absolute(dir).unwrap_or_else(|_| cwd.join(dir)));
    let modules = open_modules(&tree, &cwd, args);
    let (modules, broken) = match modules {
        Ok(modules) => (modules, None),
        Err(error) => (Modules::default(), Some(error)),
    };
    let build = args.build_context(&modules);
    let context = LoadContext {
        tree: &tree,
        cwd: &cwd,
        goroot: goroot.as_deref(),
        modules: &modules,
        build: &build,
        tests: args.tests,
    };
    work(context, broken)
}

/// The modules around the current folder; without any, those around what the user names first.
fn open_modules(tree: &dyn FileTree, cwd: &Path, args: &CommonArgs) -> Result<Modules, String> {
    let settings = module_settings();
    let modules = Modules::open(tree, cwd, &settings)?;
    let first = args.patterns.first().map(|pattern| pattern.split("...").next().unwrap_or_default());
    match first.map(|first| cwd.join(first)) {
        Some(named) if modules.mains().is_empty() => Modules::open(tree, &normalize(&named), &settings),
        _ => Ok(modules),
    }
}
