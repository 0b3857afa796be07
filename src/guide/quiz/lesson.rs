//! Questions about the program of a lesson or page.
//!
//! In: an [`Entry`], a release, and where facts about the standard library are. Out: questions.

use super::Question;
use super::questions::{questions, silent_variables};
use crate::catalogue::{Catalogue, Language};
use crate::driver::{Config, analyze};
use crate::facts::Archive;
use crate::guide::{Entry, Kind};
use crate::load::{BuildContext, LoadedFile, PackageFiles};
use crate::release::Release;
use std::sync::Arc;

/// The comment on lines of lessons that the quiz asks about.
pub const QUESTION_MARK: &str = "// ?";

/// What a lesson asks about its program: all that has a verdict on the lines with [`QUESTION_MARK`]; of a
/// page all that has a verdict. Without `inline`, calls are not inlined.
pub fn lesson_questions(
    entry: &Entry,
    release: Release,
    inline: bool,
    language: Language,
    facts: Option<Arc<Archive>>,
) -> Vec<Question> {
    let build = BuildContext { goos: "linux".into(), goarch: "amd64".into(), tags: Vec::new(), release };
    let config = Config { inline, facts, ..Config::new(build) };
    let file = LoadedFile {
        display_name: entry.file_name(),
        path: entry.file_name().into(),
        bytes: entry.program.clone().into_bytes(),
    };
    let package = PackageFiles {
        import_path: "command-line-arguments".into(),
        files: vec![file],
        ..PackageFiles::default()
    };
    let analysis = analyze(&config, vec![package]);
    let catalogue = Catalogue::of(language);
    let mut all: Vec<Question> = analysis.views().flat_map(|view| questions(view, catalogue)).collect();
    if entry.kind == Kind::Lesson {
        let asked: Vec<bool> =
            entry.program.lines().map(|line| line.trim_end().ends_with(QUESTION_MARK)).collect();
        let is_asked = |line: u32| asked.get(line as usize - 1).is_some_and(|&asked| asked);
        let told: Vec<u32> = all.iter().map(|question| question.line).collect();
        let silent = analysis.views().flat_map(|view| silent_variables(view, catalogue));
        all.extend(silent.filter(|question| !told.contains(&question.line)));
        all.retain(|question| is_asked(question.line));
        all.sort_by_key(|question| (question.line, question.column));
    }
    all
}
