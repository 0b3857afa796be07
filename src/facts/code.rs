//! Trees as bytes, node by node.
//!
//! In: a node. Out: bytes, and back. Each kind of node is described once, with [`coded!`], for both
//! directions.
//! Invariants: a node stands where it is used, so that what is read is a tree, whatever the bytes
//! are; nothing nests deeper than [`MAX_DEPTH`]; numbers of variables and functions are in range.

use super::bytes::{Broken, Input, Output, Read};
use super::read::Reader;
use super::reference::ObjectRef;
use super::tree::{Made, Source};
use super::write::{PackageWriter, Written};
use crate::ir;
use crate::source::{FileId, Pos, Symbol};
use crate::types::{Constant, ObjId, PackageId, TypeId};
use rustc_hash::FxHashMap;

/// Trees nested deeper are not written.
const MAX_DEPTH: u32 = 1_000;

/// Something that can be written and read.
pub(super) trait Code: Sized {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()>;
    fn read(r: &mut CodeReader<'_>) -> Read<Self>;
}

/// Describes types for both directions: structs by their fields, enums by number, name and fields of
/// their variants. A number belongs to one variant for ever.
macro_rules! coded {
    (struct $ty:ty { $($field:ident),* $(,)? } $($rest:tt)*) => {
        impl Code for $ty {
            fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
                $(self.$field.write(w)?;)*
                Ok(())
            }
            fn read(r: &mut CodeReader<'_>) -> Read<Self> {
                Ok(Self { $($field: Code::read(r)?),* })
            }
        }
        coded! { $($rest)* }
    };
    (enum $ty:ty {
        $($tag:literal $variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)?
    } $($rest:tt)*) => {
        impl Code for $ty {
            fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
                match self {
                    $(Self::$variant $(($($item),*))? $({ $($field),* })? => {
                        w.out.uint($tag);
                        $($($item.write(w)?;)*)?
                        $($($field.write(w)?;)*)?
                    })*
                }
                Ok(())
            }
            fn read(r: &mut CodeReader<'_>) -> Read<Self> {
                Ok(match r.input.uint()? {
                    $($tag => Self::$variant
                        $(($({ let $item = Code::read(r)?; $item }),*))?
                        $({ $($field: Code::read(r)?),* })?,)*
                    _ => return Err(Broken),
                })
            }
        }
        coded! { $($rest)* }
    };
    () => {};
}
pub(super) use coded;

/// A tree on its way to bytes.
pub(super) struct CodeWriter<'w, 'a> {
    pub out: Output,
    pub package: &'w mut PackageWriter<'a>,
    /// What the nodes of a body are in.
    pub ir: &'w ir::Package,
    /// Statements in the order in which they will be read.
    pub stmts: FxHashMap<ir::StmtId, u32>,
    /// How many expressions there are so far.
    pub exprs: u32,
    /// The literals among them whose bodies are to be written.
    pub closures: Vec<ir::FuncId>,
    /// A tree of Go's syntax.
    pub source: Option<Source<'w>>,
    offset: u32,
    depth: u32,
}

/// A tree on its way from bytes.
pub(super) struct CodeReader<'r> {
    pub input: Input<'r>,
    pub reader: Reader<'r>,
    /// Where the nodes of a body go.
    pub ir: ir::Package,
    /// How many variables and functions there will be.
    pub vars: u32,
    pub funcs: u32,
    /// Literals whose bodies are to be read.
    pub closures: Vec<ir::FuncId>,
    /// Methods that are found by name, see [`ByName`].
    pub by_name: Vec<(Option<PackageId>, Symbol)>,
    /// The package, as the store numbers it.
    pub home: PackageId,
    /// A tree of Go's syntax.
    pub tree: Option<Box<Made>>,
    offset: u32,
    depth: u32,
}

/// What stands for an object until it is found by its name: the first of these is number 0.
const FIRST_BY_NAME: u32 = u32::MAX - (1 << 16);

impl<'w, 'a> CodeWriter<'w, 'a> {
    pub fn new(package: &'w mut PackageWriter<'a>, ir: &'w ir::Package) -> Self {
        let (out, stmts) = (Output::default(), FxHashMap::default());
        CodeWriter {
            out,
            package,
            ir,
            stmts,
            exprs: 0,
            closures: Vec::new(),
            source: None,
            offset: 0,
            depth: 0,
        }
    }

    /// Writes an offset or line in a file, relative to the one before.
    pub fn offset(&mut self, offset: u32) {
        self.out.int(i64::from(offset) - i64::from(self.offset));
        self.offset = offset;
    }

    /// Writes a part of a tree.
    pub fn nested(&mut self, write: impl FnOnce(&mut Self) -> Written<()>) -> Written<()> {
        if self.depth >= MAX_DEPTH {
            return Err("nested too deeply".into());
        }
        self.depth += 1;
        let result = write(self);
        self.depth -= 1;
        result
    }
}

impl<'r> CodeReader<'r> {
    pub fn new(input: Input<'r>, reader: Reader<'r>) -> Read<Self> {
        let home = reader.own_package()?;
        let (ir, by_name, tree) = (ir::Package::new(home), Vec::new(), None);
        Ok(CodeReader {
            input,
            reader,
            ir,
            vars: 0,
            funcs: 0,
            closures: Vec::new(),
            by_name,
            home,
            tree,
            offset: 0,
            depth: 0,
        })
    }

    /// Reads an offset or line.
    pub fn offset(&mut self) -> Read<u32> {
        let offset = i64::from(self.offset).checked_add(self.input.int()?).ok_or(Broken)?;
        self.offset = u32::try_from(offset).map_err(|_| Broken)?;
        Ok(self.offset)
    }

    /// Reads a part of a tree.
    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Broken);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// The package and name of an object that is to be found by that.
    pub fn named(&self, obj: ObjId) -> Option<(Option<PackageId>, Symbol)> {
        self.by_name.get(obj.0.checked_sub(FIRST_BY_NAME)? as usize).copied()
    }
}

impl Code for bool {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.uint(u64::from(*self));
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.input.bool()
    }
}

impl Code for u32 {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.uint(u64::from(*self));
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.input.index()
    }
}

impl Code for u8 {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.uint(u64::from(*self));
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        u8::try_from(r.input.uint()?).map_err(|_| Broken)
    }
}

impl Code for i64 {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.int(*self);
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.input.int()
    }
}

impl<T: Code> Code for Option<T> {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        self.is_some().write(w)?;
        self.iter().try_for_each(|value| value.write(w))
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.input.bool()?.then(|| T::read(r)).transpose()
    }
}

impl<T: Code> Code for Vec<T> {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.len(self.len());
        self.iter().try_for_each(|item| item.write(w))
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let len = r.input.len()?;
        (0..len).map(|_| T::read(r)).collect()
    }
}

impl<A: Code, B: Code> Code for (A, B) {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        self.0.write(w)?;
        self.1.write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        Ok((A::read(r)?, B::read(r)?))
    }
}

impl Code for String {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.bytes(self.as_bytes());
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.input.text().map(str::to_owned)
    }
}

impl Code for Symbol {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.package.symbol(&mut w.out, *self);
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.reader.next_symbol(&mut r.input)
    }
}

impl Code for TypeId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let number = w.package.type_number(*self)?;
        w.out.uint(number.into());
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        r.reader.next_type(&mut r.input)
    }
}

impl Code for PackageId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.out.uint(w.package.package(Some(*self)));
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let tag = r.input.uint()?;
        r.reader.package(tag)?.ok_or(Broken)
    }
}

impl Code for Constant {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        super::constant::write_constant(&mut w.out, self)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        super::constant::read_constant(&mut r.input, 0)
    }
}

/// A package-level object or a method, a method of an instance, or one that is found by name
/// through the type it belongs to.
impl Code for ObjId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        match w.package.object_ref(*self)? {
            ObjectRef::Declared(bytes) => {
                w.out.uint(0);
                w.out.0.extend(bytes);
            }
            ObjectRef::OfInstance(instance, declared) => {
                w.out.uint(1);
                instance.write(w)?;
                w.out.0.extend(declared);
            }
            ObjectRef::ByName(package, name) => {
                w.out.uint(2);
                w.out.uint(w.package.package(package));
                name.write(w)?;
            }
        }
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        match r.input.uint()? {
            0 => r.reader.next_object(&mut r.input, 0),
            1 => {
                let instance = TypeId::read(r)?;
                let declared = r.reader.next_object(&mut r.input, 0)?;
                let store = r.reader.store;
                let generic = store.generic_of(instance).ok_or(Broken)?;
                if !store.declared_methods(generic).contains(&declared) {
                    return Err(Broken);
                }
                Ok(store.instance_method(instance, declared))
            }
            2 => {
                let tag = r.input.uint()?;
                let package = r.reader.package(tag)?;
                let number = FIRST_BY_NAME.checked_add(r.by_name.len() as u32).ok_or(Broken)?;
                let name = Symbol::read(r)?;
                r.by_name.push((package, name));
                Ok(ObjId(number))
            }
            _ => Err(Broken),
        }
    }
}

mod place {
    pub const NONE: u64 = 0;
    pub const AUTOGENERATED: u64 = 1;
    pub const OUTSIDE: u64 = 2;
    /// In a file of another package.
    pub const ELSEWHERE: u64 = 3;
    pub const FIRST_FILE: u64 = 4;
}

/// Bits of a place that are its column.
const COLUMN_BITS: u32 = 10;
/// Columns from here on are all the same.
const MAX_COLUMN: u32 = (1 << COLUMN_BITS) - 1;

/// The line and column of a place in a file of a package.
pub(super) fn line_column(offset: u32) -> (u32, u32) {
    (offset >> COLUMN_BITS, offset & MAX_COLUMN)
}

/// Line and column in a file of the package, the line relative to the one before.
impl Code for Pos {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        match *self {
            Pos::NONE => w.out.uint(place::NONE),
            Pos::AUTOGENERATED => w.out.uint(place::AUTOGENERATED),
            pos if w.package.cx.place.is_some() => match w.package.place(pos) {
                Some((home, file)) if home == w.package.package => {
                    w.out.uint(place::FIRST_FILE + u64::from(file));
                    w.offset(pos.offset);
                }
                Some((home, file)) => {
                    w.out.uint(place::ELSEWHERE);
                    let home = w.package.package(Some(home));
                    w.out.uint(home);
                    w.out.uint(file.into());
                    w.offset(pos.offset);
                }
                None => w.out.uint(place::OUTSIDE),
            },
            pos if !pos.is_known() => w.out.uint(place::OUTSIDE),
            pos => {
                let file = w.package.file(pos.file);
                w.out.uint(place::FIRST_FILE + u64::from(file));
                let (line, column) = w.package.cx.sources.line_column(pos);
                w.offset(line);
                w.out.uint(column.min(MAX_COLUMN).into());
            }
        }
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        Ok(match r.input.uint()? {
            place::NONE => Pos::NONE,
            place::AUTOGENERATED => Pos::AUTOGENERATED,
            place::OUTSIDE => Pos::OUTSIDE,
            place::ELSEWHERE => {
                let home = r.input.uint()?;
                let number = r.reader.other(home)?;
                let (file, offset) = (r.input.index()?, r.offset()?);
                let Reader { library, store, .. } = r.reader;
                match library.file(number, file) {
                    Some(file) => Pos::new(file, offset),
                    None => Pos::outside(library.package_id(store, number)?.0, file, offset),
                }
            }
            file => {
                let file = u32::try_from(file - place::FIRST_FILE).map_err(|_| Broken)?;
                if r.reader.facts.has_positions {
                    let file = r.reader.library.file(r.reader.number, file).ok_or(Broken)?;
                    return Ok(Pos::new(file, r.offset()?));
                }
                let (line, column) = (r.offset()?, r.input.index()?);
                if line > u32::MAX >> COLUMN_BITS || column > MAX_COLUMN {
                    return Err(Broken);
                }
                Pos::outside(r.home.0, file, line << COLUMN_BITS | column)
            }
        })
    }
}

impl PackageWriter<'_> {
    /// The number of a file of the package, among those that are mentioned.
    pub fn file(&mut self, file: FileId) -> u32 {
        let known = self.files.iter().position(|&f| f == file);
        known.unwrap_or_else(|| {
            self.files.push(file);
            self.files.len() - 1
        }) as u32
    }

    /// The package of a position and which of its files it is in, in facts with positions.
    pub fn place(&self, pos: Pos) -> Option<(PackageId, u32)> {
        match pos.outside_file() {
            Some((package, file)) => Some((PackageId(package), file)),
            None => self.cx.place?(pos.file),
        }
    }
}
