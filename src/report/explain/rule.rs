//! The rules by which values are on the heap, and their codes.
//!
//! In: nothing. Out: [`Rule`]; `ending` finds which one applies, the guide has a page for each.
//! Invariants: codes never change; a new rule gets the next one.

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
    /// A pointer to it is passed to a method of an interface or of a type parameter.
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
    /// A reflect header's data field, read as a pointer, leads to it.
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
