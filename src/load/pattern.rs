//! Package patterns: files, folders and `...`.

use super::header::{Header, selects_text};
use super::wildcard::Wildcard;
use super::{BuildContext, FileTree, Module};
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
    if files.is_empty() {
        others.into_iter().for_each(|pattern| loader.pattern(pattern));
    } else {
        for other in others {
            loader.error(other.as_str(), "named files must be .go files");
        }
        loader.named_files(&files);
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
        let folder_of = |file: &LoadedFile| file.path.parent().map(Path::to_owned);
        if let Some(other) = files.iter().find(|&file| folder_of(file) != folder_of(&files[0])) {
            let [one, two] = [&files[0], other].map(|file| {
                let path = Path::new(&file.display_name);
                path.parent()
                    .filter(|p| p.file_name().is_some())
                    .unwrap_or(Path::new("."))
                    .display()
                    .to_string()
            });
            let reason = format!("named files must all be in one directory; have {one} and {two}");
            return self.error(other.display_name.clone(), reason);
        }
        if !files.is_empty() {
            let dir = files[0].path.parent().unwrap_or(self.cwd);
            let language = Module::around(self.tree, dir).map(|m| m.language);
            let import_path = COMMAND_LINE.into();
            let (standard, foreign_code) = (false, false);
            self.packages.push(PackageFiles { import_path, files, language, standard, foreign_code });
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let (found, failed) = (self.packages.len(), self.errors.len());
        match (pattern, Wildcard::new(pattern)) {
            ("std" | "cmd", _) => self.library(pattern),
            (_, Some(wildcard)) if is_folder(pattern) => self.matching_folders(&wildcard),
            (_, Some(wildcard)) => self.matching_paths(&wildcard),
            (_, None) => match self.folder_of(pattern) {
                Some(dir) => self.folder(&dir, false),
                None => self.error(pattern, self.why_no_folder(pattern)),
            },
        }
        if self.packages.len() == found && self.errors.len() == failed {
            self.error(pattern, "matched no packages");
        }
    }

    /// The packages of `std` or `cmd`, with those that they carry along.
    fn library(&mut self, name: &str) {
        let Some(goroot) = self.goroot else {
            return self.error(name, "the standard library's source is needed: name it with --goroot");
        };
        let src = goroot.join("src");
        if name == "std" {
            // `builtin` is documentation only: there is nothing to build.
            let apart = [src.join("cmd"), src.join("builtin")];
            return self.walk(&src, true, &|dir| !apart.iter().any(|other| dir.starts_with(other)));
        }
        let found = self.packages.len();
        self.walk(&src.join(name), true, &|_| true);
        // Programs that other modules have beside what the commands need.
        let foreign = |package: &PackageFiles| {
            let header = package.files.first().map(|file| Header::read(&file.bytes));
            let is_program = header.is_some_and(|header| header.package.as_deref() == Some("main"));
            package.import_path.starts_with("cmd/vendor/") && is_program
        };
        let packages = self.packages.split_off(found);
        self.packages.extend(packages.into_iter().filter(|package| !foreign(package)));
    }

    /// The folder of the package that a pattern without `...` names: an import path or a folder.
    fn folder_of(&self, pattern: &str) -> Option<PathBuf> {
        let folder = || Some(normalize(&self.cwd.join(pattern))).filter(|dir| self.tree.is_dir(dir));
        if is_folder(pattern) {
            return folder();
        }
        let module = Module::around(self.tree, self.cwd);
        let in_module = module.and_then(|module| {
            let rest = pattern.strip_prefix(module.path.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| module.root.join(rest.trim_start_matches('/')))
        });
        let in_library = || self.goroot.map(|goroot| goroot.join("src").join(pattern));
        let found = in_module.filter(|dir| self.tree.is_dir(dir));
        found.or_else(|| in_library().filter(|dir| self.tree.is_dir(dir))).or_else(folder)
    }

    fn why_no_folder(&self, pattern: &str) -> String {
        match self.goroot {
            Some(_) if !is_folder(pattern) => format!("package {pattern} is not in std"),
            _ => "no such file or folder".into(),
        }
    }

    /// The packages in folders below the current one, or any other.
    fn matching_folders(&mut self, wildcard: &Wildcard<'_>) {
        let (cwd, root) = (self.cwd, wildcard.root());
        let start = normalize(&cwd.join(root));
        if !self.tree.is_dir(&start) {
            return self.error(root, "no such file or folder");
        }
        self.walk(&start, wildcard.names_vendor(), &|dir| {
            let Ok(below) = dir.strip_prefix(&start) else { return false };
            let below = below.display().to_string();
            let separator = if root.is_empty() || below.is_empty() || root.ends_with('/') { "" } else { "/" };
            wildcard.matches(&format!("{root}{separator}{below}"))
        });
    }

    /// The packages of the module around the current folder, of `std` and of `cmd`.
    fn matching_paths(&mut self, wildcard: &Wildcard<'_>) {
        let tree = self.tree;
        let mut modules: Vec<Module> = Module::around(tree, self.cwd).into_iter().collect();
        for root in self.goroot.into_iter().flat_map(|goroot| [goroot.join("src"), goroot.join("src/cmd")]) {
            modules.extend(Module::around(tree, &root).filter(|module| module.root == root));
        }
        modules.dedup_by(|a, b| a.root == b.root);
        for module in modules {
            let inside = match module.path.as_str() {
                "std" => Some(wildcard.root()),
                path => match wildcard.root().strip_prefix(path) {
                    Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                        Some(rest.trim_start_matches('/'))
                    }
                    // The pattern may match the module's own path.
                    _ if path.starts_with(wildcard.root()) => Some(""),
                    _ => None,
                },
            };
            let start = inside.map(|inside| module.root.join(inside));
            let Some(start) = start.filter(|start| tree.is_dir(start)) else { continue };
            if Module::around(tree, &start).is_none_or(|around| around.root != module.root) {
                continue;
            }
            self.walk(&start, wildcard.names_vendor(), &|dir| wildcard.matches(&module.import_path(dir)));
        }
        if self.packages.is_empty()
            && self.errors.is_empty()
            && self.tree.is_dir(&self.cwd.join(wildcard.root()))
        {
            self.matching_folders(wildcard);
        }
    }

    /// Every package at and below `root` that is `wanted`; links to folders are not followed.
    fn walk(&mut self, root: &Path, vendored: bool, wanted: &dyn Fn(&Path) -> bool) {
        let mut pending = vec![root.to_owned()];
        while let Some(dir) = pending.pop() {
            let entries = match self.tree.list(&dir) {
                Ok(entries) => entries,
                Err(e) => {
                    self.error(dir.display().to_string(), io_reason(&e));
                    continue;
                }
            };
            if dir != root && entries.iter().any(|(name, is_dir)| name == "go.mod" && !is_dir) {
                continue;
            }
            let enters = |name: &str| !is_ignored_folder(name) && (vendored || name != "vendor");
            let mut folders: Vec<PathBuf> =
                entries.iter().filter(|e| e.1 && enters(&e.0)).map(|e| dir.join(&e.0)).collect();
            folders.sort_unstable_by(|a, b| b.cmp(a));
            pending.extend(folders);
            // Without cgo, patterns do not match what is there for cgo only.
            let for_cgo = self.goroot.is_some_and(|goroot| dir == goroot.join("src/runtime/cgo"));
            if wanted(&dir) && !for_cgo {
                self.listed_folder(&dir, entries, true);
            }
        }
    }

    /// The package in one folder, if it has files that the build selects.
    fn folder(&mut self, dir: &Path, quiet: bool) {
        match self.tree.list(dir) {
            Ok(entries) => self.listed_folder(dir, entries, quiet),
            Err(e) => self.error(dir.display().to_string(), io_reason(&e)),
        }
    }

    fn listed_folder(&mut self, dir: &Path, mut entries: Vec<(String, bool)>, quiet: bool) {
        entries.sort_unstable();
        let mut files = Vec::new();
        let mut clauses: Vec<(String, &str)> = Vec::new();
        let mut excluded = 0;
        for (name, is_dir) in &entries {
            let hidden = name.starts_with(['_', '.']);
            if *is_dir || hidden || !name.ends_with(".go") || name.ends_with("_test.go") {
                continue;
            }
            if !self.build.selects_name(name) {
                excluded += 1;
                continue;
            }
            let path = dir.join(name);
            let bytes = match self.tree.read(&path) {
                Ok(bytes) => bytes,
                // A link to a folder.
                Err(_) if self.tree.is_dir(&path) => continue,
                Err(e) => {
                    self.error(self.display(&path), io_reason(&e));
                    continue;
                }
            };
            let header = Header::read(&bytes);
            if !selects_text(self.build, &bytes) || header.is_left_out() {
                excluded += 1;
                continue;
            }
            if let Some(package) = header.package {
                if let Some((first, first_name)) = clauses.first().filter(|(first, _)| *first != package) {
                    let place = dir.display();
                    let found =
                        format!("found packages {first} ({first_name}) and {package} ({name}) in {place}");
                    return self.error(self.display(dir), found);
                }
                clauses.push((package, name));
            }
            files.push(LoadedFile { display_name: self.display(&path), path, bytes });
        }
        if files.is_empty() {
            let place = dir.display();
            match excluded {
                _ if quiet => {}
                0 => self.error(self.display(dir), format!("no Go files in {place}")),
                _ => self
                    .error(self.display(dir), format!("build constraints exclude all Go files in {place}")),
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
        self.packages.push(PackageFiles { import_path, files, language, standard, foreign_code });
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

fn is_ignored_folder(name: &str) -> bool {
    name.starts_with(['_', '.']) || name == "testdata"
}

/// Whether a pattern names folders and not import paths.
fn is_folder(pattern: &str) -> bool {
    let first = pattern.split('/').next().unwrap_or_default();
    matches!(first, "." | "..") || pattern.starts_with('/')
}

fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        _ => error.to_string(),
    }
}
