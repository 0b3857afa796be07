//! Positions as the lines about one package show them.
//!
//! In: positions in any package. Out: `./a.go:3:7`, appended to a text.
//! Source: gc 1.21 to 1.27; `names` for files of other packages.

use super::gc::RenderContext;
use crate::source::{FileId, Pos};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// What places in texts that are not at hand start with, while lines are made. No file name does.
pub(super) const OUTSIDE: char = '\0';
/// What stands for such places of which nothing is known.
pub(super) const UNKNOWN: &str = "\0\0";

/// Words positions.
#[derive(Debug)]
pub(super) struct Places<'a> {
    cx: RenderContext<'a>,
    /// The files that were met, with their names if they are other packages'.
    met: RefCell<FxHashMap<FileId, Option<String>>>,
}

impl<'a> Places<'a> {
    /// In lines about the package of `cx`.
    pub fn new(cx: RenderContext<'a>) -> Self {
        Places { cx, met: RefCell::default() }
    }

    /// Appends a position.
    pub fn write(&self, out: &mut String, pos: Pos) {
        if pos.is_outside() {
            return match self.cx.types.outside_position(pos) {
                Some(position) => {
                    out.push(OUTSIDE);
                    out.push_str(&position.to_string());
                }
                None => out.push_str(UNKNOWN),
            };
        }
        let Some(position) = self.cx.sources.position(pos, self.cx.rules.joins_line_names) else {
            return out.push_str("<unknown line number>");
        };
        if !pos.is_known() || !self.write_foreign(out, pos.file, &position.file) {
            out.push_str(position.shown_file());
        }
        let mut number = itoa::Buffer::new();
        out.push(':');
        out.push_str(number.format(position.line));
        if position.column != 0 {
            out.push(':');
            out.push_str(number.format(position.column));
        }
    }

    /// A position by itself.
    pub fn text(&self, pos: Pos) -> String {
        let mut out = String::new();
        self.write(&mut out, pos);
        out
    }

    /// Appends the name of a file, if it is another package's and no directive renames it.
    fn write_foreign(&self, out: &mut String, file: FileId, name: &str) -> bool {
        let mut met = self.met.borrow_mut();
        let foreign = met.entry(file).or_insert_with(|| {
            let path = &self.cx.sources.file(file).path;
            (path.parent() != Some(self.cx.dir)).then(|| self.cx.names.name(path))
        });
        match foreign {
            Some(shown) if self.cx.sources.file(file).display_name == name => {
                out.push_str(shown);
                true
            }
            _ => false,
        }
    }
}
