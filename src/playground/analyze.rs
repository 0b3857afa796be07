//! A program, analysed and told.
//!
//! In: a [`Program`]. Out: the answer about it.
//! Invariants: the answer has the document of `goesc explain --format json`, and besides that every
//! line of `-m` about a parameter, variable or allocation that has a place in the file.

use super::files::NoFiles;
use super::request::Program;
use super::{FactsOf, VERSION};
use crate::catalogue::Catalogue;
use crate::driver::{Analysis, Config, PackageView, analyze_with_imports};
use crate::guide::quiz::questions;
use crate::load::{BuildContext, LoadContext, LoadedFile, PackageFiles};
use crate::report::explain::{PackageReport, Style, json::About};
use crate::report::graph::{self, Asked, Picture};
use crate::report::{Level, VerdictKind, explain};
use crate::source::Pos;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// What the go command calls a package of files named one by one.
const PACKAGE: &str = "command-line-arguments";
/// The folder that the file seems to be in.
const FOLDER: &str = "/playground";

/// The answer about a program.
pub(super) fn analyze(program: &Program, facts: FactsOf<'_>) -> Value {
    let analysis = run(program, facts);
    let mut answer = Map::new();
    for view in analysis.views() {
        tell(program, &analysis, view, &mut answer);
    }
    answer.insert("version".to_owned(), VERSION.into());
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

fn tell(program: &Program, analysis: &Analysis, view: PackageView<'_>, answer: &mut Map<String, Value>) {
    let catalogue = Catalogue::of(program.language);
    let rules = &view.config.rules;
    let style = Style { rules, catalogue, color: false, all: true, closely: false };
    let report = view.explain_in_detail();
    let mut errors = analysis.render_load_errors() + &view.render_errors();
    errors.extend(analysis.problem.as_deref());
    let about = About { inline: program.inline, errors: &errors };
    if let Value::Object(document) = explain::json::package(&report, view.sources, style, about) {
        answer.extend(document);
    }
    if let Some(Value::Array(errors)) = answer.get_mut("errors") {
        errors.iter_mut().for_each(place_error);
    }
    if let Some(Value::Array(verdicts)) = answer.get_mut("verdicts") {
        verdicts.extend(untold(view, &report));
        // Numbers are given in source order.
        verdicts.sort_by_key(|verdict| (verdict["line"].as_u64(), verdict["column"].as_u64()));
        for (number, verdict) in verdicts.iter_mut().enumerate() {
            verdict["id"] = format!("v{}", number + 1).into();
        }
    }
    if program.want.gc {
        let text = |level| view.render_gc(level).into_text();
        let texts = json!({ "m": text(Level::Verdicts), "m2": text(Level::Explanations) });
        answer.insert("gc".to_owned(), texts);
    }
    if program.want.quiz {
        let asked = questions(view, catalogue);
        let asked = asked.iter().enumerate().map(|(number, question)| question.json(number + 1, catalogue));
        answer.insert("questions".to_owned(), asked.collect());
    }
    if program.want.graph || program.want.trace {
        flow(program, view, catalogue, answer);
    }
}

/// What has no place is at the start of the file.
fn place_error(error: &mut Value) {
    for at in ["line", "column"] {
        if error[at].is_null() {
            error[at] = 1.into();
        }
    }
}

/// The lines of `-m` that no report has: about variables that the compiler makes, and about what
/// stays where a function is inlined.
fn untold(view: PackageView<'_>, report: &PackageReport) -> Vec<Value> {
    let escapes = report.escapes.iter().flat_map(|report| &report.says);
    let stays = report.stays.iter().flat_map(|stay| &stay.says);
    let contracts = report.contracts.iter().flat_map(|contract| &contract.says);
    let said = escapes.chain(stays).chain(contracts).map(|said| (said.pos, said.message.as_str()));
    let mut told: FxHashSet<(Pos, &str)> = said.collect();
    let verdicts = view.verdicts();
    let mut found = Vec::new();
    for verdict in &verdicts {
        let (about, message) = (verdict.about, verdict.message.as_str());
        // What the compiler made without a place in the file cannot be shown in it.
        if !about.pos.is_known() || !told.insert((about.pos, message)) {
            continue;
        }
        let (line, column) = view.sources.line_column(about.pos);
        let outcome = match about.kind {
            VerdictKind::Heap => "heap",
            VerdictKind::Stack => "stack",
            VerdictKind::Leaks => "leaks",
            VerdictKind::Keeps => "keeps",
            VerdictKind::Remark => "remark",
        };
        found.push(json!({
            "file": view.sources.file(about.pos.file).display_name,
            "line": line,
            "column": column,
            "end_line": line,
            "end_column": column + 1,
            "outcome": outcome,
            "cost": null,
            "rule": null,
            "gc": [message],
            "gc_at": [{ "line": line, "column": column, "message": message }],
            "title": message,
            "report": "",
            "steps": [],
            "notes": [],
            "node": null,
        }));
    }
    found
}

/// Tells the pointer flow, and how it was solved.
fn flow(program: &Program, view: PackageView<'_>, catalogue: &Catalogue, answer: &mut Map<String, Value>) {
    let asked =
        Asked { release: program.release.to_string(), inline: program.inline, func: program.func.clone() };
    let whole = view.picture();
    let part = program.func.as_ref().map(|name| whole.of_function(name));
    // Of a function that is not there, nothing.
    let shown: Option<&Picture> = part.as_ref().map_or(Some(&whole), Option::as_ref);
    let pictures: Vec<&Picture> = shown.into_iter().collect();
    if program.want.graph {
        answer.insert("graph".to_owned(), graph::json::graph(catalogue, &asked, &pictures));
        answer.insert("svg".to_owned(), graph::svg::svg(catalogue, &asked, &pictures).into());
    }
    if program.want.trace {
        let functions = pictures.iter().flat_map(|picture| &picture.functions);
        let batches: BTreeSet<u32> = functions.map(|function| function.batch).collect();
        let trace = view.trace(|batch| batches.contains(&batch));
        let traces: Vec<_> = shown.map(|_| (&trace, &whole)).into_iter().collect();
        answer.insert("trace".to_owned(), graph::json::trace(catalogue, &asked, &traces));
    }
}
