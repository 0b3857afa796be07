//! Which call was copied into which place.
//!
//! In: calls as they are replaced. Out: [`InlineTree`]: the chain of calls behind a node of an
//! inlined body, and the checksum that tells copies of a literal apart.
//! Invariants: entries are in the order in which gc reports the calls; the expressions of an entry
//! follow those of the entry before it in the package's arena.
//! Source: gc 1.21 to 1.27: inlining tree; names of copied literals.

use super::body::{Body, raw};
use crate::ir::{ExprId, FuncId, FuncRef, Package, StmtId, VarId};
use crate::source::{Pos, Symbol};
use crate::types::{PackageId, TypeStore};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

/// Where a call stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Site {
    /// The entry whose body it is in; `None` in a function's own code.
    pub parent: Option<usize>,
    /// Where it is in the text.
    pub pos: Pos,
}

/// A call that was replaced.
#[derive(Debug)]
pub struct InlinedCall {
    /// Where it stood.
    pub site: Site,
    /// What it called.
    pub callee: FuncRef,
    /// The callee's name, without package.
    pub name: Symbol,
    /// The package that the name belongs to.
    pub home: Option<PackageId>,
    /// What was copied.
    pub body: Arc<Body>,
    /// The function that it was copied into.
    pub caller: FuncId,
    /// The first of the expressions that were made for it.
    first_expr: u32,
    /// The first of the variables.
    first_var: u32,
    /// The first of the statements.
    first_stmt: u32,
}

/// Where a node of an inlined body comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopiedFrom {
    /// The entry.
    pub call: usize,
    /// Where it is in the text of the callee.
    pub pos: Pos,
}

/// The calls of a package that were replaced.
#[derive(Debug, Default)]
pub struct InlineTree {
    /// In order.
    pub calls: Vec<InlinedCall>,
}

impl InlineTree {
    /// Adds a call whose body's expressions come next in the package's arena.
    pub fn add(
        &mut self,
        package: &Package,
        types: &TypeStore,
        (caller, site): (FuncId, Site),
        callee: FuncRef,
        body: &Arc<Body>,
    ) {
        let first_expr = package.exprs.len() as u32;
        let (first_var, first_stmt) = (package.vars.len() as u32, package.stmts.len() as u32);
        let (name, home) = match callee {
            FuncRef::Local(func) => (package.funcs[func].name, home(package, types, func)),
            FuncRef::Extern(obj) => (body.root().name, types.object(obj).package),
            FuncRef::Runtime(name) => (name, None),
        };
        let body = Arc::clone(body);
        let call = InlinedCall { site, callee, name, home, body, caller, first_expr, first_var, first_stmt };
        self.calls.push(call);
    }

    /// Where the call `expr` stands.
    pub fn site(&self, package: &Package, expr: ExprId) -> Site {
        let index = self.calls.partition_point(|call| call.first_expr <= raw(expr));
        let own = Site { parent: None, pos: package.exprs[expr].pos };
        let Some(index) = index.checked_sub(1) else { return own };
        let call = &self.calls[index];
        let offset = raw(expr) - call.first_expr;
        if offset >= call.body.exprs {
            return own;
        }
        // What a function passes on is where it is called.
        if call.body.synthetic {
            return call.site;
        }
        Site { parent: Some(index), pos: call.body.ir.exprs[super::body::idx(offset)].pos }
    }

    /// Where an expression comes from, if it is in an inlined body.
    pub fn source_of_expr(&self, expr: ExprId) -> Option<CopiedFrom> {
        let index = self.calls.partition_point(|call| call.first_expr <= raw(expr)).checked_sub(1)?;
        let call = &self.calls[index];
        let (ir, offset) = (&call.body.ir, raw(expr) - call.first_expr);
        let inside = (offset as usize) < ir.exprs.len();
        inside.then(|| CopiedFrom { call: index, pos: ir.exprs[super::body::idx(offset)].pos })
    }

    /// Where a variable comes from, if it is in an inlined body.
    pub fn source_of_var(&self, var: VarId) -> Option<CopiedFrom> {
        let index = self.calls.partition_point(|call| call.first_var <= raw(var)).checked_sub(1)?;
        let call = &self.calls[index];
        let (ir, offset) = (&call.body.ir, raw(var) - call.first_var);
        let inside = (offset as usize) < ir.vars.len();
        inside.then(|| CopiedFrom { call: index, pos: ir.vars[super::body::idx(offset)].pos })
    }

    /// The call of which a variable stands for a result.
    pub fn result_of(&self, var: VarId) -> Option<usize> {
        let index = self.calls.partition_point(|call| call.first_var <= raw(var)).checked_sub(1)?;
        let call = &self.calls[index];
        let offset = super::body::idx(raw(var).checked_sub(call.first_var)?);
        call.body.root().results.contains(&offset).then_some(index)
    }

    /// The call of which a variable stands for a parameter or (true) the receiver.
    pub fn parameter_of(&self, var: VarId) -> Option<(usize, bool)> {
        let index = self.calls.partition_point(|call| call.first_var <= raw(var)).checked_sub(1)?;
        let call = &self.calls[index];
        let offset = super::body::idx(raw(var).checked_sub(call.first_var)?);
        let root = call.body.root();
        let place = root.params.iter().position(|&param| param == offset)?;
        Some((index, place == 0 && root.has_receiver))
    }

    /// Where a statement comes from, if it is in an inlined body.
    pub fn source_of_stmt(&self, stmt: StmtId) -> Option<Pos> {
        let index = self.calls.partition_point(|call| call.first_stmt <= raw(stmt)).checked_sub(1)?;
        let call = &self.calls[index];
        let (ir, offset) = (&call.body.ir, raw(stmt) - call.first_stmt);
        let inside = (offset as usize) < ir.stmts.len();
        inside.then(|| ir.stmts[super::body::idx(offset)].pos)
    }

    /// The entry that stands in a function's own code, from `call` outwards.
    pub fn outermost(&self, call: usize) -> &InlinedCall {
        let mut outer = &self.calls[call];
        while let Some(parent) = outer.site.parent {
            outer = &self.calls[parent];
        }
        outer
    }

    /// The entries from that of `site` outwards.
    pub fn around(&self, site: Site) -> impl Iterator<Item = &InlinedCall> {
        std::iter::successors(site.parent, |&index| self.calls[index].site.parent)
            .map(|index| &self.calls[index])
    }

    /// What tells literals copied by the entry `index` apart from other copies.
    pub fn checksum(&self, index: usize) -> String {
        let mut text = index.to_string();
        let mut parents: Vec<usize> =
            std::iter::successors(self.calls[index].site.parent, |&i| self.calls[i].site.parent).collect();
        parents.reverse();
        for parent in parents {
            let _ = write!(text, " {parent}");
        }
        let mut hash = Sha256::new();
        hash.update([1]);
        hash.update(text.as_bytes());
        base64(&hash.finalize()[..8])
    }
}

/// The package that the name of a function belongs to.
pub(super) fn home(package: &Package, types: &TypeStore, func: FuncId) -> Option<PackageId> {
    let around = std::iter::successors(Some(func), |&f| package.funcs[f].outer);
    around.take(package.funcs.len()).find_map(|f| {
        let f = &package.funcs[f];
        f.home.or_else(|| types.object(f.obj?).package)
    })
}

/// Standard base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63] as char;
            out.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads() {
        assert_eq!(base64(b"12345678"), "MTIzNDU2Nzg=");
        assert_eq!(base64(b"\xff\xfe\xfd"), "//79");
    }
}
