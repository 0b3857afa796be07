//! What expressions make flow.

use super::builder::{Builder, PendingClosure};
use super::graph::{Place, Reason};
use super::hole::Hole;
use crate::ir::{ConvKind, ExprId, ExprKind, LitElem, LitKind};
use crate::types::{Basic, Type, TypeId};

impl Builder<'_> {
    /// Evaluates `x` into `hole`.
    pub fn expr(&mut self, hole: Hole, x: ExprId) {
        if let Some(init) = self.package.expr_init.get(x) {
            self.stmts(init);
        }
        self.expr_no_init(hole, x);
    }

    /// Evaluates `x` for what happens on the way.
    pub fn discard(&mut self, x: ExprId) {
        self.expr(self.discard_hole(), x);
    }

    fn discards(&mut self, list: &[ExprId]) {
        for &x in list {
            self.discard(x);
        }
    }

    /// Evaluates `x`, whose initial statements were walked, into `hole`.
    pub fn expr_no_init(&mut self, mut hole: Hole, x: ExprId) {
        let package = self.package;
        let expr = &package.exprs[x];
        let place = Place::Expr(x);
        if hole.derefs >= 0 && !self.cx.has_pointers(expr.ty) {
            hole.dst = self.discard_hole().dst;
        }
        match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::Nil
            | ExprKind::Type(_)
            | ExprKind::MethodExpr { .. }
            | ExprKind::Global(_)
            | ExprKind::StaticData { .. }
            | ExprKind::Blank
            | ExprKind::Func(_) => {}
            ExprKind::Var(var) => {
                let loc = self.loc_of(*var);
                self.graph.flow(hole, loc);
            }
            ExprKind::Unary { x, .. } | ExprKind::Recv(x) => self.discard(*x),
            ExprKind::Binary { .. } => self.binary(x),
            ExprKind::AddrOf(operand) => {
                let hole = self.note(hole.addr(), place, Reason::AddressOf);
                self.expr(hole, *operand);
            }
            ExprKind::Deref(operand) => {
                let hole = self.note(hole.deref(), place, Reason::Indirection);
                self.expr(hole, *operand);
            }
            ExprKind::Dot { x: operand, .. } | ExprKind::DotInterface { x: operand, .. } => {
                let hole = self.note(hole, place, Reason::Dot);
                self.expr(hole, *operand);
            }
            ExprKind::DotPtr { x: operand, .. } => {
                let hole = self.note(hole.deref(), place, Reason::DotOfPointer);
                self.expr(hole, *operand);
            }
            ExprKind::TypeAssert { x: operand, ty, .. } => {
                let hole = self.asserted(hole, *ty, place, Reason::Dot);
                self.expr(hole, *operand);
            }
            ExprKind::Index { x: operand, index } => {
                let hole = if self.is_array(*operand) {
                    self.note(hole, place, Reason::FixedArrayIndex)
                } else {
                    self.note(hole.deref(), place, Reason::DotOfPointer)
                };
                self.expr(hole, *operand);
                self.discard(*index);
            }
            ExprKind::IndexMap { x: map, index, .. } => {
                self.discard(*map);
                self.discard(*index);
            }
            ExprKind::Slice { x: operand, lo, hi, max, .. } => {
                let hole = self.note(hole, place, Reason::Slice);
                self.expr(hole, *operand);
                for bound in [lo, hi, max].into_iter().flatten() {
                    self.discard(*bound);
                }
            }
            ExprKind::Conv { kind, x: operand } => self.conversion(hole, x, *kind, *operand),
            ExprKind::Call { .. } | ExprKind::InlinedCall { .. } => self.call(Some(&[hole]), x),
            ExprKind::Builtin { .. } => self.builtin(hole, x),
            ExprKind::New(_) => {
                self.spill(hole, x);
            }
            ExprKind::MakeSlice { len, cap } => {
                self.spill(hole, x);
                self.discard(*len);
                cap.iter().for_each(|&cap| self.discard(cap));
            }
            ExprKind::MakeMap { hint } => {
                self.spill(hole, x);
                hint.iter().for_each(|&hint| self.discard(hint));
            }
            ExprKind::MakeChan { size } => size.iter().for_each(|&size| self.discard(size)),
            ExprKind::MethodValue { x: receiver, target, obj, .. } => {
                self.method_value(hole, x, *receiver, *target, *obj);
            }
            ExprKind::PtrLit(literal) => {
                let hole = self.spill(hole, x);
                self.expr(hole, *literal);
            }
            ExprKind::CompositeLit { kind, elems } => self.literal(hole, x, *kind, elems),
            ExprKind::Closure(func) => {
                let hole = self.spill(hole, x);
                self.graph.locs[hole.dst].closure = Some(self.node_of(*func));
                self.closures.push(PendingClosure { hole, func: *func });
                self.capture(*func);
            }
            ExprKind::Concat(list) => {
                self.spill(hole, x);
                self.discards(list);
            }
        }
    }

    /// Evaluates the operands of a binary expression. Chains of operators, which nest to the left,
    /// may be long.
    fn binary(&mut self, x: ExprId) {
        let mut left = x;
        let mut rights = Vec::new();
        while let ExprKind::Binary { x, y, .. } = self.package.exprs[left].kind {
            rights.push(y);
            left = x;
            if self.package.expr_init.contains_idx(left) {
                break;
            }
        }
        self.discard(left);
        for right in rights.into_iter().rev() {
            self.discard(right);
        }
    }

    /// The hole for the operand of an assertion to `ty`: what an interface holds behind a pointer
    /// is loaded.
    pub fn asserted(&mut self, hole: Hole, ty: TypeId, place: Place, reason: Reason) -> Hole {
        let is_interface = matches!(self.cx.types.under(ty), Type::Interface(_));
        let hole = if is_interface || self.cx.is_direct(ty) { hole } else { hole.deref() };
        self.note(hole, place, reason)
    }

    fn conversion(&mut self, mut hole: Hole, x: ExprId, kind: ConvKind, operand: ExprId) {
        let from = self.ty(operand);
        match kind {
            ConvKind::Nop | ConvKind::Number => {
                if self.is_basic(self.ty(x), Basic::UnsafePointer) && self.is_basic(from, Basic::Uintptr) {
                    self.unsafe_value(hole, operand);
                } else {
                    self.expr(hole, operand);
                }
            }
            ConvKind::Interface => {
                let is_interface = matches!(self.cx.types.under(from), Type::Interface(_));
                if !is_interface && !self.cx.is_direct(from) {
                    hole = self.spill(hole, x);
                }
                let hole = self.note(hole, Place::Expr(x), Reason::InterfaceConverted);
                self.expr(hole, operand);
            }
            ConvKind::SliceToArray => {
                let hole = self.note(hole.deref(), Place::Expr(x), Reason::SliceToArray);
                self.expr(hole, operand);
            }
            ConvKind::SliceToArrayPtr => self.expr(hole, operand),
            ConvKind::StringToBytes
            | ConvKind::BytesToString
            | ConvKind::StringToRunes
            | ConvKind::RunesToString
            | ConvKind::RuneToString => {
                self.spill(hole, x);
                self.discard(operand);
            }
        }
    }

    /// Whether the underlying type of `ty` is `basic`.
    pub fn is_basic(&self, ty: TypeId, basic: Basic) -> bool {
        matches!(self.cx.types.under(ty), Type::Basic(b) if *b == basic)
    }

    fn literal(&mut self, hole: Hole, x: ExprId, kind: LitKind, elems: &[LitElem]) {
        let place = Place::Expr(x);
        let (hole, reason) = match kind {
            LitKind::Struct => (hole, Reason::StructElement),
            LitKind::Array => (hole, Reason::ArrayElement),
            LitKind::Slice { .. } => (self.spill(hole, x), Reason::SliceElement),
            LitKind::Map => {
                self.spill(hole, x);
                for elem in elems {
                    if let Some(key) = elem.key {
                        self.flow_to_heap(key, place, Reason::MapLiteralKey);
                    }
                    self.flow_to_heap(elem.value, place, Reason::MapLiteralValue);
                }
                return;
            }
        };
        for elem in elems {
            let hole = self.note(hole, place, reason);
            self.expr(hole, elem.value);
        }
    }
}
