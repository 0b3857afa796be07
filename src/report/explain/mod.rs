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
mod ending;
mod help;
mod hop;
pub mod json;
pub mod markdown;
mod path;
pub(super) mod place;
pub mod render;
mod rule;
mod stay;
pub mod svg;
mod worded;
pub mod words;

use crate::flow::LocId;
use crate::source::Pos;
pub use build::{ExplainContext, explain_package};
pub use cost::{Chance, Cost, Free};
pub use cut::Cut;
pub use hop::{Act, Capturer, Container, Fate, Hop, Returner, Spread, Subject, Target};
pub use place::Spot;
pub use render::{Style, render};
pub use rule::Rule;
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
    /// How many generic functions have no instance here: nothing is decided about them.
    pub undecided: usize,
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
    OnlyTo(Vec<Holder>, bool),
    /// It is passed to a function that does not keep it.
    PassedTo(String),
    /// It is the receiver of a method that does not keep it.
    CalledOn(String),
    /// It is captured by a literal that does not live longer.
    Captured,
    /// It is called or deferred on the spot.
    CalledHere,
}

/// What holds the address of a value that stays.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Holder {
    /// A variable or an allocation.
    Named(String),
    /// A parameter, or (`receiver`) the receiver, of a function that is inlined.
    Parameter {
        /// Its name.
        name: String,
        /// The function as the source writes it.
        callee: String,
        /// Whether it is the receiver.
        receiver: bool,
    },
}

/// The functions that are not declared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LiteralKind {
    /// A function literal.
    Written,
    /// The body of a loop over a function.
    LoopBody,
}

/// What a function does with one parameter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Contract {
    /// The function, as gc names it; of a literal, the function around it (empty at package level).
    pub func: String,
    /// What kind of literal it is, if it is one.
    pub literal: Option<LiteralKind>,
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
