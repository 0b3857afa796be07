//! Builtin functions.
//!
//! In: a call of a builtin. Out: a node of its own for `make` and `new`, a
//! [`ExprKind::Builtin`] for the others.
//! Source: gc 1.27.3: builtins of unified IR. Spec: "Built-in functions".

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{Basic, Builtin, Constant, Mode, Type, TypeId};

impl<'a> Lowering<'a> {
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
                return self.size(builtin, args, pos);
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
        &mut self,
        op: BuiltinOp,
        ty: TypeId,
        args: &[ast::ExprId],
        spread: bool,
    ) -> Lowered<(Option<TypeId>, Option<TypeId>)> {
        Ok(match op {
            BuiltinOp::Append => {
                match args.first().map_or(Ok(self.under(ty)), |&arg| self.first_structure(arg, ty))? {
                    Type::Slice(elem) if !spread => (Some(ty), Some(*elem)),
                    // A string is appended as it is.
                    Type::Slice(elem) if !self.appends_string(args)? => {
                        // Each call has a parameter type of its own, which counts in dictionaries.
                        let slice = match self.recorder {
                            Some(_) => self.cx.types.add(Type::Slice(*elem)),
                            None => self.slice_of(*elem),
                        };
                        (Some(ty), Some(slice))
                    }
                    _ => (Some(ty), None),
                }
            }
            BuiltinOp::Delete => {
                let map = match args.first() {
                    Some(&map) => self.first_structure(map, ty)?,
                    None => self.under(ty),
                };
                match map {
                    Type::Map { key, .. } => (None, Some(*key)),
                    _ => (None, None),
                }
            }
            BuiltinOp::Panic => (Some(TypeId::EMPTY_INTERFACE), None),
            BuiltinOp::UnsafeAdd => (Some(Basic::UnsafePointer.id()), None),
            _ => (None, None),
        })
    }

    /// Whether the second argument of `append` is a string.
    fn appends_string(&self, args: &[ast::ExprId]) -> Lowered<bool> {
        let Some(&second) = args.get(1) else { return Ok(false) };
        Ok(matches!(self.structure_of(second)?, Type::Basic(basic) if basic.is_string()))
    }

    /// The structure of the first argument; that of `ty` for the values of a call or for nil.
    fn first_structure(&self, arg: ast::ExprId, ty: TypeId) -> Lowered<&'a Type> {
        match self.structure_of(arg)? {
            Type::Tuple(_) => Ok(self.under(self.value_type(arg)?)),
            Type::Basic(_) => Ok(self.under(ty)),
            structure => Ok(structure),
        }
    }

    /// The size, alignment or offset of something whose type has type parameters.
    fn size(&mut self, builtin: Builtin, args: &[ast::ExprId], pos: Pos) -> Lowered<ExprId> {
        let &[arg] = args else { return self.surprise(pos, "size of other than one operand") };
        let (types, names, sizes) = (self.cx.types, &self.cx.sources.interner, self.cx.sizes);
        let size = match builtin {
            Builtin::UnsafeSizeof => sizes.size_of(types, names, self.type_of(arg)?),
            Builtin::UnsafeAlignof => Some(sizes.align_of(types, names, self.type_of(arg)?)),
            _ => self.offset(arg)?,
        };
        match size {
            Some(size) => {
                let kind = ExprKind::Literal(Constant::Int(size));
                Ok(self.expr_node(kind, Basic::Uintptr.id(), pos))
            }
            None => self.surprise(pos, "type without size"),
        }
    }

    /// The offset of a field in the variable that it is selected from.
    fn offset(&self, field: ast::ExprId) -> Lowered<Option<i64>> {
        let field = self.resolve(field);
        let selection = self.info().expr_selection.get(&field);
        let (ast::ExprKind::Selector { x, .. }, Some(selection)) = (self.ast().exprs[field].kind, selection)
        else {
            return Ok(None);
        };
        let (types, names) = (self.cx.types, &self.cx.sources.interner);
        let ty = self.type_of(x)?;
        let mut ty = self.pointer_elem(ty).unwrap_or(ty);
        let mut offset = 0;
        for &index in &selection.path {
            let Type::Struct(fields) = self.under(ty) else { return Ok(None) };
            let offsets = self.cx.sizes.offsets_of(types, names, fields);
            let (Some(Some(own)), Some(field)) =
                (offsets.get(index as usize), fields.fields.get(index as usize))
            else {
                return Ok(None);
            };
            offset += own;
            ty = field.ty;
        }
        Ok(Some(offset))
    }

    /// The type that the run time needs to know.
    fn element_looked_up(&self, op: BuiltinOp, ty: TypeId, args: &[ast::ExprId]) -> Lowered<Option<TypeId>> {
        let first = match args.first() {
            Some(&arg) => self.first_structure(arg, ty)?,
            None => self.under(ty),
        };
        Ok(match (op, first) {
            (BuiltinOp::Append | BuiltinOp::Copy, Type::Slice(elem)) => Some(*elem),
            (BuiltinOp::UnsafeSlice, _) => match self.under(ty) {
                Type::Slice(elem) => Some(*elem),
                _ => None,
            },
            (BuiltinOp::Delete, _) => match args.first() {
                Some(&map) => Some(self.value_type(map)?),
                None => None,
            },
            _ => None,
        })
    }

    fn make(&mut self, ty: TypeId, args: &[ast::ExprId], pos: Pos) -> Lowered<ExprId> {
        self.meet_type(ty);
        self.look_up_type(ty);
        let sizes = args.get(1..).unwrap_or_default();
        let mut sizes = sizes.iter().map(|&size| self.expr(size)).collect::<Lowered<Vec<_>>>()?.into_iter();
        let structure = match args.first() {
            Some(&written) => self.structure_of(written)?,
            None => self.under(ty),
        };
        match structure {
            Type::Slice(elem) => self.look_up_type(*elem),
            _ => self.look_up_type(ty),
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
