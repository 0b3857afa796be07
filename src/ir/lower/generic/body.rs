//! Bodies of instances.
//!
//! In: an instance, and the declaration that it comes from. Out: compiled for shapes, the body with
//! its dictionary as a parameter; otherwise a call of that.
//! Source: gc 1.21 to 1.27: bodies of instances in unified IR.

use super::{Body, Dict, Env, Unshaped};
use crate::ir::lower::func::Frame;
use crate::ir::lower::range_plan::RangeState;
use crate::ir::lower::{Lowered, Lowering, Unit};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{ObjId, Type, TypeId, declaration};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use std::sync::Mutex;

/// Where a generic function is declared.
pub(in crate::ir) struct Decl {
    obj: ObjId,
    /// Where gc reports it.
    pos: Pos,
    body: Option<ast::BlockId>,
    pragma: Pragma,
}

/// What lowering was at before it turned to another declaration.
pub(in crate::ir) struct Saved<'a> {
    unit: Unit<'a>,
    file: usize,
    frames: Vec<Frame>,
    depth: u32,
    simplified: FxHashMap<ast::ExprId, ast::ExprId>,
    range: RangeState,
    current_loop: Option<ast::StmtId>,
    env: Option<Arc<Env>>,
}

impl<'a> Lowering<'a> {
    /// The package, the file and the declaration of a function.
    fn find_decl(&self, obj: ObjId) -> Option<(Unit<'a>, usize, ast::DeclId)> {
        let object = self.cx.types.object(obj);
        let home = object.package?;
        if let Some(package) = self.cx.program.package(home) {
            let (file, decl) = package.declaration(object.pos)?;
            return Some((Unit { files: &package.trees, checked: &package.checked }, file, decl));
        }
        if home == self.own.checked.package {
            let files = self.own.files;
            let (file, decl) = declaration(files, self.own.checked, object.pos)?;
            return Some((self.own, file, decl));
        }
        let package = self.cx.generics?.declaration(self.cx.types, obj)?;
        let decl = *package.trees.first()?.top_decls.first()?;
        Some((Unit { files: &package.trees, checked: &package.checked }, 0, decl))
    }

    /// Where gc reports a declared function.
    pub fn declared_pos(&mut self, obj: ObjId) -> Pos {
        let Some((unit, file, decl)) = self.find_decl(obj) else { return self.cx.types.object(obj).pos };
        let decl = unit.files[file].decls[decl];
        let saved = (std::mem::replace(&mut self.unit, unit), std::mem::replace(&mut self.file, file));
        let pos = self.func_pos(&decl);
        (self.unit, self.file) = saved;
        pos
    }

    /// Turns to the declaration of a function, with the type arguments of `dict`; the receiver of a
    /// method is of type `receiver`, however its arguments would look by now.
    pub fn enter_decl(
        &mut self,
        obj: ObjId,
        dict: Dict,
        receiver: Option<TypeId>,
    ) -> Option<(Decl, Saved<'a>)> {
        let types = self.cx.types;
        let (unit, file, id) = self.find_decl(obj)?;
        let ast = &unit.files[file];
        let decl = ast.decls[id];
        let ast::DeclKind::Func { body, .. } = decl.kind else { return None };
        let Type::Signature(signature) = types.get(types.type_of(obj)) else { return None };
        let params = signature.recv_type_params.iter().chain(&signature.type_params).copied().collect();
        let env = Env {
            params,
            args: dict.args.clone(),
            dict,
            file: ast.id,
            span: decl.span.start..decl.span.end,
            known: Mutex::default(),
        };
        if let (Some(receiver), Some(recv)) = (receiver, signature.recv) {
            let declared = types.type_of(recv);
            let base = match types.get(types.unalias(declared)) {
                Type::Pointer(elem) => *elem,
                _ => declared,
            };
            env.remember(base, receiver);
        }
        let saved = Saved {
            unit: std::mem::replace(&mut self.unit, unit),
            file: std::mem::replace(&mut self.file, file),
            frames: std::mem::take(&mut self.frames),
            depth: std::mem::take(&mut self.depth),
            simplified: std::mem::take(&mut self.simplified),
            range: std::mem::take(&mut self.range),
            current_loop: self.current_loop.take(),
            env: self.env.replace(Arc::new(env)),
        };
        let index = ast.top_decls.iter().position(|&d| d == id).unwrap_or(0);
        let since = index.checked_sub(1).map_or(0, |i| ast.decls[ast.top_decls[i]].span.end);
        let pragma = self.pragma(since, decl.span.start);
        let pos = self.func_pos(&decl);
        Some((Decl { obj, pos, body, pragma }, saved))
    }

    /// Undoes [`Lowering::enter_decl`].
    pub fn leave_decl(&mut self, saved: Saved<'a>) {
        self.unit = saved.unit;
        self.file = saved.file;
        self.frames = saved.frames;
        self.depth = saved.depth;
        self.simplified = saved.simplified;
        self.range = saved.range;
        self.current_loop = saved.current_loop;
        self.env = saved.env;
    }

    /// Lowers a declaration as a function compiled for shapes, for its dictionary's sake.
    pub fn shaped_body(&mut self, decl: &Decl) -> Lowered<FuncId> {
        let signature = self.cx.types.type_of(decl.obj);
        let func = self.new_func("", decl.pos, FuncKind::Declared, signature);
        self.fill_shaped(func, decl)?;
        Ok(func)
    }

    fn fill_shaped(&mut self, func: FuncId, decl: &Decl) -> Lowered<()> {
        let signature = self.cx.types.type_of(decl.obj);
        self.open_frame_of(func, signature);
        match decl.body {
            Some(body) => self.lower_body(body),
            None => {
                self.frames.pop();
                Ok(())
            }
        }
    }

    /// Lowers the body of an instance and adds it to the function list.
    pub fn instance_body(&mut self, func: FuncId, body: &Body) {
        let literals = self.pkg.func_list.len();
        let Some((decl, saved)) = self.enter_decl(body.decl, body.env.dict.clone(), body.receiver) else {
            self.pkg.funcs[func].body = None;
            return;
        };
        self.pkg.funcs[func].pragma = decl.pragma;
        let result =
            if body.env.dict.shaped { self.fill_shaped(func, &decl) } else { self.call_shaped(func, body) };
        match result.and_then(|()| self.check_names(decl.pos)) {
            Ok(()) => self.pkg.func_list.push(func),
            Err(surprise) => {
                self.pkg.func_list.truncate(literals);
                self.report(surprise);
            }
        }
        self.leave_decl(saved);
    }

    /// The body of an instance without shapes: it calls the one with shapes.
    pub fn call_shaped(&mut self, func: FuncId, body: &Body) -> Lowered<()> {
        let env = body.env.clone();
        let signature = self.cx.types.type_of(body.decl);
        self.open_frame_of(func, signature);
        let pos = self.pkg.funcs[func].pos;
        let params = self.pkg.funcs[func].params.clone();
        let receiver = usize::from(self.pkg.funcs[func].has_receiver);
        let fun = match body.receiver {
            Some(receiver) => {
                let shaped = self.shaped_type(receiver);
                self.shaped_method(shaped, body.decl, pos)
            }
            None => {
                let shaped = self.func_instance(body.decl, &env.dict.args, true);
                self.func_node(shaped, pos)
            }
        };
        let dict = self.static_dict(env.dict.generic, &env.dict.args, pos);
        let mut args = Vec::new();
        for (i, &param) in params.iter().enumerate() {
            if i == receiver {
                args.push(dict);
            }
            args.push(self.var_node(param, pos));
        }
        if params.len() == receiver {
            args.push(dict);
        }
        self.forward(func, fun, args, pos);
        Ok(())
    }

    /// Lets the innermost function, whose parameters are declared, do nothing but call `fun` and
    /// return what it returns.
    pub fn forward(&mut self, func: FuncId, fun: ExprId, args: Vec<ExprId>, pos: Pos) {
        let spread = self.pkg.funcs[func].params.last().is_some_and(|&p| self.pkg.vars[p].variadic);
        let results = self.pkg.funcs[func].results.clone();
        let types: Vec<TypeId> = results.iter().map(|&r| self.pkg.vars[r].ty).collect();
        let ty = match types[..] {
            [] => TypeId::EMPTY_TUPLE,
            [one] => one,
            _ => self.cx.types.add(Type::Tuple(types.clone())),
        };
        let call = ExprKind::Call { kind: CallKind::Func, fun, args, spread, go_defer: false };
        let call = self.expr_node(call, ty, pos);
        let stmt = self.return_call(call, &types, pos);
        self.pkg.funcs[func].body = Some(vec![stmt]);
        self.frames.pop();
    }

    /// `return call`; several results go through temporaries.
    fn return_call(&mut self, call: ExprId, types: &[TypeId], pos: Pos) -> StmtId {
        match types {
            [] => return self.stmt_node(StmtKind::Expr(call), pos, Vec::new()),
            [_] => return self.stmt_node(StmtKind::Return(vec![call]), pos, Vec::new()),
            _ => {}
        }
        let (mut init, mut lhs, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for &ty in types {
            let temp = self.temp(pos, ty);
            init.push(self.declare_stmt(temp, pos));
            lhs.push(self.var_node(temp, pos));
            values.push(self.var_node(temp, pos));
        }
        let kind = StmtKind::AssignList { op: AssignOp::Call, lhs, rhs: vec![call], define: false };
        let assign = self.stmt_node(kind, pos, init);
        self.stmt_node(StmtKind::Return(values), pos, vec![assign])
    }

    /// Makes the shape of an instance without shapes.
    pub fn make_shape_of(&mut self, unshaped: Unshaped) {
        let decl = match unshaped {
            Unshaped::Func(decl, args) => {
                self.func_instance(decl, &args, true);
                Some(decl)
            }
            Unshaped::Type(ty) => {
                self.shaped_type(ty);
                match self.cx.types.get(ty) {
                    Type::Named(named) => Some(named.obj),
                    _ => None,
                }
            }
        };
        // Nearly always said where the instance is used.
        let pos = decl.map_or(Pos::NONE, |decl| self.cx.types.object(decl).pos);
        if let Err(surprise) = self.check_names(pos)
            && self.pkg.errors.is_empty()
        {
            self.report(surprise);
        }
    }
}
