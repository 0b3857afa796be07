//! Assignments, definitions and variable declarations.
//!
//! In: targets and values. Out: assignments whose values have the types of their targets; several
//! values of one expression go through temporaries.
//! Invariants: a defining statement declares its variables in its `init`, in order; targets are
//! lowered before values.
//! Source: gc 1.27.3: assignments of unified IR; numbering of temporaries.

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast::{self, BinaryOp};
use crate::types::{Constant, ObjId, ObjectKind, Type, TypeId};

/// A lowered target.
struct Target {
    node: ExprId,
    /// The variable, if the statement defines it.
    defines: Option<VarId>,
}

impl<'a> Lowering<'a> {
    /// The object that an expression declares as a target of `:=`.
    fn defined(&self, expr: ast::ExprId) -> Option<ObjId> {
        let node = self.ast().exprs[self.ast().unparen(expr)];
        match node.kind {
            ast::ExprKind::Name(_) => self.info().offset_def.get(&node.span.start).copied(),
            _ => None,
        }
    }

    /// Whether an expression is the name `_`.
    pub fn is_blank(&self, expr: ast::ExprId) -> bool {
        match self.ast().exprs[self.ast().unparen(expr)].kind {
            ast::ExprKind::Name(name) => self.text(name) == "_",
            _ => false,
        }
    }

    fn target(&mut self, expr: ast::ExprId) -> Lowered<Target> {
        let pos = self.at(self.ast().exprs[self.ast().unparen(expr)].pos);
        if self.is_blank(expr) {
            return Ok(Target { node: self.blank(pos), defines: None });
        }
        if let Some(obj) = self.defined(expr) {
            return Ok(self.define(obj, pos));
        }
        let node = self.expr(expr)?;
        self.mark_assigned(node);
        Ok(Target { node, defines: None })
    }

    fn define(&mut self, obj: ObjId, pos: Pos) -> Target {
        let var = self.declare_local(obj);
        Target { node: self.var_node(var, pos), defines: Some(var) }
    }

    /// Lowers targets, `(nodes, defined variables)`.
    pub fn targets(&mut self, exprs: &[ast::ExprId]) -> Lowered<(Vec<ExprId>, Vec<VarId>)> {
        let mut nodes = Vec::new();
        let mut vars = Vec::new();
        for &expr in exprs {
            let target = self.target(expr)?;
            nodes.push(target.node);
            vars.extend(target.defines);
        }
        Ok((nodes, vars))
    }

    /// Marks an element of a map as a target.
    fn mark_assigned(&mut self, node: ExprId) {
        if let ExprKind::IndexMap { assigned, .. } = &mut self.pkg.exprs[node].kind {
            *assigned = true;
        }
    }

    /// The type to which the value of a target is converted; `None` for `_`.
    fn target_type(&self, expr: ast::ExprId) -> Lowered<Option<TypeId>> {
        if self.is_blank(expr) {
            return Ok(None);
        }
        if let Some(obj) = self.defined(expr) {
            return Ok(Some(self.obj_type(obj)));
        }
        if let Some(obj) = self.use_of(expr)
            && matches!(self.cx.types.object(obj).kind, ObjectKind::Var(_))
        {
            return Ok(Some(self.obj_type(obj)));
        }
        self.type_of(expr).map(Some)
    }

    /// `lhs = rhs` and `lhs := rhs`
    pub fn assign(
        &mut self,
        pos: Pos,
        lhs: &[ast::ExprId],
        rhs: &[ast::ExprId],
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let types = lhs.iter().map(|&e| self.target_type(e)).collect::<Lowered<Vec<_>>>()?;
        let (nodes, vars) = self.targets(lhs)?;
        let values = self.multi_expr(pos, &|i| types.get(i).copied().flatten(), rhs)?;
        self.finish_assign(pos, nodes, vars, values, out)
    }

    fn finish_assign(
        &mut self,
        pos: Pos,
        lhs: Vec<ExprId>,
        vars: Vec<VarId>,
        rhs: Vec<ExprId>,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let define = !vars.is_empty();
        let kind = match (&lhs[..], &rhs[..]) {
            (&[lhs], &[rhs]) => StmtKind::Assign { lhs, rhs: Some(rhs), define },
            _ if lhs.len() == rhs.len() => StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, define },
            _ => return self.surprise(pos, "assignment of a different number of values"),
        };
        let stmt = self.stmt_node(kind, pos, Vec::new());
        self.define_vars(stmt, &vars);
        out.push(stmt);
        Ok(())
    }

    /// Makes `stmt` the definition of `vars`: it declares them first.
    pub fn define_vars(&mut self, stmt: StmtId, vars: &[VarId]) {
        for &var in vars {
            self.pkg.vars[var].defn = Some(stmt);
            let pos = self.pkg.vars[var].pos;
            let declare = self.declare_stmt(var, pos);
            self.pkg.stmts[stmt].init.push(declare);
        }
    }

    /// A declaration inside a function.
    pub fn local_decl(&mut self, decl: ast::DeclId, out: &mut Vec<StmtId>) -> Lowered<()> {
        let file = self.ast();
        let decl = file.decls[decl];
        let ast::DeclKind::Var { names, values, .. } = decl.kind else { return Ok(()) };
        let (names, values) = (file.list(names), file.list(values));
        let pos = self.at(decl.pos);
        let mut lhs = Vec::new();
        let mut vars = Vec::new();
        let mut types = Vec::new();
        for name in names {
            let at = self.at(name.offset);
            let obj = self.info().offset_def.get(&name.offset).copied();
            match obj {
                Some(obj) if self.text(name.name) != "_" => {
                    let target = self.define(obj, at);
                    types.push(Some(self.obj_type(obj)));
                    lhs.push(target.node);
                    vars.extend(target.defines);
                }
                _ => {
                    types.push(None);
                    lhs.push(self.blank(at));
                }
            }
        }
        if values.is_empty() {
            for (node, var) in
                lhs.into_iter().filter_map(|n| Some((n, self.node_var(n)?))).collect::<Vec<_>>()
            {
                let kind = StmtKind::Assign { lhs: node, rhs: None, define: false };
                let declare = self.declare_stmt(var, pos);
                let stmt = self.stmt_node(kind, pos, vec![declare]);
                out.push(stmt);
            }
            return Ok(());
        }
        let values = self.multi_expr(pos, &|i| types.get(i).copied().flatten(), values)?;
        self.finish_assign(pos, lhs, vars, values, out)
    }

    /// The variable that a node names.
    pub fn node_var(&self, node: ExprId) -> Option<VarId> {
        match self.pkg.exprs[node].kind {
            ExprKind::Var(var) => Some(var),
            _ => None,
        }
    }

    /// `x++`, `x--`
    pub fn inc_dec(&mut self, x: ast::ExprId, inc: bool, pos: Pos) -> Lowered<StmtKind> {
        let x = self.expr(x)?;
        self.mark_assigned(x);
        let ty = self.node_type(x);
        let y = self.expr_node(ExprKind::Literal(Constant::Int(1)), ty, pos);
        let op = if inc { BinaryOp::Add } else { BinaryOp::Sub };
        Ok(StmtKind::AssignBinary { op, x, y, inc_dec: true })
    }

    /// `x op= y`
    pub fn op_assign(&mut self, op: BinaryOp, x: ast::ExprId, y: ast::ExprId) -> Lowered<StmtKind> {
        let ty = if op.is_shift() { None } else { Some(self.type_of(x)?) };
        let x = self.expr(x)?;
        self.mark_assigned(x);
        let y = self.implicit_conv(ty, y)?;
        Ok(StmtKind::AssignBinary { op, x, y, inc_dec: false })
    }

    /// Lowers values for targets of given types; one expression may stand for several values,
    /// which then go through temporaries that are set before the first value is evaluated.
    pub fn multi_expr(
        &mut self,
        pos: Pos,
        target: &dyn Fn(usize) -> Option<TypeId>,
        exprs: &[ast::ExprId],
    ) -> Lowered<Vec<ExprId>> {
        if let &[expr] = exprs
            && let Some(parts) = self.tuple_of(expr)?
        {
            return self.spread(pos, target, expr, &parts);
        }
        let mut out = Vec::with_capacity(exprs.len());
        for (i, &expr) in exprs.iter().enumerate() {
            out.push(self.implicit_conv(target(i), expr)?);
        }
        Ok(out)
    }

    /// The types of an expression with several values.
    fn tuple_of(&self, expr: ast::ExprId) -> Lowered<Option<Vec<TypeId>>> {
        let ty = self.type_of(expr)?;
        Ok(match self.cx.types.get(ty) {
            Type::Tuple(parts) if parts.len() > 1 => Some(parts.clone()),
            _ => None,
        })
    }

    fn spread(
        &mut self,
        pos: Pos,
        target: &dyn Fn(usize) -> Option<TypeId>,
        expr: ast::ExprId,
        parts: &[TypeId],
    ) -> Lowered<Vec<ExprId>> {
        let value = self.expr(expr)?;
        let op = self.list_op(value);
        let mut temps = Vec::new();
        let mut lhs = Vec::new();
        let mut results = Vec::new();
        for (i, &part) in parts.iter().enumerate() {
            let part = self.concrete_type(part, None);
            let var = self.temp(pos, part);
            temps.push(var);
            lhs.push(self.var_node(var, pos));
            let mut result = self.var_node(var, pos);
            if let Some(dst) = target(i)
                && !self.identical(part, dst)
            {
                self.look_up_conversion(part, dst);
                result = self.convert(result, dst, pos, true);
            }
            results.push(result);
        }
        let kind = StmtKind::AssignList { op, lhs, rhs: vec![value], define: true };
        let stmt = self.stmt_node(kind, pos, Vec::new());
        for &var in &temps {
            self.pkg.vars[var].defn = Some(stmt);
            let declare = self.declare_stmt(var, pos);
            self.pkg.stmts[stmt].init.push(declare);
        }
        results[0] = self.with_init(vec![stmt], results[0]);
        Ok(results)
    }

    /// What kind of list assignment a single value on the right makes; marks type assertions.
    pub fn list_op(&mut self, value: ExprId) -> AssignOp {
        match &mut self.pkg.exprs[value].kind {
            ExprKind::IndexMap { .. } => AssignOp::MapRead,
            ExprKind::Recv(_) => AssignOp::Recv,
            ExprKind::TypeAssert { comma_ok, .. } => {
                *comma_ok = true;
                AssignOp::TypeAssert
            }
            _ => AssignOp::Call,
        }
    }

    /// `expr` with statements to run before it. A name or literal cannot hold them, so that it
    /// gets a conversion to its own type.
    pub fn with_init(&mut self, init: Vec<StmtId>, expr: ExprId) -> ExprId {
        let node = &self.pkg.exprs[expr];
        let shared = matches!(
            node.kind,
            ExprKind::Var(_)
                | ExprKind::Global(_)
                | ExprKind::Func(_)
                | ExprKind::Blank
                | ExprKind::Literal(_)
                | ExprKind::Nil
                | ExprKind::Type(_)
        );
        let ty = node.ty;
        let holder = if shared {
            let pos = self.frame().base_pos;
            self.expr_node(ExprKind::Conv { kind: ConvKind::Nop, x: expr }, ty, pos)
        } else {
            expr
        };
        let mut all = init;
        all.extend(self.pkg.expr_init.remove(holder).unwrap_or_default());
        self.pkg.expr_init.insert(holder, all);
        holder
    }
}
