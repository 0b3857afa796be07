//! Expressions as gc quotes them in errors: on one line, literal values and bodies cut to `…`.
//!
//! In: an expression of a file. Out: its text. Invariants: depends on the tree and on the text
//! of literals only, not on the layout of the source.
//! Source: gc 1.27.3, the short form of its syntax printer.

use crate::source::{Interner, SourceMap};
use crate::syntax::ast::*;

/// `expr` as gc quotes it.
pub fn expr_string(sources: &SourceMap, file: &File, expr: ExprId) -> String {
    let mut writer = Writer { out: String::new(), names: &sources.interner, sources, file, depth: 0 };
    writer.expr(expr);
    writer.out
}

/// A list of expressions as gc quotes it.
pub fn expr_list_string(sources: &SourceMap, file: &File, list: List<ExprId>) -> String {
    let mut writer = Writer { out: String::new(), names: &sources.interner, sources, file, depth: 0 };
    writer.list(list);
    writer.out
}

struct Writer<'a> {
    out: String,
    names: &'a Interner,
    sources: &'a SourceMap,
    file: &'a File,
    depth: u32,
}

/// What is nested deeper is cut off.
const MAX_DEPTH: u32 = 300;

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn list(&mut self, list: List<ExprId>) {
        for (i, &expr) in self.file.list(list).iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.expr(expr);
        }
    }

    fn expr(&mut self, id: ExprId) {
        if self.depth >= MAX_DEPTH {
            self.text("…");
            return;
        }
        self.depth += 1;
        self.any_expr(id);
        self.depth -= 1;
    }

    fn any_expr(&mut self, id: ExprId) {
        let expr = self.file.exprs[id];
        match expr.kind {
            ExprKind::Bad => self.text("<bad expr>"),
            ExprKind::Name(name) => self.text(self.names.text(name)),
            ExprKind::BasicLit(_) => {
                let text = self.file.literals.get(&expr.span.start);
                self.text(text.map_or_else(|| self.sources.slice(self.file.id, expr.span), Box::as_ref));
            }
            ExprKind::Paren(x) => {
                self.text("(");
                self.expr(x);
                self.text(")");
            }
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.text(".");
                self.text(self.names.text(sel.name));
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.text("[");
                self.list(indices);
                self.text("]");
            }
            ExprKind::Slice { x, lo, tail } => {
                self.expr(x);
                self.text("[");
                if let Some(lo) = lo {
                    self.expr(lo);
                }
                self.text(":");
                match tail {
                    SliceTail::Open => {}
                    SliceTail::Hi(hi) => self.expr(hi),
                    SliceTail::Full(bounds) => {
                        for (i, &bound) in self.file.list(bounds).iter().enumerate() {
                            if i > 0 {
                                self.text(":");
                            }
                            self.expr(bound);
                        }
                    }
                }
                self.text("]");
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x);
                self.text(".(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.text("type"),
                }
                self.text(")");
            }
            ExprKind::Call { fun, args, spread } => {
                self.expr(fun);
                self.text("(");
                self.list(args);
                if spread {
                    self.text("...");
                }
                self.text(")");
            }
            ExprKind::Star(x) => {
                self.text("*");
                self.expr(x);
            }
            ExprKind::Unary { op, x } => {
                self.text(op.text());
                // gc's parser drops the parentheses of an operand of `&`, and only there.
                self.expr(if matches!(op, UnaryOp::Addr) { self.file.unparen(x) } else { x });
            }
            ExprKind::Binary { .. } => self.binary(id),
            ExprKind::CompositeLit { ty, elements } => {
                if let Some(ty) = ty {
                    self.expr(ty);
                }
                self.text(if elements.is_empty() { "{}" } else { "{…}" });
            }
            ExprKind::FuncLit { signature, body } => {
                self.text("func");
                self.signature(signature);
                let empty = self.file.blocks[body].stmts.is_empty();
                self.text(if empty { " {}" } else { " {…}" });
            }
            ExprKind::ArrayType { len, elem } => {
                self.text("[");
                match len {
                    Some(len) => self.expr(len),
                    None => self.text("..."),
                }
                self.text("]");
                self.expr(elem);
            }
            ExprKind::SliceType(elem) => {
                self.text("[]");
                self.expr(elem);
            }
            ExprKind::StructType(fields) => {
                self.text("struct{");
                self.fields(fields, "; ");
                self.text("}");
            }
            ExprKind::FuncType(signature) => {
                self.text("func");
                self.signature(signature);
            }
            ExprKind::InterfaceType(elements) => self.interface(elements),
            ExprKind::MapType { key, value } => {
                self.text("map[");
                self.expr(key);
                self.text("]");
                self.expr(value);
            }
            ExprKind::ChanType { dir, elem } => self.chan(dir, elem),
            ExprKind::Variadic(elem) => {
                self.text("...");
                self.expr(elem);
            }
            ExprKind::Tilde(x) => {
                self.text("~");
                self.expr(x);
            }
        }
    }

    /// Operators associate to the left, so a long chain is deep on that side only.
    fn binary(&mut self, id: ExprId) {
        let mut spine = Vec::new();
        let mut left = id;
        while let ExprKind::Binary { op, x, y } = self.file.exprs[left].kind {
            spine.push((op, y));
            left = x;
        }
        self.expr(left);
        for (op, y) in spine.into_iter().rev() {
            self.text(" ");
            self.text(op.text());
            self.text(" ");
            self.expr(y);
        }
    }

    fn chan(&mut self, dir: ChanDir, elem: ExprId) {
        self.text(match dir {
            ChanDir::Both => "chan ",
            ChanDir::Send => "chan<- ",
            ChanDir::Recv => "<-chan ",
        });
        let nested = matches!(self.file.exprs[elem].kind, ExprKind::ChanType { dir: ChanDir::Recv, .. });
        if dir == ChanDir::Both && nested {
            self.text("(");
            self.expr(elem);
            self.text(")");
        } else {
            self.expr(elem);
        }
    }

    fn interface(&mut self, elements: List<InterfaceElem>) {
        self.text("interface{");
        for (i, &element) in self.file.list(elements).iter().enumerate() {
            if i > 0 {
                self.text("; ");
            }
            match element {
                InterfaceElem::Method { name, signature } => {
                    self.text(self.names.text(name.name));
                    self.signature(signature);
                }
                InterfaceElem::Embedded(ty) => self.expr(ty),
            }
        }
        self.text("}");
    }

    fn signature(&mut self, id: SignatureId) {
        let signature = self.file.signatures[id];
        self.text("(");
        self.fields(signature.params, ", ");
        self.text(")");
        match self.file.list(signature.results) {
            [] => {}
            [Field { name: None, ty, .. }] => {
                self.text(" ");
                self.expr(*ty);
            }
            _ => {
                self.text(" (");
                self.fields(signature.results, ", ");
                self.text(")");
            }
        }
    }

    /// Fields, those that share a type together.
    fn fields(&mut self, fields: List<Field>, separator: &str) {
        let fields = self.file.list(fields);
        for (i, field) in fields.iter().enumerate() {
            let Some(name) = field.name else {
                if i > 0 {
                    self.text(separator);
                }
                self.expr(field.ty);
                self.tag(field);
                continue;
            };
            let same_as = |other: Option<&Field>| other.is_some_and(|o| o.name.is_some() && o.ty == field.ty);
            if i > 0 {
                self.text(if same_as(fields.get(i - 1)) { ", " } else { separator });
            }
            self.text(self.names.text(name.name));
            if !same_as(fields.get(i + 1)) {
                self.text(" ");
                self.expr(field.ty);
                self.tag(field);
            }
        }
    }

    fn tag(&mut self, field: &Field) {
        if let Some(tag) = field.tag {
            self.text(" ");
            self.expr(tag);
        }
    }
}
