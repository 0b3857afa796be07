//! gc's spelling of expressions and statements, as its messages quote them.
//!
//! In: nodes of one package. Out: text: `s.items = append(s.items, x)`.
//! Invariants: never fails; what is implicit is not shown; an expression nested too deeply ends
//! in `...`.
//! Source: gc 1.27.3 (1.21.13 for constants), the `can inline F with cost N as` and `from` lines
//! of `-m=2`.

use super::node::{
    BuiltinOp, CallKind, Case, ConvKind, ExprId, ExprKind, FuncId, FuncKind, FuncRef, Package, StmtId,
    StmtKind, UnaryOp, VarId,
};
use super::typefmt::TypePrinter;
use crate::release::Rules;
use crate::source::{Interner, Symbol};
use crate::syntax::ast::BinaryOp;
use crate::types::constfmt::{ConstantClass, format_ir_constant, is_default_type};
use crate::types::{Basic, Constant, ObjId, PackageId, Type, TypeId, TypeStore};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Nesting of expressions and statements beyond which nothing is spelled out.
const MAX_DEPTH: u32 = 400;

/// Spells the nodes of one package.
#[derive(Clone, Copy, Debug)]
pub struct Printer<'a> {
    /// The nodes.
    pub package: &'a Package,
    /// All types.
    pub types: &'a TypeStore,
    /// All names.
    pub names: &'a Interner,
    /// The release.
    pub rules: &'a Rules,
    /// Expressions to print in place of others.
    pub replaced: Option<&'a FxHashMap<ExprId, ExprId>>,
}

/// How tightly an expression binds; an operand that binds less gets parentheses.
mod precedence {
    /// Statement-like and unusual expressions: parenthesised wherever they are operands.
    pub const NONE: u8 = 0;
    pub const SEND: u8 = 3;
    pub const UNARY: u8 = 7;
    pub const PRIMARY: u8 = 8;
}

impl<'a> Printer<'a> {
    /// The expression as messages quote it.
    pub fn expr_text(&self, id: ExprId) -> String {
        let mut out = String::new();
        self.write_expr(&mut out, id);
        out
    }

    /// `x.name`
    pub fn selector_text(&self, x: ExprId, name: Symbol) -> String {
        let mut out = String::new();
        self.expr(&mut out, x, precedence::PRIMARY, 0);
        out.push('.');
        out.push_str(self.names.text(name));
        out
    }

    /// The statement as messages quote it.
    pub fn stmt_text(&self, id: StmtId) -> String {
        let mut out = String::new();
        self.write_stmt(&mut out, id);
        out
    }

    /// The type as messages quote it.
    pub fn type_text(&self, ty: TypeId) -> String {
        self.type_printer().text(ty)
    }

    /// Appends `case A, B: body` or `default: body`, as notes of type switches quote a clause.
    pub fn write_case(&self, out: &mut String, case: &Case) {
        if case.values.is_empty() {
            out.push_str("default");
        } else {
            out.push_str("case ");
            self.exprs(out, &case.values, ", ", 0);
        }
        out.push_str(": ");
        self.stmts(out, &case.body, 0);
    }

    /// Statements joined by `; `.
    pub fn body_text(&self, body: &[StmtId]) -> String {
        let mut out = String::new();
        self.stmts(&mut out, body, 0);
        out
    }

    /// The function as messages name it: qualified when it belongs to another package.
    pub fn func_text(&self, func: FuncRef) -> String {
        let mut out = String::new();
        match func {
            FuncRef::Local(id) => {
                self.type_printer().write_qualifier(&mut out, self.func_package(id));
                if self.package.funcs[id].kind == FuncKind::TypeRoutine {
                    out.push_str("type.");
                }
                out.push_str(self.names.text(self.package.funcs[id].name));
            }
            FuncRef::Extern(obj) => self.write_func_object(&mut out, obj),
            FuncRef::Runtime(name) => {
                out.push_str("runtime.");
                out.push_str(self.names.text(name));
            }
        }
        out
    }

    /// The type of a function with its receiver: `func(int) string`, `method(*T) func(int)`.
    pub fn func_type_text(&self, id: FuncId) -> String {
        let func = &self.package.funcs[id];
        let types = |vars: &[VarId]| vars.iter().map(|&v| self.package.vars[v].ty).collect::<Vec<_>>();
        let variadic = func.params.last().is_some_and(|&v| self.package.vars[v].variadic);
        let printer = self.type_printer();
        let (receiver, params) = func.params.split_at(usize::from(func.has_receiver).min(func.params.len()));
        let mut out = String::new();
        if !receiver.is_empty() {
            out.push_str("method");
            printer.write_params(&mut out, &types(receiver), false);
            out.push(' ');
        }
        out.push_str("func");
        printer.write_params(&mut out, &types(params), variadic);
        printer.write_results(&mut out, &types(&func.results));
        out
    }

    /// The variable as an expression shows it: qualified when the function that declares it is
    /// another package's.
    pub fn var_text(&self, id: VarId) -> Cow<'a, str> {
        let var = &self.package.vars[id];
        let name = self.names.text(var.name);
        if name.starts_with("~b") {
            return Cow::Borrowed("_");
        }
        if name.starts_with('~') && self.rules.made_up_names_local {
            return Cow::Borrowed(name);
        }
        let package = match var.obj {
            Some(obj) => self.types.object(obj).package,
            None => {
                // What was copied with a body has its name from there.
                let declared = &self.package.vars[self.package.canonical(id)];
                let is_own_dict = name == ".dict" && declared.class == super::VarClass::Param;
                is_own_dict.then(|| self.func_package(declared.func)).flatten()
            }
        };
        if package.is_none_or(|package| package == self.package.package) {
            return Cow::Borrowed(name);
        }
        let mut out = String::new();
        self.type_printer().write_qualifier(&mut out, package);
        out.push_str(name);
        Cow::Owned(out)
    }

    /// The package that declares a function or the function around a literal.
    fn func_package(&self, id: FuncId) -> Option<PackageId> {
        let chain = std::iter::successors(Some(id), |&f| self.package.funcs[f].outer);
        if let Some(home) = chain.take(self.package.funcs.len()).find_map(|f| self.package.funcs[f].home) {
            return Some(home);
        }
        let object = self.declaring_func(id).and_then(|outer| self.package.funcs[outer].obj);
        object.and_then(|obj| self.types.object(obj).package)
    }

    /// What spells types for this package.
    pub fn type_printer(&self) -> TypePrinter<'a> {
        TypePrinter {
            types: self.types,
            names: self.names,
            package: self.package.package,
            local_type: &self.package.local_type,
            rules: self.rules,
        }
    }

    /// Appends the expression.
    pub fn write_expr(&self, out: &mut String, id: ExprId) {
        self.expr(out, id, precedence::NONE, 0);
    }

    /// Appends the statement.
    pub fn write_stmt(&self, out: &mut String, id: StmtId) {
        self.stmt(out, id, 0);
    }

    /// The declared function that a literal stands in.
    fn declaring_func(&self, id: FuncId) -> Option<FuncId> {
        let chain = std::iter::successors(Some(id), |&f| self.package.funcs[f].outer);
        chain.take(self.package.funcs.len()).find(|&f| self.package.funcs[f].obj.is_some())
    }

    fn write_func_object(&self, out: &mut String, obj: ObjId) {
        let object = self.types.object(obj);
        let printer = self.type_printer();
        printer.write_qualifier(out, object.package);
        if let Type::Signature(signature) = self.types.get(self.types.type_of(obj))
            && let Some(receiver) = signature.recv
        {
            let ty = self.types.unalias(self.types.type_of(receiver));
            let (open, base, close) = match self.types.get(ty) {
                Type::Pointer(elem) => ("(*", self.types.unalias(*elem), ")."),
                _ => ("", ty, "."),
            };
            out.push_str(open);
            match self.types.get(base) {
                // The qualifier stands in front of the whole name.
                Type::Named(named) => {
                    let unqualified = TypePrinter {
                        package: self.types.object(named.obj).package.unwrap_or(printer.package),
                        ..printer
                    };
                    unqualified.write(out, base);
                }
                _ => printer.write(out, base),
            }
            out.push_str(close);
        }
        out.push_str(self.names.text(object.name));
    }

    fn stmts(&self, out: &mut String, list: &[StmtId], depth: u32) {
        for (i, &id) in list.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { "" });
            self.stmt(out, id, depth + 1);
        }
    }

    fn exprs(&self, out: &mut String, list: &[ExprId], separator: &str, depth: u32) {
        for (i, &id) in list.iter().enumerate() {
            out.push_str(if i > 0 { separator } else { "" });
            self.expr(out, id, precedence::NONE, depth + 1);
        }
    }

    fn stmt(&self, out: &mut String, id: StmtId, depth: u32) {
        if depth > MAX_DEPTH {
            out.push_str("...");
            return;
        }
        let expr = |out: &mut String, id| self.expr(out, id, precedence::NONE, depth + 1);
        let stmt = &self.package.stmts[id];
        match &stmt.kind {
            StmtKind::Declare(var) => {
                out.push_str("var ");
                out.push_str(self.names.text(self.package.vars[*var].name));
                out.push(' ');
                self.type_printer().write(out, self.package.vars[*var].ty);
            }
            StmtKind::Expr(x) => expr(out, *x),
            StmtKind::Assign { lhs, rhs, define } => {
                expr(out, *lhs);
                out.push_str(if *define { " := " } else { " = " });
                match rhs {
                    Some(rhs) => expr(out, *rhs),
                    None => out.push_str("<nil>"),
                }
            }
            StmtKind::AssignList { lhs, rhs, define, .. } => {
                self.exprs(out, lhs, ", ", depth);
                out.push_str(if *define { " := " } else { " = " });
                self.exprs(out, rhs, ", ", depth);
            }
            StmtKind::AssignBinary { op, x, y, inc_dec } => {
                expr(out, *x);
                if *inc_dec {
                    out.push_str(if *op == BinaryOp::Add { "++" } else { "--" });
                } else {
                    out.push(' ');
                    out.push_str(op.text());
                    out.push_str("= ");
                    expr(out, *y);
                }
            }
            StmtKind::Block(body) => self.stmts(out, body, depth),
            StmtKind::If { cond, then, els } => {
                out.push_str("if ");
                if let [init] = stmt.init[..]
                    && self.package.stmts[init].init.is_empty()
                {
                    self.stmt(out, init, depth + 1);
                    out.push_str("; ");
                }
                expr(out, *cond);
                out.push_str(" { ");
                self.stmts(out, then, depth);
                out.push_str(" }");
                if !els.is_empty() {
                    out.push_str(" else { ");
                    self.stmts(out, els, depth);
                    out.push_str(" }");
                }
            }
            StmtKind::For { .. } | StmtKind::Range { .. } => out.push_str("for loop"),
            StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } => out.push_str("switch statement"),
            StmtKind::Select { .. } => out.push_str("select statement"),
            StmtKind::Return(results) => {
                out.push_str("return ");
                self.exprs(out, results, ", ", depth);
            }
            StmtKind::Go(call) => {
                out.push_str("go ");
                self.go_or_defer_call(out, *call, depth + 1);
            }
            StmtKind::Defer { call, .. } => {
                out.push_str("defer ");
                self.go_or_defer_call(out, *call, depth + 1);
            }
            StmtKind::Send { chan, value } => {
                self.expr(out, *chan, precedence::SEND, depth + 1);
                out.push_str(" <- ");
                self.expr(out, *value, precedence::SEND + 1, depth + 1);
            }
            StmtKind::Label(label) => {
                out.push_str(self.names.text(*label));
                out.push_str(": ");
            }
            StmtKind::Goto(label) => {
                out.push_str("goto ");
                out.push_str(self.names.text(*label));
            }
            StmtKind::Break(label) | StmtKind::Continue(label) => {
                let is_break = matches!(stmt.kind, StmtKind::Break(_));
                out.push_str(if is_break { "break" } else { "continue" });
                if let Some(label) = label {
                    out.push(' ');
                    out.push_str(self.names.text(*label));
                }
            }
            StmtKind::Fallthrough => out.push_str("fallthrough"),
        }
    }

    /// Appends an operand of something that binds as `outer`.
    fn expr(&self, out: &mut String, id: ExprId, outer: u8, depth: u32) {
        let Some(id) = self.visible(id).filter(|_| depth <= MAX_DEPTH) else {
            out.push_str("...");
            return;
        };
        let own = self.precedence(id);
        let parentheses = outer > own;
        out.push_str(if parentheses { "(" } else { "" });
        match &self.package.exprs[id].kind {
            _ if self.package.dynamic.contains(&id) => out.push_str(self.dynamic_text(id)),
            ExprKind::Binary { .. } => self.binary(out, id, depth),
            kind => self.operand(out, id, kind, own, depth),
        }
        out.push_str(if parentheses { ")" } else { "" });
    }

    /// Appends the call of a `go` or `defer` statement. Where the analysis itself wraps such calls,
    /// gc has done so by the time it prints them.
    fn go_or_defer_call(&self, out: &mut String, call: ExprId, depth: u32) {
        let plain = match self.package.exprs[call].kind {
            ExprKind::Call { kind: CallKind::Func, fun, .. } => {
                matches!(self.types.under(self.package.exprs[fun].ty), Type::Signature(s)
                    if s.params.is_empty() && s.results.is_empty())
            }
            _ => false,
        };
        if plain || self.rules.go_defer_wrapped {
            self.expr(out, call, precedence::NONE, depth);
        } else {
            out.push_str("(func literal)()");
        }
    }

    /// How a type that is looked up at run time prints.
    fn dynamic_text(&self, id: ExprId) -> &'static str {
        match self.package.exprs[id].kind {
            ExprKind::TypeAssert { comma_ok: true, .. } => "<node DYNAMICDOTTYPE2>",
            ExprKind::TypeAssert { .. } => "<node DYNAMICDOTTYPE>",
            ExprKind::New(_) => "new(<node DYNAMICTYPE>)",
            _ => "<node DYNAMICTYPE>",
        }
    }

    /// The expression behind implicit address-of, dereference and conversion.
    fn visible(&self, mut id: ExprId) -> Option<ExprId> {
        for _ in 0..MAX_DEPTH {
            id = self.replaced.and_then(|replaced| replaced.get(&id)).copied().unwrap_or(id);
            let expr = &self.package.exprs[id];
            id = match expr.kind {
                ExprKind::AddrOf(x) | ExprKind::Deref(x) if expr.implicit => x,
                ExprKind::Conv { kind: ConvKind::Nop | ConvKind::Number | ConvKind::Interface, x }
                    if expr.implicit =>
                {
                    x
                }
                _ => return Some(id),
            };
        }
        None
    }

    fn precedence(&self, id: ExprId) -> u8 {
        use precedence::{NONE, PRIMARY, UNARY};
        match &self.package.exprs[id].kind {
            _ if self.package.dynamic.contains(&id)
                && !matches!(self.package.exprs[id].kind, ExprKind::New(_)) =>
            {
                NONE
            }
            ExprKind::Type(ty) if matches!(self.types.under(*ty), Type::Pointer(_)) => UNARY,
            ExprKind::Literal(_) => match self.source(id) {
                Some(source) => source.precedence,
                None => PRIMARY,
            },
            ExprKind::Unary { .. } | ExprKind::Recv(_) | ExprKind::AddrOf(_) | ExprKind::Deref(_) => UNARY,
            ExprKind::Binary { op, .. } => binary_precedence(*op),
            ExprKind::StaticData { .. }
            | ExprKind::Concat(_)
            | ExprKind::PtrLit(_)
            | ExprKind::Closure(_)
            | ExprKind::InlinedCall { .. }
            | ExprKind::MakeMap { .. }
            | ExprKind::MakeChan { .. } => NONE,
            ExprKind::Builtin {
                op: BuiltinOp::Real | BuiltinOp::Imag | BuiltinOp::Complex | BuiltinOp::Recover,
                ..
            } => NONE,
            _ => PRIMARY,
        }
    }

    fn source(&self, id: ExprId) -> Option<&super::node::ExprSource> {
        self.package.expr_source.get(id).filter(|_| self.rules.constants_as_written)
    }

    /// Appends a binary expression; chains of operators nest to the left, so without recursion.
    fn binary(&self, out: &mut String, id: ExprId, depth: u32) {
        let mut rights = Vec::new();
        let mut left = id;
        while let ExprKind::Binary { op, x, y } = self.package.exprs[left].kind {
            let own = binary_precedence(op);
            rights.push((op, y));
            let Some(next) = self.visible(x) else { break };
            let chained = matches!(self.package.exprs[next].kind, ExprKind::Binary { op, .. }
                if binary_precedence(op) >= own);
            if !chained {
                self.expr(out, next, own, depth + 1);
                break;
            }
            left = next;
        }
        for (op, y) in rights.into_iter().rev() {
            out.push(' ');
            out.push_str(op.text());
            out.push(' ');
            self.expr(out, y, binary_precedence(op) + 1, depth + 1);
        }
    }

    fn operand(&self, out: &mut String, id: ExprId, kind: &ExprKind, own: u8, depth: u32) {
        let ty = self.package.exprs[id].ty;
        let inner = |out: &mut String, id| self.expr(out, id, precedence::NONE, depth + 1);
        let tight = |out: &mut String, id| self.expr(out, id, own, depth + 1);
        let types = self.type_printer();
        match kind {
            ExprKind::Var(var) => out.push_str(&self.var_text(*var)),
            ExprKind::Global(obj) => {
                let object = self.types.object(*obj);
                types.write_qualifier(out, object.package);
                out.push_str(self.names.text(object.name));
            }
            ExprKind::StaticData { symbol, offset } => {
                out.push('(');
                types.write(out, ty);
                out.push_str(&format!(")({}@{offset})", self.names.text(*symbol)));
            }
            ExprKind::Blank => out.push('_'),
            ExprKind::Func(func) => out.push_str(&self.func_text(*func)),
            ExprKind::MethodExpr { recv, name, .. } => {
                let pointer = matches!(self.types.under(*recv), Type::Pointer(_));
                out.push_str(if pointer { "(" } else { "" });
                types.write(out, *recv);
                out.push_str(if pointer { ")." } else { "." });
                out.push_str(self.names.text(*name));
            }
            ExprKind::Nil => out.push_str("nil"),
            ExprKind::Literal(value) => self.literal(out, id, value),
            ExprKind::Type(ty) | ExprKind::New(ty) => {
                let new = matches!(kind, ExprKind::New(_));
                out.push_str(if new { "new(" } else { "" });
                types.write(out, *ty);
                out.push_str(if new { ")" } else { "" });
            }
            ExprKind::Unary { op, x } => {
                let symbol = match op {
                    UnaryOp::Plus => "+",
                    UnaryOp::Neg => "-",
                    UnaryOp::BitNot => "^",
                    UnaryOp::Not => "!",
                };
                let same =
                    matches!(&self.package.exprs[*x].kind, ExprKind::Unary { op: inner, .. } if inner == op);
                self.prefixed(out, symbol, same, *x, depth);
            }
            ExprKind::Recv(x) => {
                let same = matches!(self.package.exprs[*x].kind, ExprKind::Recv(_));
                self.prefixed(out, "<-", same, *x, depth);
            }
            ExprKind::AddrOf(x) => {
                let same = matches!(self.package.exprs[*x].kind, ExprKind::AddrOf(_));
                self.prefixed(out, "&", same, *x, depth);
            }
            ExprKind::Deref(x) => self.prefixed(out, "*", false, *x, depth),
            // Handled by the caller.
            ExprKind::Binary { .. } => {}
            ExprKind::Concat(parts) => self.exprs(out, parts, " + ", depth),
            ExprKind::Dot { x, field } | ExprKind::DotPtr { x, field } => {
                tight(out, *x);
                out.push('.');
                out.push_str(self.names.text(field.name));
            }
            ExprKind::DotInterface { x, name, .. } | ExprKind::MethodValue { x, name, .. } => {
                tight(out, *x);
                out.push('.');
                out.push_str(self.names.text(*name));
            }
            ExprKind::Index { x, index } | ExprKind::IndexMap { x, index, .. } => {
                tight(out, *x);
                out.push('[');
                inner(out, *index);
                out.push(']');
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                tight(out, *x);
                out.push('[');
                if let Some(lo) = *lo {
                    inner(out, lo);
                }
                out.push(':');
                if let Some(hi) = *hi {
                    inner(out, hi);
                }
                if let Some(max) = *max {
                    out.push(':');
                    inner(out, max);
                }
                out.push(']');
            }
            ExprKind::Conv { x, .. } => {
                let named = types.is_named(ty);
                out.push_str(if named { "" } else { "(" });
                types.write(out, ty);
                out.push_str(if named { "(" } else { ")(" });
                inner(out, *x);
                out.push(')');
            }
            ExprKind::TypeAssert { x, ty, .. } => {
                tight(out, *x);
                out.push_str(".(");
                types.write(out, *ty);
                out.push(')');
            }
            ExprKind::Call { fun, args, spread, .. } => {
                tight(out, *fun);
                self.arguments(out, args, *spread, depth);
            }
            ExprKind::Builtin { op, args, spread } => {
                let text = match op {
                    BuiltinOp::Recover if self.rules.recover_prints_as_node => "<node RECOVERFP>",
                    _ => builtin_text(*op),
                };
                out.push_str(text);
                if !text.starts_with('<') {
                    self.arguments(out, args, *spread, depth);
                }
            }
            ExprKind::MakeSlice { len, cap } => self.make(out, ty, [Some(*len), *cap], depth),
            ExprKind::MakeMap { hint } => self.make(out, ty, [*hint, None], depth),
            ExprKind::MakeChan { size } => self.make(out, ty, [*size, None], depth),
            ExprKind::CompositeLit { .. } if self.package.exprs[id].implicit => {
                out.push_str("... argument");
            }
            ExprKind::CompositeLit { elems, .. } => {
                types.write(out, ty);
                out.push_str(if elems.is_empty() { "{}" } else { "{...}" });
            }
            ExprKind::PtrLit(x) => {
                out.push('&');
                inner(out, *x);
            }
            ExprKind::Closure(_) => out.push_str("func literal"),
            ExprKind::InlinedCall { results, .. } => match results[..] {
                [one] => inner(out, one),
                _ => {
                    out.push_str("(.");
                    self.exprs(out, results, "; ", depth);
                    out.push(')');
                }
            },
        }
    }

    fn prefixed(&self, out: &mut String, operator: &str, same: bool, x: ExprId, depth: u32) {
        out.push_str(operator);
        out.push_str(if same { " " } else { "" });
        self.expr(out, x, precedence::UNARY + 1, depth + 1);
    }

    fn arguments(&self, out: &mut String, args: &[ExprId], spread: bool, depth: u32) {
        out.push('(');
        self.exprs(out, args, ", ", depth);
        out.push_str(if spread { "...)" } else { ")" });
    }

    fn make(&self, out: &mut String, ty: TypeId, sizes: [Option<ExprId>; 2], depth: u32) {
        out.push_str("make(");
        self.type_printer().write(out, ty);
        for size in sizes.into_iter().flatten() {
            out.push_str(", ");
            self.expr(out, size, precedence::NONE, depth + 1);
        }
        out.push(')');
    }

    fn literal(&self, out: &mut String, id: ExprId, value: &Constant) {
        if let Some(source) = self.source(id) {
            out.push_str(&source.text);
            return;
        }
        let ty = self.types.unalias(self.package.exprs[id].ty);
        let basic = match self.types.get(ty) {
            Type::Basic(basic) => Some(*basic),
            _ => None,
        };
        let class = match basic {
            Some(Basic::Rune | Basic::UntypedRune) => ConstantClass::Rune,
            _ => ConstantClass::Other,
        };
        let text = format_ir_constant(value, class);
        let is_rune = class == ConstantClass::Rune && text.starts_with('\'');
        let is_default = is_rune || basic.is_some_and(|basic| is_default_type(value.kind(), basic));
        if is_default {
            out.push_str(&text);
        } else {
            self.type_printer().write(out, ty);
            out.push('(');
            out.push_str(&text);
            out.push(')');
        }
    }
}

/// How tightly a binary operator binds.
pub fn binary_precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::OrOr => 1,
        BinaryOp::AndAnd => 2,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => 4,
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => 5,
        BinaryOp::Mul
        | BinaryOp::Div
        | BinaryOp::Rem
        | BinaryOp::And
        | BinaryOp::AndNot
        | BinaryOp::Shl
        | BinaryOp::Shr => 6,
    }
}

fn builtin_text(op: BuiltinOp) -> &'static str {
    match op {
        BuiltinOp::Append => "append",
        BuiltinOp::Cap => "cap",
        BuiltinOp::Clear => "clear",
        BuiltinOp::Close => "close",
        BuiltinOp::Complex => "complex",
        BuiltinOp::Copy => "copy",
        BuiltinOp::Delete => "delete",
        BuiltinOp::Imag => "imag",
        BuiltinOp::Len => "len",
        BuiltinOp::Max => "max",
        BuiltinOp::Min => "min",
        BuiltinOp::Panic => "panic",
        BuiltinOp::Print => "print",
        BuiltinOp::Println => "println",
        BuiltinOp::Real => "real",
        BuiltinOp::Recover => "recover",
        BuiltinOp::UnsafeAdd => "unsafe.Add",
        BuiltinOp::UnsafeSlice => "unsafe.Slice",
        // gc has no spelling for these three.
        BuiltinOp::UnsafeSliceData => "<node unsafe.SliceData>",
        BuiltinOp::UnsafeString => "<node unsafe.String>",
        BuiltinOp::UnsafeStringData => "<node unsafe.StringData>",
        BuiltinOp::StringPointer => "<node SPTR>",
    }
}
