//! A picture in Mermaid's language, which Markdown viewers draw.
//!
//! In: pictures, which are folded. Out: one `flowchart`.
//! Source: "Flowcharts – Basic Syntax", mermaid.js.org: texts are in double quotes, and what would end them is
//! written as an entity.

use super::words::{derefs_text, node_text};
use super::{Node, NodeKind, Outcome, Picture, fold};
use crate::catalogue::Catalogue;
use std::fmt::Write;

/// The Mermaid text of some packages' pictures.
pub fn mermaid(catalogue: &Catalogue, pictures: &[&Picture]) -> String {
    let mut out = String::from("flowchart LR\n");
    let mut escaping = Vec::new();
    let mut count = 0;
    for (package, picture) in pictures.iter().enumerate() {
        let picture = fold(picture);
        let prefix = if pictures.len() > 1 { format!("p{package}_") } else { String::new() };
        let name = |id: super::NodeId| format!("{prefix}{}", id.to_string().replace('.', "_"));
        for batch in picture.drawn_batches() {
            let _ = writeln!(out, "  subgraph {prefix}b{batch}[{}]", quoted(&picture.batch_title(batch)));
            for node in picture.batch_nodes(batch) {
                let (open, close, class) = look(node);
                let text = quoted(&node_text(catalogue, node));
                let _ = writeln!(out, "    {}{open}{text}{close}:::{class}", name(node.id));
            }
            out.push_str("  end\n");
            for edge in picture.batch_edges(batch) {
                let (from, to, loads) = (name(edge.from), name(edge.to), derefs_text(edge.derefs));
                let arrow = if edge.derefs > 0 { "-.->" } else { "-->" };
                let label = if loads.is_empty() { String::new() } else { format!("|{}|", quoted(&loads)) };
                let _ = writeln!(out, "  {from} {arrow}{label} {to}");
                if edge.escapes {
                    escaping.push(count.to_string());
                }
                count += 1;
            }
        }
    }
    out.push_str(
        "  classDef theheap fill:#8f3b00,stroke:#8f3b00,color:#ffffff\n  \
         classDef heap fill:#fdeadd,stroke:#d55e00,stroke-width:3px,color:#1b1f24\n  \
         classDef stack fill:#e3f5ee,stroke:#007a5a,color:#1b1f24\n  \
         classDef leaks fill:#e1f0fa,stroke:#0072b2,color:#1b1f24\n  \
         classDef silent fill:#ffffff,stroke:#8c959f,color:#1b1f24\n",
    );
    if !escaping.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke:#d55e00,stroke-width:3px", escaping.join(","));
    }
    out
}

/// Brackets and class of a node.
fn look(node: &Node) -> (&'static str, &'static str, &'static str) {
    match node.outcome {
        _ if node.kind == NodeKind::Heap => ("[", "]", "theheap"),
        Some(Outcome::Heap) => ("[", "]", "heap"),
        Some(Outcome::Leaks) => ("{{", "}}", "leaks"),
        Some(_) if !node.gc.is_empty() => ("([", "])", "stack"),
        _ => ("(", ")", "silent"),
    }
}

/// A text in quotes. Everything that Mermaid, or Markdown in it, could take for its own is an entity.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br/>"),
            '"' | '#' | ';' | '&' | '<' | '>' | '`' | '*' | '_' | '~' | '\\' | '[' | ']' | '{' | '}'
            | '(' | ')' | '|' => {
                let _ = write!(out, "#{};", c as u32);
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
