//! `switch` statements over values and types.
//!
//! In: clauses. Out: clauses whose values have the type of the tag; a switch over constants keeps
//! only the clause that is taken.
//! Source: gc 1.27.3: switch statements of unified IR; position of type-switch variables.

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::{Pos, Symbol};
use crate::syntax::ast::{self, ClauseHead};
use crate::types::{Basic, Constant, Mode, Type, TypeId};

impl<'a> Lowering<'a> {
    /// Lowers a `switch` over values.
    pub fn switch_stmt(
        &mut self,
        stmt: ast::StmtId,
        label: Option<Symbol>,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let file = self.ast();
        let node = file.stmts[stmt];
        let pos = self.at(node.pos);
        let ast::StmtKind::Switch { init, tag, clauses } = node.kind else {
            return self.surprise(pos, "not a switch");
        };
        let init = self.one_stmt(init)?;
        let clauses = file.list(clauses);
        let (mut tag, mut tag_type, value) = match tag {
            Some(tag) => {
                let value = self.type_and_value(tag).and_then(|tv| tv.value.clone());
                (Some(tag), self.type_of(tag)?, value)
            }
            None => (None, Basic::Bool.id(), Some(Constant::Bool(true))),
        };
        let mut kept: Vec<(usize, bool)> = (0..clauses.len()).map(|i| (i, false)).collect();
        if let Some(value) = value
            && self.cx.rules.dead_code_left_out
            && let Some(target) = self.constant_target(clauses, &value)
        {
            kept = target.map(|i| (i, true)).into_iter().collect();
            tag = None;
            tag_type = Basic::Bool.id();
        }
        let over_chan = matches!(self.under(tag_type), Type::Chan { .. }) && self.cx.rules.switch_keeps_chans;
        if !over_chan && self.needs_interface(clauses, &kept, tag_type)? {
            tag_type = TypeId::EMPTY_INTERFACE;
        }
        let tag = tag.map(|t| self.implicit_conv(Some(tag_type), t)).transpose()?;
        let mut cases = Vec::new();
        for (i, taken) in kept {
            let clause = clauses[i];
            let mut values = Vec::new();
            let list = if taken { &[] } else { self.case_values(&clause) };
            for &value in list {
                values.push(self.implicit_conv(Some(tag_type).filter(|_| !over_chan), value)?);
            }
            let body = self.block(clause.body)?;
            cases.push(Case { pos: self.at(clause.pos), var: None, values, body });
        }
        let stmt = self.stmt_node(StmtKind::Switch { tag, cases, label }, pos, init.into_iter().collect());
        out.push(stmt);
        Ok(())
    }

    /// The values of a clause.
    fn case_values(&self, clause: &ast::Clause) -> &'a [ast::ExprId] {
        match clause.head {
            ClauseHead::Cases(list) => self.ast().list(list),
            _ => &[],
        }
    }

    /// Which clause a constant tag takes, `Some(None)` if none; `None` when that is not known.
    fn constant_target(&self, clauses: &[ast::Clause], tag: &Constant) -> Option<Option<usize>> {
        let mut target = None;
        'clauses: for (i, clause) in clauses.iter().enumerate() {
            let ClauseHead::Cases(list) = clause.head else {
                target = Some(i);
                continue;
            };
            for &value in self.ast().list(list) {
                let value = self.type_and_value(value)?.value.as_ref()?;
                if value == tag {
                    target = Some(i);
                    break 'clauses;
                }
            }
        }
        match target {
            Some(i) if self.falls_through(clauses[i].body) => None,
            _ => Some(target),
        }
    }

    fn falls_through(&self, body: ast::BlockId) -> bool {
        let mut last = self.last_non_empty(body);
        while let Some(stmt) = last {
            match self.ast().stmts[stmt].kind {
                ast::StmtKind::Labeled { stmt, .. } => last = Some(stmt),
                ast::StmtKind::Branch { kind, .. } => return kind == ast::BranchKind::Fallthrough,
                _ => return false,
            }
        }
        false
    }

    /// Whether some value can only be compared with the tag as interfaces.
    fn needs_interface(&self, clauses: &[ast::Clause], kept: &[(usize, bool)], tag: TypeId) -> Lowered<bool> {
        for &(i, taken) in kept {
            if taken {
                continue;
            }
            for &value in self.case_values(&clauses[i]) {
                if self.is_nil(value) {
                    continue;
                }
                let ty = self.type_of(value)?;
                if (self.is_interface(ty) || self.is_interface(tag)) && !self.assignable(ty, tag) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Lowers a `switch` over types.
    pub fn type_switch(
        &mut self,
        stmt: ast::StmtId,
        label: Option<Symbol>,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let file = self.ast();
        let node = file.stmts[stmt];
        let pos = self.at(node.pos);
        let ast::StmtKind::TypeSwitch { init, guard, clauses } = node.kind else {
            return self.surprise(pos, "not a type switch");
        };
        let init = self.one_stmt(init)?;
        let (tag, guard) = match file.stmts[guard].kind {
            ast::StmtKind::Expr(x) => (None, x),
            ast::StmtKind::Define { lhs, rhs } => match (file.list(lhs), file.list(rhs)) {
                (&[name], &[x]) => (Some(name), x),
                _ => return self.surprise(pos, "type switch over several values"),
            },
            _ => return self.surprise(pos, "type switch without guard"),
        };
        let ast::ExprKind::TypeAssert { x, .. } = file.exprs[file.unparen(guard)].kind else {
            return self.surprise(pos, "type switch without guard");
        };
        let tag = tag.and_then(|name| match file.exprs[name].kind {
            ast::ExprKind::Name(symbol) => Some((symbol, self.at(file.exprs[name].pos))),
            _ => None,
        });
        let x = self.expr(x)?;
        let iface = self.node_type(x);
        // Reserved first: the clauses' variables name it as their definition.
        let switch = self.stmt_node(StmtKind::Break(None), pos, init.into_iter().collect());
        let mut cases = Vec::new();
        for clause in file.list(clauses) {
            let case = self.type_case(clause, switch, iface)?;
            cases.push(case);
        }
        self.pkg.stmts[switch].kind = StmtKind::TypeSwitch { x, tag, cases, label };
        out.push(switch);
        Ok(())
    }

    fn type_case(&mut self, clause: &ast::Clause, switch: StmtId, iface: TypeId) -> Lowered<Case> {
        let pos = self.at(clause.pos);
        let types = match clause.head {
            ClauseHead::Cases(list) => self.ast().list(list),
            _ => &[],
        };
        let mut values = Vec::new();
        for &ty in types {
            let at = self.at(self.ast().exprs[ty].pos);
            let value = if self.is_nil(ty) {
                self.expr_node(ExprKind::Nil, Basic::UntypedNil.id(), at)
            } else {
                let ty = self.type_of(ty)?;
                self.meet_type(ty);
                self.look_up_asserted(ty, iface);
                let node = self.expr_node(ExprKind::Type(ty), ty, at);
                self.mark_dynamic(node, ty, iface);
                node
            };
            values.push(value);
        }
        let mut var = None;
        if let Some(&obj) = self.info().clause_var.get(&clause.pos) {
            let at = match types.last() {
                Some(&ty) => self.type_end(ty),
                None => pos,
            };
            let local = self.declare_local_at(obj, at, self.obj_type(obj));
            self.pkg.vars[local].defn = Some(switch);
            var = Some(local);
        }
        let body = self.block(clause.body)?;
        Ok(Case { pos, var, values, body })
    }

    /// Where gc places the variable of a clause whose last type is `ty`.
    fn type_end(&self, ty: ast::ExprId) -> Pos {
        let file = self.ast();
        let mut ty = ty;
        loop {
            let node = file.exprs[ty];
            ty = match node.kind {
                ast::ExprKind::Selector { x, .. } => x,
                ast::ExprKind::Paren(x)
                | ast::ExprKind::Star(x)
                | ast::ExprKind::SliceType(x)
                | ast::ExprKind::Variadic(x) => x,
                ast::ExprKind::ArrayType { elem, .. } | ast::ExprKind::ChanType { elem, .. } => elem,
                ast::ExprKind::MapType { value, .. } => value,
                ast::ExprKind::Index { indices, .. } => match file.list(indices).last() {
                    Some(&last) => last,
                    None => return self.at(node.pos),
                },
                ast::ExprKind::InterfaceType(elems) => match file.list(elems).last() {
                    Some(&ast::InterfaceElem::Embedded(x)) => x,
                    Some(&ast::InterfaceElem::Method { signature, .. }) => match self.last_type(signature) {
                        Ok(last) => last,
                        Err(paren) => return self.at(paren),
                    },
                    None => return self.at(node.pos),
                },
                ast::ExprKind::FuncType(signature) => match self.last_type(signature) {
                    Ok(last) => last,
                    Err(paren) => return self.at(paren),
                },
                _ => return self.at(node.pos),
            };
        }
    }

    /// The last type in a signature; without any, the offset of its `(`.
    fn last_type(&self, signature: ast::SignatureId) -> Result<ast::ExprId, u32> {
        let file = self.ast();
        let sig = file.signatures[signature];
        let fields = [file.list(sig.results).last(), file.list(sig.params).last()];
        match fields.into_iter().flatten().next() {
            Some(field) => Ok(field.ty),
            None => {
                if !self.at(sig.span.start).is_known() {
                    return Err(sig.span.start);
                }
                let text = self.cx.sources.slice(file.id, sig.span);
                Err(sig.span.start + text.find('(').unwrap_or(0) as u32)
            }
        }
    }

    /// Whether an expression is `nil`.
    pub fn is_nil(&self, expr: ast::ExprId) -> bool {
        self.type_and_value(self.resolve(expr)).is_some_and(|tv| tv.mode == Mode::Nil)
    }
}
