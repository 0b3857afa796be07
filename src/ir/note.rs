//! What the passes before escape analysis find out, in the order in which gc reports it.

use super::node::{ExprId, FuncId, FuncRef, StmtId};
use crate::source::{Pos, Symbol};
use crate::types::TypeId;

/// A finding of a pass that runs before `flow`.
#[derive(Clone, Debug)]
pub enum PassNote {
    /// An interface call whose dynamic type is known became a direct one.
    Devirtualized {
        /// The call.
        pos: Pos,
        /// The interface value.
        recv: ExprId,
        /// The method's name.
        method: Symbol,
        /// Its dynamic type.
        ty: TypeId,
        /// Whether the method is promoted from an embedded interface.
        partially: bool,
    },
    /// A method of a type parameter is called that stands for an interface type.
    ImpreciseCall {
        /// The method.
        pos: Pos,
    },
    /// An interface call whose dynamic type is known, but generic code is in the way.
    NotDevirtualized {
        /// Where it is.
        pos: Pos,
        /// The call.
        call: ExprId,
        /// The dynamic type, or the interface.
        ty: TypeId,
        /// Whether `ty` is the dynamic type.
        shaped_receiver: bool,
    },
    /// A function whose body may be copied in place of a call.
    CanInline {
        /// The function.
        func: FuncId,
        /// What its body costs.
        cost: u32,
        /// Its statements as they were, if anybody asks.
        body: Option<Box<str>>,
        /// At which levels it is said here.
        shown: Shown,
    },
    /// A function with so many nodes that little is copied into it.
    Big {
        /// The function.
        func: FuncId,
        /// Where gc reports it.
        pos: Pos,
    },
    /// A call was replaced by what it calls.
    Inlined {
        /// The call.
        pos: Pos,
        /// What it called.
        callee: FuncRef,
    },
    /// A call in code that was copied stays, because it calls what it was copied with.
    NotInlinedAgain {
        /// The call.
        pos: Pos,
        /// What it calls.
        callee: FuncRef,
        /// The function that it was copied into.
        caller: FuncId,
    },
    /// The body of a benchmark's loop stays as it is.
    LeftAlone {
        /// The loop.
        stmt: StmtId,
    },
    /// Something in the body of a benchmark's loop is kept alive.
    KeptAlive {
        /// The statement, or the call.
        pos: Pos,
        /// What it is.
        what: Kept,
    },
    /// A function whose body is never copied.
    CannotInline {
        /// The function.
        func: FuncId,
        /// Why.
        why: NotInlinable,
    },
}

/// What is kept alive in the body of a benchmark's loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// A variable, by its linker name.
    Name(Symbol),
    /// What a pointer points to.
    Dereference,
    /// The target of an assignment that is nothing of this; it is not kept.
    Unknown,
    /// The result of a call.
    Result,
    /// The results of a call.
    Results,
    /// An argument of a call.
    Argument,
}

/// The levels at which something is said where it stands. Without explanations gc stops looking
/// at a body that costs too much, so that it looks at literals in the rest of it later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// All.
    Always,
    /// `-m`
    Briefly,
    /// `-m=2`
    Explained,
}

/// Why a function's body is never copied in place of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotInlinable {
    /// It is a generated equality or hash function, in releases that say so.
    TypeRoutine,
    /// `//go:noinline`
    Noinline,
    /// `//go:cgo_unsafe_args`
    CgoUnsafeArgs,
    /// `//go:uintptrkeepalive`
    KeepsUintptrAlive,
    /// `//go:uintptrescapes`
    UintptrEscapes,
    /// `//go:yeswritebarrierrec`
    WriteBarrierRec,
    /// It has none.
    NoBody,
    /// It calls itself, in releases that leave such functions alone.
    Recursive,
    /// It calls `recover`.
    Recover,
    /// It has a `go` statement.
    Go,
    /// It has a `defer` statement.
    Defer,
    /// It is a jump to another function.
    TailCall,
    /// It asks for the program counter or stack pointer of its caller, by this function.
    CallerFrame(Symbol),
    /// It defers a call in the body of a loop over a function.
    DeferInRangeFunc,
    /// It costs more than it may.
    TooComplex {
        /// What it costs.
        cost: u32,
        /// What it may cost.
        budget: u32,
    },
}
