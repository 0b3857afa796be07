//! Source texts with marks in them.
//!
//! In: codespan diagnostics. Out: text, with colours or without.
//! Invariants: never fails; a diagnostic whose file is gone loses only its source.

use crate::source::{FileId, SourceMap};
use codespan_reporting::diagnostic::Diagnostic;
use codespan_reporting::files::{self, Files};
use codespan_reporting::term::{self, Config, Styles, StylesWriter, termcolor};
use std::ops::Range;

/// Appends `diagnostic` to `out`.
pub(super) fn emit(diagnostic: &Diagnostic<FileId>, texts: &Texts<'_>, color: bool, out: &mut String) {
    let config = Config::default();
    if color {
        let mut buffer = termcolor::Ansi::new(Vec::new());
        let styles = Styles::default();
        let mut writer = StylesWriter::new(&mut buffer, &styles);
        if term::emit_to_write_style(&mut writer, &config, texts, diagnostic).is_ok() {
            out.push_str(&String::from_utf8_lossy(buffer.get_ref()));
        }
    } else if let Ok(text) = term::emit_into_string(&config, texts, diagnostic) {
        // Lines without text have no blanks at their end.
        for line in text.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// The source texts as codespan reads them.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a>(pub &'a SourceMap);

impl<'a> Files<'a> for Texts<'a> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, files::Error> {
        Ok(&self.0.file(id).display_name)
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, files::Error> {
        Ok(&self.0.file(id).text)
    }

    fn line_index(&'a self, id: FileId, byte: usize) -> Result<usize, files::Error> {
        let starts = &self.0.file(id).line_starts;
        Ok(starts.partition_point(|&start| start as usize <= byte).saturating_sub(1))
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, files::Error> {
        let file = self.0.file(id);
        let missing =
            || files::Error::LineTooLarge { given: line, max: file.line_starts.len().saturating_sub(1) };
        let start = *file.line_starts.get(line).ok_or_else(missing)? as usize;
        let end = file.line_starts.get(line + 1).map_or(file.text.len(), |&end| end as usize);
        Ok(start..end)
    }
}
