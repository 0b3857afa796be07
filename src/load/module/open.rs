//! From the current folder to the modules around it.
//!
//! In: a folder, and [`ModuleSettings`]. Out: [`Modules`].
//! Source: `go.dev/ref/mod#workspaces`, `go help modules`; the go command 1.27.3 for the wording
//! of errors.

use super::cache::ModuleCache;
use super::file::{ModFile, ModuleVersion, Replacement, WorkFile};
use super::vendor::VendorList;
use super::{
    MainModule, ModMode, ModuleSettings, Modules, ScopedReplacement, Vendor, Work, WorkSetting, graph,
};
use crate::load::FileTree;
use crate::load::folder::io_reason;
use crate::load::path::{normalize, short_name};
use std::io;
use std::path::{Path, PathBuf};

/// The language of a workspace that does not say which.
const WORKSPACE_LANGUAGE: u64 = 18;

impl Modules {
    /// The modules of a build in the folder `cwd`, which is absolute; none if there are none.
    ///
    /// # Errors
    /// What is wrong with go.mod, go.work or `vendor/modules.txt`, as the go command says it.
    pub fn open(tree: &dyn FileTree, cwd: &Path, settings: &ModuleSettings) -> Result<Modules, String> {
        let mut modules =
            Modules { cache: settings.cache.clone().map(|root| ModuleCache { root }), ..Modules::default() };
        let around = |name: &str| {
            let mut places = cwd.ancestors().map(|dir| dir.join(name));
            places.find(|path| tree.is_file(path))
        };
        let work = match &settings.work {
            WorkSetting::Off => None,
            WorkSetting::Search => around("go.work"),
            WorkSetting::File(path) if !path.is_absolute() => {
                return Err("invalid GOWORK: not an absolute path".into());
            }
            WorkSetting::File(path) => Some(path.clone()),
        };
        let work_file = match &work {
            Some(path) => Some(modules.open_workspace(tree, cwd, path, settings.mode)?),
            None => {
                let Some(path) = around("go.mod") else { return Ok(modules) };
                modules.mains.push(main_module(tree, cwd, &path)?);
                None
            }
        };
        modules.collect_replaces(work_file.as_ref())?;
        for module in modules.mains.iter().flat_map(|main| &main.file.requires) {
            graph::select(&mut modules.roots, module);
        }
        modules.open_vendor(tree, settings.mode, work_file.as_ref())?;
        Ok(modules)
    }

    fn open_workspace(
        &mut self,
        tree: &dyn FileTree,
        cwd: &Path,
        path: &Path,
        mode: Option<ModMode>,
    ) -> Result<WorkFile, String> {
        let name = short_name(cwd, path);
        let bytes = tree.read(path).map_err(|e| format!("reading go.work: {}", open_error(path, &e)))?;
        let work = WorkFile::parse(&name, &path.display().to_string(), &bytes)?;
        if mode == Some(ModMode::Mod) {
            return Err(
                "-mod may only be set to readonly or vendor when in workspace mode, but it is set to \
                        \"mod\"\n\tRemove the -mod flag to use the default readonly value, \n\tor set \
                        GOWORK=off to disable workspace mode."
                    .into(),
            );
        }
        let dir = path.parent().unwrap_or(Path::new("/")).to_owned();
        for (used, line) in &work.uses {
            let root = normalize(&dir.join(used));
            if self.mains.iter().any(|main| main.root == root) {
                let place = root.display();
                return Err(format!(
                    "error loading {name}:\n{name}:{line}: path {place} appears multiple times in workspace"
                ));
            }
            let go_mod = root.join("go.mod");
            let short = short_name(cwd, &root);
            if let Err(e) = tree.read(&go_mod) {
                let reason = io_reason(&e);
                return Err(format!(
                    "cannot load module {short} listed in go.work file: open {}: {reason}",
                    short_name(cwd, &go_mod)
                ));
            }
            let main = main_module(tree, cwd, &go_mod)?;
            if self.mains.iter().any(|other| other.file.path == main.file.path) {
                return Err(format!("module {} appears multiple times in workspace", main.file.path));
            }
            let newest = match (&main.file.go, &work.go) {
                (Some(go), Some(work)) if go > work => Some((go, format!("lists go {}", work.text()))),
                (Some(go), None) if go.is_at_least(WORKSPACE_LANGUAGE + 1) => {
                    Some((go, format!("implicitly requires go 1.{WORKSPACE_LANGUAGE}")))
                }
                _ => None,
            };
            if let Some((go, says)) = newest {
                let go = go.text();
                return Err(format!(
                    "module {short} listed in go.work file requires go >= {go}, but go.work {says}; to \
                     download and use go {go}:\n\tgo work use"
                ));
            }
            self.mains.push(main);
        }
        if self.mains.is_empty() {
            return Err("no modules were found in the current workspace; see 'go help work'".into());
        }
        self.work = Some(Work { dir, go: work.go.clone(), toolchain: work.toolchain.clone() });
        Ok(work)
    }

    /// The replacements of go.work, then those of the main modules.
    fn collect_replaces(&mut self, work: Option<&WorkFile>) -> Result<(), String> {
        let mut all: Vec<ScopedReplacement> = Vec::new();
        let work_dir = self.work.as_ref().map(|work| work.dir.clone());
        let of_work = work.map(|work| (work_dir.unwrap_or_default(), &work.replaces));
        let of_mains = self.mains.iter().map(|main| (main.root.clone(), &main.file.replaces));
        for (number, (base, replaces)) in of_work.into_iter().chain(of_mains).enumerate() {
            let overrides = if number > 0 && work.is_some() { work.map(|w| &w.replaces) } else { None };
            for replacement in replaces {
                let same_old = |r: &Replacement| r.old == replacement.old;
                if overrides.is_some_and(|overrides| overrides.iter().any(same_old)) {
                    continue;
                }
                let new = ScopedReplacement { replacement: replacement.clone(), base: base.clone() };
                match all.iter().find(|other| other.replacement.old == replacement.old) {
                    Some(other) if other.target() != new.target() => return Err(conflict(other, &new)),
                    Some(_) => {}
                    None => all.push(new),
                }
            }
        }
        self.replaces = all;
        Ok(())
    }

    /// Takes dependencies from the vendor folder if the go command would.
    fn open_vendor(
        &mut self,
        tree: &dyn FileTree,
        mode: Option<ModMode>,
        work: Option<&WorkFile>,
    ) -> Result<(), String> {
        let (base, go) = match (&self.work, self.mains.first()) {
            (Some(work), _) => (&work.dir, &work.go),
            (None, Some(main)) => (&main.root, &main.file.go),
            (None, None) => return Ok(()),
        };
        let dir = base.join("vendor");
        let text = tree.read(&dir.join("modules.txt")).unwrap_or_default();
        let list = VendorList::parse(&String::from_utf8_lossy(&text));
        let by_default = || {
            let is_new = go.as_ref().is_some_and(|go| go.is_at_least(14));
            is_new && tree.is_dir(&dir) && list.for_workspace == work.is_some()
        };
        if !mode.map_or_else(by_default, |mode| mode == ModMode::Vendor) {
            return Ok(());
        }
        let mains: Vec<&ModFile> = self.mains.iter().map(|main| &main.file).collect();
        let replaces: Vec<Replacement> = self.replaces.iter().map(|r| r.replacement.clone()).collect();
        let spelled = |module: &ModuleVersion| {
            let (new, from) = self.replacement(module)?;
            let mut new = new.clone();
            if new.version.is_empty() && work.is_some() && from != base {
                let dir = normalize(&from.join(&new.path));
                new.path = folder_name(base, &dir);
            }
            Some(new)
        };
        let source = if work.is_some() { "go.work" } else { "go.mod" };
        let wrong = list.inconsistencies(&mains, &replaces, &spelled, source);
        if !wrong.is_empty() {
            let command = if work.is_some() { "work" } else { "mod" };
            let place = base.display();
            return Err(format!(
                "inconsistent vendoring in {place}:{wrong}\n\n\tTo ignore the vendor directory, use \
                 -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo {command} vendor"
            ));
        }
        let reason = format!("Go version in {source} is at least 1.14 and vendor directory exists.");
        self.vendor = Some(Vendor { dir, reason: mode.is_none().then_some(reason), list });
        Ok(())
    }
}

impl ScopedReplacement {
    /// What counts when two are compared.
    fn target(&self) -> (PathBuf, &str) {
        let new = &self.replacement.new;
        match new.version.as_str() {
            "" => (normalize(&self.base.join(&new.path)), ""),
            version => (PathBuf::from(&new.path), version),
        }
    }
}

fn conflict(one: &ScopedReplacement, other: &ScopedReplacement) -> String {
    let old = &one.replacement.old;
    if one.base == other.base {
        let [one, other] = [one, other].map(|r| r.replacement.new.to_string());
        return format!("conflicting replacements for {old}:\n\t{one}\n\t{other}");
    }
    let [one, other] = [one, other].map(|r| match r.target() {
        (dir, "") => dir.display().to_string(),
        _ => r.replacement.new.to_string(),
    });
    format!(
        "conflicting replacements for {old}:\n\t{one}\n\t{other}\nuse \"go work edit -replace {old}=[override]\" \
         to resolve"
    )
}

fn main_module(tree: &dyn FileTree, cwd: &Path, path: &Path) -> Result<MainModule, String> {
    let name = short_name(cwd, path);
    let bytes = tree.read(path).map_err(|e| format!("reading {name}: {}", open_error(path, &e)))?;
    let file = ModFile::parse(&name, &path.display().to_string(), &bytes)?;
    Ok(MainModule { root: path.parent().unwrap_or(Path::new("/")).to_owned(), file })
}

/// A folder as a replacement spells it.
fn folder_name(base: &Path, dir: &Path) -> String {
    let name = short_name(base, dir);
    if name.starts_with(['.', '/']) { name } else { format!("./{name}") }
}

fn open_error(path: &Path, error: &io::Error) -> String {
    format!("open {}: {}", path.display(), io_reason(error))
}
