//! Function literals and method values: what they capture, and how.

use super::builder::Builder;
use super::event::Event;
use super::graph::{Place, Reason};
use super::hole::Hole;
use crate::ir::{ExprId, FuncId, FuncRef, VarId};
use crate::types::{ObjId, Type};

/// Largest variable that a literal captures by value, in bytes.
const MAX_BY_VALUE: i64 = 128;

impl Builder<'_> {
    /// Notes that the literal `func` captures its variables, and walks its body.
    pub fn capture(&mut self, func: FuncId) {
        if !crate::ir::batch::belongs_to_outer(self.package, self.cx.rules, self.cx.names, func) {
            return;
        }
        for &var in &self.package.funcs[func].closure_vars {
            let loc = self.loc_of(var);
            let depth = self.walk.loop_depth;
            let loc = &mut self.graph.locs[loc];
            if !loc.captured {
                loc.captured = true;
                // Assignments before the first capture are done once the literal exists, unless
                // a loop comes back to them.
                if loc.loop_depth == depth {
                    loc.reassigned = false;
                }
            }
        }
        self.walk_func(func);
    }

    /// Decides how each literal captures its variables. Returns those captured by reference.
    pub fn flow_closures(&mut self) -> Vec<VarId> {
        let mut refs = Vec::new();
        for closure in std::mem::take(&mut self.closures) {
            for &captured in &self.package.funcs[closure.func].closure_vars {
                let var = self.package.canonical(captured);
                let id = self.loc_of(var);
                let width = self.cx.size_of(self.package.vars[var].ty);
                let loc = &self.graph.locs[id];
                let by_ref = loc.addr_taken || loc.reassigned || width > MAX_BY_VALUE;
                let (addr_taken, reassigned) = (loc.addr_taken, loc.reassigned);
                self.event(Event::Captures { var, loc: id, by_ref, addr_taken, reassigned, width });
                let mut hole = closure.hole;
                if by_ref {
                    refs.push(var);
                    hole = self.note(hole.addr(), Place::Var(captured), Reason::Reference);
                }
                let hole = self.note(hole, Place::Var(captured), Reason::CapturedByClosure);
                self.graph.flow(hole, id);
            }
        }
        refs
    }

    /// `receiver.M` as a value: nobody knows who calls it, so its results may go anywhere.
    pub fn method_value(
        &mut self,
        hole: Hole,
        x: ExprId,
        receiver: ExprId,
        target: Option<FuncRef>,
        method: ObjId,
    ) {
        let storage = self.spill(hole, x);
        let results = match self.cx.types.under(self.cx.types.type_of(method)) {
            Type::Signature(signature) => signature.results.len(),
            _ => 0,
        };
        let holes = vec![self.heap(); results];
        let param = match target {
            Some(func) => self.param_hole(Some(&holes), func, 0),
            None => self.heap(),
        };
        let hole = self.tee(&[param, storage]);
        self.expr(hole, receiver);
    }
}
