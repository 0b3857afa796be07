//! How messages print constant values.
//!
//! In: a [`Constant`]. Out: its text, as gc prints it in errors and in `-m` output alike.
//! Source: gc 1.27.3: both print the same short form; documentation of Go's packages
//! go/constant and strconv.

use super::bigfloat::BigFloat;
use super::constant::{Constant, ConstantKind};
use super::quote::{quote, quote_rune};
use std::fmt;

/// Runes of a quoted string that are printed; of longer ones three fewer and an ellipsis.
const MAX_RUNES: usize = 72;

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constant::Unknown => f.write_str("unknown"),
            Constant::Bool(b) => write!(f, "{b}"),
            Constant::String(bytes) => f.write_str(&short_quote(bytes)),
            Constant::Int(int) => write!(f, "{int}"),
            Constant::BigInt(int) => write!(f, "{int}"),
            Constant::Float(ratio) => match BigFloat::from_ratio(ratio) {
                Ok(float) => f.write_str(&float_text(&float)),
                Err(_) => f.write_str("unknown"),
            },
            Constant::Huge(float) => f.write_str(&float_text(float)),
            Constant::Complex(parts) => write!(f, "({} + {}i)", parts.0, parts.1),
        }
    }
}

/// What decides how `-m` output spells a constant, besides its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConstantClass {
    /// Its type is `rune` or untyped rune.
    Rune,
    /// Its type is any other one.
    Other,
}

/// `value` as gc's `-m` output spells it, without a conversion around it.
pub fn format_ir_constant(value: &Constant, class: ConstantClass) -> String {
    if class == ConstantClass::Rune
        && let Some(code) = value.to_u64().filter(|&code| code <= u64::from(u32::from(char::MAX)))
    {
        return quote_rune(code as i64);
    }
    value.to_string()
}

/// Whether `-m` output spells a constant of kind `kind` and type `basic` without its type.
pub fn is_default_type(kind: ConstantKind, basic: super::Basic) -> bool {
    use super::Basic::*;
    match kind {
        ConstantKind::Unknown => false,
        ConstantKind::Bool => matches!(basic, Bool | UntypedBool),
        ConstantKind::String => matches!(basic, String | UntypedString),
        ConstantKind::Int => matches!(basic, Int | UntypedInt),
        ConstantKind::Float => matches!(basic, Float64 | UntypedFloat),
        ConstantKind::Complex => matches!(basic, Complex128 | UntypedComplex),
    }
}

fn short_quote(bytes: &[u8]) -> String {
    // A byte becomes at least one rune per four bytes: no need to quote what will be cut.
    let head = &bytes[..bytes.len().min(4 * MAX_RUNES)];
    let mut quoted = quote(if head.len() < bytes.len() { head } else { bytes });
    if quoted.chars().count() > MAX_RUNES
        && let Some((end, _)) = quoted.char_indices().nth(MAX_RUNES - 3)
    {
        quoted.truncate(end);
        quoted.push_str("...");
    }
    quoted
}

fn float_text(float: &BigFloat) -> String {
    let value = float.to_f64();
    if value.is_finite() && (float.sign() == 0) == (value == 0.0) {
        let text = format_g(value, Some(6));
        return if !float.is_int() && !text.contains('.') { format_g(value, None) } else { text };
    }
    // Outside of float64's range: decimal digits of the mantissa, scaled by the power of ten.
    let (mantissa, exponent) = float.frexp();
    let decimal = exponent as f64 * std::f64::consts::LOG10_2;
    let mut exponent = decimal as i64;
    let mut mantissa = mantissa * 10f64.powf(decimal - exponent as f64);
    if mantissa.abs() < 1.0 - 0.5e-6 {
        mantissa *= 10.0;
        exponent -= 1;
    } else if mantissa.abs() >= 10.0 {
        mantissa /= 10.0;
        exponent += 1;
    }
    format!("{}e{exponent:+}", format_g(mantissa, Some(6)))
}

/// Go's `%g` with a number of significant digits, or as many as it takes to tell the number from
/// its neighbours; trailing zeros are not printed.
pub fn format_g(value: f64, digits: Option<usize>) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = match digits {
        Some(digits) => format!("{value:.*e}", digits.max(1) - 1),
        None => format!("{value:e}"),
    };
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let all: String = mantissa.chars().filter(|&c| c != '.').collect();
    let all = match all.trim_end_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    // The shortest form switches to exponents as if it had six digits, but prints all it has.
    let limit = digits.unwrap_or(6).max(1) as i32;
    if exponent < -4 || exponent >= limit {
        let (first, rest) = all.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let exponent_sign = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{first}{point}{rest}e{exponent_sign}{:02}", exponent.unsigned_abs());
    }
    if exponent < 0 {
        return format!("{sign}0.{}{all}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    }
    let whole = exponent as usize + 1;
    match all.split_at_checked(whole).filter(|(_, fraction)| !fraction.is_empty()) {
        Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{all}{}", "0".repeat(whole - all.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ast::LitKind;

    #[test]
    fn floats_print_like_go() {
        for (value, six, shortest) in [
            (0.0, "0", "0"),
            (1.0, "1", "1"),
            (100000.0, "100000", "100000"),
            (1e6, "1e+06", "1e+06"),
            (123456.5, "123456", "123456.5"),
            (0.0001, "0.0001", "0.0001"),
            (0.00001, "1e-05", "1e-05"),
            (-2.5, "-2.5", "-2.5"),
            (1.0 / 3.0, "0.333333", "0.3333333333333333"),
            (1e21, "1e+21", "1e+21"),
            (12345678.9, "1.23457e+07", "1.23456789e+07"),
            (1e100, "1e+100", "1e+100"),
        ] {
            assert_eq!(format_g(value, Some(6)), six);
            assert_eq!(format_g(value, None), shortest);
        }
    }

    #[test]
    fn values_print_like_go() {
        let long = Constant::from_bytes("x".repeat(100).as_bytes());
        assert_eq!(long.to_string(), format!("\"{}...", "x".repeat(68)));
        let fits = Constant::from_bytes("é".repeat(70).as_bytes());
        assert_eq!(fits.to_string(), format!("\"{}\"", "é".repeat(70)));
        assert_eq!(Constant::from_literal(LitKind::Float, "123456.5").to_string(), "123456.5".to_owned());
        assert_eq!(format_ir_constant(&Constant::Int(120), ConstantClass::Rune), "'x'");
        assert_eq!(format_ir_constant(&Constant::Int(-1), ConstantClass::Rune), "-1");
        assert_eq!(format_ir_constant(&Constant::Int(120), ConstantClass::Other), "120");
    }
}
