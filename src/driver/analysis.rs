//! What a run found out, and the wording of it.
//!
//! In: analysed packages. Out: an [`Analysis`], which keeps them, or what a caller made of a
//! [`PackageView`] of each before it was dropped.

use super::Config;
use crate::inline::{Exported, InlineTree};
use crate::ir;
use crate::report::names::ShownNames;
use crate::report::verify::{Answer, Choices, Comparison, Log, compare};
use crate::report::{self, Lines, Verdict, explain, gc, graph, verdicts};
use crate::solve::PackageAnalysis;
use crate::source::{Diagnostic, SourceMap};
use crate::syntax;
use crate::types::{CheckedProgram, PackageId, TypeStore};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that was found out about some packages. `P` is what is kept of each.
#[derive(Debug)]
pub struct Analysis<P = AnalyzedPackage> {
    /// Target and release.
    pub config: Config,
    /// The folder that names of files are relative to.
    pub cwd: PathBuf,
    /// The texts.
    pub sources: SourceMap,
    /// Types and objects of all packages.
    pub store: TypeStore,
    /// The trees of these packages and of all that they import, and what the checker says.
    pub program: CheckedProgram,
    /// What turned out to be wrong with the facts, see [`Config::facts`].
    pub problem: Option<String>,
    /// What could not be loaded, as the go command says it.
    pub load_errors: Vec<String>,
    /// The packages, in the order in which they were given; behind them those that are compiled
    /// once more for a test.
    pub packages: Vec<P>,
}

/// Everything that was found out about one package.
#[derive(Debug)]
pub struct AnalyzedPackage {
    /// Its import path.
    pub import_path: String,
    /// What it is called in [`Analysis::program`], which has its trees.
    pub id: PackageId,
    /// Errors in the order in which gc finds them.
    pub errors: Vec<Diagnostic>,
    /// Whether it is a program without a function `main`, which the linker rejects.
    pub lacks_main: bool,
    /// Its functions, as the last pass left them; empty when nothing of it parses.
    pub ir: ir::Package,
    /// The calls that were replaced by what they call.
    pub inlined: InlineTree,
    /// The verdicts.
    pub analysis: PackageAnalysis,
    /// What importers can inline of it.
    pub exported: Arc<Exported>,
}

/// One analysed package, and what it takes to word what was found out.
#[derive(Clone, Copy, Debug)]
pub struct PackageView<'a> {
    /// Target and release.
    pub config: &'a Config,
    /// The folder that names of files are relative to.
    pub cwd: &'a Path,
    /// The texts.
    pub sources: &'a SourceMap,
    /// Types and objects of all packages.
    pub store: &'a TypeStore,
    /// The trees of the program.
    pub program: &'a CheckedProgram,
    /// The package.
    pub package: &'a AnalyzedPackage,
    /// Its number in [`Analysis::packages`], from 0.
    pub number: usize,
}

impl PackageView<'_> {
    /// Whether the package has an error.
    pub fn has_errors(&self) -> bool {
        self.package.lacks_main || !self.package.errors.is_empty()
    }

    /// What `go build -gcflags=-m` (level 1) or `-m=2` prints about the package, header included.
    pub fn render_gc(&self, level: gc::Level) -> Lines {
        let lines = self.lines(level);
        if lines.is_empty() { lines } else { lines.after(self.header()) }
    }

    fn lines(&self, level: gc::Level) -> Lines {
        let names = &ShownNames::new(self.dir(), self.cwd);
        gc::render_package(self.render_context(names), &self.package.ir, &self.package.analysis, level)
    }

    fn render_context<'a>(&'a self, names: &'a ShownNames) -> gc::RenderContext<'a> {
        let (types, sources, rules) = (self.store, self.sources, &self.config.rules);
        gc::RenderContext { types, sources, rules, dir: self.dir(), names }
    }

    /// What `-m` says about each parameter, variable and allocation, as data.
    pub fn verdicts(&self) -> Vec<Verdict> {
        let names = &ShownNames::new(self.dir(), self.cwd);
        verdicts(self.render_context(names), &self.package.ir, &self.package.analysis)
    }

    /// The errors of the package as `go build` prints them, header included.
    pub fn render_errors(&self) -> String {
        if !self.has_errors() {
            return String::new();
        }
        let mut out = self.header();
        report::errors::render_errors(&self.package.errors, self.sources, &self.config.rules, &mut out);
        if self.package.lacks_main {
            out.push_str(report::errors::LACKS_MAIN);
        }
        out
    }

    /// The line that the go command prints in front of what the compiler prints.
    fn header(&self) -> String {
        format!("# {}\n", self.package.import_path)
    }

    /// What a log of real Go is compared with.
    pub fn answer(&self, level: gc::Level) -> Answer {
        Answer {
            import_path: self.package.import_path.clone(),
            dir: self.dir().to_owned(),
            text: self.lines(level).into_text(),
            error_count: self.package.errors.len(),
        }
    }

    /// Why values of the package go to the heap.
    pub fn explain(&self) -> explain::PackageReport {
        self.explain_verdicts(&self.verdicts(), false)
    }

    /// The same, with what would keep each value on the stack.
    pub fn explain_in_detail(&self) -> explain::PackageReport {
        self.explain_verdicts(&self.verdicts(), true)
    }

    /// Why values of the package go to the heap, from its verdicts.
    pub fn explain_verdicts(&self, verdicts: &[Verdict], in_detail: bool) -> explain::PackageReport {
        let cx = self.explain_context();
        let AnalyzedPackage { import_path, ir, inlined, analysis, .. } = self.package;
        explain::explain_package(cx, import_path, self.trees(), (ir, inlined), analysis, verdicts, in_detail)
    }

    /// The pointer flow of the package, as a picture.
    pub fn picture(&self) -> graph::Picture {
        self.picture_of_verdicts(&self.verdicts())
    }

    /// The pointer flow of the package, from its verdicts.
    pub fn picture_of_verdicts(&self, verdicts: &[Verdict]) -> graph::Picture {
        let cx = self.explain_context();
        let AnalyzedPackage { import_path, ir, inlined, analysis, .. } = self.package;
        graph::picture(cx, import_path, self.trees(), (ir, inlined), analysis, verdicts)
    }

    /// The steps by which those batches of the package were solved that `wanted` asks for, by number.
    pub fn trace(&self, wanted: impl Fn(u32) -> bool) -> graph::Trace {
        let AnalyzedPackage { import_path, ir, analysis, .. } = self.package;
        let names = &self.sources.interner;
        graph::trace((&self.config.rules, names), import_path, ir, analysis, wanted)
    }

    fn explain_context(&self) -> explain::ExplainContext<'_> {
        let (types, sources, rules) = (self.store, self.sources, &self.config.rules);
        explain::ExplainContext { types, sources, rules, sizes: self.config.sizes }
    }

    /// The trees of the package.
    fn trees(&self) -> &[syntax::ast::File] {
        self.program.package(self.package.id).map_or(&[], |package| &package.trees)
    }

    /// The folder of the package.
    fn dir(&self) -> &Path {
        let file = self.trees().first().map(|tree| &self.sources.file(tree.id).path);
        file.and_then(|path| path.parent()).unwrap_or(Path::new(""))
    }
}

impl<P> Analysis<P> {
    /// What could not be loaded, one problem after the other.
    pub fn render_load_errors(&self) -> String {
        self.load_errors.iter().map(|error| format!("{error}\n")).collect()
    }
}

impl Analysis {
    /// A view of each package.
    pub fn views(&self) -> impl Iterator<Item = PackageView<'_>> {
        let Analysis { config, cwd, sources, store, program, packages, .. } = self;
        packages.iter().enumerate().map(move |(number, package)| PackageView {
            config,
            cwd,
            sources,
            store,
            program,
            package,
            number,
        })
    }

    /// Whether any package has an error, or could not be loaded.
    pub fn has_errors(&self) -> bool {
        !self.load_errors.is_empty() || self.views().any(|view| view.has_errors())
    }

    /// What `go build -gcflags=-m` (level 1) or `-m=2` prints about the packages.
    pub fn render_gc(&self, level: gc::Level) -> String {
        self.views().map(|view| view.render_gc(level).into_text()).collect()
    }

    /// The errors of all packages as `go build` prints them.
    pub fn render_errors(&self) -> String {
        let errors = self.views().map(|view| view.render_errors());
        std::iter::once(self.render_load_errors()).chain(errors).collect()
    }

    /// How what `go build` printed differs from what it would print of the packages.
    pub fn verify(&self, log: &Log<'_>, level: gc::Level, choices: Choices) -> Comparison {
        let answers: Vec<Answer> = self.views().map(|view| view.answer(level)).collect();
        compare(log, &answers, &self.sources, choices)
    }

    /// Why values of the packages go to the heap.
    pub fn explain(&self) -> Vec<explain::PackageReport> {
        self.views().map(|view| view.explain()).collect()
    }
}
