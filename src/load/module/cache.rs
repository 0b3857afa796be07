//! Where downloaded modules are.
//!
//! In: a version of a module. Out: its folder in the module cache, and its go.mod there.
//! Source: `go.dev/ref/mod#module-cache`.

use super::file::ModuleVersion;
use std::path::PathBuf;

/// The module cache.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModuleCache {
    /// Its folder.
    pub root: PathBuf,
}

impl ModuleCache {
    /// The folder of a module's files.
    pub fn folder(&self, module: &ModuleVersion) -> PathBuf {
        self.root.join(format!("{}@{}", escaped(&module.path), escaped(&module.version)))
    }

    /// The go.mod of a module, which may be there without the rest.
    pub fn go_mod(&self, module: &ModuleVersion) -> PathBuf {
        let downloads = self.root.join("cache/download").join(escaped(&module.path));
        downloads.join("@v").join(format!("{}.mod", escaped(&module.version)))
    }
}

/// With `!a` for each capital `A`: file systems may not tell them apart.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn places() {
        let cache = ModuleCache { root: "/c".into() };
        let module = ModuleVersion { path: "github.com/BurntSushi/toml".into(), version: "v1.0.0-RC".into() };
        assert_eq!(cache.folder(&module), Path::new("/c/github.com/!burnt!sushi/toml@v1.0.0-!r!c"));
        let go_mod = "/c/cache/download/github.com/!burnt!sushi/toml/@v/v1.0.0-!r!c.mod";
        assert_eq!(cache.go_mod(&module), Path::new(go_mod));
    }
}
