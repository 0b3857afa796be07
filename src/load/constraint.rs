//! Which files a build selects: `//go:build` lines and file-name suffixes.
//!
//! Source: `go help buildconstraint`; the lists of known systems are those of Go 1.27.

use crate::release::Release;

/// Target and tags of a build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BuildContext {
    /// Operating system, `linux`.
    pub goos: String,
    /// Architecture, `amd64`.
    pub goarch: String,
    /// Extra tags (`-tags`).
    pub tags: Vec<String>,
    /// The release, for `go1.N` tags.
    pub release: Release,
}

const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];
const UNIX: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "linux",
    "netbsd",
    "openbsd",
    "solaris",
];
const ARCHITECTURES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

impl BuildContext {
    /// Whether `tag` is satisfied. cgo is off, the compiler is gc.
    pub fn has_tag(&self, tag: &str) -> bool {
        if tag == self.goos || tag == self.goarch || tag == "gc" {
            return true;
        }
        match tag {
            "unix" => return UNIX.contains(&self.goos.as_str()),
            "linux" if self.goos == "android" => return true,
            "darwin" if self.goos == "ios" => return true,
            "solaris" if self.goos == "illumos" => return true,
            _ => {}
        }
        if let Some(minor) = tag.strip_prefix("go1.").and_then(|m| m.parse::<u8>().ok()) {
            return minor >= 1 && minor <= self.release.minor();
        }
        self.tags.iter().any(|t| t == tag)
    }

    /// Whether the name of a file selects it: `_GOOS`, `_GOARCH` and `_GOOS_GOARCH` suffixes.
    pub fn selects_name(&self, file_name: &str) -> bool {
        let stem = file_name.split('.').next().unwrap_or("");
        // A name like `linux.go` is not constrained: only what follows the first `_` counts.
        let Some((_, rest)) = stem.split_once('_') else { return true };
        let mut parts: Vec<&str> = rest.split('_').collect();
        if parts.last() == Some(&"test") {
            parts.pop();
        }
        let known_os = |p: &str| SYSTEMS.contains(&p);
        let known_arch = |p: &str| ARCHITECTURES.contains(&p);
        match parts.as_slice() {
            [.., os, arch] if known_os(os) && known_arch(arch) => self.has_tag(os) && self.has_tag(arch),
            [.., last] if known_os(last) || known_arch(last) => self.has_tag(last),
            _ => true,
        }
    }
}

/// A parsed `//go:build` expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Constraint {
    /// A tag.
    Tag(String),
    /// `!x`
    Not(Box<Constraint>),
    /// `x && y`
    And(Box<Constraint>, Box<Constraint>),
    /// `x || y`
    Or(Box<Constraint>, Box<Constraint>),
}

/// Deepest accepted nesting of a constraint.
const MAX_DEPTH: usize = 100;

impl Constraint {
    /// Parses what follows `//go:build`.
    pub fn parse(text: &str) -> Result<Constraint, String> {
        let mut parser = Parser { rest: text.trim(), depth: 0 };
        let constraint = parser.or()?;
        if parser.rest.is_empty() { Ok(constraint) } else { Err(format!("unexpected {:?}", parser.rest)) }
    }

    /// Whether the build satisfies it.
    pub fn holds(&self, build: &BuildContext) -> bool {
        match self {
            Constraint::Tag(tag) => build.has_tag(tag),
            Constraint::Not(x) => !x.holds(build),
            Constraint::And(x, y) => x.holds(build) && y.holds(build),
            Constraint::Or(x, y) => x.holds(build) || y.holds(build),
        }
    }

    /// The lowest Go release that the constraint implies, as a minor version: what sets a file's
    /// language version.
    pub fn min_release(&self) -> Option<u8> {
        match self {
            Constraint::Tag(tag) => match tag.strip_prefix("go1.") {
                Some(minor) => minor.parse().ok(),
                None if tag == "go1" => Some(0),
                None => None,
            },
            Constraint::Not(_) => None,
            Constraint::And(x, y) => x.min_release().max(y.min_release()),
            Constraint::Or(x, y) => Some(x.min_release()?.min(y.min_release()?)),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn or(&mut self) -> Result<Constraint, String> {
        let mut x = self.and()?;
        while self.eat("||") {
            x = Constraint::Or(Box::new(x), Box::new(self.and()?));
        }
        Ok(x)
    }

    fn and(&mut self) -> Result<Constraint, String> {
        let mut x = self.not()?;
        while self.eat("&&") {
            x = Constraint::And(Box::new(x), Box::new(self.not()?));
        }
        Ok(x)
    }

    fn not(&mut self) -> Result<Constraint, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("build expression too large".into());
        }
        let result = if self.eat("!") {
            Ok(Constraint::Not(Box::new(self.not()?)))
        } else if self.eat("(") {
            let inner = self.or()?;
            if self.eat(")") { Ok(inner) } else { Err("missing close paren".into()) }
        } else {
            let end = self
                .rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                .unwrap_or(self.rest.len());
            let (tag, rest) = self.rest.split_at(end);
            if tag.is_empty() {
                return Err(match rest.is_empty() {
                    true => "unexpected end of expression".into(),
                    false => format!("unexpected {rest:?}"),
                });
            }
            let tag = tag.to_owned();
            self.rest = rest.trim_start();
            Ok(Constraint::Tag(tag))
        };
        self.depth -= 1;
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build() -> BuildContext {
        BuildContext {
            goos: "linux".into(),
            goarch: "amd64".into(),
            tags: vec!["extra".into()],
            release: Release::parse("1.24").unwrap(),
        }
    }

    #[test]
    fn expressions() {
        let holds = |text| Constraint::parse(text).unwrap().holds(&build());
        assert!(holds("linux && !windows"));
        assert!(holds("windows || (unix && go1.24)"));
        assert!(holds("extra"));
        assert!(!holds("go1.25"));
        assert!(!holds("cgo || ignore"));
        assert!(Constraint::parse("linux &&").is_err());
        assert!(Constraint::parse("(linux").is_err());
        assert!(Constraint::parse(&"!".repeat(100_000)).is_err());
    }

    #[test]
    fn language_version() {
        let version = |text| Constraint::parse(text).unwrap().min_release();
        assert_eq!(version("go1.21"), Some(21));
        assert_eq!(version("go1.21 && linux"), Some(21));
        assert_eq!(version("go1.21 || linux"), None);
        assert_eq!(version("!go1.21"), None);
    }

    #[test]
    fn names() {
        let selects = |name| build().selects_name(name);
        assert!(selects("a.go") && selects("linux.go") && selects("a_linux.go"));
        assert!(selects("a_linux_amd64.go") && selects("a_unix.go") && selects("a_linux_test.go"));
        assert!(!selects("a_windows.go") && !selects("a_arm64.go") && !selects("a_linux_arm64.go"));
    }
}
