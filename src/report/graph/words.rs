//! What pictures and traces call things.
//!
//! In: kinds, reasons, outcomes. Out: words of the catalogue.

use super::{Inlined, Leak, Node, NodeId, NodeKind, Outcome, Picture};
use crate::catalogue::{Catalogue, Id, msg, say};
use crate::flow::{Reason, Sink};
use crate::report::explain::ValueKind;
use std::collections::BTreeMap;

/// The name of a kind in data.
pub fn kind_key(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Heap => "heap",
        NodeKind::Mutator => "mutator",
        NodeKind::Callee => "callee",
        NodeKind::Blank => "blank",
        NodeKind::Temporary => "temporary",
        NodeKind::Result => "result",
        NodeKind::Value(value) => value.name(),
    }
}

/// What a kind is called.
pub fn kind_name(catalogue: &Catalogue, kind: NodeKind) -> String {
    say!(catalogue, kind_id(kind))
}

fn kind_id(kind: NodeKind) -> Id {
    match kind {
        NodeKind::Heap => msg!("graph-kind-heap"),
        NodeKind::Mutator => msg!("graph-kind-mutator"),
        NodeKind::Callee => msg!("graph-kind-callee"),
        NodeKind::Blank => msg!("graph-kind-blank"),
        NodeKind::Temporary => msg!("graph-kind-temporary"),
        NodeKind::Result => msg!("graph-kind-result"),
        NodeKind::Value(value) => match value {
            ValueKind::Variable => msg!("graph-kind-variable"),
            ValueKind::Parameter => msg!("graph-kind-parameter"),
            ValueKind::Hidden => msg!("graph-kind-hidden"),
            ValueKind::LoopState => msg!("graph-kind-loop-state"),
            ValueKind::New => msg!("graph-kind-new"),
            ValueKind::PointerLiteral => msg!("graph-kind-pointer-literal"),
            ValueKind::SliceLiteral => msg!("graph-kind-slice-literal"),
            ValueKind::VariadicArguments => msg!("graph-kind-variadic-arguments"),
            ValueKind::MapLiteral => msg!("graph-kind-map-literal"),
            ValueKind::MakeSlice => msg!("graph-kind-make-slice"),
            ValueKind::MakeMap => msg!("graph-kind-make-map"),
            ValueKind::Closure => msg!("graph-kind-closure"),
            ValueKind::LoopBody => msg!("graph-kind-loop-body"),
            ValueKind::MethodValue => msg!("graph-kind-method-value"),
            ValueKind::Boxed { .. } => msg!("graph-kind-boxed"),
            ValueKind::Concat => msg!("graph-kind-concat"),
            ValueKind::ToString => msg!("graph-kind-to-string"),
            ValueKind::FromString => msg!("graph-kind-from-string"),
            ValueKind::Append => msg!("graph-kind-append"),
            ValueKind::Other => msg!("graph-kind-other"),
        },
    }
}

/// What a way of flowing is called, in data and for people.
pub fn reason_name(catalogue: &Catalogue, reason: Reason) -> String {
    let id = match reason {
        Reason::AddressOf => msg!("graph-reason-address-of"),
        Reason::AppendedSlice => msg!("graph-reason-appended-slice"),
        Reason::AppendeeSlice => msg!("graph-reason-appendee-slice"),
        Reason::ArrayElement => msg!("graph-reason-array-element"),
        Reason::Assign
        | Reason::AssignPair
        | Reason::AssignPairDotType
        | Reason::AssignPairMapRead
        | Reason::AssignPairReceive => msg!("graph-reason-assign"),
        Reason::CallParameter => msg!("graph-reason-call-parameter"),
        Reason::CalleeOperand => msg!("graph-reason-callee-operand"),
        Reason::CapturedByClosure => msg!("graph-reason-captured"),
        Reason::CopiedSlice => msg!("graph-reason-copied-slice"),
        Reason::Dot => msg!("graph-reason-dot"),
        Reason::DotOfPointer => msg!("graph-reason-dot-of-pointer"),
        Reason::FixedArrayIndex => msg!("graph-reason-array-index"),
        Reason::Indirection => msg!("graph-reason-indirection"),
        Reason::InterfaceConverted => msg!("graph-reason-interface"),
        Reason::MapKeyPut => msg!("graph-reason-map-key"),
        Reason::MapLiteralKey => msg!("graph-reason-map-literal-key"),
        Reason::MapLiteralValue => msg!("graph-reason-map-literal-value"),
        Reason::NonConstantSize => msg!("graph-reason-unknown-size"),
        Reason::Range => msg!("graph-reason-range"),
        Reason::RangeDeref => msg!("graph-reason-range"),
        Reason::Reference => msg!("graph-reason-reference"),
        Reason::ReflectHeaderData => msg!("graph-reason-reflect-header"),
        Reason::Return => msg!("graph-reason-return"),
        Reason::Send => msg!("graph-reason-send"),
        Reason::Slice => msg!("graph-reason-slice"),
        Reason::SliceElement => msg!("graph-reason-slice-element"),
        Reason::SliceToArray => msg!("graph-reason-slice-to-array"),
        Reason::Spill => msg!("graph-reason-spill"),
        Reason::StructElement => msg!("graph-reason-struct-element"),
        Reason::SwitchCase => msg!("graph-reason-switch-case"),
        Reason::TooAligned => msg!("graph-reason-too-aligned"),
        Reason::TooLarge => msg!("graph-reason-too-large"),
        Reason::UintptrEscapes => msg!("graph-reason-uintptr"),
        Reason::ZeroSizedElement => msg!("graph-reason-zero-sized"),
    };
    say!(catalogue, id)
}

/// What a decision is called.
pub fn outcome_name(catalogue: &Catalogue, outcome: Outcome) -> String {
    let id = match outcome {
        Outcome::Heap => msg!("graph-outcome-heap"),
        Outcome::Stack => msg!("graph-outcome-stack"),
        Outcome::Leaks => msg!("graph-outcome-leaks"),
        Outcome::Keeps => msg!("graph-outcome-keeps"),
    };
    say!(catalogue, id)
}

/// A label in any language: what the source does not mention is called what it is.
pub fn label(catalogue: &Catalogue, node: &Node) -> String {
    match node.label.is_empty() {
        true => kind_name(catalogue, node.kind),
        false => node.label.clone(),
    }
}

/// What loads on an edge look like: `&`, nothing, `*`, `**`.
pub fn derefs_text(derefs: i32) -> String {
    match derefs {
        ..0 => "&".to_owned(),
        0..=4 => "*".repeat(derefs as usize),
        _ => format!("*×{derefs}"),
    }
}

/// A place with its file: `./a.go:3:7`.
pub fn place_text(place: &super::Place) -> String {
    format!("{}:{}:{}", place.name, place.line, place.column)
}

/// Tells that a node is a copy.
pub fn inlined_text(catalogue: &Catalogue, inlined: &Inlined) -> String {
    match &inlined.at {
        Some(at) => {
            say!(catalogue, "graph-inlined-at", callee = inlined.callee.as_str(), place = place_text(at))
        }
        None => say!(catalogue, "graph-inlined", callee = inlined.callee.as_str()),
    }
}

/// Everything that there is to say about a node, a line for each.
pub fn node_lines(catalogue: &Catalogue, picture: &Picture, node: &Node) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", label(catalogue, node), kind_name(catalogue, node.kind))];
    if let Some(outcome) = node.outcome {
        lines.push(outcome_name(catalogue, outcome));
    }
    lines.extend(node.gc.iter().map(|message| format!("gc: {message}")));
    for leak in &node.leaks {
        lines.push(leak_text(catalogue, picture, node, &node.label, leak));
    }
    if let Some(function) = &node.function {
        lines.push(say!(
            catalogue,
            "graph-in-function",
            function = function.as_str(),
            depth = node.loop_depth.saturating_sub(1)
        ));
    }
    if let Some(inlined) = &node.inlined {
        lines.push(inlined_text(catalogue, inlined));
    }
    if let Some(place) = &node.span {
        lines.push(place_text(place));
    }
    lines
}

/// One place that a parameter's value goes to; `name` is what the parameter is called.
pub fn leak_text(catalogue: &Catalogue, picture: &Picture, node: &Node, name: &str, leak: &Leak) -> String {
    let what = content(catalogue, name, leak.derefs);
    match leak.sink {
        Sink::Heap => say!(catalogue, "graph-leak-heap", what = what),
        Sink::Mutator => say!(catalogue, "graph-leak-mutator", what = what),
        Sink::Callee => say!(catalogue, "graph-leak-callee", what = what),
        Sink::Result(i) => {
            let result = result_name(picture, node, i);
            say!(catalogue, "graph-leak-result", what = what, result = result)
        }
    }
}

/// A value, or what is that many loads away from it.
pub fn content(catalogue: &Catalogue, name: &str, derefs: u32) -> String {
    match derefs {
        0 => say!(catalogue, "graph-content-value", name = name),
        1 => say!(catalogue, "graph-content-pointee", name = name),
        loads => say!(catalogue, "graph-content-loads", name = name, loads = loads),
    }
}

/// The name of a result of the function that a parameter belongs to.
pub fn result_name(picture: &Picture, node: &Node, i: usize) -> String {
    let is_result = |other: &&Node| other.kind == NodeKind::Result && other.function == node.function;
    let name =
        picture.batch_nodes(node.id.batch).iter().filter(is_result).nth(i).map(|result| result.label.clone());
    name.unwrap_or_else(|| format!("~r{i}"))
}

/// Names for the nodes of one batch by which a reader can tell them apart: labels, with the line where several
/// have the same, and the number where that does not help.
pub fn names(catalogue: &Catalogue, picture: &Picture, batch: u32) -> BTreeMap<NodeId, String> {
    let nodes = picture.batch_nodes(batch);
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    for node in nodes {
        *labels.entry(label(catalogue, node)).or_default() += 1;
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for node in nodes {
        let label = label(catalogue, node);
        let mut name = match (labels.get(&label), &node.span) {
            (Some(1), _) | (None, _) => label,
            (_, Some(place)) => {
                say!(catalogue, "graph-name-at-line", name = label, line = place.line)
            }
            (_, None) => format!("{label} {}", node.id.number),
        };
        let times = used.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name = format!("{name} #{times}");
        }
        names.insert(node.id, name);
    }
    names
}

/// What stands in a node: its label, what it is, and what gc says of it, a line each.
pub(super) fn node_text(catalogue: &Catalogue, node: &Node) -> String {
    let mut text = label(catalogue, node);
    if !node.kind.is_pseudo() && !node.label.is_empty() {
        text.push('\n');
        text.push_str(&kind_name(catalogue, node.kind));
    }
    for message in &node.gc {
        text.push('\n');
        text.push_str(message);
    }
    text
}
