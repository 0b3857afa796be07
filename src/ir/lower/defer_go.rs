//! `go` and `defer` statements.
//!
//! In: a call. Out: a statement that calls a function without parameters and results; unless the
//! source wrote such a call, its operands are saved in temporaries that a new literal captures.
//! Source: gc 1.27.3: normal form of go and defer calls (1.22 and later; before, the analysis
//! itself wrapped calls).

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::Pos;
use crate::syntax::ast;
use crate::types::{Basic, Constant, Type, TypeId};

/// Where in a call an operand stands.
#[derive(Clone, Copy)]
enum Slot {
    /// The callee.
    Fun,
    /// The interface whose method is called.
    Receiver,
    /// An argument.
    Arg(usize),
    /// The operand of an expression that stays in the call.
    Inside(ExprId),
    /// An element of a composite literal that stays in the call.
    Elem(ExprId, usize),
}

impl Lowering<'_> {
    /// Lowers `go call` or `defer call`.
    pub fn go_defer(&mut self, call: ast::ExprId, pos: Pos, go: bool) -> Lowered<StmtId> {
        let call = self.expr(call)?;
        if self.cx.rules.recover_takes_frame {
            self.add_frame_argument(call);
        }
        let mut init = self.pkg.expr_init.remove(call).unwrap_or_default();
        let call =
            if self.cx.rules.go_defer_wrapped { self.wrap_call(call, pos, go, &mut init)? } else { call };
        if let ExprKind::Call { go_defer, .. } = &mut self.pkg.exprs[call].kind {
            *go_defer = true;
        }
        let kind = if go { StmtKind::Go(call) } else { StmtKind::Defer { call, in_range_func: false } };
        Ok(self.stmt_node(kind, pos, init))
    }

    /// Gives a call of `recover` its hidden argument.
    fn add_frame_argument(&mut self, call: ExprId) {
        if !matches!(self.pkg.exprs[call].kind, ExprKind::Builtin { op: BuiltinOp::Recover, .. }) {
            return;
        }
        let pos = self.pkg.exprs[call].pos;
        let frame = ExprKind::Literal(Constant::Int(0));
        let x = self.expr_node(frame, Basic::Uintptr.id(), pos);
        let pointer = self.pointer_to(Basic::Int32.id());
        let frame = self.expr_node(ExprKind::Conv { kind: ConvKind::Nop, x }, pointer, pos);
        if let ExprKind::Builtin { args, .. } = &mut self.pkg.exprs[call].kind {
            args.push(frame);
        }
    }

    /// The call in normal form.
    fn wrap_call(&mut self, call: ExprId, pos: Pos, go: bool, init: &mut Vec<StmtId>) -> Lowered<ExprId> {
        let node = self.pkg.exprs[call].clone();
        let mut slots = Vec::new();
        match &node.kind {
            ExprKind::Call { kind: CallKind::Func, fun, args, .. } => {
                if self
                    .signature(self.node_type(*fun))
                    .is_some_and(|s| s.params.is_empty() && s.results.is_empty())
                {
                    return Ok(call);
                }
                self.operand(Slot::Fun, *fun, &mut slots);
                self.operands(args, &mut slots);
            }
            ExprKind::Call { kind: CallKind::Interface, fun, args, .. } => {
                if let ExprKind::DotInterface { x, .. } = self.pkg.exprs[*fun].kind {
                    slots.push((Slot::Receiver, x));
                }
                self.operands(args, &mut slots);
            }
            ExprKind::Builtin { args, .. } => self.operands(args, &mut slots),
            _ => return self.surprise(node.pos, "go or defer of something that is no call"),
        }
        let kind = if go { FuncKind::GoWrapper } else { FuncKind::DeferWrapper };
        let signature = self.empty_signature();
        let wrapper = self.new_literal(pos, kind, signature);
        self.save_operands(call, wrapper, pos, slots, init);
        let body = self.stmt_node(StmtKind::Expr(call), node.pos, Vec::new());
        self.pkg.funcs[wrapper].body = Some(vec![body]);
        let closure = self.expr_node(ExprKind::Closure(wrapper), signature, pos);
        let kind = ExprKind::Call {
            kind: CallKind::Func,
            fun: closure,
            args: Vec::new(),
            spread: false,
            go_defer: true,
        };
        Ok(self.expr_node(kind, TypeId::EMPTY_TUPLE, node.pos))
    }

    fn operands(&self, args: &[ExprId], slots: &mut Vec<(Slot, ExprId)>) {
        for (i, &arg) in args.iter().enumerate() {
            self.operand(Slot::Arg(i), arg, slots);
        }
    }

    /// Finds what has to be saved of one operand.
    fn operand(&self, slot: Slot, arg: ExprId, slots: &mut Vec<(Slot, ExprId)>) {
        match &self.pkg.exprs[arg].kind {
            ExprKind::Literal(_)
            | ExprKind::Nil
            | ExprKind::MethodExpr { .. }
            | ExprKind::New(_)
            | ExprKind::Func(_) => {}
            &ExprKind::Conv { kind: ConvKind::Nop, x }
                if self.is_basic(self.node_type(arg), Basic::Uintptr)
                    && self.is_basic(self.node_type(x), Basic::UnsafePointer) =>
            {
                self.operand(Slot::Inside(arg), x, slots);
            }
            ExprKind::CompositeLit { kind: LitKind::Map, .. } => slots.push((slot, arg)),
            ExprKind::CompositeLit { elems, .. } => {
                for (i, elem) in elems.iter().enumerate() {
                    self.operand(Slot::Elem(arg, i), elem.value, slots);
                }
            }
            _ => slots.push((slot, arg)),
        }
    }

    fn is_basic(&self, ty: TypeId, basic: Basic) -> bool {
        matches!(self.under(ty), Type::Basic(b) if *b == basic)
    }

    /// Saves operands in temporaries and lets the call use what `wrapper` captures of them.
    fn save_operands(
        &mut self,
        call: ExprId,
        wrapper: FuncId,
        call_pos: Pos,
        slots: Vec<(Slot, ExprId)>,
        init: &mut Vec<StmtId>,
    ) {
        if slots.is_empty() {
            return;
        }
        let mut lhs = Vec::new();
        let mut rhs = Vec::new();
        let mut temps = Vec::new();
        for (slot, arg) in slots {
            let node = &self.pkg.exprs[arg];
            let own = !matches!(node.kind, ExprKind::Var(_) | ExprKind::Global(_)) && node.pos.is_known();
            let (pos, ty) = (if own { node.pos } else { call_pos }, node.ty);
            let tmp = self.temp(pos, ty);
            init.push(self.declare_stmt(tmp, pos));
            temps.push(tmp);
            lhs.push(self.var_node(tmp, pos));
            rhs.push(arg);
            let captured = self.capture(wrapper, tmp, pos);
            let value = self.var_node(captured, pos);
            self.replace(call, slot, value);
        }
        let kind = StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, define: false };
        let assign = self.stmt_node(kind, call_pos, Vec::new());
        for tmp in temps {
            self.pkg.vars[tmp].defn = Some(assign);
        }
        init.push(assign);
    }

    fn replace(&mut self, call: ExprId, slot: Slot, value: ExprId) {
        let holder = match slot {
            Slot::Inside(holder) | Slot::Elem(holder, _) => holder,
            Slot::Receiver => match self.pkg.exprs[call].kind {
                ExprKind::Call { fun, .. } => fun,
                _ => call,
            },
            Slot::Fun | Slot::Arg(_) => call,
        };
        match (slot, &mut self.pkg.exprs[holder].kind) {
            (Slot::Fun, ExprKind::Call { fun, .. }) => *fun = value,
            (Slot::Receiver, ExprKind::DotInterface { x, .. }) => *x = value,
            (Slot::Arg(i), ExprKind::Call { args, .. } | ExprKind::Builtin { args, .. }) => {
                args.iter_mut().skip(i).take(1).for_each(|arg| *arg = value);
            }
            (Slot::Inside(_), ExprKind::Conv { x, .. }) => *x = value,
            (Slot::Elem(_, i), ExprKind::CompositeLit { elems, .. }) => elems[i].value = value,
            _ => {}
        }
    }
}
