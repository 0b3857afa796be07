//! Why values go to the heap, in words.
//!
//! In: the verdicts and paths that `solve` found. Out: a [`PackageReport`], which is data, and
//! from [`render()`] text for people.
//! Invariants: a report says what `report::gc` says of the same value, and follows the first path
//! that gc would print for it; reports are in source order; every spot is clamped to its line.
//!
//! [`words`] is the only part that words anything, from the catalogue of the reader's language.

mod build;
mod call;
pub mod compare;
mod copies;
mod cost;
mod cut;
pub(super) mod describe;
pub mod differences;
mod help;
pub mod json;
pub mod markdown;
mod path;
pub(super) mod place;
pub mod render;
mod stay;
pub mod svg;
mod worded;
pub mod words;

use crate::flow::LocId;
use crate::source::Pos;
pub use build::{ExplainContext, explain_package};
pub use cost::{Chance, Cost, Free};
pub use cut::Cut;
pub use place::Spot;
pub use render::{Style, render};
pub use worded::on_line;

/// What is to be said about one package.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PackageReport {
    /// Its import path.
    pub import_path: String,
    /// What goes to the heap, in source order.
    pub escapes: Vec<Report>,
    /// What stays, in source order.
    pub stays: Vec<Stay>,
    /// What functions do with their parameters, in source order.
    pub contracts: Vec<Contract>,
    /// The functions that are declared, in source order.
    pub functions: Vec<Function>,
}

/// A function declaration.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Function {
    /// Its name, with its receiver's type: `T.M`, `(*T).M`.
    pub name: String,
    /// From `func` to its last result.
    pub head: Spot,
    /// All of it.
    pub whole: Spot,
}

/// Why one value goes to the heap.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Report {
    /// What goes there.
    pub value: Value,
    /// The declaration or the expression.
    pub spot: Spot,
    /// How a pointer to it gets away, step by step.
    pub hops: Vec<Hop>,
    /// Why that puts it on the heap.
    pub rule: Rule,
    /// What would keep it on the stack, where that is proven.
    pub help: Option<Help>,
    /// What a reader should know besides.
    pub remarks: Vec<Remark>,
    /// The calls where it stays, because what holds it is inlined.
    pub stays_at: Vec<InlinedAt>,
    /// The function of another package that is inlined at the spot and holds the value.
    pub outside: Option<String>,
    /// The call that it is about, if not about the function itself.
    pub copy: Option<InlinedAt>,
    /// What gc says of it, and of copies of it for which the same holds.
    pub says: Vec<Said>,
    /// What it costs, if that is known.
    pub cost: Option<Cost>,
    /// What would keep it on the stack; only in detailed reports.
    pub cut: Option<Cut>,
}

/// One line of `-m`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Said {
    /// Where gc says it.
    pub pos: Pos,
    /// What gc says: `moved to heap: x`.
    pub message: String,
    /// The batch of functions and the location in its graph that it is about.
    pub node: Option<(usize, LocId)>,
}

/// A call that was replaced by what it calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct InlinedAt {
    /// What holds the value.
    pub callee: String,
    /// The function that the call is in.
    pub into: String,
    /// The call.
    pub pos: Pos,
    /// What gc says of the copy.
    pub says: Vec<Said>,
}

/// A variable or allocation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Value {
    /// What kind it is of.
    pub kind: ValueKind,
    /// Its name, or the expression as the source writes it, if that is short.
    pub text: Option<String>,
}

/// The kinds of [`Value`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ValueKind {
    /// A local variable or named result.
    Variable,
    /// A parameter or receiver.
    Parameter,
    /// A variable that the compiler made for the value of an expression.
    Hidden,
    /// A variable in which the compiler keeps how far a loop over a function got.
    LoopState,
    /// `new(T)`
    New,
    /// `&T{…}`
    PointerLiteral,
    /// `[]T{…}`
    SliceLiteral,
    /// The slice that holds the arguments of a variadic call.
    VariadicArguments,
    /// `map[K]V{…}`
    MapLiteral,
    /// `make([]T, n)`
    MakeSlice,
    /// `make(map[K]V)`
    MakeMap,
    /// `func(…) { … }`
    Closure,
    /// The body of a loop over a function, which the compiler makes a function literal.
    LoopBody,
    /// `x.M` as a value.
    MethodValue,
    /// The copy of a value that an interface points to.
    Boxed {
        /// Whether it is a constant, for which nothing is allocated at run time.
        constant: bool,
    },
    /// `a + b` of strings.
    Concat,
    /// A conversion that makes a string.
    ToString,
    /// A conversion of a string to a slice.
    FromString,
    /// The new array behind `append`.
    Append,
    /// Any other expression.
    Other,
}

impl ValueKind {
    /// Its name in data and in the catalogue's messages.
    pub fn name(self) -> &'static str {
        match self {
            ValueKind::Variable => "variable",
            ValueKind::Parameter => "parameter",
            ValueKind::Hidden => "hidden",
            ValueKind::LoopState => "loop-state",
            ValueKind::New => "new",
            ValueKind::PointerLiteral => "pointer-literal",
            ValueKind::SliceLiteral => "slice-literal",
            ValueKind::VariadicArguments => "variadic-arguments",
            ValueKind::MapLiteral => "map-literal",
            ValueKind::MakeSlice => "make-slice",
            ValueKind::MakeMap => "make-map",
            ValueKind::Closure => "closure",
            ValueKind::LoopBody => "loop-body",
            ValueKind::MethodValue => "method-value",
            ValueKind::Boxed { .. } => "boxed",
            ValueKind::Concat => "concat",
            ValueKind::ToString => "to-string",
            ValueKind::FromString => "from-string",
            ValueKind::Append => "append",
            ValueKind::Other => "other",
        }
    }
}

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
    /// It is stored in the data field of a reflect header.
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

/// The rules by which something is on the heap. Their order and names are stable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Rule {
    /// A pointer to it is returned.
    Returned,
    /// A pointer to it is stored in a package-level variable.
    Global,
    /// A pointer to it is stored through another pointer.
    ThroughPointer,
    /// A pointer to it is stored in a slice's element.
    SliceElement,
    /// A pointer to it is stored in a map.
    Map,
    /// A pointer to it is sent on a channel.
    Channel,
    /// A pointer to it is appended to a slice.
    Appended,
    /// Elements that point to it are copied to another slice.
    CopiedElements,
    /// A pointer to it is passed to a method of an interface.
    InterfaceMethod,
    /// A pointer to it is passed to a function value.
    FunctionValue,
    /// A pointer to it is passed to a function that keeps it.
    LeakingParameter,
    /// A pointer to it is passed to a function without a Go body.
    NoBody,
    /// A pointer to it is passed to a function that is not analysed.
    UnknownFunction,
    /// It is what `panic` is given.
    Panic,
    /// A goroutine uses it.
    Go,
    /// A deferred call in a loop uses it.
    DeferInLoop,
    /// A function literal that is on the heap captures it.
    EscapingLiteral,
    /// It is made in a loop and kept in a variable from outside.
    Loop,
    /// It is made in a function literal and kept in a variable from outside.
    OuterVariable,
    /// Something on the heap points to it.
    HeapPointsTo,
    /// It is larger than variables may be.
    LargeVariable,
    /// It is larger than an allocation on the stack may be.
    LargeAllocation,
    /// Its size is not a constant.
    UnknownSize,
    /// Its elements have no size.
    ZeroSized,
    /// It needs a larger alignment than the stack has.
    Alignment,
    /// It is passed as an integer to a function that is marked to keep it.
    EscapingUintptr,
    /// It is stored in a reflect header.
    ReflectHeader,
    /// A bound method may be called by anyone.
    MethodValue,
    /// None of the others.
    Other,
}

impl Rule {
    /// All rules, in the order of their codes.
    pub const ALL: [Rule; 29] = [
        Rule::Returned,
        Rule::Global,
        Rule::ThroughPointer,
        Rule::SliceElement,
        Rule::Map,
        Rule::Channel,
        Rule::Appended,
        Rule::CopiedElements,
        Rule::InterfaceMethod,
        Rule::FunctionValue,
        Rule::LeakingParameter,
        Rule::NoBody,
        Rule::UnknownFunction,
        Rule::Panic,
        Rule::Go,
        Rule::DeferInLoop,
        Rule::EscapingLiteral,
        Rule::Loop,
        Rule::OuterVariable,
        Rule::HeapPointsTo,
        Rule::LargeVariable,
        Rule::LargeAllocation,
        Rule::UnknownSize,
        Rule::ZeroSized,
        Rule::Alignment,
        Rule::EscapingUintptr,
        Rule::ReflectHeader,
        Rule::MethodValue,
        Rule::Other,
    ];

    /// The code that users know it by: `E01` to `E29`. It never changes.
    pub fn code(self) -> &'static str {
        const CODES: [&str; 29] = [
            "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E12", "E13", "E14",
            "E15", "E16", "E17", "E18", "E19", "E20", "E21", "E22", "E23", "E24", "E25", "E26", "E27", "E28",
            "E29",
        ];
        CODES[self as usize]
    }

    /// The rule with a code.
    pub fn from_code(code: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.code().eq_ignore_ascii_case(code))
    }
}

/// What would keep a value on the stack.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Help {
    /// Returning it instead of its address.
    ReturnValue(String),
    /// A constant size of at most that many elements.
    ConstantSize(i64),
    /// At most that many elements.
    FewerElements(i64),
    /// At most that many bytes.
    Smaller(i64),
    /// Declaring it before the loop.
    BeforeLoop(Option<String>),
    /// A `defer` outside of the loop.
    DeferOutsideLoop,
}

/// What a reader of a report should know besides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Remark {
    /// A constant in an interface costs nothing at run time.
    FreeConstant,
    /// A boolean or single byte in an interface costs nothing at run time.
    FreeByte,
    /// A value without size in an interface costs nothing at run time.
    FreeEmpty,
    /// The path goes into one field or element of a variable and comes out of another.
    PartsTogether,
}

/// Why one value stays on the stack.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Stay {
    /// What stays.
    pub value: Value,
    /// The declaration or the expression.
    pub spot: Spot,
    /// Why.
    pub why: StayReason,
    /// The function of another package that is inlined at the spot and holds the value.
    pub outside: Option<String>,
    /// What gc says of it, and of copies of it for which the same holds.
    pub says: Vec<Said>,
    /// What it costs, if that is known.
    pub cost: Option<Cost>,
}

/// Why something stays.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum StayReason {
    /// Its address goes nowhere that is remembered.
    NeverKept,
    /// Its address goes only to these variables and allocations, and (true) to function literals,
    /// which do not live longer.
    OnlyTo(Vec<String>, bool),
    /// It is passed to a function that does not keep it.
    PassedTo(String),
    /// It is the receiver of a method that does not keep it.
    CalledOn(String),
    /// It is captured by a literal that does not live longer.
    Captured,
    /// It is called or deferred on the spot.
    CalledHere,
}

/// What a function does with one parameter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Contract {
    /// The function, as gc names it; of a literal, the function around it (empty at package level).
    pub func: String,
    /// Whether it is a literal.
    pub is_literal: bool,
    /// The parameter.
    pub param: String,
    /// The parameter's name.
    pub spot: Spot,
    /// Where its value goes; empty when the function does not keep it.
    pub leaks: Vec<Leak>,
    /// What gc says of it.
    pub says: Vec<Said>,
}

/// One place that a parameter leaks to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Leak {
    /// The result; `None` is the heap.
    pub result: Option<LeakResult>,
    /// How many pointers are followed on the way.
    pub loads: u32,
}

/// Which result.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum LeakResult {
    /// The only one, which has no name.
    Only,
    /// One without a name, counted from 1.
    Number(usize),
    /// The one with this name.
    Named(String),
}
