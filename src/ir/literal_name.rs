//! gc's names for function literals, and for those that it makes itself.
//!
//! In: the function around a literal, and what kind of literal it is. Out: its name, which the
//! function's counters number.
//! Source: gc 1.21 to 1.27: names of closures.

use super::node::{FuncId, FuncKind, Package};
use crate::release::Rules;
use crate::source::Interner;

/// A literal that is copied with the body of a function, and how it is named after that.
#[derive(Clone, Copy, Debug)]
pub enum Copied<'a> {
    /// The names of the functions that were copied one into the other, outermost first, come
    /// behind that of the function around it.
    Chain(&'a [&'a str]),
    /// The name of the function that it is copied with, its own number there, and a checksum of
    /// the place.
    Original(&'a str, u32, &'a str),
}

/// The name of a new literal or wrapper in `outer`.
pub fn literal_name(
    package: &mut Package,
    names: &Interner,
    rules: &Rules,
    outer: FuncId,
    kind: FuncKind,
    copied: Option<Copied<'_>>,
) -> String {
    let mut host = outer;
    if !rules.literals_named_after_range_body {
        while package.funcs[host].kind == FuncKind::RangeBody
            && let Some(next) = package.funcs[host].outer
        {
            host = next;
        }
    }
    let func = &mut package.funcs[host];
    let in_literal = func.kind.is_literal() && !(copied.is_some() && rules.copied_literals_as_in_functions);
    let suffix = match kind {
        FuncKind::RangeBody => "-range",
        FuncKind::GoWrapper => ".gowrap",
        FuncKind::DeferWrapper => ".deferwrap",
        _ if in_literal && !(rules.copied_literals_are_funcs && copied.is_some()) => ".",
        _ => ".func",
    };
    if let Some(Copied::Original(base, number, checksum)) = copied {
        return format!("{}{suffix}{number}#{checksum}#", without_checksum(base));
    }
    let counter = match kind {
        FuncKind::RangeBody => &mut func.counters.range_bodies,
        FuncKind::GoWrapper | FuncKind::DeferWrapper => &mut func.counters.wrappers,
        _ => &mut func.counters.literals,
    };
    *counter += 1;
    let number = *counter;
    let base = match func.kind {
        FuncKind::PackageInit => rules.init_literal_prefix,
        _ => names.text(func.name),
    };
    let chain = match copied {
        Some(Copied::Chain(chain)) => chain.iter().map(|name| format!(".{name}")).collect(),
        _ => String::new(),
    };
    format!("{base}{chain}{suffix}{number}")
}

/// A name without what tells copies of a literal apart.
pub fn without_checksum(name: &str) -> String {
    match (name.find('#'), name.rfind('#')) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &name[..start], &name[end + 1..]),
        _ => name.to_owned(),
    }
}
