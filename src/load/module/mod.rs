//! The modules of a build: which there are, where they are, and which of them has a package.
//!
//! In: the current folder, and what go.mod, go.work, `vendor/modules.txt` and the module cache say.
//! Out: [`Modules`].
//! Invariants: nothing is downloaded; sums of modules are not checked; what cannot be understood
//! in the main modules' files is an error, in those of dependencies it is left out.
//! Source: `go.dev/ref/mod`; the go command 1.27.3 for the wording of errors.

mod cache;
mod file;
mod graph;
mod lines;
mod open;
mod vendor;
mod version;

use super::FileTree;
use super::folder::io_reason;
use super::library::is_library_path;
use super::path::{normalize, short_name};
use cache::ModuleCache;
pub use file::{ModFile, ModuleVersion, Replacement, check_path};
use graph::BuildList;
use rustc_hash::FxHashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use vendor::VendorList;
pub use version::GoVersion;

/// What a user sets apart from files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ModuleSettings {
    /// The module cache.
    pub cache: Option<PathBuf>,
    /// Where go.work is.
    pub work: WorkSetting,
    /// Whether dependencies are taken from the vendor folder; `None` to decide as the go command.
    pub mode: Option<ModMode>,
}

/// `GOWORK`
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum WorkSetting {
    /// At or above the current folder.
    #[default]
    Search,
    /// Nowhere.
    Off,
    /// This file.
    File(PathBuf),
}

/// `-mod`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModMode {
    /// From the module cache; go.mod may be changed, which goesc never does.
    Mod,
    /// From the module cache.
    Readonly,
    /// From the vendor folder.
    Vendor,
}

/// A module whose packages are the user's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MainModule {
    /// Folder of its go.mod.
    pub root: PathBuf,
    /// What its go.mod says.
    pub file: ModFile,
}

/// All modules of a build. The default has none.
#[derive(Debug, Default)]
pub struct Modules {
    mains: Vec<MainModule>,
    work: Option<Work>,
    vendor: Option<Vendor>,
    cache: Option<ModuleCache>,
    /// What the user said about the vendor folder.
    mode: Option<ModMode>,
    /// The first that fits counts.
    replaces: Vec<ScopedReplacement>,
    /// What the main modules require themselves.
    roots: BuildList,
    /// What is taken with all that dependencies require.
    all: OnceLock<BuildList>,
    /// The modules that are neither the user's own nor vendored, as far as they are there.
    dependencies: OnceLock<Vec<Dependency>>,
    /// What was found of each path.
    found: Mutex<FxHashMap<String, Found>>,
}

/// A package, or why there is none.
type Found = Result<ModulePackage, Option<String>>;

#[derive(Debug)]
struct Dependency {
    path: String,
    place: Place,
    language: u8,
}

#[derive(Debug)]
struct Work {
    dir: PathBuf,
    go: Option<GoVersion>,
    toolchain: Option<GoVersion>,
}

#[derive(Debug)]
struct Vendor {
    dir: PathBuf,
    /// Why it is used, unless the user said so.
    reason: Option<String>,
    list: VendorList,
}

#[derive(Clone, Debug)]
struct ScopedReplacement {
    replacement: Replacement,
    /// What relative folders start from.
    base: PathBuf,
}

/// Where a version of a module is.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Place {
    dir: PathBuf,
    go_mod: PathBuf,
    /// Whether it is a folder that a replacement names; such a folder can hold other modules.
    is_local: bool,
}

/// A package of a module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModulePackage {
    /// Its import path.
    pub import_path: String,
    /// Its folder.
    pub dir: PathBuf,
    /// Minor version of its language.
    pub language: u8,
}

impl Modules {
    /// No modules.
    pub fn none() -> &'static Modules {
        static NONE: OnceLock<Modules> = OnceLock::new();
        NONE.get_or_init(Modules::default)
    }

    /// The user's own modules: several in a workspace.
    pub fn mains(&self) -> &[MainModule] {
        &self.mains
    }

    /// The release that go.work or go.mod ask for.
    pub fn wanted_release(&self) -> Option<&GoVersion> {
        let (go, toolchain) = match &self.work {
            Some(work) => (&work.go, &work.toolchain),
            None => {
                let file = &self.mains.first()?.file;
                (&file.go, &file.toolchain)
            }
        };
        go.iter().chain(toolchain).max()
    }

    /// The package that `path` names outside of the standard library.
    ///
    /// # Errors
    /// Why there is none, in the go command's words; nothing if no module has anything to do with
    /// the path.
    pub fn find(&self, tree: &dyn FileTree, path: &str) -> Found {
        if self.mains.is_empty() {
            return Err(None);
        }
        let known = self.found.lock().ok().and_then(|found| found.get(path).cloned());
        known.unwrap_or_else(|| {
            let result = match &self.vendor {
                Some(vendor) => self.find_vendored(tree, vendor, path),
                None => self.find_required(tree, path),
            };
            if let Ok(mut found) = self.found.lock() {
                found.insert(path.to_owned(), result.clone());
            }
            result
        })
    }

    fn find_vendored(&self, tree: &dyn FileTree, vendor: &Vendor, path: &str) -> Found {
        let mut found = self.in_mains(tree, path).map_err(Some)?;
        if let Some(dir) = folder_in(tree, path, "", &vendor.dir, false).map_err(Some)?
            && let Some(language) = self.vendored_language(vendor, path)
        {
            found.push((String::new(), ModulePackage { import_path: path.into(), dir, language }));
        }
        only_one(path, found, "directories").map_err(|reason| {
            let why = || {
                let why = vendor.reason.iter().map(|reason| format!("\n\t({reason})"));
                let why: String = why.collect();
                format!(
                    "cannot find module providing package {path}: import lookup disabled by -mod=vendor{why}"
                )
            };
            // What looks like a package of the standard library is told to be missing there.
            reason.or_else(|| (!is_library_path(path)).then(why))
        })
    }

    /// The language of a vendored package; nothing if it does not count as one.
    fn vendored_language(&self, vendor: &Vendor, path: &str) -> Option<u8> {
        match vendor.list.packages.get(path) {
            Some(module) => Some(vendor.list.language(module)),
            // Before Go 1.23 whatever is in the folder counted.
            None => {
                let go = match &self.work {
                    Some(work) => work.go.as_ref(),
                    None => self.mains.first().and_then(|main| main.file.go.as_ref()),
                };
                (!go.is_some_and(|go| go.is_at_least(23))).then_some(version::DEFAULT_LANGUAGE)
            }
        }
    }

    fn find_required(&self, tree: &dyn FileTree, path: &str) -> Found {
        // The requirements of the main module list what it needs; only without that do others count.
        let is_complete = self.work.is_none() && self.mains.iter().all(|main| main.file.is_pruned());
        let mut missing = None;
        let lists = is_complete.then_some(&self.roots).into_iter().map(Some).chain([None]);
        for list in lists {
            let list = list.unwrap_or_else(|| self.all(tree));
            let mut found = self.in_mains(tree, path).map_err(Some)?;
            for prefix in prefixes(path) {
                let Some(version) = list.get(prefix).filter(|_| !self.is_main(prefix)) else { continue };
                let module = ModuleVersion { path: prefix.into(), version: version.clone() };
                let place = match self.place(tree, &module) {
                    Ok(place) => place,
                    Err(reason) => {
                        missing.get_or_insert(reason);
                        continue;
                    }
                };
                if let Some(dir) = folder_in(tree, path, prefix, &place.dir, place.is_local).map_err(Some)? {
                    let language = self.go_mod(tree, &module).unwrap_or_default().language();
                    let package = ModulePackage { import_path: path.into(), dir, language };
                    found.push((format!("{} {}", module.path, module.version), package));
                }
            }
            if !found.is_empty() {
                return only_one(path, found, "modules");
            }
        }
        Err(missing.or_else(|| self.unused_replacement(tree, path)))
    }

    /// The packages of the main modules that `path` names, each with what its module is called.
    fn in_mains(&self, tree: &dyn FileTree, path: &str) -> Result<Vec<(String, ModulePackage)>, String> {
        let mut found = Vec::new();
        for main in &self.mains {
            if let Some(dir) = folder_in(tree, path, &main.file.path, &main.root, true)? {
                let language = main.file.language();
                found.push((
                    main.file.path.clone(),
                    ModulePackage { import_path: path.into(), dir, language },
                ));
            }
        }
        Ok(found)
    }

    fn is_main(&self, path: &str) -> bool {
        self.mains.iter().any(|main| main.file.path == path)
    }

    /// Says so if a module that has the package is replaced, but not required.
    fn unused_replacement(&self, tree: &dyn FileTree, path: &str) -> Option<String> {
        let all = self.all(tree);
        prefixes(path).find_map(|prefix| {
            let unused = |r: &&ScopedReplacement| r.replacement.old.path == prefix && !all.contains_key(prefix);
            let old = &self.replaces.iter().find(unused)?.replacement.old;
            let place = self.place(tree, old).ok()?;
            folder_in(tree, path, prefix, &place.dir, place.is_local).ok()??;
            Some(format!(
                "module {prefix} provides package {path} and is replaced but not required; to add it:\n\tgo get {old}"
            ))
        })
    }

    /// The version of each module that the build takes.
    fn all(&self, tree: &dyn FileTree) -> &BuildList {
        self.all.get_or_init(|| {
            let mains: Vec<&ModFile> = self.mains.iter().map(|main| &main.file).collect();
            let excluded = |module: &ModuleVersion| mains.iter().any(|main| main.excludes.contains(module));
            graph::build_list(&mains, &|module| self.go_mod(tree, module), &excluded)
        })
    }

    /// What the go.mod of a dependency says.
    fn go_mod(&self, tree: &dyn FileTree, module: &ModuleVersion) -> Option<ModFile> {
        let cached = match self.replacement(module) {
            Some((new, base)) if new.version.is_empty() => normalize(&base.join(&new.path)).join("go.mod"),
            Some((new, _)) => self.cache.as_ref()?.go_mod(new),
            None => self.cache.as_ref()?.go_mod(module),
        };
        let unpacked = || self.place(tree, module).ok().and_then(|place| tree.read(&place.go_mod).ok());
        let bytes = tree.read(&cached).ok().or_else(unpacked)?;
        Some(ModFile::parse_dependency(&bytes))
    }

    /// What a module is replaced with, and what relative folders start from.
    fn replacement(&self, module: &ModuleVersion) -> Option<(&ModuleVersion, &Path)> {
        let with = |version: &str| {
            let fits = |r: &&ScopedReplacement| {
                r.replacement.old.path == module.path && r.replacement.old.version == version
            };
            let found = self.replaces.iter().find(fits)?;
            Some((&found.replacement.new, found.base.as_path()))
        };
        with(&module.version).or_else(|| with(""))
    }

    /// Where a module is; or why it is not there.
    fn place(&self, tree: &dyn FileTree, module: &ModuleVersion) -> Result<Place, String> {
        let replacement = self.replacement(module);
        if let Some((new, base)) = replacement.filter(|(new, _)| new.version.is_empty()) {
            let dir = normalize(&base.join(&new.path));
            let go_mod = dir.join("go.mod");
            return match tree.is_dir(&dir) {
                true => Ok(Place { dir, go_mod, is_local: true }),
                false => Err(format!("{module}: replacement directory {} does not exist", new.path)),
            };
        }
        let taken = replacement.map_or(module, |(new, _)| new);
        let Some(cache) = &self.cache else {
            return Err(format!("module {taken} is needed, and there is no module cache (set GOMODCACHE)"));
        };
        let dir = cache.folder(taken);
        let go_mod = dir.join("go.mod");
        match tree.is_dir(&dir) {
            true => Ok(Place { dir, go_mod, is_local: false }),
            false => Err(format!(
                "{taken}: not in the module cache {}; to add it:\n\tgo mod download {taken}",
                cache.root.display()
            )),
        }
    }

    /// What the package in a folder is called; nothing if the folder is in none of the modules.
    pub fn package_at(&self, tree: &dyn FileTree, dir: &Path) -> Option<ModulePackage> {
        if let Some(vendor) = &self.vendor
            && let Ok(below) = dir.strip_prefix(&vendor.dir)
            && below.file_name().is_some()
        {
            let import_path = slashed(below);
            let language = self.vendored_language(vendor, &import_path)?;
            return Some(ModulePackage { import_path, dir: dir.to_owned(), language });
        }
        let package = |root: &Path, path: &str, language: u8, is_local: bool| {
            let below = slashed(dir.strip_prefix(root).ok()?);
            let parts = [path, below.as_str()].into_iter().filter(|part| !part.is_empty());
            let import_path = parts.collect::<Vec<_>>().join("/");
            let own = !is_local || !holds_module(tree, root, dir);
            own.then(|| ModulePackage { import_path, dir: dir.to_owned(), language })
        };
        let own = |main: &MainModule| package(&main.root, &main.file.path, main.file.language(), true);
        self.mains.iter().find_map(own).or_else(|| {
            let found = |d: &Dependency| package(&d.place.dir, &d.path, d.language, d.place.is_local);
            self.dependencies(tree).iter().find_map(found)
        })
    }

    fn dependencies(&self, tree: &dyn FileTree) -> &[Dependency] {
        self.dependencies.get_or_init(|| {
            if self.vendor.is_some() {
                return Vec::new();
            }
            let mut modules: Vec<ModuleVersion> = self
                .all(tree)
                .iter()
                .filter(|(path, _)| !self.is_main(path))
                .map(|(path, version)| ModuleVersion { path: path.clone(), version: version.clone() })
                .collect();
            modules.sort();
            let dependency = |module: ModuleVersion| {
                let place = self.place(tree, &module).ok()?;
                let language = self.go_mod(tree, &module).unwrap_or_default().language();
                Some(Dependency { path: module.path, place, language })
            };
            modules.into_iter().filter_map(dependency).collect()
        })
    }

    /// Folders whose packages patterns can match, each with the path of the package in it: those of
    /// the main modules first.
    pub fn trees(&self, tree: &dyn FileTree) -> Vec<(PathBuf, String)> {
        let mut trees: Vec<(PathBuf, String)> =
            self.mains.iter().map(|main| (main.root.clone(), main.file.path.clone())).collect();
        trees.extend(self.vendor.iter().map(|vendor| (vendor.dir.clone(), String::new())));
        trees.extend(self.dependencies(tree).iter().map(|d| (d.place.dir.clone(), d.path.clone())));
        trees
    }

    /// Why the folder `dir` is not part of the build.
    pub fn why_outside(&self, dir: &Path, cwd: &Path) -> String {
        for main in &self.mains {
            if let Ok(below) = dir.strip_prefix(&main.root)
                && !below.as_os_str().is_empty()
            {
                let path = &main.file.path;
                return format!("main module ({path}) does not contain package {path}/{}", slashed(below));
            }
        }
        let modules = self.scope();
        format!("directory {} outside {modules}", short_name(cwd, dir))
    }

    /// Why nothing else has the package `path`, and what would help.
    pub fn why_not_required(&self, path: &str) -> String {
        let missing = format!("no required module provides package {path}");
        match (self.mains.is_empty(), self.mode) {
            (true, _) => format!(
                "{missing}: go.mod file not found in current directory or any parent directory; see 'go help \
                 modules'"
            ),
            (_, Some(ModMode::Readonly)) => {
                format!(
                    "cannot find module providing package {path}: import lookup disabled by -mod=readonly"
                )
            }
            _ => format!("{missing}; to add it:\n\tgo get {path}"),
        }
    }

    /// What a build is about, in words.
    pub fn scope(&self) -> &'static str {
        match &self.work {
            Some(_) => "modules listed in go.work or their selected dependencies",
            None => "main module or its selected dependencies",
        }
    }

    /// Whether the ignore lines of the module at `root` name the folder `dir`.
    pub fn is_ignored(&self, root: &Path, dir: &Path) -> bool {
        let Some(main) = self.mains.iter().find(|main| main.root == root) else { return false };
        let Ok(below) = dir.strip_prefix(root) else { return false };
        let below = slashed(below);
        main.file.ignores.iter().any(|ignored| {
            let (anchored, ignored) = match ignored.strip_prefix("./") {
                Some(rest) => (true, rest),
                None => (false, ignored.as_str()),
            };
            let ignored = ignored.trim_end_matches('/');
            below == ignored || !anchored && below.ends_with(&format!("/{ignored}"))
        })
    }
}

/// The path itself and the paths around it, the longest first.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(around, _)| around))
}

/// The folder of the package `path` in a module; nothing if it has no Go files. An error says why
/// nobody knows whether it has.
fn folder_in(
    tree: &dyn FileTree,
    path: &str,
    module: &str,
    root: &Path,
    is_local: bool,
) -> Result<Option<PathBuf>, String> {
    let below = match path.strip_prefix(module) {
        Some(rest) if module.is_empty() || rest.is_empty() => rest,
        Some(rest) if rest.starts_with('/') => &rest[1..],
        _ => return Ok(None),
    };
    let dir = if below.is_empty() { root.to_owned() } else { root.join(below) };
    if is_local && holds_module(tree, root, &dir) {
        return Ok(None);
    }
    let entries = match tree.list(&dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(format!("open {}: {}", dir.display(), io_reason(&error)));
        }
        Err(_) => return Ok(None),
    };
    Ok(entries.iter().any(|entry| entry.is_go_file(tree, &dir)).then_some(dir))
}

/// Whether a folder between `root` and `dir` is that of another module.
fn holds_module(tree: &dyn FileTree, root: &Path, dir: &Path) -> bool {
    dir.ancestors().take_while(|&around| around != root).any(|around| tree.is_file(&around.join("go.mod")))
}

/// The package, if there is only one.
fn only_one(path: &str, mut found: Vec<(String, ModulePackage)>, places: &str) -> Found {
    if found.len() > 1 {
        found.sort_by_key(|(module, _)| module.len());
        let mut text = format!("ambiguous import: found package {path} in multiple {places}:");
        for (module, package) in &found {
            let dir = package.dir.display();
            text += &match places {
                "modules" => format!("\n\t{module} ({dir})"),
                _ => format!("\n\t{dir}"),
            };
        }
        return Err(Some(text));
    }
    found.pop().map(|(_, package)| package).ok_or(None)
}

fn slashed(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
