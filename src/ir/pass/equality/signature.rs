//! The layout signatures that generated functions are shared and named by: since Go 1.27.
//!
//! In: a type. Out: what its comparison reads, in order: `M8` eight bytes of memory, `K8` eight
//! bytes to skip, `F` and `G` floats of 32 and 64 bits, `S` a string, `I` and `E` interfaces with
//! and without methods, `[4S]` four times `S`.
//! Invariants: no memory or skip is empty; where memory without size follows it, a skip stays
//! apart from the next one, and is kept at the end.
//! Source: gc 1.27.3, on machines that load unaligned words (elsewhere signatures also hold the
//! alignment).

use super::PassContext;
use super::comparison::{Comparison, FieldLayout, Part, comparison, size_of};
use crate::types::{Type, TypeId};
use rustc_hash::FxHashSet;
use std::fmt;

/// Bytes that one iteration over an array should compare.
const UNROLLED: i64 = 32;

/// Longest signature, in items. (gc has no limit; it does not finish.)
const MAX_ITEMS: usize = 1 << 13;

/// One item of a signature.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Item {
    /// Bytes to compare.
    Memory(i64),
    /// Bytes to skip.
    Skip(i64),
    Float32,
    Float64,
    String,
    Interface,
    EmptyInterface,
    /// Repetitions of a signature.
    Repeat(i64, Signature),
}

/// What comparing two values reads.
#[derive(Clone, PartialEq, Default, Debug)]
pub(super) struct Signature(pub Vec<Item>);

impl Signature {
    /// The signature of `ty`; `None` if values cannot be compared, or only with too many items.
    pub fn of(cx: &PassContext<'_>, ty: TypeId) -> Option<Signature> {
        if comparison(cx, ty) == Comparison::Never {
            return None;
        }
        let mut builder = Builder { cx, items: Vec::new(), open: false };
        builder.add(ty);
        if builder.items.len() > MAX_ITEMS {
            return None;
        }
        let open = builder.open;
        let signature = Signature(builder.items);
        Some(if open { signature.trimmed() } else { signature })
    }

    /// Without what is skipped at the end.
    pub fn trimmed(mut self) -> Signature {
        if let Some(Item::Skip(_)) = self.0.last() {
            self.0.pop();
        }
        self
    }

    /// Bytes from the start to the end.
    pub fn size(&self, word: i64) -> i64 {
        let size = |item: &Item| match item {
            Item::Memory(n) | Item::Skip(n) => *n,
            Item::Float32 => 4,
            Item::Float64 => 8,
            Item::String | Item::Interface | Item::EmptyInterface => 2 * word,
            Item::Repeat(n, of) => n.saturating_mul(of.size(word)),
        };
        self.0.iter().map(size).fold(0, i64::saturating_add)
    }

    /// Whether the runtime has functions for it.
    pub fn is_simple(&self) -> bool {
        use Item::*;
        matches!(
            self.0[..],
            [] | [Memory(_)]
                | [String]
                | [Interface]
                | [EmptyInterface]
                | [Float32]
                | [Float64]
                | [Float32, Float32]
                | [Float64, Float64]
        )
    }
}

/// A signature being built.
struct Builder<'a, 'c> {
    cx: &'a PassContext<'c>,
    items: Vec<Item>,
    /// Whether the last item can still grow, or be left out at the end.
    open: bool,
}

impl Builder<'_, '_> {
    /// Appends what comparing a `ty` reads, as deep as `comparison` allows.
    fn add(&mut self, ty: TypeId) {
        if self.items.len() > MAX_ITEMS {
            return;
        }
        let cx = self.cx;
        match (cx.types.under(ty), comparison(cx, ty)) {
            (Type::Struct(_), Comparison::Memory) => {
                let size = size_of(cx, ty);
                if size > 0 || self.holds_array(ty) {
                    self.memory(size);
                }
            }
            (_, Comparison::Memory) => self.memory(size_of(cx, ty)),
            (Type::Struct(_), _) => {
                let layout = FieldLayout::of(cx, ty);
                let mut at = 0;
                for field in layout.fields.iter().filter(|f| !f.blank) {
                    self.skip(field.offset - at);
                    self.add(field.ty);
                    at = field.end();
                }
                self.skip(layout.size - at);
            }
            (Type::Array { len, elem }, _) => self.add_array(*len, *elem),
            (_, Comparison::Runtime(part)) => match part {
                Part::String => self.push(Item::String),
                Part::Interface => self.push(Item::Interface),
                Part::EmptyInterface => self.push(Item::EmptyInterface),
                Part::Float32 => self.push(Item::Float32),
                Part::Float64 => self.push(Item::Float64),
                Part::Complex64 => (0..2).for_each(|_| self.push(Item::Float32)),
                Part::Complex128 => (0..2).for_each(|_| self.push(Item::Float64)),
            },
            _ => {}
        }
    }

    /// Whether there is an array in the struct `ty` without size.
    fn holds_array(&self, ty: TypeId) -> bool {
        let mut seen = FxHashSet::default();
        let mut todo = vec![ty];
        while let Some(ty) = todo.pop() {
            let ty = self.cx.types.underlying(ty);
            match self.cx.types.get(ty) {
                Type::Array { .. } => return true,
                Type::Struct(s) if seen.insert(ty) => todo.extend(s.fields.iter().map(|f| f.ty)),
                _ => {}
            }
        }
        false
    }

    /// Elements that do not fill a loop come first, then the loop.
    fn add_array(&mut self, len: i64, elem: TypeId) {
        let size = size_of(self.cx, elem);
        if size == 0 && len != 1 {
            return;
        }
        let unrolled = (UNROLLED / size.max(1)).max(1);
        let (single, rounds) = if len == 1 { (1, 0) } else { (len % unrolled, len / unrolled) };
        let (single, rounds) = if rounds == 1 { (single + unrolled, 0) } else { (single, rounds) };
        for _ in 0..single {
            self.add(elem);
        }
        if rounds > 0 {
            let mut inner = Builder { cx: self.cx, items: Vec::new(), open: false };
            for _ in 0..unrolled {
                inner.add(elem);
            }
            self.push(Item::Repeat(rounds, Signature(inner.items)));
        }
    }

    fn push(&mut self, item: Item) {
        self.items.push(item);
        self.open = false;
    }

    /// Memory, even none, fixes what is skipped before it.
    fn memory(&mut self, n: i64) {
        match self.items.last_mut() {
            Some(Item::Memory(last)) if self.open => *last += n,
            _ if n == 0 => self.open = false,
            _ => {
                self.items.push(Item::Memory(n));
                self.open = true;
            }
        }
    }

    fn skip(&mut self, n: i64) {
        match self.items.last_mut() {
            _ if n == 0 => {}
            Some(Item::Skip(last)) if self.open => *last += n,
            _ => {
                self.items.push(Item::Skip(n));
                self.open = true;
            }
        }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in &self.0 {
            match item {
                Item::Memory(n) => write!(f, "M{n}")?,
                Item::Skip(n) => write!(f, "K{n}")?,
                Item::Float32 => f.write_str("F")?,
                Item::Float64 => f.write_str("G")?,
                Item::String => f.write_str("S")?,
                Item::Interface => f.write_str("I")?,
                Item::EmptyInterface => f.write_str("E")?,
                Item::Repeat(n, of) => write!(f, "[{n}{of}]")?,
            }
        }
        Ok(())
    }
}
