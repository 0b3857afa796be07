//! What stays, what functions do with parameters, and the summary, in words.

use super::super::{Contract, Holder, Leak, LeakResult, LiteralKind, Stay, StayReason, ValueKind};
use super::{Words, is_variable};
use crate::catalogue::say;

/// How many functions and lines a note lists.
const MAX_PLACES: usize = 5;

impl Words<'_> {
    /// The heading of what stays.
    pub fn stays_heading(&self) -> String {
        say!(self.catalogue, "explain-stays")
    }

    /// The heading of the contracts.
    pub fn contracts_heading(&self) -> String {
        say!(self.catalogue, "explain-contracts")
    }

    /// Why a value stays, as a line of its own.
    pub fn stay(&self, stay: &Stay) -> String {
        let words = self.catalogue;
        let mut value = self.subject(&stay.value);
        if let Some(callee) = &stay.outside {
            value = say!(words, "explain-stay-inlined", value = value, callee = callee);
        }
        let its = match stay.value.kind {
            kind if is_variable(kind) => say!(words, "explain-its-address"),
            // What is its own handle has just been named.
            ValueKind::Closure
            | ValueKind::LoopBody
            | ValueKind::MethodValue
            | ValueKind::VariadicArguments => {
                say!(words, "explain-it")
            }
            kind => self.handle(kind),
        };
        match &stay.why {
            StayReason::NeverKept => say!(words, "explain-stay-never-kept", value = value, its = its),
            StayReason::OnlyTo(names, literals) => {
                let mut names: Vec<String> = names.iter().map(|holder| self.holder(holder)).collect();
                if *literals {
                    names.push(say!(words, "explain-function-literals"));
                }
                let (count, names) = (names.len(), words.list(&names));
                say!(words, "explain-stay-only-to", value = value, its = its, names = names, count = count)
            }
            StayReason::PassedTo(callee) => {
                say!(words, "explain-stay-passed-to", value = value, callee = callee)
            }
            StayReason::CalledOn(callee) => {
                say!(words, "explain-stay-called-on", value = value, callee = callee)
            }
            StayReason::Captured => say!(words, "explain-stay-captured", value = value),
            StayReason::CalledHere => say!(words, "explain-stay-called-here", value = value),
        }
    }

    fn holder(&self, holder: &Holder) -> String {
        match holder {
            Holder::Named(name) => name.clone(),
            Holder::Parameter { name, callee, receiver } => {
                let role = if *receiver { "receiver" } else { "parameter" };
                say!(self.catalogue, "explain-holder-parameter", role = role, name = name, callee = callee)
            }
        }
    }

    /// What a function does with a parameter, as a line of its own.
    pub fn contract(&self, contract: &Contract) -> String {
        let words = self.catalogue;
        let Contract { func, literal, param, leaks, .. } = contract;
        let func = match (literal, func.as_str()) {
            (None, func) => func.to_owned(),
            (Some(LiteralKind::Written), "") => say!(words, "explain-package-literal"),
            (Some(LiteralKind::Written), outer) => say!(words, "explain-literal-in", func = outer),
            (Some(LiteralKind::LoopBody), outer) => say!(words, "explain-loop-body-in", func = outer),
        };
        if leaks.is_empty() {
            return say!(words, "explain-contract-keeps-nothing", func = func, param = param);
        }
        let each: Vec<String> = leaks.iter().map(|leak| self.leak(param, leak)).collect();
        say!(words, "explain-contract", func = func, leaks = words.list(&each))
    }

    fn leak(&self, param: &str, leak: &Leak) -> String {
        let words = self.catalogue;
        let what = match leak.loads {
            0 => param.to_owned(),
            1 => say!(words, "explain-pointee", name = param),
            loads => say!(words, "explain-pointee-through", name = param, count = loads),
        };
        match &leak.result {
            None => say!(words, "explain-leak-escapes", what = what),
            Some(LeakResult::Only) => say!(words, "explain-leak-returned", what = what),
            Some(LeakResult::Number(n)) => {
                say!(words, "explain-leak-result-number", what = what, number = *n)
            }
            Some(LeakResult::Named(name)) => say!(words, "explain-leak-result", what = what, name = name),
        }
    }

    /// The functions and lines where a value stays because what holds it is inlined.
    pub fn stays_at(&self, places: &[(String, Vec<String>)]) -> Option<String> {
        let words = self.catalogue;
        let mut texts: Vec<String> = Vec::new();
        for (into, lines) in places.iter().take(MAX_PLACES) {
            let more = lines.len().saturating_sub(MAX_PLACES);
            let mut lines: Vec<String> = lines.iter().take(MAX_PLACES).cloned().collect();
            if more > 0 {
                lines.push(say!(words, "explain-more-lines", count = more));
            }
            texts.push(say!(words, "explain-inlined-into", into = into, lines = words.list(&lines)));
        }
        if places.len() > MAX_PLACES {
            texts.push(say!(words, "explain-more-functions", count = places.len() - MAX_PLACES));
        }
        (!texts.is_empty()).then(|| say!(words, "explain-stays-at", places = words.list(&texts)))
    }

    /// A line of the file that a report is about.
    pub fn line(&self, line: u32) -> String {
        say!(self.catalogue, "explain-line", line = line)
    }

    /// The line at the end: how many values are on the heap, stay, how many parameters leak, and how
    /// many generic functions nothing is said about.
    pub fn summary(&self, (heap, stay, leaking): (usize, usize, usize), undecided: usize) -> String {
        let text = say!(self.catalogue, "explain-summary", heap = heap, stay = stay, leaking = leaking);
        match undecided {
            0 => text,
            count => say!(self.catalogue, "explain-summary-generic", text = text, count = count),
        }
    }
}
