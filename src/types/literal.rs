//! The values of literals.
//!
//! In: the text of a literal. Out: a [`Constant`]; unknown when the literal is malformed or its
//! magnitude leaves the range.
//! Source: Spec: "Integer literals" to "String literals".

use super::bigfloat::BigFloat;
use super::constant::{Constant, MAX_FRACTION_BITS};
use crate::syntax::ast::LitKind;
use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::One;
use std::sync::Arc;

impl Constant {
    /// The value of a literal, spelled as in source.
    pub fn from_literal(kind: LitKind, text: &str) -> Constant {
        let value = match kind {
            LitKind::Int => integer(text),
            LitKind::Float => float(text),
            LitKind::Imag => text.strip_suffix('i').and_then(float).map(Constant::imaginary),
            LitKind::Rune => rune(text).map(Constant::Int),
            LitKind::String => string(text).map(Constant::from_bytes),
        };
        value.unwrap_or(Constant::Unknown)
    }
}

/// The digits of a number: without underscores and prefix, and the prefix's base.
fn split_base(text: &str) -> (String, u32) {
    let digits: String = text.chars().filter(|&c| c != '_').collect();
    let base = match digits.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0b" | "0B") => 2,
        Some("0o" | "0O") => 8,
        _ => return (digits, 10),
    };
    (digits[2..].to_owned(), base)
}

fn integer(text: &str) -> Option<Constant> {
    let (digits, base) = split_base(text);
    // A leading zero alone makes it octal.
    let base = if base == 10 && digits.starts_with('0') { 8 } else { base };
    if let Ok(small) = i64::from_str_radix(&digits, base) {
        return Some(Constant::Int(small));
    }
    BigInt::parse_bytes(digits.as_bytes(), base).map(Constant::from_int)
}

/// A floating-point literal, or an imaginary one without its `i`: integers without a base prefix
/// are decimal there, whatever zeros they start with.
fn float(text: &str) -> Option<Constant> {
    let (text, base) = split_base(text);
    let (mantissa, exponent, exponent_base) = match text.find(['p', 'P']) {
        Some(at) => (&text[..at], &text[at + 1..], 2),
        None => match text.find(['e', 'E']).filter(|_| base == 10) {
            Some(at) => (&text[..at], &text[at + 1..], 10),
            None => (&text[..], "0", 10),
        },
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let digits = BigUint::parse_bytes(digits.as_bytes(), base)?;
    let exponent = saturating_exponent(exponent)?;
    let places = fraction.len() as i64;
    let (power, binary) = if base == 10 {
        let exponent_of = |wanted: i64| if exponent_base == wanted { exponent } else { 0 };
        (exponent_of(10).saturating_sub(places), exponent_of(2))
    } else {
        (0, exponent.saturating_sub(places * i64::from(base.ilog2())))
    };
    let approximate = match BigFloat::from_digits(digits.clone(), 10, power, binary) {
        Ok(approximate) => approximate,
        Err(_) => return Some(Constant::Unknown),
    };
    if approximate.sign() == 0 {
        return Some(Constant::Float(Arc::new(BigRational::from_integer(BigInt::from(0)))));
    }
    let bits = MAX_FRACTION_BITS as i64;
    if !(1 - bits..bits).contains(&approximate.top()) || power.abs() > 1 << 16 || binary.abs() > 1 << 18 {
        return Some(Constant::Huge(Arc::new(approximate)));
    }
    let mut numer = BigInt::from(digits);
    let mut denom = BigInt::one();
    let ten = BigInt::from(10u32).pow(power.unsigned_abs() as u32);
    if power < 0 {
        denom *= ten
    } else {
        numer *= ten
    }
    if binary < 0 {
        denom <<= binary.unsigned_abs()
    } else {
        numer <<= binary
    }
    Some(Constant::Float(Arc::new(BigRational::new(numer, denom))))
}

fn saturating_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
    Some(if negative { -magnitude } else { magnitude })
}

fn rune(text: &str) -> Option<i64> {
    let body = text.strip_prefix('\'')?.strip_suffix('\'')?;
    match unescape(body, '\'')? {
        (Unit::Char(c), "") => Some(i64::from(u32::from(c))),
        (Unit::Byte(b), "") => Some(i64::from(b)),
        _ => None,
    }
}

/// The bytes of a string literal.
pub(super) fn string(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        let raw = raw.strip_suffix('`')?;
        return Some(raw.bytes().filter(|&b| b != b'\r').collect());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    if !rest.contains('\\') {
        return Some(rest.as_bytes().to_vec());
    }
    let mut bytes = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (unit, tail) = unescape(rest, '"')?;
        match unit {
            Unit::Byte(b) => bytes.push(b),
            Unit::Char(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = tail;
    }
    Some(bytes)
}

/// What one character or escape stands for.
enum Unit {
    Char(char),
    Byte(u8),
}

/// The first character or escape of `text`, and what follows it.
fn unescape(text: &str, quote: char) -> Option<(Unit, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if first != '\\' {
        return Some((Unit::Char(first), chars.as_str()));
    }
    let escape = chars.next()?;
    let rest = chars.as_str();
    let simple = match escape {
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        '\\' => '\\',
        _ if escape == quote => quote,
        'x' => return code(rest, 2, 16).map(|(n, rest)| (Unit::Byte(n as u8), rest)),
        '0'..='7' => {
            let (n, rest) = code(&text[1..], 3, 8)?;
            return Some((Unit::Byte(u8::try_from(n).ok()?), rest));
        }
        'u' | 'U' => {
            let (n, rest) = code(rest, if escape == 'u' { 4 } else { 8 }, 16)?;
            return Some((Unit::Char(char::from_u32(n)?), rest));
        }
        _ => return None,
    };
    Some((Unit::Char(simple), rest))
}

fn code(text: &str, digits: usize, base: u32) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at_checked(digits)?;
    if !number.chars().all(|c| c.is_digit(base)) {
        return None;
    }
    Some((u32::from_str_radix(number, base).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ast::BinaryOp;
    use crate::types::constant::compare;

    fn value(kind: LitKind, text: &str) -> String {
        Constant::from_literal(kind, text).to_string()
    }

    #[test]
    fn numbers_in_every_base() {
        for (text, want) in [
            ("0", "0"),
            ("1_000", "1000"),
            ("0x_ff", "255"),
            ("0B101", "5"),
            ("0o17", "15"),
            ("017", "15"),
            ("0_7", "7"),
            ("0x8000000000000000", "9223372036854775808"),
            ("018", "unknown"),
        ] {
            assert_eq!(value(LitKind::Int, text), want, "{text}");
        }
        for (text, want) in [
            ("1.5", "1.5"),
            (".5e-3", "0.0005"),
            ("1_0.2_5", "10.25"),
            ("0x1p-2", "0.25"),
            ("0x1.8p1", "3"),
            ("0x.8p0", "0.5"),
            ("1.", "1"),
            ("010.5", "10.5"),
            ("1e3", "1000"),
            ("0x1p5000", "1.41247e+1505"),
            ("1e5000", "1e+5000"),
            ("1e-5000", "1e-5000"),
        ] {
            assert_eq!(value(LitKind::Float, text), want, "{text}");
        }
        for (text, want) in [
            ("2i", "(0 + 2i)"),
            ("0123i", "(0 + 123i)"),
            ("0o17i", "(0 + 15i)"),
            ("0x1p-2i", "(0 + 0.25i)"),
            ("1.5e1i", "(0 + 15i)"),
        ] {
            assert_eq!(value(LitKind::Imag, text), want, "{text}");
        }
    }

    #[test]
    fn characters_and_strings() {
        for (text, want) in [
            ("'a'", 97),
            (r"'\n'", 10),
            (r"'\''", 39),
            (r"'\xff'", 255),
            (r"'\377'", 255),
            (r"'\u00e9'", 0xe9),
            ("'é'", 0xe9),
            (r"'\U0010ffff'", 0x10ffff),
        ] {
            assert_eq!(Constant::from_literal(LitKind::Rune, text), Constant::Int(want), "{text}");
        }
        for text in [r"'\ud800'", r"'\400'", "''", "'ab'", r#"'\"'"#] {
            assert!(Constant::from_literal(LitKind::Rune, text).is_unknown(), "{text}");
        }
        assert_eq!(string(r#""a\tb\xff\u00e9\"""#).unwrap(), b"a\tb\xff\xc3\xa9\"");
        assert_eq!(string("`a\\n\r\nb`").unwrap(), b"a\\n\nb");
    }

    #[test]
    fn fractions_are_exact() {
        let tenth = Constant::from_literal(LitKind::Float, "0.1");
        let also = Constant::from_literal(LitKind::Float, "1e-1");
        assert!(compare(&tenth, BinaryOp::Eq, &also));
    }
}
