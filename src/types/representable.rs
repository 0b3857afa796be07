//! Which constants a type can represent.
//!
//! In: a constant and a predeclared type. Out: the constant as the type represents it, rounded.
//! Source: Spec: "Representability".

use super::constant::{Constant, ConstantKind};
use super::sizes::Sizes;
use super::store::Basic;

/// Why a constant is no value of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotRepresentable {
    /// A number that is no integer, for an integer type.
    Truncated,
    /// A number that is too large or too small.
    Overflow,
    /// Not a number for a numeric type, and the like.
    Mismatch,
}

/// `value` as a value of type `basic`: integers become integers, floats are rounded. What is
/// unknown is taken to fit.
pub fn representable(value: &Constant, basic: Basic, sizes: &Sizes) -> Result<Constant, NotRepresentable> {
    let fits = match value.kind() {
        ConstantKind::Unknown => true,
        ConstantKind::Bool => basic.is_boolean(),
        ConstantKind::String => basic.is_string(),
        ConstantKind::Int | ConstantKind::Float | ConstantKind::Complex => {
            return match number(value, basic, sizes) {
                Some(number) => Ok(number),
                None if !basic.is_numeric() => Err(NotRepresentable::Mismatch),
                None if basic.is_integer() && value.to_int().is_none() => Err(NotRepresentable::Truncated),
                None => Err(NotRepresentable::Overflow),
            };
        }
    };
    if fits { Ok(value.clone()) } else { Err(NotRepresentable::Mismatch) }
}

fn number(value: &Constant, basic: Basic, sizes: &Sizes) -> Option<Constant> {
    if basic.is_integer() {
        let int = value.to_int()?;
        return in_range(&int, basic, sizes).then_some(int);
    }
    if basic.is_float() {
        return round(&value.to_float()?, basic);
    }
    if basic.is_complex() {
        let value = value.to_complex()?;
        if basic == Basic::UntypedComplex {
            return Some(value);
        }
        let part = if basic == Basic::Complex64 { Basic::Float32 } else { Basic::Float64 };
        return Some(Constant::complex(round(&value.real(), part)?, round(&value.imag(), part)?));
    }
    None
}

fn in_range(int: &Constant, basic: Basic, sizes: &Sizes) -> bool {
    if basic.is_untyped() {
        return true;
    }
    let bits = 8 * sizes.basic_size(basic) as u64;
    if basic.is_unsigned() {
        !int.is_negative() && int.bit_len() <= bits
    } else {
        match int.to_i64() {
            // The magnitude of the smallest number has one bit more than that of the largest.
            Some(int) => (int ^ (int >> 63)) >> (bits - 1) == 0,
            None => false,
        }
    }
}

fn round(value: &Constant, basic: Basic) -> Option<Constant> {
    let rounded = match basic {
        Basic::Float32 => value.to_f32()?,
        Basic::Float64 => value.to_f64()?,
        _ => return Some(value.clone()),
    };
    rounded.is_finite().then(|| Constant::from_f64(rounded))
}

/// The value of a conversion of a constant to a predeclared type; `from_integer` tells whether
/// its own type is an integer type, so that strings can be made from it.
///
/// Spec: "Conversions".
pub fn convert_constant(
    value: &Constant,
    from_integer: bool,
    basic: Basic,
    sizes: &Sizes,
) -> Result<Constant, NotRepresentable> {
    match representable(value, basic, sizes) {
        Err(_) if from_integer && basic.is_string() => Ok(value.rune_to_string()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ast::LitKind;

    fn fits(text: &str, basic: Basic) -> Result<String, NotRepresentable> {
        let kind = if text.contains('i') {
            LitKind::Imag
        } else if text.contains(['.', 'e']) {
            LitKind::Float
        } else {
            LitKind::Int
        };
        let (text, negative) = text.strip_prefix('-').map_or((text, false), |t| (t, true));
        let mut value = Constant::from_literal(kind, text);
        if negative {
            value = super::super::constant::unary_op(crate::syntax::ast::UnaryOp::Neg, &value, None);
        }
        representable(&value, basic, &Sizes::AMD64).map(|v| v.to_string())
    }

    #[test]
    fn integers() {
        use Basic::*;
        use NotRepresentable::*;
        assert_eq!(fits("255", Uint8), Ok("255".to_owned()));
        assert_eq!(fits("256", Byte), Err(Overflow));
        assert_eq!(fits("-1", Uint), Err(Overflow));
        assert_eq!(fits("-128", Int8), Ok("-128".to_owned()));
        assert_eq!(fits("-129", Int8), Err(Overflow));
        assert_eq!(fits("128", Int8), Err(Overflow));
        assert_eq!(fits("18446744073709551615", Uint64), Ok("18446744073709551615".to_owned()));
        assert_eq!(fits("18446744073709551616", Uintptr), Err(Overflow));
        assert_eq!(fits("-9223372036854775808", Int64), Ok("-9223372036854775808".to_owned()));
        assert_eq!(fits("9223372036854775808", Int), Err(Overflow));
        assert_eq!(fits("2.0", Int), Ok("2".to_owned()));
        assert_eq!(fits("2.5", Int), Err(Truncated));
        assert_eq!(fits("0i", Int), Ok("0".to_owned()));
        assert_eq!(fits("1i", Int), Err(Truncated));
        assert_eq!(fits("1", String), Err(Mismatch));
        assert!(representable(&Constant::Int(1 << 31), Int, &Sizes::I386).is_err());
    }

    #[test]
    fn floats() {
        use Basic::*;
        use NotRepresentable::*;
        assert_eq!(fits("3.4028235677973367e+38", Float32), Err(Overflow));
        assert_eq!(fits("3.4028235677973360e+38", Float32), Ok("3.40282e+38".to_owned()));
        assert_eq!(fits("1e400", Float64), Err(Overflow));
        assert_eq!(fits("1e-400", Float64), Ok("0".to_owned()));
        assert_eq!(fits("16777217", Float32), Ok("1.67772e+07".to_owned()));
        assert_eq!(fits("1e400", UntypedFloat), Ok("1e+400".to_owned()));
        assert_eq!(fits("2i", Complex64), Ok("(0 + 2i)".to_owned()));
        assert_eq!(fits("1e39i", Complex64), Err(Overflow));
    }
}
