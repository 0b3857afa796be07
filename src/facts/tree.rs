//! Generic functions, which are compiled where they are instantiated.
//!
//! In: the checked tree of a declaration. Out: bytes, and back: nodes with what the checker found
//! out about each, as a package of one file with one declaration.
//! Invariants: every tree is in a file of its own; what it declares is made when it is read;
//! positions only tell nodes apart, but for types that it declares, which are in it. In facts with
//! positions a tree is in the file that it is from, as is everything.

use super::body::name_lookup;
use super::bytes::{Broken, Input, Read};
use super::code::{Code, CodeReader, CodeWriter, coded};
use super::read::Reader;
use super::write::{PackageWriter, Written};
use crate::source::{FileId, Pos, Span};
use crate::syntax::ast::{
    Block, BlockId, BranchKind, ChanDir, Clause, ClauseHead, Decl, DeclId, DeclKind, Directive, Element,
    Expr, ExprId, ExprKind, Field, File, ForStmt, Ident, IfStmt, InterfaceElem, Item, List, LitKind,
    Signature, SignatureId, SliceTail, Stmt, StmtId, StmtKind, UnaryOp,
};
use crate::types::{
    Builtin, CheckedPackage, Constant, FileInfo, Mode, ObjId, Object, ObjectKind, Selection, SelectionKind,
    SourcePackage, Type, TypeAndValue, TypeId, TypeStore, VarKind,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

coded! {
    struct Lines { file, first, start, lengths }
    struct Ident { name, offset }
    struct Directive { offset, name, args }
    struct Block { stmts, span }
    struct Signature { type_params, params, results, span }
    struct Field { name, ty, embedded, tag }
    struct Element { key, value, pos }
    struct IfStmt { init, cond, then, els }
    struct ForStmt { init, cond, post, body }
    enum LitKind { 0 Int, 1 Float, 2 Imag, 3 Rune, 4 String }
    enum UnaryOp { 0 Plus, 1 Neg, 2 Not, 3 BitNot, 4 Addr, 5 Recv }
    enum ChanDir { 0 Both, 1 Send, 2 Recv }
    enum SliceTail { 0 Open, 1 Hi(hi), 2 Full(list) }
    enum InterfaceElem { 0 Method { name, signature }, 1 Embedded(ty) }
    enum BranchKind { 0 Break, 1 Continue, 2 Goto, 3 Fallthrough }
    enum ClauseHead { 0 Default, 1 Cases(list), 2 Comm(stmt) }
    enum DeclKind {
        0 Bad, 1 Import { name, path }, 2 Const { names, ty, values }, 3 Var { names, ty, values },
        4 Type { name, type_params, alias, ty }, 5 Func { recv, name, signature, body }
    }
    enum ExprKind {
        0 Bad, 1 Name(name), 2 BasicLit(kind), 3 Paren(x), 4 Selector { x, sel }, 5 Index { x, indices },
        6 Slice { x, lo, tail }, 7 TypeAssert { x, ty }, 8 Call { fun, args, spread }, 9 Star(x),
        10 Unary { op, x }, 11 Binary { op, x, y }, 12 CompositeLit { ty, elements },
        13 FuncLit { signature, body }, 14 ArrayType { len, elem }, 15 SliceType(elem),
        16 StructType(fields), 17 FuncType(signature), 18 InterfaceType(list), 19 MapType { key, value },
        20 ChanType { dir, elem }, 21 Variadic(elem), 22 Tilde(ty)
    }
    enum StmtKind {
        0 Bad, 1 Empty, 2 Expr(x), 3 Send { chan, value }, 4 IncDec { x, inc }, 5 Assign { lhs, rhs },
        6 Define { lhs, rhs }, 7 OpAssign { op, x, y }, 8 Go(call), 9 Defer(call), 10 Return(values),
        11 Branch { kind, label }, 12 Block(block), 13 If(stmt), 14 Switch { init, tag, clauses },
        15 TypeSwitch { init, guard, clauses }, 16 Select(clauses), 17 For(stmt),
        18 Range { lhs, define, x, body, range }, 19 Labeled { label, stmt }, 20 Decl(decls)
    }
    enum Mode {
        0 Invalid, 1 NoValue, 2 Builtin(builtin), 3 Type, 4 Constant, 5 Variable, 6 MapIndex, 7 Value,
        8 Nil, 9 CommaOk
    }
    enum SelectionKind { 0 Field, 1 MethodValue, 2 MethodExpr }
    enum Builtin {
        0 Append, 1 Cap, 2 Clear, 3 Close, 4 Complex, 5 Copy, 6 Delete, 7 Imag, 8 Len, 9 Make, 10 Max,
        11 Min, 12 New, 13 Panic, 14 Print, 15 Println, 16 Real, 17 Recover, 18 UnsafeAdd,
        19 UnsafeAlignof, 20 UnsafeOffsetof, 21 UnsafeSizeof, 22 UnsafeSlice, 23 UnsafeSliceData,
        24 UnsafeString, 25 UnsafeStringData
    }
}

/// A tree that is written.
pub(super) struct Source<'a> {
    file: &'a File,
    info: &'a FileInfo,
    /// The parameters of signatures that were met: the signature's type, and which one.
    params: FxHashMap<ObjId, (TypeId, u32)>,
    /// What the tree declares itself.
    locals: FxHashMap<ObjId, u32>,
}

/// A tree that is read.
pub(super) struct Made {
    file: File,
    info: FileInfo,
    locals: Vec<ObjId>,
}

/// A generic function.
#[derive(Debug)]
pub(super) struct GenericTree {
    /// The declaration, as all there is of a package.
    pub source: SourcePackage,
    /// The objects that it mentions.
    pub mentions: Vec<ObjId>,
    /// Where its lines start.
    pub lines: Lines,
}

/// Where the lines of a declaration start.
#[derive(Debug)]
pub(super) struct Lines {
    /// Its file, as the package numbers them.
    pub file: u32,
    /// The number of its first line.
    first: u32,
    /// Where that starts.
    start: u32,
    /// The length of each but the last.
    lengths: Vec<u32>,
}

impl Lines {
    fn of(package: &mut PackageWriter<'_>, file: FileId, span: Span) -> Lines {
        let (first, column) = package.cx.sources.line_column(Pos::new(file, span.start));
        let start = span.start + 1 - column;
        let starts = &package.cx.sources.file(file).line_starts[first as usize - 1..];
        let inside = starts.partition_point(|&start| start < span.end);
        let lengths = starts[..inside].windows(2).map(|pair| pair[1] - pair[0]).collect();
        Lines { file: package.file(file), first, start, lengths }
    }

    /// The line and column of an offset.
    pub fn line_column(&self, offset: u32) -> Option<(u32, u32)> {
        let (mut line, mut left) = (self.first, offset.checked_sub(self.start)?);
        for &length in &self.lengths {
            if left < length {
                break;
            }
            left -= length;
            line = line.checked_add(1)?;
        }
        Some((line, left.checked_add(1)?))
    }
}

/// The receiver, parameters and results of a signature.
fn params_of(types: &TypeStore, signature: TypeId) -> Vec<ObjId> {
    match types.get(types.unalias(signature)) {
        Type::Signature(s) => s.recv.iter().chain(&s.params).chain(&s.results).copied().collect(),
        _ => Vec::new(),
    }
}

impl<'a> Source<'a> {
    fn note_params(&mut self, types: &TypeStore, signature: TypeId) {
        for (i, param) in params_of(types, signature).into_iter().enumerate() {
            self.params.entry(param).or_insert((types.unalias(signature), i as u32));
        }
    }
}

impl<'w> CodeWriter<'w, '_> {
    fn source(&self) -> Written<(&'w File, &'w FileInfo)> {
        self.source.as_ref().map(|source| (source.file, source.info)).ok_or_else(|| "no tree".into())
    }

    /// An object that something stands for.
    fn object(&mut self, obj: Option<ObjId>) -> Written<()> {
        let types = self.package.cx.types;
        let Some(obj) = obj else { return 0u32.write(self) };
        let object = types.object(obj);
        let known = self.source.as_ref().and_then(|source| source.params.get(&obj).copied());
        if let Some((signature, index)) = known {
            3u32.write(self)?;
            signature.write(self)?;
            return index.write(self);
        }
        match &object.kind {
            // What they mean is known without them.
            ObjectKind::PkgName(_)
            | ObjectKind::Label
            | ObjectKind::Builtin(_)
            | ObjectKind::Nil
            | ObjectKind::Var(VarKind::Field | VarKind::Embedded) => 0u32.write(self),
            _ if object.package.is_none() => 0u32.write(self),
            ObjectKind::TypeName => {
                2u32.write(self)?;
                types.type_of(obj).write(self)
            }
            ObjectKind::Func | ObjectKind::Var(VarKind::Package) => {
                1u32.write(self)?;
                obj.write(self)
            }
            ObjectKind::Const(_)
                if object.package.is_some_and(|home| types.member(home, object.name) == Some(obj)) =>
            {
                1u32.write(self)?;
                obj.write(self)
            }
            kind => {
                let Some(source) = &mut self.source else { return Err("no tree".into()) };
                let next = source.locals.len() as u32;
                let number = *source.locals.entry(obj).or_insert(next);
                4u32.write(self)?;
                number.write(self)?;
                if number < next {
                    return Ok(());
                }
                let value = match kind {
                    ObjectKind::Const(value) => Some(value.get().ok_or("a constant without value")?.clone()),
                    _ => None,
                };
                object.name.write(self)?;
                if self.package.cx.place.is_some() {
                    object.pos.offset.write(self)?;
                }
                types.type_of(obj).write(self)?;
                value.write(self)
            }
        }
    }
}

impl CodeReader<'_> {
    fn tree(&mut self) -> Read<&mut Made> {
        self.tree.as_deref_mut().ok_or(Broken)
    }

    fn object(&mut self) -> Read<Option<ObjId>> {
        let store = self.reader.store;
        Ok(Some(match self.input.uint()? {
            0 => return Ok(None),
            1 => {
                let obj = ObjId::read(self)?;
                match self.named(obj) {
                    Some(_) => return Ok(None),
                    None => obj,
                }
            }
            2 => match store.get(TypeId::read(self)?) {
                Type::Named(named) => named.obj,
                Type::Alias { obj, .. } | Type::TypeParam { obj, .. } => *obj,
                _ => return Ok(None),
            },
            3 => {
                let signature = TypeId::read(self)?;
                let index = u32::read(self)? as usize;
                *params_of(store, signature).get(index).ok_or(Broken)?
            }
            4 => {
                let number = u32::read(self)? as usize;
                let known = &self.tree()?.locals;
                match (known.get(number), number == known.len()) {
                    (Some(&known), _) => known,
                    (None, false) => return Err(Broken),
                    (None, true) => {
                        let name = Code::read(self)?;
                        let pos = match self.reader.facts.has_positions {
                            true => Pos::new(self.tree()?.file.id, u32::read(self)?),
                            false => Pos::OUTSIDE,
                        };
                        let ty = TypeId::read(self)?;
                        let kind = match Option::<Constant>::read(self)? {
                            Some(value) => ObjectKind::Const(OnceLock::from(value)),
                            None => ObjectKind::Var(VarKind::Local),
                        };
                        let (package, ty) = (Some(self.home), OnceLock::from(ty));
                        let obj = store.add_object(Object { kind, name, pos, package, ty });
                        self.tree()?.locals.push(obj);
                        obj
                    }
                }
            }
            _ => return Err(Broken),
        }))
    }
}

/// What a name declares follows it.
fn write_declared(w: &mut CodeWriter<'_, '_>, offset: u32) -> Written<()> {
    let (_, info) = w.source()?;
    w.object(info.offset_def.get(&offset).copied())
}

fn read_declared(r: &mut CodeReader<'_>, offset: u32) -> Read<()> {
    if let Some(obj) = r.object()? {
        r.tree()?.info.offset_def.insert(offset, obj);
    }
    Ok(())
}

impl Code for Span {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.offset(self.start);
        self.end.saturating_sub(self.start).write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let start = r.offset()?;
        Ok(Span::new(start, start.checked_add(u32::read(r)?).ok_or(Broken)?))
    }
}

impl<T: Item + Code + Copy> Code for List<T> {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let (file, _) = w.source()?;
        let items = file.list(*self);
        w.out.len(items.len());
        items.iter().try_for_each(|item| item.write(w))
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let items = Vec::<T>::read(r)?;
        Ok(r.tree()?.file.alloc_list(items))
    }
}

/// What the checker knows about an expression.
mod known {
    pub const TYPE: u32 = 1;
    pub const USE: u32 = 2;
    pub const SELECTION: u32 = 4;
    pub const INSTANCE: u32 = 8;
    pub const DECLARES: u32 = 16;
}

impl Code for ExprId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let (file, info) = w.source()?;
        let expr = &file.exprs[*self];
        let value = info.expr_type.get(*self);
        let used = info.expr_use.get(*self);
        let selection = info.expr_selection.get(self);
        let instance = info.expr_instance.get(self);
        let is_name = matches!(expr.kind, ExprKind::Name(_));
        let declares = is_name && info.offset_def.contains_key(&expr.span.start);
        let flag = |on: bool, flag: u32| if on { flag } else { 0 };
        let flags = flag(value.is_some(), known::TYPE)
            | flag(used.is_some(), known::USE)
            | flag(selection.is_some(), known::SELECTION)
            | flag(instance.is_some(), known::INSTANCE)
            | flag(declares, known::DECLARES);
        flags.write(w)?;
        expr.span.write(w)?;
        expr.pos.wrapping_sub(expr.span.start).write(w)?;
        let types = w.package.cx.types;
        if let Some(value) = value {
            if let (ExprKind::FuncLit { .. }, Some(source)) = (expr.kind, &mut w.source) {
                source.note_params(types, value.ty);
            }
            value.write(w)?;
        }
        if used.is_some() {
            w.object(used.copied())?;
        }
        selection.iter().try_for_each(|selection| selection.write(w))?;
        instance.iter().try_for_each(|args| args.write(w))?;
        if declares {
            write_declared(w, expr.span.start)?;
        }
        let is_literal = matches!(expr.kind, ExprKind::BasicLit(_));
        is_literal.then(|| w.package.cx.sources.slice(file.id, expr.span).to_owned()).write(w)?;
        w.nested(|w| expr.kind.write(w))
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let flags = u32::read(r)?;
        let span = Span::read(r)?;
        let pos = u32::read(r)?.wrapping_add(span.start);
        let has = |flag: u32| flags & flag != 0;
        let value = has(known::TYPE).then(|| TypeAndValue::read(r)).transpose()?;
        let used = if has(known::USE) { r.object()? } else { None };
        let selection = has(known::SELECTION).then(|| Selection::read(r)).transpose()?;
        let instance = has(known::INSTANCE).then(|| Vec::read(r)).transpose()?;
        if has(known::DECLARES) {
            read_declared(r, span.start)?;
        }
        let text = Option::<String>::read(r)?;
        let kind = r.nested(ExprKind::read)?;
        let made = r.tree()?;
        let id = made.file.exprs.alloc(Expr { kind, span, pos });
        made.file.literals.extend(text.map(|text| (span.start, text.into_boxed_str())));
        let info = &mut made.info;
        if let Some(value) = value {
            info.expr_type.insert(id, value);
        }
        if let Some(used) = used {
            info.expr_use.insert(id, used);
        }
        info.expr_selection.extend(selection.map(|selection| (id, selection)));
        info.expr_instance.extend(instance.map(|args| (id, args)));
        Ok(id)
    }
}

/// Builtin functions have no type.
impl Code for TypeAndValue {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        self.mode.write(w)?;
        Some(self.ty).filter(|&ty| ty != TypeId::INVALID).write(w)?;
        self.value.write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let mode = Mode::read(r)?;
        let ty = Option::read(r)?.unwrap_or(TypeId::INVALID);
        Ok(TypeAndValue { mode, ty, value: Code::read(r)? })
    }
}

/// The field or method is found in the type once more.
impl Code for Selection {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let types = w.package.cx.types;
        let object = types.object(self.obj);
        self.kind.write(w)?;
        self.recv.write(w)?;
        object.name.write(w)?;
        object.package.write(w)?;
        self.path.write(w)?;
        self.indirect.write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let (kind, recv) = (SelectionKind::read(r)?, TypeId::read(r)?);
        let (name, package) = (Code::read(r)?, Code::read(r)?);
        let obj = name_lookup(r, recv, package, name)?;
        Ok(Selection { kind, recv, obj, path: Code::read(r)?, indirect: Code::read(r)? })
    }
}

impl Code for StmtId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let stmt = &w.source()?.0.stmts[*self];
        stmt.span.write(w)?;
        stmt.pos.wrapping_sub(stmt.span.start).write(w)?;
        w.nested(|w| stmt.kind.write(w))
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let span = Span::read(r)?;
        let pos = u32::read(r)?.wrapping_add(span.start);
        let kind = r.nested(StmtKind::read)?;
        Ok(r.tree()?.file.stmts.alloc(Stmt { kind, span, pos }))
    }
}

impl Code for BlockId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.source()?.0.blocks[*self].write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let block = Block::read(r)?;
        Ok(r.tree()?.file.blocks.alloc(block))
    }
}

impl Code for SignatureId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        w.source()?.0.signatures[*self].write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let signature = Signature::read(r)?;
        Ok(r.tree()?.file.signatures.alloc(signature))
    }
}

/// What names of a declaration declare comes behind it.
impl Code for DeclId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let (file, _) = w.source()?;
        let Decl { kind, span, pos, group, index } = &file.decls[*self];
        span.write(w)?;
        pos.wrapping_sub(span.start).write(w)?;
        group.write(w)?;
        index.write(w)?;
        kind.write(w)?;
        names_of(file, kind).into_iter().try_for_each(|name| write_declared(w, name.offset))
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let span = Span::read(r)?;
        let pos = u32::read(r)?.wrapping_add(span.start);
        let (group, index) = (u32::read(r)?, u32::read(r)?);
        let kind = DeclKind::read(r)?;
        for name in names_of(&r.tree()?.file, &kind) {
            read_declared(r, name.offset)?;
        }
        Ok(r.tree()?.file.decls.alloc(Decl { kind, span, pos, group, index }))
    }
}

fn names_of(file: &File, kind: &DeclKind) -> Vec<Ident> {
    match *kind {
        DeclKind::Const { names, .. } | DeclKind::Var { names, .. } => file.list(names).to_vec(),
        _ => Vec::new(),
    }
}

impl Code for Clause {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let (_, info) = w.source()?;
        self.span.write(w)?;
        self.pos.write(w)?;
        self.colon.write(w)?;
        w.object(info.clause_var.get(&self.pos).copied())?;
        self.head.write(w)?;
        self.body.write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let (span, pos, colon) = (Span::read(r)?, u32::read(r)?, u32::read(r)?);
        if let Some(var) = r.object()? {
            r.tree()?.info.clause_var.insert(pos, var);
        }
        Ok(Clause { head: Code::read(r)?, body: Code::read(r)?, span, pos, colon })
    }
}

/// The declaration of a generic function; nothing if it has none that could be compiled.
pub(super) fn write_tree(package: &mut PackageWriter<'_>, func: ObjId) -> Written<Option<Vec<u8>>> {
    let types = package.cx.types;
    let object = types.object(func);
    let source = package.cx.program.package(package.package);
    let found = source.and_then(|source| source.declaration(object.pos));
    let (Some(source), Some((index, decl))) = (source, found) else { return Ok(None) };
    let (file, info) = (&source.trees[index], &source.checked.files[index]);
    let mut tree = Source { file, info, params: FxHashMap::default(), locals: FxHashMap::default() };
    tree.note_params(types, types.type_of(func));
    let at = file.top_decls.iter().position(|&d| d == decl).unwrap_or(0);
    let since = at.checked_sub(1).map_or(0, |i| file.decls[file.top_decls[i]].span.end);
    let decl_span = file.decls[decl].span;
    let until = decl_span.end;
    let directives: Vec<Directive> =
        file.directives.iter().filter(|d| (since..until).contains(&d.offset)).cloned().collect();
    package.tree_spans.push((file.id, decl_span.start..until));
    let lines = Lines::of(package, file.id, decl_span);
    let place = package.place(Pos::new(file.id, 0)).map(|(_, file)| file);
    let nothing = crate::ir::Package::new(package.package);
    let mut w = CodeWriter::new(package, &nothing);
    w.source = Some(tree);
    place.iter().try_for_each(|index| index.write(&mut w))?;
    info.language.write(&mut w)?;
    lines.write(&mut w)?;
    directives.write(&mut w)?;
    decl.write(&mut w)?;
    Ok(Some(w.out.0))
}

impl Reader<'_> {
    /// The generic function with a number.
    pub fn make_tree(&self, number: u32, input: Input<'_>) -> Read<GenericTree> {
        let mut r = CodeReader::new(input, *self)?;
        let id = match self.facts.has_positions {
            true => self.library.file(self.number, u32::read(&mut r)?).ok_or(Broken)?,
            false => Pos::tree_outside(r.home.0, number),
        };
        let (file, info) = (File::new(id), FileInfo::default());
        r.tree = Some(Box::new(Made { file, info, locals: Vec::new() }));
        let language = u8::read(&mut r)?;
        let lines = Lines::read(&mut r)?;
        let directives = Vec::read(&mut r)?;
        let decl = DeclId::read(&mut r)?;
        let package = r.home;
        if !r.input.is_empty() {
            return Err(Broken);
        }
        let Made { mut file, mut info, .. } = *r.tree.ok_or(Broken)?;
        info.language = language;
        file.directives = directives;
        file.top_decls.push(decl);
        let mut mentions: Vec<ObjId> = info.expr_use.iter().map(|(_, &obj)| obj).collect();
        mentions.extend(info.expr_selection.values().map(|selection| selection.obj));
        mentions.sort_unstable();
        mentions.dedup();
        let checked = CheckedPackage {
            package,
            files: vec![info],
            init_order: Vec::new(),
            errors: Vec::new(),
            broken: FxHashSet::default(),
            invalid_objects: FxHashSet::default(),
            spellable: true,
            distrust: FxHashMap::default(),
        };
        Ok(GenericTree { source: SourcePackage { trees: vec![file], checked }, mentions, lines })
    }
}
