//! The facts of one package, read declaration by declaration.
//!
//! In: the sections of a package, see [`crate::facts::format`]. Out: objects and types in a store, each
//! made when it is first asked for.
//! Invariants: nothing is made twice, for any number of threads; reading a declaration reads what
//! its type mentions, but of defined types only that they exist.

mod types;

use crate::facts::bytes::{Broken, Input, Read, Table};
use crate::facts::code::line_column;
use crate::facts::constant::read_constant;
use crate::facts::format::{FIRST_OTHER, NO_PACKAGE, OWN_PACKAGE, POSITIONS, SECTIONS, Section, object};
use crate::facts::library::Library;
use crate::facts::tree::GenericTree;
use crate::flow::{FuncSummary, Leaks};
use crate::inline::Inlinable;
use crate::source::{Pos, Position, Symbol};
use crate::types::{Named, ObjId, Object, ObjectKind, PackageId, SupplyId, Type, TypeId, TypeStore, VarKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock, RwLock};

/// Declarations and types nested deeper are none.
pub(in crate::facts) const MAX_DEPTH: u32 = 500;

/// What has been made of the entries of one table.
type Made<T> = Box<[OnceLock<T>]>;

fn nothing_made<T>(table: &Table) -> Made<T> {
    (0..table.len()).map(|_| OnceLock::new()).collect()
}

/// The facts of one package.
#[derive(Debug)]
pub(in crate::facts) struct PackageFacts {
    data: Vec<u8>,
    strings: Table,
    types: Table,
    objects: Table,
    lists: Table,
    summaries: Table,
    generics: Table,
    bodies: Table,
    instances: std::ops::Range<usize>,
    passed_on: std::ops::Range<usize>,
    members: std::ops::Range<usize>,
    /// Names of the files that bodies and trees are in.
    files: Vec<String>,
    /// Other packages, as the library numbers them.
    packages: Vec<u32>,
    /// Whether objects have positions.
    pub(in crate::facts) has_positions: bool,
    made_symbols: Made<Symbol>,
    made_types: Made<TypeId>,
    made_objects: Made<ObjId>,
    made_lists: Made<Vec<TypeId>>,
    made_methods: Made<Vec<ObjId>>,
    made_summaries: Made<FuncSummary>,
    pub(in crate::facts) made_inlinables: Made<Arc<Inlinable>>,
    made_trees: Made<Box<GenericTree>>,
    made_instances: OnceLock<FxHashMap<Symbol, u32>>,
    made_passed_on: OnceLock<FxHashSet<(u32, String)>>,
}

/// Where to find what is known about a function; numbers plus one, 0 for nothing.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Known {
    /// The package, as the library numbers them.
    pub package: u32,
    pub summary: u32,
    /// Its tree, if it is generic.
    pub generic: u32,
    /// What importers can copy.
    pub body: u32,
}

impl Known {
    fn read(package: u32, input: &mut Input<'_>) -> Read<Known> {
        Ok(Known { package, summary: input.index()?, generic: input.index()?, body: input.index()? })
    }
}

/// One package in the course of an answer.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Reader<'a> {
    pub library: &'a Library,
    pub store: &'a TypeStore,
    pub facts: &'a PackageFacts,
    /// The package, as the library numbers them.
    pub number: u32,
    /// How many declarations the answer went through.
    pub depth: u32,
}

/// The name of an object, and where it is.
type Name = (Symbol, Pos);

/// The number of a declared package in `NO_PACKAGE`, `OWN_PACKAGE`, ….
type PackageTag = u64;

impl PackageFacts {
    /// Finds the sections; `number_of` knows the library's packages.
    pub fn parse(data: Vec<u8>, number_of: impl Fn(&str) -> Option<u32>) -> Read<PackageFacts> {
        let mut ranges: [Option<std::ops::Range<usize>>; SECTIONS.len()] = Default::default();
        let mut input = Input::new(&data);
        let mut has_positions = false;
        while !input.is_empty() {
            let tag = input.uint()?;
            let bytes = input.bytes()?;
            has_positions |= tag == POSITIONS;
            if let Some(at) = SECTIONS.iter().position(|&section| section as u64 == tag) {
                let start = bytes.as_ptr() as usize - data.as_ptr() as usize;
                ranges[at] = Some(start..start + bytes.len());
            }
        }
        let range = |section: Section| ranges[section as usize - 1].clone().ok_or(Broken);
        let table = |section: Section| Table::parse(&data, range(section)?);
        let mut packages = Input::new(&data[range(Section::Packages)?]);
        let packages = packages.list(|input| number_of(input.text()?).ok_or(Broken))?;
        let (strings, types) = (table(Section::Strings)?, table(Section::Types)?);
        let (objects, lists) = (table(Section::Objects)?, table(Section::TypeParams)?);
        let (summaries, generics) = (table(Section::Summaries)?, table(Section::Generics)?);
        let bodies = table(Section::Bodies)?;
        let (instances, passed_on) = (range(Section::Instances)?, range(Section::PassedOn)?);
        let mut files = Input::new(&data[range(Section::Files)?]);
        let files = files.list(|input| Ok(input.text()?.to_owned()))?;
        let members = range(Section::Members)?;
        if !members.len().is_multiple_of(MEMBER) {
            return Err(Broken);
        }
        Ok(PackageFacts {
            made_symbols: nothing_made(&strings),
            made_types: nothing_made(&types),
            made_objects: nothing_made(&objects),
            made_lists: nothing_made(&lists),
            made_methods: nothing_made(&objects),
            made_summaries: nothing_made(&summaries),
            made_inlinables: nothing_made(&bodies),
            made_trees: nothing_made(&generics),
            made_instances: OnceLock::new(),
            made_passed_on: OnceLock::new(),
            bodies,
            instances,
            passed_on,
            members,
            files,
            packages,
            has_positions,
            strings,
            types,
            objects,
            lists,
            summaries,
            generics,
            data,
        })
    }

    pub fn text(&self, number: u32) -> Read<&str> {
        std::str::from_utf8(self.strings.get(&self.data, number)?).map_err(|_| Broken)
    }

    /// One member: the number of its name and of the object.
    fn member_at(&self, index: usize) -> Read<(u32, u32)> {
        let at = self.members.start + index * MEMBER;
        let word = |at: usize| {
            self.data.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes).ok_or(Broken)
        };
        Ok((word(at)?, word(at + 4)?))
    }

    /// The number of the object called `name`.
    pub fn find(&self, name: &str) -> Read<Option<u32>> {
        let (mut low, mut high) = (0, self.members.len() / MEMBER);
        while low < high {
            let middle = low + (high - low) / 2;
            let (text, object) = self.member_at(middle)?;
            match self.text(text)?.cmp(name) {
                std::cmp::Ordering::Equal => return Ok(Some(object)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// The names of all members that source can name.
    pub fn names(&self) -> Read<Vec<&str>> {
        let all = (0..self.members.len() / MEMBER).map(|at| self.text(self.member_at(at)?.0));
        all.filter(|name| !matches!(name, Ok(name) if name.starts_with('·'))).collect()
    }

    /// The summary with a number.
    pub fn summary(&self, number: u32) -> Read<&FuncSummary> {
        let slot = self.made_summaries.get(number as usize).ok_or(Broken)?;
        if let Some(made) = slot.get() {
            return Ok(made);
        }
        let mut input = Input::new(self.summaries.get(&self.data, number)?);
        let flags = input.uint()?;
        let results = input.uint()? as usize;
        let params = input.list(|input| Ok(Leaks::from_levels(input.bytes()?)))?;
        let summary = FuncSummary {
            params,
            results,
            uintptr_keep_alive: flags & 1 != 0,
            uintptr_escapes: flags & 2 != 0,
        };
        Ok(slot.get_or_init(|| summary))
    }

    /// The tree of a generic function.
    fn generic(&self, number: u32) -> Read<Input<'_>> {
        Ok(Input::new(self.generics.get(&self.data, number)?))
    }

    /// A place in one of its files.
    pub fn position(&self, file: u32, offset: u32) -> Option<Position<'static>> {
        let (file, (line, column)) = match Pos::outside_tree(file) {
            Some(tree) => {
                let lines = &self.made_trees.get(tree as usize)?.get()?.lines;
                (lines.file, lines.line_column(offset)?)
            }
            None => (file, line_column(offset)),
        };
        Some(Position::new(self.files.get(file as usize)?.as_str(), line, column))
    }

    /// What importers can copy of a function.
    pub fn inlinable(&self, number: u32) -> Read<Input<'_>> {
        Ok(Input::new(self.bodies.get(&self.data, number)?))
    }

    /// The functions of other packages whose bodies importers find: packages as the library numbers
    /// them, and names.
    pub fn passed_on(&self) -> Read<&FxHashSet<(u32, String)>> {
        if let Some(made) = self.made_passed_on.get() {
            return Ok(made);
        }
        let mut input = Input::new(self.data.get(self.passed_on.clone()).ok_or(Broken)?);
        let all = input.list(|input| {
            let index = input.uint()?.checked_sub(FIRST_OTHER).ok_or(Broken)?;
            let home = *self.packages.get(index as usize).ok_or(Broken)?;
            Ok((home, input.text()?.to_owned()))
        })?;
        Ok(self.made_passed_on.get_or_init(|| all.into_iter().collect()))
    }
}

/// Bytes of a member: two numbers.
const MEMBER: usize = 8;

impl<'a> Reader<'a> {
    /// The name with a number.
    pub fn symbol(&self, number: u32) -> Read<Symbol> {
        let slot = self.facts.made_symbols.get(number as usize).ok_or(Broken)?;
        if let Some(&made) = slot.get() {
            return Ok(made);
        }
        let symbol = self.library.names.intern(self.facts.text(number)?);
        Ok(*slot.get_or_init(|| symbol))
    }

    /// The number of the body of an instance.
    pub fn instance_body(&self, name: Symbol) -> Read<Option<u32>> {
        let slot = &self.facts.made_instances;
        if let Some(made) = slot.get() {
            return Ok(made.get(&name).copied());
        }
        let mut input = Input::new(self.facts.data.get(self.facts.instances.clone()).ok_or(Broken)?);
        let all = input.list(|input| Ok((self.next_symbol(input)?, input.index()?)))?;
        Ok(slot.get_or_init(|| all.into_iter().collect()).get(&name).copied())
    }

    /// The generic function with a number.
    pub fn tree(&self, number: u32) -> Read<&'a GenericTree> {
        let slot = self.facts.made_trees.get(number as usize).ok_or(Broken)?;
        if let Some(made) = slot.get() {
            return Ok(made);
        }
        let tree = self.make_tree(number, self.facts.generic(number)?)?;
        Ok(slot.get_or_init(|| Box::new(tree)))
    }

    /// The package as the store calls it.
    pub fn own_package(&self) -> Read<PackageId> {
        self.library.package_id(self.store, self.number)
    }

    pub fn next_symbol(&self, input: &mut Input<'_>) -> Read<Symbol> {
        self.symbol(input.index()?)
    }

    /// Aliases may lead through other declarations, but not for ever.
    fn deeper(self) -> Read<Self> {
        if self.depth < MAX_DEPTH { Ok(Reader { depth: self.depth + 1, ..self }) } else { Err(Broken) }
    }

    pub fn package(&self, tag: PackageTag) -> Read<Option<PackageId>> {
        Ok(match tag {
            NO_PACKAGE => None,
            OWN_PACKAGE => Some(self.library.package_id(self.store, self.number)?),
            other => Some(self.library.package_id(self.store, self.other(other)?)?),
        })
    }

    pub fn other(&self, tag: PackageTag) -> Read<u32> {
        let index = tag.checked_sub(FIRST_OTHER).ok_or(Broken)?;
        self.facts.packages.get(index as usize).copied().ok_or(Broken)
    }

    fn add(
        &self,
        kind: ObjectKind,
        (name, pos): Name,
        package: Option<PackageId>,
        ty: Option<TypeId>,
    ) -> ObjId {
        let ty = ty.map_or_else(OnceLock::new, OnceLock::from);
        self.store.add_object(Object { kind, name, pos, package, ty })
    }

    /// The name of an object, and where it is.
    fn next_name(&self, input: &mut Input<'_>) -> Read<Name> {
        let name = self.next_symbol(input)?;
        if !self.facts.has_positions {
            return Ok((name, Pos::OUTSIDE));
        }
        let number = match input.uint()? {
            NO_PACKAGE => return Ok((name, Pos::OUTSIDE)),
            OWN_PACKAGE => self.number,
            other => self.other(other)?,
        };
        let (file, offset) = (input.index()?, input.index()?);
        let file = self.library.file(number, file);
        Ok((name, file.map_or(Pos::OUTSIDE, |file| Pos::new(file, offset))))
    }

    /// The object with a number.
    pub fn object(&self, number: u32) -> Read<ObjId> {
        let slot = self.facts.made_objects.get(number as usize).ok_or(Broken)?;
        if let Some(&made) = slot.get() {
            return Ok(made);
        }
        let mut input = Input::new(self.facts.objects.get(&self.facts.data, number)?);
        let package = self.package(OWN_PACKAGE)?;
        let tag = input.uint()?;
        let name = self.next_name(&mut input)?;
        let obj = match tag {
            object::CONST => {
                let ty = self.next_type(&mut input)?;
                let value = read_constant(&mut input, 0)?;
                self.add(ObjectKind::Const(OnceLock::from(value)), name, package, Some(ty))
            }
            object::VAR => {
                let ty = self.next_type(&mut input)?;
                self.add(ObjectKind::Var(VarKind::Package), name, package, Some(ty))
            }
            object::MADE => {
                let home = self.package(input.uint()?)?;
                let ty = self.next_type(&mut input)?;
                self.add(ObjectKind::Var(VarKind::Package), name, home, Some(ty))
            }
            object::FUNC => {
                let ty = self.next_type(&mut input)?;
                let obj = self.add(ObjectKind::Func, name, package, Some(ty));
                let made = *slot.get_or_init(|| obj);
                self.library.note(made, Known::read(self.number, &mut input)?);
                return Ok(made);
            }
            object::ALIAS => {
                let params = self.list_with(input.index()?)?;
                let actual = self.next_type(&mut input)?;
                let obj = self.add(ObjectKind::TypeName, name, package, None);
                let type_params = params.map_or_else(OnceLock::new, OnceLock::from);
                let (actual, instance) = (OnceLock::from(actual), None);
                let ty = self.store.add(Type::Alias { obj, actual, type_params, instance });
                let _ = self.store.object(obj).ty.set(ty);
                obj
            }
            object::DEFINED => {
                let params = self.list_with(input.index()?)?;
                let (tree, offset) = (input.index()?, input.index()?);
                let (name, pos) = name;
                let pos = match (tree.checked_sub(1), package) {
                    (Some(tree), Some(home)) if !self.facts.has_positions => {
                        Pos::new(Pos::tree_outside(home.0, tree), offset)
                    }
                    _ => pos,
                };
                let (kind, ty) = (ObjectKind::TypeName, OnceLock::new());
                let obj = self.store.add_object(Object { kind, name, pos, package, ty });
                let ty = self.store.add(Type::Named(Named {
                    obj,
                    underlying: OnceLock::new(),
                    methods: RwLock::default(),
                    type_params: params.map_or_else(OnceLock::new, OnceLock::from),
                    instance: None,
                    supply: Some(SupplyId { package: self.number, index: number }),
                }));
                let _ = self.store.object(obj).ty.set(ty);
                obj
            }
            _ => return Err(Broken),
        };
        Ok(*slot.get_or_init(|| obj))
    }

    /// What a defined type is written as, and the methods that follow.
    fn defined(&self, number: u32) -> Read<(TypeId, Input<'a>)> {
        let mut input = Input::new(self.facts.objects.get(&self.facts.data, number)?);
        if input.uint()? != object::DEFINED {
            return Err(Broken);
        }
        self.next_name(&mut input)?;
        // Type parameters, and where it is declared.
        for _ in 0..3 {
            input.index()?;
        }
        Ok((self.next_type(&mut input)?, input))
    }

    /// The underlying type of a defined type.
    pub fn underlying(&self, number: u32) -> Read<TypeId> {
        let (ty, _) = self.defined(number)?;
        match self.store.get(ty) {
            Type::Named(_) | Type::Alias { .. } => Err(Broken),
            _ => Ok(ty),
        }
    }

    /// The declared methods of a defined type.
    pub fn methods(&self, number: u32) -> Read<&'a [ObjId]> {
        let slot = self.facts.made_methods.get(number as usize).ok_or(Broken)?;
        if let Some(made) = slot.get() {
            return Ok(made);
        }
        let (_, mut input) = self.defined(number)?;
        let package = self.package(OWN_PACKAGE)?;
        let methods = input.list(|input| {
            let name = self.next_name(input)?;
            let ty = self.next_type(input)?;
            Ok((self.add(ObjectKind::Func, name, package, Some(ty)), Known::read(self.number, input)?))
        })?;
        let made = slot.get_or_init(|| methods.iter().map(|&(obj, _)| obj).collect());
        for (&obj, &(_, known)) in made.iter().zip(&methods) {
            self.library.note(obj, known);
        }
        Ok(made)
    }
}
