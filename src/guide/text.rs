//! The texts beside the programs of the guide.
//!
//! In: a file `NAME.en.md`. Out: what its front matter says, and a [`Text`].
//! Invariants: whatever is not in the format, which `corpus/pages/README.md` describes, is a
//! [`Problem`] with its line; the rest of the text is there all the same.

use super::pattern::Pattern;
use super::recording::Mode;
use crate::catalogue::{Catalogue, Language, msg};
use crate::release::Release;
use crate::report::explain::Rule;
use std::fmt;

/// A page's or lesson's text in one language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// What it is about, in a line.
    pub title: String,
    /// What comes before the first section, in Markdown.
    pub prose: String,
    /// The sections, in the order of the file.
    pub sections: Vec<Section>,
}

/// A part of a text under its own heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// What it is for.
    pub kind: SectionKind,
    /// Its text, in Markdown.
    pub body: String,
}

/// The headings that texts have.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum SectionKind {
    /// What to think about before reading on.
    Question,
    /// The answer.
    Answer,
    /// What the compiler says about the program.
    Prints,
    /// What differs between releases.
    Releases,
    /// When it matters, and what to do.
    Avoid,
}

impl SectionKind {
    /// All of them, in the order in which texts have them.
    pub const ALL: [SectionKind; 5] = [
        SectionKind::Question,
        SectionKind::Answer,
        SectionKind::Prints,
        SectionKind::Releases,
        SectionKind::Avoid,
    ];

    /// Its heading.
    pub fn heading(self, language: Language) -> String {
        let catalogue = Catalogue::of(language);
        catalogue.plain(match self {
            SectionKind::Question => msg!("guide-heading-question"),
            SectionKind::Answer => msg!("guide-heading-answer"),
            SectionKind::Prints => msg!("guide-heading-prints"),
            SectionKind::Releases => msg!("guide-heading-releases"),
            SectionKind::Avoid => msg!("guide-heading-avoid"),
        })
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Question => "question",
            SectionKind::Answer => "answer",
            SectionKind::Prints => "prints",
            SectionKind::Releases => "releases",
            SectionKind::Avoid => "avoid",
        }
    }
}

/// What the lines between `---` say. In all languages of a text they say the same, but for titles and
/// names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Front {
    pub title: String,
    pub code: String,
    pub says: Vec<Pattern>,
    pub names: Vec<String>,
    pub misconceptions: Vec<u32>,
    pub rule: Option<Rule>,
}

/// What is wrong with a file of the guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The file below `corpus/`.
    pub file: String,
    /// The line, from 1; 0 if it is about the file.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "corpus/{}: {}", self.file, self.message),
            line => write!(f, "corpus/{}:{line}: {}", self.file, self.message),
        }
    }
}

/// Lines of a recording in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block<'a> {
    /// The release that prints them.
    pub release: Release,
    /// The flags.
    pub mode: Mode,
    /// The lines.
    pub lines: Vec<&'a str>,
}

impl Section {
    /// The lines of recordings in it.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        blocks(&self.body)
    }
}

impl Text {
    /// The section of a kind.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        self.sections.iter().find(|section| section.kind == kind)
    }

    /// The lines of recordings in it.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        blocks(&self.prose).chain(self.sections.iter().flat_map(Section::blocks))
    }
}

/// The release and flags behind the fence of a block: `gc 1.27 -m -l`.
pub(super) fn block_info(info: &str) -> Option<(Release, Mode)> {
    let (release, flags) = info.trim().strip_prefix("gc ")?.split_once(' ')?;
    Some((Release::parse(release)?, Mode::from_flags(flags.trim())?))
}

pub(super) fn blocks(markdown: &str) -> impl Iterator<Item = Block<'_>> {
    let mut lines = markdown.lines();
    std::iter::from_fn(move || {
        let (release, mode) = lines.by_ref().find_map(|line| block_info(line.strip_prefix("```")?))?;
        let lines = lines.by_ref().take_while(|line| *line != "```").collect();
        Some(Block { release, mode, lines })
    })
}

/// Reads a text; what is wrong with it is added to `problems`.
pub(super) fn parse(
    file: &str,
    language: Language,
    contents: &str,
    problems: &mut Vec<Problem>,
) -> (Front, Text) {
    let mut reader = Reader { file, language, front: Front::default(), text: Text::default(), problems };
    reader.read(contents);
    let Reader { front, mut text, .. } = reader;
    text.title.clone_from(&front.title);
    (front, text)
}

struct Reader<'a> {
    file: &'a str,
    language: Language,
    front: Front,
    text: Text,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, line: usize, message: String) {
        self.problems.push(Problem { file: self.file.to_owned(), line, message });
    }

    fn read(&mut self, contents: &str) {
        let mut lines = (1..).zip(contents.lines());
        if lines.next().is_none_or(|(_, line)| line != "---") {
            return self.problem(1, "the first line is not `---`".to_owned());
        }
        let mut is_closed = false;
        for (number, line) in lines.by_ref() {
            if line == "---" {
                is_closed = true;
                break;
            }
            self.field(number, line);
        }
        if !is_closed {
            self.problem(1, "no second `---`".to_owned());
        }
        if self.front.title.is_empty() {
            self.problem(1, "no title".to_owned());
        }
        self.body(lines);
        join_wide_lines(&mut self.text.prose);
        self.text.sections.iter_mut().for_each(|section| join_wide_lines(&mut section.body));
        if self.text.prose.is_empty() {
            self.problem(0, "no text before the first section".to_owned());
        }
        if let Some(empty) = self.text.sections.iter().find(|section| section.body.is_empty()) {
            let heading = empty.kind.heading(self.language);
            self.problem(0, format!("nothing under `## {heading}`"));
        }
    }

    /// A line of the front matter.
    fn field(&mut self, number: usize, line: &str) {
        let Some((key, value)) = line.split_once(':') else {
            return self.problem(number, format!("not `key: value`: {line}"));
        };
        let value = value.trim();
        let list = || value.split(" | ").map(str::trim).filter(|item| !item.is_empty());
        match key {
            _ if value.is_empty() => self.problem(number, format!("{key} without a value")),
            "title" => self.front.title = value.to_owned(),
            "code" => self.front.code = value.to_owned(),
            "says" => self.front.says = list().map(Pattern::new).collect(),
            "names" => self.front.names = list().map(str::to_owned).collect(),
            "misconception" => match value.split(',').map(|number| number.trim().parse()).collect() {
                Ok(numbers) => self.front.misconceptions = numbers,
                Err(_) => self.problem(number, format!("not numbers: {value}")),
            },
            "rule" => match Rule::from_code(value) {
                Some(rule) => self.front.rule = Some(rule),
                None => self.problem(number, format!("not the code of a rule: {value}")),
            },
            _ => self.problem(number, format!("unknown key: {key}")),
        }
    }

    /// Prose and sections.
    fn body<'t>(&mut self, lines: impl Iterator<Item = (usize, &'t str)>) {
        let mut fence = None;
        for (number, line) in lines {
            match (line.strip_prefix("```"), fence) {
                (Some(info), None) => {
                    fence = Some(number);
                    if info.starts_with("gc") && block_info(info).is_none() {
                        self.problem(number, format!("not `gc RELEASE FLAGS`: {info}"));
                    }
                }
                (Some(""), Some(_)) => fence = None,
                _ => {}
            }
            match line.strip_prefix("## ") {
                Some(heading) if fence.is_none() => self.section(number, heading.trim()),
                _ => self.line(line),
            }
        }
        if let Some(start) = fence {
            self.problem(start, "the block has no end".to_owned());
        }
        let trim = |text: &mut String| *text = text.trim_matches('\n').to_owned();
        trim(&mut self.text.prose);
        self.text.sections.iter_mut().for_each(|section| trim(&mut section.body));
    }

    fn section(&mut self, number: usize, heading: &str) {
        let Some(kind) = SectionKind::ALL.into_iter().find(|kind| kind.heading(self.language) == heading)
        else {
            self.problem(number, format!("unknown heading: {heading}"));
            return self.line(heading);
        };
        if self.text.section(kind).is_some() {
            self.problem(number, format!("twice: {heading}"));
        }
        self.text.sections.push(Section { kind, body: String::new() });
    }

    fn line(&mut self, line: &str) {
        let body = self.text.sections.last_mut().map_or(&mut self.text.prose, |section| &mut section.body);
        body.push_str(line);
        body.push('\n');
    }
}

/// Removes line breaks within paragraphs between characters that are written without blanks between
/// them, as Chinese ones are: what renders the text would show a blank there.
fn join_wide_lines(text: &mut String) {
    let is_wide = |c: char| {
        matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
            || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
    };
    let mut joined = String::with_capacity(text.len());
    let mut in_block = false;
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        let joins = !in_block
            && !is_fence
            && line.trim_start().chars().next().is_some_and(is_wide)
            && joined.chars().nth_back(1).is_some_and(is_wide);
        if joins {
            joined.pop();
        }
        joined.push_str(if joins { line.trim_start() } else { line });
        joined.push('\n');
        in_block ^= is_fence;
    }
    *text = joined.trim_matches('\n').to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(contents: &str) -> (Front, Text, Vec<String>) {
        let mut problems = Vec::new();
        let (front, text) = parse("pages/x.en.md", Language::En, contents, &mut problems);
        (front, text, problems.iter().map(Problem::to_string).collect())
    }

    #[test]
    fn a_page() {
        let (front, text, problems) = check(
            "---\ntitle: T: x\ncode: M01\nsays: a {} | b\nnames: ~r0 | r\nmisconception: 1, 2\nrule: E03\n---\n\nP\n\n## What gc prints\n\nQ\n```gc 1.27 -m -l\n## no heading\n```\n",
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!((&*front.title, &*front.code), ("T: x", "M01"));
        assert_eq!(front.says, [Pattern::new("a {}"), Pattern::new("b")]);
        assert_eq!((front.names, front.misconceptions), (vec!["~r0".into(), "r".into()], vec![1, 2]));
        assert_eq!(front.rule, Some(Rule::ThroughPointer));
        assert_eq!((&*text.title, &*text.prose), ("T: x", "P"));
        assert_eq!(text.sections[0].body, "Q\n```gc 1.27 -m -l\n## no heading\n```");
        let blocks: Vec<Block<'_>> = text.blocks().collect();
        assert_eq!((blocks.len(), &blocks[0].lines), (1, &vec!["## no heading"]));
    }

    #[test]
    fn problems_have_lines() {
        let (.., problems) = check(
            "---\ntitle: \nrules: E01\nrule: E99\nmisconception: one\n---\n## Why\n```gc 1.3 -m\n## Answer\n",
        );
        let expected = [
            "corpus/pages/x.en.md:2: title without a value",
            "corpus/pages/x.en.md:3: unknown key: rules",
            "corpus/pages/x.en.md:4: not the code of a rule: E99",
            "corpus/pages/x.en.md:5: not numbers: one",
            "corpus/pages/x.en.md:1: no title",
            "corpus/pages/x.en.md:7: unknown heading: Why",
            "corpus/pages/x.en.md:8: not `gc RELEASE FLAGS`: gc 1.3 -m",
            "corpus/pages/x.en.md:8: the block has no end",
        ];
        assert_eq!(problems, expected);
        assert_eq!(check("no").2[0], "corpus/pages/x.en.md:1: the first line is not `---`");
    }

    #[test]
    fn chinese_lines_are_joined() {
        let mut text = "变量在\n栈上。\na\n变量\n```\n变量\n变量\n```\n\n变".to_owned();
        join_wide_lines(&mut text);
        assert_eq!(text, "变量在栈上。\na\n变量\n```\n变量\n变量\n```\n\n变");
    }
}
