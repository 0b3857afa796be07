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
use crate::guide::quiz::{Question, asked_of_report};
use crate::load::{BuildContext, LoadContext, LoadedFile, PackageFiles};
use crate::release::Release;
use crate::report::explain::compare::{Facts, compare, find_causes};
use crate::report::explain::words::change::sentence;
use crate::report::explain::{PackageReport, Style, differences, json::About};
use crate::report::graph::{self, Asked, Picture};
use crate::report::{Level, Verdict, VerdictKind, explain};
use crate::source::{Pos, SourceMap};
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
    let config = config(program, program.release, facts);
    let analysis = run(program, &config);
    let mut answer = Map::new();
    for view in analysis.views() {
        tell(program, &analysis, view, &mut answer);
    }
    if let Some(from) = program.from {
        let old = self::config(program, from, facts);
        answer.insert("changes".to_owned(), changes(program, &old, &config, &analysis));
    }
    answer.insert("version".to_owned(), VERSION.into());
    Value::Object(answer)
}

fn config(program: &Program, release: Release, facts: FactsOf<'_>) -> Config {
    let build = BuildContext::linux_amd64(release);
    Config { inline: program.inline, threads: 1, facts: facts(release), ..Config::new(build) }
}

fn run(program: &Program, config: &Config) -> Analysis {
    let context = LoadContext::new(&NoFiles, Path::new(FOLDER), None, &config.build);
    let file = LoadedFile {
        display_name: format!("./{}", program.file),
        path: Path::new(FOLDER).join(&program.file),
        bytes: program.source.clone().into_bytes(),
    };
    let package = PackageFiles { import_path: PACKAGE.into(), files: vec![file], ..PackageFiles::default() };
    analyze_with_imports(config, context, vec![package])
}

fn tell(program: &Program, analysis: &Analysis, view: PackageView<'_>, answer: &mut Map<String, Value>) {
    let catalogue = Catalogue::of(program.language);
    let style = style(program, view.config);
    let verdicts = view.verdicts();
    let report = view.explain_verdicts(&verdicts, true);
    let mut errors = analysis.render_load_errors() + &view.render_errors();
    errors.extend(analysis.problem.as_deref());
    let about = About { inline: program.inline, errors: &errors };
    if let Value::Object(document) = explain::json::package(&report, view.sources, style, about) {
        answer.extend(document);
    }
    if let Some(Value::Array(errors)) = answer.get_mut("errors") {
        errors.iter_mut().for_each(place_error);
    }
    if let Some(Value::Array(shown)) = answer.get_mut("verdicts") {
        shown.extend(untold(view, &verdicts, &report));
        // Numbers are given in source order.
        shown.sort_by_key(|verdict| (verdict["line"].as_u64(), verdict["column"].as_u64()));
        for (number, verdict) in shown.iter_mut().enumerate() {
            verdict["id"] = format!("v{}", number + 1).into();
        }
    }
    if program.want.gc {
        let text = |level| view.render_gc(level).into_text();
        let texts = json!({ "m": text(Level::Verdicts), "m2": text(Level::Explanations) });
        answer.insert("gc".to_owned(), texts);
    }
    if program.want.quiz {
        let asked = asked_of_report(view, &verdicts, &report, catalogue);
        let questions = (1..).zip(&asked).map(|(number, question)| {
            let mut object = question.json(number, catalogue);
            object["verdicts"] = verdicts_of(question, answer.get("verdicts"), view.sources);
            object
        });
        let questions: Value = questions.collect();
        answer.insert("questions".to_owned(), questions);
    }
    if program.want.graph || program.want.trace {
        flow(program, view, &verdicts, answer);
    }
}

fn style<'a>(program: &Program, config: &'a Config) -> Style<'a> {
    let catalogue = Catalogue::of(program.language);
    Style { rules: &config.rules, catalogue, color: false, all: true, closely: false }
}

/// The ids of the verdicts that answer a question.
fn verdicts_of(question: &Question, verdicts: Option<&Value>, sources: &SourceMap) -> Value {
    let (line, column) = sources.line_column(question.pos);
    let is_said = |said: &Value| {
        said["line"] == line
            && said["column"] == column
            && said["message"].as_str().is_some_and(|message| question.gc.iter().any(|gc| gc == message))
    };
    let is_answer = |verdict: &&Value| match question.gc.is_empty() {
        // gc is silent about it; so is the verdict.
        true => {
            verdict["gc"].as_array().is_some_and(Vec::is_empty)
                && (&verdict["line"], &verdict["column"]) == (&question.line.into(), &question.column.into())
        }
        false => verdict["gc_at"].as_array().into_iter().flatten().any(is_said),
    };
    let all = verdicts.and_then(Value::as_array).into_iter().flatten();
    all.filter(is_answer).map(|verdict| verdict["id"].clone()).collect()
}

/// What the program's release (of `new`, which `analysis` was made with) says differently from that of
/// `old`, and why.
fn changes(program: &Program, old: &Config, new: &Config, analysis: &Analysis) -> Value {
    let said = |analysis: &Analysis| {
        let reports: Vec<PackageReport> = analysis.views().map(|view| view.explain()).collect();
        Facts::new(&reports, &analysis.sources)
    };
    let before = said(&run(program, old));
    let mut changes = compare(&before, &said(analysis));
    let both = (&old.rules, &new.rules);
    let is_tried = |field: &_| sentence(field).is_some();
    find_causes(&mut changes, &before, both, is_tried, |rules, old_library| {
        let facts = if old_library { &old.facts } else { &new.facts };
        said(&run(program, &Config { rules: *rules, facts: facts.clone(), ..new.clone() }))
    });
    differences::json(&changes, &analysis.sources, style(program, new), both, program.inline)["changes"]
        .take()
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
fn untold(view: PackageView<'_>, verdicts: &[Verdict], report: &PackageReport) -> Vec<Value> {
    let escapes = report.escapes.iter().flat_map(|report| &report.says);
    let stays = report.stays.iter().flat_map(|stay| &stay.says);
    let contracts = report.contracts.iter().flat_map(|contract| &contract.says);
    let said = escapes.chain(stays).chain(contracts).map(|said| (said.pos, said.message.as_str()));
    let mut told: FxHashSet<(Pos, &str)> = said.collect();
    let mut found = Vec::new();
    for verdict in verdicts {
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
fn flow(program: &Program, view: PackageView<'_>, verdicts: &[Verdict], answer: &mut Map<String, Value>) {
    let catalogue = Catalogue::of(program.language);
    let asked =
        Asked { release: program.release.to_string(), inline: program.inline, func: program.func.clone() };
    let whole = view.picture_of_verdicts(verdicts);
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
