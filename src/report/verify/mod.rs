//! Compares what a real compiler printed with goesc's answer.
//!
//! In: a recorded log, goesc's answer in the same words, the sources. Out: a [`Comparison`], which
//! [`text`] and [`json`] show.
//! Invariants: messages of a package are compared as a multiset, so that one missing line does not
//! make those behind it wrong; a package is exact when they also come in the same order.

pub mod json;
mod kind;
mod log;
mod place;
pub mod text;

pub use kind::Kind;
pub use log::{Log, LogPackage, Message, Place, decode, read_log};

use crate::source::{FileId, Pos, SourceMap};
use place::Places;
use rustc_hash::FxHashMap;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::path::Path;

/// goesc's answer about one package.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its import path.
    pub import_path: String,
    /// Its folder.
    pub dir: std::path::PathBuf,
    /// What gc would print, without the header.
    pub text: String,
    /// Errors in it, and declarations that goesc does not support.
    pub error_count: usize,
}

/// What to compare and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices {
    /// Names of files must be the same texts, as in a log that was recorded in this folder.
    pub strict_names: bool,
    /// Packages that were not analysed are left out.
    pub only_analyzed: bool,
}

/// How a log and goesc's answer differ.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Every package that the log or the answer says something about.
    pub packages: Vec<PackageComparison>,
    /// Numbers for each kind that occurs.
    pub kinds: BTreeMap<Kind, Counts>,
    /// Lines of the log that are no messages, and the first of them.
    pub other_lines: (usize, Option<String>),
    /// Packages of the log that were left out.
    pub left_out: usize,
}

/// How the messages of one package differ.
#[derive(Clone, Debug)]
pub struct PackageComparison {
    /// Its import path.
    pub path: String,
    /// Sums over all kinds.
    pub counts: Counts,
    /// What only one side says, in the order of the log, then in that of the answer.
    pub divergences: Vec<Divergence>,
    /// The first message that comes at another place, when nothing else differs.
    pub order: Option<Reordered>,
    /// Errors in it, and declarations that goesc does not support.
    pub error_count: usize,
}

impl PackageComparison {
    /// Whether both sides say the same in the same order.
    pub fn is_exact(&self) -> bool {
        self.divergences.is_empty() && self.order.is_none()
    }
}

/// How many messages there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// In the log.
    pub expected: usize,
    /// On both sides.
    pub found: usize,
    /// In the log only.
    pub missing: usize,
    /// In the answer only.
    pub extra: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.expected += other.expected;
        self.found += other.found;
        self.missing += other.missing;
        self.extra += other.extra;
    }
}

/// Which side says it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// The log only: goesc misses it.
    Log,
    /// goesc only: it is extra.
    Goesc,
}

/// A message that only one side has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Divergence {
    /// Which one.
    pub side: Side,
    /// The message.
    pub line: Line,
}

/// Two messages that come at the same place in the two orders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reordered {
    /// What the log has there.
    pub expected: Line,
    /// What goesc has there.
    pub found: Line,
    /// How many messages are before it.
    pub index: usize,
}

/// A message with comparable names.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Line {
    /// What it is about.
    pub kind: Kind,
    /// Name of the file; empty when the position is unknown.
    pub file: String,
    /// 1-based; 0 when there is none.
    pub line: u32,
    /// 1-based; 0 when there is none.
    pub column: u32,
    /// The message.
    pub text: String,
    /// Where that is in the sources, if they have it.
    pub pos: Option<Pos>,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.file.as_str(), self.line, self.column) {
            ("", ..) => write!(f, "{}", self.text),
            (file, 0, _) => write!(f, "{file}: {}", self.text),
            (file, line, 0) => write!(f, "{file}:{line}: {}", self.text),
            (file, line, column) => write!(f, "{file}:{line}:{column}: {}", self.text),
        }
    }
}

/// Compares `log` with goesc's `answers`. Messages before the first header belong to the only
/// package that was analysed, if there is one.
pub fn compare(
    log: &Log<'_>,
    answers: &[impl Borrow<Answer>],
    sources: &SourceMap,
    choices: Choices,
) -> Comparison {
    let answers: Vec<&Answer> = answers.iter().map(Borrow::borrow).collect();
    let mut reader = Reader { places: Places::new(sources), sources, strict: choices.strict_names };
    let mut comparison = Comparison {
        other_lines: (log.other_lines, log.first_other.map(str::to_owned)),
        ..Comparison::default()
    };
    let only = match answers.as_slice() {
        [only] => Some(only.import_path.as_str()),
        _ => None,
    };
    let mut unmentioned = answers.clone();
    for package in &log.packages {
        let path = package.path.or(only).unwrap_or("");
        let answer = answers.iter().find(|answer| answer.import_path == path).copied();
        unmentioned.retain(|other| other.import_path != path);
        if answer.is_none() && choices.only_analyzed {
            comparison.left_out += 1;
            continue;
        }
        let dir = answer.map_or(Path::new(""), |answer| &answer.dir);
        let expected = reader.lines(dir, &package.messages);
        comparison.add(path, expected, answer, &mut reader);
    }
    for answer in unmentioned {
        comparison.add(&answer.import_path, Vec::new(), Some(answer), &mut reader);
    }
    comparison
}

impl Comparison {
    /// Whether log and answer are the same.
    pub fn is_exact(&self) -> bool {
        self.packages.iter().all(PackageComparison::is_exact)
    }

    /// Packages that are exact.
    pub fn exact_count(&self) -> usize {
        self.packages.iter().filter(|package| package.is_exact()).count()
    }

    /// Sums over all kinds.
    pub fn counts(&self) -> Counts {
        let mut sum = Counts::default();
        self.kinds.values().for_each(|&counts| sum.add(counts));
        sum
    }

    fn add(&mut self, path: &str, expected: Vec<Line>, answer: Option<&Answer>, reader: &mut Reader<'_>) {
        let found = answer.map_or_else(Vec::new, |answer| {
            let log = read_log(&answer.text);
            let messages = log.packages.iter().flat_map(|package| &package.messages);
            reader.lines(&answer.dir, messages)
        });
        if expected.is_empty() && found.is_empty() {
            return;
        }
        let mut left: FxHashMap<&Line, usize> = FxHashMap::default();
        for line in &found {
            *left.entry(line).or_default() += 1;
        }
        let mut counts = Counts::default();
        let mut divergences = Vec::new();
        let mut take = |line: &Line, side, left: &mut FxHashMap<&Line, usize>| {
            let is_common = left.get_mut(line).is_some_and(|n| {
                let any = *n > 0;
                *n = n.saturating_sub(1);
                any
            });
            if !is_common {
                divergences.push(Divergence { side, line: line.clone() });
            }
            is_common
        };
        for line in &expected {
            let common = take(line, Side::Log, &mut left);
            let each =
                Counts { expected: 1, found: usize::from(common), missing: usize::from(!common), extra: 0 };
            counts.add(each);
            self.kinds.entry(line.kind).or_default().add(each);
        }
        let mut left: FxHashMap<&Line, usize> = FxHashMap::default();
        for line in &expected {
            *left.entry(line).or_default() += 1;
        }
        for line in &found {
            if !take(line, Side::Goesc, &mut left) {
                let each = Counts { extra: 1, ..Counts::default() };
                counts.add(each);
                self.kinds.entry(line.kind).or_default().add(each);
            }
        }
        let order = if divergences.is_empty() { first_reordered(&expected, &found) } else { None };
        let error_count = answer.map_or(0, |answer| answer.error_count);
        self.packages.push(PackageComparison {
            path: path.to_owned(),
            counts,
            divergences,
            order,
            error_count,
        });
    }
}

fn first_reordered(expected: &[Line], found: &[Line]) -> Option<Reordered> {
    let index = expected.iter().zip(found).position(|(e, f)| e != f)?;
    Some(Reordered { expected: expected[index].clone(), found: found[index].clone(), index })
}

/// Makes messages comparable.
struct Reader<'a> {
    places: Places<'a>,
    sources: &'a SourceMap,
    strict: bool,
}

impl Reader<'_> {
    fn lines<'m>(&mut self, dir: &Path, messages: impl IntoIterator<Item = &'m Message<'m>>) -> Vec<Line> {
        messages.into_iter().map(|message| self.line(dir, message)).collect()
    }

    fn line(&mut self, dir: &Path, message: &Message<'_>) -> Line {
        let text = match message.kind {
            Kind::From => self.reason(dir, &message.text),
            _ => message.text.clone(),
        };
        let Some(place) = message.place else {
            return Line { kind: message.kind, file: String::new(), line: 0, column: 0, text, pos: None };
        };
        let file = self.places.file(dir, place.file);
        Line {
            kind: message.kind,
            file: self.name(dir, place.file),
            line: place.line,
            column: place.column,
            text,
            pos: file.and_then(|file| self.pos(file, place.line, place.column)),
        }
    }

    fn name(&mut self, dir: &Path, name: &str) -> String {
        if self.strict { name.to_owned() } else { self.places.name(dir, name) }
    }

    /// `    from E (REASON) at POS` with a comparable name.
    fn reason(&mut self, dir: &Path, text: &str) -> String {
        const AT: &str = ") at ";
        let Some(start) = text.rfind(AT).map(|at| at + AT.len()) else { return text.to_owned() };
        match log::read_place(&text[start..]) {
            Some(place) => {
                let end = start + place.file.len();
                format!("{}{}{}", &text[..start], self.name(dir, place.file), &text[end..])
            }
            None => text.to_owned(),
        }
    }

    /// The byte that a line and a column mean, unless `//line` directives moved them.
    fn pos(&self, file: FileId, line: u32, column: u32) -> Option<Pos> {
        let source = self.sources.file(file);
        let start = *source.line_starts.get(line.checked_sub(1)? as usize)?;
        let end = source.line_starts.get(line as usize).map_or(source.text.len(), |&end| end as usize);
        let offset = start + column.saturating_sub(1);
        let is_there = source.line_directives.is_empty() && (offset as usize) < end.max(1);
        (is_there && source.text.is_char_boundary(offset as usize)).then(|| Pos::new(file, offset))
    }
}
