//! Known values take the place of operands: `make([]int, n)` is `make([]int, 4)`.
//!
//! In: an allocating expression. Out: the literal that takes the place of one of its operands.
//! The tree stays as it is; [`crate::ir::fmt`] is told what to print instead.
//! Source: gc 1.25 to 1.27, literals in allocations.

use super::builder::{Context, DefinitionCache};
use crate::ir::static_value::int_value;
use crate::ir::{ConvKind, ExprId, ExprKind, FuncId, Package};
use crate::source::Pos;
use crate::types::{Basic, Constant, Type, TypeId};

/// An operand and the constant that takes its place.
pub struct Replacement {
    /// The operand.
    pub operand: ExprId,
    /// The constant.
    pub value: Constant,
    /// Its type.
    pub ty: TypeId,
    /// Where it is reported.
    pub pos: Pos,
}

/// The known value of an operand of `expr`, which is in `func`.
pub fn replacement(
    cx: Context<'_>,
    package: &Package,
    definitions: &mut DefinitionCache,
    func: FuncId,
    expr: ExprId,
) -> Option<Replacement> {
    if !cx.rules.literal_operands {
        return None;
    }
    let is_literal = |x: ExprId| matches!(package.exprs[x].kind, ExprKind::Literal(_));
    let pos = package.exprs[expr].pos;
    match package.exprs[expr].kind {
        ExprKind::MakeSlice { len, cap } => {
            let operand = cap.unwrap_or(len);
            if is_literal(operand) {
                return None;
            }
            let definitions = definitions.get(package, cx.types, func);
            let value = definitions.static_value(package, operand, true);
            let (value, ty) = match int_value(package, value) {
                Some(n) => (n, package.exprs[operand].ty),
                None if cx.rules.literal_len_operands => {
                    (definitions.literal_len(package, value)?, Basic::Int.id())
                }
                None => return None,
            };
            (value >= 0).then_some(Replacement { operand, value: Constant::Int(value), ty, pos })
        }
        ExprKind::Conv { kind: ConvKind::Interface, x: operand } => {
            let ty = package.exprs[operand].ty;
            if is_literal(operand) || matches!(cx.types.under(ty), Type::Interface(_)) {
                return None;
            }
            let definitions = definitions.get(package, cx.types, func);
            let value = definitions.static_value(package, operand, true);
            let ExprKind::Literal(value) = &package.exprs[value].kind else { return None };
            let value = value.clone();
            is_valid_for(cx, ty, &value).then_some(Replacement { operand, value, ty, pos })
        }
        _ => None,
    }
}

/// Whether a constant of this kind may have type `ty`.
fn is_valid_for(cx: Context<'_>, ty: TypeId, value: &Constant) -> bool {
    let Type::Basic(basic) = cx.types.under(ty) else { return false };
    match value {
        Constant::Unknown => false,
        Constant::Bool(_) => *basic == Basic::Bool,
        Constant::String(_) => *basic == Basic::String,
        Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_) | Constant::Huge(_) => matches!(
            basic,
            Basic::Int
                | Basic::Int8
                | Basic::Int16
                | Basic::Int32
                | Basic::Int64
                | Basic::Uint
                | Basic::Uint8
                | Basic::Uint16
                | Basic::Uint32
                | Basic::Uint64
                | Basic::Uintptr
                | Basic::Byte
                | Basic::Rune
                | Basic::Float32
                | Basic::Float64
        ),
        Constant::Complex(_) => matches!(basic, Basic::Complex64 | Basic::Complex128),
    }
}
