//! A page or lesson: a program, what real Go prints about it, and texts.
//!
//! In: the files of one name. Out: an [`Entry`].
//! Invariants: the texts of all languages agree in what their front matter says and in their
//! sections and blocks; what does not is a [`Problem`].

use super::pattern::Pattern;
use super::recording::{Mode, Recording};
use super::text::{self, Block, Front, Problem, SectionKind, Text};
use crate::catalogue::Language;
use crate::release::Release;
use crate::report::explain::Rule;
use rustc_hash::FxHashMap;

/// What there are texts about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A lesson; in order, from the address of a variable to releases.
    Lesson,
    /// A rule: `E01`.
    Rule,
    /// A message of gc: `M01`.
    Message,
}

/// A page or a lesson.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its number among its kind, from 1.
    pub number: u32,
    /// The files' name without extension: `E03_through_pointer`.
    pub name: String,
    /// The files below `corpus/`, without extension: `pages/E03_through_pointer`.
    pub path: String,
    /// The program.
    pub program: String,
    /// What real Go prints about it.
    pub recording: Recording,
    /// gc's wordings that it is about.
    pub says: Vec<Pattern>,
    /// What else somebody may call it, in any language.
    pub names: Vec<String>,
    /// What people believe, by number.
    pub misconceptions: Vec<u32>,
    /// The rule to read on with, or that it is about.
    pub rule: Option<Rule>,
    texts: Vec<(Language, Text)>,
}

impl Entry {
    /// Puts the files of a name together, and takes them out of `files`.
    pub(super) fn take(
        path: &str,
        files: &mut FxHashMap<String, String>,
        problems: &mut Vec<Problem>,
    ) -> Option<Entry> {
        let mut problem = |file: String, message: &str| {
            problems.push(Problem { file, line: 0, message: message.to_owned() })
        };
        let program = files.remove(&format!("{path}.go"))?;
        let Some((kind, number, name)) = split_path(path) else {
            problem(format!("{path}.go"), "not the name of a page or lesson");
            return None;
        };
        let recording = files.remove(&format!("{path}.rec"));
        if recording.is_none() {
            problem(format!("{path}.rec"), "is missing; record it with corpus/record");
        }
        let mut parsed = Vec::new();
        for language in Language::ALL {
            let file = format!("{path}.{language}.md");
            match files.remove(&file) {
                Some(contents) => {
                    let (front, text) = text::parse(&file, language, &contents, problems);
                    parsed.push((file, language, front, text));
                }
                None => problems.push(Problem { file, line: 0, message: "is missing".to_owned() }),
            }
        }
        agree(&parsed, problems);
        let front = parsed.first().map(|(_, _, front, _)| front.clone()).unwrap_or_default();
        let mut entry = Entry {
            kind,
            number,
            name: name.to_owned(),
            path: path.to_owned(),
            program,
            recording: Recording::parse(&recording.unwrap_or_default()),
            says: front.says,
            names: Vec::new(),
            misconceptions: front.misconceptions,
            rule: front.rule,
            texts: Vec::new(),
        };
        if let Some((file, ..)) = parsed.first()
            && kind != Kind::Lesson
            && front.code != entry.code()
        {
            let message = format!("the code is not {}", entry.code());
            problems.push(Problem { file: file.clone(), line: 0, message });
        }
        if kind == Kind::Rule {
            entry.rule = Rule::from_code(&entry.code());
        }
        for (_, language, front, text) in parsed {
            for name in front.names {
                if !entry.names.contains(&name) {
                    entry.names.push(name);
                }
            }
            entry.texts.push((language, text));
        }
        Some(entry)
    }

    /// Its text in a language; in another one while that is not written.
    pub fn text(&self, language: Language) -> &Text {
        static NOTHING: Text = Text { title: String::new(), prose: String::new(), sections: Vec::new() };
        let found = self.texts.iter().find(|(l, _)| *l == language).or(self.texts.first());
        found.map_or(&NOTHING, |(_, text)| text)
    }

    /// What users know it by: `E03`, `M07`, `L12`.
    pub fn code(&self) -> String {
        let letter = match self.kind {
            Kind::Lesson => 'L',
            Kind::Rule => 'E',
            Kind::Message => 'M',
        };
        format!("{letter}{:02}", self.number)
    }

    /// Its name without the number: `through_pointer`.
    pub fn slug(&self) -> &str {
        self.name.split_once('_').map_or(&self.name, |(_, slug)| slug)
    }

    /// What the program is called in what gc prints: `./E03_through_pointer.go`.
    pub fn file_name(&self) -> String {
        format!("./{}.go", self.name)
    }

    /// How gc is asked in its texts, in that order; `-m -l` when they show nothing.
    pub fn modes(&self) -> Vec<Mode> {
        let mut modes: Vec<Mode> = Vec::new();
        for block in self.text(Language::En).blocks() {
            if !modes.contains(&block.mode) {
                modes.push(block.mode);
            }
        }
        if modes.is_empty() {
            modes.push(Mode::ALL[0]);
        }
        modes
    }

    /// Whether a section tells what a lesson asks, so that it is not shown before there is an answer.
    pub fn hides(&self, section: SectionKind) -> bool {
        self.kind == Kind::Lesson && section != SectionKind::Question
    }

    /// Whether its texts are about inlining: they show what gc does with it.
    pub fn inlines(&self) -> bool {
        self.modes().iter().any(|mode| mode.inlines)
    }

    /// What `release` prints in place of a block: what is recorded for the lines of the program that the
    /// block is about. The block itself, if it is of that release.
    pub fn block_of<'a>(&'a self, block: &Block<'a>, release: Release) -> Vec<&'a str> {
        if block.release == release {
            return block.lines.clone();
        }
        // `./a.go:3:` of `./a.go:3:6: moved to heap: x`.
        let place = |line: &'a str| line.match_indices(':').nth(1).map_or(line, |(at, _)| &line[..=at]);
        let places: Vec<&str> = block.lines.iter().map(|line| place(line)).collect();
        self.recording.lines(release, block.mode).filter(|line| places.contains(&place(line))).collect()
    }
}

/// Kind, number and name: of `pages/E03_through_pointer` a rule, 3 and `E03_through_pointer`.
fn split_path(path: &str) -> Option<(Kind, u32, &str)> {
    let (folder, name) = path.split_once('/')?;
    let (number, _) = name.split_once('_')?;
    let (kind, digits) = match (folder, number.as_bytes().first()?) {
        ("lessons", _) => (Kind::Lesson, number),
        ("pages", b'E') => (Kind::Rule, &number[1..]),
        ("pages", b'M') => (Kind::Message, &number[1..]),
        _ => return None,
    };
    let is_number = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten().map(|number| (kind, number, name))
}

/// Finds what differs between the languages.
fn agree(parsed: &[(String, Language, Front, Text)], problems: &mut Vec<Problem>) {
    let Some(((_, first, front, text), others)) = parsed.split_first() else { return };
    let same = |a: &Front, b: &Front| {
        (&a.code, &a.says, &a.misconceptions, a.rule) == (&b.code, &b.says, &b.misconceptions, b.rule)
    };
    let kinds = |text: &Text| text.sections.iter().map(|section| section.kind).collect::<Vec<SectionKind>>();
    for (file, _, other_front, other) in others {
        let mut differs = |what: &str| {
            let message = format!("{what} differ from those of the text in {first}");
            problems.push(Problem { file: file.clone(), line: 0, message });
        };
        if !same(front, other_front) {
            differs("code, says, misconception or rule");
        }
        if kinds(text) != kinds(other) {
            differs("the sections");
        }
        if text.blocks().ne(other.blocks()) {
            differs("the blocks of gc");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_numbers() {
        assert_eq!(split_path("pages/E03_a_b"), Some((Kind::Rule, 3, "E03_a_b")));
        assert_eq!(split_path("pages/M12_a"), Some((Kind::Message, 12, "M12_a")));
        assert_eq!(split_path("lessons/07_a"), Some((Kind::Lesson, 7, "07_a")));
        for wrong in
            ["pages/X01_a", "pages/E1_a", "lessons/a", "pages/E01", "E01_a", "pages/é_a", "lessons/+1_a"]
        {
            assert_eq!(split_path(wrong), None, "{wrong}");
        }
    }
}
