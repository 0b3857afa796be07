//! Where the parameters of functions leak to, as bytes.
//!
//! In: summaries. Out: bytes, and back; alone, or as part of the [`Outline`] of a package.

use super::bytes::{Broken, Input, Output, Read};
use crate::flow::{FuncSummary, Leaks};
use crate::inline::Candidate;

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
    Ok(FuncSummary { params, results, uintptr_keep_alive: flags & 1 != 0, uintptr_escapes: flags & 2 != 0 })
}

/// What importers with the source of a package ask of its analysis, unless they copy bodies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// Its functions.
    pub functions: Vec<OutlineFunc>,
    /// The functions of other packages whose bodies importers find: packages and names.
    pub passed_on: Vec<(String, String)>,
}

/// What is known about one function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineFunc {
    /// See [`super::func_name`].
    pub name: String,
    /// Where its parameters leak to.
    pub summary: Option<FuncSummary>,
    /// Whether it can be copied, and what that costs.
    pub candidate: Option<Candidate>,
}

impl Outline {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Output::default();
        out.len(self.functions.len());
        for OutlineFunc { name, summary, candidate } in &self.functions {
            out.bytes(name.as_bytes());
            out.uint(summary.is_some().into());
            out.0.extend(summary.iter().flat_map(summary_bytes));
            out.uint(candidate.is_some().into());
            if let Some(Candidate { cost, literal, late_results }) = *candidate {
                out.uint(cost.into());
                out.uint(literal.into());
                out.uint(late_results.into());
            }
        }
        out.len(self.passed_on.len());
        for (home, name) in &self.passed_on {
            out.bytes(home.as_bytes());
            out.bytes(name.as_bytes());
        }
        out.0
    }

    /// See [`Outline::to_bytes`]; nothing if they are no outline.
    pub fn from_bytes(bytes: &[u8]) -> Option<Outline> {
        Outline::read(&mut Input::new(bytes)).ok()
    }

    fn read(input: &mut Input<'_>) -> Read<Outline> {
        let functions = input.list(|input| {
            let name = input.text()?.to_owned();
            let summary = input.bool()?.then(|| read_summary(input)).transpose()?;
            let is_candidate = input.bool()?;
            let mut candidate = || {
                let (cost, literal, late_results) = (input.index()?, input.bool()?, input.bool()?);
                Ok(Candidate { cost, literal, late_results })
            };
            let candidate = is_candidate.then(&mut candidate).transpose()?;
            Ok(OutlineFunc { name, summary, candidate })
        })?;
        let passed_on = input.list(|input| Ok((input.text()?.to_owned(), input.text()?.to_owned())))?;
        if input.is_empty() { Ok(Outline { functions, passed_on }) } else { Err(Broken) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_come_back() {
        let leaks = [Leaks::from_levels(&[0, 2]), Leaks::default(), Leaks::from_levels(&[1])];
        let summary = FuncSummary {
            params: leaks.to_vec(),
            results: 2,
            uintptr_keep_alive: false,
            uintptr_escapes: true,
        };
        let candidate = Candidate { cost: 300, literal: false, late_results: true };
        let func = |name: &str| OutlineFunc { name: name.into(), summary: None, candidate: None };
        let functions = vec![
            OutlineFunc { summary: Some(summary), ..func(".F") },
            OutlineFunc { candidate: Some(candidate), ..func("T.M") },
        ];
        let outline = Outline { functions, passed_on: vec![("p/q".into(), ".G".into())] };
        let bytes = outline.to_bytes();
        assert_eq!(Outline::from_bytes(&bytes), Some(outline));
        assert!((0..bytes.len()).all(|end| Outline::from_bytes(&bytes[..end]).is_none()));
    }
}
