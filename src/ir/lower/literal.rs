//! Composite literals.
//!
//! In: `T{…}`, and `{…}` with its type left out. Out: elements converted to the types of their
//! places; struct elements always name their field.
//! Source: gc 1.27.3: composite literals of unified IR. Spec: "Composite literals".

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::{Pos, Symbol};
use crate::syntax::ast;
use crate::types::{Basic, Constant, Struct, Type, TypeId};

impl<'a> Lowering<'a> {
    /// Lowers a composite literal; behind a pointer when `&T` was left out.
    pub fn composite(
        &mut self,
        expr: ast::ExprId,
        elements: ast::List<ast::Element>,
        pos: Pos,
    ) -> Lowered<ExprId> {
        let outer = self.type_of(expr)?;
        let pointer = self.pointer_elem(outer);
        let ty = pointer.unwrap_or(outer);
        let elements = self.ast().list(elements);
        let (kind, elems) = match self.under(ty) {
            Type::Struct(strukt) => (LitKind::Struct, self.struct_elems(strukt, elements)?),
            Type::Array { elem, .. } => (LitKind::Array, self.array_elems(*elem, elements)?.0),
            Type::Slice(elem) => {
                let (elems, len) = self.array_elems(*elem, elements)?;
                (LitKind::Slice { len }, elems)
            }
            Type::Map { key, value } => {
                self.look_up_type(ty);
                (LitKind::Map, self.map_elems(*key, *value, elements)?)
            }
            _ => return self.surprise(pos, "composite literal of an unexpected type"),
        };
        let lit = self.expr_node(ExprKind::CompositeLit { kind, elems }, ty, pos);
        Ok(match pointer {
            Some(_) => self.address_of(lit, outer, pos, false),
            None => lit,
        })
    }

    fn struct_elems(&mut self, strukt: &'a Struct, elements: &[ast::Element]) -> Lowered<Vec<LitElem>> {
        let mut elems = Vec::with_capacity(elements.len());
        for (i, element) in elements.iter().enumerate() {
            let at = element.key.unwrap_or(element.value);
            let pos = self.at(self.ast().exprs[at].pos);
            let found = match element.key.map(|key| self.ast().exprs[key].kind) {
                None => strukt.fields.get(i).map(|f| (f, i)),
                Some(ast::ExprKind::Name(name)) => self.field_named(strukt, name),
                Some(_) => None,
            };
            let Some((field, index)) = found else {
                return self.surprise(pos, "element of an unknown field");
            };
            let value = self.implicit_conv(Some(field.ty), element.value)?;
            let field = FieldRef { obj: field.obj, name: field.name, index: index as u32 };
            elems.push(LitElem { field: Some(field), key: None, value, pos });
        }
        Ok(elems)
    }

    /// The field of a name, also one of an embedded struct.
    fn field_named(
        &self,
        strukt: &'a Struct,
        name: Symbol,
    ) -> Option<(&'a crate::types::StructField, usize)> {
        let mut level = vec![strukt];
        let mut seen: Vec<*const Struct> = Vec::new();
        while !level.is_empty() {
            let mut next = Vec::new();
            for strukt in level {
                let found = strukt.fields.iter().enumerate().find(|(_, f)| f.name == name);
                if let Some((index, field)) = found {
                    return Some((field, index));
                }
                if seen.contains(&(strukt as *const Struct)) {
                    continue;
                }
                seen.push(strukt);
                for field in strukt.fields.iter().filter(|f| f.embedded) {
                    if let Type::Struct(inner) = self.under(field.ty) {
                        next.push(inner);
                    }
                }
            }
            level = next;
        }
        None
    }

    /// Elements of an array or slice, and the number of elements of the backing array.
    fn array_elems(&mut self, elem: TypeId, elements: &[ast::Element]) -> Lowered<(Vec<LitElem>, i64)> {
        let mut elems = Vec::with_capacity(elements.len());
        let (mut index, mut len) = (0i64, 0i64);
        for element in elements {
            let mut pos = self.at(self.ast().exprs[element.value].pos);
            let key = element.key.map(|key| self.expr(key)).transpose()?;
            if let Some(key) = key {
                pos = self.pkg.exprs[key].pos;
                if let ExprKind::Literal(Constant::Int(at)) = self.pkg.exprs[key].kind {
                    index = at;
                }
            }
            let value = self.implicit_conv(Some(elem), element.value)?;
            elems.push(LitElem { field: None, key, value, pos });
            index = index.saturating_add(1);
            len = len.max(index);
        }
        Ok((elems, len))
    }

    fn map_elems(
        &mut self,
        key_type: TypeId,
        value_type: TypeId,
        elements: &[ast::Element],
    ) -> Lowered<Vec<LitElem>> {
        let mut elems = Vec::with_capacity(elements.len());
        for element in elements {
            let Some(key) = element.key else {
                let pos = self.at(self.ast().exprs[element.value].pos);
                return self.surprise(pos, "element of a map without key");
            };
            let pos = self.at(self.ast().exprs[key].pos);
            let key = self.implicit_conv(Some(key_type), key)?;
            let value = self.implicit_conv(Some(value_type), element.value)?;
            elems.push(LitElem { field: None, key: Some(key), value, pos });
        }
        Ok(elems)
    }

    /// A constant string converted to a slice of runes is a literal of them.
    pub fn runes_literal(&mut self, text: &str, ty: TypeId, pos: Pos) -> ExprId {
        let elem = match self.under(ty) {
            Type::Slice(elem) => *elem,
            _ => Basic::Rune.id(),
        };
        let mut elems = Vec::new();
        for (i, c) in text.chars().enumerate() {
            let key = ExprKind::Literal(Constant::Int(i as i64));
            let key = self.expr_node(key, Basic::Int.id(), pos);
            let value = ExprKind::Literal(Constant::Int(i64::from(u32::from(c))));
            let value = self.expr_node(value, elem, pos);
            elems.push(LitElem { field: None, key: Some(key), value, pos });
        }
        let len = elems.len() as i64;
        self.expr_node(ExprKind::CompositeLit { kind: LitKind::Slice { len }, elems }, ty, pos)
    }
}
