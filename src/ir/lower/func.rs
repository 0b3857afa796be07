//! Functions under construction: their variables, temporaries and captured variables.
//!
//! In: signatures and objects. Out: [`Func`]s whose [`Func::vars`] are in gc's order of creation,
//! and [`Var`]s.
//! Invariants: a temporary is named after the number of variables that its function has; a literal
//! lists a captured variable at its first use, and so does every literal between the use and the
//! declaration.
//! Source: gc 1.27.3: declaration of parameters, temporaries, closure variables.

use super::{Lowered, Lowering, range_func};
use crate::ir::features::Features;
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{ObjId, Signature, Type, TypeId};
use rustc_hash::FxHashMap;

/// A function whose body is being lowered.
#[derive(Debug)]
pub(in crate::ir) struct Frame {
    /// The function.
    pub func: FuncId,
    /// Its own variables.
    pub locals: FxHashMap<ObjId, VarId>,
    /// What it captures.
    pub captured: FxHashMap<ObjId, VarId>,
    /// Types of its results.
    pub results: Vec<TypeId>,
    /// Where gc reports nodes for which it has no better position.
    pub base_pos: Pos,
    /// The dictionary of an instance compiled for shapes.
    pub dict: Option<VarId>,
}

impl<'a> Lowering<'a> {
    /// The innermost function being lowered.
    pub fn frame(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// The id of the innermost function being lowered.
    pub fn func(&self) -> FuncId {
        self.frames[self.frames.len() - 1].func
    }

    /// The parts of a function type.
    pub fn signature(&self, ty: TypeId) -> Option<&'a Signature> {
        match self.under(ty) {
            Type::Signature(sig) => Some(sig),
            _ => None,
        }
    }

    /// Adds a function without parameters yet; it is not in the function list.
    pub fn new_func(&mut self, name: &str, pos: Pos, kind: FuncKind, signature: TypeId) -> FuncId {
        let name = self.intern(name);
        self.pkg.funcs.alloc(Func::new(name, pos, kind, signature))
    }

    /// Opens a frame for `func` and declares its receiver, parameters and results.
    pub fn open_frame(&mut self, func: FuncId) {
        self.open_frame_of(func, self.pkg.funcs[func].signature);
    }

    /// Opens a frame for `func`, whose declaration has this signature: type parameters in it are
    /// replaced. An instance compiled for shapes has its dictionary behind the receiver.
    pub fn open_frame_of(&mut self, func: FuncId, signature: TypeId) {
        let pos = self.pkg.funcs[func].pos;
        self.frames.push(Frame {
            func,
            locals: FxHashMap::default(),
            captured: FxHashMap::default(),
            results: Vec::new(),
            base_pos: pos,
            dict: None,
        });
        let declared = self.pkg.funcs[func].kind == FuncKind::Declared;
        if !declared {
            self.capture_dict(func);
        }
        let Some(sig) = self.signature(signature) else { return };
        let receiver = sig.recv.filter(|_| declared);
        self.pkg.funcs[func].has_receiver = receiver.is_some();
        let last = sig.params.last().filter(|_| sig.variadic);
        let shaped = declared && self.env.as_ref().is_some_and(|env| env.dict.shaped);
        let mut index = 0;
        for &obj in receiver.iter().chain(&sig.params) {
            if shaped && self.frame().dict.is_none() && Some(obj) != receiver {
                self.declare_dict(func);
                index += 1;
            }
            let var = self.declare_param(func, obj, VarClass::Param, index);
            index += 1;
            self.pkg.vars[var].variadic = Some(&obj) == last;
            self.pkg.funcs[func].params.push(var);
        }
        if shaped && self.frame().dict.is_none() {
            self.declare_dict(func);
        }
        for (i, &obj) in sig.results.iter().enumerate() {
            let var = self.declare_param(func, obj, VarClass::Result, i);
            self.pkg.funcs[func].results.push(var);
            let ty = self.obj_type(obj);
            self.frame().results.push(ty);
        }
    }

    /// Declares the parameter that holds the dictionary of an instance compiled for shapes.
    fn declare_dict(&mut self, func: FuncId) {
        let layout = self.env.as_ref().and_then(|env| env.dict.layout.clone());
        let array = self.dict_type(layout.map_or(0, |layout| layout.words()));
        let ty = self.pointer_to(array);
        let pos = self.pkg.funcs[func].pos;
        let name = self.intern(".dict");
        let var = self.new_var(func, name, pos, ty, VarClass::Param);
        self.pkg.funcs[func].params.push(var);
        self.frame().dict = Some(var);
    }

    /// Lets a literal capture the dictionary of the function around it; it is the last variable
    /// that the literal captures, see [`Lowering::close_frame`].
    fn capture_dict(&mut self, func: FuncId) {
        let outer = self.frames.len().checked_sub(2).and_then(|outer| self.frames[outer].dict);
        let Some(outer) = outer else { return };
        let pos = self.pkg.vars[outer].pos;
        let var = self.capture(func, outer, pos);
        self.pkg.funcs[func].closure_vars.pop();
        self.frame().dict = Some(var);
    }

    /// Closes the frame of the innermost function.
    pub fn close_frame(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if let Some(dict) = frame.dict.filter(|&dict| self.pkg.vars[dict].outer.is_some()) {
            self.pkg.funcs[frame.func].closure_vars.push(dict);
        }
    }

    /// Opens a frame for a literal that the source did not write, with copies of parameters; those
    /// of a method lose their names.
    pub fn open_literal_frame(&mut self, func: FuncId, signature: &Signature, method: bool) {
        let Signature { params, results, variadic, .. } = signature;
        let base_pos = self.pkg.funcs[func].pos;
        self.frames.push(Frame {
            func,
            locals: FxHashMap::default(),
            captured: FxHashMap::default(),
            results: Vec::new(),
            base_pos,
            dict: None,
        });
        for (i, &obj) in params.iter().enumerate() {
            let var = self.declare_param(func, obj, VarClass::Param, i);
            self.pkg.vars[var].variadic = *variadic && i + 1 == params.len();
            self.pkg.vars[var].pos = Pos::AUTOGENERATED;
            if method {
                self.pkg.vars[var].name = self.intern(&self.cx.rules.unnamed_param(false, false, i));
            }
            self.pkg.funcs[func].params.push(var);
        }
        for (i, &obj) in results.iter().enumerate() {
            let var = self.declare_param(func, obj, VarClass::Result, i);
            self.pkg.vars[var].pos = Pos::AUTOGENERATED;
            if method {
                self.pkg.vars[var].name = self.intern(&self.cx.rules.unnamed_param(true, false, i));
            }
            self.pkg.funcs[func].results.push(var);
        }
    }

    /// Releases differ in whether an unnamed or blank parameter is one of the function's variables.
    fn declare_param(&mut self, func: FuncId, obj: ObjId, class: VarClass, index: usize) -> VarId {
        let object = self.cx.types.object(obj);
        let text = self.text(object.name);
        let name = match text {
            "" | "_" => {
                self.intern(&self.cx.rules.unnamed_param(class == VarClass::Result, text == "_", index))
            }
            _ => object.name,
        };
        let ty = self.obj_type(obj);
        self.look_up_type(ty);
        let var = self.new_var(func, name, object.pos, ty, class);
        self.pkg.vars[var].obj = Some(obj);
        let unnamed = text.is_empty() || text == "_";
        if unnamed && class == VarClass::Param && !self.cx.rules.unnamed_params_declared {
            self.pkg.funcs[func].vars.pop();
        }
        if !unnamed {
            self.frame().locals.insert(obj, var);
        }
        var
    }

    /// Adds a variable at the end of a function's variables.
    pub fn new_var(
        &mut self,
        func: FuncId,
        name: crate::source::Symbol,
        pos: Pos,
        ty: TypeId,
        class: VarClass,
    ) -> VarId {
        let var = self.pkg.vars.alloc(Var::new(name, pos, ty, func, class));
        self.pkg.funcs[func].vars.push(var);
        var
    }

    /// Declares a local variable of the innermost function.
    pub fn declare_local(&mut self, obj: ObjId) -> VarId {
        let object = self.cx.types.object(obj);
        let ty = self.obj_type(obj);
        self.meet_type(ty);
        let var = self.declare_local_at(obj, object.pos, ty);
        self.frame().base_pos = object.pos;
        var
    }

    /// Declares a local variable at a position and with a type of its own.
    pub fn declare_local_at(&mut self, obj: ObjId, pos: Pos, ty: TypeId) -> VarId {
        let func = self.func();
        self.look_up_type(ty);
        let var = self.new_var(func, self.cx.types.object(obj).name, pos, ty, VarClass::Local);
        self.pkg.vars[var].obj = Some(obj);
        self.frame().locals.insert(obj, var);
        var
    }

    /// A new temporary of the innermost function.
    pub fn temp(&mut self, pos: Pos, ty: TypeId) -> VarId {
        let func = self.func();
        let name = self.intern(&format!(".autotmp_{}", self.pkg.funcs[func].vars.len()));
        let var = self.new_var(func, name, pos, ty, VarClass::Local);
        self.pkg.vars[var].auto_temp = true;
        var
    }

    /// A statement that declares `var`.
    pub fn declare_stmt(&mut self, var: VarId, pos: Pos) -> StmtId {
        self.stmt_node(StmtKind::Declare(var), pos, Vec::new())
    }

    /// A use of a variable.
    pub fn var_node(&mut self, var: VarId, pos: Pos) -> ExprId {
        let ty = self.pkg.vars[var].ty;
        self.expr_node(ExprKind::Var(var), ty, pos)
    }

    /// Declares a temporary that holds `value`, the operand of `new`; the statements go to `init`.
    pub fn temp_copy(&mut self, pos: Pos, value: ExprId, init: &mut Vec<StmtId>) -> VarId {
        let var = self.temp(pos, self.node_type(value));
        init.push(self.declare_stmt(var, pos));
        let lhs = self.var_node(var, pos);
        let define = self.cx.rules.new_defines_copy;
        let kind = StmtKind::Assign { lhs, rhs: Some(value), define };
        let assign = self.stmt_node(kind, pos, Vec::new());
        self.pkg.vars[var].defn = define.then_some(assign);
        init.push(assign);
        var
    }

    /// The variable of the innermost function that `obj` is there, captured if need be.
    pub fn use_local(&mut self, obj: ObjId, pos: Pos) -> Lowered<VarId> {
        let found = (0..self.frames.len()).rev().find_map(|level| {
            let frame = &self.frames[level];
            let var = frame.locals.get(&obj).or_else(|| frame.captured.get(&obj))?;
            Some((level, *var))
        });
        let Some((level, mut var)) = found else {
            return self.surprise(pos, "use of a variable that is not declared");
        };
        for level in level + 1..self.frames.len() {
            var = self.capture(self.frames[level].func, var, pos);
            self.frames[level].captured.insert(obj, var);
        }
        Ok(var)
    }

    /// Lets the literal `func` capture a variable of the function around it.
    pub fn capture(&mut self, func: FuncId, outer: VarId, pos: Pos) -> VarId {
        let from = self.pkg.vars[outer].clone();
        let var = self.pkg.vars.alloc(Var {
            pos,
            func,
            class: VarClass::Local,
            outer: Some(outer),
            defn: None,
            auto_temp: false,
            addr_taken: false,
            variadic: false,
            ..from
        });
        self.pkg.funcs[func].closure_vars.push(var);
        var
    }

    /// Lowers the body of the innermost function and closes its frame.
    pub fn lower_body(&mut self, body: ast::BlockId) -> Lowered<()> {
        let func = self.func();
        let saved = range_func::enter_function(self, body);
        let list = self.ast().blocks[body].stmts;
        let around = std::mem::replace(&mut self.pkg.features, Features::NONE);
        let stmts = self.stmts(self.ast().list(list));
        self.pkg.funcs[func].features = self.pkg.features;
        self.pkg.features.add(around);
        self.pkg.funcs[func].body = Some(stmts?);
        range_func::leave_function(self, saved);
        self.close_frame();
        Ok(())
    }
}
