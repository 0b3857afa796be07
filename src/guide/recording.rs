//! What real Go prints about a program of the guide.
//!
//! In: a recording, as `corpus/README.md` describes it. Out: what a release prints in a mode, and where
//! releases differ.

use crate::release::Release;
use crate::report::Level;
use similar::{ChangeTag, TextDiff};

/// How gc is asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Mode {
    /// `-m=2` instead of `-m`.
    pub explains: bool,
    /// Without `-l`.
    pub inlines: bool,
}

impl Mode {
    /// All modes, the simplest first.
    pub const ALL: [Mode; 4] = [
        Mode { explains: false, inlines: false },
        Mode { explains: true, inlines: false },
        Mode { explains: false, inlines: true },
        Mode { explains: true, inlines: true },
    ];

    /// What stands in `-gcflags`.
    pub fn flags(self) -> &'static str {
        match (self.explains, self.inlines) {
            (false, false) => "-m -l",
            (true, false) => "-m=2 -l",
            (false, true) => "-m",
            (true, true) => "-m=2",
        }
    }

    /// The mode with these flags.
    pub fn from_flags(flags: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.flags() == flags)
    }

    /// How much is printed.
    pub fn level(self) -> Level {
        if self.explains { Level::Explanations } else { Level::Verdicts }
    }

    /// What recordings call it.
    fn key(self) -> &'static str {
        match (self.explains, self.inlines) {
            (false, false) => "ml",
            (true, false) => "m2l",
            (false, true) => "m",
            (true, true) => "m2",
        }
    }
}

/// The answers of several releases to one program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recording {
    sections: Vec<Section>,
}

/// An answer, and who gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Section {
    keys: Vec<(Release, String)>,
    text: String,
}

/// A line that one of two releases prints and the other does not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Whether it is the later one that prints it.
    pub added: bool,
    /// The line.
    pub line: String,
}

/// How the answer of a release differs from that of the one before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The earlier one.
    pub from: Release,
    /// The later one.
    pub to: Release,
    /// What differs, in the order of the lines.
    pub changes: Vec<Change>,
}

impl Recording {
    /// Reads a recording; sections that are not in its format are left out.
    pub fn parse(text: &str) -> Recording {
        let mut sections: Vec<Section> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(head) = line.strip_prefix("== ") {
                let keys = head.split(" exit ").next().unwrap_or_default().split(' ');
                let keys = keys.filter_map(|key| {
                    let (release, mode) = key.split_once(':')?;
                    Some((Release::parse(release)?, mode.to_owned()))
                });
                sections.push(Section { keys: keys.collect(), text: String::new() });
            } else if let Some(section) = sections.last_mut() {
                section.text.push_str(line);
            }
        }
        Recording { sections }
    }

    /// What a release prints, the line with the package's name included.
    pub fn answer(&self, release: Release, mode: Mode) -> Option<&str> {
        let has =
            |section: &&Section| section.keys.iter().any(|(r, m)| (*r, m.as_str()) == (release, mode.key()));
        self.sections.iter().find(has).map(|section| section.text.as_str())
    }

    /// The lines that a release prints about the program.
    pub fn lines(&self, release: Release, mode: Mode) -> impl Iterator<Item = &str> {
        let text = self.answer(release, mode).unwrap_or_default();
        text.lines().filter(|line| !line.starts_with("# "))
    }

    /// The releases that are recorded.
    pub fn releases(&self) -> impl Iterator<Item = Release> {
        Release::all().filter(|&release| self.answer(release, Mode::ALL[0]).is_some())
    }

    /// Where what is printed in a mode changes from one release to the next.
    pub fn steps(&self, mode: Mode) -> Vec<Step> {
        let releases: Vec<Release> = self.releases().collect();
        let differing = |pair: &[Release]| {
            let [from, to] = *pair else { return None };
            let changes = changes(self.answer(from, mode)?, self.answer(to, mode)?);
            (!changes.is_empty()).then_some(Step { from, to, changes })
        };
        releases.windows(2).filter_map(differing).collect()
    }
}

fn changes(old: &str, new: &str) -> Vec<Change> {
    let diff = TextDiff::from_lines(old, new);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    let change = changed.map(|change| Change {
        added: change.tag() == ChangeTag::Insert,
        line: change.value().trim_end_matches('\n').to_owned(),
    });
    change.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "== 1.21.13:ml 1.22.10:ml exit 0\n# p\n./a.go:1:1: x\n== 1.23.9:ml exit 0\n# p\n== 1.21.13:m exit 1\n";

    #[test]
    fn answers_and_changes() {
        let recording = Recording::parse(TEXT);
        let release = |text| Release::parse(text).expect("a release");
        let mode = Mode::from_flags("-m -l").expect("a mode");
        assert_eq!(recording.answer(release("1.22"), mode), Some("# p\n./a.go:1:1: x\n"));
        assert_eq!(recording.lines(release("1.23"), mode).count(), 0);
        assert_eq!(recording.answer(release("1.24"), mode), None);
        let changes = vec![Change { added: false, line: "./a.go:1:1: x".to_owned() }];
        let expected = Step { from: release("1.22"), to: release("1.23"), changes };
        assert_eq!(recording.steps(mode), [expected]);
    }
}
