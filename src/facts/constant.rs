//! Constants as bytes, exactly.
//!
//! In: a constant, or what was written of one. Out: the other.

use super::bytes::{Broken, Input, Output, Read};
use super::format::constant;
use super::write::Written;
use crate::types::Constant;
use crate::types::bigfloat::BigFloat;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::Zero;
use std::sync::Arc;

fn write_big(out: &mut Output, value: &BigInt) {
    out.bytes(&value.to_signed_bytes_le());
}

/// Writes a constant.
///
/// # Errors
/// If it has no value.
pub(super) fn write_constant(out: &mut Output, value: &Constant) -> Written<()> {
    match value {
        Constant::Unknown => return Err("a constant without value".into()),
        Constant::Bool(value) => out.uint(if *value { constant::TRUE } else { constant::FALSE }),
        Constant::String(bytes) => {
            out.uint(constant::STRING);
            out.bytes(bytes);
        }
        Constant::Int(value) => {
            out.uint(constant::INT);
            out.int(*value);
        }
        Constant::BigInt(value) => {
            out.uint(constant::BIG_INT);
            write_big(out, value);
        }
        Constant::Float(ratio) => {
            out.uint(constant::FLOAT);
            write_big(out, ratio.numer());
            write_big(out, ratio.denom());
        }
        Constant::Huge(value) => {
            out.uint(constant::HUGE);
            let (mantissa, exponent) = value.parts();
            write_big(out, mantissa);
            out.int(exponent);
        }
        Constant::Complex(parts) => {
            out.uint(constant::COMPLEX);
            write_constant(out, &parts.0)?;
            write_constant(out, &parts.1)?;
        }
    }
    Ok(())
}

fn read_big(input: &mut Input<'_>) -> Read<BigInt> {
    Ok(BigInt::from_signed_bytes_le(input.bytes()?))
}

/// Constants have at most two levels: complex numbers and their parts.
pub(super) fn read_constant(input: &mut Input<'_>, depth: u32) -> Read<Constant> {
    Ok(match input.uint()? {
        constant::FALSE => Constant::Bool(false),
        constant::TRUE => Constant::Bool(true),
        constant::STRING => Constant::from_bytes(input.bytes()?),
        constant::INT => Constant::Int(input.int()?),
        constant::BIG_INT => Constant::BigInt(Arc::new(read_big(input)?)),
        constant::FLOAT => {
            let (numerator, denominator) = (read_big(input)?, read_big(input)?);
            if denominator.is_zero() || denominator.sign() == Sign::Minus {
                return Err(Broken);
            }
            Constant::Float(Arc::new(BigRational::new_raw(numerator, denominator)))
        }
        constant::HUGE => {
            let mantissa = read_big(input)?;
            Constant::Huge(Arc::new(BigFloat::from_parts(mantissa, input.int()?)))
        }
        constant::COMPLEX if depth == 0 => {
            let re = read_constant(input, depth + 1)?;
            Constant::Complex(Arc::new((re, read_constant(input, depth + 1)?)))
        }
        _ => return Err(Broken),
    })
}
