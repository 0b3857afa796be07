//! The texts of a session and where their lines start.

use super::{FileId, Interner, Pos, Span};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

/// One source text.
#[derive(Debug)]
pub struct SourceFile {
    /// The name gc would print for it, relative to the current directory (`./a.go`, `sub/a.go`).
    pub display_name: String,
    /// Where it was read from; empty for texts that never were files.
    pub path: PathBuf,
    /// The text, UTF-8.
    pub text: Arc<str>,
    /// Byte offset at which each line starts; the first is 0.
    pub line_starts: Vec<u32>,
    /// `//line` and `/*line*/` directives, in order of offset.
    pub line_directives: Vec<LineDirective>,
}

/// A `//line name:line[:col]` directive: positions from `offset` on are relative to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineDirective {
    /// First byte it applies to.
    pub offset: u32,
    /// File name as given; empty keeps the previous one.
    pub name: String,
    /// Line number of the byte at `offset`, 1-based.
    pub line: u32,
    /// Column of the byte at `offset`, 1-based; 0 when the directive gives none.
    pub column: u32,
}

/// A position as gc prints it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Position<'a> {
    /// File name.
    pub file: Cow<'a, str>,
    /// 1-based line.
    pub line: u32,
    /// 1-based byte column; 0 when gc omits it.
    pub column: u32,
}

/// All texts of a session.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    /// Names of every file and stage.
    pub interner: Interner,
}

impl SourceFile {
    /// A text; `display_name` is what positions print.
    pub fn new(display_name: impl Into<String>, path: PathBuf, text: Arc<str>) -> SourceFile {
        let line_ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(line_ends.map(|at| at as u32 + 1)).collect();
        SourceFile { display_name: display_name.into(), path, text, line_starts, line_directives: Vec::new() }
    }
}

impl SourceMap {
    /// Adds a text; `display_name` is what positions print.
    pub fn add(&mut self, display_name: impl Into<String>, path: PathBuf, text: Arc<str>) -> FileId {
        self.push(SourceFile::new(display_name, path, text))
    }

    /// Adds a file. Its id is how many there were before.
    pub fn push(&mut self, file: SourceFile) -> FileId {
        let id = FileId(self.len());
        self.files.push(file);
        id
    }

    /// How many files there are.
    pub fn len(&self) -> u32 {
        self.files.len() as u32
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file behind `id`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every file id, in order of addition.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.len()).map(FileId)
    }

    /// 1-based line and byte column of `pos` in its own file, directives ignored.
    pub fn line_column(&self, pos: Pos) -> (u32, u32) {
        let starts = &self.file(pos.file).line_starts;
        let line = starts.partition_point(|&s| s <= pos.offset);
        (line as u32, pos.offset - starts[line - 1] + 1)
    }

    /// The text of a 1-based line of `file`, without its end; empty when there is no such line.
    pub fn line_text(&self, file: FileId, line: u32) -> &str {
        let file = self.file(file);
        let start = |line: u32| file.line_starts.get(line as usize).map(|&start| start as usize);
        let Some(from) = line.checked_sub(1).and_then(start) else { return "" };
        let text = file.text.get(from..start(line).unwrap_or(file.text.len())).unwrap_or_default();
        text.trim_end_matches(['\n', '\r'])
    }

    /// The text of `span` in `file`.
    pub fn slice(&self, file: FileId, span: Span) -> &str {
        &self.file(file).text[span.start as usize..span.end as usize]
    }
}
