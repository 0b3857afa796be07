//! Words that both the builder and `explain` need.
//!
//! In: what is wrong with a parameter list. Out: where gc reports it, and how.

use super::check::Violation;
use crate::release::SyntaxRules;

/// Kinds of lists of names and types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Parameters, results, receivers.
    Params,
    /// Type parameters, which must have names.
    TypeParams,
}

/// What is said of a list of `len` entries of which some lack a name or type (`misnamed`: any
/// lacks a name). The first such stands at `first`, the list closes at `close`.
pub(super) fn mixed_params(
    rules: SyntaxRules,
    kind: ListKind,
    len: usize,
    misnamed: bool,
    first: u32,
    close: u32,
) -> Violation {
    let (at, message) = match (kind, misnamed) {
        (ListKind::TypeParams, false) => (close, "missing type constraint"),
        (ListKind::TypeParams, true) if !rules.type_params_are_named => {
            (first, "type parameters must be named")
        }
        (ListKind::TypeParams, true) if len == 1 => {
            (first, "missing type parameter name or invalid array length")
        }
        (ListKind::TypeParams, true) => (first, "missing type parameter name"),
        (ListKind::Params, _) if !rules.mixed_params_are_told_apart => {
            (first, "mixed named and unnamed parameters")
        }
        (ListKind::Params, false) => (close, "missing parameter type"),
        (ListKind::Params, true) => (first, "missing parameter name"),
    };
    (at, message.to_owned())
}

/// What is said of `...` at the wrong place of a list; only if `allowed` may it stand at the last.
pub(super) fn misplaced_dots(allowed: bool) -> &'static str {
    if allowed { "can only use ... with final parameter" } else { "invalid use of ..." }
}

/// What is said of a method with none or several receivers.
pub(super) fn receivers(count: usize) -> Option<&'static str> {
    match count {
        0 => Some("method has no receiver"),
        1 => None,
        _ => Some("method has multiple receivers"),
    }
}
