//! Methods of instances and of type parameters.
//!
//! In: a method that is selected, and its receiver. Out: the function to call and the dictionary
//! that it takes.
//! Source: gc 1.21 to 1.27: method expressions in unified IR.

use super::Generic;
use super::reference::Callee;
use crate::ir::lower::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::predicates::deref;
use crate::types::{ObjId, Selection, Type, TypeId};

impl Lowering<'_> {
    /// The type of an expression as the checker sees it.
    fn raw_type(&self, expr: ast::ExprId) -> Option<TypeId> {
        let expr = self.resolve(expr);
        match self.type_and_value(expr) {
            Some(tv) => Some(tv.ty),
            None => self.use_of(expr).map(|obj| self.cx.types.type_of(obj)),
        }
    }

    /// The place of the type parameter that the operand `x` of a method has as its type.
    fn param_receiver(&self, x: ast::ExprId, selection: &Selection) -> Option<usize> {
        if !selection.path.is_empty() {
            return None;
        }
        let ty = self.cx.types.unalias(self.raw_type(x)?);
        let env = self.env.as_ref()?;
        env.params.iter().position(|&param| param == ty)
    }

    /// The method that a selection stands for, after type parameters are replaced.
    pub fn selected_method(&self, selection: &Selection, recv: TypeId) -> ObjId {
        let types = self.cx.types;
        let Some((_, declared)) = types.method_origin(selection.obj) else { return selection.obj };
        let base = types.unalias(recv);
        let base = match types.get(base) {
            Type::Pointer(elem) => types.unalias(*elem),
            _ => base,
        };
        if types.generic_of(base).is_none() {
            return selection.obj;
        }
        types.instance_method(base, declared)
    }

    /// The method of `recv` that is selected at `expr`, when it is one of a type parameter or of an
    /// instance; else `None`.
    pub fn generic_method(
        &mut self,
        expr: ast::ExprId,
        x: ast::ExprId,
        selection: &Selection,
        recv: TypeId,
        pos: Pos,
    ) -> Lowered<Option<Callee>> {
        if let Some(param) = self.param_receiver(x, selection) {
            return Ok(Some(self.param_method(expr, param, selection, recv, pos)));
        }
        let types = self.cx.types;
        let obj = self.selected_method(selection, recv);
        let has_params = |method: ObjId| match types.get(types.type_of(method)) {
            Type::Signature(s) => !s.type_params.is_empty(),
            _ => false,
        };
        let Some((instance, declared)) = types.method_origin(obj) else {
            // A method with type parameters of a type without.
            let args = self.info().expr_instance.get(&expr).filter(|_| has_params(obj));
            let Some(args) = args.map(|args| self.translate_all(args)) else { return Ok(None) };
            return Ok(Some(self.method_with_params(expr, obj, recv, &args, pos)));
        };
        let Some(generic) = types.generic_of(instance) else { return Ok(None) };
        let own = has_params(declared);
        if own {
            let extra = self.info().expr_instance.get(&expr).cloned().unwrap_or_default();
            let mut args = types.type_args(instance).to_vec();
            args.extend(self.translate_all(&extra));
            return Ok(Some(self.method_with_params(expr, declared, recv, &args, pos)));
        }
        let args = types.type_args(instance).to_vec();
        let derived = self.shaper.has_shape(instance);
        if self.recorder.is_some() {
            if derived {
                self.look_up_dict(expr, Generic::Type(generic), &args);
            }
            return Ok(Some(self.recorded_callee(declared, pos)));
        }
        self.meet_type(recv);
        let shaped = self.shaped_type(instance);
        let base = self.shaped_method(shaped, declared, pos);
        if derived {
            let dict = self.dynamic_dict(expr, Generic::Type(generic), &args, pos);
            return Ok(Some(Callee { base, dict: Some(dict), wrapper: None }));
        }
        let dict = self.static_dict(Generic::Type(generic), &args, pos);
        self.check_names(pos)?;
        let wrapper = self.pkg.obj_func.get(&obj).copied();
        Ok(Some(Callee { base, dict: Some(dict), wrapper }))
    }

    /// `recv.method` as a value.
    pub fn method_expression(
        &mut self,
        expr: ast::ExprId,
        x: ast::ExprId,
        selection: &Selection,
        recv: TypeId,
        pos: Pos,
    ) -> Lowered<ExprId> {
        if let Some(param) = self.param_receiver(x, selection) {
            return Ok(self.param_method(expr, param, selection, recv, pos).base);
        }
        let obj = self.selected_method(selection, recv);
        let derived = self.shaper.has_shape(recv);
        if derived && self.cx.types.method_origin(obj).is_some() {
            // The receiver that the method wants, behind embedded fields.
            let inner = self.receiver_type(selection, recv);
            let found = self.generic_method(expr, x, selection, inner, pos)?;
            if let Some(callee) = found.filter(|_| self.recorder.is_none()) {
                let ty = self.type_of(expr)?;
                return self.method_expr_literal(callee, selection, ty, pos);
            }
        }
        Ok(self.method_expr(recv, obj, pos))
    }

    /// The type that a method's receiver has, given the type that it is selected from.
    fn receiver_type(&self, selection: &Selection, recv: TypeId) -> TypeId {
        match self.cx.types.get(self.obj_type(selection.obj)) {
            Type::Signature(sig) => sig.recv.map_or(recv, |recv| self.obj_type(recv)),
            _ => recv,
        }
    }

    /// A literal that calls a method with its first parameter as the receiver.
    fn method_expr_literal(
        &mut self,
        callee: Callee,
        selection: &Selection,
        ty: TypeId,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let Some(signature) = self.signature(ty).cloned() else {
            return self.surprise(pos, "method expression that is no function");
        };
        let literal = self.new_literal(pos, FuncKind::Curry, ty);
        let mut init = Vec::new();
        let captured = callee.dict.map(|dict| {
            let tmp = self.temp_copy(pos, dict, &mut init);
            self.capture(literal, tmp, pos)
        });
        self.open_literal_frame(literal, &signature, true);
        let params = self.pkg.funcs[literal].params.clone();
        let mut args = Vec::new();
        for (i, &param) in params.iter().enumerate() {
            let value = self.var_node(param, pos);
            if i > 0 {
                args.push(value);
                continue;
            }
            args.push(self.reach_receiver(value, selection, pos)?.0);
            if let Some(dict) = captured {
                args.push(self.var_node(dict, pos));
            }
        }
        self.forward(literal, callee.base, args, pos);
        Ok(self.made_literal(literal, ty, init, pos))
    }

    /// A method of a type parameter: the dictionary has its address.
    fn param_method(
        &mut self,
        expr: ast::ExprId,
        param: usize,
        selection: &Selection,
        recv: TypeId,
        pos: Pos,
    ) -> Callee {
        let name = self.cx.types.object(selection.obj).name;
        self.look_up_method(expr, param, name);
        let general = self.obj_type(selection.obj);
        let ty = self.method_signature(recv, general);
        let index = self.dict_use(expr).map_or(0, |(_, index)| index);
        let word = self.dict_word(index, pos);
        let uintptr = self.node_type(word);
        let pointer = self.pointer_to(uintptr);
        let address = self.expr_node(ExprKind::AddrOf(word), pointer, pos);
        let base = self.expr_node(ExprKind::Conv { kind: ConvKind::Nop, x: address }, ty, pos);
        Callee { base, dict: None, wrapper: None }
    }

    /// A method that has type parameters of its own.
    fn method_with_params(
        &mut self,
        expr: ast::ExprId,
        declared: ObjId,
        recv: TypeId,
        args: &[TypeId],
        pos: Pos,
    ) -> Callee {
        let generic = Generic::Func(declared);
        let derived = args.iter().any(|&arg| self.shaper.has_shape(arg));
        if self.recorder.is_some() {
            if derived {
                self.look_up_dict(expr, generic, args);
            }
            return self.recorded_callee(declared, pos);
        }
        self.meet_type(recv);
        let base = self.func_instance(declared, args, true);
        let dict = match derived {
            true => self.dynamic_dict(expr, generic, args, pos),
            false => self.static_dict(generic, args, pos),
        };
        let types = self.cx.types;
        let base = match types.generic_of(deref(types, recv).0) {
            None => self.method_instance_expr(recv, declared, base, pos),
            Some(_) => self.func_node(base, pos),
        };
        Callee { base, dict: Some(dict), wrapper: None }
    }

    /// `recv.method[…]`, where the method has type parameters of its own.
    fn method_instance_expr(&mut self, recv: TypeId, obj: ObjId, func: FuncId, pos: Pos) -> ExprId {
        let ty = self.pkg.funcs[func].signature;
        let bare = self.text(self.cx.types.object(obj).name);
        let full = self.text(self.pkg.funcs[func].name);
        let start = full.find(&format!(".{bare}[")).map_or(0, |dot| dot + 1);
        let name = self.intern(&full[start..]);
        let target = FuncRef::Local(func);
        self.expr_node(ExprKind::MethodExpr { recv, name, target, obj }, ty, pos)
    }

    /// A method of an instance compiled for shapes, as a function.
    pub fn shaped_method(&mut self, shaped: TypeId, declared: ObjId, pos: Pos) -> ExprId {
        let types = self.cx.types;
        let obj = types.instance_method(shaped, declared);
        self.meet_object_of(shaped);
        let recv = match types.get(types.type_of(obj)) {
            Type::Signature(s) => s.recv.map(|recv| types.type_of(recv)),
            _ => None,
        };
        self.method_expr(recv.unwrap_or(shaped), obj, pos)
    }
}
