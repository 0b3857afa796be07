//! Questions about the program of a lesson or page.
//!
//! In: an [`Entry`], a release, and where facts about the standard library are. Out: questions.

use super::{Question, asked};
use crate::catalogue::{Catalogue, Language};
use crate::driver::{Config, analyze};
use crate::facts::Archive;
use crate::guide::Entry;
use crate::load::{BuildContext, LoadedFile, PackageFiles};
use crate::release::Release;
use std::sync::Arc;

/// What a quiz asks about the program of a page or lesson. Without `inline`, calls are not inlined.
pub fn lesson_questions(
    entry: &Entry,
    release: Release,
    inline: bool,
    language: Language,
    facts: Option<Arc<Archive>>,
) -> Vec<Question> {
    let build = BuildContext::linux_amd64(release);
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
    analysis.views().flat_map(|view| asked(view, catalogue)).collect()
}
