//! The game: asks, reveals, counts.
//!
//! In: questions, their sources, and the lines or keys that somebody types. Out: what is printed, and a
//! score.
//! Invariants: an input that ends early ends the game; nothing that is typed is an error.

use super::{Outcome, Question, Subject};
use crate::catalogue::{Catalogue, say};
use crate::guide::markdown::Paint;
use crate::guide::show::Look;
use std::io::{self, BufRead, Write};

/// How many lines around a value are shown.
const CONTEXT: u32 = 2;

/// How often the same question is put when a line is no answer.
const MAX_TRIES: u32 = 5;

/// What somebody types.
pub trait Typing {
    /// What is typed next; nothing when there is no more.
    ///
    /// # Errors
    /// What reading brings about.
    fn next(&mut self) -> io::Result<Option<String>>;

    /// Whether it is a single key, which nobody sees; otherwise it is a line.
    fn is_key(&self) -> bool;
}

/// Lines, as they come from a file or pipe.
#[derive(Debug)]
pub struct Lines<R>(pub R);

impl<R: BufRead> Typing for Lines<R> {
    fn next(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let length = self.0.read_until(b'\n', &mut bytes)?;
        Ok((length > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn is_key(&self) -> bool {
        false
    }
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// Right answers.
    pub right: usize,
    /// All answers.
    pub answered: usize,
    /// All questions.
    pub questions: usize,
}

/// Asks `questions`; `source` has the text of a file by its name.
///
/// # Errors
/// What reading `input` and writing `out` bring about.
pub fn play(
    questions: &[Question],
    source: &dyn Fn(&str) -> Option<String>,
    look: Look,
    input: &mut dyn Typing,
    out: &mut dyn Write,
) -> io::Result<Score> {
    let mut game = Game { look, input, out };
    let mut score = Score { questions: questions.len(), ..Score::default() };
    for (number, question) in (1..).zip(questions) {
        let (title, total) = (ask(question, look.catalogue()), questions.len());
        let count = say!(look.catalogue(), "guide-quiz-number", number = number, total = total);
        writeln!(game.out, "{}", look.paint().paint(Paint::HEADING, &count))?;
        game.excerpt(question, source(&question.file).as_deref())?;
        writeln!(game.out, "{title}")?;
        let Some(answer) = game.answer(question)? else { break };
        score.answered += 1;
        score.right += usize::from(answer == question.outcome);
        game.reveal(question, answer)?;
    }
    let Score { right, answered, .. } = score;
    let text = match score.questions {
        0 => say!(look.catalogue(), "guide-quiz-empty"),
        _ => say!(look.catalogue(), "guide-quiz-score", right = right, answered = answered),
    };
    writeln!(game.out, "{}", look.paint().paint(Paint::HEADING, &text))?;
    game.out.flush()?;
    Ok(score)
}

/// The question in words.
pub(super) fn ask(question: &Question, catalogue: &Catalogue) -> String {
    let what = question.what.as_str();
    let asked = match question.subject {
        Subject::Variable => say!(catalogue, "guide-ask-variable", what = what),
        Subject::Allocation => say!(catalogue, "guide-ask-allocation", what = what),
        Subject::Boxed => say!(catalogue, "guide-ask-boxed", what = what),
        Subject::Parameter => say!(catalogue, "guide-ask-parameter", what = what),
    };
    match &question.copied_from {
        Some(callee) => say!(catalogue, "guide-ask-copy", question = asked, callee = callee.as_str()),
        None => asked,
    }
}

/// What to think about.
pub(super) fn hint(question: &Question, catalogue: &Catalogue) -> String {
    match question.subject {
        _ if question.what.starts_with("make(") => say!(catalogue, "guide-hint-make"),
        Subject::Variable => say!(catalogue, "guide-hint-variable"),
        Subject::Allocation => say!(catalogue, "guide-hint-allocation"),
        Subject::Boxed => say!(catalogue, "guide-hint-boxed"),
        Subject::Parameter => say!(catalogue, "guide-hint-parameter"),
    }
}

/// What an answer is called.
fn name(outcome: Outcome, catalogue: &Catalogue) -> String {
    match outcome {
        Outcome::Heap => say!(catalogue, "guide-answer-heap"),
        Outcome::Stack => say!(catalogue, "guide-answer-stack"),
        Outcome::Leaks => say!(catalogue, "guide-answer-leaks"),
        Outcome::Keeps => say!(catalogue, "guide-answer-keeps"),
    }
}

struct Game<'a> {
    look: Look,
    input: &'a mut dyn Typing,
    out: &'a mut dyn Write,
}

impl Game<'_> {
    /// The lines around a value, with a mark under it.
    fn excerpt(&mut self, question: &Question, source: Option<&str>) -> io::Result<()> {
        let Some(source) = source else { return writeln!(self.out, "{}:{}", question.file, question.line) };
        let (first, last) = (question.line.saturating_sub(CONTEXT), question.line + CONTEXT);
        for (number, line) in (1..).zip(source.lines()) {
            if !(first..=last).contains(&number) {
                continue;
            }
            let shown = format!("{number:>4} | {}", line.replace('\t', "    "));
            writeln!(self.out, "{}", shown.trim_end())?;
            if number == question.line {
                let column = |bytes: u32| {
                    let text = line.get(..bytes as usize - 1).unwrap_or(line);
                    textwrap::core::display_width(&text.replace('\t', "    "))
                };
                let (start, end) = (column(question.column), column(question.end_column));
                let mark = "^".repeat(end.saturating_sub(start).max(1));
                let mark = self.look.paint().paint(Paint::CODE, &mark);
                writeln!(self.out, "     | {}{mark}", " ".repeat(start))?;
            }
        }
        Ok(())
    }

    /// The answer that is typed; none when there is no more, or `q`.
    fn answer(&mut self, question: &Question) -> io::Result<Option<Outcome>> {
        let catalogue = self.look.catalogue();
        let mut tries = 0;
        while tries < MAX_TRIES {
            let prompt = match question.subject {
                Subject::Parameter => say!(catalogue, "guide-prompt-parameter"),
                _ => say!(catalogue, "guide-prompt-value"),
            };
            write!(self.out, "{prompt} ")?;
            self.out.flush()?;
            let typed = self.typed(question)?;
            if self.input.is_key() {
                let echo = match typed {
                    Typed::Answer(outcome) => name(outcome, catalogue),
                    _ => String::new(),
                };
                writeln!(self.out, "{echo}")?;
            } else {
                tries += 1;
            }
            match typed {
                Typed::Answer(outcome) => return Ok(Some(outcome)),
                Typed::Quit => return Ok(None),
                Typed::End if self.input.is_key() => return Ok(None),
                Typed::End => return writeln!(self.out).map(|()| None),
                Typed::Hint => writeln!(self.out, "{}", hint(question, catalogue))?,
                Typed::Other => {}
            }
        }
        Ok(None)
    }

    /// What is typed; keys that mean nothing are not heard.
    fn typed(&mut self, question: &Question) -> io::Result<Typed> {
        loop {
            let Some(text) = self.input.next()? else { return Ok(Typed::End) };
            match read_answer(question, &text, self.look.catalogue()) {
                Typed::Other if self.input.is_key() => {}
                typed => return Ok(typed),
            }
        }
    }

    /// Says whether the answer was right, and why it is so.
    fn reveal(&mut self, question: &Question, answer: Outcome) -> io::Result<()> {
        let (catalogue, paint) = (self.look.catalogue(), self.look.paint());
        let right = name(question.outcome, catalogue);
        let (style, text) = match answer == question.outcome {
            true => (Paint::GOOD, say!(catalogue, "guide-right", answer = right)),
            false => (Paint::BAD, say!(catalogue, "guide-wrong", answer = right)),
        };
        writeln!(self.out, "{}", paint.paint(style, &text))?;
        if question.gc.is_empty() {
            writeln!(self.out, "{}", say!(catalogue, "guide-silent"))?;
        }
        for line in &question.gc {
            writeln!(self.out, "{}", say!(catalogue, "guide-gc-says", message = line.as_str()))?;
        }
        if !question.report.is_empty() {
            writeln!(self.out, "{}", question.report)?;
        }
        writeln!(self.out)
    }
}

/// What somebody typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Typed {
    Answer(Outcome),
    Hint,
    Quit,
    /// There is no more.
    End,
    Other,
}

fn read_answer(question: &Question, text: &str, catalogue: &Catalogue) -> Typed {
    let typed = text.trim().to_lowercase();
    match &*typed {
        "?" | "？" => return Typed::Hint,
        "q" | "quit" => return Typed::Quit,
        _ => {}
    }
    let keys = |outcome| match outcome {
        Outcome::Heap => ["h", "heap"],
        Outcome::Stack => ["s", "stack"],
        Outcome::Leaks => ["l", "y"],
        Outcome::Keeps => ["k", "n"],
    };
    let is_meant = |outcome: &Outcome| {
        keys(*outcome).contains(&&*typed)
            || *outcome.name() == *typed
            || name(*outcome, catalogue).to_lowercase() == typed
    };
    question.choices().into_iter().find(is_meant).map_or(Typed::Other, Typed::Answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;
    use crate::release::Release;
    use crate::source::Pos;

    /// Keys, one after the other.
    struct Keys(std::vec::IntoIter<&'static str>);

    impl Typing for Keys {
        fn next(&mut self) -> io::Result<Option<String>> {
            Ok(self.0.next().map(str::to_owned))
        }

        fn is_key(&self) -> bool {
            true
        }
    }

    fn check(keys: Vec<&'static str>) -> (Score, String) {
        let question = |outcome| Question {
            subject: Subject::Variable,
            what: "x".to_owned(),
            copied_from: None,
            pos: Pos::NONE,
            file: "a.go".to_owned(),
            line: 1,
            column: 1,
            end_column: 2,
            outcome,
            gc: Vec::new(),
            report: String::new(),
            rule: None,
        };
        let look = Look {
            release: Release::NEWEST,
            language: Language::En,
            color: false,
            width: 80,
            answers: false,
        };
        let (questions, mut out) = ([question(Outcome::Heap), question(Outcome::Stack)], Vec::new());
        let score = play(&questions, &|_| None, look, &mut Keys(keys.into_iter()), &mut out);
        (score.expect("no errors"), String::from_utf8(out).expect("UTF-8"))
    }

    #[test]
    fn keys_are_echoed_as_answers_and_others_are_not_heard() {
        let (score, text) = check(vec!["?", "x", "\n", "x", "x", "x", "x", "x", "h", "", "h"]);
        assert_eq!((score.right, score.answered, score.questions), (1, 2, 2));
        assert_eq!(text.matches("q quit: \n").count(), 1, "{text}");
        assert_eq!(text.matches("q quit: heap\n").count(), 2, "{text}");
    }

    #[test]
    fn no_more_keys_end_the_game() {
        let (score, text) = check(vec!["h"]);
        assert_eq!((score.right, score.answered), (1, 1));
        assert!(text.ends_with("q quit: \n1 of 1 right\n"), "{text}");
    }
}
