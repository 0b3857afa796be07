//! Sizes (temporary).
use super::store::{Basic, Type, TypeId, TypeStore};
/// Sizes of a target.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Word size.
    pub word: i64,
    /// Largest alignment.
    pub max_align: i64,
}
impl Sizes {
    /// amd64.
    pub const AMD64: Sizes = Sizes { word: 8, max_align: 8 };
    /// Size.
    pub fn size_of(self, store: &TypeStore, ty: TypeId) -> Option<i64> {
        Some(match store.under(ty) {
            Type::Basic(b) => match b {
                Basic::Bool | Basic::Int8 | Basic::Uint8 | Basic::Byte => 1,
                Basic::Int16 | Basic::Uint16 => 2,
                Basic::Int32 | Basic::Uint32 | Basic::Rune | Basic::Float32 => 4,
                Basic::Int64 | Basic::Uint64 | Basic::Float64 | Basic::Complex64 => 8,
                Basic::Complex128 => 16,
                Basic::String | Basic::UntypedString => 2 * self.word,
                _ => self.word,
            },
            Type::Slice(_) => 3 * self.word,
            Type::Interface(_) => 2 * self.word,
            Type::Array { len, elem } => len.checked_mul(self.size_of(store, *elem)?)?,
            Type::Struct(s) => {
                let mut at = 0i64;
                for (i, f) in s.fields.iter().enumerate() {
                    let a = self.align_of(store, f.ty);
                    at = (at + a - 1) / a * a;
                    let size = self.size_of(store, f.ty)?;
                    at = at.checked_add(size)?;
                    if size == 0 && i + 1 == s.fields.len() && at > 0 {
                        at += 1;
                    }
                }
                let a = self.align_of(store, ty);
                (at + a - 1) / a * a
            }
            _ => self.word,
        })
    }
    /// Alignment.
    pub fn align_of(self, store: &TypeStore, ty: TypeId) -> i64 {
        match store.under(ty) {
            Type::Array { elem, .. } => self.align_of(store, *elem),
            Type::Struct(s) => s.fields.iter().map(|f| self.align_of(store, f.ty)).max().unwrap_or(1),
            Type::Basic(Basic::Complex64) => 4,
            Type::Basic(Basic::Complex128) => self.max_align,
            Type::Basic(_) => self.size_of(store, ty).unwrap_or(1).clamp(1, self.max_align),
            _ => self.word,
        }
    }
    /// Offset.
    pub fn offset_of(self, store: &TypeStore, mut ty: TypeId, path: &[u32]) -> Option<i64> {
        let mut offset = 0;
        for &i in path {
            let Type::Struct(s) = store.under(ty) else { return None };
            let mut at = 0;
            for f in &s.fields[..=i as usize] {
                let a = self.align_of(store, f.ty);
                at = (at + a - 1) / a * a + self.size_of(store, f.ty)?;
            }
            let f = &s.fields[i as usize];
            offset += at - self.size_of(store, f.ty)?;
            ty = f.ty;
        }
        Some(offset)
    }
}
