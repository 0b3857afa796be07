//! What the grammar cannot say: how deep a tree may be, and where branches may lead.
//!
//! In: a finished tree. Out: errors of the syntax stage in gc's words.
//! Invariants: after [`limit_depth`] no declaration nests deeper than [`MAX_DEPTH`], so that later
//! stages may recurse over everything but left spines.

mod branches;
mod directives;
mod embed;

pub use branches::{check_branches, function_spans};
pub use directives::{
    DirectiveRules, check_declared, check_directives, declares_func, func_offset, link_names,
};
pub use embed::embed_patterns;

use super::ast::*;
use super::lexer::Tokens;

/// How deep constructs may nest in a declaration.
///
/// What does not count are left spines: in `a + b + c`, `x.f.g` and `f()()()` the left operand is
/// as deep as the whole, so chains of any length are accepted and later stages must walk them
/// without recursion. Everything else counts: brackets, operands of unary operators, elements of
/// types, blocks, `else if`, labels.
pub const MAX_DEPTH: usize = 500;

/// An error before it knows its file: where it is, and gc's words.
pub type Violation = (u32, String);

/// Empties declarations that nest deeper than [`MAX_DEPTH`].
///
/// `tokens` knows whether that is possible at all.
pub fn limit_depth(file: &mut File, tokens: &Tokens) -> Vec<Violation> {
    if tokens.max_depth() <= MAX_DEPTH {
        return Vec::new();
    }
    let mut violations = Vec::new();
    for decl in file.top_decls.clone() {
        if let Some(at) = first_too_deep(file, decl) {
            violations.push((at, "syntax error: nesting depth limit exceeded".to_owned()));
            file.decls[decl].kind = DeclKind::Bad;
        }
    }
    violations
}

/// A node of any kind.
#[derive(Clone, Copy)]
enum Node {
    Expr(ExprId),
    Stmt(StmtId),
    Block(BlockId),
    Decl(DeclId),
    Signature(SignatureId),
}

/// Offset of a node in `decl` that is too deep.
fn first_too_deep(file: &File, decl: DeclId) -> Option<u32> {
    let mut pending = vec![(Node::Decl(decl), 0)];
    let mut children = Vec::new();
    while let Some((node, depth)) = pending.pop() {
        if depth > MAX_DEPTH {
            return Some(match node {
                Node::Expr(id) => file.exprs[id].pos,
                Node::Stmt(id) => file.stmts[id].pos,
                Node::Block(id) => file.blocks[id].span.start,
                Node::Decl(id) => file.decls[id].pos,
                Node::Signature(id) => file.signatures[id].span.start,
            });
        }
        let left = list_children(file, node, &mut children);
        pending.extend(children.drain(..).map(|child| (child, depth + 1)));
        pending.extend(left.map(|left| (Node::Expr(left), depth)));
    }
    None
}

/// Appends the children of `node`, except the left operand, which it returns.
fn list_children(file: &File, node: Node, out: &mut Vec<Node>) -> Option<ExprId> {
    match node {
        Node::Expr(id) => return expr_children(file, id, out),
        Node::Stmt(id) => stmt_children(file, id, out),
        Node::Block(id) => out.extend(file.list(file.blocks[id].stmts).iter().map(|&s| Node::Stmt(s))),
        Node::Decl(id) => decl_children(file, id, out),
        Node::Signature(id) => {
            let Signature { type_params, params, results, .. } = file.signatures[id];
            for fields in [type_params, params, results] {
                out.extend(file.list(fields).iter().map(|f| Node::Expr(f.ty)));
            }
        }
    }
    None
}

fn expr_children(file: &File, id: ExprId, out: &mut Vec<Node>) -> Option<ExprId> {
    let exprs = |list: List<ExprId>| file.list(list).iter().map(|&e| Node::Expr(e));
    match file.exprs[id].kind {
        ExprKind::Bad | ExprKind::Name(_) | ExprKind::BasicLit(_) => {}
        ExprKind::Paren(x)
        | ExprKind::Star(x)
        | ExprKind::Unary { x, .. }
        | ExprKind::SliceType(x)
        | ExprKind::ChanType { elem: x, .. }
        | ExprKind::Variadic(x)
        | ExprKind::Tilde(x) => out.push(Node::Expr(x)),
        ExprKind::Selector { x, .. } => return Some(x),
        ExprKind::Index { x, indices } => {
            out.extend(exprs(indices));
            return Some(x);
        }
        ExprKind::Slice { x, lo, tail } => {
            out.extend(lo.map(Node::Expr));
            match tail {
                SliceTail::Open => {}
                SliceTail::Hi(hi) => out.push(Node::Expr(hi)),
                SliceTail::Full(bounds) => out.extend(exprs(bounds)),
            }
            return Some(x);
        }
        ExprKind::TypeAssert { x, ty } => {
            out.extend(ty.map(Node::Expr));
            return Some(x);
        }
        ExprKind::Call { fun, args, .. } => {
            out.extend(exprs(args));
            return Some(fun);
        }
        ExprKind::Binary { x, y, .. } => {
            out.push(Node::Expr(y));
            return Some(x);
        }
        ExprKind::CompositeLit { ty, elements } => {
            out.extend(ty.map(Node::Expr));
            for element in file.list(elements) {
                out.extend(element.key.map(Node::Expr));
                out.push(Node::Expr(element.value));
            }
        }
        ExprKind::FuncLit { signature, body } => {
            out.extend([Node::Signature(signature), Node::Block(body)]);
        }
        ExprKind::FuncType(signature) => out.push(Node::Signature(signature)),
        ExprKind::ArrayType { len, elem } => {
            out.extend(len.map(Node::Expr));
            out.push(Node::Expr(elem));
        }
        ExprKind::MapType { key, value } => out.extend([Node::Expr(key), Node::Expr(value)]),
        ExprKind::StructType(fields) => {
            out.extend(file.list(fields).iter().map(|f| Node::Expr(f.ty)));
        }
        ExprKind::InterfaceType(elems) => out.extend(file.list(elems).iter().map(|e| match *e {
            InterfaceElem::Method { signature, .. } => Node::Signature(signature),
            InterfaceElem::Embedded(ty) => Node::Expr(ty),
        })),
    }
    None
}

fn stmt_children(file: &File, id: StmtId, out: &mut Vec<Node>) {
    let exprs = |list: List<ExprId>| file.list(list).iter().map(|&e| Node::Expr(e));
    let clauses = |clauses: List<Clause>, out: &mut Vec<Node>| {
        for clause in file.list(clauses) {
            out.push(Node::Block(clause.body));
            match clause.head {
                ClauseHead::Default => {}
                ClauseHead::Cases(cases) => out.extend(exprs(cases)),
                ClauseHead::Comm(comm) => out.push(Node::Stmt(comm)),
            }
        }
    };
    match file.stmts[id].kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
        StmtKind::Expr(x) | StmtKind::IncDec { x, .. } | StmtKind::Go(x) | StmtKind::Defer(x) => {
            out.push(Node::Expr(x));
        }
        StmtKind::Send { chan: x, value: y } | StmtKind::OpAssign { x, y, .. } => {
            out.extend([Node::Expr(x), Node::Expr(y)]);
        }
        StmtKind::Assign { lhs, rhs } | StmtKind::Define { lhs, rhs } => {
            out.extend(exprs(lhs).chain(exprs(rhs)));
        }
        StmtKind::Return(results) => out.extend(exprs(results)),
        StmtKind::Block(block) => out.push(Node::Block(block)),
        StmtKind::If(IfStmt { init, cond, then, els }) => {
            out.extend(init.into_iter().chain(els).map(Node::Stmt));
            out.extend([Node::Expr(cond), Node::Block(then)]);
        }
        StmtKind::Switch { init, tag, clauses: list } => {
            out.extend(init.map(Node::Stmt));
            out.extend(tag.map(Node::Expr));
            clauses(list, out);
        }
        StmtKind::TypeSwitch { init, guard, clauses: list } => {
            out.extend(init.map(Node::Stmt));
            out.push(Node::Stmt(guard));
            clauses(list, out);
        }
        StmtKind::Select(list) => clauses(list, out),
        StmtKind::For(ForStmt { init, cond, post, body }) => {
            out.extend(init.into_iter().chain(post).map(Node::Stmt));
            out.extend(cond.map(Node::Expr));
            out.push(Node::Block(body));
        }
        StmtKind::Range { lhs, x, body, .. } => {
            out.extend(exprs(lhs));
            out.extend([Node::Expr(x), Node::Block(body)]);
        }
        StmtKind::Labeled { stmt, .. } => out.push(Node::Stmt(stmt)),
        StmtKind::Decl(decls) => out.extend(file.list(decls).iter().map(|&d| Node::Decl(d))),
    }
}

fn decl_children(file: &File, id: DeclId, out: &mut Vec<Node>) {
    let fields = |list: List<Field>| file.list(list).iter().map(|f| Node::Expr(f.ty));
    match file.decls[id].kind {
        DeclKind::Bad | DeclKind::Import { .. } => {}
        DeclKind::Const { ty, values, .. } | DeclKind::Var { ty, values, .. } => {
            out.extend(ty.map(Node::Expr));
            out.extend(file.list(values).iter().map(|&e| Node::Expr(e)));
        }
        DeclKind::Type { type_params, ty, .. } => {
            out.extend(fields(type_params));
            out.push(Node::Expr(ty));
        }
        DeclKind::Func { recv, signature, body, .. } => {
            out.extend(recv.into_iter().flat_map(fields));
            out.push(Node::Signature(signature));
            out.extend(body.map(Node::Block));
        }
    }
}
