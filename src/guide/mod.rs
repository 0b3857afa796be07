//! The guide: pages about rules and gc's messages, lessons, and the quiz.
//!
//! In: the programs, recordings and texts of `corpus/pages` and `corpus/lessons`, which are part of the
//! program. Out: pages and lessons for terminals, as HTML and as JSON; questions about any program.
//! Invariants: nothing is read at run time; what is said of a program comes from its recording or from
//! the analysis, never from a text. What is wrong with the files is in [`Guide::problems`], and a test
//! finds that nothing is.

mod archive;
mod beliefs;
mod entry;
mod find;
mod markdown;
mod pattern;
pub mod quiz;
mod recording;
mod show;
mod text;
mod web;

use crate::catalogue::Language;
use archive::File;
pub use beliefs::BELIEFS;
pub use entry::{Entry, Kind};
pub use find::Found;
pub use pattern::{Pattern, message, reason};
pub use recording::{Change, Mode, Recording, Step};
use rustc_hash::FxHashMap;
pub use show::{Look, entry, lessons, several, unknown, unknown_lesson};
use std::sync::LazyLock;
pub use text::{Block, Problem, Section, SectionKind, Text};
pub use web::{entry_json, menu_json};

/// All pages and lessons.
#[derive(Debug)]
pub struct Guide {
    /// Lessons, then the pages about rules and those about messages, each by number.
    pub entries: Vec<Entry>,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
}

impl Guide {
    /// The guide that is part of the program; read when it is first asked for.
    pub fn embedded() -> &'static Guide {
        static GUIDE: LazyLock<Guide> = LazyLock::new(|| Guide::read(archive::files()));
        &GUIDE
    }

    fn read(files: Vec<File>) -> Guide {
        let mut problems = Vec::new();
        let mut programs: Vec<String> = Vec::new();
        let mut texts: FxHashMap<String, String> = FxHashMap::default();
        for File { name, text } in files {
            if let Some(program) = name.strip_suffix(".go") {
                programs.push(program.to_owned());
            }
            texts.insert(name, text);
        }
        let mut entries: Vec<Entry> =
            programs.iter().filter_map(|path| Entry::take(path, &mut texts, &mut problems)).collect();
        entries.sort_by_key(|entry| (entry.kind, entry.number));
        let mut left: Vec<String> = texts.into_keys().collect();
        left.sort();
        problems.extend(left.into_iter().map(|file| Problem {
            file,
            line: 0,
            message: "no program of that name".to_owned(),
        }));
        for pair in entries.windows(2) {
            if let [a, b] = pair
                && (a.kind, a.number) == (b.kind, b.number)
            {
                let (file, message) = (format!("{}.go", b.path), format!("the number of {}", a.name));
                problems.push(Problem { file, line: 0, message });
            }
        }
        Guide { entries, problems }
    }

    /// Pages or lessons of a kind, by number.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// The page or lesson with this name or code, in any case: `E03`, `E03_through_pointer`.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        let is_named =
            |entry: &&Entry| entry.name.eq_ignore_ascii_case(name) || entry.code().eq_ignore_ascii_case(name);
        self.entries.iter().find(is_named)
    }

    /// The lesson with this number or name: `3`, `03_maps`, `maps`.
    pub fn lesson(&self, name: &str) -> Option<&Entry> {
        let number = name.parse::<u32>().ok();
        let is_named = |entry: &&Entry| {
            Some(entry.number) == number
                || entry.name.eq_ignore_ascii_case(name)
                || entry.slug().eq_ignore_ascii_case(name)
                || Language::ALL.iter().any(|&language| entry.text(language).title == name)
        };
        self.of_kind(Kind::Lesson).find(is_named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_programs_are_problems() {
        let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
        let text = "---\ntitle: T\ncode: E01\n---\nP\n";
        let guide = Guide::read(vec![
            file("pages/E01_a.en.md", text),
            file("pages/E01_a.go", "package p\n"),
            file("pages/E01_a.rec", "== 1.27.3:ml exit 0\n"),
            file("pages/E02_b.en.md", text),
            file("pages/README.go", ""),
        ]);
        assert_eq!(guide.entries.len(), 1);
        let problems: Vec<String> = guide.problems.iter().map(Problem::to_string).collect();
        let expected = [
            "corpus/pages/E01_a.zh.md: is missing",
            "corpus/pages/README.go: not the name of a page or lesson",
            "corpus/pages/E02_b.en.md: no program of that name",
        ];
        assert_eq!(problems, expected);
    }
}
