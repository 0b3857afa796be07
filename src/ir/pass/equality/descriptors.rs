//! Type descriptors: which types they pull in, and which functions those need.
//!
//! In: a type whose descriptor is needed. Out: the equality and hash functions that writing it and
//! everything it refers to calls for, in gc's order.
//! Invariants: a descriptor is written once per package; types of other packages have theirs
//! there.
//! Source: gc 1.21 to 1.27, writing of runtime types.

use super::{PassContext, Pointers, link_text};
use crate::ir::node::Package;
use crate::types::lookup::{all_methods, method_set};
use crate::types::{ObjId, Type, TypeId};
use rustc_hash::FxHashSet;

/// A function that a descriptor refers to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Routine {
    Equality(TypeId),
    /// For a map's key.
    Hash(TypeId),
}

/// The descriptors written so far, by link spelling.
#[derive(Debug, Default)]
pub(super) struct Descriptors(FxHashSet<String>);

/// What is still to be done.
enum Step {
    Write(TypeId),
    /// The part that all descriptors have.
    Common(TypeId),
    Hash(TypeId),
    Methods(TypeId),
}

impl Descriptors {
    /// Writes the descriptor of `ty` and what it needs.
    pub(super) fn write(
        &mut self,
        package: &mut Package,
        cx: &PassContext<'_>,
        pointers: &mut Pointers,
        ty: TypeId,
    ) -> Vec<Routine> {
        let mut routines = Vec::new();
        let mut todo = vec![Step::Write(ty)];
        while let Some(step) = todo.pop() {
            let mark = todo.len();
            match step {
                Step::Write(ty) => {
                    let ty = cx.types.unalias(ty);
                    if matches!(cx.types.get(ty), Type::Basic(_)) {
                        continue;
                    }
                    if self.0.insert(link_text(package, cx, ty)) && is_written_here(package, cx, ty) {
                        if !cx.rules.descriptor_parts_first {
                            todo.push(Step::Common(ty));
                        }
                        parts(cx, ty, &mut todo);
                        if cx.rules.descriptor_parts_first {
                            todo.push(Step::Common(ty));
                        }
                        todo.push(Step::Methods(ty));
                    }
                }
                Step::Common(ty) => {
                    routines.push(Routine::Equality(ty));
                    if !matches!(cx.types.under(ty), Type::Pointer(_)) {
                        todo.push(Step::Write(pointers.to(cx, ty)));
                    }
                }
                Step::Hash(key) => routines.push(Routine::Hash(key)),
                Step::Methods(ty) => methods(cx, ty, &mut todo),
            }
            // The first step added is the first to be taken.
            todo[mark..].reverse();
        }
        routines
    }
}

/// Whether this package has to write the descriptor.
fn is_written_here(package: &Package, cx: &PassContext<'_>, ty: TypeId) -> bool {
    let named = match cx.types.get(ty) {
        Type::Pointer(elem) => cx.types.unalias(*elem),
        _ => ty,
    };
    match cx.types.get(named) {
        Type::Named(named) => {
            named.instance.is_some() || cx.types.object(named.obj).package == Some(package.package)
        }
        _ => true,
    }
}

/// The types that the structure of `ty` consists of.
fn parts(cx: &PassContext<'_>, ty: TypeId, todo: &mut Vec<Step>) {
    match cx.types.under(ty) {
        Type::Pointer(elem) | Type::Slice(elem) => todo.push(Step::Write(*elem)),
        Type::Array { elem, .. } | Type::Chan { elem, .. } => todo.push(Step::Write(*elem)),
        Type::Map { key, value } => {
            todo.extend([Step::Write(*key), Step::Write(*value), Step::Hash(*key)]);
        }
        Type::Struct(s) => todo.extend(s.fields.iter().map(|f| Step::Write(f.ty))),
        Type::Interface(_) => {
            let methods = all_methods(cx.types, cx.names, ty);
            todo.extend(methods.iter().map(|m| Step::Write(m.signature)));
        }
        Type::Signature(signature) => {
            let all = signature.params.iter().chain(&signature.results);
            todo.extend(all.map(|&p| Step::Write(cx.types.type_of(p))));
        }
        _ => {}
    }
}

/// The types of the methods of `ty`, promoted ones included.
fn methods(cx: &PassContext<'_>, ty: TypeId, todo: &mut Vec<Step>) {
    if matches!(cx.types.under(ty), Type::Interface(_)) {
        return;
    }
    let signature = |method: ObjId| Step::Write(cx.types.type_of(method));
    todo.extend(method_set(cx.types, cx.names, ty).iter().map(|m| signature(m.obj)));
}
