//! Range statements.
//!
//! In: what is ranged over. Out: the types of the iteration variables.
//! Source: Spec: "For statements with range clause".

use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::object::{ObjectKind, VarKind};
use super::operand::{Operand, Source};
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::{BlockId, ChanDir, ExprId, ExprKind};

/// The types of key and value, where there are any; or why there is no ranging at all.
type KeyAndValue = Result<(Option<TypeId>, Option<TypeId>), String>;

impl Checker<'_> {
    /// Checks `for lhs = range x { body }`, reported at `pos`.
    pub(super) fn range_stmt(&mut self, pos: u32, lhs: &[ExprId], define: bool, x: ExprId, body: BlockId) {
        self.env.has_call_or_recv = false;
        let range_over = x;
        let mut x = self.expr(range_over);
        let (key_expr, value_expr) = (lhs.first().copied(), lhs.get(1).copied());
        if self.cx.rules.range_counts_arrays
            && x.is_valid()
            && value_expr.is_none()
            && !self.env.has_call_or_recv
            && let Type::Array { len, .. } = *self.store.get(self.array_behind(x.ty))
        {
            // Only the length matters: the operand is not evaluated.
            let inner = self.ast().unparen(range_over);
            self.record_type(inner, Mode::Constant, Basic::Int.id(), Some(Constant::Int(len)));
        }
        let (mut key, mut value) = (None, None);
        if x.is_valid() {
            let text = self.describe(&x);
            match self.range_types(x.ty) {
                Err(cause) => {
                    let cause = match &cause[..] {
                        "" => cause,
                        _ if self.words().range_over_int => format!(": {cause}"),
                        _ => format!(" ({cause})"),
                    };
                    self.soft_error(self.operand_pos(&x), format!("cannot range over {text}{cause}"));
                    self.mark_broken();
                }
                Ok((k, v)) => {
                    (key, value) = (k, v);
                    let problem = match (key_expr, value_expr, lhs.get(2)) {
                        (Some(at), _, _) if k.is_none() => {
                            Some((at, format!("range over {text} permits no iteration variables")))
                        }
                        (_, Some(at), _) if v.is_none() => {
                            Some((at, format!("range over {text} permits only one iteration variable")))
                        }
                        (_, _, Some(&at)) => {
                            Some((at, "range clause permits at most two iteration variables".to_owned()))
                        }
                        _ => None,
                    };
                    if let Some((at, message)) = problem {
                        self.soft_error(self.start_of(at), message);
                        self.mark_broken();
                    }
                }
            }
        }
        let over_int = x.is_valid() && self.is_integer(self.common_underlying(x.ty));
        self.in_scope(|checker| {
            let targets = [(key_expr, key), (value_expr, value)];
            if define {
                checker.define_range_vars(pos, &targets, &mut x, over_int);
            } else if key_expr.is_some() {
                checker.assign_range_vars(&targets, &mut x, over_int);
            } else if over_int {
                checker.assignment(&mut x, None, "range clause");
            }
            checker.block(body);
        });
    }

    fn define_range_vars(
        &mut self,
        pos: u32,
        targets: &[(Option<ExprId>, Option<TypeId>)],
        x: &mut Operand,
        over_int: bool,
    ) {
        let blank = self.store.universe().blank;
        let mut vars = Vec::new();
        for &(lhs, ty) in targets {
            let Some(lhs) = lhs else { continue };
            let offset = self.expr_at(lhs).pos;
            let obj = if let ExprKind::Name(name) = self.expr_at(lhs).kind {
                let obj = self.new_object(ObjectKind::Var(VarKind::Local), name, offset, None);
                self.info().offset_def.insert(offset, obj);
                if name != blank {
                    vars.push(obj);
                }
                obj
            } else {
                let message = format!("invalid syntax tree: cannot declare {}", self.expr_string(lhs));
                self.error_at(lhs, message);
                self.new_object(ObjectKind::Var(VarKind::Local), blank, offset, None)
            };
            match ty {
                None | Some(TypeId::INVALID) => {
                    self.set_type(obj, TypeId::INVALID);
                    let surplus = targets[0].1.is_some() && ty.is_none();
                    if !surplus || self.words().surplus_range_var_is_used {
                        self.used.insert(obj);
                    }
                }
                Some(_) if over_int => self.init_var(obj, x, "range clause"),
                Some(ty) => {
                    let mut y = Operand::value_of(ty, Source::Expr(lhs));
                    self.init_var(obj, &mut y, "assignment");
                }
            }
        }
        if vars.is_empty() {
            self.error(pos, "no new variables on left side of :=");
        }
        for var in vars {
            self.declare(self.env.scope, None, var);
        }
    }

    fn assign_range_vars(
        &mut self,
        targets: &[(Option<ExprId>, Option<TypeId>)],
        x: &mut Operand,
        over_int: bool,
    ) {
        for &(lhs, ty) in targets {
            let (Some(lhs), Some(ty)) = (lhs, ty) else { continue };
            if ty == TypeId::INVALID {
                continue;
            }
            if over_int {
                self.assign_operand(lhs, x, "range clause");
                if x.is_valid() && !self.all_integer(x.ty) {
                    let message = format!("cannot use iteration variable of type {}", self.type_string(x.ty));
                    self.soft_error(self.start_of(lhs), message);
                    self.mark_broken();
                }
            } else {
                let mut y = Operand::value_of(ty, Source::Expr(lhs));
                self.assign_operand(lhs, &mut y, "assignment");
            }
        }
    }

    fn range_types(&self, ty: TypeId) -> KeyAndValue {
        if self.is_type_param(ty) {
            return self.range_types_of_param(ty);
        }
        if let Type::Chan { dir: ChanDir::Send, .. } = self.store.under(ty) {
            return Err(if self.words().causes_have_types {
                format!("receive from send-only channel {}", self.type_string(ty))
            } else {
                "receive from send-only channel".to_owned()
            });
        }
        self.range_types_of(ty, ty)
    }

    /// Like [`Checker::range_types`], where all types that the type parameter permits must agree.
    fn range_types_of_param(&self, ty: TypeId) -> KeyAndValue {
        let send_only = |&(ty, under): &(TypeId, TypeId)| {
            let is_send_only = matches!(self.store.get(under), Type::Chan { dir: ChanDir::Send, .. });
            is_send_only.then(|| format!("receive from send-only channel {}", self.type_string(ty)))
        };
        if let Some(cause) = self.permitted_types(ty).unwrap_or_default().iter().find_map(send_only) {
            return Err(cause);
        }
        match self.no_common_type(ty) {
            Some(cause) => Err(cause),
            None => self.range_types_of(self.common_underlying(ty), ty),
        }
    }

    fn range_types_of(&self, ty: TypeId, written: TypeId) -> KeyAndValue {
        let int = Some(Basic::Int.id());
        match self.store.get(self.array_behind(ty)) {
            Type::Basic(basic) if basic.is_string() => Ok((int, Some(Basic::Rune.id()))),
            Type::Basic(basic) if basic.is_integer() => match self.allows(22) {
                true => Ok((Some(written), None)),
                false if !self.words().range_over_int => Err(String::new()),
                false => Err("requires go1.22 or later".to_owned()),
            },
            Type::Array { elem, .. } | Type::Slice(elem) => Ok((int, Some(*elem))),
            Type::Map { key, value } => Ok((Some(*key), Some(*value))),
            Type::Chan { elem, .. } => Ok((Some(*elem), None)),
            Type::Signature(iterator) => {
                if !self.words().range_over_func {
                    return Err(String::new());
                }
                if !self.allows(23) {
                    return Err("requires go1.23 or later".to_owned());
                }
                let bad = |why: &str| Err(format!("func must be func(yield func(...) bool): {why}"));
                let [yield_var] = iterator.params[..] else { return bad("wrong argument count") };
                if !iterator.results.is_empty() {
                    return bad("unexpected results");
                }
                let yield_type = self.type_of(yield_var);
                if let Some(cause) = self.no_common_type(yield_type) {
                    return bad(&format!("in yield type, {cause}"));
                }
                let Type::Signature(yields) = self.store.get(self.common_underlying(yield_type)) else {
                    return bad("argument is not func");
                };
                if yields.params.len() > 2 {
                    return bad("yield func has too many parameters");
                }
                let result = match yields.results[..] {
                    [result] => self.type_of(result),
                    _ => TypeId::INVALID,
                };
                if self.store.unalias(result) != Basic::Bool.id() {
                    return if self.is_boolean(result) {
                        bad("yield func returns user-defined boolean, not bool")
                    } else {
                        bad("yield func does not return bool")
                    };
                }
                if yields.variadic {
                    let text = self.type_string(self.store.underlying(yield_type));
                    return Err(format!("yield func of type {text} cannot be variadic"));
                }
                let param = |i: usize| yields.params.get(i).map(|&p| self.type_of(p));
                Ok((param(0), param(1)))
            }
            _ => Err(String::new()),
        }
    }
}
