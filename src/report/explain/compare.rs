//! What two releases say differently of one program, and which rule is behind each difference.
//!
//! In: the reports of both, and a way to run the analysis with other rules. Out: [`Change`]s with
//! their [`Cause`]s.
//! Invariants: values are matched by where and what they are, not by text; a cause is found by
//! experiment: with only that rule of the old release, the old verdict comes back.

use super::{Contract, Cost, Free, InlinedAt, Leak, PackageReport, Rule, Value, ValueKind};
use crate::release::Rules;
use crate::release::changes::{Field, differences};
use crate::source::{Pos, SourceMap};
use rustc_hash::FxHashMap;

/// How often a set of rules that act together is looked for.
const MAX_SETS: usize = 3;

/// Which value or parameter.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Key {
    /// The package.
    pub package: String,
    /// The file, as it is shown.
    pub file: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What kind of value, or `parameter`.
    kind: String,
    /// The function of another package that holds it.
    outside: Option<String>,
    /// The inlined call that it is about: the function it is in, file and byte.
    copy: Option<(String, String, u32)>,
}

/// What one release says of a value or parameter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// It is on the heap.
    Heap {
        /// What it is.
        value: Value,
        /// Why.
        rule: Rule,
        /// What it costs.
        cost: Option<Cost>,
        /// Functions that it is inlined into, and lines there, where it stays.
        stays_at: Vec<(String, u32)>,
    },
    /// It stays.
    Stack {
        /// What it is.
        value: Value,
        /// What it costs.
        cost: Option<Cost>,
    },
    /// It is a parameter, and leaks to these places.
    Parameter {
        /// What is known of it.
        contract: Box<Contract>,
    },
}

/// What decides whether two outcomes are the same.
#[derive(PartialEq, Eq, Debug)]
enum Essence<'a> {
    Heap(Option<&'static str>, Vec<u32>),
    Stack(Option<&'static str>),
    Parameter(&'a [Leak]),
}

impl Outcome {
    fn essence(&self) -> Essence<'_> {
        match self {
            // Functions that nobody named have other names in other releases.
            Outcome::Heap { cost, stays_at, .. } => {
                Essence::Heap(cost.map(Cost::name), stays_at.iter().map(|(_, line)| *line).collect())
            }
            Outcome::Stack { cost, .. } => Essence::Stack(cost.map(Cost::name)),
            Outcome::Parameter { contract } => Essence::Parameter(&contract.leaks),
        }
    }
}

/// Everything that one release says of a program.
#[derive(Clone, Debug, Default)]
pub struct Facts(FxHashMap<Key, Vec<Outcome>>);

impl Facts {
    /// What some reports say.
    pub fn new<'a>(reports: impl IntoIterator<Item = &'a PackageReport>, sources: &SourceMap) -> Self {
        let mut facts = Facts::default();
        for report in reports {
            let place = |at: &InlinedAt| {
                (at.into.clone(), sources.file(at.pos.file).display_name.clone(), at.pos.offset)
            };
            let key = |spot: super::Spot, kind: String, outside: &Option<String>, copy| Key {
                package: report.import_path.clone(),
                file: sources.file(spot.file).display_name.clone(),
                start: spot.start,
                end: spot.end,
                kind,
                outside: outside.clone(),
                copy,
            };
            for escape in &report.escapes {
                let line = |pos: Pos| sources.line_column(pos).0;
                let mut stays_at: Vec<_> =
                    escape.stays_at.iter().map(|at| (at.into.clone(), line(at.pos))).collect();
                stays_at.sort();
                stays_at.dedup();
                let (value, rule, cost) = (escape.value.clone(), escape.rule, escape.cost);
                let key =
                    key(escape.spot, kind(value.kind), &escape.outside, escape.copy.as_ref().map(place));
                facts.0.entry(key).or_default().push(Outcome::Heap { value, rule, cost, stays_at });
            }
            for stay in &report.stays {
                let (value, cost) = (stay.value.clone(), stay.cost);
                let key = key(stay.spot, kind(value.kind), &stay.outside, None);
                facts.0.entry(key).or_default().push(Outcome::Stack { value, cost });
            }
            for contract in &report.contracts {
                let key = key(contract.spot, "parameter".to_owned(), &None, None);
                let contract = Box::new(contract.clone());
                facts.0.entry(key).or_default().push(Outcome::Parameter { contract });
            }
        }
        facts
    }

    fn of(&self, key: &Key) -> &[Outcome] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether the same is said of a value as in `other`.
    fn agrees(&self, other: &Facts, key: &Key) -> bool {
        let essences = |facts: &'_ Facts| facts.of(key).len();
        essences(self) == essences(other)
            && self.of(key).iter().zip(other.of(key)).all(|(a, b)| a.essence() == b.essence())
    }
}

/// What kind of value, as far as all releases agree on it.
fn kind(kind: ValueKind) -> String {
    match kind {
        ValueKind::Boxed { .. } => "Boxed".to_owned(),
        ValueKind::Parameter => "Variable".to_owned(),
        kind => format!("{kind:?}"),
    }
}

/// One value or parameter of which two releases say something else.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which.
    pub key: Key,
    /// What the old release says; nothing if it has no word for it.
    pub old: Option<Outcome>,
    /// What the new release says.
    pub new: Option<Outcome>,
    /// Why they differ.
    pub cause: Cause,
}

/// What makes two releases differ.
#[derive(Clone, Debug)]
pub enum Cause {
    /// One rule alone.
    Rule(&'static Field),
    /// Several rules together; without names if they were not found.
    Rules(Vec<&'static Field>),
    /// The standard library's own functions.
    Library,
    /// Both rules and the library.
    RulesAndLibrary,
    /// Something else: what a version of the language means, files that are only for one release.
    Other,
}

/// What it means that one release has nothing to say of what is `told` of another: a variable that is
/// not moved to the heap is on the stack.
fn unsaid(told: Option<&Outcome>) -> Option<Outcome> {
    match told {
        Some(Outcome::Heap { value, .. })
            if matches!(value.kind, ValueKind::Variable | ValueKind::Parameter | ValueKind::Hidden) =>
        {
            Some(Outcome::Stack { value: value.clone(), cost: Some(Cost::Free(Free::OnStack)) })
        }
        _ => None,
    }
}

/// What differs, in source order; causes are not known yet.
pub fn compare(old: &Facts, new: &Facts) -> Vec<Change> {
    let mut keys: Vec<&Key> =
        old.0.keys().chain(new.0.keys().filter(|key| !old.0.contains_key(*key))).collect();
    keys.retain(|key| !old.agrees(new, key));
    keys.sort();
    let changes = keys.into_iter().filter_map(|key| {
        let (before, after) = (old.of(key), new.of(key));
        let at = (0..before.len().max(after.len())).find(|&i| {
            before.get(i).map(Outcome::essence) != after.get(i).map(Outcome::essence)
        })?;
        let (before, after) = (before.get(at), after.get(at));
        let (before, after) =
            (before.cloned().or_else(|| unsaid(after)), after.cloned().or_else(|| unsaid(before)));
        // A variable that stays is told only if its address is taken, which is no verdict.
        let is_silent = |a: &Option<Outcome>, b: &Option<Outcome>| {
            a.is_none()
                && matches!(b, Some(Outcome::Stack { value, .. }) if matches!(value.kind, ValueKind::Variable | ValueKind::Parameter))
        };
        if is_silent(&before, &after) || is_silent(&after, &before) {
            return None;
        }
        Some(Change { key: key.clone(), old: before, new: after, cause: Cause::Other })
    });
    changes.collect()
}

/// Finds the cause of each change. `run` analyses the program as the new release does, but with
/// those rules, and (true) with the old release's library.
pub fn find_causes(
    changes: &mut [Change],
    old_facts: &Facts,
    (old, new): (&Rules, &Rules),
    is_tried: impl Fn(&Field) -> bool,
    mut run: impl FnMut(&Rules, bool) -> Facts,
) {
    let mut open: Vec<&mut Change> = changes.iter_mut().collect();
    let settle = |facts: &Facts, open: &mut Vec<&mut Change>, cause: Cause| {
        open.retain_mut(|change| {
            let is_it = facts.agrees(old_facts, &change.key);
            if is_it {
                change.cause = cause.clone();
            }
            !is_it
        });
    };
    let fields: Vec<&'static Field> = differences(old, new).collect();
    for &field in fields.iter().filter(|field| is_tried(field)) {
        if open.is_empty() {
            return;
        }
        let mut rules = *new;
        field.set(&mut rules, old);
        settle(&run(&rules, false), &mut open, Cause::Rule(field));
    }
    if open.is_empty() {
        return;
    }
    settle(&run(new, true), &mut open, Cause::Library);
    for _ in 0..MAX_SETS {
        let Some(key) = open.first().map(|change| change.key.clone()) else { return };
        let with = |fields: &[&Field]| {
            let mut rules = *new;
            fields.iter().for_each(|field| field.set(&mut rules, old));
            rules
        };
        let mut set = fields.clone();
        let mut facts = run(&with(&set), false);
        if !facts.agrees(old_facts, &key) {
            break;
        }
        // Words do not change verdicts; of the rest, what can be left out is.
        let tried: Vec<&Field> = set.iter().copied().filter(|field| is_tried(field)).collect();
        let only = run(&with(&tried), false);
        if only.agrees(old_facts, &key) {
            (set, facts) = (fields.iter().copied().filter(|field| is_tried(field)).collect(), only);
            let mut at = 0;
            while at < set.len() {
                let mut fewer = set.clone();
                fewer.remove(at);
                let without = run(&with(&fewer), false);
                if without.agrees(old_facts, &key) {
                    (set, facts) = (fewer, without);
                } else {
                    at += 1;
                }
            }
        } else {
            set.clear();
        }
        settle(&facts, &mut open, Cause::Rules(set));
    }
    if !open.is_empty() {
        settle(&run(old, false), &mut open, Cause::Rules(Vec::new()));
    }
    if !open.is_empty() {
        settle(&run(old, true), &mut open, Cause::RulesAndLibrary);
    }
}
