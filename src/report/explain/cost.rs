//! What a value costs at run time, which is another question than whether it escapes.
//!
//! In: a value, whether it is on the heap, and the expression that makes it. Out: a [`Cost`], or
//! nothing where the answer depends on what the compiler does later.
//! Invariants: [`Cost::Free`] means that the value never takes memory from the heap,
//! [`Cost::Allocates`] that it always does; everything between is [`Cost::MayAllocate`].
//! Source: programs that count allocations, run with gc 1.21 to 1.27 (`tests/costs`).

use super::describe::{Batch, Scope};
use super::{Act, Hop, Target, ValueKind};
use crate::flow::{Attrs, LocId, Origin};
use crate::ir::static_value::int_value;
use crate::ir::{ConvKind, ExprId, ExprKind, LitKind, StmtKind};
use crate::syntax::ast::BinaryOp;
use crate::types::{Basic, Constant, Type, TypeId, layout};
use rustc_hash::FxHashSet;

/// How deep types and literals are looked into.
const MAX_DEPTH: u32 = 64;

/// What a value costs each time it is made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cost {
    /// Memory of the heap, always.
    Allocates,
    /// Memory of the heap, or nothing.
    MayAllocate(Chance),
    /// No memory of the heap.
    Free(Free),
}

/// What decides whether memory is allocated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Chance {
    /// `append` needs more room than the slice has.
    Grows,
    /// A map gets more entries than that, or larger ones than it keeps in place.
    MapGrows(i64),
    /// A string is longer than that many bytes.
    LongerThan(i64),
    /// A slice of runes is longer than that.
    MoreRunes(i64),
    /// A `make` needs more than that many bytes.
    LargerThan(i64),
    /// A number other than 0 to 255 is boxed.
    SmallNumber,
    /// There is anything in it: an empty string, nil slice or empty slice is free.
    NotEmpty,
    /// More than one of the strings is not empty.
    Joins,
}

/// Why no memory is allocated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Free {
    /// It is in the function's frame.
    OnStack,
    /// It is a constant, which lies in read-only data.
    Constant,
    /// It is one of 256 values that are always there.
    Byte,
    /// It has no size.
    Empty,
    /// It captures nothing.
    NothingCaptured,
    /// It uses the bytes of what is converted.
    NoCopy,
}

impl Cost {
    /// `allocates`, `may-allocate` or `free`.
    pub fn name(self) -> &'static str {
        match self {
            Cost::Allocates => "allocates",
            Cost::MayAllocate(_) => "may-allocate",
            Cost::Free(_) => "free",
        }
    }
}

/// Conversions whose result lives only as long as the operation around it.
pub(super) fn borrowed(scope: &Scope<'_>) -> FxHashSet<ExprId> {
    let ir = scope.ir;
    let mut found = FxHashSet::default();
    let is = |id: ExprId, wanted: ConvKind| match ir.exprs[id].kind {
        ExprKind::Conv { kind, .. } => kind == wanted,
        _ => false,
    };
    for (_, expr) in ir.exprs.iter() {
        match &expr.kind {
            ExprKind::Binary { op, x, y } if is_comparison(*op) => {
                found.extend([*x, *y].into_iter().filter(|&x| is(x, ConvKind::BytesToString)));
            }
            ExprKind::IndexMap { index, assigned: false, .. } if is(*index, ConvKind::BytesToString) => {
                found.insert(*index);
            }
            ExprKind::Concat(parts) => {
                let has_text = parts.iter().any(|&part| match &ir.exprs[part].kind {
                    ExprKind::Literal(Constant::String(text)) => !text.is_empty(),
                    _ => false,
                });
                if has_text {
                    found.extend(parts.iter().copied().filter(|&part| is(part, ConvKind::BytesToString)));
                }
            }
            _ => {}
        }
    }
    for (_, stmt) in ir.stmts.iter() {
        if let StmtKind::Range { x, .. } = stmt.kind
            && is(x, ConvKind::StringToBytes)
        {
            found.insert(x);
        }
    }
    found
}

fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(op, Eq | Ne | Lt | Le | Gt | Ge)
}

/// What `loc` costs. `hops` is its way to the heap, empty when it stays.
pub(super) fn cost(
    scope: &Scope<'_>,
    batch: Batch<'_>,
    borrowed: &FxHashSet<ExprId>,
    loc: LocId,
    kind: ValueKind,
    hops: &[Hop],
) -> Option<Cost> {
    let heap = batch.solution.escapes(loc);
    let expr = match batch.graph.locs[loc].origin {
        Origin::Var(var) => return Some(sized(scope, heap, scope.ir.vars[var].ty)),
        Origin::Expr(expr) => expr,
        _ => return None,
    };
    let teller = Costs { scope, expr, heap };
    let is_static = hops.iter().flat_map(|hop| &hop.acts).any(|act| *act == Act::Stored(Target::Static));
    let cost = teller.of(kind)?;
    match cost {
        // Data that may be laid out before the program runs.
        Cost::Allocates | Cost::MayAllocate(_) if is_static => None,
        Cost::MayAllocate(_) if !heap && borrowed.contains(&expr) => Some(Cost::Free(Free::NoCopy)),
        Cost::MayAllocate(_) if !heap && kind == ValueKind::FromString => {
            let mutated = batch.solution.attrs.get(loc).is_some_and(|a| a.has(Attrs::MUTATES));
            let shared = scope.rules.zero_copy_lines && !mutated && teller.is_bytes();
            Some(if shared { Cost::Free(Free::NoCopy) } else { cost })
        }
        _ => Some(cost),
    }
}

fn sized(scope: &Scope<'_>, heap: bool, ty: TypeId) -> Cost {
    match scope.sizes.bytes_of(scope.types, scope.names, ty) {
        0 => Cost::Free(Free::Empty),
        _ if heap => Cost::Allocates,
        _ => Cost::Free(Free::OnStack),
    }
}

struct Costs<'a, 's> {
    scope: &'s Scope<'a>,
    expr: ExprId,
    heap: bool,
}

impl Costs<'_, '_> {
    fn of(&self, kind: ValueKind) -> Option<Cost> {
        let (scope, heap) = (self.scope, self.heap);
        let limits = &scope.rules.costs;
        let expr = &scope.ir.exprs[self.expr];
        let either = |stays: Cost| if heap { Cost::Allocates } else { stays };
        let on_stack = either(Cost::Free(Free::OnStack));
        Some(match kind {
            ValueKind::New | ValueKind::PointerLiteral => match scope.types.under(expr.ty) {
                Type::Pointer(elem) => sized(scope, heap, *elem),
                _ => on_stack,
            },
            ValueKind::SliceLiteral | ValueKind::VariadicArguments => {
                let ExprKind::CompositeLit { elems, .. } = &expr.kind else { return None };
                if elems.is_empty() { Cost::Free(Free::Empty) } else { self.elements(on_stack) }
            }
            ValueKind::MakeSlice => self.make_slice()?,
            ValueKind::MakeMap => {
                let ExprKind::MakeMap { hint } = expr.kind else { return None };
                match hint {
                    _ if heap => Cost::Allocates,
                    Some(hint) => match self.known(hint) {
                        Some(n) if n > limits.map_room => Cost::Allocates,
                        _ => Cost::MayAllocate(Chance::MapGrows(limits.map_room)),
                    },
                    None => Cost::MayAllocate(Chance::MapGrows(limits.map_room)),
                }
            }
            ValueKind::MapLiteral => match &expr.kind {
                _ if heap => Cost::Allocates,
                ExprKind::CompositeLit { elems, .. } if elems.len() as i64 > limits.map_room => {
                    Cost::Allocates
                }
                _ => Cost::MayAllocate(Chance::MapGrows(limits.map_room)),
            },
            ValueKind::Closure | ValueKind::LoopBody => match expr.kind {
                ExprKind::Closure(func) if scope.ir.funcs[func].closure_vars.is_empty() => {
                    Cost::Free(Free::NothingCaptured)
                }
                _ => on_stack,
            },
            ValueKind::MethodValue => on_stack,
            ValueKind::Boxed { .. } => self.boxed()?,
            ValueKind::Concat if heap => Cost::MayAllocate(Chance::Joins),
            ValueKind::Concat => Cost::MayAllocate(Chance::LongerThan(limits.string_buffer)),
            ValueKind::ToString => match expr.kind {
                ExprKind::Conv { kind: ConvKind::RuneToString, .. } => on_stack,
                _ if heap => Cost::MayAllocate(Chance::NotEmpty),
                _ => Cost::MayAllocate(Chance::LongerThan(limits.string_buffer)),
            },
            ValueKind::FromString => self.converted_string()?,
            ValueKind::Append => Cost::MayAllocate(Chance::Grows),
            ValueKind::Variable | ValueKind::Parameter | ValueKind::Hidden | ValueKind::LoopState => on_stack,
            ValueKind::Other => return None,
        })
    }

    /// The value of an operand that is known.
    fn known(&self, id: ExprId) -> Option<i64> {
        int_value(self.scope.ir, self.scope.replaced.get(&id).copied().unwrap_or(id))
    }

    /// `cost` unless the elements have no size.
    fn elements(&self, cost: Cost) -> Cost {
        match self.elem_size() {
            Some(0) => Cost::Free(Free::Empty),
            _ => cost,
        }
    }

    fn elem_size(&self) -> Option<i64> {
        let scope = self.scope;
        match scope.types.under(scope.ir.exprs[self.expr].ty) {
            Type::Slice(elem) => Some(scope.sizes.bytes_of(scope.types, scope.names, *elem)),
            _ => None,
        }
    }

    fn make_slice(&self) -> Option<Cost> {
        let ExprKind::MakeSlice { len, cap } = self.scope.ir.exprs[self.expr].kind else { return None };
        let elem = self.elem_size()?;
        Some(match (elem, self.known(cap.unwrap_or(len))) {
            (0, _) | (_, Some(0)) => Cost::Free(Free::Empty),
            (_, Some(_)) if self.heap => Cost::Allocates,
            (_, Some(_)) => Cost::Free(Free::OnStack),
            (_, None) if self.heap => Cost::MayAllocate(Chance::NotEmpty),
            (_, None) => match self.scope.rules.costs.make_buffer {
                Some(buffer) if elem <= buffer => Cost::MayAllocate(Chance::LargerThan(buffer)),
                _ => Cost::MayAllocate(Chance::NotEmpty),
            },
        })
    }

    fn converted_string(&self) -> Option<Cost> {
        let ExprKind::Conv { x, .. } = self.scope.ir.exprs[self.expr].kind else { return None };
        let limits = &self.scope.rules.costs;
        let text = match &self.scope.ir.exprs[x].kind {
            ExprKind::Literal(Constant::String(text)) if self.is_bytes() => Some(text.len() as i64),
            _ => None,
        };
        Some(match text {
            Some(0) => Cost::Free(Free::Empty),
            Some(_) if self.heap => Cost::Allocates,
            Some(len) if len <= self.scope.rules.max_implicit_var => Cost::Free(Free::OnStack),
            Some(_) => Cost::Allocates,
            None if self.heap => Cost::MayAllocate(Chance::NotEmpty),
            None if self.is_bytes() => Cost::MayAllocate(Chance::LongerThan(limits.string_buffer)),
            None => Cost::MayAllocate(Chance::MoreRunes(limits.rune_buffer)),
        })
    }

    /// Whether a conversion makes bytes, not runes.
    fn is_bytes(&self) -> bool {
        matches!(self.scope.ir.exprs[self.expr].kind, ExprKind::Conv { kind: ConvKind::StringToBytes, .. })
    }

    fn boxed(&self) -> Option<Cost> {
        let scope = self.scope;
        let ExprKind::Conv { x, .. } = scope.ir.exprs[self.expr].kind else { return None };
        let ty = scope.ir.exprs[x].ty;
        let size = scope.sizes.bytes_of(scope.types, scope.names, ty);
        let limits = &scope.rules.costs;
        Some(match size {
            0 => Cost::Free(Free::Empty),
            _ if matches!(self.operand(x), ExprKind::Literal(_)) => Cost::Free(Free::Constant),
            _ if limits.boxes_static_literals && self.is_static(x, MAX_DEPTH) => Cost::Free(Free::Constant),
            1 if self.is_byte(ty) => Cost::Free(Free::Byte),
            1 => return None,
            _ if !self.heap && size <= limits.boxed_on_stack => Cost::Free(Free::OnStack),
            // The runtime keeps 0 to 255, and the empty value of strings and slices.
            2 | 4 | 8 if self.is_plain(ty, size) => Cost::MayAllocate(Chance::SmallNumber),
            _ if matches!(scope.types.under(ty), Type::Basic(Basic::String) | Type::Slice(_)) => {
                Cost::MayAllocate(Chance::NotEmpty)
            }
            // As what it consists of.
            _ if self.has_one_part(ty) => return None,
            _ => Cost::Allocates,
        })
    }

    fn operand(&self, x: ExprId) -> &ExprKind {
        &self.scope.ir.exprs[self.scope.replaced.get(&x).copied().unwrap_or(x)].kind
    }

    /// Whether a struct or array literal has only constants in it.
    fn is_static(&self, x: ExprId, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match &self.scope.ir.exprs[x].kind {
            ExprKind::Literal(_) => true,
            ExprKind::Conv { kind: ConvKind::Nop, x } => self.is_static(*x, depth),
            ExprKind::CompositeLit { kind: LitKind::Struct | LitKind::Array, elems } => {
                elems.iter().all(|elem| self.is_static(elem.value, depth))
            }
            _ => false,
        }
    }

    /// Whether a type is one boolean or integer of a byte.
    fn is_byte(&self, ty: TypeId) -> bool {
        matches!(self.scope.types.under(ty), Type::Basic(Basic::Bool | Basic::Int8 | Basic::Uint8))
    }

    /// Whether a type is a number of that many bytes without pointers.
    fn is_plain(&self, ty: TypeId, size: i64) -> bool {
        let scope = self.scope;
        let align = size.min(scope.sizes.word_size);
        scope.sizes.align_of(scope.types, scope.names, ty) == align && !layout::has_pointers(scope.types, ty)
    }

    fn has_one_part(&self, ty: TypeId) -> bool {
        match self.scope.types.under(ty) {
            Type::Struct(fields) => fields.fields.len() == 1,
            Type::Array { len, .. } => *len == 1,
            _ => false,
        }
    }
}
