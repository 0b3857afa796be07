//! gc's spelling of constant values.
//!
//! In: values in the representation of their type. Out: text.
//! Source: gc 1.27.3; package go/constant for numbers outside of float64.

use crate::types::Constant;
use crate::types::quote::quote;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// Longest quoted string, in characters; a longer one is cut.
const MAX_STRING: usize = 72;

/// The value alone, without its type: long strings are cut, floats have six digits.
pub fn value_text(value: &Constant) -> String {
    match value {
        Constant::Unknown => "unknown".into(),
        Constant::Bool(b) => b.to_string(),
        Constant::String(bytes) => shorten(quote(bytes)),
        Constant::Int(i) => i.to_string(),
        Constant::BigInt(i) => i.to_string(),
        Constant::Float(f) => float_text(f),
        Constant::Huge(f) => format!("{f:?}"),
        Constant::Complex(parts) => format!("({} + {}i)", value_text(&parts.0), value_text(&parts.1)),
    }
}

fn shorten(quoted: String) -> String {
    match quoted.char_indices().nth(MAX_STRING) {
        None => quoted,
        Some(_) => {
            let end = quoted.char_indices().nth(MAX_STRING - 3).map_or(quoted.len(), |(i, _)| i);
            format!("{}...", &quoted[..end])
        }
    }
}

fn float_text(value: &BigRational) -> String {
    let float = value.to_f64().unwrap_or(f64::INFINITY);
    if float.is_finite() && (float == 0.0) == value.is_zero() {
        let text = general(float, Some(6));
        return if !value.is_integer() && !text.contains('.') { general(float, None) } else { text };
    }
    outside_float64(value)
}

/// C's `%g`: `digits` significant ones, or as many as needed.
fn general(value: f64, digits: Option<usize>) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let scientific = match digits {
        Some(digits) => format!("{value:.*e}", digits - 1),
        None => format!("{value:e}"),
    };
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |m| ("-", m));
    let all: String = mantissa.chars().filter(|&c| c != '.').collect();
    let kept = all.trim_end_matches('0');
    let limit = digits.map_or(6, |d| d as i32);
    if exponent < -4 || exponent >= limit {
        let (first, rest) = kept.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let exponent_sign = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{first}{point}{rest}e{exponent_sign}{:02}", exponent.abs());
    }
    if exponent < 0 {
        return format!("{sign}0.{}{kept}", "0".repeat(-exponent as usize - 1));
    }
    let whole = exponent as usize + 1;
    if kept.len() <= whole {
        return format!("{sign}{kept}{}", "0".repeat(whole - kept.len()));
    }
    format!("{sign}{}.{}", &kept[..whole], &kept[whole..])
}

/// An approximation `1.23457e+400` of what float64 cannot hold.
fn outside_float64(value: &BigRational) -> String {
    let absolute = value.abs();
    let bits = absolute.numer().bits() as i64 - absolute.denom().bits() as i64;
    let shifted = if bits >= 0 {
        absolute / BigRational::from_integer(num_bigint::BigInt::from(1) << bits as usize)
    } else {
        absolute * BigRational::from_integer(num_bigint::BigInt::from(1) << (-bits) as usize)
    };
    let (mut mantissa, mut exponent2) = (shifted.to_f64().unwrap_or(0.5), bits);
    while mantissa >= 1.0 {
        mantissa /= 2.0;
        exponent2 += 1;
    }
    while mantissa > 0.0 && mantissa < 0.5 {
        mantissa *= 2.0;
        exponent2 -= 1;
    }
    let decimal = exponent2 as f64 * (std::f64::consts::LN_2 / std::f64::consts::LN_10);
    let mut exponent = decimal as i64;
    mantissa *= 10f64.powf(decimal - exponent as f64);
    if mantissa < 1.0 - 0.5e-6 {
        mantissa *= 10.0;
        exponent -= 1;
    } else if mantissa >= 10.0 {
        mantissa /= 10.0;
        exponent += 1;
    }
    let sign = if value.is_negative() { "-" } else { "" };
    format!("{sign}{}e{exponent:+}", general(mantissa, Some(6)))
}

#[cfg(test)]
mod tests {
    use super::{general, value_text};
    use crate::types::Constant;
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use std::sync::Arc;

    fn ratio(n: i64, d: i64) -> Constant {
        Constant::Float(Arc::new(BigRational::new(BigInt::from(n), BigInt::from(d))))
    }

    #[test]
    fn floats_read_like_percent_g() {
        assert_eq!(general(0.0001, Some(6)), "0.0001");
        assert_eq!(general(1e21, None), "1e+21");
        assert_eq!(general(123456789.0, Some(6)), "1.23457e+08");
        assert_eq!(value_text(&ratio(3, 2)), "1.5");
        assert_eq!(value_text(&ratio(-1, 3)), "-0.333333");
        assert_eq!(value_text(&ratio(100, 1)), "100");
        assert_eq!(value_text(&ratio(1_000_001, 1)), "1e+06");
        assert_eq!(value_text(&ratio(2_000_001, 2)), "1.0000005e+06");
        let complex = Constant::Complex(Arc::new((Constant::Int(0), Constant::Int(-1))));
        assert_eq!(value_text(&complex), "(0 + -1i)");
    }

    #[test]
    fn long_strings_are_cut() {
        let long = Constant::String(Arc::from("x".repeat(71).as_bytes()));
        assert_eq!(value_text(&long), format!("\"{}...", "x".repeat(68)));
        let short = Constant::String(Arc::from("x".repeat(70).as_bytes()));
        assert_eq!(value_text(&short).len(), 72);
    }
}
