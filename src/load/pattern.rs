//! Package patterns: files, folders and `...`.

use super::assembly::{predefined, read_assembly};
use super::{BuildContext, FileTree, Module};
use crate::ir::pass::abi_wrappers::Assembly;
use crate::syntax::constraint::Constraint;
use std::fmt;
use std::path::{Component, Path, PathBuf};

/// The files of one package, not parsed yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackageFiles {
    /// Import path; `command-line-arguments` for files named one by one.
    pub import_path: String,
    /// For each file the name that gc prints, where it is, and its bytes.
    pub files: Vec<LoadedFile>,
    /// Minor version of the language that go.mod sets; `None` for the release's own.
    pub language: Option<u8>,
    /// Whether it belongs to the standard library.
    pub standard: bool,
    /// Whether files that are not Go may define functions: assembly, object files.
    pub foreign_code: bool,
    /// What its assembly defines and uses.
    pub assembly: Assembly,
}

impl PackageFiles {
    /// The folder of its first file.
    pub fn dir(&self) -> &Path {
        self.files.first().and_then(|file| file.path.parent()).unwrap_or(Path::new(""))
    }
}

/// One file of a package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadedFile {
    /// As gc prints it: `./a.go`, `sub/a.go`.
    pub display_name: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A pattern or file that could not be loaded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadError {
    /// What the user named, or the file.
    pub subject: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject, self.reason)
    }
}

/// What files named one by one form.
pub(super) const COMMAND_LINE: &str = "command-line-arguments";

/// Where patterns are looked up.
#[derive(Clone, Copy)]
pub struct LoadContext<'a> {
    /// The files.
    pub tree: &'a dyn FileTree,
    /// The folder that relative names start from; absolute.
    pub cwd: &'a Path,
    /// The GOROOT whose `src` holds the standard library.
    pub goroot: Option<&'a Path>,
    /// Target and tags.
    pub build: &'a BuildContext,
}

/// Finds the packages that `patterns` name.
pub fn load_patterns(context: LoadContext<'_>, patterns: &[String]) -> (Vec<PackageFiles>, Vec<LoadError>) {
    let LoadContext { tree, cwd, goroot, build } = context;
    let mut loader = Loader { tree, cwd, goroot, build, packages: Vec::new(), errors: Vec::new() };
    let (files, others): (Vec<&String>, Vec<&String>) = patterns.iter().partition(|p| p.ends_with(".go"));
    if !files.is_empty() {
        loader.named_files(&files);
    }
    for pattern in others {
        loader.pattern(pattern);
    }
    (loader.packages, loader.errors)
}

/// The package in one folder, whatever the patterns say.
pub(super) fn load_folder(context: LoadContext<'_>, dir: &Path) -> Result<PackageFiles, String> {
    let LoadContext { tree, cwd, goroot, build } = context;
    let mut loader = Loader { tree, cwd, goroot, build, packages: Vec::new(), errors: Vec::new() };
    loader.folder(dir, false);
    match (loader.errors.into_iter().next(), loader.packages.pop()) {
        (Some(error), _) => Err(error.reason),
        (None, Some(package)) => Ok(package),
        (None, None) => Err(format!("no Go files in {}", dir.display())),
    }
}

struct Loader<'a> {
    tree: &'a dyn FileTree,
    cwd: &'a Path,
    goroot: Option<&'a Path>,
    build: &'a BuildContext,
    packages: Vec<PackageFiles>,
    errors: Vec<LoadError>,
}

impl Loader<'_> {
    fn error(&mut self, subject: impl Into<String>, reason: impl Into<String>) {
        self.errors.push(LoadError { subject: subject.into(), reason: reason.into() });
    }

    fn named_files(&mut self, names: &[&String]) {
        let mut files = Vec::new();
        for name in names {
            let path = normalize(&self.cwd.join(name));
            match self.tree.read(&path) {
                Ok(bytes) => files.push(LoadedFile { display_name: self.display(&path), path, bytes }),
                Err(e) => self.error(name.as_str(), io_reason(&e)),
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        if !files.is_empty() {
            let dir = files[0].path.parent().unwrap_or(self.cwd);
            let language = Module::around(self.tree, dir).map(|m| m.language);
            let import_path = COMMAND_LINE.into();
            let (standard, foreign_code) = (false, false);
            let assembly = Assembly::default();
            self.packages.push(PackageFiles {
                import_path,
                files,
                language,
                standard,
                foreign_code,
                assembly,
            });
        }
    }

    fn pattern(&mut self, pattern: &str) {
        if pattern == "std" {
            return match self.goroot {
                Some(goroot) => self.walk(&goroot.join("src"), true),
                None => self.error(pattern, "the standard library's source is needed: name it with --goroot"),
            };
        }
        let (base, recursive) = match pattern.strip_suffix("...") {
            Some(base) => (base.trim_end_matches('/'), true),
            None => (pattern, false),
        };
        let base = if base.is_empty() { "." } else { base };
        let dir = normalize(&self.cwd.join(base));
        if !self.tree.is_dir(&dir) {
            return self.error(pattern, "no such file or folder");
        }
        let found = self.packages.len();
        if recursive {
            self.walk(&dir, false);
        } else {
            self.folder(&dir, false);
        }
        if self.packages.len() == found && self.errors.is_empty() {
            match recursive {
                true => self.error(pattern, "matched no packages"),
                false => self.error(pattern, format!("no Go files in {}", dir.display())),
            }
        }
    }

    /// Every package at and below `dir`; links to folders are not followed. `std` is the standard
    /// library without the commands, with the packages it carries along.
    fn walk(&mut self, dir: &Path, std: bool) {
        let root = dir;
        let mut pending = vec![dir.to_owned()];
        while let Some(dir) = pending.pop() {
            let top = dir == root;
            let entries = match self.tree.list(&dir) {
                Ok(entries) => entries,
                Err(e) => {
                    self.error(dir.display().to_string(), io_reason(&e));
                    continue;
                }
            };
            if !top && entries.iter().any(|(name, is_dir)| name == "go.mod" && !is_dir) {
                continue;
            }
            self.folder(&dir, true);
            let wanted = |name: &str| match (std && top, name) {
                // Documentation only: there is nothing to build.
                (true, "cmd" | "builtin" | "unsafe") => false,
                (true, "vendor") => true,
                // Without cgo nothing of it is built.
                _ if std && name == "cgo" && dir == root.join("runtime") => false,
                _ => !ignored_folder(name),
            };
            let mut folders: Vec<&str> =
                entries.iter().filter(|e| e.1).map(|e| e.0.as_str()).filter(|n| wanted(n)).collect();
            folders.sort_unstable_by(|a, b| b.cmp(a));
            pending.extend(folders.into_iter().map(|name| dir.join(name)));
        }
    }

    /// The package in one folder, if it has files that the build selects.
    fn folder(&mut self, dir: &Path, quiet: bool) {
        let mut entries = match self.tree.list(dir) {
            Ok(entries) => entries,
            Err(e) => return self.error(dir.display().to_string(), io_reason(&e)),
        };
        entries.sort();
        let mut files = Vec::new();
        let mut excluded = 0;
        for (name, is_dir) in &entries {
            let hidden = name.starts_with(['_', '.']);
            if *is_dir || hidden || !name.ends_with(".go") || name.ends_with("_test.go") {
                continue;
            }
            let path = dir.join(name);
            let bytes = match self.tree.read(&path) {
                Ok(bytes) => bytes,
                Err(e) => {
                    self.error(self.display(&path), io_reason(&e));
                    continue;
                }
            };
            if !self.build.selects_name(name) || !selects_text(self.build, &bytes) || imports_c(&bytes) {
                excluded += 1;
                continue;
            }
            files.push(LoadedFile { display_name: self.display(&path), path, bytes });
        }
        if files.is_empty() {
            if excluded > 0 && !quiet {
                self.error(
                    self.display(dir),
                    format!("build constraints exclude all Go files in {}", dir.display()),
                );
            }
            return;
        }
        let module = Module::around(self.tree, dir);
        let import_path = match &module {
            Some(module) => module.import_path(dir),
            None => COMMAND_LINE.into(),
        };
        let standard = self.goroot.is_some_and(|goroot| dir.starts_with(goroot.join("src")));
        let foreign_code = standard || self.has_foreign_code(dir, &entries);
        let language = module.map(|m| m.language);
        let assembly = self.assembly(dir, &entries);
        self.packages.push(PackageFiles { import_path, files, language, standard, foreign_code, assembly });
    }

    /// Whether the build selects a file of a folder that defines functions without being Go.
    fn has_foreign_code(&self, dir: &Path, entries: &[(String, bool)]) -> bool {
        entries.iter().any(|(name, is_dir)| {
            let wanted = !is_dir && !name.starts_with(['_', '.']) && self.build.selects_name(name);
            let assembly = name.ends_with(".s");
            wanted
                && (name.ends_with(".syso")
                    || assembly
                        && self
                            .tree
                            .read(&dir.join(name))
                            .is_ok_and(|bytes| selects_text(self.build, &bytes)))
        })
    }

    /// What the assembly files of a folder define and use.
    fn assembly(&self, dir: &Path, entries: &[(String, bool)]) -> Assembly {
        let mut found = Assembly::default();
        let defined = predefined(&self.build.goos, &self.build.goarch);
        let include = |name: &str| {
            let installed = self.goroot.map(|root| [root.join("pkg/include"), root.join("src/runtime")]);
            let folders = std::iter::once(dir.to_owned()).chain(installed.into_iter().flatten());
            let bytes = folders.into_iter().find_map(|folder| self.tree.read(&folder.join(name)).ok())?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        for (name, is_dir) in entries {
            let hidden = name.starts_with(['_', '.']);
            if *is_dir || hidden || !name.ends_with(".s") || !self.build.selects_name(name) {
                continue;
            }
            if let Ok(bytes) = self.tree.read(&dir.join(name))
                && selects_text(self.build, &bytes)
            {
                read_assembly(&String::from_utf8_lossy(&bytes), &defined, &include, &mut found);
            }
        }
        found
    }

    /// A path as gc prints it: relative to the current folder when below it.
    fn display(&self, path: &Path) -> String {
        match path.strip_prefix(self.cwd) {
            Ok(rest) if rest.components().count() == 1 => format!("./{}", rest.display()),
            Ok(rest) => rest.display().to_string(),
            Err(_) => relative(self.cwd, path).unwrap_or_else(|| path.to_owned()).display().to_string(),
        }
    }
}

/// `path` from `base` through `..`, when that is shorter than the absolute path.
fn relative(base: &Path, path: &Path) -> Option<PathBuf> {
    let common = base.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let mut result = PathBuf::new();
    for _ in base.components().skip(common) {
        result.push("..");
    }
    result.extend(path.components().skip(common));
    (result.as_os_str().len() < path.as_os_str().len()).then_some(result)
}

/// `path` without `.` and `..`.
fn normalize(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            part => result.push(part),
        }
    }
    result
}

fn ignored_folder(name: &str) -> bool {
    name.starts_with(['_', '.']) || name == "testdata" || name == "vendor"
}

fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        _ => error.to_string(),
    }
}

/// Whether a file asks for cgo, which is off: an import of "C" on a line of its own, as gofmt has it.
fn imports_c(bytes: &[u8]) -> bool {
    let lines = || bytes.split(|&b| b == b'\n').map(<[u8]>::trim_ascii);
    let declaration =
        |line: &[u8]| [&b"func"[..], b"type", b"var", b"const"].iter().any(|w| line.starts_with(w));
    lines().take_while(|line| !declaration(line)).any(|line| line == b"import \"C\"")
}

/// Whether the `//go:build` line in front of the package clause, if any, selects the file. A line
/// that does not parse is left to the parser to report.
fn selects_text(build: &BuildContext, bytes: &[u8]) -> bool {
    let mut in_comment = false;
    for line in bytes.split(|&b| b == b'\n') {
        let line = line.trim_ascii();
        if in_comment {
            in_comment = !line.windows(2).any(|w| w == b"*/");
        } else if let Some(rest) = line.strip_prefix(b"//go:build") {
            let text = String::from_utf8_lossy(rest);
            return Constraint::parse(&text).map_or(true, |c| c.holds(&|tag| build.has_tag(tag)));
        } else if line.starts_with(b"/*") {
            in_comment = !line.windows(2).any(|w| w == b"*/");
        } else if !line.is_empty() && !line.starts_with(b"//") {
            return true;
        }
    }
    true
}
