//! Which imported packages need not be analysed again.
//!
//! In: the named packages, where to find what they import, and a [`Cache`]. Out: a [`Plan`]: what
//! the program consists of, a [`Key`] for each package, and what the cache knows under it.
//! Invariants: a key covers everything that the analysis of a package depends on: the bytes of its
//! files, the keys of what it imports, release and target.

use super::Config;
use crate::facts::{SinglePackage, is_importable};
use crate::load::{
    ImportTarget, LoadContext, PackageFiles, PackageHeader, find_import, load_import, package_header,
};
use crate::parallel;
use crate::types::is_import_path;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::PathBuf;
use std::sync::Mutex;

/// The version of keys and entries.
const VERSION: &str = "goesc cache 1";

/// What an entry is kept under.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key([u8; 32]);

impl Key {
    /// Covers `bytes`.
    pub fn of(bytes: &[u8]) -> Key {
        Key(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A place for entries, for any thread. What was put may be gone.
pub trait Cache: fmt::Debug + Send + Sync {
    /// What was put under `key`.
    fn get(&self, key: &Key) -> Option<Vec<u8>>;
    /// Keeps `entry` under `key`.
    fn put(&self, key: &Key, entry: &[u8]);
}

/// What is put into a [`Cache`] about a package, in place of its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// The name in its package clause.
    pub name: String,
    /// With positions.
    pub facts: Vec<u8>,
}

impl Entry {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.name.as_bytes(), b"\n", &self.facts].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Entry> {
        let end = memchr::memchr(b'\n', bytes)?;
        let name = std::str::from_utf8(&bytes[..end]).ok()?.to_owned();
        Some(Entry { name, facts: bytes[end + 1..].to_vec() })
    }
}

/// A package of a program before anything of it is parsed.
struct Planned {
    import_path: String,
    dir: PathBuf,
    /// What is in its folder; nothing if it cannot be loaded.
    found: Option<Found>,
    /// Its files, until somebody takes them.
    files: Mutex<Option<PackageFiles>>,
    /// For each path that it imports the package, or nothing where the archive has it.
    needs: Vec<(String, Option<usize>)>,
    /// Whether everything that it imports was found.
    is_complete: bool,
    named: bool,
    key: Option<Key>,
    /// Whether what is found out about it is worth keeping.
    is_wanted: bool,
    /// What the cache knows, if that can be used.
    entry: Option<Entry>,
}

/// What a folder tells about a package.
struct Found {
    header: PackageHeader,
    /// Covers what the package is apart from its imports.
    hash: [u8; 32],
    is_good: bool,
}

impl Found {
    fn new(files: &PackageFiles) -> Found {
        let header = package_header(files);
        Found { hash: own_hash(files), is_good: files.problems.is_empty() && header.name != "main", header }
    }
}

/// The packages of a program, and what the cache knows about them.
#[derive(Default)]
pub(super) struct Plan {
    packages: Vec<Planned>,
    by_path: FxHashMap<String, usize>,
}

impl Plan {
    /// What `config` says; nothing without a cache.
    pub fn for_config(
        config: &Config,
        context: Option<LoadContext<'_>>,
        named: &[PackageFiles],
    ) -> Option<Plan> {
        Some(Plan::new(config, config.cache.as_deref()?, context?, named))
    }

    /// Finds the packages that the `named` ones need, and looks them up in the cache.
    pub fn new(config: &Config, cache: &dyn Cache, context: LoadContext<'_>, named: &[PackageFiles]) -> Plan {
        let archived: FxHashSet<&str> = match &config.facts {
            Some(archive) => archive.paths().filter(|path| is_importable(path)).collect(),
            None => FxHashSet::default(),
        };
        let mut plan = Plan::default();
        for files in named {
            plan.add(files.import_path.clone(), files.dir().to_owned(), true);
        }
        for (planned, files) in plan.packages.iter_mut().zip(named) {
            planned.found = Some(Found::new(files));
        }
        let mut asked = 0;
        while asked < plan.packages.len() {
            let first = plan.packages.len();
            let wanted: Vec<ImportTarget> =
                (asked..first).flat_map(|index| plan.ask(context, &archived, index)).collect();
            asked = first;
            let loaded = parallel::map(wanted, |target| {
                let files = load_import(context, &target).ok()?;
                Some((Found::new(&files), files))
            });
            for (planned, loaded) in plan.packages[first..].iter_mut().zip(loaded) {
                if let Some((found, files)) = loaded {
                    planned.found = Some(found);
                    planned.files = Mutex::new(Some(files));
                }
            }
        }
        plan.set_keys(config, context);
        plan.look_up(cache);
        plan
    }

    fn add(&mut self, import_path: String, dir: PathBuf, named: bool) -> usize {
        let index = self.packages.len();
        self.by_path.entry(import_path.clone()).or_insert(index);
        self.packages.push(Planned {
            import_path,
            dir,
            found: None,
            files: Mutex::default(),
            needs: Vec::new(),
            is_complete: true,
            named,
            key: None,
            is_wanted: false,
            entry: None,
        });
        index
    }

    /// Finds out what a package imports. Returns the packages that nobody asked for before, which
    /// are the last ones now.
    fn ask(
        &mut self,
        context: LoadContext<'_>,
        archived: &FxHashSet<&str>,
        index: usize,
    ) -> Vec<ImportTarget> {
        let Planned { import_path, dir, found, .. } = &self.packages[index];
        let Some(found) = found else {
            self.packages[index].is_complete = false;
            return Vec::new();
        };
        let imports = found.header.imports.clone();
        let targets: Vec<_> = imports
            .into_iter()
            .filter(|path| path != "unsafe" && is_import_path(path))
            .map(|path| {
                let target = (!archived.contains(path.as_str()))
                    .then(|| find_import(context, import_path, dir, &path).map_err(drop));
                (path, target.transpose())
            })
            .collect();
        let mut wanted = Vec::new();
        for (path, target) in targets {
            let need = match target {
                Ok(None) => None,
                Ok(Some(target)) => {
                    Some(self.by_path.get(&target.import_path).copied().unwrap_or_else(|| {
                        let added = self.add(target.import_path.clone(), target.dir.clone(), false);
                        wanted.push(target);
                        added
                    }))
                }
                Err(()) => {
                    self.packages[index].is_complete = false;
                    continue;
                }
            };
            self.packages[index].needs.push((path, need));
        }
        wanted
    }

    /// The packages that a package imports, as often as it does.
    fn needs(&self, index: usize) -> impl Iterator<Item = usize> {
        self.packages[index].needs.iter().filter_map(|&(_, need)| need)
    }

    /// Indices of the packages that are in no cycle and need none that is, imported ones first.
    fn order(&self) -> Vec<usize> {
        let mut waits: Vec<usize> = (0..self.packages.len()).map(|index| self.needs(index).count()).collect();
        let mut needed_by = vec![Vec::new(); self.packages.len()];
        for index in 0..self.packages.len() {
            self.needs(index).for_each(|need| needed_by[need].push(index));
        }
        let mut order: Vec<usize> = (0..self.packages.len()).filter(|&index| waits[index] == 0).collect();
        let mut done = 0;
        while let Some(&index) = order.get(done) {
            done += 1;
            for &importer in &needed_by[index] {
                waits[importer] -= 1;
                if waits[importer] == 0 {
                    order.push(importer);
                }
            }
        }
        order
    }

    fn set_keys(&mut self, config: &Config, context: LoadContext<'_>) {
        let build = &config.build;
        let settings =
            format!("{VERSION}\n{}\n{}\n{}\n{:?}", build.release, build.goos, build.goarch, build.tags);
        let mut reaches_named = vec![false; self.packages.len()];
        for index in self.order() {
            let planned = &self.packages[index];
            reaches_named[index] =
                self.needs(index).any(|need| self.packages[need].named || reaches_named[need]);
            let (Some(found), true) = (&planned.found, planned.is_complete) else { continue };
            let mut hash = Sha256::new();
            hash_part(&mut hash, settings.as_bytes());
            hash_part(&mut hash, &found.hash);
            let mut has_all = true;
            for (path, need) in &planned.needs {
                hash_part(&mut hash, path.as_bytes());
                match need.map(|need| self.packages[need].key) {
                    None => hash_part(&mut hash, b""),
                    Some(Some(key)) => hash_part(&mut hash, &key.0),
                    Some(None) => has_all = false,
                }
            }
            let is_good = found.is_good && !planned.named;
            // Tests compile once more what lies between them and the package that they test.
            let is_wanted = is_good && has_all && !(context.tests && reaches_named[index]);
            let planned = &mut self.packages[index];
            planned.key = has_all.then(|| Key(hash.finalize().into()));
            planned.is_wanted = is_wanted;
        }
    }

    fn look_up(&mut self, cache: &dyn Cache) {
        let wanted: Vec<(usize, Key)> = (0..)
            .zip(&self.packages)
            .filter_map(|(index, planned)| Some((index, planned.key.filter(|_| planned.is_wanted)?)))
            .collect();
        let found = parallel::map(wanted, |(index, key)| {
            (index, cache.get(&key).and_then(|bytes| Entry::from_bytes(&bytes)))
        });
        for (index, entry) in found {
            self.packages[index].is_wanted = entry.is_none();
            self.packages[index].entry = entry;
        }
    }

    /// Whether the cache helps.
    pub fn has_entries(&self) -> bool {
        self.packages.iter().any(|planned| planned.entry.is_some())
    }

    /// Lets everything be analysed from source.
    pub fn forget_entries(&mut self) {
        self.packages.iter_mut().for_each(|planned| planned.entry = None);
    }

    /// All packages, and the facts of those whose source is not needed.
    pub fn single_packages(&mut self) -> Vec<SinglePackage> {
        let single = |planned: &mut Planned| {
            let facts = planned.entry.as_mut().map(|entry| std::mem::take(&mut entry.facts));
            SinglePackage { path: planned.import_path.clone(), facts }
        };
        self.packages.iter_mut().map(single).collect()
    }

    /// The number of a package here.
    pub fn find(&self, import_path: &str) -> Option<usize> {
        self.by_path.get(import_path).copied()
    }

    /// The files of a package that is not named, once.
    pub fn take_files(&self, number: usize) -> Option<PackageFiles> {
        self.packages[number].files.lock().ok()?.take()
    }

    /// The name in the clause of a package whose source is not needed, and what it imports.
    pub fn supplied(&self, number: usize) -> Option<(&str, impl Iterator<Item = &str>)> {
        let Planned { entry: Some(Entry { name, .. }), needs, .. } = &self.packages[number] else {
            return None;
        };
        Some((name, needs.iter().map(|(path, _)| path.as_str())))
    }

    /// Where to keep what is found out about a package, if that is worth it.
    pub fn wanted(&self, number: usize) -> Option<&Key> {
        let planned = &self.packages[number];
        planned.key.as_ref().filter(|_| planned.is_wanted)
    }
}

/// Adds a part, and where it ends.
fn hash_part(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

/// Covers what a package is, wherever it is, apart from its imports.
fn own_hash(files: &PackageFiles) -> [u8; 32] {
    let PackageFiles { import_path, files, language, standard, foreign_code, assembly, test_of, .. } = files;
    let mut hash = Sha256::new();
    hash_part(
        &mut hash,
        format!("{import_path}\n{language:?} {standard} {foreign_code} {test_of:?}").as_bytes(),
    );
    let mut symbols: Vec<String> = assembly.defined.iter().map(|symbol| format!("{symbol:?}")).collect();
    symbols.extend(assembly.referenced.iter().map(|symbol| format!("{symbol:?}")));
    symbols.sort_unstable();
    hash_part(&mut hash, symbols.join("\n").as_bytes());
    for file in files {
        hash_part(&mut hash, file.path.file_name().unwrap_or_default().as_encoded_bytes());
        hash_part(&mut hash, &file.bytes);
    }
    hash.finalize().into()
}
