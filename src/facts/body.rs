//! Bodies that importers copy in place of calls.
//!
//! In: an [`Inlinable`]. Out: bytes, and back: first what it costs, then, if it has one that others
//! can copy, its body: its variables and functions, and their statements as trees.
//! Invariants: nodes are read in the order that [`Body`] demands, those of literals last.

use super::bytes::{Broken, Read};
use super::code::{Code, CodeReader, CodeWriter, coded};
use super::read::Reader;
use super::write::{PackageWriter, Written};
use crate::inline::body::{Body, Named, ROOT};
use crate::inline::{Candidate, Inlinable};
use crate::ir::features::Features;
use crate::ir::{
    AssignOp, BuiltinOp, CallKind, Case, CommClause, ConvKind, Counters, Expr, ExprId, ExprKind, ExprSource,
    FieldRef, Func, FuncId, FuncKind, FuncRef, LitElem, LitKind, Pragma, SliceKind, Stmt, StmtId, StmtKind,
    UnaryOp, Var, VarClass, VarId,
};
use crate::source::{Pos, Symbol};
use crate::syntax::ast::BinaryOp;
use crate::types::lookup::lookup_field_or_method;
use crate::types::{ObjId, Object, ObjectKind, PackageId, Type, TypeId, VarKind};
use la_arena::{Idx, RawIdx};
use rustc_hash::FxHashSet;
use std::sync::{Arc, OnceLock};

coded! {
    struct Candidate { cost, literal, late_results }
    struct LitElem { field, key, value, pos }
    struct Case { pos, var, values, body }
    struct CommClause { pos, comm, body }
    struct ExprSource { text, precedence }
    struct Pragma {
        noinline, noescape, uintptr_escapes, uintptr_keep_alive, nosplit, norace, nocheckptr,
        yes_write_barrier_rec, cgo_unsafe_args
    }
    struct Counters { literals, wrappers, range_bodies, ends }
    enum FuncKind {
        0 Declared, 1 Literal, 2 RangeBody, 3 PackageInit, 4 MapInit, 5 GoWrapper, 6 DeferWrapper,
        7 Curry, 8 MethodWrapper, 9 MethodValueWrapper, 10 AbiWrapper, 11 TypeRoutine
    }
    enum VarClass { 0 Param, 1 Result, 2 Local }
    enum FuncRef { 0 Local(func), 1 Extern(obj), 2 Runtime(name) }
    enum UnaryOp { 0 Plus, 1 Neg, 2 BitNot, 3 Not }
    enum BinaryOp {
        0 OrOr, 1 AndAnd, 2 Eq, 3 Ne, 4 Lt, 5 Le, 6 Gt, 7 Ge, 8 Add, 9 Sub, 10 Or, 11 Xor, 12 Mul,
        13 Div, 14 Rem, 15 And, 16 AndNot, 17 Shl, 18 Shr
    }
    enum SliceKind { 0 Slice, 1 Array, 2 String }
    enum ConvKind {
        0 Nop, 1 Number, 2 Interface, 3 StringToBytes, 4 BytesToString, 5 StringToRunes,
        6 RunesToString, 7 RuneToString, 8 SliceToArray, 9 SliceToArrayPtr
    }
    enum CallKind { 0 Func, 1 Interface }
    enum AssignOp { 0 Pairs, 1 Call, 2 TypeAssert, 3 MapRead, 4 Recv }
    enum LitKind { 0 Struct, 1 Array, 2 Slice { len }, 3 Map }
    enum BuiltinOp {
        0 Append, 1 Cap, 2 Clear, 3 Close, 4 Complex, 5 Copy, 6 Delete, 7 Imag, 8 Len, 9 Max,
        10 Min, 11 Panic, 12 Print, 13 Println, 14 Real, 15 Recover, 16 UnsafeAdd, 17 UnsafeSlice,
        18 UnsafeSliceData, 19 UnsafeString, 20 UnsafeStringData, 21 StringPointer
    }
    enum ExprKind {
        0 Var(var), 1 Global(obj), 2 StaticData { symbol, offset }, 3 Blank, 4 Func(func),
        5 MethodExpr { recv, name, target, obj }, 6 Nil, 7 Literal(value), 8 Type(ty),
        9 Unary { op, x }, 10 Binary { op, x, y }, 11 Concat(list), 12 Recv(x), 13 AddrOf(x),
        14 Deref(x), 15 Dot { x, field }, 16 DotPtr { x, field }, 17 DotInterface { x, name, obj },
        18 MethodValue { x, name, obj, target }, 19 Index { x, index },
        20 IndexMap { x, index, assigned }, 21 Slice { kind, x, lo, hi, max }, 22 Conv { kind, x },
        23 TypeAssert { x, ty, comma_ok }, 24 Call { kind, fun, args, spread, go_defer },
        25 Builtin { op, args, spread }, 26 New(ty), 27 MakeSlice { len, cap }, 28 MakeMap { hint },
        29 MakeChan { size }, 30 CompositeLit { kind, elems }, 31 PtrLit(x), 32 Closure(func),
        33 InlinedCall { func, body, results }
    }
    enum StmtKind {
        0 Declare(var), 1 Expr(x), 2 Assign { lhs, rhs, define }, 3 AssignList { op, lhs, rhs, define },
        4 AssignBinary { op, x, y, inc_dec }, 5 Block(body), 6 If { cond, then, els },
        7 For { cond, post, body, label, distinct_vars },
        8 Range { x, key, value, body, label, define, distinct_vars }, 9 Switch { tag, cases, label },
        10 TypeSwitch { x, tag, cases, label }, 11 Select { cases, label }, 12 Return(values),
        13 Go(call), 14 Defer { call, in_range_func }, 15 Send { chan, value }, 16 Label(name),
        17 Goto(name), 18 Break(label), 19 Continue(label), 20 Fallthrough
    }
}

fn raw<T>(id: Idx<T>) -> u32 {
    id.into_raw().into_u32()
}

fn idx<T>(number: u32) -> Idx<T> {
    Idx::from_raw(RawIdx::from_u32(number))
}

/// A number below `limit`.
fn numbered<T>(r: &mut CodeReader<'_>, limit: impl Fn(&CodeReader<'_>) -> u32) -> Read<Idx<T>> {
    let number = r.input.index()?;
    if number < limit(r) { Ok(idx(number)) } else { Err(Broken) }
}

impl Code for Features {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        self.bits().write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        Ok(Features::from_bits(u32::read(r)?))
    }
}

impl Code for VarId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        raw(*self).write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        numbered(r, |r| r.vars)
    }
}

impl Code for FuncId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        raw(*self).write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        numbered(r, |r| r.funcs)
    }
}

/// The statements come later, see [`write_body`].
impl Code for Func {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let Func {
            name,
            pos,
            kind,
            obj,
            signature,
            outer,
            params,
            has_receiver,
            results,
            vars,
            closure_vars,
            closure_param,
            body,
            pragma,
            dup_ok,
            home,
            copied,
            imported,
            shape_args,
            features,
            counters,
        } = self;
        name.write(w)?;
        pos.write(w)?;
        kind.write(w)?;
        obj.write(w)?;
        signature.write(w)?;
        outer.write(w)?;
        [params, results, vars, closure_vars].into_iter().try_for_each(|list| list.write(w))?;
        closure_param.write(w)?;
        pragma.write(w)?;
        let flags = [*has_receiver, *dup_ok, *copied, *imported, body.is_some()];
        flags.into_iter().try_for_each(|flag| flag.write(w))?;
        home.write(w)?;
        shape_args.write(w)?;
        features.write(w)?;
        counters.write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let (name, pos, kind) = (Symbol::read(r)?, Pos::read(r)?, FuncKind::read(r)?);
        let obj = Code::read(r)?;
        let mut func = Func::new(name, pos, kind, TypeId::read(r)?);
        func.obj = obj;
        func.outer = Code::read(r)?;
        for list in [&mut func.params, &mut func.results, &mut func.vars, &mut func.closure_vars] {
            *list = Code::read(r)?;
        }
        func.closure_param = Code::read(r)?;
        func.pragma = Code::read(r)?;
        for flag in [&mut func.has_receiver, &mut func.dup_ok, &mut func.copied, &mut func.imported] {
            *flag = bool::read(r)?;
        }
        func.body = bool::read(r)?.then(Vec::new);
        func.home = Code::read(r)?;
        func.shape_args = Code::read(r)?;
        func.features = Code::read(r)?;
        func.counters = Code::read(r)?;
        Ok(func)
    }
}

/// What follows an expression's kind and type.
mod extra {
    pub const IMPLICIT: u64 = 1;
    pub const INIT: u64 = 2;
    pub const SOURCE: u64 = 4;
    pub const DYNAMIC: u64 = 8;
}

impl Code for ExprId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let ir = w.ir;
        let (expr, init, source) = (&ir.exprs[*self], ir.expr_init.get(*self), ir.expr_source.get(*self));
        if raw(*self) != w.exprs {
            return Err("expressions out of order".into());
        }
        w.exprs += 1;
        if let ExprKind::Closure(func) = expr.kind {
            w.closures.push(func);
        }
        let flag = |on: bool, flag: u64| if on { flag } else { 0 };
        w.out.uint(
            flag(expr.implicit, extra::IMPLICIT)
                | flag(init.is_some(), extra::INIT)
                | flag(source.is_some(), extra::SOURCE)
                | flag(ir.dynamic.contains(self), extra::DYNAMIC),
        );
        expr.ty.write(w)?;
        expr.pos.write(w)?;
        source.iter().try_for_each(|source| source.write(w))?;
        w.nested(|w| {
            init.iter().try_for_each(|init| init.write(w))?;
            expr.kind.write(w)
        })
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let flags = r.input.uint()?;
        let (ty, pos) = (TypeId::read(r)?, Pos::read(r)?);
        let implicit = flags & extra::IMPLICIT != 0;
        let id = r.ir.exprs.alloc(Expr { kind: ExprKind::Nil, ty, pos, implicit });
        if flags & extra::SOURCE != 0 {
            let source = ExprSource::read(r)?;
            r.ir.expr_source.insert(id, source);
        }
        if flags & extra::DYNAMIC != 0 {
            r.ir.dynamic.insert(id);
        }
        let before = r.closures.len();
        let kind = r.nested(|r| {
            if flags & extra::INIT != 0 {
                let init = Vec::read(r)?;
                r.ir.expr_init.insert(id, init);
            }
            ExprKind::read(r)
        })?;
        if let ExprKind::Closure(func) = kind {
            r.closures.insert(before, func);
        }
        r.ir.exprs[id].kind = kind;
        Ok(id)
    }
}

impl Code for StmtId {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let stmt = &w.ir.stmts[*self];
        let number = w.stmts.len() as u32;
        if w.stmts.insert(*self, number).is_some() || raw(*self) != number {
            return Err("statements out of order".into());
        }
        stmt.pos.write(w)?;
        w.nested(|w| {
            stmt.init.write(w)?;
            stmt.kind.write(w)
        })
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let pos = Pos::read(r)?;
        let id = r.ir.stmts.alloc(Stmt { kind: StmtKind::Fallthrough, pos, init: Vec::new() });
        let (init, kind) = r.nested(|r| Ok((Vec::read(r)?, StmtKind::read(r)?)))?;
        r.ir.stmts[id].init = init;
        r.ir.stmts[id].kind = kind;
        Ok(id)
    }
}

/// Which field is known by its place, once the type of the struct is.
impl Code for FieldRef {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        self.name.write(w)?;
        self.index.write(w)
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        Ok(FieldRef { obj: ObjId(u32::MAX), name: Code::read(r)?, index: Code::read(r)? })
    }
}

/// Where a variable is defined comes last, see [`write_body`]. Its object is as good as any other
/// of its name.
impl Code for Var {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        let Var {
            name, pos, ty, func, class, outer, auto_temp, obj, addr_taken, variadic, read_unseen, ..
        } = self;
        name.write(w)?;
        pos.write(w)?;
        ty.write(w)?;
        func.write(w)?;
        class.write(w)?;
        outer.write(w)?;
        let types = w.package.cx.types;
        let known = obj.map(|obj| (types.object(obj).name, types.object(obj).package));
        known.map(|(name, _)| name).write(w)?;
        known.and_then(|(_, package)| package).write(w)?;
        for flag in [auto_temp, addr_taken, variadic, read_unseen] {
            flag.write(w)?;
        }
        Ok(())
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        let (name, pos, ty) = (Symbol::read(r)?, Pos::read(r)?, TypeId::read(r)?);
        let func = FuncId::read(r)?;
        let mut var = Var::new(name, pos, ty, func, VarClass::read(r)?);
        var.outer = Code::read(r)?;
        let (declared, package) = (Option::<Symbol>::read(r)?, Code::read(r)?);
        var.obj = declared.map(|name| {
            let kind = ObjectKind::Var(VarKind::Local);
            r.reader.store.add_object(Object { kind, name, pos, package, ty: OnceLock::from(ty) })
        });
        for flag in [&mut var.auto_temp, &mut var.addr_taken, &mut var.variadic, &mut var.read_unseen] {
            *flag = bool::read(r)?;
        }
        Ok(var)
    }
}

impl Code for Named {
    fn write(&self, w: &mut CodeWriter<'_, '_>) -> Written<()> {
        match self {
            Named::Declared(obj) => {
                w.out.uint(0);
                obj.write(w)
            }
            Named::Instance(name) => {
                w.out.uint(1);
                w.package.note_instance(*name);
                name.write(w)
            }
            Named::Private(_) => Err("a function that nobody else can name".into()),
        }
    }
    fn read(r: &mut CodeReader<'_>) -> Read<Self> {
        match r.input.uint()? {
            0 => Ok(Named::Declared(Code::read(r)?)),
            1 => Ok(Named::Instance(Code::read(r)?)),
            _ => Err(Broken),
        }
    }
}

/// What importers need of a function: its cost, and its body if they can copy it.
pub(super) fn write_inlinable(package: &mut PackageWriter<'_>, inlinable: &Inlinable) -> Written<Vec<u8>> {
    let nothing = crate::ir::Package::new(package.package);
    let ir = inlinable.body.as_ref().map_or(&nothing, |body| &body.ir);
    let mut w = CodeWriter::new(package, ir);
    inlinable.candidate.write(&mut w)?;
    inlinable.body.is_some().write(&mut w)?;
    if let Some(body) = &inlinable.body {
        write_body(&mut w, body)?;
    }
    Ok(w.out.0)
}

fn write_body(w: &mut CodeWriter<'_, '_>, body: &Body) -> Written<()> {
    let ir = &body.ir;
    w.out.len(ir.vars.len());
    w.out.len(ir.funcs.len());
    body.own.write(w)?;
    body.named.write(w)?;
    for flag in [body.late_results, body.synthetic, body.reads_dict] {
        flag.write(w)?;
    }
    ir.vars.iter().try_for_each(|(_, var)| var.write(w))?;
    ir.funcs.iter().try_for_each(|(_, func)| func.write(w))?;
    let mut todo = vec![idx(ROOT)];
    while let Some(func) = todo.pop() {
        ir.funcs[func].body.iter().try_for_each(|body| body.write(w))?;
        todo.append(&mut w.closures);
    }
    for (_, var) in ir.vars.iter() {
        // A statement that is gone defines nothing.
        var.defn.and_then(|stmt| w.stmts.get(&stmt).copied()).write(w)?;
    }
    if (w.exprs as usize, w.stmts.len()) != (ir.exprs.len(), ir.stmts.len()) {
        return Err("nodes that nothing holds".into());
    }
    Ok(())
}

impl<'r> Reader<'r> {
    /// What the function with a number costs when it is copied.
    pub fn candidate(&self, number: u32) -> Read<Candidate> {
        Candidate::read(&mut CodeReader::new(self.facts.inlinable(number)?, *self)?)
    }

    /// The function with a number, as it is copied.
    pub fn inlinable(&self, number: u32) -> Read<&'r Arc<Inlinable>> {
        let slot = self.facts.made_inlinables.get(number as usize).ok_or(Broken)?;
        if let Some(made) = slot.get() {
            return Ok(made);
        }
        let mut r = CodeReader::new(self.facts.inlinable(number)?, *self)?;
        let candidate = Candidate::read(&mut r)?;
        let body = bool::read(&mut r)?.then(|| read_body(r)).transpose()?;
        Ok(slot.get_or_init(|| Arc::new(Inlinable { candidate, body: body.map(Arc::new) })))
    }
}

fn read_body(mut r: CodeReader<'_>) -> Read<Body> {
    (r.vars, r.funcs) = (r.input.len()? as u32, r.input.len()? as u32);
    let own = Named::read(&mut r)?;
    let named = Vec::<Named>::read(&mut r)?;
    let funcs = r.funcs.checked_sub(named.len() as u32).filter(|&funcs| funcs > 0).ok_or(Broken)?;
    let (late_results, synthetic, reads_dict) =
        (bool::read(&mut r)?, bool::read(&mut r)?, bool::read(&mut r)?);
    for _ in 0..r.vars {
        let var = Var::read(&mut r)?;
        r.ir.vars.alloc(var);
    }
    for _ in 0..r.funcs {
        let func = Func::read(&mut r)?;
        r.ir.funcs.alloc(func);
    }
    // The order in which a body's nodes are taken out of a package.
    let (mut exprs, mut stmts) = (0, 0);
    let (mut todo, mut done) = (vec![idx(ROOT)], FxHashSet::default());
    while let Some(func) = todo.pop() {
        if !done.insert(func) {
            return Err(Broken);
        }
        if r.ir.funcs[func].body.is_some() {
            r.ir.funcs[func].body = Some(Vec::read(&mut r)?);
        }
        todo.append(&mut r.closures);
        if raw(func) == ROOT {
            (exprs, stmts) = (r.ir.exprs.len() as u32, r.ir.stmts.len() as u32);
        }
    }
    for var in 0..r.vars {
        let defn = Option::<u32>::read(&mut r)?;
        if defn.is_some_and(|stmt| stmt as usize >= r.ir.stmts.len()) {
            return Err(Broken);
        }
        r.ir.vars[idx::<Var>(var)].defn = defn.map(idx);
    }
    if !r.input.is_empty() || captures_in_circles(&r) {
        return Err(Broken);
    }
    find_members(&mut r)?;
    Ok(Body { ir: r.ir, exprs, stmts, funcs, own, named, late_results, synthetic, reads_dict })
}

/// Whether some variable captures itself, or some literal is in itself.
fn captures_in_circles(r: &CodeReader<'_>) -> bool {
    let var = |(id, var): (VarId, &Var)| var.outer.is_some_and(|outer| raw(outer) >= r.vars || outer == id);
    let (vars, funcs) = (r.ir.vars.len(), r.ir.funcs.len());
    let long = |(id, _): (VarId, &Var)| {
        std::iter::successors(Some(id), |&id| r.ir.vars[id].outer).take(vars + 1).count() > vars
    };
    let deep = |(id, _): (FuncId, &Func)| {
        std::iter::successors(Some(id), |&id| r.ir.funcs[id].outer).take(funcs + 1).count() > funcs
    };
    r.ir.vars.iter().any(var) || r.ir.vars.iter().any(long) || r.ir.funcs.iter().any(deep)
}

/// What a type has under a name.
pub(super) fn name_lookup(
    r: &CodeReader<'_>,
    ty: TypeId,
    package: Option<PackageId>,
    name: Symbol,
) -> Read<ObjId> {
    let (store, names) = (r.reader.store, &r.reader.library.names);
    let found = lookup_field_or_method(store, names, ty, true, package.unwrap_or(r.home), name, false);
    found.obj().ok_or(Broken)
}

/// Finds the objects of fields and methods that are known by the type that has them.
fn find_members(r: &mut CodeReader<'_>) -> Read<()> {
    let store = r.reader.store;
    let fields = |ty: TypeId| match store.under(ty) {
        Type::Struct(s) => Ok(&s.fields),
        _ => Err(Broken),
    };
    let field = |ty: TypeId, field: &mut FieldRef| {
        let found = fields(ty)?.get(field.index as usize).filter(|f| f.name == field.name);
        field.obj = found.ok_or(Broken)?.obj;
        Read::Ok(())
    };
    let mut found = 0;
    let ids: Vec<ExprId> = r.ir.exprs.iter().map(|(id, _)| id).collect();
    for id in ids {
        let ty_of = |x: ExprId| r.ir.exprs[x].ty;
        let mut method = |ty: TypeId, obj: &mut ObjId| {
            if let Some((package, name)) = r.named(*obj) {
                *obj = name_lookup(r, ty, package, name)?;
                found += 1;
            }
            Read::Ok(())
        };
        let mut kind = r.ir.exprs[id].kind.clone();
        match &mut kind {
            ExprKind::Dot { x, field: f } => field(ty_of(*x), f)?,
            ExprKind::DotPtr { x, field: f } => match store.under(ty_of(*x)) {
                Type::Pointer(elem) => field(*elem, f)?,
                _ => return Err(Broken),
            },
            ExprKind::CompositeLit { elems, .. } => {
                for elem in elems {
                    elem.field.iter_mut().try_for_each(|f| field(r.ir.exprs[id].ty, f))?;
                }
            }
            ExprKind::DotInterface { x, obj, .. } => method(ty_of(*x), obj)?,
            ExprKind::MethodValue { x, obj, target, .. } => {
                method(ty_of(*x), obj)?;
                if let Some(FuncRef::Extern(target)) = target {
                    method(ty_of(*x), target)?;
                }
            }
            ExprKind::MethodExpr { recv, obj, target, .. } => {
                method(*recv, obj)?;
                if let FuncRef::Extern(target) = target {
                    method(*recv, target)?;
                }
            }
            _ => continue,
        }
        r.ir.exprs[id].kind = kind;
    }
    // Nothing else is found by name.
    if found == r.by_name.len() { Ok(()) } else { Err(Broken) }
}
