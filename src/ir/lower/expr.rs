//! Expressions other than calls and literals.
//!
//! In: checked expressions. Out: nodes with every implicit step explicit: fields on the way to a
//! promoted one, dereferences of array pointers, addresses of sliced arrays, conversions of
//! operands.
//! Invariants: a constant expression is one [`ExprKind::Literal`], whatever it looks like;
//! chains of binary operators are lowered without recursion.
//! Source: gc 1.27.3: expressions of unified IR and their normal form. Spec: "Expressions".

use super::{Lowered, Lowering};
use crate::ir::fmt::binary_precedence;
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast::{self, BinaryOp, SliceTail};
use crate::types::exprstring::expr_string;
use crate::types::{Basic, Mode, ObjId, ObjectKind, Selection, SelectionKind, Type, TypeId, VarKind};

impl<'a> Lowering<'a> {
    /// Lowers an expression.
    pub fn expr(&mut self, expr: ast::ExprId) -> Lowered<ExprId> {
        let expr = self.resolve(expr);
        let pos = self.at(self.ast().exprs[expr].pos);
        self.enter(pos)?;
        let node = self.expr_inner(expr, pos)?;
        self.leave();
        Ok(node)
    }

    fn expr_inner(&mut self, expr: ast::ExprId, pos: Pos) -> Lowered<ExprId> {
        if let Some(node) = self.constant_or_nil(expr, pos)? {
            return Ok(node);
        }
        match self.ast().exprs[expr].kind {
            ast::ExprKind::Name(_) => self.name(expr, pos),
            ast::ExprKind::Selector { x, .. } => self.selector(expr, x, pos),
            ast::ExprKind::Index { x, .. } if self.is_instantiation(x) => self.instantiation(expr, x, pos),
            ast::ExprKind::Index { x, indices } => self.index(expr, x, indices, pos),
            ast::ExprKind::Slice { x, lo, tail } => self.slice(expr, x, lo, tail, pos),
            ast::ExprKind::TypeAssert { x, ty: Some(ty) } => {
                let x = self.expr(x)?;
                let ty = self.type_of(ty)?;
                self.meet_type(ty);
                let iface = self.node_type(x);
                self.look_up_asserted(ty, iface);
                self.look_up_type(iface);
                let node = self.expr_node(ExprKind::TypeAssert { x, ty, comma_ok: false }, ty, pos);
                self.mark_dynamic(node, ty, iface);
                Ok(node)
            }
            ast::ExprKind::Call { fun, args, spread } => self.call(expr, fun, args, spread, pos),
            ast::ExprKind::Star(x) => {
                let x = self.expr(x)?;
                self.deref(x, pos, false)
            }
            ast::ExprKind::Unary { op, x } => self.unary(expr, op, x, pos),
            ast::ExprKind::Binary { .. } => self.binary(expr),
            ast::ExprKind::CompositeLit { elements, .. } => self.composite(expr, elements, pos),
            ast::ExprKind::FuncLit { body, .. } => self.func_lit(expr, body),
            _ => self.surprise(pos, "unexpected expression"),
        }
    }

    /// Meets the type of an expression, and lowers it if it is a constant or nil.
    fn constant_or_nil(&mut self, expr: ast::ExprId, pos: Pos) -> Lowered<Option<ExprId>> {
        let Some(tv) = self.type_and_value(expr) else { return Ok(None) };
        let ty = self.concrete_type(self.translate(tv.ty), tv.value.as_ref());
        match tv.mode {
            Mode::Builtin(_) => return Ok(None),
            Mode::Type => return self.surprise(pos, "unexpected type"),
            Mode::Invalid => return self.surprise(pos, "expression does not type-check"),
            _ => self.meet_type(ty),
        }
        if let Some(value) = &tv.value {
            let node = self.expr_node(ExprKind::Literal(value.clone()), ty, pos);
            if self.cx.rules.constants_as_written {
                self.keep_source(node, expr);
            }
            return Ok(Some(node));
        }
        if tv.mode == Mode::Nil {
            return Ok(Some(self.expr_node(ExprKind::Nil, ty, pos)));
        }
        Ok(None)
    }

    /// Marks a type assertion or case whose type is only known at run time, or of an interface
    /// with methods, if the release does not see its type.
    pub fn mark_dynamic(&mut self, node: ExprId, ty: TypeId, iface: TypeId) {
        let methods = !self.interface_methods(iface).is_empty();
        if self.shaper.has_shape(ty)
            || methods && (self.cx.rules.method_assertions_dynamic || self.shaper.has_shape(iface))
        {
            self.pkg.dynamic.insert(node);
        }
    }

    /// Notes what asserting that an interface holds a type looks up.
    pub fn look_up_asserted(&mut self, ty: TypeId, iface: TypeId) {
        if self.interface_methods(iface).is_empty() {
            self.look_up_type(ty);
        } else {
            self.look_up_conversion(ty, iface);
        }
    }

    /// `x[…]`, which names an instance.
    fn instantiation(&mut self, expr: ast::ExprId, x: ast::ExprId, pos: Pos) -> Lowered<ExprId> {
        match self.instantiated(expr) {
            Some((name, obj, args)) => {
                let ty = self.type_of(expr)?;
                self.generic_value(name, obj, &args, ty, pos)
            }
            None => self.expr(x),
        }
    }

    /// Whether `x[…]` names an instance of what `x` names.
    fn is_instantiation(&self, x: ast::ExprId) -> bool {
        let x = self.resolve(x);
        self.info().expr_instance.contains_key(&x)
    }

    /// Keeps the spelling of a constant.
    fn keep_source(&mut self, node: ExprId, expr: ast::ExprId) {
        let precedence = match self.ast().exprs[expr].kind {
            ast::ExprKind::Binary { op, .. } => binary_precedence(op),
            ast::ExprKind::Unary { .. } => 7,
            _ => 8,
        };
        let text = expr_string(self.cx.sources, self.ast(), expr);
        self.pkg.expr_source.insert(node, ExprSource { text, precedence });
    }

    fn name(&mut self, expr: ast::ExprId, pos: Pos) -> Lowered<ExprId> {
        if let Some((name, obj, args)) = self.instantiated(expr) {
            let ty = self.type_of(expr)?;
            return self.generic_value(name, obj, &args, ty, pos);
        }
        match self.use_of(expr) {
            Some(obj) => self.object(obj, pos),
            None => self.surprise(pos, "name without object"),
        }
    }

    /// A variable or function by name.
    fn object(&mut self, obj: ObjId, pos: Pos) -> Lowered<ExprId> {
        let object = self.cx.types.object(obj);
        let ty = self.obj_type(obj);
        match object.kind {
            ObjectKind::Func => {
                self.meet_object(obj);
                let func = self.func_ref(obj);
                Ok(self.expr_node(ExprKind::Func(func), ty, pos))
            }
            ObjectKind::Var(VarKind::Package) => {
                self.meet_object(obj);
                Ok(self.expr_node(ExprKind::Global(obj), ty, pos))
            }
            ObjectKind::Var(_) => {
                let var = self.use_local(obj, pos)?;
                Ok(self.var_node(var, pos))
            }
            _ => self.surprise(pos, "name of neither variable nor function"),
        }
    }

    /// How a function or method is named in the IR.
    pub fn func_ref(&self, obj: ObjId) -> FuncRef {
        match self.pkg.obj_func.get(&obj) {
            Some(&func) => FuncRef::Local(func),
            None => FuncRef::Extern(obj),
        }
    }

    fn selector(&mut self, expr: ast::ExprId, x: ast::ExprId, pos: Pos) -> Lowered<ExprId> {
        let Some(selection) = self.info().expr_selection.get(&expr) else {
            return self.name(expr, pos);
        };
        match selection.kind {
            SelectionKind::Field => {
                let mut node = self.expr(x)?;
                for (i, &index) in selection.path.iter().enumerate() {
                    node = self.field(node, index, pos, i + 1 < selection.path.len())?;
                }
                Ok(node)
            }
            SelectionKind::MethodValue => {
                let ty = self.type_of(expr)?;
                let (mut recv, recv_ty) = self.receiver(x, selection, pos)?;
                self.meet_method(selection, recv_ty);
                if let Some(callee) = self.generic_method(expr, x, selection, recv_ty, pos)?
                    && callee.wrapper.is_none()
                {
                    let first = std::iter::once(recv).chain(callee.dict).collect();
                    return self.curry(callee.base, first, ty, pos);
                }
                let interface = self.is_interface(recv_ty);
                let obj = self.selected_method(selection, recv_ty);
                let name = self.cx.types.object(obj).name;
                let target = (!interface).then(|| self.func_ref(obj));
                if self.shaper.has_shape(self.node_type(recv)) {
                    recv = self.convert(recv, recv_ty, pos, true);
                }
                let kind = ExprKind::MethodValue { x: recv, name, obj, target };
                Ok(self.expr_node(kind, ty, pos))
            }
            SelectionKind::MethodExpr => {
                let recv = self.type_of(x)?;
                self.meet_type(recv);
                self.method_expression(expr, x, selection, recv, pos)
            }
        }
    }

    /// `recv.method` as a function.
    pub fn method_expr(&mut self, recv: TypeId, obj: ObjId, pos: Pos) -> ExprId {
        let ty = self.method_expr_type(recv, obj);
        let name = self.cx.types.object(obj).name;
        let target = self.func_ref(obj);
        self.expr_node(ExprKind::MethodExpr { recv, name, target, obj }, ty, pos)
    }

    /// Lowers `x` as the receiver of the method that is selected: embedded fields, then a
    /// dereference or address-of. Returns it with its type.
    pub fn receiver(&mut self, x: ast::ExprId, selection: &Selection, pos: Pos) -> Lowered<(ExprId, TypeId)> {
        let node = self.expr(x)?;
        self.reach_receiver(node, selection, pos)
    }

    /// The receiver of the method that is selected from `node`, and its type.
    ///
    /// What to do on the way depends on the types in the source: those of instances may look
    /// different for the same type parameter.
    pub fn reach_receiver(
        &mut self,
        mut node: ExprId,
        selection: &Selection,
        pos: Pos,
    ) -> Lowered<(ExprId, TypeId)> {
        let types = self.cx.types;
        let mut ty = selection.recv;
        for &index in &selection.path {
            let Type::Struct(fields) = self.under(self.pointer_elem(ty).unwrap_or(ty)) else { break };
            let Some(field) = fields.fields.get(index as usize) else { break };
            ty = field.ty;
            node = self.field(node, index, pos, true)?;
        }
        let Some(sig) = self.signature(types.type_of(selection.obj)) else {
            return self.surprise(pos, "method without signature");
        };
        if let Some(want) = sig.recv.map(|recv| types.type_of(recv)) {
            if self.is_pointer_to(ty, want) {
                node = self.deref(node, pos, true)?;
                ty = want;
            } else if self.is_pointer_to(want, ty) {
                let pointer = self.translate(want);
                node = self.address_of(node, pointer, pos, true);
                ty = want;
            }
        }
        Ok((node, self.translate(ty)))
    }

    /// A field of a struct or pointer to a struct.
    pub fn field(&mut self, x: ExprId, index: u32, pos: Pos, implicit: bool) -> Lowered<ExprId> {
        let ty = self.node_type(x);
        let elem = self.pointer_elem(ty);
        let Type::Struct(strukt) = self.under(elem.unwrap_or(ty)) else {
            return self.surprise(pos, "field of something that is no struct");
        };
        let Some(field) = strukt.fields.get(index as usize) else {
            return self.surprise(pos, "field that is not there");
        };
        let of = FieldRef { obj: field.obj, name: field.name, index };
        let kind = match elem {
            Some(_) => ExprKind::DotPtr { x, field: of },
            None => ExprKind::Dot { x, field: of },
        };
        let node = self.expr_node(kind, field.ty, pos);
        self.pkg.exprs[node].implicit = implicit;
        Ok(node)
    }

    /// `*x`
    pub fn deref(&mut self, x: ExprId, pos: Pos, implicit: bool) -> Lowered<ExprId> {
        let Some(elem) = self.pointer_elem(self.node_type(x)) else {
            return self.surprise(pos, "dereference of something that is no pointer");
        };
        let node = self.expr_node(ExprKind::Deref(x), elem, pos);
        self.pkg.exprs[node].implicit = implicit;
        Ok(node)
    }

    /// `&x`; of a composite literal: the literal behind a pointer.
    pub fn address_of(&mut self, x: ExprId, ty: TypeId, pos: Pos, implicit: bool) -> ExprId {
        let kind = match self.pkg.exprs[x].kind {
            ExprKind::CompositeLit { .. } => ExprKind::PtrLit(x),
            _ => {
                self.mark_address_taken(x);
                ExprKind::AddrOf(x)
            }
        };
        let node = self.expr_node(kind, ty, pos);
        self.pkg.exprs[node].implicit = implicit;
        node
    }

    /// Marks the variable that `x` is a part of.
    fn mark_address_taken(&mut self, x: ExprId) {
        let mut x = x;
        loop {
            match self.pkg.exprs[x].kind {
                ExprKind::Dot { x: inner, .. } | ExprKind::Conv { kind: ConvKind::Nop, x: inner } => {
                    x = inner
                }
                ExprKind::Index { x: inner, .. }
                    if matches!(self.under(self.node_type(inner)), Type::Array { .. }) =>
                {
                    x = inner;
                }
                ExprKind::Var(var) => {
                    self.pkg.vars[var].addr_taken = true;
                    let canonical = self.pkg.canonical(var);
                    self.pkg.vars[canonical].addr_taken = true;
                    return;
                }
                _ => return,
            }
        }
    }

    fn index(
        &mut self,
        expr: ast::ExprId,
        x: ast::ExprId,
        indices: ast::List<ast::ExprId>,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let &[index] = self.ast().list(indices) else {
            return self.surprise(pos, "generic functions are not supported");
        };
        if !matches!(self.type_and_value(index), Some(tv) if tv.mode != Mode::Type) {
            return self.surprise(pos, "generic functions are not supported");
        }
        let key = match self.structure_of(x)? {
            Type::Map { key, .. } => Some(*key),
            _ => None,
        };
        let mut x = self.expr(x)?;
        let index = self.implicit_conv(key, index)?;
        if key.is_some() {
            self.look_up_type(self.node_type(x));
            let ty = self.value_type(expr)?;
            return Ok(self.expr_node(ExprKind::IndexMap { x, index, assigned: false }, ty, pos));
        }
        if let Some(elem) = self.pointer_elem(self.node_type(x))
            && matches!(self.under(elem), Type::Array { .. })
        {
            x = self.deref(x, pos, true)?;
        }
        let ty = match self.under(self.node_type(x)) {
            Type::Array { elem, .. } | Type::Slice(elem) => *elem,
            _ => Basic::Byte.id(),
        };
        Ok(self.expr_node(ExprKind::Index { x, index }, ty, pos))
    }

    /// The type of an expression, of its value when it is followed by `ok`.
    pub fn value_type(&self, expr: ast::ExprId) -> Lowered<TypeId> {
        let ty = self.type_of(expr)?;
        Ok(match self.cx.types.get(ty) {
            Type::Tuple(parts) => parts.first().copied().unwrap_or(ty),
            _ => ty,
        })
    }

    fn slice(
        &mut self,
        expr: ast::ExprId,
        x: ast::ExprId,
        lo: Option<ast::ExprId>,
        tail: SliceTail,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let ty = self.type_of(expr)?;
        let mut x = self.expr(x)?;
        let (hi, max) = match tail {
            SliceTail::Open => (None, None),
            SliceTail::Hi(hi) => (Some(hi), None),
            SliceTail::Full(list) => match self.ast().list(list) {
                &[hi, max] => (Some(hi), Some(max)),
                _ => return self.surprise(pos, "slice with other than three indices"),
            },
        };
        let lo = lo.map(|e| self.expr(e)).transpose()?;
        let hi = hi.map(|e| self.expr(e)).transpose()?;
        let max = max.map(|e| self.expr(e)).transpose()?;
        let kind = match self.under(self.node_type(x)) {
            Type::Array { .. } => {
                let pointer = self.pointer_to(self.node_type(x));
                x = self.address_of(x, pointer, pos, true);
                SliceKind::Array
            }
            Type::Pointer(_) => SliceKind::Array,
            Type::Slice(_) => SliceKind::Slice,
            _ => SliceKind::String,
        };
        let ty = if kind == SliceKind::Array { ty } else { self.node_type(x) };
        Ok(self.expr_node(ExprKind::Slice { kind, x, lo, hi, max }, ty, pos))
    }

    fn unary(&mut self, expr: ast::ExprId, op: ast::UnaryOp, x: ast::ExprId, pos: Pos) -> Lowered<ExprId> {
        let ty = self.value_type(expr)?;
        let x = self.expr(x)?;
        let op = match op {
            ast::UnaryOp::Addr => return Ok(self.address_of(x, ty, pos, false)),
            ast::UnaryOp::Recv => return Ok(self.expr_node(ExprKind::Recv(x), ty, pos)),
            ast::UnaryOp::Plus => UnaryOp::Plus,
            ast::UnaryOp::Neg => UnaryOp::Neg,
            ast::UnaryOp::Not => UnaryOp::Not,
            ast::UnaryOp::BitNot => UnaryOp::BitNot,
        };
        Ok(self.expr_node(ExprKind::Unary { op, x }, ty, pos))
    }

    /// Lowers a binary expression; the chain of left operands without recursion.
    fn binary(&mut self, expr: ast::ExprId) -> Lowered<ExprId> {
        let mut chain = vec![expr];
        let mut left;
        loop {
            let ast::ExprKind::Binary { x, .. } = self.ast().exprs[chain[chain.len() - 1]].kind else {
                return self.surprise(self.at(self.ast().exprs[expr].pos), "not a binary expression");
            };
            left = x;
            let x = self.resolve(x);
            let constant = self.type_and_value(x).is_some_and(|tv| tv.value.is_some());
            if constant || !matches!(self.ast().exprs[x].kind, ast::ExprKind::Binary { .. }) {
                break;
            }
            let ty = self.type_of(x)?;
            self.meet_type(ty);
            chain.push(x);
        }
        let mut lowered = None;
        while let Some(expr) = chain.pop() {
            let node = self.ast().exprs[expr];
            let pos = self.at(node.pos);
            let ast::ExprKind::Binary { op, x, y } = node.kind else { continue };
            let common = self.operand_type(op, x, y, pos)?;
            let x_node = match lowered {
                None => self.implicit_conv(common, left)?,
                Some(done) => {
                    let at = self.at(self.ast().exprs[x].pos);
                    match common {
                        Some(common) => self.convert_to(done, common, at),
                        None => done,
                    }
                }
            };
            let y_node = self.implicit_conv(common, y)?;
            let ty = self.type_of(expr)?;
            lowered = Some(self.binary_node(op, x_node, y_node, ty, pos));
        }
        match lowered {
            Some(node) => Ok(node),
            None => self.surprise(self.at(self.ast().exprs[expr].pos), "empty chain"),
        }
    }

    /// The type to which both operands are converted; `None` for shifts.
    fn operand_type(
        &self,
        op: BinaryOp,
        x: ast::ExprId,
        y: ast::ExprId,
        pos: Pos,
    ) -> Lowered<Option<TypeId>> {
        if op.is_shift() {
            return Ok(None);
        }
        if self.is_nil(x) {
            return self.type_of(y).map(Some);
        }
        if self.is_nil(y) {
            return self.type_of(x).map(Some);
        }
        let (xt, yt) = (self.type_of(x)?, self.type_of(y)?);
        match self.common_type(xt, yt) {
            Some(common) => Ok(Some(common)),
            None => self.surprise(pos, "operands without common type"),
        }
    }

    fn binary_node(&mut self, op: BinaryOp, x: ExprId, y: ExprId, ty: TypeId, pos: Pos) -> ExprId {
        let string = matches!(self.under(ty), Type::Basic(b) if b.is_string());
        if op != BinaryOp::Add || !string {
            return self.expr_node(ExprKind::Binary { op, x, y }, ty, pos);
        }
        let tail = match &mut self.pkg.exprs[y].kind {
            ExprKind::Concat(list) => std::mem::take(list),
            _ => vec![y],
        };
        if let ExprKind::Concat(list) = &mut self.pkg.exprs[x].kind {
            list.extend(tail);
            self.pkg.exprs[x].pos = pos;
            return x;
        }
        let mut list = vec![x];
        list.extend(tail);
        self.expr_node(ExprKind::Concat(list), ty, pos)
    }
}
