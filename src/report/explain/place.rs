//! From gc's positions, which are one byte, to the text that a label underlines.
//!
//! In: the syntax trees of a package's files. Out: [`Spot`]s, by IR node.
//! Invariants: a spot lies within one line of its file, on character boundaries, and is never
//! empty unless the file ends there; a position that no tree knows underlines the name that
//! starts there, or one character.

use crate::inline::InlineTree;
use crate::ir::{self, ConvKind, ExprId, ExprKind, StmtId, StmtKind, VarId};
use crate::source::{FileId, Pos, SourceMap, Span};
use crate::syntax::ast;
use rustc_hash::FxHashMap;

/// How many implicit conversions and arguments are looked through.
const MAX_DEPTH: u32 = 64;
/// The longest text that is quoted in a sentence, in bytes.
const MAX_LEN: usize = 40;

/// A piece of one line of one file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Spot {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Spot {
    /// Its range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether another piece lies within it.
    pub fn contains(self, inner: Spot) -> bool {
        self.file == inner.file && self.start <= inner.start && inner.end <= self.end
    }
}

/// Finds the text of IR nodes.
#[derive(Debug)]
pub(in crate::report) struct Places<'a> {
    ir: &'a ir::Package,
    inlined: &'a InlineTree,
    sources: &'a SourceMap,
    files: FxHashMap<FileId, FileIndex>,
}

/// The nodes of one file by the position at which gc reports them.
#[derive(Debug, Default)]
struct FileIndex {
    exprs: FxHashMap<u32, Span>,
    stmts: FxHashMap<u32, Span>,
    /// What is called, by the position of the call.
    callees: FxHashMap<u32, Span>,
    /// A call with one argument, by the position of the argument: gc reports conversions there.
    calls_by_argument: FxHashMap<u32, Span>,
}

impl<'a> Places<'a> {
    /// An index of `trees`.
    pub(in crate::report) fn new(
        ir: &'a ir::Package,
        inlined: &'a InlineTree,
        sources: &'a SourceMap,
        trees: &[ast::File],
    ) -> Self {
        let files = trees.iter().map(|tree| (tree.id, FileIndex::new(tree))).collect();
        Places { ir, inlined, sources, files }
    }

    /// Whether `pos` is in one of the trees.
    pub(in crate::report) fn has(&self, pos: Pos) -> bool {
        pos.is_known() && self.files.contains_key(&pos.file)
    }

    /// Where an expression is: of an inlined body of this package, where that is written.
    fn pos_of_expr(&self, id: ExprId) -> Pos {
        match self.inlined.source_of_expr(id) {
            Some(from) if self.has(from.pos) => from.pos,
            Some(from) => self.call_pos(from.call),
            None => self.ir.exprs[id].pos,
        }
    }

    /// Where an inlined call is written in this package: itself, or the one that it came with.
    pub(super) fn call_pos(&self, mut call: usize) -> Pos {
        let calls = &self.inlined.calls;
        while let Some(parent) = calls[call].site.parent
            && !self.has(calls[call].site.pos)
        {
            call = parent;
        }
        calls[call].site.pos
    }

    /// Whether the text of an expression is in another package.
    pub(in crate::report) fn is_outside(&self, id: ExprId) -> bool {
        self.inlined.source_of_expr(id).is_some_and(|from| !self.has(from.pos))
    }

    /// The text of an expression, or as much of it as is on the line of its position.
    pub(in crate::report) fn expr(&self, id: ExprId) -> Option<Spot> {
        let pos = self.pos_of_expr(id);
        self.clamp(pos, self.expr_span(id, MAX_DEPTH))
    }

    /// The text of a statement, or as much of it as is on the line of its position.
    pub(in crate::report) fn stmt(&self, id: StmtId) -> Option<Spot> {
        let source = self.inlined.source_of_stmt(id).filter(|&pos| self.has(pos));
        let pos = source.unwrap_or(self.ir.stmts[id].pos);
        let index = self.index(pos)?;
        let span = index.stmts.get(&pos.offset).or_else(|| index.exprs.get(&pos.offset));
        self.clamp(pos, span.copied())
    }

    /// The name of a variable where it is declared.
    pub(in crate::report) fn var(&self, id: VarId) -> Option<Spot> {
        self.at(match self.inlined.source_of_var(id) {
            Some(from) if self.has(from.pos) => from.pos,
            Some(from) => self.call_pos(from.call),
            None => self.ir.vars[id].pos,
        })
    }

    /// The expression, clause or name at `pos`.
    pub(in crate::report) fn at(&self, pos: Pos) -> Option<Spot> {
        let index = self.index(pos)?;
        self.clamp(pos, index.exprs.get(&pos.offset).copied())
    }

    /// The clause of a switch whose keyword is at `pos`.
    pub(in crate::report) fn clause(&self, pos: Pos) -> Option<Spot> {
        let index = self.index(pos)?;
        self.clamp(pos, index.stmts.get(&pos.offset).copied())
    }

    /// What the source writes for an expression, if that is one short line.
    pub(in crate::report) fn short_text(&self, id: ExprId) -> Option<&'a str> {
        if self.is_outside(id) {
            return None;
        }
        self.short(self.pos_of_expr(id), self.expr_span(id, MAX_DEPTH)?)
    }

    /// What the source writes for the callee of a call, if that is one short line.
    pub(in crate::report) fn callee_text(&self, call: ExprId) -> Option<&'a str> {
        if self.is_outside(call) {
            return None;
        }
        let pos = self.pos_of_expr(call);
        self.short(pos, *self.index(pos)?.callees.get(&pos.offset)?)
    }

    /// What the source writes for the callee of the call at `pos`, if that is one short line.
    pub(super) fn callee_at(&self, pos: Pos) -> Option<&'a str> {
        self.short(pos, *self.index(pos)?.callees.get(&pos.offset)?)
    }

    /// What the source writes for an expression, with `…` for what would be too long.
    pub(super) fn brief_text(&self, id: ExprId) -> Option<String> {
        if self.is_outside(id) {
            return None;
        }
        let span = self.expr_span(id, MAX_DEPTH)?;
        let file = self.sources.file(self.pos_of_expr(id).file);
        brief(file.text.get(span.start as usize..span.end as usize)?)
    }

    fn short(&self, pos: Pos, span: Span) -> Option<&'a str> {
        let text = self.sources.file(pos.file).text.get(span.start as usize..span.end as usize)?;
        (!text.is_empty() && text.len() <= MAX_LEN && !text.contains('\n')).then_some(text)
    }

    fn index(&self, pos: Pos) -> Option<&FileIndex> {
        if pos.is_known() { self.files.get(&pos.file) } else { None }
    }

    fn expr_span(&self, id: ExprId, depth: u32) -> Option<Span> {
        let (expr, pos) = (&self.ir.exprs[id], self.pos_of_expr(id));
        let index = self.index(pos)?;
        let depth = depth.checked_sub(1)?;
        match &expr.kind {
            ExprKind::Conv { kind, x } => {
                if !expr.implicit
                    && *kind != ConvKind::Nop
                    && let Some(&call) = index.calls_by_argument.get(&pos.offset)
                {
                    return Some(call);
                }
                self.expr_span(*x, depth)
            }
            // The slice of a variadic call: its elements.
            ExprKind::CompositeLit { elems, .. } if expr.implicit => {
                let first = self.expr_span(self.saved(elems.first()?.value), depth)?;
                let last = self.expr_span(self.saved(elems.last()?.value), depth)?;
                Some(Span::new(first.start, last.end.max(first.end)))
            }
            ExprKind::AddrOf(x) | ExprKind::Deref(x) if expr.implicit => self.expr_span(*x, depth),
            _ => index.exprs.get(&pos.offset).copied(),
        }
    }

    /// What an argument was before it was saved for the call of a `defer` or `go` statement.
    fn saved(&self, id: ExprId) -> ExprId {
        match self.ir.exprs[id].kind {
            ExprKind::Var(var) if self.ir.vars[self.ir.canonical(var)].auto_temp => {
                hidden_value(self.ir, self.ir.canonical(var)).unwrap_or(id)
            }
            _ => id,
        }
    }

    /// The part of `span` on the line of `pos`; without a span, the name or character at `pos`.
    fn clamp(&self, pos: Pos, span: Option<Span>) -> Option<Spot> {
        if !self.has(pos) {
            return None;
        }
        let text: &str = &self.sources.file(pos.file).text;
        let at = floor_boundary(text, pos.offset as usize);
        let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let spot = |start: usize, end: usize| Spot { file: pos.file, start: start as u32, end: end as u32 };
        if let Some(span) = span {
            let start = floor_boundary(text, (span.start as usize).max(line_start));
            let start = if start < line_end { start } else { at };
            let mut end = floor_boundary(text, (span.end as usize).min(line_end));
            if end >= start {
                let cut = (span.end as usize) > line_end;
                end = start
                    + if cut { without_comment(&text[start..end]) } else { &text[start..end] }
                        .trim_end()
                        .len();
                let start = end - text[start..end].trim_start().len();
                if start < end {
                    return Some(spot(start, end));
                }
            }
        }
        let name = text[at..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len() - at);
        let len = if name > 0 { name } else { text[at..].chars().next().map_or(0, char::len_utf8) };
        Some(spot(at, (at + len).min(line_end.max(at))))
    }
}

impl FileIndex {
    fn new(tree: &ast::File) -> Self {
        let mut index = FileIndex::default();
        let mut addressed = Vec::new();
        for (_, expr) in tree.exprs.iter() {
            let wider = index
                .exprs
                .get(&expr.pos)
                .is_none_or(|old| old.end - old.start < expr.span.end - expr.span.start);
            if wider {
                index.exprs.insert(expr.pos, expr.span);
            }
            // `&T{…}` is one thing to a reader.
            if let ast::ExprKind::Unary { op: ast::UnaryOp::Addr, x } = expr.kind
                && let ast::ExprKind::CompositeLit { .. } = tree.exprs[x].kind
            {
                addressed.push((tree.exprs[x].pos, expr.span));
            }
            if let ast::ExprKind::Call { fun, args, .. } = expr.kind {
                index.callees.insert(expr.pos, tree.exprs[fun].span);
                if let [argument] = tree.list(args) {
                    index.calls_by_argument.insert(tree.exprs[*argument].pos, expr.span);
                }
            }
        }
        index.exprs.extend(addressed);
        for (_, stmt) in tree.stmts.iter() {
            match stmt.kind {
                ast::StmtKind::Range { range, x, .. } => {
                    let head = Span::new(stmt.span.start, tree.exprs[x].span.end);
                    index.stmts.insert(range, head);
                }
                ast::StmtKind::Labeled { .. } | ast::StmtKind::Block(_) | ast::StmtKind::Decl(_) => {}
                _ => {
                    index.stmts.insert(stmt.pos, stmt.span);
                }
            }
        }
        for clause in &tree.clause_items {
            index.stmts.insert(clause.pos, Span::new(clause.pos, clause.colon));
        }
        for (_, decl) in tree.decls.iter() {
            if matches!(decl.kind, ast::DeclKind::Var { .. }) {
                index.stmts.insert(decl.pos, decl.span);
            }
        }
        index
    }
}

/// The expression whose value a compiler-made variable holds.
pub(super) fn hidden_value(ir: &ir::Package, var: VarId) -> Option<ExprId> {
    match &ir.stmts[ir.vars[var].defn?].kind {
        StmtKind::Assign { rhs, .. } => *rhs,
        StmtKind::AssignList { lhs, rhs, .. } => {
            if let [only] = rhs[..] {
                return Some(only);
            }
            let at = lhs.iter().position(|&l| matches!(ir.exprs[l].kind, ExprKind::Var(v) if v == var))?;
            rhs.get(at).copied()
        }
        _ => None,
    }
}

/// A text of at most [`MAX_LEN`] bytes or so: longer ones without what stands in their last brackets or
/// quotes, or after their first operand. `None` if that is not enough.
fn brief(text: &str) -> Option<String> {
    if text.len() <= MAX_LEN && !text.contains('\n') {
        return (!text.is_empty()).then(|| text.to_owned());
    }
    // A string constant.
    if text.starts_with('"') && text.ends_with('"') && !text[1..text.len() - 1].contains('"') {
        let end = floor_boundary(text, MAX_LEN / 2);
        return Some(format!("{}…\"", text[..end].trim_end()));
    }
    let mut depth = 0u32;
    let mut quote = None;
    let mut open = None;
    let mut comma = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`' | '\'') => quote = Some(c),
            (None, '(' | '{') if depth == 0 && open.is_none() => {
                depth += 1;
                open = Some(i + 1);
            }
            (None, '(' | '{' | '[') => depth += 1,
            (None, ')' | '}' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 1 && open.is_some() && comma.is_none() => comma = Some(i + 2),
            (None, '+') if depth == 0 => {
                let first = text[..i].trim_end();
                return is_quotable(first).then(|| format!("{first} + …"));
            }
            _ => {}
        }
    }
    let close = text.chars().next_back().filter(|c| matches!(c, ')' | '}'))?;
    let with_first =
        comma.map(|i| &text[..i.min(text.len())]).filter(|head| close == ')' && is_quotable(head));
    let head = with_first.or_else(|| open.map(|i| &text[..i]).filter(|head| is_quotable(head)))?;
    Some(format!("{head}…{close}"))
}

fn is_quotable(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_LEN && !text.contains('\n')
}

/// The greatest character boundary of `text` that is at most `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The first line of something longer, without a line comment at its end.
fn without_comment(line: &str) -> &str {
    line.rfind(" //").map_or(line, |i| &line[..i])
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn long_texts_are_cut() {
        for (text, expected) in [
            ("&T{1}", Some("&T{1}")),
            ("&Writer{\n\tbuf: make([]byte, size),\n}", Some("&Writer{…}")),
            ("make([]byte, max(size, minReadBufferSize), more)", Some("make([]byte, …)")),
            ("map[FrameType]map[Flags]string{\n\t1: nil,\n}", Some("map[FrameType]map[Flags]string{…}")),
            (
                "\"json: cannot unmarshal \" + e.Value + \" into \" + e",
                Some("\"json: cannot unmarshal \" + …"),
            ),
            ("\"a constant of so many words that it is cut\"", Some("\"a constant of so ma…\"")),
            ("f(\n\tx,\n)", Some("f(…)")),
            ("[]struct {\n\ta int\n}{\n\t{1},\n}", Some("[]struct {…}")),
            ("x\n.y", None),
        ] {
            assert_eq!(brief(text).as_deref(), expected, "{text}");
        }
    }
}
