//! Lays out a picture: one frame for each batch, frames in rows.
//!
//! In: a folded [`Picture`]. Out: a [`Sheet`]: what is written in which box, and where lines go. Lengths are CSS
//! pixels; [`super::svg`] draws it.
//! Invariants: frames do not overlap; they are in the order of the source.

use super::layout::{self, Point, Size};
use super::words::{kind_name, label};
use super::{Edge, Node, NodeId, NodeKind, Picture};
use crate::catalogue::{Catalogue, say};
use std::collections::BTreeMap;

/// Rows of frames are about as wide, unless one frame is wider.
const ROW_WIDTH: f64 = 1180.0;
const FRAME_GAP: f64 = 18.0;
/// Between a frame and what is in it.
const FRAME_PADDING: f64 = 16.0;
/// The room for a frame's title.
const TITLE_HEIGHT: f64 = 26.0;
const BOX_PADDING: f64 = 12.0;
/// The longest line in a box, in characters.
const MAX_CHARS: usize = 40;

/// A drawing of a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet<'a> {
    /// One for each batch that has something to show.
    pub frames: Vec<Frame<'a>>,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
}

/// What flows in one batch.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame<'a> {
    /// Its number.
    pub batch: u32,
    /// The names of its functions.
    pub title: String,
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// Its boxes; positions are those on the sheet.
    pub boxes: Vec<NodeBox<'a>>,
    /// Its lines.
    pub lines: Vec<Line<'a>>,
}

/// A node.
#[derive(Clone, PartialEq, Debug)]
pub struct NodeBox<'a> {
    /// Which.
    pub node: &'a Node,
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// What is written in it, from top to bottom.
    pub texts: Vec<Text>,
}

/// A line of text in a box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// The words.
    pub text: String,
    /// How it is written.
    pub style: TextStyle,
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextStyle {
    /// What the source calls it.
    Label,
    /// What kind it is of.
    Kind,
    /// What gc says.
    Message,
}

impl TextStyle {
    /// From one line of text to the next.
    pub fn height(self) -> f64 {
        match self {
            TextStyle::Label => 17.0,
            TextStyle::Kind => 14.0,
            TextStyle::Message => 14.0,
        }
    }

    /// The width of a character that is not wide.
    fn char_width(self) -> f64 {
        match self {
            TextStyle::Label => 7.9,
            TextStyle::Kind => 6.1,
            TextStyle::Message => 6.35,
        }
    }
}

/// An edge.
#[derive(Clone, PartialEq, Debug)]
pub struct Line<'a> {
    /// Which.
    pub edge: &'a Edge,
    /// From where it leaves a box to where it reaches one.
    pub points: Vec<(f64, f64)>,
}

/// The drawing of a picture that [`super::fold()`] made smaller.
pub fn draw<'a>(catalogue: &Catalogue, picture: &'a Picture) -> Sheet<'a> {
    let mut frames: Vec<Frame<'a>> =
        picture.drawn_batches().map(|batch| frame(catalogue, picture, batch)).collect();
    let first_line = |frame: &Frame<'_>| {
        let spans = picture.batch_functions(frame.batch).filter_map(|function| function.span.as_ref());
        spans.map(|span| (span.file, span.line)).min()
    };
    frames.sort_by_cached_key(|frame| {
        let line = first_line(frame);
        (line.is_none(), line, frame.batch)
    });
    let (mut x, mut y, mut row, mut width) = (0.0, 0.0, 0.0f64, 0.0f64);
    for frame in &mut frames {
        if x > 0.0 && x + frame.width > ROW_WIDTH {
            (x, y, row) = (0.0, y + row + FRAME_GAP, 0.0);
        }
        frame.shift(x, y);
        width = width.max(x + frame.width);
        x += frame.width + FRAME_GAP;
        row = row.max(frame.height);
    }
    Sheet { frames, width, height: y + row }
}

fn frame<'a>(catalogue: &Catalogue, picture: &'a Picture, batch: u32) -> Frame<'a> {
    let (nodes, edges) = (picture.batch_nodes(batch), picture.batch_edges(batch));
    let mut owners = nodes.iter().filter_map(|node| node.function.as_deref());
    let first = owners.next();
    let many = picture.batch_functions(batch).count() > 1 || owners.any(|owner| Some(owner) != first);
    let texts: Vec<Vec<Text>> = nodes.iter().map(|node| texts(catalogue, node, many)).collect();
    let sizes: Vec<Size> = texts.iter().map(|texts| size(texts)).collect();
    let numbers: BTreeMap<NodeId, usize> = nodes.iter().enumerate().map(|(i, node)| (node.id, i)).collect();
    let number = |id| numbers.get(&id).copied().unwrap_or_default();
    let ends: Vec<(usize, usize)> = edges.iter().map(|edge| (number(edge.from), number(edge.to))).collect();
    let drawing = layout::layout(&sizes, &ends);
    let (left, top) = (FRAME_PADDING, FRAME_PADDING + TITLE_HEIGHT);
    let title = super::build::shortened(&picture.batch_title(batch), 90);
    let title_width = title.chars().count() as f64 * TextStyle::Label.char_width();
    let boxes = nodes.iter().zip(texts).zip(sizes.iter().zip(&drawing.boxes));
    let boxes = boxes.map(|((node, texts), (size, corner))| NodeBox {
        node,
        x: corner.x + left,
        y: corner.y + top,
        width: size.width,
        height: size.height,
        texts,
    });
    let lines = edges.iter().zip(&drawing.lines).map(|(edge, points)| Line {
        edge,
        points: points.iter().map(|&Point { x, y }| (x + left, y + top)).collect(),
    });
    // A line from a box to itself goes a little beyond it.
    let beyond = if edges.iter().any(|edge| edge.from == edge.to) { 20.0 } else { 0.0 };
    Frame {
        batch,
        title,
        x: 0.0,
        y: 0.0,
        width: (drawing.size.width + beyond).max(title_width) + 2.0 * FRAME_PADDING,
        height: drawing.size.height + TITLE_HEIGHT + 2.0 * FRAME_PADDING,
        boxes: boxes.collect(),
        lines: lines.collect(),
    }
}

impl Frame<'_> {
    fn shift(&mut self, dx: f64, dy: f64) {
        self.x += dx;
        self.y += dy;
        for node in &mut self.boxes {
            node.x += dx;
            node.y += dy;
        }
        for point in self.lines.iter_mut().flat_map(|line| &mut line.points) {
            point.0 += dx;
            point.1 += dy;
        }
    }
}

fn texts(catalogue: &Catalogue, node: &Node, tell_function: bool) -> Vec<Text> {
    let text = |text: String, style| Text { text: super::build::shortened(&text, MAX_CHARS), style };
    let mut texts = vec![text(label(catalogue, node), TextStyle::Label)];
    if node.kind.is_pseudo() {
        return texts;
    }
    let mut kind = String::new();
    if !node.label.is_empty() {
        kind = kind_name(catalogue, node.kind);
    }
    let is_closure = matches!(node.kind, NodeKind::Value(crate::report::explain::ValueKind::Closure));
    if let Some(function) = node.function.as_ref().filter(|_| tell_function && !is_closure) {
        let separator = if kind.is_empty() { "" } else { " · " };
        kind = format!("{kind}{separator}{function}");
    }
    if !kind.is_empty() {
        texts.push(text(kind, TextStyle::Kind));
    }
    if let Some(inlined) = &node.inlined {
        let callee = inlined.callee.as_str();
        let from = match &inlined.at {
            Some(place) => say!(catalogue, "graph-name-at-line", name = callee, line = place.line),
            None => callee.to_owned(),
        };
        texts.push(text(format!("⤷ {from}"), TextStyle::Kind));
    }
    let message = |message: &String| Text { text: middle_shortened(message), style: TextStyle::Message };
    texts.extend(node.gc.iter().map(message));
    texts
}

/// gc says at the end what it found out: what is too long loses its middle.
fn middle_shortened(message: &str) -> String {
    let text = super::build::shortened(message, usize::MAX / 8);
    let count = text.chars().count();
    if count <= MAX_CHARS {
        return text;
    }
    let half = MAX_CHARS / 2;
    let (start, end): (String, String) =
        (text.chars().take(half - 1).collect(), text.chars().skip(count - half).collect());
    format!("{start}…{end}")
}

fn size(texts: &[Text]) -> Size {
    let width = texts.iter().map(|text| width(&text.text, text.style)).fold(40.0, f64::max);
    let height: f64 = texts.iter().map(|text| text.style.height()).sum();
    Size { width: (width + 2.0 * BOX_PADDING).ceil(), height: height + 10.0 }
}

/// About how wide a text is.
fn width(text: &str, style: TextStyle) -> f64 {
    text.chars().map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum::<f64>() * style.char_width()
}

/// Whether a character takes the room of two.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}')
}
