//! Pages of the guide: `goesc explain E03`, `goesc explain "leaking param content"`, `goesc lessons`.
//!
//! In: what the user typed. Out: a page, a list, or that there is none.

use super::args::{ColorArgs, ExplainArgs, LangArgs, parse_release};
use super::{FAILED, USAGE, session};
use crate::guide::{self, Found, Guide, Kind, Look};
use crate::release::Release;
use clap::Args;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// The longest line where nothing tells how wide a terminal is.
const DEFAULT_WIDTH: usize = 80;
/// Longer lines are hard to read.
const MAX_WIDTH: usize = 100;

#[derive(Debug, Args)]
pub(super) struct LessonsArgs {
    /// The number or name of a lesson; without it, all are listed
    pub lesson: Option<String>,
    /// Tell the answer, too
    #[arg(long)]
    pub answer: bool,
    /// The Go release whose output is shown: 1.21 to 1.27
    #[arg(long = "go", value_parser = parse_release, value_name = "RELEASE", default_value_t = Release::NEWEST)]
    pub release: Release,
    #[command(flatten)]
    pub color: ColorArgs,
    #[command(flatten)]
    pub lang: LangArgs,
}

/// `goesc lessons`: the list, or one.
pub(super) fn lessons(args: &LessonsArgs) -> ExitCode {
    let guide = Guide::embedded();
    let mut look = look(args.release, &args.lang, &args.color);
    look.answers = args.answer;
    let Some(name) = &args.lesson else {
        return print(&guide::lessons(guide, look));
    };
    match guide.lesson(name) {
        Some(lesson) => print(&guide::entry(guide, lesson, look)),
        None => unknown_lesson(name, look),
    }
}

/// Says that there is no such lesson.
pub(super) fn unknown_lesson(name: &str, look: Look) -> ExitCode {
    eprintln!("goesc: {}", guide::unknown_lesson(name, look));
    ExitCode::from(USAGE)
}

/// The page that the arguments of `goesc explain` name, if they do; printed. None if they name
/// something to analyse. A word that names neither is answered here, too.
pub(super) fn page(args: &ExplainArgs) -> Option<ExitCode> {
    let common = &args.told.common;
    let patterns = &common.patterns;
    let query = patterns.join(" ");
    if args.line.is_some() || patterns.iter().any(|pattern| is_package(pattern, common.goroot.as_deref())) {
        return None;
    }
    let mut look = look(common.release.unwrap_or(Release::NEWEST), &args.told.lang, &args.color);
    look.answers = true;
    let guide = Guide::embedded();
    match guide.find(&query) {
        Found::One(entry) => Some(print(&guide::entry(guide, entry, look))),
        Found::Several(pages) => Some(print(&guide::several(&query, &pages, look))),
        Found::Nothing(nearest) => {
            // An import path looks like a word; a message or a code does not look like an import path.
            let is_word = !is_question(&query);
            if is_word && (query.contains(['/', '.', '\\']) || session::finds(common)) {
                return None;
            }
            eprint!("goesc: {}", guide::unknown(&query, &nearest, is_word, look));
            Some(ExitCode::from(FAILED))
        }
    }
}

/// Whether an argument is a file, a folder, or a pattern that only packages have.
pub(super) fn is_package(pattern: &str, goroot: Option<&Path>) -> bool {
    let is_below = |root: &Path| root.join("src").join(pattern).is_dir();
    let is_keyword = matches!(pattern, "all" | "std" | "cmd");
    let is_path = pattern.starts_with("./") || pattern.starts_with("../") || pattern.ends_with(".go");
    Path::new(pattern).exists()
        || is_keyword
        || goroot.is_some_and(is_below)
        || !pattern.contains(": ") && (pattern.ends_with("/...") || is_path)
}

/// Whether an argument can be nothing but a question: with blanks or marks, or the code of a page.
fn is_question(query: &str) -> bool {
    let has_mark = query.contains(|c: char| c.is_whitespace() || "~{}()=:&*?←\"'".contains(c));
    let is_code = query.len() <= 3
        && query.starts_with(['E', 'M', 'L', 'e', 'm', 'l'])
        && query[1..].bytes().all(|b| b.is_ascii_digit())
        && query.len() > 1;
    has_mark || is_code || !query.is_ascii()
}

/// How to show texts on standard output.
pub(super) fn look(release: Release, lang: &LangArgs, color: &ColorArgs) -> Look {
    let width = terminal_width().unwrap_or(DEFAULT_WIDTH).clamp(20, MAX_WIDTH);
    Look { release, language: lang.language(), color: color.is_colored(), width, answers: false }
}

/// Columns of the terminal that standard output is, if it is one.
pub(super) fn terminal_width() -> Option<usize> {
    match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) if std::io::stdout().is_terminal() => {
            Some(usize::from(columns))
        }
        _ => None,
    }
}

/// The name of the lesson that an argument is, unless it is a file or folder.
pub(super) fn lesson(name: &str) -> Option<&'static guide::Entry> {
    let guide = Guide::embedded();
    let is_page = |entry: &&guide::Entry| entry.kind != Kind::Lesson || name.starts_with(['l', 'L']);
    (!Path::new(name).exists())
        .then(|| guide.lesson(name).or_else(|| guide.get(name).filter(is_page)))
        .flatten()
}

fn print(text: &str) -> ExitCode {
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    ExitCode::SUCCESS
}
