//! Package patterns: files, folders, import paths, `...`, and reserved names.
//!
//! In: patterns as the go command takes them. Out: the packages that they name, each once, and
//! what is wrong.
//! Source: `go help packages`; the go command 1.27.3 for the wording of errors.

use super::folder::{Folder, LoadedFile, NoPackage, PackageFiles, is_visible, read_file, read_folder};
use super::header::Header;
use super::import::{find_import, not_found};
use super::library::{is_in_library, library_package};
use super::module::{ModulePackage, Modules, check_path};
use super::path::{normalize, short_name};
use super::test_files::with_variants;
use super::wildcard::Wildcard;
use super::{BuildContext, FileTree};
use crate::parallel;
use rustc_hash::FxHashSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// A pattern or file that could not be loaded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadError {
    /// What is wrong, and with what.
    pub text: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
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
    /// The modules around the current folder.
    pub modules: &'a Modules,
    /// Target and tags.
    pub build: &'a BuildContext,
    /// Whether the tests of packages that the user names are loaded, too.
    pub tests: bool,
}

impl<'a> LoadContext<'a> {
    /// Without modules and tests.
    pub fn new(
        tree: &'a dyn FileTree,
        cwd: &'a Path,
        goroot: Option<&'a Path>,
        build: &'a BuildContext,
    ) -> LoadContext<'a> {
        LoadContext { tree, cwd, goroot, modules: Modules::none(), build, tests: false }
    }
}

/// Finds the packages that `patterns` name.
pub fn load_patterns(context: LoadContext<'_>, patterns: &[String]) -> (Vec<PackageFiles>, Vec<LoadError>) {
    let mut loader =
        Loader { context, packages: Vec::new(), loaded: FxHashSet::default(), errors: Vec::new() };
    let is_file =
        |pattern: &&String| pattern.ends_with(".go") && !context.tree.is_dir(&context.cwd.join(pattern));
    let (files, others): (Vec<&String>, Vec<&String>) = patterns.iter().partition(is_file);
    if files.is_empty() {
        others.into_iter().for_each(|pattern| loader.pattern(pattern));
    } else {
        for other in others {
            loader.error(format!("named files must be .go files: {other}"));
        }
        loader.named_files(&files);
    }
    (loader.packages, loader.errors)
}

/// What a folder is called.
#[derive(Clone, Debug)]
struct Name {
    import_path: String,
    language: Option<u8>,
    standard: bool,
}

struct Loader<'a> {
    context: LoadContext<'a>,
    packages: Vec<PackageFiles>,
    /// Folders that were asked for.
    loaded: FxHashSet<PathBuf>,
    errors: Vec<LoadError>,
}

impl Loader<'_> {
    fn error(&mut self, text: impl Into<String>) {
        let text = text.into();
        if self.errors.iter().all(|error| error.text != text) {
            self.errors.push(LoadError { text });
        }
    }

    fn named_files(&mut self, names: &[&String]) {
        let context = self.context;
        let mut files = Vec::new();
        for name in names {
            match read_file(context, normalize(&context.cwd.join(name))) {
                Ok(file) => files.push(file),
                Err(reason) => self.error(format!("{name}: {reason}")),
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        let Some(dir) = files.first().and_then(|file| file.path.parent()).map(Path::to_owned) else { return };
        if let Some(other) = files.iter().filter_map(|file| file.path.parent()).find(|&other| other != dir) {
            let [one, two] = [&dir, other].map(|dir| short_name(context.cwd, dir));
            return self.error(format!("named files must all be in one directory; have {one} and {two}"));
        }
        if let Some(found) = several_packages(&files) {
            return self.error(format!("{found} in {}", dir.display()));
        }
        let language = context.modules.package_at(context.tree, &dir).map(|package| package.language);
        let import_path = COMMAND_LINE.into();
        self.packages.push(PackageFiles { import_path, files, language, ..PackageFiles::default() });
    }

    fn pattern(&mut self, pattern: &str) {
        let (found, failed) = (self.loaded.len(), self.errors.len());
        match (pattern, Wildcard::new(pattern)) {
            ("std" | "cmd", _) => self.library(pattern),
            ("all", _) => self.all(),
            ("work", _) => self.main_modules(),
            ("tool", _) => self.tools(),
            _ if pattern.contains('@') => self.error(format!(
                "package {pattern}: can only use path@version syntax with 'go get' and 'go install' in \
                 module-aware mode"
            )),
            (_, Some(wildcard)) if is_folder(pattern) => self.matching_folders(pattern, &wildcard),
            (_, Some(wildcard)) => self.matching_paths(pattern, &wildcard),
            (_, None) if is_folder(pattern) => self.named_folder(pattern),
            (_, None) => self.named_path(pattern),
        }
        if self.loaded.len() == found && self.errors.len() == failed && self.packages.is_empty() {
            self.error(format!("{pattern:?} matched no packages"));
        }
    }

    /// The packages of `std` or `cmd`, with those that they carry along.
    fn library(&mut self, name: &str) {
        let Some(goroot) = self.context.goroot else {
            return self
                .error(format!("{name}: the standard library's source is needed: name it with --goroot"));
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

    fn main_modules(&mut self) {
        for main in self.context.modules.mains() {
            self.walk(&main.root, false, &|_| true);
        }
    }

    fn tools(&mut self) {
        let tools = self.context.modules.mains().iter().flat_map(|main| main.file.tools.clone());
        for tool in tools.collect::<Vec<_>>() {
            self.named_path(&tool);
        }
    }

    /// The packages of the main modules, and all that they and their tests import.
    fn all(&mut self) {
        let context = self.context;
        let first = self.packages.len();
        self.context.tests = true;
        self.main_modules();
        self.context.tests = context.tests;
        let mut next = first;
        while let Some(package) = self.packages.get(next) {
            next += 1;
            let (importer, dir) = (package.import_path.clone(), package.dir().to_owned());
            let imports = package.files.iter().flat_map(|file| Header::read_imports(&file.bytes).imports);
            let mut imports: Vec<String> = imports.filter(|path| path != "unsafe" && path != "C").collect();
            imports.sort_unstable();
            imports.dedup();
            for path in imports {
                // What cannot be imported is told where it is imported.
                let Ok(target) = find_import(context, &importer, &dir, &path) else { continue };
                let name =
                    Name { import_path: target.import_path, language: target.language, standard: target.std };
                let tests = std::mem::replace(&mut self.context.tests, false);
                self.package_in(&target.dir, name, true);
                self.context.tests = tests;
            }
        }
        if !context.tests {
            self.packages.retain(|package| package.test_of.is_none());
            self.packages.iter_mut().for_each(|package| package.in_background = false);
        }
        self.packages[first..].sort_by(|a, b| tested_path(a).cmp(tested_path(b)));
    }

    /// The package in a folder that the user names.
    fn named_folder(&mut self, pattern: &str) {
        let dir = normalize(&self.context.cwd.join(pattern));
        if !self.context.tree.is_dir(&dir) {
            return self.error(format!("stat {}: directory not found", dir.display()));
        }
        match self.name_of(&dir) {
            Ok(name) => self.package_in(&dir, name, false),
            Err(reason) => self.error(reason),
        }
    }

    /// The package that an import path names; or a folder, if there is one of that name.
    fn named_path(&mut self, pattern: &str) {
        let context = self.context;
        if let Some(package) = library_package(context, pattern) {
            return match self.name_of(&package.dir) {
                Ok(name) => self.package_in(&package.dir, name, false),
                Err(reason) => self.error(reason),
            };
        }
        let path = normalize(Path::new(pattern)).display().to_string();
        match context.modules.find(context.tree, &path) {
            Ok(found) => {
                let ModulePackage { import_path, dir, language } = found;
                let name = Name { import_path, language: Some(language), standard: false };
                self.package_in(&dir, name, false);
            }
            Err(_) if context.tree.is_dir(&context.cwd.join(pattern)) => {
                self.named_folder(&format!("./{pattern}"));
            }
            Err(reason) => self.error(match check_path(pattern) {
                Err(reason) => format!("malformed import path {pattern:?}: {reason}"),
                Ok(()) => reason.unwrap_or_else(|| not_found(context, pattern)),
            }),
        }
    }

    /// The packages in folders below the current one, or any other.
    fn matching_folders(&mut self, pattern: &str, wildcard: &Wildcard<'_>) {
        let (context, root) = (self.context, wildcard.root());
        let start = normalize(&context.cwd.join(root));
        if !context.tree.is_dir(&start) {
            return self.error(format!("pattern {pattern}: lstat {root}/: no such file or directory"));
        }
        let modules = context.modules;
        let is_inside = is_in_library(context, &start) || modules.package_at(context.tree, &start).is_some();
        if !is_inside && !modules.mains().is_empty() {
            let (place, scope) = (short_name(context.cwd, &start), modules.scope());
            return self
                .error(format!("pattern {pattern}: directory prefix {place} does not contain {scope}"));
        }
        self.walk(&start, wildcard.names_vendor(), &|dir| {
            let Ok(below) = dir.strip_prefix(&start) else { return false };
            let below = below.display().to_string();
            let separator = if root.is_empty() || below.is_empty() || root.ends_with('/') { "" } else { "/" };
            wildcard.matches(&format!("{root}{separator}{below}"))
        });
    }

    /// The packages of all modules, of `std` and of `cmd`.
    fn matching_paths(&mut self, pattern: &str, wildcard: &Wildcard<'_>) {
        let context = self.context;
        let mut trees = context.modules.trees(context.tree);
        let library =
            |goroot: &Path| [(goroot.join("src"), String::new()), (goroot.join("src/cmd"), "cmd".to_owned())];
        trees.extend(context.goroot.into_iter().flat_map(library));
        let (found, first) = (self.loaded.len(), self.packages.len());
        for (root, path) in trees {
            let inside = match path.as_str() {
                "" => Some(wildcard.root()),
                path => match wildcard.root().strip_prefix(path) {
                    Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                        Some(rest.trim_start_matches('/'))
                    }
                    // The pattern may match the module's own path.
                    _ if path.starts_with(wildcard.root()) => Some(""),
                    _ => None,
                },
            };
            let Some(start) =
                inside.map(|inside| if inside.is_empty() { root.clone() } else { root.join(inside) })
            else {
                continue;
            };
            let around = start.ancestors().take_while(|&around| around != root);
            let is_other = around.into_iter().any(|around| context.tree.is_file(&around.join("go.mod")));
            if is_other || !context.tree.is_dir(&start) {
                continue;
            }
            let vendored = wildcard.names_vendor();
            self.walk(&start, vendored, &|dir| {
                let below = dir.strip_prefix(&root).unwrap_or(Path::new("")).display().to_string();
                let parts = [path.as_str(), &below].into_iter().filter(|part| !part.is_empty());
                wildcard.matches(&parts.collect::<Vec<_>>().join("/"))
            });
        }
        self.packages[first..].sort_by(|a, b| tested_path(a).cmp(tested_path(b)));
        if self.loaded.len() == found && context.tree.is_dir(&context.cwd.join(wildcard.root())) {
            self.matching_folders(pattern, wildcard);
        }
    }

    /// Every package at and below `root` that is `wanted`; links to folders are not followed.
    fn walk(&mut self, root: &Path, vendored: bool, wanted: &dyn Fn(&Path) -> bool) {
        let context = self.context;
        let main = context.modules.mains().iter().map(|main| main.root.as_path());
        let main = main.filter(|main| root.starts_with(main)).max_by_key(|main| main.as_os_str().len());
        let mut pending = vec![root.to_owned()];
        let mut found = Vec::new();
        while let Some(dir) = pending.pop() {
            let entries = match context.tree.list(&dir) {
                Ok(entries) => entries,
                Err(e) => {
                    let reason = format!("open {}: {}", dir.display(), super::folder::io_reason(&e));
                    found.push((dir, Err(reason)));
                    continue;
                }
            };
            if dir != root {
                let is_module = entries.iter().any(|entry| entry.name == "go.mod" && !entry.is_folder());
                if is_module || main.is_some_and(|main| context.modules.is_ignored(main, &dir)) {
                    continue;
                }
            }
            let enters =
                |name: &str| is_visible(name) && name != "testdata" && (vendored || name != "vendor");
            let mut folders: Vec<PathBuf> = entries
                .iter()
                .filter(|entry| entry.is_folder() && enters(&entry.text()))
                .map(|entry| dir.join(&entry.name))
                .collect();
            folders.sort_unstable_by(|a, b| b.cmp(a));
            pending.extend(folders);
            // Without cgo, patterns do not match what is there for cgo only.
            let for_cgo = context.goroot.is_some_and(|goroot| dir == goroot.join("src/runtime/cgo"));
            let has_go = || entries.iter().any(|entry| entry.is_go_file(context.tree, &dir));
            if !wanted(&dir) || for_cgo || !has_go() {
                continue;
            }
            let name = self.name_of(&dir);
            if name.is_err() || self.loaded.insert(dir.clone()) {
                found.push((dir, name));
            }
        }
        let tests = context.tests;
        let read = |(dir, name): (PathBuf, Result<Name, String>)| {
            let folder = name.map(|name| (name, read_folder(context, &dir, tests)));
            (dir, folder)
        };
        for (dir, folder) in parallel::map(found, read) {
            match folder {
                Ok((name, folder)) => self.add(folder, &dir, name, true),
                Err(reason) => self.error(reason),
            }
        }
    }

    /// What the package in a folder is called; or why it is none of the build.
    fn name_of(&self, dir: &Path) -> Result<Name, String> {
        let context = self.context;
        if let Some(below) = context.goroot.and_then(|goroot| dir.strip_prefix(goroot.join("src")).ok()) {
            let import_path = below.display().to_string();
            return Ok(Name { import_path, language: Some(context.build.release.minor()), standard: true });
        }
        let Some(package) = context.modules.package_at(context.tree, dir) else {
            return match context.modules.mains() {
                [] => Ok(Name { import_path: COMMAND_LINE.into(), language: None, standard: false }),
                _ => Err(context.modules.why_outside(dir, context.cwd)),
            };
        };
        match check_path(&package.import_path) {
            Err(reason) => Err(format!("malformed import path {:?}: {reason}", package.import_path)),
            Ok(()) => {
                let ModulePackage { import_path, language, .. } = package;
                Ok(Name { import_path, language: Some(language), standard: false })
            }
        }
    }

    /// The package in one folder, if it has files that the build selects; without them it is an
    /// error unless the search is `quiet`.
    fn package_in(&mut self, dir: &Path, name: Name, quiet: bool) {
        if self.loaded.insert(dir.to_owned()) {
            self.add(read_folder(self.context, dir, self.context.tests), dir, name, quiet);
        }
    }

    fn add(&mut self, folder: Result<Folder, NoPackage>, dir: &Path, name: Name, quiet: bool) {
        let Name { import_path, language, standard } = name;
        match folder {
            Ok(folder) => {
                let package = PackageFiles {
                    import_path,
                    language,
                    standard,
                    foreign_code: standard || folder.package.foreign_code,
                    ..folder.package
                };
                self.packages.extend(with_variants(Folder { package, ..folder }));
            }
            Err(NoPackage::Empty | NoPackage::OnlyTests | NoPackage::Excluded) if quiet => {
                self.loaded.remove(dir);
            }
            Err(reason) => self.error(reason.text(&import_path, dir)),
        }
    }
}

/// The path of a package, and of what is compiled for its tests.
fn tested_path(package: &PackageFiles) -> &str {
    package.test_of.as_ref().unwrap_or(&package.import_path)
}

/// Says so if files are of several packages.
fn several_packages(files: &[LoadedFile]) -> Option<String> {
    let clause = |file: &LoadedFile| {
        let name = file.path.file_name()?.to_string_lossy().into_owned();
        Some((Header::read(&file.bytes).package?, name))
    };
    let clauses: Vec<(String, String)> = files.iter().filter_map(clause).collect();
    let (first, first_name) = clauses.first()?;
    let (other, name) = clauses.iter().find(|(package, _)| package != first)?;
    Some(format!("found packages {first} ({first_name}) and {other} ({name})"))
}

/// Whether a pattern names folders and not import paths.
fn is_folder(pattern: &str) -> bool {
    let first = pattern.split('/').next().unwrap_or_default();
    matches!(first, "." | "..") || pattern.starts_with('/')
}
