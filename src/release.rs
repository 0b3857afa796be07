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
            words: ErrorWords {
                overflow_is_concise: v >= 22,
                range_over_int: v >= 22,
                range_over_func: v >= 23,
                surplus_range_var_is_used: v >= 22,
                unused_name_last: v >= 23,
                names_kinds: v >= 23,
                keys_start_elements: v >= 23,
                non_type: match v {
                    26.. => NonTypeWords::Kind,
                    23.. => NonTypeWords::Name,
                    _ => NonTypeWords::Operand,
                },
                named_types_have_kinds: v >= 24,
                have_lists_dots: v >= 24,
                cycles_in_pairs: v >= 24,
                causes_have_types: v >= 25,
                numbers_match_numbers: v >= 26,
                results_are_numbered: v >= 27,
            },
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
    /// How it words type errors.
    pub words: ErrorWords,
}

/// How a release words type errors, where that changed. Each field is what the newest one does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ErrorWords {
    /// `constant 300 overflows uint8`.
    pub overflow_is_concise: bool,
    /// Ranging over integers is known, if only for newer language versions.
    pub range_over_int: bool,
    /// Ranging over functions is known, if only for newer language versions.
    pub range_over_func: bool,
    /// A second variable where ranging yields one value is not also reported as unused.
    pub surplus_range_var_is_used: bool,
    /// `declared and not used: x`.
    pub unused_name_last: bool,
    /// `for built-in len`, `does have field f`, `other declaration of method m`.
    pub names_kinds: bool,
    /// Elements with a key are reported at the key, not at the colon.
    pub keys_start_elements: bool,
    /// What is said about a name that should be a type.
    pub non_type: NonTypeWords,
    /// `value of struct type T`.
    pub named_types_have_kinds: bool,
    /// `have ([]string...)`.
    pub have_lists_dots: bool,
    /// `a refers to b`, on one line.
    pub cycles_in_pairs: bool,
    /// `send-only channel chan<- int x`, `int is not a function`; no `invalid operation` about
    /// what cannot be indexed or sliced.
    pub causes_have_types: bool,
    /// A number and something else are mismatched as they are, without default type.
    pub numbers_match_numbers: bool,
    /// `2nd function result`, in `multiple assignment`.
    pub results_are_numbered: bool,
}

/// What is said about a name that should be a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NonTypeWords {
    /// `x (variable of type int) is not a type`
    Operand,
    /// `x is not a type`
    Name,
    /// `x (local variable) is not a type`
    Kind,
}
