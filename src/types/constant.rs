//! Exact constant values: booleans, strings, integers, rationals and complex numbers.

use num_bigint::BigInt;
use num_rational::BigRational;
use std::sync::Arc;

/// The value of a constant expression. Cheap to clone.
#[derive(Clone, PartialEq, Debug)]
pub enum Constant {
    /// Not known, because of an error.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// A string; its bytes need not be UTF-8.
    String(Arc<[u8]>),
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    BigInt(Arc<BigInt>),
    /// A number that is not represented as an integer.
    Float(Arc<BigRational>),
    /// Real and imaginary part, each [`Constant::Int`], [`Constant::BigInt`] or [`Constant::Float`].
    Complex(Arc<(Constant, Constant)>),
}
