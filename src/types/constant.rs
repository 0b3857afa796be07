//! Exact constant values: booleans, strings, integers, rationals and complex numbers.
//!
//! In: literals (see [`super::literal`]) and operations. Out: values.
//! Invariants: an [`Constant::Int`] whenever an integer fits; a fraction's parts have fewer than
//! 4096 bits, larger ones are [`Constant::Huge`] and stay it; an operation that is not defined
//! or leaves the range yields [`Constant::Unknown`]. Operations take bounded time and memory.
//! Source: Spec: "Constants", "Constant expressions"; gc 1.27.3 for when numbers are rounded.

use super::bigfloat::{self, BigFloat, OutOfRange};
use crate::syntax::ast::{BinaryOp, UnaryOp};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::sync::Arc;

/// Fractions whose parts have as many bits are rounded.
pub(super) const MAX_FRACTION_BITS: u64 = 4096;
/// Longest constant string that operations make, in bytes; gc's limit is 2 GB.
const MAX_STRING: usize = 64 << 20;
/// Longest integer that operations make, in bits; the checker complains beyond 512.
const MAX_INT_BITS: u64 = 1 << 17;

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
    /// Such a number whose fraction would be too large: it was rounded.
    Huge(Arc<BigFloat>),
    /// Real and imaginary part, each an integer or float.
    Complex(Arc<(Constant, Constant)>),
}

/// What a [`Constant`] is, its size aside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConstantKind {
    /// Not known.
    Unknown,
    /// A boolean.
    Bool,
    /// A string.
    String,
    /// An integer.
    Int,
    /// A number represented with a fraction, even an empty one.
    Float,
    /// A complex number, even if its imaginary part is zero.
    Complex,
}

impl Constant {
    /// What it is.
    pub fn kind(&self) -> ConstantKind {
        match self {
            Constant::Unknown => ConstantKind::Unknown,
            Constant::Bool(_) => ConstantKind::Bool,
            Constant::String(_) => ConstantKind::String,
            Constant::Int(_) | Constant::BigInt(_) => ConstantKind::Int,
            Constant::Float(_) | Constant::Huge(_) => ConstantKind::Float,
            Constant::Complex(_) => ConstantKind::Complex,
        }
    }

    /// Whether it is [`Constant::Unknown`].
    pub fn is_unknown(&self) -> bool {
        matches!(self, Constant::Unknown)
    }

    /// An integer.
    pub fn from_int(int: BigInt) -> Constant {
        match int.to_i64() {
            Some(small) => Constant::Int(small),
            None => Constant::BigInt(Arc::new(int)),
        }
    }

    /// A string.
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Constant {
        Constant::String(bytes.into())
    }

    /// A float; unknown unless finite.
    pub fn from_f64(value: f64) -> Constant {
        // Adding zero makes a negative zero positive.
        match bigfloat::f64_to_ratio(value + 0.0) {
            Some(ratio) => Constant::from_ratio(ratio),
            None => Constant::Unknown,
        }
    }

    /// A float, rounded when its fraction is too large.
    pub fn from_ratio(ratio: BigRational) -> Constant {
        if ratio.numer().bits() < MAX_FRACTION_BITS && ratio.denom().bits() < MAX_FRACTION_BITS {
            Constant::Float(Arc::new(ratio))
        } else {
            Constant::from_big(BigFloat::from_ratio(&ratio))
        }
    }

    pub(super) fn from_big(float: Result<BigFloat, OutOfRange>) -> Constant {
        match float {
            Ok(float) => Constant::Huge(Arc::new(float)),
            Err(OutOfRange) => Constant::Unknown,
        }
    }

    /// A complex number; unknown when a part is.
    pub fn complex(re: Constant, im: Constant) -> Constant {
        if re.is_real_number() && im.is_real_number() {
            Constant::Complex(Arc::new((re, im)))
        } else {
            Constant::Unknown
        }
    }

    /// `im` times the imaginary unit.
    pub fn imaginary(im: Constant) -> Constant {
        Constant::complex(Constant::Int(0), im)
    }

    fn is_real_number(&self) -> bool {
        matches!(self.kind(), ConstantKind::Int | ConstantKind::Float)
    }

    /// The string that a conversion of this integer yields: the character, or U+FFFD.
    pub fn rune_to_string(&self) -> Constant {
        let c = match self {
            Constant::Int(code) => u32::try_from(*code).ok().and_then(char::from_u32),
            Constant::BigInt(_) => None,
            _ => return Constant::Unknown,
        };
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        Constant::from_bytes(c.encode_utf8(&mut [0; 4]).as_bytes())
    }

    /// Whether it is the boolean `true`.
    pub fn is_true(&self) -> bool {
        matches!(self, Constant::Bool(true))
    }

    /// The bytes of a string.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Constant::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The integer of an integer constant, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Constant::Int(int) => Some(*int),
            _ => None,
        }
    }

    /// The integer of an integer constant, if it fits.
    pub fn to_u64(&self) -> Option<u64> {
        match self {
            Constant::Int(int) => u64::try_from(*int).ok(),
            Constant::BigInt(int) => int.to_u64(),
            _ => None,
        }
    }

    /// The nearest `float64` of an integer or float, infinite when too large.
    pub fn to_f64(&self) -> Option<f64> {
        match self {
            Constant::Int(int) => Some(*int as f64),
            Constant::BigInt(int) => Some(bigfloat::int_to_f64(int)),
            Constant::Float(ratio) => Some(bigfloat::ratio_to_f64(ratio)),
            Constant::Huge(float) => Some(float.to_f64()),
            _ => None,
        }
    }

    /// The nearest `float32` of an integer or float, infinite when too large.
    pub fn to_f32(&self) -> Option<f64> {
        match self {
            Constant::Int(int) => Some(f64::from(*int as f32)),
            Constant::BigInt(int) => Some(bigfloat::int_to_f32(int)),
            Constant::Float(ratio) => Some(bigfloat::ratio_to_f32(ratio)),
            Constant::Huge(float) => Some(float.to_f32()),
            _ => None,
        }
    }

    /// The same number as an integer, if it is one.
    pub fn to_int(&self) -> Option<Constant> {
        match self {
            Constant::Int(_) | Constant::BigInt(_) => Some(self.clone()),
            Constant::Float(ratio) => ratio.is_integer().then(|| Constant::from_int(ratio.numer().clone())),
            Constant::Huge(float) => float.to_int().map(Constant::from_int),
            Constant::Complex(_) => self.to_float()?.to_int(),
            _ => None,
        }
    }

    /// The same number as a float, if its imaginary part is zero.
    pub fn to_float(&self) -> Option<Constant> {
        match self {
            Constant::Int(int) => Some(Constant::Float(Arc::new(BigRational::from_integer((*int).into())))),
            Constant::BigInt(int) => {
                Some(Constant::from_ratio(BigRational::from_integer(BigInt::clone(int))))
            }
            Constant::Float(_) | Constant::Huge(_) => Some(self.clone()),
            Constant::Complex(parts) if parts.1.is_zero() => parts.0.to_float(),
            _ => None,
        }
    }

    /// The same number as a complex number.
    pub fn to_complex(&self) -> Option<Constant> {
        match self {
            Constant::Complex(_) => Some(self.clone()),
            _ if self.is_real_number() => Some(Constant::complex(self.clone(), Constant::Int(0))),
            _ => None,
        }
    }

    /// The real part of a number.
    pub fn real(&self) -> Constant {
        match self {
            Constant::Complex(parts) => parts.0.clone(),
            _ if self.is_real_number() => self.clone(),
            _ => Constant::Unknown,
        }
    }

    /// The imaginary part of a number.
    pub fn imag(&self) -> Constant {
        match self {
            Constant::Complex(parts) => parts.1.clone(),
            _ if self.is_real_number() => Constant::Int(0),
            _ => Constant::Unknown,
        }
    }

    /// -1, 0 or 1; a complex number is 0 or not. 1 for what is no number, so that nothing is
    /// taken for zero by mistake.
    pub fn sign(&self) -> i32 {
        match self {
            Constant::Int(int) => int.signum() as i32,
            Constant::BigInt(int) => bigfloat::sign(int),
            Constant::Float(ratio) => bigfloat::sign(ratio.numer()),
            Constant::Huge(float) => float.sign(),
            Constant::Complex(parts) => parts.0.sign() | parts.1.sign(),
            _ => 1,
        }
    }

    /// Whether it is a number and zero.
    pub fn is_zero(&self) -> bool {
        self.sign() == 0
    }

    /// Whether it is less than zero.
    pub fn is_negative(&self) -> bool {
        self.sign() < 0 && self.is_real_number()
    }

    /// Whether it is represented as an integer.
    pub fn is_int(&self) -> bool {
        self.kind() == ConstantKind::Int
    }

    /// Bits of an integer's magnitude; 0 for everything else.
    pub fn bit_len(&self) -> u64 {
        match self {
            Constant::Int(int) => u64::from(64 - int.unsigned_abs().leading_zeros()),
            Constant::BigInt(int) => int.bits(),
            _ => 0,
        }
    }

    fn to_big_int(&self) -> Option<BigInt> {
        match self {
            Constant::Int(int) => Some((*int).into()),
            Constant::BigInt(int) => Some(BigInt::clone(int)),
            _ => None,
        }
    }

    fn to_ratio(&self) -> Option<BigRational> {
        match self {
            Constant::Float(ratio) => Some(BigRational::clone(ratio)),
            _ => self.to_big_int().map(BigRational::from_integer),
        }
    }

    fn to_big_float(&self) -> Option<BigFloat> {
        match self {
            Constant::Huge(float) => Some(BigFloat::clone(float)),
            Constant::Float(ratio) => BigFloat::from_ratio(ratio).ok(),
            _ => BigFloat::from_int(&self.to_big_int()?).ok(),
        }
    }

    /// How general its representation is; operands are brought to the more general one.
    fn generality(&self) -> u8 {
        match self {
            Constant::Unknown | Constant::Bool(_) | Constant::String(_) => 0,
            Constant::Int(_) => 1,
            Constant::BigInt(_) => 2,
            Constant::Float(_) => 3,
            Constant::Huge(_) => 4,
            Constant::Complex(_) => 5,
        }
    }
}

/// `op x`. The result of `^` for an unsigned type is cut to its `unsigned_bits`.
pub fn unary_op(op: UnaryOp, x: &Constant, unsigned_bits: Option<u32>) -> Constant {
    match (op, x) {
        (UnaryOp::Not, Constant::Bool(b)) => Constant::Bool(!b),
        (_, Constant::Bool(_) | Constant::String(_) | Constant::Unknown) => Constant::Unknown,
        (UnaryOp::Plus, _) => x.clone(),
        (UnaryOp::Neg, Constant::Int(int)) => match int.checked_neg() {
            Some(int) => Constant::Int(int),
            None => Constant::from_int(-BigInt::from(*int)),
        },
        (UnaryOp::Neg, Constant::BigInt(int)) => Constant::from_int(-&**int),
        (UnaryOp::Neg, Constant::Float(ratio)) => Constant::Float(Arc::new(-&**ratio)),
        (UnaryOp::Neg, Constant::Huge(float)) => Constant::Huge(Arc::new(float.neg())),
        (UnaryOp::Neg, Constant::Complex(parts)) => {
            Constant::complex(unary_op(op, &parts.0, None), unary_op(op, &parts.1, None))
        }
        (UnaryOp::BitNot, Constant::Int(int)) if unsigned_bits.is_none() => Constant::Int(!int),
        (UnaryOp::BitNot, _) => match x.to_big_int() {
            Some(int) => {
                let flipped = !int;
                Constant::from_int(match unsigned_bits {
                    Some(bits) => flipped & ((BigInt::from(1) << bits) - 1),
                    None => flipped,
                })
            }
            None => Constant::Unknown,
        },
        _ => Constant::Unknown,
    }
}

/// `x op y` for arithmetic and logical operators. `integer_division` makes `/` of integers
/// truncate. Division by zero is unknown.
pub fn binary_op(x: &Constant, op: BinaryOp, y: &Constant, integer_division: bool) -> Constant {
    match (x, y) {
        (Constant::Bool(a), Constant::Bool(b)) => match op {
            BinaryOp::AndAnd => Constant::Bool(*a && *b),
            BinaryOp::OrOr => Constant::Bool(*a || *b),
            _ => Constant::Unknown,
        },
        (Constant::String(a), Constant::String(b)) => match op {
            BinaryOp::Add if a.len().saturating_add(b.len()) <= MAX_STRING => {
                Constant::from_bytes([&a[..], &b[..]].concat())
            }
            _ => Constant::Unknown,
        },
        _ => number_op(x, op, y, integer_division).unwrap_or(Constant::Unknown),
    }
}

fn number_op(x: &Constant, op: BinaryOp, y: &Constant, integer_division: bool) -> Option<Constant> {
    let division = matches!(op, BinaryOp::Div | BinaryOp::Rem);
    if x.generality() == 0 || y.generality() == 0 || division && y.is_zero() {
        return None;
    }
    match x.generality().max(y.generality()) {
        1 | 2 => {
            if let (Constant::Int(a), Constant::Int(b)) = (x, y)
                && let Some(small) = small_op(*a, op, *b, integer_division)
            {
                return Some(Constant::Int(small));
            }
            int_op(x.to_big_int()?, op, y.to_big_int()?, integer_division)
        }
        3 => {
            let (a, b) = (x.to_ratio()?, y.to_ratio()?);
            Some(Constant::from_ratio(match op {
                BinaryOp::Add => a + b,
                BinaryOp::Sub => a - b,
                BinaryOp::Mul => a * b,
                BinaryOp::Div => a / b,
                _ => return None,
            }))
        }
        4 => {
            let (a, b) = (x.to_big_float()?, y.to_big_float()?);
            Some(Constant::from_big(match op {
                BinaryOp::Add => a.add(&b),
                BinaryOp::Sub => a.add(&b.neg()),
                BinaryOp::Mul => a.mul(&b),
                BinaryOp::Div => a.div(&b),
                _ => return None,
            }))
        }
        _ => complex_op(x, op, y),
    }
}

/// Operations of small integers, as far as the result is one.
fn small_op(a: i64, op: BinaryOp, b: i64, integer_division: bool) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div if integer_division => a.checked_div(b),
        BinaryOp::Rem => a.checked_rem(b),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::AndNot => Some(a & !b),
        _ => None,
    }
}

fn int_op(a: BigInt, op: BinaryOp, b: BigInt, integer_division: bool) -> Option<Constant> {
    Some(Constant::from_int(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul if a.bits() + b.bits() > MAX_INT_BITS => return None,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if !integer_division => return Some(Constant::from_ratio(BigRational::new(a, b))),
        BinaryOp::Div => a / b,
        BinaryOp::Rem => a % b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::AndNot => a & !b,
        _ => return None,
    }))
}

fn complex_op(x: &Constant, op: BinaryOp, y: &Constant) -> Option<Constant> {
    let calc = |a: &Constant, op: BinaryOp, b: &Constant| number_op(a, op, b, false);
    let (a, b) = (&x.real(), &x.imag());
    let (c, d) = (&y.real(), &y.imag());
    match op {
        BinaryOp::Add | BinaryOp::Sub => Some(Constant::complex(calc(a, op, c)?, calc(b, op, d)?)),
        BinaryOp::Mul | BinaryOp::Div => {
            // Division multiplies by the conjugate of the divisor, and divides by its norm.
            let (plus, minus) = if op == BinaryOp::Mul {
                (BinaryOp::Sub, BinaryOp::Add)
            } else {
                (BinaryOp::Add, BinaryOp::Sub)
            };
            let product = |p: &Constant, q: &Constant| calc(p, BinaryOp::Mul, q);
            let re = calc(&product(a, c)?, plus, &product(b, d)?)?;
            let im = calc(&product(b, c)?, minus, &product(a, d)?)?;
            if op == BinaryOp::Mul {
                return Some(Constant::complex(re, im));
            }
            let norm = calc(&product(c, c)?, BinaryOp::Add, &product(d, d)?)?;
            let quotient = |p: &Constant| calc(p, BinaryOp::Div, &norm);
            Some(Constant::complex(quotient(&re)?, quotient(&im)?))
        }
        _ => None,
    }
}

/// `x << count` or `x >> count` of an integer.
pub fn shift(x: &Constant, op: BinaryOp, count: u64) -> Constant {
    match (op, x) {
        (BinaryOp::Shr, Constant::Int(int)) => Constant::Int(int >> count.min(63)),
        (BinaryOp::Shr, Constant::BigInt(int)) => Constant::from_int(&**int >> count.min(MAX_INT_BITS)),
        (BinaryOp::Shl, Constant::Int(0)) => Constant::Int(0),
        (BinaryOp::Shl, Constant::Int(_) | Constant::BigInt(_)) if count <= MAX_INT_BITS => {
            x.to_big_int().map_or(Constant::Unknown, |int| Constant::from_int(int << count))
        }
        _ => Constant::Unknown,
    }
}

/// `x op y` for a comparison; false when an operand is unknown or has no order.
pub fn compare(x: &Constant, op: BinaryOp, y: &Constant) -> bool {
    let ordering = match (x, y) {
        (Constant::Bool(a), Constant::Bool(b)) => a.cmp(b),
        (Constant::String(a), Constant::String(b)) => a.cmp(b),
        (Constant::Int(a), Constant::Int(b)) => a.cmp(b),
        (Constant::Complex(_), _) | (_, Constant::Complex(_)) => {
            let equal = |a: &Constant, b: &Constant| compare(a, BinaryOp::Eq, b);
            if x.to_complex().is_none() || y.to_complex().is_none() {
                return false;
            }
            let same = equal(&x.real(), &y.real()) && equal(&x.imag(), &y.imag());
            return match op {
                BinaryOp::Eq => same,
                BinaryOp::Ne => !same,
                _ => false,
            };
        }
        _ => match compare_numbers(x, y) {
            Some(ordering) => ordering,
            None => return false,
        },
    };
    match op {
        BinaryOp::Eq => ordering.is_eq(),
        BinaryOp::Ne => ordering.is_ne(),
        BinaryOp::Lt => ordering.is_lt(),
        BinaryOp::Le => ordering.is_le(),
        BinaryOp::Gt => ordering.is_gt(),
        BinaryOp::Ge => ordering.is_ge(),
        _ => false,
    }
}

fn compare_numbers(x: &Constant, y: &Constant) -> Option<Ordering> {
    match x.generality().max(y.generality()) {
        1 | 2 => Some(x.to_big_int()?.cmp(&y.to_big_int()?)),
        3 => {
            let difference = x.to_ratio()? - y.to_ratio()?;
            Some(if difference.is_zero() {
                Ordering::Equal
            } else if difference.is_negative() {
                Ordering::Less
            } else {
                Ordering::Greater
            })
        }
        4 => Some(x.to_big_float()?.cmp(&y.to_big_float()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ast::LitKind;
    use proptest::prelude::*;

    fn number(text: &str) -> Constant {
        let kind = if text.contains(['.', 'e']) { LitKind::Float } else { LitKind::Int };
        Constant::from_literal(kind, text)
    }

    #[test]
    fn small_results_come_back_small() {
        let big = shift(&Constant::Int(1), BinaryOp::Shl, 64);
        assert_eq!(big.bit_len(), 65);
        assert_eq!(binary_op(&big, BinaryOp::Sub, &big, false), Constant::Int(0));
        assert_eq!(shift(&big, BinaryOp::Shr, 63), Constant::Int(2));
        let min = Constant::Int(i64::MIN);
        assert_eq!(binary_op(&min, BinaryOp::Div, &Constant::Int(-1), true).bit_len(), 64);
        assert_eq!(unary_op(UnaryOp::Neg, &unary_op(UnaryOp::Neg, &min, None), None), min);
        assert_eq!(unary_op(UnaryOp::BitNot, &Constant::Int(1), Some(8)), Constant::Int(254));
        assert_eq!(shift(&Constant::Int(-5), BinaryOp::Shr, 1000), Constant::Int(-1));
    }

    #[test]
    fn division_follows_the_types() {
        let (seven, two) = (Constant::Int(-7), Constant::Int(2));
        assert_eq!(binary_op(&seven, BinaryOp::Div, &two, true), Constant::Int(-3));
        assert_eq!(binary_op(&seven, BinaryOp::Rem, &two, true), Constant::Int(-1));
        assert_eq!(
            binary_op(&seven, BinaryOp::Div, &two, false),
            number("-3.5".trim_start_matches('-')).negated()
        );
        assert!(binary_op(&seven, BinaryOp::Div, &Constant::Int(0), true).is_unknown());
    }

    impl Constant {
        fn negated(&self) -> Constant {
            unary_op(UnaryOp::Neg, self, None)
        }
    }

    #[test]
    fn huge_numbers_are_rounded_not_kept() {
        let huge = number("1e1000000");
        assert!(matches!(huge, Constant::Huge(_)));
        assert_eq!(huge.to_int(), None);
        let one = binary_op(&huge, BinaryOp::Div, &huge, false);
        assert_eq!(one.to_int(), Some(Constant::Int(1)));
        assert!(compare(&number("2e1000000"), BinaryOp::Gt, &huge));
        assert!(number("1e1000000000").is_unknown());
        assert!(number("1e-1000000000").is_zero());
        assert!(number("1e99999999999999999999999").is_unknown());
        // A chain of squares ends, too.
        let mut x = number("10.0");
        for _ in 0..40 {
            x = binary_op(&x, BinaryOp::Mul, &x, false);
        }
        assert!(x.is_unknown());
    }

    #[test]
    fn complex_numbers_compare_and_divide() {
        let z = Constant::complex(Constant::Int(3), Constant::Int(4));
        let w = binary_op(&z, BinaryOp::Mul, &z, false);
        assert_eq!(w, Constant::complex(Constant::Int(-7), Constant::Int(24)));
        assert!(compare(&binary_op(&w, BinaryOp::Div, &z, false), BinaryOp::Eq, &z));
        assert_eq!(
            binary_op(&z, BinaryOp::Sub, &Constant::imaginary(Constant::Int(4)), false).to_int(),
            Some(Constant::Int(3))
        );
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_wide_integers(a in any::<i64>(), b in any::<i64>()) {
            let (x, y) = (Constant::Int(a), Constant::Int(b));
            let (a, b) = (i128::from(a), i128::from(b));
            for (op, want) in [(BinaryOp::Add, a + b), (BinaryOp::Sub, a - b), (BinaryOp::Mul, a * b), (BinaryOp::AndNot, a & !b)] {
                prop_assert_eq!(binary_op(&x, op, &y, true), Constant::from_int(want.into()));
            }
            prop_assert_eq!(compare(&x, BinaryOp::Lt, &y), a < b);
        }
    }
}
