//! Equality and hash functions as each type has its own: until Go 1.26.
//!
//! In: a type. Out: its function, if it needs one, comparing field by field and element by
//! element; what is cheap comes before calls.
//! Source: gc 1.21 to 1.26, on machines that load unaligned words.

use super::build::RoutineBuilder;
use super::comparison::{Comparison, Field, FieldLayout, Part, can_panic, comparison};
use super::{PassContext, TypeRoutines, link_text};
use crate::ir::node::{BuiltinOp, ConvKind, ExprId, FuncId, FuncRef, Package, VarId};
use crate::syntax::ast::BinaryOp;
use crate::types::{Basic, Type, TypeId};

/// Words of memory that are compared field by field, not by a call.
const MAX_WORDS: i64 = 4;

/// Makes the equality function of `ty`, if it needs one of its own.
pub(super) fn equality(routines: &mut TypeRoutines, package: &mut Package, cx: &PassContext<'_>, ty: TypeId) {
    if comparison(cx, ty) != Comparison::Special {
        return;
    }
    let name = format!(".eq.{}", link_text(package, cx, ty));
    let pointer = routines.pointers.to(cx, ty);
    let params = [("p", pointer), ("q", pointer)];
    let Ok(mut routine) = RoutineBuilder::new(routines, package, cx, &name, &params, ("r", Basic::Bool.id()))
    else {
        return;
    };
    match cx.types.under(ty) {
        Type::Array { len, elem } => routine.compare_elements(*len, *elem),
        _ => {
            let (p, q) = (Place::Param(0), Place::Param(1));
            let mut tests = routine.struct_tests(ty, p, q).0;
            let last = tests.pop().unwrap_or_else(|| routine.bool(true));
            for test in tests {
                let stmt = routine.unless(test);
                routine.push(stmt);
            }
            routine.set_result(last);
        }
    }
    let shared_end = can_panic(cx, ty) || routine.calls;
    routine.finish_equality(shared_end);
}

/// What is compared: what a parameter points to, or an element of it.
#[derive(Clone, Copy)]
enum Place {
    Param(usize),
    Element(usize, Index),
}

/// Which element.
#[derive(Clone, Copy)]
enum Index {
    At(i64),
    Var(VarId),
}

/// Which of the tests of an element.
#[derive(Clone, Copy, PartialEq)]
enum Phase {
    All,
    Cheap,
    Calls,
}

impl RoutineBuilder<'_, '_> {
    fn place(&mut self, place: Place) -> ExprId {
        match place {
            Place::Param(i) => self.param(i),
            Place::Element(i, index) => {
                let index = match index {
                    Index::At(at) => self.int(at, Basic::Int),
                    Index::Var(var) => self.var(var),
                };
                let array = self.param(i);
                self.element(array, index)
            }
        }
    }

    /// The tests that make two structs equal, to be made in that order; and whether one may panic.
    fn struct_tests(&mut self, ty: TypeId, p: Place, q: Place) -> (Vec<ExprId>, bool) {
        let layout = FieldLayout::of(self.cx, ty);
        let mut groups: Vec<Vec<ExprId>> = vec![Vec::new()];
        let mut i = 0;
        while i < layout.fields.len() {
            let field = layout.fields[i];
            if field.blank {
                i += 1;
                continue;
            }
            let mut tests = Vec::new();
            let mut apart = false;
            match comparison(self.cx, field.ty) {
                Comparison::Memory => {
                    let end = memory_run(self.cx, &layout, i);
                    let size = layout.fields[end - 1].end() - field.offset;
                    let word = self.cx.sizes.word_size;
                    if (size + word - 1) / word <= MAX_WORDS {
                        tests.extend(layout.fields[i..end].iter().map(|f| self.fields_equal(f, p, q)));
                    } else {
                        tests.push(self.memory_equal(&field, size, p, q));
                    }
                    i = end;
                }
                how => {
                    apart = can_panic(self.cx, field.ty);
                    if how == Comparison::Runtime(Part::String) && self.is_string(field.ty) {
                        let (lens, bytes) = self.strings_equal(&|r: &mut Self, side| {
                            let x = r.place(if side == 0 { p } else { q });
                            let x = r.field(x, field.field, field.ty);
                            r.as_string(x, r.cx.rules.equality_converts_fields)
                        });
                        tests.extend([lens, bytes]);
                    } else {
                        tests.push(self.fields_equal(&field, p, q));
                    }
                    i += 1;
                }
            }
            // Nothing may move across a test that can panic.
            if apart {
                groups.extend([tests, Vec::new()]);
            } else if let Some(group) = groups.last_mut() {
                group.extend(tests);
            }
        }
        let may_panic = groups.len() > 1;
        for group in &mut groups {
            group.sort_by_key(|&test| self.is_call(test));
        }
        (groups.concat(), may_panic)
    }

    fn is_string(&self, ty: TypeId) -> bool {
        matches!(self.cx.types.under(ty), Type::Basic(Basic::String))
    }

    /// `p.f == q.f`
    fn fields_equal(&mut self, field: &Field, p: Place, q: Place) -> ExprId {
        let p = self.place(p);
        let x = self.field(p, field.field, field.ty);
        let q = self.place(q);
        let y = self.field(q, field.field, field.ty);
        self.test(BinaryOp::Eq, x, y)
    }

    /// `memequal(&p.f, &q.f, size)`
    fn memory_equal(&mut self, first: &Field, size: i64, p: Place, q: Place) -> ExprId {
        let mut args = Vec::new();
        for place in [p, q] {
            let x = self.place(place);
            let x = self.field(x, first.field, first.ty);
            args.push(self.address(x));
        }
        args.push(self.int(size, Basic::Uintptr));
        self.call_runtime("memequal", args, Basic::Bool)
    }

    /// The string `x` as a plain `string`.
    fn as_string(&mut self, x: ExprId, always: bool) -> ExprId {
        let ty = self.cx.types.unalias(self.package.exprs[x].ty);
        if always || ty != Basic::String.id() {
            self.convert(ConvKind::Nop, x, Basic::String.id())
        } else {
            x
        }
    }

    /// The comparisons of the lengths and of the bytes of two strings.
    fn strings_equal(&mut self, string: &dyn Fn(&mut Self, usize) -> ExprId) -> (ExprId, ExprId) {
        let len = |r: &mut Self, side| {
            let x = string(r, side);
            let len = r.builtin(BuiltinOp::Len, vec![x], Basic::Int.id());
            r.convert(ConvKind::Number, len, Basic::Uintptr.id())
        };
        let (x, y) = (len(self, 0), len(self, 1));
        let lens = self.test(BinaryOp::Eq, x, y);
        let mut args = Vec::new();
        for side in [0, 1] {
            let x = string(self, side);
            let ty = self.routines.pointers.to(self.cx, Basic::Uint8.id());
            args.push(self.builtin(BuiltinOp::StringPointer, vec![x], ty));
        }
        args.push(len(self, 0));
        (lens, self.call_runtime("memequal", args, Basic::Bool))
    }

    /// Compares arrays.
    fn compare_elements(&mut self, len: i64, elem: TypeId) {
        match self.cx.types.under(elem) {
            Type::Basic(Basic::String) => {
                self.check_elements(len, 3, false, elem, Phase::Cheap);
                self.check_elements(len, 1, true, elem, Phase::Calls);
            }
            Type::Basic(Basic::Float32 | Basic::Float64) => {
                self.check_elements(len, 2, true, elem, Phase::All);
            }
            Type::Struct(_) => {
                let first = |i| Place::Element(i, Index::At(0));
                let calls = self.calls;
                let (tests, may_panic) = self.struct_tests(elem, first(0), first(1));
                self.calls = calls;
                let count = tests.iter().filter(|&&test| self.is_call(test)).count();
                if count == 0 || count == tests.len() || may_panic {
                    self.check_elements(len, 1, true, elem, Phase::All);
                } else {
                    self.check_elements(len, 4, false, elem, Phase::Cheap);
                    self.check_elements(len, 2, true, elem, Phase::Calls);
                }
            }
            _ => self.check_elements(len, 1, true, elem, Phase::All),
        }
    }

    /// Compares all elements, `unroll` of them in each iteration of a loop; with `last`, the last
    /// comparison is the result.
    fn check_elements(&mut self, len: i64, unroll: i64, last: bool, elem: TypeId, phase: Phase) {
        let rounds = len / unroll;
        let looped = if rounds == 1 { 0 } else { rounds * unroll };
        if looped > 0 {
            let i = self.temp(Basic::Int.id());
            let mut body = Vec::new();
            for _ in 0..unroll {
                let test = self.element_test(elem, Index::Var(i), phase);
                body.push(self.unless(test));
                body.push(self.advance(i, 1));
            }
            let stmt = self.count(i, 0, looped, None, body);
            self.push(stmt);
            if looped == len {
                if last {
                    let equal = self.bool(true);
                    self.set_result(equal);
                }
                return;
            }
        }
        let rest = if last { len - 1 } else { len };
        for at in looped..rest {
            let test = self.element_test(elem, Index::At(at), phase);
            let stmt = self.unless(test);
            self.push(stmt);
        }
        if last {
            let test = self.element_test(elem, Index::At(rest), phase);
            self.set_result(test);
        }
    }

    fn element_test(&mut self, elem: TypeId, index: Index, phase: Phase) -> ExprId {
        let (p, q) = (Place::Element(0, index), Place::Element(1, index));
        if phase == Phase::All {
            let (x, y) = (self.place(p), self.place(q));
            return self.test(BinaryOp::Eq, x, y);
        }
        let tests = if self.is_string(elem) {
            let (lens, bytes) = self.strings_equal(&|r: &mut Self, side| {
                let x = r.place(if side == 0 { p } else { q });
                r.as_string(x, false)
            });
            vec![lens, bytes]
        } else {
            self.struct_tests(elem, p, q).0
        };
        let mut all = None;
        for test in tests {
            if self.is_call(test) == (phase == Phase::Calls) {
                all = Some(all.map_or(test, |all| self.test(BinaryOp::AndAnd, all, test)));
            }
        }
        all.unwrap_or_else(|| self.bool(true))
    }
}

/// Where the run of plain memory that starts with field `start` ends.
fn memory_run(cx: &PassContext<'_>, layout: &FieldLayout, start: usize) -> usize {
    let mut next = start + 1;
    while next < layout.fields.len()
        && !layout.is_padded(next - 1)
        && !layout.fields[next].blank
        && comparison(cx, layout.fields[next].ty) == Comparison::Memory
    {
        next += 1;
    }
    next
}

/// Makes the hash function of `ty` and of what it consists of, if they need ones of their own.
pub(super) fn hash(routines: &mut TypeRoutines, package: &mut Package, cx: &PassContext<'_>, ty: TypeId) {
    hash_func(routines, package, cx, ty);
}

fn hash_func(
    routines: &mut TypeRoutines,
    package: &mut Package,
    cx: &PassContext<'_>,
    ty: TypeId,
) -> Option<FuncId> {
    if comparison(cx, ty) != Comparison::Special {
        return None;
    }
    let name = format!(".hash.{}", link_text(package, cx, ty));
    if let Some(&func) = routines.funcs.get(&name) {
        return Some(func);
    }
    // As deep as values nest, which `comparison` bounds.
    match cx.types.under(ty) {
        Type::Array { elem, .. } => {
            hash_func(routines, package, cx, *elem);
        }
        Type::Struct(s) => s.fields.iter().for_each(|f| {
            hash_func(routines, package, cx, f.ty);
        }),
        _ => {}
    }
    let params = [("p", routines.pointers.to(cx, ty)), ("h", Basic::Uintptr.id())];
    let result = cx.rules.unnamed_param(true, false, 0);
    let result = (result.as_str(), Basic::Uintptr.id());
    let mut routine = match RoutineBuilder::new(routines, package, cx, &name, &params, result) {
        Ok(routine) => routine,
        Err(func) => return Some(func),
    };
    let func = routine.func;
    if let Type::Array { len, elem } = cx.types.under(ty) {
        let i = routine.temp(Basic::Int.id());
        let x = routine.place(Place::Element(0, Index::Var(i)));
        let step = routine.hash_step(x, *elem, None);
        let post = routine.advance(i, 1);
        let stmt = routine.count(i, 0, *len, Some(post), vec![step]);
        routine.push(stmt);
    } else {
        let layout = FieldLayout::of(cx, ty);
        let mut i = 0;
        while i < layout.fields.len() {
            let field = layout.fields[i];
            let start = i;
            i += 1;
            if field.blank {
                continue;
            }
            let mut size = None;
            if comparison(cx, field.ty) == Comparison::Memory {
                i = memory_run(cx, &layout, start);
                size = Some(layout.fields[i - 1].end() - field.offset);
            }
            let x = routine.param(0);
            let x = routine.field(x, field.field, field.ty);
            let step = routine.hash_step(x, field.ty, size);
            routine.push(step);
        }
    }
    routine.finish_hash();
    Some(func)
}

impl RoutineBuilder<'_, '_> {
    /// `h = hash(&x, h)`, of `size` bytes of memory or of a `ty`.
    fn hash_step(&mut self, x: ExprId, ty: TypeId, size: Option<i64>) -> crate::ir::StmtId {
        let mut args = vec![self.address(x), self.param(1)];
        let own = format!(".hash.{}", link_text(self.package, self.cx, ty));
        let call = match (size, comparison(self.cx, ty), self.routines.funcs.get(&own)) {
            (Some(size), ..) => {
                args.push(self.int(size, Basic::Uintptr));
                self.call_runtime("memhash", args, Basic::Uintptr)
            }
            (None, Comparison::Runtime(part), _) => self.call_runtime(part.hash(), args, Basic::Uintptr),
            (None, _, Some(&func)) => self.call(FuncRef::Local(func), args, Basic::Uintptr),
            (None, ..) => self.call_runtime("memhash", args, Basic::Uintptr),
        };
        let h = self.param(1);
        self.assign(h, call)
    }
}
