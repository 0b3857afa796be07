//! What changed between two releases, in words.

use super::super::compare::{Cause, Change, Outcome};
use super::super::{Cost, Value};
use super::Words;
use crate::catalogue::{Id, msg, say};
use crate::release::changes::Field;
use crate::release::{Release, Rules};

/// The sentence about a rule that changed; `None` for what only changes the compiler's words, and for
/// what changes no verdict of any program that is known. `tests/changes.rs` shows each sentence.
pub fn sentence(field: &Field) -> Option<Id> {
    Some(match field.name {
        "unknown_size_escapes" => msg!("explain-change-unknown-size"),
        "max_explicit_var" => msg!("explain-change-max-explicit-var"),
        "loop_vars_per_iteration" => msg!("explain-change-loop-vars"),
        "literal_operands" => msg!("explain-change-literal-operands"),
        "literal_len_operands" => msg!("explain-change-literal-len"),
        "one_word_direct" => msg!("explain-change-one-word"),
        "tracks_mutation" => msg!("explain-change-mutation"),
        "several_callees" => msg!("explain-change-several-callees"),
        "devirtualize_all_assignments" => msg!("explain-change-devirtualize-all"),
        "append_locations" => msg!("explain-change-append"),
        "zero_size_slice_escapes" => msg!("explain-change-zero-size"),
        "max_tagged_results" => msg!("explain-change-tagged-results"),
        "captured_static_values" => msg!("explain-change-captured-values"),
        "dead_locals" => msg!("explain-change-dead-locals"),
        "dead_code_left_out" => msg!("explain-change-dead-code"),
        "literal_batches" => msg!("explain-change-literal-batches"),
        "go_defer_wrapped" => msg!("explain-change-go-defer"),
        "range_counts_arrays" => msg!("explain-change-range-arrays"),
        "blank_params_renamed" | "unnamed_params_declared" => msg!("explain-change-unnamed-params"),
        "literals_dup_ok" => msg!("explain-change-generic-literals"),
        "zero_copy_lines" => msg!("explain-change-zero-copy"),
        "constraints_set_language_without_module" => msg!("explain-change-constraints"),
        "devirtualize_order"
        | "walk_order"
        | "init_function_last"
        | "inner_literals_first"
        | "inline.order" => msg!("explain-change-order"),
        "inline.literal_budget" | "inline.literal_limit_doubled" => msg!("explain-change-literal-budget"),
        "inline.recursion_is_inlined" => msg!("explain-change-recursion"),
        "inline.function_value_call" => msg!("explain-change-function-value-call"),
        "inline.slicing_all_is_free" => msg!("explain-change-slicing"),
        "inline.benchmark_loops_are_left_alone" => msg!("explain-change-benchmark-loops"),
        "costs.boxes_static_literals" => msg!("explain-change-static-literals"),
        _ => return None,
    })
}

impl Words<'_> {
    /// What both releases say of a value.
    pub fn change(&self, change: &Change, (old, new): (Release, Release)) -> String {
        let what = match change.new.as_ref().or(change.old.as_ref()) {
            Some(Outcome::Heap { value, .. } | Outcome::Stack { value, .. }) => self.changed_value(value),
            Some(Outcome::Parameter { contract }) => {
                say!(self.catalogue, "explain-vs-parameter", param = contract.param.clone())
            }
            None => String::new(),
        };
        say!(
            self.catalogue,
            "explain-vs-heading",
            what = what,
            old = self.outcome(change.old.as_ref()),
            from = old.to_string(),
            new = self.outcome(change.new.as_ref()),
            to = new.to_string()
        )
    }

    fn changed_value(&self, value: &Value) -> String {
        self.subject(value)
    }

    /// One verdict, in few words.
    pub fn outcome(&self, outcome: Option<&Outcome>) -> String {
        let words = self.catalogue;
        match outcome {
            None => say!(words, "explain-vs-silent"),
            Some(Outcome::Heap { cost, stays_at, .. }) => {
                let text = match cost {
                    Some(Cost::Free(_)) => say!(words, "explain-vs-heap-free"),
                    Some(Cost::MayAllocate(_)) => say!(words, "explain-vs-heap-may"),
                    _ => say!(words, "explain-vs-heap"),
                };
                if stays_at.is_empty() {
                    return text;
                }
                let place = |(into, line): &(String, u32)| {
                    say!(words, "explain-vs-place", into = into.clone(), line = *line)
                };
                let places: Vec<String> = stays_at.iter().map(place).collect();
                say!(words, "explain-vs-but", text = text, places = words.list(&places))
            }
            Some(Outcome::Stack { cost, .. }) => match cost {
                Some(Cost::MayAllocate(_)) => say!(words, "explain-vs-stack-may"),
                Some(Cost::Allocates) => say!(words, "explain-vs-stack-allocates"),
                _ => say!(words, "explain-vs-stack"),
            },
            Some(Outcome::Parameter { contract }) => {
                let text = self.contract(contract);
                say!(words, "explain-vs-contract", text = text)
            }
        }
    }

    /// Why two releases differ.
    pub fn cause(&self, cause: &Cause, (old, new): (&Rules, &Rules)) -> String {
        let words = self.catalogue;
        match cause {
            Cause::Rule(field) => say!(words, "explain-vs-rule", why = self.rule_change(field, (old, new))),
            Cause::Rules(fields) if !fields.is_empty() => {
                let mut each: Vec<String> =
                    fields.iter().map(|field| self.rule_change(field, (old, new))).collect();
                each.dedup();
                say!(words, "explain-vs-rules", count = each.len(), why = each.join("; "))
            }
            Cause::Rules(_) => say!(words, "explain-vs-many-rules"),
            Cause::Library => say!(words, "explain-vs-library"),
            Cause::RulesAndLibrary => say!(words, "explain-vs-rules-and-library"),
            Cause::Other => say!(words, "explain-vs-other"),
        }
    }

    /// What changed in a rule, and since when.
    pub fn rule_change(&self, field: &Field, (old, new): (&Rules, &Rules)) -> String {
        let (first, last) = (old.release.min(new.release), old.release.max(new.release));
        let since = field.since(first, last).to_string();
        match sentence(field) {
            Some(id) if field.name == "max_explicit_var" => {
                let (first, last) = (first.rules(), last.rules());
                let (before, after) = (first.max_explicit_var, last.max_explicit_var);
                let (before, after) = (self.catalogue.bytes(before), self.catalogue.bytes(after));
                say!(self.catalogue, id, since = since, before = before, after = after)
            }
            Some(id) => say!(self.catalogue, id, since = since),
            None => say!(self.catalogue, "explain-vs-many-rules"),
        }
    }

    /// When nothing differs.
    pub fn nothing_changed(&self, (old, new): (Release, Release)) -> String {
        say!(self.catalogue, "explain-vs-nothing", from = old.to_string(), to = new.to_string())
    }

    /// How many verdicts differ.
    pub fn changes(&self, count: usize, (old, new): (Release, Release)) -> String {
        say!(
            self.catalogue,
            "explain-vs-summary",
            count = count,
            from = old.to_string(),
            to = new.to_string()
        )
    }

    /// The rule by which something is on the heap in one release.
    pub fn rule_of(&self, outcome: Option<&Outcome>, rules: &Rules) -> Option<String> {
        let Some(Outcome::Heap { value, rule, .. }) = outcome else { return None };
        let words = Words { catalogue: self.catalogue, rules };
        let text = words.rule_note(*rule, value.kind);
        Some(say!(self.catalogue, "explain-vs-of-release", release = rules.release.to_string(), text = text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Language};
    use crate::release::changes::FIELDS;

    /// Every rule that can change a verdict has a sentence, in both languages.
    #[test]
    fn rules_have_sentences() {
        let rules = (Release::OLDEST.rules(), Release::NEWEST.rules());
        for language in Language::ALL {
            let words = Words { catalogue: Catalogue::of(language), rules: &rules.1 };
            for field in FIELDS.iter().filter(|field| sentence(field).is_some()) {
                let text = words.rule_change(field, (&rules.0, &rules.1));
                assert!(text.contains("1."), "{}: {text}", field.name);
            }
        }
    }
}
