//! The nodes of the IR and the arenas that hold them.

use super::features::Features;
pub use super::func::*;
pub use super::note::PassNote;
use crate::source::{Diagnostic, Pos, Symbol};
use crate::syntax::ast::BinaryOp;
use crate::types::{Constant, ObjId, PackageId, TypeId};
use la_arena::{Arena, ArenaMap, Idx};
use rustc_hash::{FxHashMap, FxHashSet};

/// Index of a function in [`Package::funcs`].
pub type FuncId = Idx<Func>;
/// Index of a variable in [`Package::vars`].
pub type VarId = Idx<Var>;
/// Index of a statement in [`Package::stmts`].
pub type StmtId = Idx<Stmt>;
/// Index of an expression in [`Package::exprs`].
pub type ExprId = Idx<Expr>;

/// All functions of one package, and the nodes they consist of.
#[derive(Debug)]
pub struct Package {
    /// The package as the checker knows it.
    pub package: PackageId,
    /// Functions, literals and wrappers.
    pub funcs: Arena<Func>,
    /// Variables of all functions; an id is unique in the package.
    pub vars: Arena<Var>,
    /// Statements of all functions.
    pub stmts: Arena<Stmt>,
    /// Expressions of all functions.
    pub exprs: Arena<Expr>,
    /// Statements to run before an expression is evaluated.
    pub expr_init: ArenaMap<ExprId, Vec<StmtId>>,
    /// How the source spells a constant: releases with
    /// [`crate::release::Rules::constants_as_written`] print it so.
    pub expr_source: ArenaMap<ExprId, ExprSource>,
    /// Type assertions and types of cases that print as a node without text: releases with
    /// [`crate::release::Rules::method_assertions_dynamic`] have the types of an interface with
    /// methods in run-time form.
    pub dynamic: FxHashSet<ExprId>,
    /// The number of each type declared inside a function (aliases have none), counted from 1
    /// through all files; part of its name in type arguments.
    pub local_type: FxHashMap<ObjId, u32>,
    /// Defined types, structs and interfaces in the order in which gc has met all their parts:
    /// the order of method wrappers.
    pub met_types: Vec<TypeId>,
    /// The conversions to interface types that dictionaries have to support, by the variable that
    /// stands for the first dictionary that needs them.
    pub dict_itabs: FxHashMap<ObjId, Vec<(TypeId, TypeId)>>,
    /// Methods of instances compiled for shapes: the type of the dictionary that they take behind
    /// the receiver.
    pub method_dict: FxHashMap<ObjId, TypeId>,
    /// The objects that the body of each generic function declared here mentions.
    pub mentions: FxHashMap<ObjId, Vec<ObjId>>,
    /// Types that declarations of other packages mention: these packages have their wrappers.
    pub foreign_types: Vec<TypeId>,
    /// Receivers and methods of method values in code of other packages that was inlined.
    pub foreign_method_values: Vec<(TypeId, ObjId)>,
    /// The functions to compile, in gc's order: what the passes walk.
    pub func_list: Vec<FuncId>,
    /// Declared functions and instances in the order in which gc reads their bodies.
    pub body_order: Vec<FuncId>,
    /// The function of each declared function or method.
    pub obj_func: FxHashMap<ObjId, FuncId>,
    /// What the passes before `flow` have to report, in order.
    pub notes: Vec<PassNote>,
    /// Why functions were left out.
    pub errors: Vec<Diagnostic>,
    /// The features of the nodes that were made while the body of a function is lowered.
    pub features: Features,
}

/// The source text of a constant expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExprSource {
    /// The expression as gc's syntax printer spells it, without outer parentheses.
    pub text: String,
    /// How tightly its outermost operator binds: 8 for literals, names and calls, 7 for unary
    /// operators, 6 to 1 for binary ones as in the [`super::fmt`] table.
    pub precedence: u8,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type; of a statement-like call without results: the empty tuple.
    pub ty: TypeId,
    /// Where gc reports it.
    pub pos: Pos,
    /// Whether the source did not write it; printed as its operand.
    pub implicit: bool,
}

/// What a call or function value names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FuncRef {
    /// A function of this package.
    Local(FuncId),
    /// A function of another package, or one of this package that did not type-check.
    Extern(ObjId),
    /// A function of the runtime that the compiler calls by itself, by name.
    Runtime(Symbol),
}

/// A field selection's field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldRef {
    /// Its object.
    pub obj: ObjId,
    /// Its name.
    pub name: Symbol,
    /// Index in its struct.
    pub index: u32,
}

/// The kinds of [`Expr`].
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A variable of the function (or a captured one's [`Var`] of this literal).
    Var(VarId),
    /// A package-level variable.
    Global(ObjId),
    /// A part of the package's initialised data, to which code assigns.
    StaticData {
        /// The linker's name of the data, with the package's path.
        symbol: Symbol,
        /// Bytes from its start.
        offset: i64,
    },
    /// The blank identifier as a target.
    Blank,
    /// A function by name.
    Func(FuncRef),
    /// `T.M` or `(*T).M`; also the callee of every static method call.
    MethodExpr {
        /// `T` or `*T`.
        recv: TypeId,
        /// The method's name.
        name: Symbol,
        /// What it stands for: the method, or the wrapper that promotes it.
        target: FuncRef,
        /// The method's object.
        obj: ObjId,
    },
    /// `nil`
    Nil,
    /// A constant. Its type may be named.
    Literal(Constant),
    /// A type as an operand (of a conversion check, a case, `new`).
    Type(TypeId),
    /// `+x`, `-x`, `^x`, `!x`
    Unary {
        /// The operator.
        op: UnaryOp,
        /// Its operand.
        x: ExprId,
    },
    /// Arithmetic, comparison, `&&`, `||` (not string concatenation).
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left operand.
        x: ExprId,
        /// Right operand.
        y: ExprId,
    },
    /// String concatenation, flattened.
    Concat(Vec<ExprId>),
    /// `<-x`
    Recv(ExprId),
    /// `&x`; `&T{}` is [`ExprKind::PtrLit`].
    AddrOf(ExprId),
    /// `*x`
    Deref(ExprId),
    /// `x.f` of a struct.
    Dot {
        /// The struct.
        x: ExprId,
        /// The field.
        field: FieldRef,
    },
    /// `x.f` through a pointer.
    DotPtr {
        /// The pointer.
        x: ExprId,
        /// The field.
        field: FieldRef,
    },
    /// `x.M` of an interface, as the callee of a [`CallKind::Interface`].
    DotInterface {
        /// The interface value.
        x: ExprId,
        /// The method's name.
        name: Symbol,
        /// The method's object.
        obj: ObjId,
    },
    /// `x.M` as a value (not called).
    MethodValue {
        /// The receiver, address taken or dereferenced as the method needs; an interface if the
        /// method is an interface's.
        x: ExprId,
        /// The method's name.
        name: Symbol,
        /// The method's object.
        obj: ObjId,
        /// The method; `None` for an interface's.
        target: Option<FuncRef>,
    },
    /// `x[i]` of an array, slice, string, or (implicitly dereferenced) pointer to array.
    Index {
        /// What is indexed; a pointer to an array is dereferenced explicitly.
        x: ExprId,
        /// The index.
        index: ExprId,
    },
    /// `m[k]`
    IndexMap {
        /// The map.
        x: ExprId,
        /// The key.
        index: ExprId,
        /// Whether it is a target of an assignment.
        assigned: bool,
    },
    /// `x[lo:hi:max]`
    Slice {
        /// String, slice, or pointer to array.
        kind: SliceKind,
        /// What is sliced; an addressable array has an implicit address-of.
        x: ExprId,
        /// Lower bound.
        lo: Option<ExprId>,
        /// Upper bound.
        hi: Option<ExprId>,
        /// Capacity bound.
        max: Option<ExprId>,
    },
    /// A conversion, explicit or implicit, to the expression's type.
    Conv {
        /// What the conversion does.
        kind: ConvKind,
        /// Its operand.
        x: ExprId,
    },
    /// `x.(T)`, `T` is the expression's type (the first component with `comma_ok`).
    TypeAssert {
        /// The interface value.
        x: ExprId,
        /// The asserted type.
        ty: TypeId,
        /// Whether it is the right side of a two-valued assignment.
        comma_ok: bool,
    },
    /// A call of a function, closure or interface method.
    Call {
        /// How it is dispatched.
        kind: CallKind,
        /// The callee: [`ExprKind::Func`], [`ExprKind::MethodExpr`], [`ExprKind::DotInterface`],
        /// or any function value.
        fun: ExprId,
        /// The arguments, receiver first for static method calls; extra arguments of a variadic
        /// callee are one implicit slice literal (`... argument`), or `nil` when there are none.
        args: Vec<ExprId>,
        /// Whether the last argument is the variadic slice (`f(xs...)`, and always after the
        /// extra arguments were packed).
        spread: bool,
        /// Whether it is the call of a `go` or `defer` statement.
        go_defer: bool,
    },
    /// A builtin that is not a node of its own.
    Builtin {
        /// Which.
        op: BuiltinOp,
        /// The arguments.
        args: Vec<ExprId>,
        /// Whether the last argument is followed by `...` (append).
        spread: bool,
    },
    /// `new(T)`; the expression's type is `*T`.
    New(TypeId),
    /// `make([]T, len, cap)`
    MakeSlice {
        /// Length.
        len: ExprId,
        /// Capacity, if given.
        cap: Option<ExprId>,
    },
    /// `make(map[K]V, hint)`
    MakeMap {
        /// Size hint, if given.
        hint: Option<ExprId>,
    },
    /// `make(chan T, size)`
    MakeChan {
        /// Buffer size, if given.
        size: Option<ExprId>,
    },
    /// `T{…}`; implicit for the `... argument` of a variadic call.
    CompositeLit {
        /// Struct, array, slice or map.
        kind: LitKind,
        /// The elements, in order.
        elems: Vec<LitElem>,
    },
    /// `&T{…}`, also where `&T` is elided; the operand is a [`ExprKind::CompositeLit`].
    PtrLit(ExprId),
    /// A function literal.
    Closure(FuncId),
    /// A call whose body was copied in its place.
    InlinedCall {
        /// The function that was called.
        func: FuncRef,
        /// The copied statements.
        body: Vec<StmtId>,
        /// Its result variables.
        results: Vec<ExprId>,
    },
}

/// Unary operators that compute a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Neg,
    /// `^`
    BitNot,
    /// `!`
    Not,
}

/// What is sliced.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SliceKind {
    /// A slice.
    Slice,
    /// A pointer to an array.
    Array,
    /// A string.
    String,
}

/// What a conversion does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConvKind {
    /// Nothing at run time: same representation (also `unsafe.Pointer`).
    Nop,
    /// Between numbers.
    Number,
    /// To an interface type, from a concrete type or another interface.
    Interface,
    /// `string` to `[]byte`
    StringToBytes,
    /// `[]byte` to `string`
    BytesToString,
    /// `string` to `[]rune`
    StringToRunes,
    /// `[]rune` to `string`
    RunesToString,
    /// An integer to `string`
    RuneToString,
    /// A slice to an array.
    SliceToArray,
    /// A slice to a pointer to an array.
    SliceToArrayPtr,
}

/// How a call is dispatched.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CallKind {
    /// Of a function value or known function.
    Func,
    /// Of an interface method.
    Interface,
}

/// Builtins that are kept as calls.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "each is the builtin of its name")]
pub enum BuiltinOp {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Max,
    Min,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    UnsafeAdd,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
    /// The address of a string's bytes, in code that the compiler makes.
    StringPointer,
}

/// The kinds of composite literals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LitKind {
    /// A struct.
    Struct,
    /// An array.
    Array,
    /// A slice.
    Slice {
        /// Number of elements of its backing array.
        len: i64,
    },
    /// A map.
    Map,
}

/// One element of a composite literal.
#[derive(Clone, Debug)]
pub struct LitElem {
    /// The field (struct literals always have it).
    pub field: Option<FieldRef>,
    /// The key of a map, or a written index of an array or slice.
    pub key: Option<ExprId>,
    /// The value.
    pub value: ExprId,
    /// Where gc reports the element.
    pub pos: Pos,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where gc reports it.
    pub pos: Pos,
    /// Statements that run before it: declarations of the variables it defines, an `if`'s or
    /// `switch`'s simple statement, temporaries.
    pub init: Vec<StmtId>,
}

/// The kinds of [`Stmt`].
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// A variable comes to life.
    Declare(VarId),
    /// A call, receive or other expression for its effects.
    Expr(ExprId),
    /// `lhs = rhs`; without `rhs` the zero value (`var x T`).
    Assign {
        /// The target.
        lhs: ExprId,
        /// The value.
        rhs: Option<ExprId>,
        /// Whether it defines its target (`:=`, `var`).
        define: bool,
    },
    /// `a, b = x, y`, or a multi-valued right side.
    AssignList {
        /// What is on the right.
        op: AssignOp,
        /// The targets.
        lhs: Vec<ExprId>,
        /// The values: as many as targets for [`AssignOp::Pairs`], else one.
        rhs: Vec<ExprId>,
        /// Whether it defines targets.
        define: bool,
    },
    /// `x op= y`, `x++`, `x--`
    AssignBinary {
        /// The operator.
        op: BinaryOp,
        /// The target.
        x: ExprId,
        /// The operand; the constant 1 for `++` and `--`.
        y: ExprId,
        /// Whether it was written `++` or `--`.
        inc_dec: bool,
    },
    /// `{ … }`
    Block(Vec<StmtId>),
    /// `if cond { then } else { els }`
    If {
        /// The condition.
        cond: ExprId,
        /// The first branch.
        then: Vec<StmtId>,
        /// The other branch.
        els: Vec<StmtId>,
    },
    /// `for ; cond; post { body }`
    For {
        /// The condition.
        cond: Option<ExprId>,
        /// After each iteration.
        post: Option<StmtId>,
        /// The body.
        body: Vec<StmtId>,
        /// Its label.
        label: Option<Symbol>,
        /// Whether each iteration has its own copy of the variables that `init` defines.
        distinct_vars: bool,
    },
    /// `for key, value = range x { body }`
    Range {
        /// First target.
        key: Option<ExprId>,
        /// Second target.
        value: Option<ExprId>,
        /// The operand.
        x: ExprId,
        /// The body.
        body: Vec<StmtId>,
        /// Its label.
        label: Option<Symbol>,
        /// Whether it defines its targets.
        define: bool,
        /// Whether each iteration has its own copy of them.
        distinct_vars: bool,
    },
    /// `switch tag { cases }`
    Switch {
        /// The tag; `None` for a switch over conditions.
        tag: Option<ExprId>,
        /// The clauses.
        cases: Vec<Case>,
        /// Its label.
        label: Option<Symbol>,
    },
    /// `switch x := x.(type) { cases }`
    TypeSwitch {
        /// The interface value.
        x: ExprId,
        /// The name that each clause binds, and its position.
        tag: Option<(Symbol, Pos)>,
        /// The clauses.
        cases: Vec<Case>,
        /// Its label.
        label: Option<Symbol>,
    },
    /// `select { … }`
    Select {
        /// The clauses.
        cases: Vec<CommClause>,
        /// Its label.
        label: Option<Symbol>,
    },
    /// `return results`
    Return(Vec<ExprId>),
    /// `go call`
    Go(ExprId),
    /// `defer call`
    Defer {
        /// The call.
        call: ExprId,
        /// Whether it stands in the body of a range-over-func loop.
        in_range_func: bool,
    },
    /// `ch <- v`
    Send {
        /// The channel.
        chan: ExprId,
        /// What is sent.
        value: ExprId,
    },
    /// `L:`
    Label(Symbol),
    /// `goto L`
    Goto(Symbol),
    /// `break`, `break L`
    Break(Option<Symbol>),
    /// `continue`, `continue L`
    Continue(Option<Symbol>),
    /// `fallthrough`
    Fallthrough,
}

/// What a list assignment has on its right.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AssignOp {
    /// As many values as targets.
    Pairs,
    /// A call with several results.
    Call,
    /// `x.(T)` with `ok`.
    TypeAssert,
    /// `m[k]` with `ok`.
    MapRead,
    /// `<-c` with `ok`.
    Recv,
}

/// A clause of a switch.
#[derive(Clone, Debug)]
pub struct Case {
    /// Where gc reports it: the keyword.
    pub pos: Pos,
    /// The variable that the clause binds.
    pub var: Option<VarId>,
    /// Values; for a type switch [`ExprKind::Type`] and [`ExprKind::Nil`]. Empty for `default`.
    pub values: Vec<ExprId>,
    /// Its statements.
    pub body: Vec<StmtId>,
}

/// A clause of a select.
#[derive(Clone, Debug)]
pub struct CommClause {
    /// Where gc reports it: the keyword.
    pub pos: Pos,
    /// The communication; `None` for `default`.
    pub comm: Option<StmtId>,
    /// Its statements.
    pub body: Vec<StmtId>,
}

impl Package {
    /// A package without functions.
    pub fn new(package: PackageId) -> Self {
        Package {
            package,
            funcs: Arena::new(),
            vars: Arena::new(),
            stmts: Arena::new(),
            exprs: Arena::new(),
            expr_init: ArenaMap::new(),
            expr_source: ArenaMap::new(),
            dynamic: FxHashSet::default(),
            local_type: FxHashMap::default(),
            met_types: Vec::new(),
            dict_itabs: FxHashMap::default(),
            method_dict: FxHashMap::default(),
            mentions: FxHashMap::default(),
            foreign_types: Vec::new(),
            foreign_method_values: Vec::new(),
            func_list: Vec::new(),
            body_order: Vec::new(),
            obj_func: FxHashMap::default(),
            notes: Vec::new(),
            errors: Vec::new(),
            features: Features::NONE,
        }
    }

    /// The variable that `var` captures, through all enclosing literals; itself if it is none.
    pub fn canonical(&self, mut var: VarId) -> VarId {
        while let Some(outer) = self.vars[var].outer {
            var = outer;
        }
        var
    }

    /// Adds an expression.
    pub fn expr(&mut self, kind: ExprKind, ty: TypeId, pos: Pos) -> ExprId {
        self.features.add(Features::of_expr(self, &kind));
        self.exprs.alloc(Expr { kind, ty, pos, implicit: false })
    }

    /// Adds an expression that the source did not write.
    pub fn implicit(&mut self, kind: ExprKind, ty: TypeId, pos: Pos) -> ExprId {
        self.features.add(Features::of_expr(self, &kind));
        self.exprs.alloc(Expr { kind, ty, pos, implicit: true })
    }

    /// Adds a statement.
    pub fn stmt(&mut self, kind: StmtKind, pos: Pos) -> StmtId {
        self.stmt_after(kind, pos, Vec::new())
    }

    /// Adds a statement with statements that run before it.
    pub fn stmt_after(&mut self, kind: StmtKind, pos: Pos, init: Vec<StmtId>) -> StmtId {
        self.features.add(Features::of_stmt(&kind));
        self.stmts.alloc(Stmt { kind, pos, init })
    }
}
