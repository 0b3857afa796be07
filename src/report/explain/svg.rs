//! Reports as a picture: source lines with underlines, and numbered steps.
//!
//! In: [`PackageReport`]s. Out: one SVG document, light or dark as the reader's system is.
//! Invariants: all text is text, escaped, so that it can be selected; nothing is fetched; widths
//! are computed from columns, so that no fonts are needed to lay it out.

use super::worded::{self, Worded};
use super::{PackageReport, Style, render};
use crate::report::xml::escaped;
use crate::source::{FileId, Pos, SourceMap};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Size of letters, and what follows from it, in pixels.
const FONT: f64 = 14.0;
const CHAR: f64 = FONT * 0.6;
const LINE: f64 = 21.0;
const MARGIN: f64 = 20.0;
/// Columns of a tab.
const TAB: usize = 4;
/// Columns of sentences.
const COLUMNS: usize = 96;

const STYLE: &str = "\
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace;\
white-space:pre;fill:var(--text)}\
svg{--back:#fff;--text:#1f2328;--dim:#6e7781;--mark:#b35900;--step:#0550ae;--box:#f6f8fa;--line:#d0d7de}\
@media(prefers-color-scheme:dark){svg{--back:#0d1117;--text:#e6edf3;--dim:#8d96a0;--mark:#ffa657;\
--step:#79c0ff;--box:#161b22;--line:#30363d}}\
.back{fill:var(--back)}.box{fill:var(--box);stroke:var(--line)}.title{font-weight:bold}\
.dim{fill:var(--dim)}.mark{fill:var(--mark)}.step{fill:var(--step)}\
.under{stroke:var(--step);stroke-width:2;fill:none}.first{stroke:var(--mark);stroke-width:2.5}";

/// All reports in one picture, with a summary at the end.
pub fn svg(packages: &[impl Borrow<PackageReport>], sources: &SourceMap, style: Style<'_>) -> String {
    picture(&worded::all(packages, sources, style), &render::summary(packages, style), sources)
}

/// Some reports, and what is said at the end.
pub(super) fn picture(all: &[Worded], last: &str, sources: &SourceMap) -> String {
    let mut picture = Picture { body: String::new(), y: MARGIN, width: 40 };
    for worded in all {
        picture.report(worded, sources);
    }
    picture.wrapped(0, last, "dim");
    picture.finish()
}

/// A picture that grows downwards.
struct Picture {
    body: String,
    /// The top of the next line.
    y: f64,
    /// Columns.
    width: usize,
}

impl Picture {
    fn report(&mut self, worded: &Worded, sources: &SourceMap) {
        let (line, column) = sources.line_column(Pos::new(worded.spot.file, worded.spot.start));
        let file = &sources.file(worded.spot.file).display_name;
        self.wrapped(0, &worded.title, "title");
        self.text(0, &format!("{file}:{line}:{column}"), "dim");
        self.excerpt(worded, sources);
        for (number, (_, text)) in worded.steps.iter().enumerate() {
            let class = if number == 0 { "mark" } else { "step" };
            self.numbered(&format!("{}. ", number + 1), text, class);
        }
        for note in &worded.notes {
            self.numbered("\u{2022} ", note, "dim");
        }
        self.y += LINE;
    }

    /// The lines that steps are on, with lines under what they are about and their numbers.
    fn excerpt(&mut self, worded: &Worded, sources: &SourceMap) {
        let mut lines: BTreeMap<(bool, FileId, u32), Vec<usize>> = BTreeMap::new();
        for (number, (spot, _)) in worded.steps.iter().enumerate() {
            let line = sources.line_column(Pos::new(spot.file, spot.start)).0;
            lines.entry((spot.file != worded.spot.file, spot.file, line)).or_default().push(number);
        }
        let digits = lines.keys().map(|key| key.2.to_string().len()).max().unwrap_or(1);
        self.y += LINE * 0.3;
        let top = self.y;
        let start = self.body.len();
        let mut last: Option<(FileId, u32)> = None;
        let mut widest = 0;
        for (&(_, file, line), steps) in &lines {
            if last.is_some_and(|(before, _)| before != file) {
                self.text(1, &sources.file(file).display_name, "dim");
            } else if last.is_some_and(|(_, at)| at + 1 != line) {
                self.text(1, "\u{22ef}", "dim");
            }
            last = Some((file, line));
            let (text, columns) = expand(sources.line_text(file, line));
            let left = 1 + digits + 2;
            let y = self.y;
            self.text(1, &format!("{line:>digits$}"), "dim");
            self.y = y;
            self.text(left, &text, "");
            widest = widest.max(left + text.width() + 2);
            let line_start = sources.file(file).line_starts.get(line as usize - 1).copied().unwrap_or(0);
            // Nested underlines are on levels of their own.
            let mut levels: Vec<Vec<(usize, usize)>> = Vec::new();
            let mut numbers: Vec<(usize, usize, String)> = Vec::new();
            for &step in steps {
                let spot = worded.steps[step].0;
                let at = |byte: u32| {
                    columns.get((byte - line_start) as usize).or(columns.last()).copied().unwrap_or(0)
                };
                let (from, to) =
                    (left + at(spot.start), (left + at(spot.end.max(spot.start + 1))).max(left + 1));
                if let Some(same) = numbers.iter_mut().find(|(start, end, _)| (*start, *end) == (from, to)) {
                    let _ = write!(same.2, ",{}", step + 1);
                    continue;
                }
                let apart =
                    |level: &Vec<(usize, usize)>| level.iter().all(|&(a, b)| b + 2 < from || to + 2 < a);
                let level = levels.iter().position(apart).unwrap_or(levels.len());
                if level == levels.len() {
                    levels.push(Vec::new());
                }
                levels[level].push((from, to));
                numbers.push((from, to, (step + 1).to_string()));
                let y = self.y + 2.0 + level as f64 * LINE * 0.7;
                let class = if step == 0 { "under first" } else { "under" };
                let _ = writeln!(
                    self.body,
                    "<path class=\"{class}\" d=\"M{:.1} {y:.1}H{:.1}\"/>",
                    x(from),
                    x(to.max(from + 1))
                );
            }
            for (from, to, number) in &numbers {
                let level = levels.iter().position(|level| level.contains(&(*from, *to))).unwrap_or(0);
                let y = self.y + 6.0 + level as f64 * LINE * 0.7;
                let is_first = number.split(',').any(|number| number == "1");
                let class = if is_first { "mark" } else { "step" };
                let _ = writeln!(
                    self.body,
                    "<text class=\"{class}\" x=\"{:.1}\" y=\"{y:.1}\">{number}</text>",
                    x(*to) + 4.0
                );
            }
            self.y += 4.0 + (levels.len().max(1) as f64 - 1.0) * LINE * 0.7 + LINE * 0.3;
        }
        self.width = self.width.max(widest);
        let box_ = format!(
            "<rect class=\"box\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"4\"/>\n",
            MARGIN,
            top - 2.0,
            widest.max(30) as f64 * CHAR,
            self.y - top + 4.0
        );
        self.body.insert_str(start, &box_);
        self.y += LINE * 0.5;
    }

    /// A sentence behind its number, in as many lines as it needs.
    fn numbered(&mut self, number: &str, text: &str, class: &str) {
        let y = self.y;
        self.text(0, number, class);
        self.y = y;
        self.wrapped(number.width(), text, "");
    }

    fn wrapped(&mut self, column: usize, text: &str, class: &str) {
        for line in wrap(text, COLUMNS - column) {
            self.text(column, &line, class);
        }
    }

    /// One line of text.
    fn text(&mut self, column: usize, text: &str, class: &str) {
        let width = text.width();
        self.width = self.width.max(column + width);
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        // Other scripts come from fonts with other widths.
        let exact = if text.is_ascii() || width == 0 {
            String::new()
        } else {
            format!(" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\"", width as f64 * CHAR)
        };
        let _ = writeln!(
            self.body,
            "<text{class} x=\"{:.1}\" y=\"{:.1}\"{exact} xml:space=\"preserve\">{}</text>",
            x(column),
            self.y + FONT,
            escaped(text)
        );
        self.y += LINE;
    }

    fn finish(self) -> String {
        let (width, height) = ((self.width + 1) as f64 * CHAR + 2.0 * MARGIN, self.y + MARGIN);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n<style>{STYLE}</style>\n\
             <rect class=\"back\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
            self.body
        )
    }
}

/// The left edge of a column.
fn x(column: usize) -> f64 {
    MARGIN + column as f64 * CHAR
}

/// A line with its tabs replaced, and the column of each of its bytes, and of its end.
fn expand(line: &str) -> (String, Vec<usize>) {
    let (mut text, mut columns, mut column) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        columns.extend(std::iter::repeat_n(column, c.len_utf8()));
        match c {
            '\t' => {
                let next = (column / TAB + 1) * TAB;
                text.extend(std::iter::repeat_n(' ', next - column));
                column = next;
            }
            c => {
                let c = if c.is_control() { '\u{fffd}' } else { c };
                text.push(c);
                column += c.width().unwrap_or(0);
            }
        }
    }
    columns.push(column);
    (text, columns)
}

/// Lines of at most that many columns. Breaks are at blanks, and anywhere between wide characters.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0);
    let mut blank = None;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if width + wide > columns && !line.is_empty() {
            let rest = match blank.take() {
                Some(at) => line.split_off(at),
                None => String::new(),
            };
            lines.push(std::mem::replace(&mut line, rest.trim_start().to_owned()));
            width = line.width();
        }
        if c == ' ' {
            blank = Some(line.len());
        }
        line.push(c);
        width += wide;
        if wide > 1 {
            blank = Some(line.len());
        }
    }
    lines.push(line);
    lines
}
