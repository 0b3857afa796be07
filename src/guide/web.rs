//! Pages and lessons for browsers.
//!
//! In: an [`Entry`] and a language. Out: JSON with texts as HTML.
//! Invariants: HTML that a text contains is left out, so that a text cannot run anything.

use super::entry::{Entry, Kind};
use super::show::misconception;
use super::{Guide, SectionKind};
use crate::catalogue::{Catalogue, Language};
use crate::report::explain::Rule;
use pulldown_cmark::{Event, Parser};
use serde_json::{Map, Value, json};

/// The version of what this module makes. It changes when something that was there changes.
const VERSION: u32 = 1;

/// All lessons and pages by title.
pub fn menu_json(guide: &Guide, language: Language) -> Value {
    let of_kind = |kind| guide.of_kind(kind).map(|entry| summary(entry, language)).collect::<Vec<Value>>();
    json!({
        "version": VERSION,
        "lang": language.code(),
        "lessons": of_kind(Kind::Lesson),
        "rules": of_kind(Kind::Rule),
        "messages": of_kind(Kind::Message),
    })
}

/// A page or lesson, its program, and what each release prints about it. `questions` of its program are
/// made by [`super::quiz::lesson_questions`].
pub fn entry_json(entry: &Entry, language: Language) -> Value {
    let text = entry.text(language);
    let mut value = summary(entry, language);
    let sections = text.sections.iter().map(|section| {
        json!({
            "kind": section.kind.name(),
            "heading": section.kind.heading(language),
            "html": html(&section.body),
        })
    });
    value["version"] = VERSION.into();
    value["lang"] = language.code().into();
    value["file"] = entry.file_name().into();
    value["program"] = entry.program.as_str().into();
    value["html"] = html(&text.prose).into();
    value["sections"] = sections.collect();
    value["inline"] = entry.inlines().into();
    value["prints"] = prints(entry);
    value["changes"] = changes(entry);
    value["changes_heading"] = SectionKind::Releases.heading(language).into();
    value
}

fn summary(entry: &Entry, language: Language) -> Value {
    let catalogue = Catalogue::of(language);
    let beliefs = entry.misconceptions.iter().filter_map(|&number| misconception(number, catalogue));
    let kind = match entry.kind {
        Kind::Lesson => "lesson",
        Kind::Rule => "rule",
        Kind::Message => "message",
    };
    json!({
        "kind": kind,
        "name": entry.name,
        "code": entry.code(),
        "number": entry.number,
        "title": entry.text(language).title,
        "rule": entry.rule.map(Rule::code),
        "misconceptions": beliefs.collect::<Vec<String>>(),
    })
}

/// `{"1.27": {"-m -l": "text"}}`, for the flags that the texts use.
fn prints(entry: &Entry) -> Value {
    let mut releases = Map::new();
    for release in entry.recording.releases() {
        let answers = entry.modes().into_iter().filter_map(|mode| {
            let text = entry.recording.answer(release, mode)?;
            Some((mode.flags().to_owned(), Value::from(text)))
        });
        releases.insert(release.to_string(), Value::Object(answers.collect()));
    }
    Value::Object(releases)
}

/// Where what is printed changes from one release to the next.
fn changes(entry: &Entry) -> Value {
    let steps = entry.modes().into_iter().flat_map(|mode| {
        entry.recording.steps(mode).into_iter().map(move |step| {
            let lines = step.changes.iter().map(|c| json!({ "added": c.added, "line": c.line }));
            json!({
                "flags": mode.flags(),
                "from": step.from.to_string(),
                "to": step.to.to_string(),
                "lines": lines.collect::<Vec<Value>>(),
            })
        })
    });
    steps.collect()
}

/// Markdown as HTML, without the HTML in it.
fn html(markdown: &str) -> String {
    let events =
        Parser::new(markdown).filter(|event| !matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_html_gets_through() {
        let text = "a <img src=x onerror=alert(1)> `<b>`\n\n<script>alert(1)</script>\n";
        assert_eq!(html(text).trim(), "<p>a  <code>&lt;b&gt;</code></p>");
    }
}
