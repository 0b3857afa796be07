//! The syntax tree of one file.
//!
//! In: productions of `grammar/go.lalrpop`. Out: arenas of nodes that name each other by index.
//! Invariants: every node has a span and a *position*, the byte where gc reports the node (see
//! [`Expr::pos`]); types are expressions, as the grammar cannot tell them apart; lists are
//! ranges of the file's list vectors.

use crate::source::{FileId, Span, Symbol};
use la_arena::{Arena, Idx};
use rustc_hash::FxHashMap;
use std::marker::PhantomData;

/// Index of an expression (or type) in [`File::exprs`].
pub type ExprId = Idx<Expr>;
/// Index of a statement in [`File::stmts`].
pub type StmtId = Idx<Stmt>;
/// Index of a block in [`File::blocks`].
pub type BlockId = Idx<Block>;
/// Index of a declaration in [`File::decls`].
pub type DeclId = Idx<Decl>;
/// Index of a function signature in [`File::signatures`].
pub type SignatureId = Idx<Signature>;

/// A run of items in one of the [`File`]'s lists; resolve with [`File::list`].
pub struct List<T> {
    /// First item.
    pub start: u32,
    /// Number of items.
    pub len: u32,
    item: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    /// The run of `len` items from `start`.
    pub fn new(start: u32, len: u32) -> Self {
        List { start, len, item: PhantomData }
    }
    /// The empty run.
    pub fn empty() -> Self {
        List::new(0, 0)
    }
    /// Whether there are no items.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
    /// Number of items.
    pub fn len(self) -> usize {
        self.len as usize
    }
}
impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for List<T> {}
impl<T> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.len) == (other.start, other.len)
    }
}
impl<T> std::fmt::Debug for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "List({}..{})", self.start, self.start + self.len)
    }
}

/// A type whose runs are kept in a [`File`].
pub trait Item: Sized {
    /// The vector of `file` that holds the runs.
    fn items(file: &File) -> &[Self];
    /// The same, to append to.
    fn items_mut(file: &mut File) -> &mut Vec<Self>;
}

/// One parsed file.
#[derive(Clone, Debug)]
pub struct File {
    /// Which text this is the tree of.
    pub id: FileId,
    /// The name in the package clause; `None` when the clause is missing or broken.
    pub package: Option<Ident>,
    /// Top-level declarations, imports included, in source order.
    pub top_decls: Vec<DeclId>,
    /// Expressions and types.
    pub exprs: Arena<Expr>,
    /// Statements.
    pub stmts: Arena<Stmt>,
    /// Blocks.
    pub blocks: Arena<Block>,
    /// Declarations, local ones included.
    pub decls: Arena<Decl>,
    /// Function signatures.
    pub signatures: Arena<Signature>,
    /// Runs of expressions.
    pub expr_items: Vec<ExprId>,
    /// Runs of statements.
    pub stmt_items: Vec<StmtId>,
    /// Runs of declarations.
    pub decl_items: Vec<DeclId>,
    /// Runs of names.
    pub ident_items: Vec<Ident>,
    /// Runs of parameters, results, receivers, type parameters and struct fields.
    pub field_items: Vec<Field>,
    /// Runs of interface elements.
    pub interface_items: Vec<InterfaceElem>,
    /// Runs of composite-literal elements.
    pub element_items: Vec<Element>,
    /// Runs of switch and select clauses.
    pub clause_items: Vec<Clause>,
    /// `//go:name args` directives that stand before a declaration or anywhere else, by offset.
    pub directives: Vec<Directive>,
    /// The `//go:build` line's expression, if any, with its position.
    pub build_constraint: Option<BuildConstraint>,
    /// Literals as written, by offset, if the text of the file is not at hand.
    pub literals: FxHashMap<u32, Box<str>>,
    /// Where its lexical and syntax errors are.
    pub errors: Vec<u32>,
    /// Length of the text in bytes.
    pub len: u32,
}

impl File {
    /// An empty file.
    pub fn new(id: FileId) -> Self {
        File {
            literals: FxHashMap::default(),
            id,
            package: None,
            top_decls: Vec::new(),
            exprs: Arena::new(),
            stmts: Arena::new(),
            blocks: Arena::new(),
            decls: Arena::new(),
            signatures: Arena::new(),
            expr_items: Vec::new(),
            stmt_items: Vec::new(),
            decl_items: Vec::new(),
            ident_items: Vec::new(),
            field_items: Vec::new(),
            interface_items: Vec::new(),
            element_items: Vec::new(),
            clause_items: Vec::new(),
            directives: Vec::new(),
            build_constraint: None,
            errors: Vec::new(),
            len: 0,
        }
    }

    /// The items of a run.
    pub fn list<T: Item>(&self, list: List<T>) -> &[T] {
        &T::items(self)[list.start as usize..(list.start + list.len) as usize]
    }

    /// Stores a run.
    pub fn alloc_list<T: Item>(&mut self, items: impl IntoIterator<Item = T>) -> List<T> {
        let store = T::items_mut(self);
        let start = store.len();
        store.extend(items);
        List::new(start as u32, (store.len() - start) as u32)
    }

    /// `expr` without the parentheses around it.
    pub fn unparen(&self, mut expr: ExprId) -> ExprId {
        while let ExprKind::Paren(inner) = self.exprs[expr].kind {
            expr = inner;
        }
        expr
    }
}

macro_rules! items {
    ($($item:ty => $field:ident),* $(,)?) => {$(
        impl Item for $item {
            fn items(file: &File) -> &[Self] {
                &file.$field
            }
            fn items_mut(file: &mut File) -> &mut Vec<Self> {
                &mut file.$field
            }
        }
    )*};
}
items! {
    ExprId => expr_items, StmtId => stmt_items, DeclId => decl_items, Ident => ident_items,
    Field => field_items, InterfaceElem => interface_items, Element => element_items,
    Clause => clause_items,
}

/// A name where it is declared or selected; a name that is an expression is [`ExprKind::Name`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ident {
    /// The name.
    pub name: Symbol,
    /// Its first byte.
    pub offset: u32,
}

/// A `//go:` directive (also `//export`, `//extern` kept for completeness).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directive {
    /// Byte offset of the `//`.
    pub offset: u32,
    /// `go:noinline`, `go:linkname`, ….
    pub name: String,
    /// What follows the name, trimmed.
    pub args: String,
}

/// A `//go:build` line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BuildConstraint {
    /// Byte offset of the `//`.
    pub offset: u32,
    /// The expression after `//go:build`.
    pub text: String,
}

/// An expression or type.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// All of its text, without parentheses around it.
    pub span: Span,
    /// Where gc reports it: the `(` of a call, the `.` of a selector or assertion, the `[` of an
    /// index or slice, the `{` of a literal value, the operator of unary and binary expressions,
    /// the `:` of a key-value pair; the first byte of everything else (`func` of a literal).
    pub pos: u32,
}

/// The kinds of [`Expr`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ExprKind {
    /// Where an expression should have been; an error was reported.
    Bad,
    /// `x`
    Name(Symbol),
    /// A literal; its text is the span's.
    BasicLit(LitKind),
    /// `(x)`
    Paren(ExprId),
    /// `x.f`; also a qualified name `pkg.F`.
    Selector {
        /// Left of the dot.
        x: ExprId,
        /// Right of the dot.
        sel: Ident,
    },
    /// `x[i]`, `f[T1, T2]`: at least one index.
    Index {
        /// What is indexed or instantiated.
        x: ExprId,
        /// One index, or type arguments.
        indices: List<ExprId>,
    },
    /// `x[lo:hi]`, `x[lo:hi:max]`
    Slice {
        /// What is sliced.
        x: ExprId,
        /// Lower bound.
        lo: Option<ExprId>,
        /// Upper bound and capacity bound.
        tail: SliceTail,
    },
    /// `x.(T)`; `ty` is `None` for `x.(type)`.
    TypeAssert {
        /// The interface value.
        x: ExprId,
        /// The asserted type.
        ty: Option<ExprId>,
    },
    /// `f(args)`: a call, a conversion or a builtin.
    Call {
        /// What is called.
        fun: ExprId,
        /// The arguments, types included.
        args: List<ExprId>,
        /// Whether the last argument is followed by `...`.
        spread: bool,
    },
    /// `*x`: dereference or pointer type.
    Star(ExprId),
    /// Unary operator, `&` and `<-` included.
    Unary {
        /// The operator.
        op: UnaryOp,
        /// Its operand.
        x: ExprId,
    },
    /// Binary operator.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left operand.
        x: ExprId,
        /// Right operand.
        y: ExprId,
    },
    /// `T{…}`, or `{…}` inside another literal when `ty` is `None`.
    CompositeLit {
        /// The literal's type, if written.
        ty: Option<ExprId>,
        /// The elements, in order.
        elements: List<Element>,
    },
    /// `func(…) … { … }`
    FuncLit {
        /// Its type.
        signature: SignatureId,
        /// Its body.
        body: BlockId,
    },
    /// `[n]T`; `len` is `None` for `[...]T`.
    ArrayType {
        /// Number of elements.
        len: Option<ExprId>,
        /// Element type.
        elem: ExprId,
    },
    /// `[]T`
    SliceType(ExprId),
    /// `struct { … }`
    StructType(List<Field>),
    /// `func(…) …` as a type.
    FuncType(SignatureId),
    /// `interface { … }`
    InterfaceType(List<InterfaceElem>),
    /// `map[K]V`
    MapType {
        /// Key type.
        key: ExprId,
        /// Value type.
        value: ExprId,
    },
    /// `chan T`, `<-chan T`, `chan<- T`
    ChanType {
        /// Direction.
        dir: ChanDir,
        /// Element type.
        elem: ExprId,
    },
    /// `...T`, only as the type of a last parameter.
    Variadic(ExprId),
    /// `~T`, only in constraints.
    Tilde(ExprId),
}

/// The `hi` and `max` bounds of a slice expression.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SliceTail {
    /// `x[lo:]`
    Open,
    /// `x[lo:hi]`
    Hi(ExprId),
    /// `x[lo:hi:max]`: two entries, `hi` then `max`.
    Full(List<ExprId>),
}

/// Literal kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LitKind {
    /// `42`
    Int,
    /// `1.5`
    Float,
    /// `2i`
    Imag,
    /// `'x'`
    Rune,
    /// `"x"` or a raw string.
    String,
}

/// Unary operators (`*x` is [`ExprKind::Star`], `~T` is [`ExprKind::Tilde`]).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Neg,
    /// `!`
    Not,
    /// `^`
    BitNot,
    /// `&`
    Addr,
    /// `<-`
    Recv,
}

/// Binary operators, also those of `op=`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    /// `||`
    OrOr,
    /// `&&`
    AndAnd,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `&^`
    AndNot,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
}

impl UnaryOp {
    /// The operator's text.
    pub fn text(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Neg => "-",
            UnaryOp::Not => "!",
            UnaryOp::BitNot => "^",
            UnaryOp::Addr => "&",
            UnaryOp::Recv => "<-",
        }
    }
}

impl BinaryOp {
    /// The operator's text.
    pub fn text(self) -> &'static str {
        match self {
            BinaryOp::OrOr => "||",
            BinaryOp::AndAnd => "&&",
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            BinaryOp::Lt => "<",
            BinaryOp::Le => "<=",
            BinaryOp::Gt => ">",
            BinaryOp::Ge => ">=",
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
            BinaryOp::Rem => "%",
            BinaryOp::And => "&",
            BinaryOp::AndNot => "&^",
            BinaryOp::Shl => "<<",
            BinaryOp::Shr => ">>",
        }
    }
    /// Whether it yields a boolean from two operands of one type.
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge
        )
    }
    /// Whether it is `<<` or `>>`.
    pub fn is_shift(self) -> bool {
        matches!(self, BinaryOp::Shl | BinaryOp::Shr)
    }
}

/// Channel directions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Recv,
}

/// One element of a composite literal.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Element {
    /// Before the colon.
    pub key: Option<ExprId>,
    /// The value.
    pub value: ExprId,
    /// Offset of the colon, or of the value when there is none.
    pub pos: u32,
}

/// A parameter, result, receiver, type parameter or struct field; names that share a type share
/// its [`ExprId`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Field {
    /// Its name; `None` when unnamed or embedded.
    pub name: Option<Ident>,
    /// Its type; [`ExprKind::Variadic`] for `...T`. For a type parameter, its constraint.
    pub ty: ExprId,
    /// A struct field without a name of its own.
    pub embedded: bool,
    /// A struct field's tag, a string literal.
    pub tag: Option<ExprId>,
}

/// An element of an interface type.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum InterfaceElem {
    /// `M(…) …`
    Method {
        /// Its name.
        name: Ident,
        /// Its type.
        signature: SignatureId,
    },
    /// An embedded interface or a union of terms (`|` is [`BinaryOp::Or`]).
    Embedded(ExprId),
}

/// Parameters and results.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Signature {
    /// Type parameters (declarations only).
    pub type_params: List<Field>,
    /// Parameters.
    pub params: List<Field>,
    /// Results.
    pub results: List<Field>,
    /// All of its text; for function types and literals it starts at `func`.
    pub span: Span,
}

/// `{ … }`
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Block {
    /// The statements.
    pub stmts: List<StmtId>,
    /// Braces included; a clause's body has no braces.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// All of its text.
    pub span: Span,
    /// Where gc reports it: the operator of an assignment, `++` or send; the first byte of
    /// everything else (the keyword; the label; an expression statement's [`Expr::pos`]).
    pub pos: u32,
}

/// The kinds of [`Stmt`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum StmtKind {
    /// Where a statement should have been; an error was reported.
    Bad,
    /// Nothing.
    Empty,
    /// An expression.
    Expr(ExprId),
    /// `ch <- v`
    Send {
        /// The channel.
        chan: ExprId,
        /// What is sent.
        value: ExprId,
    },
    /// `x++`, `x--`
    IncDec {
        /// The operand.
        x: ExprId,
        /// `++` rather than `--`.
        inc: bool,
    },
    /// `a, b = x, y`
    Assign {
        /// Left sides.
        lhs: List<ExprId>,
        /// Right sides.
        rhs: List<ExprId>,
    },
    /// `a, b := x, y`
    Define {
        /// Left sides; names once checked.
        lhs: List<ExprId>,
        /// Right sides.
        rhs: List<ExprId>,
    },
    /// `x op= y`
    OpAssign {
        /// The operator.
        op: BinaryOp,
        /// Left side.
        x: ExprId,
        /// Right side.
        y: ExprId,
    },
    /// `go f()`
    Go(ExprId),
    /// `defer f()`
    Defer(ExprId),
    /// `return …`
    Return(List<ExprId>),
    /// `break`, `continue`, `goto`, `fallthrough`
    Branch {
        /// Which.
        kind: BranchKind,
        /// Its label.
        label: Option<Ident>,
    },
    /// `{ … }`
    Block(BlockId),
    /// `if init; cond { … } else …`
    If(IfStmt),
    /// `switch init; tag { … }`
    Switch {
        /// Before the semicolon.
        init: Option<StmtId>,
        /// The tag.
        tag: Option<ExprId>,
        /// The clauses.
        clauses: List<Clause>,
    },
    /// `switch init; bind := x.(type) { … }`
    TypeSwitch {
        /// Before the semicolon.
        init: Option<StmtId>,
        /// The guard: an expression statement `x.(type)` or a `Define` of one name.
        guard: StmtId,
        /// The clauses.
        clauses: List<Clause>,
    },
    /// `select { … }`
    Select(List<Clause>),
    /// `for init; cond; post { … }`
    For(ForStmt),
    /// `for lhs := range x { … }`
    Range {
        /// Zero, one or two targets (three and more are an error of the checker).
        lhs: List<ExprId>,
        /// Whether `:=` declares them.
        define: bool,
        /// Its operand.
        x: ExprId,
        /// Its body.
        body: BlockId,
        /// Offset of the word `range`.
        range: u32,
    },
    /// `L: stmt`
    Labeled {
        /// The label.
        label: Ident,
        /// What it labels; [`StmtKind::Empty`] before a closing brace.
        stmt: StmtId,
    },
    /// `var`, `const` or `type`: one entry per specification.
    Decl(List<DeclId>),
}

/// The parts of an `if`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct IfStmt {
    /// Before the semicolon.
    pub init: Option<StmtId>,
    /// The condition.
    pub cond: ExprId,
    /// The first branch.
    pub then: BlockId,
    /// A block or another `if`.
    pub els: Option<StmtId>,
}

/// The parts of a `for` without `range`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ForStmt {
    /// Before the first semicolon.
    pub init: Option<StmtId>,
    /// The condition.
    pub cond: Option<ExprId>,
    /// After the second semicolon.
    pub post: Option<StmtId>,
    /// The body.
    pub body: BlockId,
}

/// Branch keywords.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BranchKind {
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `goto`
    Goto,
    /// `fallthrough`
    Fallthrough,
}

/// A `case` or `default` of a switch or select.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Clause {
    /// What follows the keyword.
    pub head: ClauseHead,
    /// Its statements.
    pub body: BlockId,
    /// All of its text.
    pub span: Span,
    /// Offset of the keyword.
    pub pos: u32,
    /// Offset of the colon.
    pub colon: u32,
}

/// What follows `case`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ClauseHead {
    /// `default:`
    Default,
    /// Expressions or types of a switch.
    Cases(List<ExprId>),
    /// A send, receive, or assignment or definition from a receive, of a select.
    Comm(StmtId),
}

/// A declaration: one specification.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Decl {
    /// What it declares.
    pub kind: DeclKind,
    /// Its text, without the keyword when grouped.
    pub span: Span,
    /// Offset of the first declared name (of the path of an import without one).
    pub pos: u32,
    /// Offset of the keyword of its declaration: specifications in one pair of parentheses share it.
    pub group: u32,
    /// Index of the specification in its group, which is `iota`.
    pub index: u32,
}

/// The kinds of [`Decl`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum DeclKind {
    /// Where a declaration should have been; an error was reported.
    Bad,
    /// `import name "path"`
    Import {
        /// `.`, `_` or a name.
        name: Option<Ident>,
        /// The path, a string literal.
        path: ExprId,
    },
    /// `const a, b T = x, y`; without type and values the previous specification's are repeated.
    Const {
        /// The names.
        names: List<Ident>,
        /// The type.
        ty: Option<ExprId>,
        /// The values.
        values: List<ExprId>,
    },
    /// `var a, b T = x, y`
    Var {
        /// The names.
        names: List<Ident>,
        /// The type.
        ty: Option<ExprId>,
        /// The values.
        values: List<ExprId>,
    },
    /// `type T[P any] = U`
    Type {
        /// The name.
        name: Ident,
        /// Type parameters.
        type_params: List<Field>,
        /// Whether `=` makes it an alias.
        alias: bool,
        /// The right side.
        ty: ExprId,
    },
    /// `func (recv) name(…) … { … }`
    Func {
        /// The receiver; a method has one entry (others are an error of the checker).
        recv: Option<List<Field>>,
        /// The name.
        name: Ident,
        /// Its type.
        signature: SignatureId,
        /// `None` without a body.
        body: Option<BlockId>,
    },
}
