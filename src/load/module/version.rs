//! Versions of modules and of Go itself.
//!
//! In: texts from go.mod. Out: their order, and what is wrong with them.
//! Source: `go.dev/ref/mod#versions`, `go.dev/doc/toolchain#version`; the go command 1.27.3 for
//! the wording of errors.

use semver::Version;
use std::cmp::Ordering;

/// The language of a module that does not say which it is written in.
pub const DEFAULT_LANGUAGE: u8 = 16;

/// A version of Go: `1.21`, `1.21.3`, `1.21rc2`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoVersion {
    text: String,
    minor: u64,
    /// Release candidates come before the release, and both before its patches.
    patch: Patch,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Patch {
    /// `1.21`: since 1.21 the language, older than all of the release.
    Language,
    /// `1.21beta1` (0) and `1.21rc1` (1), with their numbers.
    Preview(u8, u64),
    Number(u64),
}

impl GoVersion {
    /// Reads what a `go` line says; versions other than 1.x are none.
    pub fn parse(text: &str) -> Option<GoVersion> {
        let rest = text.strip_prefix("1.")?;
        let (minor, rest) = leading_number(rest)?;
        let patch = if rest.is_empty() {
            if minor < 21 { Patch::Number(0) } else { Patch::Language }
        } else if let Some(rest) = rest.strip_prefix('.') {
            let (patch, rest) = leading_number(rest)?;
            // `1.9.2rc2` existed: in front of its patch, which nobody can tell apart here.
            (rest.is_empty() || is_preview(rest)).then_some(Patch::Number(patch))?
        } else {
            if !is_preview(rest) {
                return None;
            }
            let number = rest.trim_start_matches(|c: char| c.is_ascii_lowercase()).parse().ok()?;
            Patch::Preview(u8::from(rest.starts_with("rc")), number)
        };
        Some(GoVersion { text: text.to_owned(), minor, patch })
    }

    /// What is older than every version.
    pub fn oldest() -> GoVersion {
        GoVersion { text: "1.0".into(), minor: 0, patch: Patch::Language }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language: 22 for `1.22.3`.
    pub fn language(&self) -> u8 {
        self.minor.min(u64::from(u8::MAX)) as u8
    }

    /// Whether it is at least `1.minor`.
    pub fn is_at_least(&self, minor: u64) -> bool {
        self.minor >= minor
    }
}

impl PartialOrd for GoVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for GoVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.minor, self.patch).cmp(&(other.minor, other.patch))
    }
}

/// Digits without a leading zero, and what follows them.
fn leading_number(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    (digits == "0" || !digits.starts_with('0')).then_some(())?;
    Some((digits.parse().ok()?, rest))
}

/// Letters, then digits.
fn is_preview(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The version of Go that a toolchain's name holds: `go1.22.3`, `go1.22.3-custom`.
pub fn toolchain_version(name: &str) -> Option<GoVersion> {
    GoVersion::parse(name.strip_prefix("go")?.split('-').next()?)
}

/// A module's version as a go.mod must spell it, like `v1.2.3-pre`; `None` if it does not.
pub fn parse(text: &str) -> Option<Version> {
    let version = Version::parse(text.strip_prefix('v')?).ok()?;
    let build = version.build.as_str();
    (build.is_empty() || build == "incompatible").then_some(version)
}

/// Which of two versions is newer; what is no version is older than any.
pub fn compare(a: &str, b: &str) -> Ordering {
    let read = |text| {
        let version = parse(text)?;
        Some(version)
    };
    match (read(a), read(b)) {
        // Only of one module's versions with the same precedence one can be `+incompatible`.
        (Some(a), Some(b)) => a.cmp_precedence(&b).then_with(|| a.build.cmp(&b.build)),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

/// What is wrong with a version of the module `path`: that it is none, or that the path is for
/// another major version.
pub fn mismatch(path: &str, version: &str) -> Option<String> {
    let Some(parsed) = parse(version) else {
        return Some(format!("version {version:?} invalid: must be of the form v1.2.3"));
    };
    let major = parsed.major;
    let invalid =
        |wanted: &str| Some(format!("version {version:?} invalid: should be {wanted}, not v{major}"));
    let incompatible = parsed.build.as_str() == "incompatible";
    match path_major(path) {
        Some(PathMajor::Slash(wanted)) if wanted != major || incompatible => invalid(&format!("v{wanted}")),
        // A pseudo-version v0.0.0-… stands for what has no version, whatever its path says.
        Some(PathMajor::Dot(wanted)) if wanted != major && !(major == 0 && wanted == 1) => {
            invalid(&format!("v{wanted}"))
        }
        None if major > 1 && !incompatible => invalid("v0 or v1"),
        _ => None,
    }
}

enum PathMajor {
    /// `/v2` at the end of a path.
    Slash(u64),
    /// `.v2` at the end of a path of `gopkg.in`.
    Dot(u64),
}

fn path_major(path: &str) -> Option<PathMajor> {
    let number = |text: &str| {
        let (number, rest) = leading_number(text)?;
        rest.is_empty().then_some(number)
    };
    if let Some(rest) = path.strip_prefix("gopkg.in/") {
        let digits = rest.rsplit_once(".v")?.1;
        return number(digits.trim_end_matches("-unstable")).map(PathMajor::Dot);
    }
    let number = number(path.rsplit_once("/v")?.1)?;
    (number >= 2).then_some(PathMajor::Slash(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_go() {
        let sorted = ["1.4", "1.20", "1.21", "1.21beta1", "1.21rc1", "1.21rc2", "1.21.0", "1.21.10", "1.22"];
        for pair in sorted.windows(2) {
            assert!(GoVersion::parse(pair[0]) < GoVersion::parse(pair[1]), "{pair:?}");
        }
        assert_eq!(GoVersion::parse("1.22.3").unwrap().language(), 22);
        assert_eq!(toolchain_version("go1.23.4-custom"), GoVersion::parse("1.23.4"));
        for bad in ["", "1", "1.", "2.0", "1.021", "1.2.", "1.2.3.4", "1.2x", "v1.2", "1.2rc"] {
            assert_eq!(GoVersion::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn versions_of_modules() {
        let sorted = [
            "latest",
            "v0.0.0-20200101000000-abcdefabcdef",
            "v0.1.0",
            "v1.0.0-beta.2",
            "v1.0.0-beta.11",
            "v1.0.0-rc",
            "v1.0.0",
            "v1.10.0",
            "v2.0.0+incompatible",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    #[test]
    fn major_versions_in_paths() {
        let cases = [
            ("example.com/a", "v1.2.3", None),
            ("example.com/a", "v2.0.0+incompatible", None),
            ("example.com/a", "v2.0.0", Some("should be v0 or v1, not v2")),
            ("example.com/a/v2", "v2.1.0", None),
            ("example.com/a/v2", "v1.0.0", Some("should be v2, not v1")),
            ("gopkg.in/yaml.v2", "v2.4.0", None),
            ("gopkg.in/yaml.v1", "v0.0.0-20140924161607-9f9df34309c0", None),
            ("gopkg.in/yaml.v2", "v3.0.0", Some("should be v2, not v3")),
            ("example.com/a", "v1", Some("must be of the form v1.2.3")),
            ("example.com/a", "master", Some("must be of the form v1.2.3")),
            ("example.com/a", "v1.2.3+meta", Some("must be of the form v1.2.3")),
        ];
        for (path, version, wrong) in cases {
            let wrong = wrong.map(|wrong| format!("version {version:?} invalid: {wrong}"));
            assert_eq!(mismatch(path, version), wrong);
        }
    }
}
