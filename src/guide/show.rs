//! Pages and lessons in a terminal.
//!
//! In: an [`Entry`], a release and a [`Look`]. Out: text.
//! Invariants: what gc prints is taken from the recording of the release; how releases differ is found
//! out by comparing the recordings.

use super::Guide;
use super::entry::{Entry, Kind};
use super::markdown::{self, Paint};
use super::recording::{Mode, Step};
use super::text::{self, SectionKind, block_info};
use crate::catalogue::{Catalogue, Language, say};
use crate::release::Release;
use std::fmt::Write;

/// How many lines that differ between two releases are shown.
const MAX_CHANGES: usize = 12;

/// How to show texts.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The release whose output is shown.
    pub release: Release,
    /// The language of texts.
    pub language: Language,
    /// Whether to colour.
    pub color: bool,
    /// The longest line, in columns; programs and gc's lines may be longer.
    pub width: usize,
    /// Whether lessons tell the answer.
    pub answers: bool,
}

impl Look {
    pub(super) fn paint(self) -> Paint {
        Paint { color: self.color }
    }

    pub(super) fn catalogue(self) -> &'static Catalogue {
        Catalogue::of(self.language)
    }
}

/// A page or lesson.
pub fn entry(guide: &Guide, entry: &Entry, look: Look) -> String {
    let (paint, catalogue, text) = (look.paint(), look.catalogue(), entry.text(look.language));
    let mut out = format!("{}\n\n", paint.paint(Paint::HEADING, &heading(entry, look)));
    out.push_str(&prose(entry, &text.prose, false, look));
    let _ = writeln!(out, "\n{}", paint.paint(Paint::FAINT, &entry.file_name()));
    out.push_str(&program(&entry.program, paint));
    let shows = |kind| look.answers || !entry.hides(kind);
    let mut told_releases = false;
    for section in text.sections.iter().filter(|section| shows(section.kind)) {
        let _ = writeln!(out, "\n{}\n", paint.paint(Paint::HEADING, &section.kind.heading(look.language)));
        out.push_str(&prose(entry, &section.body, section.kind == SectionKind::Prints, look));
        if section.kind == SectionKind::Releases {
            out.push_str(&releases(entry, look));
            told_releases = true;
        }
    }
    if !told_releases && shows(SectionKind::Releases) {
        let title = SectionKind::Releases.heading(look.language);
        let _ = writeln!(out, "\n{}", paint.paint(Paint::HEADING, &title));
        out.push_str(&releases(entry, look));
    }
    if entry.kind == Kind::Lesson {
        let number = entry.number;
        if !look.answers {
            let _ = writeln!(out, "\n{}", say!(catalogue, "guide-lesson-next", number = number));
        }
        if let Some(page) = entry.rule.and_then(|rule| guide.get(rule.code())).filter(|_| look.answers) {
            let (code, title) = (page.code(), page.text(look.language).title.clone());
            let _ = writeln!(out, "\n{}", say!(catalogue, "guide-read-on", code = code, title = title));
        }
    } else {
        let lessons =
            guide.of_kind(Kind::Lesson).filter(|lesson| lesson.rule.is_some() && lesson.rule == entry.rule);
        let titles: Vec<String> = lessons
            .map(|lesson| format!("{} ({})", lesson.number, lesson.text(look.language).title))
            .collect();
        if !titles.is_empty() {
            let list = catalogue.list(&titles);
            let line = say!(catalogue, "guide-lessons-about", lessons = list);
            let _ = writeln!(out, "\n{}", textwrap::fill(&line, look.width));
        }
    }
    out
}

/// The list of lessons: number, title, and what people believe.
pub fn lessons(guide: &Guide, look: Look) -> String {
    let catalogue = look.catalogue();
    let mut out = String::new();
    for lesson in guide.of_kind(Kind::Lesson) {
        let title = look.paint().paint(Paint::HEADING, &lesson.text(look.language).title);
        let _ = writeln!(out, "{:>3}  {title}", lesson.number);
        for &number in &lesson.misconceptions {
            if let Some(belief) = misconception(number, catalogue) {
                let line = say!(catalogue, "guide-belief", belief = belief);
                let options = textwrap::Options::new(look.width)
                    .initial_indent("     ")
                    .subsequent_indent("     ")
                    .word_splitter(textwrap::WordSplitter::NoHyphenation);
                for line in textwrap::wrap(&line, options) {
                    let _ = writeln!(out, "{}", look.paint().paint(Paint::FAINT, &line));
                }
            }
        }
    }
    let _ = writeln!(out, "\n{}", say!(catalogue, "guide-lessons-how"));
    out
}

/// What is said when a question can be about several pages.
pub fn several(query: &str, pages: &[&Entry], look: Look) -> String {
    let mut out = say!(look.catalogue(), "guide-several", query = query);
    out.push('\n');
    out.push_str(&headings(pages, look));
    out
}

/// What is said when a question is about no page, with those that may be meant; `word` if it could be
/// a file or package as well, and is not.
pub fn unknown(query: &str, nearest: &[&Entry], word: bool, look: Look) -> String {
    let catalogue = look.catalogue();
    let mut out = match word {
        true => say!(catalogue, "guide-unknown-word", query = query),
        false => say!(catalogue, "guide-unknown", query = query),
    };
    out.push('\n');
    if !nearest.is_empty() {
        out.push_str(&say!(catalogue, "guide-did-you-mean"));
        out.push('\n');
        out.push_str(&headings(nearest, look));
    }
    out
}

/// Codes and titles, a line each.
fn headings(pages: &[&Entry], look: Look) -> String {
    pages.iter().map(|page| format!("  {}\n", heading(page, look))).collect()
}

/// What people believe, by its number in the list of misconceptions.
pub(super) fn misconception(number: u32, catalogue: &Catalogue) -> Option<String> {
    Some(catalogue.plain(super::beliefs::BELIEFS.get(number.checked_sub(1)? as usize).copied()?))
}

/// Code or number, and title.
fn heading(entry: &Entry, look: Look) -> String {
    let title = &entry.text(look.language).title;
    match entry.kind {
        Kind::Lesson => {
            say!(look.catalogue(), "guide-lesson-heading", number = entry.number, title = title.as_str())
        }
        Kind::Rule | Kind::Message => format!("{}  {title}", entry.code()),
    }
}

/// A program with line numbers.
pub(super) fn program(text: &str, paint: Paint) -> String {
    let mut out = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        let number = paint.paint(Paint::FAINT, &format!("{number:>4} |"));
        let _ = writeln!(out, "{}", format!("{number} {}", line.replace('\t', "    ")).trim_end());
    }
    out
}

/// Markdown; `of_release` replaces gc's lines by those of the chosen release.
fn prose(entry: &Entry, markdown: &str, of_release: bool, look: Look) -> String {
    let mut blocks = text::blocks(markdown);
    markdown::render(markdown, look.width, look.paint(), &mut |info, code| {
        let Some((release, mode)) = block_info(info) else {
            return code.lines().map(|line| line.replace('\t', "    ")).collect();
        };
        let block = blocks.next();
        let shown = if of_release { look.release } else { release };
        let lines: Vec<&str> = match &block {
            Some(block) => entry.block_of(block, shown),
            None => code.lines().collect(),
        };
        let mut all = vec![command(entry, shown, mode, look)];
        if lines.is_empty() {
            let nothing = say!(look.catalogue(), "guide-prints-nothing");
            all.push(look.paint().paint(Paint::FAINT, &nothing));
        }
        all.extend(lines.into_iter().map(str::to_owned));
        all
    })
}

/// What somebody types to see the lines that follow.
fn command(entry: &Entry, release: Release, mode: Mode, look: Look) -> String {
    let text = format!("$ go{release} build -gcflags='{}' {}.go", mode.flags(), entry.name);
    look.paint().paint(Paint::FAINT, &text)
}

/// How what is printed about the program differs between releases.
fn releases(entry: &Entry, look: Look) -> String {
    let (catalogue, mut out) = (look.catalogue(), String::new());
    let recorded: Vec<Release> = entry.recording.releases().collect();
    let (Some(first), Some(last)) = (recorded.first(), recorded.last()) else { return out };
    let (first, last) = (first.to_string(), last.to_string());
    for mode in entry.modes() {
        let steps = entry.recording.steps(mode);
        if steps.is_empty() {
            let text = say!(
                catalogue,
                "guide-same-output",
                first = first.as_str(),
                last = last.as_str(),
                flags = mode.flags()
            );
            let _ = write!(out, "\n{}\n", textwrap::fill(&text, look.width));
        }
        steps.iter().for_each(|step| out.push_str(&changes(step, mode, look)));
    }
    out
}

fn changes(step: &Step, mode: Mode, look: Look) -> String {
    let (catalogue, paint) = (look.catalogue(), look.paint());
    let (from, to) = (step.from.to_string(), step.to.to_string());
    let title = say!(catalogue, "guide-changes", from = from, to = to, flags = mode.flags());
    let mut out = format!("\n{title}\n");
    for change in step.changes.iter().take(MAX_CHANGES) {
        let (sign, style) = if change.added { ('+', Paint::GOOD) } else { ('-', Paint::BAD) };
        let _ = writeln!(
            out,
            "    {}",
            paint.paint(style.effects(anstyle::Effects::new()), &format!("{sign} {}", change.line))
        );
    }
    if step.changes.len() > MAX_CHANGES {
        let more = say!(catalogue, "guide-more-changes", count = step.changes.len() - MAX_CHANGES);
        let _ = writeln!(out, "    {more}");
    }
    out
}

/// What is said when there is no lesson of that name.
pub fn unknown_lesson(name: &str, look: Look) -> String {
    say!(look.catalogue(), "guide-unknown-lesson", name = name)
}
