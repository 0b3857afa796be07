//! gc's words for why a value flows.

use crate::flow::Reason;

/// What stands in parentheses after `from E` in gc's explanations.
pub fn reason_text(reason: Reason) -> &'static str {
    match reason {
        Reason::AddressOf => "address-of",
        Reason::AppendedSlice => "appended slice...",
        Reason::AppendeeSlice => "appendee slice",
        Reason::ArrayElement => "array literal element",
        Reason::Assign => "assign",
        Reason::AssignPair => "assign-pair",
        Reason::AssignPairDotType => "assign-pair-dot-type",
        Reason::AssignPairMapRead => "assign-pair-mapr",
        Reason::AssignPairReceive => "assign-pair-receive",
        Reason::CallParameter => "call parameter",
        Reason::CalleeOperand => "callee operand",
        Reason::CapturedByClosure => "captured by a closure",
        Reason::CopiedSlice => "copied slice",
        Reason::Dot => "dot",
        // Elements of slices are explained in the same words.
        Reason::DotOfPointer => "dot of pointer",
        Reason::FixedArrayIndex => "fixed-array-index-of",
        Reason::Indirection => "indirection",
        Reason::InterfaceConverted => "interface-converted",
        Reason::MapKeyPut => "key of map put",
        Reason::MapLiteralKey => "map literal key",
        Reason::MapLiteralValue => "map literal value",
        Reason::NonConstantSize => "non-constant size",
        Reason::Range => "range",
        Reason::RangeDeref => "range-deref",
        Reason::Reference => "reference",
        Reason::ReflectHeaderData => "reflect.Header.Data",
        Reason::Return => "return",
        Reason::Send => "send",
        Reason::Slice => "slice",
        Reason::SliceElement => "slice-literal-element",
        Reason::SliceToArray => "slice-to-array",
        Reason::Spill => "spill",
        Reason::StructElement => "struct literal element",
        Reason::SwitchCase => "switch case",
        Reason::TooAligned => "too aligned for stack",
        Reason::TooLarge => "too large for stack",
        Reason::UintptrEscapes => "//go:uintptrescapes",
        Reason::ZeroSizedElement => "zero-sized element",
    }
}
