//! Changes of a text that keep its tokens whole: lines and tokens move, double, vanish or take each
//! other's place. Half of the time libFuzzer changes bytes as it likes.

use goesc::syntax::lexer::Tokens;
use libfuzzer_sys::fuzzer_mutate;
use std::ops::Range;

/// Changes `data[..size]`; returns the new size.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed) << 1 | 1);
    let text = std::str::from_utf8(&data[..size]).ok().filter(|text| !text.is_empty());
    let changed = text.filter(|_| random.below(2) == 0).and_then(|text| change(text, &mut random));
    match changed {
        Some(text) if text.len() <= max_size => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
}

/// A few changes of one kind or another.
fn change(text: &str, random: &mut Random) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        let by_line = random.below(3) == 0;
        let spans = if by_line { lines(&text) } else { tokens(&text) };
        let from = random.pick(&spans)?;
        // Neighbours, often, so that the piece is a phrase.
        let from = match random.below(4) {
            0 => {
                let last = random.pick(&spans)?;
                if last.start >= from.start && last.end - from.start < 80 {
                    from.start..last.end
                } else {
                    from
                }
            }
            _ => from,
        };
        let to = random.pick(&spans)?;
        let piece = text.get(from.clone())?.to_owned();
        match random.below(4) {
            0 => text.replace_range(from, ""),
            1 => text.insert_str(to.start, &format!("{piece} ")),
            _ => text.replace_range(to, &piece),
        }
    }
    Some(text)
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let line = |line: &str| {
        let span = start..start + line.len();
        start = span.end;
        span
    };
    text.split_inclusive('\n').map(line).collect()
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let spans = Tokens::new(text).map(|(from, _, to)| from as usize..to as usize);
    spans.filter(|span| !span.is_empty()).collect()
}

/// Numbers that the seed determines.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }

    fn pick(&mut self, spans: &[Range<usize>]) -> Option<Range<usize>> {
        if spans.is_empty() { None } else { Some(spans[self.below(spans.len())].clone()) }
    }
}
