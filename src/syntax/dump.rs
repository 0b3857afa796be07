//! The text of a tree, for snapshots and for people: one node a line, indented, with the position
//! gc would report as `line:column`.
//!
//! In: a tree and its text. Out: [`dump_file`]'s string.
//! Invariants: the walk keeps its own stack, so that long left spines are no problem.

use super::ast::*;
use crate::source::{Interner, Symbol};
use std::fmt::Write;

/// Dumps every declaration of `file`, whose text is `text`.
pub fn dump_file(file: &File, text: &str, names: &Interner) -> String {
    let mut dumper = Dumper { file, text, names, out: String::new(), pending: Vec::new() };
    if let Some(package) = file.package {
        dumper.line(0, &format!("package {}", names.text(package.name)));
    }
    if let Some(constraint) = &file.build_constraint {
        dumper.line(0, &format!("build {}", constraint.text));
    }
    for directive in &file.directives {
        let at = dumper.position(directive.offset);
        dumper.line(0, &format!("directive {} {}{at}", directive.name, directive.args));
    }
    for &decl in &file.top_decls {
        dumper.run(decl);
    }
    dumper.out
}

struct Dumper<'a> {
    file: &'a File,
    text: &'a str,
    names: &'a Interner,
    out: String,
    /// What is still to be printed, last first.
    pending: Vec<(usize, &'static str, Node)>,
}

/// Something that takes a line of its own.
#[derive(Clone, Copy)]
enum Node {
    Expr(ExprId),
    Stmt(StmtId),
    Block(BlockId),
    Decl(DeclId),
    Signature(SignatureId),
    Field(Field),
    Element(Element),
    Interface(InterfaceElem),
    Clause(Clause),
}

impl Dumper<'_> {
    fn run(&mut self, decl: DeclId) {
        self.pending.push((0, "", Node::Decl(decl)));
        while let Some((indent, role, node)) = self.pending.pop() {
            let mut children = Children { file: self.file, nodes: Vec::new() };
            let line = match node {
                Node::Expr(id) => self.expr(id, &mut children),
                Node::Stmt(id) => self.stmt(id, &mut children),
                Node::Block(id) => {
                    children.stmts(self.file.blocks[id].stmts);
                    "block".to_owned()
                }
                Node::Decl(id) => self.decl(id, &mut children),
                Node::Signature(id) => {
                    let Signature { type_params, params, results, .. } = self.file.signatures[id];
                    children.fields("type param", type_params);
                    children.fields("param", params);
                    children.fields("result", results);
                    "signature".to_owned()
                }
                Node::Field(field) => self.field(field, &mut children),
                Node::Element(element) => {
                    children.expr("key", element.key);
                    children.expr("", Some(element.value));
                    format!("element{}", self.position(element.pos))
                }
                Node::Interface(InterfaceElem::Method { name, signature }) => {
                    children.nodes.push(("", Node::Signature(signature)));
                    format!("method {}", self.ident(name))
                }
                Node::Interface(InterfaceElem::Embedded(ty)) => {
                    children.expr("", Some(ty));
                    "embedded".to_owned()
                }
                Node::Clause(clause) => self.clause(clause, &mut children),
            };
            let line = if role.is_empty() { line } else { format!("{role}: {line}") };
            self.line(indent, &line);
            let children = children.nodes.into_iter().rev();
            self.pending.extend(children.map(|(role, node)| (indent + 1, role, node)));
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a String never fails.
        let _ = writeln!(self.out, "{:width$}{text}", "", width = 2 * indent);
    }

    fn position(&self, offset: u32) -> String {
        let before = &self.text[..offset as usize];
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
        format!(" @{line}:{column}")
    }

    fn name(&self, name: Symbol) -> &str {
        self.names.text(name)
    }

    fn ident(&self, ident: Ident) -> String {
        format!("{}{}", self.name(ident.name), self.position(ident.offset))
    }

    fn idents(&self, idents: List<Ident>) -> String {
        let names: Vec<_> = self.file.list(idents).iter().map(|i| self.name(i.name)).collect();
        names.join(", ")
    }

    fn expr(&self, id: ExprId, children: &mut Children) -> String {
        let Expr { kind, span, pos } = self.file.exprs[id];
        let what = match kind {
            ExprKind::Bad => "bad expression".to_owned(),
            ExprKind::Name(name) => format!("name {}", self.name(name)),
            ExprKind::BasicLit(lit) => {
                let text = &self.text[span.start as usize..span.end as usize];
                format!("{lit:?} {text}").to_lowercase().replace('\n', "\\n")
            }
            ExprKind::Paren(x) => children.one("paren", x),
            ExprKind::Selector { x, sel } => {
                children.expr("", Some(x));
                format!("selector {}", self.name(sel.name))
            }
            ExprKind::Index { x, indices } => {
                children.expr("", Some(x));
                children.exprs("index", indices);
                "index".to_owned()
            }
            ExprKind::Slice { x, lo, tail } => {
                children.expr("", Some(x));
                children.expr("lo", lo);
                match tail {
                    SliceTail::Open => {}
                    SliceTail::Hi(hi) => children.expr("hi", Some(hi)),
                    SliceTail::Full(bounds) => children.exprs("bound", bounds),
                }
                "slice".to_owned()
            }
            ExprKind::TypeAssert { x, ty } => {
                children.expr("", Some(x));
                children.expr("type", ty);
                if ty.is_some() { "assertion" } else { "type guard" }.to_owned()
            }
            ExprKind::Call { fun, args, spread } => {
                children.expr("", Some(fun));
                children.exprs("arg", args);
                if spread { "call ..." } else { "call" }.to_owned()
            }
            ExprKind::Star(x) => children.one("star", x),
            ExprKind::Unary { op, x } => {
                children.expr("", Some(x));
                format!("unary {}", op.text())
            }
            ExprKind::Binary { op, x, y } => {
                children.expr("", Some(x));
                children.expr("", Some(y));
                format!("binary {}", op.text())
            }
            ExprKind::CompositeLit { ty, elements } => {
                children.expr("type", ty);
                children.list("", elements, Node::Element);
                "literal".to_owned()
            }
            ExprKind::FuncLit { signature, body } => {
                children.nodes.extend([("", Node::Signature(signature)), ("", Node::Block(body))]);
                "func literal".to_owned()
            }
            ExprKind::ArrayType { len, elem } => {
                children.expr("len", len);
                children.expr("", Some(elem));
                if len.is_some() { "array type" } else { "array type ..." }.to_owned()
            }
            ExprKind::SliceType(elem) => children.one("slice type", elem),
            ExprKind::StructType(fields) => {
                children.fields("", fields);
                "struct type".to_owned()
            }
            ExprKind::FuncType(signature) => {
                children.nodes.push(("", Node::Signature(signature)));
                "func type".to_owned()
            }
            ExprKind::InterfaceType(elems) => {
                children.list("", elems, Node::Interface);
                "interface type".to_owned()
            }
            ExprKind::MapType { key, value } => {
                children.expr("key", Some(key));
                children.expr("value", Some(value));
                "map type".to_owned()
            }
            ExprKind::ChanType { dir, elem } => {
                children.expr("", Some(elem));
                format!("chan type {}", format!("{dir:?}").to_lowercase())
            }
            ExprKind::Variadic(x) => children.one("variadic", x),
            ExprKind::Tilde(x) => children.one("tilde", x),
        };
        what + &self.position(pos)
    }

    fn stmt(&self, id: StmtId, children: &mut Children) -> String {
        let Stmt { kind, pos, .. } = self.file.stmts[id];
        let what = match kind {
            StmtKind::Bad => "bad statement".to_owned(),
            StmtKind::Empty => "empty".to_owned(),
            StmtKind::Expr(x) => children.one("expression", x),
            StmtKind::Send { chan, value } => {
                children.expr("", Some(chan));
                children.expr("", Some(value));
                "send".to_owned()
            }
            StmtKind::IncDec { x, inc } => children.one(if inc { "inc" } else { "dec" }, x),
            StmtKind::Assign { lhs, rhs } => children.sides("assign", lhs, rhs),
            StmtKind::Define { lhs, rhs } => children.sides("define", lhs, rhs),
            StmtKind::OpAssign { op, x, y } => {
                children.expr("", Some(x));
                children.expr("", Some(y));
                format!("assign {}", op.text())
            }
            StmtKind::Go(x) => children.one("go", x),
            StmtKind::Defer(x) => children.one("defer", x),
            StmtKind::Return(results) => {
                children.exprs("", results);
                "return".to_owned()
            }
            StmtKind::Branch { kind, label } => {
                let label = label.map_or(String::new(), |label| format!(" {}", self.name(label.name)));
                format!("{}{label}", format!("{kind:?}").to_lowercase())
            }
            StmtKind::Block(block) => {
                children.nodes.push(("", Node::Block(block)));
                "block statement".to_owned()
            }
            StmtKind::If(IfStmt { init, cond, then, els }) => {
                children.stmt("init", init);
                children.expr("cond", Some(cond));
                children.nodes.push(("then", Node::Block(then)));
                children.stmt("else", els);
                "if".to_owned()
            }
            StmtKind::Switch { init, tag, clauses } => {
                children.stmt("init", init);
                children.expr("tag", tag);
                children.list("", clauses, Node::Clause);
                "switch".to_owned()
            }
            StmtKind::TypeSwitch { init, guard, clauses } => {
                children.stmt("init", init);
                children.stmt("guard", Some(guard));
                children.list("", clauses, Node::Clause);
                "type switch".to_owned()
            }
            StmtKind::Select(clauses) => {
                children.list("", clauses, Node::Clause);
                "select".to_owned()
            }
            StmtKind::For(ForStmt { init, cond, post, body }) => {
                children.stmt("init", init);
                children.expr("cond", cond);
                children.stmt("post", post);
                children.nodes.push(("", Node::Block(body)));
                "for".to_owned()
            }
            StmtKind::Range { lhs, define, x, body, range } => {
                children.exprs("left", lhs);
                children.expr("over", Some(x));
                children.nodes.push(("", Node::Block(body)));
                let define = if define { " define" } else { "" };
                format!("range{define}{}", self.position(range))
            }
            StmtKind::Labeled { label, stmt } => {
                children.stmt("", Some(stmt));
                format!("label {}", self.name(label.name))
            }
            StmtKind::Decl(decls) => {
                children.list("", decls, Node::Decl);
                "declare".to_owned()
            }
        };
        what + &self.position(pos)
    }

    fn decl(&self, id: DeclId, children: &mut Children) -> String {
        let Decl { kind, pos, index, .. } = self.file.decls[id];
        let values = |word, names, ty, values, children: &mut Children| {
            children.expr("type", ty);
            children.exprs("value", values);
            let index = if index > 0 { format!(" #{index}") } else { String::new() };
            format!("{word} {}{index}", self.idents(names))
        };
        let what = match kind {
            DeclKind::Bad => "bad declaration".to_owned(),
            DeclKind::Import { name, path } => {
                children.expr("", Some(path));
                let name = name.map_or(String::new(), |name| format!(" {}", self.name(name.name)));
                format!("import{name}")
            }
            DeclKind::Const { names, ty, values: list } => values("const", names, ty, list, children),
            DeclKind::Var { names, ty, values: list } => values("var", names, ty, list, children),
            DeclKind::Type { name, type_params, alias, ty } => {
                children.fields("type param", type_params);
                children.expr("", Some(ty));
                format!("{} {}", if alias { "alias" } else { "type" }, self.name(name.name))
            }
            DeclKind::Func { recv, name, signature, body } => {
                children.fields("receiver", recv.unwrap_or(List::empty()));
                children.nodes.push(("", Node::Signature(signature)));
                children.nodes.extend(body.map(|body| ("", Node::Block(body))));
                format!("func {}", self.name(name.name))
            }
        };
        what + &self.position(pos)
    }

    fn field(&self, field: Field, children: &mut Children) -> String {
        children.expr("", Some(field.ty));
        children.expr("tag", field.tag);
        match field.name {
            Some(name) => self.ident(name),
            None if field.embedded => "embedded".to_owned(),
            None => "unnamed".to_owned(),
        }
    }

    fn clause(&self, clause: Clause, children: &mut Children) -> String {
        let word = match clause.head {
            ClauseHead::Default => "default",
            ClauseHead::Cases(exprs) => {
                children.exprs("case", exprs);
                "clause"
            }
            ClauseHead::Comm(stmt) => {
                children.stmt("comm", Some(stmt));
                "clause"
            }
        };
        children.nodes.push(("", Node::Block(clause.body)));
        word.to_owned() + &self.position(clause.pos)
    }
}

/// The children of one node, with what each is to it.
struct Children<'a> {
    file: &'a File,
    nodes: Vec<(&'static str, Node)>,
}

impl Children<'_> {
    fn one(&mut self, what: &str, x: ExprId) -> String {
        self.expr("", Some(x));
        what.to_owned()
    }
    fn sides(&mut self, what: &str, lhs: List<ExprId>, rhs: List<ExprId>) -> String {
        self.exprs("left", lhs);
        self.exprs("right", rhs);
        what.to_owned()
    }
    fn expr(&mut self, role: &'static str, expr: Option<ExprId>) {
        self.nodes.extend(expr.map(|expr| (role, Node::Expr(expr))));
    }
    fn stmt(&mut self, role: &'static str, stmt: Option<StmtId>) {
        self.nodes.extend(stmt.map(|stmt| (role, Node::Stmt(stmt))));
    }
    fn stmts(&mut self, stmts: List<StmtId>) {
        self.list("", stmts, Node::Stmt);
    }
    fn exprs(&mut self, role: &'static str, exprs: List<ExprId>) {
        self.list(role, exprs, Node::Expr);
    }
    fn fields(&mut self, role: &'static str, fields: List<Field>) {
        self.list(role, fields, Node::Field);
    }
    fn list<T: Item + Copy>(&mut self, role: &'static str, list: List<T>, node: fn(T) -> Node) {
        let items = self.file.list(list).iter();
        self.nodes.extend(items.map(|&item| (role, node(item))));
    }
}
