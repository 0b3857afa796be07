//! Builtin functions.
//!
//! In: a call of a builtin. Out: a node of its own for `make` and `new`, a
//! [`ExprKind::Builtin`] for the others.
//! Source: gc 1.27.3: builtins of unified IR. Spec: "Built-in functions".

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{Basic, Builtin, Mode, Type, TypeId};

impl Lowering<'_> {
    /// Lowers a call of a builtin.
    pub fn builtin(
        &mut self,
        expr: ast::ExprId,
        builtin: Builtin,
        args: &[ast::ExprId],
        spread: bool,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let ty = self.value_type(expr)?;
        let op = match builtin {
            Builtin::Make => return self.make(ty, args, pos),
            Builtin::New => return self.new_call(ty, args, pos),
            Builtin::Append => BuiltinOp::Append,
            Builtin::Cap => BuiltinOp::Cap,
            Builtin::Clear => BuiltinOp::Clear,
            Builtin::Close => BuiltinOp::Close,
            Builtin::Complex => BuiltinOp::Complex,
            Builtin::Copy => BuiltinOp::Copy,
            Builtin::Delete => BuiltinOp::Delete,
            Builtin::Imag => BuiltinOp::Imag,
            Builtin::Len => BuiltinOp::Len,
            Builtin::Max => BuiltinOp::Max,
            Builtin::Min => BuiltinOp::Min,
            Builtin::Panic => BuiltinOp::Panic,
            Builtin::Print => BuiltinOp::Print,
            Builtin::Println => BuiltinOp::Println,
            Builtin::Real => BuiltinOp::Real,
            Builtin::Recover => BuiltinOp::Recover,
            Builtin::UnsafeAdd => BuiltinOp::UnsafeAdd,
            Builtin::UnsafeSlice => BuiltinOp::UnsafeSlice,
            Builtin::UnsafeSliceData => BuiltinOp::UnsafeSliceData,
            Builtin::UnsafeString => BuiltinOp::UnsafeString,
            Builtin::UnsafeStringData => BuiltinOp::UnsafeStringData,
            Builtin::UnsafeAlignof | Builtin::UnsafeOffsetof | Builtin::UnsafeSizeof => {
                return self.surprise(pos, "size of a type that is not known");
            }
        };
        let (first, second) = self.argument_types(op, ty, args, spread)?;
        let target = |i: usize| if i == 0 { first } else { second };
        let looked_up = self.element_looked_up(op, ty, args)?;
        let args = self.multi_expr(pos, &target, args)?;
        if let Some(ty) = looked_up {
            self.look_up_type(ty);
        }
        Ok(self.expr_node(ExprKind::Builtin { op, args, spread }, ty, pos))
    }

    /// The types to which the first argument and all others are converted.
    fn argument_types(
        &self,
        op: BuiltinOp,
        ty: TypeId,
        args: &[ast::ExprId],
        spread: bool,
    ) -> Lowered<(Option<TypeId>, Option<TypeId>)> {
        Ok(match op {
            BuiltinOp::Append => match self.under(ty) {
                Type::Slice(elem) if !spread => (Some(ty), Some(*elem)),
                _ => (Some(ty), None),
            },
            BuiltinOp::Delete => {
                let map = match args.first() {
                    Some(&map) => self.value_type(map)?,
                    None => ty,
                };
                match self.under(map) {
                    Type::Map { key, .. } => (None, Some(*key)),
                    _ => (None, None),
                }
            }
            BuiltinOp::Panic => (Some(TypeId::EMPTY_INTERFACE), None),
            BuiltinOp::UnsafeAdd => (Some(Basic::UnsafePointer.id()), None),
            _ => (None, None),
        })
    }

    /// The type that the run time needs to know.
    fn element_looked_up(&self, op: BuiltinOp, ty: TypeId, args: &[ast::ExprId]) -> Lowered<Option<TypeId>> {
        let first = |l: &Self| match args.first() {
            Some(&arg) => l.value_type(arg),
            None => Ok(ty),
        };
        let elem = |l: &Self, ty: TypeId| match l.under(ty) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        };
        Ok(match op {
            BuiltinOp::Append | BuiltinOp::UnsafeSlice => elem(self, ty),
            BuiltinOp::Copy => elem(self, first(self)?),
            BuiltinOp::Delete => Some(first(self)?),
            _ => None,
        })
    }

    fn make(&mut self, ty: TypeId, args: &[ast::ExprId], pos: Pos) -> Lowered<ExprId> {
        self.meet_type(ty);
        self.look_up_type(ty);
        let sizes = args.get(1..).unwrap_or_default();
        let mut sizes = sizes.iter().map(|&size| self.expr(size)).collect::<Lowered<Vec<_>>>()?.into_iter();
        if let Type::Slice(elem) = self.under(ty) {
            self.look_up_type(*elem);
        }
        let kind = match self.under(ty) {
            Type::Slice(_) => match sizes.next() {
                Some(len) => ExprKind::MakeSlice { len, cap: sizes.next() },
                None => return self.surprise(pos, "make of a slice without length"),
            },
            Type::Map { .. } => ExprKind::MakeMap { hint: sizes.next() },
            Type::Chan { .. } => ExprKind::MakeChan { size: sizes.next() },
            _ => return self.surprise(pos, "make of an unexpected type"),
        };
        Ok(self.expr_node(kind, ty, pos))
    }

    /// `new(T)`, and `new(value)`: the address of a temporary.
    fn new_call(&mut self, ty: TypeId, args: &[ast::ExprId], pos: Pos) -> Lowered<ExprId> {
        let &[arg] = args else { return self.surprise(pos, "new of other than one operand") };
        if self.type_and_value(arg).is_some_and(|tv| tv.mode == Mode::Type) {
            let elem = self.type_of(arg)?;
            self.meet_type(elem);
            self.look_up_type(elem);
            let node = self.expr_node(ExprKind::New(elem), ty, pos);
            if self.shaper.has_shape(elem) {
                self.pkg.dynamic.insert(node);
            }
            return Ok(node);
        }
        let value = self.expr(arg)?;
        let mut init = Vec::new();
        let tmp = self.temp_copy(pos, value, &mut init);
        let tmp = self.var_node(tmp, pos);
        let node = self.address_of(tmp, ty, pos, false);
        self.pkg.expr_init.insert(node, init);
        Ok(node)
    }
}
