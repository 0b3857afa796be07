//! A package as a whole: its functions in gc's order, and the initialisation of its variables.
//!
//! In: all files. Out: the function list: the initialiser of the package's variables and the
//! literals in it, declared functions in source order, literals of their bodies from the last body
//! to the first.
//! Source: gc 1.27.3: reading of packages and bodies, package initialisation.

use super::order::MetFunc;
use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::syntax::check::func_offset;
use crate::types::typeset::type_set;
use crate::types::{Initializer, ObjId, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// A declared function that is lowered.
#[derive(Clone, Copy)]
struct Declared {
    func: FuncId,
    obj: ObjId,
    file: usize,
    body: Option<ast::BlockId>,
}

/// How far the declarations of a package were met.
#[derive(Debug, Default)]
struct Cursor {
    file: usize,
    /// Index of the next declaration in the file.
    decl: usize,
}

impl Lowering<'_> {
    /// Lowers the package.
    pub fn package(&mut self) {
        self.number_local_types();
        let declared = self.declare_functions();
        let mut met = Cursor::default();
        self.init_function(&mut met);
        self.pkg.func_list.extend(declared.iter().map(|d| d.func));
        self.meet_declarations(&mut met, None);
        let by_obj: FxHashMap<ObjId, Declared> = declared.iter().map(|&d| (d.obj, d)).collect();
        loop {
            if let Some(unshaped) = self.instances.unshaped.pop() {
                self.make_shape_of(unshaped);
                continue;
            }
            match self.met.funcs.pop() {
                Some(MetFunc::Declared(obj)) => {
                    if let Some(&decl) = by_obj.get(&obj) {
                        self.pkg.body_order.push(decl.func);
                        self.declared_body(decl);
                    }
                }
                Some(MetFunc::Instance(func)) => {
                    if let Some(body) = self.instances.bodies.get(&func).cloned() {
                        self.pkg.body_order.push(func);
                        self.instance_body(func, &body);
                    }
                }
                None => break,
            }
        }
        if self.cx.rules.init_function_last {
            self.init_last();
        }
    }

    /// Moves the initialiser and outlined maps to the end of the function list, and the literals
    /// of initialisers between the declarations around them.
    fn init_last(&mut self) {
        let mut declared = Vec::new();
        let mut literals = Vec::new();
        let mut inits = Vec::new();
        for &func in &self.pkg.func_list {
            let node = &self.pkg.funcs[func];
            let in_init = node.outer.is_some_and(|o| self.pkg.funcs[o].kind == FuncKind::PackageInit);
            match node.kind {
                FuncKind::PackageInit | FuncKind::MapInit => inits.push(func),
                FuncKind::Declared if !node.dup_ok => declared.push(func),
                _ if in_init => declared.push(func),
                _ => literals.push(func),
            }
        }
        declared.sort_by_key(|&func| self.pkg.funcs[func].pos);
        declared.extend(literals);
        declared.extend(inits);
        self.pkg.func_list = declared;
    }

    /// Adds all declared functions, without bodies, in source order.
    fn declare_functions(&mut self) -> Vec<Declared> {
        let mut declared = Vec::new();
        let mut inits = 0;
        for file in 0..self.own.files.len() {
            self.set_file(file);
            let mut after = 0;
            let mut generic = Vec::new();
            for &id in &self.ast().top_decls {
                let decl = self.ast().decls[id];
                let since = after;
                after = decl.span.end;
                let ast::DeclKind::Func { name, body, .. } = decl.kind else { continue };
                if self.own.checked.is_left_out(file, id) || self.text(name.name) == "_" {
                    continue;
                }
                let Some(&obj) = self.info().offset_def.get(&name.offset) else { continue };
                let signature = self.obj_type(obj);
                let Some(sig) = self.signature(signature) else { continue };
                if self.is_generic(obj) {
                    generic.push((decl.span.start..decl.span.end, obj));
                    continue;
                }
                let mut text = self.declared_name(obj);
                if text == "init" && sig.recv.is_none() {
                    text = format!("init.{inits}");
                    inits += 1;
                }
                let pos = self.func_pos(&decl);
                let func = self.new_func(&text, pos, FuncKind::Declared, signature);
                self.pkg.funcs[func].obj = Some(obj);
                self.pkg.funcs[func].pragma = self.pragma(since, decl.span.start);
                self.pkg.obj_func.insert(obj, func);
                declared.push(Declared { func, obj, file, body });
            }
            self.note_mentions(&generic);
        }
        declared
    }

    /// Numbers the types that functions declare, through all files.
    fn number_local_types(&mut self) {
        let mut number = 0;
        for file in 0..self.own.files.len() {
            self.set_file(file);
            let ast = self.ast();
            let top: FxHashSet<_> = ast.top_decls.iter().copied().collect();
            let mut local: Vec<_> = ast
                .decls
                .iter()
                .filter(|(id, _)| !top.contains(id))
                .filter_map(|(_, decl)| match decl.kind {
                    ast::DeclKind::Type { name, alias: false, .. } => Some(name),
                    _ => None,
                })
                .collect();
            local.sort_by_key(|name| name.offset);
            for name in local {
                number += 1;
                if let Some(&obj) = self.info().offset_def.get(&name.offset) {
                    self.pkg.local_type.insert(obj, number);
                }
            }
        }
        self.shaper.local_type.borrow_mut().clone_from(&self.pkg.local_type);
    }

    /// Whether a type can only be a constraint, or has no name to use it by.
    fn is_constraint(&self, name: ast::Ident) -> bool {
        let types = self.cx.types;
        let ty = self.info().offset_def.get(&name.offset).map(|&obj| types.type_of(obj));
        self.text(name.name) == "_"
            || ty.is_some_and(|ty| {
                matches!(types.under(ty), Type::Interface(_)) && type_set(types, ty).is_constraint()
            })
    }

    /// Whether a function has type parameters, its receiver's included.
    fn is_generic(&self, func: ObjId) -> bool {
        match self.cx.types.get(self.cx.types.type_of(func)) {
            Type::Signature(sig) => !sig.type_params.is_empty() || !sig.recv_type_params.is_empty(),
            _ => false,
        }
    }

    /// Where gc reports a declared function: the first token after `func`.
    pub fn func_pos(&self, decl: &ast::Decl) -> Pos {
        let file = self.ast();
        let ast::DeclKind::Func { recv, name, .. } = decl.kind else { return self.at(decl.pos) };
        if recv.is_none() {
            return self.at(name.offset);
        }
        if !self.at(decl.pos).is_known() {
            return self.at(decl.pos);
        }
        self.at(func_offset(&self.cx.sources.file(file.id).text, decl))
    }

    /// The directives between two offsets.
    pub fn pragma(&self, from: u32, to: u32) -> Pragma {
        let mut pragma = Pragma::default();
        for directive in self.ast().directives.iter().filter(|d| (from..to).contains(&d.offset)) {
            match directive.name.as_str() {
                "go:noinline" => pragma.noinline = true,
                "go:noescape" => pragma.noescape = true,
                "go:uintptrescapes" => {
                    pragma.uintptr_escapes = true;
                    pragma.uintptr_keep_alive = true;
                }
                "go:uintptrkeepalive" => pragma.uintptr_keep_alive = true,
                "go:nosplit" => pragma.nosplit = true,
                "go:norace" => pragma.norace = true,
                "go:nocheckptr" => pragma.nocheckptr = true,
                "go:yeswritebarrierrec" => pragma.yes_write_barrier_rec = true,
                "go:cgo_unsafe_args" => pragma.cgo_unsafe_args = true,
                _ => {}
            }
        }
        pragma
    }

    /// Meets declarations in source order, from `met` on; with `until`, a file and an offset, only
    /// those that start before it.
    fn meet_declarations(&mut self, met: &mut Cursor, until: Option<(usize, u32)>) {
        while met.file < self.own.files.len() && until.is_none_or(|(file, _)| met.file <= file) {
            self.set_file(met.file);
            let ast = self.ast();
            while let Some(&id) = ast.top_decls.get(met.decl) {
                if until.is_some_and(|until| (met.file, ast.decls[id].span.start) >= until) {
                    return;
                }
                met.decl += 1;
                if self.own.checked.is_left_out(met.file, id) {
                    continue;
                }
                match ast.decls[id].kind {
                    ast::DeclKind::Const { names, .. } | ast::DeclKind::Var { names, .. } => {
                        for &name in ast.list(names) {
                            self.meet_ident(name);
                        }
                    }
                    ast::DeclKind::Type { name, type_params, .. } if type_params.is_empty() => {
                        if !self.is_constraint(name) {
                            self.meet_ident(name);
                        }
                    }
                    ast::DeclKind::Type { .. } => {}
                    ast::DeclKind::Func { name, recv, .. } => {
                        let obj = self.info().offset_def.get(&name.offset).copied();
                        if obj.is_some_and(|obj| self.is_generic(obj)) {
                            continue;
                        }
                        let recv = obj
                            .filter(|_| recv.is_some())
                            .and_then(|obj| self.signature(self.obj_type(obj))?.recv);
                        if let Some(recv) = recv {
                            self.meet_type(self.obj_type(recv));
                        }
                        self.meet_ident(name);
                    }
                    ast::DeclKind::Import { .. } | ast::DeclKind::Bad => {}
                }
            }
            if until.is_some_and(|(file, _)| met.file == file) {
                return;
            }
            *met = Cursor { file: met.file + 1, decl: 0 };
        }
    }

    fn meet_ident(&mut self, name: ast::Ident) {
        if let Some(&obj) = self.info().offset_def.get(&name.offset) {
            self.meet_object(obj);
        }
    }

    /// Starts on another file.
    fn set_file(&mut self, file: usize) {
        if self.file != file {
            self.file = file;
            self.simplified.clear();
        }
    }

    /// Lowers the body of a declared function. Should that fail, the function has no body.
    fn declared_body(&mut self, decl: Declared) {
        self.set_file(decl.file);
        let literals = self.pkg.func_list.len();
        self.open_frame(decl.func);
        let result = match decl.body {
            Some(body) => self.lower_body(body),
            None => Ok(()),
        };
        if let Err(surprise) = result.and_then(|()| self.check_names(self.pkg.funcs[decl.func].pos)) {
            self.pkg.func_list.truncate(literals);
            self.pkg.func_list.retain(|&f| f != decl.func);
            self.report(surprise);
        }
        self.frames.clear();
        self.depth = 0;
    }

    /// Lowers the initialisation of package-level variables, in initialisation order. Where it comes
    /// last, gc meets it in source order among the other declarations.
    fn init_function(&mut self, met: &mut Cursor) {
        if self.own.checked.init_order.is_empty() {
            return;
        }
        let signature = self.empty_signature();
        let func = self.new_func("init", Pos::AUTOGENERATED, FuncKind::PackageInit, signature);
        self.pkg.func_list.push(func);
        self.open_frame(func);
        let mut order: Vec<_> = self.own.checked.init_order.iter().enumerate().collect();
        if self.cx.rules.init_function_last {
            order.sort_by_key(|(_, init)| (init.file, self.own.files[init.file].exprs[init.rhs].span.start));
        }
        let mut steps = Vec::new();
        for (step, init) in order {
            if self.cx.rules.init_function_last {
                let start = self.own.files[init.file].exprs[init.rhs].span.start;
                self.meet_declarations(met, Some((init.file, start)));
            }
            self.set_file(init.file);
            if self.is_broken(init) {
                continue;
            }
            let literals = self.pkg.func_list.len();
            let pos = self.at(self.ast().exprs[init.rhs].pos);
            match self.initializer(init).and_then(|stmt| self.check_names(pos).map(|()| stmt)) {
                Ok(stmt) => steps.push((step, stmt)),
                Err(surprise) => {
                    self.pkg.func_list.truncate(literals);
                    self.frames.truncate(1);
                    self.depth = 0;
                    self.report(surprise);
                }
            }
        }
        steps.sort_by_key(|&(step, _)| step);
        self.pkg.funcs[func].body = Some(steps.into_iter().map(|(_, stmt)| stmt).collect());
        self.frames.clear();
        self.outline_map_inits(func);
    }

    fn is_broken(&self, init: &Initializer) -> bool {
        let file = self.ast();
        let at = file.exprs[init.rhs].span.start;
        file.top_decls.iter().any(|&id| {
            let span = file.decls[id].span;
            (span.start..span.end).contains(&at) && self.own.checked.is_left_out(init.file, id)
        })
    }

    fn initializer(&mut self, init: &Initializer) -> Lowered<StmtId> {
        let types = self.cx.types;
        let Some(&first) = init.lhs.first() else {
            return self.surprise(self.at(self.ast().exprs[init.rhs].pos), "initialiser without variable");
        };
        let pos = if self.cx.rules.initializers_at_first_name {
            self.first_name(init, types.object(first).pos)
        } else {
            types.object(first).pos
        };
        let mut lhs = Vec::new();
        let mut lhs_types = Vec::new();
        for &obj in &init.lhs {
            self.meet_object(obj);
            let at = types.object(obj).pos;
            let blank = self.text(types.object(obj).name) == "_";
            let ty = types.type_of(obj);
            lhs_types.push(Some(ty).filter(|_| !blank));
            lhs.push(if blank { self.blank(at) } else { self.expr_node(ExprKind::Global(obj), ty, at) });
        }
        let value = self.expr(init.rhs)?;
        if let &[target] = &lhs[..] {
            let value = match lhs_types[0] {
                Some(ty) => self.convert_to(value, ty, pos),
                None => value,
            };
            let kind = StmtKind::Assign { lhs: target, rhs: Some(value), define: false };
            return Ok(self.stmt_node(kind, pos, Vec::new()));
        }
        let op = self.list_op(value);
        if op == AssignOp::Call && self.results_differ(value, &lhs_types) {
            return Ok(self.init_through_temps(value, lhs, &lhs_types, pos));
        }
        let kind = StmtKind::AssignList { op, lhs, rhs: vec![value], define: false };
        Ok(self.stmt_node(kind, pos, Vec::new()))
    }

    /// The first name of the specification that declares the variables of `init`, at `pos`.
    fn first_name(&self, init: &Initializer, pos: Pos) -> Pos {
        let file = &self.own.files[init.file];
        let after = file.top_decls.partition_point(|&decl| file.decls[decl].pos <= pos.offset);
        let decl = after.checked_sub(1).map(|i| &file.decls[file.top_decls[i]]);
        decl.map_or(pos, |decl| Pos::new(pos.file, decl.pos))
    }

    fn results_differ(&self, value: ExprId, targets: &[Option<TypeId>]) -> bool {
        let Type::Tuple(parts) = self.cx.types.get(self.node_type(value)) else { return false };
        parts.iter().zip(targets).any(|(&part, target)| target.is_some_and(|t| !self.identical(part, t)))
    }

    /// `a, b = f()` where a result has to be converted.
    fn init_through_temps(
        &mut self,
        value: ExprId,
        lhs: Vec<ExprId>,
        targets: &[Option<TypeId>],
        pos: Pos,
    ) -> StmtId {
        let parts = match self.cx.types.get(self.node_type(value)) {
            Type::Tuple(parts) => parts.clone(),
            _ => Vec::new(),
        };
        let mut temps = Vec::new();
        let mut init = Vec::new();
        let mut rhs = Vec::new();
        for (i, &part) in parts.iter().enumerate() {
            let tmp = self.temp(pos, part);
            init.push(self.declare_stmt(tmp, pos));
            temps.push(self.var_node(tmp, pos));
            let result = self.var_node(tmp, pos);
            rhs.push(match targets.get(i).copied().flatten() {
                Some(ty) => self.convert_to(result, ty, pos),
                None => result,
            });
        }
        let kind = StmtKind::AssignList { op: AssignOp::Call, lhs: temps, rhs: vec![value], define: false };
        let call = self.stmt_node(kind, pos, init);
        let kind = StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, define: false };
        self.stmt_node(kind, pos, vec![call])
    }
}
