//! One step of a path, as data.
//!
//! In: nothing. Out: [`Hop`] and what it is made of; `path` makes them, `words` tells them.
//! Invariants: names and expressions are spelled as the source spells them.

use super::{Spot, Value, ValueKind};

/// One step of a path.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Hop {
    /// The statement or expression that makes it.
    pub spot: Option<Spot>,
    /// What moves.
    pub subject: Subject,
    /// What happens to it, in order.
    pub acts: Vec<Act>,
}

/// What moves in a step.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Subject {
    /// The allocation that the report is about: the slice, the pointer, the closure.
    Itself(ValueKind),
    /// The address of the variable that the report is about.
    ItsAddress,
    /// The address of something else.
    AddressOf(String),
    /// A variable, or an expression as the source writes it.
    Named(String),
    /// What a variable points to.
    Pointee(String),
    /// What an allocation holds.
    Contents(ValueKind),
    /// An allocation other than the report's.
    Allocation(ValueKind),
    /// A result without a name, of the function of that name.
    Result(Option<String>),
    /// A value without a name.
    Unnamed,
}

/// What happens to a value in a step.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Act {
    /// It is assigned.
    Stored(Target),
    /// It is returned.
    Returned(Returner),
    /// It is sent on a channel.
    Sent(Option<String>),
    /// It is an argument, or (`receiver`) what a method is called on.
    Passed {
        /// The function as the source writes it.
        callee: Option<String>,
        /// Whether it is the receiver of a method call.
        receiver: bool,
        /// What the function does with it.
        fate: Fate,
    },
    /// It is given to a builtin that hands it on.
    Builtin(Option<String>),
    /// It is captured by a function literal.
    Captured {
        /// The literal.
        by: Capturer,
        /// Whether the literal refers to the variable itself instead of a copy.
        by_ref: bool,
    },
    /// It becomes an interface value.
    ToInterface,
    /// It becomes an element of a literal.
    Element(Container),
    /// Its elements are handed out by `range`, to a variable.
    Ranged(Option<String>),
    /// It is appended to a slice.
    Appended(Option<String>),
    /// All its elements are appended or copied.
    Spread(Spread),
    /// It becomes a key of a map.
    MapKey(Option<String>),
    /// A clause of a type switch binds it to a variable.
    Bound(Option<String>),
    /// It is called when nobody knows what its results are used for.
    CalledUnwatched,
    /// A method value binds it as its receiver, and the method lets it escape.
    BoundReceiver(Option<String>),
    /// A method value keeps it as its receiver.
    KeptReceiver(Option<String>),
    /// It is kept in a hidden variable of the function around a loop body, as what that returns is.
    KeptOutside,
    /// A `go` statement runs it.
    Started,
    /// A `defer` that may run many times keeps it.
    DeferredManyTimes,
    /// A number, the data field of a reflect header, is read as a pointer.
    ReflectHeader,
    /// It is passed as an integer to a function that is marked to keep it.
    PassedAsInteger,
    /// It is kept in a variable that is declared outside of the loop; without a name: in a parameter
    /// of a call that is inlined there.
    OutsideLoop(Option<String>),
    /// It is kept in a variable of the function around the literal.
    OutsideLiteral(String),
    /// It is kept in something that is on the heap itself.
    OnHeap(Option<Value>),
}

/// What returns.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Returner {
    /// The function that the report is about.
    Function,
    /// A function literal.
    Literal,
    /// A function that is inlined here.
    Inlined(String),
}

/// Where an assignment stores.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// A variable, or a part of one.
    Variable(String),
    /// A result variable, which the caller gets.
    Result(String),
    /// A package-level variable, or a part of one.
    Global(String),
    /// Data of package-level variables that is laid out before the program runs.
    Static,
    /// What a pointer points to: the pointer, and the target if that is written differently from
    /// `*pointer`. What is written elsewhere, or long, is not named.
    Pointer(Option<String>, Option<String>),
    /// An element of a slice.
    Element(Option<String>),
    /// An element of a map.
    Map(Option<String>),
    /// A variable that the compiler made.
    Hidden,
    /// Somewhere on the heap.
    Heap,
}

/// What a called function does with an argument.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Fate {
    /// It lets it escape, or what is that many loads away; the parameter's name.
    Leaks(Option<String>, u32),
    /// It returns it, or what is that many loads away.
    Returns(u32),
    /// It is analysed together with the caller: the argument is this parameter.
    Becomes(String),
    /// It is a method of an interface: anything.
    UnknownMethod,
    /// It is a method of a type parameter, which generic code looks up at run time: anything.
    TypeParameterMethod,
    /// It is a function value: anything.
    UnknownFunction,
    /// It has no body in Go.
    NoBody,
    /// Nothing is known about it.
    Unknown,
}

/// What captures a variable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Capturer {
    /// A function literal.
    Literal,
    /// The call of a `go` statement.
    Go,
    /// The call of a `defer` statement.
    Defer,
    /// The body of a range-over-func loop.
    RangeBody,
}

/// What has elements.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Container {
    /// A struct literal.
    Struct,
    /// An array literal.
    Array,
    /// A slice literal.
    Slice,
    /// The arguments of a variadic call.
    Arguments,
    /// A map literal, as a key.
    MapKey,
    /// A map literal, as a value.
    MapValue,
}

/// How elements get copied.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Spread {
    /// `append(s, it...)`
    Appended,
    /// `append(it, …)` copies the old elements to a new array.
    Regrown,
    /// `copy(s, it)`
    Copied,
}
