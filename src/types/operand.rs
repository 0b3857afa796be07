//! What an expression evaluates to, while it is being checked.
//!
//! In: what the rules for each kind of expression find. Out: [`Operand`]s, and how gc describes
//! them in errors (`x (variable of type int)`).
//! Invariants: `value` means something only in mode [`Mode::Constant`].
//! Source: gc 1.27.3 for the descriptions.

use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::store::{Basic, Type, TypeId};
use super::typestring::results_string;
use crate::source::Symbol;
use crate::syntax::ast::{ExprId, ExprKind};

/// Which expression an operand stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    /// An expression of the current file.
    Expr(ExprId),
    /// Something the source does not spell, at a byte offset.
    Text(u32, &'static str),
    /// Something that has a name, at a byte offset.
    Name(u32, Symbol),
    /// The nth result of a call, counted from 1, at a byte offset.
    Result(u32, usize),
}

/// The result of checking an expression.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    /// How it may be used.
    pub mode: Mode,
    /// Its type so far; may be untyped.
    pub ty: TypeId,
    /// Its value, when constant.
    pub value: Constant,
    /// Where it comes from.
    pub source: Source,
}

impl Operand {
    /// An operand that is not valid.
    pub fn invalid(expr: ExprId) -> Operand {
        Operand {
            mode: Mode::Invalid,
            ty: TypeId::INVALID,
            value: Constant::Unknown,
            source: Source::Expr(expr),
        }
    }

    /// An operand without constant value.
    pub fn new(mode: Mode, ty: TypeId, expr: ExprId) -> Operand {
        Operand { mode, ty, value: Constant::Unknown, source: Source::Expr(expr) }
    }

    /// A value that no expression spells.
    pub fn value_of(ty: TypeId, source: Source) -> Operand {
        Operand { mode: Mode::Value, ty, value: Constant::Unknown, source }
    }

    /// A constant.
    pub fn constant(value: Constant, ty: TypeId, expr: ExprId) -> Operand {
        Operand { mode: Mode::Constant, ty, value, source: Source::Expr(expr) }
    }

    /// Whether it is usable at all.
    pub fn is_valid(&self) -> bool {
        self.mode != Mode::Invalid
    }

    /// Whether it is a constant.
    pub fn is_constant(&self) -> bool {
        self.mode == Mode::Constant
    }

    /// Whether it is the untyped nil.
    pub fn is_nil(&self) -> bool {
        self.mode == Mode::Nil
    }

    /// Makes it unusable, after an error about it.
    pub fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
    }

    /// The expression it comes from.
    pub fn expr(&self) -> Option<ExprId> {
        match self.source {
            Source::Expr(expr) => Some(expr),
            _ => None,
        }
    }
}

impl Checker<'_> {
    /// Where gc reports errors about `x`: its first byte.
    pub(super) fn operand_pos(&self, x: &Operand) -> u32 {
        match x.source {
            Source::Expr(expr) => self.start_of(expr),
            Source::Text(pos, _) | Source::Name(pos, _) | Source::Result(pos, _) => pos,
        }
    }

    /// The text of the expression behind `x`.
    pub(super) fn operand_expr_string(&self, x: &Operand) -> String {
        match x.source {
            Source::Expr(expr) => self.expr_string(expr),
            Source::Text(_, text) => text.to_owned(),
            Source::Name(_, name) => self.name(name).to_owned(),
            Source::Result(_, n) => nth(n, "function result"),
        }
    }

    /// `x` as gc describes it: its expression, mode, value and type.
    pub(super) fn describe(&self, x: &Operand) -> String {
        if x.mode == Mode::Nil {
            return match x.ty {
                TypeId::INVALID => "nil (with invalid type)".to_owned(),
                ty if ty == Basic::UntypedNil.id() => "nil".to_owned(),
                ty => format!("nil (of type {})", self.type_string(ty)),
            };
        }
        let expr = self.operand_expr_string(x);
        let mut inner = String::new();
        let mut has_type = false;
        if !matches!(x.mode, Mode::Invalid | Mode::NoValue | Mode::Builtin(_) | Mode::Type) {
            if self.is_untyped(x.ty) {
                inner.push_str(&self.type_string(x.ty));
                inner.push(' ');
            } else {
                has_type = true;
            }
        }
        inner.push_str(match x.mode {
            Mode::Invalid => "invalid operand",
            Mode::NoValue => "no value",
            Mode::Builtin(_) => "built-in",
            Mode::Type => "type",
            Mode::Constant => "constant",
            Mode::Variable => "variable",
            Mode::MapIndex => "map index expression",
            Mode::Value | Mode::Nil => "value",
            Mode::CommaOk => "comma, ok expression",
        });
        if x.is_constant() {
            let value = self.constant_string(&x.value);
            if value != expr {
                inner.push(' ');
                inner.push_str(&value);
            }
        }
        if has_type {
            if x.ty == TypeId::INVALID {
                inner.push_str(" with invalid type");
            } else {
                inner.push_str(" of ");
                if self.is_generic(x.ty) {
                    inner.push_str("generic ");
                }
                let has_name = matches!(self.store.get(x.ty), Type::Named(_) | Type::Alias { .. })
                    && !self.is_type_param(x.ty);
                if has_name && self.words().named_types_have_kinds {
                    let what = self.composite_kind(x.ty);
                    if what.is_empty() {
                        inner.push_str(&self.type_string(self.store.underlying(x.ty)));
                    } else {
                        inner.push_str(what);
                    }
                    inner.push(' ');
                }
                inner.push_str("type ");
                inner.push_str(&self.operand_type_string(x));
                if self.is_type_param(x.ty) {
                    let constraint = self.constraint_of(self.store.unalias(x.ty));
                    inner.push_str(" constrained by ");
                    inner.push_str(&self.type_string(constraint));
                    if self.has_empty_set(x.ty) {
                        inner.push_str(" with empty type set");
                    }
                }
            }
        }
        if expr.is_empty() { inner } else { format!("{expr} ({inner})") }
    }

    /// The type of `x`; several results of a call come with their names.
    fn operand_type_string(&self, x: &Operand) -> String {
        if let Type::Tuple(_) = self.store.get(x.ty)
            && let Some(call) = x.expr()
            && let ExprKind::Call { fun, .. } = self.expr_at(self.ast().unparen(call)).kind
            && let Some(fun) = self.infos[self.env.file].expr_type.get(fun)
        {
            return results_string(self.type_cx(), fun.ty);
        }
        self.type_string(x.ty)
    }

    /// What kind of composite type `ty` is; empty for basic types.
    pub(super) fn composite_kind(&self, ty: TypeId) -> &'static str {
        match self.store.under(ty) {
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) | Type::TypeParam { .. } => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
            Type::Basic(_) | Type::Named(_) | Type::Alias { .. } => "",
        }
    }
}

/// `1st WHAT`, `2nd WHAT`, ….
fn nth(n: usize, what: &str) -> String {
    let suffix = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{suffix} {what}")
}
