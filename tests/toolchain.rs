//! The real Go, for tests that compare with it live. They pass without it, and say so.

use std::path::PathBuf;
use std::process::Command;

/// Which release the tests compare with.
const VERSION: &str = "1.27.3";

/// A Go installation.
pub struct Toolchain {
    pub root: PathBuf,
}

/// The installation that `corpus/record` unpacks, if it is there; else prints why `test` does
/// nothing.
pub fn find(test: &str) -> Option<Toolchain> {
    find_version(test, VERSION)
}

/// The installation of another release.
pub fn find_version(test: &str, version: &str) -> Option<Toolchain> {
    let cache = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/goesc/go"));
    let base = std::env::var_os("GOESC_GO").filter(|v| !v.is_empty()).map(PathBuf::from).or_else(cache);
    let root = base.map(|base| base.join(version).join("go"));
    let found = root.filter(|root| root.join("bin/go").is_file()).map(|root| Toolchain { root });
    if found.is_none() {
        println!("{test}: skipped, no Go {version} (corpus/record unpacks it)");
    }
    found
}

impl Toolchain {
    /// The go command, which uses nothing but this installation.
    pub fn go(&self) -> Command {
        let mut command = Command::new(self.root.join("bin/go"));
        let settings = [
            ("GOTOOLCHAIN", "local"),
            ("GOENV", "off"),
            ("GOFLAGS", "-mod=mod"),
            ("GOPROXY", "off"),
            ("CGO_ENABLED", "0"),
        ];
        command.env("GOROOT", &self.root).envs(settings);
        command
    }

    /// One of the tools behind it, as the go command runs them for linux/amd64.
    pub fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(self.root.join("pkg/tool/linux_amd64").join(name));
        command.env("GOROOT", &self.root).env("GOOS", "linux").env("GOARCH", "amd64");
        command
    }
}
