//! A picture as SVG.
//!
//! In: pictures, which are folded. Out: one SVG element without anything outside of it.
//! Invariants: what is on the heap differs from what is not in shape, in sign and in colour, and edges by their
//! loads in line style and in text, so that no colour has to be told apart; colours follow the reader's colour
//! scheme; every node has `data-id`, `data-package` and a title that says all that is known about it, every edge
//! `data-id`, `data-from`, `data-to` and `data-through`. All classes are below `goesc-graph`.

use super::draw::{Frame, Line, NodeBox, Sheet, TextStyle, draw};
use super::words::{derefs_text, node_lines, reason_name};
use super::{Asked, NodeKind, Outcome, Picture, fold};
use crate::catalogue::{Catalogue, say};
use crate::report::xml::escaped;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
const MARGIN: f64 = 12.0;
/// Between packages.
const PACKAGE_GAP: f64 = 40.0;
const LEGEND_HEIGHT: f64 = 54.0;
/// The legend needs that much.
const LEAST_WIDTH: f64 = 620.0;

/// The SVG element of some packages' pictures.
pub fn svg(catalogue: &Catalogue, asked: &Asked, pictures: &[&Picture]) -> String {
    let folded: Vec<Picture> = pictures.iter().map(|picture| fold(picture)).collect();
    let sheets: Vec<Sheet<'_>> = folded.iter().map(|picture| draw(catalogue, picture)).collect();
    let width = sheets.iter().map(|sheet| sheet.width).fold(LEAST_WIDTH, f64::max) + 2.0 * MARGIN;
    let gaps = PACKAGE_GAP * sheets.len().saturating_sub(1) as f64;
    let is_empty = sheets.iter().all(|sheet| sheet.frames.is_empty());
    let drawn =
        sheets.iter().map(|sheet| sheet.height).sum::<f64>() + gaps + if is_empty { 40.0 } else { 0.0 };
    let height = drawn + LEGEND_HEIGHT + 2.0 * MARGIN;
    let title = title(catalogue, asked, pictures);
    let mut out = String::new();
    let (w, h) = (number(width), number(height));
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"goesc-graph\" role=\"img\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" lang=\"{lang}\" aria-label=\"{label}\">\n<title>{label}</title>\n\
         <desc>{desc}</desc>\n<style>{STYLE}</style>\n<rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\n",
        lang = catalogue.language().code(),
        label = escaped(&title),
        desc = escaped(&description(catalogue, &folded)),
    );
    let mut top = MARGIN;
    for (package, (sheet, picture)) in sheets.iter().zip(&folded).enumerate() {
        let _ = writeln!(out, "<g transform=\"translate({} {})\">", number(MARGIN), number(top));
        let painter = Painter { catalogue, picture, package };
        for frame in &sheet.frames {
            painter.frame(frame, &mut out);
        }
        out.push_str("</g>\n");
        top += sheet.height + PACKAGE_GAP;
    }
    if is_empty {
        let nothing = escaped(&say!(catalogue, "graph-nothing"));
        let _ = writeln!(out, "<text class=\"nothing\" x=\"24\" y=\"40\">{nothing}</text>");
    }
    legend(catalogue, MARGIN, height - LEGEND_HEIGHT, &mut out);
    out.push_str("</svg>\n");
    out
}

/// What is drawn.
fn title(catalogue: &Catalogue, asked: &Asked, pictures: &[&Picture]) -> String {
    let packages: Vec<&str> = pictures.iter().map(|picture| picture.import_path.as_str()).collect();
    let what = asked.func.clone().unwrap_or_else(|| packages.join(", "));
    say!(catalogue, "graph-title", what = what, release = asked.release.as_str())
}

/// What is to be seen, for those who do not see it.
fn description(catalogue: &Catalogue, pictures: &[Picture]) -> String {
    let nodes = || pictures.iter().flat_map(|picture| &picture.nodes).filter(|node| !node.kind.is_pseudo());
    let edges: usize = pictures.iter().map(|picture| picture.edges.len()).sum();
    let heap: Vec<&str> =
        nodes().filter(|n| n.outcome == Some(Outcome::Heap)).map(|node| node.label.as_str()).collect();
    let text = say!(catalogue, "graph-description", nodes = nodes().count(), edges = edges);
    match heap.is_empty() {
        true => format!("{text} {}", say!(catalogue, "graph-description-none")),
        false => {
            format!("{text} {}", say!(catalogue, "graph-description-heap", names = catalogue.list(&heap)))
        }
    }
}

/// Draws what is in one package.
struct Painter<'a> {
    catalogue: &'a Catalogue,
    picture: &'a Picture,
    package: usize,
}

impl Painter<'_> {
    fn frame(&self, frame: &Frame<'_>, out: &mut String) {
        let Frame { x, y, width, height, .. } = *frame;
        let _ = writeln!(
            out,
            "<g class=\"frame\" data-batch=\"{}\" data-package=\"{}\">\n\
             <rect class=\"frame-box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n\
             <text class=\"frame-title\" x=\"{}\" y=\"{}\">{}</text>",
            frame.batch,
            self.package,
            number(x),
            number(y),
            number(width),
            number(height),
            number(x + 14.0),
            number(y + 23.0),
            escaped(&frame.title),
        );
        // What escapes is drawn over the rest.
        for escapes in [false, true] {
            for line in frame.lines.iter().filter(|line| line.edge.escapes == escapes) {
                self.line(line, out);
            }
        }
        for node in &frame.boxes {
            self.node(node, out);
        }
        out.push_str("</g>\n");
    }

    fn line(&self, line: &Line<'_>, out: &mut String) {
        let edge = line.edge;
        let loads = match edge.derefs {
            ..0 => "address",
            0 => "copy",
            _ => "load",
        };
        let escapes = if edge.escapes { " escapes" } else { "" };
        let through: Vec<String> = edge.through.iter().map(ToString::to_string).collect();
        let _ = write!(
            out,
            "<g class=\"edge {loads}{escapes}\" data-id=\"{}\" data-package=\"{}\" data-from=\"{}\" data-to=\"{}\" \
             data-through=\"{}\"><title>{}</title><path class=\"line\" d=\"{}\"/>",
            edge.id,
            self.package,
            edge.from,
            edge.to,
            through.join(" "),
            escaped(&self.edge_title(line)),
            path(&line.points, edge.from == edge.to),
        );
        let points = &line.points;
        if let [.., before, end] = points[..] {
            // Lines reach boxes from the side.
            let back = if edge.from == edge.to || end.0 < before.0 { 1.0 } else { -1.0 };
            let (x, y) = end;
            let _ = write!(
                out,
                "<path class=\"tip\" d=\"M{} {}l{} -4v8z\"/>",
                number(x),
                number(y),
                number(8.0 * back)
            );
        }
        let text = derefs_text(edge.derefs);
        if let (false, Some(start), Some(next)) = (text.is_empty(), points.first(), points.get(1)) {
            let (dx, anchor) = if next.0 >= start.0 { (5.0, "start") } else { (-5.0, "end") };
            let _ = write!(
                out,
                "<text class=\"loads\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                number(start.0 + dx),
                number(start.1 - 5.0),
                escaped(&text)
            );
        }
        out.push_str("</g>\n");
    }

    fn edge_title(&self, line: &Line<'_>) -> String {
        let edge = line.edge;
        let name =
            |id| self.picture.node(id).map_or_else(String::new, |n| super::words::label(self.catalogue, n));
        let mut text = format!("{} ← {}{}", name(edge.to), derefs_text(edge.derefs), name(edge.from));
        for note in &edge.notes {
            let place = note.span.as_ref().map(|p| format!(" {}", super::words::place_text(p)));
            let reason = reason_name(self.catalogue, note.reason);
            let _ = write!(text, "\n{} ({reason}){}", note.text, place.unwrap_or_default());
        }
        text
    }

    fn node(&self, shown: &NodeBox<'_>, out: &mut String) {
        let node = shown.node;
        let outcome = match node.kind {
            NodeKind::Heap => "the-heap",
            _ if node.gc.is_empty() && node.outcome != Some(Outcome::Heap) => "silent",
            _ => node.outcome.map_or("silent", Outcome::key),
        };
        let copied = if node.inlined.is_some() { " inlined" } else { "" };
        let lines = node_lines(self.catalogue, self.picture, node);
        let span = node.span.as_ref().map(|place| {
            let file = escaped(&place.name);
            format!(
                " data-file=\"{file}\" data-line=\"{}\" data-column=\"{}\" data-end-line=\"{}\" data-end-column=\"{}\"",
                place.line, place.column, place.end_line, place.end_column
            )
        });
        let _ = write!(
            out,
            "<g class=\"node {outcome} kind-{}{copied}\" data-id=\"{}\" data-package=\"{}\"{}><title>{}</title>{}",
            super::words::kind_key(node.kind),
            node.id,
            self.package,
            span.unwrap_or_default(),
            escaped(&lines.join("\n")),
            shape(outcome, shown),
        );
        let mut y = shown.y + 5.0;
        for text in &shown.texts {
            let class = match text.style {
                TextStyle::Label => "label",
                TextStyle::Kind => "kind",
                TextStyle::Message => "message",
            };
            y += text.style.height();
            let middle = number(shown.x + shown.width / 2.0);
            let sign = match (text.style, outcome) {
                (TextStyle::Label, "heap") => "<tspan class=\"mark\">▲ </tspan>",
                (TextStyle::Label, "leaks") => "<tspan class=\"mark\">◆ </tspan>",
                _ => "",
            };
            let _ = write!(
                out,
                "<text class=\"{class}\" x=\"{middle}\" y=\"{}\">{sign}{}</text>",
                number(y - 4.0),
                escaped(&text.text)
            );
        }
        out.push_str("</g>\n");
    }
}

/// The outline of a box: corners for the heap, points for what leaks, round for what stays.
fn shape(outcome: &str, shown: &NodeBox<'_>) -> String {
    outline(outcome, (shown.x, shown.y), (shown.width, shown.height))
}

fn outline(outcome: &str, (x, y): (f64, f64), (width, height): (f64, f64)) -> String {
    match outcome {
        "leaks" => {
            let (cut, middle) = (9.0, y + height / 2.0);
            let points = [
                (x, middle),
                (x + cut, y),
                (x + width - cut, y),
                (x + width, middle),
                (x + width - cut, y + height),
                (x + cut, y + height),
            ];
            let points = points.map(|(x, y)| format!("{},{}", number(x), number(y)));
            format!("<polygon class=\"shape\" points=\"{}\"/>", points.join(" "))
        }
        _ => {
            let radius = match outcome {
                "heap" | "the-heap" => 0.0,
                "silent" => 4.0,
                _ => 12.0,
            };
            format!(
                "<rect class=\"shape\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
                number(x),
                number(y),
                number(width),
                number(height),
                number(radius)
            )
        }
    }
}

/// A line that leaves and reaches boxes level.
fn path(points: &[(f64, f64)], own: bool) -> String {
    let Some(&(x, y)) = points.first() else { return String::new() };
    let mut d = format!("M{} {}", number(x), number(y));
    if let (true, Some(&(ex, ey))) = (own, points.last()) {
        let _ = write!(
            d,
            "C{} {} {} {} {} {}",
            number(x + 26.0),
            number(y - 8.0),
            number(x + 26.0),
            number(ey + 8.0),
            number(ex),
            number(ey)
        );
        return d;
    }
    let mut at = (x, y);
    for &(nx, ny) in &points[1..] {
        if (ny - at.1).abs() < 0.05 {
            let _ = write!(d, "H{}", number(nx));
        } else {
            let middle = number((at.0 + nx) / 2.0);
            let _ =
                write!(d, "C{middle} {} {middle} {} {} {}", number(at.1), number(ny), number(nx), number(ny));
        }
        at = (nx, ny);
    }
    d
}

fn legend(catalogue: &Catalogue, x: f64, y: f64, out: &mut String) {
    let _ = writeln!(out, "<g class=\"legend\">");
    let boxes = [
        ("heap", say!(catalogue, "graph-legend-heap")),
        ("stack", say!(catalogue, "graph-legend-stack")),
        ("leaks", say!(catalogue, "graph-legend-leaks")),
        ("silent", say!(catalogue, "graph-legend-silent")),
    ];
    for (i, (outcome, text)) in boxes.iter().enumerate() {
        let (left, sign) = (x + i as f64 * 152.0, if *outcome == "heap" { "▲" } else { "" });
        let sign = if *outcome == "leaks" { "◆" } else { sign };
        let _ = writeln!(
            out,
            "<g class=\"node {outcome}\">{}<text class=\"sign\" x=\"{}\" y=\"{}\">{sign}</text></g>\
             <text x=\"{}\" y=\"{}\">{}</text>",
            outline(outcome, (left, y + 4.0), (26.0, 16.0)),
            number(left + 13.0),
            number(y + 15.5),
            number(left + 32.0),
            number(y + 16.0),
            escaped(text),
        );
    }
    let lines = [
        ("address", "&", say!(catalogue, "graph-legend-address")),
        ("copy", "", say!(catalogue, "graph-legend-copy")),
        ("load", "*", say!(catalogue, "graph-legend-load")),
        ("copy escapes", "", say!(catalogue, "graph-legend-escapes")),
    ];
    for (i, (class, loads, text)) in lines.iter().enumerate() {
        let (left, y) = (x + i as f64 * 152.0, y + 36.0);
        let _ = writeln!(
            out,
            "<g class=\"edge {class}\"><path class=\"line\" d=\"M{} {}h26\"/><path class=\"tip\" d=\"M{} {}l-8 -4v8z\"/>\
             <text class=\"loads\" x=\"{}\" y=\"{}\">{}</text></g><text x=\"{}\" y=\"{}\">{}</text>",
            number(left),
            number(y),
            number(left + 27.0),
            number(y),
            number(left + 3.0),
            number(y - 3.0),
            escaped(loads),
            number(left + 32.0),
            number(y + 4.0),
            escaped(text),
        );
    }
    out.push_str("</g>\n");
}

/// A length with one digit at most behind the point.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // There is no negative zero in a drawing.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}
