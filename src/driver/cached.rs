//! What a cache keeps of a package that was analysed without errors.
//!
//! In: the package. Out: an [`Entry`], in place of its source.

use super::cache::Entry;
use crate::facts::{LocalNames, WriteContext, write_package};
use crate::flow::FuncSummary;
use crate::inline::Exported;
use crate::source::{FileId, SourceMap};
use crate::types::{CheckedProgram, ObjId, PackageId, TypeStore};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A package in its program.
#[derive(Clone, Copy)]
pub(super) struct Analyzed<'a> {
    pub types: &'a TypeStore,
    pub sources: &'a SourceMap,
    pub program: &'a CheckedProgram,
    /// For each file its package, and which of that package's files it is.
    pub places: &'a [(PackageId, u32)],
    pub package: PackageId,
    pub summaries: &'a FxHashMap<ObjId, Arc<FuncSummary>>,
    pub exported: &'a Arc<Exported>,
}

/// What to keep; nothing if the package must be there as source.
pub(super) fn make_entry(analyzed: Analyzed<'_>) -> Option<Entry> {
    let Analyzed { types, sources, program, places, package, summaries, exported } = analyzed;
    // What directives say about lines is in the source alone.
    let mut files = program.package(package)?.trees.iter().map(|tree| sources.file(tree.id));
    if files.any(|file| !file.line_directives.is_empty()) {
        return None;
    }
    let names = &sources.interner;
    let cx = WriteContext {
        types,
        names,
        summary: &|obj| summaries.get(&obj).cloned(),
        exported: &|home| (home == package).then(|| Arc::clone(exported)),
        file_name: &|_| String::new(),
        sources,
        program,
        place: Some(&|file: FileId| places.get(file.0 as usize).copied()),
    };
    let facts = write_package(&cx, package, &mut LocalNames::default()).ok()?;
    let name = types.package(package).name.get();
    Some(Entry { name: name.map_or("", |&name| names.text(name)).to_owned(), facts })
}
