//! `goesc quiz`: heap or stack?
//!
//! In: a lesson or Go files, and answers on standard input: keys from a terminal, else lines. Out:
//! questions, verdicts, a score; or all of it as JSON.

use super::args::{ColorArgs, ToldArgs};
use super::{guide as pages, session};
use crate::catalogue::Catalogue;
use crate::guide::Look;
use crate::guide::quiz::{Lines, Question, Typing, asked, lesson_questions, play};
use crate::release::Release;
use clap::Args;
use console::{Key, Term};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// The version of the JSON.
const VERSION: u32 = 1;

#[derive(Debug, Args)]
pub(super) struct QuizArgs {
    /// Ask at most that many questions
    #[arg(long, value_name = "N")]
    pub max: Option<usize>,
    /// How to ask
    #[arg(long, value_enum, default_value_t = QuizFormat::Text)]
    pub format: QuizFormat,
    #[command(flatten)]
    pub color: ColorArgs,
    #[command(flatten)]
    pub told: ToldArgs,
}

/// How to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum QuizFormat {
    /// On the terminal
    Text,
    /// All questions and answers as one object
    Json,
}

/// What the quiz is about.
struct Topic {
    release: Release,
    inline: bool,
    lesson: Option<String>,
    questions: Vec<Question>,
    /// The texts of files by what gc calls them.
    sources: HashMap<String, String>,
}

pub(super) fn run(args: &QuizArgs) -> ExitCode {
    let look = pages::look(args.told.common.release.unwrap_or(Release::NEWEST), &args.told.lang, &args.color);
    let (mut topic, status) = match &args.told.common.patterns[..] {
        [name] => match pages::lesson(name) {
            Some(entry) => (lesson(entry, args, look), ExitCode::SUCCESS),
            None if name.parse::<u32>().is_ok() => return pages::unknown_lesson(name, look),
            None => packages(args, look),
        },
        _ => packages(args, look),
    };
    if let Some(max) = args.max {
        topic.questions.truncate(max);
    }
    let mut out = io::stdout();
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = match args.format {
        QuizFormat::Json => writeln!(out, "{:#}", document(&topic, look)),
        QuizFormat::Text => {
            let source = |file: &str| topic.sources.get(file).cloned();
            play(&topic.questions, &source, look, &mut *typing(), &mut out).map(drop)
        }
    };
    status
}

/// How answers are typed.
fn typing() -> Box<dyn Typing> {
    match io::stdin().is_terminal() && io::stdout().is_terminal() {
        true => Box::new(Keys(Term::stdout())),
        false => Box::new(Lines(io::stdin().lock())),
    }
}

/// Keys on a terminal, which answer without the Enter key.
struct Keys(Term);

impl Typing for Keys {
    fn next(&mut self) -> io::Result<Option<String>> {
        /// What Ctrl-D sends.
        const END: char = '\u{4}';
        match self.0.read_key_raw() {
            Ok(Key::Char(END) | Key::CtrlC) => Ok(None),
            Ok(Key::Char(key)) => Ok(Some(key.to_string())),
            Ok(_) => Ok(Some(String::new())),
            // The terminal is gone.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn is_key(&self) -> bool {
        true
    }
}

fn lesson(entry: &crate::guide::Entry, args: &QuizArgs, look: Look) -> Topic {
    let (release, inline) = (look.release, entry.inlines() && !args.told.l);
    let facts = crate::facts::embedded(release, "linux", "amd64");
    let questions = lesson_questions(entry, release, inline, look.language, facts);
    let sources = HashMap::from([(entry.file_name(), entry.program.clone())]);
    Topic { release, inline, lesson: Some(entry.name.clone()), questions, sources }
}

/// The questions about all packages that the user names, and the exit status that their errors bring.
fn packages(args: &QuizArgs, look: Look) -> (Topic, ExitCode) {
    let catalogue = Catalogue::of(look.language);
    let session = session::analyze(&args.told.common, !args.told.l, |view| asked(view, catalogue));
    let questions: Vec<Question> = session.packages().flatten().cloned().collect();
    let all = &session.analysis.sources;
    let file = |id| {
        let file = all.file(id);
        (file.display_name.clone(), file.text.to_string())
    };
    let is_asked = |name: &String| questions.iter().any(|question| question.file == *name);
    let sources = all.ids().map(file).filter(|(name, _)| is_asked(name)).collect();
    let release = session.analysis.config.build.release;
    let status = session.report_errors();
    (Topic { release, inline: !args.told.l, lesson: None, questions, sources }, status)
}

fn document(topic: &Topic, look: Look) -> Value {
    let catalogue = Catalogue::of(look.language);
    let questions = (1..).zip(&topic.questions).map(|(id, question)| question.json(id, catalogue));
    json!({
        "version": VERSION,
        "release": topic.release.to_string(),
        "inline": topic.inline,
        "lang": look.language.code(),
        "lesson": topic.lesson,
        "sources": topic.sources,
        "questions": questions.collect::<Vec<Value>>(),
    })
}
