//! Two releases side by side, in every format.
//!
//! In: [`Change`]s. Out: text, Markdown, a picture or JSON.
//! Invariants: the words are those of `words::change`, in every format.

use super::compare::{Cause, Change, Outcome};
use super::worded::Worded;
use super::{Leak, LeakResult, Spot, Style, json, markdown, render, svg};
use crate::release::Rules;
use crate::source::{FileId, SourceMap};
use serde_json::{Value, json};

/// Both releases' rules: the old one's first.
type Both<'a> = (&'a Rules, &'a Rules);

/// For a terminal.
pub fn text(changes: &[Change], sources: &SourceMap, style: Style<'_>, rules: Both<'_>) -> String {
    let all = worded(changes, sources, style, rules);
    let mut out: String = all.iter().map(|worded| render::one(worded, sources, style)).collect();
    out.push_str(&last(changes, style, rules));
    out.push('\n');
    out
}

/// For a review.
pub fn markdown(changes: &[Change], sources: &SourceMap, style: Style<'_>, rules: Both<'_>) -> String {
    let mut out = String::new();
    for worded in worded(changes, sources, style, rules) {
        markdown::write_report(&worded, sources, &mut out);
    }
    out.push_str(&last(changes, style, rules));
    out.push('\n');
    out
}

/// A picture.
pub fn svg(changes: &[Change], sources: &SourceMap, style: Style<'_>, rules: Both<'_>) -> String {
    svg::picture(&worded(changes, sources, style, rules), &last(changes, style, rules), sources)
}

/// For programs (`docs/json.md`).
pub fn json(
    changes: &[Change],
    sources: &SourceMap,
    style: Style<'_>,
    (old, new): Both<'_>,
    inline: bool,
) -> Value {
    let words = style.words();
    let files = files(sources);
    let change = |change: &Change| {
        let spot = spot(change, &files)?;
        let mut object = json::place(spot, sources);
        let rules = match &change.cause {
            Cause::Rule(field) => vec![field.name],
            Cause::Rules(fields) => fields.iter().map(|field| field.name).collect(),
            _ => Vec::new(),
        };
        let since = match &change.cause {
            Cause::Rule(field) => {
                let (a, b) = (old.release, new.release);
                Some(field.since(a.min(b), a.max(b)).to_string())
            }
            _ => None,
        };
        object["package"] = change.key.package.clone().into();
        object["title"] = words.change(change, (old.release, new.release)).into();
        object["from"] = outcome(change.old.as_ref());
        object["to"] = outcome(change.new.as_ref());
        object["cause"] = json!({
            "kind": match change.cause {
                Cause::Rule(_) => "rule",
                Cause::Rules(_) => "rules",
                Cause::Library => "library",
                Cause::RulesAndLibrary => "rules-and-library",
                Cause::Other => "other",
            },
            "rules": rules,
            "since": since,
            "text": words.cause(&change.cause, (old, new)),
        });
        Some(object)
    };
    json!({
        "version": json::VERSION,
        "from": old.release.to_string(),
        "to": new.release.to_string(),
        "inline": inline,
        "lang": style.catalogue.language().code(),
        "changes": changes.iter().filter_map(change).collect::<Vec<Value>>(),
        "summary": last(changes, style, (old, new)),
    })
}

fn outcome(outcome: Option<&Outcome>) -> Value {
    match outcome {
        None => Value::Null,
        Some(Outcome::Heap { rule, cost, .. }) => {
            json!({ "outcome": "heap", "rule": rule.code(), "cost": cost.map(|cost| cost.name()) })
        }
        Some(Outcome::Stack { cost, .. }) => {
            json!({ "outcome": "stack", "rule": null, "cost": cost.map(|cost| cost.name()) })
        }
        Some(Outcome::Parameter { contract }) => {
            let outcome = if contract.leaks.is_empty() { "keeps" } else { "leaks" };
            let leaks = contract.leaks.iter().map(|leak| json!({ "to": target(leak), "loads": leak.loads }));
            json!({ "outcome": outcome, "rule": null, "cost": null, "leaks": leaks.collect::<Vec<Value>>() })
        }
    }
}

/// Where a parameter leaks to: the heap, or a result by name or number.
fn target(leak: &Leak) -> Value {
    match &leak.result {
        None => "heap".into(),
        Some(LeakResult::Only) => 1.into(),
        Some(LeakResult::Number(number)) => (*number).into(),
        Some(LeakResult::Named(name)) => name.clone().into(),
    }
}

/// The line at the end.
fn last(changes: &[Change], style: Style<'_>, (old, new): Both<'_>) -> String {
    match changes.len() {
        0 => style.words().nothing_changed((old.release, new.release)),
        count => style.words().changes(count, (old.release, new.release)),
    }
}

fn files(sources: &SourceMap) -> Vec<(&str, FileId)> {
    sources.ids().map(|id| (sources.file(id).display_name.as_str(), id)).collect()
}

fn spot(change: &Change, files: &[(&str, FileId)]) -> Option<Spot> {
    let (_, file) = *files.iter().find(|(name, _)| *name == change.key.file)?;
    Some(Spot { file, start: change.key.start, end: change.key.end })
}

fn worded(changes: &[Change], sources: &SourceMap, style: Style<'_>, (old, new): Both<'_>) -> Vec<Worded> {
    let words = style.words();
    let files = files(sources);
    let one = |change: &Change| {
        let spot = spot(change, &files)?;
        let text = |rules: &Rules, outcome: Option<&Outcome>| {
            format!("Go {}: {}", rules.release, words.outcome(outcome))
        };
        let label = format!("{}; {}", text(old, change.old.as_ref()), text(new, change.new.as_ref()));
        let mut notes = vec![words.cause(&change.cause, (old, new))];
        notes.extend(words.rule_of(change.old.as_ref(), old));
        notes.extend(words.rule_of(change.new.as_ref(), new));
        let title = words.change(change, (old.release, new.release));
        Some(Worded { title, spot, steps: vec![(spot, label)], notes })
    };
    changes.iter().filter_map(one).collect()
}
