//! What interfaces require.
//!
//! In: interface types. Out: errors about their elements, and whether they are constraints.
//! Source: Spec: "Interface types".

use super::check::Checker;
use super::lookup;
use super::store::{Type, TypeId};
use super::typeset::type_set;
use crate::syntax::ast::{InterfaceElem, List};

impl Checker<'_> {
    /// Reports methods that are declared twice.
    pub(super) fn check_interface(&mut self, ty: TypeId, elements: List<InterfaceElem>) {
        let Type::Interface(interface) = self.store.get(ty) else { return };
        let embedded: Vec<u32> = self
            .ast()
            .list(elements)
            .iter()
            .filter_map(|element| match *element {
                InterfaceElem::Embedded(expr) => Some(self.start_of(expr)),
                InterfaceElem::Method { .. } => None,
            })
            .collect();
        for clash in lookup::duplicate_methods(self.store, &self.cx.sources.interner, interface) {
            let object = self.object(clash.obj);
            let pos_of = |index: Option<usize>, obj| match index {
                Some(index) => embedded.get(index).map(|&offset| self.pos(offset)),
                None => Some(self.object(obj).pos),
            };
            let Some(pos) = pos_of(clash.embedded, clash.obj) else { continue };
            let name = self.name(object.name);
            let mut message = format!("duplicate method {name}");
            if let Some(other) = pos_of(clash.other_embedded, clash.other)
                && other.is_known()
            {
                let what = if self.words().names_kinds { "method " } else { "" };
                let at = self.position(other);
                message.push_str(&format!("\n\t{at}: other declaration of {what}{name}"));
            }
            self.report(pos, message, false);
        }
    }

    /// Whether an interface has no methods and permits all types.
    pub(super) fn is_empty_interface(&self, ty: TypeId) -> bool {
        matches!(self.store.under(ty), Type::Interface(_))
            && !self.is_constraint(self.store.underlying(ty))
            && lookup::all_methods(self.store, &self.cx.sources.interner, ty).is_empty()
    }

    /// Whether an interface is (or embeds) `comparable`.
    pub(super) fn embeds_comparable(&self, ty: TypeId) -> bool {
        type_set(self.store, ty).comparable
    }

    /// Whether an interface permits not all types that have its methods.
    pub(super) fn is_constraint(&self, ty: TypeId) -> bool {
        type_set(self.store, ty).is_constraint()
    }
}
