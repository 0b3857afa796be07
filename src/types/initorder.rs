//! Initialisation order (temporary).
use super::check::{Checker, DeclWhat};
use super::info::Initializer;
pub(super) fn order(checker: &mut Checker<'_>) -> Vec<Initializer> {
    let mut out = Vec::new();
    for info in &checker.decls {
        if let DeclWhat::Var { lhs, init: Some(rhs), .. } = &info.what {
            out.push(Initializer { lhs: lhs.clone(), file: info.file, rhs: *rhs });
        }
    }
    out
}
