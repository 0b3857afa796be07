//! A program, analysed and told.
//!
//! In: a [`Program`]. Out: the answer about it.

use super::files::NoFiles;
use super::request::Program;
use super::{FactsOf, VERSION, verdict};
use crate::catalogue::Catalogue;
use crate::driver::{Analysis, Config, PackageView, analyze_with_imports};
use crate::load::{BuildContext, LoadContext, LoadedFile, PackageFiles};
use crate::report::explain::words::Words;
use crate::report::{Level, VerdictKind};
use crate::source::{FileId, Pos, SourceMap};
use crate::syntax::ast::{DeclKind, File};
use serde_json::{Map, Value, json};
use std::path::Path;

/// What the go command calls a package of files named one by one.
const PACKAGE: &str = "command-line-arguments";
/// The folder that the file seems to be in.
const FOLDER: &str = "/playground";

/// The answer about a program.
pub(super) fn analyze(program: &Program, facts: FactsOf<'_>) -> Value {
    let analysis = run(program, facts);
    let mut answer = Map::new();
    let mut set = |name: &str, value: Value| answer.insert(name.to_owned(), value);
    set("version", VERSION.into());
    set("release", program.release.to_string().into());
    set("inline", program.inline.into());
    set("lang", program.lang.into());
    set("errors", errors(program, &analysis));
    if let Some(view) = analysis.views().next() {
        let verdicts = verdict::verdicts(view);
        let catalogue = Catalogue::of(program.lang.parse().unwrap_or_default());
        let words = Words { catalogue, rules: &view.config.rules };
        set("summary", summary(&verdicts, words).into());
        set("verdicts", verdicts.iter().map(|verdict| verdict.json(view, words)).collect());
        set("functions", functions(view));
        if program.want.gc {
            let text = |level| view.render_gc(level).into_text();
            set("gc", json!({ "m": text(Level::Verdicts), "m2": text(Level::Explanations) }));
        }
    }
    Value::Object(answer)
}

fn run(program: &Program, facts: FactsOf<'_>) -> Analysis {
    let release = program.release;
    let build = BuildContext { goos: "linux".into(), goarch: "amd64".into(), tags: Vec::new(), release };
    let config =
        Config { inline: program.inline, threads: 1, facts: facts(release), ..Config::new(build.clone()) };
    let context = LoadContext::new(&NoFiles, Path::new(FOLDER), None, &build);
    let file = LoadedFile {
        display_name: format!("./{}", program.file),
        path: Path::new(FOLDER).join(&program.file),
        bytes: program.source.clone().into_bytes(),
    };
    let package = PackageFiles { import_path: PACKAGE.into(), files: vec![file], ..PackageFiles::default() };
    analyze_with_imports(&config, context, vec![package])
}

/// The errors of the program, as gc prints them, each with its place.
fn errors(program: &Program, analysis: &Analysis) -> Value {
    let name = format!("./{}:", program.file);
    let mut found: Vec<Value> = Vec::new();
    let texts: Vec<String> = analysis.views().map(|view| view.render_errors()).collect();
    let load_errors = analysis.render_load_errors();
    let load_name = format!("{}:", program.file);
    let lines = load_errors.lines().chain(texts.iter().flat_map(|text| text.lines()));
    for line in lines.chain(analysis.problem.as_deref()) {
        let rest = line.strip_prefix(&name).or_else(|| line.strip_prefix(&load_name));
        if let Some((line, column, message)) = rest.and_then(split_place) {
            found.push(json!({ "line": line, "column": column, "message": message }));
        } else if let (Some(more), Some(last)) = (line.strip_prefix('\t'), found.last_mut()) {
            // gc's longer messages go on in lines that are indented.
            if let Some(Value::String(message)) = last.get_mut("message") {
                message.push('\n');
                message.push_str(more);
            }
        } else if !line.starts_with("# ") {
            found.push(json!({ "line": 1, "column": 1, "message": line }));
        }
    }
    Value::Array(found)
}

/// Line, column and message of `12:3: message`.
fn split_place(text: &str) -> Option<(u32, u32, &str)> {
    let (line, rest) = text.split_once(':')?;
    let (column, message) = match rest.split_once(':') {
        Some((column, message)) if column.parse::<u32>().is_ok() => (column, message),
        _ => ("1", rest),
    };
    Some((line.parse().ok()?, column.parse().ok()?, message.trim_start()))
}

fn summary(verdicts: &[verdict::Shown], words: Words<'_>) -> String {
    let count = |kind| verdicts.iter().filter(|verdict| verdict.kind == kind).count();
    words.summary((count(VerdictKind::Heap), count(VerdictKind::Stack), count(VerdictKind::Leaks)))
}

/// The functions and methods that the file declares.
fn functions(view: PackageView<'_>) -> Value {
    let trees = view.program.package(view.package.id).map_or(&[][..], |package| &package.trees);
    trees.iter().flat_map(|tree| tree_functions(view.sources, tree)).collect()
}

fn tree_functions(sources: &SourceMap, tree: &File) -> Vec<Value> {
    let place = |offset: u32| line_column(sources, tree.id, offset).0;
    let mut found = Vec::new();
    for &id in &tree.top_decls {
        let decl = &tree.decls[id];
        let DeclKind::Func { recv, name, .. } = &decl.kind else { continue };
        let name = sources.interner.text(name.name);
        let recv = recv.and_then(|recv| tree.list(recv).first()).map(|field| {
            let ty = sources.slice(tree.id, tree.exprs[field.ty].span);
            if ty.starts_with('*') { format!("({ty}).{name}") } else { format!("{ty}.{name}") }
        });
        found.push(json!({
            "name": recv.unwrap_or_else(|| name.to_owned()),
            "line": place(decl.span.start),
            "end_line": place(decl.span.end),
        }));
    }
    found
}

/// The line and column of a byte, both from 1.
pub(super) fn line_column(sources: &SourceMap, file: FileId, offset: u32) -> (u32, u32) {
    sources.line_column(Pos::new(file, offset))
}
