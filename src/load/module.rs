//! The module around a folder: what `go.mod` says about its path and language version.

use super::FileTree;
use std::path::{Path, PathBuf};

/// The module that a folder belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Module {
    /// Folder of its `go.mod`.
    pub root: PathBuf,
    /// Its path, from the `module` line.
    pub path: String,
    /// Minor version of its `go` line: 22 for `go 1.22.3`. Without a line gc takes 1.16.
    pub language: u8,
}

/// The language version of a module whose `go.mod` has no `go` line.
const DEFAULT_LANGUAGE: u8 = 16;

impl Module {
    /// The module of an absolute folder, by the nearest `go.mod` at or above it.
    pub fn around(tree: &dyn FileTree, dir: &Path) -> Option<Module> {
        dir.ancestors().find_map(|root| {
            let text = tree.read(&root.join("go.mod")).ok()?;
            Module::parse(root, &String::from_utf8_lossy(&text))
        })
    }

    fn parse(root: &Path, text: &str) -> Option<Module> {
        let mut path = None;
        let mut language = DEFAULT_LANGUAGE;
        for line in text.lines() {
            let line = line.split("//").next().unwrap_or("").trim();
            match line.split_once([' ', '\t']) {
                Some(("module", rest)) => path = Some(rest.trim().trim_matches('"').to_owned()),
                Some(("go", rest)) => {
                    let minor = rest.trim().strip_prefix("1.").and_then(|v| {
                        let end = v.find(|c: char| !c.is_ascii_digit()).unwrap_or(v.len());
                        v[..end].parse().ok()
                    });
                    language = minor.unwrap_or(language);
                }
                _ => {}
            }
        }
        Some(Module { root: root.to_owned(), path: path?, language })
    }

    /// The import path of a folder of this module. Those of the standard library's own module
    /// do not name it.
    pub fn import_path(&self, dir: &Path) -> String {
        let mut parts: Vec<String> = dir
            .strip_prefix(&self.root)
            .unwrap_or(Path::new(""))
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        if self.path != "std" {
            parts.insert(0, self.path.clone());
        }
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_mod_lines() {
        let module =
            Module::parse(Path::new("/m"), "// c\nmodule example.com/m // x\n\ngo 1.22.3\n").unwrap();
        assert_eq!((module.path.as_str(), module.language), ("example.com/m", 22));
        assert_eq!(module.import_path(Path::new("/m/a/b")), "example.com/m/a/b");
        assert_eq!(Module::parse(Path::new("/m"), "go 1.22"), None);
    }
}
