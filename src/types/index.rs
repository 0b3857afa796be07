//! Index and slice expressions.
//!
//! In: `x[i]`, `x[lo:hi:max]`. Out: operands; constant indices are within bounds.
//! Source: Spec: "Index expressions", "Slice expressions".

use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::{ExprId, List, SliceTail};

impl Checker<'_> {
    /// Checks `x[indices]`.
    pub(super) fn index_expr(&mut self, id: ExprId, x: ExprId, indices: List<ExprId>) -> Operand {
        let x = self.expr_or_type(x);
        self.element(id, x, indices)
    }

    fn element(&mut self, id: ExprId, mut x: Operand, indices: List<ExprId>) -> Operand {
        let list = self.ast().list(indices);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(list);
                return Operand::invalid(id);
            }
            Mode::Type => {
                let ty = self.type_expr(id);
                let mode = if ty == TypeId::INVALID { Mode::Invalid } else { Mode::Type };
                return Operand::new(mode, ty, id);
            }
            _ => {}
        }
        if !self.is_complete(x.ty) {
            return Operand::invalid(id);
        }
        let mut length = None;
        let element = match *self.store.under(x.ty) {
            Type::Basic(basic) if basic.is_string() => {
                if let Constant::String(text) = &x.value
                    && x.is_constant()
                {
                    length = Some(text.len() as i64);
                }
                Some((Mode::Value, Basic::Byte.id()))
            }
            Type::Array { len, elem } => {
                length = (len >= 0).then_some(len);
                let mode = if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value };
                Some((mode, elem))
            }
            Type::Pointer(base) => {
                if !self.is_complete(base) {
                    return Operand::invalid(id);
                }
                match *self.store.under(base) {
                    Type::Array { len, elem } => {
                        length = (len >= 0).then_some(len);
                        Some((Mode::Variable, elem))
                    }
                    _ => None,
                }
            }
            Type::Slice(elem) => Some((Mode::Variable, elem)),
            Type::Map { key, value } => {
                if !self.is_complete(value) {
                    return Operand::invalid(id);
                }
                let Some(index) = self.single_index(list) else { return Operand::invalid(id) };
                let mut index = self.expr(index);
                self.assignment(&mut index, Some(key), "map index");
                return Operand::new(Mode::MapIndex, value, id);
            }
            _ => None,
        };
        let Some((mode, ty)) = element else {
            let message = format!("{}cannot index {}", self.invalid_operation(), self.describe(&x));
            self.error(self.expr_at(id).pos, message);
            self.use_exprs(list);
            return Operand::invalid(id);
        };
        let Some(index) = self.single_index(list) else { return Operand::invalid(id) };
        x.mode = mode;
        x.ty = ty;
        x.source = Source::Expr(id);
        self.index(index, length);
        x
    }

    /// What older releases say first about what cannot be indexed or sliced.
    fn invalid_operation(&self) -> &'static str {
        if self.words().causes_have_types { "" } else { "invalid operation: " }
    }

    fn single_index(&mut self, indices: &[ExprId]) -> Option<ExprId> {
        if let [_, second, ..] = indices {
            self.error_at(*second, "invalid operation: more than one index");
        }
        indices.first().copied()
    }

    /// Checks an index that must be less than `max`. The type of a valid index, and its value
    /// when constant.
    pub(super) fn index(&mut self, index: ExprId, max: Option<i64>) -> (TypeId, Option<i64>) {
        let mut x = self.expr(index);
        if !self.valid_index(&mut x, "index", false) {
            return (TypeId::INVALID, None);
        }
        if !x.is_constant() {
            return (x.ty, None);
        }
        let Some(value) = self.int64_of(&x.value) else { return (TypeId::INVALID, None) };
        if max.is_some_and(|max| value >= max) {
            let max = max.unwrap_or_default();
            let text = self.constant_string(&x.value);
            let message = format!("invalid argument: index {text} out of bounds [0:{max}]");
            self.error(self.operand_pos(&x), message);
            return (TypeId::INVALID, None);
        }
        (x.ty, Some(value))
    }

    /// Whether `x` can be used as an index; reports an error if not.
    pub(super) fn valid_index(&mut self, x: &mut Operand, what: &str, allow_negative: bool) -> bool {
        if !x.is_valid() {
            return false;
        }
        self.convert_untyped(x, Basic::Int.id());
        if !x.is_valid() {
            return false;
        }
        let problem = if !self.is_integer(x.ty) {
            "must be integer"
        } else if !x.is_constant() {
            return true;
        } else if !allow_negative && x.value.is_negative() {
            "must not be negative"
        } else if let Some(value) = self.represent(&x.value, Basic::Int) {
            x.value = value;
            return true;
        } else {
            "overflows int"
        };
        let message = format!("invalid argument: {what} {} {problem}", self.describe(x));
        self.error(self.operand_pos(x), message);
        false
    }

    /// Checks `x[lo:hi:max]`.
    pub(super) fn slice_expr(
        &mut self,
        id: ExprId,
        x: ExprId,
        lo: Option<ExprId>,
        tail: SliceTail,
    ) -> Operand {
        let x = self.expr(x);
        self.part(id, x, lo, tail)
    }

    fn part(&mut self, id: ExprId, mut x: Operand, lo: Option<ExprId>, tail: SliceTail) -> Operand {
        let (hi, max) = match tail {
            SliceTail::Open => (None, None),
            SliceTail::Hi(hi) => (Some(hi), None),
            SliceTail::Full(bounds) => match *self.ast().list(bounds) {
                [hi, max, ..] => (Some(hi), Some(max)),
                [hi] => (Some(hi), None),
                [] => (None, None),
            },
        };
        let bounds: Vec<ExprId> = [lo, hi, max].into_iter().flatten().collect();
        if !x.is_valid() {
            self.use_exprs(&bounds);
            return Operand::invalid(id);
        }
        if let Type::Pointer(base) = *self.store.under(x.ty)
            && !self.is_complete(base)
        {
            return Operand::invalid(id);
        }
        let mut length = None;
        let mut valid = true;
        match *self.store.under(x.ty) {
            Type::Basic(basic) if basic.is_string() => {
                if let Some(max) = max {
                    self.error_at(max, "invalid operation: 3-index slice of string");
                    return Operand::invalid(id);
                }
                if let Constant::String(text) = &x.value
                    && x.is_constant()
                {
                    length = Some(text.len() as i64);
                }
                if self.is_untyped(x.ty) {
                    x.ty = Basic::String.id();
                }
            }
            Type::Array { len, elem } => {
                length = (len >= 0).then_some(len);
                if x.mode != Mode::Variable {
                    let (start, x_text) = (self.invalid_operation(), self.describe(&x));
                    let message = if self.words().problem_comes_first {
                        format!("{start}cannot slice unaddressable value {x_text}")
                    } else {
                        format!("{start}{x_text} (slice of unaddressable value)")
                    };
                    self.error(self.operand_pos(&x), message);
                    return Operand::invalid(id);
                }
                x.ty = self.store.add(Type::Slice(elem));
            }
            Type::Pointer(base) => match *self.store.under(base) {
                Type::Array { len, elem } => {
                    length = (len >= 0).then_some(len);
                    x.ty = self.store.add(Type::Slice(elem));
                }
                _ => valid = false,
            },
            Type::Slice(_) => {}
            _ => valid = false,
        }
        if !valid {
            let message = format!("{}cannot slice {}", self.invalid_operation(), self.describe(&x));
            self.error(self.operand_pos(&x), message);
            return Operand::invalid(id);
        }
        let limit = length.map(|length| length.saturating_add(1));
        let mut known: Vec<(ExprId, i64)> = Vec::new();
        for bound in bounds {
            if let (_, Some(value)) = self.index(bound, limit) {
                known.push((bound, value));
            }
        }
        let swapped = known.iter().enumerate().find_map(|(i, &(_, low))| {
            known[i + 1..].iter().find(|&&(_, high)| high < low).map(|&(at, high)| (at, low, high))
        });
        if let Some((at, low, high)) = swapped {
            self.error_at(at, format!("invalid slice indices: {high} < {low}"));
        }
        Operand::new(Mode::Value, x.ty, id)
    }
}
