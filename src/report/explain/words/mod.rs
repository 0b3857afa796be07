//! Reports in words, in any language.
//!
//! In: reports as data. Out: phrases without line breaks.
//! Invariants: nothing else in `explain` words anything; every word is in the catalogue, here is only
//! which message says what. No word of the solver's: no "hole", "deref", "spill", "{heap}".

pub mod change;
mod rule;
mod stay;
mod step;
mod why;

use super::{InlinedAt, Report, Rule, Value, ValueKind};
use crate::catalogue::{Catalogue, say};
use crate::release::Rules;

/// Words reports.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The language.
    pub catalogue: &'a Catalogue,
    /// The release, whose limits the rules name.
    pub rules: &'a Rules,
}

impl Words<'_> {
    /// The heading of a report: what goes to the heap, and in which copy of a function.
    pub fn title(&self, report: &Report) -> String {
        let heading = self.heading(&report.value, report.outside.as_deref());
        match &report.copy {
            Some(InlinedAt { callee, into, .. }) => {
                say!(self.catalogue, "explain-in-copy", heading = heading, callee = callee, into = into)
            }
            None => heading,
        }
    }

    /// What goes to the heap, of a function of another package if that is inlined.
    fn heading(&self, value: &Value, outside: Option<&str>) -> String {
        let subject = self.subject(value);
        let what = match outside {
            Some(callee) => say!(self.catalogue, "explain-of", what = subject, callee = callee),
            None => subject,
        };
        if is_variable(value.kind) {
            say!(self.catalogue, "explain-heading-moved", what = what)
        } else {
            say!(self.catalogue, "explain-heading-escapes", what = what)
        }
    }

    /// The label of the declaration or expression that a report is about.
    pub fn label(&self, report: &Report) -> String {
        let label = match report.rule {
            Rule::LargeVariable | Rule::LargeAllocation => say!(self.catalogue, "explain-label-too-large"),
            Rule::UnknownSize => say!(self.catalogue, "explain-label-unknown-size"),
            _ => self.primary(&report.value, report.outside.is_some()),
        };
        match &report.outside {
            Some(callee) => say!(self.catalogue, "explain-inlined-here", callee = callee, label = label),
            None => label,
        }
    }

    /// What is at a declaration or expression; `elsewhere` if a reader does not see it.
    fn primary(&self, value: &Value, elsewhere: bool) -> String {
        let words = self.catalogue;
        match (value.kind, &value.text) {
            (ValueKind::Variable | ValueKind::Parameter | ValueKind::LoopState, _) => {
                self.heading(value, None)
            }
            (ValueKind::Boxed { constant: false }, Some(text)) => {
                say!(words, "explain-label-boxed", text = text)
            }
            (kind, _) => {
                let kind = match kind {
                    ValueKind::Boxed { constant: true } => "boxed-constant",
                    kind => kind.name(),
                };
                let place = if elsewhere { "elsewhere" } else { "here" };
                say!(words, "explain-label", kind = kind, place = place)
            }
        }
    }

    /// A value, in the middle of a sentence.
    pub fn subject(&self, value: &Value) -> String {
        let words = self.catalogue;
        match (value.kind, &value.text) {
            (ValueKind::Variable | ValueKind::Parameter, Some(name)) => name.clone(),
            (ValueKind::Variable, None) => say!(words, "explain-value-result"),
            (ValueKind::Parameter, None) => say!(words, "explain-value-parameter"),
            (ValueKind::LoopState, _) => say!(words, "explain-value-loop-state"),
            (ValueKind::Hidden, Some(text)) => say!(words, "explain-value-of", text = text),
            (ValueKind::Hidden, None) => say!(words, "explain-value-intermediate"),
            (ValueKind::Boxed { constant: true }, Some(text)) => {
                say!(words, "explain-value-boxed-constant", text = text)
            }
            (ValueKind::Boxed { constant: true }, None) => say!(words, "explain-value-boxed-a-constant"),
            (ValueKind::Boxed { .. }, Some(text)) => say!(words, "explain-value-boxed", text = text),
            (ValueKind::Boxed { .. }, None) => say!(words, "explain-value-boxed-a-value"),
            (ValueKind::Append, Some(text)) => say!(words, "explain-value-append", text = text),
            (ValueKind::Append, None) => say!(words, "explain-value-append-array"),
            (ValueKind::Closure | ValueKind::VariadicArguments, _) | (_, None) => {
                say!(words, "explain-the", kind = value.kind.name())
            }
            (_, Some(text)) => text.clone(),
        }
    }

    /// A value whose text a label underlines.
    fn this(&self, value: &Value) -> String {
        match value.kind {
            ValueKind::Variable | ValueKind::Parameter => self.subject(value),
            kind => say!(self.catalogue, "explain-this", kind = kind.name()),
        }
    }

    /// What points to a value of that kind.
    fn handle(&self, kind: ValueKind) -> String {
        say!(self.catalogue, "explain-handle", kind = kind.name())
    }
}

fn is_variable(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Variable | ValueKind::Parameter | ValueKind::Hidden | ValueKind::LoopState)
}
