//! The smallest parts of a facts file: numbers, texts and tables.
//!
//! In: values. Out: bytes, and back. Invariants: reading never panics and never looks outside of
//! what it was given: what does not make sense is [`Broken`].

use std::ops::Range;

/// Bytes that no writer of facts made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Broken;

/// The result of reading.
pub(super) type Read<T> = Result<T, Broken>;

/// Bytes under construction.
#[derive(Debug, Default)]
pub(super) struct Output(pub Vec<u8>);

impl Output {
    /// A number; small ones are short.
    pub fn uint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A number of things.
    pub fn len(&mut self, value: usize) {
        self.uint(value as u64);
    }

    /// A number that may be negative.
    pub fn int(&mut self, value: i64) {
        self.uint(((value << 1) ^ (value >> 63)) as u64);
    }

    /// Bytes after their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.len(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    /// Items that can be read in any order.
    pub fn table<T: AsRef<[u8]>>(&mut self, items: &[T]) {
        let mut end = 0u32;
        self.0.extend_from_slice(&(items.len() as u32).to_le_bytes());
        for item in items {
            end += item.as_ref().len() as u32;
            self.0.extend_from_slice(&end.to_le_bytes());
        }
        for item in items {
            self.0.extend_from_slice(item.as_ref());
        }
    }
}

/// Bytes being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    /// Reads `bytes` from the start.
    pub fn new(bytes: &'a [u8]) -> Self {
        Input { rest: bytes }
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Broken)?;
        self.rest = rest;
        Ok(taken)
    }

    /// See [`Output::uint`].
    pub fn uint(&mut self) -> Read<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or(Broken)?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Broken)
    }

    /// A number of 32 bits.
    pub fn index(&mut self) -> Read<u32> {
        u32::try_from(self.uint()?).map_err(|_| Broken)
    }

    /// A number of things of which each takes at least one byte.
    pub fn len(&mut self) -> Read<usize> {
        let len = self.uint()?;
        if len <= self.rest.len() as u64 { Ok(len as usize) } else { Err(Broken) }
    }

    /// See [`Output::int`].
    pub fn int(&mut self) -> Read<i64> {
        let value = self.uint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A truth value.
    pub fn bool(&mut self) -> Read<bool> {
        match self.uint()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Broken),
        }
    }

    /// See [`Output::bytes`].
    pub fn bytes(&mut self) -> Read<&'a [u8]> {
        let len = self.len()?;
        self.take(len)
    }

    /// A text.
    pub fn text(&mut self) -> Read<&'a str> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Broken)
    }

    /// As many items as are announced.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let len = self.len()?;
        (0..len).map(|_| item(self)).collect()
    }
}

/// Where the items of an [`Output::table`] are.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Where the ends of the items are.
    ends: usize,
    count: usize,
    items: Range<usize>,
}

const WORD: usize = size_of::<u32>();

impl Table {
    /// The table that `range` of `data` holds.
    pub fn parse(data: &[u8], range: Range<usize>) -> Read<Table> {
        let word =
            |at: usize| data.get(at..at + WORD).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        let count = word(range.start).ok_or(Broken)? as usize;
        let ends = range.start + WORD;
        let start = count.checked_mul(WORD).and_then(|size| ends.checked_add(size)).ok_or(Broken)?;
        if start > range.end {
            return Err(Broken);
        }
        Ok(Table { ends, count, items: start..range.end })
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// One item.
    pub fn get<'a>(&self, data: &'a [u8], index: u32) -> Read<&'a [u8]> {
        let index = index as usize;
        if index >= self.count {
            return Err(Broken);
        }
        let end = |index: usize| {
            let at = self.ends + index * WORD;
            let bytes = data.get(at..at + WORD).and_then(|b| b.try_into().ok()).ok_or(Broken)?;
            self.items.start.checked_add(u32::from_le_bytes(bytes) as usize).ok_or(Broken)
        };
        let start = if index == 0 { self.items.start } else { end(index - 1)? };
        let end = end(index)?;
        if start > end || end > self.items.end {
            return Err(Broken);
        }
        data.get(start..end).ok_or(Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back() {
        let mut out = Output::default();
        let numbers = [0, 1, 127, 128, u64::from(u32::MAX), u64::MAX];
        numbers.iter().for_each(|&n| out.uint(n));
        let signed = [0, -1, 1, i64::MIN, i64::MAX];
        signed.iter().for_each(|&n| out.int(n));
        out.bytes(b"text");
        let mut input = Input::new(&out.0);
        assert!(numbers.iter().all(|&n| input.uint() == Ok(n)));
        assert!(signed.iter().all(|&n| input.int() == Ok(n)));
        assert_eq!(input.text(), Ok("text"));
        assert!(input.is_empty());
        assert_eq!(input.uint(), Err(Broken));
    }

    #[test]
    fn tables_are_read_in_any_order() {
        let mut out = Output::default();
        let items: [&[u8]; 3] = [b"a", b"", b"ccc"];
        out.table(&items);
        let table = Table::parse(&out.0, 0..out.0.len()).unwrap();
        for i in [2, 0, 1] {
            assert_eq!(table.get(&out.0, i), Ok(items[i as usize]));
        }
        assert_eq!(table.get(&out.0, 3), Err(Broken));
        for end in 0..out.0.len() {
            let cut = &out.0[..end];
            let read = Table::parse(cut, 0..end).and_then(|t| t.get(cut, 2).map(<[u8]>::len));
            assert!(read.is_err(), "cut at {end}");
        }
    }
}
