//! What the page knows before it asks anything: its texts, lessons, and pages about rules.
//!
//! In: the catalogue and the guide. Out: a script that sets `GoescData` (`playground/README.md`).
//! Invariants: the script is ASCII outside of string literals, and never ends the element that it may be in.

use crate::catalogue::{Language, RESOURCES};
use crate::guide::{Entry, Guide, Kind};
use crate::release::Release;
use crate::report::explain::Rule;
use serde_json::{Map, Value, json};

/// The areas of the catalogue whose texts the page shows.
const AREAS: [&str; 2] = ["page", "graph"];

/// The script `data.js`.
pub fn page_data() -> String {
    let by_language = |of: fn(Language) -> Value| -> Value {
        Value::Object(Language::ALL.into_iter().map(|lang| (lang.code().to_owned(), of(lang))).collect())
    };
    // The newest first, as they are offered.
    let mut releases: Vec<String> = Release::all().map(|release| release.to_string()).collect();
    releases.reverse();
    let data =
        json!({ "messages": by_language(messages), "guide": by_language(guide), "releases": releases });
    format!("window.GoescData = {};\n", data.to_string().replace("</", "<\\/"))
}

/// The messages of a language, as the catalogue's files write them.
fn messages(language: Language) -> Value {
    let mut found = Map::new();
    for resource in RESOURCES.iter().filter(|r| r.language == language && AREAS.contains(&r.area)) {
        let mut last: Option<String> = None;
        for line in resource.text.lines() {
            let is_name = |name: &str| {
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain)
            };
            let start = line.split_once(" =").filter(|(name, _)| is_name(name));
            match (start, &last) {
                (Some((name, text)), _) => {
                    found.insert(name.to_owned(), text.trim_start().into());
                    last = Some(name.to_owned());
                }
                // A longer message goes on in indented lines.
                (None, Some(name)) if line.starts_with(' ') && !line.trim().is_empty() => {
                    if let Some(Value::String(text)) = found.get_mut(name) {
                        if !text.is_empty() {
                            text.push('\n');
                        }
                        text.push_str(line.trim());
                    }
                }
                _ if line.trim().is_empty() => {}
                _ => last = None,
            }
        }
    }
    Value::Object(found)
}

/// Lessons and pages in a language.
fn guide(language: Language) -> Value {
    let guide = Guide::embedded();
    let items = |kinds: &[Kind]| -> Value {
        let entries = guide.entries.iter().filter(|entry| kinds.contains(&entry.kind));
        entries.map(|entry| item(entry, language)).collect()
    };
    json!({ "lessons": items(&[Kind::Lesson]), "pages": items(&[Kind::Rule, Kind::Message]) })
}

/// A page or lesson; its text is Markdown, and apart from it what tells a lesson's answer.
fn item(entry: &Entry, language: Language) -> Value {
    let text = entry.text(language);
    let (mut markdown, mut answer) = (text.prose.clone(), String::new());
    for section in &text.sections {
        let (heading, body) = (section.kind.heading(language), &section.body);
        let part = if entry.hides(section.kind) { &mut answer } else { &mut markdown };
        part.push_str(&format!("\n\n## {heading}\n\n{body}"));
    }
    let is_lesson = entry.kind == Kind::Lesson;
    json!({
        "id": entry.name,
        "title": text.title,
        "text": markdown,
        "answer": answer,
        "source": entry.program,
        "inline": entry.inlines(),
        "rule": entry.rule.map(Rule::code).filter(|_| is_lesson),
        "code": Some(entry.code()).filter(|_| !is_lesson),
    })
}
