//! Uses of generic functions and types.
//!
//! In: a generic object and type arguments. Out: the function or type of the instance, and the
//! expression for its dictionary.
//! Source: gc 1.21 to 1.27: references to instances in unified IR.

use super::{Body, Dict, Env, Generic, Unshaped};
use crate::ir::lower::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{Basic, Constant, ObjId, Object, ObjectKind, Signature, Type, TypeId, VarKind};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;

/// A generic function as an operand.
pub(in crate::ir) struct Callee {
    /// The function compiled for shapes.
    pub base: ExprId,
    /// Its dictionary; `None` if it needs none.
    pub dict: Option<ExprId>,
    /// The function of the instance without shapes, when the dictionary is known.
    pub wrapper: Option<FuncId>,
}

impl<'a> Lowering<'a> {
    /// The generic function that an expression stands for, with its type arguments: a name, a
    /// qualified name or an explicit instantiation of one.
    pub fn instantiated(&self, expr: ast::ExprId) -> Option<(ast::ExprId, ObjId, Vec<TypeId>)> {
        let mut name = self.resolve(expr);
        if let ast::ExprKind::Index { x, .. } = self.ast().exprs[name].kind {
            name = self.resolve(x);
        }
        let args = self.info().expr_instance.get(&name)?;
        if self.info().expr_selection.contains_key(&name) {
            return None;
        }
        let obj = self.use_of(name)?;
        matches!(self.cx.types.object(obj).kind, ObjectKind::Func).then(|| (name, obj, args.clone()))
    }

    /// Type arguments as the environment has them.
    pub fn translate_all(&self, types: &[TypeId]) -> Vec<TypeId> {
        types.iter().map(|&ty| self.translate(ty)).collect()
    }

    /// A use of a generic function.
    pub fn generic_func(
        &mut self,
        expr: ast::ExprId,
        obj: ObjId,
        args: &[TypeId],
        pos: Pos,
    ) -> Lowered<Callee> {
        let callee = self.generic_func_unchecked(expr, obj, args, pos);
        self.check_names(pos)?;
        Ok(callee)
    }

    fn generic_func_unchecked(&mut self, expr: ast::ExprId, obj: ObjId, args: &[TypeId], pos: Pos) -> Callee {
        let args = self.translate_all(args);
        let generic = Generic::Func(obj);
        if self.recorder.is_some() {
            if args.iter().any(|&arg| self.shaper.has_shape(arg)) {
                self.look_up_dict(expr, generic, &args);
            }
            return self.recorded_callee(obj, pos);
        }
        for &arg in &args {
            self.meet_type(arg);
        }
        if args.iter().any(|&arg| self.shaper.has_shape(arg)) {
            let base = self.func_instance(obj, &args, true);
            let dict = self.dynamic_dict(expr, generic, &args, pos);
            return Callee { base: self.func_node(base, pos), dict: Some(dict), wrapper: None };
        }
        let wrapper = self.func_instance(obj, &args, false);
        let base = self.func_instance(obj, &args, true);
        let dict = self.static_dict(generic, &args, pos);
        Callee { base: self.func_node(base, pos), dict: Some(dict), wrapper: Some(wrapper) }
    }

    /// What stands for a generic function while a layout is recorded.
    pub fn recorded_callee(&mut self, obj: ObjId, pos: Pos) -> Callee {
        let ty = self.cx.types.type_of(obj);
        let base = self.expr_node(ExprKind::Func(FuncRef::Extern(obj)), ty, pos);
        Callee { base, dict: None, wrapper: None }
    }

    /// A function as an expression.
    pub fn func_node(&mut self, func: FuncId, pos: Pos) -> ExprId {
        let ty = self.pkg.funcs[func].signature;
        self.expr_node(ExprKind::Func(FuncRef::Local(func)), ty, pos)
    }

    /// An instance of a generic function.
    pub fn func_instance(&mut self, obj: ObjId, args: &[TypeId], shaped: bool) -> FuncId {
        let types = self.cx.types;
        let general = types.type_of(obj);
        let (params, recv) = match types.get(general) {
            Type::Signature(s) => {
                (s.recv_type_params.iter().chain(&s.type_params).copied().collect(), s.recv)
            }
            _ => (Vec::new(), None),
        };
        let args = self.shaper.shape_args(&params, args.to_vec(), shaped);
        let shaped = shaped || args.iter().any(|&arg| self.shaper.has_shape(arg));
        let receivers = match types.get(general) {
            Type::Signature(s) => s.recv_type_params.len(),
            _ => 0,
        };
        let list = |args: &[TypeId]| {
            let texts: Vec<String> = args.iter().map(|&arg| self.shaper.link_text(arg)).collect();
            texts.join(",")
        };
        let bare = self.text(types.object(obj).name);
        let name = match recv {
            Some(recv) => {
                let method = format!("{bare}[{}]", list(&args[receivers..]));
                let env = self.instance_env(obj, Generic::Func(obj), args.clone(), shaped);
                let recv = self.shaper.translate(&env, types.type_of(recv));
                self.method_name(recv, &method)
            }
            None => format!("{bare}[{}]", list(&args)),
        };
        let path = types.object(obj).package.map_or("", |p| types.package(p).path.as_str());
        let key = format!("{path}.{name}");
        if let Some(&known) = self.instances.funcs.get(&key) {
            return known;
        }
        let env = self.instance_env(obj, Generic::Func(obj), args.clone(), shaped);
        let signature = self.shaper.translate(&env, general);
        let signature = self.without_params(signature);
        let pos = self.declared_pos(obj);
        let func = self.new_func(&name, pos, FuncKind::Declared, signature);
        self.pkg.funcs[func].obj = Some(obj);
        self.pkg.funcs[func].dup_ok = true;
        self.pkg.funcs[func].shape_args = shaped.then(|| args.clone());
        self.instances.funcs.insert(key, func);
        let body = Body { decl: obj, env: Arc::new(env), receiver: None };
        self.instances.bodies.insert(func, body);
        if self.shaper.has_cut.get() {
            // An error where it is used.
            return func;
        }
        self.meet_signature(signature);
        if !shaped {
            self.instances.unshaped.push(Unshaped::Func(obj, args));
        }
        self.met.push_instance(func);
        func
    }

    /// The type of an instance: no longer one of a generic function.
    fn without_params(&self, signature: TypeId) -> TypeId {
        match self.cx.types.get(signature) {
            Type::Signature(s) if !s.type_params.is_empty() => {
                let plain = Signature { type_params: Vec::new(), ..s.clone() };
                self.cx.types.add(Type::Signature(plain))
            }
            _ => signature,
        }
    }

    /// What type parameters stand for in an instance of a function or method.
    pub fn instance_env(&mut self, decl: ObjId, generic: Generic, args: Vec<TypeId>, shaped: bool) -> Env {
        let types = self.cx.types;
        let params = match types.get(types.type_of(decl)) {
            Type::Signature(s) => s.recv_type_params.iter().chain(&s.type_params).copied().collect(),
            _ => Vec::new(),
        };
        let layout = Some(self.layout(generic, &args));
        Env {
            params,
            args: args.clone(),
            dict: Dict { generic, args, shaped, layout },
            file: types.object(decl).pos.file,
            span: 0..0,
            known: Mutex::default(),
        }
    }

    /// The instance of a type with the shapes of its type arguments.
    pub fn shaped_type(&mut self, instance: TypeId) -> TypeId {
        let types = self.cx.types;
        let Some(generic) = types.generic_of(instance) else { return instance };
        let params = types.type_params(generic).to_vec();
        let args = self.shaper.shape_args(&params, types.type_args(instance).to_vec(), true);
        let shaped = self.shaper.instance(generic, args);
        self.meet_object_of(shaped);
        shaped
    }

    /// The address of a dictionary that is known.
    pub fn static_dict(&mut self, generic: Generic, args: &[TypeId], pos: Pos) -> ExprId {
        let (path, name) = self.dict_name(generic, args);
        let layout = self.layout(generic, args);
        let ty = self.dict_type(layout.words());
        let pointer = self.pointer_to(ty);
        let key = format!("{path}.{name}");
        let types = self.cx.types;
        let package = self.declared_as(generic).and_then(|obj| types.object(obj).package);
        let symbol = self.intern(&format!(".dict.{name}"));
        let obj = *self.instances.dict_objects.entry(key).or_insert_with(|| {
            types.add_object(Object {
                kind: ObjectKind::Var(VarKind::Package),
                name: symbol,
                pos: Pos::AUTOGENERATED,
                package,
                ty: OnceLock::from(ty),
            })
        });
        let itabs = self.make_dict(generic, args);
        if !itabs.is_empty() {
            self.pkg.dict_itabs.entry(obj).or_default().extend(itabs);
        }
        let x = self.expr_node(ExprKind::Global(obj), ty, pos);
        self.expr_node(ExprKind::AddrOf(x), pointer, pos)
    }

    /// The declaration of a generic object.
    pub fn declared_as(&self, generic: Generic) -> Option<ObjId> {
        match generic {
            Generic::Func(obj) => Some(obj),
            Generic::Type(ty) => match self.cx.types.get(ty) {
                Type::Named(named) => Some(named.obj),
                _ => None,
            },
        }
    }

    /// The path of the package and the name of an instance.
    fn dict_name(&self, generic: Generic, args: &[TypeId]) -> (&'a str, String) {
        let types = self.cx.types;
        let Some(obj) = self.declared_as(generic) else { return ("", String::new()) };
        let object = types.object(obj);
        let texts: Vec<String> = args.iter().map(|&arg| self.shaper.link_text(arg)).collect();
        let number = match self.shaper.local_type.borrow().get(&obj) {
            Some(number) => format!("·{number}"),
            None => String::new(),
        };
        let path = object.package.map_or("", |p| types.package(p).path.as_str());
        (path, format!("{}[{}]{number}", self.text(object.name), texts.join(",")))
    }

    /// Meets what the dictionary of an instance mentions, unless it was made before. Returns the
    /// conversions to interface types that it supports.
    fn make_dict(&mut self, generic: Generic, args: &[TypeId]) -> Vec<(TypeId, TypeId)> {
        let mut tables = Vec::new();
        let mut todo = vec![(generic, args.to_vec())];
        while let Some((generic, args)) = todo.pop() {
            let (path, name) = self.dict_name(generic, &args);
            if !self.instances.dicts.insert(format!("{path}.{name}")) {
                continue;
            }
            let layout = self.layout(generic, &args);
            let filled = layout.placeholders.iter().filter_map(|&(ty, param)| Some((ty, *args.get(param)?)));
            self.shaper.placeholders.borrow_mut().extend(filled);
            let mut subdicts = Vec::new();
            for (generic, args) in &layout.subdicts {
                let args: Vec<TypeId> = args.iter().map(|&arg| self.shaper.fill(arg)).collect();
                for &arg in &args {
                    self.meet_type(arg);
                }
                subdicts.push((*generic, args));
            }
            let rtypes: Vec<TypeId> = layout.rtypes.iter().map(|&ty| self.shaper.fill(ty)).collect();
            let pair = |&(src, dst): &(TypeId, TypeId)| (self.shaper.fill(src), self.shaper.fill(dst));
            let itabs: Vec<(TypeId, TypeId)> = layout.itabs.iter().map(pair).collect();
            for (placeholder, _) in &layout.placeholders {
                self.shaper.placeholders.borrow_mut().remove(placeholder);
            }
            for &ty in rtypes.iter().chain(itabs.iter().flat_map(|(src, dst)| [src, dst])) {
                self.meet_type(ty);
            }
            tables.extend(itabs);
            todo.extend(subdicts.into_iter().rev());
        }
        tables
    }

    /// The dictionary that the function's own dictionary holds for `expr`.
    pub fn dynamic_dict(&mut self, expr: ast::ExprId, generic: Generic, args: &[TypeId], pos: Pos) -> ExprId {
        let words = self.layout(generic, args).words();
        let ty = self.dict_type(words);
        let pointer = self.pointer_to(ty);
        let index = self.dict_use(expr).map_or(0, |(own, index)| own.methods.len() + index);
        let word = self.dict_word(index, pos);
        self.expr_node(ExprKind::Conv { kind: ConvKind::Nop, x: word }, pointer, pos)
    }

    /// The layout of the function's own dictionary, and what `expr` looks up in it.
    pub fn dict_use(&self, expr: ast::ExprId) -> Option<(Arc<super::Layout>, usize)> {
        let layout = self.env.as_ref()?.dict.layout.clone()?;
        let index = *layout.uses.get(&self.place(expr))?;
        Some((layout, index))
    }

    /// A word of the function's own dictionary.
    pub fn dict_word(&mut self, index: usize, pos: Pos) -> ExprId {
        let uintptr = Basic::Uintptr.id();
        let last = self.frames.len() - 1;
        let Some(var) = self.frames[last].dict else {
            return self.expr_node(ExprKind::Literal(Constant::Int(0)), uintptr, pos);
        };
        let dict = self.var_node(var, pos);
        let array = self.pointer_elem(self.node_type(dict)).unwrap_or(uintptr);
        let x = self.implicit_node(ExprKind::Deref(dict), array, pos);
        let index = self.expr_node(ExprKind::Literal(Constant::Int(index as i64)), Basic::Int.id(), pos);
        self.expr_node(ExprKind::Index { x, index }, uintptr, pos)
    }

    /// `[words]uintptr`
    pub fn dict_type(&mut self, words: usize) -> TypeId {
        let types = self.cx.types;
        let made = &mut self.made.dicts;
        *made
            .entry(words)
            .or_insert_with(|| types.add(Type::Array { len: words as i64, elem: Basic::Uintptr.id() }))
    }

    /// A use of a generic function as a value of type `ty`.
    pub fn generic_value(
        &mut self,
        expr: ast::ExprId,
        obj: ObjId,
        args: &[TypeId],
        ty: TypeId,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let Callee { base, dict, wrapper } = self.generic_func(expr, obj, args, pos)?;
        match (wrapper, dict) {
            (Some(wrapper), _) => Ok(self.func_node(wrapper, pos)),
            (None, Some(dict)) => self.curry(base, vec![dict], ty, pos),
            (None, None) => Ok(base),
        }
    }

    /// A literal of type `ty` that calls `fun` with `first` in front of its own arguments.
    pub fn curry(&mut self, fun: ExprId, first: Vec<ExprId>, ty: TypeId, pos: Pos) -> Lowered<ExprId> {
        let Some(signature) = self.signature(ty) else {
            return self.surprise(pos, "use of a generic function that is no function");
        };
        let signature = signature.clone();
        let literal = self.new_literal(pos, FuncKind::Curry, ty);
        let mut init = Vec::new();
        let constant = matches!(self.pkg.exprs[fun].kind, ExprKind::Func(_) | ExprKind::MethodExpr { .. });
        let mut captured = Vec::new();
        let operands: Vec<ExprId> = std::iter::once(fun).filter(|_| !constant).chain(first).collect();
        for operand in operands {
            let tmp = self.temp_copy(pos, operand, &mut init);
            captured.push(self.capture(literal, tmp, pos));
        }
        let mut captured = captured.into_iter();
        let method = !matches!(self.pkg.exprs[fun].kind, ExprKind::Func(_));
        self.open_literal_frame(literal, &signature, method);
        let callee = if constant { fun } else { captured.next().map_or(fun, |var| self.var_node(var, pos)) };
        let mut args: Vec<ExprId> = captured.map(|var| self.var_node(var, pos)).collect();
        for param in self.pkg.funcs[literal].params.clone() {
            args.push(self.var_node(param, pos));
        }
        self.forward(literal, callee, args, pos);
        Ok(self.made_literal(literal, ty, init, pos))
    }

    /// A literal that gc made, with statements that save what it captures.
    pub fn made_literal(&mut self, literal: FuncId, ty: TypeId, init: Vec<StmtId>, pos: Pos) -> ExprId {
        let closure = self.expr_node(ExprKind::Closure(literal), ty, pos);
        if !init.is_empty() {
            self.pkg.expr_init.insert(closure, init);
        }
        closure
    }
}
