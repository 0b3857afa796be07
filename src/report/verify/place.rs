//! Which file a recorded name means.
//!
//! In: names as some machine printed them: `./a.go`, `sub\a.go`, `/usr/local/go/src/sort/sort.go`.
//! Out: names that are equal when the files are, and the files.
//! Rule: a name means the known file that has the longest end in common with it, file name at
//! least; among equally good ones the package's own, then the one that was loaded first. Names that
//! mean no known file stay, with slashes.

use crate::source::{FileId, SourceMap};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Finds files by the names that logs give them.
pub(super) struct Places<'a> {
    sources: &'a SourceMap,
    by_name: FxHashMap<String, Vec<FileId>>,
    /// By folder of the package and name.
    found: FxHashMap<PathBuf, FxHashMap<String, Option<FileId>>>,
}

impl<'a> Places<'a> {
    /// For the files of `sources`.
    pub fn new(sources: &'a SourceMap) -> Self {
        let mut by_name: FxHashMap<String, Vec<FileId>> = FxHashMap::default();
        for id in sources.ids() {
            if let Some(name) = sources.file(id).path.file_name() {
                by_name.entry(name.to_string_lossy().into_owned()).or_default().push(id);
            }
        }
        Places { sources, by_name, found: FxHashMap::default() }
    }

    /// The file that `name` means in the output of the package in `dir`.
    pub fn file(&mut self, dir: &Path, name: &str) -> Option<FileId> {
        if let Some(&file) = self.found.get(dir).and_then(|names| names.get(name)) {
            return file;
        }
        let parts: Vec<&str> = name.split(['/', '\\']).filter(|p| !matches!(*p, "" | "." | "..")).collect();
        let candidates = parts.last().and_then(|&last| self.by_name.get(last)).into_iter().flatten();
        // The first of the best: `max_by_key` gives the last.
        let file = candidates
            .rev()
            .max_by_key(|&&id| {
                let path = &self.sources.file(id).path;
                (common_end(&parts, path), path.parent() == Some(dir))
            })
            .copied();
        self.found.entry(dir.to_owned()).or_default().insert(name.to_owned(), file);
        file
    }

    /// What to compare instead of `name`.
    pub fn name(&mut self, dir: &Path, name: &str) -> String {
        match self.file(dir, name) {
            Some(file) => self.sources.file(file).display_name.clone(),
            None => name.replace('\\', "/"),
        }
    }
}

/// How many of the last parts are those of `path`.
fn common_end(parts: &[&str], path: &Path) -> usize {
    let ends = path.iter().rev().zip(parts.iter().rev());
    ends.take_while(|(ours, theirs)| ours.to_string_lossy() == **theirs).count()
}
