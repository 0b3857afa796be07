//! Reports as text for people, with the source.
//!
//! In: [`PackageReport`]s. Out: text, with colours or without.
//! Invariants: deterministic; never fails, a report whose file is gone loses only its source.

use super::worded::{self, Worded};
use super::words::Words;
use super::{Contract, Cost, Free, InlinedAt, PackageReport, Remark, Report, Spot, Stay};
use crate::catalogue::Catalogue;
use crate::release::Rules;
use crate::report::snippet::{self, Texts};
use crate::source::{FileId, SourceMap};
use codespan_reporting::diagnostic::{Diagnostic, Label};
use std::borrow::Borrow;
use std::fmt::Write;

/// How to render.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The release, whose limits the rules name.
    pub rules: &'a Rules,
    /// The language.
    pub catalogue: &'a Catalogue,
    /// Whether to colour.
    pub color: bool,
    /// Whether to tell what stays, too.
    pub all: bool,
    /// Whether what stays, and parameters, are shown with their source.
    pub closely: bool,
}

impl<'a> Style<'a> {
    /// The words of its language.
    pub fn words(&self) -> Words<'a> {
        Words { catalogue: self.catalogue, rules: self.rules }
    }
}

/// The text of all reports, with a summary at the end.
pub fn render(packages: &[impl Borrow<PackageReport>], sources: &SourceMap, style: Style<'_>) -> String {
    let packages: Vec<&PackageReport> = packages.iter().map(Borrow::borrow).collect();
    let mut out = String::new();
    let (texts, words) = (Texts(sources), style.words());
    for package in &packages {
        for report in &package.escapes {
            write_report(report, &texts, style, &mut out);
        }
    }
    if style.closely {
        for package in &packages {
            for stay in &package.stays {
                write_worded(&worded::stay(stay, style), &texts, style, &mut out);
            }
            for contract in &package.contracts {
                write_worded(&worded::contract(contract, style), &texts, style, &mut out);
            }
        }
    } else if style.all {
        let stays = packages.iter().flat_map(|p| &p.stays);
        let line = |s: &Stay| (s.spot, stay_line(s, words));
        write_lines(&words.stays_heading(), stays.map(line), sources, &mut out);
        let contracts = packages.iter().flat_map(|p| &p.contracts);
        write_lines(
            &words.contracts_heading(),
            contracts.map(|c: &Contract| (c.spot, words.contract(c))),
            sources,
            &mut out,
        );
    }
    out.push_str(&summary(&packages, style));
    out.push('\n');
    out
}

/// The line at the end.
pub(super) fn summary(packages: &[impl Borrow<PackageReport>], style: Style<'_>) -> String {
    let packages = || packages.iter().map(Borrow::borrow);
    let heap = packages().map(|p| p.escapes.len()).sum();
    let stay = packages().map(|p| p.stays.len()).sum();
    let leaking = packages().flat_map(|p| &p.contracts).filter(|c| !c.leaks.is_empty()).count();
    let undecided = packages().map(|p| p.undecided).sum();
    style.words().summary((heap, stay, leaking), undecided)
}

fn write_report(report: &Report, texts: &Texts<'_>, style: Style<'_>, out: &mut String) {
    let diagnostic = diagnostic(report, texts, style.words());
    snippet::emit(&diagnostic, texts, style.color, out);
}

/// What stays, with what it costs.
fn stay_line(stay: &Stay, words: Words<'_>) -> String {
    let text = words.stay(stay);
    match stay.cost {
        Some(Cost::Free(Free::OnStack)) => format!("{text} [{}]", words.free()),
        Some(cost) => format!("{text} [{}]", words.cost(cost, false)),
        None => text,
    }
}

fn write_worded(worded: &Worded, texts: &Texts<'_>, style: Style<'_>, out: &mut String) {
    let label =
        worded.steps.iter().map(|(spot, text)| Label::primary(spot.file, spot.range()).with_message(text));
    let diagnostic = Diagnostic::note().with_message(&worded.title).with_labels_iter(label);
    snippet::emit(&diagnostic.with_notes(worded.notes.clone()), texts, style.color, out);
}

/// The text of one report.
pub(super) fn one(worded: &Worded, sources: &SourceMap, style: Style<'_>) -> String {
    let mut out = String::new();
    write_worded(worded, &Texts(sources), style, &mut out);
    out
}

/// The text of one report without colours.
pub(super) fn plain(worded: Result<&Report, &Worded>, sources: &SourceMap, style: Style<'_>) -> String {
    let (texts, style) = (Texts(sources), Style { color: false, ..style });
    let mut out = String::new();
    match worded {
        Ok(report) => write_report(report, &texts, style, &mut out),
        Err(worded) => write_worded(worded, &texts, style, &mut out),
    }
    out
}

fn diagnostic(report: &Report, texts: &Texts<'_>, words: Words<'_>) -> Diagnostic<FileId> {
    let steps = labels(report, texts, words);
    let labels = steps.into_iter().enumerate().map(|(i, (spot, text))| {
        let label = if i == 0 { Label::primary } else { Label::secondary };
        label(spot.file, spot.range()).with_message(text)
    });
    let notes = notes(report, texts, words);
    Diagnostic::note().with_message(words.title(report)).with_labels_iter(labels).with_notes_iter(notes)
}

/// The rule, and what else there is to say.
pub(super) fn notes(report: &Report, texts: &Texts<'_>, words: Words<'_>) -> Vec<String> {
    let mut notes = vec![words.rule_note(report.rule, report.value.kind)];
    notes.extend(report.remarks.iter().map(|&remark| words.remark(remark)));
    notes.extend(report.help.as_ref().map(|help| words.help_note(help)));
    notes.extend(words.stays_at(&places(report.stays_at.iter(), report.spot, texts.0, words)));
    if let Some(cut) = &report.cut {
        let is_free = matches!(report.cost, Some(Cost::Free(_)));
        let is_told = is_free && report.remarks.iter().any(|remark| *remark != Remark::PartsTogether);
        let cost = report.cost.filter(|_| !is_told);
        notes.extend(cost.map(|cost| words.cost(cost, true)));
        notes.push(words.cut(cut, report, texts.0));
    }
    notes
}

/// Functions and the lines in them, with the file if that is not that of `spot`.
fn places<'a>(
    all: impl Iterator<Item = &'a InlinedAt>,
    spot: Spot,
    sources: &SourceMap,
    words: Words<'_>,
) -> Vec<(String, Vec<String>)> {
    let mut places: Vec<(String, Vec<String>)> = Vec::new();
    for at in all {
        let line = sources.line_column(at.pos).0;
        let name = &sources.file(at.pos.file).display_name;
        let line = if at.pos.file == spot.file { words.line(line) } else { format!("{name}:{line}") };
        match places.iter_mut().find(|(into, _)| *into == at.into) {
            Some((_, lines)) if lines.contains(&line) => {}
            Some((_, lines)) => lines.push(line),
            None => places.push((at.into.clone(), vec![line])),
        }
    }
    places
}

/// Numbered texts and what they label; steps at the same spot share a label.
fn labels(report: &Report, texts: &Texts<'_>, words: Words<'_>) -> Vec<(Spot, String)> {
    let primary = words.label(report);
    let numbered = !report.hops.is_empty();
    let first = if numbered { format!("1. {primary}") } else { primary };
    let mut labels = vec![(report.spot, first)];
    for (i, hop) in report.hops.iter().enumerate() {
        let text = format!("{}. {}", i + 2, words.hop(hop));
        let whole = hop.spot.unwrap_or(report.spot);
        let spot = labels.iter().fold(whole, |spot, &(inner, _)| before(spot, inner, texts));
        match labels.iter_mut().find(|(at, _)| *at == spot) {
            Some((_, label)) => {
                *label = words.next(label, &text);
            }
            None => labels.push((spot, text)),
        }
    }
    labels
}

/// The part of `spot` before `inner`, if that lies within it: lines under nested spots are hard to
/// tell apart. When nothing but punctuation is there, `inner` itself: two spots that begin at one place
/// are not told apart either.
fn before(spot: Spot, inner: Spot, texts: &Texts<'_>) -> Spot {
    if !spot.contains(inner) || spot == inner {
        return spot;
    }
    let text = &texts.0.file(spot.file).text;
    let left = text.get(spot.start as usize..inner.start as usize).unwrap_or_default();
    let left = left.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | '&' | '{' | '['));
    let is_word = left.contains(|c: char| c.is_alphanumeric() || c == '_');
    if is_word { Spot { end: spot.start + left.len() as u32, ..spot } } else { inner }
}

fn write_lines(
    heading: &str,
    lines: impl Iterator<Item = (Spot, String)>,
    sources: &SourceMap,
    out: &mut String,
) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    out.push_str(heading);
    out.push('\n');
    for (spot, text) in lines {
        let at = crate::source::Pos::new(spot.file, spot.start);
        let (line, column) = sources.line_column(at);
        let _ = writeln!(out, "  {}:{line}:{column}: {text}", sources.file(spot.file).display_name);
    }
    out.push('\n');
}
