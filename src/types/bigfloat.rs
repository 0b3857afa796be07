//! Floating-point numbers of 512 bits, for constants whose fractions would be too large.
//!
//! In: numbers of any magnitude. Out: their nearest neighbours with 512 bits, and the nearest
//! `float32` or `float64` of a fraction.
//! Invariants: a mantissa is odd or zero and has at most `PRECISION` bits; an exponent fits 32
//! bits, so that nothing here takes unbounded time or memory.
//! Source: Spec: "Constants" (implementation restriction); IEEE 754 rounding to nearest even.

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Bits of a mantissa.
pub(super) const PRECISION: u64 = 512;

/// A number whose magnitude or fraction is too large to keep exactly: `mantissa * 2^exponent`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BigFloat {
    mantissa: BigInt,
    exponent: i64,
}

/// What a calculation yields when the magnitude of its result leaves the range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfRange;

impl BigFloat {
    /// The mantissa, and the power of two that it is multiplied with.
    pub fn parts(&self) -> (&BigInt, i64) {
        (&self.mantissa, self.exponent)
    }

    /// Undoes [`BigFloat::parts`].
    pub fn from_parts(mantissa: BigInt, exponent: i64) -> Self {
        BigFloat { mantissa, exponent }
    }

    /// Zero.
    pub(super) fn zero() -> Self {
        BigFloat { mantissa: BigInt::zero(), exponent: 0 }
    }

    /// `mantissa * 2^exponent`, rounded; `sticky` tells that the true value is larger by less
    /// than one unit.
    fn rounded(mantissa: BigInt, exponent: i64, sticky: bool, bits: u64) -> Result<Self, OutOfRange> {
        let (sign, magnitude) = mantissa.into_parts();
        let excess = magnitude.bits().saturating_sub(bits);
        let (magnitude, exponent) = (round_off(magnitude, excess, sticky), exponent + excess as i64);
        let Some(zeros) = magnitude.trailing_zeros() else { return Ok(Self::zero()) };
        let exponent = exponent + zeros as i64;
        let magnitude = magnitude >> zeros;
        let top = exponent + magnitude.bits() as i64;
        if top > i64::from(i32::MAX) {
            return Err(OutOfRange);
        }
        if top < i64::from(i32::MIN) {
            return Ok(Self::zero());
        }
        Ok(BigFloat { mantissa: BigInt::from_biguint(sign, magnitude), exponent })
    }

    fn new(mantissa: BigInt, exponent: i64) -> Result<Self, OutOfRange> {
        Self::rounded(mantissa, exponent, false, PRECISION)
    }

    /// The nearest number of an integer.
    pub(super) fn from_int(int: &BigInt) -> Result<Self, OutOfRange> {
        Self::new(int.clone(), 0)
    }

    /// The nearest number of a fraction.
    pub(super) fn from_ratio(ratio: &BigRational) -> Result<Self, OutOfRange> {
        Self::quotient(ratio.numer(), ratio.denom(), 0, PRECISION)
    }

    fn quotient(numer: &BigInt, denom: &BigInt, exponent: i64, bits: u64) -> Result<Self, OutOfRange> {
        let shift = (bits + 2 + denom.bits()).saturating_sub(numer.bits());
        let scaled = numer.magnitude() << shift;
        let quotient = &scaled / denom.magnitude();
        let sticky = &quotient * denom.magnitude() != scaled;
        let sign = if numer.is_negative() == denom.is_negative() { Sign::Plus } else { Sign::Minus };
        Self::rounded(BigInt::from_biguint(sign, quotient), exponent - shift as i64, sticky, bits)
    }

    /// `digits * base^exponent * 2^binary_exponent`, nearly rounded.
    pub(super) fn from_digits(
        digits: BigUint,
        base: u32,
        exponent: i64,
        binary_exponent: i64,
    ) -> Result<Self, OutOfRange> {
        if digits.is_zero() {
            return Ok(Self::zero());
        }
        // More than the exponent's range in either direction, so that the steps below are few.
        let exponent = exponent.clamp(-(1 << 33), 1 << 33);
        let binary_exponent = binary_exponent.clamp(-(1 << 40), 1 << 40);
        let mut power = (BigUint::one(), 0i64);
        let mut square = (BigUint::from(base), 0i64);
        let mut rest = exponent.unsigned_abs();
        let shorten = |(mantissa, exponent): (BigUint, i64)| {
            let excess = mantissa.bits().saturating_sub(2 * PRECISION);
            (round_off(mantissa, excess, false), exponent + excess as i64)
        };
        while rest > 0 {
            if rest & 1 == 1 {
                power = shorten((&power.0 * &square.0, power.1 + square.1));
            }
            rest >>= 1;
            square = shorten((&square.0 * &square.0, 2 * square.1));
        }
        let digits = BigInt::from(digits);
        if exponent >= 0 {
            Self::new(digits * BigInt::from(power.0), power.1 + binary_exponent)
        } else {
            Self::quotient(&digits, &BigInt::from(power.0), binary_exponent - power.1, PRECISION)
        }
    }

    /// The exponent `e` such that the magnitude is at least `2^(e-1)` and less than `2^e`; 0 for
    /// zero.
    pub(super) fn top(&self) -> i64 {
        if self.mantissa.is_zero() { 0 } else { self.exponent + self.mantissa.bits() as i64 }
    }

    /// The integer it is, or surely would be without rounding errors in its last four bits.
    pub(super) fn to_int(&self) -> Option<BigInt> {
        if self.top() >= 4096 {
            return None;
        }
        if self.exponent >= 0 {
            return Some(&self.mantissa << self.exponent);
        }
        let excess = self.mantissa.bits().saturating_sub(PRECISION - 4);
        // Both directions: away from zero is one more than towards zero.
        let down = self.mantissa.magnitude() >> excess;
        let exponent = self.exponent + excess as i64;
        [down.clone(), down + 1u32].into_iter().filter(|_| excess > 0).find_map(|magnitude| {
            let zeros = magnitude.trailing_zeros()? as i64;
            if exponent + zeros < 0 {
                return None;
            }
            let int = if exponent < 0 { magnitude >> -exponent } else { magnitude << exponent };
            Some(BigInt::from_biguint(self.mantissa.sign(), int))
        })
    }

    /// Whether it is an integer.
    pub(super) fn is_int(&self) -> bool {
        self.exponent >= 0
    }

    /// -1, 0 or 1.
    pub(super) fn sign(&self) -> i32 {
        sign(&self.mantissa)
    }

    /// The negated number.
    pub(super) fn neg(&self) -> Self {
        BigFloat { mantissa: -&self.mantissa, exponent: self.exponent }
    }

    /// The sum.
    pub(super) fn add(&self, other: &Self) -> Result<Self, OutOfRange> {
        let (large, small) = if self.top() >= other.top() { (self, other) } else { (other, self) };
        if small.mantissa.is_zero() {
            return Ok(large.clone());
        }
        if large.mantissa.is_zero() {
            return Ok(small.clone());
        }
        // What lies far below the last bit only matters for being there.
        const GAP: i64 = 4 * PRECISION as i64;
        if large.exponent - small.top() > GAP {
            let unit = BigInt::from(small.sign());
            return Self::new((&large.mantissa << GAP) + unit, large.exponent - GAP);
        }
        let exponent = large.exponent.min(small.exponent);
        let aligned = |f: &Self| &f.mantissa << (f.exponent - exponent);
        Self::new(aligned(large) + aligned(small), exponent)
    }

    /// The product.
    pub(super) fn mul(&self, other: &Self) -> Result<Self, OutOfRange> {
        Self::new(&self.mantissa * &other.mantissa, self.exponent + other.exponent)
    }

    /// The quotient; `other` must not be zero.
    pub(super) fn div(&self, other: &Self) -> Result<Self, OutOfRange> {
        if other.mantissa.is_zero() {
            return Err(OutOfRange);
        }
        Self::quotient(&self.mantissa, &other.mantissa, self.exponent - other.exponent, PRECISION)
    }

    /// Which one is larger.
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        let signs = self.sign().cmp(&other.sign());
        if signs.is_ne() || self.mantissa.is_zero() {
            return signs;
        }
        let magnitudes = self.top().cmp(&other.top()).then_with(|| {
            let exponent = self.exponent.min(other.exponent);
            let aligned = |f: &Self| f.mantissa.magnitude() << (f.exponent - exponent);
            aligned(self).cmp(&aligned(other))
        });
        if self.sign() > 0 { magnitudes } else { magnitudes.reverse() }
    }

    /// The nearest `float64`, infinite when too large.
    pub(super) fn to_f64(&self) -> f64 {
        Format::F64.nearest(&self.mantissa, self.exponent, false)
    }

    /// The nearest `float32`, infinite when too large.
    pub(super) fn to_f32(&self) -> f64 {
        Format::F32.nearest(&self.mantissa, self.exponent, false)
    }

    /// Mantissa with magnitude in `[0.5, 1)`, and the exponent that goes with it.
    pub(super) fn frexp(&self) -> (f64, i64) {
        let bits = self.mantissa.bits() as i64;
        (Format::F64.nearest(&self.mantissa, -bits, false), self.top())
    }
}

/// -1, 0 or 1.
pub(super) fn sign(int: &BigInt) -> i32 {
    match int.sign() {
        Sign::Minus => -1,
        Sign::NoSign => 0,
        Sign::Plus => 1,
    }
}

/// The nearest `float64` of an integer, infinite when too large.
pub(super) fn int_to_f64(int: &BigInt) -> f64 {
    Format::F64.nearest(int, 0, false)
}

/// The nearest `float32` of an integer, infinite when too large.
pub(super) fn int_to_f32(int: &BigInt) -> f64 {
    Format::F32.nearest(int, 0, false)
}

/// The nearest `float64` of a fraction, infinite when too large.
pub(super) fn ratio_to_f64(ratio: &BigRational) -> f64 {
    Format::F64.nearest_ratio(ratio)
}

/// The nearest `float32` of a fraction, infinite when too large.
pub(super) fn ratio_to_f32(ratio: &BigRational) -> f64 {
    Format::F32.nearest_ratio(ratio)
}

/// The exact fraction of a finite `float64`.
pub(super) fn f64_to_ratio(value: f64) -> Option<BigRational> {
    BigRational::from_float(value)
}

/// `magnitude` without its last `bits` bits, rounded to nearest even.
fn round_off(magnitude: BigUint, bits: u64, sticky: bool) -> BigUint {
    if bits == 0 {
        return magnitude;
    }
    let kept = &magnitude >> bits;
    let half = magnitude.bit(bits - 1);
    let rest = sticky || magnitude.trailing_zeros().is_some_and(|zeros| zeros < bits - 1);
    if half && (rest || kept.bit(0)) { kept + 1u32 } else { kept }
}

/// A binary floating-point format.
#[derive(Clone, Copy)]
struct Format {
    /// Bits of the mantissa, the implicit one included.
    bits: u64,
    /// Exponent of the smallest number above zero.
    smallest: i64,
    /// The first power of two that is too large.
    limit: i64,
}

impl Format {
    const F32: Format = Format { bits: 24, smallest: -149, limit: 128 };
    const F64: Format = Format { bits: 53, smallest: -1074, limit: 1024 };

    fn nearest_ratio(self, ratio: &BigRational) -> f64 {
        let (numer, denom) = (ratio.numer(), ratio.denom());
        let shift = (self.bits + 2 + denom.bits()).saturating_sub(numer.bits());
        let scaled = numer.magnitude() << shift;
        let quotient = &scaled / denom.magnitude();
        let sticky = &quotient * denom.magnitude() != scaled;
        self.nearest(&BigInt::from_biguint(numer.sign(), quotient), -(shift as i64), sticky)
    }

    /// The nearest number of `mantissa * 2^exponent`. With `sticky`, the magnitude is larger by
    /// less than one unit, and the mantissa must have more bits than the format.
    fn nearest(self, mantissa: &BigInt, exponent: i64, sticky: bool) -> f64 {
        let magnitude = mantissa.magnitude();
        let signed = |value: f64| if mantissa.is_negative() { -value } else { value };
        if magnitude.is_zero() {
            return 0.0;
        }
        let top = exponent.saturating_add(magnitude.bits() as i64);
        if top > self.limit {
            return signed(f64::INFINITY);
        }
        if top < self.smallest {
            return signed(0.0);
        }
        let last = (top - self.bits as i64).max(self.smallest);
        let shift = last - exponent;
        let rounded =
            if shift >= 0 { round_off(magnitude.clone(), shift as u64, sticky) } else { magnitude << -shift };
        let Some(rounded) = rounded.to_u64() else { return signed(f64::INFINITY) };
        if rounded == 0 {
            return signed(0.0);
        }
        if last + i64::from(64 - rounded.leading_zeros()) > self.limit {
            return signed(f64::INFINITY);
        }
        // Exact: both factors and the product are numbers of the format, or of a wider one.
        let half = last / 2;
        signed(rounded as f64 * power_of_two(half) * power_of_two(last - half))
    }
}

/// `2^exponent`, for exponents of normal numbers.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(n: i64, d: i64) -> BigRational {
        BigRational::new(n.into(), d.into())
    }

    #[test]
    fn rounds_to_nearest_even() {
        assert_eq!(ratio_to_f64(&ratio(1, 3)), 1.0 / 3.0);
        assert_eq!(ratio_to_f32(&ratio(1, 10)), f64::from(0.1f32));
        assert_eq!(int_to_f64(&(BigInt::one() << 1024)), f64::INFINITY);
        assert_eq!(int_to_f32(&((BigInt::one() << 128) - 1)), f64::INFINITY);
        let smallest = BigRational::new(1.into(), BigInt::one() << 1074);
        assert_eq!(ratio_to_f64(&smallest), f64::from_bits(1));
        assert_eq!(ratio_to_f64(&(smallest / BigInt::from(2))), 0.0);
    }

    #[test]
    fn far_apart_numbers_add_up() {
        let huge = BigFloat::from_digits(1u32.into(), 10, 1_000_000, 0).unwrap();
        let one = BigFloat::from_int(&1.into()).unwrap();
        assert_eq!(huge.add(&one).unwrap(), huge);
        assert_eq!(huge.div(&huge).unwrap(), one);
        assert_eq!(huge.add(&huge.neg()).unwrap(), BigFloat::zero());
        assert_eq!(huge.cmp(&one), Ordering::Greater);
        assert!(BigFloat::from_digits(1u32.into(), 10, i64::MAX, 0).is_err());
        assert_eq!(BigFloat::from_digits(1u32.into(), 10, i64::MIN, 0), Ok(BigFloat::zero()));
    }

    proptest! {
        #[test]
        fn floats_survive(value in any::<f64>().prop_filter("finite", |v| v.is_finite())) {
            let exact = f64_to_ratio(value).unwrap();
            prop_assert_eq!(ratio_to_f64(&exact), value);
            prop_assert_eq!(BigFloat::from_ratio(&exact).unwrap().to_f64(), value);
            prop_assert_eq!(ratio_to_f32(&exact), f64::from(value as f32));
        }

        #[test]
        fn quotients_round_like_hardware(a in 1u64..1 << 53, b in 1u64..1 << 53) {
            let exact = BigRational::new(a.into(), b.into());
            prop_assert_eq!(ratio_to_f64(&exact), a as f64 / b as f64);
        }
    }
}
