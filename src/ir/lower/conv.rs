//! Conversions, explicit and implicit, and the questions about types that they ask.
//!
//! In: a lowered operand and the type that its context wants. Out: the operand, or a conversion
//! node around it that says what happens at run time.
//! Invariants: no conversion between identical types is implicit; a constant operand already has
//! its final type.
//! Source: Spec: "Assignability", "Conversions"; gc 1.27.3: operators of conversion nodes.

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast::{self, ChanDir};
use crate::types::predicates;
use crate::types::{
    Basic, Constant, MethodSpec, ObjId, Object, ObjectKind, Signature, Type, TypeId, VarKind,
};
use num_traits::Signed;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Types that lowering made, so that each is made once.
#[derive(Debug, Default)]
pub(in crate::ir) struct MadeTypes {
    pointers: FxHashMap<TypeId, TypeId>,
    slices: FxHashMap<TypeId, TypeId>,
    method_exprs: FxHashMap<(TypeId, ObjId), TypeId>,
    empty_signature: Option<TypeId>,
    /// Arrays of words, by their length.
    pub dicts: FxHashMap<usize, TypeId>,
}

impl<'a> Lowering<'a> {
    /// The underlying structure of a type.
    pub fn under(&self, ty: TypeId) -> &'a Type {
        self.cx.types.under(ty)
    }

    /// Whether two types are identical.
    pub fn identical(&self, a: TypeId, b: TypeId) -> bool {
        a == b || predicates::identical(self.cx.types, &self.cx.sources.interner, a, b)
    }

    /// Whether values of `ty` are interfaces.
    pub fn is_interface(&self, ty: TypeId) -> bool {
        matches!(self.under(ty), Type::Interface(_))
    }

    /// The element type of a pointer type.
    pub fn pointer_elem(&self, ty: TypeId) -> Option<TypeId> {
        match self.under(ty) {
            Type::Pointer(elem) => Some(*elem),
            _ => None,
        }
    }

    /// Whether `from` is written as a pointer to `to`.
    pub fn is_pointer_to(&self, from: TypeId, to: TypeId) -> bool {
        match self.cx.types.get(self.cx.types.unalias(from)) {
            Type::Pointer(elem) => self.identical(*elem, to),
            _ => false,
        }
    }

    /// `*elem`
    pub fn pointer_to(&mut self, elem: TypeId) -> TypeId {
        let types = self.cx.types;
        *self.made.pointers.entry(elem).or_insert_with(|| types.add(Type::Pointer(elem)))
    }

    /// `[]elem`
    pub fn slice_of(&mut self, elem: TypeId) -> TypeId {
        let types = self.cx.types;
        *self.made.slices.entry(elem).or_insert_with(|| types.add(Type::Slice(elem)))
    }

    /// `func()`
    pub fn empty_signature(&mut self) -> TypeId {
        let types = self.cx.types;
        *self.made.empty_signature.get_or_insert_with(|| types.add(Type::Signature(Signature::default())))
    }

    /// The type of the method expression `recv.method`: the receiver is the first parameter.
    pub fn method_expr_type(&mut self, recv: TypeId, method: ObjId) -> TypeId {
        let types = self.cx.types;
        let ty = self.obj_type(method);
        *self.made.method_exprs.entry((recv, method)).or_insert_with(|| {
            let Type::Signature(sig) = types.under(ty) else { return ty };
            let object = types.object(method);
            let receiver = types.add_object(Object {
                kind: ObjectKind::Var(VarKind::Param),
                name: object.name,
                pos: object.pos,
                package: object.package,
                ty: OnceLock::from(recv),
            });
            let params = std::iter::once(receiver).chain(sig.params.iter().copied()).collect();
            types.add(Type::Signature(Signature {
                recv: None,
                params,
                results: sig.results.clone(),
                variadic: sig.variadic,
                ..Signature::default()
            }))
        })
    }

    /// The type of a function whose first parameter is the receiver of a method.
    pub fn method_signature(&mut self, recv: TypeId, method: TypeId) -> TypeId {
        let types = self.cx.types;
        let Type::Signature(sig) = types.under(method) else { return method };
        let receiver = types.add_object(Object {
            kind: ObjectKind::Var(VarKind::Param),
            name: self.intern(""),
            pos: Pos::NONE,
            package: None,
            ty: OnceLock::from(recv),
        });
        let params = std::iter::once(receiver).chain(sig.params.iter().copied()).collect();
        types.add(Type::Signature(Signature { recv: None, params, ..sig.clone() }))
    }

    /// The type that gc gives an expression whose type the checker left untyped.
    pub fn concrete_type(&self, ty: TypeId, value: Option<&Constant>) -> TypeId {
        let Type::Basic(basic) = self.cx.types.get(self.cx.types.unalias(ty)) else { return ty };
        match basic {
            Basic::UntypedBool => Basic::Bool.id(),
            Basic::UntypedString => Basic::String.id(),
            Basic::UntypedRune => Basic::Int32.id(),
            Basic::UntypedInt | Basic::UntypedFloat | Basic::UntypedComplex => {
                let negative = match value {
                    Some(Constant::Int(v)) => *v < 0,
                    Some(Constant::BigInt(v)) => v.is_negative(),
                    Some(Constant::Float(v)) => v.is_negative(),
                    _ => false,
                };
                if negative { Basic::Int.id() } else { Basic::Uint.id() }
            }
            _ => ty,
        }
    }

    /// All methods of an interface type.
    pub fn interface_methods(&self, ty: TypeId) -> Vec<&'a MethodSpec> {
        let mut methods = Vec::new();
        let mut todo = vec![ty];
        let mut seen = Vec::new();
        while let Some(ty) = todo.pop() {
            let ty = self.cx.types.underlying(ty);
            if seen.contains(&ty) {
                continue;
            }
            seen.push(ty);
            if let Type::Interface(iface) = self.cx.types.get(ty) {
                if let Some(all) = iface.all_methods.get() {
                    methods.extend(all);
                } else {
                    methods.extend(&iface.methods);
                    todo.extend(&iface.embedded);
                }
            }
        }
        methods
    }

    /// Whether `src` may be assigned to `dst`, given that the checker accepted a comparison of
    /// the two types one way or the other.
    pub fn assignable(&self, src: TypeId, dst: TypeId) -> bool {
        if self.identical(src, dst) || matches!(self.under(src), Type::Basic(Basic::UntypedNil)) {
            return true;
        }
        if self.is_interface(dst) {
            if !self.is_interface(src) {
                return true;
            }
            let have = self.interface_methods(src);
            return self.interface_methods(dst).iter().all(|m| have.iter().any(|h| h.name == m.name));
        }
        if self.is_interface(src) {
            return false;
        }
        let unnamed = !predicates::has_name(self.cx.types, src) || !predicates::has_name(self.cx.types, dst);
        if unnamed && self.identical(self.cx.types.underlying(src), self.cx.types.underlying(dst)) {
            return true;
        }
        match (self.under(src), self.under(dst)) {
            (Type::Chan { dir: ChanDir::Both, elem: a }, Type::Chan { elem: b, .. }) => {
                unnamed && self.identical(*a, *b)
            }
            _ => false,
        }
    }

    /// The type to which the operands of a binary operator are converted.
    pub fn common_type(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if self.assignable(x, y) {
            Some(y)
        } else if self.assignable(y, x) {
            Some(x)
        } else {
            None
        }
    }

    /// Lowers `expr` and converts it implicitly to `dst`, if that is another type.
    pub fn implicit_conv(&mut self, dst: Option<TypeId>, expr: ast::ExprId) -> Lowered<ExprId> {
        let Some(dst) = dst else { return self.expr(expr) };
        if self.is_nil(expr) {
            let pos = self.at(self.ast().exprs[self.resolve(expr)].pos);
            self.meet_type(dst);
            return Ok(self.expr_node(ExprKind::Nil, dst, pos));
        }
        let src = self.type_of(expr)?;
        if self.identical(src, dst) {
            return self.expr(expr);
        }
        self.meet_type(dst);
        self.look_up_conversion(src, dst);
        let x = self.expr(expr)?;
        let pos = self.at(self.ast().exprs[expr].pos);
        Ok(self.convert(x, dst, pos, true))
    }

    /// Converts a lowered expression implicitly, if its type is another one.
    pub fn convert_to(&mut self, x: ExprId, dst: TypeId, pos: Pos) -> ExprId {
        let src = self.node_type(x);
        if self.identical(src, dst) {
            return x;
        }
        self.look_up_conversion(src, dst);
        self.convert(x, dst, pos, true)
    }

    /// A conversion of `x` to `dst`.
    pub fn convert(&mut self, x: ExprId, dst: TypeId, pos: Pos, implicit: bool) -> ExprId {
        let src = self.node_type(x);
        let kind = self.conv_kind(src, dst);
        let x = self.conv_operand(x, kind, src);
        if kind == ConvKind::StringToRunes
            && let ExprKind::Literal(Constant::String(text)) = &self.pkg.exprs[x].kind
        {
            let text = String::from_utf8_lossy(text).into_owned();
            return self.runes_literal(&text, dst, pos);
        }
        let conv = self.expr_node(ExprKind::Conv { kind, x }, dst, pos);
        self.pkg.exprs[conv].implicit = implicit;
        conv
    }

    /// A slice of a defined byte or rune type is first seen as `[]byte` or `[]rune`.
    fn conv_operand(&mut self, x: ExprId, kind: ConvKind, src: TypeId) -> ExprId {
        let (byte, rune) = (Basic::Byte.id(), Basic::Rune.id());
        let plain = match kind {
            ConvKind::BytesToString => [byte, Basic::Uint8.id()],
            ConvKind::RunesToString => [rune, Basic::Int32.id()],
            _ => return x,
        };
        let Type::Slice(elem) = self.under(src) else { return x };
        if plain.contains(&self.cx.types.unalias(*elem)) {
            return x;
        }
        let slice = self.slice_of(plain[0]);
        let pos = self.pkg.exprs[x].pos;
        self.expr_node(ExprKind::Conv { kind: ConvKind::Nop, x }, slice, pos)
    }

    /// What a conversion between two types does.
    pub fn conv_kind(&self, src: TypeId, dst: TypeId) -> ConvKind {
        let types = self.cx.types;
        let interner = &self.cx.sources.interner;
        let (from, to) = (self.under(src), self.under(dst));
        if self.identical(src, dst) {
            return self.nop_or_rounding(from);
        }
        let src_interface = matches!(from, Type::Interface(_));
        if self.identical(types.underlying(src), types.underlying(dst)) {
            if src_interface && self.interface_methods(src).is_empty() {
                return ConvKind::Nop;
            }
            if !src_interface {
                return self.nop_or_rounding(from);
            }
        }
        if matches!(to, Type::Interface(_)) {
            return ConvKind::Interface;
        }
        if predicates::identical_ignore_tags(types, interner, types.underlying(src), types.underlying(dst)) {
            return self.nop_or_rounding(from);
        }
        match (from, to) {
            (Type::Basic(a), Type::Basic(b)) => basic_conv(*a, *b),
            (Type::Basic(a), Type::Slice(elem)) if a.is_string() => {
                if self.is_byte(*elem) {
                    ConvKind::StringToBytes
                } else {
                    ConvKind::StringToRunes
                }
            }
            (Type::Slice(elem), Type::Basic(b)) if b.is_string() => {
                if self.is_byte(*elem) {
                    ConvKind::BytesToString
                } else {
                    ConvKind::RunesToString
                }
            }
            (Type::Slice(_), Type::Array { .. }) => ConvKind::SliceToArray,
            (Type::Slice(_), Type::Pointer(elem)) if matches!(self.under(*elem), Type::Array { .. }) => {
                ConvKind::SliceToArrayPtr
            }
            _ => ConvKind::Nop,
        }
    }

    fn is_byte(&self, ty: TypeId) -> bool {
        matches!(self.under(ty), Type::Basic(Basic::Uint8 | Basic::Byte))
    }

    /// Floating-point conversions round, so that they are kept even between equal types.
    fn nop_or_rounding(&self, from: &Type) -> ConvKind {
        match from {
            Type::Basic(b) if b.is_float() || b.is_complex() => ConvKind::Number,
            _ => ConvKind::Nop,
        }
    }
}

/// Conversion between two basic types that are not identical.
fn basic_conv(src: Basic, dst: Basic) -> ConvKind {
    if dst.is_string() && src.is_integer() {
        return ConvKind::RuneToString;
    }
    let numeric = |b: Basic| b.is_integer() || b.is_float() || b.is_complex();
    if numeric(src) && numeric(dst) {
        let same = src.is_integer() && representation(src) == representation(dst);
        return if same { ConvKind::Nop } else { ConvKind::Number };
    }
    ConvKind::Nop
}

/// The fixed-size type that an integer type is on a 64-bit machine.
fn representation(basic: Basic) -> Basic {
    match basic {
        Basic::Int => Basic::Int64,
        Basic::Uint | Basic::Uintptr => Basic::Uint64,
        Basic::Byte => Basic::Uint8,
        Basic::Rune => Basic::Int32,
        other => other,
    }
}
