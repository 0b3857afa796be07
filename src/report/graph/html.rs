//! A picture, the source and the solver's steps as one page.
//!
//! In: pictures, traces, texts of files. Out: HTML that needs nothing but itself: the same viewer as in the
//! playground (`playground/page/graph.js`), and what it shows.
//! Invariants: nothing from the program can end the page's script; all words are the catalogue's.

use super::svg::svg;
use super::{Asked, Picture, Trace, json};
use crate::catalogue::{Catalogue, say};
use crate::report::xml::escaped;
use crate::source::{FileId, SourceMap};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The viewer.
pub const SCRIPT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/playground/page/graph.js"));
/// How it looks.
pub const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/playground/page/graph.css"));

/// A package to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// What is drawn: all of it, or what was asked for.
    pub picture: &'a Picture,
    /// All of it, which the trace is worded by.
    pub whole: &'a Picture,
    /// The solver's steps.
    pub trace: &'a Trace,
}

/// The page.
pub fn html(catalogue: &Catalogue, asked: &Asked, sources: &SourceMap, shown: &[Shown<'_>]) -> String {
    let pictures: Vec<&Picture> = shown.iter().map(|shown| shown.picture).collect();
    let traces: Vec<(&Trace, &Picture)> = shown.iter().map(|shown| (shown.trace, shown.whole)).collect();
    let data = json!({
        "graph": json::graph(catalogue, asked, &pictures),
        "trace": json::trace(catalogue, asked, &traces),
        "svg": svg(catalogue, asked, &pictures),
        "source": texts(sources, &pictures),
        "messages": messages(catalogue),
        "lang": catalogue.language().code(),
    });
    let packages: Vec<&str> = pictures.iter().map(|picture| picture.import_path.as_str()).collect();
    let what = asked.func.clone().unwrap_or_else(|| packages.join(", "));
    let title = say!(catalogue, "graph-title", what = what, release = asked.release.as_str());
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body class=\"goesc-page\">\n<h1>{title}</h1>\n<main id=\"viewer\"></main>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n<script>\n{SCRIPT}</script>\n\
         <script>\nGoescGraph.mount(document.getElementById(\"viewer\"), \
         JSON.parse(document.getElementById(\"data\").textContent));\n</script>\n</body>\n</html>\n",
        lang = catalogue.language().code(),
        title = escaped(&title),
        data = data.to_string().replace('<', "\\u003c"),
    );
    out
}

/// The files that the pictures are about.
fn texts(sources: &SourceMap, pictures: &[&Picture]) -> Value {
    let mut files: BTreeSet<FileId> = BTreeSet::new();
    for picture in pictures {
        files.extend(picture.functions.iter().filter_map(|function| Some(function.span.as_ref()?.file)));
        files.extend(picture.nodes.iter().filter_map(|node| Some(node.span.as_ref()?.file)));
    }
    let files = files.into_iter().map(|id| {
        let file = sources.file(id);
        json!({ "name": file.display_name, "text": &*file.text })
    });
    files.collect()
}

/// The viewer's words by the names that it has for them.
pub fn messages(catalogue: &Catalogue) -> Value {
    let mut messages = Map::new();
    let mut add = |key: &str, text: String| {
        messages.insert(key.to_owned(), text.into());
    };
    add("source", say!(catalogue, "graph-view-source"));
    add("graph", say!(catalogue, "graph-view-graph"));
    add("steps", say!(catalogue, "graph-view-steps"));
    add("messages", say!(catalogue, "graph-view-messages"));
    add("functions", say!(catalogue, "graph-view-functions"));
    add("queue", say!(catalogue, "graph-view-queue"));
    add("queue-empty", say!(catalogue, "graph-view-queue-empty"));
    add("root", say!(catalogue, "graph-view-root"));
    add("first", say!(catalogue, "graph-view-first"));
    add("previous", say!(catalogue, "graph-view-previous"));
    add("next", say!(catalogue, "graph-view-next"));
    add("last", say!(catalogue, "graph-view-last"));
    add("play", say!(catalogue, "graph-view-play"));
    add("pause", say!(catalogue, "graph-view-pause"));
    add("step-of", say!(catalogue, "graph-view-step-of", step = "{step}", count = "{count}"));
    add("before", say!(catalogue, "graph-view-before"));
    add("keys", say!(catalogue, "graph-view-keys"));
    add("distance", say!(catalogue, "graph-view-distance"));
    add("smaller", say!(catalogue, "graph-view-smaller"));
    add("larger", say!(catalogue, "graph-view-larger"));
    add("fit", say!(catalogue, "graph-view-fit"));
    add("no-steps", say!(catalogue, "graph-view-no-steps"));
    add("escapes", say!(catalogue, "graph-mark-escapes"));
    add("persists", say!(catalogue, "graph-mark-persists"));
    add("mutates", say!(catalogue, "graph-mark-mutates"));
    add("calls", say!(catalogue, "graph-mark-calls"));
    add("leaks", say!(catalogue, "graph-mark-leaks"));
    Value::Object(messages)
}
