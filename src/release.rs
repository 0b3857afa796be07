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
            range_counts_arrays: v >= 25,
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
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
    /// Whether a range over an array without value counts to its constant length instead.
    pub range_counts_arrays: bool,
}
