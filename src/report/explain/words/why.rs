//! What would keep a value on the stack, and what it costs, in words.
//!
//! In: [`Cut`]s and [`Cost`]s. Out: phrases without line breaks, in any language.

use super::super::cut::MAX_LOCATIONS;
use super::super::{Chance, Cost, Cut, Free, Hop, Report, Spot};
use super::Words;
use crate::catalogue::say;
use crate::source::{Pos, SourceMap};

/// The longest source text that a sentence quotes.
const MAX_CODE: usize = 60;

impl Words<'_> {
    /// What would keep a value on the stack.
    pub fn cut(&self, cut: &Cut, report: &Report, sources: &SourceMap) -> String {
        let catalogue = self.catalogue;
        let value = self.subject(&report.value);
        match cut {
            Cut::Steps(steps) => {
                let [nearest, others @ ..] = &steps[..] else { return String::new() };
                let hop = &report.hops[(*nearest).min(report.hops.len() - 1)];
                let text = say!(
                    catalogue,
                    "explain-cut-step",
                    place = self.place(hop, report.spot, sources),
                    step = nearest + 2,
                    value = value
                );
                if others.is_empty() {
                    return text;
                }
                let others: Vec<String> = others.iter().map(|step| (step + 2).to_string()).collect();
                let (count, steps) = (others.len(), catalogue.list(&others));
                say!(catalogue, "explain-cut-also", text = text, count = count, steps = steps)
            }
            Cut::Holder(hop) => say!(
                catalogue,
                "explain-cut-holder",
                place = self.place(hop, report.spot, sources),
                value = value
            ),
            Cut::OtherWay(Some(hop)) => say!(
                catalogue,
                "explain-cut-other-way",
                place = self.place(hop, report.spot, sources),
                value = value
            ),
            Cut::OtherWay(None) => say!(catalogue, "explain-cut-several", value = value),
            Cut::Size { alone: true } => say!(catalogue, "explain-cut-size", value = value),
            Cut::Size { alone: false } => say!(catalogue, "explain-cut-size-too", value = value),
            Cut::TooMany => say!(catalogue, "explain-cut-too-many", count = MAX_LOCATIONS as i64),
        }
    }

    /// The text of a step and its line, with the file if that is not that of `from`.
    fn place(&self, hop: &Hop, from: Spot, sources: &SourceMap) -> String {
        let catalogue = self.catalogue;
        let spot = hop.spot.unwrap_or(from);
        let file = sources.file(spot.file);
        let line = sources.line_column(Pos::new(spot.file, spot.start)).0;
        let code = file.text.get(spot.range()).filter(|code| code.len() <= MAX_CODE).unwrap_or_default();
        let file = if spot.file == from.file { "" } else { file.display_name.as_str() };
        match (code, file) {
            ("", "") => say!(catalogue, "explain-place-line", line = line),
            ("", file) => say!(catalogue, "explain-place-file", file = file, line = line),
            (code, "") => say!(catalogue, "explain-place-code", code = code, line = line),
            (code, file) => say!(catalogue, "explain-place-code-file", code = code, file = file, line = line),
        }
    }

    /// That there is no verdict on a line.
    pub fn nothing_on_line(&self, line: u32) -> String {
        say!(self.catalogue, "explain-line-nothing", line = line)
    }

    /// That something costs nothing.
    pub fn free(&self) -> String {
        say!(self.catalogue, "explain-cost-nothing")
    }

    /// What a value costs, as a note.
    pub fn cost(&self, cost: Cost, heap: bool) -> String {
        let catalogue = self.catalogue;
        let text = match cost {
            Cost::Allocates if heap => say!(catalogue, "explain-cost-allocates"),
            Cost::Allocates => say!(catalogue, "explain-cost-allocates-anyway"),
            Cost::MayAllocate(chance) => match chance {
                Chance::Grows => say!(catalogue, "explain-cost-grows"),
                Chance::MapGrows(count) => say!(catalogue, "explain-cost-map-grows", count = count),
                Chance::LongerThan(count) => say!(catalogue, "explain-cost-longer", count = count),
                Chance::MoreRunes(count) => say!(catalogue, "explain-cost-more-runes", count = count),
                Chance::LargerThan(count) => say!(catalogue, "explain-cost-larger", count = count),
                Chance::SmallNumber => say!(catalogue, "explain-cost-small-number"),
                Chance::NotEmpty => say!(catalogue, "explain-cost-not-empty"),
                Chance::Joins => say!(catalogue, "explain-cost-joins"),
            },
            Cost::Free(free) => match free {
                Free::OnStack => say!(catalogue, "explain-cost-on-stack"),
                Free::Constant => say!(catalogue, "explain-cost-constant"),
                Free::Byte => say!(catalogue, "explain-cost-byte"),
                Free::Empty => say!(catalogue, "explain-cost-empty"),
                Free::NothingCaptured => say!(catalogue, "explain-cost-nothing-captured"),
                Free::NoCopy => say!(catalogue, "explain-cost-no-copy"),
            },
        };
        match cost {
            Cost::Allocates => text,
            Cost::MayAllocate(_) => say!(catalogue, "explain-cost-may", why = text),
            Cost::Free(_) => say!(catalogue, "explain-cost-free", why = text),
        }
    }
}
