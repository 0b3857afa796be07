//! Runs the stages over packages.
//!
//! In: loaded packages, where to find what they import, and a [`Config`]. Out: an [`Analysis`],
//! from which `report` words whatever is asked for.
//! Invariants: no stage stops the next: what does not parse or type-check is in the errors, the
//! rest is analysed; a package is analysed once, after those that it imports, and of what is only
//! imported nothing is kept but types and summaries; results do not depend on the number of threads.

mod program;

use crate::flow;
use crate::ir;
use crate::load::{BuildContext, LoadContext, PackageFiles};
use crate::release::{Release, Rules};
use crate::report::{self, explain, gc};
use crate::solve::{self, PackageAnalysis};
use crate::source::{Diagnostic, FileId, Interner, MAX_FILE_LEN, Pos, SourceMap, Stage};
use crate::syntax;
use crate::syntax::check::{self, DirectiveRules, Violation, check_declared, check_directives};
use crate::syntax::token::LexError;
use crate::types::check::{CheckContext, ImportError, Importer, Trust};
use crate::types::sizes::Sizes;
use crate::types::{self, ObjId, PackageId, TypeStore};
use program::{Program, ProgramPackage};
use rustc_hash::FxHashMap;
use std::path::Path;
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
        let sizes = Sizes::for_arch(&build.goarch).unwrap_or(Sizes::AMD64);
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
    /// The trees of its files, sorted by name.
    pub trees: Vec<syntax::ast::File>,
    /// Errors in the order in which gc finds them.
    pub errors: Vec<Diagnostic>,
    /// Whether it is a program without a function `main`, which the linker rejects.
    pub lacks_main: bool,
    /// Its functions, as the last pass left them; empty when nothing of it parses.
    pub ir: ir::Package,
    /// The verdicts.
    pub analysis: PackageAnalysis,
}

/// Stack of the thread that runs the stages: they recurse as deep as the parser lets trees nest.
#[cfg(not(target_arch = "wasm32"))]
const STACK_SIZE: usize = 256 << 20;

/// Analyses `packages`, each on its own: they can import nothing but `unsafe`.
pub fn analyze(config: &Config, packages: Vec<PackageFiles>) -> Analysis {
    analyze_program(config, None, packages)
}

/// Analyses `packages` and, silently, everything that they import: `context` tells where it is.
pub fn analyze_with_imports(
    config: &Config,
    context: LoadContext<'_>,
    packages: Vec<PackageFiles>,
) -> Analysis {
    analyze_program(config, Some(context), packages)
}

fn analyze_program(
    config: &Config,
    context: Option<LoadContext<'_>>,
    packages: Vec<PackageFiles>,
) -> Analysis {
    #[cfg(not(target_arch = "wasm32"))]
    let analysis = std::thread::scope(|scope| {
        let run = || analyze_here(config, context, packages);
        let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, run);
        match worker.map(|w| w.join()) {
            Ok(Ok(analysis)) => analysis,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => panic!("no thread for the analysis: {error}"),
        }
    });
    #[cfg(target_arch = "wasm32")]
    let analysis = analyze_here(config, context, packages);
    analysis
}

fn analyze_here(config: &Config, context: Option<LoadContext<'_>>, named: Vec<PackageFiles>) -> Analysis {
    let mut sources = SourceMap::default();
    let named_count = named.len();
    let Program { packages, order } = program::load_program(config, &mut sources, context, named);
    let store = types::universe::new_store(&sources.interner);
    let mut packages: Vec<Option<ProgramPackage>> = packages.into_iter().map(Some).collect();
    let mut known = Known { imported: vec![None; packages.len()], ..Known::default() };
    let mut analyzed: Vec<Option<AnalyzedPackage>> = (0..named_count).map(|_| None).collect();
    for index in order {
        let Some(package) = packages[index].take() else { continue };
        let named = index < named_count;
        let result = analyze_package(config, &sources, &store, &mut known, index, package, named);
        if named {
            analyzed[index] = Some(result);
        }
    }
    let packages = analyzed.into_iter().flatten().collect();
    Analysis { config: config.clone(), sources, store, packages }
}

/// What is known about the packages that were analysed so far.
#[derive(Default)]
struct Known {
    /// Each package of the program, and what is wrong with it.
    imported: Vec<Option<(PackageId, Option<String>)>>,
    /// What callers need to know about their functions.
    summaries: flow::Imports,
    /// Objects that cannot be relied on.
    distrust: FxHashMap<ObjId, Trust>,
}

/// The imports of one package.
struct ProgramImporter<'a> {
    imports: &'a FxHashMap<String, Result<usize, String>>,
    known: &'a Known,
}

impl Importer for ProgramImporter<'_> {
    fn import(&self, path: &str) -> Result<PackageId, ImportError> {
        let index = match self.imports.get(path) {
            Some(Ok(index)) => *index,
            Some(Err(cause)) => return Err(ImportError::missing(cause.as_str())),
            None => return Err(ImportError::missing("malformed import path")),
        };
        match self.known.imported.get(index).and_then(Option::as_ref) {
            Some((package, None)) => Ok(*package),
            Some((package, Some(cause))) => {
                Err(ImportError { cause: cause.clone(), package: Some(*package) })
            }
            None => Err(ImportError::missing("it was not analysed")),
        }
    }

    fn trust(&self, obj: ObjId) -> Trust {
        self.known.distrust.get(&obj).copied().unwrap_or(Trust::Full)
    }
}

/// A package after the front end.
struct ParsedPackage {
    import_path: String,
    language: Option<u8>,
    trees: Vec<syntax::ast::File>,
    errors: Vec<Diagnostic>,
    /// Whether gc stops here, because of a syntax error.
    stops_before_types: bool,
    directives: DirectiveRules,
}

fn parse_package(config: &Config, sources: &mut SourceMap, package: PackageFiles) -> ParsedPackage {
    let directives = DirectiveRules {
        standard: package.standard,
        foreign_code: package.foreign_code,
        embed_import: config.rules.words.embed_import,
    };
    let mut trees = Vec::new();
    let mut errors = Vec::new();
    let mut stops_before_types = false;
    for file in package.files {
        let load_error = |id, offset, message: String| Diagnostic {
            pos: Pos::new(id, offset),
            message,
            stage: Stage::Load,
            soft: false,
        };
        if file.bytes.len() > MAX_FILE_LEN {
            let id = sources.add(file.display_name, file.path, "".into());
            errors.push(load_error(id, 0, format!("file is larger than {} MiB", MAX_FILE_LEN >> 20)));
            continue;
        }
        let (text, invalid) = syntax::lexer::decode(file.bytes);
        let text: Arc<str> = text.into();
        let id = sources.add(file.display_name, file.path, text.clone());
        let result = syntax::parse_file(id, &text, &sources.interner, config.rules.syntax);
        stops_before_types |= result.stops_before_types();
        sources.set_line_directives(id, result.line_directives);
        let first = errors.len();
        let read = |e: &LexError| result.stopped_at.is_none_or(|end| e.offset <= end);
        errors.extend(invalid.into_iter().filter(read).map(|e| load_error(id, e.offset, e.message)));
        errors.extend(result.errors);
        errors[first..].sort_by_key(|error| error.pos);
        errors.extend(violations(id, check_directives(&result.file, &text, directives)));
        trees.push(result.file);
    }
    ParsedPackage {
        import_path: package.import_path,
        language: package.language,
        trees,
        errors,
        stops_before_types,
        directives,
    }
}

/// What checks of the trees found, as diagnostics.
fn violations(file: FileId, found: Vec<Violation>) -> impl Iterator<Item = Diagnostic> {
    found.into_iter().map(move |(offset, message)| Diagnostic {
        pos: Pos::new(file, offset),
        message,
        stage: Stage::Syntax,
        soft: false,
    })
}

/// Analyses one package after those that it imports, and adds it to what is known.
fn analyze_package(
    config: &Config,
    sources: &SourceMap,
    store: &TypeStore,
    known: &mut Known,
    index: usize,
    package: ProgramPackage,
    named: bool,
) -> AnalyzedPackage {
    let ProgramPackage { parsed, imports, std, .. } = package;
    let ParsedPackage { import_path, language, trees, errors, stops_before_types, directives } = parsed;
    let files: Vec<&syntax::ast::File> = trees.iter().collect();
    let compiled_as = compiled_path(&import_path, &files, &sources.interner);
    let package = store.add_package(compiled_as.clone());
    let importer = ProgramImporter { imports: &imports, known };
    let check = CheckContext {
        store,
        sources,
        sizes: config.sizes,
        rules: config.rules,
        language,
        importer: &importer,
    };
    let checked = types::check_package(&check, package, &files);
    // gc finds everything that is wrong with a text while it reads it: branches that lead nowhere at
    // the end of their function.
    let mut found: Vec<(Option<Pos>, Diagnostic)> = errors.into_iter().map(|e| (Some(e.pos), e)).collect();
    let mut functions = FxHashMap::default();
    for error in &checked.errors {
        let file = files.iter().find(|file| file.id == error.pos.file);
        match (error.stage, file) {
            (Stage::Syntax, Some(file)) => {
                let spans = functions.entry(file.id).or_insert_with(|| check::function_spans(file));
                let at = error.pos.offset;
                let around = spans.iter().find(|span| (span.start..span.end).contains(&at));
                let end = around.map_or(at, |span| span.end);
                found.push((Some(Pos::new(file.id, end)), error.clone()));
            }
            _ if !stops_before_types => found.push((None, error.clone())),
            _ => {}
        }
    }
    found.sort_by_key(|&(at, _)| (at.is_none(), at));
    let mut errors: Vec<Diagnostic> = found.into_iter().map(|(_, error)| error).collect();
    let mut lacks_main = false;
    if errors.is_empty() {
        for file in &files {
            let text = &sources.file(file.id).text;
            errors.extend(violations(
                file.id,
                check_declared(file, text, &files, &sources.interner, directives),
            ));
        }
    }
    let is_program = compiled_as == "main";
    if errors.is_empty() && is_program {
        lacks_main = !files.iter().any(|file| check::declares_func(file, "main", &sources.interner));
    }
    let lower = ir::lower::LowerContext { types: store, sources, rules: &config.rules };
    let mut ir = match checked.spellable {
        true => ir::lower::lower_package(&lower, &files, &checked),
        false => ir::Package::new(package),
    };
    if !stops_before_types {
        errors.append(&mut ir.errors);
    }
    let flow = flow::Context {
        types: store,
        names: &sources.interner,
        rules: &config.rules,
        sizes: config.sizes,
        imports: &known.summaries,
    };
    let passes = ir::pass::PassContext {
        types: store,
        names: &sources.interner,
        rules: &config.rules,
        sizes: config.sizes,
    };
    ir::pass::run_passes(&mut ir, &passes, &|ir| flow::batch::batches(ir, flow));
    let analysis = solve::analyze_package(flow, &mut ir, named);
    // What is wrong with the standard library is goesc's fault, and told where it matters.
    let problem = errors.first().filter(|_| !std).map(|first| {
        let at = sources.position(first.pos, config.rules.joins_line_names);
        at.map_or_else(|| "it has errors".to_owned(), |at| format!("it has errors, the first at {at}"))
    });
    known.imported[index] = Some((package, problem));
    if !stops_before_types {
        let mut left_out: Vec<Diagnostic> = checked.generic.values().cloned().collect();
        left_out.sort_by_key(|error| error.pos);
        errors.extend(left_out);
    }
    for (&obj, func) in &ir.obj_func {
        if let Some(summary) = analysis.summaries.local.get(func) {
            known.summaries.by_obj.insert(obj, summary.clone());
        }
    }
    known.distrust.extend(checked.distrust);
    AnalyzedPackage { import_path, trees, errors, lacks_main, ir, analysis }
}

/// The path that a package is compiled with: any program's is `main`.
fn compiled_path(import_path: &str, files: &[&syntax::ast::File], names: &Interner) -> String {
    let is_main = files.iter().filter_map(|file| file.package).any(|name| names.text(name.name) == "main");
    if is_main { "main".to_owned() } else { import_path.to_owned() }
}

impl Analysis {
    /// Whether any package has an error.
    pub fn has_errors(&self) -> bool {
        self.packages.iter().any(|p| p.lacks_main || !p.errors.is_empty())
    }

    /// What `go build -gcflags=-m` (level 1) or `-m=2` prints about the packages.
    pub fn render_gc(&self, level: gc::Level) -> String {
        let (types, sources, rules) = (&self.store, &self.sources, &self.config.rules);
        self.with_headers(|package, out| {
            let file = package.trees.first().map(|tree| &sources.file(tree.id).path);
            let dir = file.and_then(|path| path.parent()).unwrap_or(Path::new(""));
            let cx = gc::RenderContext { types, sources, rules, dir };
            gc::render_package(cx, &package.ir, &package.analysis, level, out);
        })
    }

    /// Why values of the packages go to the heap.
    pub fn explain(&self) -> Vec<explain::PackageReport> {
        let cx = explain::ExplainContext {
            types: &self.store,
            sources: &self.sources,
            rules: &self.config.rules,
            sizes: self.config.sizes,
        };
        let each =
            |p: &AnalyzedPackage| explain::explain_package(cx, &p.import_path, &p.trees, &p.ir, &p.analysis);
        self.packages.iter().map(each).collect()
    }

    /// The errors of all packages as `go build` prints them.
    pub fn render_errors(&self) -> String {
        self.with_headers(|package, out| {
            report::errors::render_errors(&package.errors, &self.sources, &self.config.rules, out);
            if package.lacks_main {
                out.push_str(report::errors::LACKS_MAIN);
            }
        })
    }

    /// The texts that `render` appends for each package, under a `# path` header where there is any.
    fn with_headers(&self, render: impl Fn(&AnalyzedPackage, &mut String)) -> String {
        let mut out = String::new();
        for package in &self.packages {
            let start = out.len();
            out.push_str("# ");
            out.push_str(&package.import_path);
            out.push('\n');
            let body = out.len();
            render(package, &mut out);
            if out.len() == body {
                out.truncate(start);
            }
        }
        out
    }
}
