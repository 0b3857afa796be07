//! The language version of a file.
//!
//! In: the version of its module, and its `//go:build` line. Out: a minor version.
//! Source: gc 1.27.3: a `go1.N` tag that the constraint implies downgrades or upgrades the file,
//! not below Go 1.21.

use crate::release::Rules;
use crate::syntax::ast::File;
use crate::syntax::constraint::Constraint;

/// The oldest version that a `//go:build` line can select.
const OLDEST_DOWNGRADE: u8 = 21;

/// The minor language version of `file`, 22 for Go 1.22, in a module of version `module`.
pub(super) fn of_file(file: &File, module: Option<u8>, rules: &Rules) -> u8 {
    // A module may ask for less than the release offers; for more, gc would need another release.
    let release = rules.release.minor();
    let default = module.unwrap_or(release).min(release);
    if module.is_none() && !rules.constraints_set_language_without_module {
        return default;
    }
    let constraint = file.build_constraint.as_ref().and_then(|c| Constraint::parse(&c.text).ok());
    match constraint.and_then(|c| c.min_release()) {
        Some(minor) => minor.max(OLDEST_DOWNGRADE),
        None => default,
    }
}
