//! Which type arguments make no difference to where the parameters of an instance leak to.
//!
//! Generic code can copy, box, compare and index values of a type parameter, and call methods that
//! nobody knows. What flows is decided by few properties of the type argument: whether it has
//! pointers, whether an interface holds it directly, what kind of type it is where a constraint
//! lists types, and whether it is too large for a closure or the stack.

use crate::source::Interner;
use crate::types::layout::{has_pointers, is_direct_interface};
use crate::types::typeset::common_underlying;
use crate::types::{Basic, Sizes, Type, TypeId, TypeStore};

/// A class of types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Class {
    /// No pointers.
    Plain,
    /// No pointers, and too large for closures.
    PlainLarge,
    /// No pointers, and too large for the stack.
    PlainHuge,
    /// What an interface holds as it is: pointers, maps, channels, functions.
    Direct,
    /// Interfaces.
    Interface,
    /// Strings.
    String,
    /// Slices.
    Slice,
    /// Anything else with pointers.
    Other,
    /// Anything else with pointers, too large for closures.
    OtherLarge,
    /// Anything else with pointers, too large for the stack.
    OtherHuge,
}

/// What classes depend on besides types.
#[derive(Clone, Copy, Debug)]
pub struct ClassTarget {
    /// Sizes of the target.
    pub sizes: Sizes,
    /// [`crate::release::Rules::one_word_direct`]
    pub one_word: bool,
}

/// Values of more bytes are captured by reference.
const LARGE: i64 = 128;
/// Values of more bytes may be too large for the stack.
const HUGE: i64 = 64 << 10;

impl Class {
    /// All of them.
    pub const ALL: [Class; 10] = [
        Class::Plain,
        Class::PlainLarge,
        Class::PlainHuge,
        Class::Direct,
        Class::Interface,
        Class::String,
        Class::Slice,
        Class::Other,
        Class::OtherLarge,
        Class::OtherHuge,
    ];

    /// Those that differ in more than size.
    pub const KINDS: [Class; 6] =
        [Class::Plain, Class::Direct, Class::Interface, Class::String, Class::Slice, Class::Other];

    /// The class of a type.
    pub fn of(types: &TypeStore, names: &Interner, target: ClassTarget, ty: TypeId) -> Class {
        let ClassTarget { sizes, one_word } = target;
        let size = || sizes.bytes_of(types, names, ty);
        let by_size = |[small, large, huge]: [Class; 3]| match size() {
            size if size <= LARGE => small,
            size if size <= HUGE => large,
            _ => huge,
        };
        match types.under(ty) {
            Type::Interface(_) => Class::Interface,
            Type::Slice(_) => Class::Slice,
            Type::Basic(Basic::String) => Class::String,
            _ if is_direct_interface(types, names, sizes, ty, one_word) => Class::Direct,
            _ if has_pointers(types, ty) => by_size([Class::Other, Class::OtherLarge, Class::OtherHuge]),
            _ => by_size([Class::Plain, Class::PlainLarge, Class::PlainHuge]),
        }
    }

    /// A class that differs in size only, or else one that promises less.
    pub fn instead(self) -> Option<Class> {
        match self {
            Class::PlainHuge => Some(Class::PlainLarge),
            Class::PlainLarge => Some(Class::Plain),
            Class::OtherHuge => Some(Class::OtherLarge),
            Class::OtherLarge | Class::String | Class::Slice => Some(Class::Other),
            _ => None,
        }
    }

    /// A type of this class as Go writes it.
    pub fn sample(self) -> &'static str {
        match self {
            Class::Plain => "int",
            Class::PlainLarge => "[32]int",
            Class::PlainHuge => "[1 << 21]int",
            Class::Direct => "*int",
            Class::Interface => "any",
            Class::String => "string",
            Class::Slice => "[]*int",
            Class::Other => "struct { p *int; n int }",
            Class::OtherLarge => "[32]*int",
            Class::OtherHuge => "[1 << 21]*int",
        }
    }
}

/// The type parameters, by position, that other type parameters do not decide.
pub fn free_params(types: &TypeStore, params: &[TypeId]) -> Vec<usize> {
    (0..params.len()).filter(|&i| common_underlying(types, params[i]).is_err()).collect()
}
