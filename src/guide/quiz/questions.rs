//! Questions about a package.
//!
//! In: an analysed package, its verdicts and reports. Out: questions in source order.
//! Invariants: every verdict of `-m` is the answer of a question, with gc's words; besides there are the
//! variables whose address is taken and that stay, of which gc says nothing. Which of them are asked is
//! decided here and nowhere else: all, or those on lines that the file marks with [`QUESTION_MARK`].

use super::{Outcome, Question, Subject};
use crate::catalogue::{Catalogue, say};
use crate::driver::PackageView;
use crate::flow::Origin;
use crate::report::explain::{PackageReport, Said, Spot, Style, ValueKind, render};
use crate::report::{Verdict, VerdictKind};
use crate::source::{FileId, Pos};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The comment at the end of lines that a program wants to be asked about.
pub const QUESTION_MARK: &str = "// ?";

/// All questions about a package; reports are in the language of `catalogue`.
pub fn questions(view: PackageView<'_>, catalogue: &'static Catalogue) -> Vec<Question> {
    let verdicts = view.verdicts();
    all(view, &verdicts, &view.explain_verdicts(&verdicts, true), catalogue)
}

/// The questions about a package that a quiz asks: all; but of files that mark lines with
/// [`QUESTION_MARK`], those about these lines, and where nothing there has a verdict, about the variables
/// declared there.
pub fn asked(view: PackageView<'_>, catalogue: &'static Catalogue) -> Vec<Question> {
    let verdicts = view.verdicts();
    asked_of_report(view, &verdicts, &view.explain_verdicts(&verdicts, true), catalogue)
}

/// As [`asked`], from verdicts and a report in detail that are at hand.
pub fn asked_of_report(
    view: PackageView<'_>,
    verdicts: &[Verdict],
    report: &PackageReport,
    catalogue: &'static Catalogue,
) -> Vec<Question> {
    let told = all(view, verdicts, report, catalogue);
    let silent = silent_variables(view, catalogue);
    let files: BTreeSet<FileId> = told.iter().chain(&silent).map(|question| question.pos.file).collect();
    let marked: BTreeSet<(FileId, u32)> = files
        .into_iter()
        .flat_map(|file| {
            let lines = (1..).zip(view.sources.file(file).text.lines());
            lines.filter(|(_, line)| line.trim_end().ends_with(QUESTION_MARK)).map(move |(n, _)| (file, n))
        })
        .collect();
    let place = |question: &Question| (question.pos.file, question.line);
    let has_told: BTreeSet<(FileId, u32)> = told.iter().map(place).collect();
    let has_marks: BTreeSet<FileId> = marked.iter().map(|(file, _)| *file).collect();
    let is_asked = |q: &Question| !has_marks.contains(&q.pos.file) || marked.contains(&place(q));
    let is_only = |q: &Question| marked.contains(&place(q)) && !has_told.contains(&place(q));
    let told = told.into_iter().filter(is_asked);
    let mut found: Vec<Question> = told.chain(silent.into_iter().filter(is_only)).collect();
    found.sort_by_key(|question| (place(question), question.column));
    found
}

fn all(
    view: PackageView<'_>,
    verdicts: &[Verdict],
    report: &PackageReport,
    catalogue: &'static Catalogue,
) -> Vec<Question> {
    let asker = Asker { view, catalogue, told: Told::new(report), report };
    let mut found: BTreeMap<Key, Question> = BTreeMap::new();
    for verdict in verdicts {
        let Some((key, question)) = asker.question(verdict) else { continue };
        match found.get_mut(&key) {
            Some(known) => merge(known, question),
            None => {
                found.insert(key, question);
            }
        }
    }
    for (index, stay) in report.stays.iter().enumerate() {
        let is_variable = matches!(stay.value.kind, ValueKind::Variable | ValueKind::Parameter);
        if !is_variable || !stay.says.is_empty() || stay.outside.is_some() {
            continue;
        }
        let (Some(what), spot) = (stay.value.text.clone(), stay.spot) else { continue };
        let key = (spot.file.0, spot.start, Subject::Variable, what.clone());
        let text = asker.text(Item::Stay(index));
        found.entry(key).or_insert_with(|| {
            let about =
                About { subject: Subject::Variable, what, copied_from: None, outcome: Outcome::Stack };
            asker.at(Pos::new(spot.file, spot.start), Some(spot), about, text)
        });
    }
    found.into_values().collect()
}

/// The variables of a package that nothing takes the address of, and that stay: gc says nothing about them.
fn silent_variables(view: PackageView<'_>, catalogue: &'static Catalogue) -> Vec<Question> {
    let report = PackageReport::default();
    let asker = Asker { view, catalogue, told: Told::new(&report), report: &report };
    let ir = &view.package.ir;
    let mut found: BTreeMap<Key, Question> = BTreeMap::new();
    for batch in &view.package.analysis.batches {
        for loc in batch.graph.real_locs() {
            let Origin::Var(var) = batch.graph.locs[loc].origin else { continue };
            let (pos, name) = (ir.vars[var].pos, view.sources.interner.text(ir.vars[var].name));
            let is_silent = !batch.solution.escapes(loc) && !batch.graph.locs[loc].addr_taken;
            let is_written = ir.vars[var].obj.is_some() && is_in_source(pos);
            if !is_silent || !is_written || view.package.inlined.source_of_var(var).is_some() {
                continue;
            }
            let (subject, what) = (Subject::Variable, name.to_owned());
            let about = About { subject, what: what.clone(), copied_from: None, outcome: Outcome::Stack };
            let spot = Spot { file: pos.file, start: pos.offset, end: pos.offset + name.len() as u32 };
            let why = say!(catalogue, "guide-no-address", name = name);
            found.insert((pos.file.0, pos.offset, subject, what), asker.at(pos, Some(spot), about, why));
        }
    }
    found.into_values().collect()
}

/// Whether a position is one of a text that is at hand.
fn is_in_source(pos: Pos) -> bool {
    pos.is_known() && pos != Pos::AUTOGENERATED && !pos.is_outside()
}

/// Where, about what: two verdicts with the same key belong to copies of one body.
type Key = (u32, u32, Subject, String);

/// A report of a package.
#[derive(Clone, Copy)]
enum Item {
    Escape(usize),
    Stay(usize),
    Contract(usize),
    /// A copy of what escapes, which does not.
    Copy(usize, usize),
}

/// Which report tells about a line of gc.
struct Told<'a> {
    of: FxHashMap<(Pos, &'a str), Item>,
}

impl<'a> Told<'a> {
    fn new(report: &'a PackageReport) -> Self {
        let mut of = FxHashMap::default();
        let mut add = |says: &'a [Said], item| {
            for said in says {
                of.entry((said.pos, said.message.as_str())).or_insert(item);
            }
        };
        report.escapes.iter().enumerate().for_each(|(i, r)| add(&r.says, Item::Escape(i)));
        for (i, report) in report.escapes.iter().enumerate() {
            report.stays_at.iter().enumerate().for_each(|(j, at)| add(&at.says, Item::Copy(i, j)));
        }
        report.stays.iter().enumerate().for_each(|(i, s)| add(&s.says, Item::Stay(i)));
        report.contracts.iter().enumerate().for_each(|(i, c)| add(&c.says, Item::Contract(i)));
        Told { of }
    }
}

/// What a question is about, apart from its place.
struct About {
    subject: Subject,
    what: String,
    copied_from: Option<String>,
    outcome: Outcome,
}

struct Asker<'a> {
    view: PackageView<'a>,
    catalogue: &'static Catalogue,
    told: Told<'a>,
    report: &'a PackageReport,
}

impl Asker<'_> {
    /// The question that a verdict answers.
    fn question(&self, verdict: &Verdict) -> Option<(Key, Question)> {
        let (about, message) = (verdict.about, &verdict.message);
        if !is_in_source(about.pos) {
            return None;
        }
        let outcome = match about.kind {
            VerdictKind::Heap => Outcome::Heap,
            VerdictKind::Stack => Outcome::Stack,
            VerdictKind::Leaks => Outcome::Leaks,
            VerdictKind::Keeps => Outcome::Keeps,
            VerdictKind::Remark => return None,
        };
        let item = self.told.of.get(&(about.pos, message.as_str())).copied();
        let subject = self.subject(verdict, item);
        let what = what(message).to_owned();
        let copied_from = self.copied_from(verdict);
        let spot = item.filter(|_| copied_from.is_none()).map(|item| self.spot(item));
        let spot = spot.filter(|spot| spot.file == about.pos.file);
        let key = (about.pos.file.0, about.pos.offset, subject, what.clone());
        let about_it = About { subject, what, copied_from, outcome };
        let text = item.map_or_else(Default::default, |item| self.text(item));
        let mut question = self.at(about.pos, spot, about_it, text);
        question.rule = match item {
            Some(Item::Escape(i)) if outcome == Outcome::Heap => self.report.escapes.get(i).map(|r| r.rule),
            _ => None,
        };
        question.gc.push(message.clone());
        Some((key, question))
    }

    fn subject(&self, verdict: &Verdict, item: Option<Item>) -> Subject {
        if verdict.about.func.is_some() {
            return Subject::Parameter;
        }
        let value = match item {
            Some(Item::Escape(i) | Item::Copy(i, _)) => self.report.escapes.get(i).map(|r| &r.value),
            Some(Item::Stay(i)) => self.report.stays.get(i).map(|s| &s.value),
            _ => None,
        };
        match value.map(|value| value.kind) {
            Some(ValueKind::Boxed { .. }) => Subject::Boxed,
            _ if verdict.message.starts_with("moved to heap: ") => Subject::Variable,
            _ => Subject::Allocation,
        }
    }

    /// The function whose inlined body has what a verdict is about.
    fn copied_from(&self, verdict: &Verdict) -> Option<String> {
        let package = self.view.package;
        let graph = &package.analysis.batches.get(verdict.batch)?.graph;
        let from = match graph.locs[verdict.about.loc?].origin {
            Origin::Expr(expr) => package.inlined.source_of_expr(expr)?,
            Origin::Var(var) => package.inlined.source_of_var(var)?,
            _ => return None,
        };
        let callee = &package.inlined.calls.get(from.call)?;
        (from.pos != verdict.about.pos).then(|| self.view.sources.interner.text(callee.name).to_owned())
    }

    fn spot(&self, item: Item) -> Spot {
        match item {
            Item::Escape(i) | Item::Copy(i, _) => self.report.escapes[i].spot,
            Item::Stay(i) => self.report.stays[i].spot,
            Item::Contract(i) => self.report.contracts[i].spot,
        }
    }

    /// What is told about one value: nothing but its report.
    fn text(&self, item: Item) -> String {
        let mut only = PackageReport::default();
        match item {
            Item::Escape(i) => only.escapes.push(self.report.escapes[i].clone()),
            Item::Stay(i) => only.stays.push(self.report.stays[i].clone()),
            Item::Contract(i) => only.contracts.push(self.report.contracts[i].clone()),
            Item::Copy(i, j) => {
                let callee = self.report.escapes[i].stays_at[j].callee.as_str();
                return say!(self.catalogue, "guide-copy-stays", callee = callee);
            }
        }
        let rules = &self.view.config.rules;
        let style = Style { rules, catalogue: self.catalogue, color: false, all: true, closely: false };
        let text = render(&[only], self.view.sources, style);
        let mut lines: Vec<&str> = text.trim_end().lines().collect();
        // A summary of one report says nothing.
        lines.pop();
        if !matches!(item, Item::Escape(_)) && !lines.is_empty() {
            // Nor does the heading of a list with one item, or the place that is asked about.
            let line = lines[1..].iter().find(|line| !line.is_empty()).copied().unwrap_or_default();
            return line.trim().split_once(": ").map_or(line, |(_, text)| text).to_owned();
        }
        lines.join("\n").trim_end().to_owned()
    }

    /// A question about what is at a position.
    fn at(&self, pos: Pos, spot: Option<Spot>, about: About, report: String) -> Question {
        let sources = self.view.sources;
        let (line, column) = sources.line_column(pos);
        let file = sources.file(pos.file);
        let own = spot.filter(|spot| spot.start <= pos.offset && pos.offset < spot.end);
        let (column, end_column) = match own {
            Some(spot) => {
                let start = sources.line_column(Pos::new(spot.file, spot.start)).1;
                (start, start + (spot.end - spot.start))
            }
            None => (column, column + 1),
        };
        let About { subject, what, copied_from, outcome } = about;
        Question {
            subject,
            what,
            copied_from,
            pos,
            file: file.display_name.clone(),
            line,
            column,
            end_column,
            outcome,
            gc: Vec::new(),
            report,
            rule: None,
        }
    }
}

/// What a message is about: `new(T)` of `new(T) escapes to heap`.
fn what(message: &str) -> &str {
    let ends = [" escapes to heap", " does not escape"];
    let starts = ["moved to heap: ", "leaking param content: ", "leaking param: "];
    let message = ends.iter().find_map(|end| message.strip_suffix(end)).unwrap_or(message);
    let message = starts.iter().find_map(|start| message.strip_prefix(start)).unwrap_or(message);
    message.split(" to result ").next().unwrap_or(message)
}

/// Adds what is said of another copy of the same body, or in another line: the worst counts.
fn merge(known: &mut Question, other: Question) {
    if matches!(other.outcome, Outcome::Heap | Outcome::Leaks) && known.outcome != other.outcome {
        known.outcome = other.outcome;
        known.report = other.report;
        known.rule = other.rule;
    }
    for line in other.gc {
        if !known.gc.contains(&line) {
            known.gc.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_messages_are_about() {
        for (message, about) in [
            ("moved to heap: x", "x"),
            ("new(T) escapes to heap", "new(T)"),
            ("... argument does not escape", "... argument"),
            ("leaking param: p", "p"),
            ("leaking param content: p", "p"),
            ("leaking param: p to result ~r0 level=1", "p"),
        ] {
            assert_eq!(what(message), about);
        }
    }
}
