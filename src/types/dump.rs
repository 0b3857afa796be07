//! The snapshot text of this stage.
//!
//! In: a file and what was found out about it. Out: one line per expression:
//! `line:column expression: type [= value]`, in order of position.

use super::exprstring::expr_string;
use super::info::{FileInfo, Mode};
use super::object::PackageId;
use super::store::{TypeId, TypeStore};
use super::typestring::{TypeCx, type_string};
use crate::source::{Pos, SourceMap};
use crate::syntax::ast::File;
use std::fmt::Write;

/// Types and values of all expressions of `file`.
pub fn dump_types(
    sources: &SourceMap,
    store: &TypeStore,
    package: PackageId,
    file: &File,
    info: &FileInfo,
) -> String {
    let cx = TypeCx::new(store, &sources.interner, package);
    let mut lines: Vec<((u32, u32, u32), String)> = Vec::new();
    for (id, entry) in info.expr_type.iter() {
        let expr = file.exprs[id];
        let (line, column) = sources.line_column(Pos::new(file.id, expr.pos));
        let text = expr_string(sources, file, id);
        let mut out = format!("{line}:{column} {text}: ");
        match entry.mode {
            Mode::Type => out.push_str("type "),
            Mode::Builtin(_) => out.push_str("builtin "),
            _ => {}
        }
        let ty = if entry.mode == Mode::NoValue { TypeId::EMPTY_TUPLE } else { entry.ty };
        out.push_str(&type_string(cx, ty));
        if let Some(value) = &entry.value {
            let _ = write!(out, " = {value}");
        }
        lines.push(((line, column, expr.span.end), out));
    }
    lines.sort();
    lines.into_iter().fold(String::new(), |all, (_, line)| all + &line + "\n")
}
