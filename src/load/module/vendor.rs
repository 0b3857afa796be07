//! What `vendor/modules.txt` says.
//!
//! In: its text. Out: a [`VendorList`]: which module each vendored package is of; and whether it
//! is what go.mod asks for.
//! Source: `go.dev/ref/mod#vendoring`; the go command 1.27.3 for what is inconsistent, and for the
//! wording.

use super::file::{ModFile, ModuleVersion, Replacement};
use super::version::{self, GoVersion};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The vendored modules and packages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VendorList {
    /// For each package the module that it is of.
    pub packages: FxHashMap<String, ModuleVersion>,
    /// What is noted about each module.
    notes: FxHashMap<ModuleVersion, Note>,
    /// Modules with packages, in order.
    modules: Vec<ModuleVersion>,
    /// Modules with replacements, in order.
    replaced: Vec<ModuleVersion>,
    /// Whether it is for a workspace.
    pub for_workspace: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Note {
    explicit: bool,
    language: Option<u8>,
    replacement: Option<ModuleVersion>,
}

impl VendorList {
    /// Reads the list; lines that are not understood are left out.
    pub fn parse(text: &str) -> VendorList {
        let mut list = VendorList::default();
        let notes = text.lines().next().and_then(|line| line.strip_prefix("## ")).unwrap_or_default();
        list.for_workspace = notes.split(';').any(|note| note.trim() == "workspace");
        let mut current: Option<ModuleVersion> = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# ") {
                current = list.module_line(rest);
                continue;
            }
            let Some(module) = &current else { continue };
            if let Some(notes) = line.strip_prefix("## ") {
                let note = list.notes.entry(module.clone()).or_default();
                for text in notes.split(';').map(str::trim) {
                    note.explicit |= text == "explicit";
                    if let Some(go) = text.strip_prefix("go ").and_then(GoVersion::parse) {
                        note.language = Some(go.language());
                    }
                }
            } else if let [package] = line.split_whitespace().collect::<Vec<_>>().as_slice() {
                if !list.modules.contains(module) {
                    list.modules.push(module.clone());
                }
                list.packages.insert((*package).to_owned(), module.clone());
            }
        }
        list
    }

    /// `path version`, `path version => path version`, `path => folder`, …
    fn module_line(&mut self, line: &str) -> Option<ModuleVersion> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (path, rest) = words.split_first()?;
        let (version, rest) = match rest {
            [version, rest @ ..] if version::parse(version).is_some() => (*version, rest),
            ["=>", ..] => ("", rest),
            _ => return None,
        };
        let module = |path: &str, version: &str| ModuleVersion { path: path.into(), version: version.into() };
        let this = module(path, version);
        let replacement = match rest {
            ["=>", folder] => Some(module(folder, "")),
            ["=>", path, version] if version::parse(version).is_some() => Some(module(path, version)),
            _ => None,
        };
        if let Some(replacement) = replacement {
            self.notes.entry(this.clone()).or_default().replacement = Some(replacement);
            self.replaced.push(this.clone());
        }
        Some(this)
    }

    /// The language of a vendored module.
    pub fn language(&self, module: &ModuleVersion) -> u8 {
        self.notes.get(module).and_then(|note| note.language).unwrap_or(version::DEFAULT_LANGUAGE)
    }

    /// Everything in which the list differs from what the main modules ask for; nothing if it does
    /// not. `replacement` tells what they replace a module with, spelled as in the list; `source`
    /// is the file that replaces.
    pub fn inconsistencies(
        &self,
        mains: &[&ModFile],
        replaces: &[Replacement],
        replacement: &dyn Fn(&ModuleVersion) -> Option<ModuleVersion>,
        source: &str,
    ) -> String {
        let mut found = String::new();
        let mut add = |module: &ModuleVersion, text: String| {
            // Writing to a string cannot fail.
            let _ = write!(found, "\n\t{module}: {text}");
        };
        let in_list = "vendor/modules.txt";
        // Lists were sparse before Go 1.14.
        let is_old = |file: &ModFile| file.go.as_ref().is_some_and(|go| !go.is_at_least(14));
        let old = source == "go.mod" && mains.iter().any(|file| is_old(file));
        for required in mains.iter().flat_map(|file| &file.requires) {
            if self.notes.get(required).is_some_and(|note| note.explicit) {
                continue;
            }
            let other =
                self.modules.iter().find(|m| m.path == required.path && m.version != required.version);
            match other {
                Some(other) if old => add(
                    required,
                    format!("is explicitly required in go.mod, but {in_list} indicates {other}"),
                ),
                None if old => {}
                _ => add(
                    required,
                    format!("is explicitly required in go.mod, but not marked as explicit in {in_list}"),
                ),
            }
        }
        let mut seen: Vec<&ModuleVersion> = Vec::new();
        for old_module in replaces.iter().map(|replace| &replace.old) {
            if seen.contains(&old_module) {
                continue;
            }
            seen.push(old_module);
            let noted = self.notes.get(old_module).and_then(|note| note.replacement.as_ref());
            let wanted = replacement(old_module);
            match (noted, wanted) {
                (None, Some(_)) if old && !self.modules.contains(old_module) => {}
                (None, Some(_)) => add(
                    old_module,
                    format!("is replaced in {source}, but not marked as replaced in {in_list}"),
                ),
                (Some(noted), Some(wanted)) if *noted != wanted => add(
                    old_module,
                    format!(
                        "is replaced by {wanted} in {source}, but marked as replaced by {noted} in {in_list}"
                    ),
                ),
                _ => {}
            }
        }
        for module in &self.modules {
            let explicit = self.notes.get(module).is_some_and(|note| note.explicit);
            if explicit && !mains.iter().any(|file| file.requires.contains(module)) {
                let article = if source == "go.mod" { "" } else { "a " };
                add(
                    module,
                    format!(
                        "is marked as explicit in {in_list}, but not explicitly required in {article}go.mod"
                    ),
                );
            }
        }
        for module in &self.replaced {
            if replacement(module).is_none() {
                let source = if source == "go.mod" { source } else { "the workspace" };
                add(module, format!("is marked as replaced in {in_list}, but not replaced in {source}"));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# example.com/a v1.0.0
## explicit; go 1.20
example.com/a
example.com/a/sub
# example.com/b v1.1.0 => ../b
## explicit
example.com/b
# example.com/c => example.com/d v1.2.0
";

    fn module(path: &str, version: &str) -> ModuleVersion {
        ModuleVersion { path: path.into(), version: version.into() }
    }

    #[test]
    fn packages_and_languages() {
        let list = VendorList::parse(LIST);
        let a = module("example.com/a", "v1.0.0");
        assert_eq!(list.packages.get("example.com/a/sub"), Some(&a));
        assert_eq!(list.language(&a), 20);
        assert_eq!(list.language(&module("example.com/b", "v1.1.0")), 16);
        assert!(!list.for_workspace && VendorList::parse("## workspace\n").for_workspace);
    }

    fn compare(go_mod: &str) -> String {
        let file = ModFile::parse("go.mod", "go.mod", go_mod.as_bytes()).unwrap();
        let replacement = |module: &ModuleVersion| {
            let found = file.replaces.iter().find(|r| r.old.path == module.path)?;
            Some(found.new.clone())
        };
        VendorList::parse(LIST).inconsistencies(&[&file], &file.replaces, &replacement, "go.mod")
    }

    #[test]
    fn consistency() {
        let good = "module m\ngo 1.20\nrequire example.com/a v1.0.0\nrequire example.com/b v1.1.0\n\
                    replace example.com/b v1.1.0 => ../b\nreplace example.com/c => example.com/d v1.2.0\n";
        assert_eq!(compare(good), "");
        let other = good.replace("a v1.0.0", "a v1.0.1").replace("=> ../b", "=> ../x");
        assert_eq!(
            compare(&other),
            "\n\texample.com/a@v1.0.1: is explicitly required in go.mod, but not marked as explicit in \
             vendor/modules.txt\n\texample.com/b@v1.1.0: is replaced by ../x in go.mod, but marked as replaced \
             by ../b in vendor/modules.txt\n\texample.com/a@v1.0.0: is marked as explicit in \
             vendor/modules.txt, but not explicitly required in go.mod"
        );
        let less = good.replace("replace example.com/c => example.com/d v1.2.0\n", "");
        assert_eq!(
            compare(&less),
            "\n\texample.com/c: is marked as replaced in vendor/modules.txt, but not replaced in go.mod"
        );
    }
}
