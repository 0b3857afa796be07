//! Representable (temporary).
use super::constant::Constant;
use super::sizes::Sizes;
use super::store::Basic;
/// Whether it fits.
pub fn representable(value: &Constant, basic: Basic, _sizes: Sizes) -> Result<Constant, ()> {
    if value.is_unknown() {
        return Ok(Constant::Unknown);
    }
    if basic.is_integer() {
        let int = value.to_int().ok_or(())?;
        let bits = match basic {
            Basic::Int8 | Basic::Uint8 | Basic::Byte => 8,
            Basic::Int16 | Basic::Uint16 => 16,
            Basic::Int32 | Basic::Uint32 | Basic::Rune => 32,
            Basic::UntypedInt | Basic::UntypedRune => return Ok(int),
            _ => 64,
        };
        let fits = if basic.is_unsigned() {
            !int.is_negative() && int.bit_len() <= bits
        } else {
            int.bit_len() < bits || int.is_negative() && int.to_i64().is_some_and(|v| v == -1 << (bits - 1))
        };
        return if fits { Ok(int) } else { Err(()) };
    }
    let float = |v: &Constant| -> Result<Constant, ()> {
        match basic {
            Basic::Float32 | Basic::Complex64 => {
                v.to_f32().filter(|f| f.is_finite()).map(Constant::from_f64).ok_or(())
            }
            Basic::Float64 | Basic::Complex128 => {
                v.to_f64().filter(|f| f.is_finite()).map(Constant::from_f64).ok_or(())
            }
            _ => Ok(v.clone()),
        }
    };
    if basic.is_float() {
        return float(&value.to_float().ok_or(())?);
    }
    if basic.is_complex() {
        let v = value.to_complex().ok_or(())?;
        return Ok(Constant::complex(float(&v.real())?, float(&v.imag())?));
    }
    match value {
        Constant::String(_) if basic.is_string() => Ok(value.clone()),
        Constant::Bool(_) if basic.is_boolean() => Ok(value.clone()),
        _ => Err(()),
    }
}
