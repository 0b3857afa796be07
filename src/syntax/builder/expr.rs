//! Expressions and types.

use super::Builder;
use crate::source::Span;
use crate::syntax::ast::*;
use crate::syntax::token::Number;
use la_arena::RawIdx;

impl Builder<'_> {
    /// A name that is an expression and ends at `end`.
    #[inline]
    pub fn name(&mut self, ident: Ident, end: u32) -> ExprId {
        self.alloc(ident.offset, end, ident.offset, ExprKind::Name(ident.name))
    }

    /// A literal.
    #[inline]
    pub fn literal(&mut self, start: u32, kind: LitKind, end: u32) -> ExprId {
        self.alloc(start, end, start, ExprKind::BasicLit(kind))
    }

    /// A literal number.
    pub fn number(&mut self, start: u32, number: Number, end: u32) -> ExprId {
        let kind = match number {
            Number::Int => LitKind::Int,
            Number::Float => LitKind::Float,
            Number::Imag => LitKind::Imag,
        };
        self.literal(start, kind, end)
    }

    /// `(x)`
    pub fn paren(&mut self, start: u32, x: ExprId, end: u32) -> ExprId {
        self.alloc(start, end, start, ExprKind::Paren(x))
    }

    /// `x.sel`
    #[inline]
    pub fn selector(&mut self, x: ExprId, dot: u32, sel: Ident, end: u32) -> ExprId {
        self.alloc(self.start(x), end, dot, ExprKind::Selector { x, sel })
    }

    /// `x.(ty)`, or `x.(type)`
    pub fn type_assert(&mut self, x: ExprId, dot: u32, ty: Option<ExprId>, end: u32) -> ExprId {
        self.alloc(self.start(x), end, dot, ExprKind::TypeAssert { x, ty })
    }

    /// `[first, more…]` after something to be attached.
    pub fn index(&mut self, pos: u32, first: ExprId, more: Option<u32>, end: u32) -> ExprId {
        let store = &mut self.file.expr_items;
        let start = store.len();
        store.push(first);
        if let Some(mark) = more {
            store.extend(self.exprs.take(mark));
        }
        let indices = List::new(start as u32, (store.len() - start) as u32);
        self.alloc(pos, end, pos, ExprKind::Index { x: unattached(), indices })
    }

    /// `x[types…]`
    pub fn instance(&mut self, x: ExprId, pos: u32, types: u32, end: u32) -> ExprId {
        let indices = self.take_exprs(types);
        self.alloc(self.start(x), end, pos, ExprKind::Index { x, indices })
    }

    /// `[lo:hi:max]` after something to be attached.
    pub fn slice(
        &mut self,
        pos: u32,
        lo: Option<ExprId>,
        hi: Option<ExprId>,
        max: Option<ExprId>,
        end: u32,
    ) -> ExprId {
        let tail = match (hi, max) {
            (Some(hi), Some(max)) => SliceTail::Full(self.file.alloc_list([hi, max])),
            (Some(hi), None) => SliceTail::Hi(hi),
            _ => SliceTail::Open,
        };
        self.alloc(pos, end, pos, ExprKind::Slice { x: unattached(), lo, tail })
    }

    /// `(args…)` after something to be attached.
    pub fn call(&mut self, pos: u32, args: Option<u32>, spread: bool, end: u32) -> ExprId {
        let args = args.map_or(List::empty(), |mark| self.take_exprs(mark));
        self.alloc(pos, end, pos, ExprKind::Call { fun: unattached(), args, spread })
    }

    /// `{elements…}`, with a type to be attached if it has one.
    pub fn composite(&mut self, pos: u32, elements: Option<u32>, end: u32) -> ExprId {
        let elements = elements.map_or(List::empty(), |mark| self.file.alloc_list(self.elements.take(mark)));
        self.alloc(pos, end, pos, ExprKind::CompositeLit { ty: None, elements })
    }

    /// Puts `left` before an index, slice, call or literal value.
    pub fn attach(&mut self, node: ExprId, left: ExprId) -> ExprId {
        let start = self.start(left);
        let paren = matches!(self.file.exprs[left].kind, ExprKind::Paren(_));
        let expr = &mut self.file.exprs[node];
        expr.span.start = start;
        let pos = expr.pos;
        match &mut expr.kind {
            ExprKind::Index { x, .. } | ExprKind::Slice { x, .. } => *x = left,
            ExprKind::Call { fun, .. } => *fun = left,
            ExprKind::CompositeLit { ty, .. } => {
                *ty = Some(left);
                let is_literal = self.may_have_literal(left);
                if !is_literal {
                    self.rejected.get_or_insert(pos);
                }
                if paren {
                    self.error(pos, "syntax error: cannot parenthesize type in composite literal");
                }
            }
            _ => {}
        }
        node
    }

    /// Whether `{` after `ty` begins a literal value for gc, to which only some types look like
    /// types.
    fn may_have_literal(&self, ty: ExprId) -> bool {
        match self.file.exprs[self.file.unparen(ty)].kind {
            ExprKind::Name(_) | ExprKind::Selector { .. } => true,
            ExprKind::Index { .. } => !self.is_value(ty),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    /// Whether an expression cannot be a type.
    fn is_value(&self, expr: ExprId) -> bool {
        match self.file.exprs[self.file.unparen(expr)].kind {
            ExprKind::BasicLit(_)
            | ExprKind::CompositeLit { .. }
            | ExprKind::FuncLit { .. }
            | ExprKind::Slice { .. }
            | ExprKind::TypeAssert { .. }
            | ExprKind::Call { .. }
            | ExprKind::Unary { .. }
            | ExprKind::Binary { .. } => true,
            ExprKind::Index { x, indices } => {
                self.is_value(x) || matches!(self.file.list(indices), &[index] if self.is_value(index))
            }
            _ => false,
        }
    }

    /// An element of a composite literal: its key with the colon's offset, and its value.
    pub fn element(&mut self, key: Option<(ExprId, u32)>, value: ExprId) -> u32 {
        let pos = key.map_or_else(|| self.file.exprs[value].pos, |(_, colon)| colon);
        self.elements.start(Element { key: key.map(|(key, _)| key), value, pos })
    }

    /// `op x`
    #[inline]
    pub fn unary(&mut self, pos: u32, op: UnaryOp, x: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::Unary { op, x })
    }

    /// `*x`
    pub fn star(&mut self, pos: u32, x: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::Star(x))
    }

    /// `~x`
    pub fn tilde(&mut self, pos: u32, x: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::Tilde(x))
    }

    /// `<-x`, which is a type if `x` is a channel type: then the arrow moves into it.
    pub fn receive(&mut self, pos: u32, x: ExprId, end: u32) -> ExprId {
        if !matches!(self.file.exprs[x].kind, ExprKind::ChanType { .. }) {
            return self.unary(pos, UnaryOp::Recv, x, end);
        }
        let mut arrow = pos;
        let mut ty = x;
        loop {
            let expr = &mut self.file.exprs[ty];
            let ExprKind::ChanType { dir, elem } = &mut expr.kind else {
                let (at, span) = (expr.pos, expr.span);
                let text = &self.text[span.start as usize..span.end as usize];
                self.error(at, format!("syntax error: unexpected {text}, expected chan"));
                break;
            };
            let (was, inner) = (std::mem::replace(dir, ChanDir::Recv), *elem);
            // `<-chan<- T` is `<-chan (<-T)`: each arrow belongs to the `chan` after it.
            (expr.span.start, expr.pos) = (arrow, arrow);
            match was {
                ChanDir::Both => break,
                ChanDir::Recv => {
                    self.error(pos, "syntax error: unexpected <-, expected chan");
                    break;
                }
                ChanDir::Send => {
                    arrow = self.start(inner);
                    ty = inner;
                }
            }
        }
        x
    }

    /// The expression `first` and the operators and operands since `rest`, by precedence.
    pub fn binary(&mut self, first: ExprId, rest: u32) -> ExprId {
        let mut operands = std::mem::take(&mut self.operands);
        // Operators that wait for their right operand: at most one per level of precedence.
        let mut waiting: [(BinaryOp, u32, ExprId); 6] = [(BinaryOp::Add, 0, first); 6];
        let mut depth = 0;
        let mut last = first;
        for &(op, pos, operand) in operands.since(rest) {
            while depth > 0 && precedence(waiting[depth - 1].0) >= precedence(op) {
                depth -= 1;
                last = self.binary_node(waiting[depth], last);
            }
            waiting[depth] = (op, pos, last);
            depth += 1;
            last = operand;
        }
        while depth > 0 {
            depth -= 1;
            last = self.binary_node(waiting[depth], last);
        }
        operands.take(rest);
        self.operands = operands;
        last
    }

    fn binary_node(&mut self, (op, pos, x): (BinaryOp, u32, ExprId), y: ExprId) -> ExprId {
        self.alloc(self.start(x), self.end(y), pos, ExprKind::Binary { op, x, y })
    }

    /// `x | y` of a constraint.
    pub fn union(&mut self, x: ExprId, pos: u32, y: ExprId) -> ExprId {
        self.binary_node((BinaryOp::Or, pos, x), y)
    }

    /// `func(…) … { … }`
    pub fn func_lit(&mut self, signature: SignatureId, body: BlockId) -> ExprId {
        let start = self.file.signatures[signature].span.start;
        let end = self.file.blocks[body].span.end;
        self.alloc(start, end, start, ExprKind::FuncLit { signature, body })
    }

    /// `func(…) …` as a type.
    pub fn func_type(&mut self, signature: SignatureId) -> ExprId {
        let span = self.file.signatures[signature].span;
        self.alloc(span.start, span.end, span.start, ExprKind::FuncType(signature))
    }

    /// Puts the word `func` before a signature.
    pub fn func_head(&mut self, start: u32, signature: SignatureId) -> SignatureId {
        self.file.signatures[signature].span.start = start;
        signature
    }

    /// Parameters and results.
    pub fn signature(
        &mut self,
        start: u32,
        params: List<Field>,
        results: Option<List<Field>>,
        end: u32,
    ) -> SignatureId {
        let results = results.unwrap_or(List::empty());
        if !self.variadics.is_empty() {
            self.check_variadic(results, false);
            self.check_variadic(params, true);
        }
        let span = Span::new(start, end);
        self.file.signatures.alloc(Signature { type_params: List::empty(), params, results, span })
    }

    /// A single result without name.
    pub fn result(&mut self, ty: ExprId) -> List<Field> {
        self.file.alloc_list([Field { name: None, ty, embedded: false, tag: None }])
    }

    /// `[]elem`
    pub fn slice_type(&mut self, pos: u32, elem: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::SliceType(elem))
    }

    /// `[len]elem`, or `[...]elem`
    pub fn array_type(&mut self, pos: u32, len: Option<ExprId>, elem: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::ArrayType { len, elem })
    }

    /// `map[key]value`
    pub fn map_type(&mut self, pos: u32, key: ExprId, value: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::MapType { key, value })
    }

    /// `chan elem`
    pub fn chan_type(&mut self, pos: u32, dir: ChanDir, elem: ExprId, end: u32) -> ExprId {
        self.alloc(pos, end, pos, ExprKind::ChanType { dir, elem })
    }

    /// `struct { fields… }`
    pub fn struct_type(&mut self, pos: u32, fields: Option<u32>, end: u32) -> ExprId {
        let fields = fields.map_or(List::empty(), |mark| self.file.alloc_list(self.fields.take(mark)));
        self.alloc(pos, end, pos, ExprKind::StructType(fields))
    }

    /// `interface { elems… }`
    pub fn interface_type(&mut self, pos: u32, elems: Option<u32>, end: u32) -> ExprId {
        let elems = elems.map_or(List::empty(), |mark| self.file.alloc_list(self.interface_elems.take(mark)));
        self.alloc(pos, end, pos, ExprKind::InterfaceType(elems))
    }

    /// A struct field that is only a type; the mark of a list of one.
    pub fn embedded_field(&mut self, ty: ExprId, tag: Option<ExprId>) -> u32 {
        self.fields.start(Field { name: None, ty, embedded: true, tag })
    }

    /// `name ty`; the mark of a list of one.
    pub fn field(&mut self, name: Ident, ty: ExprId, tag: Option<ExprId>) -> u32 {
        self.fields.start(Field { name: Some(name), ty, embedded: false, tag })
    }

    /// `first, more… ty`; the mark of the list of them.
    pub fn named_fields(&mut self, first: Ident, more: u32, ty: ExprId, tag: Option<ExprId>) -> u32 {
        let mark = self.field(first, ty, tag);
        for name in self.idents.take(more) {
            self.fields.start(Field { name: Some(name), ty, embedded: false, tag });
        }
        mark
    }
}

/// Stands left of an index, slice or call until [`Builder::attach`].
fn unattached() -> ExprId {
    ExprId::from_raw(RawIdx::from_u32(0))
}

/// Binding strength, 1 to 5. Spec: "Operator precedence".
fn precedence(op: BinaryOp) -> u8 {
    use BinaryOp::*;
    match op {
        OrOr => 1,
        AndAnd => 2,
        Eq | Ne | Lt | Le | Gt | Ge => 3,
        Add | Sub | Or | Xor => 4,
        Mul | Div | Rem | And | AndNot | Shl | Shr => 5,
    }
}
