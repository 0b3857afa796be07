//! A picture in Graphviz's language.
//!
//! In: pictures, which are folded. Out: one `digraph`.
//! Source: "DOT Language", graphviz.org.

use super::words::{derefs_text, node_text};
use super::{Node, NodeKind, Outcome, Picture, fold};
use crate::catalogue::Catalogue;
use std::fmt::Write;

/// The DOT text of some packages' pictures.
pub fn dot(catalogue: &Catalogue, pictures: &[&Picture]) -> String {
    let mut out = String::from(
        "digraph goesc {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\", fontsize=11];\n  edge [fontname=\"monospace\", fontsize=11];\n",
    );
    for (package, picture) in pictures.iter().enumerate() {
        let picture = fold(picture);
        let prefix = if pictures.len() > 1 { format!("p{package}.") } else { String::new() };
        for batch in picture.drawn_batches() {
            let _ = writeln!(out, "  subgraph \"cluster_{prefix}b{batch}\" {{");
            let _ = writeln!(out, "    label={};", quoted(&picture.batch_title(batch)));
            for node in picture.batch_nodes(batch) {
                let _ = writeln!(out, "    \"{prefix}{}\" [{}];", node.id, attributes(catalogue, node));
            }
            out.push_str("  }\n");
            for edge in picture.batch_edges(batch) {
                let loads = derefs_text(edge.derefs);
                let style = match edge.derefs {
                    1.. => ", style=dashed",
                    _ => "",
                };
                let mark = if edge.escapes { ", color=\"#d55e00\", penwidth=2.5" } else { "" };
                let _ = writeln!(
                    out,
                    "  \"{prefix}{}\" -> \"{prefix}{}\" [id=\"{prefix}{}\", label={}{style}{mark}];",
                    edge.from,
                    edge.to,
                    edge.id,
                    quoted(&loads)
                );
            }
        }
    }
    out.push_str("}\n");
    out
}

fn attributes(catalogue: &Catalogue, node: &Node) -> String {
    let look = match node.outcome {
        _ if node.kind == NodeKind::Heap => "style=filled, fillcolor=\"#8f3b00\", fontcolor=white",
        Some(Outcome::Heap) => "style=filled, fillcolor=\"#fdeadd\", color=\"#d55e00\", penwidth=2",
        Some(Outcome::Leaks) => "shape=hexagon, style=filled, fillcolor=\"#e1f0fa\", color=\"#0072b2\"",
        Some(_) if !node.gc.is_empty() => {
            "style=\"rounded,filled\", fillcolor=\"#e3f5ee\", color=\"#007a5a\""
        }
        _ => "style=rounded",
    };
    let copied = if node.inlined.is_some() { ", peripheries=2" } else { "" };
    format!("label={}, {look}{copied}", quoted(&node_text(catalogue, node)))
}

/// A string of the language: only quotes and backslashes mean something in it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
