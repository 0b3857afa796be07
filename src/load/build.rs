//! Which files a build selects: the tags that are set, and file-name suffixes.
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

impl BuildContext {
    /// For linux on amd64, without extra tags.
    pub fn linux_amd64(release: Release) -> Self {
        BuildContext { goos: "linux".into(), goarch: "amd64".into(), tags: Vec::new(), release }
    }
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
        let tag = if tag == "boringcrypto" { "goexperiment.boringcrypto" } else { tag };
        if let Some(minor) = tag.strip_prefix("go1.").and_then(|m| m.parse::<u8>().ok()) {
            return minor >= 1 && minor <= self.release.minor();
        }
        let is_tool_tag =
            || tag.contains('.') && self.release.tool_tags(&self.goos, &self.goarch).contains(&tag);
        self.tags.iter().any(|t| t == tag) || is_tool_tag()
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
    fn tags() {
        let build = build();
        assert!(build.has_tag("goexperiment.swissmap") && !build.has_tag("goexperiment.jsonv2"));
        assert!(build.has_tag("amd64.v1") && build.has_tag("goexperiment.regabiargs"));
        assert!(["linux", "unix", "gc", "go1.24", "extra"].iter().all(|tag| build.has_tag(tag)));
        assert!(!["windows", "go1.25", "cgo", "ignore"].iter().any(|tag| build.has_tag(tag)));
    }

    #[test]
    fn names() {
        let selects = |name| build().selects_name(name);
        assert!(selects("a.go") && selects("linux.go") && selects("a_linux.go"));
        assert!(selects("a_linux_amd64.go") && selects("a_unix.go") && selects("a_linux_test.go"));
        assert!(!selects("a_windows.go") && !selects("a_arm64.go") && !selects("a_linux_arm64.go"));
    }
}
