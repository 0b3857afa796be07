//! The quiz: heap or stack?
//!
//! In: an analysed package. Out: a [`Question`] for each value and parameter that gc has a verdict on,
//! the game that asks them, and the same as JSON.
//! Invariants: answers are gc's verdicts; no text of a lesson decides anything.

mod lesson;
mod questions;
mod session;

use crate::report::explain::Rule;
use crate::source::Pos;
pub use lesson::lesson_questions;
pub use questions::{QUESTION_MARK, asked, asked_of_report, questions};
use serde_json::{Value, json};
pub use session::{Lines, Score, Typing, play};

/// Something that has a verdict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Whether it is a value or a parameter.
    pub subject: Subject,
    /// Its name, or the expression as gc writes it.
    pub what: String,
    /// The function whose inlined body has it, if the position is that of a call.
    pub copied_from: Option<String>,
    /// Where gc reports it, or would.
    pub pos: Pos,
    /// The file as gc calls it.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// The column of its first byte, from 1.
    pub column: u32,
    /// The column after its last byte.
    pub end_column: u32,
    /// The answer.
    pub outcome: Outcome,
    /// What `-m` says of it; nothing of variables that stay.
    pub gc: Vec<String>,
    /// Why, in words, with the source.
    pub report: String,
    /// The rule that puts it on the heap.
    pub rule: Option<Rule>,
}

/// What questions are about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// A local variable.
    Variable,
    /// An expression that makes something: `new(T)`.
    Allocation,
    /// The copy of a value that an interface points to.
    Boxed,
    /// What a function does with a parameter.
    Parameter,
}

/// The answers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// On the heap.
    Heap,
    /// On the stack.
    Stack,
    /// The function may keep the parameter, or what it points to.
    Leaks,
    /// The function does not keep it.
    Keeps,
}

impl Subject {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Variable => "variable",
            Subject::Allocation => "allocation",
            Subject::Boxed => "boxed",
            Subject::Parameter => "parameter",
        }
    }
}

impl Outcome {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Heap => "heap",
            Outcome::Stack => "stack",
            Outcome::Leaks => "leaks",
            Outcome::Keeps => "keeps",
        }
    }
}

impl Question {
    /// What can be answered.
    pub fn choices(&self) -> [Outcome; 2] {
        match self.subject {
            Subject::Parameter => [Outcome::Leaks, Outcome::Keeps],
            _ => [Outcome::Heap, Outcome::Stack],
        }
    }

    /// The question and its answer for programs; `corpus/lessons/README.md` tells what the fields are.
    pub fn json(&self, id: usize, catalogue: &crate::catalogue::Catalogue) -> Value {
        json!({
            "id": format!("q{id}"),
            "subject": self.subject.name(),
            "what": self.what,
            "copied_from": self.copied_from,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.line,
            "end_column": self.end_column,
            "ask": session::ask(self, catalogue),
            "hint": session::hint(self, catalogue),
            "choices": self.choices().map(Outcome::name),
            "answer": self.outcome.name(),
            "gc": self.gc,
            "report": self.report,
            "rule": self.rule.map(Rule::code),
        })
    }
}
