//! What interfaces require.
//!
//! In: interface types. Out: errors about their elements, and whether they are constraints.
//! Source: Spec: "Interface types".

use super::check::Checker;
use super::decl::GENERICS;
use super::delay::Action;
use super::lookup;
use super::store::{Basic, Interface, Type, TypeId};
use super::typeset::{MAX_TERMS, has_too_many_terms, type_set};
use super::union::too_many_terms;
use crate::syntax::ast::{InterfaceElem, List};

/// Since when interfaces may embed the same method twice.
const OVERLAPPING: u8 = 14;

impl Checker<'_> {
    /// Checks what an interface embeds, and that its methods differ.
    pub(super) fn check_interface(&mut self, ty: TypeId, elements: List<InterfaceElem>) {
        let Type::Interface(interface) = self.store.get(ty) else { return };
        if !interface.embedded.is_empty() {
            let places = self.embedding_places(elements);
            self.check_elements(interface, &places);
            self.later(Action::EmbeddedMethods { ty, elements });
        }
        self.duplicate_methods(ty, elements, false);
    }

    fn embedding_places(&self, elements: List<InterfaceElem>) -> Vec<u32> {
        let place = |element: &InterfaceElem| match *element {
            InterfaceElem::Embedded(expr) => Some(self.start_of(expr)),
            InterfaceElem::Method { .. } => None,
        };
        self.ast().list(elements).iter().filter_map(place).collect()
    }

    /// Reports methods that are declared twice: written out, or `embedded`, which waits for the
    /// types of the methods.
    pub(super) fn duplicate_methods(&mut self, ty: TypeId, elements: List<InterfaceElem>, of_embedded: bool) {
        let Type::Interface(interface) = self.store.get(ty) else { return };
        let places = self.embedding_places(elements);
        let names = &self.cx.sources.interner;
        for clash in lookup::duplicate_methods(self.store, names, interface, self.allows(OVERLAPPING)) {
            if clash.embedded.is_some() != of_embedded {
                continue;
            }
            let object = self.object(clash.obj);
            let pos_of = |index: Option<usize>, obj| match index {
                Some(index) => places.get(index).map(|&offset| self.pos(offset)),
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

    /// Reports embedded elements that this version does not have, or that have too many terms;
    /// `places` tells where they are.
    fn check_elements(&mut self, interface: &Interface, places: &[u32]) {
        for (&ty, &pos) in interface.embedded.iter().zip(places) {
            match self.store.under(ty) {
                Type::Basic(Basic::Invalid) => {}
                Type::Interface(_) => {
                    let Type::Named(named) = self.store.get(self.store.unalias(ty)) else { continue };
                    let imported = self.object(named.obj).package.is_some_and(|p| p != self.package);
                    if imported && self.is_constraint(ty) {
                        self.require(GENERICS, pos, |checker| {
                            format!("embedding constraint interface {}", checker.type_string(ty))
                        });
                    }
                }
                Type::Union(terms) => {
                    let allowed = self.require(GENERICS, pos, |checker| {
                        format!("embedding interface element {}", checker.type_string(ty))
                    });
                    if allowed && terms.len() <= MAX_TERMS && has_too_many_terms(self.store, terms) {
                        self.error(pos, too_many_terms());
                    }
                }
                _ => {
                    self.require(GENERICS, pos, |checker| {
                        format!("embedding non-interface type {}", checker.type_string(ty))
                    });
                }
            }
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
