//! Reports as JSON, for programs.
//!
//! In: a [`PackageReport`] and the package's errors. Out: one object (`docs/json.md`).
//! Invariants: lines and byte columns count from 1; verdicts are in source order, and their ids are
//! their numbers in it; fields are only ever added while the version is the same.

use super::worded::{self, Worded};
use super::{Contract, PackageReport, Report, Said, Spot, Stay, Style, render};
use crate::source::{Pos, SourceMap};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};

/// The version of the format.
pub const VERSION: u32 = 1;

/// What the object says besides the reports.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Whether calls were inlined.
    pub inline: bool,
    /// The package's errors, as `go build` prints them.
    pub errors: &'a str,
}

/// One package.
pub fn package(report: &PackageReport, sources: &SourceMap, style: Style<'_>, about: About<'_>) -> Value {
    let escapes = report.escapes.iter().map(|report| escape(report, sources, style));
    let stays = report.stays.iter().map(|stay| stays(stay, sources, style));
    let contracts = report.contracts.iter().map(|contract| parameter(contract, sources, style));
    let mut verdicts: Vec<(Spot, Value)> = escapes.chain(stays).chain(contracts).collect();
    verdicts.sort_by_key(|(spot, _)| *spot);
    let verdicts = verdicts.into_iter().enumerate().map(|(number, (_, mut verdict))| {
        verdict["id"] = format!("v{}", number + 1).into();
        verdict
    });
    let functions = report.functions.iter().map(|function| {
        let mut shown = place(function.whole, sources);
        let kept = ["file", "line", "end_line"].map(|key| (key.to_owned(), shown[key].take()));
        let mut object = Map::from_iter(kept);
        object.insert("name".to_owned(), function.name.clone().into());
        Value::Object(object)
    });
    json!({
        "version": VERSION,
        "package": report.import_path,
        "release": style.rules.release.to_string(),
        "inline": about.inline,
        "lang": style.catalogue.language().code(),
        "errors": errors(about.errors),
        "verdicts": verdicts.collect::<Value>(),
        "functions": functions.collect::<Value>(),
        "summary": render::summary(&[report], style),
    })
}

/// The errors of a package, from the lines that `go build` prints.
fn errors(text: &str) -> Value {
    let mut found: Vec<Value> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        // Longer messages go on in lines that are indented.
        if let (Some(more), Some(last)) = (line.strip_prefix('\t'), found.last_mut()) {
            if let Some(Value::String(message)) = last.get_mut("message") {
                message.push('\n');
                message.push_str(more);
            }
            continue;
        }
        found.push(match split_place(line) {
            Some((file, at, column, message)) => {
                json!({ "file": file, "line": at, "column": column, "message": message })
            }
            None => json!({ "file": null, "line": null, "column": null, "message": line }),
        });
    }
    Value::Array(found)
}

/// File, line, column and message of `a.go:12:3: message`.
fn split_place(text: &str) -> Option<(&str, u32, u32, &str)> {
    let (place, message) = text.split_once(": ")?;
    let (rest, last) = place.rsplit_once(':')?;
    let last = last.parse().ok()?;
    match rest.rsplit_once(':').map(|(file, line)| (file, line.parse())) {
        Some((file, Ok(line))) => Some((file, line, last, message)),
        _ => Some((rest, last, 1, message)),
    }
}

fn escape(report: &Report, sources: &SourceMap, style: Style<'_>) -> (Spot, Value) {
    let worded = worded::report(report, sources, style);
    let text = render::plain(Ok(report), sources, style);
    let mut object = verdict(&worded, "heap", &report.says, text, sources);
    object["rule"] = report.rule.code().into();
    object["cost"] = report.cost.map(|cost| cost.name()).into();
    (report.spot, object)
}

fn stays(stay: &Stay, sources: &SourceMap, style: Style<'_>) -> (Spot, Value) {
    let worded = worded::stay(stay, style);
    let text = render::plain(Err(&worded), sources, style);
    let mut object = verdict(&worded, "stack", &stay.says, text, sources);
    object["cost"] = stay.cost.map(|cost| cost.name()).into();
    (stay.spot, object)
}

fn parameter(contract: &Contract, sources: &SourceMap, style: Style<'_>) -> (Spot, Value) {
    let worded = worded::contract(contract, style);
    let text = render::plain(Err(&worded), sources, style);
    let outcome = if contract.leaks.is_empty() { "keeps" } else { "leaks" };
    (contract.spot, verdict(&worded, outcome, &contract.says, text, sources))
}

fn verdict(worded: &Worded, outcome: &str, says: &[Said], report: String, sources: &SourceMap) -> Value {
    let mut messages: Vec<&str> = Vec::new();
    for said in says {
        if !messages.contains(&said.message.as_str()) {
            messages.push(&said.message);
        }
    }
    let mut met = FxHashSet::default();
    // What the compiler made is at no place in a file.
    let known = says.iter().filter(|said| said.pos.is_known());
    let places = known.filter(|said| met.insert((said.pos, said.message.as_str()))).map(|said| {
        let (line, column) = sources.line_column(said.pos);
        json!({ "line": line, "column": column, "message": said.message })
    });
    let places: Value = places.collect();
    let node = says.iter().find_map(|said| said.node);
    let steps = worded.steps.iter().map(|(spot, text)| {
        let mut step = place(*spot, sources);
        step["text"] = text.clone().into();
        step
    });
    let mut object = place(worded.spot, sources);
    object["outcome"] = outcome.into();
    object["cost"] = Value::Null;
    object["rule"] = Value::Null;
    object["gc"] = messages.into();
    object["gc_at"] = places;
    object["title"] = worded.title.clone().into();
    object["report"] = report.into();
    object["steps"] = steps.collect();
    object["notes"] = worded.notes.clone().into();
    object["node"] = node.map(|(batch, loc)| format!("b{batch}.n{}", loc.into_raw().into_u32())).into();
    object
}

/// File, lines and columns of a spot.
pub(super) fn place(spot: Spot, sources: &SourceMap) -> Value {
    let (line, column) = sources.line_column(Pos::new(spot.file, spot.start));
    let (end_line, end_column) = sources.line_column(Pos::new(spot.file, spot.end));
    let file = &sources.file(spot.file).display_name;
    json!({ "file": file, "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}
