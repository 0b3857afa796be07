//! gc's names for functions.
//!
//! In: declarations and the functions around literals. Out: names without package.
//! Source: gc 1.27.3 and 1.21 to 1.26: names of methods, literals and wrappers.

use super::Lowering;
use crate::ir::literal_name::literal_name;
use crate::ir::node::*;
use crate::types::{ObjId, Type, TypeId};

impl Lowering<'_> {
    /// `T.M` or `(*T).M`
    pub fn method_name(&self, recv: TypeId, method: &str) -> String {
        let types = self.cx.types;
        let recv = types.unalias(recv);
        let (pointer, base) = match types.get(recv) {
            Type::Pointer(elem) => (true, types.unalias(*elem)),
            _ => (false, recv),
        };
        let base = match types.get(base) {
            Type::Named(named) if named.instance.is_some() => {
                self.shaper.with_printer(|printer| printer.receiver_text(base))
            }
            Type::Named(named) => self.text(types.object(named.obj).name).to_owned(),
            _ => String::new(),
        };
        if pointer { format!("(*{base}).{method}") } else { format!("{base}.{method}") }
    }

    /// The name of a declared function or method.
    pub fn declared_name(&self, obj: ObjId) -> String {
        let types = self.cx.types;
        let name = self.text(types.object(obj).name);
        match types.get(types.type_of(obj)) {
            Type::Signature(sig) => match sig.recv {
                Some(recv) => self.method_name(types.type_of(recv), name),
                None => name.to_string(),
            },
            _ => name.to_string(),
        }
    }

    /// The name of a new literal or wrapper in `outer`, which numbers it.
    pub fn literal_name(&mut self, outer: FuncId, kind: FuncKind) -> String {
        literal_name(&mut self.pkg, &self.cx.sources.interner, self.cx.rules, outer, kind, None)
    }
}
