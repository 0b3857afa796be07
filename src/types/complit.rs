//! Composite literals.
//!
//! In: `T{…}`. Out: a value of type `T`. Invariants: every element is checked.
//! Source: Spec: "Composite literals"; gc 1.27.3 for promoted fields as keys.

use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::lookup::Lookup;
use super::object::ObjId;
use super::operand::Operand;
use super::store::{Struct, StructField, Type, TypeId};
use super::typeset::common_underlying;
use crate::syntax::ast::{Element, ExprId, ExprKind, List};
use rustc_hash::{FxHashMap, FxHashSet};

/// A constant map key, such that equal keys are equal whatever their kind.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Text(std::sync::Arc<[u8]>),
    Bool(bool),
    Number(String),
}

impl Checker<'_> {
    /// Checks a literal; without a type of its own it has the type `hint`.
    pub(super) fn composite_literal(
        &mut self,
        id: ExprId,
        ty: Option<ExprId>,
        elements: List<Element>,
        hint: Option<TypeId>,
    ) -> Operand {
        let elements = self.ast().list(elements);
        // The type of `[...]T{…}` is known after its elements.
        if let Some(written) = ty
            && let ExprKind::ArrayType { len: None, elem } = self.expr_at(written).kind
        {
            let elem = self.var_type(elem);
            let len = self.indexed_elements(elements, elem, None);
            let array = self.store.add(Type::Array { len, elem });
            self.record_type(written, Mode::Type, array, None);
            return Operand::new(Mode::Value, array, id);
        }
        let (ty, base) = match (ty, hint) {
            (Some(written), _) => {
                let ty = self.type_expr(written);
                (ty, ty)
            }
            (None, Some(hint)) => {
                let base = match *self.store.get(self.common_underlying(hint)) {
                    Type::Pointer(base) => base,
                    _ => hint,
                };
                (hint, base)
            }
            (None, None) => {
                self.error_at(id, "missing type in composite literal");
                (TypeId::INVALID, TypeId::INVALID)
            }
        };
        if !self.is_complete(base) {
            return Operand::invalid(id);
        }
        match self.store.get(self.common_underlying(base)) {
            // An infinite type was reported.
            _ if self.valid_types.is_invalid(self.store, base) => {
                for element in elements {
                    self.use_exprs(&[element.value]);
                }
                self.mark_broken();
            }
            Type::Struct(structure) => self.struct_elements(id, elements, base, structure),
            Type::Array { len, elem } => {
                self.indexed_elements(elements, *elem, (*len >= 0).then_some(*len));
            }
            Type::Slice(elem) => {
                self.indexed_elements(elements, *elem, None);
            }
            Type::Map { key, value } => self.map_elements(elements, *key, *value),
            _ => {
                for element in elements {
                    self.use_exprs(&[element.value]);
                }
                if self.store.underlying(base) != TypeId::INVALID {
                    let what = if self.has_type(id) { "" } else { " element" };
                    let text = self.type_string(ty);
                    let cause = match common_underlying(self.store, base) {
                        Ok(_) => "",
                        Err(_) => self.words().no_common_type,
                    };
                    self.error_at(id, format!("invalid composite literal{what} type {text}{cause}"));
                    return Operand::invalid(id);
                }
            }
        }
        Operand::new(Mode::Value, ty, id)
    }

    /// Where gc reports an element.
    fn element_pos(&self, element: &Element) -> u32 {
        match element.key {
            Some(key) if self.words().keys_start_elements => self.start_of(key),
            Some(_) => element.pos,
            None => self.start_of(element.value),
        }
    }

    fn has_type(&self, literal: ExprId) -> bool {
        matches!(self.expr_at(literal).kind, ExprKind::CompositeLit { ty: Some(_), .. })
    }

    fn struct_elements(&mut self, id: ExprId, elements: &[Element], ty: TypeId, structure: &Struct) {
        match elements.first() {
            None => {}
            Some(Element { key: Some(_), .. }) => self.keyed_fields(elements, ty, structure),
            Some(_) => self.listed_fields(id, elements, ty, structure),
        }
    }

    fn keyed_fields(&mut self, elements: &[Element], ty: TypeId, structure: &Struct) {
        let by_name: FxHashMap<_, (usize, &StructField)> =
            structure.fields.iter().enumerate().map(|(i, f)| (f.name, (i, f))).collect();
        let mut visited: Vec<(Vec<u32>, ObjId)> = Vec::new();
        let mut visited_own: FxHashSet<u32> = FxHashSet::default();
        for element in elements {
            let Some(key) = element.key else {
                let start = self.start_of(element.value);
                self.error(start, "mixture of field:value and value elements in struct literal");
                continue;
            };
            let mut x = self.element_expr(element.value, None);
            let pos = self.element_pos(element);
            let ExprKind::Name(name) = self.expr_at(key).kind else {
                let message = format!("invalid field name {} in struct literal", self.expr_string(key));
                self.error(pos, message);
                continue;
            };
            let own = by_name.get(&name).filter(|(_, f)| {
                self.object(f.obj).package == Some(self.package)
                    || super::collect::is_exported(self.name(name))
            });
            let (obj, path) = match own {
                Some(&(index, field)) => (field.obj, vec![index as u32]),
                None => match self.promoted_key(key, name, ty) {
                    Some(found) => found,
                    None => continue,
                },
            };
            self.info().expr_use.insert(key, obj);
            let field_type = self.type_of(obj);
            self.assignment(&mut x, Some(field_type), "struct literal");
            if path.len() == 1 && visited.is_empty() {
                if !visited_own.insert(path[0]) {
                    let message = format!("duplicate field name {} in struct literal", self.name(name));
                    self.error(pos, message);
                }
                continue;
            }
            // Promoted fields are rare: from the first one on all paths are compared.
            visited.extend(
                std::mem::take(&mut visited_own)
                    .into_iter()
                    .map(|i| (vec![i], structure.fields[i as usize].obj)),
            );
            let clash = visited
                .iter()
                .find(|(other, _)| other.starts_with(&path) || path.starts_with(other))
                .map(|(other, obj)| (other.len(), *obj));
            match clash {
                None => visited.push((path, obj)),
                Some((_, other)) if other == obj => {
                    let message = format!("duplicate field name {} in struct literal", self.name(name));
                    self.error(pos, message);
                }
                Some((len, other)) => {
                    let (field, other) = (self.name(name), self.name(self.object(other).name));
                    let message = if len < path.len() {
                        format!("cannot specify promoted field {field} and enclosing embedded field {other}")
                    } else {
                        format!("cannot specify embedded field {field} and enclosed promoted field {other}")
                    };
                    self.error(pos, message);
                }
            }
        }
    }

    /// The promoted field that a key names, with the path to it.
    fn promoted_key(
        &mut self,
        key: ExprId,
        name: crate::source::Symbol,
        ty: TypeId,
    ) -> Option<(ObjId, Vec<u32>)> {
        /// The language version from which on keys may name promoted fields.
        const PROMOTED_KEYS: u8 = 27;
        let pos = self.start_of(key);
        let text = self.name(name);
        let under = self.common_underlying(ty);
        match self.lookup_member(under, false, name, false) {
            Lookup::Field { obj, path, indirect } => {
                if path.len() > 1 && !self.words().keys_name_promoted_fields {
                    let message = self.missing_member(ty, text, None, true);
                    self.error(pos, message);
                    return None;
                }
                if path.len() > 1 && !self.allows(PROMOTED_KEYS) {
                    let fields = self.path_string(under, &path);
                    let ty = self.type_string(ty);
                    self.require(PROMOTED_KEYS, pos, |_| {
                        format!("use of promoted field {fields} in struct literal of type {ty}")
                    });
                    return None;
                }
                if indirect {
                    self.error(pos, format!("invalid implicit pointer indirection to reach {text}"));
                    return None;
                }
                Some((obj, path))
            }
            Lookup::Method { .. } => {
                self.error(pos, format!("{text} is not a field"));
                None
            }
            _ => {
                let other = self.lookup_member(under, false, name, true).obj();
                let message = self.missing_member(ty, text, other, true);
                self.error(pos, message);
                None
            }
        }
    }

    /// `T.f`: the embedded fields on the way to a promoted one.
    fn path_string(&self, ty: TypeId, path: &[u32]) -> String {
        let mut names = Vec::new();
        let mut ty = ty;
        for &index in path {
            let base = self.deref(ty).0;
            let Type::Struct(structure) = self.store.under(base) else { break };
            let Some(field) = structure.fields.get(index as usize) else { break };
            names.push(self.name(field.name));
            ty = field.ty;
        }
        names.join(".")
    }

    fn listed_fields(&mut self, id: ExprId, elements: &[Element], ty: TypeId, structure: &Struct) {
        let hidden = |checker: &Self, field: &StructField| {
            checker.object(field.obj).package != Some(checker.package)
                && !super::collect::is_exported(checker.name(field.name))
        };
        for (i, element) in elements.iter().enumerate() {
            if let Some(key) = element.key {
                let start = self.start_of(key);
                self.error(start, "mixture of field:value and value elements in struct literal");
                continue;
            }
            let mut x = self.element_expr(element.value, None);
            let Some(field) = structure.fields.get(i) else {
                let message = format!("too many values in struct literal of type {}", self.type_string(ty));
                self.error(self.operand_pos(&x), message);
                break;
            };
            if hidden(self, field) {
                let message = format!(
                    "implicit assignment to unexported field {} in struct literal of type {}",
                    self.name(field.name),
                    self.type_string(ty)
                );
                self.error(self.operand_pos(&x), message);
                continue;
            }
            self.assignment(&mut x, Some(field.ty), "struct literal");
        }
        if elements.len() < structure.fields.len() {
            let hint = if structure.fields.iter().any(|f| hidden(self, f)) {
                " (type has unexported fields - use key:value pairs)"
            } else {
                ""
            };
            let message = format!("too few values in struct literal of type {}{hint}", self.type_string(ty));
            self.error(self.expr_at(id).span.end - 1, message);
        }
    }

    /// Checks the elements of an array or slice; the number of elements that results.
    fn indexed_elements(&mut self, elements: &[Element], elem: TypeId, len: Option<i64>) -> i64 {
        let mut visited: FxHashSet<i64> = FxHashSet::default();
        let keyed = elements.iter().any(|e| e.key.is_some());
        let (mut index, mut max) = (0i64, 0i64);
        for element in elements {
            let mut valid = false;
            let start = self.element_pos(element);
            if let Some(key) = element.key {
                match self.index(key, len) {
                    (TypeId::INVALID, _) => {}
                    (_, Some(value)) => {
                        index = value;
                        valid = true;
                    }
                    (_, None) => {
                        let message = format!("index {} must be integer constant", self.expr_string(key));
                        self.error(start, message);
                    }
                }
            } else if let Some(len) = len.filter(|&len| index >= len) {
                self.error(start, format!("index {index} is out of bounds (>= {len})"));
            } else {
                valid = true;
            }
            if valid && keyed && !visited.insert(index) {
                self.error(start, format!("duplicate index {index} in array or slice literal"));
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = self.element_expr(element.value, Some(elem));
            self.assignment(&mut x, Some(elem), "array or slice literal");
        }
        max
    }

    fn map_elements(&mut self, elements: &[Element], key_type: TypeId, value_type: TypeId) {
        let by_type = self.is_interface(key_type);
        let mut visited: FxHashMap<Key, Vec<TypeId>> = FxHashMap::default();
        for element in elements {
            let Some(key) = element.key else {
                self.error_at(element.value, "missing key in map literal");
                continue;
            };
            let mut x = self.element_expr(key, Some(key_type));
            self.assignment(&mut x, Some(key_type), "map literal");
            if !x.is_valid() {
                continue;
            }
            if x.is_constant()
                && let Some(key) = self.map_key(&x.value)
            {
                let types = visited.entry(key).or_default();
                let others: Vec<TypeId> = types.clone();
                types.push(x.ty);
                if others.iter().any(|&other| !by_type || self.identical(other, x.ty)) {
                    let text = self.constant_string(&x.value);
                    let message = format!("duplicate key {text} in map literal");
                    self.error(self.operand_pos(&x), message);
                    continue;
                }
            }
            let mut x = self.element_expr(element.value, Some(value_type));
            self.assignment(&mut x, Some(value_type), "map literal");
        }
    }

    fn map_key(&self, value: &Constant) -> Option<Key> {
        Some(match value {
            Constant::Unknown => return None,
            Constant::Bool(value) => Key::Bool(*value),
            Constant::String(text) => Key::Text(text.clone()),
            number => Key::Number(self.number_key(number)),
        })
    }

    /// A text that equal numbers share.
    pub(super) fn number_key(&self, value: &Constant) -> String {
        match value.to_int() {
            Some(Constant::Int(i)) => i.to_string(),
            Some(Constant::BigInt(i)) => i.to_string(),
            _ => match value.to_float() {
                Some(Constant::Float(f)) => f.to_string(),
                _ => format!("{value:?}"),
            },
        }
    }
}
