//! Equality and hash functions that types of the same layout share: since Go 1.27.
//!
//! In: a type. Out: the functions of its signature, if it needs any; they read memory at offsets
//! from their parameters, and compare the bytes of strings as late as they can.
//! Source: gc 1.27.3, on machines that load unaligned words.

use super::build::RoutineBuilder;
use super::signature::{Item, Signature};
use super::{PassContext, TypeRoutines};
use crate::ir::node::{ConvKind, ExprId, FuncId, FuncRef, Package};
use crate::syntax::ast::BinaryOp;
use crate::types::{Basic, TypeId};

/// Most bytes of memory that are compared without a call.
const MAX_LOADED: i64 = 64;

/// Makes the equality function of `ty`, if it needs one.
pub(super) fn equality(routines: &mut TypeRoutines, package: &mut Package, cx: &PassContext<'_>, ty: TypeId) {
    if let Some(signature) = Signature::of(cx, ty).filter(|s| !s.is_simple()) {
        equality_of(routines, package, cx, &signature);
    }
}

/// Signatures nest as deep as arrays do, which `Signature::of` bounds.
fn equality_of(
    routines: &mut TypeRoutines,
    package: &mut Package,
    cx: &PassContext<'_>,
    signature: &Signature,
) -> FuncId {
    let pointer = Basic::UnsafePointer.id();
    let params = [("p", pointer), ("q", pointer)];
    let name = format!(".eq.{signature}");
    let routine = match RoutineBuilder::new(routines, package, cx, &name, &params, ("r", Basic::Bool.id())) {
        Ok(routine) => routine,
        Err(func) => return func,
    };
    let func = routine.func;
    let mut comparer = Comparer { routine, offset: 0, last: None, strings: Vec::new() };
    signature.0.iter().for_each(|item| comparer.item(item));
    comparer.finish();
    func
}

/// An equality function being built.
struct Comparer<'p, 'a> {
    routine: RoutineBuilder<'p, 'a>,
    /// Where in the two values.
    offset: i64,
    /// The test that is not in the body yet: the last one becomes the result.
    last: Option<ExprId>,
    /// Strings whose lengths were compared, but not their bytes.
    strings: Vec<i64>,
}

impl Comparer<'_, '_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Memory(n) => self.memory(*n),
            Item::Skip(n) => self.offset += n,
            Item::Float32 => self.compare(Basic::Float32),
            Item::Float64 => self.compare(Basic::Float64),
            Item::String => {
                self.strings.push(self.offset);
                self.offset += self.word();
                self.compare(Basic::Uintptr);
            }
            Item::Interface => self.interface("ifaceeq"),
            Item::EmptyInterface => self.interface("efaceeq"),
            Item::Repeat(n, of) => self.repeat(*n, of),
        }
    }

    fn word(&self) -> i64 {
        self.routine.cx.sizes.word_size
    }

    /// Adds a test; the one before it jumps away if it fails.
    fn test(&mut self, test: ExprId) {
        self.flush_test();
        self.last = Some(test);
    }

    fn flush_test(&mut self) {
        if let Some(test) = self.last.take() {
            let stmt = self.routine.unless(test);
            self.routine.push(stmt);
        }
    }

    /// `unsafe.Add(p, offset)` of a parameter.
    fn at(&mut self, param: usize) -> ExprId {
        let (p, offset) = (self.routine.param(param), self.routine.int(self.offset, Basic::Uintptr));
        self.routine.add(p, offset)
    }

    /// The `ty` at the offset, of both parameters.
    fn load(&mut self, ty: TypeId, size: i64) -> [ExprId; 2] {
        let loaded = [0, 1].map(|param| {
            let at = self.at(param);
            let pointer = self.routine.routines.pointers.to(self.routine.cx, ty);
            let at = self.routine.convert(ConvKind::Nop, at, pointer);
            self.routine.deref(at)
        });
        self.offset += size;
        loaded
    }

    fn load_basic(&mut self, basic: Basic) -> [ExprId; 2] {
        self.load(basic.id(), self.routine.cx.sizes.basic_size(basic))
    }

    fn compare(&mut self, basic: Basic) {
        let [x, y] = self.load_basic(basic);
        let test = self.routine.test(BinaryOp::Eq, x, y);
        self.test(test);
    }

    fn memory(&mut self, all: i64) {
        if all > MAX_LOADED {
            let mut args = vec![self.at(0), self.at(1)];
            args.push(self.routine.int(all, Basic::Uintptr));
            let test = self.routine.call_runtime("memequal", args, Basic::Bool);
            self.test(test);
            self.offset += all;
            return;
        }
        let mut left = all;
        while left > 0 {
            let (size, ty) = match left {
                8.. => (8, Basic::Uint64),
                5..=7 if all >= 8 => (8, Basic::Uint64),
                4.. => (4, Basic::Uint32),
                3 if all >= 4 => (4, Basic::Uint32),
                2.. => (2, Basic::Uint16),
                _ => (1, Basic::Uint8),
            };
            // The rest of a longer run is compared together with bytes before it.
            self.offset -= (size - left).max(0);
            self.compare(ty);
            left -= size;
        }
    }

    /// Compares the bytes of the strings met so far.
    fn flush_strings(&mut self) {
        let offset = self.offset;
        for at in std::mem::take(&mut self.strings) {
            self.offset = at;
            let [x, y] = self.load_basic(Basic::UnsafePointer);
            let [len, _] = self.load_basic(Basic::Uintptr);
            let test = self.routine.call_runtime("memequal", vec![x, y, len], Basic::Bool);
            self.test(test);
        }
        self.offset = offset;
    }

    fn interface(&mut self, equal: &str) {
        // Only what is equal so far may lead to a panic.
        self.flush_strings();
        let word = self.word();
        let table = self.routine.routines.pointers.to(self.routine.cx, Basic::Uintptr.id());
        let [x, y] = self.load(table, word);
        let test = self.routine.test(BinaryOp::Eq, x, y);
        self.test(test);
        self.offset -= word;
        let [table, _] = self.load(table, word);
        let [x, y] = self.load_basic(Basic::UnsafePointer);
        let test = self.routine.call_runtime(equal, vec![table, x, y], Basic::Bool);
        self.test(test);
    }

    fn repeat(&mut self, n: i64, of: &Signature) {
        self.flush_strings();
        self.flush_test();
        let size = of.size(self.word());
        let inner = {
            let RoutineBuilder { routines, package, cx, .. } = &mut self.routine;
            equality_of(routines, package, cx, &of.clone().trimmed())
        };
        let routine = &mut self.routine;
        let i = routine.temp(Basic::Uintptr.id());
        let args = [0, 1].map(|param| {
            let (p, at) = (routine.param(param), routine.var(i));
            routine.add(p, at)
        });
        // Loops do not count as calls.
        let calls = routine.calls;
        let test = routine.call(FuncRef::Local(inner), args.to_vec(), Basic::Bool);
        routine.calls = calls;
        let body = vec![routine.unless(test)];
        let post = routine.advance(i, size);
        let end = self.offset + n * size;
        let stmt = routine.count(i, self.offset, end, Some(post), body);
        routine.push(stmt);
        self.offset = end;
    }

    fn finish(mut self) {
        self.flush_strings();
        let result = self.last.take().unwrap_or_else(|| self.routine.bool(true));
        self.routine.set_result(result);
        let shared_end = self.routine.calls;
        self.routine.finish_equality(shared_end);
    }
}

/// Makes the hash function of `ty`, if it needs one.
pub(super) fn hash(routines: &mut TypeRoutines, package: &mut Package, cx: &PassContext<'_>, ty: TypeId) {
    if let Some(signature) = Signature::of(cx, ty).filter(|s| !s.is_simple()) {
        hash_of(routines, package, cx, &signature);
    }
}

fn hash_of(
    routines: &mut TypeRoutines,
    package: &mut Package,
    cx: &PassContext<'_>,
    signature: &Signature,
) -> FuncId {
    let params = [("p", Basic::UnsafePointer.id()), ("h", Basic::Uintptr.id())];
    let result = cx.rules.unnamed_param(true, false, 0);
    let result = (result.as_str(), Basic::Uintptr.id());
    let name = format!(".hash.{signature}");
    let mut routine = match RoutineBuilder::new(routines, package, cx, &name, &params, result) {
        Ok(routine) => routine,
        Err(func) => return func,
    };
    let func = routine.func;
    let word = cx.sizes.word_size;
    let mut offset = 0;
    for item in &signature.0 {
        let size = Signature(vec![item.clone()]).size(word);
        let (name, length) = match item {
            Item::Skip(_) => {
                offset += size;
                continue;
            }
            Item::Repeat(n, of) => {
                hash_elements(&mut routine, offset, *n, of);
                offset += size;
                continue;
            }
            Item::Memory(4) => ("memhash32", None),
            Item::Memory(8) => ("memhash64", None),
            Item::Memory(n) => ("memhash", Some(*n)),
            Item::Float32 => ("f32hash", None),
            Item::Float64 => ("f64hash", None),
            Item::String => ("strhash", None),
            Item::Interface => ("interhash", None),
            Item::EmptyInterface => ("nilinterhash", None),
        };
        let (p, at) = (routine.param(0), routine.int(offset, Basic::Uintptr));
        let mut args = vec![routine.add(p, at), routine.param(1)];
        args.extend(length.map(|n| routine.int(n, Basic::Uintptr)));
        let call = routine.call_runtime(name, args, Basic::Uintptr);
        let h = routine.param(1);
        let stmt = routine.assign(h, call);
        routine.push(stmt);
        offset += size;
    }
    routine.finish_hash();
    func
}

fn hash_elements(routine: &mut RoutineBuilder<'_, '_>, offset: i64, n: i64, of: &Signature) {
    let size = of.size(routine.cx.sizes.word_size);
    let inner = {
        let RoutineBuilder { routines, package, cx, .. } = &mut *routine;
        hash_of(routines, package, cx, of)
    };
    let i = routine.temp(Basic::Uintptr.id());
    let (p, at) = (routine.param(0), routine.var(i));
    let args = vec![routine.add(p, at), routine.param(1)];
    let call = routine.call(FuncRef::Local(inner), args, Basic::Uintptr);
    let h = routine.param(1);
    let body = vec![routine.assign(h, call)];
    let post = routine.advance(i, size);
    let stmt = routine.count(i, offset, offset + n * size, Some(post), body);
    routine.push(stmt);
}
