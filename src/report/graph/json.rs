//! Pictures and traces as JSON, for programs.
//!
//! In: pictures, traces. Out: the documents that `docs/graph.schema.json` and `docs/trace.schema.json` describe.
//! Invariants: [`VERSION`] grows when a reader of an older version would misunderstand a document; members may
//! be added without that.

use super::step_words::StepWords;
use super::steps::attr_keys;
use super::words::{kind_key, kind_name, label, names, reason_name, result_name};
use super::{Asked, BatchTrace, Edge, Leak, Node, Note, Picture, Place, Step, Trace};
use crate::catalogue::Catalogue;
use crate::flow::Sink;
use crate::report::reason_text;
use serde_json::{Map, Value, json};

/// The version of both documents.
pub const VERSION: u32 = 1;

/// The document of some packages' pictures.
pub fn graph(catalogue: &Catalogue, asked: &Asked, pictures: &[&Picture]) -> Value {
    let packages: Vec<Value> = pictures.iter().map(|picture| package(catalogue, picture)).collect();
    head(catalogue, asked, packages)
}

/// The document of some packages' traces, each with the picture of the whole package.
pub fn trace(catalogue: &Catalogue, asked: &Asked, traces: &[(&Trace, &Picture)]) -> Value {
    let packages = traces.iter().map(|(trace, picture)| {
        let batches: Vec<Value> =
            trace.batches.iter().map(|batch| batch_trace(catalogue, batch, picture)).collect();
        json!({ "path": trace.import_path, "batches": batches })
    });
    head(catalogue, asked, packages.collect())
}

/// A document as it is printed.
pub fn text(document: &Value) -> String {
    format!("{document:#}\n")
}

fn head(catalogue: &Catalogue, asked: &Asked, packages: Vec<Value>) -> Value {
    json!({
        "version": VERSION,
        "release": asked.release,
        "inline": asked.inline,
        "lang": catalogue.language().code(),
        "func": asked.func,
        "packages": packages,
    })
}

fn package(catalogue: &Catalogue, picture: &Picture) -> Value {
    let functions = picture.functions.iter().map(|function| {
        json!({
            "name": function.name,
            "batch": function.batch,
            "span": function.span.as_ref().map(place),
        })
    });
    json!({
        "path": picture.import_path,
        "functions": functions.collect::<Vec<Value>>(),
        "nodes": picture.nodes.iter().map(|n| node(catalogue, picture, n)).collect::<Vec<Value>>(),
        "edges": picture.edges.iter().map(|e| edge(catalogue, e)).collect::<Vec<Value>>(),
    })
}

fn node(catalogue: &Catalogue, picture: &Picture, node: &Node) -> Value {
    let leaks: Vec<Value> = node.leaks.iter().map(|leak| leak_value(picture, node, leak)).collect();
    json!({
        "id": node.id.to_string(),
        "batch": node.id.batch,
        "kind": kind_key(node.kind),
        "kind_name": kind_name(catalogue, node.kind),
        "label": label(catalogue, node),
        "span": node.span.as_ref().map(place),
        "function": node.function,
        "loop_depth": node.loop_depth,
        "outcome": node.outcome.map(|outcome| outcome.key()),
        "marks": attr_keys(node.attrs).collect::<Vec<_>>(),
        "leaks": leaks,
        "gc": node.gc,
        "inlined": node.inlined.as_ref().map(|inlined| json!({
            "callee": inlined.callee,
            "at": inlined.at.as_ref().map(place),
        })),
    })
}

fn leak_value(picture: &Picture, node: &Node, leak: &Leak) -> Value {
    json!({ "to": sink(picture, node, leak.sink), "derefs": leak.derefs })
}

/// `heap`, `mutator`, `callee`, or the name of a result behind `result `.
fn sink(picture: &Picture, node: &Node, sink: Sink) -> String {
    match sink {
        Sink::Heap => "heap".to_owned(),
        Sink::Mutator => "mutator".to_owned(),
        Sink::Callee => "callee".to_owned(),
        Sink::Result(i) => format!("result {}", result_name(picture, node, i)),
    }
}

fn edge(catalogue: &Catalogue, edge: &Edge) -> Value {
    json!({
        "id": edge.id.to_string(),
        "from": edge.from.to_string(),
        "to": edge.to.to_string(),
        "derefs": edge.derefs,
        "escapes": edge.escapes,
        "at_once": edge.id.at_once,
        "notes": edge.notes.iter().map(|n| note(catalogue, n)).collect::<Vec<Value>>(),
    })
}

fn note(catalogue: &Catalogue, note: &Note) -> Value {
    json!({
        "text": note.text,
        "reason": reason_text(note.reason),
        "reason_name": reason_name(catalogue, note.reason),
        "span": note.span.as_ref().map(place),
    })
}

/// A piece of a text: lines and byte columns from 1, the end exclusive.
pub(super) fn place(place: &Place) -> Value {
    json!({
        "file": place.name,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    })
}

fn batch_trace(catalogue: &Catalogue, batch: &BatchTrace, picture: &Picture) -> Value {
    let mut words = StepWords::new(catalogue, picture, batch.batch);
    let steps: Vec<Value> = batch
        .steps
        .iter()
        .map(|step| {
            let mut value = step_value(step, picture);
            value.insert("text".to_owned(), words.step(step).into());
            Value::Object(value)
        })
        .collect();
    let names = names(catalogue, picture, batch.batch);
    let locations: Vec<Value> =
        names.iter().map(|(id, name)| json!({ "id": id.to_string(), "name": name })).collect();
    let functions = picture.batch_functions(batch.batch);
    let end = batch.last_state();
    let marks =
        |marks: &std::collections::BTreeMap<super::NodeId, crate::flow::Attrs>| -> Map<String, Value> {
            let entries = marks.iter();
            entries
                .map(|(id, &attrs)| (id.to_string(), attr_keys(attrs).collect::<Vec<_>>().into()))
                .collect()
        };
    let mut leaks = Vec::new();
    for (&id, found) in &end.leaks {
        let Some(node) = picture.node(id) else { continue };
        for leak in super::leaks_of(found) {
            let to = sink(picture, node, leak.sink);
            leaks.push(json!({ "node": id.to_string(), "to": to, "derefs": leak.derefs }));
        }
    }
    json!({
        "batch": batch.batch,
        "functions": functions.map(|function| function.name.as_str()).collect::<Vec<_>>(),
        "locations": locations,
        "queue": batch.queue.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "marks": marks(&batch.marks),
        "steps": steps,
        "end": { "marks": marks(&end.marks), "leaks": leaks },
    })
}

fn step_value(step: &Step, picture: &Picture) -> Map<String, Value> {
    let value = match step {
        Step::Walk { root } => json!({ "kind": "walk", "root": root.to_string() }),
        Step::Reach { node, to, edge, derefs } => json!({
            "kind": "reach",
            "node": node.to_string(),
            "to": to.to_string(),
            "edge": edge.to_string(),
            "derefs": derefs,
        }),
        Step::Mark { node, root, new } => json!({
            "kind": "mark",
            "node": node.to_string(),
            "root": root.to_string(),
            "marks": attr_keys(*new).collect::<Vec<_>>(),
        }),
        Step::Leak { node, root, sink: to, derefs } => json!({
            "kind": "leak",
            "node": node.to_string(),
            "root": root.to_string(),
            "to": picture.node(*node).map(|node| sink(picture, node, *to)),
            "derefs": derefs,
        }),
        Step::Enqueue { node, last } => {
            json!({ "kind": "enqueue", "node": node.to_string(), "last": last })
        }
        Step::LoseResults { function } => json!({ "kind": "lose-results", "function": function }),
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
