//! The Go releases and everything that differs between them.
//!
//! Sources: the recorded output of each release, see `corpus/README.md`. No other module asks
//! which release it is; they read the fields of [`Rules`].

use std::fmt;

/// A Go release, by minor version: `Release(27)` is Go 1.27.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Release(u8);

impl Release {
    /// The oldest known release.
    pub const OLDEST: Release = Release(21);
    /// The newest known release, the default.
    pub const NEWEST: Release = Release(27);

    /// All known releases, oldest first.
    pub fn all() -> impl Iterator<Item = Release> {
        (Self::OLDEST.0..=Self::NEWEST.0).map(Release)
    }

    /// Parses `1.24`, `1.24.11` or `go1.24`.
    pub fn parse(text: &str) -> Option<Release> {
        let mut parts = text.strip_prefix("go").unwrap_or(text).split('.');
        let (major, minor) = (parts.next()?, parts.next()?);
        let patch_ok = parts.next().is_none_or(|p| p.parse::<u16>().is_ok());
        let minor = minor.parse::<u8>().ok()?;
        let known = (Self::OLDEST.0..=Self::NEWEST.0).contains(&minor);
        (major == "1" && patch_ok && parts.next().is_none() && known).then_some(Release(minor))
    }

    /// The minor version: 27 for Go 1.27.
    pub fn minor(self) -> u8 {
        self.0
    }

    /// What this release does.
    pub fn rules(self) -> Rules {
        let v = self.0;
        Rules {
            release: self,
            max_explicit_var: if v >= 24 { 128 << 10 } else { 10 << 20 },
            max_implicit_var: 64 << 10,
            max_tagged_results: if v >= 22 { 5 } else { 7 },
            append_locations: v >= 25,
            constants_as_written: v == 21,
            dead_locals: v >= 24,
            devirtualize_order: match v {
                ..=21 => DevirtualizeOrder::ListPreorder,
                22 => DevirtualizeOrder::Batches,
                23 => DevirtualizeOrder::List,
                _ => DevirtualizeOrder::ListThenBatches,
            },
            devirtualize_all_assignments: v >= 26,
            static_value_captured: v >= 22,
            loop_copy_defines: v >= 25,
            interface_types_mix_paths: v <= 26,
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

/// The order in which interface calls are devirtualized.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DevirtualizeOrder {
    /// Functions as listed, a call before its arguments; after inlining.
    ListPreorder,
    /// Callees first.
    Batches,
    /// Functions as listed.
    List,
    /// First as listed, then again callees first.
    ListThenBatches,
}

/// Thresholds, rules and wording of one release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rules {
    /// Whose rules these are.
    pub release: Release,
    /// Largest declared variable that may stay on the stack, in bytes.
    pub max_explicit_var: i64,
    /// Largest `new`, `&T{}` or `make` that may stay on the stack, in bytes.
    pub max_implicit_var: i64,
    /// How many results a parameter's tag can name.
    pub max_tagged_results: usize,
    /// Whether `append` has a location of its own, and so a line.
    pub append_locations: bool,
    /// Whether constants print as the source spells them, not by value.
    pub constants_as_written: bool,
    /// In which order calls are looked at for known dynamic types.
    pub devirtualize_order: DevirtualizeOrder,
    /// Whether all assignments to an interface variable are looked at for its dynamic type, not
    /// just a single definition.
    pub devirtualize_all_assignments: bool,
    /// Whether a literal knows the value of a captured variable that is never reassigned.
    pub static_value_captured: bool,
    /// Whether assignments to variables that nobody reads are blanked.
    pub dead_locals: bool,
    /// Whether the per-iteration copy of a variable of a three-clause loop is its definition.
    pub loop_copy_defines: bool,
    /// Whether in an interface type everything after the first unexported method is spelled with
    /// import paths instead of package names.
    pub interface_types_mix_paths: bool,
}
