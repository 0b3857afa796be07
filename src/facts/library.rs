//! The packages in a store that are there as facts.
//!
//! In: an [`Archive`], the facts of single packages, and the questions of the type checker and of
//! later stages. Out: what they know, as objects and types of one store.
//! Invariants: a package is unpacked when something in it is first asked for; what is damaged is
//! noted as the library's problem, and unknown. Facts of single packages may mention packages that
//! are there as source; what these declare is the store's.

use super::archive::Archive;
use super::bytes::{Broken, Read};
use super::read::{Known, PackageFacts, Reader};
use super::tree::GenericTree;
use super::write::func_name;
use crate::flow::FuncSummary;
use crate::inline::{Candidate, Inlinable};
use crate::ir::lower::generic::SuppliedGenerics;
use crate::source::{FileId, Interner, Pos, Position, Symbol};
use crate::types::layout::NOT_IN_HEAP_PACKAGES;
use crate::types::{ObjId, PackageId, SourcePackage, Supplier, SupplyId, TypeId, TypeStore};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

/// A library for one store.
#[derive(Debug)]
pub struct Library {
    archive: Option<Arc<Archive>>,
    pub(super) names: Interner,
    /// The packages of the archive.
    numbers: FxHashMap<String, u32>,
    /// The others; their numbers follow.
    single: FxHashMap<String, u32>,
    slots: Vec<Slot>,
    /// What is known about functions and generic types that were made.
    known: RwLock<FxHashMap<ObjId, Known>>,
    /// Set when the store knows whose values are never in the heap, if that is said here.
    not_in_heap: OnceLock<()>,
    problem: OnceLock<String>,
}

/// A package beside the archive.
#[derive(Debug)]
pub struct SinglePackage {
    /// Its import path.
    pub path: String,
    /// Its facts, with positions; without them it is there as source.
    pub facts: Option<Vec<u8>>,
}

/// One package of a library.
#[derive(Debug, Default)]
struct Slot {
    path: String,
    id: OnceLock<PackageId>,
    /// Facts that are not in the archive, until they are read.
    packed: Mutex<Option<Vec<u8>>>,
    /// `None` if it is damaged.
    facts: OnceLock<Option<Box<PackageFacts>>>,
    /// Its files, if they are at hand.
    files: OnceLock<Vec<FileId>>,
}

/// Whether programs may import a package of a standard library.
pub fn is_importable(path: &str) -> bool {
    !path.starts_with("vendor/") && !path.split('/').any(|part| part == "internal")
}

impl Library {
    /// The packages of `archive`, for a store with `names`.
    pub fn new(archive: Arc<Archive>, names: Interner) -> Self {
        Library::with_single(Some(archive), Vec::new(), names)
    }

    /// The packages of an archive, and others.
    pub fn with_single(archive: Option<Arc<Archive>>, others: Vec<SinglePackage>, names: Interner) -> Self {
        let archived = archive.iter().flat_map(|archive| archive.paths());
        let mut slots: Vec<Slot> =
            archived.map(|path| Slot { path: path.to_owned(), ..Slot::default() }).collect();
        let numbers = (0..).zip(&slots).map(|(number, slot)| (slot.path.clone(), number)).collect();
        let mut single = FxHashMap::default();
        for SinglePackage { path, facts } in others {
            // Of packages with one path the first counts.
            single.entry(path.clone()).or_insert(slots.len() as u32);
            slots.push(Slot { path, packed: Mutex::new(facts), ..Slot::default() });
        }
        Library {
            archive,
            names,
            numbers,
            single,
            slots,
            known: RwLock::default(),
            not_in_heap: OnceLock::new(),
            problem: OnceLock::new(),
        }
    }

    /// The number of the first package beside the archive.
    pub fn first_single(&self) -> u32 {
        self.numbers.len() as u32
    }

    /// Says what the store calls a package beside the archive, and which files it has.
    pub fn set_package(&self, number: u32, id: PackageId, files: Vec<FileId>) {
        if let Some(slot) = self.slots.get(number as usize) {
            let _ = slot.id.set(id);
            let _ = slot.files.set(files);
        }
    }

    /// The file with an index in a package, if it is at hand.
    pub(super) fn file(&self, number: u32, index: u32) -> Option<FileId> {
        self.slots.get(number as usize)?.files.get()?.get(index as usize).copied()
    }

    /// Tells the store whose values are never in the heap; to be called when the packages beside the
    /// archive have their numbers, and before any type is looked at.
    pub fn note_not_in_heap(&self, store: &TypeStore) {
        self.not_in_heap.get_or_init(|| {
            for number in NOT_IN_HEAP_PACKAGES.iter().filter_map(|path| self.number_of(path)) {
                if let Ok(id) = self.package_id(store, number) {
                    store.note_not_in_heap(id, &self.names);
                }
            }
        });
    }

    /// The number of a package in the archive.
    pub fn find(&self, path: &str) -> Option<u32> {
        self.numbers.get(path).copied()
    }

    /// The number of any package.
    fn number_of(&self, path: &str) -> Option<u32> {
        self.single.get(path).copied().or_else(|| self.find(path))
    }

    /// The number of a package in the archive that programs may import.
    pub fn find_importable(&self, path: &str) -> Option<u32> {
        self.find(path).filter(|_| is_importable(path))
    }

    /// Whether there is an archive.
    pub fn has_archive(&self) -> bool {
        self.archive.is_some()
    }

    /// The package with a number, as the store calls it.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn import(&self, store: &TypeStore, number: u32) -> Result<PackageId, String> {
        self.note_not_in_heap(store);
        let facts = self.facts(number);
        match facts.and_then(|_| self.package_id(store, number)) {
            Ok(id) => Ok(id),
            Err(Broken) => Err(self.problem.get().cloned().unwrap_or_else(|| "damaged facts".to_owned())),
        }
    }

    /// What is known about a function or method that was made from facts.
    pub fn summary(&self, obj: ObjId) -> Option<&FuncSummary> {
        let Known { package, summary, .. } = self.known(obj)?;
        let number = summary.checked_sub(1)?;
        let read = self.facts(package).and_then(|facts| facts.summary(number).map(Some));
        self.or(package, read, None)
    }

    /// The tree of a generic function that was made from facts.
    pub(super) fn tree<'a>(&'a self, store: &'a TypeStore, func: ObjId) -> Option<&'a GenericTree> {
        let Known { package, generic, .. } = self.known(func)?;
        let number = generic.checked_sub(1)?;
        let read = self.reader(store, package).and_then(|reader| reader.tree(number).map(Some));
        self.or(package, read, None)
    }

    /// The objects that a generic function mentions.
    pub fn mentions<'a>(&'a self, store: &'a TypeStore, func: ObjId) -> &'a [ObjId] {
        self.tree(store, func).map_or(&[], |tree| &tree.mentions)
    }

    /// What a function that was made from facts costs when it is copied.
    pub fn candidate(&self, store: &TypeStore, obj: ObjId) -> Option<Candidate> {
        let Known { package, body, .. } = self.known(obj)?;
        let number = body.checked_sub(1)?;
        let read = self.reader(store, package).and_then(|reader| reader.candidate(number).map(Some));
        self.or(package, read, None)
    }

    /// A function that was made from facts as it is copied.
    pub fn inlinable<'a>(&'a self, store: &'a TypeStore, obj: ObjId) -> Option<&'a Arc<Inlinable>> {
        let Known { package, body, .. } = self.known(obj)?;
        let number = body.checked_sub(1)?;
        let read = self.reader(store, package).and_then(|reader| reader.inlinable(number).map(Some));
        self.or(package, read, None)
    }

    /// An instance that bodies of package number `home` mention, as it is copied.
    pub fn inlinable_instance<'a>(
        &'a self,
        store: &'a TypeStore,
        home: u32,
        name: Symbol,
    ) -> Option<&'a Arc<Inlinable>> {
        let read = || {
            let reader = self.reader(store, home)?;
            reader.instance_body(name)?.map(|number| reader.inlinable(number)).transpose()
        };
        self.or(home, read(), None)
    }

    /// Whether importers of package number `package` find the body of `obj` of another one.
    pub fn passes_on(&self, store: &TypeStore, package: u32, obj: ObjId) -> bool {
        let home = store.object(obj).package.map(|home| store.package(home).path.as_str());
        let Some(home) = home.and_then(|path| self.number_of(path)) else { return false };
        let passes = || {
            let all = self.facts(package)?.passed_on()?;
            Ok(!all.is_empty() && all.contains(&(home, func_name(store, &self.names, obj))))
        };
        self.or(package, passes(), false)
    }

    fn known(&self, obj: ObjId) -> Option<Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(&obj).copied()
    }

    /// What is wrong with the library, as far as that was found out.
    pub fn problem(&self) -> Option<&str> {
        self.problem.get().map(String::as_str)
    }

    /// The facts of a package.
    pub(super) fn facts(&self, number: u32) -> Read<&PackageFacts> {
        let slot = self.slots.get(number as usize).ok_or(Broken)?;
        let facts = slot.facts.get_or_init(|| {
            let single = slot.packed.lock().unwrap_or_else(PoisonError::into_inner).take();
            let data = match (single, &self.archive) {
                (Some(data), _) => Ok(data),
                (None, Some(archive)) => archive.unpack(number).map_err(|error| error.to_string()),
                (None, None) => Err(self.damaged(number)),
            };
            let parse = |data| PackageFacts::parse(data, |path| self.number_of(path));
            let facts = data.and_then(|data| parse(data).map_err(|Broken| self.damaged(number)));
            facts.map_err(|problem| self.problem.set(problem)).ok().map(Box::new)
        });
        facts.as_deref().ok_or(Broken)
    }

    /// The package with a number in the store; nothing of it is read.
    pub(super) fn package_id(&self, store: &TypeStore, number: u32) -> Read<PackageId> {
        let slot = self.slots.get(number as usize).ok_or(Broken)?;
        if let Some(&id) = slot.id.get() {
            return Ok(id);
        }
        let entry = self.archive.as_ref().and_then(|archive| archive.entries.get(number as usize));
        let entry = entry.ok_or(Broken)?;
        let imports =
            entry.imports.iter().map(|&import| self.package_id(store, import)).collect::<Read<_>>()?;
        Ok(*slot.id.get_or_init(|| {
            let id = store.add_supplied_package(entry.path.as_str(), Some(number));
            let package = store.package(id);
            let _ = package.name.set(self.names.intern(&entry.name));
            let _ = package.imports.set(imports);
            id
        }))
    }

    fn reader<'a>(&'a self, store: &'a TypeStore, number: u32) -> Read<Reader<'a>> {
        Ok(Reader { library: self, store, facts: self.facts(number)?, number, depth: 0 })
    }

    /// The object that a package declares as `name`, after an answer went through `depth`
    /// declarations.
    pub(super) fn object(&self, store: &TypeStore, number: u32, name: &str, depth: u32) -> Read<ObjId> {
        let id = self.package_id(store, number)?;
        if store.package(id).supply.is_none() {
            return store.member(id, self.names.intern(name)).ok_or(Broken);
        }
        let reader = Reader { depth, ..self.reader(store, number)? };
        reader.object(reader.facts.find(name)?.ok_or(Broken)?)
    }

    /// Notes where to find what is known about an object that was made.
    pub(super) fn note(&self, obj: ObjId, known: Known) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(obj, known);
    }

    /// What was read, or `otherwise` when it makes no sense.
    fn or<T>(&self, package: u32, read: Read<T>, otherwise: T) -> T {
        read.unwrap_or_else(|Broken| {
            let _ = self.problem.set(self.damaged(package));
            otherwise
        })
    }

    fn damaged(&self, number: u32) -> String {
        format!("damaged facts: package {}", self.slots.get(number as usize).map_or("", |slot| &slot.path))
    }
}

impl Supplier for Library {
    fn member(&self, store: &TypeStore, package: u32, name: Symbol) -> Option<ObjId> {
        let read = || {
            let reader = self.reader(store, package)?;
            let found = reader.facts.find(self.names.text(name))?;
            found.map(|number| reader.object(number)).transpose()
        };
        self.or(package, read(), None)
    }

    fn member_names(&self, store: &TypeStore, package: u32) -> Vec<Symbol> {
        let read = || {
            let reader = self.reader(store, package)?;
            Ok(reader.facts.names()?.into_iter().map(|name| self.names.intern(name)).collect())
        };
        self.or(package, read(), Vec::new())
    }

    fn underlying(&self, store: &TypeStore, id: SupplyId) -> TypeId {
        let read = self.reader(store, id.package).and_then(|reader| reader.underlying(id.index));
        self.or(id.package, read, TypeId::INVALID)
    }

    fn methods<'a>(&'a self, store: &'a TypeStore, id: SupplyId) -> &'a [ObjId] {
        let read = self.reader(store, id.package).and_then(|reader| reader.methods(id.index));
        self.or(id.package, read, &[])
    }

    fn position(&self, store: &TypeStore, pos: Pos) -> Option<Position<'static>> {
        let (package, file) = pos.outside_file()?;
        let number = store.package(PackageId(package)).supply?;
        self.facts(number).ok()?.position(file, pos.offset)
    }

    fn constraint(&self, store: &TypeStore, id: SupplyId) -> TypeId {
        let read = self.reader(store, id.package).and_then(|reader| reader.constraint(id.index));
        self.or(id.package, read, TypeId::EMPTY_INTERFACE)
    }
}

impl SuppliedGenerics for Library {
    fn declaration<'a>(&'a self, store: &'a TypeStore, func: ObjId) -> Option<&'a SourcePackage> {
        self.tree(store, func).map(|tree| &tree.source)
    }
}
