//! Assignments: where the target is, what flows there, and which of them change nothing.

use super::builder::Builder;
use super::event::Event;
use super::graph::{Place, Reason};
use super::hole::Hole;
use super::location::Origin;
use crate::ir::{BuiltinOp, ConvKind, ExprId, ExprKind, SliceKind, StmtId, StmtKind};
use crate::syntax::ast::BinaryOp;
use crate::types::{Basic, Type};

impl Builder<'_> {
    /// The hole that stores into the target `x`.
    pub fn addr(&mut self, x: ExprId) -> Hole {
        match self.package.exprs[x].kind {
            ExprKind::Blank => self.discard_hole(),
            ExprKind::Var(var) => {
                if self.cx.names.text(self.package.vars[var].name) == "_" {
                    return self.discard_hole();
                }
                Hole::to(self.loc_of(var))
            }
            ExprKind::Dot { x, .. } => self.addr(x),
            ExprKind::Index { x, index } => {
                self.discard(index);
                if self.is_array(x) {
                    return self.addr(x);
                }
                self.mutate(x);
                self.heap()
            }
            ExprKind::Deref(x) | ExprKind::DotPtr { x, .. } => {
                self.mutate(x);
                self.heap()
            }
            ExprKind::IndexMap { x: map, index, .. } => {
                self.discard(map);
                self.flow_to_heap(index, Place::Expr(x), Reason::MapKeyPut);
                self.heap()
            }
            _ => self.heap(),
        }
    }

    /// A store goes through the pointer `x`.
    fn mutate(&mut self, x: ExprId) {
        let hole = self.mutator();
        self.expr(hole, x);
    }

    /// The value of `x` is stored on the heap.
    pub fn flow_to_heap(&mut self, x: ExprId, place: Place, reason: Reason) {
        let hole = self.note(self.heap(), place, reason);
        self.expr(hole, x);
    }

    /// The flows of `targets = values`; a missing value is a zero value.
    pub fn assign(&mut self, targets: &[ExprId], values: &[Option<ExprId>], reason: Reason, id: StmtId) {
        let place = Place::Stmt(id);
        let holes: Vec<Hole> = targets.iter().map(|&x| self.addr(x)).collect();
        for (i, &hole) in holes.iter().enumerate() {
            let Some(value) = values.get(i).copied().flatten() else { continue };
            let target = targets[i];
            if self.is_reflect_data(target)
                && matches!(self.package.exprs[target].kind, ExprKind::DotPtr { .. })
            {
                let hole = self.note(self.heap(), place, reason);
                self.unsafe_value(hole, value);
                continue;
            }
            let mut hole = hole;
            if self.is_self_assignment(target, value) {
                self.event(Event::SelfAssignment { func: self.walk.func, place });
                hole = self.discard_hole();
            }
            let hole = self.note(hole, place, reason);
            self.expr(hole, value);
        }
        self.reassigned(&holes, id);
    }

    /// Marks what `holes` store into as assigned again, unless `id` is what defines it.
    pub fn reassigned(&mut self, holes: &[Hole], id: StmtId) {
        let stmt = &self.package.stmts[id].kind;
        if let StmtKind::Assign { lhs, rhs: None, .. } = stmt
            && let ExprKind::Var(var) = self.package.exprs[*lhs].kind
            && self.package.vars[var].outer.is_none()
            && self.package.vars[var].defn.is_none()
        {
            return;
        }
        let every_time = matches!(stmt, StmtKind::Range { .. });
        for hole in holes {
            let loc = &mut self.graph.locs[hole.dst];
            if let Origin::Var(var) = loc.origin
                && self.package.vars[var].defn == Some(id)
                && !every_time
            {
                continue;
            }
            loc.reassigned = true;
        }
    }

    /// Whether `x` is an array.
    pub fn is_array(&self, x: ExprId) -> bool {
        matches!(self.cx.types.under(self.ty(x)), Type::Array { .. })
    }

    /// Whether `target = value` stores only pointers that are there already.
    fn is_self_assignment(&self, target: ExprId, value: ExprId) -> bool {
        if self.is_slice_in_place(target, value) {
            return true;
        }
        let exprs = &self.package.exprs;
        match (&exprs[target].kind, &exprs[value].kind) {
            (ExprKind::Dot { x, .. }, ExprKind::Dot { x: y, .. })
            | (ExprKind::DotPtr { x, .. }, ExprKind::DotPtr { x: y, .. }) => self.is_same(*x, *y),
            (ExprKind::Index { x, index: i }, ExprKind::Index { x: y, index: j }) => {
                self.is_pure(*i) && self.is_pure(*j) && self.is_same(*x, *y)
            }
            _ => false,
        }
    }

    /// `p.f = p.g[i:j]`, `*p = (*p)[i:j]`
    fn is_slice_in_place(&self, target: ExprId, value: ExprId) -> bool {
        let exprs = &self.package.exprs;
        let pointer = |x: ExprId| match exprs[x].kind {
            ExprKind::Deref(x) | ExprKind::DotPtr { x, .. } => match exprs[x].kind {
                ExprKind::Var(_) | ExprKind::Global(_) => Some(x),
                _ => None,
            },
            _ => None,
        };
        let ExprKind::Slice { kind, x, .. } = exprs[value].kind else { return false };
        if kind == SliceKind::Array && matches!(exprs[x].kind, ExprKind::AddrOf(_)) {
            return false;
        }
        match (pointer(target), pointer(x)) {
            (Some(p), Some(q)) => match (&exprs[p].kind, &exprs[q].kind) {
                (ExprKind::Var(p), ExprKind::Var(q)) => p == q,
                (ExprKind::Global(p), ExprKind::Global(q)) => p == q,
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether evaluating `x` neither calls nor receives nor allocates.
    fn is_pure(&self, x: ExprId) -> bool {
        let mut todo = vec![x];
        while let Some(x) = todo.pop() {
            match &self.package.exprs[x].kind {
                ExprKind::Var(_)
                | ExprKind::Global(_)
                | ExprKind::Func(_)
                | ExprKind::Literal(_)
                | ExprKind::Nil => {}
                ExprKind::Binary { op, x, y } if is_arithmetic(*op) => todo.extend([*x, *y]),
                ExprKind::Index { x, index } => todo.extend([*x, *index]),
                ExprKind::Conv { kind: ConvKind::Nop | ConvKind::Number, x }
                | ExprKind::Unary { x, .. }
                | ExprKind::Dot { x, .. }
                | ExprKind::DotPtr { x, .. }
                | ExprKind::Deref(x) => todo.push(*x),
                ExprKind::Builtin { op: BuiltinOp::Len | BuiltinOp::Cap, args, .. } => todo.extend(args),
                _ => return false,
            }
        }
        true
    }

    /// Whether `x` and `y` are the same expression, whose value cannot change in between.
    fn is_same(&self, x: ExprId, y: ExprId) -> bool {
        let exprs = &self.package.exprs;
        let mut todo = vec![(x, y)];
        while let Some((mut x, mut y)) = todo.pop() {
            for side in [&mut x, &mut y] {
                while let ExprKind::Conv { kind: ConvKind::Nop, x: inner } = exprs[*side].kind {
                    *side = inner;
                }
            }
            let same = match (&exprs[x].kind, &exprs[y].kind) {
                (ExprKind::Var(v), ExprKind::Var(w)) => v == w,
                (ExprKind::Global(v), ExprKind::Global(w)) => v == w,
                (ExprKind::Func(f), ExprKind::Func(g)) => f == g,
                (ExprKind::Literal(a), ExprKind::Literal(b)) => a == b && self.is_same_type(x, y),
                (ExprKind::Nil, ExprKind::Nil) => true,
                (ExprKind::Dot { x, field: f }, ExprKind::Dot { x: y, field: g })
                | (ExprKind::DotPtr { x, field: f }, ExprKind::DotPtr { x: y, field: g }) => {
                    todo.push((*x, *y));
                    f.name == g.name
                }
                (ExprKind::Deref(x), ExprKind::Deref(y)) => {
                    todo.push((*x, *y));
                    true
                }
                (ExprKind::Unary { op, x }, ExprKind::Unary { op: other, x: y }) => {
                    todo.push((*x, *y));
                    op == other
                }
                (
                    ExprKind::Conv { kind: ConvKind::Number, x: from },
                    ExprKind::Conv { kind: ConvKind::Number, x: other },
                ) => {
                    todo.push((*from, *other));
                    self.is_same_type(x, y)
                }
                (ExprKind::Index { x, index: i }, ExprKind::Index { x: y, index: j })
                | (ExprKind::IndexMap { x, index: i, .. }, ExprKind::IndexMap { x: y, index: j, .. }) => {
                    todo.extend([(*x, *y), (*i, *j)]);
                    true
                }
                (ExprKind::Binary { op, x, y }, ExprKind::Binary { op: other, x: v, y: w }) => {
                    todo.extend([(*x, *v), (*y, *w)]);
                    op == other && is_arithmetic(*op)
                }
                _ => false,
            };
            if !same {
                return false;
            }
        }
        true
    }

    fn is_same_type(&self, x: ExprId, y: ExprId) -> bool {
        let plain = |ty| match self.cx.types.unalias(ty) {
            ty if ty == Basic::Byte.id() => Basic::Uint8.id(),
            ty if ty == Basic::Rune.id() => Basic::Int32.id(),
            ty => ty,
        };
        plain(self.ty(x)) == plain(self.ty(y))
    }
}

fn is_arithmetic(op: BinaryOp) -> bool {
    use BinaryOp::*;
    !matches!(op, OrOr | AndAnd | Eq | Ne | Lt | Le | Gt | Ge)
}
