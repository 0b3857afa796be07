//! The solver's steps for a terminal.
//!
//! In: a trace and the picture of the whole package. Out: text: for each batch its functions, the queue, the
//! walks with what each finds, and what is known in the end.

use super::step_words::StepWords;
use super::words::{leak_text, outcome_name};
use super::{Leak, Outcome, Picture, Step, Trace};
use crate::catalogue::{Catalogue, say};
use std::fmt::Write;

/// Distances between a number and what it is about.
const INDENT: &str = "      ";

/// The text of a trace.
pub fn render(catalogue: &Catalogue, trace: &Trace, picture: &Picture) -> String {
    let mut out = String::new();
    for batch in &trace.batches {
        let mut words = StepWords::new(catalogue, picture, batch.batch);
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(
            out,
            "{}",
            say!(catalogue, "graph-trace-head", functions = picture.batch_title(batch.batch))
        );
        let queue: Vec<&str> = batch.queue.iter().map(|&id| words.name(id)).collect();
        let _ = writeln!(out, "{}", say!(catalogue, "graph-trace-queue", names = queue.join(", ")));
        for edge in picture.batch_edges(batch.batch).iter().filter(|edge| edge.id.at_once) {
            let sentence = say!(catalogue, "graph-trace-at-once", name = words.name(edge.from));
            let note = edge.notes.last().map(|note| format!(" ({})", note.text)).unwrap_or_default();
            let _ = writeln!(out, "{sentence}{note}");
        }
        let mut walks = 0;
        for step in &batch.steps {
            let text = words.step(step);
            match step {
                Step::Walk { .. } => {
                    walks += 1;
                    let _ = writeln!(out, "{walks:>4}. {text}");
                }
                Step::Reach { derefs, .. } => {
                    let _ = writeln!(out, "{INDENT}{derefs:>2}  {text}");
                }
                Step::Mark { .. } | Step::Leak { .. } => {
                    let _ = writeln!(out, "{INDENT} =  {text}");
                }
                Step::Enqueue { .. } | Step::LoseResults { .. } => {
                    let _ = writeln!(out, "{INDENT} +  {text}");
                }
            }
        }
        end(catalogue, picture, batch.batch, &words, &mut out);
    }
    out
}

/// What was found out.
fn end(catalogue: &Catalogue, picture: &Picture, batch: u32, words: &StepWords<'_>, out: &mut String) {
    let _ = writeln!(out, "{}", say!(catalogue, "graph-trace-end"));
    let nodes = picture.batch_nodes(batch).iter().filter(|node| !node.kind.is_pseudo());
    for node in nodes.filter(|node| !node.gc.is_empty()) {
        let Some(outcome) = node.outcome else { continue };
        let mark = match outcome {
            Outcome::Heap => '▲',
            Outcome::Leaks => '◆',
            Outcome::Stack | Outcome::Keeps => '○',
        };
        let _ = writeln!(out, "  {mark} {}: {}", words.name(node.id), outcome_name(catalogue, outcome));
        if outcome == Outcome::Leaks {
            for leak in node.leaks.iter().filter(|leak| is_told(leak)) {
                let _ = writeln!(out, "    {}", leak_text(catalogue, picture, node, &node.label, leak));
            }
        }
        for message in &node.gc {
            let _ = writeln!(out, "    gc: {message}");
        }
    }
}

/// Whether gc tells it.
fn is_told(leak: &Leak) -> bool {
    !matches!(leak.sink, crate::flow::Sink::Mutator | crate::flow::Sink::Callee)
}
