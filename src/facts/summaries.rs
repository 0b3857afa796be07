//! Where the parameters of functions leak to, as bytes.
//!
//! In: summaries. Out: bytes, and back; alone, or with the names of the functions.

use super::bytes::{Input, Output, Read};
use crate::flow::{FuncSummary, Leaks};
use rustc_hash::FxHashMap;

/// One summary.
pub(super) fn summary_bytes(summary: &FuncSummary) -> Vec<u8> {
    let mut out = Output::default();
    let flags = u64::from(summary.uintptr_keep_alive) | u64::from(summary.uintptr_escapes) << 1;
    out.uint(flags);
    out.len(summary.results);
    out.len(summary.params.len());
    for leaks in &summary.params {
        let levels = leaks.levels();
        let end = levels.iter().rposition(|&level| level != 0).map_or(0, |at| at + 1);
        out.bytes(&levels[..end]);
    }
    out.0
}

/// See [`summary_bytes`].
pub(super) fn read_summary(input: &mut Input<'_>) -> Read<FuncSummary> {
    let flags = input.uint()?;
    let results = input.uint()? as usize;
    let params = input.list(|input| Ok(Leaks::from_levels(input.bytes()?)))?;
    Ok(FuncSummary {
        params,
        results,
        uintptr_keep_alive: flags & 1 != 0,
        uintptr_escapes: flags & 2 != 0,
    })
}

/// Summaries of functions by name.
pub fn write_summaries(functions: &[(String, &FuncSummary)]) -> Vec<u8> {
    let mut out = Output::default();
    out.len(functions.len());
    for (name, summary) in functions {
        out.bytes(name.as_bytes());
        out.0.extend(summary_bytes(summary));
    }
    out.0
}

/// See [`write_summaries`]; nothing if no writer made the bytes.
pub fn read_summaries(bytes: &[u8]) -> Option<FxHashMap<String, FuncSummary>> {
    let mut input = Input::new(bytes);
    let functions =
        input.list(|input| Ok((input.text()?.to_owned(), read_summary(input)?))).ok()?;
    input.is_empty().then(|| functions.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_come_back() {
        let leaks = [Leaks::from_levels(&[0, 2]), Leaks::default(), Leaks::from_levels(&[1])];
        let known = FuncSummary {
            params: leaks.to_vec(),
            results: 2,
            uintptr_keep_alive: false,
            uintptr_escapes: true,
        };
        let bytes = write_summaries(&[("p..F".into(), &known), ("p.T.M".into(), &FuncSummary::default())]);
        let read = read_summaries(&bytes).unwrap();
        assert_eq!(read["p..F"], known);
        assert_eq!(read["p.T.M"], FuncSummary::default());
        assert!((0..bytes.len()).all(|end| read_summaries(&bytes[..end]).is_none()));
    }
}
