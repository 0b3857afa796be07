//! Calls and explicit conversions.
//!
//! In: call expressions. Out: calls whose method receivers are arguments, whose extra arguments are
//! one slice, and whose callee has no calls in it: those go to a temporary first.
//! Source: gc 1.27.3: calls of unified IR and their normal form. Spec: "Calls".

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{Constant, Mode, SelectionKind, Type, TypeId};

impl Lowering<'_> {
    /// Lowers a call, a conversion or a use of a builtin.
    pub fn call(
        &mut self,
        expr: ast::ExprId,
        fun: ast::ExprId,
        args: ast::List<ast::ExprId>,
        spread: bool,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let args = self.ast().list(args);
        match self.type_and_value(self.resolve(fun)).map(|tv| (tv.mode, tv.ty)) {
            Some((Mode::Type, ty)) => self.conversion(ty, args, pos),
            Some((Mode::Builtin(builtin), _)) => self.builtin(expr, builtin, args, spread, pos),
            _ => self.ordinary_call(expr, fun, args, spread, pos),
        }
    }

    fn conversion(&mut self, written: TypeId, args: &[ast::ExprId], pos: Pos) -> Lowered<ExprId> {
        let is_param = matches!(self.cx.types.get(self.cx.types.unalias(written)), Type::TypeParam { .. });
        let ty = self.translate(written);
        let &[arg] = args else { return self.surprise(pos, "conversion of other than one value") };
        self.meet_type(ty);
        let at = self.at(self.ast().exprs[arg].pos);
        let src = if self.is_nil(arg) { ty } else { self.type_of(arg)? };
        self.look_up_conversion(src, ty);
        let x = if self.is_nil(arg) { self.expr_node(ExprKind::Nil, ty, at) } else { self.expr(arg)? };
        if is_param
            && self.cx.rules.constants_become_parameters
            && let Some(value) = self.converted_constant(x, ty)
        {
            let x = self.expr_node(ExprKind::Literal(value), ty, at);
            return Ok(self.implicit_node(ExprKind::Conv { kind: ConvKind::Nop, x }, ty, pos));
        }
        Ok(self.convert(x, ty, at, false))
    }

    /// A constant as a value of a type that stands for a type parameter.
    fn converted_constant(&self, x: ExprId, ty: TypeId) -> Option<Constant> {
        let ExprKind::Literal(value) = &self.pkg.exprs[x].kind else { return None };
        let Type::Basic(to) = self.under(ty) else { return None };
        match value {
            Constant::String(_) => to.is_string().then(|| value.clone()),
            Constant::Bool(_) => Some(value.clone()),
            _ if to.is_integer() => value.to_int(),
            _ if to.is_float() => value.to_float(),
            _ if to.is_complex() => value.to_complex(),
            _ => None,
        }
    }

    fn ordinary_call(
        &mut self,
        expr: ast::ExprId,
        fun: ast::ExprId,
        args: &[ast::ExprId],
        spread: bool,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let Type::Signature(sig) = self.structure_of(fun)? else {
            return self.surprise(pos, "call of something that is no function");
        };
        let ty = self.type_of(expr)?;
        let mut all = Vec::new();
        let (mut fun, kind) = self.callee(fun, &mut all)?;
        let params: Vec<TypeId> = sig.params.iter().map(|&p| self.obj_type(p)).collect();
        let fixed = if sig.variadic { params.len().saturating_sub(1) } else { params.len() };
        let elem = match params.last().map(|&last| self.under(last)) {
            Some(Type::Slice(elem)) if sig.variadic && !spread => Some(*elem),
            _ => None,
        };
        let target = |i: usize| match elem {
            Some(elem) if i >= fixed => Some(elem),
            _ => params.get(i).copied(),
        };
        let mut values = self.multi_expr(pos, &target, args)?;
        let init = self.hoist_callee(&mut fun, pos);
        if sig.variadic && !spread {
            let extra = values.split_off(fixed.min(values.len()));
            values.push(self.variadic_slice(extra, params[fixed], pos));
        }
        all.extend(values);
        let call = ExprKind::Call { kind, fun, args: all, spread: sig.variadic, go_defer: false };
        let call = self.expr_node(call, ty, pos);
        if !init.is_empty() {
            self.pkg.expr_init.insert(call, init);
        }
        Ok(call)
    }

    /// A call of the value of an expression without results, with arguments that are lowered.
    pub fn call_of_value(&mut self, fun: ast::ExprId, values: Vec<ExprId>, pos: Pos) -> Lowered<ExprId> {
        let mut args = Vec::new();
        let (mut fun, kind) = self.callee(fun, &mut args)?;
        let init = self.hoist_callee(&mut fun, pos);
        args.extend(values);
        let call = ExprKind::Call { kind, fun, args, spread: false, go_defer: false };
        let call = self.expr_node(call, TypeId::EMPTY_TUPLE, pos);
        if !init.is_empty() {
            self.pkg.expr_init.insert(call, init);
        }
        Ok(call)
    }

    /// Lowers what is called; the receiver of a method becomes the first argument.
    fn callee(&mut self, fun: ast::ExprId, args: &mut Vec<ExprId>) -> Lowered<(ExprId, CallKind)> {
        if let Some((name, obj, targs)) = self.instantiated(fun) {
            let at = self.at(self.ast().exprs[self.resolve(fun)].pos);
            let callee = self.generic_func(name, obj, &targs, at)?;
            args.extend(callee.dict);
            return Ok((callee.base, CallKind::Func));
        }
        let mut callee = self.resolve(fun);
        if let ast::ExprKind::Index { x, .. } = self.ast().exprs[callee].kind
            && self
                .info()
                .expr_selection
                .get(&self.resolve(x))
                .is_some_and(|s| s.kind != SelectionKind::Field)
        {
            callee = self.resolve(x);
        }
        let at = self.at(self.ast().exprs[callee].pos);
        let selection = self.info().expr_selection.get(&callee);
        let (ast::ExprKind::Selector { x, .. }, Some(s)) = (self.ast().exprs[callee].kind, selection) else {
            return Ok((self.expr(callee)?, CallKind::Func));
        };
        if s.kind != SelectionKind::MethodValue {
            return Ok((self.expr(callee)?, CallKind::Func));
        }
        let (recv, recv_ty) = self.receiver(x, s, at)?;
        self.meet_method(s, recv_ty);
        if let Some(method) = self.generic_method(callee, x, s, recv_ty, at)? {
            if self.is_interface(recv_ty) && self.recorder.is_none() {
                self.pkg.notes.push(PassNote::ImpreciseCall { pos: at });
            }
            args.push(recv);
            args.extend(method.dict);
            return Ok((method.base, CallKind::Func));
        }
        if self.is_interface(recv_ty) {
            let name = self.cx.types.object(s.obj).name;
            let method = ExprKind::DotInterface { x: recv, name, obj: s.obj };
            return Ok((self.expr_node(method, self.obj_type(s.obj), at), CallKind::Interface));
        }
        args.push(recv);
        Ok((self.method_expr(recv_ty, s.obj, at), CallKind::Func))
    }

    /// The slice that holds the extra arguments of a variadic call.
    fn variadic_slice(&mut self, extra: Vec<ExprId>, ty: TypeId, pos: Pos) -> ExprId {
        if extra.is_empty() {
            return self.expr_node(ExprKind::Nil, ty, pos);
        }
        let len = extra.len() as i64;
        let elems = extra
            .into_iter()
            .map(|value| LitElem { field: None, key: None, value, pos: self.pkg.exprs[value].pos })
            .collect();
        self.implicit_node(ExprKind::CompositeLit { kind: LitKind::Slice { len }, elems }, ty, pos)
    }

    /// Saves a callee (or the interface whose method is called) that is computed by a call.
    fn hoist_callee(&mut self, fun: &mut ExprId, pos: Pos) -> Vec<StmtId> {
        let interface = match self.pkg.exprs[*fun].kind {
            ExprKind::DotInterface { x, .. } => Some(x),
            _ => None,
        };
        let operand = interface.unwrap_or(*fun);
        if !self.has_call(operand) {
            return Vec::new();
        }
        let tmp = self.temp(pos, self.node_type(operand));
        let declare = self.declare_stmt(tmp, pos);
        let lhs = self.var_node(tmp, pos);
        let kind = StmtKind::Assign { lhs, rhs: Some(operand), define: false };
        let assign = self.stmt_node(kind, pos, vec![declare]);
        self.pkg.vars[tmp].defn = Some(assign);
        let value = self.var_node(tmp, pos);
        match &mut self.pkg.exprs[*fun].kind {
            ExprKind::DotInterface { x, .. } => *x = value,
            _ => *fun = value,
        }
        vec![assign]
    }

    /// Whether a call, a builtin or a receive is part of an expression; bodies of literals are not.
    fn has_call(&self, expr: ExprId) -> bool {
        let mut todo = vec![expr];
        while let Some(expr) = todo.pop() {
            for &stmt in self.pkg.expr_init.get(expr).into_iter().flatten() {
                match &self.pkg.stmts[stmt].kind {
                    StmtKind::Assign { lhs, rhs, .. } => {
                        todo.push(*lhs);
                        todo.extend(rhs);
                    }
                    StmtKind::AssignList { lhs, rhs, .. } => todo.extend(lhs.iter().chain(rhs)),
                    _ => {}
                }
            }
            match &self.pkg.exprs[expr].kind {
                ExprKind::Call { .. } | ExprKind::Builtin { .. } | ExprKind::Recv(_) => return true,
                kind => children(kind, &mut todo),
            }
        }
        false
    }
}

/// Pushes the operands of an expression that is no call.
pub(super) fn children(kind: &ExprKind, out: &mut Vec<ExprId>) {
    match kind {
        ExprKind::Unary { x, .. }
        | ExprKind::AddrOf(x)
        | ExprKind::Deref(x)
        | ExprKind::Recv(x)
        | ExprKind::PtrLit(x)
        | ExprKind::Dot { x, .. }
        | ExprKind::DotPtr { x, .. }
        | ExprKind::DotInterface { x, .. }
        | ExprKind::MethodValue { x, .. }
        | ExprKind::Conv { x, .. }
        | ExprKind::TypeAssert { x, .. } => out.push(*x),
        ExprKind::Binary { x, y, .. } => out.extend([*x, *y]),
        ExprKind::Index { x, index } | ExprKind::IndexMap { x, index, .. } => out.extend([*x, *index]),
        ExprKind::Concat(list) => out.extend(list),
        ExprKind::Slice { x, lo, hi, max, .. } => {
            out.push(*x);
            out.extend([lo, hi, max].into_iter().flatten());
        }
        ExprKind::MakeSlice { len, cap } => {
            out.push(*len);
            out.extend(cap);
        }
        ExprKind::MakeMap { hint } => out.extend(hint),
        ExprKind::MakeChan { size } => out.extend(size),
        ExprKind::CompositeLit { elems, .. } => {
            for elem in elems {
                out.extend(elem.key);
                out.push(elem.value);
            }
        }
        ExprKind::Call { .. }
        | ExprKind::Builtin { .. }
        | ExprKind::InlinedCall { .. }
        | ExprKind::Var(_)
        | ExprKind::Global(_)
        | ExprKind::StaticData { .. }
        | ExprKind::Blank
        | ExprKind::Func(_)
        | ExprKind::MethodExpr { .. }
        | ExprKind::Nil
        | ExprKind::Literal(_)
        | ExprKind::Type(_)
        | ExprKind::New(_)
        | ExprKind::Closure(_) => {}
    }
}
