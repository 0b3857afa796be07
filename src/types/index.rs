//! Index and slice expressions.
//!
//! In: `x[i]`, `x[lo:hi:max]`. Out: operands; constant indices are within bounds.
//! Source: Spec: "Index expressions", "Slice expressions".

use super::check::Checker;
use super::constant::Constant;
use super::generic_call::Target;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::{ExprId, List, SliceTail};

impl Checker<'_> {
    /// Checks `x[indices]`; a generic function gets the type arguments that are missing from
    /// `target`.
    pub(super) fn index_expr(
        &mut self,
        id: ExprId,
        x: ExprId,
        indices: List<ExprId>,
        target: Option<Target>,
    ) -> Operand {
        let (mut x, is_function) = self.index_or_instance(id, x, indices);
        if is_function {
            x.source = Source::Expr(id);
            let pos = self.expr_at(id).pos;
            self.function_instance(&mut x, id, pos, Some(indices), target, true);
        }
        x
    }

    /// Checks `x[indices]`. When `x` is a generic function, that is the result, and true.
    pub(super) fn index_or_instance(
        &mut self,
        id: ExprId,
        x: ExprId,
        indices: List<ExprId>,
    ) -> (Operand, bool) {
        let mut x = self.expr_or_type(x, true);
        if !self.operand_params(&x).is_empty() {
            return (x, true);
        }
        if x.mode != Mode::Type {
            self.non_generic(&mut x, None);
        }
        (self.element(id, x, indices), false)
    }

    fn element(&mut self, id: ExprId, mut x: Operand, indices: List<ExprId>) -> Operand {
        let list = self.ast().list(indices);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(list);
                return Operand::invalid(id);
            }
            Mode::Type => {
                let ty = self.var_type(id);
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
                let mut index = self.element_expr(index, None);
                self.assignment(&mut index, Some(key), "map index");
                return Operand::new(Mode::MapIndex, value, id);
            }
            Type::TypeParam { .. } => match self.common_element(&x) {
                Some((Some(key), _, elem, _)) => {
                    let Some(index) = self.single_index(list) else { return Operand::invalid(id) };
                    let mut index = self.element_expr(index, None);
                    self.assignment(&mut index, Some(key), "map index");
                    return Operand::new(Mode::MapIndex, elem, id);
                }
                Some((None, mode, elem, len)) => {
                    length = len;
                    Some((mode, elem))
                }
                None => None,
            },
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

    /// What indexing a value of a type parameter's type yields: the key type of maps, mode and
    /// type of the element, and the smallest length.
    fn common_element(&self, x: &Operand) -> Option<(Option<TypeId>, Mode, TypeId, Option<i64>)> {
        let mut found: Option<(Option<TypeId>, TypeId)> = None;
        let mut mode = Mode::Variable;
        let mut length: Option<i64> = None;
        for (_, under) in self.permitted_types(x.ty)? {
            let (key, elem, len) = match *self.store.get(under) {
                Type::Basic(basic) if basic.is_string() => {
                    mode = Mode::Value;
                    (None, Basic::Byte.id(), None)
                }
                Type::Array { len, elem } => {
                    if x.mode != Mode::Variable {
                        mode = Mode::Value;
                    }
                    (None, elem, Some(len))
                }
                Type::Pointer(base) => match *self.store.under(base) {
                    Type::Array { len, elem } => (None, elem, Some(len)),
                    _ => return None,
                },
                Type::Slice(elem) => (None, elem, None),
                Type::Map { key, value } => (Some(key), value, None),
                _ => return None,
            };
            match found {
                None => found = Some((key, elem)),
                Some((other, other_elem)) => {
                    let same_key = match (other, key) {
                        (None, None) => true,
                        (Some(a), Some(b)) => self.identical(a, b),
                        _ => false,
                    };
                    if !same_key || !self.identical(other_elem, elem) {
                        return None;
                    }
                }
            }
            length = match (length, len) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        let (key, elem) = found?;
        Some((key, mode, elem, length))
    }

    /// What a value of a type parameter's type is when it is sliced; reports an error if it
    /// cannot be. Strings and slices of bytes together are strings.
    fn common_slice(&mut self, x: &Operand) -> Option<TypeId> {
        let text = self.describe(x);
        let problem = match self.permitted_types(x.ty) {
            None => format!("no specific type in {}", self.type_string(x.ty)),
            Some(types) => {
                let bytes = self.store.add(Type::Slice(Basic::Byte.id()));
                let mut has_string = false;
                let mut first: Option<(TypeId, TypeId)> = None;
                let mut problem = None;
                for (ty, under) in types {
                    let is_string = self.is_string(under);
                    has_string |= is_string;
                    let under = if is_string { bytes } else { under };
                    match first {
                        None => first = Some((ty, under)),
                        Some((other, same)) if !self.identical(same, under) => {
                            let (a, b) = (self.type_string(other), self.type_string(ty));
                            problem = Some(format!("{a} and {b} have different underlying types"));
                            break;
                        }
                        Some(_) => {}
                    }
                }
                match problem {
                    Some(problem) => problem,
                    None if has_string => return Some(Basic::String.id()),
                    None => return first.map(|(_, under)| under),
                }
            }
        };
        self.error(self.operand_pos(x), format!("cannot slice {text}: {problem}"));
        None
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
        let problem = if !self.all_integer(x.ty) {
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
        let mut sliced = self.store.underlying(x.ty);
        if self.is_type_param(x.ty) {
            match self.common_slice(&x) {
                Some(common) => sliced = common,
                None => return Operand::invalid(id),
            }
        }
        match *self.store.get(sliced) {
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
